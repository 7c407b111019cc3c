//! Turns a few random bytes into an action over a small world; many of them do not fit.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, Completion, Grade, Handling},
    date::DateSpan,
    department::DepartmentFacts,
    id::{CommitmentId, DepartmentId, EntityId, EvidenceId, IssueId, LineId, PersonId, SessionId},
    issue::{ClosingStatement, Evaluation, IssueFacts, ServiceRecord, Verdict},
    line::{LineFacts, LineKind},
    mistake::Mistake,
    person::{PersonFacts, Side},
    session::{
        AgendaItem, Attendance, Class, FloorMark, Guest, Invitation, ItemOrder, PollAnswer,
        Presence, PrivateNote, Reply, SessionFacts, SessionStepKind, SpeechManner, StrawPoll,
        Tally, Waiting,
    },
    settings::{Options, Quorum, Settings},
    studio::StudioFacts,
    workflow::{Override, Rule, StepKind, successor},
    world::World,
};

/// Bytes that are used up one after the other.
pub(crate) struct Dice<'b>(std::slice::Iter<'b, u8>);

impl<'b> Dice<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes.iter())
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % limit
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn odds(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    fn bytes(&mut self, kinds: u8) -> [u8; 16] {
        [u8::try_from(self.below(usize::from(kinds))).unwrap() + 1; 16]
    }

    fn issue(&mut self) -> IssueId {
        self.one(&[ISSUE, ISSUE, ISSUE, OTHER_ISSUE, OTHER_ISSUE, OTHER_ISSUE, RESIDUAL])
    }

    fn session(&mut self) -> SessionId {
        SessionId::from_bytes(self.bytes(2))
    }

    fn person(&mut self) -> PersonId {
        PersonId::from_bytes(self.bytes(5))
    }

    fn department(&mut self) -> DepartmentId {
        DepartmentId::from_bytes(self.bytes(3))
    }

    fn line(&mut self) -> LineId {
        LineId::from_bytes(self.bytes(4))
    }

    fn commitment(&mut self) -> CommitmentId {
        CommitmentId::from_bytes(self.bytes(4))
    }

    fn evidence(&mut self) -> EvidenceId {
        EvidenceId::from_bytes(self.bytes(4))
    }

    fn studio_id(&mut self) -> tanshi::domain::id::StudioId {
        self.one(&[STUDIO, STUDIO, OTHER_STUDIO])
    }

    fn entity(&mut self) -> EntityId {
        match self.below(10) {
            0 => self.studio_id().into(),
            1 => self.person().into(),
            2 => self.department().into(),
            3 => self.issue().into(),
            4 => self.session().into(),
            5 => self.line().into(),
            6 | 7 => self.commitment().into(),
            _ => self.evidence().into(),
        }
    }

    /// From spring to a little after today.
    fn span(&mut self) -> DateSpan {
        let day = on(4, 25).first() + chrono::Days::new(self.below(180) as u64);
        let length = self.one(&[0, 0, 0, 3]);
        DateSpan::between(day, day + chrono::Days::new(length)).unwrap()
    }

    fn studio_facts(&mut self) -> StudioFacts {
        let (name, code) = self.one(&[("韶峰", "SFL"), ("石潭", "ST"), ("潭市", "SF")]);
        studio(name, code)
    }

    fn attendance(&mut self, person: PersonId) -> Attendance {
        Attendance {
            department: self.one(&[None, Some(BUREAU), Some(OTHER_BUREAU)]),
            presence: self.one(&[Presence::Present, Presence::Present, Presence::Excused]),
            ..row(person, self.one(Class::ALL))
        }
    }

    fn line_facts(&mut self) -> LineFacts {
        let issue = self.one(&[Some(ISSUE), Some(OTHER_ISSUE), None]);
        let kind = self.one(&[LineKind::Agreed, LineKind::Agreed, LineKind::Question]);
        LineFacts { issue, speaker: self.odds(3).then_some(CITIZEN), ..words(ISSUE, kind) }
    }

    fn handling(&mut self) -> Handling {
        let on = self.span();
        match self.below(12) {
            0 => Handling::Assigned { on: on.first() },
            7 => Handling::Acknowledged { on: on.first() },
            8 => Handling::Reported { on: on.first(), text: "已勘察".into() },
            9 => Handling::SentBack {
                on: on.first(),
                until: self.odds(2).then(|| self.span().last()),
                reason: "松了".into(),
                word: self.odds(3).then_some(0),
            },
            10 => Handling::ReturnedLate {
                on: on.first(),
                reason: "非本单位职责".into(),
                agreed: "核实过".into(),
            },
            11 => {
                Handling::CarriedOver {
                    on: on.first(), to: self.issue(), reason: "等预算".into()
                }
            }
            1 => Handling::Returned { on: on.first(), reason: "非本单位职责".into() },
            2 => Handling::Extended {
                on: on.first(),
                until: self.span().last(),
                reason: "汛期".into(),
            },
            3 | 4 => Handling::Completed(Completion {
                on,
                delivered: vec![self.one(&[Benefit::Works, Benefit::Works, Benefit::Money])],
                funds: None,
                received: self.odds(2),
                text: String::new(),
            }),
            _ => Handling::Graded {
                on: on.first(),
                grade: self.one(&[Grade::A, Grade::A, Grade::B]),
                reason: String::new(),
            },
        }
    }

    /// Mostly a step that the table has where the issue stands.
    fn request(&mut self, world: &World, issue: IssueId) -> StepRequest {
        let there: Vec<StepKind> = StepKind::ALL
            .into_iter()
            .filter(|kind| {
                world.issue(issue).is_some_and(|issue| successor(issue.status, *kind).is_some())
            })
            .collect();
        let all = self.odds(6) || there.is_empty();
        let kind = if all { self.one(&StepKind::ALL) } else { self.one(&there) };
        let overrides = self.one(&[
            Vec::new(),
            vec![Rule::Evaluated],
            vec![Rule::EvaluationRecent],
            vec![Rule::PublicPresent, Rule::DepartmentPresent],
        ]);
        StepRequest {
            kind,
            on: self.odds(3).then(|| self.span()),
            reason: self.one(&["误登", "误登", ""]).into(),
            session: self.odds(4).then(|| self.session()),
            into: self.odds(2).then(|| self.issue()),
            referred_to: String::new(),
            raiser_told: self.odds(2),
            overrides: overrides
                .into_iter()
                .map(|rule| Override { rule, reason: "外出".into() })
                .collect(),
            recorded: self.odds(6).then(source),
        }
    }

    /// Any action.
    pub(crate) fn action(&mut self, world: &World) -> Action {
        match self.below(51) {
            drawn @ 0..=4 => self.of_the_directory(drawn),
            drawn @ 5..=24 => self.of_an_issue(drawn, world),
            drawn @ 25..=33 => self.of_a_session(drawn),
            drawn @ 34..=41 => self.of_what_comes_after(drawn),
            50 => self.carrying_over(),
            drawn => self.of_the_floor(drawn),
        }
    }

    fn carrying_over(&mut self) -> Action {
        let facts = IssueFacts {
            submitted: self.odds(2).then(|| self.span()),
            ..IssueFacts::titled("余下的护栏")
        };
        Action::CarryOver {
            id: self.one(&[RESIDUAL, RESIDUAL, OTHER_ISSUE]),
            issue: self.issue(),
            facts: Box::new(facts),
            commitments: vec![(self.commitment(), self.one(&[IN_ITS_PLACE, SECOND]))],
            on: self.span().first(),
            until: self.odds(2).then(|| self.span().last()),
            reason: "等预算".into(),
        }
    }

    fn of_the_directory(&mut self, drawn: usize) -> Action {
        match drawn {
            0 => {
                Action::AddStudio { id: self.studio_id(), facts: self.studio_facts(), source: None }
            }
            1 => Action::EditStudio { id: self.studio_id(), facts: self.studio_facts() },
            2 => {
                let facts = PersonFacts::named("新人", Side::Public);
                Action::AddPerson { id: self.person(), facts, source: None }
            }
            3 => {
                let facts = PersonFacts {
                    department: Some(self.department()),
                    ..PersonFacts::named("改名", Side::Other)
                };
                Action::EditPerson { id: self.person(), facts }
            }
            _ => {
                let facts = DepartmentFacts::named(self.one(&["住建局", "水利局"]));
                let id = self.department();
                if self.odds(2) {
                    Action::AddDepartment { id, facts, source: None }
                } else {
                    Action::EditDepartment { id, facts }
                }
            }
        }
    }

    fn of_an_issue(&mut self, drawn: usize, world: &World) -> Action {
        match drawn {
            5 => {
                let submitted = self.odds(2).then(|| self.span());
                let facts = IssueFacts { submitted, ..IssueFacts::titled("路灯不亮") };
                let (id, studio) = (self.issue(), self.studio_id());
                Action::AddIssue { id, studio, facts, source: self.odds(2).then(source) }
            }
            6 => {
                let submitted = self.odds(2).then(|| self.span());
                let raisers = if self.odds(2) { vec![self.person()] } else { Vec::new() };
                let facts = IssueFacts { submitted, raisers, ..IssueFacts::titled("护栏") };
                Action::EditIssue { id: self.issue(), facts }
            }
            7 => Action::MoveIssue { id: self.issue(), studio: self.studio_id() },
            8..=17 => {
                let id = self.issue();
                Action::StepIssue { id, request: self.request(world, id) }
            }
            18 => {
                let (issue, on) = (self.issue(), self.span());
                Action::NoteFieldStudy { issue, on, text: "现场".into() }
            }
            19 => Action::TakeBackFieldStudy {
                issue: self.issue(),
                index: 0,
                taken_back: self.odds(2),
            },
            20 | 21 => {
                let verdict =
                    self.one(&[Verdict::Satisfied, Verdict::Satisfied, Verdict::Dissatisfied]);
                let collected_by = self.one(&[None, None, Some(BUREAU)]);
                let evaluation = Evaluation { collected_by, ..word(verdict, self.span()) };
                Action::Evaluate { issue: self.issue(), evaluation }
            }
            22 => Action::TakeBackEvaluation {
                issue: self.issue(),
                index: self.one(&[0, 1]),
                taken_back: self.odds(2),
            },
            23 => {
                let statement = self.odds(2).then(|| ClosingStatement {
                    what: "装好".into(),
                    who: "村委会".into(),
                    on: self.span(),
                });
                Action::StateClosing { issue: self.issue(), statement }
            }
            _ => {
                let service = self.odds(2).then(|| ServiceRecord {
                    what: "调解".into(),
                    who: "律师".into(),
                    on: self.span(),
                    served: None,
                });
                Action::RecordService { issue: self.issue(), service }
            }
        }
    }

    fn of_a_session(&mut self, drawn: usize) -> Action {
        match drawn {
            25 => {
                let (id, facts) = (self.session(), session_facts(self.span()));
                Action::PlanSession { id, facts, source: self.odds(3).then(source) }
            }
            26 => {
                let co_studios = if self.odds(2) { vec![self.studio_id()] } else { Vec::new() };
                let facts = SessionFacts {
                    studio: self.studio_id(),
                    co_studios,
                    chair: self.odds(2).then(|| self.person()),
                    ..session_facts(self.span())
                };
                Action::EditSession { id: self.session(), facts }
            }
            27 | 28 => Action::StepSession {
                id: self.session(),
                kind: self.one(SessionStepKind::ALL),
                reason: self.one(&["汛期", ""]).into(),
                to: self.odds(2).then(|| self.span()),
            },
            29 => {
                let issues = self.one(&[
                    vec![],
                    vec![ISSUE],
                    vec![OTHER_ISSUE, ISSUE],
                    vec![ISSUE, ISSUE],
                    vec![OTHER_ISSUE],
                ]);
                let no_consensus = self.odds(3).then(String::new);
                let items = items(&issues)
                    .into_iter()
                    .map(|item| AgendaItem { no_consensus: no_consensus.clone(), ..item })
                    .collect();
                Action::SetAgenda { session: self.session(), items }
            }
            30 => {
                let (session, person) = (self.session(), self.person());
                let row = (!self.odds(3)).then(|| self.attendance(person));
                Action::SetAttendance { session, person, row }
            }
            31 => {
                let class = self.one(&[Class::Member, Class::Raiser, Class::Department]);
                let count = self.one(&[0, 2, 20_000]);
                let source = self.one(&["", "点名册"]).into();
                let tallies = vec![Tally { class, count, source }];
                Action::SetTallies { session: self.session(), tallies }
            }
            32 => {
                let (id, session) = (self.line(), self.session());
                Action::AddLine { id, session, facts: self.line_facts() }
            }
            _ => {
                let id = self.line();
                if self.odds(2) {
                    Action::EditLine { id, facts: self.line_facts() }
                } else {
                    Action::StrikeLine { id, struck: self.odds(2) }
                }
            }
        }
    }

    /// What happens while a session is live, and who is invited to it.
    fn of_the_floor(&mut self, drawn: usize) -> Action {
        let session = self.session();
        match drawn {
            42 | 43 => {
                let person = self.person();
                let mark = self.one(&[
                    FloorMark::Opened,
                    FloorMark::Item(Some(ISSUE)),
                    FloorMark::Item(None),
                    FloorMark::Stage(1),
                    FloorMark::SpeechBegun { person, manner: SpeechManner::Speech },
                    FloorMark::SpeechPaused,
                    FloorMark::SpeechEnded,
                    FloorMark::Interrupted,
                    FloorMark::TakenUp { counted: true },
                    FloorMark::Ended,
                    FloorMark::Returned { person, left_at: chrono::NaiveTime::MIN },
                ]);
                Action::MarkFloor { session, at: self.moment(), mark }
            }
            44 => {
                let (index, taken_back) = (self.one(&[0, 1, 2]), self.odds(2));
                Action::TakeBackFloorMark { session, index, taken_back }
            }
            45 => {
                let (one, other) = (self.person(), self.person());
                let queue = self.one(&[vec![], vec![one], vec![one, other]]);
                let waiting = |person| Waiting { person, manner: SpeechManner::Speech };
                Action::SetQueue { session, queue: queue.into_iter().map(waiting).collect() }
            }
            46 => {
                let guest = self.one(&[Guest::Person(MEMBER), Guest::Department(BUREAU)]);
                let invitation = (!self.odds(3)).then(|| Invitation {
                    guest,
                    reply: self.one(Reply::ALL),
                    reason: "出差".into(),
                    substitute: self.odds(2).then(|| self.person()),
                });
                Action::SetInvitation { session, guest, invitation }
            }
            47 => {
                let stages = self.one(&[Vec::new(), ItemOrder::built_in().stages]);
                Action::SetStages { session, issue: self.issue(), stages }
            }
            48 => {
                let poll = |count| StrawPoll {
                    question: "先装护栏".into(),
                    issue: None,
                    at: day(5, 20).and_hms_opt(9, 0, 0).unwrap(),
                    answers: ["赞成", "不赞成"]
                        .map(|it| PollAnswer { text: it.into(), count })
                        .into(),
                };
                let polls = [None, Some(poll(1)), Some(poll(2))];
                Action::SetPoll { session, from: self.one(&polls), to: self.one(&polls) }
            }
            _ => {
                let at = day(5, 20).and_hms_opt(9, 0, 0).unwrap();
                let note = |text: &str| PrivateNote { issue: Some(ISSUE), at, text: text.into() };
                let notes = [None, Some(note("会后沟通")), Some(note("先不提"))];
                Action::SetNote { session, from: self.one(&notes), to: self.one(&notes) }
            }
        }
    }

    fn moment(&mut self) -> chrono::NaiveDateTime {
        let minute = u32::try_from(self.below(60)).unwrap();
        day(5, 20).and_hms_opt(9, minute, 0).unwrap()
    }

    /// A commitment, evidence, what is taken back, and the settings.
    fn of_what_comes_after(&mut self, drawn: usize) -> Action {
        match drawn {
            34 => {
                let mut facts = promise(self.one(&[Benefit::Works, Benefit::Money]));
                facts.lead = self.one(&[None, Some(BUREAU), Some(OTHER_BUREAU)]);
                let id = self.commitment();
                if self.odds(3) {
                    return Action::EditCommitment { id, facts };
                }
                let session = self.odds(2).then(|| self.session());
                let line = self.odds(3).then(|| self.line());
                let (issue, source) = (self.issue(), self.odds(2).then(source));
                Action::MakeCommitment { id, issue, session, line, facts, source }
            }
            35 => Action::Handle { id: self.commitment(), handling: self.handling() },
            36 => Action::TakeBackHandling {
                id: self.commitment(),
                index: self.one(&[0, 1, 2]),
                taken_back: self.odds(2),
            },
            37 => attach(self.evidence(), self.entity()),
            39 | 40 => {
                let (issue, commitment) = (self.issue(), self.commitment());
                let index = self.one(&[0, 0, 1]);
                let mistake = self.one(&[
                    Mistake::FieldStudy(issue, index),
                    Mistake::Evaluation(issue, index),
                    Mistake::Statement(issue),
                    Mistake::Service(issue),
                    Mistake::Handling(commitment, index),
                    Mistake::Commitment(commitment),
                ]);
                Action::TakeBack { mistake, reason: self.one(&["误登", "误登", ""]).into() }
            }
            38 => {
                let entity = self.entity();
                if self.odds(3) { Action::Restore { entity } } else { Action::Retract { entity } }
            }
            _ => {
                let members = self.one(&[1, 2]);
                let quorum = Quorum { members, ..Quorum::default() };
                let speech_minutes = self.one(&[5, 3]);
                let options = Options { speech_minutes, ..Options::default() };
                let me = Some(MEMBER);
                let settings = Settings { quorum, me, options, ..Settings::default() };
                Action::SetSettings { settings: Box::new(settings) }
            }
        }
    }
}
