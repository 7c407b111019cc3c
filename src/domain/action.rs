//! What a person asks of the domain; `decide` turns it into events or a refusal.

use super::{
    brought::AllBrought,
    commitment::{CommitmentFacts, Handling},
    date::DateSpan,
    department::DepartmentFacts,
    evidence::EvidenceFacts,
    figures::FrozenReport,
    id::{
        ChangeId, CommitmentId, DepartmentId, EntityId, EntityKind, EvidenceId, IssueId, LineId,
        PersonId, SessionId, StudioId,
    },
    imported::ImportedRow,
    issue::{ClosingStatement, Evaluation, IssueFacts, ServiceRecord},
    line::LineFacts,
    mistake::Mistake,
    person::PersonFacts,
    provenance::Source,
    sealed::SealedDocument,
    session::{
        AgendaItem, Attendance, FloorMark, Guest, Invitation, PrivateNote, SessionFacts,
        SessionStepKind, Stage, StrawPoll, Tally, Waiting,
    },
    settings::Settings,
    studio::StudioFacts,
    text::{NAME_CHARS, clean_line},
    workflow::{Override, StepKind},
};
use chrono::{NaiveDate, NaiveDateTime};

/// A wish for a step on an issue's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRequest {
    /// Which step.
    pub kind: StepKind,
    /// When it happened; `None` is the session's day for a consultation, otherwise today.
    pub on: Option<DateSpan>,
    /// Why.
    pub reason: String,
    /// The session of a consultation; `None` takes the one that lacks least.
    pub session: Option<SessionId>,
    /// The issue to be merged into.
    pub into: Option<IssueId>,
    /// Where it is referred to.
    pub referred_to: String,
    /// Whether the raiser was told.
    pub raiser_told: bool,
    /// Guards to be passed over, each with its reason.
    pub overrides: Vec<Override>,
    /// Enters the step from a source instead of running the guards (补录).
    pub recorded: Option<Source>,
}

impl StepRequest {
    /// Asks for a step with nothing else said.
    pub const fn new(kind: StepKind) -> Self {
        Self {
            kind,
            on: None,
            reason: String::new(),
            session: None,
            into: None,
            referred_to: String::new(),
            raiser_told: false,
            overrides: Vec::new(),
            recorded: None,
        }
    }

    /// Gives the reason.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// Gives the day.
    #[must_use]
    pub const fn on(mut self, on: DateSpan) -> Self {
        self.on = Some(on);
        self
    }
}

