//! The six totals, large enough to be read out, and the two rates.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::look;
use crate::app::figures::{Parts, Section, rate_line};
use crate::app::state::State;
use crate::domain::figures::{Figure, Part, Rate};
use crate::i18n::Label;
use crate::ui::canvas::{self, cells};
use crate::ui::hall::digits;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::{line, width};

pub(super) fn draw(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let area = parts.tiles;
    let columns = cells(parts.tile_columns.max(1));
    let rows = cells(Figure::TOTALS.len()).div_ceil(columns);
    let (wide, high) = (area.width / columns, (area.height / rows).max(1));
    let part = state.figures.part(None);
    for (at, figure) in (0..).zip(Figure::TOTALS) {
        let (row, column) = (at / columns, at % columns);
        let tile =
            Rect { x: area.x + column * wide, y: area.y + row * high, width: wide, height: high };
        let tile = tile.intersection(area);
        let place = (usize::from(row), usize::from(column));
        one(state, parts, (figure, part), (tile, place), theme, buffer);
    }
}

fn one(
    state: &State,
    parts: &Parts,
    (figure, part): (Figure, Option<&Part>),
    (area, place): (Rect, (usize, usize)),
    theme: &Theme,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    let number = part.map_or_else(|| "…".to_owned(), |part| part.count(figure).to_string());
    let here = look(state, Section::Tiles, place, theme);
    let room = area.width.saturating_sub(3 + width(&number, theme));
    let label = match figure.label(state.lang) {
        label if width(label, theme) <= room => label,
        _ => figure.short(state.lang),
    };
    let inset = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let style = theme.style(Role::Accent);
    if parts.is_large && area.height >= 4 {
        let digits_area = Rect { height: 3, ..inset };
        let is_drawn = digits::draw_small(buffer, digits_area, &number, style, theme.ambiguous());
        if !is_drawn {
            line(buffer, Rect { y: inset.y + 1, ..inset }, 0, &number, style, theme);
        }
        let below = Rect { y: area.y + 3, height: 1, ..inset };
        let words = format!("{label} ");
        let x = line(buffer, below, 0, &words, theme.style(Role::Text), theme);
        // Read aloud it is the number that counts, and a screen reader reads no blocks.
        let rest = Rect { x, width: below.right().saturating_sub(x), ..below };
        if is_drawn {
            line(buffer, rest, 0, &number, theme.style(Role::Dim), theme);
        }
        if let Some(style) = here {
            canvas::tint(buffer, below, style);
        }
        return;
    }
    let words = figure.short(state.lang);
    let x = line(buffer, inset, 0, &format!("{words} "), theme.style(Role::Text), theme);
    let rest = Rect { x, width: inset.right().saturating_sub(x), height: 1, ..inset };
    line(buffer, rest, 0, &number, style, theme);
    if let Some(style) = here {
        canvas::tint(buffer, Rect { height: 1, ..inset }, style);
    }
}

/// Both rates, each with the numbers that it divides and with what is apart.
pub(super) fn rates(state: &State, parts: &Parts, theme: &Theme, buffer: &mut Buffer) {
    let Some(part) = state.figures.part(None) else { return };
    for (row, rate) in (0..).zip(Rate::ALL.iter().copied()) {
        let area = parts.rates;
        if row >= area.height {
            return;
        }
        let told = rate_line(state, area, (rate, part));
        let mut put = |x: u16, words: &str, style| {
            let rest = Rect { x, width: area.right().saturating_sub(x), ..area };
            line(buffer, rest, row, words, style, theme)
        };
        let place = |column| (usize::from(row), column);
        let style = |column| {
            look(state, Section::Rates, place(column), theme)
                .unwrap_or_else(|| theme.style(Role::Text))
        };
        put(area.x + 1, &told.label, theme.style(Role::Text));
        put(told.percent.0, &told.percent.1, theme.style(Role::Accent));
        let x = put(told.part.0, &told.part.1, style(0));
        put(x, " / ", theme.style(Role::Dim));
        let x = put(told.whole.0, &told.whole.1, style(1));
        let apart: Vec<String> = rate
            .apart()
            .iter()
            .map(|figure| format!("{} {}", figure.short(state.lang), part.count(*figure)))
            .collect();
        let words =
            format!("   {}{}", state.say("另列：", "apart: "), apart.join(state.say("、", ", ")));
        // What is cut says less than nothing.
        let room = area.right().saturating_sub(x);
        if width(&words, theme) <= room {
            let rest = Rect { x, width: room, ..area };
            line(buffer, rest, row, &words, theme.style(Role::Dim), theme);
        }
    }
}
