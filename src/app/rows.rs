//! Lists: which row is selected and shown, and which issues, in which order.

use super::matching::Matcher;
use crate::command::Catalog;
use crate::command::fill::Directory;
use crate::command::screens::SortKey;
use crate::domain::id::{IssueId, StudioId};
use crate::domain::row::IssueRow;
use crate::domain::workflow::Status;
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// The selected row of a list and the first one that is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) selected: usize,
    pub(crate) offset: usize,
}

impl List {
    /// Moves the selection by so many rows, and stops at the ends.
    pub(crate) fn step(&mut self, by: isize, total: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(total.saturating_sub(1));
    }

    /// Scrolls as little as possible to show the selected one.
    pub(crate) fn follow(&mut self, visible: usize, total: usize) {
        self.selected = self.selected.min(total.saturating_sub(1));
        let visible = visible.max(1);
        self.offset = self.offset.min(total.saturating_sub(visible));
        if self.selected < self.offset {
            self.offset = self.selected;
        } else if self.selected >= self.offset + visible {
            self.offset = self.selected + 1 - visible;
        }
    }
}

/// What is looked through when issues are filtered: a text for each, made once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    texts: Vec<(IssueId, String)>,
}

impl Index {
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let texts = catalog.issues.values().map(|row| (row.id, text_of(row, catalog))).collect();
        Self { texts }
    }
}

/// Number, title, place, studio, departments, raisers, status, category; none runs into the next.
fn text_of(row: &IssueRow, catalog: &Catalog) -> String {
    let mut parts: Vec<String> = vec![
        row.number.as_str().to_owned(),
        row.title.to_string(),
        row.place.to_string(),
        catalog.name(row.studio.into()).unwrap_or_default(),
    ];
    for department in &row.departments {
        if let Some(row) = catalog.departments.get(department) {
            parts.push(format!("{}\n{}", row.name, row.short));
        }
    }
    parts.extend(
        row.raisers.iter().filter_map(|id| catalog.people.get(id)).map(|it| it.name.to_string()),
    );
    for lang in Lang::ALL {
        parts.push(row.status.label(lang).to_owned());
        parts.extend(row.category.map(|it| it.label(lang).to_owned()));
    }
    parts.join("\n")
}

/// Which issues are wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'a> {
    pub(crate) filter: &'a str,
    pub(crate) studio: Option<StudioId>,
    pub(crate) open_only: bool,
    pub(crate) sort: SortKey,
    pub(crate) descending: bool,
}

/// The issues that are wanted, in order.
pub(crate) fn issues(
    catalog: &Catalog,
    index: &Index,
    wanted: &Wanted<'_>,
    today: NaiveDate,
) -> Vec<IssueId> {
    // `状态:已协商` and `status:consulted` are the word alone: the status is among the texts.
    let typed = ["状态:", "状态：", "status:"]
        .iter()
        .fold(wanted.filter.to_owned(), |typed, mark| typed.replace(mark, ""));
    let matcher = Matcher::new(&typed);
    let mut rows: Vec<&IssueRow> = index
        .texts
        .iter()
        .filter(|(_, text)| matcher.is_empty() || matcher.matches(text))
        .filter_map(|(id, _)| catalog.issues.get(id))
        .filter(|row| wanted.studio.is_none_or(|studio| row.studio == studio))
        .filter(|row| !wanted.open_only || row.status.is_open())
        .collect();
    rows.sort_by(|a, b| {
        let order = compare(a, b, wanted.sort, catalog, today);
        let order = if wanted.descending { order.reverse() } else { order };
        order.then_with(|| a.number.as_str().cmp(b.number.as_str()))
    });
    rows.into_iter().map(|row| row.id).collect()
}

fn compare(
    a: &IssueRow,
    b: &IssueRow,
    by: SortKey,
    catalog: &Catalog,
    today: NaiveDate,
) -> Ordering {
    let department = |row: &IssueRow| {
        let first = row.departments.first().and_then(|id| catalog.departments.get(id));
        first.map_or((true, String::new()), |row| (false, row.name.to_string()))
    };
    let due = |row: &IssueRow| row.due.map_or((true, NaiveDate::MAX), |day| (false, day));
    match by {
        SortKey::Urgency => urgency(a, today).cmp(&urgency(b, today)),
        SortKey::Number => a.number.as_str().cmp(b.number.as_str()),
        SortKey::Title => a.title.cmp(&b.title),
        SortKey::Category => a
            .category
            .map_or(u8::MAX, |it| it as u8)
            .cmp(&b.category.map_or(u8::MAX, |it| it as u8)),
        SortKey::Status => a.status.cmp(&b.status),
        SortKey::Age => b.age_days(today).cmp(&a.age_days(today)),
        SortKey::Due => due(a).cmp(&due(b)),
        SortKey::Department => department(a).cmp(&department(b)),
    }
}

/// How soon a deadline counts as near, in days.
pub(crate) const SOON_DAYS: i64 = 7;

/// What is late first, the latest on top; then what is due soon; then what waits longest; what is
/// done or has left comes last.
fn urgency(row: &IssueRow, today: NaiveDate) -> (u8, i64) {
    let left = row.due.map(|due| (due - today).num_days());
    match (row.status, left) {
        (Status::Resolved(_), _) => (3, -day_number(row.since)),
        (Status::Exited(_, _), _) => (4, -day_number(row.since)),
        (_, Some(left)) if left < 0 => (0, left),
        (_, Some(left)) if left <= SOON_DAYS => (1, left),
        _ => (2, day_number(row.since)),
    }
}

fn day_number(day: NaiveDate) -> i64 {
    i64::from(chrono::Datelike::num_days_from_ce(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_scrolls_as_little_as_it_can() {
        let mut list = List::default();
        list.step(5, 10);
        list.follow(4, 10);
        assert_eq!(list, List { selected: 5, offset: 2 });
        list.step(-2, 10);
        list.follow(4, 10);
        assert_eq!(list, List { selected: 3, offset: 2 });
        list.step(isize::MAX, 10);
        list.follow(4, 10);
        assert_eq!(list, List { selected: 9, offset: 6 });
        list.follow(4, 0);
        assert_eq!(list, List::default());
    }
}
