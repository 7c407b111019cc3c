//! Finding by what people type: characters, pinyin and pinyin initials, word by word.

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use std::sync::LazyLock;

const NOTATIONS: PinyinNotation = PinyinNotation::Ascii.union(PinyinNotation::AsciiFirstLetter);

static PINYIN: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(NOTATIONS));

enum Word {
    /// Anything but Latin letters: it has to be there as it is.
    Plain(String),
    /// Latin letters may also be pinyin.
    Latin(Box<IbMatcher<'static>>),
}

/// What was typed, ready to be looked for.
pub(crate) struct Matcher {
    words: Vec<Word>,
}

impl Matcher {
    /// Prepares a text: each of its words has to be found.
    pub(crate) fn new(typed: &str) -> Self {
        let folded = crate::domain::text::fold_width(typed).to_lowercase();
        let word = |word: &str| {
            if word.is_ascii() && word.bytes().any(|byte| byte.is_ascii_alphabetic()) {
                let pinyin =
                    PinyinMatchConfig::builder(NOTATIONS).data(&PINYIN).case_insensitive(true);
                Word::Latin(Box::new(IbMatcher::builder(word).pinyin(pinyin.build()).build()))
            } else {
                Word::Plain(word.to_owned())
            }
        };
        Self { words: folded.split_whitespace().map(word).collect() }
    }

    /// Whether nothing was typed, which everything matches.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word is found in a text.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.words.iter().all(|word| match word {
            Word::Plain(word) => text.contains(word.as_str()) || contains_folded(text, word),
            Word::Latin(matcher) => matcher.is_match(text),
        })
    }

    /// How well a short text is matched: the lower, the better; `None` where it is not.
    pub(crate) fn rank(&self, text: &str) -> Option<u8> {
        if !self.matches(text) {
            return None;
        }
        let begins = self.words.first().is_some_and(|word| match word {
            Word::Plain(word) => text.starts_with(word.as_str()),
            Word::Latin(matcher) => matcher.find(text).is_some_and(|found| found.start() == 0),
        });
        Some(u8::from(!begins))
    }
}

/// What was typed is folded, so that the text has to be too; Chinese characters alone are the same.
fn contains_folded(text: &str, word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii())
        && crate::domain::text::fold_width(text).to_lowercase().contains(word)
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
    fn numbers_are_found_in_either_case() {
        assert!(found("sfl-23", "SFL-23-K70042-M"));
        assert!(found("70042", "SFL-23-K70042-M"));
    }
}
