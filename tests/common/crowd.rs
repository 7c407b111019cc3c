//! A district of any size, drawn by counting: what a store holds after decades of work.

use chrono::{Days, NaiveDate};
use tanshi::domain::action::{Action, StepRequest};
use tanshi::domain::commitment::{Benefit, CommitmentFacts};
use tanshi::domain::date::DateSpan;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::id::{CommitmentId, DepartmentId, IssueId, PersonId, SessionId, StudioId};
use tanshi::domain::issue::{Category, IssueFacts};
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

/// How many there are of what; a tenth as many sessions as issues, two commitments on five issues.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) studios: usize,
    pub(crate) people: usize,
    pub(crate) departments: usize,
    pub(crate) issues: usize,
}

fn id(kind: u8, number: usize) -> [u8; 16] {
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

/// The world of a size.
pub(crate) fn crowd(size: Size) -> World {
    let mut world = World::default();
    let moment = Moment {
        today: TODAY,
        actor: PersonId::from_bytes(id(2, 0)),
        replica_mark: ReplicaMark::parse("K7").unwrap(),
    };
    let mut act = |action: Action| {
        decide(&mut world, &[action], &moment).unwrap();
    };
    for number in 0..size.studios {
        act(studio(number));
    }
    for number in 0..size.people {
        let facts = PersonFacts {
            unit: format!("{}居委会", of(&WHERE, number / 7)),
            ..PersonFacts::named(person(number), of(&[Side::Public, Side::Member], number))
        };
        let id = PersonId::from_bytes(id(2, number));
        act(Action::AddPerson { id, facts, source: None });
    }
    for number in 0..size.departments {
        let facts = DepartmentFacts {
            short: format!("{}局", of(&["城管", "交警", "水利", "住建", "民政"], number)),
            district: format!("{}区", number / 5),
            ..DepartmentFacts::named(format!("第{number}城市管理和综合执法局"))
        };
        let id = DepartmentId::from_bytes(id(3, number));
        act(Action::AddDepartment { id, facts, source: None });
    }
    for number in 0..size.issues {
        issue(&size, number, &mut act);
    }
    for number in 0..size.issues / 10 {
        session(&size, number, &mut act);
    }
    world
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

fn issue(size: &Size, number: usize, act: &mut impl FnMut(Action)) {
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
    act(Action::AddIssue { id: issue, studio, facts, source: from });
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
        act(Action::MakeCommitment { id, issue, session: None, line: None, facts, source });
    }
    let kinds = [StepKind::Accept, StepKind::Consult, StepKind::Resolve];
    for kind in kinds.into_iter().take(steps) {
        let mut request = StepRequest::new(kind).on(on);
        request.recorded = (steps > 1).then(source);
        act(Action::StepIssue { id: issue, request });
    }
}

fn session(size: &Size, number: usize, act: &mut impl FnMut(Action)) {
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
    act(Action::PlanSession { id: session, facts, source: Some(source()) });
    let items = (0..2).map(|at| AgendaItem {
        issue: IssueId::from_bytes(id(4, number * 10 + at * 4)),
        planned_minutes: None,
        no_consensus: None,
    });
    act(Action::SetAgenda { session, items: items.collect() });
}
