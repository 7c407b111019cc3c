//! What is wrong in a query: where, why, and what is allowed.

use super::choice::Choice;
use super::key::{Key, Kind};
use crate::i18n::Lang;
use std::ops::Range;

/// Something that is not understood, and its place; the rest of the query holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// There is no such key.
    Key {
        /// As it was typed.
        typed: String,
        /// The one that is nearly called so.
        near: Option<Key>,
    },
    /// A key takes one of a few words, and this is none.
    Word {
        /// The key.
        key: Key,
        /// As it was typed.
        typed: String,
    },
    /// A key takes days, and this is none.
    Days {
        /// The key.
        key: Key,
        /// As it was typed.
        typed: String,
    },
    /// A range ends before it begins.
    Backwards,
    /// What joins two alternatives stands where there are no two.
    Alone,
    /// Nothing is said of a key yet.
    Unfinished {
        /// The key.
        key: Key,
    },
    /// A quote is not closed.
    Unclosed {
        /// What would close it.
        close: char,
    },
    /// Nothing that is registered is called so.
    Name {
        /// The key.
        key: Key,
        /// As it was typed.
        typed: String,
        /// What is nearly called so.
        near: Option<String>,
    },
}

impl Fault {
    /// What is wrong, and what would be right.
    pub fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.kind.zh(),
            Lang::En => self.kind.en(),
        }
    }
}

impl FaultKind {
    /// The stable word for scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Key { .. } => "query_key",
            Self::Word { .. } => "query_word",
            Self::Days { .. } => "query_days",
            Self::Backwards => "query_range",
            Self::Alone => "query_or",
            Self::Unfinished { .. } => "query_unfinished",
            Self::Unclosed { .. } => "query_quote",
            Self::Name { .. } => "query_name",
        }
    }

    fn zh(&self) -> String {
        let word = |key: &Key| key.words().zh;
        match self {
            Self::Key { typed, near: Some(near) } => {
                format!("没有“{typed}：”，是不是“{}：”？", word(near))
            }
            Self::Key { typed, near: None } => {
                format!("没有“{typed}：”。可用：{}；要找这几个字，请加引号", keys(Lang::Zh))
            }
            Self::Word { key, typed } => {
                format!("{}没有“{typed}”。可以是：{}", word(key), choices(*key, Lang::Zh))
            }
            Self::Days { key, typed } => {
                format!("{}看不懂“{typed}”。例如：{}", word(key), examples(*key, Lang::Zh))
            }
            Self::Backwards => "先后反了，早的写在前面".to_owned(),
            Self::Alone => "“或”两边要有同一类的条件".to_owned(),
            Self::Unfinished { key } => {
                format!("“{}：”后面还没有写。{}", word(key), allowed(*key, Lang::Zh))
            }
            Self::Unclosed { close } => format!("引号没有收尾：请补上 {close}"),
            Self::Name { key, typed, near: None } => format!("没有叫“{typed}”的{}", word(key)),
            Self::Name { key, typed, near: Some(near) } => {
                format!("没有叫“{typed}”的{}，是不是“{near}”？", word(key))
            }
        }
    }

    fn en(&self) -> String {
        let word = |key: &Key| key.words().en;
        match self {
            Self::Key { typed, near: Some(near) } => {
                format!("“{typed}:” is not known. “{}:”?", word(near))
            }
            Self::Key { typed, near: None } => {
                format!("“{typed}:” is not known. Known: {}; quote it to find it", keys(Lang::En))
            }
            Self::Word { key, typed } => {
                format!(
                    "“{}:” cannot be “{typed}”. It can be: {}",
                    word(key),
                    choices(*key, Lang::En)
                )
            }
            Self::Days { key, typed } => {
                format!(
                    "“{}:” does not read “{typed}”. Such as: {}",
                    word(key),
                    examples(*key, Lang::En)
                )
            }
            Self::Backwards => "The wrong way round: the earlier one comes first".to_owned(),
            Self::Alone => "“or” stands between two of the same kind".to_owned(),
            Self::Unfinished { key } => {
                format!("“{}:” says nothing yet. {}", word(key), allowed(*key, Lang::En))
            }
            Self::Unclosed { close } => format!("The quote is not closed: add {close}"),
            Self::Name { key, typed, near: None } => {
                format!("Nothing under “{}:” is called “{typed}”", word(key))
            }
            Self::Name { key, typed, near: Some(near) } => {
                format!("Nothing under “{}:” is called “{typed}”. Perhaps “{near}”?", word(key))
            }
        }
    }
}

/// What can stand behind a key.
fn allowed(key: Key, lang: Lang) -> String {
    match (key.kind(), lang) {
        (Kind::Word, Lang::Zh) => format!("可以是：{}", choices(key, lang)),
        (Kind::Word, Lang::En) => format!("It can be: {}", choices(key, lang)),
        (Kind::Days, Lang::Zh) => format!("例如：{}", examples(key, lang)),
        (Kind::Days, Lang::En) => format!("Such as: {}", examples(key, lang)),
        (Kind::Name, Lang::Zh) => "可以是名称，或其中几个字".to_owned(),
        (Kind::Name, Lang::En) => "It can be a name, or a part of one".to_owned(),
        (Kind::Text, Lang::Zh) => "可以是要找的字词".to_owned(),
        (Kind::Text, Lang::En) => "It can be what is to be found there".to_owned(),
    }
}

fn keys(lang: Lang) -> String {
    let names: Vec<&str> = Key::all().map(|key| key.words().get(lang)).collect();
    names.join(lang.pick("、", ", "))
}

fn choices(key: Key, lang: Lang) -> String {
    let labels: Vec<&str> = Choice::of(key).into_iter().map(|choice| choice.label(lang)).collect();
    labels.join(lang.pick("、", ", "))
}

/// How days can be said of a key.
pub fn examples(key: Key, lang: Lang) -> String {
    const AGES: [&str; 3] = [">30d", "<7d", "30..60d"];
    const DUE: [[&str; 5]; 2] = [
        ["<7天", "逾期", "无", ">2023-06-30", "2023-06-01..2023-06-30"],
        ["<7d", "overdue", "none", ">2023-06-30", "2023-06-01..2023-06-30"],
    ];
    const DATES: [&str; 4] = ["2023-06", "<30d", ">2023-06-30", "2023-06-01..2023-06-30"];
    debug_assert!(key.kind() == Kind::Days, "only days have examples");
    let words: &[&str] = match (key, lang) {
        (Key::Age, _) => &AGES,
        (Key::Due, Lang::Zh) => &DUE[0],
        (Key::Due, Lang::En) => &DUE[1],
        _ => &DATES,
    };
    words.join(lang.pick("、", ", "))
}
