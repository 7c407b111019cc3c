//! Why something cannot be done: data, so that every surface words the same reason.

use super::{
    calendar::CalendarFault,
    commitment::Progress,
    id::EntityId,
    keyed::keyed,
    sealed::DocumentKind,
    session::{Class, SessionStatus, SessionStepKind},
    text::TextFault,
    turn::MarkKind,
    workflow::{Missing, Rule, Status, StepKind},
};
use chrono::{NaiveDate, NaiveTime};

keyed! {
    /// A piece of what is stated, as refusals and forms name it.
    pub enum Field {
        /// A name.
        Name = "name",
        /// A studio's code.
        Code = "code",
        /// A title.
        Title = "title",
        /// The text of an issue or a line.
        Text = "text",
        /// A reason.
        Reason = "reason",
        /// A place.
        Place = "place",
        /// A district.
        District = "district",
        /// A township or street.
        Township = "township",
        /// A unit.
        Unit = "unit",
        /// A post.
        Post = "post",
        /// A sector.
        Sector = "sector",
        /// A telephone number.
        Phone = "phone",
        /// A note.
        Note = "note",
        /// A tag.
        Tag = "tag",
        /// A venue.
        Venue = "venue",
        /// A short name.
        Short = "short",
        /// A contact.
        Contact = "contact",
        /// A matter that was promised.
        Matter = "matter",
        /// A reference to a source.
        Source = "source",
        /// A remark.
        Remark = "remark",
        /// What was done.
        What = "what",
        /// Who did it.
        Who = "who",
        /// A day or span.
        Date = "date",
        /// The office.
        Office = "office",
        /// Where an issue was referred to.
        ReferredTo = "referred_to",
        /// The day by which something is due.
        Deadline = "deadline",
        /// The lead department.
        Lead = "lead",
        /// The supporting departments.
        Supporting = "supporting",
        /// What kind of thing is promised.
        Promised = "promised",
        /// The answers of a straw poll.
        Answers = "answers",
        /// What a straw poll asks.
        Question = "question",
        /// The stages of an order.
        Stages = "stages",
        /// A font.
        Font = "font",
        /// The number of a document.
        DocumentNumber = "document_number",
        /// A folder.
        Folder = "folder",
    }
}

