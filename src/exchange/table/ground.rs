//! What an import knows beside the file: whom the store has, and what it was told.

use super::{
    called::{Called, Unit},
    column::TableKind,
};
use crate::domain::{
    date::DateSpan,
    department::{Department, DepartmentFacts},
    entity::Entity,
    id::{DepartmentId, EntityId, IssueId, PersonId, SessionId, StudioId},
    imported::{ColumnMapping, RowDigest, RowKey},
    number::StudioCode,
    person::Person,
    studio::Studio,
    text::fold_width,
    world::World,
};
use std::collections::BTreeMap;

/// What is done about rows that say something else than what is here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Conflicts {
    /// They are told, and not taken in.
    #[default]
    Refuse,
    /// What is here stays; the row counts as seen.
    Keep,
    /// What the row says takes its place.
    Take,
}

/// What somebody wishes of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// What the table is about; guessed where nothing is said.
    pub kind: Option<TableKind>,
    /// The sheet of a workbook; the first with a known head where nothing is said.
    pub sheet: Option<String>,
    /// What columns hold: the name in the file, and the field or its name.
    pub mapped: Vec<(String, String)>,
    /// What columns of other tables were taken for; one with the same head is read in the same way.
    pub remembered: Vec<ColumnMapping>,
    /// Where past work is recorded from.
    pub source: String,
    /// The studio of issues that name none.
    pub studio: Option<StudioId>,
    /// Whether studios, departments and sessions that are missing are added.
    pub add_missing: bool,
    /// What is done about conflicts.
    pub conflicts: Conflicts,
}

/// An issue that could be the one of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Which one.
    pub id: IssueId,
    /// When it was submitted.
    pub submitted: Option<DateSpan>,
    /// Who raised it.
    pub raisers: Vec<PersonId>,
}

/// What the ledger says of an issue in one language: fields with their words.
pub type Written = Vec<(&'static str, String)>;

/// What the store is asked. Retracted entities are not there.
pub trait Stored {
    /// All studios, people and departments.
    fn directory(&mut self) -> World;

    /// Whether an entity is there.
    fn is_there(&mut self, id: EntityId) -> bool;

    /// What was taken from the row with this key before, and what it said.
    fn taken(&mut self, key: RowKey) -> Option<(EntityId, RowDigest)>;

    /// The issue, or the session, with a case number.
    fn numbered(&mut self, number: &str) -> Option<EntityId>;

    /// The issues of a studio with a title.
    fn alike(&mut self, studio: StudioId, title: &str) -> Vec<Alike>;

    /// The sessions of a studio on a day, with this title where one is said.
    fn sessions(&mut self, studio: StudioId, on: DateSpan, title: &str) -> Vec<SessionId>;

    /// An entity with everything around it.
    fn around(&mut self, id: EntityId) -> World;

    /// How the ledger writes an issue, in each language.
    fn written(&mut self, issue: IssueId) -> Vec<Written>;

    /// A code for a studio of this name that is not taken.
    fn code(&mut self, name: &str, is_taken: &dyn Fn(&StudioCode) -> bool) -> Option<StudioCode>;
}

/// Whom a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant<Id> {
    One(Id),
    Several(usize),
    Nobody,
}

impl<Id: Copy> Meant<Id> {
    pub(super) fn of(ids: &[Id]) -> Self {
        match ids {
            [] => Self::Nobody,
            [one] => Self::One(*one),
            several => Self::Several(several.len()),
        }
    }
}

/// Studios, people and departments: those of the store, and those of the file so far.
pub(super) struct Directory {
    world: World,
    studios: BTreeMap<String, Vec<StudioId>>,
    people: BTreeMap<String, Vec<(String, PersonId)>>,
    departments: BTreeMap<String, Vec<DepartmentId>>,
    /// What a text was found to mean where no name is written so.
    meant: BTreeMap<String, Vec<DepartmentId>>,
}

impl Directory {
    pub(super) fn of(world: World) -> Self {
        let mut directory = Self {
            world: World::default(),
            studios: BTreeMap::new(),
            people: BTreeMap::new(),
            departments: BTreeMap::new(),
            meant: BTreeMap::new(),
        };
        let standing = |entity: &&Entity| !entity.is_retracted();
        world.entities().filter(standing).for_each(|entity| directory.enter(entity));
        directory.world = world;
        directory
    }

    /// Lets an entity be found.
    fn enter(&mut self, entity: &Entity) {
        match entity {
            Entity::Studio(studio) => {
                for name in [studio.facts.name.clone(), studio.facts.code.as_str().to_owned()] {
                    let named = self.studios.entry(name).or_default();
                    if !named.contains(&studio.id) {
                        named.push(studio.id);
                    }
                }
            }
            Entity::Person(person) => {
                let named = self.people.entry(person.facts.name.clone()).or_default();
                named.retain(|(_, id)| *id != person.id);
                named.push((person.facts.unit.clone(), person.id));
            }
            Entity::Department(department) => {
                let facts = &department.facts;
                let near = format!("{}{}", facts.district, facts.name);
                for name in [&facts.name, &facts.short, &near] {
                    let named = self.departments.entry(name.clone()).or_default();
                    if !name.is_empty() && !named.contains(&department.id) {
                        named.push(department.id);
                    }
                }
                self.meant.clear();
            }
            _ => {}
        }
    }

