//! All issues in an order, kept from one look to the next: after a change of a few rows these are
//! put in their new places, and nothing else is looked at.

use crate::command::query::{Hints, Looked, Ready};
use crate::command::screens::SortKey;
use crate::command::{Blocks, Catalog, Slot, Unread, spelled};
use crate::domain::id::{DepartmentId, IssueId, StudioId};
use crate::domain::priority::{Terms, rank};
use crate::domain::row::IssueRow;
use crate::domain::workflow::Status;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

/// From how many changed rows on everything is sorted anew.
const MANY: usize = 64;

/// By what issues are sorted, on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    pub(crate) sort: SortKey,
    pub(crate) descending: bool,
    pub(crate) terms: Terms,
}

/// An issue in its place, with what most looks want to know of it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Placed {
    /// What it is sorted by first, as far as a number tells.
    key: i64,
    /// Where its row lies.
    pub(crate) slot: Slot,
    /// Its studio, by place among those of the order.
    pub(crate) studio: u16,
    pub(crate) is_open: bool,
}

// There may be a million.
const _: () = assert!(size_of::<Placed>() == 16);

/// What decides between issues whose keys are equal; the row tells it where it is not at hand.
#[derive(Debug, Clone)]
struct Beyond {
    /// What its title sounds like, where that is sorted by.
    spelled: Box<str>,
    /// The beginning of its number, which sorts as that does.
    number: u128,
}

/// What is otherwise than at the last look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Moved {
    /// An issue has moved, or what all are found by has changed.
    pub(crate) issues: bool,
    /// Sessions have changed, and so perhaps what is on which agenda.
    pub(crate) sessions: bool,
}

/// All issues of a catalog in an order, to be taken up at the next start: sorting them takes longer the more
/// there are.
#[derive(Debug, Clone)]
pub struct KeptOrder {
    catalog: Arc<Catalog>,
    by: By,
    studios: Vec<StudioId>,
    placed: Vec<Placed>,
}

/// So many places make a block.
const PLACES: usize = 4_096;

impl KeptOrder {
    /// Whether it is the order of these rows.
    pub fn is_of(&self, catalog: &Catalog) -> bool {
        self.catalog.issues.is_same(&catalog.issues)
    }

    /// What it is by.
    pub const fn by(&self) -> By {
        self.by
    }

    /// Adds it to some blocks.
    pub fn write(&self, to: &mut Blocks) -> Option<()> {
        to.put_value(&(self.by, &self.studios, self.placed.len()))?;
        self.placed.chunks(PLACES).try_for_each(|places| to.put_value(&places))
    }

    /// What [`KeptOrder::write`] wrote of the order of these rows.
    pub fn read(catalog: &Arc<Catalog>, from: &mut Unread<impl Read>) -> Option<Self> {
        let (by, studios, count) = from.take_value::<(By, Vec<StudioId>, usize)>()?;
        // No more than there are rows, whatever the count says; growing would leave as much behind.
        let mut placed = Vec::with_capacity(count.min(catalog.issues.len()));
        while placed.len() < count {
            placed.extend(from.take_value::<Vec<Placed>>()?);
        }
        Some(Self { catalog: Arc::clone(catalog), by, studios, placed })
    }
}

/// All issues in an order; those that are equal in it follow by number.
#[derive(Debug, Default)]
pub(crate) struct Order {
    catalog: Arc<Catalog>,
    by: By,
    departments: BTreeMap<DepartmentId, i64>,
    /// The studios of issues, as they were met.
    studios: Vec<StudioId>,
    placed: Vec<Placed>,
    /// By slot, what tells soon that a word is not in a row; from the first time that words are looked for.
    hints: Vec<Cell<Hints>>,
    /// It is that of another day.
    is_old: bool,
    /// The first slot for which it may not be made yet.
    unhinted: usize,
}

impl Order {
    /// What the next start may take up.
    pub(crate) fn kept(&self) -> KeptOrder {
        let Self { catalog, by, studios, placed, .. } = self;
        let (catalog, studios) = (Arc::clone(catalog), studios.clone());
        KeptOrder { catalog, by: *by, studios, placed: placed.clone() }
    }