/// Why an action was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such entity, or its addition was taken back.
    Unknown(EntityId),
    /// Another entity has this name or code already.
    Taken {
        /// Which piece.
        field: Field,
        /// Who has it.
        by: EntityId,
    },
    /// A text is empty, too long or holds characters that do not belong there.
    Text {
        /// Which piece.
        field: Field,
        /// What is wrong.
        fault: TextFault,
    },
    /// Holiday data that cannot be read.
    Calendar(CalendarFault),
    /// Something that must be given was not.
    Required(Field),
    /// A day lies in the future.
    InFuture {
        /// The day.
        day: NaiveDate,
    },
    /// A session would be moved to a day that has passed.
    InPast {
        /// The day.
        day: NaiveDate,
    },
    /// Somebody would have left a session before they came.
    LeftEarlier {
        /// When they came.
        arrived: NaiveTime,
    },
    /// A step would be dated before what it rests on.
    TooEarly {
        /// The earliest day that it can have.
        not_before: NaiveDate,
    },
    /// A later mark of a commitment rests on the one that is to be taken back.
    MarkRests {
        /// Which commitment.
        of: EntityId,
        /// The kind of the later one.
        kind: MarkKind,
    },
    /// No assignment of a commitment waits to be acknowledged.
    NothingToAcknowledge(EntityId),
    /// A deadline would be over before it can be met.
    DeadlineTooEarly {
        /// The earliest day that it can be.
        not_before: NaiveDate,
    },
    /// A date would lie after what rests on it.
    TooLate {
        /// The latest day that it can have.
        not_after: NaiveDate,
        /// What rests on it.
        of: EntityId,
    },
    /// No session that was held talked about an issue that nobody had raised yet.
    RaisedLater {
        /// The issue.
        issue: EntityId,
        /// The day on which it was submitted.
        submitted: NaiveDate,
    },
    /// The workflow has no such step.
    NoSuchStep {
        /// Where the issue stands.
        status: Status,
        /// What was asked.
        kind: StepKind,
    },
    /// The table of sessions has no such step.
    NoSuchSessionStep {
        /// Where the session stands.
        status: SessionStatus,
        /// What was asked.
        kind: SessionStepKind,
    },
    /// A guard does not hold.
    Missing {
        /// The step that was asked.
        kind: StepKind,
        /// What is missing, all of it.
        missing: Vec<Missing>,
    },
    /// This guard cannot be passed over.
    NotOverridable(Rule),
    /// An issue cannot be merged into this one.
    NotMergeable(EntityId),
    /// The issue to be merged into was itself merged into this one.
    MergedAway(EntityId),
    /// A session has talked about the issue, and not about this one that it would be merged into.
    RootBehind(EntityId),
    /// A step can be taken from a source only for an issue that itself was, up to the day on which
    /// it was entered, and while nothing but its acceptance was done here.
    NotFromSource(EntityId),
    /// This commitment has to be completed first.
    CommitmentOpen(EntityId),
    /// Something later rests on it.
    DependsOn(EntityId),
    /// It was changed again since; only the latest change can be undone.
    ChangedSince(EntityId),
    /// It cannot honestly be undone.
    NotUndoable,
    /// The issue has left, so nothing more is done to it.
    IssueClosed(EntityId),
    /// The issue is resolved: it has to be reopened first.
    IssueResolved(EntityId),
    /// The session was cancelled.
    SessionCancelled(EntityId),
    /// The issue is not on the session's agenda.
    NotOnAgenda(EntityId),
    /// The issue is on the agenda twice.
    TwiceOnAgenda(EntityId),
    /// There is nothing at this place of the list.
    NoSuchEntry(u32),
    /// The id is in use already; an addition is made once.
    Exists(EntityId),
    /// A count is larger than anything that can be meant.
    TooMany {
        /// The most that is taken.
        limit: u32,
    },
    /// The raiser spoke since the resolution: that is a relapse, to be reopened.
    ReopenInstead(EntityId),
    /// A session from a source has been held elsewhere and cannot be run here.
    SessionFromSource(EntityId),
    /// A session that has not begun has promised nothing.
    SessionNotBegun(EntityId),
    /// The session is not going on, so that nothing happens on its floor.
    SessionNotLive(EntityId),
    /// The program stopped in the middle of the session: somebody has to say whether the time since
    /// counts.
    Interrupted(EntityId),
    /// People wait to speak, and the item or the session would end without them.
    QueueWaiting {
        /// Which session.
        session: EntityId,
        /// How many wait.
        waiting: u32,
    },
    /// Work on a commitment has begun, so that this piece of it is not simply edited.
    HandledSince {
        /// Which piece.
        field: Field,
        /// Which commitment.
        of: EntityId,
    },
    /// A class of people is counted twice at one session.
    ClassTwice(Class),
    /// Nobody is named who raised the issue, so nobody can have said a word about it.
    NoRaiser(EntityId),
    /// It is taken back by its own verb, which asks for a reason.
    NeedsReason(EntityId),
    /// A document about it is final: what is corrected makes another version.
    Sealed(EntityId),
    /// A session of a later day is not started.
    SessionNotYet(EntityId),
    /// The minutes of a session that was not held are not made final.
    SessionNotHeld(EntityId),
    /// Another frozen report has this name.
    ReportNamed,
    /// No frozen report has this name.
    NoSuchReport,
    /// This document is never final: it is a form, or grows.
    NotSealable(DocumentKind),
    /// Nobody reported this commitment done, so that there is nothing to send back.
    NotCompleted(EntityId),
    /// This commitment was reported done: its department is not asked how far it is.
    CompletedAlready(EntityId),
    /// The time within which a department may return a wrong assignment has passed.
    WindowClosed {
        /// Which commitment.
        of: EntityId,
        /// The last day of its window.
        last: NaiveDate,
        /// The years without a notice of holidays that it was counted in.
        assumed: Vec<i32>,
    },
    /// The department may still return the assignment by itself, so that nobody has to agree.
    WindowOpen {
        /// Which commitment.
        of: EntityId,
        /// The last day of its window; `None` where no letter went out.
        last: Option<NaiveDate>,
    },
    /// A mark has no place where a commitment stands.
    OutOfTurn {
        /// Which commitment.
        of: EntityId,
        /// Where it stands.
        progress: Progress,
        /// What was to be entered.
        kind: MarkKind,
    },
    /// What nobody reported done is not graded as solved.
    NothingToGrade(EntityId),
    /// An extension would leave a deadline as it is, or bring it forward.
    NotExtended {
        /// Which commitment.
        of: EntityId,
        /// Its deadline.
        due: NaiveDate,
    },
    /// What is to be merged into is itself what remained of an issue, and counts with that.
    IsResidual {
        /// Which.
        residual: EntityId,
        /// The issue of which it remained.
        root: EntityId,
        /// Whether that is the one to be merged.
        is_own: bool,
    },
    /// The words of an entity in an export are not those of an entity with this id.
    NotAsWritten(EntityId),
    /// What remains of the commitment is looked after by this issue.
    CarriedOver(EntityId),
    /// Only what was consulted leaves something over for another issue.
    NotConsulted(EntityId),
    /// Nothing that was promised for an issue is owed any more, so that nothing of it is left over.
    NothingOwed(EntityId),
    /// All that was promised for an issue would be carried over, so that nothing of it could ever be
    /// resolved.
    NothingStays(EntityId),
}

