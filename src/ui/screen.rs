//! The whole screen: what the state says, drawn; the overlays last, the toast on top.

mod cockpit;
mod figures;
mod form;
#[cfg(test)]
mod growth;
mod lists;
mod overlay;
mod page;
mod searching;
mod views;
mod workbench;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas;
use super::hits::Hits;
use super::text;
use super::theme::{ColorDepth, Overrides, Role, Theme};
use super::widget::key_bar::{self, Hint};
use super::widget::{line, popup, toast, width};
use crate::app::context;
use crate::app::layout::{Layout, layout, question};
use crate::app::page::Tone;
use crate::app::state::{Overlay, Page, State, StoreState, ToastTone};
use crate::app::{State as AppState, cockpit as floor, verbs, welcome, workbench as bench};
use crate::command::fixed::{FixedKey, FixedPlace, SCROLL};
use crate::command::screens::Ui;
use crate::command::table::{Command, What, commands};
use crate::i18n::{Label, Text, sentence};

/// What the terminal and the person's theme file say about colours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// How many colours there are.
    pub depth: ColorDepth,
    /// The person's own changes.
    pub overrides: Overrides,
}

/// The least screen on which anything can be told.
const LEAST: (u16, u16) = (10, 3);

/// Draws the screens as they are.
pub fn draw(state: &AppState, look: &Look, frame: &mut Frame<'_>) {
    draw_with_hits(state, look, frame);
}

/// Draws the screens as they are; returns what of the overlay on top can be clicked.
pub fn draw_with_hits(state: &AppState, look: &Look, frame: &mut Frame<'_>) -> Hits {
    let mut hits = Hits::default();
    let theme = theme_of(state, look);
    let area = frame.area();
    let caret = draw_on(state, &theme, frame.buffer_mut(), area, &mut hits);
    // An input method composes at the hardware cursor, so it has a place in every frame.
    let home = Position::new(area.width.saturating_sub(1), area.height.saturating_sub(1));
    if area.width > 0 && area.height > 0 {
        frame.set_cursor_position(caret.unwrap_or(home));
    }
    hits
}

fn theme_of(state: &State, look: &Look) -> Theme {
    Theme::with_overrides(state.theme, &look.overrides, look.depth, state.ambiguous)
}

/// Draws everything; returns where the caret belongs, if something is typed into.
fn draw_on(
    state: &State,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Rect,
    hits: &mut Hits,
) -> Option<Position> {
    if area.width < LEAST.0 || area.height < LEAST.1 {
        line(
            buffer,
            area,
            0,
            Text::NoticeTooSmall.label(state.lang),
            theme.style(Role::Dim),
            theme,
        );
        return None;
    }
    // The layout goes by the size that the state knows; a frame that is smaller is cut.
    let layout = layout(state);
    let mut caret = base(state, theme, (buffer, hits), &layout);
    status(state, theme, buffer, layout.status);
    key_hints(state, theme, buffer, layout.keys);
    for (at, overlay) in state.overlays.iter().enumerate() {
        let top = at + 1 == state.overlays.len();
        let body = layout.body.intersection(area);
        hits.clear();
        let place = match overlay {
            Overlay::Palette(it) => overlay::palette(state, it, theme, (buffer, hits), body),
            Overlay::Pick(it) => Some(overlay::pick(state, it, theme, (buffer, hits), body)),
            Overlay::Choose(it) => Some(overlay::choose(state, it, theme, (buffer, hits), body)),
            Overlay::Views(it) => views::menu(state, it, theme, (buffer, hits), body),
            Overlay::Confirm(it) => Some(overlay::confirm(state, it, theme, (buffer, hits), body)),
            Overlay::Form(it) => form::draw(state, it, theme, (buffer, hits), body),
        };
        caret = if top { place } else { None };
    }
    which_key(state, theme, buffer, layout.body);
    if let Some(said) = &state.toast {
        let tone = match said.tone {
            ToastTone::Done => toast::Tone::Done,
            ToastTone::Notice => toast::Tone::Notice,
            ToastTone::Refused => toast::Tone::Refused,
            ToastTone::Failed => toast::Tone::Failed,
        };
        toast::draw(buffer, over_what_is_typed(state, layout.body), theme, tone, &said.text);
    }
    caret
}

