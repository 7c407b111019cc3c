//! What a frozen report says now otherwise, in words: which rows came, went or changed, and why.

use super::rows::row_words;
use crate::command::Catalog;
use crate::domain::figures::{Counted, Difference, Motion, Moved, Reason, Row, Since};
use crate::i18n::label::happened;
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;

/// A row that moved, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedRow {
    /// The figure or the waiting time that it counts in.
    pub counted: Counted,
    /// What that is called.
    pub counted_words: &'static str,
    /// The row.
    pub row: Row,
    /// Where it belongs.
    pub number: String,
    /// What it is.
    pub what: String,
    /// How it moved.
    pub motion: Motion,
    /// Why.
    pub reason: Reason,
    /// What was entered about it since, and on which day, each once and the latest last.
    pub since: Vec<(NaiveDate, &'static str)>,
}

impl MovedRow {
    /// Why it moved, in a line.
    pub fn why(&self, lang: Lang) -> String {
        let entered: Vec<String> =
            self.since.iter().map(|(day, what)| format!("{day} {what}")).collect();
        let reason = self.reason.label(lang);
        match (entered.is_empty(), lang) {
            (true, _) => reason.to_owned(),
            (false, Lang::Zh) => format!("{reason}：{}", entered.join("、")),
            (false, Lang::En) => format!("{reason}: {}", entered.join(", ")),
        }
    }
}

/// The rows that moved, in words; what is gone now is named as it was called then.
pub fn moved_rows(
    difference: &Difference,
    since: &[Since],
    (then, now): (&Catalog, &Catalog),
    lang: Lang,
) -> Vec<MovedRow> {
    let words = |moved: &Moved| {
        let here = row_words(now, moved.row, lang);
        if here.what.is_empty() { row_words(then, moved.row, lang) } else { here }
    };
    let row = |moved: &Moved| {
        let named = words(moved);
        let mut entered: Vec<(NaiveDate, &'static str)> = Vec::new();
        for it in moved.since.iter().filter_map(|at| since.get(*at)) {
            let told = (it.mark.day(), happened(&it.event, lang));
            if !entered.contains(&told) {
                entered.push(told);
            }
        }
        MovedRow {
            counted: moved.counted,
            counted_words: match moved.counted {
                Counted::In(figure) => figure.label(lang),
                Counted::Waiting(wait) => wait.label(lang),
            },
            row: moved.row,
            number: named.number,
            what: named.what,
            motion: moved.motion,
            reason: moved.reason,
            since: entered,
        }
    };
    difference.moved.iter().map(row).collect()
}
