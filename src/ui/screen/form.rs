//! A form: its fields, the line under the one with the keyboard, and what is missing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{fixed_hints, role};
use crate::app::Hit;
use crate::app::form::{FieldState, Form};
use crate::app::layout::{FormCells, form_cells};
use crate::app::page::Tone;
use crate::app::sealing;
use crate::app::state::State;
use crate::command::fixed::{FixedKey, FixedPlace, LOOK, OVERRIDE, OWN_EDITOR};
use crate::command::verb::FieldKind;
use crate::i18n::{Label, Lang, Text};
use crate::ui::canvas;
use crate::ui::hits::Hits;
use crate::ui::text;
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::input::Input;
use crate::ui::widget::key_bar::Hint;
use crate::ui::widget::menu::{Digits, Entry, Menu};
use crate::ui::widget::popup::{Framed, centered};
use crate::ui::widget::{line, scroll_bar, scrolled, width};

/// The rows of a field of several lines.
const BLOCK_ROWS: u16 = 3;
/// The most rows of the list under a field.
const LIST_ROWS: u16 = 8;
/// The most rows of the line under a field.
const NOTE_ROWS: usize = 3;

/// The keys of a form.
pub(super) fn hints(state: &State, form: &Form) -> Vec<Hint> {
    let kind = form.current().map(|field| field.field.kind);
    let is_here = |key: &FixedKey| match *key {
        OWN_EDITOR => matches!(kind, Some(FieldKind::Block | FieldKind::Overrides)),
        OVERRIDE => !form.overridable.is_empty(),
        LOOK => !form.similar.is_empty(),
        _ => true,
    };
    fixed_hints(state, FixedPlace::Form).filter(|(key, _)| is_here(key)).map(|(_, it)| it).collect()
}

const fn rows_of(field: &FieldState) -> u16 {
    match field.field.kind {
        FieldKind::Block | FieldKind::Overrides => BLOCK_ROWS,
        _ => 1,
    }
}

/// Where everything of a form stands, in rows from its top.
struct Plan {
    fields: Vec<u16>,
    note: u16,
    button: u16,
    total: u16,
}

fn plan(form: &Form, note_rows: u16) -> Plan {
    let mut fields = Vec::new();
    let (mut y, mut note) = (0, 0);
    for (at, field) in form.fields.iter().enumerate() {
        fields.push(y);
        y += rows_of(field);
        if at == form.focus {
            note = y;
            y += note_rows;
        }
    }
    if form.on_button() {
        y += note_rows;
    }
    Plan { fields, note, button: y, total: y + 1 }
}

