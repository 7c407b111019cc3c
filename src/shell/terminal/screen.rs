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
    area: Rect,
    follows_terminal: bool,
}

impl Screen {
    /// A screen that follows the size of the terminal.
    ///
    /// # Errors
    ///
    /// Where there is no terminal to ask.
    pub fn full() -> io::Result<Self> {
        Ok(Self { follows_terminal: true, ..Self::fixed(whole_area()?)? })
    }

    /// A screen of a size that stays; asks no terminal.
    ///
    /// # Errors
    ///
    /// None that is known.
    pub fn fixed(area: Rect) -> io::Result<Self> {
        let bytes = Bytes::default();
        let backend = CrosstermBackend::new(bytes.clone());
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let terminal = ratatui::Terminal::with_options(backend, options)?;
        let wide = WideRows::default();
        Ok(Self { terminal, bytes, wide, stale: true, area, follows_terminal: false })
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
        self.follow()?;
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
        Ok(sixteen_by_their_own_codes(&self.bytes.0.borrow()))
    }

    /// Takes the size that the terminal has now; what another size has left on it is unknown.
    fn follow(&mut self) -> io::Result<()> {
        let area = if self.follows_terminal { whole_area()? } else { self.area };
        if area != self.area {
            self.terminal.resize(area)?;
            self.area = area;
            self.stale = true;
        }
        Ok(())
    }
}

fn whole_area() -> io::Result<Rect> {
    let (columns, rows) = super::size()?;
    Ok(Rect::new(0, 0, columns, rows))
}

/// The sixteen colours in the codes that every terminal with colours knows (30–37, 90–97 and the same for
/// the ground). The backend names them as the first of 256, which a terminal that has only sixteen takes for
/// blinking and whatever else the numbers are.
fn sixteen_by_their_own_codes(bytes: &[u8]) -> Vec<u8> {
    let mut coded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\x1b[") {
        let (before, sequence) = rest.split_at(at + 2);
        coded.extend_from_slice(before);
        let end = sequence.iter().position(|byte| (b'@'..=b'~').contains(byte));
        let (parameters, behind) = sequence.split_at(end.unwrap_or(sequence.len()));
        let style = behind.first().filter(|end| **end == b'm');
        let style = style.and_then(|_| std::str::from_utf8(parameters).ok());
        match style {
            Some(parameters) => coded.extend_from_slice(style_codes(parameters).as_bytes()),
            None => coded.extend_from_slice(parameters),
        }
        rest = behind;
    }
    coded.extend_from_slice(rest);
    coded
}

/// The same for what stands in one sequence.
fn style_codes(parameters: &str) -> String {
    let mut codes: Vec<String> = Vec::new();
    let mut numbers = parameters.split(';');
    while let Some(number) = numbers.next() {
        let takes = match (number, numbers.clone().next()) {
            ("38" | "48" | "58", Some("5")) => 2,
            ("38" | "48" | "58", Some("2")) => 4,
            _ => 0,
        };
        let told: Vec<&str> = numbers.by_ref().take(takes).collect();
        let color = told.get(1).and_then(|color| color.parse::<u8>().ok());
        codes.push(match (number, takes, color) {
            ("38", 2, Some(color @ 0..=7)) => (30 + color).to_string(),
            ("38", 2, Some(color @ 8..=15)) => (82 + color).to_string(),
            ("48", 2, Some(color @ 0..=7)) => (40 + color).to_string(),
            ("48", 2, Some(color @ 8..=15)) => (92 + color).to_string(),
            _ => std::iter::once(number).chain(told).collect::<Vec<_>>().join(";"),
        });
    }
    codes.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixteen_are_named_as_every_terminal_knows_them_and_all_else_stays() {
        for (told, coded) in [
            ("\x1b[38;5;1m议\x1b[48;5;15m题", "\x1b[31m议\x1b[107m题"),
            ("\x1b[0;38;5;8;48;5;7;1m", "\x1b[0;90;47;1m"),
            ("\x1b[38;5;16;48;5;255m", "\x1b[38;5;16;48;5;255m"),
            ("\x1b[38;2;5;5;5;48;2;48;5;1m", "\x1b[38;2;5;5;5;48;2;48;5;1m"),
            (
                "\x1b[58;5;3m\x1b[5;38H\x1b[?2026h38;5;1m",
                "\x1b[58;5;3m\x1b[5;38H\x1b[?2026h38;5;1m",
            ),
            ("\x1b[38;5", "\x1b[38;5"),
            ("\x1b[m\x1b[", "\x1b[m\x1b["),
        ] {
            let got = sixteen_by_their_own_codes(told.as_bytes());
            assert_eq!(String::from_utf8(got).unwrap(), coded);
        }
    }
}
