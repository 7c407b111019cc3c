//! Latin initials of Chinese names, for codes that can be read aloud.

use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use std::sync::LazyLock;

static PINYIN: LazyLock<PinyinData> =
    LazyLock::new(|| PinyinData::new(PinyinNotation::AsciiFirstLetter));

/// The first letter of one reading of each Chinese character, upper case; Latin letters and digits
/// stay, everything else is left out. Of a polyphone it may be the rarer reading: a code only has
/// to be short and unique, and the form shows it before it is given.
pub(super) fn of(text: &str) -> String {
    text.chars().filter_map(initial).collect()
}

fn initial(character: char) -> Option<char> {
    if character.is_ascii_alphanumeric() {
        return Some(character.to_ascii_uppercase());
    }
    let mut readings = PINYIN.get_pinyins(character);
    let first = readings.next()?;
    first.notation(PinyinNotation::AsciiFirstLetter)?.chars().next().map(|c| c.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_gives_the_initials_of_its_readings() {
        assert_eq!(super::of("韶峰"), "SF");
        assert_eq!(super::of("“韶峰”A2（二）"), "SFA2E");
    }
}