    /// Takes up an order that was kept, where it is of the same column. Where what it was sorted by is old, such
    /// as of another day, it is shown as it is until it is renewed.
    pub(crate) fn take_up(&mut self, kept: KeptOrder, by: By) {
        if (kept.by.sort, kept.by.descending) != (by.sort, by.descending) {
            return;
        }
        let is_old = kept.by != by;
        let KeptOrder { catalog, studios, placed, .. } = kept;
        let departments = department_ranks(&catalog);
        *self = Self { catalog, by, departments, studios, placed, is_old, ..Self::default() };
    }

    /// Whether it is that of another day.
    pub(crate) const fn is_old(&self) -> bool {
        self.is_old
    }

    /// Sorts everything again.
    pub(crate) fn renew(&mut self) {
        self.sort_all();
    }

    /// What they are in order by.
    pub(crate) const fn by(&self) -> By {
        self.by
    }

    /// The rows that are in order.
    pub(crate) const fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// The issues in order.
    pub(crate) fn placed(&self) -> &[Placed] {
        &self.placed
    }

    /// The place of a studio among those of the order; `None` where no issue is of it.
    pub(crate) fn studio(&self, id: StudioId) -> Option<u16> {
        let at = self.studios.iter().position(|it| *it == id)?;
        u16::try_from(at).ok()
    }

