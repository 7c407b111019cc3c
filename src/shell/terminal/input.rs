//! The thread that waits for keys.
//!
//! It blocks in `read`, so it costs nothing while nobody types, and it can be paused: a program
//! that is given the terminal must not lose its first keys to us.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind as CrosstermMouse,
};

use crate::app::cells::AmbiguousWidth;
use crate::app::{Mouse, MouseKind};
use crate::command::key::{Code, Key};

/// What comes from the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key.
    Key(Key),
    /// A text in one piece: pasted, or committed by an input method. Treat it as typing.
    Paste(String),
    /// The mouse.
    Mouse(Mouse),
    /// The terminal has another size now.
    Resize(u16, u16),
    /// The terminal has told how wide it draws `①`.
    Width(AmbiguousWidth),
    /// Nothing will come any more: the terminal is gone.
    Lost,
}

impl Event {
    /// Translates what crossterm read; `None` for what nobody here listens to.
    pub fn from_crossterm(event: event::Event) -> Option<Self> {
        match event {
            event::Event::Key(key) => Self::from_key(key),
            event::Event::Mouse(mouse) => {
                let kind = match mouse.kind {
                    CrosstermMouse::Down(MouseButton::Left) => MouseKind::Press,
                    CrosstermMouse::ScrollUp => MouseKind::WheelUp,
                    CrosstermMouse::ScrollDown => MouseKind::WheelDown,
                    _ => return None,
                };
                Some(Self::Mouse(Mouse { kind, x: mouse.column, y: mouse.row }))
            }
            event::Event::Paste(text) => Some(Self::Paste(text)),
            event::Event::Resize(columns, rows) => {
                let (columns, rows) = super::known_size(columns, rows);
                Some(Self::Resize(columns, rows))
            }
            event::Event::FocusGained | event::Event::FocusLost => None,
        }
    }

    fn from_key(key: event::KeyEvent) -> Option<Self> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        let held = |modifier| key.modifiers.contains(modifier);
        // Those belong to the desktop: Super-Q must not be taken for q.
        if key.modifiers.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META)
        {
            return None;
        }
        let shift = held(KeyModifiers::SHIFT);
        let code = match key.code {
            // A terminal that is not raw yet turns Enter into a line feed.
            event::KeyCode::Char('j')
                if held(KeyModifiers::CONTROL) && !held(KeyModifiers::ALT) =>
            {
                return Some(Self::Key(Key::plain(Code::Enter)));
            }
            event::KeyCode::Char(c) if shift => Code::Char(c.to_ascii_uppercase()),
            event::KeyCode::Char(c) => Code::Char(c),
            event::KeyCode::F(number) => Code::F(number),
            event::KeyCode::Enter => Code::Enter,
            event::KeyCode::Esc => Code::Esc,
            event::KeyCode::Tab if shift => Code::BackTab,
            event::KeyCode::Tab => Code::Tab,
            event::KeyCode::BackTab => Code::BackTab,
            event::KeyCode::Backspace => Code::Backspace,
            event::KeyCode::Delete => Code::Delete,
            event::KeyCode::Insert => Code::Insert,
            event::KeyCode::Up => Code::Up,
            event::KeyCode::Down => Code::Down,
            event::KeyCode::Left => Code::Left,
            event::KeyCode::Right => Code::Right,
            event::KeyCode::Home => Code::Home,
            event::KeyCode::End => Code::End,
            event::KeyCode::PageUp => Code::PageUp,
            event::KeyCode::PageDown => Code::PageDown,
            _ => return None,
        };
        let shift = shift && !matches!(code, Code::Char(_) | Code::BackTab);
        let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
        Some(Self::Key(Key { code, ctrl, alt, shift }))
    }
}

#[derive(Debug, Default)]
struct Gate {
    state: Mutex<GateState>,
    changed: Condvar,
}

/// How far the thread is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It waits for the answer to [`WIDTH_QUESTION`], which nothing ends but time.
    Asking,
    #[default]
    Listening,
    Gone,
}

