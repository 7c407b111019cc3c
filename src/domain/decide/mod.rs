//! Turns what a person asks into events, or says why not. Pure: what it may look at is the world
//! it is given, what it may know of the day is in the [`Moment`].

mod brought;
mod commitment;
mod directory;
mod floor;
mod frozen;
mod issue;
mod mistake;
mod order;
mod residual;
mod retract;
mod sealed;
mod session;
mod settings;
mod sheet;
mod step;

use super::{
    action::Action,
    date::DateSpan,
    entity::Entity,
    event::{Event, Undone},
    id::{ChangeId, EntityId, PersonId},
    imported::{ROWS_AT_ONCE, RowsImported},
    number::ReplicaMark,
    provenance::{Envelope, Source},
    refusal::{Field, Refusal},
    text::{self, TextFault},
    world::World,
};
use chrono::NaiveDate;

/// When and by whom something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day, in the convenor's time zone.
    pub today: NaiveDate,
    /// The person at the keyboard.
    pub actor: PersonId,
    /// The two characters of this replica that case numbers carry.
    pub replica_mark: ReplicaMark,
}

/// Decides several actions as one change: all of them, or none.
///
/// # Errors
/// The first [`Refusal`]; the world that was handed in is then not to be used any more.
pub fn decide(
    world: &mut World,
    actions: &[Action],
    moment: &Moment,
) -> Result<Vec<Event>, Refusal> {
    // Later actions of the change see what the earlier ones did. The positions are not known yet;
    // no rule looks at them across one change.
    let provisional = Envelope {
        replica: [0; 16],
        seq: u64::MAX,
        at_millis: u64::MAX >> 16,
        change: ChangeId::from_bytes([0; 16]),
        actor: moment.actor,
    };
    let mut events = Vec::with_capacity(actions.len());
    for action in actions {
        for event in decide_one(world, action, moment)? {
            world.apply(&event, &provisional);
            events.push(event);
        }
    }
    Ok(events)
}

fn decide_one(world: &World, action: &Action, moment: &Moment) -> Result<Vec<Event>, Refusal> {
    match action {
        Action::AddStudio { id, facts, source } => {
            directory::add_studio(world, *id, facts, source.as_ref(), moment)
        }
        Action::EditStudio { id, facts } => directory::edit_studio(world, *id, facts, moment),
        Action::AddPerson { id, facts, source } => {
            directory::add_person(world, *id, facts, source.as_ref())
        }
        Action::EditPerson { id, facts } => directory::edit_person(world, *id, facts),
        Action::AddDepartment { id, facts, source } => {
            directory::add_department(world, *id, facts, source.as_ref())
        }
        Action::EditDepartment { id, facts } => directory::edit_department(world, *id, facts),
        Action::AddIssue { id, studio, facts, source } => {
            issue::add(world, *id, *studio, facts, source.as_ref(), moment)
        }
        Action::EditIssue { id, facts } => issue::edit(world, *id, facts, moment),
        Action::MoveIssue { id, studio } => issue::relocate(world, *id, *studio),
        Action::StepIssue { id, request } => step::step(world, *id, request, moment),
        Action::NoteFieldStudy { issue, on, text } => {
            issue::note_field_study(world, *issue, *on, text, moment)
        }
        Action::TakeBackFieldStudy { issue, index, taken_back } => {
            issue::take_back_field_study(world, *issue, *index, *taken_back)
        }
        Action::Evaluate { issue, evaluation } => {
            issue::evaluate(world, *issue, evaluation, moment)
        }
        Action::TakeBackEvaluation { issue, index, taken_back } => {
            issue::take_back_evaluation(world, *issue, *index, *taken_back)
        }
        Action::StateClosing { issue, statement } => {
            issue::state_closing(world, *issue, statement.as_ref(), moment)
        }
        Action::RecordService { issue, service } => {
            issue::record_service(world, *issue, service.as_ref(), moment)
        }
        Action::PlanSession { id, facts, source } => {
            session::plan(world, *id, facts, source.as_ref(), moment)
        }
        Action::EditSession { id, facts } => session::edit(world, *id, facts, moment),
        Action::StepSession { id, kind, reason, to } => {
            session::step(world, *id, *kind, reason, *to, moment)
        }
        Action::SetAgenda { session, items } => session::set_agenda(world, *session, items),
        Action::SetAttendance { session, person, row } => {
            sheet::set_attendance(world, *session, *person, row.as_ref())
        }
        Action::SetTallies { session, tallies } => sheet::set_tallies(world, *session, tallies),
        Action::AddLine { id, session, facts } => sheet::add_line(world, *id, *session, facts),
        Action::EditLine { id, facts } => sheet::edit_line(world, *id, facts),
        Action::StrikeLine { id, struck } => sheet::strike_line(world, *id, *struck),
        Action::MarkFloor { session, at, mark } => floor::mark(world, *session, *at, *mark),
        Action::TakeBackFloorMark { session, index, taken_back } => {
            floor::take_back(world, *session, *index, *taken_back)
        }
        Action::SetQueue { session, queue } => floor::set_queue(world, *session, queue),
        Action::SetInvitation { session, guest, invitation } => {
            floor::set_invitation(world, *session, *guest, invitation.as_ref())
        }
        Action::SetStages { session, issue, stages } => {
            floor::set_stages(world, *session, *issue, stages)
        }
        Action::SetPoll { session, from, to } => {
            floor::set_poll(world, *session, from.as_ref(), to.as_ref())
        }
        Action::SetNote { session, from, to } => {
            floor::set_note(world, *session, from.as_ref(), to.as_ref())
        }
        Action::MakeCommitment { id, issue, session, line, facts, source } => {
            let origin = commitment::Origin { session: *session, line: *line };
            commitment::make(world, *id, *issue, origin, facts, source.as_ref())
        }
        Action::CarryOver { id, issue, facts, commitments, on, until, reason } => {
            let wish = residual::Wish { id: *id, parent: *issue, on: *on, until: *until, reason };
            residual::carry_over(world, &wish, facts, commitments, moment)
        }
        Action::EditCommitment { id, facts } => commitment::edit(world, *id, facts),
        Action::Handle { id, handling } => commitment::handle(world, *id, handling, moment),
        Action::TakeBackHandling { id, index, taken_back } => {
            commitment::take_back(world, *id, *index, *taken_back)
        }
        Action::AttachEvidence { id, of, facts, source } => {
            commitment::attach(world, *id, *of, facts, source.as_ref(), moment)
        }
        Action::Retract { entity } => retract::retract(world, *entity),
        Action::Restore { entity } => retract::restore(world, *entity, moment),
        Action::TakeBack { mistake, reason } => mistake::take_back(world, *mistake, reason, moment),
        Action::SetSettings { settings } => settings::set(world, settings),
        Action::FreezeReport { report } => frozen::freeze(world, report, moment),
        Action::DropFrozenReport { name } => frozen::drop_report(world, name),
        Action::SealDocument { of, document } => sealed::seal(world, *of, document, moment),
        Action::BringIn { entities, all } => brought::bring_in(world, entities, all),
        Action::MarkRows { rows } => {
            let parts = rows.chunks(ROWS_AT_ONCE).map(|rows| RowsImported { rows: rows.to_vec() });
            Ok(parts.map(Event::RowsImported).collect())
        }
        Action::MarkUndone { change, redo } => {
            Ok(vec![Event::Undone(Undone { change: *change, redo: *redo })])
        }
    }
}

