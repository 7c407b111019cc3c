//! The interval by a word, or as it was typed.

use crate::app::state::State;
use crate::command::Catalog;
use crate::domain::date::{DateSpan, Interval};
use chrono::{Datelike as _, Days, Months, NaiveDate};
use std::sync::Arc;

/// How the interval is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Period {
    ThisYear,
    LastYear,
    ThisQuarter,
    LastQuarter,
    ThisMonth,
    /// Since the first day that anything is known of.
    Beginning,
    Typed(Interval),
}

impl Period {
    /// Those that have a word, in the order of the menu.
    pub(crate) const NAMED: [Self; 6] = [
        Self::ThisYear,
        Self::LastYear,
        Self::ThisQuarter,
        Self::LastQuarter,
        Self::ThisMonth,
        Self::Beginning,
    ];

    pub(crate) const fn words(self, state: &State) -> &'static str {
        match self {
            Self::ThisYear => state.say("今年以来", "this year"),
            Self::LastYear => state.say("去年全年", "last year"),
            Self::ThisQuarter => state.say("本季度", "this quarter"),
            Self::LastQuarter => state.say("上季度", "last quarter"),
            Self::ThisMonth => state.say("本月", "this month"),
            Self::Beginning => state.say("开展以来", "since the beginning"),
            Self::Typed(_) => state.say("自定", "as typed"),
        }
    }

    /// The days; what goes on now ends today.
    pub(crate) fn interval(self, state: &State) -> Interval {
        let today = state.today;
        let month = first_of_month(today);
        let quarter = back(month, month.month0() % 3);
        let (first, last) = match self {
            Self::Typed(interval) => return interval,
            Self::ThisYear => (first_of_year(today), today),
            Self::LastYear => {
                let last = before(first_of_year(today));
                (first_of_year(last), last)
            }
            Self::ThisQuarter => (quarter, today),
            Self::LastQuarter => (back(quarter, 3), before(quarter)),
            Self::ThisMonth => (month, today),
            Self::Beginning => (beginning(state).min(today), today),
        };
        Interval::between(first, last).unwrap_or_else(|_| DateSpan::of_day(today).into())
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn first_of_year(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day)
}

fn back(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

fn before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

/// Looks for the first day once more where the rows have changed.
pub(super) fn follow(state: &mut State) {
    let is_it = |(rows, _): &(Arc<Catalog>, NaiveDate)| Arc::ptr_eq(rows, &state.catalog);
    if !state.figures.known_since.as_ref().is_some_and(is_it) {
        let first = known_since(state);
        state.figures.known_since = Some((Arc::clone(&state.catalog), first));
    }
}

/// The first day of the year in which the first session or issue was.
fn beginning(state: &State) -> NaiveDate {
    let known = state.figures.known_since.as_ref();
    let known = known.filter(|(rows, _)| Arc::ptr_eq(rows, &state.catalog));
    known.map_or_else(|| known_since(state), |(_, first)| *first)
}

/// The same, by looking at all of them.
fn known_since(state: &State) -> NaiveDate {
    let sessions = state.catalog.sessions.values().map(|row| row.on.first());
    let issues = state.catalog.issues.values().map(|row| row.since);
    let first = sessions.chain(issues).min().unwrap_or(state.today);
    first_of_year(first)
}
