//! Whom a row names: those who are known, and those who are added beside it.

use super::super::{
    called::{Called, Unit},
    cell::Cells,
    fault::Problem,
    ground::Meant,
};
use super::Planner;
use crate::domain::{
    action::Action,
    department::DepartmentFacts,
    id::{DepartmentId, EntityId, IssueId, PersonId, StudioId},
    person::{PersonFacts, Side},
    studio::StudioFacts,
    world::World,
};
use std::collections::BTreeSet;

impl<'p> Planner<'p, '_> {
    /// The studio that a cell names; one that is missing is added where that is wished.
    pub(in crate::exchange::table) fn studio_of(
        &mut self,
        cells: &mut Cells<'p>,
        beside: &mut Vec<Action>,
    ) -> Option<StudioId> {
        let text = cells.mark("studio");
        // A row that says another one says something else.
        if !text.is_empty() {
            cells.said("studio", text);
        }
        if text.is_empty() {
            let usual = self.options.studio;
            if usual.is_none() {
                cells.wrong("studio", Problem::Missing);
            }
            return usual;
        }
        match self.directory.studio_called(text) {
            Meant::One(id) => Some(id),
            Meant::Several(count) => {
                cells.wrong("studio", Problem::Several { count });
                None
            }
            Meant::Nobody if self.options.add_missing => self.new_studio(text, beside),
            Meant::Nobody => {
                cells.wrong("studio", Problem::NoStudio);
                None
            }
        }
    }

    fn new_studio(&mut self, name: &str, beside: &mut Vec<Action>) -> Option<StudioId> {
        let directory = &self.directory;
        let code = self.ground.stored.code(name, &|code| directory.has_code(code))?;
        let facts = StudioFacts::named(name, code);
        let id = StudioId::from_bytes((self.ground.ids)());
        beside.push(Action::AddStudio { id, facts, source: Some(self.source()) });
        Some(id)
    }

    /// The departments that a cell names; those that are missing are added where that is wished.
    pub(in crate::exchange::table) fn departments_of(
        &mut self,
        cells: &mut Cells<'p>,
        field: &'static str,
        beside: &mut Vec<Action>,
    ) -> Vec<DepartmentId> {
        let mut ids = Vec::new();
        for name in cells.names(field) {
            let name = name.trim_end_matches('等');
            let meant = self.directory.departments_called(name);
            let id = match Meant::of(&meant) {
                Meant::One(id) => Some(id),
                Meant::Several(count) => {
                    let known = self.answering(&meant);
                    if known.is_none() {
                        cells.wrong(field, Problem::Several { count });
                    }
                    known
                }
                Meant::Nobody if self.options.add_missing => {
                    Some(self.new_department(name, beside))
                }
                Meant::Nobody => {
                    cells.wrong(field, Problem::NoDepartment);
                    None
                }
            };
            ids.extend(id.filter(|id| !ids.contains(id)));
        }
        ids
    }

    /// The one of several departments that answers for what the row is about already.
    fn answering(&mut self, several: &[DepartmentId]) -> Option<DepartmentId> {
        let issue = IssueId::try_from(self.about?).ok()?;
        let world = self.ground.stored.around(issue.into());
        let commitments = world.commitments_of(world.issue(issue)?);
        let known: BTreeSet<DepartmentId> = commitments
            .flat_map(|it| it.facts.departments())
            .filter(|id| several.contains(id))
            .collect();
        let mut known = known.into_iter();
        known.next().filter(|_| known.next().is_none())
    }

    /// A department that is added beside what the row is about, once.
    pub(in crate::exchange::table) fn new_department(
        &mut self,
        name: &str,
        beside: &mut Vec<Action>,
    ) -> DepartmentId {
        let is_it = |action: &&Action| matches!(action, Action::AddDepartment { facts, .. } if facts.name == name);
        if let Some(Action::AddDepartment { id, .. }) = beside.iter().find(is_it) {
            return *id;
        }
        let id = DepartmentId::from_bytes((self.ground.ids)());
        let facts = DepartmentFacts::named(name);
        beside.push(Action::AddDepartment { id, facts, source: Some(self.source()) });
        id
    }

    /// A person that is added beside what the row is about.
    pub(in crate::exchange::table) fn new_person(
        &mut self,
        facts: PersonFacts,
        beside: &mut Vec<Action>,
    ) -> PersonId {
        let id = PersonId::from_bytes((self.ground.ids)());
        beside.push(Action::AddPerson { id, facts, source: Some(self.source()) });
        id
    }

    /// How a row with columns for a name and a unit calls somebody. Brackets behind a name hold a unit
    /// where no column says one, or where they tell somebody who is known.
    pub(in crate::exchange::table) fn called(&self, text: &str, column: &Unit) -> Called {
        let called = Called::of(text, column);
        let is_known = || self.directory.person_of(&called.name, called.unit()).is_some();
        match (&called.unit, column) {
            _ if self.directory.has_name(text) => Called::whole(text, column),
            (Unit::Of(unit), Unit::Of(own)) if unit != own && !is_known() => {
                Called::whole(text, column)
            }
            _ => called,
        }
    }

    /// The one of some people whom a name means, all of whom are there already. A unit may be news about
    /// them, unless somebody else is known to be of it.
    pub(in crate::exchange::table) fn of_these(
        &mut self,
        these: &[PersonId],
        called: &Called,
    ) -> Option<PersonId> {
        let facts = |id: &PersonId| self.directory.person(*id).map(|it| &it.facts);
        let is_known = self.directory.person_of(&called.name, called.unit()).is_some();
        let fits = |it: &PersonFacts| called.fits(&it.name, &it.unit);
        let lacks = |it: &PersonFacts| !is_known && it.name == called.name && it.unit.is_empty();
        let of = |is_meant: &dyn Fn(&PersonFacts) -> bool| {
            these.iter().copied().find(|id| facts(id).is_some_and(is_meant))
        };
        let id = of(&fits).or_else(|| of(&lacks))?;
        if called.unit == Unit::New {
            self.said_new.insert(called.name.clone(), id);
        }
        Some(id)
    }

    /// The person that a row calls so, among those who are known and those whom it adds itself.
    ///
    /// # Errors
    /// Why it is not known who is meant.
    pub(in crate::exchange::table) fn person_meant(
        &self,
        called: &Called,
        beside: &[Action],
    ) -> Result<Option<PersonId>, Problem> {
        match self.directory.person_called(called) {
            // Who is said to be new in several rows is one person.
            Meant::One(id)
                if called.unit == Unit::New && self.said_new.get(&called.name) != Some(&id) =>
            {
                Err(Problem::Namesake)
            }
            Meant::One(id) => Ok(Some(id)),
            Meant::Several(count) => Err(Problem::Several { count }),
            Meant::Nobody => Ok(beside.iter().find_map(|action| match action {
                Action::AddPerson { id, facts, .. } if called.fits(&facts.name, &facts.unit) => {
                    Some(*id)
                }
                _ => None,
            })),
        }
    }

    /// Somebody whom nobody knows yet, beside what the row is about.
    pub(in crate::exchange::table) fn newcomer(
        &mut self,
        called: &Called,
        facts: PersonFacts,
        beside: &mut Vec<Action>,
    ) -> PersonId {
        let (name, unit) = (called.name.clone(), called.unit().to_owned());
        let id = self.new_person(PersonFacts { name, unit, ..facts }, beside);
        if called.unit == Unit::New {
            self.said_new.insert(called.name.clone(), id);
        }
        id
    }

    /// Whoever raised something and is called so: a member or an official too, for one person has many
    /// hats. Who is known by nobody is of the public.
    ///
    /// # Errors
    /// Why it is not known who is meant.
    pub(in crate::exchange::table) fn raiser(
        &mut self,
        called: &Called,
        phone: &str,
        beside: &mut Vec<Action>,
    ) -> Result<PersonId, Problem> {
        if let Some(id) = self.person_meant(called, beside)? {
            return Ok(id);
        }
        let phone = phone.to_owned();
        let facts = PersonFacts { phone, ..PersonFacts::named("", Side::Public) };
        Ok(self.newcomer(called, facts, beside))
    }

    /// The world in which a row is tried: its directory entries, and what else is known.
    pub(in crate::exchange::table) fn world_of(
        &self,
        ids: impl IntoIterator<Item = EntityId>,
    ) -> World {
        self.directory.scratch(ids)
    }
}
