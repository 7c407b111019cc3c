//! Taking the addition of an entity back, which undo needs; refused while something rests on it.

use super::{
    Moment,
    directory::{check_department, check_person, check_studio},
    issue::find_open,
    order::refuse_past_deadline,
    standing,
};
use crate::domain::{
    entity::Entity,
    event::Event,
    id::{
        CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, PersonId, SessionId, StudioId,
    },
    issue::Issue,
    refusal::Refusal,
    session::{FloorEntry, FloorMark, Guest, Session},
    workflow::Status,
    world::World,
};

pub(super) fn retract(world: &World, id: EntityId) -> Result<Vec<Event>, Refusal> {
    let entity = world.entity(id).ok_or(Refusal::Unknown(id))?;
    if entity.is_retracted() {
        return Err(Refusal::Unknown(id));
    }
    let dependent = match entity {
        Entity::Studio(studio) => uses_of_studio(world, studio.id),
        Entity::Person(person) => uses_of_person(world, person.id),
        Entity::Department(department) => uses_of_department(world, department.id),
        Entity::Issue(issue) => uses_of_issue(world, issue.id),
        Entity::Session(session) if !session.sealed.is_empty() => return Err(Refusal::Sealed(id)),
        Entity::Session(session) => uses_of_session(world, session.id),
        Entity::Commitment(commitment) => uses_of_commitment(world, commitment.id),
        Entity::Evidence(evidence) => resolved_owner(world, evidence.of),
        Entity::Line(_) | Entity::Settings(_) => return Err(Refusal::NotUndoable),
    };
    match dependent {
        Some(later) => Err(Refusal::DependsOn(later)),
        None => Ok(vec![Event::Retracted(id)]),
    }
}

pub(super) fn restore(world: &World, id: EntityId, moment: &Moment) -> Result<Vec<Event>, Refusal> {
    let entity = world.entity(id).ok_or(Refusal::Unknown(id))?;
    if !entity.is_retracted() {
        return Ok(Vec::new());
    }
    match entity {
        Entity::Issue(issue) => {
            standing(world.studio(issue.studio), issue.studio, |it| it.retracted)?;
        }
        Entity::Session(session) => {
            standing(world.studio(session.facts.studio), session.facts.studio, |it| it.retracted)?;
        }
        Entity::Commitment(commitment) => {
            let issue = find_open(world, commitment.issue)?;
            if commitment.source.is_none() {
                refuse_past_deadline(issue, world, commitment.session, &commitment.facts)?;
            }
        }
        Entity::Evidence(evidence) => {
            let owner = world.entity(evidence.of).filter(|owner| !owner.is_retracted());
            owner.ok_or(Refusal::Unknown(evidence.of))?;
        }
        Entity::Studio(studio) => {
            check_studio(world, studio.id, None, &studio.facts, moment)?;
        }
        Entity::Department(department) => {
            check_department(world, department.id, None, &department.facts)?;
        }
        Entity::Person(person) => {
            check_person(world, person.id, None, &person.facts)?;
        }
        Entity::Line(_) | Entity::Settings(_) => return Err(Refusal::NotUndoable),
    }
    Ok(vec![Event::Restored(id)])
}

fn uses_of_studio(world: &World, id: StudioId) -> Option<EntityId> {
    let issue = world.issues().find(|issue| !issue.retracted && issue.studio == id);
    let session = || {
        world.sessions().find(|session| {
            !session.retracted
                && (session.facts.studio == id || session.facts.co_studios.contains(&id))
        })
    };
    let settings = || world.settings().my_studio.filter(|studio| *studio == id);
    issue
        .map(|issue| issue.id.into())
        .or_else(|| session().map(|session| session.id.into()))
        .or_else(|| settings().map(|_| EntityId::SETTINGS))
}

fn uses_of_person(world: &World, id: PersonId) -> Option<EntityId> {
    let is_used = |entity: &&Entity| match entity {
        Entity::Studio(studio) => {
            studio.facts.convenor == Some(id) || studio.facts.members.contains(&id)
        }
        Entity::Issue(issue) => issue.facts.raisers.contains(&id),
        Entity::Session(session) => {
            session.facts.chair == Some(id)
                || session.facts.recorder == Some(id)
                || session.attendance.iter().any(|row| row.person == id)
                || is_on_floor(session, id)
                || session
                    .invitations
                    .iter()
                    .any(|it| it.guest == Guest::Person(id) || it.substitute == Some(id))
        }
        Entity::Line(line) => line.facts.speaker == Some(id),
        _ => false,
    };
    let me = || world.settings().me.filter(|me| *me == id);
    first_used(world, id.into(), USES_OF_PERSON, is_used)
        .or_else(|| me().map(|_| EntityId::SETTINGS))
}

/// In which order what speaks of a person is named, and of a department.
const USES_OF_PERSON: [EntityKind; 4] =
    [EntityKind::Studio, EntityKind::Issue, EntityKind::Session, EntityKind::Line];
