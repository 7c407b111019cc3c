//! A small studio to try the rules on: asks, and folds in what was decided as a store would.

use chrono::NaiveDate;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, CommitmentFacts, Completion, Grade, Handling},
    date::{DateSpan, Interval},
    decide::{Moment, decide},
    department::DepartmentFacts,
    event::Event,
    evidence::{EvidenceFacts, Form},
    figures::{Figure, Report, Scope, Tally},
    fold::Met,
    id::{
        ChangeId, CommitmentId, DepartmentId, EntityId, EvidenceId, IssueId, LineId, PersonId,
        SessionId, StudioId,
    },
    issue::{ClosingStatement, Evaluation, Issue, IssueFacts, Means, Verdict},
    line::{LineFacts, LineKind},
    number::{ReplicaMark, StudioCode},
    person::{PersonFacts, Side},
    provenance::{Envelope, Source},
    refusal::Refusal,
    session::{AgendaItem, Attendance, Class, Presence, Session, SessionFacts, SessionStepKind},
    studio::{StudioFacts, StudioKind},
    undo::compensate,
    workflow::{Override, Rule, Status, StepKind},
    world::World,
};

pub(crate) const STUDIO: StudioId = StudioId::from_bytes([1; 16]);
pub(crate) const OTHER_STUDIO: StudioId = StudioId::from_bytes([2; 16]);
pub(crate) const MEMBER: PersonId = PersonId::from_bytes([1; 16]);
pub(crate) const CITIZEN: PersonId = PersonId::from_bytes([2; 16]);
pub(crate) const OFFICIAL: PersonId = PersonId::from_bytes([3; 16]);
pub(crate) const LEADER: PersonId = PersonId::from_bytes([4; 16]);
pub(crate) const BUREAU: DepartmentId = DepartmentId::from_bytes([1; 16]);
pub(crate) const OTHER_BUREAU: DepartmentId = DepartmentId::from_bytes([2; 16]);
pub(crate) const ISSUE: IssueId = IssueId::from_bytes([1; 16]);
pub(crate) const OTHER_ISSUE: IssueId = IssueId::from_bytes([2; 16]);
pub(crate) const SESSION: SessionId = SessionId::from_bytes([1; 16]);
pub(crate) const OTHER_SESSION: SessionId = SessionId::from_bytes([2; 16]);
pub(crate) const LINE: LineId = LineId::from_bytes([1; 16]);
pub(crate) const OTHER_LINE: LineId = LineId::from_bytes([2; 16]);
pub(crate) const COMMITMENT: CommitmentId = CommitmentId::from_bytes([1; 16]);
pub(crate) const SECOND: CommitmentId = CommitmentId::from_bytes([2; 16]);
pub(crate) const IN_ITS_PLACE: CommitmentId = CommitmentId::from_bytes([4; 16]);
pub(crate) const RESIDUAL: IssueId = IssueId::from_bytes([3; 16]);
pub(crate) const EVIDENCE: EvidenceId = EvidenceId::from_bytes([1; 16]);

/// The day of the year 2023, `day(5, 20)` being the session's.
pub(crate) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, month, day).unwrap()
}

pub(crate) fn on(month: u32, of_month: u32) -> DateSpan {
    DateSpan::of_day(day(month, of_month))
}

pub(crate) fn source() -> Source {
    Source { reference: "湘潭日报 2023-10-20".into() }
}

/// A world, and every event that made it.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) world: World,
    pub(crate) log: Vec<(Event, Envelope)>,
    pub(crate) today: NaiveDate,
    changes: u8,
}

impl Desk {
    /// Nothing at all.
    pub(crate) fn blank() -> Self {
        Self { world: World::default(), log: Vec::new(), today: day(10, 20), changes: 0 }
    }

    /// A studio with people and departments, and nothing to do; today is 2023-10-20.
    pub(crate) fn empty() -> Self {
        let mut desk = Self::blank();
        desk.must(Action::AddStudio { id: STUDIO, facts: studio("韶峰", "SFL"), source: None });
        for (id, name) in [(BUREAU, "住建局"), (OTHER_BUREAU, "城管局")] {
            let facts = DepartmentFacts::named(name);
            desk.must(Action::AddDepartment { id, facts, source: None });
        }
        for (id, name, side) in [
            (MEMBER, "委员甲", Side::Member),
            (CITIZEN, "村民乙", Side::Public),
            (OFFICIAL, "干部丙", Side::Other),
            (LEADER, "主席丁", Side::Member),
        ] {
            desk.must(Action::AddPerson {
                id,
                facts: PersonFacts::named(name, side),
                source: None,
            });
        }
        desk
    }

    /// With the issue, submitted on 1 May.
    pub(crate) fn submitted() -> Self {
        let mut desk = Self::empty();
        desk.must(add_issue(ISSUE));
        desk
    }

