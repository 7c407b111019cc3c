//! The facts of the log. State is the fold of these; kinds are only ever appended.

use super::{
    brought::{AllBrought, EntityBrought},
    commitment::{CommitmentFacts, Handling},
    department::DepartmentFacts,
    evidence::EvidenceFacts,
    figures::FrozenReport,
    id::{
        ChangeId, CommitmentId, DepartmentId, EntityId, EvidenceId, IssueId, LineId, PersonId,
        SessionId, StudioId,
    },
    imported::RowsImported,
    issue::{ClosingStatement, Evaluation, FieldStudy, IssueFacts, ServiceRecord},
    line::LineFacts,
    mistake::MistakeExplained,
    number::CaseNumber,
    person::PersonFacts,
    provenance::Source,
    sealed::SealedDocument,
    session::{
        AgendaItem, Attendance, FloorMark, Invitation, PrivateNote, SessionFacts, SessionStep,
        Stage, StrawPoll, Tally, Waiting,
    },
    settings::{Setting, StatedSettings},
    studio::StudioFacts,
    workflow::{Status, StepFacts, StepKind},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Something was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added<Id, Facts> {
    /// What it is from now on.
    pub id: Id,
    /// What was stated about it.
    pub facts: Facts,
    /// The source it was entered from.
    pub source: Option<Source>,
}

/// Something was changed; both sides are kept, so that undo needs no memory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed<Id, Facts> {
    /// What was changed.
    pub id: Id,
    /// What it said before.
    pub from: Facts,
    /// What it says now.
    pub to: Facts,
}

/// An entry of a list was marked as mistaken, or as standing again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack<Id> {
    /// The entity that holds the list.
    pub id: Id,
    /// The place in the list, from 0.
    pub index: u32,
    /// Whether it is mistaken now.
    pub taken_back: bool,
}

/// An issue was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueAdded {
    /// What it is from now on.
    pub id: IssueId,
    /// Its label.
    pub number: CaseNumber,
    /// The studio that looks after it.
    pub studio: StudioId,
    /// What was stated about it.
    pub facts: IssueFacts,
    /// The source it was entered from.
    pub source: Option<Source>,
}

/// What remains of an issue became an issue of its own (余项议题); it begins as consulted, since the
/// session that talked about the one talked about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidualMade {
    /// What it is from now on.
    pub id: IssueId,
    /// Its label.
    pub number: CaseNumber,
    /// The studio that looks after it.
    pub studio: StudioId,
    /// What was stated about it.
    pub facts: IssueFacts,
    /// The issue of which it remained.
    pub parent: IssueId,
    /// When.
    pub on: NaiveDate,
    /// Why it could not be done with the rest.
    pub reason: String,
}

/// An issue made a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueStepped {
    /// Which issue.
    pub id: IssueId,
    /// Which step.
    pub kind: StepKind,
    /// Where it stood; a step that does not fit when it is replayed is a conflict.
    pub from: Status,
    /// What else the step says.
    pub facts: StepFacts,
}

/// A session was planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionPlanned {
    /// What it is from now on.
    pub id: SessionId,
    /// Its label.
    pub number: CaseNumber,
    /// What was stated about it.
    pub facts: SessionFacts,
    /// The source it was entered from.
    pub source: Option<Source>,
}

/// A line was added to the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineAdded {
    /// What it is from now on.
    pub id: LineId,
    /// The session it was spoken in.
    pub session: SessionId,
    /// What it says.
    pub facts: LineFacts,
}

/// A commitment was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentMade {
    /// What it is from now on.
    pub id: CommitmentId,
    /// The issue it serves.
    pub issue: IssueId,
    /// The session it was made in.
    pub session: Option<SessionId>,
    /// The line it was spoken in.
    pub line: Option<LineId>,
    /// What was stated about it.
    pub facts: CommitmentFacts,
    /// The source it was entered from.
    pub source: Option<Source>,
}

/// Evidence was attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceAttached {
    /// What it is from now on.
    pub id: EvidenceId,
    /// The issue or commitment that it speaks for.
    pub of: EntityId,
    /// What was stated about it.
    pub facts: EvidenceFacts,
    /// The source it was entered from.
    pub source: Option<Source>,
}

/// A row of the sign-in sheet was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceSet {
    /// Which session.
    pub session: SessionId,
    /// Whose row.
    pub person: PersonId,
    /// What it said before.
    pub from: Option<Attendance>,
    /// What it says now.
    pub to: Option<Attendance>,
}

