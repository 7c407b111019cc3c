//! A session on paper: three issues, thirteen members, eight citizens, two departments.

use chrono::{NaiveDate, NaiveTime};
use tanshi::{
    document::{DocumentNumber, Imprint, Phrase, Setting, Sheet, sheet::Block},
    domain::{
        action::{Action, StepRequest},
        amount::Amount,
        commitment::{Benefit, CommitmentFacts, Completion, Grade, Handling},
        date::DateSpan,
        decide::{Moment, decide},
        department::DepartmentFacts,
        evidence::{EvidenceFacts, Form},
        fold::Met,
        id::{
            ChangeId, CommitmentId, DepartmentId, EvidenceId, IssueId, LineId, PersonId, SessionId,
            StudioId,
        },
        issue::{Category, Evaluation, Intake, IssueFacts, Means, Verdict},
        line::{LineFacts, LineKind},
        mistake::Mistake,
        number::{ReplicaMark, StudioCode},
        person::{PersonFacts, Side},
        provenance::Envelope,
        session::{
            AgendaItem, Attendance, Class, FloorMark, PollAnswer, Presence, SessionFacts,
            SessionStepKind, StrawPoll, Tally,
        },
        studio::{StudioFacts, StudioKind},
        workflow::{Override, Rule, StepKind},
        world::World,
    },
    i18n::Lang,
};

pub(crate) const STUDIO: StudioId = StudioId::from_bytes([1; 16]);
pub(crate) const SESSION: SessionId = SessionId::from_bytes([1; 16]);
pub(crate) const HOUSING: DepartmentId = DepartmentId::from_bytes([1; 16]);
pub(crate) const URBAN: DepartmentId = DepartmentId::from_bytes([2; 16]);
pub(crate) const CHAIR: PersonId = PersonId::from_bytes([1; 16]);
pub(crate) const RECORDER: PersonId = PersonId::from_bytes([60; 16]);
pub(crate) const CITIZEN: PersonId = PersonId::from_bytes([20; 16]);
pub(crate) const OFFICIAL: PersonId = PersonId::from_bytes([40; 16]);
pub(crate) const OTHER_OFFICIAL: PersonId = PersonId::from_bytes([41; 16]);
pub(crate) const PARKING: IssueId = IssueId::from_bytes([1; 16]);
pub(crate) const LIFTS: IssueId = IssueId::from_bytes([2; 16]);
pub(crate) const LIGHTS: IssueId = IssueId::from_bytes([3; 16]);

/// The first commitment of [`Table::held`]: parking lots by 30 June.
pub(crate) const PROMISE: CommitmentId = CommitmentId::from_bytes([1; 16]);

const MEMBERS: [&str; 13] = [
    "缪健辉",
    "丁一",
    "万里",
    "王小明",
    "王芳",
    "毛立新",
    "方志远",
    "邓秀英",
    "刘海",
    "张三丰",
    "陈桂香",
    "欧阳文",
    "谭红军",
];
const CITIZENS: [&str; 8] =
    ["周大山", "吴二", "徐春兰", "胡玉梅", "朱松柏", "高兴国", "林冬生", "何满庚"];

pub(crate) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, month, day).unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

/// A world that is told what happens.
#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) world: World,
    events: u64,
    lines: u8,
    commitments: u8,
}

impl Table {
    /// Everybody is there and the session is planned for 20 May.
    pub(crate) fn planned() -> Self {
        let mut table = Self { world: World::default(), events: 0, lines: 0, commitments: 0 };
        table.directory();
        for (id, title) in [
            (PARKING, "金都大市场周边停车难"),
            (LIFTS, "老旧小区加装电梯意见不一"),
            (LIGHTS, "背街小巷路灯不亮"),
        ] {
            table.issue(id, title);
        }
        table.must(Action::PlanSession {
            id: SESSION,
            facts: SessionFacts {
                studio: STUDIO,
                co_studios: Vec::new(),
                title: "金都大市场停车和小区改造协商议事会".into(),
                venue: "窑湾街道会议室".into(),
                on: DateSpan::of_day(day(5, 20)),
                starts_at: Some(time(14, 30)),
                chair: Some(CHAIR),
                recorder: Some(RECORDER),
            },
            source: None,
        });
        let items = [PARKING, LIFTS, LIGHTS].map(|issue| AgendaItem {
            issue,
            planned_minutes: Some(30),
            no_consensus: None,
        });
        table.must(Action::SetAgenda { session: SESSION, items: items.to_vec() });
        table
    }

