//! Moving about: the cursor, the panes, the pages.

use super::filter::filter_again;
use super::input::Effect;
use super::lists::{ListKind, ListPage};
use super::page::Line;
use super::reader::{self, Reader, Subject};
use super::state::{Overlay, Page, Pane, State, ToastTone};
use super::{figures, searching, verbs, workbench};
use crate::command::screens::Ui;
use crate::domain::id::{EntityId, IssueId, SessionId};
use crate::i18n::Text;

/// Brings lists and pages back within the size of the screen.
pub(crate) fn settle(state: &mut State) {
    workbench::follow(state);
    let visible = super::palette::visible(state);
    for overlay in &mut state.overlays {
        match overlay {
            Overlay::Palette(it) => it.list.follow(visible, it.entries.len()),
            Overlay::Pick(it) => it.list.follow(visible, it.entries.len()),
            Overlay::Choose(it) => it.list.follow(visible, it.entries.len()),
            Overlay::Views(it) => it.list.follow(visible, it.rows.len()),
            Overlay::Form(_) | Overlay::Confirm(_) => {}
        }
    }
    let mut minutes = state.workbench.minutes;
    step_reader(state, &mut minutes, 0);
    state.workbench.minutes = minutes;
    // A page that was left for another is read again, and its cursor waits for that.
    if let Some(Page::Reader(reader)) = state.pages.last() {
        let reader = *reader;
        if is_read(state, reader.subject) {
            step_page(state, reader, 0);
        }
        return;
    }
    match state.pages.pop() {
        Some(Page::List(mut page)) => {
            page.follow(state);
            state.pages.push(Page::List(page));
        }
        Some(Page::Figures) => {
            state.pages.push(Page::Figures);
            figures::follow(state);
        }
        Some(Page::Rows(mut page)) => {
            page.follow(state);
            state.pages.push(Page::Rows(page));
        }
        Some(Page::Search) => {
            state.pages.push(Page::Search);
            searching::follow(state);
        }
        Some(page @ (Page::Reader(_) | Page::Cockpit(_))) => state.pages.push(page),
        None => {}
    }
}

/// Whether a page has everything that it tells of.
fn is_read(state: &State, subject: Subject) -> bool {
    let there = state.dossier.as_ref().map(|it| it.id);
    subject.entity().is_none_or(|id| there == Some(id))
}

pub(super) fn page_rows(state: &State) -> isize {
    let rows = match state.pages.last() {
        Some(Page::Reader(reader)) => reader::text_size(state, reader.subject).1,
        Some(Page::Figures) => {
            let section = state.figures.section;
            figures::parts(state).visible_rows(section).min(usize::from(state.size.1))
        }
        Some(Page::List(_) | Page::Cockpit(_) | Page::Rows(_) | Page::Search) => {
            super::layout::table_rows(super::layout::layout(state).body)
        }
        None => workbench::page_rows(state),
    };
    isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
}

/// What the cursor of a page stands on, told by what the lines are about.
pub(super) struct Spot {
    /// The page, by its place; `None` for the minutes of the workbench.
    page: Option<usize>,
    target: EntityId,
    /// The how manieth line about it, from 0.
    nth: usize,
}

/// Where the cursors of all pages stand, before their lines change.
pub(super) fn spots(state: &State) -> Vec<Spot> {
    let spot = |page: Option<usize>, reader: &Reader| {
        let lines = reader::lines(state, reader.subject);
        let target = lines.get(reader.cursor)?.target?;
        let about = lines.iter().take(reader.cursor).filter(|line| line.target == Some(target));
        Some(Spot { page, target, nth: about.count() })
    };
    let pages = state.pages.iter().enumerate().filter_map(|(at, page)| match page {
        Page::Reader(reader) => spot(Some(at), reader),
        Page::List(_) | Page::Cockpit(_) | Page::Figures | Page::Rows(_) | Page::Search => None,
    });
    pages.chain(spot(None, &state.workbench.minutes)).collect()
}

/// Puts the cursors back on what they stood on: a command would act on something else otherwise.
pub(super) fn put_back(state: &mut State, spots: &[Spot]) {
    for spot in spots {
        let reader = match spot.page.map(|at| state.pages.get(at)) {
            None => state.workbench.minutes,
            Some(Some(Page::Reader(reader))) => *reader,
            Some(_) => continue,
        };
        let find = |lines: &[Line]| {
            let about = lines.iter().enumerate();
            let about = about.filter(|(_, line)| line.target == Some(spot.target));
            about.take(spot.nth + 1).last().map(|(at, _)| at)
        };
        // Of long minutes only the beginning is there, and it may have slipped behind that.
        let near = find(&reader::lines(state, reader.subject));
        let all = || find(&reader::lines_to(state, reader.subject, usize::MAX));
        let Some(at) = near.or_else(all) else { continue };
        let mut moved = Reader { cursor: at, ..reader };
        step_reader(state, &mut moved, 0);
        match spot.page.map(|at| state.pages.get_mut(at)) {
            None => state.workbench.minutes = moved,
            Some(Some(Page::Reader(reader))) => *reader = moved,
            Some(_) => {}
        }
    }
    rest_on_loose(state);
}

