//! How long a key takes in a district of 100,000 issues: from the input to the finished frame, as
//! time on the processor, so that whatever else the machine does is not counted.
//!
//! ```text
//! cargo bench --bench screens                     100,000 issues
//! TANSHI_ISSUES=1000 cargo bench --bench screens  another size
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a stop watch on a made-up district"
)]

#[path = "../tests/common/crowd.rs"]
mod crowd;

use crowd::{Size, TODAY, crowd};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rustix::time::{ClockId, clock_gettime};
use std::sync::Arc;
use std::time::Duration;
use tanshi::app::{Answer, Beginning, Effect, Input, Opened, Performed, State, update};
use tanshi::command::key::Key;
use tanshi::command::{Catalog, Directory};
use tanshi::domain::calendar::Calendar;
use tanshi::domain::id::{EntityId, EntityKind, IssueId, SessionId};
use tanshi::domain::offer::Wanted;
use tanshi::domain::priority::Terms;
use tanshi::domain::world::World;
use tanshi::i18n::Lang;
use tanshi::ui::Look;

fn main() {
    let issues = std::env::var("TANSHI_ISSUES").ok().and_then(|it| it.parse().ok());
    let issues = issues.unwrap_or(100_000);
    let size = Size::of(issues);
    let mut bench = Bench::new(crowd(size));
    println!("{issues} issues, {} sessions, {} people", issues / 10, size.people);
    bench.time("move of the cursor", &["j", "j", "j", "j", "j", "k"]);
    bench.time("page down", &["PgDn", "PgDn", "PgDn"]);
    bench.time("move in a page", &["Enter", "j", "j", "j", "Esc"]);
    bench.time("sort by department", &[", p"]);
    bench.time("sort by number", &[", n"]);
    bench.time("sort by title", &[", t"]);
    bench.time("sort by urgency", &[", u"]);
    bench.time("open only", &["f", "f"]);
    bench.time("filter 停 车 难", &["/", "停", "车", "难", "Esc"]);
    bench.time("filter t c n", &["/", "t", "c", "n", "Esc"]);
    bench.time("filter tingche", &["/", "t", "i", "n", "g", "c", "h", "e", "Esc"]);
    bench.time("filter 7 0 4", &["/", "7", "0", "4", "Esc"]);
    bench.time("all studios, a move there", &["1", "j", "j", "k", "k", "3", "j", "G", "2"]);
    let tabs = "Tab Tab Tab Tab Tab Tab Tab Tab Tab Esc y";
    bench.time("form of an issue", &["a x", tabs]);
    bench.time("form of a session", &["F6 x", tabs]);
    bench.time("palette", &["F2", "z", "z", "z", "Esc"]);
    bench.time("palette, a slip", &["F2", "t", "i", "n", "g", "c", "e", "h", "Esc"]);
    bench.time("filter, a slip", &["/", "t", "i", "n", "g", "c", "e", "h", "Esc"]);
    bench.time("completion of a name", &["/", "r", "a", "i", "s", "e", "r", ":", "z", "h", "Esc"]);
    bench.time("search page", &["g /", "停", "车", "难", "Esc"]);
    bench.time("search page, t c n", &["t", "c", "n", "Esc"]);
    bench.time("search page, left", &["停", "Enter", "g w"]);
    bench.time("today", &["g y", "j", "j", "Esc"]);
    bench.time("commitments, filter", &["g c", "/", "停", "t", "Esc", "Esc"]);
    bench.offers();
    bench.save();
}

struct Bench {
    world: World,
    catalog: Catalog,
    state: State,
    terminal: Terminal<TestBackend>,
}

impl Bench {
    fn new(world: World) -> Self {
        let size = (120, 40);
        let plain = Beginning::plain(Lang::Zh, size, TODAY);
        let state = State::new(Beginning { demo: true, ..plain });
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let begun = cpu_time();
        let catalog = Catalog::of(&world);
        println!("{:32} {:8.1} ms", "catalog of the world", millis(since(begun)));
        let begun = cpu_time();
        let opened = Opened {
            catalog: Arc::new(catalog.clone()),
            settings: world.settings(),
            calendar: Arc::new(Calendar::built_in()),
            notices: Vec::new(),
            read_only: None,
            actor: None,
            order: None,
        };
        println!("{:32} {:8.1} ms", "snapshot for the screens", millis(since(begun)));
        let mut bench = Self { world, catalog, state, terminal };
        let begun = cpu_time();
        bench.feed(Input::Answer(Answer::Opened(Box::new(opened))));
        bench.draw();
        println!("{:32} {:8.1} ms", "opened", millis(since(begun)));
        let begun = cpu_time();
        while bench.state.is_unfinished() {
            bench.feed(Input::GoOn);
        }
        println!("{:32} {:8.1} ms", "what was put off", millis(since(begun)));
        bench
    }

