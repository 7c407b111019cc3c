//! Parts of a masked name that stand alone: `Mrs Chen`, `Grace's shop`, 建国说.
//!
//! What is masked, of the names of everybody who is masked:
//! - in names of letters every word of the name, where it stands as a word, in the same case, also
//!   before `'s`. A word that is one of the language too (`May`, `He`) only behind a title: `Mr He`;
//! - the Chinese given name of at least two characters of those who have a part in the document, in
//!   texts, not in titles and names.
//!
//! What stands: a word that is also part of a name that is told in full there, of a person, studio or
//! department that has a part in the document; a word or a given name that a word for a place follows
//! (`Chen Street`, 建国路); single letters and single characters. So 建国以来 loses its 建国 in the
//! document of a 李建国: too much is masked rather than too little. A surname alone (`老李`) stays, as
//! the mask tells it too.

use super::Name;
use crate::{document::strokes::surname_chars, domain::text::is_han};
use std::collections::{BTreeMap, BTreeSet};

/// How somebody is addressed.
const TITLES: [&str; 14] = [
    "Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Madam", "Mister", "Aunt", "Auntie", "Uncle", "Granny",
    "Grandma", "Grandpa",
];
/// Words that begin a sentence as often as they are a name.
const COMMON: [&str; 62] = [
    "All", "An", "And", "Any", "Are", "As", "At", "Be", "But", "By", "Can", "Do", "Each", "Even",
    "For", "From", "Go", "Had", "Has", "He", "Her", "His", "How", "If", "In", "Is", "It", "Its",
    "Let", "Long", "Man", "Many", "May", "Me", "Men", "My", "New", "No", "Not", "Of", "On", "One",
    "Or", "Our", "Own", "Pan", "She", "So", "Some", "Song", "Sun", "The", "To", "Up", "Us", "We",
    "Who", "Will", "Yes", "You", "Young", "Your",
];
/// What makes a place of the word before it.
const PLACES: [&str; 31] = [
    "Avenue",
    "Bridge",
    "Building",
    "City",
    "Community",
    "County",
    "District",
    "Estate",
    "Garden",
    "Gardens",
    "Hall",
    "Hill",
    "Hospital",
    "Lake",
    "Lane",
    "Market",
    "Park",
    "Rd",
    "River",
    "Road",
    "School",
    "Square",
    "St",
    "Station",
    "Street",
    "Studio",
    "Temple",
    "Town",
    "Township",
    "Village",
    "Ward",
];
/// What makes a place of the characters before it.
const PLACE_ENDS: &str = "路街道巷弄村镇乡区县市社桥山河湖江湾园苑楼厂校站店塘里组";

/// Parts of names, and what stands in their place.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// Words of letters; `None` for one that stays.
    words: BTreeMap<String, Option<String>>,
    /// Chinese given names by their first character, the longest first.
    given: BTreeMap<char, Vec<Vec<char>>>,
}

