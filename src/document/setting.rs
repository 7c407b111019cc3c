//! What a document is made for: language, copy, state, and what the office prints on it.

use crate::domain::sealed::{Copy, DocumentNumber, Tongue};
use crate::domain::settings::FontNames;
use crate::i18n::Lang;
use chrono::NaiveDate;

/// How far a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Which version it is, from 1. A later one lists what was corrected.
    pub version: u32,
    /// Whether it stands; until then it says that it is a draft. Only a document without blanks may.
    pub is_final: bool,
}

impl From<Lang> for Tongue {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Chinese,
            Lang::En => Self::English,
        }
    }
}

impl From<Tongue> for Lang {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Chinese => Self::Zh,
            Tongue::English => Self::En,
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self { version: 1, is_final: false }
    }
}

impl State {
    /// A version that may still change.
    pub const fn draft(version: u32) -> Self {
        Self { version, is_final: false }
    }

    /// A version that stands.
    pub const fn sealed(version: u32) -> Self {
        Self { version, is_final: true }
    }

    /// Whether it replaces an earlier version.
    pub const fn is_corrected(self) -> bool {
        self.version > 1
    }
}

/// A face: the font that is meant, and what to take where it is not installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The name of the font.
    pub name: String,
    /// Other fonts, the best first; may be empty.
    pub fallbacks: Vec<String>,
}

impl Face {
    fn new(name: &str, fallbacks: &[&str]) -> Self {
        let fallbacks = fallbacks.iter().map(|it| (*it).to_owned()).collect();
        Self { name: name.to_owned(), fallbacks }
    }
}

/// The faces of a document. They are named and never bundled (DOMAIN §4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fonts {
    /// Titles, 小标宋 (GB/T 9704-2012, 7.3.1).
    pub title: Face,
    /// The text, 仿宋 (5.2.2). Not `仿宋_GB2312`: place names such as 育塅乡 are outside its characters.
    pub body: Face,
    /// First-level headings and labels, 黑体 (7.3.3).
    pub heading: Face,
    /// Second-level headings, 楷体 (7.3.3).
    pub aside: Face,
    /// Page numbers, 宋体 (7.5).
    pub number: Face,
    /// Latin letters of an English document.
    pub latin: Face,
}

impl Default for Fonts {
    fn default() -> Self {
        let (serif, sans) = ("Noto Serif CJK SC", "Noto Sans CJK SC");
        Self {
            title: Face::new("方正小标宋简体", &["方正小标宋_GBK", "宋体", "SimSun", serif]),
            body: Face::new("仿宋", &["FangSong", "仿宋_GB2312", "华文仿宋", serif]),
            heading: Face::new("黑体", &["SimHei", "华文黑体", sans]),
            aside: Face::new("楷体", &["KaiTi", "楷体_GB2312", "华文楷体", serif]),
            number: Face::new("宋体", &["SimSun", "华文宋体", serif]),
            latin: Face::new("Times New Roman", &["Liberation Serif", "Tinos"]),
        }
    }
}

impl Fonts {
    /// The usual fonts, but for those that the office has named; what stood in their place is taken
    /// where they are not installed.
    pub fn named(names: &FontNames) -> Self {
        let mut fonts = Self::default();
        let faces = [
            &mut fonts.title,
            &mut fonts.body,
            &mut fonts.heading,
            &mut fonts.aside,
            &mut fonts.number,
        ];
        for (face, name) in faces.into_iter().zip(names.each()) {
            if !name.is_empty() && *name != face.name {
                let usual = std::mem::replace(&mut face.name, name.clone());
                face.fallbacks.insert(0, usual);
            }
        }
        fonts
    }
}

/// What the issuing office prints on its documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// The issuing office; empty when nobody has set it.
    pub office: String,
    /// Its code in document numbers (机关代字); may be empty.
    pub code: String,
    /// The number of this document, when one was given.
    pub number: Option<DocumentNumber>,
    /// Who gets a copy (抄送), in order; may be empty.
    pub copies_to: Vec<String>,
    /// The day that is stored with this version; `None` while it has none.
    pub dated: Option<NaiveDate>,
    /// The faces.
    pub fonts: Fonts,
}

impl Imprint {
    /// The number as it is printed: `潭协商纪〔2023〕3号`, brackets U+3014 and U+3015, no leading
    /// zero (GB/T 9704-2012, 7.2.5), in an English document `TX [2023] No. 3`; `None` when none was
    /// given.
    pub fn number_words(&self, lang: Lang) -> Option<String> {
        let DocumentNumber { year, serial } = self.number?;
        Some(match lang {
            Lang::Zh => format!("{}〔{year}〕{serial}号", self.code),
            Lang::En => format!("{} [{year}] No. {serial}", self.code).trim_start().to_owned(),
        })
    }
}

/// What a document is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The language; both have the same layout.
    pub lang: Lang,
    /// Who may read it.
    pub copy: Copy,
    /// How far it is.
    pub state: State,
    /// What the office prints on it.
    pub imprint: Imprint,
    /// The words of the version that it replaces, where it replaces one and they are at hand.
    pub earlier: Option<String>,
    /// Whether departments go by their names alone, also where another one has the same.
    pub bare_names: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self::draft(Lang::default())
    }
}

impl Setting {
    /// Up to which day what was granted since belongs into the document: a final version stays as it
    /// was issued.
    pub fn known_on(&self) -> NaiveDate {
        self.imprint.dated.filter(|_| self.state.is_final).unwrap_or(NaiveDate::MAX)
    }

    /// A draft for readers inside the office.
    pub fn draft(lang: Lang) -> Self {
        Self {
            lang,
            copy: Copy::Internal,
            state: State::default(),
            imprint: Imprint::default(),
            earlier: None,
            bare_names: false,
        }
    }

    /// Whether citizens are masked.
    pub fn is_public(&self) -> bool {
        self.copy == Copy::Public
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_tortoise_shell_brackets_and_no_leading_zero() {
        let imprint = Imprint {
            code: "潭协商纪".into(),
            number: Some(DocumentNumber { year: 2023, serial: 3 }),
            ..Imprint::default()
        };
        assert_eq!(imprint.number_words(Lang::Zh).unwrap(), "潭协商纪\u{3014}2023\u{3015}3号");
        assert_eq!(imprint.number_words(Lang::En).unwrap(), "潭协商纪 [2023] No. 3");
        assert_eq!(Imprint::default().number_words(Lang::Zh), None);
    }
}
