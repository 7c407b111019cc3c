//! A world reduced to what it says today: no marks, no history, nothing that was taken back.

use std::collections::BTreeMap;
use tanshi::domain::{
    entity::Entity,
    id::{EntityId, PersonId},
    issue::Issue,
    provenance::Mark,
    session::SessionStatus,
    settings::Settings,
    workflow::Step,
    world::World,
};

const NO_MARK: Mark = Mark { at_millis: 0, seq: 0, actor: PersonId::from_bytes([0; 16]) };

/// What a world says, for telling whether an undo led back.
pub(crate) fn plain(world: &World) -> BTreeMap<EntityId, Entity> {
    world
        .entities()
        .filter(|entity| !entity.is_retracted() && !says_nothing(entity))
        .map(|entity| (entity.id(), reduced(world, entity.clone())))
        .collect()
}

/// Settings that were set back say the same as settings that were never set.
fn says_nothing(entity: &Entity) -> bool {
    matches!(entity, Entity::Settings(settings) if **settings == Settings::default())
}

fn reduced(world: &World, mut entity: Entity) -> Entity {
    let stands = |id: EntityId| world.entity(id).is_some_and(|entity| !entity.is_retracted());
    match &mut entity {
        Entity::Studio(studio) => {
            studio.numbered.clear();
            studio.earlier_codes.clear();
        }
        Entity::Issue(issue) => {
            issue.steps = standing(issue);
            issue.evaluations.retain(|given| !given.taken_back);
            issue.evaluations.iter_mut().for_each(|given| given.mark = NO_MARK);
            issue.field_studies.retain(|study| !study.taken_back);
            issue.commitments.retain(|id| stands((*id).into()));
            issue.evidence.retain(|id| stands((*id).into()));
            issue.sessions.retain(|id| stands((*id).into()));
            issue.sessions.sort();
            issue.merged.sort();
            issue.statement_entered = None;
            issue.service_entered = None;
            issue.mistakes.clear();
        }
        Entity::Session(session) => {
            session.steps.clear();
            // A closing that is undone leads to a pause: the clock did not run meanwhile.
            if session.status == SessionStatus::Live {
                session.status = SessionStatus::Paused;
            }
            session.corrections.clear();
            session.late_items.clear();
            session.has_run = false;
            session.commitments.retain(|id| stands((*id).into()));
            session.lines.retain(|id| stands((*id).into()));
            session.attendance.iter_mut().for_each(|row| row.correction = false);
            session.floor.log.retain(|entry| !entry.taken_back);
            session.invitations.sort_by_key(|it| it.guest);
            session.stages.sort_by_key(|(issue, _)| *issue);
            session.notes.sort_by(|one, other| one.text.cmp(&other.text));
            session.polls.sort_by_key(|poll| poll.answers.iter().map(|it| it.count).sum::<u32>());
            session.attendance.sort_by_key(|row| (row.person, row.class));
        }
        Entity::Line(line) => {
            line.earlier.clear();
            line.facts.correction = false;
            line.struck_late = false;
        }
        Entity::Commitment(commitment) => {
            commitment.handlings.retain(|handled| !handled.taken_back);
            commitment.handlings.iter_mut().for_each(|handled| handled.mark = NO_MARK);
            commitment.ever.clear();
            commitment.mistakes.clear();
            commitment.evidence.retain(|id| stands((*id).into()));
        }
        Entity::Person(_) | Entity::Department(_) | Entity::Evidence(_) | Entity::Settings(_) => {}
    }
    entity
}

fn standing(issue: &Issue) -> Vec<Step> {
    issue
        .standing_steps()
        .map(|step| Step::make(step.from(), step.kind(), step.facts().clone(), NO_MARK).unwrap())
        .collect()
}