/// Where a toast may stand: never over the line that somebody types.
fn over_what_is_typed(state: &State, body: Rect) -> Rect {
    match state.pages.last() {
        Some(Page::Cockpit(_)) if state.overlays.is_empty() => {
            let foot = floor::on_top(state).map_or(0, |it| floor::foot(state, it, body).len());
            let line = floor::parts(body, 0, foot).line;
            Rect { height: body.height - line.height, ..body }
        }
        _ => body,
    }
}

fn base(
    state: &State,
    theme: &Theme,
    (buffer, hits): (&mut Buffer, &mut Hits),
    layout: &Layout,
) -> Option<Position> {
    match state.pages.last() {
        Some(Page::Reader(reader)) => {
            page::reader(state, reader, theme, buffer, layout.body);
            None
        }
        Some(Page::List(list)) => lists::draw(state, list, theme, buffer, layout.body),
        Some(Page::Figures) => figures::draw(state, theme, buffer),
        Some(Page::Rows(page)) => {
            figures::rows(state, page, theme, buffer, layout.body);
            None
        }
        Some(Page::Search) => searching::draw(state, theme, buffer, layout.body),
        Some(Page::Cockpit(_)) => crate::app::cockpit::on_top(state)
            .and_then(|it| cockpit::draw(state, it, theme, buffer, layout.body)),
        None if matches!(state.store, StoreState::Failed(_)) => {
            if let StoreState::Failed(words) = &state.store {
                failed(state, words, theme, buffer, layout.body);
            }
            None
        }
        None if state.is_first_run() => {
            first_run(state, theme, buffer, layout.body);
            None
        }
        None => workbench::draw(state, theme, (buffer, hits), layout),
    }
}

fn failed(state: &State, words: &str, theme: &Theme, buffer: &mut Buffer, body: Rect) {
    let area = popup::centered(body, 64, 9);
    let title = state.say("打不开资料", "The data cannot be opened");
    let inside =
        popup::Framed { title, focused: true, ..Default::default() }.draw_over(buffer, area, theme);
    let rows = text::wrap(words, usize::from(inside.width), theme.ambiguous());
    for (y, row) in (0..inside.height).zip(rows) {
        line(buffer, inside, y, &row, theme.style(Role::Text), theme);
    }
}

fn first_run(state: &State, theme: &Theme, buffer: &mut Buffer, body: Rect) {
    let cells = body.width.saturating_sub(4).min(64);
    let lines = welcome::lines(state, usize::from(cells));
    let area = popup::centered(body, cells, canvas::cells(lines.len()));
    for (y, words) in (0..area.height).zip(&lines) {
        page::spans(buffer, area, y, &words.spans, theme);
    }
}

/// The look of a tone.
pub(crate) const fn role(tone: Tone) -> Role {
    match tone {
        Tone::Text => Role::Text,
        Tone::Dim => Role::Dim,
        Tone::Title => Role::Title,
        Tone::Accent => Role::Accent,
        Tone::Key => Role::KeyLabel,
        Tone::Warning => Role::Warning,
        Tone::Danger => Role::Danger,
        Tone::Success => Role::Success,
        Tone::Submitted => Role::StatusSubmitted,
        Tone::Consulted => Role::StatusConsulted,
        Tone::Resolved => Role::StatusResolved,
        Tone::Exited => Role::StatusExited,
        Tone::Match => Role::Match,
    }
}