/// Declares the events: a number for the log, a name, what it carries, and the entity it is about.
macro_rules! events {
    ($($(#[$meta:meta])* $number:literal $name:ident($body:ty) => $entity:expr,)+) => {
        /// A fact of the log.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Event { $($(#[$meta])* $name($body),)+ }

        impl Event {
            /// The numbers of all kinds that this build knows, in order.
            pub const KINDS: &'static [u16] = &[$($number,)+];

            /// The number of this kind in the log; never reused.
            pub const fn kind(&self) -> u16 {
                match self { $(Self::$name(_) => $number,)+ }
            }

            /// The entity that it is about.
            pub fn entity(&self) -> EntityId {
                match self { $(Self::$name(body) => { let entity: fn(&$body) -> EntityId = $entity; entity(body) })+ }
            }

            /// Hands the body to a serializer of the caller.
            ///
            /// # Errors
            /// Whatever `encode` returns.
            pub fn encode_body<E: BodyEncoder>(&self, encoder: &E) -> Result<Vec<u8>, E::Error> {
                match self { $(Self::$name(body) => encoder.encode(body),)+ }
            }

            /// Reads the body of an event of the given kind; `None` for a kind that this build does
            /// not know.
            ///
            /// # Errors
            /// Whatever `decode` returns.
            pub fn decode_body<D: BodyDecoder>(kind: u16, decoder: &D) -> Result<Option<Self>, D::Error> {
                match kind {
                    $($number => decoder.decode::<$body>().map(|body| Some(Self::$name(body))),)+
                    _ => Ok(None),
                }
            }
        }
    };
}

/// Turns a body into bytes; the log has the one that counts.
pub trait BodyEncoder {
    /// What can go wrong.
    type Error;
    /// Encodes one body.
    ///
    /// # Errors
    /// When the body cannot be encoded.
    fn encode<T: Serialize>(&self, body: &T) -> Result<Vec<u8>, Self::Error>;
}

/// Turns bytes back into a body.
pub trait BodyDecoder {
    /// What can go wrong.
    type Error;
    /// Decodes one body.
    ///
    /// # Errors
    /// When the bytes are not such a body.
    fn decode<T: serde::de::DeserializeOwned>(&self) -> Result<T, Self::Error>;
}

events! {
    /// A studio was added.
    1 StudioAdded(Added<StudioId, StudioFacts>) => |e| e.id.into(),
    /// A studio's facts were changed.
    2 StudioEdited(Changed<StudioId, StudioFacts>) => |e| e.id.into(),
    /// A person was added.
    3 PersonAdded(Added<PersonId, PersonFacts>) => |e| e.id.into(),
    /// A person's facts were changed.
    4 PersonEdited(Changed<PersonId, PersonFacts>) => |e| e.id.into(),
    /// A department was added.
    5 DepartmentAdded(Added<DepartmentId, DepartmentFacts>) => |e| e.id.into(),
    /// A department's facts were changed.
    6 DepartmentEdited(Changed<DepartmentId, DepartmentFacts>) => |e| e.id.into(),
    /// An issue was taken in.
    7 IssueAdded(IssueAdded) => |e| e.id.into(),
    /// An issue's facts were changed.
    8 IssueEdited(Changed<IssueId, IssueFacts>) => |e| e.id.into(),
    /// An issue went to another studio.
    9 IssueMoved(Changed<IssueId, StudioId>) => |e| e.id.into(),
    /// An issue made a step.
    10 IssueStepped(IssueStepped) => |e| e.id.into(),
    /// A field study was noted.
    11 FieldStudyNoted(Noted<FieldStudy>) => |e| e.id.into(),
    /// A field study was marked as mistaken, or standing again.
    12 FieldStudyTakenBack(TakenBack<IssueId>) => |e| e.id.into(),
    /// The raiser's word was entered.
    13 Evaluated(Noted<Evaluation>) => |e| e.id.into(),
    /// An evaluation was marked as mistaken, or standing again.
    14 EvaluationTakenBack(TakenBack<IssueId>) => |e| e.id.into(),
    /// The closing statement was set.
    15 ClosingStated(Changed<IssueId, Option<ClosingStatement>>) => |e| e.id.into(),
    /// Member service was recorded.
    16 ServiceRecorded(Changed<IssueId, Option<ServiceRecord>>) => |e| e.id.into(),
    /// A session was planned.
    17 SessionPlanned(SessionPlanned) => |e| e.id.into(),
    /// A session's facts were changed.
    18 SessionEdited(Changed<SessionId, SessionFacts>) => |e| e.id.into(),
    /// A session made a step.
    19 SessionStepped(SessionSteppedBody) => |e| e.id.into(),
    /// The agenda was set.
    20 AgendaSet(Changed<SessionId, Vec<AgendaItem>>) => |e| e.id.into(),
    /// A row of the sign-in sheet was set.
    21 AttendanceSet(AttendanceSet) => |e| e.session.into(),
    /// The counts without names were set.
    22 TalliesSet(Changed<SessionId, Vec<Tally>>) => |e| e.id.into(),
    /// A line was added to the record.
    23 LineAdded(LineAdded) => |e| e.id.into(),
    /// A line was changed.
    24 LineEdited(Changed<LineId, LineFacts>) => |e| e.id.into(),
    /// A line was struck out, or stands again.
    25 LineStruck(LineStruckBody) => |e| e.id.into(),
    /// A commitment was made.
    26 CommitmentMade(CommitmentMade) => |e| e.id.into(),
    /// A commitment's facts were changed.
    27 CommitmentEdited(Changed<CommitmentId, CommitmentFacts>) => |e| e.id.into(),
    /// A commitment got a dated mark.
    28 CommitmentHandled(HandledBody) => |e| e.id.into(),
    /// A mark was marked as mistaken, or standing again.
    29 HandlingTakenBack(TakenBack<CommitmentId>) => |e| e.id.into(),
    /// Evidence was attached.
    30 EvidenceAttached(EvidenceAttached) => |e| e.id.into(),
    /// The addition of an entity was taken back.
    31 Retracted(EntityId) => |e| *e,
    /// A retracted entity was brought back.
    32 Restored(EntityId) => |e| *e,
    /// The settings were changed.
    33 SettingsSet(Changed<EntityId, StatedSettings>) => |e| e.id,
    /// The change that holds this event undoes another, or does again what was undone.
    34 Undone(Undone) => |_| EntityId::SETTINGS,
    /// The change that holds this event takes an entry back as a mistake, for this reason.
    35 MistakeExplained(MistakeExplained) => |e| e.id,
    /// Something happened on the floor of a live session.
    36 FloorMarked(FloorMarked) => |e| e.session.into(),
    /// A mark of the floor was marked as mistaken, or standing again.
    37 FloorMarkTakenBack(TakenBack<SessionId>) => |e| e.id.into(),
    /// The queue of speakers was set.
    38 QueueSet(Changed<SessionId, Vec<Waiting>>) => |e| e.id.into(),
    /// Somebody was invited, answered, or is not invited any more.
    39 InvitationSet(Replaced<Invitation>) => |e| e.session.into(),
    /// The order in which an item is dealt with was set.
    40 StagesSet(StagesSet) => |e| e.session.into(),
    /// A straw poll was taken, corrected or taken out.
    41 PollSet(Replaced<StrawPoll>) => |e| e.session.into(),
    /// A private note was written, changed or thrown away.
    42 NoteSet(Replaced<PrivateNote>) => |e| e.session.into(),
    /// One of the later settings was changed.
    43 OptionSet(Changed<EntityId, Setting>) => |e| e.id,
    /// A document was made final.
    44 DocumentSealed(DocumentSealed) => |e| e.of,
    /// Rows of a table were taken in: which of them what came from.
    45 RowsImported(RowsImported) => |_| EntityId::SETTINGS,
    /// A part of an entity came in from an export.
    48 EntityBrought(EntityBrought) => |e| e.id,
    /// Everything of an export came in.
    49 AllBrought(AllBrought) => |_| EntityId::SETTINGS,
    /// A report was frozen under a name, so that it runs again as it was.
    51 ReportFrozen(FrozenReport) => |_| EntityId::SETTINGS,
    /// A frozen report was dropped; its name is free again.
    52 FrozenReportDropped(FrozenReport) => |_| EntityId::SETTINGS,
    /// What remains of an issue became an issue of its own.
    57 ResidualMade(ResidualMade) => |e| e.id.into(),
}

/// Something happened on the floor of a live session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorMarked {
    /// Which session.
    pub session: SessionId,
    /// When, by the clock of the computer.
    #[serde(with = "super::session::seconds")]
    pub at: NaiveDateTime,
    /// What.
    pub mark: FloorMark,
}

/// A document was made final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSealed {
    /// The session or commitment that it is about.
    pub of: EntityId,
    /// The version.
    pub document: SealedDocument,
}

