//! The mouse: a click selects, a click on what is selected opens it, the wheel scrolls.

use super::confirm;
use super::input::{Effect, Hit, Mouse, MouseKind};
use super::layout::{Layout, inside, layout, question};
use super::motion::{go_pane, move_by, open};
use super::palette::{self, Picked};
use super::state::{Overlay, Page, Pane, State};
use super::{figures, overlay, searching, views, workbench};
use ratatui::layout::Rect;

/// How many rows a turn of the wheel moves.
const WHEEL_ROWS: isize = 3;

pub(crate) fn mouse(state: &mut State, event: Mouse) {
    state.toast = None;
    let visible = palette::visible(state);
    if let Some(Overlay::Confirm(confirm)) = state.overlays.last() {
        let shown = question(state, confirm).shown();
        if let Some(Overlay::Confirm(confirm)) = state.overlays.last_mut() {
            confirm.scroll(wheel_rows(event.kind), shown);
        }
        return;
    }
    if let Some(overlay) = state.overlays.last_mut() {
        let (list, total) = match overlay {
            Overlay::Palette(palette) => (&mut palette.list, palette.entries.len()),
            Overlay::Pick(pick) => (&mut pick.list, pick.entries.len()),
            Overlay::Choose(choose) => (&mut choose.list, choose.entries.len()),
            Overlay::Views(menu) => (&mut menu.list, menu.rows.len()),
            Overlay::Form(_) | Overlay::Confirm(_) => return,
        };
        let by = match event.kind {
            MouseKind::WheelUp => -1,
            MouseKind::WheelDown => 1,
            MouseKind::Press => return,
        };
        list.step(by, total);
        return list.follow(visible, total);
    }
    match event.kind {
        MouseKind::WheelUp => move_by(state, -WHEEL_ROWS),
        MouseKind::WheelDown => move_by(state, WHEEL_ROWS),
        MouseKind::Press => press(state, event),
    }
}

/// How far a turn of the wheel moves; a press moves nothing.
const fn wheel_rows(kind: MouseKind) -> isize {
    match kind {
        MouseKind::WheelUp => -WHEEL_ROWS,
        MouseKind::WheelDown => WHEEL_ROWS,
        MouseKind::Press => 0,
    }
}

/// A click on something that was drawn to be clicked; on what is not there any more it does nothing.
pub(crate) fn click(state: &mut State, hit: Hit, effects: &mut Vec<Effect>) {
    state.toast = None;
    match (hit, state.overlays.pop()) {
        (Hit::Palette(at), Some(Overlay::Palette(palette))) => {
            let outcome = palette.chosen(at);
            overlay::after_palette(state, palette, outcome, effects);
        }
        (Hit::Pick(at), Some(Overlay::Pick(pick))) => {
            let picked = pick.entries.get(at).map_or(Picked::Stay, |(id, ..)| Picked::One(*id));
            overlay::after_pick(state, pick, &picked, effects);
        }
        (Hit::Pick(at), Some(Overlay::Choose(choose))) => {
            figures::chosen(state, choose.about, at, effects);
        }
        (Hit::Answer(yes), Some(Overlay::Confirm(confirm))) => {
            let outcome = if yes { confirm::Outcome::Yes } else { confirm::Outcome::No };
            overlay::after_confirm(state, confirm, &outcome, effects);
        }
        (hit, Some(Overlay::Form(mut form))) => {
            let outcome = form.click(hit, state);
            overlay::after_form(state, form, outcome, effects);
        }
        (Hit::Pick(at), Some(Overlay::Views(menu))) => {
            views::menu::chosen(state, menu, at, effects);
        }
        (Hit::Sort(by), None) => workbench::sort(state, by),
        (Hit::View(at), None) => views::choose(state, at),
        (_, other) => state.overlays.extend(other),
    }
}