impl Parts {
    /// The parts of names.
    pub(super) fn of(told: &[Name<'_>]) -> Self {
        let mut parts = Self::default();
        for name in told.iter().filter(|it| it.is_masked) {
            for word in words_of(name.whole) {
                let first: String = word.chars().take(1).collect();
                parts.words.insert(word, Some(format!("{first}***")));
            }
        }
        let kept = || told.iter().filter(|it| !it.is_masked && it.is_near);
        for word in kept().flat_map(|name| words_of(name.whole)) {
            parts.words.entry(word).and_modify(|mask| *mask = None);
        }
        let kept: BTreeSet<Vec<char>> = kept().filter_map(|name| given_name(name.whole)).collect();
        let given = told.iter().filter(|it| it.is_masked && it.is_near);
        for given in given.filter_map(|name| given_name(name.whole)) {
            if let Some(first) = given.first().filter(|_| !kept.contains(&given)) {
                parts.given.entry(*first).or_default().push(given);
            }
        }
        for given in parts.given.values_mut() {
            given.sort_by_key(|it| std::cmp::Reverse(it.len()));
        }
        parts
    }

    /// What stands in the place of the part of a name that begins at a place of the text (`None` where
    /// it stays), and where it ends.
    pub(super) fn at(
        &self,
        text: &[char],
        at: usize,
        is_prose: bool,
    ) -> Option<(Option<&str>, usize)> {
        let first = *text.get(at)?;
        if is_letter(first) {
            return self.word_at(text, at);
        }
        let given = self.given.get(&first).filter(|_| is_prose)?;
        let stands = |given: &&Vec<char>| text.get(at..).is_some_and(|it| it.starts_with(given));
        let end = at + given.iter().find(stands)?.len();
        let is_place = text.get(end).is_some_and(|next| PLACE_ENDS.contains(*next));
        Some(((!is_place).then_some("某某"), end))
    }

    fn word_at(&self, text: &[char], at: usize) -> Option<(Option<&str>, usize)> {
        let starts_inside =
            at.checked_sub(1).and_then(|it| text.get(it)).is_some_and(|it| it.is_alphanumeric());
        // Between Chinese characters a word of letters is one too.
        let before_is_han =
            at.checked_sub(1).and_then(|it| text.get(it)).copied().is_some_and(is_han);
        if starts_inside && !before_is_han {
            return None;
        }
        let end = word_end(text, at);
        let word: String = text.get(at..end)?.iter().collect();
        let mask = self.words.get(&word)?.as_deref();
        let is_common = COMMON.contains(&&*word) && !TITLES.contains(&&*word_before(text, at));
        let is_place = PLACES.contains(&&*word_behind(text, end));
        Some((mask.filter(|_| !is_common && !is_place), end))
    }
}

/// The words of letters in a name that has several; a single one is the whole name.
fn words_of(name: &str) -> Vec<String> {
    let text: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at) {
        let end = if is_letter(*first) { word_end(&text, at) } else { at + 1 };
        if end - at > 1 {
            words.push(text.iter().take(end).skip(at).collect());
        }
        at = end;
    }
    let is_whole = words.len() == 1 && text.iter().copied().all(is_letter);
    if is_whole { Vec::new() } else { words }
}

/// What stands behind the surname of a Chinese name, where that is two characters or more.
fn given_name(name: &str) -> Option<Vec<char>> {
    let name: Vec<char> = name.chars().filter(|it| !super::is_gap(*it)).collect();
    if !name.iter().copied().all(is_han) {
        return None;
    }
    let surname = surname_chars(&name.iter().collect::<String>());
    name.get(surname..).filter(|given| given.len() >= 2).map(<[char]>::to_vec)
}

/// Letters that make words, which Chinese characters do not.
fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !is_han(character)
}

/// Where a word ends that begins at a place: behind its letters, before `'s`.
fn word_end(text: &[char], at: usize) -> usize {
    let letter = |place: usize| text.get(place).copied().is_some_and(is_letter);
    let mut end = at;
    loop {
        while letter(end) {
            end += 1;
        }
        let is_apostrophe = matches!(text.get(end), Some('\'' | '’'));
        let is_possessive = text.get(end + 1) == Some(&'s') && !letter(end + 2);
        if !is_apostrophe || is_possessive || !letter(end + 1) {
            return end;
        }
        end += 1;
    }
}

/// The word before a place, with a blank between, and a full stop where it is short: `Mr. `.
fn word_before(text: &[char], at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let before: String =
        before.iter().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let before = before.strip_suffix(' ').unwrap_or_default().trim_end_matches('.');
    before.rsplit(|it: char| !is_letter(it)).next().unwrap_or_default().to_owned()
}

/// The word behind a place, with a blank between.
fn word_behind(text: &[char], end: usize) -> String {
    match text.get(end) {
        Some(' ') => text.iter().skip(end + 1).copied().take_while(|it| is_letter(*it)).collect(),
        _ => String::new(),
    }
}
