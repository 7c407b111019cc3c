//! Whom and what names stand for.

use crate::command::grammar::Names;
use crate::domain::date::DateSpan;
use crate::domain::id::{CommitmentId, DepartmentId, EntityId, EntityKind, PersonId, StudioId};
use crate::domain::offer::{Offers, Wanted};
use crate::domain::row::{PersonRow, SessionRow};
use crate::search::near::Likelihood;
use chrono::NaiveDate;

/// What looking a name up has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// This one.
    One(EntityId),
    /// Nothing.
    None,
    /// More than one; what is listed tells them apart.
    Several(Vec<EntityId>),
}

/// Names and numbers to entities, and back.
pub trait Directory {
    /// The entity of a kind that is called so: by number, code, name, or name and unit.
    fn find(&self, kind: EntityKind, text: &str) -> Found;

    /// The only studio of whose name or code a text of two characters and more is a part: `石潭` for
    /// 石潭镇委员工作室. What was understood is told before, or with, what was done.
    fn studio_in_part(&self, _text: &str) -> Option<EntityId> {
        None
    }

    /// The people who may be meant by a name that nobody has: a part of theirs, its letters, or the same
    /// with a slip in it. None where a unit is said with it.
    fn nearly_called(&self, text: &str, likelihood: Likelihood) -> Vec<EntityId>;

    /// The last day of a session, which what was promised in it counts from.
    fn held_on(&self, session: EntityId) -> Option<NaiveDate>;

    /// The session that a studio has on these days under this title and that was not called off.
    fn planned(&self, studio: StudioId, on: DateSpan, title: &str) -> Option<SessionRow>;

    /// What an entity is called, in a form that [`Directory::find`] finds again.
    fn name(&self, id: EntityId) -> Option<String>;

    /// What the directory says of a person.
    fn person(&self, id: PersonId) -> Option<&PersonRow>;

    /// What the backlog offers for the agenda of a session.
    fn offers(&self, wanted: &Wanted<'_>) -> Offers;

    /// The commitments that a department is asked about on a day, the earliest deadline first.
    fn pressing_on(&self, department: DepartmentId, day: NaiveDate) -> Vec<CommitmentId>;

    /// The commitments that a department would be asked about on a day if they had been assigned, the
    /// earliest deadline first.
    fn unassigned_on(&self, department: DepartmentId, day: NaiveDate) -> Vec<CommitmentId>;

    /// What lines of the record can name.
    fn spoken(&self) -> Names;
}

/// Without the mark that says what is meant: `@` a person, `#` an issue.
pub fn unmarked(text: &str) -> &str {
    text.trim_start_matches(['@', '＠', '#', '＃'])
}

/// Names of entities, as [`Filling`](super::Filling) reads them again.
pub(in crate::command) fn names<Id: Copy + Into<EntityId>>(
    directory: &dyn Directory,
    ids: &[Id],
) -> Vec<String> {
    ids.iter().filter_map(|id| directory.name((*id).into())).collect()
}
