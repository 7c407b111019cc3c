//! The palette, the list to pick from, and questions.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Hit;
use crate::app::confirm::Confirm;
use crate::app::figures::Choose;
use crate::app::filter::near_words;
use crate::app::layout::question;
use crate::app::palette::{Palette, Pick, visible};
use crate::app::rows::List;
use crate::app::state::State;
use crate::i18n::{Label, Text};
use crate::ui::canvas;
use crate::ui::hits::Hits;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::input::Input;
use crate::ui::widget::menu::{Digits, Entry, Menu};
use crate::ui::widget::popup::{Framed, centered};
use crate::ui::widget::{line, scroll_bar, width};

/// Draws the palette; returns its caret.
pub(super) fn palette(
    state: &State,
    palette: &Palette,
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    body: Rect,
) -> Option<Position> {
    let hint = hint_words(state, palette);
    let height = canvas::cells(visible(state)) + 3 + u16::from(hint.is_some());
    let area = centered(body, 72, height);
    let footer = palette.entries.len().to_string();
    let framed =
        Framed { title: Text::PanePalette.label(state.lang), footer: &footer, focused: true };
    let inside = framed.draw_over(buffer, area, theme);
    let input = Input {
        label: Text::PromptPalette.label(state.lang),
        placeholder: Text::PromptPaletteHint.label(state.lang),
        editor: &palette.editor,
        focused: true,
        wrong: palette.fault().map_or((0, 0), |fault| (fault.place.start, fault.place.end)),
    };
    let caret = input.draw(buffer, Rect { height: 1.min(inside.height), ..inside }, theme);
    let mut rows = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    if let Some((words, role)) = hint.filter(|_| rows.height > 1) {
        line(buffer, rows, 0, &words, theme.style(role), theme);
        rows = Rect { y: rows.y + 1, height: rows.height - 1, ..rows };
    }
    let entries: Vec<Entry<'_>> = palette
        .entries
        .iter()
        .map(|entry| Entry {
            label: &entry.label,
            note: &entry.note,
            enabled: entry.enabled,
            found: &entry.found,
        })
        .collect();
    if entries.is_empty() {
        let words = if palette.is_asking() {
            Text::MarkSearching.label(state.lang).to_owned()
        } else {
            Text::EmptySearch.with_key(state.lang, "Esc")
        };
        line(buffer, rows, 0, &words, theme.style(Role::Dim), theme);
    }
    hits.rows(rows, (palette.list.offset, entries.len()), Hit::Palette);
    Menu {
        entries: &entries,
        selected: palette.list.selected,
        offset: palette.list.offset,
        focused: true,
        digits: if palette.digits_choose() { Digits::OfShown } else { Digits::Text },
    }
    .draw(buffer, rows, theme);
    caret
}

/// What is said under the line of the palette: what is wrong in the query, or that issues are only near.
fn hint_words(state: &State, palette: &Palette) -> Option<(String, Role)> {
    let fault = palette.fault().map(|fault| (fault.words(state.lang), Role::Danger));
    let near = || (near_words(state).to_owned(), Role::Warning);
    let unfinished = || palette.unfinished().map(|fault| (fault.words(state.lang), Role::Dim));
    fault.or_else(|| palette.is_near.then(near)).or_else(unfinished)
}

/// Draws a list to pick from.
pub(super) fn pick(
    state: &State,
    pick: &Pick,
    theme: &Theme,
    to: (&mut Buffer, &mut Hits),
    body: Rect,
) -> Position {
    let (buffer, hits) = to;
    let entries = pick.entries.iter().map(|(_, label, note)| (label.as_str(), note.as_str()));
    let entries: Vec<Entry<'_>> =
        entries.map(|(label, note)| Entry { label, note, found: &[], enabled: true }).collect();
    let digits = if pick.digits_choose() { Digits::OfShown } else { Digits::Text };
    let (offset, selected) = (pick.list.offset, pick.list.selected);
    let menu = Menu { entries: &entries, selected, offset, focused: true, digits };
    let area = centered(body, 100, canvas::cells(visible(state)) + 3);
    let framed = Framed { title: &pick.title, footer: "", focused: true };
    let inside = framed.draw_over(buffer, area, theme);
    let input = Input {
        label: Text::PromptFilter.label(state.lang),
        placeholder: Text::PromptSearchHint.label(state.lang),
        editor: &pick.editor,
        focused: true,
        wrong: (0, 0),
    };
    let first = Rect { height: 1.min(inside.height), ..inside };
    let caret = input.draw(buffer, first, theme);
    let rows = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    menu.draw(buffer, rows, theme);
    hits.rows(rows, (offset, entries.len()), Hit::Pick);
    caret.unwrap_or_else(|| Position::new(inside.x, inside.y))
}

