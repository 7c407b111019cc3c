//! A session with people at the table, to read lines against.

use crate::command::Catalog;
use crate::command::grammar::{Ground, Kind, Names, Reading, read};
use crate::domain::action::Action;
use crate::domain::amount::Amount;
use crate::domain::calendar::Calendar;
use crate::domain::date::DateSpan;
use crate::domain::decide::{Moment, decide};
use crate::domain::department::DepartmentFacts;
use crate::domain::id::{DepartmentId, IssueId, PersonId, SessionId, StudioId};
use crate::domain::issue::IssueFacts;
use crate::domain::number::{ReplicaMark, StudioCode};
use crate::domain::person::{PersonFacts, Side};
use crate::domain::session::{
    AgendaItem, Attendance, Class, Presence, SessionFacts, SessionStepKind,
};
use crate::domain::studio::{StudioFacts, StudioKind};
use crate::domain::world::World;
use chrono::NaiveDate;

pub(super) const DAY: NaiveDate = NaiveDate::from_ymd_opt(2023, 5, 10).unwrap();
const STUDIO: StudioId = StudioId::from_bytes([9; 16]);
pub(super) const SESSION: SessionId = SessionId::from_bytes([8; 16]);

/// Name, unit, place among the departments, class at the table.
type Seat = (&'static str, &'static str, Option<u8>, Option<Class>);

const PEOPLE: [Seat; 14] = [
    ("周明", "湘乡市政协", None, Some(Class::Convenor)),
    ("李建国", "", Some(0), Some(Class::Department)),
    ("王芳", "望春门社区", None, Some(Class::PublicRepresentative)),
    ("陈小红", "", None, Some(Class::Merchant)),
    ("单红梅", "", None, Some(Class::Member)),
    ("张三", "二组", None, Some(Class::PublicRepresentative)),
    ("刘强", "", None, None),
    ("李建刚", "", None, None),
    ("张三", "三组", None, None),
    ("Mary Jones", "", None, None),
    ("欧阳志远", "", None, None),
    ("赵敏", "东郊乡", None, None),
    ("赵敏", "", None, None),
    ("谢建军", "住建局", Some(1), None),
];

/// Name, short name, district.
const OFFICES: [(&str, &str, &str); 9] = [
    ("城管局", "城管", "湘乡市"),
    ("住建局", "住建", "湘乡市"),
    ("交警支队", "交警", "湘乡市"),
    ("城管局", "城管", "雨湖区"),
    ("交通运输局", "交通", "湘乡市"),
    ("财政局", "财政", "湘潭市"),
    ("湘潭市医疗保障局", "医保局", "湘潭市"),
    ("供电公司", "供电", "湘乡市"),
    ("供电公司", "供电", "韶山市"),
];

const ISSUES: [&str; 4] = ["步行街增设公共充电桩", "市场周边停车难", "流浪犬管理", "路灯不亮"];

pub(super) struct Hall {
    pub(super) world: World,
    pub(super) names: Names,
    pub(super) calendar: Calendar,
    pub(super) item: Option<IssueId>,
    pub(super) floor: Option<PersonId>,
}

const fn person_id(at: u8) -> PersonId {
    PersonId::from_bytes([at + 1; 16])
}

pub(super) const fn issue_id(at: u8) -> IssueId {
    IssueId::from_bytes([at + 50; 16])
}

const fn department_id(at: u8) -> DepartmentId {
    DepartmentId::from_bytes([at + 100; 16])
}

fn people() -> impl Iterator<Item = Action> {
    (0..).zip(&PEOPLE).map(|(at, (name, unit, office, _))| Action::AddPerson {
        id: person_id(at),
        facts: PersonFacts {
            unit: (*unit).to_owned(),
            department: office.map(department_id),
            ..PersonFacts::named(*name, Side::Other)
        },
        source: None,
    })
}

fn offices() -> impl Iterator<Item = Action> {
    (0..).zip(&OFFICES).map(|(at, (name, short, district))| Action::AddDepartment {
        id: department_id(at),
        facts: DepartmentFacts {
            short: (*short).to_owned(),
            district: (*district).to_owned(),
            ..DepartmentFacts::named(*name)
        },
        source: None,
    })
}

