//! What presses, asked of the rows of all lists, and the verb that brings it on. The rules are
//! `domain::priority` and `domain::today`.

use super::Catalog;
use super::available::{next_session_step, next_step};
use super::verb::{self, Noun, Verb, of_session_step};
use crate::domain::commitment::Progress;
use crate::domain::id::{CommitmentId, EntityId, SessionId, StudioId};
use crate::domain::priority::{Reason, Talked, Terms, in_backlog};
use crate::domain::row::{IssueRow, SessionRow};
use crate::domain::today::{Entry, Sitting, Today, is_to_come};
use crate::domain::workflow::{Status, StepKind};

/// What is done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// A verb, and what it is done to.
    Verb(&'static Verb, Option<EntityId>),
    /// The floor of a session that is going on.
    Floor(SessionId),
}

/// The verb with this name, done to something.
fn by(noun: Noun, name: &str, target: Option<EntityId>) -> Option<Next> {
    verb::find(noun, name).map(|verb| Next::Verb(verb, target))
}

impl Catalog {
    /// What the sessions that were held tell of an issue; nothing of one that is settled.
    pub fn talked(&self, row: &IssueRow) -> Talked {
        match row.status {
            Status::Submitted | Status::Consulted => self.told_of(row.id),
            Status::Resolved(_) | Status::Exited(..) => Talked::default(),
        }
    }

    /// What the sessions that were held tell of an issue, whatever became of it.
    pub(super) fn told_of(&self, issue: crate::domain::id::IssueId) -> Talked {
        let mut talked = Talked::default();
        self.sessions_of_issue(issue).for_each(|row| talked.add(issue, &row));
        talked
    }

    /// Why an issue presses, the heaviest reason first; empty where nothing does.
    pub fn pressing(&self, row: &IssueRow, terms: &Terms) -> Vec<Reason> {
        in_backlog(row, &self.talked(row), terms)
    }

    /// What presses of the issues and sessions of a studio, or of all. Looks at all of them.
    pub fn today(&self, scope: Option<StudioId>, terms: &Terms) -> Today {
        let talked = |row: &IssueRow| self.told_of(row.id);
        Today::of(self.issues.values(), self.sessions.values(), talked, scope, terms)
    }

    /// The step that brings an issue on, whatever presses. What was promised is assigned first: until then
    /// no department works on it.
    pub fn next_of_issue(&self, row: &IssueRow) -> Option<Next> {
        let target = Some(row.id.into());
        // What is resolved is looked at again once; the day for it need not have come.
        if matches!(row.status, Status::Resolved(_)) && row.settled.is_some() {
            return by(Noun::Issue, "evaluate", target);
        }
        match next_step(row.status, row.accepted)? {
            StepKind::Resolve if let Some(unassigned) = row.unassigned => {
                self.next_for_owed(unassigned.commitment)
            }
            // Nothing can be consulted that no session was planned for.
            StepKind::Consult if self.sessions_of_issue(row.id).next().is_none() => {
                by(Noun::Session, "plan", None)
            }
            kind => {
                verb::all().find(|it| it.step == Some(kind)).map(|verb| Next::Verb(verb, target))
            }
        }
    }

    /// What is to be done about an issue: what presses most, else the step that brings it on.
    pub fn next_about(&self, row: &IssueRow, terms: &Terms) -> Option<Next> {
        match self.pressing(row, terms).first() {
            Some(reason) => self.next_for(row, reason, terms),
            None => self.next_of_issue(row),
        }
    }

    /// The step that brings a session on; after it was held its minutes are made final.
    pub fn next_of_session(&self, row: &SessionRow, terms: &Terms) -> Option<Next> {
        use crate::domain::session::SessionStatus::{Live, Paused};
        if matches!(row.status, Live | Paused) {
            return Some(Next::Floor(row.id));
        }
        if row.awaits_minutes() {
            return by(Noun::Session, "finalise", Some(row.id.into()));
        }
        let step = next_session_step(row.status, row.on.last() < terms.today)?;
        of_session_step(step).map(|verb| Next::Verb(verb, Some(row.id.into())))
    }

    /// What is to be done about something that presses; the target of a verb that adds is the issue
    /// that it begins with.
    pub fn next(&self, entry: &Entry, terms: &Terms) -> Option<Next> {
        match entry {
            Entry::Issue { id, reasons } => {
                self.next_for(&self.issues.get(id)?, reasons.first()?, terms)
            }
            Entry::Session { sitting: Sitting::Ahead(_), .. } => None,
            Entry::Session { id, .. } => self.next_of_session(&self.sessions.get(id)?, terms),
        }
    }

    /// What did not satisfy is sent back, what was sent back is asked about, and where nothing was
    /// promised something is now.
    fn next_for_complaint(&self, row: &IssueRow) -> Option<Next> {
        let done = self.commitments_of(row.id).find(|it| it.completed.is_some());
        match (done, row.due_for) {
            (Some(done), _) => by(Noun::Commitment, "send-back", Some(done.id.into())),
            (None, Some(owed)) => by(Noun::Commitment, "report", Some(owed.into())),
            (None, None) => by(Noun::Commitment, "add", None),
        }
    }

    /// What is owed is assigned to the department that leads it; where none does, or it gave that back, that
    /// comes first. Then the department says how far it is.
    fn next_for_owed(&self, commitment: CommitmentId) -> Option<Next> {
        let row = self.commitments.get(&commitment)?;
        let verb = match row.progress {
            Progress::Unassigned if row.lead.is_some() => "assign",
            Progress::Unassigned | Progress::Returned => "edit",
            _ => "report",
        };
        by(Noun::Commitment, verb, Some(commitment.into()))
    }

    /// What is done next about a commitment; what was handled is graded.
    pub fn next_of_commitment(&self, commitment: CommitmentId) -> Option<Next> {
        let row = self.commitments.get(&commitment)?;
        match (row.is_open(), row.completed, row.grade) {
            (true, ..) => self.next_for_owed(commitment),
            (false, Some(_), None) => by(Noun::Commitment, "grade", Some(commitment.into())),
            (false, ..) => None,
        }
    }

    /// What waits to be talked about has a session planned for it, unless one is still to come: that is held
    /// on its day, and until then the step itself says what lacks.
    fn next_for_talk(&self, row: &IssueRow, terms: &Terms) -> Option<Next> {
        match self.sessions_of_issue(row.id).filter(is_to_come).last() {
            None => by(Noun::Session, "plan", None),
            Some(session) if session.on.last() > terms.today => self.next_of_issue(row),
            Some(session) => self.next_of_session(&session, terms),
        }
    }

    fn next_for(&self, row: &IssueRow, reason: &Reason, terms: &Terms) -> Option<Next> {
        let issue = Some(row.id.into());
        match reason {
            Reason::Unassigned { .. } => self.next_for_owed(row.unassigned?.commitment),
            Reason::Overdue { .. } | Reason::DueSoon { .. } => self.next_for_owed(row.due_for?),
            Reason::Returned { .. } => {
                let given_back = row.returned.map(|it| it.commitment.into());
                by(Noun::Commitment, "edit", given_back)
            }
            Reason::Dissatisfied(_) if row.status.is_open() => self.next_for_complaint(row),
            Reason::Dissatisfied(_) => by(Noun::Issue, "reopen", issue),
            Reason::Unasked { .. } | Reason::Revisit(_) => by(Noun::Issue, "evaluate", issue),
            Reason::LeftOver { .. } | Reason::Reopened(_) | Reason::WaitsLong(_) => {
                self.next_for_talk(row, terms)
            }
            _ => self.next_of_issue(row),
        }
    }
}
