//! What was asked for: words that must all be there, and phrases in quotes as they are written. Whether
//! a text has them is defined here; the index only finds the same texts sooner.

use super::piece::Text;
use super::token::{Unit, units};
use crate::domain::id::IssueId;
use std::ops::Range;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The longest beginning of a word that finds words which go on, in characters.
const LONGEST_BEGINNING: usize = 40;
/// The most words that are looked for; whoever types more has said enough.
const MOST_WORDS: usize = 32;

/// What was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What has to be there, each one way or another.
    wanted: Vec<Vec<Word>>,
    /// What must not be there.
    unwanted: Vec<Word>,
    /// The issues that it has to belong to one of, where only some are meant; sorted.
    among: Option<Arc<[IssueId]>>,
    /// The issues that it must not belong to; sorted.
    beside: Option<Arc<[IssueId]>>,
}

/// One word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// At least one, each at its place.
    pub(super) units: Vec<Unit>,
    /// Words that only begin so are found as well: `park` finds `parking`.
    pub(super) is_beginning: bool,
}

impl Query {
    /// Reads what was typed: words between spaces, phrases between quotes of any kind. A quote that is not
    /// closed yet goes to the end. Marks alone ask for nothing.
    pub fn parse(typed: &str) -> Self {
        let typed: String = typed.nfc().collect();
        let mut words = Vec::new();
        let mut text = String::new();
        let mut closing: Option<char> = None;
        for character in typed.chars() {
            match closing {
                Some(close) if character == close || character == '"' => {
                    words.extend(Word::phrase(&std::mem::take(&mut text)));
                    closing = None;
                }
                Some(_) => text.push(character),
                None => match closing_of(character) {
                    Some(close) => {
                        words.extend(Word::typed(&std::mem::take(&mut text)));
                        closing = Some(close);
                    }
                    None if character.is_whitespace() => {
                        words.extend(Word::typed(&std::mem::take(&mut text)));
                    }
                    None => text.push(character),
                },
            }
        }
        words.extend(if closing.is_some() { Word::phrase(&text) } else { Word::typed(&text) });
        words.truncate(MOST_WORDS);
        Self { wanted: words.into_iter().map(|word| vec![word]).collect(), ..Self::default() }
    }

    /// The same, but that one or another of these has to be there too: words as they are typed, or phrases
    /// where the second says so. Marks alone ask for nothing.
    #[must_use]
    pub fn with(mut self, alternatives: &[(&str, bool)]) -> Self {
        let words: Vec<Word> = alternatives.iter().filter_map(Word::of).collect();
        if !words.is_empty() && self.wanted.len() < MOST_WORDS {
            self.wanted.push(words);
        }
        self
    }

    /// The same, but that none of these may be there.
    #[must_use]
    pub fn without(mut self, words: &[(&str, bool)]) -> Self {
        self.unwanted.extend(words.iter().filter_map(Word::of));
        self.unwanted.truncate(MOST_WORDS);
        self
    }

    /// The same, but only in what belongs to one of these issues.
    #[must_use]
    pub fn among(mut self, issues: impl IntoIterator<Item = IssueId>) -> Self {
        self.among = Some(sorted(issues));
        self
    }

    /// The same, but not in what belongs to one of these issues.
    #[must_use]
    pub fn beside(mut self, issues: impl IntoIterator<Item = IssueId>) -> Self {
        self.beside = Some(sorted(issues));
        self
    }

    /// Whether nothing was asked for, which nothing matches.
    pub const fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    pub(super) fn wanted(&self) -> &[Vec<Word>] {
        &self.wanted
    }

    pub(super) fn unwanted(&self) -> &[Word] {
        &self.unwanted
    }

    /// Whether the engine's answer has to be held against the texts: of what stands between two parts of a
    /// word it knows how far that reaches and not whether it is marks.
    pub(super) fn leaves_places_free(&self) -> bool {
        self.wanted.iter().flatten().chain(&self.unwanted).any(Word::leaves_places_free)
    }

