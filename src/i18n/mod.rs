//! Every word that a person reads, in Chinese and English; a missing one does not compile.
//!
//! | question | file |
//! |---|---|
//! | the word for one value of a closed list of the domain | [`label`] |
//! | a fixed word or sentence of the screens and the command line | [`text`] |
//! | a fixed word or sentence of a document | [`paper`] |
//! | a sentence that takes numbers or names | [`sentence`] |
//! | what the columns of the ledger are called | [`ledger`] |
//! | days, money, faults, what is missing, refusals in words | [`wording`] |
//!
//! Knows `domain` alone: no screen, no settings, no environment.

pub mod label;
pub mod ledger;
pub mod paper;
pub mod sentence;
pub mod text;
pub mod wording;

pub use label::Label;
pub use paper::Paper;
pub use text::Text;
pub use wording::{Names, Wording, refusal_text};

/// The language of everything that a person reads. Chinese comes first, English is its equal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// 简体中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both, Chinese first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Reads a language tag or the name of a locale by its first part, in either case: `zh`,
    /// `zh-CN`, `zh_CN.UTF-8`, `en_GB`. `None` for every other language, and for `C`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_', '.', '@']).next()?;
        match first.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The stable word for settings and scripts, which [`Lang::from_tag`] reads.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// What the language calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// The one that is meant of a pair: whoever writes one language writes the other.
    pub const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// Tells whether a character belongs to Chinese writing, its punctuation and full width included.
#[cfg(test)]
fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_from_a_tag_or_a_locale() {
        for tag in ["zh", "zh-CN", "zh_CN.UTF-8", "zh-Hans-CN", "ZH_tw", " zh "] {
            assert_eq!(Lang::from_tag(tag), Some(Lang::Zh), "{tag}");
        }
        for tag in ["en", "en-GB", "en_US.UTF-8", "EN"] {
            assert_eq!(Lang::from_tag(tag), Some(Lang::En), "{tag}");
        }
        for tag in ["", "C", "POSIX", "C.UTF-8", "fr_FR", "zhx", "english"] {
            assert_eq!(Lang::from_tag(tag), None, "{tag}");
        }
    }

    #[test]
    fn a_key_reads_back_as_its_language() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.key()), Some(lang));
        }
    }
}