    /// A row, with what tells soon that a word is not in it.
    pub(crate) fn looked(&self, placed: &Placed) -> Looked<'_> {
        Looked::at(&self.catalog.issues, placed.slot, self.hint(placed.slot))
    }

    /// Makes room for what tells soon that a word is not in a row.
    pub(crate) fn expect_words(&mut self) {
        let slots = self.catalog.issues.slot_count();
        self.hints.resize(slots, Cell::default());
        self.unhinted = self.unhinted.min(slots);
    }

    /// Makes what tells soon that a word is not in a row, for some more rows; says whether there are more.
    pub(crate) fn make_hints(&mut self, rows: usize) -> bool {
        let end = self.hints.len().min(self.unhinted + rows);
        for slot in self.unhinted..end {
            self.hint(Slot::try_from(slot).unwrap_or(Slot::MAX));
        }
        self.unhinted = end;
        end < self.hints.len()
    }

    fn hint(&self, slot: Slot) -> Option<Hints> {
        let kept = self.hints.get(slot as usize)?;
        if !kept.get().is_of_row() {
            kept.set(Hints::of(self.catalog.issues.at(slot).as_ref()?));
        }
        Some(kept.get())
    }

    /// By slot, whether an issue may be wanted, as far as the hints tell that are made: they are gone through as
    /// they lie, which is far quicker than in the order of the issues.
    pub(crate) fn may_pick(&self, ready: &Ready) -> Vec<bool> {
        let hints = self.hints.iter().map(Cell::get);
        hints.map(|it| !it.is_of_row() || ready.may_pick(&it)).collect()
    }

    /// All issues as they lie, with what tells soon that a word is not in them.
    pub(crate) fn lying(&self) -> impl Iterator<Item = Looked<'_>> {
        let slots = (0..).take(self.catalog.issues.slot_count());
        slots.map(|slot| Looked::at(&self.catalog.issues, slot, self.hint(slot)))
    }

    /// Brings the issues in order, and says what is otherwise than before.
    pub(crate) fn follow(&mut self, catalog: &Arc<Catalog>, by: By) -> Moved {
        let before = std::mem::replace(&mut self.catalog, Arc::clone(catalog));
        let mut changed = catalog.issues.slots_changed_since(&before.issues);
        for slot in &changed {
            if let Some(hints) = self.hints.get_mut(*slot as usize) {
                hints.take();
                self.unhinted = self.unhinted.min(*slot as usize);
            }
        }
        if by.sort == SortKey::Urgency {
            let left = left_over_since(catalog, &before);
            changed.extend(left.iter().filter_map(|id| catalog.issues.slot(id)));
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

    fn place(&mut self, slot: Slot) -> Option<(Placed, Beyond)> {
        let row = self.catalog.issues.at(slot)?;
        let beyond = self.beyond(&row);
        let key = match self.by.sort {
            SortKey::Title => beginning(&beyond.spelled),
            _ => self.number(&row),
        };
        let studio = self.studios.iter().position(|it| *it == row.studio).unwrap_or_else(|| {
            self.studios.push(row.studio);
            self.studios.len() - 1
        });
        // No district has so many studios; what is beyond is shown under none.
        let studio = u16::try_from(studio).unwrap_or(u16::MAX);
        Some((Placed { key, slot, studio, is_open: row.status.is_open() }, beyond))
    }

    /// Takes out what has changed and puts it where it belongs now.
    fn replace(&mut self, changed: &[Slot]) {
        self.placed.retain(|it| changed.binary_search(&it.slot).is_err());
        for slot in changed {
            let Some((new, beyond)) = self.place(*slot) else { continue };
            let at = self.placed.partition_point(|it| {
                let other = || self.catalog.issues.at(it.slot).map(|row| self.beyond(&row));
                self.compare((it, &other), (&new, &|| Some(beyond.clone()))) == Ordering::Less
            });
            self.placed.insert(at, new);
        }
    }

    fn sort_all(&mut self) {
        let slots: Vec<Slot> = self.catalog.issues.slots().collect();
        let mut placed: Vec<(Placed, Beyond)> =
            slots.into_iter().filter_map(|slot| self.place(slot)).collect();
        placed.sort_unstable_by(|(a, beyond_a), (b, beyond_b)| {
            self.compare((a, &|| Some(beyond_a.clone())), (b, &|| Some(beyond_b.clone())))
        });
        // What is taken from a longer list in place would keep the room of that.
        self.placed = Vec::with_capacity(placed.len());
        self.placed.extend(placed.into_iter().map(|(placed, _)| placed));
        self.is_old = false;
    }

    /// Which of two comes first; what lies beyond their keys is only asked where that decides.
    fn compare(
        &self,
        (a, beyond_a): (&Placed, &dyn Fn() -> Option<Beyond>),
        (b, beyond_b): (&Placed, &dyn Fn() -> Option<Beyond>),
    ) -> Ordering {
        let directed = |it: Ordering| if self.by.descending { it.reverse() } else { it };
        if a.key != b.key {
            return directed(a.key.cmp(&b.key));
        }
        let Some((beyond_a, beyond_b)) = beyond_a().zip(beyond_b()) else {
            return a.slot.cmp(&b.slot);
        };
        let order = directed(beyond_a.spelled.cmp(&beyond_b.spelled));
        order.then(beyond_a.number.cmp(&beyond_b.number)).then_with(|| {
            // Longer numbers than anybody gives may begin alike.
            let number = |it: &Placed| self.catalog.issues.at(it.slot).map(|row| row.number);
            number(a).cmp(&number(b))
        })
    }

    fn beyond(&self, row: &IssueRow) -> Beyond {
        let spelled = match self.by.sort {
            SortKey::Title => spelled(&row.title).into(),
            _ => Box::default(),
        };
        Beyond { spelled, number: beginning_of(row.number.as_str()) }
    }

    /// What a row is sorted by, as a number; what is not known comes last.
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

/// The first 16 bytes of a text as a number that sorts as they do.
fn beginning_of(text: &str) -> u128 {
    let mut bytes = [0; 16];
    for (byte, from) in bytes.iter_mut().zip(text.bytes()) {
        *byte = from;
    }
    u128::from_be_bytes(bytes)
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
        let told = rows
            .each_ref()
            .map(|row| row.as_ref().map(|it| (it.status, it.on, &it.issues, &it.left_over)));
        if told[0] != told[1] {
            changed.extend(rows.into_iter().flatten().flat_map(|row| row.issues));
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
        let title = |it: &Placed| catalog.issues.at(it.slot).unwrap().title;
        let titles: Vec<String> = order.placed().iter().map(|it| spelled(&title(it))).collect();
        assert!(titles.is_sorted(), "{titles:?}");
        let titles = order.placed().iter().map(title);
        assert!(!titles.is_sorted(), "code points would do as well");
    }

    /// Where this fails, an order is kept otherwise than before: raise `FORMAT` in `command/catalog/kept.rs`.
    #[test]
    fn the_format_of_kept_lists_rises_with_what_an_order_writes() {
        let mut order = Order::default();
        order.follow(&Arc::new(Catalog::of(&city(690, 0).1)), By::default());
        let mut blocks = Blocks::default();
        order.kept().write(&mut blocks).unwrap();
        assert_eq!(crc32c::crc32c(&blocks.into_bytes()), 0xb678_c1a7);
    }
}
