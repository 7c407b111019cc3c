//! What the terminal shows, as the bytes say it.

#[cfg(unix)]
mod ends;
#[cfg(unix)]
mod given_back;
#[cfg(unix)]
mod homes;
#[cfg(unix)]
mod matrix;
#[cfg(unix)]
mod pasted;
mod popups;
#[cfg(unix)]
mod pty;
mod replay;
#[cfg(unix)]
mod resized;
#[cfg(unix)]
mod sent;
mod storm;

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

/// Numbers that look random and are the same in every run (splitmix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(below.max(1)).unwrap()).unwrap()
    }

    pub(crate) fn cells(&mut self, below: u16) -> u16 {
        u16::try_from(self.roll(usize::from(below))).unwrap()
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Reset => vt100::Color::Default,
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        Color::Indexed(index) => vt100::Color::Idx(index),
        named => {
            let order = [
                Color::Black,
                Color::Red,
                Color::Green,
                Color::Yellow,
                Color::Blue,
                Color::Magenta,
                Color::Cyan,
                Color::Gray,
                Color::DarkGray,
                Color::LightRed,
                Color::LightGreen,
                Color::LightYellow,
                Color::LightBlue,
                Color::LightMagenta,
                Color::LightCyan,
                Color::White,
            ];
            let index = order.iter().position(|known| *known == named).unwrap();
            vt100::Color::Idx(u8::try_from(index).unwrap())
        }
    }
}

/// What stands for a character that a terminal draws two cells wide and the model one.
pub(crate) const STAND_IN: char = '〓';

/// Whether Unicode leaves open how wide a terminal draws it.
fn is_ambiguous(character: char) -> bool {
    character.width() == Some(1) && character.width_cjk() == Some(2)
}

/// What a terminal that draws such characters wide makes of a text, told to a model that does not.
pub(crate) fn drawn_wide(text: &str) -> String {
    text.chars().map(|it| if is_ambiguous(it) { STAND_IN } else { it }).collect()
}

/// A frame for such a terminal, as the model is told of it.
pub(crate) fn stood_in(mut drawn: Buffer) -> Buffer {
    for cell in &mut drawn.content {
        let symbol = drawn_wide(cell.symbol());
        cell.set_symbol(&symbol);
    }
    drawn
}

/// The first cell in which the screen shows something else than the buffer says.
pub(crate) fn difference(screen: &vt100::Screen, buffer: &Buffer) -> Option<String> {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let said = &buffer[(x, y)];
            let shown = screen.cell(y, x).unwrap();
            let glyph = if shown.contents().is_empty() { " " } else { shown.contents() };
            let on = |modifier| said.modifier.contains(modifier);
            // The model knows one intensity at a time.
            let both = on(Modifier::BOLD | Modifier::DIM);
            let same = glyph == said.symbol()
                && !shown.is_wide_continuation()
                && shown.fgcolor() == color(said.fg)
                && shown.bgcolor() == color(said.bg)
                && (both || shown.bold() == on(Modifier::BOLD))
                && (both || shown.dim() == on(Modifier::DIM))
                && shown.underline() == on(Modifier::UNDERLINED)
                && shown.inverse() == on(Modifier::REVERSED);
            if !same {
                return Some(format!("({x}, {y}): {said:?} shown as {shown:?}"));
            }
            x += said.symbol().cell_width().max(1);
        }
    }
    None
}