    fn feed(&mut self, input: Input) {
        for effect in update(&mut self.state, input, TODAY) {
            if let Effect::LoadDossier { generation, id } = effect {
                let world = Box::new(around(&self.world, id));
                let answer = Answer::Dossier { generation, id, world, frozen: None };
                update(&mut self.state, Input::Answer(answer), TODAY);
            }
        }
    }

    fn draw(&mut self) {
        let look = Look::default();
        self.terminal.draw(|frame| tanshi::ui::draw(&self.state, &look, frame)).unwrap();
    }

    /// Types keys and tells the longest and the middle time from a key to its frame.
    fn time(&mut self, what: &str, keys: &[&str]) {
        let mut times = Vec::new();
        for key in keys.iter().flat_map(|keys| keys.split(' ')) {
            let key = Key::parse(key).unwrap();
            let begun = cpu_time();
            self.feed(Input::Key(key));
            self.draw();
            times.push(since(begun));
        }
        let each: Vec<String> = times.iter().map(|it| format!("{:.1}", millis(*it))).collect();
        let most = times.iter().max().copied().unwrap_or_default();
        println!("{what:32} {:8.1} ms at most; {}", millis(most), each.join(" "));
    }

    /// What the backlog offers: to one studio, and of all studios.
    fn offers(&self) {
        let terms = Terms::of(&self.world.settings(), &Calendar::built_in(), TODAY);
        let studio = self.catalog.studios.keys().next().copied().unwrap();
        for (what, others) in [("offers for a studio", false), ("offers of all studios", true)] {
            let begun = cpu_time();
            let offers = self.catalog.offers(&Wanted {
                session: None,
                agenda: &[],
                studios: &[studio],
                departments: &[],
                others,
                most: 20,
                terms,
            });
            let time = millis(since(begun));
            println!("{what:32} {time:8.1} ms; {} of {}", offers.best.len(), offers.total);
        }
    }

    /// Takes in one changed issue, as after a save.
    fn save(&mut self) {
        let some = self.world.of_kind(EntityKind::Issue).nth(7).unwrap().id();
        let small = around(&self.world, some);
        let begun = cpu_time();
        self.catalog.update(&small);
        let catalog = Arc::new(self.catalog.clone());
        println!("{:32} {:8.1} ms", "a save, on the store's thread", millis(since(begun)));
        let done = Performed {
            consequence: None,
            told: Vec::new(),
            applied: Vec::new(),
            catalog,
            settings: self.world.settings(),
            calendar: Arc::new(Calendar::built_in()),
        };
        let begun = cpu_time();
        let answer = Answer::Travelled { undone: true, result: Ok(Box::new(done)) };
        self.feed(Input::Answer(answer));
        self.draw();
        println!("{:32} {:8.1} ms", "a save, on the screens' thread", millis(since(begun)));
    }
}

/// An entity with what its page tells of.
fn around(world: &World, id: EntityId) -> World {
    let mut near = World::default();
    let mut load = |id: EntityId| near.load(world.entity(id).unwrap().clone());
    load(id);
    if let Some(issue) = IssueId::try_from(id).ok().and_then(|id| world.issue(id)) {
        issue.commitments.iter().for_each(|id| load((*id).into()));
        issue.sessions.iter().for_each(|id| load((*id).into()));
    }
    if let Some(session) = SessionId::try_from(id).ok().and_then(|id| world.session(id)) {
        session.agenda.iter().for_each(|item| load(item.issue.into()));
    }
    near
}

/// How long this thread was on the processor so far.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}

fn since(begun: Duration) -> Duration {
    cpu_time().saturating_sub(begun)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
