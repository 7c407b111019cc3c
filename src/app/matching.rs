//! Finding by what people type: characters, pinyin and initials, word by word.

use crate::command::{Initials, latin_initials};
use crate::domain::text::fold_character;
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use std::sync::LazyLock;

const NOTATIONS: PinyinNotation = PinyinNotation::Ascii.union(PinyinNotation::AsciiFirstLetter);

static PINYIN: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(NOTATIONS));

/// One word of what was typed.
pub(crate) enum Word {
    /// Anything but Latin letters: it has to be there as it is.
    Plain(String),
    /// Latin letters may also be pinyin.
    Latin(String, Box<IbMatcher<'static>>),
}

impl Word {
    fn new(word: &str) -> Self {
        if word.is_ascii() && word.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            let pinyin = PinyinMatchConfig::builder(NOTATIONS).data(&PINYIN).case_insensitive(true);
            let matcher = IbMatcher::builder(word).pinyin(pinyin.build()).build();
            Self::Latin(word.to_owned(), Box::new(matcher))
        } else {
            Self::Plain(word.to_owned())
        }
    }

    /// Whether it is found in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Plain(word) => text.contains(word.as_str()) || contains_folded(text, word),
            Self::Latin(word, _) if text.is_ascii() => {
                contains_ascii(text, word) || initials(text, word).is_some()
            }
            Self::Latin(word, matcher) => matcher.is_match(text) || initials(text, word).is_some(),
        }
    }

    fn begins(&self, text: &str) -> bool {
        match self {
            Self::Plain(word) => text.starts_with(word.as_str()),
            Self::Latin(word, matcher) => {
                matcher.find(text).is_some_and(|found| found.start() == 0)
                    || initials(text, word) == Some(Initials::Begin)
            }
        }
    }

    /// Whether this word is only found where the other one is. A longer pinyin may be found where
    /// the shorter one is not: `ting` is 停, `ti` is not.
    fn narrows(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain(word), Self::Plain(other)) => word.contains(other.as_str()),
            (Self::Latin(word, _), Self::Latin(other, _)) => word == other,
            _ => false,
        }
    }
}

/// What was typed, ready to be looked for.
#[derive(Default)]
pub(crate) struct Matcher {
    words: Vec<Word>,
}

impl std::fmt::Debug for Matcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matcher").field("words", &self.words.len()).finish()
    }
}

impl Matcher {
    /// Prepares a text: each of its words has to be found.
    pub(crate) fn new(typed: &str) -> Self {
        let folded = crate::domain::text::fold_width(typed).to_lowercase();
        Self { words: folded.split_whitespace().map(Word::new).collect() }
    }

    /// Whether nothing was typed, which everything matches.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that have to be found.
    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether every word is found in a text.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.words.iter().all(|word| word.is_in(text))
    }

    /// Whether every word is found in one or another of some texts.
    pub(crate) fn matches_among(&self, texts: &[&str]) -> bool {
        self.words.iter().all(|word| texts.iter().any(|text| word.is_in(text)))
    }

    /// How well a short text is matched: the lower, the better; `None` where it is not.
    pub(crate) fn rank(&self, text: &str) -> Option<u8> {
        let begins = || self.words.first().is_some_and(|word| word.begins(text));
        self.matches(text).then(|| u8::from(!begins()))
    }

    /// Whether whatever matches this also matches the other one.
    pub(crate) fn narrows(&self, other: &Self) -> bool {
        other.words.iter().all(|other| self.words.iter().any(|word| word.narrows(other)))
    }
}

/// What was typed is folded, so that the text has to be too; Chinese characters alone are the same.
fn contains_folded(text: &str, word: &str) -> bool {
    let is_folded = |c: char| fold_character(c) != c || c.is_uppercase();
    if !word.bytes().any(|byte| byte.is_ascii()) || !text.chars().any(is_folded) {
        return false;
    }
    text.char_indices().any(|(at, _)| {
        let rest = text.get(at..).unwrap_or_default().chars();
        let mut rest = rest.flat_map(|c| fold_character(c).to_lowercase());
        word.chars().all(|c| rest.next() == Some(c))
    })
}

/// Where the words of a Latin text begin whose initials were typed.
fn initials(text: &str, word: &str) -> Option<Initials> {
    if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let typed: Vec<char> = word.chars().collect();
    latin_initials(&typed, text.chars())
}

fn contains_ascii(text: &str, word: &str) -> bool {
    let mut windows = text.as_bytes().windows(word.len().max(1));
    windows.any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, text: &str) -> bool {
        Matcher::new(typed).matches(text)
    }

    #[test]
    fn initials_pinyin_and_characters_find_a_title() {
        for typed in ["tcn", "tingche", "停车", "TCN", "ｔｃｎ", "停车 bql", "市场 tcn"] {
            assert!(found(typed, "宝庆路市场周边停车难"), "{typed}");
        }
        assert!(!found("tcx", "市场周边停车难"));
        assert!(!found("车停", "市场周边停车难"));
    }

    #[test]
    fn the_first_letters_of_english_words_find_a_name() {
        for (typed, text) in
            [("gc", "Grace Chen"), ("GC", "陈 Grace Chen"), ("pn", "City parking near")]
        {
            assert!(found(typed, text), "{typed} {text}");
        }
        assert!(!found("gx", "Grace Chen"));
        assert_eq!(Matcher::new("gc").rank("Grace Chen"), Some(0));
        assert_eq!(Matcher::new("pn").rank("City parking near"), Some(1));
    }

    #[test]
    fn every_reading_of_a_polyphone_is_found() {
        for (typed, text) in [("cc", "长城乡"), ("cqyh", "重庆银行"), ("sb", "射埠镇")] {
            assert!(found(typed, text), "{typed}");
        }
    }

    #[test]
    fn full_width_marks_are_found_as_they_are_written() {
        for typed in ["更正：未受理", "更正:未受理", "：未"] {
            assert!(found(typed, "更正：未受理"), "{typed}");
        }
    }

    #[test]
    fn what_is_typed_on_after_narrows_only_what_cannot_be_pinyin() {
        let narrows =
            |typed: &str, before: &str| Matcher::new(typed).narrows(&Matcher::new(before));
        for (typed, before) in [("停车", "停"), ("停 tc", "停"), ("704", "70"), ("tc 停", "停 tc")]
        {
            assert!(narrows(typed, before), "{typed} after {before}");
        }
        for (typed, before) in [("ting", "ti"), ("停", "停车"), ("tc", "停"), ("70a", "70")] {
            assert!(!narrows(typed, before), "{typed} after {before}");
        }
    }

    #[test]
    fn words_are_found_in_one_text_or_another() {
        let matcher = Matcher::new("tcn 70042");
        assert!(matcher.matches_among(&["市场周边停车难", "SFL-23-K70042-M"]));
        assert!(!matcher.matches_among(&["市场周边停车难", "SFL-23-K70043-M"]));
    }

    #[test]
    fn numbers_are_found_in_either_case() {
        assert!(found("sfl-23", "SFL-23-K70042-M"));
        assert!(found("70042", "SFL-23-K70042-M"));
    }
}
