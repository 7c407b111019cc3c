//! A workbench on a store that does what it is asked to, with a session that is planned.

use super::{Bench, today};
use chrono::{NaiveDateTime, TimeDelta};
use std::sync::Arc;
use tanshi::app::{Answer, Effect, Failure, Input, Performed};
use tanshi::command::{Catalog, Filling, Values, Verb};
use tanshi::domain::action::{Action, StepRequest};
use tanshi::domain::calendar::Calendar;
use tanshi::domain::date::DateSpan;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::event::Event;
use tanshi::domain::id::{
    ChangeId, DepartmentId, EntityId, IssueId, PersonId, SessionId, StudioId,
};
use tanshi::domain::issue::IssueFacts;
use tanshi::domain::number::{ReplicaMark, StudioCode};
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::provenance::Envelope;
use tanshi::domain::session::{AgendaItem, Guest, Invitation, Session, SessionFacts};
use tanshi::domain::studio::{StudioFacts, StudioKind};
use tanshi::domain::undo::compensate;
use tanshi::domain::workflow::StepKind;
use tanshi::domain::world::World;
use tanshi::i18n::Lang;

pub(super) const STUDIO: StudioId = StudioId::from_bytes([1; 16]);
pub(super) const SESSION: SessionId = SessionId::from_bytes([1; 16]);
pub(super) const MEMBER: PersonId = PersonId::from_bytes([1; 16]);
pub(super) const BUREAU: DepartmentId = DepartmentId::from_bytes([1; 16]);
pub(super) const TITLES: [&str; 5] = ["山塘清淤", "路灯不亮", "桥面坑洼", "公交绕行", "飞线充电"];

pub(super) fn moment() -> Moment {
    Moment { today: today(), actor: MEMBER, replica_mark: ReplicaMark::parse("K7").unwrap() }
}

pub(super) fn issue(number: u8) -> IssueId {
    IssueId::from_bytes([number; 16])
}

/// An item of twenty minutes.
fn item(number: u8) -> AgendaItem {
    AgendaItem { issue: issue(number), planned_minutes: Some(20), no_consensus: None }
}

/// A session in two weeks with two issues on its agenda, three in the backlog, and two guests.
pub(super) fn world() -> World {
    let mut world = World::default();
    let mut act = |action: Action| decide(&mut world, &[action], &moment()).unwrap();
    let facts = StudioFacts {
        name: "石潭镇委员工作室".into(),
        code: StudioCode::parse("ST").unwrap(),
        kind: StudioKind::Township,
        district: String::new(),
        township: String::new(),
        founded: None,
        convenor: None,
        members: Vec::new(),
        note: String::new(),
    };
    act(Action::AddStudio { id: STUDIO, facts, source: None });
    let facts = PersonFacts::named("周明", Side::Member);
    act(Action::AddPerson { id: MEMBER, facts, source: None });
    let facts = DepartmentFacts::named("水利局");
    act(Action::AddDepartment { id: BUREAU, facts, source: None });
    for (number, title) in (1..).zip(TITLES) {
        let submitted = DateSpan::parse("2023-09-01", today()).ok();
        let facts = IssueFacts { submitted, ..IssueFacts::titled(title) };
        act(Action::AddIssue { id: issue(number), studio: STUDIO, facts, source: None });
        let on = DateSpan::parse(&format!("2023-09-0{}", 9 - number), today()).unwrap();
        let request = StepRequest::new(StepKind::Accept).on(on);
        act(Action::StepIssue { id: issue(number), request });
    }
    let facts = SessionFacts {
        studio: STUDIO,
        co_studios: Vec::new(),
        title: "十一月协商会".into(),
        venue: "镇政府".into(),
        on: DateSpan::parse("2023-11-03", today()).unwrap(),
        starts_at: chrono::NaiveTime::from_hms_opt(9, 0, 0),
        chair: Some(MEMBER),
        recorder: None,
    };
    act(Action::PlanSession { id: SESSION, facts, source: None });
    act(Action::SetAgenda { session: SESSION, items: vec![item(1), item(2)] });
    for guest in [Guest::Person(MEMBER), Guest::Department(BUREAU)] {
        let invitation = Some(Invitation::to(guest));
        act(Action::SetInvitation { session: SESSION, guest, invitation });
    }
    world
}