fn press(state: &mut State, event: Mouse) {
    let layout = layout(state);
    match state.pages.pop() {
        Some(Page::List(mut page)) => {
            let filter_line = u16::from(page.filtering || !page.filter.is_empty());
            let row = row_at(inside(layout.body), event, 1 + filter_line);
            let hit = row.map(|row| row + page.list.offset).filter(|at| *at < page.ids.len());
            let again = hit == Some(page.list.selected);
            page.list.selected = hit.unwrap_or(page.list.selected);
            state.pages.push(Page::List(page));
            if again {
                open(state);
            }
        }
        Some(page @ Page::Reader(_)) => {
            state.pages.push(page);
            press_reader(state, inside(layout.body), event);
        }
        Some(Page::Rows(mut page)) => {
            let row = row_at(inside(layout.body), event, 1).map(|row| row + page.list.offset);
            let hit = row.filter(|at| *at < page.rows.len());
            let again = hit == Some(page.list.selected);
            page.list.selected = hit.unwrap_or(page.list.selected);
            state.pages.push(Page::Rows(page));
            if again {
                open(state);
            }
        }
        Some(Page::Search) => {
            state.pages.push(Page::Search);
            if let Some(row) = row_at(inside(layout.body), event, 0) {
                searching::press(state, row);
            }
        }
        Some(Page::Figures) => {
            state.pages.push(Page::Figures);
            if figures::press(state, (event.x, event.y)) {
                open(state);
            }
        }
        Some(page @ Page::Cockpit(_)) => state.pages.push(page),
        None => press_pane(state, &layout, event),
    }
}

/// A click on a page of text, which stays on top meanwhile: what it says of keys hangs on where it is,
/// and is kept by that.
fn press_reader(state: &mut State, area: Rect, event: Mouse) {
    let Some(Page::Reader(reader)) = state.pages.last() else { return };
    let mut reader = *reader;
    let total = super::reader::lines(state, reader.subject).len();
    let row = row_at(area, event, 0).map(|row| row + reader.offset);
    let hit = row.filter(|at| *at < total);
    let again = hit == Some(reader.cursor);
    reader.cursor = hit.unwrap_or(reader.cursor);
    reader.moved = true;
    if let Some(page) = state.pages.last_mut() {
        *page = Page::Reader(reader);
    }
    if again {
        open(state);
    }
}

fn press_pane(state: &mut State, layout: &Layout, event: Mouse) {
    let hit = |pane: &Pane| layout.pane(*pane).contains((event.x, event.y).into());
    let Some(pane) = Pane::ALL.into_iter().find(hit) else { return };
    let was_here = state.workbench.pane == pane;
    go_pane(state, pane);
    let area = inside(layout.pane(pane));
    match pane {
        Pane::Studios => {
            if let Some(row) = row_at(area, event, 0) {
                let by = row + state.workbench.studio_list.offset;
                step_to(state, by, state.workbench.studio_list.selected);
            }
        }
        Pane::Issues => {
            let head = workbench::head(state).rows();
            let Some(row) = row_at(area, event, 1 + head) else { return };
            let at = row + state.workbench.issue_list.offset;
            if at >= state.workbench.shown.len() {
                return;
            }
            if was_here && at == state.workbench.issue_list.selected {
                return open(state);
            }
            step_to(state, at, state.workbench.issue_list.selected);
        }
        Pane::Minutes => {
            let Some(row) = row_at(area, event, 0) else { return };
            let at = row + state.workbench.minutes.offset;
            if was_here && at == state.workbench.minutes.cursor {
                return open(state);
            }
            step_to(state, at, state.workbench.minutes.cursor);
        }
    }
}

fn step_to(state: &mut State, to: usize, from: usize) {
    let by = isize::try_from(to).unwrap_or(0) - isize::try_from(from).unwrap_or(0);
    workbench::step(state, by);
}

/// The row of an area that was hit, under so many rows of heading.
fn row_at(area: Rect, event: Mouse, heading: u16) -> Option<usize> {
    let inside = area.contains((event.x, event.y).into());
    let row = event.y.checked_sub(area.y)?.checked_sub(heading)?;
    inside.then_some(usize::from(row))
}
