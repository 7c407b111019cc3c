//! Latin initials of Chinese names, for codes that can be read aloud.

use pinyin::ToPinyin;

/// The first letter of the commonest reading of each Chinese character, upper case; Latin letters
/// and digits stay, everything else is left out.
pub(super) fn of(text: &str) -> String {
    text.chars().filter_map(initial).collect()
}

fn initial(character: char) -> Option<char> {
    if character.is_ascii_alphanumeric() {
        return Some(character.to_ascii_uppercase());
    }
    // In the names of places, as 长城乡, it is cháng (DOMAIN §5).
    if character == '长' {
        return Some('C');
    }
    character.to_pinyin()?.plain().chars().next().map(|c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
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
