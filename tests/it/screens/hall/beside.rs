//! A real workbench on a store with a live session, and a real `tanshi present` in another terminal.

use crate::cli::json::{assert_described, described};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{Read, Write};
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};
use tanshi::shell::hall::Place;
use tanshi::shell::last_beat;

const PATIENCE: Duration = Duration::from_secs(30);
const SIZE: PtySize = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
const ITEM: &str = "李小红家门前临水路段加装护栏";

/// A home of its own, with a store in which a session is going on.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::Builder::new().prefix("t").tempdir().unwrap());
        for words in [
            &["studio", "add", "石潭镇委员工作室", "--code", "ST"][..],
            &["person", "add", "周明", "--side", "member"],
            &["settings", "set", "--me", "周明"],
            &["person", "add", "李小红", "--side", "public", "--phone", "13900002222"],
            &["department", "add", "水利局"],
            &["issue", "add", ITEM, "--raiser", "李小红", "--submitted", "2023-02-01"],
            &["issue", "accept", ITEM],
            &["session", "plan", "护栏协商", "--on", "2023-05-20", "--agenda", ITEM],
            &["session", "attend", "护栏协商", "周明", "--class", "convenor"],
            &[
                "session",
                "attend",
                "护栏协商",
                "王工",
                "--class",
                "department",
                "--department",
                "水利局",
            ],
            &["session", "attend", "护栏协商", "李小红", "--class", "raiser"],
            &["session", "start", "护栏协商"],
            &["session", "item", "护栏协商", ITEM],
            &["session", "speak", "护栏协商", "王工"],
            &["session", "queue", "护栏协商", "李小红"],
        ] {
            let done = home.run(words);
            assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
        }
        home
    }

    fn variables(&self) -> Vec<(String, PathBuf)> {
        let names = ["CONFIG", "DATA", "STATE", "CACHE"].map(|it| format!("XDG_{it}_HOME"));
        let own = |name: String| (name.clone(), self.0.path().join(name));
        let mut all: Vec<_> = names.into_iter().map(own).collect();
        all.push(("HOME".to_owned(), self.0.path().to_owned()));
        // There the socket goes: a temporary folder of this test alone.
        all.push(("TMPDIR".to_owned(), self.0.path().to_owned()));
        all
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanshi"));
        command.arg("--data").arg(self.0.path().join("data")).args(["--lang", "zh"]).args(words);
        command.env_remove("TANSHI_NOW").env_remove("XDG_RUNTIME_DIR").envs(self.variables());
        command.output().unwrap()
    }

    /// Waits until it is on the disk that a session goes on: from there on a kill leads back to it.
    fn wait_for_a_sign_of_life(&self) {
        let begun = Instant::now();
        while last_beat(&self.0.path().join("data")).is_none() {
            assert!(begun.elapsed() < PATIENCE, "no sign of life");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn open(&self, words: &[&str]) -> Window {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tanshi"));
        command.args(words);
        command.arg("--data");
        command.arg(self.0.path().join("data"));
        for name in ["TANSHI_NOW", "XDG_RUNTIME_DIR", "NO_COLOR"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        Window::open(command)
    }
}

/// A program in a terminal of its own.
struct Window {
    shown: Arc<(Mutex<vt100::Parser>, Condvar)>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Window {
    fn open(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(SIZE.rows, SIZE.cols, 0);
        let shown = Arc::new((Mutex::new(parser), Condvar::new()));
        let writer = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let theirs = Arc::clone(&shown);
        let watch = move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                theirs.0.lock().unwrap().process(&bytes[..count]);
                theirs.1.notify_all();
            }
        };
        std::thread::Builder::new().spawn(watch).unwrap();
        Self { shown, writer, child, _master: pair.master }
    }

    fn send(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen is as asked, without the air between characters.
    fn wait(&self, what: &str, asked: impl Fn(&str) -> bool) {
        let parser = self.shown.0.lock().unwrap();
        let bare = |parser: &vt100::Parser| parser.screen().contents().replace(' ', "");
        let waiting = |parser: &mut vt100::Parser| !asked(&bare(parser));
        let (parser, late) = self.shown.1.wait_timeout_while(parser, PATIENCE, waiting).unwrap();
        let (late, shown) = (late.timed_out(), parser.screen().contents());
        drop(parser);
        assert!(!late, "{what}; shown instead:\n{shown}");
    }

    fn wait_for(&self, words: &str) {
        self.wait(words, |shown| shown.contains(words));
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// The program has ended by itself, and the terminal is as it was.
    fn ended(mut self) {
        assert!(self.child.wait().unwrap().success());
        let parser = self.shown.0.lock().unwrap();
        let taken = |parser: &mut vt100::Parser| parser.screen().alternate_screen();
        let (parser, late) = self.shown.1.wait_timeout_while(parser, PATIENCE, taken).unwrap();
        assert!(!late.timed_out() && !parser.screen().hide_cursor());
    }
}

impl Drop for Window {
    /// A test that fails leaves no program behind.
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}

#[test]
fn the_room_sees_item_speaker_and_clock_as_the_session_goes() {
    let home = Home::new();
    let mut present = home.open(&["present", "--lang", "zh"]);
    present.wait_for("等待会议开始");

    let mut bench = home.open(&["--lang", "zh"]);
    bench.wait_for("石潭镇委员工作室");
    bench.send("gf");
    present.wait("item, speaker and clock", |shown| {
        shown.contains("李某某家门前临水路段加装护栏")
            && shown.contains("王工（水利局）")
            && shown.contains("█")
            && shown.contains("1群众李某某")
    });

    // The same for a script, and nothing else in it.
    let told = home.run(&["present", "--once", "--json"]);
    let text = String::from_utf8(told.stdout).unwrap();
    let told: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_described("present", &told, &described());
    assert_eq!(told["hall"]["talk"]["who"]["name"], "王工");
    assert_eq!(told["hall"]["item"]["title"], "李某某家门前临水路段加装护栏");
    for private in ["小红", "13900002222", "raiser"] {
        assert!(!text.contains(private), "{private}: {text}");
    }

    // Killed, the workbench leaves its socket behind; the room sees what was so.
    home.wait_for_a_sign_of_life();
    bench.signal(Signal::KILL);
    present.wait("lost", |shown| {
        shown.contains("连接已断开") && shown.contains("李某某家门前临水路段加装护栏")
    });
    // It goes on where it was.
    let bench = home.open(&["--lang", "zh"]);
    bench.wait_for("[记录F5]");
    present.wait("there again", |shown| {
        !shown.contains("连接已断开") && shown.contains("王工（水利局）")
    });

    present.send("q");
    present.ended();
}

#[test]
fn without_a_session_or_a_terminal_it_says_that_it_waits_and_touches_nothing() {
    let home = Home(tempfile::Builder::new().prefix("t").tempdir().unwrap());
    let told = home.run(&["present"]);
    assert_eq!(String::from_utf8(told.stdout).unwrap(), "等待会议开始\n");
    assert_eq!(told.status.code(), Some(0));
    let told = home.run(&["present", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told, serde_json::json!({"hall": null}));
    assert!(home.run(&["present", "--demo", "--once"]).status.success());
    assert!(!home.0.path().join("data").exists(), "no store is made");
}

#[test]
fn a_workbench_of_a_later_version_is_told_in_words_and_in_the_exit_code() {
    let home = Home(tempfile::Builder::new().prefix("t").tempdir().unwrap());
    let uid = rustix::process::geteuid().as_raw();
    let folder = home.0.path().join(format!("tanshi-{uid}"));
    let place = Place::in_folder(folder, &home.0.path().join("data")).unwrap();
    let later = UnixListener::bind(place.socket()).unwrap();
    let answer = move || {
        for stream in later.incoming().take(2) {
            stream.unwrap().write_all(b"TSH\n\x02 something else").unwrap();
        }
    };
    let answers = std::thread::Builder::new().spawn(answer).unwrap();
    let told = home.run(&["present", "--once"]);
    assert_eq!(told.status.code(), Some(3));
    assert!(String::from_utf8(told.stderr).unwrap().contains("工作台的版本较新"));
    let mut present = home.open(&["present"]);
    present.wait_for("工作台的版本较新");
    present.send("\x1b");
    present.ended();
    answers.join().unwrap();
}

#[test]
fn asked_to_end_it_gives_the_terminal_back() {
    let home = Home(tempfile::Builder::new().prefix("t").tempdir().unwrap());
    for end in ["\x03", "ｑ", ""] {
        let mut present = home.open(&["present", "--lang", "en"]);
        present.wait_for("Waitingforthesession");
        if end.is_empty() {
            present.signal(Signal::TERM);
        }
        present.send(end);
        present.ended();
    }
}