/// Everything that can be asked. New entities bring their id along, so that deciding stays pure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the facts that the types of this module document")]
pub enum Action {
    /// Adds a studio.
    AddStudio { id: StudioId, facts: StudioFacts, source: Option<Source> },
    /// Replaces what is stated about a studio.
    EditStudio { id: StudioId, facts: StudioFacts },
    /// Adds a person.
    AddPerson { id: PersonId, facts: PersonFacts, source: Option<Source> },
    /// Replaces what is stated about a person.
    EditPerson { id: PersonId, facts: PersonFacts },
    /// Adds a department.
    AddDepartment { id: DepartmentId, facts: DepartmentFacts, source: Option<Source> },
    /// Replaces what is stated about a department.
    EditDepartment { id: DepartmentId, facts: DepartmentFacts },
    /// Takes in an issue; its number is given here.
    AddIssue { id: IssueId, studio: StudioId, facts: IssueFacts, source: Option<Source> },
    /// Replaces what is stated about an issue.
    EditIssue { id: IssueId, facts: IssueFacts },
    /// Hands an issue to another studio; its number stays.
    MoveIssue { id: IssueId, studio: StudioId },
    /// Moves an issue along the workflow.
    StepIssue { id: IssueId, request: StepRequest },
    /// Notes a visit on the spot.
    NoteFieldStudy { issue: IssueId, on: DateSpan, text: String },
    /// Marks a field study as mistaken, or as standing again.
    TakeBackFieldStudy { issue: IssueId, index: u32, taken_back: bool },
    /// Enters the raiser's word.
    Evaluate { issue: IssueId, evaluation: Evaluation },
    /// Marks an evaluation as mistaken, or as standing again.
    TakeBackEvaluation { issue: IssueId, index: u32, taken_back: bool },
    /// States what was done where no commitment was made; `None` takes it away.
    StateClosing { issue: IssueId, statement: Option<ClosingStatement> },
    /// Records member service; `None` takes it away.
    RecordService { issue: IssueId, service: Option<ServiceRecord> },
    /// Plans a session; its number is given here.
    PlanSession { id: SessionId, facts: SessionFacts, source: Option<Source> },
    /// Replaces what is stated about a session.
    EditSession { id: SessionId, facts: SessionFacts },
    /// Moves a session along its own table.
    StepSession { id: SessionId, kind: SessionStepKind, reason: String, to: Option<DateSpan> },
    /// Replaces the agenda.
    SetAgenda { session: SessionId, items: Vec<AgendaItem> },
    /// Signs a person in, changes the row, or removes it with `None`.
    SetAttendance { session: SessionId, person: PersonId, row: Option<Attendance> },
    /// Replaces the counts without names.
    SetTallies { session: SessionId, tallies: Vec<Tally> },
    /// Adds a line to the record.
    AddLine { id: LineId, session: SessionId, facts: LineFacts },
    /// Replaces what a line says; what it said before is kept.
    EditLine { id: LineId, facts: LineFacts },
    /// Strikes a line out, or lets it stand again.
    StrikeLine { id: LineId, struck: bool },
    /// Marks what happens on the floor of a live session; a time before the last mark counts as that
    /// of the last mark.
    MarkFloor { session: SessionId, at: NaiveDateTime, mark: FloorMark },
    /// Marks a mark of the floor as mistaken, or as standing again; only ever the last one.
    TakeBackFloorMark { session: SessionId, index: u32, taken_back: bool },
    /// Replaces the queue of speakers.
    SetQueue { session: SessionId, queue: Vec<Waiting> },
    /// Invites somebody, changes what they answered, or takes the invitation away with `None`.
    SetInvitation { session: SessionId, guest: Guest, invitation: Option<Invitation> },
    /// Replaces the order in which an item is dealt with; none takes it away.
    SetStages { session: SessionId, issue: IssueId, stages: Vec<Stage> },
    /// Puts a straw poll in the place of another, adds one, or takes one out.
    SetPoll { session: SessionId, from: Option<StrawPoll>, to: Option<StrawPoll> },
    /// Puts a private note in the place of another, adds one, or throws one away.
    SetNote { session: SessionId, from: Option<PrivateNote>, to: Option<PrivateNote> },
    /// Makes a commitment; its place among those of the issue is given by the fold.
    MakeCommitment {
        id: CommitmentId,
        issue: IssueId,
        session: Option<SessionId>,
        line: Option<LineId>,
        facts: CommitmentFacts,
        source: Option<Source>,
    },
    /// Makes an issue of what remains of another: `commitments` are those that stay undone there, each with
    /// the id of the one that takes its place.
    CarryOver {
        id: IssueId,
        issue: IssueId,
        facts: Box<IssueFacts>,
        commitments: Vec<(CommitmentId, CommitmentId)>,
        on: NaiveDate,
        until: Option<NaiveDate>,
        reason: String,
    },
    /// Replaces what is stated about a commitment.
    EditCommitment { id: CommitmentId, facts: CommitmentFacts },
    /// Adds a dated mark to a commitment.
    Handle { id: CommitmentId, handling: Handling },
    /// Marks a mark as mistaken, or as standing again.
    TakeBackHandling { id: CommitmentId, index: u32, taken_back: bool },
    /// Attaches evidence to an issue or a commitment.
    AttachEvidence { id: EvidenceId, of: EntityId, facts: EvidenceFacts, source: Option<Source> },
    /// Takes the addition of an entity back; refused while something depends on it.
    Retract { entity: EntityId },
    /// Brings a retracted entity back.
    Restore { entity: EntityId },
    /// Takes an entry back as a mistake; what it said, and why it was one, stay in the history.
    TakeBack { mistake: Mistake, reason: String },
    /// Replaces the settings.
    SetSettings { settings: Box<Settings> },
    /// Freezes a report; its place in the log and its hash are put in where the log is.
    FreezeReport { report: FrozenReport },
    /// Drops the frozen report with this name.
    DropFrozenReport { name: String },
    /// Makes a document final; which version it is is given here.
    SealDocument { of: EntityId, document: SealedDocument },
    /// Brings everything of an export in, into a store that has nothing: each entity and its words.
    BringIn { entities: Vec<(EntityId, String)>, all: AllBrought },
    /// Keeps in mind which rows of a table were taken in.
    MarkRows { rows: Vec<ImportedRow> },
    /// Says that this change undoes another, or does again what was undone.
    MarkUndone { change: ChangeId, redo: bool },
}

/// What must be loaded before an action can be decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// Entities that are needed with their neighbourhood (see [`World`](super::world::World)).
    pub entities: Vec<EntityId>,
    /// Entities that are needed for themselves alone.
    pub alone: Vec<EntityId>,
    /// Sessions, and lines of one, that are needed for themselves alone while the session is going
    /// on, and with their neighbourhood otherwise: while people speak, what is entered costs no more
    /// after two thousand lines than after ten.
    pub unless_live: Vec<EntityId>,
    /// Kinds of which every entity is needed.
    pub kinds: Vec<EntityKind>,
    /// Kinds and names: everybody is needed who is called so, however many others there are.
    pub called: Vec<(EntityKind, String)>,
    /// People, departments and studios of which everything is needed that speaks of them.
    pub speaking_of: Vec<EntityId>,
}

