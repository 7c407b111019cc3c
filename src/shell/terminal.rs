//! The terminal while it is ours: taken, drawn to, lent, given back.
//!
//! Knows nothing of what is drawn. Whatever happens, the terminal is left by [`restore`].

mod input;
mod modes;
mod screen;
mod signals;

use std::io::{self, Write};

use ratatui::Frame;

pub(super) use self::input::is_gone;
pub use self::input::{Event, Input};
pub use self::modes::{Modes, entering, leaving, restore};
pub use self::screen::Screen;
pub use self::signals::{Signal, spawn as spawn_signals};

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
    /// and what the panic was; one of another thread changes nothing on the screen.
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

    /// Starts the thread that reads keys; draw the first frame before. It can begin with asking
    /// how wide the terminal draws `①`: then [`Event::Width`] comes first, if there is an answer,
    /// and the next frame is sent whole.
    ///
    /// # Errors
    ///
    /// Where the terminal is gone, or no thread can be had.
    pub fn spawn_input(
        &mut self,
        asks_width: bool,
        send: impl FnMut(Event) -> bool + Clone + Send + 'static,
    ) -> io::Result<()> {
        if asks_width {
            write(input::WIDTH_QUESTION.as_bytes())?;
            self.screen.invalidate();
        }
        self.input = Some(Input::spawn(asks_width, send)?);
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
        self.with_released(signals::stop).1
    }

    /// Takes the terminal again after a stop that was not ours, and draws all of it.
    ///
    /// # Errors
    ///
    /// Where the terminal cannot be taken again.
    pub fn resume(&mut self) -> io::Result<()> {
        self.with_released(|| {}).1
    }

    /// Gives the terminal back, runs something that uses it (`$EDITOR`), and takes it again: what came of
    /// that, and whether it could be taken.
    pub fn with_released<R>(&mut self, run: impl FnOnce() -> R) -> (R, io::Result<()>) {
        let paused = self.input.as_ref().inspect(|input| {
            input.pause();
        });
        restore();
        modes::lend();
        let result = run();
        // A program that had it may end because it is gone, a moment before we would be refused.
        let entered = if is_gone() {
            Err(io::ErrorKind::BrokenPipe.into())
        } else {
            modes::enter(self.modes)
        };
        self.screen.invalidate();
        if let Some(input) = paused {
            input.resume();
        }
        (result, entered)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Before: what is typed from now on is for whoever has the terminal next.
        self.input.take();
        restore();
    }
}

/// How large the terminal is, in columns and rows.
///
/// # Errors
///
/// Where there is no terminal to ask.
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size().map(|(columns, rows)| known_size(columns, rows))
}

/// A size, or where the terminal does not know its own (it says 0: a serial line), the one that all of them
/// had once.
fn known_size(columns: u16, rows: u16) -> (u16, u16) {
    let known = |told: u16, usual: u16| if told == 0 { usual } else { told };
    (known(columns, 80), known(rows, 24))
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