    fn directory(&mut self) {
        self.must(Action::AddStudio {
            id: STUDIO,
            facts: StudioFacts {
                name: "窑湾街道委员工作室".into(),
                code: StudioCode::parse("YW").unwrap(),
                kind: StudioKind::Township,
                district: "雨湖区".into(),
                township: "窑湾街道".into(),
                founded: None,
                convenor: None,
                members: Vec::new(),
                note: String::new(),
            },
            source: None,
        });
        for (id, name) in [(HOUSING, "区住建局"), (URBAN, "区城管局")] {
            self.must(Action::AddDepartment {
                id,
                facts: DepartmentFacts::named(name),
                source: None,
            });
        }
        for (number, name) in (1..).zip(MEMBERS) {
            self.person(number, name, Side::Member, |facts| facts.sector = "经济".into());
        }
        for (number, name) in (20..).zip(CITIZENS) {
            self.person(number, name, Side::Public, |facts| {
                facts.unit = "窑湾街道南岭社区3栋2单元402室".into();
                facts.phone = format!("1381234{:04}", u32::from(number));
            });
        }
        self.person(40, "曹宏亮", Side::Other, |facts| {
            facts.department = Some(HOUSING);
            facts.title = "副局长".into();
        });
        self.person(41, "袁清", Side::Other, |facts| facts.department = Some(URBAN));
        self.person(60, "联小文", Side::Other, |facts| facts.title = "联络员".into());
    }

    pub(crate) fn person(
        &mut self,
        id: u8,
        name: &str,
        side: Side,
        more: impl Fn(&mut PersonFacts),
    ) {
        let mut facts = PersonFacts::named(name, side);
        more(&mut facts);
        let id = PersonId::from_bytes([id; 16]);
        self.must(Action::AddPerson { id, facts, source: None });
    }

    fn issue(&mut self, id: IssueId, title: &str) {
        let facts = IssueFacts {
            body: "周大山（13812340020）来信反映。".into(),
            intake: Intake::Letter,
            category: Some(Category::Governance),
            place: "雨湖区窑湾街道南岭社区3栋".into(),
            raisers: vec![CITIZEN],
            submitted: Some(DateSpan::of_day(day(5, 1))),
            ..IssueFacts::titled(title)
        };
        self.must(Action::AddIssue { id, studio: STUDIO, facts, source: None });
        let request = StepRequest::new(StepKind::Accept).on(DateSpan::of_day(day(5, 5)));
        self.must(Action::StepIssue { id, request });
    }

    /// Changes the deadline of a commitment.
    pub(crate) fn due(&mut self, id: CommitmentId, day: NaiveDate) {
        let facts = self.world.commitment(id).unwrap().facts.clone();
        let facts = CommitmentFacts { deadline: Some(day), ..facts };
        self.must(Action::EditCommitment { id, facts });
    }

    /// Says who raised an issue.
    pub(crate) fn raised_by(&mut self, id: IssueId, raiser: PersonId) {
        let facts = self.world.issue(id).unwrap().facts.clone();
        let facts = IssueFacts { raisers: vec![raiser], ..facts };
        self.must(Action::EditIssue { id, facts });
    }

    /// Everybody has signed in, and one is excused.
    pub(crate) fn signed_in() -> Self {
        let mut table = Self::planned();
        for number in 1..=13 {
            let class = if number == 1 { Class::Convenor } else { Class::Member };
            table.sign_in(PersonId::from_bytes([number; 16]), class, None);
        }
        for number in 20..28 {
            table.sign_in(PersonId::from_bytes([number; 16]), Class::PublicRepresentative, None);
        }
        table.sign_in(OFFICIAL, Class::Department, Some(HOUSING));
        table.sign_in(OTHER_OFFICIAL, Class::Department, Some(URBAN));
        table.sign_in(RECORDER, Class::Recorder, None);
        table
    }

    pub(crate) fn sign_in(
        &mut self,
        person: PersonId,
        class: Class,
        department: Option<DepartmentId>,
    ) {
        self.attend(person, class, department, Presence::Present);
    }

