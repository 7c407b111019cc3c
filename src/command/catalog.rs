//! The rows of all lists, kept in step with the store: what names are looked up in.

mod flat;
mod gathered;
mod kept;
mod naming;
mod packed;
mod partly;
mod rows;
mod shared;
mod sorted;
mod tied;
mod ties;

pub use self::gathered::{Gathered, LISTED};
pub use self::kept::{Blocks, Unread};
use self::naming::told_apart;
pub use self::packed::{PackedRows, Slot};
pub use self::rows::Rows;
#[cfg(test)]
pub(crate) use self::shared::looked_at;
use self::ties::{Called, Collected, Tied, Ties};
use super::fill::{Directory, Found, Likelihood};
use super::several::unpadded;
use crate::domain::date::DateSpan;
use crate::domain::entity::Entity;
use crate::domain::follow_up::{row_deadline, waits_for_assignment};
use crate::domain::id::{
    CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, PersonId, SessionId, StudioId,
};
use crate::domain::number::CaseNumber;
use crate::domain::offer::{Offers, Wanted, offers};
use crate::domain::row::{
    CommitmentRow, DepartmentRow, IssueRow, PersonRow, SessionRow, StudioRow,
};
use crate::domain::sealed::{DocumentKind, DocumentNumber, Numbered};
use crate::domain::session::SessionStatus;
use crate::domain::short::Short;
use crate::domain::text::fold_width;
use crate::domain::world::World;
use crate::search::naming::{readings, split_unit};
use crate::search::near::Near;
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// All rows, by id. Retracted entities are not in it.
///
/// A copy is cheap however many rows there are: it shares them.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Studios.
    pub studios: Rows<StudioId, StudioRow>,
    /// People.
    pub people: Rows<PersonId, PersonRow>,
    /// Departments.
    pub departments: Rows<DepartmentId, DepartmentRow>,
    /// Issues.
    pub issues: PackedRows<IssueId, IssueRow>,
    /// Sessions.
    pub sessions: PackedRows<SessionId, SessionRow>,
    /// Commitments.
    pub commitments: PackedRows<CommitmentId, CommitmentRow>,
    ties: Ties,
}

/// Puts a row in, or takes it out when the entity was retracted; hands the one that was there and
/// the one that is there now to `tie`. A row that says the same as before stays the same one.
fn place<Id: Ord + Clone, Row: Called + PartialEq>(
    rows: &mut Rows<Id, Row>,
    ties: Option<&mut Ties>,
    id: Id,
    row: Option<Row>,
) {
    if rows.get(&id) == row.as_ref() {
        return;
    }
    let row = row.map(Arc::new);
    let before = match &row {
        Some(row) => rows.insert(id, Arc::clone(row)),
        None => rows.remove(&id),
    };
    if let Some(ties) = ties {
        ties.call(before.as_deref(), false);
        ties.call(row.as_deref(), true);
    }
}

/// The same for rows that lie packed.
fn pack<Id, Row>(rows: &mut PackedRows<Id, Row>, ties: Option<&mut Ties>, id: Id, row: Option<&Row>)
where
    Id: Ord + Copy + Short + Into<EntityId>,
    Row: Tied + PartialEq + Serialize + DeserializeOwned,
{
    let before = rows.get(&id);
    if before.as_ref() == row {
        return;
    }
    let slot = match row {
        Some(row) => rows.insert(id, row),
        None => rows.remove(&id),
    };
    if let Some((ties, slot)) = ties.zip(slot) {
        ties.tie(before.as_ref(), slot, false);
        ties.tie(row, slot, true);
    }
}

impl Catalog {
    /// The catalog of everything.
    pub fn of(world: &World) -> Self {
        let mut catalog = Self::default();
        for entity in world.entities() {
            catalog.place(entity, world, false);
        }
        catalog.ties = Collected::of(&catalog).finish();
        catalog
    }