const USES_OF_DEPARTMENT: [EntityKind; 4] =
    [EntityKind::Commitment, EntityKind::Session, EntityKind::Person, EntityKind::Issue];

/// The first entity that stands and uses somebody, by kinds in this order.
fn first_used(
    world: &World,
    id: EntityId,
    kinds: [EntityKind; 4],
    is_used: impl Fn(&&Entity) -> bool,
) -> Option<EntityId> {
    let uses = world.speaking_of(id).filter(|it| !it.is_retracted()).filter(is_used);
    let place = |id: &EntityId| kinds.iter().position(|kind| *kind == id.kind);
    uses.map(Entity::id).filter(|id| place(id).is_some()).min_by_key(|id| (place(id), *id))
}

/// Whether somebody spoke or waits to.
fn is_on_floor(session: &Session, id: PersonId) -> bool {
    let spoke = |entry: &FloorEntry| matches!(entry.mark, FloorMark::SpeechBegun { person, .. } if person == id);
    session.floor.standing().any(spoke) || session.floor.queue.iter().any(|it| it.person == id)
}

fn uses_of_department(world: &World, id: DepartmentId) -> Option<EntityId> {
    let is_used = |entity: &&Entity| match entity {
        Entity::Commitment(commitment) => commitment.departments().any(|it| it == id),
        Entity::Session(session) => {
            session.attendance.iter().any(|row| row.department == Some(id))
                || session.invitation(Guest::Department(id)).is_some()
        }
        Entity::Person(person) => person.facts.department == Some(id),
        Entity::Issue(issue) => issue
            .evaluations
            .iter()
            .any(|given| !given.taken_back && given.evaluation.collected_by == Some(id)),
        _ => false,
    };
    first_used(world, id.into(), USES_OF_DEPARTMENT, is_used)
}

fn uses_of_issue(world: &World, id: IssueId) -> Option<EntityId> {
    let issue = world.issue(id)?;
    let session = issue
        .sessions
        .iter()
        .filter_map(|session| world.session(*session))
        .find(|session| !session.retracted);
    let commitment = || {
        issue
            .commitments
            .iter()
            .filter_map(|commitment| world.commitment(*commitment))
            .find(|commitment| !commitment.retracted)
    };
    let evidence = || {
        issue
            .evidence
            .iter()
            .filter_map(|evidence| world.evidence(*evidence))
            .find(|evidence| !evidence.retracted)
    };
    let has_history = issue.standing_steps().next().is_some()
        || issue.evaluations.iter().any(|given| !given.taken_back)
        || issue.field_studies.iter().any(|study| !study.taken_back)
        || issue.statement.is_some()
        || issue.service.is_some();
    session
        .map(|it| it.id.into())
        .or_else(|| commitment().map(|it| it.id.into()))
        .or_else(|| evidence().map(|it| it.id.into()))
        .or_else(|| issue.merged.first().map(|child| (*child).into()))
        .or_else(|| residual(world, issue).map(EntityId::from))
        .or_else(|| has_history.then(|| issue.id.into()))
}

/// An issue that looks after what remained of this one.
fn residual(world: &World, issue: &Issue) -> Option<IssueId> {
    let is_there = |id: &IssueId| world.issue(*id).is_some_and(|residual| !residual.retracted);
    issue.residuals.iter().copied().find(is_there)
}

fn uses_of_session(world: &World, id: SessionId) -> Option<EntityId> {
    let session = world.session(id)?;
    let line = session
        .lines
        .iter()
        .filter_map(|line| world.line(*line))
        .find(|line| !line.struck)
        .map(|line| line.id.into());
    let promised = session
        .commitments
        .iter()
        .filter_map(|commitment| world.commitment(*commitment))
        .find(|commitment| !commitment.retracted)
        .map(|commitment| commitment.id.into());
    let has_rows = !session.attendance.is_empty() || !session.tallies.is_empty();
    line.or(promised)
        .or_else(|| session.agenda.first().map(|item| item.issue.into()))
        .or_else(|| (has_rows || session.is_held()).then(|| session.id.into()))
}

fn uses_of_commitment(world: &World, id: CommitmentId) -> Option<EntityId> {
    let commitment = world.commitment(id)?;
    let evidence = commitment
        .evidence
        .iter()
        .filter_map(|evidence| world.evidence(*evidence))
        .find(|evidence| !evidence.retracted);
    evidence
        .map(|it| it.id.into())
        .or_else(|| commitment.standing().next().map(|_| commitment.id.into()))
        .or_else(|| resolved_owner(world, id.into()))
}

/// The issue behind `id`, when it is resolved: what a resolution rests on stays.
fn resolved_owner(world: &World, id: EntityId) -> Option<EntityId> {
    let issue = match CommitmentId::try_from(id) {
        Ok(commitment) => world.commitment(commitment)?.issue,
        Err(_) => IssueId::try_from(id).ok()?,
    };
    let issue = world.issue(issue)?;
    matches!(issue.status, Status::Resolved(_)).then(|| issue.id.into())
}
