//! What was switched on in the terminal, and the one way to switch it all off again.
//!
//! The state is global because a panic hook and a signal have no other way to it.

use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};

use crate::shell::run_log::note_panic;
use crate::store::guard::is_guarded;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Which of the modes that have a switch are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modes {
    /// Keys that tell Esc from Alt, by kitty's protocol; some terminals drop what an input
    /// method commits while it is on.
    pub kitty: bool,
    /// Clicks and the wheel; while on, the terminal selects no text by itself.
    pub mouse: bool,
}

const ON: u8 = 1;
const KITTY: u8 = 2;
const MOUSE: u8 = 4;
/// Another program has the terminal for a while.
const LENT: u8 = 8;

static ACTIVE: AtomicU8 = AtomicU8::new(0);

impl Modes {
    const fn bits(self) -> u8 {
        let kitty = if self.kitty { KITTY } else { 0 };
        let mouse = if self.mouse { MOUSE } else { 0 };
        ON | kitty | mouse
    }

    const fn from_bits(bits: u8) -> Self {
        Self { kitty: bits & KITTY != 0, mouse: bits & MOUSE != 0 }
    }
}

const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// The bytes that switch everything on: alternate screen, paste, focus, and what is wanted.
///
/// The kitty flag is pushed on the alternate screen, which has a stack of its own.
pub fn entering(modes: Modes) -> String {
    let kitty = if modes.kitty { "\x1b[>1u" } else { "" };
    let mouse = if modes.mouse { MOUSE_ON } else { "" };
    format!("\x1b[?1049h\x1b[?2004h\x1b[?1004h{kitty}{mouse}\x1b[?25l")
}

/// The bytes that switch everything off, in the reverse order; harmless when said twice.
pub fn leaving(modes: Modes) -> String {
    let kitty = if modes.kitty { "\x1b[<1u" } else { "" };
    format!("\x1b[?2026l{MOUSE_OFF}{kitty}\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l")
}

/// The bytes that switch the mouse.
pub(super) const fn mouse(on: bool) -> &'static str {
    if on { MOUSE_ON } else { MOUSE_OFF }
}

/// Whether the terminal is ours now.
pub(super) fn active() -> bool {
    ACTIVE.load(Ordering::SeqCst) & ON != 0
}

/// Whether another program has it from us.
#[cfg(unix)]
pub(super) fn lent() -> bool {
    ACTIVE.load(Ordering::SeqCst) & LENT != 0
}

/// Notes that another program has the terminal, after [`restore`] and until [`enter`].
pub(super) fn lend() {
    ACTIVE.store(LENT, Ordering::SeqCst);
}

/// Takes the terminal.
pub(super) fn enter(modes: Modes) -> io::Result<()> {
    enable_raw_mode()?;
    ACTIVE.store(modes.bits(), Ordering::SeqCst);
    let mut out = io::stdout().lock();
    out.write_all(entering(modes).as_bytes())?;
    out.flush()
}

/// Notes that a mode was switched while the terminal is ours.
pub(super) fn note(modes: Modes) {
    if active() {
        ACTIVE.store(modes.bits(), Ordering::SeqCst);
    }
}

/// Gives the terminal back as it was found; does nothing where it is not ours.
///
/// This is the only way out: end of program, panic, SIGTERM, SIGHUP, Ctrl-Z and `$EDITOR` all
/// come here. Errors are dropped: a terminal that hung up has nothing left to restore.
pub fn restore() {
    let bits = ACTIVE.swap(0, Ordering::SeqCst);
    if bits & ON == 0 {
        return;
    }
    let mut out = io::stdout().lock();
    out.write_all(leaving(Modes::from_bits(bits)).as_bytes()).ok();
    out.flush().ok();
    disable_raw_mode().ok();
}

/// The thread that draws, with what is said when it panics.
static OWNER: Mutex<Option<(ThreadId, &'static str)>> = Mutex::new(None);

/// Makes this thread the one whose panic restores the terminal; installs the hook once.
pub(super) fn own_panics(note: &'static str) {
    static HOOK: Once = Once::new();
    let owner = Some((thread::current().id(), note));
    *OWNER.lock().unwrap_or_else(PoisonError::into_inner) = owner;
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| on_panic(info, &*before)));
    });
}

fn on_panic(info: &PanicHookInfo<'_>, before: &dyn Fn(&PanicHookInfo<'_>)) {
    if !active() {
        return before(info);
    }
    // The hook of before, which would note it, prints it too.
    note_panic(info);
    let owner = *OWNER.lock().unwrap_or_else(PoisonError::into_inner);
    // A panic of another thread leaves the terminal alone: the drawing one goes on, and is told by
    // whoever misses that thread.
    if let Some((id, note)) = owner
        && id == thread::current().id()
        && !is_guarded()
    {
        restore();
        let mut err = io::stderr().lock();
        writeln!(err, "{note}\n{info}").ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Modes = Modes { kitty: true, mouse: true };

    /// What a terminal keeps on after these bytes: private modes and the kitty stack.
    fn kept_on(bytes: &str) -> (Vec<String>, i32) {
        let (mut modes, mut stack) = (Vec::new(), 0);
        for sequence in bytes.split("\x1b[").skip(1) {
            match (sequence.strip_prefix('?'), sequence) {
                (Some(mode), _) => {
                    let number = mode.trim_end_matches(['h', 'l']).to_owned();
                    modes.retain(|on| *on != number);
                    if mode.ends_with('h') {
                        modes.push(number);
                    }
                }
                (None, ">1u") => stack += 1,
                (None, "<1u") => stack -= 1,
                (None, "0m") => {}
                (None, other) => panic!("unexpected {other:?}"),
            }
        }
        (modes, stack)
    }

    #[test]
    fn whatever_was_switched_on_is_switched_off() {
        for kitty in [false, true] {
            for mouse in [false, true] {
                let modes = Modes { kitty, mouse };
                assert_eq!(Modes::from_bits(modes.bits()), modes);
                let begun = format!("{}\x1b[?2026h", entering(modes));
                assert!(kept_on(&begun).0.len() >= 4);
                let (on, stack) = kept_on(&(begun + &leaving(modes)));
                assert_eq!((on, stack), (vec!["25".to_owned()], 0), "only the cursor stays on");
            }
        }
        assert!(leaving(ALL).starts_with("\x1b[?2026l"), "a frame that was begun is shown first");
        assert!(leaving(ALL).ends_with("\x1b[?1049l"), "the alternate screen goes last");
    }

    #[test]
    fn restoring_twice_in_a_terminal_is_restoring_once() {
        let mut terminal = vt100::Parser::new(5, 20, 0);
        terminal.process(b"$ tanshi\r\n");
        let before = terminal.screen().contents();
        terminal.process(entering(ALL).as_bytes());
        terminal.process("\x1b[?2026h\x1b[31m议题".as_bytes());
        assert!(terminal.screen().alternate_screen() && terminal.screen().bracketed_paste());
        for _ in 0..2 {
            terminal.process(leaving(Modes { kitty: false, ..ALL }).as_bytes());
            let screen = terminal.screen();
            assert_eq!(screen.contents(), before);
            assert!(!screen.alternate_screen() && !screen.bracketed_paste());
            assert!(!screen.hide_cursor());
            assert_eq!(screen.fgcolor(), vt100::Color::Default);
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        }
    }
}