    /// How many rows there are in all.
    pub const fn len(&self) -> usize {
        self.studios.len()
            + self.people.len()
            + self.departments.len()
            + self.issues.len()
            + self.sessions.len()
            + self.commitments.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the studios are: district and township, one after the other, and what they are called, which
    /// often begins with their place; each once.
    pub fn studio_areas(&self) -> Vec<String> {
        let areas = self.studios.values().flat_map(|row| [&row.area, &row.name]);
        let mut areas: Vec<String> = areas.map(ToString::to_string).collect();
        areas.sort_unstable();
        areas.dedup();
        areas
    }

    /// Brings the rows of all entities at hand up to date, but for issues whose commitments are not
    /// all at hand, and commitments whose issue is not: their rows tell of one another.
    pub fn update(&mut self, world: &World) {
        for entity in world.entities() {
            self.place(entity, world, true);
        }
    }

    fn place(&mut self, entity: &Entity, world: &World, tie: bool) {
        let ties = tie.then_some(&mut self.ties);
        let is_there = !entity.is_retracted();
        match entity {
            Entity::Studio(it) => {
                place(&mut self.studios, ties, it.id, is_there.then(|| it.into()));
            }
            Entity::Person(it) => {
                place(&mut self.people, ties, it.id, is_there.then(|| it.into()));
            }
            Entity::Department(it) => {
                place(&mut self.departments, ties, it.id, is_there.then(|| it.into()));
            }
            Entity::Issue(it) => {
                if it.commitments.iter().all(|id| world.commitment(*id).is_some()) {
                    let row = is_there.then(|| IssueRow::of(it, world));
                    pack(&mut self.issues, ties, it.id, row.as_ref());
                }
            }
            Entity::Session(it) => {
                let before = self.sessions.get(&it.id);
                let row = is_there.then(|| SessionRow::of(it, world, before.as_ref()));
                pack(&mut self.sessions, ties, it.id, row.as_ref());
            }
            Entity::Commitment(it) => {
                if let Some(issue) = world.issue(it.issue) {
                    let row = is_there.then(|| CommitmentRow::of(it, issue.status));
                    pack(&mut self.commitments, ties, it.id, row.as_ref());
                }
            }
            Entity::Line(_) | Entity::Evidence(_) | Entity::Settings(_) => {}
        }
    }

    /// The label of a commitment: the number of its issue and its place.
    pub fn commitment_label(&self, row: &CommitmentRow) -> String {
        let number = self.issues.get(&row.issue).map(|issue| issue.number);
        format!("{}/{}", number.as_ref().map_or("?", CaseNumber::as_str), row.ordinal)
    }

    fn find_numbered(&self, kind: EntityKind, text: &str) -> Found {
        let Ok(number) = CaseNumber::parse(text) else { return Found::None };
        let text = number.as_str();
        let found = match kind {
            EntityKind::Issue => self.issues_called(text, |row| row.number == number),
            _ => self.sessions_called(text, |row| row.number == number),
        };
        found.first().map_or(Found::None, |id| Found::One(*id))
    }

    fn find_commitment(&self, text: &str) -> Found {
        let Some((number, ordinal)) = text.rsplit_once('/') else { return Found::None };
        let (Ok(ordinal), Found::One(issue)) =
            (ordinal.trim().parse::<u16>(), self.find_numbered(EntityKind::Issue, number))
        else {
            return Found::None;
        };
        let Ok(issue) = IssueId::try_from(issue) else { return Found::None };
        let rows = self.commitments_of(issue).filter(|row| row.ordinal == ordinal);
        one_of(rows.map(|row| row.id.into()))
    }

    fn find_titled(&self, kind: EntityKind, text: &str) -> Found {
        let found = match kind {
            EntityKind::Issue => self.issues_called(text, |row| &*row.title == text),
            _ => self.sessions_called(text, |row| &*row.title == text),
        };
        one_of(found.into_iter())
    }

    fn find_studio(&self, text: &str) -> Found {
        let kind = EntityKind::Studio;
        let code = fold_width(text).to_uppercase();
        let is_coded = |id| self.studios.get(&id).is_some_and(|row| *row.code == *code);
        let is_named = |id| self.studios.get(&id).is_some_and(|row| &*row.name == text);
        let by_code = self.called(kind, &code, is_coded).next();
        by_code.map_or_else(|| one_of(self.called(kind, text, is_named)), Found::One)
    }

    /// A department by full name, short name, `name (district)`, or district and name.
    fn find_department(&self, text: &str) -> Found {
        let is_called = |row: &DepartmentRow, name: &str| {
            &*row.name == name || (!row.short.is_empty() && &*row.short == name)
        };
        let in_place = |row: &DepartmentRow| {
            text.strip_prefix(&*row.district)
                .is_some_and(|rest| !rest.is_empty() && (rest == &*row.name || rest == &*row.short))
        };
        let called = |name: &str, is_meant: &dyn Fn(&DepartmentRow) -> bool| {
            let is_one = |id| self.departments.get(&id).is_some_and(is_meant);
            one_of(self.called(EntityKind::Department, name, is_one))
        };
        readings(text)
            .map(|(name, unit)| {
                called(name, &|row| {
                    is_called(row, name) && unit.is_none_or(|unit| &*row.district == unit)
                })
            })
            .chain(std::iter::once_with(|| called(text, &in_place)))
            .find(|found| *found != Found::None)
            .unwrap_or(Found::None)
    }

    /// The departments that people may mean by a text that is no registered name: by the tail of the
    /// name, or its usual short form. Looks at each of them.
    pub fn departments_meant<'t>(&'t self, text: &'t str) -> impl Iterator<Item = DepartmentId> {
        let meant = self.departments.values().filter(move |row| row.called().is_meant_by(text));
        meant.map(|row| row.id)
    }