fn issues() -> impl Iterator<Item = Action> {
    (0..).zip(&ISSUES).map(|(at, title)| Action::AddIssue {
        id: issue_id(at),
        studio: STUDIO,
        facts: IssueFacts::titled(*title),
        source: None,
    })
}

fn sheet() -> impl Iterator<Item = Action> {
    let seats = (0..).zip(&PEOPLE);
    seats.filter_map(|(at, (.., office, class))| {
        let row = Attendance {
            person: person_id(at),
            class: (*class)?,
            department: office.map(department_id),
            presence: Presence::Present,
            arrived_at: None,
            left_at: None,
            correction: false,
        };
        let person = person_id(at);
        Some(Action::SetAttendance { session: SESSION, person, row: Some(row) })
    })
}

impl Hall {
    pub(super) fn new() -> Self {
        Self::on(DateSpan::day(DAY).unwrap())
    }

    /// One of another day.
    pub(super) fn on(day: DateSpan) -> Self {
        let studio = StudioFacts {
            name: "望春门街道委员工作室".to_owned(),
            code: StudioCode::parse("WCM").unwrap(),
            kind: StudioKind::Township,
            district: "湘乡市".to_owned(),
            township: "望春门街道".to_owned(),
            founded: None,
            convenor: Some(person_id(0)),
            members: vec![person_id(6)],
            note: String::new(),
        };
        let facts = SessionFacts {
            studio: STUDIO,
            co_studios: Vec::new(),
            title: "充电桩协商会".to_owned(),
            venue: String::new(),
            on: day,
            starts_at: None,
            chair: None,
            recorder: None,
        };
        let item =
            |at| AgendaItem { issue: issue_id(at), planned_minutes: None, no_consensus: None };
        let (kind, reason) = (SessionStepKind::Start, String::new());
        let actions = offices()
            .chain(people())
            .chain([Action::AddStudio { id: STUDIO, facts: studio, source: None }])
            .chain(issues())
            .chain([
                Action::PlanSession { id: SESSION, facts, source: None },
                Action::SetAgenda { session: SESSION, items: (0..3).map(item).collect() },
                Action::StepSession { id: SESSION, kind, reason, to: None },
            ])
            .chain(sheet());
        let mut world = World::default();
        let moment = Moment { today: day.last(), ..moment() };
        decide(&mut world, &actions.collect::<Vec<_>>(), &moment).unwrap();
        let names = Names::of(&Catalog::of(&world));
        let calendar = Calendar::built_in();
        Self { world, names, calendar, item: Some(issue_id(0)), floor: Some(person_id(2)) }
    }

