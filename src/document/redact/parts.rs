//! Parts of a masked name that stand alone: `Mrs Chen`, `Grace's shop`, 建国说.
//!
//! What is masked, of the names of everybody who is masked:
//! - in names of letters every word of the name but titles, where it stands as a word with a capital
//!   or in capitals, in any width and with any apostrophe, also before `'s`. A word that is one of the
//!   language too (`May`, `He`) with a capital only where something says that it is a name: a title before it, `'s`
//!   behind it, another word of the same name beside it, or, of those that begin no sentence, that they
//!   said something. Of those who have no part in the document, whatever the word, only behind a title or
//!   beside another word of the same name;
//! - in small letters the same words of those who have a part in the document: `tom`, `baker's wife`. A
//!   word of the language and an ordinary one (`ordinary` lists them: `mark`, `rose`) only before `'s`;
//! - the Chinese given name of at least two characters of those who have a part in the document, in
//!   texts, not in titles and names.
//!
//! What stands: a word that is also part of a name that is told in full there, of a person, studio or
//! department that has a part in the document; a word or a given name that a word for a place follows
//! (`Chen Street`, 建国路); single letters and single characters. So 建国以来 loses its 建国 in the
//! document of a 李建国: too much is masked rather than too little. A surname alone (`老李`) stays, as
//! the mask tells it too.

use super::{Name, is_gap, ordinary::is_ordinary};
use crate::domain::{
    person::surname_chars,
    text::{fold_character, fold_name, is_han},
};
use std::collections::{BTreeMap, BTreeSet};

/// How somebody is addressed.
const TITLES: [&str; 18] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "madam",
    "mister",
    "aunt",
    "auntie",
    "uncle",
    "granny",
    "grandma",
    "grandpa",
    "doctor",
];
/// Words that begin a sentence as often as they are a name.
const COMMON: [&str; 62] = [
    "all", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "do", "each", "even",
    "for", "from", "go", "had", "has", "he", "her", "his", "how", "if", "in", "is", "it", "its",
    "let", "long", "man", "many", "may", "me", "men", "my", "new", "no", "not", "of", "on", "one",
    "or", "our", "own", "pan", "she", "so", "some", "song", "sun", "the", "to", "up", "us", "we",
    "who", "will", "yes", "you", "young", "your",
];
/// Those of them that `'s` shortens or follows as a word: `He's late`.
const SHORTENED: [&str; 7] = ["he", "she", "it", "who", "how", "let", "one"];
/// Those of them that say nothing unless they are a name: `Will said no`.
const SAYS_AS_NAME: [&str; 8] = ["an", "long", "may", "pan", "song", "sun", "will", "young"];
/// What somebody does in a record.
const SAYS: [&str; 22] = [
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "tells",
    "spoke",
    "speaks",
    "answered",
    "answers",
    "replied",
    "replies",
    "added",
    "adds",
    "complained",
    "reported",
    "wants",
    "wanted",
    "thinks",
    "thought",
    "agreed",
    "agrees",
];
/// What makes a place of the word before it.
const PLACES: [&str; 31] = [
    "avenue",
    "bridge",
    "building",
    "city",
    "community",
    "county",
    "district",
    "estate",
    "garden",
    "gardens",
    "hall",
    "hill",
    "hospital",
    "lake",
    "lane",
    "market",
    "park",
    "rd",
    "river",
    "road",
    "school",
    "square",
    "st",
    "station",
    "street",
    "studio",
    "temple",
    "town",
    "township",
    "village",
    "ward",
];
/// What makes a place of the given name before it; no words that begin what somebody does as well, as 站
/// does in 站出来.
const PLACE_ENDS: [&str; 33] = [
    "路",
    "街",
    "巷",
    "大道",
    "胡同",
    "小区",
    "社区",
    "街区",
    "园区",
    "校区",
    "里小区",
    "里社区",
    "新村",
    "村",
    "镇",
    "乡",
    "县",
    "大桥",
    "桥",
    "花园",
    "公园",
    "广场",
    "家园",
    "苑",
    "湖",
    "河",
    "大厦",
    "大楼",
    "市场",
    "小学",
    "中学",
    "学校",
    "医院",
];
/// What begins with such a word and is none.
const NO_PLACES: [&str; 5] = ["路过", "镇定", "镇住", "乡亲", "路见"];

/// A word of a name, or of several.
#[derive(Debug, Clone)]
struct Word {
    /// What stands in its place; `None` where it stays.
    mask: Option<String>,
    /// Whether somebody has it who has a part in the document, or as the only name.
    is_near: bool,
    /// Whose it is, by their places among the names.
    of: BTreeSet<usize>,
}

/// Parts of names, and what stands in their place.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// Words of letters, folded.
    words: BTreeMap<String, Word>,
    /// Chinese given names by their first character, the longest first.
    given: BTreeMap<char, Vec<Vec<char>>>,
}