    /// A person by name, or `name (unit)`.
    fn find_person(&self, text: &str) -> Found {
        readings(text)
            .map(|(name, unit)| {
                let is_one = |row: &PersonRow| {
                    &*row.name == name && unit.is_none_or(|unit| &*row.unit == unit)
                };
                let is_it = |id| self.people.get(&id).is_some_and(is_one);
                one_of(self.called(EntityKind::Person, name, is_it))
            })
            .find(|found| *found != Found::None)
            .unwrap_or(Found::None)
    }
}

impl Catalog {
    /// The numbers of all final documents, with what they are about.
    fn document_numbers(&self) -> impl Iterator<Item = (EntityId, Numbered)> {
        let of = |id: EntityId, numbers: Vec<Numbered>| numbers.into_iter().map(move |it| (id, it));
        let of_sessions = self.sessions.values();
        let of_sessions = of_sessions.flat_map(move |row| of(row.id.into(), row.document_numbers));
        let of_commitments = self.commitments.values();
        let of_commitments =
            of_commitments.flat_map(move |row| of(row.id.into(), row.document_numbers));
        of_sessions.chain(of_commitments)
    }

    /// The final documents that bear a number under a code, with what they are about.
    pub fn documents_numbered<'n>(
        &'n self,
        code: &'n str,
        number: DocumentNumber,
    ) -> impl Iterator<Item = (EntityId, Numbered)> + use<'n> {
        self.document_numbers().filter(move |(_, it)| it.code == code && it.number == number)
    }

    /// Whether a final document of this kind about something bears a number.
    pub fn has_number(&self, of: EntityId, kind: DocumentKind) -> bool {
        self.document_numbers().any(|(by, it)| by == of && it.kind == kind)
    }

    /// The serial number behind the largest that was given in a year under a code.
    pub fn free_serial(&self, code: &str, year: i32) -> u32 {
        let given = self.document_numbers().map(|(_, it)| it);
        let given = given.filter(|it| it.code == code && it.number.year == year);
        given.map(|it| it.number.serial).max().unwrap_or(0).saturating_add(1)
    }
}

impl Catalog {
    /// The commitments that somebody asks for, of a department or of all, the earliest deadline first.
    pub fn by_deadline(
        &self,
        department: Option<DepartmentId>,
        wanted: impl Fn(&CommitmentRow) -> bool,
    ) -> Vec<CommitmentId> {
        let is_its = |row: &CommitmentRow| {
            let mut departments = row.lead.iter().chain(&row.supporting);
            department.is_none_or(|department| departments.any(|id| *id == department))
        };
        let rows = self.commitments.values();
        let mut rows: Vec<CommitmentRow> = rows.filter(|row| wanted(row) && is_its(row)).collect();
        rows.sort_by_key(|row| (row.due, row.id));
        rows.into_iter().map(|row| row.id).collect()
    }
}

impl Directory for Catalog {
    fn held_on(&self, session: EntityId) -> Option<NaiveDate> {
        let row = self.sessions.get(&SessionId::try_from(session).ok()?)?;
        Some(row.on.last())
    }

    fn planned(&self, studio: StudioId, on: DateSpan, title: &str) -> Option<SessionRow> {
        let is_it = |row: &SessionRow| {
            row.on == on && *row.title == *title && row.status != SessionStatus::Cancelled
        };
        self.sessions_of(Some(studio)).find(is_it)
    }