/// Who, whose lists, how many; on the right what is out of the ordinary.
fn status(state: &State, theme: &Theme, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let lang = state.lang;
    let mut right: Vec<(String, Role)> = Vec::new();
    if state.store == StoreState::Opening {
        right.push((Text::MarkLoading.label(lang).to_owned(), Role::Accent));
    }
    if let Some(percent) = state.indexing {
        right.push((sentence::indexing(lang, percent), Role::Dim));
    }
    if state.checking {
        right.push((Text::MarkChecking.label(lang).to_owned(), Role::Dim));
    }
    if state.read_only.is_some() {
        right.push((Text::MarkReadOnly.label(lang).to_owned(), Role::Danger));
    }
    if !state.notices.is_empty() {
        let words = format!("{} {}", state.say("提示", "notices"), state.notices.len());
        right.push((words, Role::Warning));
    }
    if state.demo {
        right.push((sentence::demo(lang, state.today), Role::Warning));
    } else {
        right.push((state.today.to_string(), Role::Dim));
    }
    let cells: u16 = right.iter().map(|(words, _)| width(words, theme) + 2).sum();
    let mut x = area.right().saturating_sub(cells);
    let limit = x;
    for (words, role) in &right {
        let room = area.right().saturating_sub(x);
        x = canvas::put(
            buffer,
            (x + 1, area.y),
            words,
            room,
            theme.style(*role),
            theme.ambiguous(),
        ) + 1;
    }
    let mut left: Vec<(String, Role)> = Vec::new();
    let actor = state.actor.clone().or_else(|| {
        use crate::command::fill::Directory;
        state.settings.me.and_then(|id| state.catalog.name(id.into()))
    });
    left.push(match actor {
        Some(name) => (name, Role::Accent),
        None => (state.say("未填使用人", "user not given").to_owned(), Role::Dim),
    });
    let scope = state.scope().and_then(|id| state.catalog.studios.get(&id));
    left.push((
        scope.map_or_else(
            || Text::MarkAllStudios.label(lang).to_owned(),
            |row| row.name.to_string(),
        ),
        Role::Text,
    ));
    if state.store == StoreState::Open {
        let (open, late) = bench::open_counts(state, state.scope());
        left.push((format!("{} {open}", state.say("未办结", "open")), Role::Text));
        if late > 0 {
            left.push((format!("{} {late}", state.say("逾期", "overdue")), Role::Danger));
        }
        // The first look of a morning is told where the numbers ask for it.
        if open > 0 && state.pages.is_empty() {
            let key = key_name(state, Ui::GoToday);
            left.push((format!("{key} {}", Text::PaneToday.label(lang)), Role::KeyLabel));
        }
    }
    let mut x = area.x + 1;
    for (words, role) in left {
        let room = limit.saturating_sub(x);
        if width(&words, theme) > room {
            break;
        }
        x = canvas::put(buffer, (x, area.y), &words, room, theme.style(role), theme.ambiguous())
            + 2;
    }
}

/// The keys that do something here; those that cannot be used now are dimmed.
fn key_hints(state: &State, theme: &Theme, buffer: &mut Buffer, area: Rect) {
    let hints = match state.overlays.last() {
        Some(Overlay::Form(form)) => form::hints(state, form),
        Some(Overlay::Palette(_) | Overlay::Pick(_) | Overlay::Choose(_)) => {
            fixed(state, FixedPlace::Menu)
        }
        Some(Overlay::Views(_)) => fixed(state, FixedPlace::Views),
        Some(Overlay::Confirm(confirm)) => {
            let scrolls = question(state, confirm).scrolls();
            let hints = fixed_hints(state, FixedPlace::Question);
            hints.filter(|(key, _)| scrolls || **key != SCROLL).map(|(_, hint)| hint).collect()
        }
        None if crate::app::figures::is_typing(state) => fixed(state, FixedPlace::Interval),
        None if state.is_filtering() => fixed(state, FixedPlace::Filter),
        None if matches!(state.pages.last(), Some(Page::Search)) => {
            let mut hints = fixed(state, FixedPlace::Search);
            hints.extend(command_hints(state));
            hints
        }
        None => command_hints(state),
    };
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    key_bar::draw(buffer, inner, theme, &hints);
}

