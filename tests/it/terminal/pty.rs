//! Flows in a real pseudo-terminal: what a person's shell finds when we are gone.
//!
//! The program is this test binary, started again with one test to run.

#![expect(clippy::disallowed_methods, reason = "the program under test is told by a variable")]

use super::homes::SHELL;
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use ratatui::Frame;
use ratatui::style::Style;
use rustix::process::{Pid, Signal as Kill, kill_process, kill_process_group};
use tanshi::command::key::{Code, Key};
use tanshi::shell::terminal::{Event, Modes, Signal, Terminal, spawn_signals};
use tanshi::store::guard::guarded;
use tanshi::ui::canvas;
use tanshi::ui::text::AmbiguousWidth;

const VARIABLE: &str = "TANSHI_TEST_PROGRAM";
const PATIENCE: Duration = Duration::from_secs(30);

enum Said {
    Event(Event),
    Signal(Signal),
}

/// Shows what came last, and does what a few keys ask.
#[test]
fn the_program_under_test() {
    if std::env::var_os(VARIABLE).is_none() {
        return;
    }
    let modes = Modes { kitty: true, mouse: true };
    let mut terminal = Terminal::open(modes, "潭事停了 stopped").unwrap();
    terminal.draw(|frame| show(frame, "first frame")).unwrap();
    let mut width = None;
    let (tell, told) = mpsc::channel();
    let also = tell.clone();
    spawn_signals(move |signal| also.send(Said::Signal(signal)).is_ok()).unwrap();
    terminal.spawn_input(true, move |event| tell.send(Said::Event(event)).is_ok()).unwrap();
    let mut line = "议题".to_owned();
    loop {
        terminal.draw(|frame| show(frame, &line)).unwrap();
        let said = told.recv().unwrap();
        line = match said {
            Said::Signal(Signal::Terminate | Signal::HangUp) => return,
            Said::Signal(Signal::Suspend)
            | Said::Event(Event::Key(Key { code: Code::Char('z'), ctrl: true, .. })) => {
                suspended(&mut terminal)
            }
            Said::Signal(Signal::Continue) => {
                terminal.resume().unwrap();
                "continued".to_owned()
            }
            Said::Event(Event::Key(Key { code: Code::Char(c), ctrl: false, .. })) => match c {
                'q' => return,
                'p' => panic!("boom"),
                'h' => loop {
                    thread::park();
                },
                'e' => edit(&mut terminal),
                'b' => {
                    let run = || panic!("in the background");
                    let thread = thread::Builder::new().spawn(run).unwrap();
                    assert!(thread.join().is_err());
                    "went on".to_owned()
                }
                's' => {
                    let caught: Option<()> = guarded(|| panic!("in the store"));
                    format!("caught {:?}", caught.is_none())
                }
                c => format!("key {c}, width {width:?}"),
            },
            Said::Event(Event::Width(told)) => {
                width = Some(told);
                terminal.invalidate();
                format!("议题 width {width:?}")
            }
            Said::Event(event) => format!("{event:?}"),
        };
    }
}

fn show(frame: &mut Frame<'_>, line: &str) {
    let width = frame.area().width;
    let style = Style::new();
    canvas::put(frame.buffer_mut(), (0, 0), line, width, style, AmbiguousWidth::Narrow);
    frame.set_cursor_position((3, 1));
}

fn suspended(terminal: &mut Terminal) -> String {
    terminal.suspend().unwrap();
    "back again".to_owned()
}

/// A program that reads a line of its own and shows it until it has read another.
fn edit(terminal: &mut Terminal) -> String {
    let script = "echo editor; read one; echo \"got $one\"; read two";
    let run = || Command::new("sh").args(["-c", script]).status();
    let (status, taken) = terminal.with_released(run);
    taken.unwrap();
    let status = status.unwrap();
    format!("edited {}", status.success())
}

struct Session {
    shown: Arc<(Mutex<vt100::Parser>, Condvar)>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
}

impl Session {
    /// Starts the program as a terminal does, on a terminal that draws `①` so wide.
    fn start(ambiguous_cells: u16) -> Self {
        Self::start_under(&[], ambiguous_cells)
    }