    fn find(&self, kind: EntityKind, text: &str) -> Found {
        let text = text.trim();
        if let Some(found) = self.find_id(kind, text) {
            return found;
        }
        match kind {
            EntityKind::Studio => self.find_studio(text),
            EntityKind::Person => match (self.find_person(text), unpadded(text)) {
                (Found::None, Some(text)) => self.find_person(&text),
                (found, _) => found,
            },
            EntityKind::Department => match self.find_department(text) {
                Found::None => one_of(self.departments_meant(text).map(EntityId::from)),
                found => found,
            },
            EntityKind::Issue | EntityKind::Session => {
                let text = text.trim_start_matches(['#', '＃']);
                match self.find_numbered(kind, text) {
                    Found::None => self.find_titled(kind, text),
                    found => found,
                }
            }
            EntityKind::Commitment => self.find_commitment(&fold_width(text)),
            EntityKind::Line | EntityKind::Evidence | EntityKind::Settings => Found::None,
        }
    }

    fn studio_in_part(&self, text: &str) -> Option<EntityId> {
        // One character is a part of too many.
        text.trim().chars().nth(1)?;
        match self.partly(EntityKind::Studio, text).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    fn nearly_called(&self, text: &str, likelihood: Likelihood) -> Vec<EntityId> {
        if split_unit(text).is_some() {
            return Vec::new();
        }
        let near = Near::of(text, likelihood);
        let meant = self.people.values().filter(|row| near.is_of(&row.name));
        meant.map(|row| row.id.into()).collect()
    }

    fn person(&self, id: PersonId) -> Option<&PersonRow> {
        self.people.get(&id)
    }

    fn offers(&self, wanted: &Wanted<'_>) -> Offers {
        let talked = |row: &IssueRow| self.told_of(row.id);
        offers(self.issues.values(), self.sessions.values(), talked, wanted)
    }

    fn pressing_on(&self, department: DepartmentId, day: NaiveDate) -> Vec<CommitmentId> {
        self.by_deadline(Some(department), |row| row_deadline(row, day).is_some())
    }

    fn unassigned_on(&self, department: DepartmentId, day: NaiveDate) -> Vec<CommitmentId> {
        self.by_deadline(Some(department), |row| waits_for_assignment(row, day))
    }

    fn spoken(&self) -> super::grammar::Names {
        super::grammar::Names::of(self)
    }

    fn name(&self, id: EntityId) -> Option<String> {
        match id.kind {
            EntityKind::Studio => {
                self.studios.get(&StudioId::try_from(id).ok()?).map(|row| row.name.to_string())
            }
            EntityKind::Person => {
                let row = self.people.get(&PersonId::try_from(id).ok()?)?;
                Some(told_apart(id, &row.name, &row.unit, |text| self.find_person(text)))
            }
            EntityKind::Department => {
                let row = self.departments.get(&DepartmentId::try_from(id).ok()?)?;
                Some(told_apart(id, &row.name, &row.district, |text| self.find_department(text)))
            }
            EntityKind::Issue => {
                self.issues.get(&IssueId::try_from(id).ok()?).map(|row| row.number.to_string())
            }
            EntityKind::Session => {
                self.sessions.get(&SessionId::try_from(id).ok()?).map(|row| row.number.to_string())
            }
            EntityKind::Commitment => {
                let row = self.commitments.get(&CommitmentId::try_from(id).ok()?)?;
                Some(self.commitment_label(&row))
            }
            EntityKind::Line | EntityKind::Evidence | EntityKind::Settings => None,
        }
    }
}

impl Catalog {
    /// An id written out, which scripts may use instead of a name.
    fn find_id(&self, kind: EntityKind, text: &str) -> Option<Found> {
        if text.len() != 32 {
            return None;
        }
        let bytes = text.parse::<IssueId>().ok()?.to_bytes();
        let id = EntityId { kind, bytes };
        self.name(id).map(|_name| Found::One(id))
    }
}

fn one_of(mut ids: impl Iterator<Item = EntityId>) -> Found {
    match (ids.next(), ids.next()) {
        (None, _) => Found::None,
        (Some(id), None) => Found::One(id),
        (Some(first), Some(second)) => {
            Found::Several([first, second].into_iter().chain(ids).collect())
        }
    }
}

impl crate::i18n::wording::Names for Catalog {
    /// The title or name, as sentences quote it.
    fn name(&self, id: EntityId) -> Option<String> {
        match id.kind {
            EntityKind::Issue => {
                self.issues.get(&IssueId::try_from(id).ok()?).map(|row| row.title.to_string())
            }
            EntityKind::Session => {
                self.sessions.get(&SessionId::try_from(id).ok()?).map(|row| row.title.to_string())
            }
            EntityKind::Commitment => {
                let row = self.commitments.get(&CommitmentId::try_from(id).ok()?)?;
                Some(row.matter.to_string())
            }
            _ => Directory::name(self, id),
        }
    }
}

#[cfg(test)]
mod tests;
