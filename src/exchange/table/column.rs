//! The columns of each kind of table: what they are called in both languages, how their cells are read,
//! and which of them have to be there. The ledger's (DOMAIN §4) are all among them.

mod attendance;
mod directory;
mod issues;

use crate::domain::text::fold_character;
use crate::i18n::Lang;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// Issues, as in the ledger 台账.
    Issues,
    /// People.
    People,
    /// Departments.
    Departments,
    /// Studios.
    Studios,
    /// Who came to sessions.
    Attendance,
}

impl TableKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Issues, Self::Attendance, Self::Studios, Self::People, Self::Departments];

    /// The stable word for the command line and for JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Issues => "issues",
            Self::People => "people",
            Self::Departments => "departments",
            Self::Studios => "studios",
            Self::Attendance => "attendance",
        }
    }

    /// The kind with this key, or with its label in either language.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.into_iter().find(|kind| {
            kind.key().eq_ignore_ascii_case(text)
                || Lang::ALL.iter().any(|lang| kind.label(*lang).eq_ignore_ascii_case(text))
        })
    }

    /// What its rows are called.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Issues => lang.pick("议题", "Issues"),
            Self::People => lang.pick("人员", "People"),
            Self::Departments => lang.pick("部门单位", "Departments"),
            Self::Studios => lang.pick("工作室", "Studios"),
            Self::Attendance => lang.pick("签到", "Attendance"),
        }
    }

    /// Its columns.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Issues => issues::ISSUES,
            Self::People => directory::PEOPLE,
            Self::Departments => directory::DEPARTMENTS,
            Self::Studios => directory::STUDIOS,
            Self::Attendance => attendance::ATTENDANCE,
        }
    }

    /// The column of a field.
    pub fn column(self, field: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.field == field)
    }

    /// The column that a field's key or one of its names means.
    pub fn column_named(self, text: &str) -> Option<&'static Column> {
        let folded = folded(text);
        // Most cells of a broken table are empty, and no column is called so.
        if folded.is_empty() {
            return None;
        }
        let is_it = |column: &&Column| column.field == text.trim() || column.is_called(&folded);
        self.columns().iter().find(is_it)
    }
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// A case number, or the office's own.
    Number,
    /// The code or the name of a studio.
    Studio,
    /// A text of one line.
    Line,
    /// A text that may have several lines.
    Block,
    /// A day, a month, a year or a range.
    Date,
    /// The same, `、` between them where there are several.
    Dates,
    /// Single days, `、` between them where there are several.
    Days,
    /// A day, or yes or no.
    DateOrYes,
    /// A time of day.
    Time,
    /// Money.
    Money,
    /// A number of heads.
    Count,
    /// One of some words.
    Word(Words),
    /// People, `、` between them.
    People,
    /// Departments, `、` between them.
    Departments,
    /// Labels, `、` between them.
    Tags,
    /// Not read: it counts the rows.
    Passed,
}

/// The closed lists of words that cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Words {
    /// The three degrees.
    Category,
    /// How an issue came.
    Intake,
    /// Where an issue stands.
    Status,
    /// The raiser's word.
    Verdict,
    /// How the word was obtained.
    Means,
    /// What was promised.
    Benefit,
    /// On which side a person sits.
    Side,
    /// What binds a studio together.
    StudioKind,
    /// In what capacity somebody came.
    Class,
    /// Whether somebody came.
    Presence,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The stable word of what it holds, for `--map` and for JSON.
    pub field: &'static str,
    /// What it is called in Chinese, the usual name first.
    pub zh: &'static [&'static str],
    /// What it is called in English, the usual name first.
    pub en: &'static [&'static str],
    /// How its cells are read.
    pub reading: Reading,
    /// Whether no table is without it.
    pub required: bool,
}

impl Column {
    /// Its usual name.
    pub fn name(&self, lang: Lang) -> &'static str {
        let names = match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        };
        names.first().copied().unwrap_or(self.field)
    }

    /// Everything that it may be called, in both languages.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.zh.iter().chain(self.en).copied()
    }

    /// Whether a folded name is one of its names.
    fn is_called(&self, name: &str) -> bool {
        self.names().any(|it| folding(it).eq(name.chars()))
    }

    /// How usual a name is for it: the less, the more usual; a name that only begins like one of its
    /// own is the least.
    pub(super) fn rank_of(&self, name: &str) -> usize {
        let folded = folded(name);
        let place = |names: &[&str]| names.iter().position(|it| folding(it).eq(folded.chars()));
        place(self.zh).or_else(|| place(self.en)).unwrap_or(usize::MAX)
    }
}

/// A name without what does not tell columns apart: widths, blanks, case, and marks like `*` and `：`.
pub(super) fn folded(name: &str) -> String {
    folding(name).collect()
}

/// The same character by character: most names differ in the first one, and a head is held against all of them.
pub(super) fn folding(name: &str) -> impl Iterator<Item = char> {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '*' | ':' | '_' | '-' | '.' | '/');
    name.chars().map(fold_character).filter(kept).flat_map(char::to_lowercase)
}

/// The same without what stands in brackets behind it: a unit, a hint.
pub(super) fn without_brackets(folded: &str) -> &str {
    folded.split('(').next().unwrap_or(folded)
}

const fn column(
    field: &'static str,
    zh: &'static [&'static str],
    en: &'static [&'static str],
    reading: Reading,
) -> Column {
    Column { field, zh, en, reading, required: false }
}

const fn required(column: Column) -> Column {
    Column { required: true, ..column }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::ledger;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_means_two_columns_of_a_table() {
        for kind in TableKind::ALL {
            let mut seen = BTreeSet::new();
            for column in kind.columns() {
                for name in column.zh.iter().chain(column.en) {
                    assert!(seen.insert(folded(name)), "{}: {name}", kind.key());
                }
            }
        }
    }

    #[test]
    fn every_column_of_the_ledger_is_read() {
        for heading in ledger::ALL {
            for lang in Lang::ALL {
                let name = heading.name(lang);
                let found = TableKind::Issues.column_named(name).map(|it| it.field);
                assert_eq!(found, Some(heading.field), "{name}");
            }
        }
    }
}