    fn start_under(wrapper: &[&str], ambiguous_cells: u16) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let program = std::env::current_exe().unwrap();
        let name = "terminal::pty::the_program_under_test";
        let mut words: Vec<&str> = wrapper.to_vec();
        words.push(program.to_str().unwrap());
        words.extend(["--exact", name, "--nocapture", "--test-threads=1"]);
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env(VARIABLE, "1");
        command.env("RUST_BACKTRACE", "0");
        let child = pair.slave.spawn_command(command).unwrap();
        let shown = Arc::new((Mutex::new(vt100::Parser::new(24, 80, 0)), Condvar::new()));
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let reader = pair.master.try_clone_reader().unwrap();
        let (theirs, answers) = (Arc::clone(&shown), Arc::clone(&writer));
        let watch = move || watch(reader, &theirs, &answers, ambiguous_cells);
        thread::Builder::new().spawn(watch).unwrap();
        Self { shown, writer, master: pair.master, child }
    }

    fn send(&self, bytes: &str) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(bytes.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    /// Waits until the screen is as asked.
    fn wait(&self, what: &str, asked: impl Fn(&vt100::Screen) -> bool) {
        let parser = self.shown.0.lock().unwrap();
        let waiting = |parser: &mut vt100::Parser| !asked(parser.screen());
        let (parser, late) = self.shown.1.wait_timeout_while(parser, PATIENCE, waiting).unwrap();
        assert!(!late.timed_out(), "{what}; shown instead:\n{}", parser.screen().contents());
    }

    fn wait_for(&self, words: &str) {
        self.wait(words, |screen| screen.alternate_screen() && screen.contents().contains(words));
    }

    /// Waits for the end and looks at what is left: the terminal as it was found.
    fn ended(mut self) -> (portable_pty::ExitStatus, String) {
        let status = self.child.wait().unwrap();
        self.wait("the alternate screen is left", |screen| !screen.alternate_screen());
        assert_restored(&self);
        let contents = self.shown.0.lock().unwrap().screen().contents();
        (status, contents)
    }
}

fn watch(
    mut reader: Box<dyn Read + Send>,
    shown: &(Mutex<vt100::Parser>, Condvar),
    answers: &Mutex<Box<dyn Write + Send>>,
    ambiguous_cells: u16,
) {
    let mut bytes = [0; 4096];
    while let Ok(count @ 1..) = reader.read(&mut bytes) {
        let mut parser = shown.0.lock().unwrap();
        let mut rest = &bytes[..count];
        // A terminal answers a question where it stands among the rest.
        while let Some(at) = rest.windows(4).position(|window| window == b"\x1b[6n") {
            parser.process(&rest[..at]);
            rest = &rest[at + 4..];
            let (row, column) = parser.screen().cursor_position();
            // Somebody types just then.
            let typed = if ambiguous_cells == 2 { "x" } else { "" };
            let answer = format!("{typed}\x1b[{};{}R", row + 1, column + ambiguous_cells);
            answers.lock().unwrap().write_all(answer.as_bytes()).unwrap();
        }
        parser.process(rest);
        shown.1.notify_all();
    }
}

fn assert_restored(session: &Session) {
    let parser = session.shown.0.lock().unwrap();
    let screen = parser.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    let flags = format!("{:?}", session.master.get_termios().unwrap().local_flags);
    assert!(flags.contains("ICANON") && flags.contains("ECHO"), "raw mode is off: {flags}");
}

#[test]
fn keys_pastes_mouse_and_sizes_arrive() {
    let session = Session::start(1);
    session.wait_for("议题 width Some(Narrow)");
    session.wait("the hardware cursor is at the caret", |screen| {
        screen.cursor_position() == (1, 3) && !screen.hide_cursor()
    });
    for (sent, shown) in [
        ("x", "key x"),
        ("议", "key 议"),
        ("\x1b[200~停车\r\n难\x1b[201~", "Paste(\"停车"),
        ("\x1b[A", "code: Up"),
        ("\x1b[1;2D", "code: Left, ctrl: false, alt: false, shift: true"),
        ("\x1b[<0;5;3M", "Press, x: 4, y: 2"),
        ("\x1b[<65;5;3M", "WheelDown"),
        ("\x1b[27u", "code: Esc"),
    ] {
        session.send(sent);
        session.wait_for(shown);
    }
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    session.shown.0.lock().unwrap().screen_mut().set_size(30, 100);
    session.master.resize(size).unwrap();
    session.wait_for("Resize(100, 30)");
    session.send("q");
    assert!(session.ended().0.success());
}

