//! What looks in a line as if it said something beside the title, and does not.

use crate::domain::date::DateFault;
use crate::domain::issue::{Category, Intake};
use crate::i18n::{Label, Lang, Wording};

/// What looks as if it said something beside the title, and does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// It is no date.
    Date(String, DateFault),
    /// There is no such category.
    Category(String),
    /// Nothing comes in this way.
    Intake(String),
}

impl Doubt {
    /// In words: `“2月30日”：2023 年 2 月没有 30 日，留在标题里`.
    pub(super) fn words(&self, lang: Lang) -> String {
        let listed = |labels: Vec<&str>| labels.join(if lang == Lang::Zh { "、" } else { ", " });
        let (typed, why) = match (self, lang) {
            (Self::Date(typed, fault), _) => (typed, fault.words(lang)),
            (Self::Category(typed), Lang::Zh) => {
                (typed, format!("类别有{}", listed(labels(Category::ALL, lang))))
            }
            (Self::Category(typed), Lang::En) => {
                (typed, format!("categories are {}", listed(labels(Category::ALL, lang))))
            }
            (Self::Intake(typed), Lang::Zh) => {
                (typed, format!("来源有{}", listed(labels(ways(), lang))))
            }
            (Self::Intake(typed), Lang::En) => {
                (typed, format!("ways to come in are {}", listed(labels(ways(), lang))))
            }
        };
        let why = why.trim_end_matches(['。', '.']);
        match lang {
            Lang::Zh => format!("“{typed}”：{why}，留在标题里"),
            Lang::En => format!("“{typed}”: {why}; left in the title"),
        }
    }
}

/// The ways in which something comes in.
fn ways() -> impl Iterator<Item = &'static Intake> {
    Intake::ALL.iter().filter(|way| **way != Intake::Unknown)
}

fn labels<T: Label + Copy + 'static>(
    all: impl IntoIterator<Item = &'static T>,
    lang: Lang,
) -> Vec<&'static str> {
    all.into_iter().map(|it| it.label(lang)).collect()
}