    /// One that is made once, for tests that read many lines.
    pub(super) fn shared() -> &'static Self {
        static HALL: std::sync::LazyLock<Hall> = std::sync::LazyLock::new(Hall::new);
        &HALL
    }

    /// The same where the studio is of no district.
    pub(super) fn world_without_district(&self) -> World {
        let mut world = self.world.clone();
        let studio = world.studio(STUDIO).unwrap().facts.clone();
        let facts = StudioFacts { district: String::new(), ..studio };
        decide(&mut world, &[Action::EditStudio { id: STUDIO, facts }], &moment()).unwrap();
        world
    }

    /// The same where the studio is of 雨湖区, and another one of 湘乡市.
    pub(super) fn of_a_district(mut self) -> Self {
        let before = self.world.studio(STUDIO).unwrap().facts.clone();
        let code = StudioCode::parse("YHL").unwrap();
        let facts = StudioFacts { district: "雨湖区".to_owned(), ..before.clone() };
        let other =
            StudioFacts { name: "雨湖路街道委员工作室".to_owned(), code, ..before };
        let id = StudioId::from_bytes([10; 16]);
        let actions = [
            Action::EditStudio { id: STUDIO, facts },
            Action::AddStudio { id, facts: other, source: None },
        ];
        decide(&mut self.world, &actions, &moment()).unwrap();
        self.names = Names::of(&Catalog::of(&self.world));
        self
    }

    /// The same with more people, at the table where a class is named.
    pub(super) fn joined_by(mut self, people: &[(&str, Side, Option<Class>)]) -> Self {
        let actions = (40..).zip(people).flat_map(|(at, (name, side, class))| {
            let person = person_id(at);
            let facts = PersonFacts::named(*name, *side);
            let seat = class.map(|class| Attendance {
                person,
                class,
                department: (class == Class::Department).then(|| department_id(0)),
                presence: Presence::Present,
                arrived_at: None,
                left_at: None,
                correction: false,
            });
            let seat =
                seat.map(|row| Action::SetAttendance { session: SESSION, person, row: Some(row) });
            std::iter::once(Action::AddPerson { id: person, facts, source: None }).chain(seat)
        });
        decide(&mut self.world, &actions.collect::<Vec<_>>(), &moment()).unwrap();
        self.names = Names::of(&Catalog::of(&self.world));
        self
    }

    /// The same with other departments: name, short name, district.
    pub(super) fn with_offices(mut self, offices: &[(&str, &str, &str)]) -> Self {
        let actions =
            (120..).zip(offices).map(|(at, (name, short, district))| Action::AddDepartment {
                id: DepartmentId::from_bytes([at; 16]),
                facts: DepartmentFacts {
                    short: (*short).to_owned(),
                    district: (*district).to_owned(),
                    ..DepartmentFacts::named(*name)
                },
                source: None,
            });
        decide(&mut self.world, &actions.collect::<Vec<_>>(), &moment()).unwrap();
        self.names = Names::of(&Catalog::of(&self.world));
        self
    }

    /// The same where an issue, counted from 0, has another title.
    pub(super) fn with_title(mut self, place: u8, title: &str) -> Self {
        let edit = Action::EditIssue { id: issue_id(place), facts: IssueFacts::titled(title) };
        decide(&mut self.world, &[edit], &moment()).unwrap();
        self.names = Names::of(&Catalog::of(&self.world));
        self
    }

    /// The same where somebody has this post.
    pub(super) fn with_post(mut self, name: &str, title: &str) -> Self {
        let person = self.world.people().find(|it| it.facts.name == name).unwrap();
        let facts = PersonFacts { title: title.to_owned(), ..person.facts.clone() };
        let edit = Action::EditPerson { id: person.id, facts };
        decide(&mut self.world, &[edit], &moment()).unwrap();
        self
    }

    pub(super) fn ground(&self) -> Ground<'_> {
        let studio = self.world.studio(STUDIO);
        let session = self.world.session(SESSION).unwrap();
        let ground = Ground::of(&self.names, session, studio, &self.calendar).in_world(&self.world);
        Ground { item: self.item, floor: self.floor, ..ground }
    }

    pub(super) fn read(&self, line: &str) -> Reading {
        read(line, &self.ground())
    }

    pub(super) fn person(&self, id: PersonId) -> String {
        self.names.full_name(id)
    }

    pub(super) fn office(&self, id: DepartmentId) -> String {
        let row = self.names.department(id).unwrap();
        format!("{}{}", if &*row.district == "湘乡市" { "" } else { &*row.district }, row.name)
    }

    /// A reading in a line: kind, `@` speaker, `#` place, labels, lead, `&` supporting, deadline,
    /// money, promise, what was not understood, and the text.
    pub(super) fn shown(&self, line: &str) -> String {
        let reading = self.read(line);
        let mut parts = vec![match reading.kind {
            Kind::Line(kind) => kind.key().to_owned(),
            Kind::Note => "note".to_owned(),
        }];
        parts.extend(reading.speaker.map(|id| format!("@{}", self.person(id))));
        parts.extend(reading.mentions.iter().map(|id| format!("re {}", self.person(*id))));
        parts.extend(reading.place.map(|place| format!("#{place}")));
        parts.extend(reading.category.map(|it| format!("+{}", it.key())));
        parts.extend(reading.tags.iter().map(|tag| format!("+{tag}")));
        parts.extend(reading.lead.map(|id| format!("by {}", self.office(id))));
        parts.extend(reading.supporting.iter().map(|id| format!("& {}", self.office(*id))));
        parts.extend(reading.deadline.map(|due| due.date.to_string()));
        parts.extend(reading.funds.map(Amount::plain));
        parts.extend(reading.promised.map(|it| it.key().to_owned()));
        parts.extend(reading.doubts.iter().map(|doubt| {
            let about = format!("{:?}", doubt.about);
            format!("?{}", about.split(['(', ' ']).next().unwrap())
        }));
        format!("{}: {}", parts.join(" "), reading.text)
    }
}

pub(super) fn moment() -> Moment {
    Moment { today: DAY, actor: person_id(0), replica_mark: ReplicaMark::parse("K7").unwrap() }
}
