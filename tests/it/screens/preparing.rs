//! Preparing a session by keys: the agenda, what the backlog offers, and who is invited.

use super::{Bench, today};
use std::sync::Arc;
use tanshi::app::{Answer, Effect, Failure, Input, Performed};
use tanshi::command::grammar::Names;
use tanshi::command::{Catalog, Filling, Values, Verb};
use tanshi::domain::action::{Action, StepRequest};
use tanshi::domain::calendar::Calendar;
use tanshi::domain::date::DateSpan;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::event::Event;
use tanshi::domain::id::{DepartmentId, EntityId, IssueId, PersonId, SessionId, StudioId};
use tanshi::domain::issue::IssueFacts;
use tanshi::domain::number::{ReplicaMark, StudioCode};
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::session::{AgendaItem, Guest, Invitation, Session, SessionFacts};
use tanshi::domain::studio::{StudioFacts, StudioKind};
use tanshi::domain::undo::compensate;
use tanshi::domain::workflow::StepKind;
use tanshi::domain::world::World;
use tanshi::i18n::Lang;

const STUDIO: StudioId = StudioId::from_bytes([1; 16]);
const SESSION: SessionId = SessionId::from_bytes([1; 16]);
const MEMBER: PersonId = PersonId::from_bytes([1; 16]);
const BUREAU: DepartmentId = DepartmentId::from_bytes([1; 16]);
const TITLES: [&str; 5] = ["山塘清淤", "路灯不亮", "桥面坑洼", "公交绕行", "飞线充电"];

fn moment() -> Moment {
    Moment { today: today(), actor: MEMBER, replica_mark: ReplicaMark::parse("K7").unwrap() }
}

fn issue(number: u8) -> IssueId {
    IssueId::from_bytes([number; 16])
}

/// A session in two weeks with two issues on its agenda, three in the backlog, and two guests.
fn world() -> World {
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
    let item =
        |number| AgendaItem { issue: issue(number), planned_minutes: Some(20), no_consensus: None };
    act(Action::SetAgenda { session: SESSION, items: vec![item(1), item(2)] });
    for guest in [Guest::Person(MEMBER), Guest::Department(BUREAU)] {
        let invitation = Some(Invitation::to(guest));
        act(Action::SetInvitation { session: SESSION, guest, invitation });
    }
    world
}

/// The workbench on a store that does what it is asked to, and takes it back.
struct Busy {
    bench: Bench,
    done: Vec<Vec<Event>>,
    minted: u8,
}

impl Busy {
    fn new(lang: Lang, size: (u16, u16)) -> Self {
        let mut busy =
            Self { bench: Bench::new(&world(), lang, size), done: Vec::new(), minted: 100 };
        busy.keys("3 Enter");
        busy
    }

    fn session(&self) -> &Session {
        self.bench.world.session(SESSION).unwrap()
    }

    fn agenda(&self) -> Vec<&'static str> {
        let place = |item: &AgendaItem| usize::from(item.issue.to_bytes()[0]) - 1;
        self.session().agenda.iter().map(|item| TITLES[place(item)]).collect()
    }

    fn keys(&mut self, keys: &str) {
        for key in keys.split(' ') {
            let key = tanshi::command::key::Key::parse(key).unwrap();
            let effects = self.bench.feed(Input::Key(key));
            self.answer(effects);
        }
    }

    /// Puts the cursor on the first line that holds a text.
    fn go_to(&mut self, text: &str) {
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
    fn under_cursor(&mut self) -> String {
        let key = tanshi::command::key::Key::char('y');
        let copied = self.bench.feed(Input::Key(key)).into_iter().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        });
        copied.unwrap_or_default()
    }

    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
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

    fn perform(
        &mut self,
        verb: &'static Verb,
        target: Option<EntityId>,
        values: &Values,
    ) -> Result<Box<Performed>, Failure> {
        let catalog = Catalog::of(&self.bench.world);
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
            now: today().and_hms_opt(9, 0, 0).unwrap(),
            names: &Names::default(),
            calendar: &Calendar::built_in(),
            mint: &mut mint,
            file: None,
            records: Vec::new(),
            newcomers: Vec::new(),
        };
        let actions = filling.actions().map_err(Failure::Fault)?;
        self.save(&actions)
    }

    fn undo(&mut self) -> Result<Box<Performed>, Failure> {
        let events = self.done.pop().ok_or(Failure::NothingToUndo)?;
        let actions = compensate(&self.bench.world, &events).map_err(Failure::Refused)?;
        self.save(&actions)
    }

    fn save(&mut self, actions: &[Action]) -> Result<Box<Performed>, Failure> {
        let events = decide(&mut self.bench.world, actions, &moment()).map_err(Failure::Refused)?;
        self.done.push(events.clone());
        Ok(Box::new(Performed {
            told: events,
            applied: Vec::new(),
            catalog: Arc::new(Catalog::of(&self.bench.world)),
            settings: self.bench.world.settings(),
            calendar: Arc::new(Calendar::built_in()),
        }))
    }
}

#[test]
fn an_item_moves_by_one_key_with_the_cursor_on_it_and_undo_moves_it_back() {
    let mut busy = Busy::new(Lang::Zh, (80, 24));
    busy.go_to("山塘清淤");
    busy.keys("J");
    assert_eq!(busy.agenda(), ["路灯不亮", "山塘清淤"]);
    assert!(busy.under_cursor().contains("山塘清淤"));
    busy.keys("K");
    assert_eq!(busy.agenda(), ["山塘清淤", "路灯不亮"]);
    busy.keys("Alt-Down z");
    assert_eq!(busy.agenda(), ["山塘清淤", "路灯不亮"]);
    busy.go_to("可以列入");
    busy.keys("J");
    assert!(busy.bench.shown().contains("请先把光标移到议程的一项上"), "{}", busy.bench.shown());
}