#[derive(Debug, Default)]
struct GateState {
    paused: bool,
    parked: bool,
    /// Nobody wants anything more of it.
    over: bool,
    at: Step,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits here while paused; whether it goes on.
    fn pass(&self) -> bool {
        let mut state = self.lock();
        while state.paused && !state.over {
            state.parked = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.parked = false;
        !state.over
    }
}

/// The running thread.
#[derive(Debug)]
pub struct Input {
    gate: Arc<Gate>,
}

/// Prints `①` in the corner and asks where the cursor stands then.
pub(super) const WIDTH_QUESTION: &str = "\x1b[0m\x1b[1;1H①\x1b[6n";

/// How long one nudge may take to reach the thread, and how many there are.
const NUDGE: Duration = Duration::from_millis(50);
const NUDGES: usize = 20;

impl Input {
    /// Starts the thread; it ends soon after this is dropped, when `send` returns false or the terminal is
    /// gone. Where the terminal was asked how wide `①` is, the thread waits for that answer first: what is
    /// typed meanwhile is kept, and nobody else waits.
    ///
    /// # Errors
    ///
    /// Where no thread can be had.
    pub fn spawn(
        width_was_asked: bool,
        mut send: impl FnMut(Event) -> bool + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let gate = Arc::new(Gate::default());
        if width_was_asked {
            gate.lock().at = Step::Asking;
        }
        watch_for_the_end(send.clone())?;
        let farewell = Farewell { gate: Arc::clone(&gate), send: send.clone() };
        thread::Builder::new().name("input".to_owned()).spawn(move || {
            let gate = &farewell.gate;
            let width = if width_was_asked { told_width() } else { None };
            gate.lock().at = Step::Listening;
            if width.is_none_or(|width| send(Event::Width(width))) {
                listen(gate, send);
            }
        })?;
        Ok(Self { gate })
    }

    /// Makes the thread stop reading and waits until it has; says whether it did in a second.
    ///
    /// A read that blocks is ended by telling ourselves that the window changed its size.
    pub fn pause(&self) -> bool {
        self.stop_reading(|state| state.paused = true)
    }

    fn stop_reading(&self, order: impl FnOnce(&mut GateState)) -> bool {
        let mut state = self.gate.lock();
        order(&mut state);
        for _ in 0..NUDGES {
            if state.parked || state.at == Step::Gone {
                return true;
            }
            nudge();
            let waited = self.gate.changed.wait_timeout(state, NUDGE);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.parked || state.at == Step::Gone
    }

    /// Lets it read again.
    pub fn resume(&self) {
        self.gate.lock().paused = false;
        self.gate.changed.notify_all();
    }
}

/// Says when the thread ends that it reads no more, and where it panics that nothing will come any more: who
/// waits for keys would wait for ever.
struct Farewell<F: FnMut(Event) -> bool> {
    gate: Arc<Gate>,
    send: F,
}

impl<F: FnMut(Event) -> bool> Drop for Farewell<F> {
    fn drop(&mut self) {
        self.gate.lock().at = Step::Gone;
        self.gate.changed.notify_all();
        if thread::panicking() {
            (self.send)(Event::Lost);
        }
    }
}

/// The thread ends with its owner: a later one would share the keys with it.
impl Drop for Input {
    fn drop(&mut self) {
        let mut state = self.gate.lock();
        state.over = true;
        let is_asking = state.at == Step::Asking;
        drop(state);
        if !is_asking {
            self.stop_reading(|_over| {});
        }
    }
}

/// Starts a thread that says when the terminal is gone, and costs nothing until then: from a terminal that is
/// gone crossterm reads nothing, again and again without an end, and nobody else may say so. A shell that
/// keeps SIGHUP to itself does not.
#[cfg(unix)]
fn watch_for_the_end(mut send: impl FnMut(Event) -> bool + Send + 'static) -> io::Result<()> {
    let watch = move || {
        // A system that cannot watch a terminal leaves it to the reads.
        if has_hung_up(None) {
            send(Event::Lost);
        }
    };
    thread::Builder::new().name("terminal".to_owned()).spawn(watch).map(drop)
}

/// Whether the terminal is gone, or goes within a time: without one, whenever that is.
#[cfg(unix)]
fn has_hung_up(within: Option<&rustix::event::Timespec>) -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    let input = io::stdin();
    loop {
        // What has happened to a terminal is told without being asked for.
        let mut watched = [PollFd::new(&input, PollFlags::empty())];
        match poll(&mut watched, within) {
            Err(Errno::INTR) => {}
            Err(_) => return false,
            Ok(_) => {
                let gone = PollFlags::HUP | PollFlags::ERR;
                return watched.iter().any(|it| it.revents().intersects(gone));
            }
        }
    }
}

/// Whether the terminal is gone by now: the other end is, before whoever writes to it is refused.
#[cfg(unix)]
pub(in crate::shell) fn is_gone() -> bool {
    has_hung_up(Some(&rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 }))
}

