//! Telephones and other long numbers of people, anywhere in a text (DOMAIN §5: 138****5678).

/// Words behind which seven digits or more are a telephone, in lower case.
const TELEPHONES: [&str; 13] = [
    "电话",
    "传真",
    "座机",
    "固话",
    "手机",
    "联系方式",
    "tel",
    "phone",
    "fax",
    "mobile",
    "cell",
    "call",
    "ring",
];
/// What may stand behind such a word in English.
const TELEPHONE_BESIDE: [&str; 6] = [" number", " no", " is", " at", " on", " me"];
/// What may stand between such a word and its number, or between two numbers.
const BETWEEN_NUMBERS: [char; 14] =
    ['号', '码', '是', '为', '：', ':', '、', '/', '／', '或', '和', '，', '.', ','];

/// Characters that may stand between the groups of a telephone number.
const fn is_separator(character: char) -> bool {
    matches!(character, ' ' | '-' | '\u{2010}'..='\u{2014}' | '\u{ff0d}' | '\u{3000}')
}

/// The digit that a character of either width stands for.
fn digit(character: char) -> Option<u32> {
    match character {
        '\u{ff10}'..='\u{ff19}' => Some(u32::from(character) - 0xff10),
        _ => character.to_digit(10),
    }
}

/// Masks mobile numbers (11 digits from 1), numbers with an area code, here (0731 58881234) and abroad
/// (01632 960 417, +44 1632 960417, 212-555-0142), shorter ones behind the word for a telephone, and numbers of 15 to 19 digits however they are grouped, which are those of
/// identity and bank cards. Others are years, sums and hotlines.
pub(super) fn masked(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(character) = characters.get(at).copied() {
        if let Some((end, hidden)) = number_at(&characters, at) {
            for (place, it) in characters.iter().enumerate().take(end).skip(at) {
                let nth = count_digits(&characters, at, place);
                let hides = digit(*it).is_some() && hidden.contains(&nth);
                masked.push(if hides { '*' } else { *it });
            }
            at = end;
        } else {
            masked.push(character);
            at += 1;
        }
    }
    masked
}

/// How many digits stand between two places.
fn count_digits(characters: &[char], from: usize, to: usize) -> usize {
    characters.iter().take(to).skip(from).filter(|it| digit(**it).is_some()).count()
}

/// The number of a person that begins at a place: where it ends, and which of its digits are hidden.
fn number_at(characters: &[char], at: usize) -> Option<(usize, std::ops::Range<usize>)> {
    let before = at.checked_sub(1).and_then(|before| characters.get(before));
    if before.is_some_and(|it| digit(*it).is_some()) {
        return None;
    }
    if let Some(found) = bracketed_at(characters, at) {
        return Some(found);
    }
    let groups = groups_at(characters, at);
    (1..=groups.len()).rev().find_map(|count| {
        let taken = groups.get(..count)?;
        let (_, end) = *taken.last()?;
        let lengths: Vec<usize> = taken.iter().map(|(length, _)| *length).collect();
        let hidden = hidden(&lengths, characters, at, end)?;
        Some((end, hidden))
    })
}

/// A number whose area code stands in brackets: `（0731）58881235`.
fn bracketed_at(characters: &[char], at: usize) -> Option<(usize, std::ops::Range<usize>)> {
    characters.get(at).filter(|it| matches!(it, '(' | '（'))?;
    let (area, closing) = groups_at(characters, at + 1).first().copied()?;
    let is_area = matches!(area, 3 | 4) && digit(*characters.get(at + 1)?) == Some(0);
    if !is_area || !characters.get(closing).is_some_and(|it| matches!(it, ')' | '）')) {
        return None;
    }
    let gap = characters.get(closing + 1).is_some_and(|it| is_separator(*it));
    let groups = groups_at(characters, closing + 1 + usize::from(gap));
    (1..=groups.len().min(2)).rev().find_map(|count| {
        let taken = groups.get(..count)?;
        let digits: usize = taken.iter().map(|(length, _)| length).sum();
        let (_, end) = *taken.last()?;
        matches!(digits, 7 | 8).then(|| (end, area..area + digits - 4))
    })
}

/// Groups of digits from a place on, with single separators between them: length and end of each.
fn groups_at(characters: &[char], at: usize) -> Vec<(usize, usize)> {
    let mut groups = Vec::new();
    let mut start = at;
    loop {
        let rest = characters.iter().skip(start);
        let length = rest.take_while(|it| digit(**it).is_some()).count();
        if length == 0 {
            break;
        }
        let end = start + length;
        groups.push((length, end));
        // Nineteen digits in groups of at least three have no more.
        if groups.len() == 7 || !characters.get(end).is_some_and(|it| is_separator(*it)) {
            break;
        }
        start = end + 1;
    }
    groups
}