    /// Whether what belongs to an issue, or to none, is meant.
    pub(super) fn is_about(&self, issue: Option<IssueId>) -> bool {
        let is_in = |ids: &Arc<[IssueId]>| issue.is_some_and(|id| ids.binary_search(&id).is_ok());
        self.among.as_ref().is_none_or(is_in) && !self.beside.as_ref().is_some_and(is_in)
    }

    /// Whether every word is in one part of a text or another, and none that is not wanted.
    pub fn is_in(&self, text: &Text) -> bool {
        let parts = || text.parts.iter().map(|part| part.text.as_str());
        self.is_about(text.issue) && self.is_among(parts(), &self.unwanted)
    }

    /// Whether every word is in what a text is called.
    pub(super) fn is_in_head(&self, text: &Text) -> bool {
        self.is_among(text.head(), &[])
    }

    fn is_among<'t, I: Iterator<Item = &'t str>>(&self, texts: I, unwanted: &[Word]) -> bool {
        if self.is_empty() {
            return false;
        }
        let texts: Vec<Vec<Unit>> = texts.map(units).collect();
        let is_in = |word: &Word| texts.iter().any(|units| word.places(units).next().is_some());
        self.wanted.iter().all(|words| words.iter().any(is_in)) && !unwanted.iter().any(is_in)
    }

    /// Where the words stand in a text, in bytes, in order, what touches joined; and how many different
    /// words these are.
    pub fn places(&self, text: &str) -> (Vec<Range<usize>>, usize) {
        let units = units(text);
        let (mut found, mut count) = (Vec::new(), 0);
        for word in self.wanted.iter().flatten() {
            let before = found.len();
            found.extend(word.places(&units));
            count += usize::from(found.len() > before);
        }
        found.sort_by_key(|range: &Range<usize>| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in found {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        (joined, count)
    }
}

fn sorted(issues: impl IntoIterator<Item = IssueId>) -> Arc<[IssueId]> {
    let mut issues: Vec<IssueId> = issues.into_iter().collect();
    issues.sort_unstable();
    issues.into()
}

/// The mark that closes what a quote opens.
const fn closing_of(open: char) -> Option<char> {
    match open {
        '"' | '＂' => Some('"'),
        '“' | '”' => Some('”'),
        '「' => Some('」'),
        '『' => Some('』'),
        _ => None,
    }
}

impl Word {
    fn of((text, is_phrase): &(&str, bool)) -> Option<Self> {
        let text: String = text.nfc().collect();
        if *is_phrase { Self::phrase(&text) } else { Self::typed(&text) }
    }

    /// Whether marks stand between its parts.
    pub(super) fn leaves_places_free(&self) -> bool {
        let follows = |pair: &[Unit]| match pair {
            [one, other] => other.position == one.position + 1,
            _ => true,
        };
        !self.units.windows(2).all(follows)
    }

    fn phrase(text: &str) -> Option<Self> {
        let units = units(text);
        (!units.is_empty()).then_some(Self { units, is_beginning: false })
    }

    fn typed(text: &str) -> Option<Self> {
        let mut word = Self::phrase(text)?;
        word.is_beginning = match word.units.as_slice() {
            [only] => {
                !only.is_han()
                    && only.text.chars().any(char::is_alphabetic)
                    && only.text.chars().count() <= LONGEST_BEGINNING
            }
            _ => false,
        };
        Some(word)
    }

    /// Where it stands among the units of a text, in bytes of that text.
    fn places<'u>(&'u self, text: &'u [Unit]) -> impl Iterator<Item = Range<usize>> + 'u {
        (0..text.len()).filter_map(move |at| {
            let (wanted, first) = (self.units.first()?, text.get(at)?);
            if self.is_beginning {
                // Only its beginning was asked for; the whole word is the hit.
                return first.text.starts_with(&wanted.text).then(|| first.bytes.clone());
            }
            let there = text.get(at..at + self.units.len())?;
            let stands = |unit: &Unit, first: &Unit| unit.position - first.position;
            let is_it = self.units.iter().zip(there).all(|(unit, there)| {
                unit.text == there.text && stands(unit, wanted) == stands(there, first)
            });
            is_it.then(|| first.bytes.start..there.last().map_or(0, |last| last.bytes.end))
        })
    }
}