/// Elsewhere whoever takes it again is refused.
#[cfg(not(unix))]
pub(in crate::shell) const fn is_gone() -> bool {
    false
}

/// Elsewhere the reads say so.
#[cfg(not(unix))]
fn watch_for_the_end(_send: impl FnMut(Event) -> bool + Send + 'static) -> io::Result<()> {
    Ok(())
}

/// What the terminal answers to [`WIDTH_QUESTION`]: where the cursor stands after `①`.
fn told_width() -> Option<AmbiguousWidth> {
    match crossterm::cursor::position().ok()? {
        (1, _) => Some(AmbiguousWidth::Narrow),
        (2, _) => Some(AmbiguousWidth::Wide),
        _ => None,
    }
}

fn listen(gate: &Gate, mut send: impl FnMut(Event) -> bool) {
    let mut size = crossterm::terminal::size().ok();
    loop {
        if !gate.pass() {
            return;
        }
        match read() {
            Ok(Some(event)) => {
                // A nudge reports the size that is known already.
                if let event::Event::Resize(columns, rows) = event
                    && size.replace((columns, rows)) == Some((columns, rows))
                {
                    continue;
                }
                if Event::from_crossterm(event).is_some_and(|event| !send(event)) {
                    return;
                }
            }
            Ok(None) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => {
                send(Event::Lost);
                return;
            }
        }
    }
}

#[cfg(unix)]
fn read() -> io::Result<Option<event::Event>> {
    event::read().map(Some)
}

/// Where nothing can end a read, it is a wait with an end.
#[cfg(not(unix))]
fn read() -> io::Result<Option<event::Event>> {
    if event::poll(NUDGE)? { event::read().map(Some) } else { Ok(None) }
}

#[cfg(unix)]
fn nudge() {
    signal_hook::low_level::raise(signal_hook::consts::SIGWINCH).ok();
}