    pub(crate) fn attend(
        &mut self,
        person: PersonId,
        class: Class,
        department: Option<DepartmentId>,
        presence: Presence,
    ) {
        let row = Attendance {
            person,
            class,
            department,
            presence,
            arrived_at: Some(time(14, 20)),
            left_at: None,
            correction: false,
        };
        self.must(Action::SetAttendance { session: SESSION, person, row: Some(row) });
    }

    pub(crate) fn tally(&mut self, class: Class, count: u32) {
        let tallies = vec![Tally { class, count, source: "现场清点".into() }];
        self.must(Action::SetTallies { session: SESSION, tallies });
    }

    /// Adds a line and tells which it is.
    pub(crate) fn line(
        &mut self,
        issue: Option<IssueId>,
        kind: LineKind,
        speaker: Option<PersonId>,
        text: &str,
    ) -> LineId {
        self.lines += 1;
        let id = LineId::from_bytes([self.lines; 16]);
        let facts =
            LineFacts { kind, speaker, issue, text: text.into(), at: None, correction: false };
        self.must(Action::AddLine { id, session: SESSION, facts });
        id
    }

    /// Gives a line its time.
    pub(crate) fn said_at(&mut self, id: LineId, hour: u32, minute: u32) {
        let facts = self.world.line(id).unwrap().facts.clone();
        let facts = LineFacts { at: Some(time(hour, minute)), ..facts };
        self.must(Action::EditLine { id, facts });
    }

    /// Makes a mark of the floor on the day of the session, with the step that it goes with.
    pub(crate) fn mark(&mut self, hour: u32, minute: u32, mark: FloorMark) {
        self.mark_on(20, hour, minute, mark);
    }

    /// The same on a day of the month of the session.
    pub(crate) fn mark_on(&mut self, on: u32, hour: u32, minute: u32, mark: FloorMark) {
        match mark {
            FloorMark::Suspended => self.step(SessionStepKind::Pause),
            FloorMark::Ended => self.close(),
            FloorMark::Opened if self.world.session(SESSION).unwrap().floor.log.is_empty() => {
                self.start();
            }
            FloorMark::Opened => self.step(SessionStepKind::Resume),
            _ => {}
        }
        let at = day(5, on).and_time(time(hour, minute));
        self.must(Action::MarkFloor { session: SESSION, at, mark });
    }

    pub(crate) fn poll(&mut self, hour: u32, minute: u32, issue: IssueId, question: &str) {
        let answer = |text: &str, count| PollAnswer { text: text.into(), count };
        let poll = StrawPoll {
            question: question.into(),
            issue: Some(issue),
            at: day(5, 20).and_time(time(hour, minute)),
            answers: vec![answer("赞成", 3), answer("不赞成", 1)],
        };
        self.must(Action::SetPoll { session: SESSION, from: None, to: Some(poll) });
    }

    /// Somebody of the sheet leaves.
    pub(crate) fn leave(&mut self, person: PersonId, hour: u32, minute: u32) {
        let row = self.world.session(SESSION).unwrap().attendance.iter();
        let row = row.clone().find(|row| row.person == person).unwrap().clone();
        let row = Attendance { left_at: Some(time(hour, minute)), ..row };
        self.must(Action::SetAttendance { session: SESSION, person, row: Some(row) });
    }

    pub(crate) fn edit(&mut self, id: LineId, text: &str) {
        let facts = self.world.line(id).unwrap().facts.clone();
        self.must(Action::EditLine { id, facts: LineFacts { text: text.into(), ..facts } });
    }

    pub(crate) fn strike(&mut self, id: LineId) {
        self.must(Action::StrikeLine { id, struck: true });
    }

    /// Takes an issue as consulted although nobody from the public came.
    pub(crate) fn consult_without_public(&mut self, id: IssueId, reason: &str) {
        let rule = Rule::PublicPresent;
        let overrides = vec![Override { rule, reason: reason.into() }];
        let request = StepRequest { overrides, ..StepRequest::new(StepKind::Consult) };
        self.must(Action::StepIssue { id, request });
    }

    pub(crate) fn promise(
        &mut self,
        issue: IssueId,
        line: Option<LineId>,
        facts: CommitmentFacts,
    ) -> CommitmentId {
        self.commitments += 1;
        let id = CommitmentId::from_bytes([self.commitments; 16]);
        let session = Some(SESSION);
        self.must(Action::MakeCommitment { id, issue, session, line, facts, source: None });
        id
    }

