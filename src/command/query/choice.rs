//! The words behind a key that takes one of a few: statuses, categories, sources, and what an issue
//! can be.

use super::key::{Key, Kind};
use crate::command::called::called;
pub(super) use crate::command::called::is_same;
use crate::command::filter::{OPEN, StatusFilter, UNSCREENED};
use crate::domain::issue::{Category, Intake};
use crate::i18n::{Label, Lang};

/// The words for what is not there.
pub const NONE: [&str; 4] = ["none", "无", "没有", "未定"];

/// One of a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Some of the statuses.
    Status(StatusFilter),
    /// A category.
    Category(Category),
    /// A source.
    Intake(Intake),
    /// What it is.
    Flag(Flag),
}

/// What an issue can be, whatever its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Work is still owed.
    Open,
    /// A deadline has passed.
    Overdue,
    /// A deadline comes within three working days.
    Soon,
    /// A department gave a commitment back.
    Returned,
    /// What was agreed is not assigned to a department.
    Unassigned,
    /// It waits to be accepted.
    Unscreened,
    /// The problem is back.
    Reopened,
    /// Some commitments are kept and some are not.
    Partly,
    /// It was entered from a source.
    Recorded,
    /// Something of it did not fit.
    Conflict,
}

/// What each is called: the stable word, Chinese, English, and what else is understood.
const FLAGS: [(Flag, &[&str]); 10] = [
    (Flag::Open, &OPEN),
    (Flag::Overdue, &["overdue", "逾期", "Overdue", "超期"]),
    (Flag::Soon, &["soon", "临期", "Due soon"]),
    (Flag::Returned, &["returned", "退回", "Returned"]),
    (Flag::Unassigned, &["unassigned", "待交办", "Not assigned", "未交办", "Not yet assigned"]),
    (Flag::Unscreened, &UNSCREENED),
    (Flag::Reopened, &["reopened", "重新启动", "Reopened", "重启"]),
    (Flag::Partly, &["partly", "部分办结", "Partly done"]),
    (Flag::Recorded, &["recorded", "补录", "Recorded"]),
    (Flag::Conflict, &["conflict", "有冲突", "In conflict", "冲突"]),
];

impl Flag {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        FLAGS.iter().map(|(flag, _)| *flag)
    }

    fn words(self) -> &'static [&'static str] {
        FLAGS.iter().find(|(flag, _)| *flag == self).map_or(&[], |(_, words)| words)
    }
}

impl Choice {
    /// What a key can be said to be.
    pub fn of(key: Key) -> Vec<Self> {
        match key {
            Key::Status => StatusFilter::all().map(Self::Status).collect(),
            Key::Category => Category::ALL.iter().copied().map(Self::Category).collect(),
            Key::Intake => Intake::ALL.iter().copied().map(Self::Intake).collect(),
            Key::Is => Flag::all().map(Self::Flag).collect(),
            _ => Vec::new(),
        }
    }

    /// Every word for it, the stable one first.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Status(status) => status.words(),
            Self::Category(it) => vec![it.key(), it.label(Lang::Zh), it.label(Lang::En)],
            Self::Intake(it) => vec![it.key(), it.label(Lang::Zh), it.label(Lang::En)],
            Self::Flag(flag) => flag.words().to_vec(),
        }
    }

    /// The stable word.
    pub fn id(self) -> &'static str {
        self.words().first().copied().unwrap_or_default()
    }

    /// What a person reads.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Status(status) => status.label(lang),
            Self::Category(it) => it.label(lang),
            Self::Intake(it) => it.label(lang),
            Self::Flag(flag) => {
                let at = match lang {
                    Lang::Zh => 1,
                    Lang::En => 2,
                };
                flag.words().get(at).copied().unwrap_or_default()
            }
        }
    }

    /// Those of a key that a typed word stands for: the one that is called so, else all that begin
    /// so, else all in which it is found.
    pub fn called(key: Key, typed: &str) -> Vec<Self> {
        called(&Self::of(key), |it| it.words(), typed)
    }
}

/// Whether a word says that there is none; only of what can be missing.
pub fn is_none(key: Key, typed: &str) -> bool {
    let can_be = match key.kind() {
        Kind::Word => key == Key::Category,
        Kind::Days => key != Key::Age,
        Kind::Name => !matches!(key, Key::Studio | Key::District),
        Kind::Text => matches!(key, Key::Place | Key::Session),
    };
    can_be && NONE.iter().any(|word| is_same(word, typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_found_by_its_words_in_part_and_by_initials() {
        let called = |key, typed: &str| {
            Choice::called(key, typed).into_iter().map(Choice::id).collect::<Vec<_>>()
        };
        assert_eq!(called(Key::Status, "已协商"), ["consulted"]);
        assert_eq!(called(Key::Status, "cons"), ["consulted"]);
        assert_eq!(called(Key::Status, "dsl"), ["unscreened"]);
        assert_eq!(called(Key::Category, "wd"), ["livelihood"]);
        assert_eq!(called(Key::Is, "超期"), ["overdue"]);
        assert_eq!(called(Key::Is, "未交办"), ["unassigned"]);
        assert_eq!(called(Key::Is, "djb"), ["unassigned"]);
        assert_eq!(called(Key::Intake, "letter"), ["letter"]);
        assert!(called(Key::Status, "停车").is_empty());
        assert!(is_none(Key::Department, "无") && !is_none(Key::Studio, "无"));
    }

    #[test]
    fn no_two_choices_of_a_key_share_a_word() {
        for key in Key::all() {
            for choice in Choice::of(key) {
                for word in choice.words() {
                    assert_eq!(Choice::called(key, word), [choice], "{key:?} {word}");
                }
                assert!(Lang::ALL.iter().all(|lang| choice.words().contains(&choice.label(*lang))));
            }
        }
    }
}
