//! What an event does to the entities. The same code serves the live change and the replay.

mod additions;
mod changes;

use self::changes::{given, handled, replace};
use super::{
    entity::Entity,
    event::{AttendanceSet, Event, FloorMarked, IssueStepped, SessionSteppedBody},
    id::{CommitmentId, EntityId, IssueId, SessionId},
    mistake::{Explanation, MistakeExplained},
    provenance::{Envelope, Mark},
    session::{
        AgendaItem, Correction, FloorEntry, FloorMark, SessionStatus, SessionStepKind,
        session_successor,
    },
    workflow::{Exit, Status, Step, StepKind},
    world::World,
};

/// How an event met the entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// It did what it says.
    Fitted,
    /// Its step does not fit where the entity stands; it is kept and shown as a conflict.
    Conflict,
    /// The entity that it is about is not at hand.
    Stray,
}

impl Event {
    /// The entities that folding this event changes; they must be at hand.
    pub fn touches(&self) -> Vec<EntityId> {
        let mut touched = vec![self.entity()];
        match self {
            Self::IssueAdded(added) => touched.push(added.studio.into()),
            Self::ResidualMade(made) => {
                touched.extend([EntityId::from(made.studio), made.parent.into()]);
            }
            Self::SessionPlanned(planned) => touched.push(planned.facts.studio.into()),
            Self::IssueStepped(stepped) => touched.extend(stepped.facts.into.map(EntityId::from)),
            Self::AgendaSet(set) => touched
                .extend(set.from.iter().chain(&set.to).map(|item| EntityId::from(item.issue))),
            Self::LineAdded(added) => touched.push(added.session.into()),
            Self::CommitmentMade(made) => {
                touched.push(made.issue.into());
                touched.extend(made.session.map(EntityId::from));
            }
            Self::EvidenceAttached(attached) => touched.push(attached.of),
            _ => {}
        }
        touched
    }

    /// The issue that it brings in.
    pub const fn issue_brought(&self) -> Option<IssueId> {
        match self {
            Self::IssueAdded(added) => Some(added.id),
            Self::ResidualMade(made) => Some(made.id),
            _ => None,
        }
    }

    /// The latest time of entry that it brings along, in milliseconds since 1970 (UTC): the clock of the
    /// store has to be later.
    pub const fn latest_millis(&self) -> Option<u64> {
        match self {
            Self::AllBrought(all) => Some(all.latest_millis),
            _ => None,
        }
    }

    /// Whether it brings an entity in that was not there before.
    pub const fn is_addition(&self) -> bool {
        matches!(
            self,
            Self::StudioAdded(_)
                | Self::PersonAdded(_)
                | Self::DepartmentAdded(_)
                | Self::IssueAdded(_)
                | Self::ResidualMade(_)
                | Self::SessionPlanned(_)
                | Self::LineAdded(_)
                | Self::CommitmentMade(_)
                | Self::EvidenceAttached(_)
        )
    }
}

impl World {
    /// Folds one event in.
    pub fn apply(&mut self, event: &Event, envelope: &Envelope) -> Met {
        let mark = Mark::from(envelope);
        if event.is_addition() && self.entity(event.entity()).is_some() {
            return Met::Conflict;
        }
        let met = match event {
            Event::IssueStepped(stepped) => self.step_issue(stepped, mark),
            Event::SessionStepped(stepped) => self.step_session(stepped, mark),
            Event::EntityBrought(brought) => self.bring(brought),
            _ => match self.change(event, mark) {
                Some(()) => Met::Fitted,
                None => Met::Stray,
            },
        };
        self.register(event.touches());
        met
    }

