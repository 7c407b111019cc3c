//! What is followed up (督办): the commitments of a department that are past their deadline or near it.

use super::{
    commitment::{Commitment, Progress},
    id::DepartmentId,
    row::CommitmentRow,
    world::World,
};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// How many days before its deadline a commitment is first followed up by a letter.
pub const AHEAD_DAYS: u64 = 7;

/// The last deadline that a letter of this day asks about.
pub fn last_deadline(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(AHEAD_DAYS)).unwrap_or(day)
}

/// What a letter of `day` asks each department about, those past their deadline first. A commitment asks
/// its lead department, and the supporting ones with it; what a department has returned, what was reported
/// done, and what is owed to an issue that has left asks nobody; nor does what nobody was given yet
/// ([`waits_for_assignment`]).
pub fn pressing(world: &World, day: NaiveDate) -> BTreeMap<DepartmentId, Vec<&Commitment>> {
    let mut asked: BTreeMap<DepartmentId, Vec<&Commitment>> = BTreeMap::new();
    for commitment in by_deadline(world, world.commitments(), day) {
        for department in commitment.departments() {
            asked.entry(department).or_default().push(commitment);
        }
    }
    asked
}

/// The same of one department.
pub fn pressing_on(world: &World, department: DepartmentId, day: NaiveDate) -> Vec<&Commitment> {
    let asks_it = |it: &&Commitment| it.departments().any(|id| id == department);
    by_deadline(world, world.commitments().filter(asks_it), day)
}

/// What a letter of `day` asks about, the earliest deadline first.
fn by_deadline<'w>(
    world: &'w World,
    commitments: impl Iterator<Item = &'w Commitment>,
    day: NaiveDate,
) -> Vec<&'w Commitment> {
    let due = commitments.filter_map(|it| Some((deadline(world, it, day)?, it)));
    let mut due: Vec<(NaiveDate, &Commitment)> = due.collect();
    due.sort_by_key(|(due, it)| (*due, it.id));
    due.into_iter().map(|(_, it)| it).collect()
}

/// The deadline that a letter of `day` asks about, if it does.
fn deadline(world: &World, commitment: &Commitment, day: NaiveDate) -> Option<NaiveDate> {
    let issue = world.issue(commitment.issue).filter(|_| !commitment.retracted)?;
    let is_open = commitment.is_owed() && !commitment.has_lapsed(issue.status);
    pressing_by(is_open, commitment.progress(), commitment.due(), day)
}

/// The same by the row of a list.
pub fn row_deadline(row: &CommitmentRow, day: NaiveDate) -> Option<NaiveDate> {
    pressing_by(row.is_open(), row.progress, row.due, day)
}

/// The one rule of what a letter of `day` asks about: what is still to be done where it was promised, by a
/// department that has it, past its deadline or near it.
fn pressing_by(
    is_open: bool,
    progress: Progress,
    due: Option<NaiveDate>,
    day: NaiveDate,
) -> Option<NaiveDate> {
    let is_with_a_department = !matches!(progress, Progress::Unassigned | Progress::Returned);
    near(is_open, due, day).filter(|_| is_with_a_department)
}

/// The deadline of what is still to be done, where it is past it or near it on a day.
fn near(is_open: bool, due: Option<NaiveDate>, day: NaiveDate) -> Option<NaiveDate> {
    due.filter(|due| is_open && *due <= last_deadline(day))
}

/// Whether a letter of `day` would ask about the row of a list if it had been assigned to its department.
pub fn waits_for_assignment(row: &CommitmentRow, day: NaiveDate) -> bool {
    row.progress == Progress::Unassigned && near(row.is_open(), row.due, day).is_some()
}

/// Whether a row of a list may be one that a letter of some day asks about.
pub fn may_press(row: &CommitmentRow) -> bool {
    row_deadline(row, NaiveDate::MAX).is_some()
}
