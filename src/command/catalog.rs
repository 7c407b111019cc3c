//! The rows of all lists, kept in step with the store: what names are looked up in.

use super::fill::{Directory, Found};
use crate::domain::entity::Entity;
use crate::domain::id::{
    CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, PersonId, SessionId, StudioId,
};
use crate::domain::number::CaseNumber;
use crate::domain::row::{
    CommitmentRow, DepartmentRow, IssueRow, PersonRow, SessionRow, StudioRow,
};
use crate::domain::text::fold_width;
use crate::domain::world::World;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// All rows, by id. Retracted entities are not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    /// Studios.
    pub studios: BTreeMap<StudioId, StudioRow>,
    /// People.
    pub people: BTreeMap<PersonId, PersonRow>,
    /// Departments.
    pub departments: BTreeMap<DepartmentId, DepartmentRow>,
    /// Issues.
    pub issues: BTreeMap<IssueId, IssueRow>,
    /// Sessions.
    pub sessions: BTreeMap<SessionId, SessionRow>,
    /// Commitments.
    pub commitments: BTreeMap<CommitmentId, CommitmentRow>,
}

/// Puts a row in, or takes it out when the entity was retracted.
fn place<Id: Ord, Row>(rows: &mut BTreeMap<Id, Row>, id: Id, retracted: bool, row: Row) {
    if retracted {
        rows.remove(&id);
    } else {
        rows.insert(id, row);
    }
}

impl Catalog {
    /// The catalog of everything.
    pub fn of(world: &World) -> Self {
        let mut catalog = Self::default();
        catalog.update(world);
        catalog
    }

    /// Brings the rows of all entities at hand up to date, but for issues whose commitments are not
    /// all at hand, and commitments whose issue is not: their rows tell of one another.
    pub fn update(&mut self, world: &World) {
        for entity in world.entities() {
            let retracted = entity.is_retracted();
            match entity {
                Entity::Studio(it) => place(&mut self.studios, it.id, retracted, it.into()),
                Entity::Person(it) => place(&mut self.people, it.id, retracted, it.into()),
                Entity::Department(it) => {
                    place(&mut self.departments, it.id, retracted, it.into());
                }
                Entity::Issue(it) => {
                    if it.commitments.iter().all(|id| world.commitment(*id).is_some()) {
                        place(&mut self.issues, it.id, retracted, IssueRow::of(it, world));
                    }
                }
                Entity::Session(it) => {
                    place(&mut self.sessions, it.id, retracted, (&**it).into());
                }
                Entity::Commitment(it) => {
                    if let Some(issue) = world.issue(it.issue) {
                        let row = CommitmentRow::of(it, issue);
                        place(&mut self.commitments, it.id, retracted, row);
                    }
                }
                Entity::Line(_) | Entity::Evidence(_) | Entity::Settings(_) => {}
            }
        }
    }

    /// The label of a commitment: the number of its issue and its place.
    pub fn commitment_label(&self, row: &CommitmentRow) -> String {
        let number = self.issues.get(&row.issue).map_or("?", |issue| issue.number.as_str());
        format!("{number}/{}", row.ordinal)
    }

    fn find_numbered(&self, kind: EntityKind, text: &str) -> Found {
        let Ok(number) = CaseNumber::parse(text) else { return Found::None };
        let found = match kind {
            EntityKind::Issue => {
                self.issues.values().find(|row| row.number == number).map(|row| row.id.into())
            }
            _ => self.sessions.values().find(|row| row.number == number).map(|row| row.id.into()),
        };
        found.map_or(Found::None, Found::One)
    }

    fn find_commitment(&self, text: &str) -> Found {
        let Some((number, ordinal)) = text.rsplit_once('/') else { return Found::None };
        let (Ok(ordinal), Found::One(issue)) =
            (ordinal.trim().parse::<u16>(), self.find_numbered(EntityKind::Issue, number))
        else {
            return Found::None;
        };
        one_of(
            self.commitments
                .values()
                .filter(|row| EntityId::from(row.issue) == issue && row.ordinal == ordinal)
                .map(|row| row.id.into()),
        )
    }