/// Draws the form; returns the caret.
pub(super) fn draw(
    state: &State,
    form: &Form,
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    body: Rect,
) -> Option<Position> {
    let FormCells { form: cells, label: label_cells, .. } = form_cells(state, form);
    let room = usize::from(cells.saturating_sub(4)).max(4);
    let lacks = lack_rows(form, room, theme);
    let note = note_lines(state, form, room, theme);
    let plan = plan(form, canvas::cells(note.len()).max(1));
    let warned = warning(state, form, room, theme);
    let warned_rows = canvas::cells(warned.len());
    // What is missing has half of the screen, and what the fields leave of the rest.
    let left = body.height.saturating_sub(plan.total.saturating_add(2 + warned_rows));
    let lack_rows = canvas::cells(lacks.len());
    let lack_rows = if lack_rows == 0 { 0 } else { lack_rows + 1 }.min(left.max(body.height / 2));
    let wanted = plan.total.saturating_add(2).saturating_add(lack_rows + warned_rows);
    let area = centered(body, cells, wanted);
    let title = title(state, form);
    let footer = if form.saving.is_some() { Text::MarkSaving.label(state.lang) } else { "" };
    let inside = Framed { title: &title, footer, focused: true }.draw_over(buffer, area, theme);
    let (lack_area, rest) = split(inside, lack_rows);
    draw_lacks(state, form, &lacks, theme, buffer, lack_area);
    let (warned_area, rest) = split(rest, warned_rows);
    for (y, words) in (0..warned_area.height).zip(&warned) {
        let row = Rect {
            x: warned_area.x + 1,
            width: warned_area.width.saturating_sub(2),
            ..warned_area
        };
        line(buffer, row, y, words, theme.style(Role::Warning), theme);
    }
    let focus_row = plan.fields.get(form.focus).copied().unwrap_or(plan.button);
    // The line under the field and, of a longer one, its last row are seen too.
    let last = form.current().map_or(focus_row, |field| focus_row + rows_of(field));
    let visible = usize::from(rest.height);
    let offset =
        scrolled(0, Some(usize::from(last.min(plan.total - 1))), visible, usize::from(plan.total));
    let offset = canvas::cells(offset).min(focus_row);
    let inner = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
    let mut caret = None;
    for (at, (field, y)) in form.fields.iter().zip(&plan.fields).enumerate() {
        let Some(top) = y.checked_sub(offset) else { continue };
        if top >= inner.height {
            break;
        }
        let height = rows_of(field).min(inner.height - top);
        let row = Rect { y: inner.y + top, height, ..inner };
        hits.add(row, Hit::Field(at));
        let focused = at == form.focus;
        let place = draw_field(state, form, field, (focused, label_cells), theme, buffer, row);
        if focused {
            caret = place;
        }
    }
    draw_note(state, form, (&note, plan.note, offset, label_cells), theme, buffer, inner);
    if let Some(y) = plan.button.checked_sub(offset).filter(|y| *y < inner.height) {
        let words = format!(" {} ", Text::ButtonSave.label(state.lang));
        let style = if form.on_button() { theme.selection(true) } else { theme.style(Role::Key) };
        let x = inner.x + label_cells + 1;
        let room = inner.right().saturating_sub(x);
        let end = canvas::put(buffer, (x, inner.y + y), &words, room, style, theme.ambiguous());
        hits.add(Rect::new(x, inner.y + y, end.saturating_sub(x), 1), Hit::Save);
        if form.on_button() {
            caret = Some(Position::new(x, inner.y + y));
        }
    }
    let note_rows = canvas::cells(note.len()).max(1);
    let below = plan.note.saturating_sub(offset).saturating_add(inner.y).saturating_add(note_rows);
    let place = (below, inner.x + label_cells + 1, inner.right());
    draw_list(state, form, place, theme, (buffer, hits), body);
    caret
}

/// What is told of saving before it is done, in the rows that it takes.
fn warning(state: &State, form: &Form, room: usize, theme: &Theme) -> Vec<String> {
    let Some(words) = sealing::words(state, form) else { return Vec::new() };
    text::wrap(&words, room.saturating_sub(1).max(2), theme.ambiguous())
}

fn split(area: Rect, bottom: u16) -> (Rect, Rect) {
    let bottom = bottom.min(area.height.saturating_sub(2));
    let top = area.height - bottom;
    (Rect { y: area.y + top, height: bottom, ..area }, Rect { height: top, ..area })
}

fn title(state: &State, form: &Form) -> String {
    let label = form.verb.label.get(state.lang);
    let title = match (form.about.is_empty(), state.lang) {
        (true, _) => label.to_owned(),
        (false, Lang::Zh) => format!("{label}：{}", form.about),
        (false, Lang::En) => format!("{label}: {}", form.about),
    };
    if form.is_restored {
        title + state.say("（上次未保存）", " (not saved last time)")
    } else {
        title
    }
}

fn draw_field(
    state: &State,
    form: &Form,
    field: &FieldState,
    (focused, label_cells): (bool, u16),
    theme: &Theme,
    buffer: &mut Buffer,
    row: Rect,
) -> Option<Position> {
    let faulty = form.fault.as_ref().is_some_and(|(key, _)| *key == field.field.key);
    let label = Rect { width: label_cells, height: 1, ..row };
    let label_role = match (faulty, focused) {
        (true, _) => Role::Danger,
        (false, true) => Role::Accent,
        (false, false) => Role::KeyLabel,
    };
    let star = if field.field.required { "*" } else { " " };
    let words = format!("{star}{}", field.field.label.get(state.lang));
    line(buffer, label, 0, &words, theme.style(label_role), theme);
    let x = row.x + label_cells + 1;
    let value = Rect { x, width: row.right().saturating_sub(x), ..row };
    if field.is_choice() {
        let words = chosen_words(state, field);
        canvas::fill(buffer, Rect { height: 1, ..value }, theme.style(Role::Input));
        let (words, style) = if words.is_empty() {
            ("—".to_owned(), theme.style(Role::Input).patch(theme.style(Role::Dim)))
        } else {
            (words, theme.style(Role::Input))
        };
        line(buffer, value, 0, &words, style, theme);
        return focused.then(|| Position::new(value.x, value.y));
    }
    Input { label: "", placeholder: "", editor: &field.editor, focused, wrong: (0, 0) }
        .draw(buffer, value, theme)
}

