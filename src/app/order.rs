//! All issues in an order, kept from one look to the next: after a change of a few rows these are
//! put in their new places, and nothing else is looked at.

use crate::command::query::{Looked, signs_of};
use crate::command::screens::SortKey;
use crate::command::{Catalog, spelled};
use crate::domain::id::{DepartmentId, IssueId, StudioId};
use crate::domain::priority::{Terms, rank};
use crate::domain::row::IssueRow;
use crate::domain::workflow::Status;
use crate::search::quick::Signs;
use chrono::{Datelike, NaiveDate};
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// From how many changed rows on everything is sorted anew.
const MANY: usize = 64;

/// By what issues are sorted, on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct By {
    pub(crate) sort: SortKey,
    pub(crate) descending: bool,
    pub(crate) terms: Terms,
}

/// An issue in its place, with what most looks want to know of it.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// What it is sorted by first, as far as a number tells.
    key: i64,
    /// What it is sorted by next, where that is a text.
    spelled: Box<str>,
    pub(crate) id: IssueId,
    pub(crate) studio: StudioId,
    pub(crate) is_open: bool,
    pub(crate) row: Arc<IssueRow>,
    /// The signs of its texts, from the first time that words are looked for.
    signs: OnceCell<Signs>,
}

impl Placed {
    /// Its row, with what tells soon that a word is not in it.
    pub(crate) fn looked(&self) -> Looked<'_> {
        (&self.row, Some(self.signs.get_or_init(|| signs_of(&self.row))))
    }
}

/// What is otherwise than at the last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moved {
    /// An issue has moved, or what all are found by has changed.
    pub(crate) issues: bool,
    /// Sessions have changed, and so perhaps what is on which agenda.
    pub(crate) sessions: bool,
}

/// All issues in an order; those that are equal in it follow by number.
#[derive(Debug, Default)]
pub(crate) struct Order {
    catalog: Arc<Catalog>,
    by: By,
    departments: BTreeMap<DepartmentId, i64>,
    placed: Vec<Placed>,
}

impl Order {
    /// The rows that are in order.
    pub(crate) const fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// The issues in order.
    pub(crate) fn placed(&self) -> &[Placed] {
        &self.placed
    }

    /// Brings the issues in order, and says what is otherwise than before.
    pub(crate) fn follow(&mut self, catalog: &Arc<Catalog>, by: By) -> Moved {
        let before = std::mem::replace(&mut self.catalog, Arc::clone(catalog));
        let mut changed = catalog.issues.changed_since(&before.issues);
        if by.sort == SortKey::Urgency {
            changed.extend(left_over_since(catalog, &before));
            changed.sort_unstable();
            changed.dedup();
        }
        let named = !catalog.departments.changed_since(&before.departments).is_empty();
        if named {
            self.departments = department_ranks(catalog);
        }
        let same = self.by == by && !(named && by.sort == SortKey::Department);
        self.by = by;
        match changed.len() {
            0 if same => {}
            0 => self.sort_again(),
            1..MANY if same => self.replace(&changed),
            _ => self.sort_all(),
        }
        let renamed = || {
            !catalog.people.changed_since(&before.people).is_empty()
                || !catalog.studios.changed_since(&before.studios).is_empty()
        };
        Moved {
            issues: !changed.is_empty() || !same || named || renamed(),
            sessions: !catalog.sessions.is_same(&before.sessions),
        }
    }

    fn place(&self, row: &Arc<IssueRow>) -> Placed {
        let row = Arc::clone(row);
        let (key, spelled) = self.key(&row);
        let (id, studio, is_open) = (row.id, row.studio, row.status.is_open());
        Placed { key, spelled, id, studio, is_open, row, signs: OnceCell::new() }
    }

    /// Takes out what has changed and puts it where it belongs now.
    fn replace(&mut self, changed: &[IssueId]) {
        self.placed.retain(|it| changed.binary_search(&it.id).is_err());
        for id in changed {
            let Some(row) = self.catalog.issues.keep(id) else { continue };
            let new = self.place(&row);
            let at = self.placed.partition_point(|it| self.compare(it, &new) == Ordering::Less);
            self.placed.insert(at, new);
        }
    }

