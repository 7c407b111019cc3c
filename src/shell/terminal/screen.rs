//! From what is drawn to the bytes that show it; the bytes go nowhere from here.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, TerminalOptions, Viewport};

use crate::ui::canvas::{WideRows, mark_wide_rows};

/// Begins a frame: hold what is shown until the end, and hide the cursor on its way.
const BEGIN: &[u8] = b"\x1b[?2026h\x1b[?25l";
const END: &[u8] = b"\x1b[?2026l";
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";

/// A buffer that the backend and the screen share. The backend flushes several times in a
/// frame; here that does nothing, and the frame goes out in one piece.
#[derive(Clone, Debug, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Remembers what the terminal shows and renders the next frame as the bytes that change it.
#[derive(Debug)]
pub struct Screen {
    terminal: ratatui::Terminal<CrosstermBackend<Bytes>>,
    bytes: Bytes,
    wide: WideRows,
    stale: bool,
}

impl Screen {
    /// A screen that follows the size of the terminal.
    ///
    /// # Errors
    ///
    /// Where there is no terminal to ask.
    pub fn full() -> io::Result<Self> {
        Self::with_viewport(Viewport::Fullscreen)
    }

    /// A screen of a size that stays; asks no terminal.
    ///
    /// # Errors
    ///
    /// None that is known.
    pub fn fixed(area: Rect) -> io::Result<Self> {
        Self::with_viewport(Viewport::Fixed(area))
    }

    fn with_viewport(viewport: Viewport) -> io::Result<Self> {
        let bytes = Bytes::default();
        let backend = CrosstermBackend::new(bytes.clone());
        let options = TerminalOptions { viewport };
        let terminal = ratatui::Terminal::with_options(backend, options)?;
        Ok(Self { terminal, bytes, wide: WideRows::default(), stale: true })
    }

    /// Forgets what the terminal shows: the next frame clears it and is sent whole.
    pub const fn invalidate(&mut self) {
        self.stale = true;
    }

    /// Renders a frame; the bytes begin and end a synchronized update.
    ///
    /// # Errors
    ///
    /// Where the size of the terminal cannot be had. The next frame is sent whole then.
    pub fn render(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<Vec<u8>> {
        self.bytes.0.borrow_mut().clear();
        self.bytes.write_all(BEGIN)?;
        if std::mem::replace(&mut self.stale, true) {
            // `Terminal::clear` would ask for the cursor and wait for the answer.
            self.bytes.write_all(CLEAR)?;
            self.terminal.swap_buffers();
            self.wide = WideRows::default();
        }
        let wide = &mut self.wide;
        self.terminal.draw(|frame| {
            draw(frame);
            mark_wide_rows(frame.buffer_mut(), wide);
        })?;
        self.bytes.write_all(END)?;
        self.stale = false;
        Ok(std::mem::take(&mut *self.bytes.0.borrow_mut()))
    }
}
