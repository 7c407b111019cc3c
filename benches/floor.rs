//! What a live session costs with 2,000 lines in its record: from Enter to "saved" beside a bare append
//! and sync of as many bytes, for a line, a promise with its commitment, a check-in and a change; and from
//! a key to its frame, of a line and of a name, beside a bare frame of the same size, on the largest
//! layout with 24 people at the table.
//!
//! ```text
//! cargo bench --bench floor                  2,000 lines, 3,000 people
//! TANSHI_LINES=200 cargo bench --bench floor  another record
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a stop watch on a made-up session"
)]

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::{Color, Style};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tanshi::app::{Answer, Beginning, Effect, Input, Opened, State, update};
use tanshi::command::fill::Values;
use tanshi::command::key::Key;
use tanshi::command::verb::{Noun, find};
use tanshi::domain::calendar::Calendar;
use tanshi::domain::id::{EntityId, PersonId};
use tanshi::i18n::Lang;
use tanshi::shell::desk::Desk;
use tanshi::store::{Asked, Store};
use tanshi::ui::Look;

const LINE: &str = "请城管局牵头，会同交警支队，两周内修好塘边的路灯，先修老人多的巷子";
const SIZE: (u16, u16) = (160, 50);
/// How many people are at the table.
const TABLE: usize = 24;

fn main() {
    let lines = std::env::var("TANSHI_LINES").ok().and_then(|it| it.parse().ok()).unwrap_or(2_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut desk = filled(&folder.path().join("data"), lines);
    let session = desk.catalog().sessions.keys().next().unwrap();
    println!("{lines} lines, {} people", desk.catalog().people.len());
    save_lines(&mut desk, session.into(), folder.path());
    frames(&mut desk, session.into());
}

fn asked() -> Asked {
    let clock = tanshi::shell::clock::Clock::default();
    Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: clock.today(),
        time: clock.time(),
        wall_millis: clock.wall_millis(),
    }
}