/// Turns so many rows of a page, in the screen with the keyboard.
pub(super) fn turn_by(state: &mut State, by: isize) {
    match state.pages.last_mut() {
        Some(Page::List(page)) => page.list.turn(by, page.ids.len()),
        Some(Page::Reader(reader)) => {
            let mut reader = *reader;
            let total = reader::lines(state, reader.subject).len();
            let (_, visible) = reader::text_size(state, reader.subject);
            reader.turn(by, total, visible);
            state.pages.pop();
            state.pages.push(Page::Reader(reader));
        }
        Some(Page::Rows(page)) => page.list.turn(by, page.rows.len()),
        Some(Page::Figures) => return figures::turn_by(state, by),
        Some(Page::Cockpit(_)) => {}
        Some(Page::Search) => return searching::move_by(state, by),
        None => return workbench::turn(state, by),
    }
    settle(state);
}

/// Moves in the screen with the keyboard.
pub(super) fn move_by(state: &mut State, by: isize) {
    if let Some(Page::Reader(reader)) = state.pages.last() {
        let reader = *reader;
        return step_page(state, reader, by);
    }
    match state.pages.pop() {
        Some(Page::List(mut page)) => {
            page.list.step(by, page.ids.len());
            page.follow(state);
            state.pages.push(Page::List(page));
        }
        Some(Page::Figures) => {
            state.pages.push(Page::Figures);
            figures::move_by(state, by);
        }
        Some(Page::Rows(mut page)) => {
            page.list.step(by, page.rows.len());
            page.follow(state);
            state.pages.push(Page::Rows(page));
        }
        Some(Page::Search) => {
            state.pages.push(Page::Search);
            searching::move_by(state, by);
        }
        Some(page @ (Page::Reader(_) | Page::Cockpit(_))) => state.pages.push(page),
        None => workbench::step(state, by),
    }
}

/// Moves the cursor of the page on top, which stays there meanwhile: what a page says of keys hangs
/// on where it is, and is kept by that.
fn step_page(state: &mut State, mut reader: Reader, by: isize) {
    step_reader(state, &mut reader, by);
    if let Some(page) = state.pages.last_mut() {
        *page = Page::Reader(reader);
    }
}

fn step_reader(state: &State, reader: &mut Reader, by: isize) {
    let total = reader::lines(state, reader.subject).len();
    let (_, visible) = reader::text_size(state, reader.subject);
    reader.step(by, total, visible);
}

/// Gives the keyboard to a pane.
pub(crate) fn go_pane(state: &mut State, pane: Pane) {
    if state.workbench.pane != pane {
        state.workbench.pane = pane;
        let of_studio = match pane {
            Pane::Studios => true,
            Pane::Issues => false,
            Pane::Minutes => state.workbench.of_studio,
        };
        if state.workbench.of_studio != of_studio {
            state.workbench.of_studio = of_studio;
            state.workbench.minutes = Reader::default();
        }
        workbench::follow(state);
    }
}

pub(super) fn turn_pane(state: &mut State, by: usize) {
    let at = Pane::ALL.iter().position(|pane| *pane == state.workbench.pane).unwrap_or(0);
    let pane = Pane::ALL.get((at + by) % Pane::ALL.len()).copied().unwrap_or_default();
    go_pane(state, pane);
}

pub(crate) fn push_reader(state: &mut State, subject: Subject) {
    if !matches!(state.pages.last(), Some(Page::Reader(reader)) if reader.subject == subject) {
        state.pages.push(Page::Reader(Reader::on(subject)));
    }
}

/// Shows what is to be settled before a session is closed, with the cursor on the first of it.
pub(crate) fn push_closing(state: &mut State, session: SessionId) {
    push_reader(state, Subject::Closing(session));
    rest_on_loose(state);
}