impl Reads {
    /// These with their neighbourhood.
    fn of(entities: impl IntoIterator<Item = EntityId>) -> Self {
        Self { entities: entities.into_iter().collect(), ..Self::default() }
    }

    /// These for themselves alone.
    fn alone(entities: impl IntoIterator<Item = EntityId>) -> Self {
        Self { alone: entities.into_iter().collect(), ..Self::default() }
    }

    /// Whoever is to be called so, and all who are already; a name that the rules refuse is nobody's.
    fn called(id: impl Into<EntityId>, name: &str) -> Self {
        let id = id.into();
        let called = clean_line(name, NAME_CHARS).ok().map(|name| (id.kind, name));
        Self { called: called.into_iter().collect(), ..Self::of([id]) }
    }

    /// Everything of these kinds.
    fn all(kinds: impl IntoIterator<Item = EntityKind>) -> Self {
        Self { kinds: kinds.into_iter().collect(), ..Self::default() }
    }

    /// What two actions need together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.entities.extend(other.entities);
        self.alone.extend(other.alone);
        self.unless_live.extend(other.unless_live);
        self.called.extend(other.called);
        self.speaking_of.extend(other.speaking_of);
        for kind in other.kinds {
            if !self.kinds.contains(&kind) {
                self.kinds.push(kind);
            }
        }
        self
    }
}

impl Action {
    /// What must be loaded before this action can be decided.
    pub fn reads(&self) -> Reads {
        let mut reads = self.needed();
        reads.entities.extend(self.references());
        reads
    }

