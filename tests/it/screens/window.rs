//! The program in a pseudo-terminal, as a person has it: what is sent, and what it shows.

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;
use tanshi::command::verb::{Noun, find};
use unicode_width::UnicodeWidthChar;

const PATIENCE: Duration = Duration::from_secs(30);
/// What the key bar says as long as a form is open.
pub(crate) const IN_FORM: &str = "Ctrl-S/F9";
/// What stands for a character that this terminal draws two cells wide and the model one.
const STAND_IN: char = '〓';
/// The last bytes of every frame.
pub(crate) const FRAME_END: &[u8] = b"\x1b[?2026l";
/// A terminal that is taken begins with this.
pub(crate) const TAKEN: &[u8] = b"\x1b[?1049h";

/// Whether Unicode leaves open how wide a terminal draws it.
fn is_ambiguous(character: char) -> bool {
    character.width() == Some(1) && character.width_cjk() == Some(2)
}

/// What a person does with the next field of a form.
pub(crate) enum Fill {
    Skip,
    Type(&'static str),
    /// The choice at this place of the list.
    Choose(usize),
}

/// The digit of a value in a list of choices.
pub(crate) fn choose<T: PartialEq>(all: &[T], value: &T) -> Fill {
    Fill::Choose(all.iter().position(|it| it == value).unwrap() + 1)
}

/// What a verb's form is called.
pub(crate) fn label(noun: Noun, name: &str) -> &'static str {
    find(noun, name).unwrap().label.zh
}

/// What has come from the program so far, and what a terminal makes of it.
pub(crate) struct Shown {
    parser: vt100::Parser,
    sent: Vec<u8>,
    /// The first bytes of a character whose last ones are still to come.
    begun: Vec<u8>,
    ambiguous_cells: Option<u16>,
    /// Nothing is read until this is over.
    is_held: bool,
    /// Nothing is read any more after the next frame.
    is_closing: bool,
    /// Nothing is read any more.
    is_closing_now: bool,
}

impl Shown {
    fn new((columns, rows): (u16, u16), ambiguous_cells: Option<u16>) -> Self {
        let (rows, columns) = model_size((columns, rows));
        let parser = vt100::Parser::new(rows, columns, 0);
        let (sent, begun) = (Vec::new(), Vec::new());
        Self {
            parser,
            sent,
            begun,
            ambiguous_cells,
            is_held: false,
            is_closing: false,
            is_closing_now: false,
        }
    }

    /// Takes bytes in, and gives what a terminal answers to them.
    fn take(&mut self, bytes: &[u8]) -> String {
        self.sent.extend_from_slice(bytes);
        self.begun.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.begun) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let rest = self.begun.split_off(whole);
        let text = String::from_utf8(std::mem::replace(&mut self.begun, rest)).unwrap();
        let mut answers = String::new();
        // A terminal answers a question where it stands among the rest.
        for (part, is_asked) in
            text.split("\x1b[6n").zip(std::iter::once(false).chain(std::iter::repeat(true)))
        {
            if let Some(cells) = self.ambiguous_cells.filter(|_| is_asked) {
                let (row, _) = self.parser.screen().cursor_position();
                let told = format!("\x1b[{};{}R", row + 1, cells + 1);
                answers.push_str(&told);
            }
            let drawn = self.drawn(part);
            self.show(drawn.as_bytes());
        }
        answers
    }

    /// Where a size has cut a wide glyph in two, the model looks for its other half in vain when something is
    /// drawn over it, and panics. It begins with an empty screen then: after another size all is drawn anew.
    fn show(&mut self, drawn: &[u8]) {
        let parser = &mut self.parser;
        let taken =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| parser.process(drawn)));
        if taken.is_err() {
            let (rows, columns) = self.parser.screen().size();
            self.parser = vt100::Parser::new(rows, columns, 0);
            self.parser.process(drawn);
        }
    }

    fn drawn(&self, text: &str) -> String {
        if self.ambiguous_cells != Some(2) {
            return text.to_owned();
        }
        text.chars().map(|it| if is_ambiguous(it) { STAND_IN } else { it }).collect()
    }
}

type Shared = Arc<(Mutex<Shown>, Condvar)>;

/// A home of its own with nothing in it.
pub(crate) struct Home(pub(crate) tempfile::TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn variables(&self) -> Vec<(String, std::path::PathBuf)> {
        let names = ["CONFIG", "DATA", "STATE", "CACHE"].map(|it| format!("XDG_{it}_HOME"));
        let own = |name: String| (name.clone(), self.0.path().join(name));
        let mut all: Vec<_> = names.into_iter().map(own).collect();
        all.push(("HOME".to_owned(), self.0.path().to_owned()));
        all
    }

    pub(crate) fn json(&self, words: &[&str]) -> serde_json::Value {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanshi"));
        command.arg("--data").arg(self.0.path().join("data")).args(["--lang", "zh"]).args(words);
        command.arg("--json").env_remove("TANSHI_NOW").envs(self.variables());
        let output = command.output().unwrap();
        let side = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {side}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// What kind of terminal it is, and how the program is started in it.
pub(crate) struct Setup<'a> {
    pub(crate) lang: &'a str,
    /// Words that start the program.
    pub(crate) wrapper: &'a [String],
    /// Columns and rows.
    pub(crate) size: (u16, u16),
    /// What the environment says beside what a home says; without a value it says nothing of it.
    pub(crate) variables: &'a [(&'a str, Option<&'a str>)],
    /// How wide `①` is drawn; `None` where the terminal does not answer.
    pub(crate) ambiguous_cells: Option<u16>,
}

impl Default for Setup<'_> {
    fn default() -> Self {
        let variables = &[("TERM", Some("xterm-256color"))];
        Self { lang: "zh", wrapper: &[], size: (120, 40), variables, ambiguous_cells: Some(1) }
    }
}