    /// What an event does that always fits where its entity is at hand; steps may not.
    fn change(&mut self, event: &Event, mark: Mark) -> Option<()> {
        match event {
            Event::StudioAdded(added) => self.add_studio(added),
            Event::PersonAdded(added) => self.add_person(added),
            Event::DepartmentAdded(added) => self.add_department(added),
            Event::IssueAdded(added) => self.add_issue(added, mark),
            Event::ResidualMade(made) => self.make_residual(made, mark)?,
            Event::SessionPlanned(planned) => self.plan_session(planned),
            Event::StudioEdited(e) => self.studio_mut(e.id)?.restate(&e.to),
            Event::PersonEdited(e) => self.person_mut(e.id)?.facts.clone_from(&e.to),
            Event::DepartmentEdited(e) => self.department_mut(e.id)?.facts.clone_from(&e.to),
            Event::IssueEdited(e) => self.issue_mut(e.id)?.facts.clone_from(&e.to),
            Event::IssueMoved(e) => self.issue_mut(e.id)?.studio = e.to,
            Event::FieldStudyNoted(e) => self.issue_mut(e.id)?.field_studies.push(e.note.clone()),
            Event::FieldStudyTakenBack(e) => {
                let studies = &mut self.issue_mut(e.id)?.field_studies;
                studies.get_mut(e.index as usize)?.taken_back = e.taken_back;
            }
            Event::Evaluated(e) => self.issue_mut(e.id)?.evaluations.push(given(&e.note, mark)),
            Event::EvaluationTakenBack(e) => {
                let evaluations = &mut self.issue_mut(e.id)?.evaluations;
                evaluations.get_mut(e.index as usize)?.taken_back = e.taken_back;
            }
            Event::ClosingStated(e) => self.issue_mut(e.id)?.state(e.to.as_ref(), mark),
            Event::ServiceRecorded(e) => self.issue_mut(e.id)?.serve(e.to.as_ref(), mark),
            Event::SessionEdited(e) => self.session_mut(e.id)?.restate(&e.to, mark),
            Event::AgendaSet(e) => self.set_agenda(e.id, &e.to, mark)?,
            Event::AttendanceSet(set) => self.set_attendance(set, mark)?,
            Event::TalliesSet(e) => self.session_mut(e.id)?.recount(&e.to, mark),
            Event::LineAdded(added) => self.add_line(added, mark)?,
            Event::LineEdited(e) => self.line_mut(e.id)?.restate(&e.to),
            Event::LineStruck(e) => self.line_mut(e.id)?.strike(e.struck, e.late),
            Event::CommitmentMade(made) => self.make_commitment(made, mark)?,
            Event::CommitmentEdited(e) => self.commitment_mut(e.id)?.restate(&e.to),
            Event::CommitmentHandled(e) => {
                self.commitment_mut(e.id)?.handlings.push(handled(&e.handling, mark));
            }
            Event::HandlingTakenBack(e) => {
                let handlings = &mut self.commitment_mut(e.id)?.handlings;
                handlings.get_mut(e.index as usize)?.taken_back = e.taken_back;
            }
            Event::EvidenceAttached(attached) => self.attach(attached, mark)?,
            Event::MistakeExplained(e) => self.explain(e, mark)?,
            Event::Retracted(entity) => self.set_retracted(*entity, true)?,
            Event::Restored(entity) => self.set_retracted(*entity, false)?,
            Event::SettingsSet(e) => {
                let settings = self.settings().with_stated(e.to.clone());
                self.put(Entity::Settings(Box::new(settings)));
            }
            Event::OptionSet(e) => {
                let settings = self.settings().with(&e.to);
                self.put(Entity::Settings(Box::new(settings)));
            }
            Event::ReportFrozen(report) => {
                let mut settings = self.settings();
                settings.keep_frozen(report.clone());
                self.put(Entity::Settings(Box::new(settings)));
            }
            Event::FrozenReportDropped(report) => {
                let mut settings = self.settings();
                settings.frozen.retain(|it| it.name != report.name);
                self.put(Entity::Settings(Box::new(settings)));
            }
            Event::FloorMarked(e) => self.mark_floor(e)?,
            Event::FloorMarkTakenBack(e) => {
                let log = &mut self.session_mut(e.id)?.floor.log;
                log.get_mut(e.index as usize)?.taken_back = e.taken_back;
            }
            Event::QueueSet(e) => self.session_mut(e.id)?.floor.queue.clone_from(&e.to),
            Event::InvitationSet(e) => {
                let session = self.session_mut(e.session)?;
                replace(&mut session.invitations, e);
                session.entered_late(Correction::Attendance, mark);
            }
            Event::StagesSet(e) => self.session_mut(e.session)?.arrange(e.issue, &e.to),
            Event::PollSet(e) => {
                let session = self.session_mut(e.session)?;
                replace(&mut session.polls, e);
                session.entered_late(Correction::Record, mark);
            }
            Event::NoteSet(e) => replace(&mut self.session_mut(e.session)?.notes, e),
            Event::DocumentSealed(e) => self.seal_document(e)?,
            Event::AllBrought(e) => self.end_bringing(e, mark),
            // Steps are not among these, nor are entities from an export.
            Event::IssueStepped(_)
            | Event::SessionStepped(_)
            | Event::EntityBrought(_)
            | Event::RowsImported(_)
            | Event::Undone(_) => {}
        }
        Some(())
    }

    fn step_issue(&mut self, stepped: &IssueStepped, mark: Mark) -> Met {
        // Two laptops may have merged two issues into each other: the second leads nowhere.
        let in_circle = stepped.kind == StepKind::Exit(Exit::Merged)
            && stepped.facts.into.and_then(|into| self.issue(into)).is_some_and(|target| {
                target.id == stepped.id || matches!(target.status, Status::Exited(..))
            });
        let Some(issue) = self.issue_mut(stepped.id) else { return Met::Stray };
        let annuls = issue.mistaken_by(stepped.kind).map(|(place, _)| place);
        let step = if issue.status == stepped.from
            && stepped.facts.annuls == annuls
            && annuls.is_some() == stepped.kind.is_correction()
            && !in_circle
        {
            Step::make(issue.status, stepped.kind, stepped.facts.clone(), mark).ok()
        } else {
            None
        };
        let Some(step) = step else {
            issue.conflicts.push(mark);
            return Met::Conflict;
        };
        issue.status = step.to();
        issue.steps.push(step);
        if let Some(into) = stepped.facts.into {
            self.set_lineage(stepped.id, into, stepped.kind == StepKind::Exit(Exit::Merged));
        }
        Met::Fitted
    }

