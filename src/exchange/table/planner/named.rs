//! Whom a row names: those who are known, and those who are added beside it.

use super::super::{cell::Cells, fault::Problem, ground::Meant, ground::person_facts};
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

    /// Somebody of the public with this name and unit, new where nobody is known so.
    pub(in crate::exchange::table) fn public(
        &mut self,
        name: &str,
        unit: &str,
        phone: &str,
        beside: &mut Vec<Action>,
    ) -> PersonId {
        if let Some(id) = self.directory.person_of(name, unit) {
            return id;
        }
        // Who is only called by name is the one of this name who is no member or official.
        if unit.is_empty()
            && let Meant::One(id) = self.directory.person_called(name, unit)
            && self.directory.person(id).is_some_and(|it| it.facts.side == Side::Public)
        {
            return id;
        }
        let facts =
            PersonFacts { phone: phone.to_owned(), ..person_facts(name, unit, Side::Public) };
        self.new_person(facts, beside)
    }

    /// The world in which a row is tried: its directory entries, and what else is known.
    pub(in crate::exchange::table) fn world_of(
        &self,
        ids: impl IntoIterator<Item = EntityId>,
    ) -> World {
        self.directory.scratch(ids)
    }
}