    fn find_titled(&self, kind: EntityKind, text: &str) -> Found {
        match kind {
            EntityKind::Issue => one_of(
                self.issues.values().filter(|row| &*row.title == text).map(|row| row.id.into()),
            ),
            _ => one_of(
                self.sessions.values().filter(|row| &*row.title == text).map(|row| row.id.into()),
            ),
        }
    }

    fn find_studio(&self, text: &str) -> Found {
        let code = fold_width(text).to_uppercase();
        let by_code = self.studios.values().find(|row| *row.code == *code);
        by_code.map_or_else(
            || {
                one_of(
                    self.studios.values().filter(|row| &*row.name == text).map(|row| row.id.into()),
                )
            },
            |row| Found::One(row.id.into()),
        )
    }

    /// A department by full name, `name (district)`, district and name, or short name.
    fn find_department(&self, text: &str) -> Found {
        let (name, district) = split_unit(text);
        let exact = one_of(
            self.departments
                .values()
                .filter(|row| {
                    (&*row.name == name || (!row.short.is_empty() && &*row.short == name))
                        && district.is_none_or(|district| &*row.district == district)
                })
                .map(|row| row.id.into()),
        );
        if exact != Found::None {
            return exact;
        }
        one_of(
            self.departments
                .values()
                .filter(|row| {
                    text.strip_prefix(&*row.district).is_some_and(|rest| {
                        !rest.is_empty() && (rest == &*row.name || rest == &*row.short)
                    })
                })
                .map(|row| row.id.into()),
        )
    }

    /// A person by name, or `name (unit)`.
    fn find_person(&self, text: &str) -> Found {
        let (name, unit) = split_unit(text);
        one_of(
            self.people
                .values()
                .filter(|row| &*row.name == name && unit.is_none_or(|unit| &*row.unit == unit))
                .map(|row| row.id.into()),
        )
    }
}

impl Directory for Catalog {
    fn held_on(&self, session: EntityId) -> Option<NaiveDate> {
        let row = self.sessions.get(&SessionId::try_from(session).ok()?)?;
        Some(row.on.last())
    }

    fn find(&self, kind: EntityKind, text: &str) -> Found {
        let text = text.trim();
        if let Some(found) = self.find_id(kind, text) {
            return found;
        }
        match kind {
            EntityKind::Studio => self.find_studio(text),
            EntityKind::Person => self.find_person(text),
            EntityKind::Department => self.find_department(text),
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

    fn name(&self, id: EntityId) -> Option<String> {
        match id.kind {
            EntityKind::Studio => {
                self.studios.get(&StudioId::try_from(id).ok()?).map(|row| row.name.to_string())
            }
            EntityKind::Person => {
                let row = self.people.get(&PersonId::try_from(id).ok()?)?;
                Some(with_unit(&row.name, &row.unit, || self.find_person(&row.name)))
            }
            EntityKind::Department => {
                let row = self.departments.get(&DepartmentId::try_from(id).ok()?)?;
                Some(with_unit(&row.name, &row.district, || self.find_department(&row.name)))
            }
            EntityKind::Issue => {
                self.issues.get(&IssueId::try_from(id).ok()?).map(|row| row.number.to_string())
            }
            EntityKind::Session => {
                self.sessions.get(&SessionId::try_from(id).ok()?).map(|row| row.number.to_string())
            }
            EntityKind::Commitment => {
                let row = self.commitments.get(&CommitmentId::try_from(id).ok()?)?;
                Some(self.commitment_label(row))
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
        Some(if self.name(id).is_some() { Found::One(id) } else { Found::None })
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

/// Takes `name (unit)` apart, with brackets of either width.
fn split_unit(text: &str) -> (&str, Option<&str>) {
    text.strip_suffix([')', '）'])
        .and_then(|text| text.split_once(['(', '（']))
        .map_or((text, None), |(name, unit)| (name.trim(), Some(unit.trim())))
}

/// The name, with the unit where the name alone is not enough to find it again.
fn with_unit(name: &str, unit: &str, find: impl FnOnce() -> Found) -> String {
    match find() {
        Found::Several(_) if !unit.is_empty() => format!("{name}（{unit}）"),
        _ => name.to_owned(),
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