    pub(super) const fn world(&self) -> &World {
        &self.world
    }

    pub(super) fn studio(&self, id: StudioId) -> Option<&Studio> {
        self.world.studio(id)
    }

    pub(super) fn person(&self, id: PersonId) -> Option<&Person> {
        self.world.person(id)
    }

    pub(super) fn department(&self, id: DepartmentId) -> Option<&Department> {
        self.world.department(id)
    }

    /// The studio with this code or name.
    pub(super) fn studio_called(&self, text: &str) -> Meant<StudioId> {
        let code = fold_width(text).trim().to_uppercase();
        let named = self.studios.get(text.trim()).or_else(|| self.studios.get(&code));
        Meant::of(named.map(Vec::as_slice).unwrap_or_default())
    }

    pub(super) fn has_code(&self, code: &StudioCode) -> bool {
        self.world.studios().any(|studio| studio.holds_code(code))
    }

    /// The person with this name and unit.
    pub(super) fn person_of(&self, name: &str, unit: &str) -> Option<PersonId> {
        let named = self.people.get(name)?;
        named.iter().find(|(its, _)| its == unit).map(|(_, id)| *id)
    }

    /// The person that a row calls so. A name alone means whoever has it: of several, the row has to say
    /// the unit.
    pub(super) fn person_called(&self, called: &Called) -> Meant<PersonId> {
        let whole = self.of_name(&called.whole);
        if called.whole != called.name && !whole.is_empty() {
            return Meant::of(&whole);
        }
        let without = || self.person_of(&called.name, called.unit());
        match &called.unit {
            Unit::Unsaid => Meant::of(&self.of_name(&called.name)),
            Unit::Dash => {
                without().map_or_else(|| Meant::of(&self.of_name(&called.name)), Meant::One)
            }
            Unit::None | Unit::New | Unit::Of(_) => without().map_or(Meant::Nobody, Meant::One),
        }
    }

    /// Everybody of a name.
    fn of_name(&self, name: &str) -> Vec<PersonId> {
        self.people.get(name).into_iter().flatten().map(|(_, id)| *id).collect()
    }

    /// Whether somebody has just this name.
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.people.get(name).is_some_and(|named| !named.is_empty())
    }

    /// The department that a text means: by its names, with its district or without, and as people
    /// call it every day.
    pub(super) fn department_called(&mut self, text: &str) -> Meant<DepartmentId> {
        Meant::of(&self.departments_called(text))
    }

    /// All that it may mean.
    pub(super) fn departments_called(&mut self, text: &str) -> Vec<DepartmentId> {
        let text = text.trim().trim_end_matches('等');
        if let Some(ids) = self.departments.get(text).filter(|ids| !ids.is_empty()) {
            return ids.clone();
        }
        if !self.meant.contains_key(text) {
            let standing = || self.world.departments().filter(|it| !it.retracted);
            let called = standing().filter(|it| it.facts.called().is_called(text));
            let mut ids: Vec<DepartmentId> = called.map(|it| it.id).collect();
            if ids.is_empty() {
                let meant = standing().filter(|it| it.facts.called().is_meant_by(text));
                ids = meant.map(|it| it.id).collect();
            }
            self.meant.insert(text.to_owned(), ids);
        }
        self.meant.get(text).cloned().unwrap_or_default()
    }

    /// The department with just this name in just this district.
    pub(super) fn department_of(&self, name: &str, district: &str) -> Option<DepartmentId> {
        let ids = self.departments.get(name)?;
        let is_it = |facts: &DepartmentFacts| facts.name == name && facts.district == district;
        ids.iter().copied().find(|id| self.department(*id).is_some_and(|it| is_it(&it.facts)))
    }

    /// The department with just this name, in whatever district.
    pub(super) fn department_named(&self, name: &str) -> Meant<DepartmentId> {
        let ids = self.departments.get(name).into_iter().flatten().copied();
        let is_named =
            |id: &DepartmentId| self.department(*id).is_some_and(|it| it.facts.name == name);
        Meant::of(&ids.filter(is_named).collect::<Vec<_>>())
    }

    /// Takes in who was added elsewhere.
    pub(super) fn take(&mut self, entity: &Entity) {
        self.enter(entity);
        self.world.load(entity.clone());
    }

    /// A world with just these in it, for what is tried.
    pub(super) fn scratch(&self, ids: impl IntoIterator<Item = EntityId>) -> World {
        let mut world = World::default();
        for id in ids {
            if let Some(entity) = self.world.entity(id) {
                world.load(entity.clone());
            }
        }
        world
    }

    /// Everybody who has this name.
    pub(super) fn namesakes(&self, name: &str) -> impl Iterator<Item = EntityId> {
        let people = self.people.get(name).into_iter().flatten().map(|(_, id)| (*id).into());
        people.chain(self.departments.get(name).into_iter().flatten().map(|id| (*id).into()))
    }
}
