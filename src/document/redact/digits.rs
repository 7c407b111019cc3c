//! Telephones and other long numbers of people, anywhere in a text (DOMAIN §5: 138****5678).

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

/// Masks mobile numbers (11 digits from 1), numbers with an area code, and numbers of 15 to 19
/// digits, which are those of identity and bank cards. Shorter ones are years, sums and hotlines.
pub(super) fn masked(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    let mut before = None;
    while let Some(character) = characters.get(at).copied() {
        let is_start = digit(character).is_some() && before.is_none_or(|it| digit(it).is_none());
        if let Some((end, hidden)) = is_start.then(|| number_at(&characters, at)).flatten() {
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
        before = at.checked_sub(1).and_then(|last| characters.get(last)).copied();
    }
    masked
}

/// How many digits stand between two places.
fn count_digits(characters: &[char], from: usize, to: usize) -> usize {
    characters.iter().take(to).skip(from).filter(|it| digit(**it).is_some()).count()
}

/// The number of a person that begins at a place: where it ends, and which of its digits are hidden.
fn number_at(characters: &[char], at: usize) -> Option<(usize, std::ops::Range<usize>)> {
    let groups = groups_at(characters, at);
    (1..=groups.len()).rev().find_map(|count| {
        let taken = groups.get(..count)?;
        let (_, end) = *taken.last()?;
        let lengths: Vec<usize> = taken.iter().map(|(length, _)| *length).collect();
        let hidden = hidden(&lengths, characters, at, end)?;
        Some((end, hidden))
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
        if groups.len() == 3 || !characters.get(end).is_some_and(|it| is_separator(*it)) {
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
    match lengths {
        [11] if lead(0) == Some(1) && !is_sum => Some(3..7),
        [13] if is_china && lead(2) == Some(1) => Some(5..9),
        [3, 4, 4] if lead(0) == Some(1) => Some(3..7),
        [2, 11] if is_china => Some(5..9),
        [10..=12] if lead(0) == Some(0) => Some(4..lengths.iter().sum::<usize>() - 4),
        [area @ (3 | 4), 7 | 8] if lead(0) == Some(0) => {
            Some(*area..lengths.iter().sum::<usize>() - 4)
        }
        [area @ (3 | 4), 3 | 4, 4] if lead(0) == Some(0) => {
            Some(*area..lengths.iter().sum::<usize>() - 4)
        }
        [digits @ 15..=19] if !is_sum => Some(3..*digits),
        _ => None,
    }
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
    fn a_number_with_an_area_code_keeps_its_ends() {
        assert_eq!(masked("0731-58881234"), "0731-****1234");
        assert_eq!(masked("073158881234"), "0731****1234");
        assert_eq!(masked("(010) 8888 1234"), "(010) 8888 1234");
        assert_eq!(masked("010 8888 1234"), "010 **** 1234");
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