impl Parts {
    /// The parts of names.
    pub(super) fn of(told: &[Name<'_>]) -> Self {
        let mut parts = Self::default();
        for (place, name) in told.iter().enumerate().filter(|(_, it)| it.is_masked) {
            for (word, first) in words_of(name.whole).iter().filter_map(|it| with_first(it)) {
                let mask = Some(format!("{first}***"));
                let new = Word { mask, is_near: false, of: BTreeSet::new() };
                let found = parts.words.entry(word).or_insert(new);
                found.is_near |= name.is_near || is_common(name.whole);
                found.of.insert(place);
            }
        }
        let kept = || told.iter().filter(|it| !it.is_masked && it.is_near);
        for word in kept().flat_map(|name| words_of(name.whole)) {
            parts.words.entry(folded(&word)).and_modify(|it| it.mask = None);
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
        let behind: String = text.iter().skip(end).take(3).collect();
        let begins = |words: &[&str]| words.iter().any(|it| behind.starts_with(it));
        let is_place = begins(&PLACE_ENDS) && !begins(&NO_PLACES);
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
        let found = self.words.get(&folded(&word))?;
        let mask = found.mask.as_deref();
        let is_name = if text.get(at).is_some_and(|it| it.is_lowercase()) {
            found.is_near && is_called_in_small(&word, is_possessive(text, end))
        } else {
            (found.is_near && !is_common(&word)) || self.is_called(found, text, at, end)
        };
        let behind = word_behind(text, end);
        // Somebody called Hill makes no place of the name before.
        let is_place = PLACES.contains(&&*behind) && !self.is_of_same(found, &behind);
        Some((mask.filter(|_| is_name && !is_place), end))
    }

    /// Whether what stands around a word makes a name of it.
    fn is_called(&self, found: &Word, text: &[char], at: usize, end: usize) -> bool {
        let word: String = text.iter().take(end).skip(at).copied().map(fold_name).collect();
        let (before, behind) = (word_before(text, at), word_behind(text, end));
        let is_doing = (is_possessive(text, end) && !SHORTENED.contains(&&*word))
            || (SAYS_AS_NAME.contains(&&*word) && SAYS.contains(&&*behind));
        TITLES.contains(&&*before)
            || (found.is_near && is_doing)
            || [before, behind].iter().any(|it| *it != word && self.is_of_same(found, it))
    }

    /// Whether another word, folded, belongs to the name of the same person.
    fn is_of_same(&self, found: &Word, other: &str) -> bool {
        self.words.get(other).is_some_and(|it| it.of.iter().any(|name| found.of.contains(name)))
    }
}

/// Whether a word in small letters stands for somebody who has a part in the document, and is no word
/// of the language there.
fn is_called_in_small(word: &str, has_possession: bool) -> bool {
    if has_possession { !SHORTENED.contains(&&*folded(word)) } else { !may_be_a_word(word) }
}

/// The words of a name that may stand alone for it, as they are written: of a name of letters that has
/// several all but titles. A single one is the whole name, which is found otherwise, unless it is a word
/// of the language or an ordinary one too.
/// A name without the words by which somebody is addressed: `R. Okafor` of `Mr R. Okafor`; all of a
/// name that has no other words.
pub(super) fn untitled(name: &str) -> &str {
    let mut rest = name.trim_start();
    while let Some((word, behind)) = rest.split_once(char::is_whitespace) {
        if !TITLES.contains(&&*folded(word.trim_end_matches('.'))) {
            break;
        }
        rest = behind.trim_start();
    }
    rest
}

fn words_of(name: &str) -> Vec<String> {
    let text: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at) {
        let end = if is_letter(*first) { word_end(&text, at) } else { at + 1 };
        let word: String = text.iter().take(end).skip(at).collect();
        if end - at > 1 && !TITLES.contains(&&*folded(&word)) {
            words.push(word);
        }
        at = end;
    }
    let is_whole = words.len() == 1 && text.iter().copied().all(is_letter);
    if is_whole && !may_be_a_word(name) { Vec::new() } else { words }
}

/// Whether a word of letters is in small letters no name for sure.
pub(super) fn may_be_a_word(word: &str) -> bool {
    is_common(word) || is_ordinary(word)
}

/// Whether a word of letters is one of the language beside being a name.
pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(&&*folded(word))
}

/// A word as words are compared.
fn folded(word: &str) -> String {
    word.chars().map(fold_name).collect()
}

/// A word as words are compared, and its first letter as it is told.
fn with_first(word: &str) -> Option<(String, char)> {
    Some((folded(word), word.chars().next().map(fold_character)?))
}

/// What stands behind the surname of a Chinese name, where that is two characters or more.
fn given_name(name: &str) -> Option<Vec<char>> {
    let name: Vec<char> = name.chars().filter(|it| !is_gap(*it)).collect();
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
        if !is_apostrophe(text, end) || is_possessive(text, end) || !letter(end + 1) {
            return end;
        }
        end += 1;
    }
}

fn is_apostrophe(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|it| fold_name(*it) == '\'')
}

/// Whether `'s` stands at a place, and no longer word.
fn is_possessive(text: &[char], at: usize) -> bool {
    let letter = |place: usize| text.get(place).copied();
    is_apostrophe(text, at)
        && letter(at + 1).is_some_and(|it| fold_name(it) == 's')
        && !letter(at + 2).is_some_and(is_letter)
}

/// The word before a place, folded, with blanks between, and a full stop where it is short: `Mr. `.
fn word_before(text: &[char], at: usize) -> String {
    let mut before = text.get(..at).unwrap_or_default();
    while let Some((_, rest)) = before.split_last().filter(|(last, _)| is_gap(**last)) {
        before = rest;
    }
    match before.split_last() {
        // What is no title ends a sentence there.
        Some(('.' | '．', rest)) => {
            Some(last_word(rest)).filter(|it| TITLES.contains(&&**it)).unwrap_or_default()
        }
        _ if before.len() == at => String::new(),
        _ => last_word(before),
    }
}

fn last_word(text: &[char]) -> String {
    let letters = text.iter().rev().take_while(|it| is_letter(**it)).count();
    text.iter().skip(text.len() - letters).copied().map(fold_name).collect()
}

/// The word behind a place, folded, with blanks between.
fn word_behind(text: &[char], end: usize) -> String {
    let rest = text.get(end..).unwrap_or_default();
    let gaps = rest.iter().take_while(|it| is_gap(**it)).count();
    let word = rest.iter().skip(gaps).take_while(|it| gaps > 0 && is_letter(**it));
    word.copied().map(fold_name).collect()
}