    /// Who is spoken of, and has to be there.
    fn references(&self) -> Vec<EntityId> {
        match self {
            Self::AddStudio { facts, .. } | Self::EditStudio { facts, .. } => {
                facts.convenor.iter().chain(&facts.members).map(|id| (*id).into()).collect()
            }
            Self::AddPerson { facts, .. } | Self::EditPerson { facts, .. } => {
                facts.department.into_iter().map(Into::into).collect()
            }
            Self::CarryOver { facts, .. } => facts.raisers.iter().map(|id| (*id).into()).collect(),
            Self::AddIssue { facts, .. } | Self::EditIssue { facts, .. } => {
                facts.raisers.iter().map(|id| (*id).into()).collect()
            }
            Self::Evaluate { evaluation, .. } => {
                evaluation.collected_by.into_iter().map(Into::into).collect()
            }
            Self::PlanSession { facts, .. } | Self::EditSession { facts, .. } => {
                facts.chair.iter().chain(&facts.recorder).map(|id| (*id).into()).collect()
            }
            Self::AddLine { facts, .. } | Self::EditLine { facts, .. } => {
                facts.speaker.into_iter().map(Into::into).collect()
            }
            Self::MakeCommitment { facts, .. } | Self::EditCommitment { facts, .. } => {
                facts.departments().map(Into::into).collect()
            }
            Self::SetSettings { settings } => {
                let studio = settings.my_studio.into_iter().map(Into::into);
                settings.me.into_iter().map(Into::into).chain(studio).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What the rules look at.
    fn needed(&self) -> Reads {
        match self {
            Self::AddStudio { .. } | Self::EditStudio { .. } => Reads::all([EntityKind::Studio]),
            Self::AddDepartment { id, facts, .. } | Self::EditDepartment { id, facts } => {
                Reads::called(*id, &facts.name)
            }
            Self::AddPerson { id, facts, .. } | Self::EditPerson { id, facts } => {
                Reads::called(*id, &facts.name)
            }
            Self::AddIssue { id, studio, .. } | Self::MoveIssue { id, studio } => {
                Reads::of([(*id).into(), (*studio).into()])
            }
            // The guards of a consultation look at the quorum.
            Self::StepIssue { id, request } => Reads::of(
                [(*id).into(), EntityId::SETTINGS]
                    .into_iter()
                    .chain(request.session.map(Into::into))
                    .chain(request.into.map(Into::into)),
            ),
            Self::EditIssue { id, .. } => Reads::of([(*id).into()]),
            Self::NoteFieldStudy { issue, .. }
            | Self::TakeBackFieldStudy { issue, .. }
            | Self::Evaluate { issue, .. }
            | Self::TakeBackEvaluation { issue, .. }
            | Self::StateClosing { issue, .. }
            | Self::RecordService { issue, .. } => Reads::of([(*issue).into()]),
            Self::PlanSession { id, facts, .. } | Self::EditSession { id, facts } => Reads::of(
                [(*id).into(), facts.studio.into()]
                    .into_iter()
                    .chain(facts.co_studios.iter().map(|studio| (*studio).into())),
            ),
            Self::StepSession { id, .. } => Reads::of([(*id).into()]),
            Self::SetAgenda { session, items } => Reads::of(
                [(*session).into(), EntityId::SETTINGS]
                    .into_iter()
                    .chain(items.iter().map(|item| item.issue.into())),
            ),
            Self::SetAttendance { session, person, row } => Reads {
                unless_live: vec![(*session).into()],
                ..Reads::of(
                    [(*person).into(), EntityId::SETTINGS]
                        .into_iter()
                        .chain(row.iter().filter_map(|row| row.department).map(Into::into)),
                )
            },
            Self::SetTallies { session, .. } => Reads::of([(*session).into(), EntityId::SETTINGS]),
            // While people speak, what a line costs does not grow with the record.
            Self::AddLine { id, session, .. } => Reads::alone([(*id).into(), (*session).into()]),
            Self::MarkFloor { session, mark, .. } => {
                Reads::alone([(*session).into()].into_iter().chain(match mark {
                    FloorMark::SpeechBegun { person, .. } | FloorMark::Returned { person, .. } => {
                        Some((*person).into())
                    }
                    _ => None,
                }))
            }
            Self::TakeBackFloorMark { session, .. }
            | Self::SetPoll { session, .. }
            | Self::SetNote { session, .. }
            | Self::SetStages { session, .. } => Reads::alone([(*session).into()]),
            Self::SealDocument { of, .. } => Reads::alone([*of]),
            Self::SetQueue { session, queue } => Reads::alone(
                [(*session).into()].into_iter().chain(queue.iter().map(|it| it.person.into())),
            ),
            Self::SetInvitation { session, guest, invitation } => Reads::alone(
                [(*session).into(), (*guest).into()]
                    .into_iter()
                    .chain(invitation.iter().filter_map(|it| it.substitute).map(EntityId::from)),
            ),
            Self::EditLine { id, .. } => {
                Reads { unless_live: vec![(*id).into()], ..Reads::of([EntityId::SETTINGS]) }
            }
            Self::StrikeLine { id, .. } => Reads::of([(*id).into(), EntityId::SETTINGS]),
            Self::MakeCommitment { id, issue, session, line, .. } => Reads::alone(
                [(*id).into(), (*issue).into()]
                    .into_iter()
                    .chain(session.map(Into::into))
                    .chain(line.map(Into::into)),
            ),
            // A wrong assignment is returned within a time that the settings say.
            Self::Handle { id, handling } => {
                let window = matches!(handling, Handling::Returned { .. });
                let residual = match handling {
                    Handling::CarriedOver { to, .. } => Some((*to).into()),
                    _ => None,
                };
                let more = residual.into_iter().chain(window.then_some(EntityId::SETTINGS));
                Reads::of([(*id).into()].into_iter().chain(more))
            }
            Self::CarryOver { id, issue, commitments, .. } => Reads::of(
                [(*id).into(), (*issue).into()]
                    .into_iter()
                    .chain(commitments.iter().map(|(_, new)| (*new).into())),
            ),
            Self::EditCommitment { id, .. } | Self::TakeBackHandling { id, .. } => {
                Reads::of([(*id).into()])
            }
            Self::AttachEvidence { id, of, .. } => Reads::of([(*id).into(), *of]),
            Self::Retract { entity } => Reads {
                speaking_of: match entity.kind {
                    EntityKind::Studio | EntityKind::Person | EntityKind::Department => {
                        vec![*entity]
                    }
                    _ => Vec::new(),
                },
                ..Reads::of([*entity])
            },
            Self::Restore { entity } => Reads {
                // What was unique may have been given to another one since, and who is spoken of may
                // have gone.
                kinds: match entity.kind {
                    EntityKind::Studio => vec![entity.kind, EntityKind::Person],
                    EntityKind::Person => vec![entity.kind, EntityKind::Department],
                    EntityKind::Department => vec![entity.kind],
                    _ => Vec::new(),
                },
                ..Reads::of([*entity])
            },
            Self::TakeBack { mistake, .. } => Reads::of([mistake.of()]),
            Self::BringIn { .. } => Reads::all(EntityKind::ALL),
            Self::SetSettings { .. }
            | Self::FreezeReport { .. }
            | Self::DropFrozenReport { .. } => Reads::of([EntityId::SETTINGS]),
            Self::MarkRows { .. } | Self::MarkUndone { .. } => Reads::default(),
        }
    }
}
