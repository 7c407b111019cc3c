//! The lists over the workbench: commitments, people, departments.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{key_name, role};
use crate::app::context::named;
use crate::app::filter::near_words;
use crate::app::lists::{ListKind, ListPage, commitment, progress_words, side_words, unit};
use crate::app::page::Tone;
use crate::app::picture::due_words;
use crate::app::state::{State, StoreState};
use crate::command::screens::Ui;
use crate::domain::commitment::Progress;
use crate::domain::id::{DepartmentId, EntityId, PersonId};
use crate::i18n::{Label, Text, sentence};
use crate::ui::theme::{Role, Theme};
use crate::ui::widget::input::Input;
use crate::ui::widget::popup::Framed;
use crate::ui::widget::table::{Cell, Column, Row, Table};

/// Draws a list over the whole body; returns the caret of its filter line.
pub(super) fn draw(
    state: &State,
    page: &ListPage,
    theme: &Theme,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let lang = state.lang;
    let title = match page.kind {
        ListKind::Commitments => Text::PaneCommitments,
        ListKind::People => Text::PanePeople,
        ListKind::Departments => Text::PaneDepartments,
    };
    let footer = match page.ids.len() {
        0 => String::new(),
        total => sentence::position(lang, page.list.selected + 1, total),
    };
    let focused = state.overlays.is_empty();
    let title = match said(state, page) {
        Some(words) => format!("{} · {words}", title.label(lang)),
        None => title.label(lang).to_owned(),
    };
    let framed = Framed { title: &title, footer: &footer, focused };
    let mut inside = framed.draw(buffer, area, theme);
    let mut caret = None;
    if (page.filtering || !page.filter.is_empty()) && inside.height > 1 {
        let input = Input {
            label: Text::PromptFilter.label(lang),
            placeholder: Text::PromptSearchHint.label(lang),
            editor: &page.filter,
            focused: page.filtering && focused,
            wrong: page.fault().map_or((0, 0), |fault| (fault.place.start, fault.place.end)),
        };
        caret = input.draw(buffer, Rect { height: 1, ..inside }, theme);
        inside = Rect { y: inside.y + 1, height: inside.height - 1, ..inside };
    }
    let columns = columns(state, page.kind);
    let empty = empty_words(state, page);
    let table = Table {
        columns: &columns,
        total: page.ids.len(),
        offset: page.list.offset,
        selected: Some(page.list.selected),
        focused,
        sort: None,
        empty: &empty,
    };
    table.draw(buffer, inside, theme, |at| match page.ids.get(at) {
        Some(id) => row(state, page.kind, *id),
        None => Row::default(),
    });
    caret
}

/// What is said about the filter.
fn said(state: &State, page: &ListPage) -> Option<String> {
    if let Some(fault) = page.fault() {
        return Some(fault.words(state.lang));
    }
    if page.asks_too_much {
        let words = state.say("这里只按词筛选", "only words are looked for here");
        return Some(words.to_owned());
    }
    let unfinished = || page.unfinished().map(|fault| fault.words(state.lang));
    page.is_near.then(|| near_words(state).to_owned()).or_else(unfinished)
}

fn empty_words(state: &State, page: &ListPage) -> String {
    if state.store == StoreState::Opening {
        return Text::MarkLoading.label(state.lang).to_owned();
    }
    if !page.filter.is_empty() {
        return Text::EmptyFilter.with_key(state.lang, &key_name(state, Ui::Back));
    }
    match page.kind {
        ListKind::Commitments => Text::EmptyCommitments.with_key(state.lang, "F7"),
        ListKind::People => Text::EmptyPeople.with_key(state.lang, "a"),
        ListKind::Departments => Text::EmptyDepartments.with_key(state.lang, "a"),
    }
}

fn columns(state: &State, kind: ListKind) -> Vec<Column<'static>> {
    let lang = state.lang;
    match kind {
        ListKind::Commitments => vec![
            Column::fixed(Text::ColumnLead.label(lang), 8).ideal(12),
            Column::fixed(Text::ColumnDue.label(lang), 10),
            Column::growing(Text::ColumnMatter.label(lang), 14).ideal(24),
            Column::fixed(Text::ColumnProgress.label(lang), 10).ideal(18).dropped_at(2),
            Column::growing(Text::PaneIssue.label(lang), 14).dropped_at(3),
        ],
        ListKind::People => vec![
            Column::fixed(Text::ColumnName.label(lang), 8).ideal(14),
            Column::fixed(Text::FieldSide.label(lang), 8)
                .ideal(state.lang_cells(8, 14))
                .dropped_at(1),
            Column::growing(Text::ColumnUnit.label(lang), 10),
        ],
        ListKind::Departments => vec![
            Column::growing(Text::PaneDepartments.label(lang), 14),
            Column::fixed(state.say("简称", "Short name"), 10).ideal(14),
            Column::fixed(Text::ColumnDistrict.label(lang), 10),
        ],
    }
}

fn row(state: &State, kind: ListKind, id: EntityId) -> Row<'_> {
    let cells = match kind {
        ListKind::Commitments => commitment_cells(state, id),
        ListKind::People => {
            PersonId::try_from(id).ok().and_then(|id| state.catalog.people.get(&id)).map(|row| {
                let side = Cell::new(side_words(row, state.lang)).role(Role::Dim);
                vec![Cell::new(&*row.name), side, Cell::new(unit(state, row))]
            })
        }
        ListKind::Departments => DepartmentId::try_from(id)
            .ok()
            .and_then(|id| state.catalog.departments.get(&id))
            .map(|row| {
                vec![
                    Cell::new(&*row.name),
                    Cell::new(&*row.short).role(Role::Dim),
                    Cell::new(&*row.district).role(Role::Dim),
                ]
            }),
    };
    Row { cells: cells.unwrap_or_default(), marked: false }
}

fn commitment_cells(state: &State, id: EntityId) -> Option<Vec<Cell<'_>>> {
    let row = commitment(state, id)?;
    let lang = state.lang;
    let (mut due, mut tone) = due_words(row.due, state);
    if !row.is_open() {
        due = row.due.map(|day| day.to_string()).unwrap_or_default();
        tone = Tone::Dim;
    } else if row.due.is_none() {
        due = String::from(state.say("未定", "none"));
        tone = Tone::Warning;
    }
    let lead = row.lead.map_or_else(
        || Cell::new(state.say("未定", "none")).role(Role::Warning),
        |id| Cell::new(named(&state.catalog, id.into())),
    );
    let waits = matches!(row.progress, Progress::Unassigned | Progress::Returned);
    let how = match (row.completed, row.grade) {
        (Some(_), Some(_)) => Role::Success,
        (Some(_), None) => Role::Accent,
        (None, _) if waits && !row.lapsed => Role::Warning,
        (None, _) => Role::Dim,
    };
    let progress = Cell::new(progress_words(&row, lang)).role(how);
    Some(vec![
        lead,
        Cell::new(due).role(role(tone)),
        Cell::new(row.matter.to_string()),
        progress,
        Cell::new(named(&state.catalog, row.issue.into())).role(Role::Dim),
    ])
}