/// Draws a short menu.
pub(super) fn choose(
    state: &State,
    choose: &Choose,
    theme: &Theme,
    to: (&mut Buffer, &mut Hits),
    body: Rect,
) -> Position {
    let entries = choose.entries.iter().map(|(label, note)| (label.as_str(), note.as_str()));
    list(state, (&choose.title, entries.collect(), choose.list), theme, to, body)
}

fn list(
    state: &State,
    (title, entries, list): (&str, Vec<(&str, &str)>, List),
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    body: Rect,
) -> Position {
    let entries: Vec<Entry<'_>> = entries
        .into_iter()
        .map(|(label, note)| Entry { label, note, enabled: true, found: &[] })
        .collect();
    let menu = Menu {
        entries: &entries,
        selected: list.selected,
        offset: list.offset,
        focused: true,
        digits: Digits::OfShown,
    };
    let (cells, rows) = menu.size(theme);
    let rows = rows.min(canvas::cells(visible(state)));
    let cells = cells.max(width(title, theme) + 4).max(30) + 2;
    let area = centered(body, cells, rows + 2);
    let framed = Framed { title, footer: "", focused: true };
    let inside = framed.draw_over(buffer, area, theme);
    menu.draw(buffer, inside, theme);
    hits.rows(inside, (list.offset, entries.len()), Hit::Pick);
    let row = list.selected.saturating_sub(list.offset);
    Position::new(inside.x, inside.y + canvas::cells(row))
}

/// Draws a question.
pub(super) fn confirm(
    state: &State,
    confirm: &Confirm,
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    body: Rect,
) -> Position {
    let shown = question(state, confirm);
    let (total, visible) = shown.shown();
    let offset = confirm.offset.min(total.saturating_sub(visible));
    let footer = if shown.scrolls() {
        format!("{}–{}/{total}", offset + 1, (offset + visible).min(total))
    } else {
        String::new()
    };
    let area = centered(body, shown.cells, canvas::cells(visible) + 4);
    let framed = Framed { title: &confirm.title, footer: &footer, focused: true };
    let inside = framed.draw_over(buffer, area, theme);
    let inner = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let text = Rect { height: canvas::cells(visible).min(inside.height), ..inside };
    for (y, row) in (0..text.height).zip(shown.rows.iter().skip(offset)) {
        line(buffer, inner, y, row, theme.style(Role::Text), theme);
    }
    scroll_bar(buffer, text, (offset, total), theme);
    let y = inside.bottom().saturating_sub(1);
    let mut x = inner.x;
    let mut caret = Position::new(x, y);
    for (on, words, key) in [(true, confirm.yes, "y"), (false, confirm.no, "n")] {
        let chosen = confirm.on_yes == on;
        let words = format!(" {words}（{key}） ");
        let words = if state.lang == crate::i18n::Lang::En {
            words.replace('（', " (").replace('）', ")")
        } else {
            words
        };
        let style = if chosen { theme.selection(true) } else { theme.style(Role::KeyLabel) };
        if chosen {
            caret = Position::new(x, y);
        }
        let room = inner.right().saturating_sub(x);
        let end = canvas::put(buffer, (x, y), &words, room, style, theme.ambiguous());
        hits.add(Rect::new(x, y, end.saturating_sub(x), 1), Hit::Answer(on));
        x = end + 2;
    }
    caret
}