impl Setup<'_> {
    fn command(&self, home: &Home) -> CommandBuilder {
        let mut words: Vec<&str> = self.wrapper.iter().map(String::as_str).collect();
        let data = home.0.path().join("data");
        words.extend([env!("CARGO_BIN_EXE_tanshi"), "--data", data.to_str().unwrap()]);
        words.extend(["--lang", self.lang]);
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        for name in ["TANSHI_NOW", "NO_COLOR", "COLORTERM", "VISUAL", "EDITOR"] {
            command.env_remove(name);
        }
        for (name, value) in home.variables() {
            command.env(name, value);
        }
        for (name, value) in self.variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            }
        }
        command
    }
}

/// Rows and columns of the model: one that does not know its size has that of all old terminals, and a model
/// of one row or column cannot take what was meant for a larger one.
fn model_size((columns, rows): (u16, u16)) -> (u16, u16) {
    let known = |told: u16, usual: u16| if told == 0 { usual } else { told.max(2) };
    (known(rows, 24), known(columns, 80))
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

/// Reads what the program says until it says no more, or the terminal goes away.
fn watch(mut reader: Box<dyn Read + Send>, shown: &Shared, writer: &Mutex<Option<Writer>>) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        let mut taken = shown.0.lock().unwrap();
        let answers = taken.take(&bytes[..count]);
        let is_over = taken.is_closing_now || (taken.is_closing && taken.sent.ends_with(FRAME_END));
        shown.1.notify_all();
        let held = shown.1.wait_while(taken, |shown| shown.is_held).unwrap();
        drop(held);
        if !answers.is_empty()
            && let Some(writer) = writer.lock().unwrap().as_mut()
        {
            writer.write_all(answers.as_bytes()).unwrap();
        }
        if is_over {
            return;
        }
    }
}

type Writer = Box<dyn Write + Send>;

/// The program in a terminal.
pub(crate) struct Workbench {
    shown: Shared,
    writer: Arc<Mutex<Option<Writer>>>,
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    watcher: Option<JoinHandle<()>>,
}

/// What is left of a program that has ended.
pub(crate) struct Left {
    pub(crate) status: ExitStatus,
    pub(crate) sent: Vec<u8>,
    /// Lines are edited and keys echoed again.
    pub(crate) is_cooked: bool,
    pub(crate) contents: String,
}

impl Workbench {
    pub(crate) fn open(home: &Home) -> Self {
        Self::open_in(home, &Setup::default())
    }

    /// The same in a language, started by other words.
    pub(crate) fn open_under(home: &Home, wrapper: &[String], lang: &str) -> Self {
        Self::open_in(home, &Setup { lang, wrapper, ..Setup::default() })
    }

    /// The same in a terminal of its own kind.
    pub(crate) fn open_in(home: &Home, setup: &Setup<'_>) -> Self {
        let pair = native_pty_system().openpty(pty_size(setup.size)).unwrap();
        let child = pair.slave.spawn_command(setup.command(home)).unwrap();
        drop(pair.slave);
        let shown = Shown::new(setup.size, setup.ambiguous_cells);
        let shown: Shared = Arc::new((Mutex::new(shown), Condvar::new()));
        let writer = Arc::new(Mutex::new(Some(pair.master.take_writer().unwrap())));
        let reader = pair.master.try_clone_reader().unwrap();
        let (theirs, answers) = (Arc::clone(&shown), Arc::clone(&writer));
        let watch = move || watch(reader, &theirs, &answers);
        let watcher = Some(std::thread::Builder::new().spawn(watch).unwrap());
        Self { shown, writer, child, master: Some(pair.master), watcher }
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let mut writer = self.writer.lock().unwrap();
        let writer = writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until what has come is as asked, and says what is shown when it never is.
    pub(crate) fn wait_until(&self, what: &str, asked: impl Fn(&vt100::Screen, &[u8]) -> bool) {
        let shown = self.shown.0.lock().unwrap();
        let waiting = |shown: &mut Shown| !asked(shown.parser.screen(), &shown.sent);
        let (shown, late) = self.shown.1.wait_timeout_while(shown, PATIENCE, waiting).unwrap();
        let (late, contents) = (late.timed_out(), shown.parser.screen().contents());
        drop(shown);
        assert!(!late, "{what}; shown instead:\n{contents}");
    }

    /// Waits until the screen is as asked, and says what it shows when it never is.
    pub(crate) fn wait(&self, what: &str, asked: impl Fn(&str) -> bool) {
        self.wait_until(what, |screen, _| asked(&screen.contents()));
    }

    /// The screen as it is.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.shown.0.lock().unwrap().parser.screen().clone()
    }