/// The workbench on a store that does what it is asked to, and takes it back.
pub(super) struct Busy {
    pub(super) bench: Bench,
    done: Vec<Vec<Event>>,
    minted: u8,
    /// The time on the wall.
    now: NaiveDateTime,
    /// What was asked of the store while it does not answer.
    held: Option<Vec<Effect>>,
    /// What the store says instead of doing what it is asked to.
    pub(super) failing: Option<Failure>,
}

impl Busy {
    pub(super) fn new(lang: Lang, size: (u16, u16)) -> Self {
        Self::on(&world(), lang, size)
    }

    fn on(world: &World, lang: Lang, size: (u16, u16)) -> Self {
        let mut busy = Self {
            bench: Bench::new(world, lang, size),
            done: Vec::new(),
            minted: 100,
            now: nine(),
            held: None,
            failing: None,
        };
        // The issue with the least number is on the agenda of the session.
        busy.keys(", n Home 3 Enter");
        busy
    }

    /// The same with the session going on since nine, and its floor on the screen.
    pub(super) fn live(lang: Lang, size: (u16, u16)) -> Self {
        Self::with(Some(MEMBER), lang, size, &[])
    }

    /// The same with so many items, at most as many as there are issues.
    pub(super) fn live_on(lang: Lang, size: (u16, u16), items: u8) -> Self {
        let items = (1..=items).map(item).collect();
        Self::live_after(lang, size, &[Action::SetAgenda { session: SESSION, items }])
    }

    /// The same with another chair.
    pub(super) fn led_by(chair: Option<PersonId>, lang: Lang, size: (u16, u16)) -> Self {
        Self::with(chair, lang, size, &[])
    }

    /// The same where the directory has these, too.
    pub(super) fn live_with(lang: Lang, size: (u16, u16), people: &[&str]) -> Self {
        let add = |(number, name): (u8, &&str)| {
            let (id, facts) =
                (PersonId::from_bytes([number; 16]), PersonFacts::named(*name, Side::Public));
            Action::AddPerson { id, facts, source: None }
        };
        Self::live_after(lang, size, &(50..).zip(people).map(add).collect::<Vec<_>>())
    }

    /// The same after more was done.
    pub(super) fn live_after(lang: Lang, size: (u16, u16), more: &[Action]) -> Self {
        Self::with(Some(MEMBER), lang, size, more)
    }

    fn with(chair: Option<PersonId>, lang: Lang, size: (u16, u16), more: &[Action]) -> Self {
        let mut world = world();
        decide(&mut world, more, &moment()).unwrap();
        let facts = world.session(SESSION).unwrap().facts.clone();
        let facts = SessionFacts { on: DateSpan::of_day(today()), chair, ..facts };
        decide(&mut world, &[Action::EditSession { id: SESSION, facts }], &moment()).unwrap();
        let mut busy = Self::on(&world, lang, size);
        busy.tick(0);
        busy.keys("b Enter");
        busy
    }

    /// The time on the wall, in seconds after nine.
    pub(super) fn tick(&mut self, seconds: i64) {
        self.now = nine() + TimeDelta::seconds(seconds);
        let effects = self.bench.feed(Input::Tick(self.now));
        self.answer(effects);
    }

    /// The store takes its time until [`Self::answer_all`].
    pub(super) fn hold(&mut self) {
        self.held = Some(Vec::new());
    }

    /// It answers everything that was asked meanwhile.
    pub(super) fn answer_all(&mut self) {
        let held = self.held.take().unwrap_or_default();
        self.answer(held);
    }

    /// Types a text in one piece.
    pub(super) fn typed(&mut self, text: &str) {
        let effects = self.bench.feed(Input::Paste(text.to_owned()));
        self.answer(effects);
    }