    /// Takes the last step out again; only undo's scratch world ever does that.
    pub(super) fn unstep_issue(&mut self, stepped: &IssueStepped) {
        let Some(issue) = self.issue_mut(stepped.id) else { return };
        if let Some(place) = issue.place_of(stepped) {
            issue.status = stepped.from;
            issue.steps.truncate(place as usize);
        }
    }

    /// Takes the last step of a session out again; only undo's scratch world ever does that.
    pub(super) fn unstep_session(&mut self, stepped: &SessionSteppedBody) {
        let Some(session) = self.session_mut(stepped.id) else { return };
        let step = &stepped.step;
        if let Some(place) = session.steps.iter().rposition(|(it, _)| it == step) {
            session.steps.truncate(place);
            session.status = step.from;
            session.facts.on = step.moved_from.unwrap_or(session.facts.on);
        }
    }

    fn set_lineage(&mut self, child: IssueId, parent: IssueId, merged: bool) {
        if let Some(issue) = self.issue_mut(child) {
            issue.merged_into = merged.then_some(parent);
        }
        if let Some(issue) = self.issue_mut(parent) {
            issue.merged.retain(|id| *id != child);
            if merged {
                issue.merged.push(child);
            }
        }
    }

    fn step_session(&mut self, stepped: &SessionSteppedBody, mark: Mark) -> Met {
        let Some(session) = self.session_mut(stepped.id) else { return Met::Stray };
        let step = &stepped.step;
        let fits =
            session.status == step.from && session_successor(step.from, step.kind) == Some(step.to);
        if !fits {
            session.conflicts.push(mark);
            return Met::Conflict;
        }
        session.status = step.to;
        session.has_run &= step.kind != SessionStepKind::Start;
        if let Some(day) = step.moved_to {
            session.facts.on = day;
        }
        if step.kind.is_news() {
            session.sealed_before_news = session.sealed.len();
        }
        session.steps.push((step.clone(), mark));
        Met::Fitted
    }

    fn set_agenda(&mut self, id: SessionId, items: &[AgendaItem], mark: Mark) -> Option<()> {
        let session = self.session_mut(id)?;
        let before = std::mem::replace(&mut session.agenda, items.to_vec());
        session.entered(Correction::Agenda, mark);
        session.late_items.retain(|late| items.iter().any(|now| now.issue == *late));
        if matches!(session.status, SessionStatus::Closed(_)) {
            let new = items.iter().filter(|now| before.iter().all(|was| was.issue != now.issue));
            session.late_items.extend(new.map(|item| item.issue));
        }
        for item in before.iter().filter(|item| !items.iter().any(|now| now.issue == item.issue)) {
            if let Some(issue) = self.issue_mut(item.issue) {
                issue.sessions.retain(|session| *session != id);
            }
        }
        for item in items.iter().filter(|item| !before.iter().any(|was| was.issue == item.issue)) {
            if let Some(issue) = self.issue_mut(item.issue) {
                issue.sessions.push(id);
            }
        }
        Some(())
    }

    fn set_attendance(&mut self, set: &AttendanceSet, mark: Mark) -> Option<()> {
        let session = self.session_mut(set.session)?;
        session.entered(Correction::Attendance, mark);
        session.replace_row(set.person, set.from.as_ref(), set.to.as_ref());
        Some(())
    }

    fn mark_floor(&mut self, marked: &FloorMarked) -> Option<()> {
        let session = self.session_mut(marked.session)?;
        let entry = FloorEntry { at: marked.at, mark: marked.mark, taken_back: false };
        session.floor.log.push(entry);
        session.has_run |= matches!(marked.mark, FloorMark::SpeechBegun { .. });
        Some(())
    }

    fn explain(&mut self, explained: &MistakeExplained, mark: Mark) -> Option<()> {
        let mistakes = match IssueId::try_from(explained.id) {
            Ok(issue) => &mut self.issue_mut(issue)?.mistakes,
            Err(_) => {
                &mut self.commitment_mut(CommitmentId::try_from(explained.id).ok()?)?.mistakes
            }
        };
        mistakes.push(Explanation {
            kind: explained.kind,
            index: explained.index,
            reason: explained.reason.clone(),
            mark,
        });
        Some(())
    }

    fn set_retracted(&mut self, entity: EntityId, retracted: bool) -> Option<()> {
        let mut found = self.entity(entity)?.clone();
        match &mut found {
            Entity::Studio(it) => it.retracted = retracted,
            Entity::Person(it) => it.retracted = retracted,
            Entity::Department(it) => it.retracted = retracted,
            Entity::Issue(it) => it.retracted = retracted,
            Entity::Session(it) => it.retracted = retracted,
            Entity::Line(it) => it.struck = retracted,
            Entity::Commitment(it) => it.retracted = retracted,
            Entity::Evidence(it) => it.retracted = retracted,
            Entity::Settings(_) => {}
        }
        self.put(found);
        Some(())
    }
}
