//! A district of any size, drawn by counting: what a store holds after decades of work.
#![allow(dead_code, reason = "each bench asks for a part of it")]

use chrono::{Days, NaiveDate};
use tanshi::domain::action::{Action, StepRequest};
use tanshi::domain::commitment::{Benefit, CommitmentFacts};
use tanshi::domain::date::DateSpan;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::id::{
    CommitmentId, DepartmentId, IssueId, LineId, PersonId, SessionId, StudioId,
};
use tanshi::domain::issue::{Category, IssueFacts};
use tanshi::domain::line::{LineFacts, LineKind};
use tanshi::domain::number::{ReplicaMark, StudioCode};
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::provenance::Source;
use tanshi::domain::session::{AgendaItem, SessionFacts};
use tanshi::domain::studio::{StudioFacts, StudioKind};
use tanshi::domain::workflow::StepKind;
use tanshi::domain::world::World;

const WHERE: [&str; 8] =
    ["宝庆路", "建设南路", "塘边村", "射埠镇", "长城乡", "雨湖公园", "河东大道", "云塘社区"];
const WHAT: [&str; 10] = [
    "市场周边停车难",
    "路灯不亮",
    "污水外溢",
    "老旧小区加装电梯",
    "学校门口交通拥堵",
    "夜市油烟扰民",
    "公交线路绕行太远",
    "水渠年久失修",
    "养老食堂饭菜不合口味",
    "工地夜间施工噪声",
];
const SURNAMES: [&str; 12] =
    ["王", "李", "张", "刘", "陈", "杨", "黄", "周", "吴", "徐", "孙", "胡"];
const GIVEN: [&str; 15] = [
    "建国", "秀英", "志强", "桂兰", "海燕", "文斌", "丽华", "国庆", "晓明", "玉梅", "长青", "小平",
    "春生", "红霞", "立新",
];

/// The day on which all of them are counted.
pub(crate) const TODAY: NaiveDate = match NaiveDate::from_ymd_opt(2023, 10, 20) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// How many there are of what; two commitments on five issues.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) studios: usize,
    pub(crate) people: usize,
    pub(crate) departments: usize,
    pub(crate) issues: usize,
    /// How many issues each session talks about; there are a tenth as many sessions as issues, and with
    /// ten of them each issue was talked about once.
    pub(crate) items: usize,
    /// How many lines of the record are about each of them.
    pub(crate) lines: usize,
}

impl Size {
    /// A district of so many issues, as the lists know it: nothing is in the record.
    pub(crate) fn of(issues: usize) -> Self {
        let people = 20.max(issues / 20);
        Self { studios: 58, people, departments: 150, issues, items: 2, lines: 0 }
    }
}

/// The id of the so-manieth of a kind.
pub(crate) fn id(kind: u8, number: usize) -> [u8; 16] {
    let mut bytes = [kind; 16];
    bytes[..8].copy_from_slice(&(1_600_000_000_000_000 + number as u64).to_be_bytes());
    bytes
}

fn of<T: Copy>(from: &[T], number: usize) -> T {
    from[number % from.len()]
}

fn day(number: usize) -> NaiveDate {
    TODAY.checked_sub_days(Days::new((number * 7_919 % 1_800) as u64)).unwrap()
}

fn person(number: usize) -> String {
    let (first, rest) = (number % SURNAMES.len(), number / SURNAMES.len());
    format!("{}{}{}", SURNAMES[first], of(&GIVEN, rest), of(&["", "甲", "乙", "丙"], rest / 15))
}

/// Where somebody lives: no two of one name live in one place.
fn unit(number: usize) -> String {
    let part = number / 5_000;
    let part = if part == 0 { String::new() } else { format!("第{part}") };
    format!("{}{part}居委会", of(&WHERE, number / 7))
}

/// The world of a size.
pub(crate) fn crowd(size: Size) -> World {
    let mut world = World::default();
    let moment = Moment {
        today: TODAY,
        actor: PersonId::from_bytes(id(2, 0)),
        replica_mark: ReplicaMark::parse("K7").unwrap(),
    };
    changes(size, |actions| {
        decide(&mut world, actions, &moment).unwrap();
    });
    world
}

/// How many changes a size takes.
pub(crate) fn count(size: Size) -> usize {
    size.studios + size.people + size.departments + size.issues + size.issues / 10
}

/// What makes a district of a size, one entity to a change with what belongs to it.
pub(crate) fn changes(size: Size, mut act: impl FnMut(&[Action])) {
    for number in 0..size.studios {
        act(&[studio(number)]);
    }
    for number in 0..size.people {
        let facts = PersonFacts {
            unit: unit(number),
            ..PersonFacts::named(person(number), of(&[Side::Public, Side::Member], number))
        };
        let id = PersonId::from_bytes(id(2, number));
        act(&[Action::AddPerson { id, facts, source: None }]);
    }
    for number in 0..size.departments {
        let facts = DepartmentFacts {
            short: format!("{}局", of(&["城管", "交警", "水利", "住建", "民政"], number)),
            district: format!("{}区", number / 5),
            ..DepartmentFacts::named(format!("第{number}城市管理和综合执法局"))
        };
        let id = DepartmentId::from_bytes(id(3, number));
        act(&[Action::AddDepartment { id, facts, source: None }]);
    }
    for number in 0..size.issues {
        act(&issue(&size, number));
    }
    for number in 0..size.issues / 10 {
        act(&session(&size, number));
    }
}

