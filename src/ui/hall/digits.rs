//! Digits made of blocks, in any size: each is three dots wide and five high, a dot is twice as
//! many cells wide as high.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::ui::canvas::{self, cells};
use crate::ui::text::AmbiguousWidth;

/// The cells between two small characters; with one, two of them run into each other.
const SMALL_GAP: u16 = 2;

/// How many cells a text takes in half the height, where a dot is one cell wide and half of one high.
pub(crate) fn small_width(text: &str) -> u16 {
    let dots: u16 = text.chars().map(|it| dots(it).1 + SMALL_GAP).sum();
    dots.saturating_sub(SMALL_GAP)
}

/// Draws a text three cells high; returns false where the terminal draws half blocks too wide for it,
/// and then nothing is drawn.
pub(crate) fn draw_small(
    buffer: &mut Buffer,
    area: Rect,
    text: &str,
    style: Style,
    ambiguous: AmbiguousWidth,
) -> bool {
    if ambiguous == AmbiguousWidth::Wide || area.height < 3 || small_width(text) > area.width {
        return false;
    }
    let mut left = area.x;
    for character in text.chars() {
        let (rows, wide) = dots(character);
        let is_on =
            |row: usize, at: u16| rows.get(row).is_some_and(|row| row >> (wide - 1 - at) & 1 == 1);
        for (y, row) in (area.y..).zip([0, 2, 4]) {
            for at in 0..wide {
                let glyph = match (is_on(row, at), is_on(row + 1, at)) {
                    (true, true) => "█",
                    (true, false) => "▀",
                    (false, true) => "▄",
                    (false, false) => continue,
                };
                canvas::put(buffer, (left + at, y), glyph, 1, style, ambiguous);
            }
        }
        left = left.saturating_add(wide + SMALL_GAP);
    }
    true
}

/// The height in dots.
pub(super) const ROWS: u16 = 5;

/// The dots of a character, a row after the other, the leftmost dot first; its width in dots.
const fn dots(character: char) -> ([u8; 5], u16) {
    match character {
        '0' => ([0b111, 0b101, 0b101, 0b101, 0b111], 3),
        '1' => ([0b010, 0b110, 0b010, 0b010, 0b111], 3),
        '2' => ([0b111, 0b001, 0b111, 0b100, 0b111], 3),
        '3' => ([0b111, 0b001, 0b111, 0b001, 0b111], 3),
        '4' => ([0b101, 0b101, 0b111, 0b001, 0b001], 3),
        '5' => ([0b111, 0b100, 0b111, 0b001, 0b111], 3),
        '6' => ([0b111, 0b100, 0b111, 0b101, 0b111], 3),
        '7' => ([0b111, 0b001, 0b001, 0b001, 0b001], 3),
        '8' => ([0b111, 0b101, 0b111, 0b101, 0b111], 3),
        '9' => ([0b111, 0b101, 0b111, 0b001, 0b111], 3),
        ':' => ([0, 1, 0, 1, 0], 1),
        _ => ([0; 5], 1),
    }
}

/// How many cells a text takes, with a dot between two characters.
pub(super) fn width(text: &str, scale: u16) -> u16 {
    let dots: u16 = text.chars().map(|it| dots(it).1 + 1).sum();
    dots.saturating_sub(1).saturating_mul(2).saturating_mul(scale)
}

/// Draws a text from the top left corner of an area, as far as that reaches.
pub(super) fn draw(
    buffer: &mut Buffer,
    area: Rect,
    text: &str,
    scale: u16,
    style: Style,
    ambiguous: AmbiguousWidth,
) {
    let block = canvas::lines(ambiguous).block;
    let dot = block.repeat(usize::from(2 * scale));
    let mut left = area.x;
    for character in text.chars() {
        let (rows, wide) = dots(character);
        for (y, row) in (area.top()..area.bottom())
            .zip(rows.iter().flat_map(|row| std::iter::repeat_n(row, usize::from(scale))))
        {
            for at in (0..wide).filter(|at| row >> (wide - 1 - at) & 1 == 1) {
                let x = left + at * 2 * scale;
                canvas::put(buffer, (x, y), &dot, cells(dot.chars().count()), style, ambiguous);
            }
        }
        left = left.saturating_add((wide + 1) * 2 * scale);
    }
}