    /// With the issue accepted on 5 May.
    pub(crate) fn accepted() -> Self {
        let mut desk = Self::submitted();
        desk.must(step(StepRequest::new(StepKind::Accept).on(on(5, 5))));
        desk
    }

    /// With a session on 20 May that has everything a consultation needs, but was not held yet.
    pub(crate) fn planned() -> Self {
        Self::accepted().with_plan()
    }

    /// The same, of an issue that was entered from a source.
    pub(crate) fn planned_from_source() -> Self {
        let mut desk = Self::empty();
        let Action::AddIssue { id, studio, facts, .. } = add_issue(ISSUE) else { return desk };
        desk.must(Action::AddIssue { id, studio, facts, source: Some(source()) });
        desk.must(step(recorded(StepKind::Accept, on(5, 5))));
        desk.with_plan()
    }

    /// With an issue whose whole way to a solution was entered from a source.
    pub(crate) fn resolved_from_source() -> Self {
        let mut desk = Self::planned_from_source();
        desk.must(step(recorded(StepKind::Consult, on(5, 20))));
        let Action::MakeCommitment { id, issue, session, line, facts, .. } =
            commit(COMMITMENT, ISSUE, promise(Benefit::Works))
        else {
            return desk;
        };
        let source = Some(source());
        desk.must(Action::MakeCommitment { id, issue, session, line, facts, source });
        desk.must(complete(COMMITMENT, &[Benefit::Works], false));
        desk.must(step(recorded(StepKind::Resolve, on(7, 5))));
        desk
    }

    fn with_plan(self) -> Self {
        let mut desk = self;
        desk.must(plan(SESSION, on(5, 20)));
        desk.must(agenda(SESSION, &[ISSUE]));
        desk.must(sign_in(SESSION, MEMBER, Class::Member));
        desk.must(sign_in(SESSION, CITIZEN, Class::PublicRepresentative));
        desk.must(sign_in(SESSION, OFFICIAL, Class::Department));
        desk.must(line(LINE, SESSION, ISSUE, LineKind::Agreed));
        desk
    }

    /// With the session held.
    pub(crate) fn held() -> Self {
        let mut desk = Self::planned();
        desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
        desk
    }

    /// With the issue consulted.
    pub(crate) fn consulted() -> Self {
        let mut desk = Self::held();
        desk.must(step(StepRequest::new(StepKind::Consult)));
        desk
    }

    /// With a commitment that nobody has handled.
    pub(crate) fn committed() -> Self {
        let mut desk = Self::consulted();
        desk.must(commit(COMMITMENT, ISSUE, promise(Benefit::Works)));
        desk
    }

    /// With the commitment completed on 25 June, its evidence and its grade.
    pub(crate) fn handled() -> Self {
        let mut desk = Self::committed();
        desk.must(complete(COMMITMENT, &[Benefit::Works], false));
        desk.must(attach(EVIDENCE, COMMITMENT));
        desk.must(grade(COMMITMENT, Grade::A));
        desk
    }

    /// With the raiser satisfied on 1 July.
    pub(crate) fn evaluated() -> Self {
        let mut desk = Self::handled();
        desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
        desk
    }

    /// With the issue resolved on 5 July.
    pub(crate) fn resolved() -> Self {
        let mut desk = Self::evaluated();
        desk.must(step(StepRequest::new(StepKind::Resolve).on(on(7, 5))));
        desk
    }

    /// With the issue reopened on 1 September.
    pub(crate) fn reopened() -> Self {
        let mut desk = Self::resolved();
        desk.must(step(StepRequest::new(StepKind::Reopen).because("护栏又倒了").on(on(9, 1))));
        desk
    }

    /// With the commitment done and a second one that nobody has handled.
    pub(crate) fn half_done() -> Self {
        let mut desk = Self::handled();
        let facts = CommitmentFacts {
            matter: "马石组再装三百米".into(),
            ..promise(Benefit::Works)
        };
        desk.must(commit(SECOND, ISSUE, facts));
        desk
    }

    /// With that one carried over to an issue of its own on 10 July.
    pub(crate) fn divided() -> Self {
        let mut desk = Self::half_done();
        desk.must(carry_over(&[SECOND], day(7, 10)));
        desk
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment { today: self.today, actor: MEMBER, replica_mark: ReplicaMark::parse("K7").unwrap() }
    }

    /// Asks for actions as one change.
    pub(crate) fn ask(&mut self, actions: &[Action]) -> Result<Vec<Event>, Refusal> {
        let events = decide(&mut self.world.clone(), actions, &self.moment())?;
        self.changes = self.changes.wrapping_add(1);
        for event in &events {
            let envelope = self.next_envelope();
            assert_eq!(self.world.apply(event, &envelope), Met::Fitted, "{event:?}");
            self.log.push((event.clone(), envelope));
        }
        Ok(events)
    }