    pub(crate) fn no_consensus(&mut self, issue: IssueId, what: &str) {
        let mut items = self.world.session(SESSION).unwrap().agenda.clone();
        for item in items.iter_mut().filter(|item| item.issue == issue) {
            item.no_consensus = Some(what.into());
        }
        self.must(Action::SetAgenda { session: SESSION, items });
    }

    pub(crate) fn start(&mut self) {
        self.step(SessionStepKind::Start);
    }

    pub(crate) fn close(&mut self) {
        self.step(SessionStepKind::Close);
    }

    fn step(&mut self, kind: SessionStepKind) {
        self.step_because(kind, "", None);
    }

    pub(crate) fn step_because(
        &mut self,
        kind: SessionStepKind,
        reason: &str,
        to: Option<NaiveDate>,
    ) {
        let to = to.map(DateSpan::of_day);
        self.must(Action::StepSession { id: SESSION, kind, reason: reason.into(), to });
    }

    pub(crate) fn study_taken_back(&mut self, issue: IssueId, reason: &str) {
        let on = DateSpan::of_day(day(5, 10));
        self.must(Action::NoteFieldStudy { issue, on, text: "察看现场".into() });
        let mistake = Mistake::FieldStudy(issue, 0);
        self.must(Action::TakeBack { mistake, reason: reason.into() });
    }

    /// A whole session whose minutes fill three pages.
    pub(crate) fn held() -> Self {
        let mut table = Self::signed_in();
        table.start();
        for (issue, topic) in [
            (
                PARKING,
                "金都大市场每天进出车辆约三千辆，周边只有二百个泊位，早晚高峰车辆排队到宝庆路上，商户装卸货物没有地方停车，行人也不安全",
            ),
            (LIFTS, "南岭社区有六栋七层住宅没有电梯，老人上下楼十分困难，一楼住户担心采光和噪声"),
            (LIGHTS, "南岭社区背后的三条小巷路灯坏了半年，夜间学生下晚自习和老人出行都不方便"),
        ] {
            table.line(Some(issue), LineKind::Topic, Some(CHAIR), topic);
            let said: [(LineKind, Option<PersonId>, &str); 8] = [
                (
                    LineKind::Question,
                    Some(CITIZEN),
                    "这件事拖了很久，什么时候能够有一个明确的说法，周边还有哪些地方可以利用起来",
                ),
                (
                    LineKind::Reply,
                    Some(OFFICIAL),
                    "已经会同社区现场察看两次，初步摸清了底数，涉及产权单位三家，需要逐家协商，技术上没有大的障碍，主要是资金来源和日常管护由谁负责",
                ),
                (
                    LineKind::Reply,
                    Some(OTHER_OFFICIAL),
                    "可以先从规范秩序入手，增派人员在高峰时段疏导，同时把占道经营和乱堆乱放一并清理，为下一步改造腾出空间",
                ),
                (
                    LineKind::Statement,
                    Some(PersonId::from_bytes([4; 16])),
                    "建议把群众的意见逐条列出来，能马上办的马上办，不能马上办的讲清楚原因和时间，不要让群众反复跑、反复问",
                ),
                (
                    LineKind::Statement,
                    Some(PersonId::from_bytes([21; 16])),
                    "住在这里二十多年，最盼望的就是把这件事办好，我们愿意配合，也愿意出一部分力",
                ),
                (
                    LineKind::Statement,
                    None,
                    "此事关系群众日常生活，各方应当从方便群众出发，分清轻重缓急，抓紧推进",
                ),
                (LineKind::Statement, None, "要把情况及时告诉群众，接受群众监督"),
                (LineKind::Agreed, None, "由工作室每月公布一次进展"),
            ];
            // Three pages hold the whole of one item and the gist of the others.
            let told =
                said.into_iter().filter(|(kind, ..)| issue == PARKING || *kind == LineKind::Agreed);
            for (kind, speaker, text) in told {
                table.line(Some(issue), kind, speaker, text);
            }
        }
        let line = table.line(
            Some(PARKING),
            LineKind::Commitment,
            Some(OFFICIAL),
            "六月底前新增泊位八十个",
        );
        table.promise(
            PARKING,
            Some(line),
            CommitmentFacts {
                matter: "利用市场北侧空地新增临时泊位八十个".into(),
                promised: Benefit::Works,
                lead: Some(HOUSING),
                supporting: vec![URBAN],
                deadline: Some(day(6, 30)),
                funds: Some(Amount::parse("10万余元").unwrap()),
            },
        );
        table.promise(
            LIGHTS,
            None,
            CommitmentFacts {
                matter: "修复南岭社区三条小巷的路灯".into(),
                promised: Benefit::Works,
                lead: Some(URBAN),
                supporting: Vec::new(),
                deadline: Some(day(6, 10)),
                funds: None,
            },
        );
        table.no_consensus(LIFTS, "一楼住户的补偿标准");
        table.close();
        table
    }

