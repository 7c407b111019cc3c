//! A total by month as bars, with their numbers; in a terminal that draws blocks too wide for it, in
//! plain characters.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{empty, look, tab_words, titled};
use crate::app::cells::AmbiguousWidth;
use crate::app::figures::{Parts, Section, Tab, months_shown};
use crate::app::state::State;
use crate::domain::figures::Cell;
use crate::i18n::{Label, Lang};
use crate::ui::canvas::{self, cells};
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::{line, width};

/// Eighths of a cell, from one to seven.
const EIGHTHS: [&str; 7] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"];

pub(super) fn draw(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let title = tab_words(state, Tab::Chart);
    let area = titled(state, parts, parts.chart, &title, (theme, buffer));
    if area.height < 4 {
        return;
    }
    let figures = &state.figures;
    if figures.counted.is_none() {
        return;
    }
    let label = figures.charted.label(state.lang);
    let caption = match state.lang {
        Lang::Zh => format!(" {label}，按月（光标停在上面哪个总数，就画哪个）"),
        Lang::En => format!(" {label} by month (the total that the cursor was on)"),
    };
    line(buffer, area, 0, &caption, theme.style(Role::Dim), theme);
    let months: Vec<(&Cell, usize)> =
        figures.months().map(|(cell, part)| (cell, part.count(figures.charted))).collect();
    let body =
        Rect { x: area.x + 1, y: area.y + 1, width: area.width - 1, height: area.height - 1 };
    if months.is_empty() {
        let words = state
            .say("这段时间没有数字。按 {key} 换区间", "Nothing here; {key} changes the interval");
        return empty(state, body, words, theme, buffer);
    }
    bars(state, (&months, parts.chart), body, theme, buffer);
}

fn bars(
    state: &State,
    (months, chart): (&[(&Cell, usize)], Rect),
    area: Rect,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let places = months_shown(state, chart, months.len());
    let (wide, first) = (places.wide, places.first);
    let most = months.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    // A row for the numbers above the bars, one for the months below them and one for the years.
    let high = area.height.saturating_sub(3);
    let (mut year_told, mut year_end) = (None, area.x);
    for (at, (cell, count)) in months.iter().enumerate().skip(first).take(places.shown) {
        let x = places.x + cells(at - first) * wide;
        let column = Rect { x, width: wide - 1, ..area };
        let filled = bar(column, high, (*count, most), theme, buffer);
        let number = count.to_string();
        let style = look(state, Section::Chart, (0, at), theme)
            .unwrap_or_else(|| theme.style(if *count == 0 { Role::Dim } else { Role::Text }));
        let y = area.y + high - filled;
        put_centred(buffer, Rect { y, height: 1, ..column }, &number, style, theme);
        let (month, year) = match cell {
            Cell::Month(year, month) => (format!("{month:02}"), Some(*year)),
            _ => (state.say("不详", "n/k").to_owned(), None),
        };
        let below = Rect { y: area.y + high + 1, height: 1, ..column };
        put_centred(buffer, below, &month, theme.style(Role::Dim), theme);
        if year != year_told
            && let Some(year) = year
        {
            // A year of one month leaves no room beside it: the next stands behind it.
            let x = column.x.max(year_end);
            let rest = area.right().saturating_sub(x);
            let place = Rect { x, y: area.y + high + 2, height: 1, width: rest.min(wide.max(5)) };
            year_end = line(buffer, place, 0, &year.to_string(), theme.style(Role::Dim), theme) + 1;
            year_told = Some(year);
        }
    }
}

/// Draws a bar up from the foot; returns how many rows it takes.
fn bar(
    area: Rect,
    high: u16,
    (count, most): (usize, usize),
    theme: &Theme,
    buffer: &mut Buffer,
) -> u16 {
    let eighths = count.saturating_mul(usize::from(high) * 8).div_ceil(most);
    let style = theme.style(Role::Bar);
    let (whole, part) = (cells(eighths / 8), eighths % 8);
    let block = canvas::lines(theme.ambiguous()).block;
    let wide = usize::from(area.width);
    for row in 0..whole {
        let y = area.y + high - row;
        canvas::put(buffer, (area.x, y), &block.repeat(wide), area.width, style, theme.ambiguous());
    }
    let top = area.y + high - whole;
    match (part.checked_sub(1).and_then(|at| EIGHTHS.get(at)), theme.ambiguous()) {
        (None, _) => whole,
        (Some(glyph), AmbiguousWidth::Narrow) => {
            let words = glyph.repeat(wide);
            canvas::put(buffer, (area.x, top), &words, area.width, style, theme.ambiguous());
            whole + 1
        }
        // What has a number is seen.
        (Some(_), AmbiguousWidth::Wide) => {
            let glyph = if whole == 0 { "_" } else { block };
            let words = glyph.repeat(wide);
            canvas::put(buffer, (area.x, top), &words, area.width, style, theme.ambiguous());
            whole + 1
        }
    }
}

fn put_centred(
    buffer: &mut Buffer,
    area: Rect,
    words: &str,
    style: ratatui::style::Style,
    theme: &Theme,
) {
    let free = area.width.saturating_sub(width(words, theme));
    let place = Rect { x: area.x + free / 2, width: area.width + 1 - free / 2, ..area };
    line(buffer, place, 0, words, style, theme);
}
