//! What people are reached or known by and is no telephone: mail addresses, names in messengers, the
//! plates of vehicles (DOMAIN §5).

/// Words behind which a name in a messenger stands, in lower case.
const MESSENGERS: [&str; 5] = ["微信", "qq", "wechat", "weixin", "抖音"];
/// What may stand between such a word and the name.
const BETWEEN: [char; 9] = ['号', '群', '码', '是', '为', '：', ':', ' ', '\u{3000}'];
/// The shortest and the longest name in a messenger.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 5..=20;
/// What a plate begins with.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Masks mail addresses `z***@example.com`, names in messengers `微信z***` and plates `湘C·*****`.
pub(super) fn masked(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(character) = characters.get(at) {
        let found = mail_at(&characters, at)
            .or_else(|| name_at(&characters, at))
            .or_else(|| plate_at(&characters, at));
        if let Some((end, told)) = found {
            masked.push_str(&told);
            at = end;
        } else {
            masked.push(*character);
            at += 1;
        }
    }
    masked
}

/// A mail address that begins at a place: where its first part ends, and what is told of that.
fn mail_at(characters: &[char], at: usize) -> Option<(usize, String)> {
    let is_part =
        |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '-' | '+' | '%');
    let (first, end) = word_at(characters, at, is_part)?;
    let is_at = characters.get(end).is_some_and(|it| matches!(it, '@' | '＠'));
    let domain: String = characters.iter().skip(end + 1).take_while(|it| is_part(**it)).collect();
    let is_domain = domain.trim_end_matches('.').contains('.');
    (is_at && is_domain).then(|| (end, format!("{first}***")))
}

/// A name behind the word for a messenger.
fn name_at(characters: &[char], at: usize) -> Option<(usize, String)> {
    let is_part = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-');
    let (first, end) = word_at(characters, at, is_part)?;
    if !NAME_CHARS.contains(&(end - at)) {
        return None;
    }
    let before: String = characters.iter().take(at).flat_map(|it| it.to_lowercase()).collect();
    let before = before.trim_end_matches(BETWEEN);
    MESSENGERS.iter().any(|word| before.ends_with(word)).then(|| (end, format!("{first}***")))
}

/// A run of such characters from a place on that does not begin before it: its first, and its end.
/// Where `QQ` itself stands at the front of it, it begins behind that.
fn word_at(
    characters: &[char],
    at: usize,
    is_part: impl Fn(char) -> bool,
) -> Option<(char, usize)> {
    let first = characters.get(at).copied().filter(|it| is_part(*it))?;
    let before = |back: usize| at.checked_sub(back).and_then(|it| characters.get(it)).copied();
    let is_behind_qq = [before(1), before(2)].iter().all(|it| matches!(it, Some('q' | 'Q')))
        && first.is_ascii_digit();
    if before(1).is_some_and(&is_part) && !is_behind_qq {
        return None;
    }
    let length = characters.iter().skip(at).take_while(|it| is_part(**it)).count();
    Some((first, at + length))
}

/// The plate of a vehicle: province, letter, five characters, six of those that run on electricity.
fn plate_at(characters: &[char], at: usize) -> Option<(usize, String)> {
    let province = characters.get(at).filter(|it| PROVINCES.contains(**it))?;
    let city = characters.get(at + 1).filter(|it| it.is_ascii_uppercase())?;
    let gap = characters.get(at + 2).filter(|it| matches!(it, '·' | '•' | '・' | ' ' | '-'));
    let start = at + 2 + usize::from(gap.is_some());
    let is_part = |it: &&char| it.is_ascii_digit() || it.is_ascii_uppercase();
    let rest: Vec<char> = characters.iter().skip(start).take_while(is_part).copied().collect();
    let is_plate = matches!(rest.len(), 5 | 6) && rest.iter().any(char::is_ascii_digit);
    let gap = gap.map(char::to_string).unwrap_or_default();
    is_plate
        .then(|| (start + rest.len(), format!("{province}{city}{gap}{}", "*".repeat(rest.len()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_messengers_and_plates_tell_no_more_than_what_they_are() {
        for (text, expected) in [
            ("邮箱zhangsan@example.com，", "邮箱z***@example.com，"),
            ("QQ12345678", "QQ1***"),
            ("QQ号：12345678。", "QQ号：1***。"),
            ("微信号zhang_san88", "微信号z***"),
            ("WeChat: zhangsan", "WeChat: z***"),
            ("湘C12345占道", "湘C*****占道"),
            ("湘C·D12345", "湘C·******"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn other_letters_and_numbers_stay() {
        for text in ["微信同号", "新A栋", "GB/T 9704", "川A区", "湘C", "一月@某处", "编号12345678"]
        {
            assert_eq!(masked(text), text);
        }
    }
}