fn studio(number: usize) -> Action {
    let name = format!("{}{}潭事好商量工作室", of(&WHERE, number), number / WHERE.len());
    let code = StudioCode::parse(&format!("S{number}")).unwrap();
    let facts = StudioFacts { kind: StudioKind::Township, ..StudioFacts::named(name, code) };
    Action::AddStudio { id: StudioId::from_bytes(id(1, number)), facts, source: None }
}

fn source() -> Source {
    Source { reference: "旧台账".to_owned() }
}

fn issue(size: &Size, number: usize) -> Vec<Action> {
    let issue = IssueId::from_bytes(id(4, number));
    let on = DateSpan::day(day(number)).unwrap();
    let place = of(&WHERE, number / 10);
    let facts = IssueFacts {
        category: Some(of(Category::ALL, number)),
        place: format!("{place}{}号", number % 300),
        raisers: vec![PersonId::from_bytes(id(2, number * 31 % size.people))],
        submitted: Some(on),
        ..IssueFacts::titled(format!("{place}{}（{number}）", of(&WHAT, number)))
    };
    let studio = StudioId::from_bytes(id(1, number % size.studios));
    let steps = number % 4;
    let from = (steps > 1).then(source);
    let mut actions = vec![Action::AddIssue { id: issue, studio, facts, source: from }];
    for at in 0..[2, 0, 0, 0, 0][number % 5] {
        let facts = CommitmentFacts {
            matter: format!("{}，{}个月内办结", of(&WHAT, number), at + 2),
            promised: of(Benefit::ALL, number),
            lead: Some(DepartmentId::from_bytes(id(3, (number + at) % size.departments))),
            supporting: Vec::new(),
            deadline: TODAY.checked_add_days(Days::new((number % 90) as u64)),
            funds: None,
        };
        let deadline = facts.deadline.and_then(|day| day.checked_sub_days(Days::new(40)));
        let facts = CommitmentFacts { deadline, ..facts };
        let id = CommitmentId::from_bytes(id(7, number * 2 + at));
        let source = Some(source());
        actions.push(Action::MakeCommitment {
            id,
            issue,
            session: None,
            line: None,
            facts,
            source,
        });
    }
    let kinds = [StepKind::Accept, StepKind::Consult, StepKind::Resolve];
    for kind in kinds.into_iter().take(steps) {
        let mut request = StepRequest::new(kind).on(on);
        request.recorded = (steps > 1).then(source);
        actions.push(Action::StepIssue { id: issue, request });
    }
    actions
}

fn session(size: &Size, number: usize) -> Vec<Action> {
    let session = SessionId::from_bytes(id(5, number));
    let facts = SessionFacts {
        studio: StudioId::from_bytes(id(1, number % size.studios)),
        co_studios: Vec::new(),
        title: format!("{}{}专题协商会", of(&WHERE, number), of(&WHAT, number / 3)),
        venue: of(&WHERE, number).to_owned(),
        on: DateSpan::day(day(number * 10)).unwrap(),
        starts_at: None,
        chair: None,
        recorder: None,
    };
    let issues: Vec<usize> =
        (0..size.items).map(|at| number * 10 + at * (10 / size.items)).collect();
    let items = issues.iter().map(|issue| AgendaItem {
        issue: IssueId::from_bytes(id(4, *issue)),
        planned_minutes: None,
        no_consensus: None,
    });
    let items = items.collect();
    let mut actions = vec![
        Action::PlanSession { id: session, facts, source: Some(source()) },
        Action::SetAgenda { session, items },
    ];
    for issue in issues {
        actions.extend((0..size.lines).map(|at| line(size, session, issue, at)));
    }
    actions
}

/// A line of the record about an issue.
fn line(size: &Size, session: SessionId, issue: usize, at: usize) -> Action {
    let (who, what) = (issue * 17 + at * 5, issue + at);
    let facts = LineFacts {
        kind: of(&[LineKind::Statement, LineKind::Question, LineKind::Reply], at),
        speaker: Some(PersonId::from_bytes(id(2, who % size.people))),
        issue: Some(IssueId::from_bytes(id(4, issue))),
        text: format!(
            "{}的{}拖了{}个月，请有关单位到现场看一看，把办法和时间说清楚。",
            of(&WHERE, what),
            of(&WHAT, what / 3),
            what % 11 + 2,
        ),
        at: None,
        correction: false,
    };
    let id = LineId::from_bytes(id(6, issue * size.lines + at));
    Action::AddLine { id, session, facts }
}