    pub(super) fn shown(&self) -> String {
        self.bench.shown()
    }

    pub(super) fn session(&self) -> &Session {
        self.bench.world.session(SESSION).unwrap()
    }

    pub(super) fn agenda(&self) -> Vec<&'static str> {
        let place = |item: &AgendaItem| usize::from(item.issue.to_bytes()[0]) - 1;
        self.session().agenda.iter().map(|item| TITLES[place(item)]).collect()
    }

    pub(super) fn keys(&mut self, keys: &str) {
        for key in keys.split(' ') {
            let key = tanshi::command::key::Key::parse(key).unwrap();
            let effects = self.bench.feed(Input::Key(key));
            self.answer(effects);
        }
    }

    /// Puts the cursor on the first line that holds a text.
    pub(super) fn go_to(&mut self, text: &str) {
        self.keys("g g");
        for _ in 0..60 {
            if self.under_cursor().contains(text) {
                return;
            }
            self.keys("j");
        }
        panic!("nothing says {text}:\n{}", self.bench.shown());
    }

    /// The text under the cursor: what copying would copy.
    pub(super) fn under_cursor(&mut self) -> String {
        let key = tanshi::command::key::Key::char('y');
        let copied = self.bench.feed(Input::Key(key)).into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        });
        copied.unwrap_or_default()
    }

    pub(super) fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(held) = &mut self.held {
                held.push(effect);
                continue;
            }
            let answer = match effect {
                Effect::Perform { generation, verb, target, values } => {
                    let result = self.perform(verb, target, &values);
                    Answer::Performed { generation, verb, result }
                }
                Effect::Undo => Answer::Travelled { undone: true, result: self.undo() },
                _ => continue,
            };
            let more = self.bench.feed(Input::Answer(answer));
            self.answer(more);
        }
    }

    pub(super) fn perform(
        &mut self,
        verb: &'static Verb,
        target: Option<EntityId>,
        values: &Values,
    ) -> Result<Box<Performed>, Failure> {
        if let Some(failure) = self.failing.clone() {
            return Err(failure);
        }
        let catalog = Catalog::of(&self.bench.world);
        let names = tanshi::command::fill::Directory::spoken(&catalog);
        let minted = &mut self.minted;
        let mut mint = || {
            *minted += 1;
            [*minted; 16]
        };
        let filling = Filling {
            verb,
            values,
            target,
            world: &self.bench.world,
            directory: &catalog,
            today: today(),
            now: self.now,
            names: &names,
            calendar: &Calendar::built_in(),
            mint: &mut mint,
            file: None,
            records: Vec::new(),
            newcomers: Vec::new(),
        };
        let actions = filling.actions().map_err(Failure::Fault)?;
        self.save(&actions)
    }

    pub(super) fn undo(&mut self) -> Result<Box<Performed>, Failure> {
        let events = self.done.pop().ok_or(Failure::NothingToUndo)?;
        let actions = compensate(&self.bench.world, &events).map_err(Failure::Refused)?;
        self.save(&actions)
    }

    pub(super) fn save(&mut self, actions: &[Action]) -> Result<Box<Performed>, Failure> {
        let events = decide(&mut self.bench.world, actions, &moment()).map_err(Failure::Refused)?;
        self.done.push(events.clone());
        let envelope = Envelope {
            replica: [1; 16],
            seq: u64::try_from(self.done.len()).unwrap(),
            at_millis: 1_697_763_600_000,
            change: ChangeId::from_bytes([1; 16]),
            actor: MEMBER,
        };
        Ok(Box::new(Performed {
            consequence: None,
            applied: events.iter().map(|event| (event.clone(), envelope)).collect(),
            told: events,
            catalog: Arc::new(Catalog::of(&self.bench.world)),
            settings: self.bench.world.settings(),
            calendar: Arc::new(Calendar::built_in()),
        }))
    }
}

/// The wall's nine o'clock.
pub(super) fn nine() -> NaiveDateTime {
    today().and_hms_opt(9, 0, 0).unwrap()
}