    /// The place of the next event in the log.
    pub(crate) fn next_envelope(&self) -> Envelope {
        let seq = self.log.len() as u64 + 1;
        Envelope {
            replica: [7; 16],
            seq,
            at_millis: 1_697_760_000_000 + seq,
            change: ChangeId::from_bytes([self.changes; 16]),
            actor: MEMBER,
        }
    }

    pub(crate) fn must(&mut self, action: Action) -> Vec<Event> {
        let told = format!("{action:?}");
        self.ask(&[action]).unwrap_or_else(|refusal| panic!("{told}: {refusal:?}"))
    }

    /// Why an action is refused.
    pub(crate) fn refusal(&self, action: Action) -> Refusal {
        self.clone().ask(&[action]).expect_err("it was to be refused")
    }

    /// Which rules a step does not meet.
    pub(crate) fn missing(&self, request: StepRequest) -> Vec<Rule> {
        match self.refusal(step(request)) {
            Refusal::Missing { missing, .. } => missing.into_iter().map(|gap| gap.rule).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// Undoes a change.
    pub(crate) fn undo(&mut self, events: &[Event]) -> Result<Vec<Event>, Refusal> {
        let actions = compensate(&self.world, events)?;
        self.ask(&actions)
    }

    pub(crate) fn issue(&self) -> &Issue {
        self.world.issue(ISSUE).unwrap()
    }

    pub(crate) fn session(&self) -> &Session {
        self.world.session(SESSION).unwrap()
    }

    pub(crate) fn status(&self) -> Status {
        self.issue().status
    }

    /// The figures of an interval, known on its last day.
    pub(crate) fn figures(&self, first: NaiveDate, last: NaiveDate) -> Report {
        self.figures_by(first, last, last)
    }

    pub(crate) fn figures_by(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        cut_off: NaiveDate,
    ) -> Report {
        let interval = Interval::between(first, last).unwrap();
        let mut tally = Tally::new(Scope { interval, cut_off, studio: None });
        self.world.studios().for_each(|studio| tally.studio(studio));
        self.world.sessions().for_each(|session| tally.session(session));
        self.world.issues().for_each(|issue| tally.issue(issue));
        self.world.commitments().for_each(|commitment| tally.commitment(commitment));
        tally.report()
    }

    /// One figure of the whole year 2023, known today.
    pub(crate) fn count(&self, figure: Figure) -> usize {
        self.figures_by(day(1, 1), day(12, 31), self.today).count(figure)
    }
}

pub(crate) fn studio(name: &str, code: &str) -> StudioFacts {
    StudioFacts {
        name: name.into(),
        code: StudioCode::parse(code).unwrap(),
        kind: StudioKind::Thematic,
        district: "韶山市".into(),
        township: String::new(),
        founded: Some(on(1, 10)),
        convenor: None,
        members: Vec::new(),
        note: String::new(),
    }
}

pub(crate) fn add_issue(id: IssueId) -> Action {
    let facts = IssueFacts {
        submitted: Some(on(5, 1)),
        raisers: vec![CITIZEN],
        ..IssueFacts::titled("村组临水路段加装护栏")
    };
    Action::AddIssue { id, studio: STUDIO, facts, source: None }
}

pub(crate) fn step(request: StepRequest) -> Action {
    step_of(ISSUE, request)
}

pub(crate) fn step_of(id: IssueId, request: StepRequest) -> Action {
    Action::StepIssue { id, request }
}

/// The request with a guard passed over.
pub(crate) fn passing_over(kind: StepKind, rules: &[Rule]) -> StepRequest {
    let overrides =
        rules.iter().map(|rule| Override { rule: *rule, reason: "诉求人外出".into() }).collect();
    StepRequest { overrides, ..StepRequest::new(kind) }
}

/// The request as it is entered from a source.
pub(crate) fn recorded(kind: StepKind, on: DateSpan) -> StepRequest {
    StepRequest { recorded: Some(source()), ..StepRequest::new(kind).on(on) }
}

pub(crate) fn merge_into(into: IssueId) -> StepRequest {
    StepRequest {
        into: Some(into),
        ..StepRequest::new(StepKind::Exit(tanshi::domain::workflow::Exit::Merged))
            .because("同一件事")
    }
}

pub(crate) fn session_facts(on: DateSpan) -> SessionFacts {
    SessionFacts {
        studio: STUDIO,
        co_studios: Vec::new(),
        title: "临水路段安全协商议事会".into(),
        venue: String::new(),
        on,
        starts_at: None,
        chair: None,
        recorder: None,
    }
}

pub(crate) fn plan(id: SessionId, on: DateSpan) -> Action {
    Action::PlanSession { id, facts: session_facts(on), source: None }
}

pub(crate) fn session_step(id: SessionId, kind: SessionStepKind) -> Action {
    Action::StepSession { id, kind, reason: String::new(), to: None }
}

pub(crate) fn items(issues: &[IssueId]) -> Vec<AgendaItem> {
    let item =
        |issue: &IssueId| AgendaItem { issue: *issue, planned_minutes: None, no_consensus: None };
    issues.iter().map(item).collect()
}

pub(crate) fn agenda(session: SessionId, issues: &[IssueId]) -> Action {
    Action::SetAgenda { session, items: items(issues) }
}

pub(crate) fn row(person: PersonId, class: Class) -> Attendance {
    Attendance {
        person,
        class,
        department: (class == Class::Department).then_some(BUREAU),
        presence: Presence::Present,
        arrived_at: None,
        left_at: None,
        correction: false,
    }
}

pub(crate) fn sign_in(session: SessionId, person: PersonId, class: Class) -> Action {
    Action::SetAttendance { session, person, row: Some(row(person, class)) }
}

pub(crate) fn sign_out(person: PersonId) -> Action {
    Action::SetAttendance { session: SESSION, person, row: None }
}

pub(crate) fn words(issue: IssueId, kind: LineKind) -> LineFacts {
    LineFacts {
        kind,
        speaker: None,
        issue: Some(issue),
        text: "两周内完成勘察".into(),
        at: None,
        correction: false,
    }
}

pub(crate) fn line(id: LineId, session: SessionId, issue: IssueId, kind: LineKind) -> Action {
    Action::AddLine { id, session, facts: words(issue, kind) }
}

pub(crate) fn promise(promised: Benefit) -> CommitmentFacts {
    CommitmentFacts {
        matter: "加装护栏三百米".into(),
        promised,
        lead: Some(BUREAU),
        supporting: Vec::new(),
        deadline: Some(day(6, 30)),
        funds: None,
    }
}

pub(crate) fn commit(id: CommitmentId, issue: IssueId, facts: CommitmentFacts) -> Action {
    Action::MakeCommitment { id, issue, session: None, line: None, facts, source: None }
}

pub(crate) fn carry_over(commitments: &[CommitmentId], on: NaiveDate) -> Action {
    Action::CarryOver {
        id: RESIDUAL,
        issue: ISSUE,
        facts: Box::new(IssueFacts {
            submitted: Some(DateSpan::of_day(day(5, 1))),
            raisers: vec![CITIZEN],
            ..IssueFacts::titled("马石组临水路段加装护栏")
        }),
        commitments: commitments.iter().map(|id| (*id, IN_ITS_PLACE)).collect(),
        on,
        until: None,
        reason: "要等下一年的预算".into(),
    }
}

pub(crate) fn complete(id: CommitmentId, delivered: &[Benefit], received: bool) -> Action {
    complete_on(id, on(6, 25), delivered, received)
}

pub(crate) fn complete_on(
    id: CommitmentId,
    on: DateSpan,
    delivered: &[Benefit],
    received: bool,
) -> Action {
    let completion = Completion {
        on,
        delivered: delivered.to_vec(),
        funds: None,
        received,
        text: String::new(),
    };
    Action::Handle { id, handling: Handling::Completed(completion) }
}

/// Sends the commitment back, so that it is to be done again.
pub(crate) fn send_back(month: u32, of_month: u32) -> Action {
    let (on, reason) = (day(month, of_month), "一场雨就松了".to_owned());
    let handling = Handling::SentBack { on, until: None, reason, word: None };
    Action::Handle { id: COMMITMENT, handling }
}

pub(crate) fn statement_on(month: u32, of_month: u32) -> Action {
    let statement = ClosingStatement {
        what: "村里自筹装好".into(),
        who: "村委会".into(),
        on: on(month, of_month),
    };
    Action::StateClosing { issue: ISSUE, statement: Some(statement) }
}

pub(crate) fn grade(id: CommitmentId, grade: Grade) -> Action {
    Action::Handle {
        id,
        handling: Handling::Graded { on: day(6, 26), grade, reason: "现场核过".into() },
    }
}

pub(crate) fn attach(id: EvidenceId, of: impl Into<EntityId>) -> Action {
    let facts = EvidenceFacts { title: "完工照片".into(), on: None, form: Form::Reference };
    Action::AttachEvidence { id, of: of.into(), facts, source: None }
}

pub(crate) fn word(verdict: Verdict, on: DateSpan) -> Evaluation {
    Evaluation { on, verdict, remark: String::new(), means: Means::Visit, collected_by: None }
}

pub(crate) fn evaluate(verdict: Verdict, on: DateSpan) -> Action {
    Action::Evaluate { issue: ISSUE, evaluation: word(verdict, on) }
}