/// A text of one line that must be there.
fn line(field: Field, text: &str, limit_chars: usize) -> Result<String, Refusal> {
    text::clean_line(text, limit_chars).map_err(|fault| Refusal::Text { field, fault })
}

/// A text of one line that may be empty.
fn line_or_empty(field: Field, text: &str, limit_chars: usize) -> Result<String, Refusal> {
    match text::clean_line(text, limit_chars) {
        Err(TextFault::Empty) => Ok(String::new()),
        other => other.map_err(|fault| Refusal::Text { field, fault }),
    }
}

/// A longer text that must be there.
fn block(field: Field, text: &str) -> Result<String, Refusal> {
    text::clean_block(text, text::BLOCK_CHARS).map_err(|fault| Refusal::Text { field, fault })
}

/// A longer text that may be empty.
fn block_or_empty(field: Field, text: &str) -> Result<String, Refusal> {
    match text::clean_block(text, text::BLOCK_CHARS) {
        Err(TextFault::Empty) => Ok(String::new()),
        other => other.map_err(|fault| Refusal::Text { field, fault }),
    }
}

/// A reference to a source, cleaned.
fn clean_source(source: Option<&Source>) -> Result<Option<Source>, Refusal> {
    source
        .map(|source| {
            Ok(Source { reference: line(Field::Source, &source.reference, text::SHORT_CHARS)? })
        })
        .transpose()
}

/// Refuses a day after today: what has not happened cannot be recorded.
fn not_in_future(day: NaiveDate, moment: &Moment) -> Result<(), Refusal> {
    if day > moment.today { Err(Refusal::InFuture { day }) } else { Ok(()) }
}

/// Refuses a span that ends after today.
fn span_not_in_future(span: DateSpan, moment: &Moment) -> Result<(), Refusal> {
    not_in_future(span.last(), moment)
}

/// Refuses an addition under an id that is in use: it would wipe out what is there.
fn not_there(world: &World, id: impl Into<EntityId>) -> Result<(), Refusal> {
    let id = id.into();
    if world.entity(id).is_some() { Err(Refusal::Exists(id)) } else { Ok(()) }
}

/// Refuses to speak of somebody who is not there, or was taken back.
fn all_standing<Id: Into<EntityId>>(
    world: &World,
    ids: impl IntoIterator<Item = Id>,
) -> Result<(), Refusal> {
    ids.into_iter()
        .map(Into::into)
        .try_for_each(|id| standing(world.entity(id), id, Entity::is_retracted).map(|_entity| ()))
}

/// Each of them once, in the order given.
fn once_each<T: Copy + PartialEq>(all: &[T]) -> Vec<T> {
    let mut once = Vec::new();
    for one in all {
        if !once.contains(one) {
            once.push(*one);
        }
    }
    once
}

/// The entity behind an id, when it is there and was not taken back.
fn standing<T>(
    found: Option<&T>,
    id: impl Into<EntityId>,
    retracted: impl Fn(&T) -> bool,
) -> Result<&T, Refusal> {
    found.filter(|entity| !retracted(entity)).ok_or_else(|| Refusal::Unknown(id.into()))
}
