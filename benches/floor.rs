//! What a live session costs with 2,000 lines in its record: from Enter to "saved" beside a bare append
//! and sync of as many bytes, and from a key to its frame beside a bare frame of the same size.
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
const SIZE: (u16, u16) = (120, 40);

fn main() {
    let lines = std::env::var("TANSHI_LINES").ok().and_then(|it| it.parse().ok()).unwrap_or(2_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut desk = filled(&folder.path().join("data"), lines);
    let session = *desk.catalog().sessions.keys().next().unwrap();
    println!("{lines} lines, {} people", desk.catalog().people.len());
    save_lines(&mut desk, session.into(), folder.path());
    frames(&mut desk, session.into());
}

fn asked() -> Asked {
    let now = chrono::Local::now();
    Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: now.date_naive(),
        time: now.time(),
        wall_millis: u64::try_from(now.timestamp_millis()).unwrap(),
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
    let session: EntityId = (*desk.catalog().sessions.keys().next().unwrap()).into();
    perform(&mut desk, (Noun::Session, "start"), Some(session), &[]);
    for number in 0..lines {
        say(&mut desk, session, number);
    }
    desk
}

fn say(desk: &mut Desk, session: EntityId, number: usize) {
    let text = format!("{LINE}（{number}）");
    perform(desk, (Noun::Session, "say"), Some(session), &[("text", &text)]);
}

/// Enter to saved, and a bare append and sync of as many bytes, turn by turn.
fn save_lines(desk: &mut Desk, session: EntityId, folder: &Path) {
    let segment = folder.join("data/journal/journal-0001-00000001.seg");
    let mut bare = OpenOptions::new().append(true).create(true).open(folder.join("bare")).unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for number in 0..300 {
        let before = fs::metadata(&segment).unwrap().len();
        ours.push(time(|| say(desk, session, number)));
        let len = fs::metadata(&segment).unwrap().len() - before;
        let bytes = vec![7; usize::try_from(len).unwrap()];
        theirs.push(time(|| sync_append(&mut bare, &bytes)));
    }
    told("Enter to saved", "bare append and sync", &mut ours, &mut theirs);
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
    };
    feed(desk, &mut state, Input::Answer(Answer::Opened(Box::new(opened))));
    feed(desk, &mut state, Input::Tick(today.and_time(asked().time)));
    for key in ["g", "f"] {
        feed(desk, &mut state, Input::Key(Key::parse(key).unwrap()));
    }
    let look = Look::default();
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    let mut bare = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let typed: Vec<char> = LINE.chars().cycle().take(300).collect();
    for (turn, character) in typed.into_iter().enumerate() {
        if turn % 33 == 0 {
            // Esc leaves; a line as long as people type is begun anew.
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
    assert!(screen.contains("记录 F5"), "the cockpit is not on the screen: {session}");
    told("key to frame", "bare frame", &mut ours, &mut theirs);
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