    fn sort_all(&mut self) {
        self.placed = self.catalog.issues.all().map(|row| self.place(row)).collect();
        self.placed.sort_by(|a, b| a.row.number.as_str().cmp(b.row.number.as_str()));
        self.sort_again();
    }

    /// Puts the same issues in another order.
    fn sort_again(&mut self) {
        let mut placed = std::mem::take(&mut self.placed);
        for it in &mut placed {
            (it.key, it.spelled) = self.key(&it.row);
        }
        placed.sort_unstable_by(|a, b| self.compare(a, b));
        self.placed = placed;
    }

    fn compare(&self, a: &Placed, b: &Placed) -> Ordering {
        let order = a.key.cmp(&b.key).then_with(|| a.spelled.cmp(&b.spelled));
        let order = if self.by.descending { order.reverse() } else { order };
        order.then_with(|| a.row.number.as_str().cmp(b.row.number.as_str()))
    }

    /// What a row is sorted by, as a number and then as a text; what is not known comes last.
    fn key(&self, row: &IssueRow) -> (i64, Box<str>) {
        if self.by.sort == SortKey::Title {
            let spelled = spelled(&row.title);
            return (beginning(&spelled), spelled.into());
        }
        (self.number(row), Box::default())
    }

    fn number(&self, row: &IssueRow) -> i64 {
        match self.by.sort {
            SortKey::Urgency => rank(row, &self.catalog.talked(row), &self.by.terms),
            SortKey::Number | SortKey::Title => 0,
            SortKey::Category => row.category.map_or(i64::MAX, |it| it as i64),
            SortKey::Status => status_rank(row.status),
            // Who waits longest comes first; a day to come counts as today.
            SortKey::Age => day_number(row.since.min(self.by.terms.today)),
            SortKey::Due => row.due.map_or(i64::MAX, day_number),
            SortKey::Department => {
                let first = row.departments.first().and_then(|id| self.departments.get(id));
                first.copied().unwrap_or(i64::MAX)
            }
        }
    }
}

/// The place of each department in the order of their names; equal names share one.
fn department_ranks(catalog: &Catalog) -> BTreeMap<DepartmentId, i64> {
    let mut rows: Vec<_> = catalog.departments.values().collect();
    rows.sort_by_cached_key(|row| spelled(&row.name));
    let mut ranks = BTreeMap::new();
    let (mut rank, mut last) = (0, "");
    for row in rows {
        rank += i64::from(&*row.name != last);
        last = &row.name;
        ranks.insert(row.id, rank);
    }
    ranks
}

/// The first bytes of a text as a number that sorts as they do.
fn beginning(text: &str) -> i64 {
    let mut bytes = [0; 8];
    for (byte, from) in bytes.iter_mut().skip(1).zip(text.bytes()) {
        *byte = from;
    }
    i64::from_be_bytes(bytes)
}

fn status_rank(status: Status) -> i64 {
    let before = Status::ALL.iter().filter(|it| **it < status).count();
    i64::try_from(before).unwrap_or(i64::MAX)
}

/// The issues of which sessions tell something else than in an older copy: what was left over.
fn left_over_since(catalog: &Catalog, before: &Catalog) -> Vec<IssueId> {
    let mut changed = Vec::new();
    for id in catalog.sessions.changed_since(&before.sessions) {
        let rows = [before.sessions.get(&id), catalog.sessions.get(&id)];
        let told = rows.map(|row| row.map(|it| (it.status, it.on, &it.issues, &it.left_over)));
        if told[0] != told[1] {
            changed.extend(rows.into_iter().flatten().flat_map(|row| row.issues.iter().copied()));
        }
    }
    changed
}

fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::city::city;

    #[test]
    fn titles_are_sorted_by_their_sound() {
        let catalog = Arc::new(Catalog::of(&city(690, 10).1));
        let mut order = Order::default();
        let by = By { sort: SortKey::Title, ..By::default() };
        order.follow(&catalog, by);
        let titles: Vec<String> = order.placed().iter().map(|it| spelled(&it.row.title)).collect();
        assert!(titles.is_sorted(), "{titles:?}");
        let titles = order.placed().iter().map(|it| &it.row.title);
        assert!(!titles.is_sorted(), "code points would do as well");
    }
}
