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

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those on the keyboard")]
pub enum KeyCode {
    /// A character as it was typed, capital where it is one.
    Char(char),
    /// A function key, from 1.
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// A key that was pressed or repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which one.
    pub code: KeyCode,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held; always false with a character, which tells it by itself.
    pub shift: bool,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The left button came up.
    Release,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// What the mouse did, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub kind: MouseKind,
    /// The column, from 0.
    pub x: u16,
    /// The row, from 0.
    pub y: u16,
}

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
    /// The terminal has the keyboard, or lost it.
    Focus(bool),
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
                    CrosstermMouse::Drag(MouseButton::Left) => MouseKind::Drag,
                    CrosstermMouse::Up(MouseButton::Left) => MouseKind::Release,
                    CrosstermMouse::ScrollUp => MouseKind::WheelUp,
                    CrosstermMouse::ScrollDown => MouseKind::WheelDown,
                    _ => return None,
                };
                Some(Self::Mouse(Mouse { kind, x: mouse.column, y: mouse.row }))
            }
            event::Event::Paste(text) => Some(Self::Paste(text)),
            event::Event::Resize(columns, rows) => Some(Self::Resize(columns, rows)),
            event::Event::FocusGained => Some(Self::Focus(true)),
            event::Event::FocusLost => Some(Self::Focus(false)),
        }
    }

    fn from_key(key: event::KeyEvent) -> Option<Self> {
        if key.kind == KeyEventKind::Release {
            return None;
        }
        let held = |modifier| key.modifiers.contains(modifier);
        let shift = held(KeyModifiers::SHIFT);
        let code = match key.code {
            event::KeyCode::Char(c) if shift => KeyCode::Char(c.to_ascii_uppercase()),
            event::KeyCode::Char(c) => KeyCode::Char(c),
            event::KeyCode::F(number) => KeyCode::F(number),
            event::KeyCode::Enter => KeyCode::Enter,
            event::KeyCode::Esc => KeyCode::Esc,
            event::KeyCode::Tab if shift => KeyCode::BackTab,
            event::KeyCode::Tab => KeyCode::Tab,
            event::KeyCode::BackTab => KeyCode::BackTab,
            event::KeyCode::Backspace => KeyCode::Backspace,
            event::KeyCode::Delete => KeyCode::Delete,
            event::KeyCode::Insert => KeyCode::Insert,
            event::KeyCode::Up => KeyCode::Up,
            event::KeyCode::Down => KeyCode::Down,
            event::KeyCode::Left => KeyCode::Left,
            event::KeyCode::Right => KeyCode::Right,
            event::KeyCode::Home => KeyCode::Home,
            event::KeyCode::End => KeyCode::End,
            event::KeyCode::PageUp => KeyCode::PageUp,
            event::KeyCode::PageDown => KeyCode::PageDown,
            _ => return None,
        };
        let shift = shift && !matches!(code, KeyCode::Char(_) | KeyCode::BackTab);
        let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
        Some(Self::Key(Key { code, ctrl, alt, shift }))
    }
}

#[derive(Debug, Default)]
struct Gate {
    state: Mutex<GateState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct GateState {
    paused: bool,
    parked: bool,
    gone: bool,
}

impl Gate {
    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits here while paused.
    fn pass(&self) {
        let mut state = self.lock();
        while state.paused {
            state.parked = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.parked = false;
    }
}

/// The running thread.
#[derive(Debug)]
pub struct Input {
    gate: Arc<Gate>,
}

/// How long one nudge may take to reach the thread, and how many there are.
const NUDGE: Duration = Duration::from_millis(50);
const NUDGES: usize = 20;

impl Input {
    /// Starts the thread; it ends when `send` returns false or the terminal is gone.
    ///
    /// # Errors
    ///
    /// Where no thread can be had.
    pub fn spawn(send: impl FnMut(Event) -> bool + Send + 'static) -> io::Result<Self> {
        let gate = Arc::new(Gate::default());
        let theirs = Arc::clone(&gate);
        thread::Builder::new().name("input".to_owned()).spawn(move || {
            listen(&theirs, send);
            theirs.lock().gone = true;
            theirs.changed.notify_all();
        })?;
        Ok(Self { gate })
    }

    /// Makes the thread stop reading and waits until it has; says whether it did in a second.
    ///
    /// A read that blocks is ended by telling ourselves that the window changed its size.
    pub fn pause(&self) -> bool {
        let mut state = self.gate.lock();
        state.paused = true;
        for _ in 0..NUDGES {
            if state.parked || state.gone {
                return true;
            }
            nudge();
            let waited = self.gate.changed.wait_timeout(state, NUDGE);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.parked || state.gone
    }

    /// Lets it read again.
    pub fn resume(&self) {
        self.gate.lock().paused = false;
        self.gate.changed.notify_all();
    }
}

fn listen(gate: &Gate, mut send: impl FnMut(Event) -> bool) {
    let mut size = crossterm::terminal::size().ok();
    loop {
        gate.pass();
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

    fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    #[test]
    fn keys_come_the_same_from_every_protocol() {
        let capital = Some(Event::Key(plain(KeyCode::Char('G'))));
        assert_eq!(key(event::KeyCode::Char('G'), KeyModifiers::SHIFT), capital);
        assert_eq!(key(event::KeyCode::Char('g'), KeyModifiers::SHIFT), capital);
        let back = Some(Event::Key(plain(KeyCode::BackTab)));
        assert_eq!(key(event::KeyCode::BackTab, KeyModifiers::SHIFT), back);
        assert_eq!(key(event::KeyCode::Tab, KeyModifiers::SHIFT), back);
        let select = Key { shift: true, ..plain(KeyCode::Left) };
        assert_eq!(key(event::KeyCode::Left, KeyModifiers::SHIFT), Some(Event::Key(select)));
        let control = Key { ctrl: true, ..plain(KeyCode::Char('z')) };
        assert_eq!(
            key(event::KeyCode::Char('z'), KeyModifiers::CONTROL),
            Some(Event::Key(control))
        );
    }

    #[test]
    fn a_released_key_is_no_key() {
        let mut released = event::KeyEvent::new(event::KeyCode::Enter, KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        assert_eq!(Event::from_crossterm(event::Event::Key(released)), None);
    }
}