/// An entry of a list of a session was put in the place of another; one of the two may be none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced<T> {
    /// Which session.
    pub session: SessionId,
    /// What it said before.
    pub from: Option<T>,
    /// What it says now.
    pub to: Option<T>,
}

/// The order in which an item is dealt with was set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StagesSet {
    /// Which session.
    pub session: SessionId,
    /// Which item of its agenda.
    pub issue: IssueId,
    /// Its stages before.
    pub from: Vec<Stage>,
    /// Its stages now.
    pub to: Vec<Stage>,
}

/// What a change undoes. It changes nothing by itself: the events beside it do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The change that was undone, or the undoing that was.
    pub change: ChangeId,
    /// Whether it does something again.
    pub redo: bool,
}

/// A note was added to an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted<Note> {
    /// Which issue.
    pub id: IssueId,
    /// The note.
    pub note: Note,
}

/// A line was struck out, or stands again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineStruckBody {
    /// Which line.
    pub id: LineId,
    /// Whether it is struck out now.
    pub struck: bool,
    /// Whether the session was closed by then.
    pub late: bool,
}

/// A session made a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionSteppedBody {
    /// Which session.
    pub id: SessionId,
    /// The step.
    pub step: SessionStep,
}

/// A commitment got a dated mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandledBody {
    /// Which commitment.
    pub id: CommitmentId,
    /// The mark.
    pub handling: Handling,
}