fn chosen_words(state: &State, field: &FieldState) -> String {
    let chosen = field.choices.iter().zip(&field.chosen).filter(|(_, on)| **on);
    let words: Vec<&str> = chosen.map(|(choice, _)| choice.words.get(state.lang)).collect();
    words.join(state.say("、", ", "))
}

/// The line under the field with the keyboard, in the rows that it takes.
fn note_lines(state: &State, form: &Form, room: usize, theme: &Theme) -> Vec<String> {
    let Some(note) = form.note(state) else { return Vec::new() };
    let mut rows = text::wrap(&note.text, room.saturating_sub(1).max(2), theme.ambiguous());
    if rows.len() > NOTE_ROWS {
        rows.truncate(NOTE_ROWS);
        if let Some(last) = rows.last_mut() {
            last.push('…');
        }
    }
    rows
}

fn draw_note(
    state: &State,
    form: &Form,
    (rows, first, offset, label_cells): (&[String], u16, u16, u16),
    theme: &Theme,
    buffer: &mut Buffer,
    inner: Rect,
) {
    let Some(tone) = form.note(state).map(|note| note.tone) else { return };
    // A long one may begin under the label.
    let indent = label_cells + 1;
    let widest = rows.iter().map(|row| width(row, theme)).max().unwrap_or(0);
    let indent = if widest <= inner.width.saturating_sub(indent) { indent } else { 1 };
    let area = Rect { x: inner.x + indent, width: inner.width.saturating_sub(indent), ..inner };
    for (y, row) in (first..).zip(rows) {
        if let Some(y) = y.checked_sub(offset).filter(|y| *y < inner.height) {
            line(buffer, area, y, row, theme.style(role(tone)), theme);
        }
    }
}

/// The choices or the suggestions of the field with the keyboard, under it or above.
fn draw_list(
    state: &State,
    form: &Form,
    (below, x, right): (u16, u16, u16),
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    body: Rect,
) {
    let Some(field) = form.current() else { return };
    let marks: Vec<String>;
    let (entries, selected): (Vec<Entry<'_>>, usize) = if field.is_choice() {
        marks = field
            .choices
            .iter()
            .zip(&field.chosen)
            .map(|(choice, on)| {
                let mark = if *on { "[x]" } else { "[ ]" };
                format!("{mark} {}", choice.words.get(state.lang))
            })
            .collect();
        let entries =
            marks.iter().map(|label| Entry { label, note: "", enabled: true, found: &[] });
        (entries.collect(), field.at.unwrap_or(usize::MAX))
    } else {
        let entries = form
            .suggestions
            .iter()
            .map(|it| Entry { label: &it.label, note: &it.note, enabled: true, found: &[] })
            .collect();
        (entries, form.suggested.unwrap_or(usize::MAX))
    };
    if entries.is_empty() {
        return;
    }
    let rows = canvas::cells(entries.len()).min(LIST_ROWS);
    let room_below = body.bottom().saturating_sub(below);
    let above = below.saturating_sub(2 + rows_of(field)).saturating_sub(body.y);
    let is_below = room_below >= rows.min(3) + 2 || room_below >= above;
    let rows = rows.min(if is_below { room_below } else { above }.saturating_sub(2));
    if rows == 0 {
        return;
    }
    let y = if is_below { below } else { (body.y + above).saturating_sub(rows + 2) };
    let visible = usize::from(rows);
    let shown = (selected != usize::MAX).then_some(selected);
    let offset = scrolled(0, shown, visible, entries.len());
    let menu = Menu { entries: &entries, selected, offset, focused: true, digits: Digits::OfAll };
    let (cells, _) = menu.size(theme);
    let cells = (cells + 2).clamp(16, right.saturating_sub(x).max(16));
    let area = Rect::new(x, y, cells.min(body.right().saturating_sub(x)), rows + 2);
    let footer = if entries.len() > visible { entries.len().to_string() } else { String::new() };
    let inside =
        Framed { title: "", footer: &footer, focused: true }.draw_over(buffer, area, theme);
    let hit = if field.is_choice() { Hit::Choice } else { Hit::Suggestion };
    hits.rows(inside, (offset, entries.len()), hit);
    if field.is_choice() {
        menu.draw(buffer, inside, theme);
    } else {
        suggestions(&menu, buffer, inside, theme);
    }
}

