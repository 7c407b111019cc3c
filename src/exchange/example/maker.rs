//! What everything else draws with: chance, ids, working days, and the changes so far.

use super::{
    TODAY,
    data::people::{GIVEN, SURNAMES},
};
use crate::{
    domain::{
        action::Action,
        calendar::Calendar,
        id::{ChangeId, PersonId},
        person::{PersonFacts, Side},
    },
    exchange::{Change, seeded::Seeded},
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// The words that mark invented data.
pub(super) const MARK: &str = "示例数据";
const MILLIS_A_DAY: u64 = 86_400_000;

/// Draws and keeps what was drawn.
pub(super) struct Maker {
    pub(super) chance: Seeded,
    calendar: Calendar,
    changes: Vec<Change>,
    names: BTreeSet<String>,
    ids: u64,
}

impl Maker {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            chance: Seeded::new(seed),
            calendar: Calendar::built_in(),
            changes: Vec::new(),
            names: BTreeSet::new(),
            ids: 0,
        }
    }

    /// An id of something that is made on this day; later ids of a day are larger.
    pub(super) fn next_id(&mut self, day: NaiveDate) -> [u8; 16] {
        self.ids += 1;
        let days = (day - NaiveDate::default()).num_days();
        let midnight = u64::try_from(days).unwrap_or(0) * MILLIS_A_DAY;
        ChangeId::new(midnight + self.ids % MILLIS_A_DAY, self.chance.ten_bytes()).to_bytes()
    }

    /// Saves a change; one that would lie after today has not happened yet.
    pub(super) fn save(&mut self, today: NaiveDate, actor: PersonId, actions: Vec<Action>) {
        if today <= TODAY && !actions.is_empty() {
            self.changes.push(Change { today, actor, actions });
        }
    }

    /// All changes by day; on one day in the order in which they were drawn.
    pub(super) fn into_changes(mut self) -> Vec<Change> {
        self.changes.sort_by_key(|change| change.today);
        self.changes
    }

    /// The day that lies so many working days later.
    pub(super) fn working_days_after(&self, day: NaiveDate, days: u32) -> NaiveDate {
        self.calendar.add_working_days(day, days).date
    }

    /// The day itself, or the next one on which people work.
    pub(super) fn working_day_from(&self, day: NaiveDate) -> NaiveDate {
        if self.calendar.is_working_day(day) { day } else { self.working_days_after(day, 1) }
    }

    /// The day itself, or the last one before on which people worked.
    pub(super) fn working_day_before(&self, day: NaiveDate) -> NaiveDate {
        let back = day.iter_days().rev().take(30);
        back.into_iter().find(|day| self.calendar.is_working_day(*day)).unwrap_or(day)
    }

    /// One of the items of a table, which is never empty.
    pub(super) fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        self.chance.choose(items).copied().unwrap_or_default()
    }

    /// A name that nobody has yet.
    fn name(&mut self) -> String {
        loop {
            let mut name = self.pick(SURNAMES).to_owned();
            name.push_str(self.pick(GIVEN));
            if self.chance.percent(70) {
                name.push_str(self.pick(GIVEN));
            }
            if self.names.insert(name.clone()) {
                return name;
            }
        }
    }

    /// Somebody new: no network of China gives out numbers that begin with 1002.
    pub(super) fn person(&mut self, side: Side, unit: &str, title: &str) -> PersonFacts {
        PersonFacts {
            unit: unit.to_owned(),
            title: title.to_owned(),
            phone: format!("1002{:07}", self.chance.below(10_000_000)),
            note: MARK.to_owned(),
            ..PersonFacts::named(self.name(), side)
        }
    }

    /// Adds somebody to a change.
    pub(super) fn add_person(
        &mut self,
        day: NaiveDate,
        facts: PersonFacts,
        actions: &mut Vec<Action>,
    ) -> PersonId {
        let id = PersonId::from_bytes(self.next_id(day));
        actions.push(Action::AddPerson { id, facts, source: None });
        id
    }
}

/// The day that lies so many days later.
pub(super) fn days_after(day: NaiveDate, days: u32) -> NaiveDate {
    day + Days::new(days.into())
}

/// The day that lies so many days earlier.
pub(super) fn days_before(day: NaiveDate, days: u32) -> NaiveDate {
    day - Days::new(days.into())
}

/// A day of the example; its tables hold only days that exist.
pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(TODAY)
}