    /// Everything that has come so far.
    pub(crate) fn sent(&self) -> Vec<u8> {
        self.shown.0.lock().unwrap().sent.clone()
    }

    /// Reads nothing more of what the program says, or goes on reading.
    pub(crate) fn hold(&self, is_held: bool) {
        self.shown.0.lock().unwrap().is_held = is_held;
        self.shown.1.notify_all();
    }

    /// Gives the terminal another size, and tells the program.
    pub(crate) fn resize(&self, size: (u16, u16)) {
        let mut shown = self.shown.0.lock().unwrap();
        let (rows, columns) = model_size(size);
        shown.parser.screen_mut().set_size(rows, columns);
        self.master.as_ref().unwrap().resize(pty_size(size)).unwrap();
    }

    /// The program that was started; leader of its session and group.
    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Tells all that the terminal is for now, as it does itself: the program and those it was started with.
    pub(crate) fn signal_all(&self, signal: Signal) {
        let group = self.master.as_ref().and_then(|it| it.process_group_leader());
        let group = group.and_then(Pid::from_raw).unwrap_or_else(|| self.pid());
        kill_process_group(group, signal).unwrap();
    }

    /// Lines are edited and keys echoed, as a shell leaves the terminal.
    pub(crate) fn is_cooked(&self) -> bool {
        let flags = self.master.as_ref().unwrap().get_termios().unwrap().local_flags;
        let flags = format!("{flags:?}");
        flags.contains("ICANON") && flags.contains("ECHO")
    }

    /// Has the whole frame drawn again, as after a stop, and waits for it.
    pub(crate) fn redraw(&self) {
        let before = self.sent().len();
        self.signal_all(Signal::CONT);
        self.wait_until("a whole frame", |_, sent| is_redrawn(&sent[before..]));
    }

    /// Takes the terminal away from the program, without a word where nobody else says one.
    pub(crate) fn close(&mut self) {
        self.shown.0.lock().unwrap().is_closing = true;
        // The watcher sees that at the end of a frame.
        self.signal_all(Signal::CONT);
        self.release();
    }

    /// The same while another program has the terminal, which echoes what is typed.
    pub(crate) fn close_now(&mut self) {
        self.shown.0.lock().unwrap().is_closing_now = true;
        self.send("x");
        self.release();
    }

    fn release(&mut self) {
        self.watcher.take().unwrap().join().unwrap();
        self.writer.lock().unwrap().take();
        self.master.take();
    }

    /// Waits for the end.
    pub(crate) fn status(&mut self) -> ExitStatus {
        self.status_within(PATIENCE)
    }

    /// Waits so long for the end at most.
    pub(crate) fn status_within(&mut self, patience: Duration) -> ExitStatus {
        let mut status = None;
        until_within(patience, "the program ends", || {
            status = self.child.try_wait().unwrap();
            status.is_some()
        });
        status.unwrap()
    }

    /// Waits for the end, and says what is left.
    pub(crate) fn ended(mut self) -> Left {
        let status = self.status();
        self.watcher.take().unwrap().join().unwrap();
        let contents = self.screen().contents();
        Left { status, sent: self.sent(), is_cooked: self.is_cooked(), contents }
    }

    pub(crate) fn wait_for(&self, words: &str) {
        self.wait(words, |shown| shown.contains(words));
    }

    /// Opens a form, fills it in and saves it; a form that stays open has refused something.
    pub(crate) fn form(&mut self, keys: &str, title: &str, fills: &[Fill]) {
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
    pub(crate) fn inside(&self, path: &std::path::Path) -> std::path::PathBuf {
        let root = format!("/proc/{}/root", self.child.process_id().unwrap());
        std::path::Path::new(&root).join(path.strip_prefix("/").unwrap())
    }

    /// Asks the program to end, as a closed window does, right behind what was sent last.
    pub(crate) fn hang_up(mut self) {
        self.signal(Signal::HUP);
        self.child.wait().unwrap();
    }

    /// Ends the program without a word, as a crash does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn quit(mut self) {
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

/// Whether the terminal was taken again, with a frame behind that.
fn is_redrawn(sent: &[u8]) -> bool {
    let find = |what: &[u8], from: usize| {
        sent[from..].windows(what.len()).position(|it| it == what).map(|at| from + at)
    };
    let taken = find(TAKEN, 0);
    taken.is_some_and(|at| find(FRAME_END, at).is_some())
}

/// Waits until something is so that nobody tells of.
pub(crate) fn until(what: &str, is_so: impl FnMut() -> bool) {
    until_within(PATIENCE, what, is_so);
}

fn until_within(patience: Duration, what: &str, mut is_so: impl FnMut() -> bool) {
    const STEP: Duration = Duration::from_millis(5);
    let mut waited = Duration::ZERO;
    while !is_so() {
        assert!(waited < patience, "{what}");
        std::thread::park_timeout(STEP);
        waited += STEP;
    }
}
