//! The terminal while it is ours: taken, drawn to, lent, given back.
//!
//! Knows nothing of what is drawn. Whatever happens, the terminal is left by [`restore`].

mod input;
mod modes;
mod screen;
mod signals;

use std::io::{self, Write};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use ratatui::Frame;

pub use self::input::{Event, Input, Key, KeyCode, Mouse, MouseKind};
pub use self::modes::{Modes, entering, leaving, quiet_panics, restore, take_background_panic};
pub use self::screen::Screen;
pub use self::signals::{Signal, spawn as spawn_signals};
use crate::ui::text::AmbiguousWidth;

/// The terminal, taken; dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    screen: Screen,
    modes: Modes,
    input: Option<Input>,
}

impl Terminal {
    /// Takes the terminal: raw mode, alternate screen, paste and focus reports, and the modes
    /// that are wanted. From now on a panic of this thread restores it, then says `panic_note`
    /// and what the panic was; one of another thread is kept for [`take_background_panic`].
    ///
    /// # Errors
    ///
    /// Where standard output is no terminal, or refuses.
    pub fn open(modes: Modes, panic_note: &'static str) -> io::Result<Self> {
        // NO_COLOR would take away bold and reverse too, and with them the selection; the theme
        // does without colour by itself.
        crossterm::style::force_color_output(true);
        let screen = Screen::full()?;
        modes::own_panics(panic_note);
        modes::enter(modes).inspect_err(|_| restore()).map(|()| Self { screen, modes, input: None })
    }

    /// Starts the thread that reads keys. Draw the first frame before, and
    /// [probe](Self::probe_ambiguous) in between.
    ///
    /// # Errors
    ///
    /// Where no thread can be had.
    pub fn spawn_input(
        &mut self,
        send: impl FnMut(Event) -> bool + Send + 'static,
    ) -> io::Result<()> {
        self.input = Some(Input::spawn(send)?);
        Ok(())
    }

    /// Draws a frame: what changed goes out in one write, as one synchronized update.
    ///
    /// # Errors
    ///
    /// Where the terminal is gone, or has been given back from elsewhere (a signal).
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let bytes = self.screen.render(draw)?;
        write(&bytes).inspect_err(|_| self.screen.invalidate())
    }

    /// Sends the next frame whole: the screen may show something else than we think.
    pub const fn invalidate(&mut self) {
        self.screen.invalidate();
    }

    /// Switches the mouse; while it is off, the terminal selects text by itself.
    ///
    /// # Errors
    ///
    /// Where the terminal is gone.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        self.modes.mouse = on;
        modes::note(self.modes);
        write(modes::mouse(on).as_bytes())
    }

    /// Stops the program until the shell says `fg`, with the terminal given back meanwhile.
    /// Does nothing but redraw where no shell could say so.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken again.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.with_released(|| {
            signals::stop();
        })
    }

    /// Takes the terminal again after a stop that was not ours, and draws all of it.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken again.
    pub fn resume(&mut self) -> io::Result<()> {
        self.with_released(|| {})
    }

    /// Gives the terminal back, runs something that uses it (`$EDITOR`), and takes it again.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken again; what was run has run then.
    pub fn with_released<R>(&mut self, run: impl FnOnce() -> R) -> io::Result<R> {
        let paused = self.input.as_ref().inspect(|input| {
            input.pause();
        });
        restore();
        modes::lend();
        let result = run();
        let entered = modes::enter(self.modes);
        self.screen.invalidate();
        if let Some(input) = paused {
            input.resume();
        }
        entered.map(|()| result)
    }

    /// Asks the terminal how wide it draws `①`: prints one and asks for the cursor.
    ///
    /// Only after the first frame, and the next one is sent whole; `None` where no answer comes
    /// in time. Keys that are typed meanwhile are kept.
    pub fn probe_ambiguous(&mut self, timeout: Duration) -> Option<AmbiguousWidth> {
        let paused = self.input.as_ref().inspect(|input| {
            input.pause();
        });
        let answer = ask_for_width(timeout);
        self.screen.invalidate();
        if let Some(input) = paused {
            input.resume();
        }
        answer
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

fn ask_for_width(timeout: Duration) -> Option<AmbiguousWidth> {
    write("\x1b[0m\x1b[1;1H①".as_bytes()).ok()?;
    let (answer, waiting) = mpsc::channel();
    // crossterm waits two seconds for an answer and cannot be told otherwise.
    let asking = move || answer.send(crossterm::cursor::position()).is_ok();
    thread::Builder::new().name("probe".to_owned()).spawn(asking).ok()?;
    match waiting.recv_timeout(timeout).ok()?.ok()? {
        (1, _) => Some(AmbiguousWidth::Narrow),
        (2, _) => Some(AmbiguousWidth::Wide),
        _ => None,
    }
}

/// Writes while the terminal is ours; the lock keeps [`restore`] from coming in between.
fn write(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if !modes::active() {
        return Err(io::Error::new(io::ErrorKind::NotConnected, "the terminal was given back"));
    }
    out.write_all(bytes)?;
    out.flush()
}