fn perform(
    desk: &mut Desk,
    name: (Noun, &str),
    target: Option<EntityId>,
    values: &[(&'static str, &str)],
) {
    let mut filled = Values::default();
    for (key, value) in values {
        filled.set(key, *value);
    }
    desk.perform(find(name.0, name.1).unwrap(), target, &filled, &asked()).unwrap();
}

/// A desk with a session that is going on, so many lines in its record.
fn filled(folder: &Path, lines: usize) -> Desk {
    let mut desk = Desk::new(Store::open(folder, "bench").unwrap()).unwrap();
    perform(&mut desk, (Noun::Studio, "add"), None, &[("name", "韶峰工作室"), ("code", "SFL")]);
    for name in ["城管局", "交警支队"] {
        perform(&mut desk, (Noun::Department, "add"), None, &[("name", name)]);
    }
    for number in 0..3_000 {
        let name = format!("居民{number}号");
        perform(&mut desk, (Noun::Person, "add"), None, &[("name", &name), ("side", "public")]);
    }
    perform(&mut desk, (Noun::Issue, "add"), None, &[("title", "塘边路灯不亮")]);
    let plan = [("title", "路灯协商议事会"), ("on", "今天"), ("agenda", "塘边路灯不亮")];
    perform(&mut desk, (Noun::Session, "plan"), None, &plan);
    let session: EntityId = desk.catalog().sessions.keys().next().unwrap().into();
    perform(&mut desk, (Noun::Session, "start"), Some(session), &[]);
    for number in 0..TABLE {
        attend(&mut desk, session, number);
    }
    for number in 0..lines {
        say(&mut desk, session, number);
    }
    desk
}

/// Somebody comes now: a time of day may be that of tomorrow.
fn attend(desk: &mut Desk, session: EntityId, number: usize) {
    let name = format!("居民{number}号");
    let arrived = asked().time.format("%H:%M").to_string();
    let row = [
        ("person", name.as_str()),
        ("class", "public_representative"),
        ("arrived", arrived.as_str()),
    ];
    perform(desk, (Noun::Session, "attend"), Some(session), &row);
}

fn say(desk: &mut Desk, session: EntityId, number: usize) {
    let text = format!("@居民{}号 {LINE}（{number}）", number % TABLE);
    perform(desk, (Noun::Session, "say"), Some(session), &[("text", &text)]);
}

fn promise(desk: &mut Desk, session: EntityId, number: usize) {
    let text = format!("诺 {LINE}（{number}）");
    perform(desk, (Noun::Session, "say"), Some(session), &[("text", &text)]);
}

fn change(desk: &mut Desk, session: EntityId, number: usize) {
    let (line, text) = ((number + 1).to_string(), format!("{LINE}（改{number}）"));
    let values = [("line", line.as_str()), ("text", &text)];
    perform(desk, (Noun::Session, "edit-line"), Some(session), &values);
}

fn check_in(desk: &mut Desk, session: EntityId, number: usize) {
    attend(desk, session, TABLE + number);
}

/// What is done at the table, with the number of its turn.
type Act = fn(&mut Desk, EntityId, usize);

/// Enter to saved, and a bare append and sync of as many bytes, turn by turn.
fn save_lines(desk: &mut Desk, session: EntityId, folder: &Path) {
    let segment = folder.join("data/journal/journal-0001-00000001.seg");
    let mut bare = OpenOptions::new().append(true).create(true).open(folder.join("bare")).unwrap();
    let acts: [(&str, Act, usize); 4] = [
        ("Enter to saved, a line", say, 300),
        ("a promise", promise, 100),
        ("a check-in", check_in, 100),
        ("a change", change, 100),
    ];
    for (what, act, times) in acts {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for number in 0..times {
            let before = fs::metadata(&segment).unwrap().len();
            ours.push(time(|| act(desk, session, number)));
            let len = fs::metadata(&segment).unwrap().len() - before;
            let bytes = vec![7; usize::try_from(len).unwrap()];
            theirs.push(time(|| sync_append(&mut bare, &bytes)));
        }
        told(what, "bare append and sync", &mut ours, &mut theirs);
    }
}

fn sync_append(file: &mut File, bytes: &[u8]) {
    file.write_all(bytes).unwrap();
    file.sync_data().unwrap();
}

/// A key to its frame in the cockpit, and a bare frame of the same size, turn by turn.
fn frames(desk: &mut Desk, session: EntityId) {
    let today = asked().today;
    let mut state = State::new(Beginning::plain(Lang::Zh, SIZE, today));
    let opened = Opened {
        catalog: Arc::new(desk.catalog().clone()),
        settings: desk.settings().clone(),
        calendar: Arc::new(Calendar::built_in()),
        notices: Vec::new(),
        read_only: None,
        actor: None,
        order: None,
    };
    feed(desk, &mut state, Input::Answer(Answer::Opened(Box::new(opened))));
    feed(desk, &mut state, Input::Tick(today.and_time(asked().time)));
    for key in ["g", "f"] {
        feed(desk, &mut state, Input::Key(Key::parse(key).unwrap()));
    }
    let look = Look::default();
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    let mut bare = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    for (what, mode, text) in [("key to frame, a line", "F5", LINE), ("a name", "F6", "jmh")] {
        feed(desk, &mut state, Input::Key(Key::parse(mode).unwrap()));
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let length = text.chars().count();
        for (turn, character) in text.chars().cycle().take(300).enumerate() {
            if turn % length == 0 {
                // Esc leaves; a text as long as people type is begun anew.
                feed(desk, &mut state, Input::Key(Key::ctrl('u')));
            }
            ours.push(time(|| {
                feed(desk, &mut state, Input::Key(Key::char(character)));
                terminal.draw(|frame| tanshi::ui::draw(&state, &look, frame)).unwrap();
            }));
            theirs.push(time(|| {
                bare.draw(|frame| bare_frame(frame, turn)).unwrap();
            }));
        }
        let screen = format!("{:?}", terminal.backend());
        assert!(screen.contains(mode), "the cockpit is not on the screen: {session}");
        told(what, "bare frame", &mut ours, &mut theirs);
    }
}

/// All cells of a frame, other ones each time.
fn bare_frame(frame: &mut ratatui::Frame<'_>, turn: usize) {
    let area = frame.area();
    let text: String = LINE.chars().cycle().skip(turn).take(usize::from(area.width) / 2).collect();
    let style = Style::new().fg(Color::White);
    for y in 0..area.height {
        frame.buffer_mut().set_stringn(0, y, &text, usize::from(area.width), style);
    }
}

fn feed(desk: &mut Desk, state: &mut State, input: Input) {
    let today = asked().today;
    for effect in update(state, input, today) {
        if let Effect::LoadDossier { generation, id } = effect {
            let world = Box::new(desk.dossier(id).unwrap());
            let answer = Answer::Dossier { generation, id, world, frozen: None };
            update(state, Input::Answer(answer), today);
        }
    }
}

fn told(what: &str, floor: &str, ours: &mut [Duration], theirs: &mut [Duration]) {
    ours.sort();
    theirs.sort();
    let at = |times: &[Duration], percent: usize| times[(times.len() - 1) * percent / 100];
    let ratio = at(ours, 50).as_secs_f64() / at(theirs, 50).as_secs_f64();
    println!(
        "{what} p50 {:?} p99 {:?}; {floor} p50 {:?} p99 {:?}: {ratio:.2} times",
        at(ours, 50),
        at(ours, 99),
        at(theirs, 50),
        at(theirs, 99),
    );
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}