/// Puts the cursor of the closing list, and of what presses today, where something can be done: on the
/// first of it until somebody moves, and in the closing list later on what is nearest where what it
/// stood on is settled.
pub(super) fn rest_on_loose(state: &mut State) {
    let Some(Page::Reader(reader)) = state.pages.last() else { return };
    let mut page = *reader;
    let is_closing = matches!(page.subject, Subject::Closing(_));
    if !is_closing && page.subject != Subject::Today {
        return;
    }
    let lines = reader::lines(state, page.subject);
    let is_target = || lines.get(page.cursor).is_some_and(|line| line.target.is_some());
    let here = !is_closing || is_target();
    let from = if page.moved { page.cursor } else { 0 };
    if !page.moved || !here {
        page.cursor = item_from(&lines, from).unwrap_or(page.cursor);
        step_reader(state, &mut page, 0);
        state.pages.pop();
        state.pages.push(Page::Reader(page));
    }
}

/// The first line from one on that begins what can be selected; where there is none, the last before.
fn item_from(lines: &[Line], from: usize) -> Option<usize> {
    let after = (from..lines.len()).find(|at| lines.get(*at).is_some_and(|line| line.anchor));
    after.or_else(|| (0..from).rev().find(|at| lines.get(*at).is_some_and(|line| line.anchor)))
}

pub(crate) fn push_list(state: &mut State, kind: ListKind) {
    if matches!(state.pages.last(), Some(Page::List(page)) if page.kind == kind) {
        return;
    }
    let mut page = ListPage::new(kind);
    page.refresh(state);
    state.pages.push(Page::List(page));
}

/// Opens what is under the cursor, or goes to where it is settled.
pub(super) fn open_or_settle(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(Page::Reader(reader)) = state.pages.last()
        && let Subject::Closing(session) = reader.subject
    {
        match reader::target(state, reader) {
            Some(target) => super::closing::open(state, session, target, effects),
            // A heading stands for what is below it.
            None => rest_on_loose(state),
        }
        return;
    }
    if let Some(Page::Reader(reader)) = state.pages.last()
        && let Subject::Session(session) = reader.subject
        && reader::target(state, reader).is_none_or(|id| id == session.into())
        && super::cockpit::is_live(state, session)
    {
        return super::cockpit::enter(state, session);
    }
    open(state);
}

/// Opens what is under the cursor.
pub(crate) fn open(state: &mut State) {
    if let Some(Page::Reader(reader)) = state.pages.last()
        && reader.subject == Subject::Today
        && reader::target(state, reader).is_none()
    {
        let reader = *reader;
        return super::today::unfold(state, &reader);
    }
    let target = match state.pages.last() {
        Some(Page::Reader(reader)) => reader::target(state, reader),
        Some(Page::List(page)) => page.selected().and_then(|id| {
            super::lists::commitment(state, id).map(|row| row.issue.into()).or(Some(id))
        }),
        Some(Page::Figures) => return figures::open(state),
        Some(Page::Rows(page)) => {
            if let Some(row) = page.selected() {
                figures::open_row(state, row);
            }
            return;
        }
        Some(Page::Cockpit(_)) => None,
        Some(Page::Search) => return searching::open(state),
        None => match state.workbench.pane {
            Pane::Studios => return go_pane(state, Pane::Issues),
            Pane::Issues => workbench::selected(state).map(EntityId::from),
            Pane::Minutes => reader::target(state, &state.workbench.minutes),
        },
    };
    let here = match state.pages.last() {
        Some(Page::Reader(reader)) => reader.subject.entity(),
        _ => None,
    };
    let Some(target) = target.filter(|id| Some(*id) != here) else { return };
    if let Ok(id) = IssueId::try_from(target) {
        push_reader(state, Subject::Issue(id));
    } else if let Ok(id) = SessionId::try_from(target) {
        push_reader(state, Subject::Session(id));
    }
}

/// One step back; never out of the program.
pub(crate) fn back(state: &mut State) {
    if matches!(state.pages.last(), Some(Page::Figures)) && figures::back(state) {
        return;
    }
    match state.pages.last_mut() {
        Some(Page::List(page)) if !page.filter.is_empty() => {
            page.filter.clear();
            return filter_again(state);
        }
        Some(_) => {
            if super::marked::clear(state) {
                return;
            }
            state.pages.pop();
            return settle(state);
        }
        None => {}
    }
    if !state.workbench.filter.is_empty() {
        state.workbench.filter.clear();
        workbench::refresh(state);
    } else if super::marked::clear(state) {
        // What was marked is not any more; the screen stays.
    } else if state.workbench.zoomed {
        state.workbench.zoomed = false;
        workbench::follow(state);
    } else if state.workbench.pane != Pane::Issues {
        go_pane(state, Pane::Issues);
    } else if state.workbench.studio_list.selected > 0 {
        state.workbench.studio_list.selected = 0;
        workbench::refresh(state);
    } else {
        let key = verbs::key_of(state, Ui::Quit);
        let words = Text::HintQuit.with_key(state.lang, &key);
        state.toast(ToastTone::Notice, words);
    }
}