#[test]
fn a_wide_terminal_is_found_out_and_what_is_typed_meanwhile_is_kept() {
    let session = Session::start(2);
    session.wait_for("key x, width Some(Wide)");
    session.send("q");
    assert!(session.ended().0.success());
}

#[test]
fn a_panic_leaves_the_terminal_and_says_why() {
    let session = Session::start(1);
    session.wait_for("议题");
    session.send("p");
    let (status, contents) = session.ended();
    assert!(!status.success());
    assert!(contents.contains("潭事停了 stopped") && contents.contains("boom"), "{contents}");
}

#[test]
fn a_panic_that_is_caught_or_in_the_background_leaves_the_screen_alone() {
    let session = Session::start(1);
    session.wait_for("议题");
    session.send("s");
    session.wait_for("caught true");
    session.send("b");
    session.wait_for("went on");
    session.send("q");
    let (status, contents) = session.ended();
    assert!(status.success());
    assert!(!contents.contains("panicked"), "{contents}");
}

#[test]
fn a_request_to_end_is_answered_in_good_order() {
    for signal in [Kill::TERM, Kill::HUP, Kill::INT] {
        let session = Session::start(1);
        session.wait_for("议题");
        kill_process(session.pid(), signal).unwrap();
        assert!(session.ended().0.success(), "{signal:?}");
    }
}

#[test]
fn a_window_that_closes_may_say_so_again_and_the_end_is_still_in_good_order() {
    for first in [Kill::TERM, Kill::HUP] {
        let session = Session::start(1);
        session.wait_for("议题");
        // Equal signals that wait are one, so that the second comes a little later.
        kill_process(session.pid(), first).unwrap();
        if first == Kill::HUP {
            thread::sleep(Duration::from_millis(2));
        }
        // It may have ended by then.
        kill_process(session.pid(), Kill::HUP).ok();
        assert!(session.ended().0.success(), "{first:?}");
    }
}

#[test]
fn a_second_request_ends_even_a_program_that_hangs() {
    let session = Session::start(1);
    session.wait_for("议题");
    session.send("xh");
    session.wait_for("key x");
    let pid = session.pid();
    kill_process(pid, Kill::TERM).unwrap();
    // Those that come at once are one request; who insists does so a moment later.
    thread::sleep(Duration::from_millis(1_100));
    kill_process(pid, Kill::INT).unwrap();
    let (status, _) = session.ended();
    assert!(!status.success(), "{status:?}");
}

#[test]
fn an_editor_gets_the_terminal_as_it_was_and_all_of_its_keys() {
    let session = Session::start(1);
    session.wait_for("议题");
    for _ in 0..3 {
        session.send("e");
        session.wait("the editor runs", |screen| {
            !screen.alternate_screen() && screen.contents().trim_end().ends_with("editor")
        });
        assert_restored(&session);
        session.send("abcdef\n");
        session.wait("no key is lost", |screen| screen.contents().contains("got abcdef"));
        session.send("\n");
        session.wait_for("edited true");
        session.send("x");
        session.wait_for("key x");
    }
    session.send("q");
    assert!(session.ended().0.success());
}

#[test]
fn control_z_stops_and_fg_comes_back() {
    let session = Session::start_under(&SHELL, 1);
    session.wait_for("议题");
    for round in 0..4 {
        if round % 2 == 0 {
            session.send("\x1a");
        } else {
            let job = session.master.process_group_leader().and_then(Pid::from_raw).unwrap();
            kill_process_group(job, Kill::TSTP).unwrap();
        }
        session.wait(&format!("round {round}: stopped"), |screen| {
            screen.contents().matches("STOPPED").count() == round + 1
        });
        session.wait(&format!("round {round}: the terminal is left"), |screen| {
            !screen.alternate_screen()
        });
        assert_restored(&session);
        session.send("\n");
        session.wait_for("back again");
        session.send("x");
        session.wait_for("key x");
    }
    session.send("q");
    assert!(session.ended().0.success());
}
