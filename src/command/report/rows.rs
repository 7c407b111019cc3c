//! The rows that a figure counts, in words, and what each of them opens.

use crate::command::{Catalog, Directory};
use crate::domain::figures::{Row, WaitSummary};
use crate::domain::id::EntityId;
use crate::i18n::sentence::counted;
use crate::i18n::{Label, Lang, Names, Text};

/// A row in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowWords {
    /// Where it belongs: the number of an issue or a session; empty of a studio.
    pub number: String,
    /// What it is: a title, a name, a place in a tally.
    pub what: String,
}

/// What a row is about, to be opened.
pub fn row_entity(catalog: &Catalog, row: Row) -> EntityId {
    match row {
        Row::Studio(id) => id.into(),
        Row::Session(id)
        | Row::Attendance(id, _)
        | Row::Department(id, _)
        | Row::Unnamed(id, _) => id.into(),
        Row::Issue(id) => id.into(),
        Row::Commitment(id) => {
            catalog.commitments.get(&id).map_or_else(|| id.into(), |row| row.issue.into())
        }
    }
}

/// A row in words.
pub fn row_words(catalog: &Catalog, row: Row, lang: Lang) -> RowWords {
    let called = |id: EntityId| Directory::name(catalog, id).unwrap_or_default();
    let titled = |id: EntityId| Names::name(catalog, id).unwrap_or_default();
    let (number, what) = match row {
        Row::Studio(id) => (String::new(), called(id.into())),
        Row::Session(id) => (called(id.into()), titled(id.into())),
        Row::Issue(id) => (called(id.into()), titled(id.into())),
        Row::Attendance(session, person) => (called(session.into()), called(person.into())),
        Row::Department(session, department) => {
            let name = department.map(|id| called(id.into()));
            let unnamed = lang.pick("未写明单位", "department not given");
            (called(session.into()), name.unwrap_or_else(|| unnamed.to_owned()))
        }
        Row::Unnamed(session, place) => {
            (called(session.into()), format!("{} {place}", Text::MarkUnnamed.label(lang)))
        }
        Row::Commitment(id) => {
            let label = catalog.commitments.get(&id).map(|row| catalog.commitment_label(&row));
            (label.unwrap_or_default(), titled(id.into()))
        }
    };
    RowWords { number, what }
}

/// The same for a column beside others, below a heading that says what the numbers are: median, longest,
/// and how many were counted: `34 / 200 天 · 256 件（另 2 件不详）`.
pub fn summary_numbers(summary: WaitSummary, lang: Lang) -> String {
    use crate::document::report::spelt_days;
    let WaitSummary { count, unknown, median_days, longest_days } = summary;
    let Some((median, longest)) = median_days.zip(longest_days) else {
        return summary_words(summary, lang);
    };
    let median = spelt_days(median);
    match (unknown, lang) {
        (0, Lang::Zh) => format!("{median} / {longest} 天 · {count} 件"),
        (_, Lang::Zh) => format!("{median} / {longest} 天 · {count} 件（另 {unknown} 件不详）"),
        (0, Lang::En) => format!("{median} / {} · {count}", in_days(longest)),
        (_, Lang::En) => format!("{median} / {} · {count} (+{unknown} n/k)", in_days(longest)),
    }
}

fn in_days(days: u32) -> String {
    counted(days, "day", "days")
}

/// What waiting times come to, in a line.
pub fn summary_words(summary: WaitSummary, lang: Lang) -> String {
    use crate::document::report::spelt_days;
    let WaitSummary { count, unknown, median_days, longest_days } = summary;
    let known = median_days.zip(longest_days).map(|(median, longest)| {
        let median = spelt_days(median);
        match lang {
            Lang::Zh => format!("中位 {median} 天，最长 {longest} 天（{count} 件）"),
            Lang::En => format!("median {median}, longest {} ({count})", in_days(longest)),
        }
    });
    let known = known.unwrap_or_else(|| lang.pick("没有", "none").to_owned());
    match (unknown, lang) {
        (0, _) => known,
        (_, Lang::Zh) => format!("{known}；另 {unknown} 件日期不详"),
        (_, Lang::En) => format!("{known}; {unknown} more with days not known"),
    }
}
