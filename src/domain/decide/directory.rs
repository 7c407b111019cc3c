//! Studios, people and departments.

use super::{
    Moment, all_standing, block_or_empty, clean_source, line, line_or_empty, not_there, once_each,
    span_not_in_future, standing,
};
use crate::domain::{
    department::DepartmentFacts,
    entity::Entity,
    event::{Added, Changed, Event},
    id::{DepartmentId, EntityKind, PersonId, StudioId},
    person::PersonFacts,
    provenance::Source,
    refusal::{Field, Refusal},
    studio::StudioFacts,
    text::{NAME_CHARS, SHORT_CHARS},
    world::World,
};

pub(super) fn add_studio(
    world: &World,
    id: StudioId,
    facts: &StudioFacts,
    source: Option<&Source>,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, id)?;
    let facts = check_studio(world, id, None, facts, moment)?;
    Ok(vec![Event::StudioAdded(Added { id, facts, source: clean_source(source)? })])
}

pub(super) fn edit_studio(
    world: &World,
    id: StudioId,
    facts: &StudioFacts,
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    let from = standing(world.studio(id), id, |it| it.retracted)?.facts.clone();
    let to = check_studio(world, id, Some(&from), facts, moment)?;
    Ok(changed(id, from, to).map(Event::StudioEdited).into_iter().collect())
}

/// Cleans what is stated. A code or name that stays as it was is not asked about again: what has
/// twins from before can still be edited.
pub(super) fn check_studio(
    world: &World,
    id: StudioId,
    was: Option<&StudioFacts>,
    facts: &StudioFacts,
    moment: &Moment,
) -> Result<StudioFacts, Refusal> {
    let name = line(Field::Name, &facts.name, NAME_CHARS)?;
    let township = line_or_empty(Field::Township, &facts.township, NAME_CHARS)?;
    let keeps_code = was.is_some_and(|was| was.code == facts.code);
    let keeps_name = was.is_some_and(|was| was.name == name && was.township == township);
    for other in world.studios().filter(|other| other.id != id) {
        if !keeps_code && other.holds_code(&facts.code) {
            return Err(Refusal::Taken { field: Field::Code, by: other.id.into() });
        }
        let is_namesake =
            !other.retracted && other.facts.name == name && other.facts.township == township;
        if is_namesake && !keeps_name {
            return Err(Refusal::Taken { field: Field::Name, by: other.id.into() });
        }
    }
    all_standing(world, facts.convenor.iter().chain(&facts.members).copied())?;
    if let Some(founded) = facts.founded {
        span_not_in_future(founded, moment)?;
    }
    Ok(StudioFacts {
        name,
        code: facts.code.clone(),
        kind: facts.kind,
        district: line_or_empty(Field::District, &facts.district, NAME_CHARS)?,
        township,
        founded: facts.founded,
        convenor: facts.convenor,
        members: once_each(&facts.members),
        note: block_or_empty(Field::Note, &facts.note)?,
    })
}

pub(super) fn add_person(
    world: &World,
    id: PersonId,
    facts: &PersonFacts,
    source: Option<&Source>,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, id)?;
    let facts = check_person(world, id, None, facts)?;
    Ok(vec![Event::PersonAdded(Added { id, facts, source: clean_source(source)? })])
}

pub(super) fn edit_person(
    world: &World,
    id: PersonId,
    facts: &PersonFacts,
) -> Result<Vec<Event>, Refusal> {
    let from = standing(world.person(id), id, |it| it.retracted)?.facts.clone();
    let to = check_person(world, id, Some(&from), facts)?;
    Ok(changed(id, from, to).map(Event::PersonEdited).into_iter().collect())
}

/// Cleans what is stated; the same name and unit are the same person, but for twins from before.
pub(super) fn check_person(
    world: &World,
    id: PersonId,
    was: Option<&PersonFacts>,
    facts: &PersonFacts,
) -> Result<PersonFacts, Refusal> {
    all_standing(world, facts.department)?;
    let checked = PersonFacts {
        name: line(Field::Name, &facts.name, NAME_CHARS)?,
        side: facts.side,
        unit: line_or_empty(Field::Unit, &facts.unit, SHORT_CHARS)?,
        title: line_or_empty(Field::Post, &facts.title, NAME_CHARS)?,
        sector: line_or_empty(Field::Sector, &facts.sector, NAME_CHARS)?,
        phone: line_or_empty(Field::Phone, &facts.phone, NAME_CHARS)?,
        department: facts.department,
        note: block_or_empty(Field::Note, &facts.note)?,
    };
    let is_kept = was.is_some_and(|was| was.name == checked.name && was.unit == checked.unit);
    let taken = world.called(EntityKind::Person, &checked.name).find(|other| {
        matches!(other, Entity::Person(other) if !is_kept
            && other.id != id
            && !other.retracted
            && other.facts.name == checked.name
            && other.facts.unit == checked.unit)
    });
    match taken {
        Some(other) => Err(Refusal::Taken { field: Field::Name, by: other.id() }),
        None => Ok(checked),
    }
}

pub(super) fn add_department(
    world: &World,
    id: DepartmentId,
    facts: &DepartmentFacts,
    source: Option<&Source>,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, id)?;
    let facts = check_department(world, id, None, facts)?;
    Ok(vec![Event::DepartmentAdded(Added { id, facts, source: clean_source(source)? })])
}

pub(super) fn edit_department(
    world: &World,
    id: DepartmentId,
    facts: &DepartmentFacts,
) -> Result<Vec<Event>, Refusal> {
    let from = standing(world.department(id), id, |it| it.retracted)?.facts.clone();
    let to = check_department(world, id, Some(&from), facts)?;
    Ok(changed(id, from, to).map(Event::DepartmentEdited).into_iter().collect())
}

pub(super) fn check_department(
    world: &World,
    id: DepartmentId,
    was: Option<&DepartmentFacts>,
    facts: &DepartmentFacts,
) -> Result<DepartmentFacts, Refusal> {
    let checked = DepartmentFacts {
        name: line(Field::Name, &facts.name, NAME_CHARS)?,
        short: line_or_empty(Field::Short, &facts.short, NAME_CHARS)?,
        district: line_or_empty(Field::District, &facts.district, NAME_CHARS)?,
        contact: line_or_empty(Field::Contact, &facts.contact, NAME_CHARS)?,
        phone: line_or_empty(Field::Phone, &facts.phone, NAME_CHARS)?,
    };
    // The same bureau exists in every district, so only both together are unique.
    let is_kept =
        was.is_some_and(|was| was.name == checked.name && was.district == checked.district);
    let taken = world.called(EntityKind::Department, &checked.name).find(|other| {
        matches!(other, Entity::Department(other) if !is_kept
            && other.id != id
            && !other.retracted
            && other.facts.name == checked.name
            && other.facts.district == checked.district)
    });
    match taken {
        Some(other) => Err(Refusal::Taken { field: Field::Name, by: other.id() }),
        None => Ok(checked),
    }
}

/// The change, or nothing where both sides say the same.
pub(super) fn changed<Id, Facts: PartialEq>(
    id: Id,
    from: Facts,
    to: Facts,
) -> Option<Changed<Id, Facts>> {
    (from != to).then_some(Changed { id, from, to })
}
