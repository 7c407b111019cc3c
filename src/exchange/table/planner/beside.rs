//! Who and what is added with the rows, told by name; and who of them may be somebody known.

use super::super::{
    column::TableKind,
    plan::{Beside, Like, NearName},
};
use super::Planner;
use crate::domain::{
    action::Action,
    entity::Entity,
    id::{EntityId, EntityKind, PersonId},
    person::{PersonFacts, Side},
    session::SessionFacts,
};
use crate::search::near::{Likelihood, Near, Neighbours};

/// The most whom one may be meant for: where there are more, their names say little.
const MOST_ALIKE: usize = 20;

/// Those who are known, from the store or from a row before.
pub(super) type Known = Neighbours<Somebody>;

/// Somebody with a name.
pub(super) struct Somebody {
    id: PersonId,
    unit: String,
    /// The row that brought them.
    line: Option<usize>,
}

impl Planner<'_, '_> {
    /// Remembers what an action adds, for the row at a line that is about something.
    pub(super) fn tell_added(&mut self, line: usize, action: &Action, about: EntityId) {
        let (id, name) = match action {
            Action::AddPerson { id, facts, .. } => {
                self.tell_near(line, *id, facts);
                (EntityId::from(*id), with_unit(&facts.name, &facts.unit))
            }
            Action::AddDepartment { id, facts, .. } => ((*id).into(), facts.name.clone()),
            Action::AddStudio { id, facts, .. } => ((*id).into(), facts.name.clone()),
            Action::PlanSession { id, facts, .. } => ((*id).into(), of_session(facts)),
            _ => return,
        };
        // A row about attendance brings its session, which is not what it is.
        if id != about || id.kind == EntityKind::Session {
            self.beside.push(Beside { line, id, name });
        }
    }

    /// Remembers whom somebody new may be meant for. Whoever was said to be new is.
    fn tell_near(&mut self, line: usize, id: PersonId, facts: &PersonFacts) {
        let is_said = self.said_new.get(&facts.name) == Some(&id);
        // Who sits in a studio is likely to be known; a row about people states whole names.
        let is_known = self.head.kind == TableKind::Studios;
        let near = Near::of(&facts.name, Likelihood::of(is_known.then_some(Side::Member)));
        let directory = &self.directory;
        let known = self.known.get_or_insert_with(|| {
            let mut known = Known::default();
            for entity in directory.world().entities().filter(|it| !it.is_retracted()) {
                if let Entity::Person(it) = entity {
                    let unit = it.facts.unit.clone();
                    known.insert(&it.facts.name, Somebody { id: it.id, unit, line: None });
                }
            }
            known
        });
        let like = known.of(&near).filter(|it| !is_said && !tell_apart(&it.unit, &facts.unit));
        let like = like.filter_map(|it| {
            let facts = &directory.person(it.id)?.facts;
            Some(Like { id: it.id, name: with_unit(&facts.name, &facts.unit), line: it.line })
        });
        let like: Vec<Like> = like.take(MOST_ALIKE).collect();
        if !like.is_empty() {
            self.near.push(NearName { line, name: with_unit(&facts.name, &facts.unit), like });
        }
        let unit = facts.unit.clone();
        known.insert(&facts.name, Somebody { id, unit, line: Some(line) });
    }
}

/// A name with the unit behind it, where there is one.
fn with_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { format!("{name}（{unit}）") }
}

/// A title with its day.
fn of_session(facts: &SessionFacts) -> String {
    format!("{}（{}）", facts.title, facts.on)
}

/// Whether two units tell that two people are meant: one that holds the other may be the same, written
/// with the post.
fn tell_apart(unit: &str, other: &str) -> bool {
    let is_within = unit.contains(other) || other.contains(unit);
    !is_within
}