#[cfg(not(unix))]
const fn nudge() {}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: event::KeyCode, modifiers: KeyModifiers) -> Option<Event> {
        Event::from_crossterm(event::Event::Key(event::KeyEvent::new(code, modifiers)))
    }

    fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    #[test]
    fn a_thread_that_panics_says_that_no_key_comes_any_more() {
        let (tell, told) = std::sync::mpsc::channel();
        let gate = Arc::new(Gate::default());
        let is_broken_off = |panics: bool| {
            let tell = tell.clone();
            let send = move |event| tell.send(event).is_ok();
            let farewell = Farewell { gate: Arc::clone(&gate), send };
            let reading = thread::Builder::new().spawn(move || {
                let _farewell = farewell;
                assert!(!panics, "in the middle of it");
            });
            reading.unwrap().join().is_err()
        };
        assert!(!is_broken_off(false));
        assert_eq!(gate.lock().at, Step::Gone);
        assert!(told.try_recv().is_err(), "it was ended from outside");
        assert!(is_broken_off(true));
        assert_eq!(told.try_recv(), Ok(Event::Lost));
    }

    #[test]
    fn keys_come_the_same_from_every_protocol() {
        let capital = Some(Event::Key(plain(Code::Char('G'))));
        assert_eq!(key(event::KeyCode::Char('G'), KeyModifiers::SHIFT), capital);
        assert_eq!(key(event::KeyCode::Char('g'), KeyModifiers::SHIFT), capital);
        let back = Some(Event::Key(plain(Code::BackTab)));
        assert_eq!(key(event::KeyCode::BackTab, KeyModifiers::SHIFT), back);
        assert_eq!(key(event::KeyCode::Tab, KeyModifiers::SHIFT), back);
        let select = Key { shift: true, ..plain(Code::Left) };
        assert_eq!(key(event::KeyCode::Left, KeyModifiers::SHIFT), Some(Event::Key(select)));
        let control = Key { ctrl: true, ..plain(Code::Char('z')) };
        assert_eq!(
            key(event::KeyCode::Char('z'), KeyModifiers::CONTROL),
            Some(Event::Key(control))
        );
    }

    /// What crossterm reads of a key.
    fn sent(key: Key) -> event::KeyEvent {
        let code = match key.code {
            Code::Char(c) => event::KeyCode::Char(c),
            Code::F(number) => event::KeyCode::F(number),
            Code::Enter => event::KeyCode::Enter,
            Code::Esc => event::KeyCode::Esc,
            Code::Tab => event::KeyCode::Tab,
            Code::BackTab => event::KeyCode::BackTab,
            Code::Backspace => event::KeyCode::Backspace,
            Code::Delete => event::KeyCode::Delete,
            Code::Insert => event::KeyCode::Insert,
            Code::Up => event::KeyCode::Up,
            Code::Down => event::KeyCode::Down,
            Code::Left => event::KeyCode::Left,
            Code::Right => event::KeyCode::Right,
            Code::Home => event::KeyCode::Home,
            Code::End => event::KeyCode::End,
            Code::PageUp => event::KeyCode::PageUp,
            Code::PageDown => event::KeyCode::PageDown,
        };
        let capital = matches!(key.code, Code::Char(c) if c.is_ascii_uppercase());
        let mut modifiers = KeyModifiers::NONE;
        modifiers.set(KeyModifiers::CONTROL, key.ctrl);
        modifiers.set(KeyModifiers::ALT, key.alt);
        modifiers.set(KeyModifiers::SHIFT, key.shift || capital || key.code == Code::BackTab);
        event::KeyEvent::new(code, modifiers)
    }

    #[test]
    fn every_key_that_a_person_can_set_is_heard() {
        let names = "Enter Esc Tab Shift-Tab Backspace Del Ins Up Down Left Right Home End PgUp PgDn Space F1 F12";
        let characters = (' '..='~').chain("、。：？ｊＱ【…停é".chars()).map(String::from);
        let mut read = 0;
        for name in names.split(' ').map(str::to_owned).chain(characters) {
            for held in ["", "Ctrl-", "Alt-", "Shift-", "Ctrl-Alt-", "Ctrl-Shift-", "Alt-Shift-"] {
                let Some(keys) = Key::parse_all(&format!("{held}{name}")) else { continue };
                let &[key] = &keys[..] else { panic!("{keys:?}") };
                read += 1;
                let Some(Event::Key(heard)) = Event::from_crossterm(event::Event::Key(sent(key)))
                else {
                    panic!("{key} is never heard")
                };
                assert_eq!(heard.folded(), key, "{held}{name}");
            }
        }
        assert!(read > 400, "{read}");
    }

    #[test]
    fn a_released_key_is_no_key() {
        let mut released = event::KeyEvent::new(event::KeyCode::Enter, KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        assert_eq!(Event::from_crossterm(event::Event::Key(released)), None);
    }
}