impl Refusal {
    /// The stable word for scripts.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown",
            Self::Taken { .. } => "taken",
            Self::Text { .. } => "text",
            Self::Calendar(_) => "calendar",
            Self::Required(_) => "required",
            Self::InFuture { .. } => "in_future",
            Self::InPast { .. } => "in_past",
            Self::LeftEarlier { .. } => "left_earlier",
            Self::TooEarly { .. } => "too_early",
            Self::MarkRests { .. } => "mark_rests",
            Self::NothingToAcknowledge(_) => "nothing_to_acknowledge",
            Self::DeadlineTooEarly { .. } => "deadline_too_early",
            Self::TooLate { .. } => "too_late",
            Self::RaisedLater { .. } => "raised_later",
            Self::NoSuchStep { .. } => "no_such_step",
            Self::NoSuchSessionStep { .. } => "no_such_session_step",
            Self::Missing { .. } => "missing",
            Self::NotOverridable(_) => "not_overridable",
            Self::NotMergeable(_) => "not_mergeable",
            Self::MergedAway(_) => "merged_away",
            Self::RootBehind(_) => "root_behind",
            Self::NotFromSource(_) => "not_from_source",
            Self::CommitmentOpen(_) => "commitment_open",
            Self::DependsOn(_) => "depends_on",
            Self::ChangedSince(_) => "changed_since",
            Self::NotUndoable => "not_undoable",
            Self::IssueClosed(_) => "issue_closed",
            Self::IssueResolved(_) => "issue_resolved",
            Self::SessionCancelled(_) => "session_cancelled",
            Self::NotOnAgenda(_) => "not_on_agenda",
            Self::TwiceOnAgenda(_) => "twice_on_agenda",
            Self::NoSuchEntry(_) => "no_such_entry",
            Self::Exists(_) => "exists",
            Self::TooMany { .. } => "too_many",
            Self::ReopenInstead(_) => "reopen_instead",
            Self::SessionFromSource(_) => "session_from_source",
            Self::SessionNotBegun(_) => "session_not_begun",
            Self::SessionNotLive(_) => "session_not_live",
            Self::Interrupted(_) => "interrupted",
            Self::QueueWaiting { .. } => "queue_waiting",
            Self::HandledSince { .. } => "handled_since",
            Self::ClassTwice(_) => "class_twice",
            Self::NoRaiser(_) => "no_raiser",
            Self::NeedsReason(_) => "needs_reason",
            Self::Sealed(_) => "sealed",
            Self::SessionNotYet(_) => "session_not_yet",
            Self::SessionNotHeld(_) => "session_not_held",
            Self::NotSealable(_) => "not_sealable",
            Self::NotCompleted(_) => "not_completed",
            Self::CompletedAlready(_) => "completed_already",
            Self::WindowClosed { .. } => "window_closed",
            Self::WindowOpen { .. } => "window_open",
            Self::OutOfTurn { .. } => "out_of_turn",
            Self::NothingToGrade(_) => "nothing_to_grade",
            Self::NotExtended { .. } => "not_extended",
            Self::IsResidual { .. } => "is_residual",
            Self::NotAsWritten(_) => "not_as_written",
            Self::CarriedOver(_) => "carried_over",
            Self::NotConsulted(_) => "not_consulted",
            Self::NothingStays(_) => "nothing_stays",
            Self::NothingOwed(_) => "nothing_owed",
            Self::ReportNamed => "report_named",
            Self::NoSuchReport => "no_such_report",
        }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "refused: {}", self.code())
    }
}

impl std::error::Error for Refusal {}