/// Which digits of a number are hidden, by the lengths of its groups; `None` for one that is not
/// a person's.
fn hidden(
    lengths: &[usize],
    characters: &[char],
    at: usize,
    end: usize,
) -> Option<std::ops::Range<usize>> {
    let lead = |place: usize| characters.get(at + place).copied().and_then(digit);
    let is_sum = characters.get(end).is_some_and(|it| matches!(it, '元' | '万' | '亿' | '.' | '%'));
    let is_china = lead(0) == Some(8) && lead(1) == Some(6);
    let all: usize = lengths.iter().sum();
    let are_large = |least: usize| lengths.iter().all(|length| *length >= least);
    match lengths {
        [11] if lead(0) == Some(1) && !is_sum => Some(3..7),
        [13] if is_china && lead(2) == Some(1) => Some(5..9),
        [2, rest @ ..] if is_china && rest.iter().sum::<usize>() == 11 => Some(5..9),
        [_, _] | [_, _, _] if all == 11 && lead(0) == Some(1) && are_large(3) => Some(3..7),
        [10..=12] if lead(0) == Some(0) => Some(4..all - 4),
        [area @ (3 | 4), 7 | 8] if lead(0) == Some(0) => Some(*area..all - 4),
        [area @ (3 | 4), 3 | 4, 4] if lead(0) == Some(0) => Some(*area..all - 4),
        [7 | 8] | [3 | 4, 4] if is_behind_telephone(characters, at) => Some(0..all - 4),
        [_, _] | [_, _, _] if lead(0) == Some(0) && matches!(all, 10 | 11) && are_large(3) => {
            Some(4..all - 3)
        }
        [3, 3, 4] if is_hyphenated(characters, at, end) => Some(3..6),
        [_, ..] if matches!(all, 9..=15) && is_called(characters, at) => Some(3..all - 3),
        [15..=19] if !is_sum => Some(3..all),
        [first @ .., _] if matches!(all, 15..=19) && is_card(first, characters, at, end) => {
            Some(3..all)
        }
        _ => None,
    }
}

/// Whether the groups of a number are put together by hyphens: spaces stand in sums, too.
fn is_hyphenated(characters: &[char], at: usize, end: usize) -> bool {
    let own = characters.iter().take(end).skip(at);
    own.filter(|it| digit(**it).is_none()).all(|it| *it == '-')
}

/// Whether a number is said to be one to call: behind `+`, or behind the word for a telephone.
fn is_called(characters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| characters.get(before));
    before.is_some_and(|it| matches!(it, '+' | '＋')) || is_behind_telephone(characters, at)
}

/// Whether groups are those of a card: days and years that follow one another are not.
fn is_card(first: &[usize], characters: &[char], at: usize, end: usize) -> bool {
    let years = characters.iter().take(end).skip(at).collect::<String>();
    let is_year =
        |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    !first.is_empty()
        && first.iter().all(|length| *length >= 3)
        && !years.split(is_separator).all(is_year)
}

/// Whether the word for a telephone stands before a number, or before others that it is one of.
fn is_behind_telephone(characters: &[char], at: usize) -> bool {
    let before: String = characters.iter().take(at).flat_map(|it| it.to_lowercase()).collect();
    let may_stand_between =
        |it: char| digit(it).is_some() || is_separator(it) || BETWEEN_NUMBERS.contains(&it);
    let mut before = before.trim_end_matches(may_stand_between);
    while let Some(rest) = TELEPHONE_BESIDE.iter().find_map(|word| before.strip_suffix(word)) {
        before = rest.trim_end_matches(may_stand_between);
    }
    TELEPHONES.iter().any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_number_keeps_its_ends() {
        for (text, expected) in [
            ("电话13812345678，请回复", "电话138****5678，请回复"),
            ("138-1234-5678", "138-****-5678"),
            ("138 1234 5678", "138 **** 5678"),
            ("１３８１２３４５６７８", "１３８****５６７８"),
            ("+8613812345678", "+86138****5678"),
            ("+86 13812345678", "+86 138****5678"),
            ("10020012345", "100****2345"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn numbers_of_other_countries_keep_their_ends_too() {
        for (text, expected) in [
            ("ring me on 01632 960 417", "ring me on 0163* *** 417"),
            ("01632 960417, after six", "0163* ***417, after six"),
            ("07700 900 123", "0770* *** 123"),
            ("+44 1632 960417", "+44 1*** ***417"),
            ("212-555-0142", "212-***-0142"),
            ("my phone number is 555 0142", "my phone number is *** 0142"),
            ("Mobile: 212 555 0142", "Mobile: 212 *** *142"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
        }
        for text in
            ["12 000 000 yuan", "rooms 101 102 1030", "recall 5 000 000", "No. 0042 of 2026"]
        {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn a_number_with_an_area_code_keeps_its_ends() {
        assert_eq!(masked("0731-58881234"), "0731-****1234");
        assert_eq!(masked("073158881234"), "0731****1234");
        assert_eq!(masked("(010) 8888 1234"), "(010) **** 1234");
        assert_eq!(masked("（0731）58881235"), "（0731）****1235");
        assert_eq!(masked("010 8888 1234"), "010 **** 1234");
    }

    #[test]
    fn a_number_behind_the_word_for_a_telephone_keeps_its_end() {
        for (text, expected) in [
            ("电话58881234", "电话****1234"),
            ("联系电话：5888 1234", "联系电话：**** 1234"),
            ("传真号码是5888123，", "传真号码是***8123，"),
            ("电话58881234、58881235", "电话****1234、****1235"),
            ("Tel. 58881234", "Tel. ****1234"),
            ("编号58881234", "编号58881234"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn the_number_of_a_card_is_hidden_however_it_is_grouped() {
        for (text, expected) in [
            ("身份证430302 19900101 1234", "身份证430*** ******** ****"),
            ("6222 0210 0112 2334 455", "622* **** **** **** ***"),
            ("430302-1990-0101-123X", "430***-****-****-***X"),
            ("138 12345678", "138 ****5678"),
            ("1381234 5678", "138**** 5678"),
            ("2021 2022 2023 2024", "2021 2022 2023 2024"),
            ("2023-06-30 2023-07-01", "2023-06-30 2023-07-01"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn the_number_of_a_card_is_hidden() {
        assert_eq!(masked("430302199001011234"), "430***************");
        assert_eq!(masked("43030219900101123X"), "430**************X");
    }

    #[test]
    fn days_sums_and_hotlines_are_no_telephones() {
        for text in ["2023-06-30 14:30", "12345", "11万元", "13800000000元", "20230630", "3-4-4"]
        {
            assert_eq!(masked(text), text);
        }
    }
}