/// Suggestions have no digits: a digit is typed into the field.
fn suggestions(menu: &Menu<'_>, buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let shown = menu.entries.iter().enumerate().skip(menu.offset);
    for (y, (at, entry)) in (0..area.height).zip(shown) {
        let row =
            Rect { x: area.x + 1, y: area.y + y, width: area.width.saturating_sub(2), height: 1 };
        let after = line(buffer, row, 0, entry.label, theme.style(Role::Text), theme);
        let room = row.right().saturating_sub(after + 2);
        let cells = width(entry.note, theme).min(room);
        let note = Rect { x: row.right() - cells, width: cells, ..row };
        line(buffer, note, 0, entry.note, theme.style(Role::Dim), theme);
        if at == menu.selected {
            canvas::tint(buffer, Rect { y: area.y + y, height: 1, ..area }, theme.selection(true));
        }
    }
}

/// The rows that tell what is missing, each with the place of what it is about.
fn lack_rows(form: &Form, room: usize, theme: &Theme) -> Vec<(usize, Tone, String)> {
    let mut rows = Vec::new();
    for (place, note) in form.lacks.iter().enumerate() {
        for (at, row) in text::wrap(&note.text, room.saturating_sub(2).max(2), theme.ambiguous())
            .into_iter()
            .enumerate()
        {
            let lead = if at == 0 { "· " } else { "  " };
            rows.push((place, note.tone, format!("{lead}{row}")));
        }
    }
    rows
}

fn draw_lacks(
    state: &State,
    form: &Form,
    lacks: &[(usize, Tone, String)],
    theme: &Theme,
    buffer: &mut Buffer,
    area: Rect,
) {
    if area.is_empty() {
        return;
    }
    let rule = canvas::lines(theme.ambiguous()).horizontal.repeat(usize::from(area.width));
    line(buffer, area, 0, &rule, theme.style(Role::Border), theme);
    let count = i64::try_from(form.lacks.len()).unwrap_or(i64::MAX);
    let room = usize::from(area.height.saturating_sub(1));
    let is_cut = lacks.len() > room;
    let head = if form.are_missing {
        // The keys that are told do something once the form is left.
        let way = state.say("（Esc 返回后再按键去补）", " (Esc, then the key named)");
        crate::i18n::sentence::missing_count(state.lang, count) + way
    } else {
        state.say("没有办成", "Not done").to_owned()
    };
    let keys = if is_cut {
        state.say(" · PgDn/PgUp 看其余", " · PgDn/PgUp for the rest")
    } else {
        ""
    };
    let head = format!(" {head}{keys} ");
    canvas::put(
        buffer,
        (area.x + 1, area.y),
        &head,
        area.width.saturating_sub(2),
        theme.style(Role::Danger),
        theme.ambiguous(),
    );
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    // Each begins at its own row: what is turned to is read from its beginning.
    let first = lacks.iter().position(|(place, ..)| *place >= form.lacks_from).unwrap_or(0);
    let first = first.min(lacks.len().saturating_sub(room));
    for (y, (_, tone, words)) in (1..area.height).zip(lacks.iter().skip(first)) {
        line(buffer, inner, y, words, theme.style(role(*tone)), theme);
    }
    let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    scroll_bar(buffer, below, (first, lacks.len()), theme);
}
