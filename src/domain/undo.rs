//! What would honestly undo a change: the actions that compensate it, newest event first.
//!
//! Redo is the undo of an undo: it asks for the original actions again, so the guards run again.

mod rewind;
mod session;
mod settings;
mod stated;
mod way;

use self::rewind::rewind;
use super::{
    action::Action,
    event::{Changed, Event, FloorMarked, Undone},
    id::{ChangeId, EntityId, IssueId},
    issue::Verdict,
    refusal::Refusal,
    session::FloorMark,
    settings::Setting,
    world::World,
};
use std::collections::BTreeSet;

/// A change of the log: its identity and what happened.
pub type Change = (ChangeId, Vec<Event>);

/// The change that an undo would take back, given the latest changes, newest first.
///
/// What was undone is passed over, and so is the undoing; doing again counts as a change. So is what was
/// only remembered beside a change, which nobody asked for by itself.
pub fn undoable(newest_first: &[Change]) -> Option<&Change> {
    let mut passed = BTreeSet::new();
    for change in newest_first {
        let (id, events) = change;
        if passed.contains(id) {
            continue;
        }
        match marker(events) {
            Some(undone) if undone.redo => return Some(change),
            Some(undone) => {
                passed.insert(undone.change);
            }
            None if is_aside(events) => {}
            None => return Some(change),
        }
    }
    None
}

/// Whether a change only remembered what the columns of a table were taken for.
fn is_aside(events: &[Event]) -> bool {
    let is_remembering = |event: &Event| matches!(event, Event::OptionSet(set) if matches!(set.to, Setting::ColumnMappings(_)));
    !events.is_empty() && events.iter().all(is_remembering)
}

/// The undoing that a redo would take back; a new change since then ends the chance.
pub fn redoable(newest_first: &[Change]) -> Option<&Change> {
    let mut passed = BTreeSet::new();
    for change in newest_first {
        let (id, events) = change;
        if passed.contains(id) {
            continue;
        }
        match marker(events) {
            Some(undone) if undone.redo => {
                passed.insert(undone.change);
            }
            Some(_) => return Some(change),
            None if is_aside(events) => {}
            None => return None,
        }
    }
    None
}

fn marker(events: &[Event]) -> Option<Undone> {
    events.iter().find_map(|event| match event {
        Event::Undone(undone) => Some(*undone),
        _ => None,
    })
}

/// The actions that compensate `events`, in the order in which they have to be decided.
///
/// # Errors
/// [`Refusal::ChangedSince`] when something was changed again since, [`Refusal::NeedsReason`] for a
/// complaint or a promise, [`Refusal::NotUndoable`] when
/// time itself would have to be turned back. Whether something depends on an addition is found out
/// when the actions are decided.
pub fn compensate(world: &World, events: &[Event]) -> Result<Vec<Action>, Refusal> {
    // A change may hold several events about one entity, so each is looked at in the world as it
    // was right after it.
    let mut scratch = World::default();
    for id in events.iter().map(Event::entity) {
        world.entity(id).cloned().into_iter().for_each(|entity| scratch.load(entity));
    }
    let brought: BTreeSet<IssueId> = events.iter().filter_map(Event::issue_brought).collect();
    let mut actions = Vec::new();
    for event in events.iter().rev().filter(|event| !is_note(event)) {
        refuse_without_reason(&brought, event)?;
        let action = compensate_one(&scratch, event)?;
        rewind(&mut scratch, event, &action);
        actions.push(action);
    }
    Ok(actions)
}

/// Whether it only says something about the change that holds it; or ended the clock of a session,
/// which stands until the session goes on.
const fn is_note(event: &Event) -> bool {
    matches!(
        event,
        Event::Undone(_)
            | Event::MistakeExplained(_)
            | Event::FloorMarked(FloorMarked { mark: FloorMark::Ended, .. })
    )
}

/// A complaint and a promise are not made to vanish by one key: their verbs ask why. What came
/// in together with its issue, or from a source, goes as it came.
fn refuse_without_reason(brought: &BTreeSet<IssueId>, event: &Event) -> Result<(), Refusal> {
    let came_with = |issue: IssueId| brought.contains(&issue);
    match event {
        Event::Evaluated(e) if e.note.verdict == Verdict::Dissatisfied && !came_with(e.id) => {
            Err(Refusal::NeedsReason(e.id.into()))
        }
        Event::CommitmentMade(e) if e.source.is_none() && !came_with(e.issue) => {
            Err(Refusal::NeedsReason(e.id.into()))
        }
        _ => Ok(()),
    }
}

/// The action that compensates one event, looked at in the world as it was right after it.
fn compensate_one(world: &World, event: &Event) -> Result<Action, Refusal> {
    match event {
        Event::StudioAdded(_)
        | Event::PersonAdded(_)
        | Event::DepartmentAdded(_)
        | Event::IssueAdded(_)
        | Event::ResidualMade(_)
        | Event::SessionPlanned(_)
        | Event::CommitmentMade(_)
        | Event::EvidenceAttached(_) => Ok(Action::Retract { entity: event.entity() }),
        // What came with an export is not one step: the store as a whole is that export.
        Event::Undone(_)
        | Event::MistakeExplained(_)
        | Event::EntityBrought(_)
        | Event::AllBrought(_) => Err(Refusal::NotUndoable),
        // It may have left the house.
        Event::DocumentSealed(e) => Err(Refusal::Sealed(e.of)),
        Event::RowsImported(e) => {
            Ok(Action::MarkRows { rows: e.rows.iter().map(|row| row.reversed()).collect() })
        }
        Event::Retracted(entity) => Ok(Action::Restore { entity: *entity }),
        Event::Restored(entity) => Ok(Action::Retract { entity: *entity }),
        Event::StudioEdited(_)
        | Event::PersonEdited(_)
        | Event::DepartmentEdited(_)
        | Event::IssueEdited(_)
        | Event::IssueMoved(_)
        | Event::ClosingStated(_)
        | Event::ServiceRecorded(_)
        | Event::CommitmentEdited(_) => stated::stated_again(world, event),
        Event::SettingsSet(_)
        | Event::OptionSet(_)
        | Event::ReportFrozen(_)
        | Event::FrozenReportDropped(_) => settings::settled_again(world, event),
        Event::SessionEdited(_)
        | Event::AgendaSet(_)
        | Event::TalliesSet(_)
        | Event::FloorMarked(_)
        | Event::FloorMarkTakenBack(_)
        | Event::QueueSet(_)
        | Event::InvitationSet(_)
        | Event::StagesSet(_)
        | Event::PollSet(_)
        | Event::NoteSet(_)
        | Event::AttendanceSet(_)
        | Event::LineEdited(_)
        | Event::LineAdded(_)
        | Event::LineStruck(_)
        | Event::SessionStepped(_) => session::taken_back(world, event),
        Event::IssueStepped(_)
        | Event::FieldStudyNoted(_)
        | Event::Evaluated(_)
        | Event::CommitmentHandled(_)
        | Event::FieldStudyTakenBack(_)
        | Event::EvaluationTakenBack(_)
        | Event::HandlingTakenBack(_) => way::taken_back(world, event),
    }
}

/// What an edit replaced, when what it said still stands.
fn before<Id: Copy + Into<EntityId>, Facts: Clone + PartialEq>(
    change: &Changed<Id, Facts>,
    now: Option<&Facts>,
) -> Result<Facts, Refusal> {
    if now == Some(&change.to) {
        Ok(change.from.clone())
    } else {
        Err(Refusal::ChangedSince(change.id.into()))
    }
}
