//! The program in a pseudo-terminal, as a person has it: what is sent, and what it shows.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;
use tanshi::command::verb::{Noun, find};

const PATIENCE: Duration = Duration::from_secs(30);
const SIZE: PtySize = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
/// What the key bar says as long as a form is open.
pub(super) const IN_FORM: &str = "Ctrl-S/F9";

/// What a person does with the next field of a form.
pub(super) enum Fill {
    Skip,
    Type(&'static str),
    /// The choice at this place of the list.
    Choose(usize),
}

/// The digit of a value in a list of choices.
pub(super) fn choose<T: PartialEq>(all: &[T], value: &T) -> Fill {
    Fill::Choose(all.iter().position(|it| it == value).unwrap() + 1)
}

/// What a verb's form is called.
pub(super) fn label(noun: Noun, name: &str) -> &'static str {
    find(noun, name).unwrap().label.zh
}

type Shown = Arc<(Mutex<vt100::Parser>, Condvar)>;

/// A home of its own with nothing in it.
pub(super) struct Home(pub(super) tempfile::TempDir);

impl Home {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn variables(&self) -> Vec<(String, std::path::PathBuf)> {
        let names = ["CONFIG", "DATA", "STATE", "CACHE"].map(|it| format!("XDG_{it}_HOME"));
        let own = |name: String| (name.clone(), self.0.path().join(name));
        let mut all: Vec<_> = names.into_iter().map(own).collect();
        all.push(("HOME".to_owned(), self.0.path().to_owned()));
        all
    }

    pub(super) fn json(&self, words: &[&str]) -> serde_json::Value {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanshi"));
        command.arg("--data").arg(self.0.path().join("data")).args(["--lang", "zh"]).args(words);
        command.arg("--json").env_remove("TANSHI_NOW").envs(self.variables());
        let output = command.output().unwrap();
        let side = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {side}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// The program in a terminal.
pub(super) struct Workbench {
    shown: Shown,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
}

impl Workbench {
    pub(super) fn open(home: &Home) -> Self {
        Self::open_under(home, &[], "zh")
    }

    /// The same in a language, started by other words.
    pub(super) fn open_under(home: &Home, wrapper: &[String], lang: &str) -> Self {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let mut words: Vec<&str> = wrapper.iter().map(String::as_str).collect();
        let data = home.0.path().join("data");
        words.extend([env!("CARGO_BIN_EXE_tanshi"), "--data", data.to_str().unwrap()]);
        words.extend(["--lang", lang]);
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env_remove("TANSHI_NOW");
        command.env("TERM", "xterm-256color");
        for (name, value) in home.variables() {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(SIZE.rows, SIZE.cols, 0);
        let shown: Shown = Arc::new((Mutex::new(parser), Condvar::new()));
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

    pub(super) fn send(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen is as asked, and says what it shows when it never is.
    pub(super) fn wait(&self, what: &str, asked: impl Fn(&str) -> bool) {
        let parser = self.shown.0.lock().unwrap();
        let waiting = |parser: &mut vt100::Parser| !asked(&parser.screen().contents());
        let (parser, late) = self.shown.1.wait_timeout_while(parser, PATIENCE, waiting).unwrap();
        let (late, shown) = (late.timed_out(), parser.screen().contents());
        drop(parser);
        assert!(!late, "{what}; shown instead:\n{shown}");
    }

    pub(super) fn wait_for(&self, words: &str) {
        self.wait(words, |shown| shown.contains(words));
    }

    /// What somebody reads off the screen as it is now.
    pub(super) fn seen<T>(&self, read: impl Fn(&str) -> T) -> T {
        read(&self.shown.0.lock().unwrap().screen().contents())
    }

    /// Opens a form, fills it in and saves it; a form that stays open has refused something.
    pub(super) fn form(&mut self, keys: &str, title: &str, fills: &[Fill]) {
        self.send(keys);
        let head = format!("┌ {title}");
        self.wait(title, |shown| shown.contains(&head) && shown.contains(IN_FORM));
        for fill in fills {
            match fill {
                Fill::Skip => self.send("\t"),
                Fill::Type(words) => self.send(&format!("{words}\t")),
                Fill::Choose(place @ ..=9) => self.send(&format!("{place}\t")),
                // Digits reach no farther.
                Fill::Choose(place) => self.send(&format!("{}\r", "\x1b[B".repeat(*place))),
            }
        }
        self.send("\x13");
        self.wait(&format!("{title} is saved"), |shown| !shown.contains(&head));
    }

    /// A path as the program sees it that may have disks of its own.
    #[cfg(target_os = "linux")]
    pub(super) fn inside(&self, path: &std::path::Path) -> std::path::PathBuf {
        let root = format!("/proc/{}/root", self.child.process_id().unwrap());
        std::path::Path::new(&root).join(path.strip_prefix("/").unwrap())
    }

    /// Asks the program to end, as a closed window does, right behind what was sent last.
    pub(super) fn hang_up(mut self) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::kill_process(
            rustix::process::Pid::from_raw(pid).unwrap(),
            rustix::process::Signal::HUP,
        )
        .unwrap();
        self.child.wait().unwrap();
    }

    /// Ends the program without a word, as a crash does.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(super) fn quit(mut self) {
        self.send("q");
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Workbench {
    /// A test that fails leaves no program behind.
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}