#[test]
fn an_offer_comes_onto_the_agenda_by_one_key_and_the_cursor_goes_to_the_next() {
    let mut busy = Busy::new(Lang::Zh, (80, 24));
    busy.go_to("飞线充电");
    assert!(busy.under_cursor().contains("受理后已等 46 天"), "{}", busy.under_cursor());
    busy.keys("+");
    assert_eq!(busy.agenda(), ["山塘清淤", "路灯不亮", "飞线充电"]);
    assert!(busy.under_cursor().contains("公交绕行"), "{}", busy.under_cursor());
    busy.keys("+ +");
    assert_eq!(busy.agenda(), ["山塘清淤", "路灯不亮", "飞线充电", "公交绕行", "桥面坑洼"]);
    assert!(!busy.bench.shown().contains("可以列入"), "{}", busy.bench.shown());
    busy.keys("z");
    assert_eq!(busy.agenda().len(), 4);
    busy.go_to("山塘清淤");
    busy.keys("-");
    assert!(busy.bench.shown().contains("已保存：移出议程"), "{}", busy.bench.shown());
    assert_eq!(busy.agenda(), ["路灯不亮", "飞线充电", "公交绕行"]);
    busy.keys("z");
    assert_eq!(busy.agenda()[0], "山塘清淤");
}

#[test]
fn the_agenda_tells_its_times_and_the_form_begins_with_what_is_planned() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    let shown = busy.bench.shown();
    for words in ["共 40 分钟，09:40 结束", "1. 09:00 山塘清淤", "2. 09:20 路灯不亮"]
    {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
    busy.go_to("路灯不亮");
    busy.keys("p");
    assert!(busy.bench.shown().contains("→ 路灯不亮 20 分钟"), "{}", busy.bench.shown());
    busy.keys("Ctrl-U 4 5 Ctrl-S");
    assert_eq!(busy.session().agenda[1].planned_minutes, Some(45));
    busy.go_to("山塘清淤");
    busy.keys("o");
    busy.bench.typed("通报 15、发言 10");
    assert!(busy.bench.shown().contains("→ 通报 15 分钟 → 发言 10 分钟"), "{}", busy.bench.shown());
    busy.keys("Ctrl-S");
    let shown = busy.bench.shown();
    assert!(shown.contains("各环节合计 25 分钟，超出预计"), "{shown}");
}

#[test]
fn who_comes_and_who_is_excused_is_noted_under_the_cursor() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    busy.go_to("水利局");
    busy.keys("c");
    assert!(busy.under_cursor().contains("水利局  参加"), "{}", busy.under_cursor());
    busy.go_to("周明  未回复");
    busy.keys("x");
    busy.bench.typed("出差");
    busy.keys("Ctrl-S");
    let shown = busy.bench.shown();
    for words in ["周明  请假：出差", "参加 1 · 请假 1", "主持人周明请假，请另定主持人"]
    {
        assert!(shown.contains(words), "{words}:\n{shown}");
    }
    busy.keys("z");
    assert!(busy.bench.shown().contains("周明  未回复"), "{}", busy.bench.shown());
}

#[test]
fn somebody_new_is_invited_once_their_side_is_said() {
    let mut busy = Busy::new(Lang::Zh, (120, 40));
    busy.keys("v");
    busy.bench.typed("村民甲");
    assert!(busy.bench.shown().contains("请写明是委员、群众还是其他"), "{}", busy.bench.shown());
    busy.keys("Tab Tab 2 Shift-Tab Shift-Tab Shift-Tab");
    assert!(busy.bench.shown().contains("村民甲（新人员，登记为群众）"), "{}", busy.bench.shown());
    busy.keys("Ctrl-S");
    let shown = busy.bench.shown();
    assert!(shown.contains("村民甲  未回复"), "{shown}");
    assert!(!shown.contains("还没有邀请群众代表"), "{shown}");
}

#[test]
fn planning_a_session_offers_the_most_urgent_first_and_says_why() {
    for (lang, why) in [(Lang::Zh, "受理后已等"), (Lang::En, "since it was accepted")] {
        let mut busy = Busy::new(lang, (160, 50));
        busy.keys("Esc 2 j s p Tab Tab Tab Tab Tab Ctrl-U Down");
        let shown = busy.bench.shown();
        let offered: Vec<&str> = shown.lines().filter(|line| line.contains(why)).collect();
        for (line, title) in offered.iter().zip(["飞线充电", "公交绕行", "桥面坑洼"]) {
            assert!(line.contains(title), "{shown}");
        }
        // What is on another agenda is not offered; it can be named all the same.
        assert_eq!(offered.len(), 3, "{shown}");
    }
}

#[test]
fn the_keys_of_preparing_are_shown_until_the_day() {
    let mut busy = Busy::new(Lang::Zh, (80, 24));
    let bar = |busy: &Busy| busy.bench.shown().lines().last().unwrap().to_owned();
    assert!(bar(&busy).contains("v 邀请") && !bar(&busy).contains("a 签到"), "{}", bar(&busy));
    busy.go_to("飞线充电");
    assert!(bar(&busy).contains("+ 列入议程"), "{}", bar(&busy));
}