fn fixed(state: &State, place: FixedPlace) -> Vec<Hint> {
    fixed_hints(state, place).map(|(_, hint)| hint).collect()
}

/// The keys of a place that cannot be changed, as far as they stand in the key bar.
fn fixed_hints(
    state: &State,
    place: FixedPlace,
) -> impl Iterator<Item = (&'static FixedKey, Hint)> {
    let lang = state.lang;
    place.keys().iter().filter_map(move |key| {
        let label = key.label.get(lang).to_owned();
        let hint = Hint { key: key.keys.join("/"), label, priority: key.bar?, enabled: true };
        Some((key, hint))
    })
}

fn command_hints(state: &State) -> Vec<Hint> {
    let facts = context::facts(state);
    // The way to the floor is told while there is one to go to.
    let is_told = |command: &&Command| facts.live || !matches!(command.what, What::Ui(Ui::Cockpit));
    let mut hints: Vec<(u8, Hint)> = commands()
        .iter()
        .filter(is_told)
        .filter_map(|command| {
            let priority = command.bar_at(facts.place)?;
            let key = state.keymap.key_of(command, facts.place)?;
            let enabled = command.available(&facts).is_ok();
            let label = command.label.get(state.lang).to_owned();
            // What cannot be done here, or not at this time, goes first when there is no room.
            let is_meant = enabled && command.is_timely(&facts);
            let priority = if is_meant { priority } else { priority.saturating_add(10) };
            Some((priority, Hint { key, label, priority, enabled }))
        })
        .collect();
    hints.sort_by_key(|(priority, _)| *priority);
    hints.into_iter().map(|(_, hint)| hint).collect()
}

/// What can follow the keys that were pressed.
fn which_key(state: &State, theme: &Theme, buffer: &mut Buffer, body: Rect) {
    if state.pending.is_empty() {
        return;
    }
    let place = context::place(state);
    let facts = context::facts(state);
    let after = state.keymap.after(&state.pending, place);
    let lines: Vec<(String, &str, bool)> = after
        .iter()
        .map(|(keys, command)| {
            (keys.clone(), command.label.get(state.lang), command.available(&facts).is_ok())
        })
        .collect();
    let widest = lines.iter().map(|(keys, label, _)| width(keys, theme) + width(label, theme) + 5);
    let column = widest.max().unwrap_or(10).max(12);
    let columns = (body.width.saturating_sub(2) / column).clamp(1, 4);
    let rows = canvas::cells(lines.len()).div_ceil(columns);
    let height = (rows + 2).min(body.height);
    let cells = (column * columns.min(canvas::cells(lines.len())) + 2).min(body.width);
    let area = Rect::new(body.right() - cells, body.bottom() - height, cells, height);
    let title = format!("{}…", crate::command::key::name_all(&state.pending));
    let inside = popup::Framed { title: &title, focused: true, ..Default::default() }
        .draw_over(buffer, area, theme);
    for (at, (keys, label, enabled)) in lines.iter().enumerate() {
        let at = canvas::cells(at);
        let (column_at, row) = (at / rows, at % rows);
        let cell = Rect {
            x: (inside.x + column_at * column).min(inside.right()),
            y: inside.y,
            width: column.min(inside.right().saturating_sub(inside.x + column_at * column)),
            height: inside.height,
        };
        let (key_role, role) =
            if *enabled { (Role::Key, Role::Text) } else { (Role::Dim, Role::Dim) };
        let x = line(buffer, cell, row, &format!(" {keys} "), theme.style(key_role), theme);
        let rest = Rect { x, width: cell.right().saturating_sub(x), ..cell };
        line(buffer, rest, row, label, theme.style(role), theme);
    }
}

/// The key of something that the screens do, for a text that names it.
pub(crate) fn key_name(state: &State, ui: Ui) -> String {
    verbs::key_of(state, ui)
}
