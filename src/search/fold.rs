//! Which characters count as the same one when something is looked for: width, case, apostrophes,
//! and the traditional form of a character.

use crate::domain::text::{fold_name, is_han};
use hanconv::RawDictionary;
use std::sync::LazyLock;

/// The traditional characters with what they are in simplified writing, the commonest first: those
/// of `OpenCC`, one character for one.
const TRADITIONAL: &str = RawDictionary::TSCharacters.text();

/// The first character that has a place in [`SIMPLIFIED`], and how many have.
const FIRST: u32 = 0x3400;
const PLACES: usize = 0x9fff - 0x3400 + 1;

/// The simplified form by character; 0 where it is the same.
static SIMPLIFIED: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let mut forms = vec![0_u16; PLACES].into_boxed_slice();
    for line in TRADITIONAL.lines().filter(|line| !line.starts_with('#')) {
        let mut characters = line.split_whitespace().filter_map(|word| word.chars().next());
        let (Some(from), Some(to)) = (characters.next(), characters.next()) else { continue };
        // One of a rare plane stays as it is.
        let form = u16::try_from(u32::from(to)).ok().filter(|_| from != to);
        if let (Some(place), Some(form)) = (place(from).and_then(|at| forms.get_mut(at)), form) {
            *place = form;
        }
    }
    // Some lead to one that leads on.
    let once = forms.clone();
    for form in forms.iter_mut().filter(|form| **form != 0) {
        let next = char::from_u32(u32::from(*form)).and_then(place).and_then(|at| once.get(at));
        *form = next.copied().filter(|next| *next != 0).unwrap_or(*form);
    }
    forms
});

/// The place of a Chinese character in tables of the common ones.
pub(super) fn place(character: char) -> Option<usize> {
    let at = usize::try_from(u32::from(character).checked_sub(FIRST)?).ok()?;
    (at < PLACES).then_some(at)
}

/// How many characters have such a place.
pub(super) const fn places() -> (u32, usize) {
    (FIRST, PLACES)
}

/// The simplified form of a character, or itself.
pub fn simplified(character: char) -> char {
    let form = place(character).and_then(|at| SIMPLIFIED.get(at)).copied().unwrap_or(0);
    if form == 0 { character } else { char::from_u32(form.into()).unwrap_or(character) }
}

/// Whether folding a text changes nothing: most texts are written as they are compared.
pub fn is_folded(text: &str) -> bool {
    let forms: &[u16] = &SIMPLIFIED;
    text.chars().all(|character| match character {
        'a'..='z' | '0'..='9' => true,
        _ => match place(character) {
            Some(at) => forms.get(at) == Some(&0),
            None => fold(character) == character,
        },
    })
}

/// Folds a character for comparison: half width, lower case, simplified. One character stays one,
/// so that places hold.
///
/// ```
/// use tanshi::search::fold::fold;
///
/// assert_eq!("停車難 ＡＢ".chars().map(fold).collect::<String>(), "停车难 ab");
/// ```
pub fn fold(character: char) -> char {
    match character {
        'a'..='z' | '0'..='9' => character,
        _ if is_han(character) => simplified(character),
        _ => fold_name(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_are_folded_and_simplified_ones_stay() {
        for (traditional, simple) in
            [('車', '车'), ('難', '难'), ('鄉', '乡'), ('樓', '楼'), ('裡', '里')]
        {
            assert_eq!(fold(traditional), simple, "{traditional}");
            assert_eq!(fold(simple), simple, "{simple}");
        }
        for same in ['后', '于', '干', '塅', '潭', '覃', '、'] {
            assert_eq!(fold(fold(same)), fold(same), "{same}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for character in (0..0x3_0000).filter_map(char::from_u32) {
            let once = fold(character);
            assert_eq!(fold(once), once, "{character}");
        }
    }
}