    /// What came after that session: two of the issues were consulted, one commitment was done.
    pub(crate) fn followed_up() -> Self {
        let mut table = Self::held();
        let on = |month, of_month| DateSpan::of_day(day(month, of_month));
        let text = "走访周大山等商户，察看市场北侧空地。".to_owned();
        table.must(Action::NoteFieldStudy { issue: PARKING, on: on(5, 10), text });
        table.must(Action::StepIssue { id: PARKING, request: StepRequest::new(StepKind::Consult) });
        for handling in [
            Handling::Assigned { on: day(5, 24) },
            Handling::Acknowledged { on: day(5, 25) },
            Handling::Extended {
                on: day(6, 20),
                until: day(7, 10),
                reason: "连续降雨，无法施工".into(),
            },
            Handling::Completed(Completion {
                on: on(7, 8),
                delivered: vec![Benefit::Works],
                funds: Some(Amount::parse("12万元").unwrap()),
                received: false,
                text: "新增泊位八十二个，周大山到场查看".into(),
            }),
            Handling::Graded { on: day(7, 9), grade: Grade::A, reason: String::new() },
        ] {
            table.must(Action::Handle { id: PROMISE, handling });
        }
        let facts = EvidenceFacts {
            title: "竣工照片".into(),
            on: Some(on(7, 8)),
            form: Form::File { sha256: [0xAB; 32], size_bytes: 9, extension: "jpg".into() },
        };
        let of = PROMISE.into();
        let id = EvidenceId::from_bytes([1; 16]);
        table.must(Action::AttachEvidence { id, of, facts, source: None });
        table.must(Action::Evaluate {
            issue: PARKING,
            evaluation: Evaluation {
                on: on(7, 12),
                verdict: Verdict::Satisfied,
                remark: "很满意，电话13812340020随时可以打".into(),
                means: Means::Visit,
                collected_by: None,
            },
        });
        table.must(Action::StepIssue {
            id: PARKING,
            request: StepRequest::new(StepKind::Resolve).because("泊位已经启用").on(on(7, 15)),
        });
        table
    }

    pub(crate) fn must(&mut self, action: Action) {
        let told = format!("{action:?}");
        let moment = Moment {
            today: day(10, 20),
            actor: CHAIR,
            replica_mark: ReplicaMark::parse("K7").unwrap(),
        };
        let events = decide(&mut self.world.clone(), &[action], &moment)
            .unwrap_or_else(|refusal| panic!("{told}: {refusal:?}"));
        for event in &events {
            self.events += 1;
            let envelope = Envelope {
                replica: [7; 16],
                seq: self.events,
                at_millis: 1_684_600_000_000 + self.events,
                change: ChangeId::from_bytes([1; 16]),
                actor: CHAIR,
            };
            assert_eq!(self.world.apply(event, &envelope), Met::Fitted, "{event:?}");
        }
    }
}

/// What the office prints on its documents.
pub(crate) fn imprint() -> Imprint {
    Imprint {
        office: "雨湖区政协办公室".into(),
        code: "雨协商纪".into(),
        number: Some(DocumentNumber { year: 2023, serial: 3 }),
        copies_to: vec!["区委办公室".into(), "区政府办公室".into()],
        dated: Some(day(5, 25)),
        ..Imprint::default()
    }
}

pub(crate) fn setting(lang: Lang) -> Setting {
    Setting { imprint: imprint(), ..Setting::draft(lang) }
}

/// What a document says, a line for each paragraph; lists behind their labels.
pub(crate) fn words(sheet: &Sheet) -> String {
    let phrases = sheet.blocks.iter().flat_map(|block| match block {
        Block::Labelled { label, phrases } => {
            let words: Vec<String> = phrases.iter().map(Phrase::plain).collect();
            vec![format!("{label}{}", words.join("\n"))]
        }
        block => block.phrases().into_iter().map(Phrase::plain).collect(),
    });
    phrases.collect::<Vec<_>>().join("\n")
}
