//! Chinese names by their sound: initials, for codes that can be read aloud, and the order in which
//! lists are read.

use pinyin::{Pinyin, ToPinyin};

/// The first letter of the commonest reading of each Chinese character, upper case; Latin letters
/// and digits stay, everything else is left out.
pub(super) fn of(text: &str) -> String {
    text.chars().filter_map(initial).collect()
}

fn initial(character: char) -> Option<char> {
    if character.is_ascii_alphanumeric() {
        return Some(character.to_ascii_uppercase());
    }
    syllable(character)?.chars().next().map(|c| c.to_ascii_uppercase())
}

/// The commonest reading of a Chinese character, without its tone.
fn syllable(character: char) -> Option<&'static str> {
    // In the names of places, as 长城乡, it is cháng (DOMAIN §5).
    if character == '长' { Some("chang") } else { character.to_pinyin().map(Pinyin::plain) }
}

/// What a text is sorted by, so that people find it where they look: by pinyin, character by
/// character, the same sound together; Latin letters without regard to case.
pub fn spelled(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    for character in text.chars() {
        key.push_str(syllable(character).unwrap_or_default());
        key.extend(character.to_lowercase());
    }
    key
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_sorted_by_their_sound() {
        let mut names =
            ["周明", "市场停车", "安装护栏", "Zebra", "长城乡", "安排路灯", "apple", "12号"];
        names.sort_by_cached_key(|name| super::spelled(name));
        assert_eq!(
            names,
            ["12号", "安排路灯", "安装护栏", "apple", "长城乡", "市场停车", "Zebra", "周明"]
        );
    }

    #[test]
    fn a_name_gives_the_initials_of_its_readings() {
        for (name, initials) in [
            ("韶峰", "SF"),
            ("“韶峰”A2（二）", "SFA2E"),
            ("石潭", "ST"),
            ("长城", "CC"),
            ("射埠", "SB"),
            ("姜畲", "JS"),
            ("育塅", "YD"),
            ("乌石", "WS"),
            ("下摄司", "XSS"),
            ("楠竹山", "NZS"),
        ] {
            assert_eq!(super::of(name), initials, "{name}");
        }
    }
}
