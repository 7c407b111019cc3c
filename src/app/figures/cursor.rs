//! The cursor among the numbers: sections of rows and columns, from above to below.

use super::columns::{Head, cells, figures_shown, months_shown, rate_line, table_heads};
use super::{Tab, layout::parts};
use crate::app::state::State;
use crate::command::report::REST;
use crate::domain::figures::{Cell, Dimension, Figure, Rate, Wait};
use ratatui::layout::Rect;

/// A part of the screen that the cursor goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// The six totals.
    Tiles,
    /// Both rates, each with its two numbers.
    Rates,
    /// The figures beside the totals.
    More,
    /// The division.
    Table,
    /// The months of the chart.
    Chart,
    /// The waiting times.
    Waits,
    /// The frozen reports; of one that is shown, what moved since.
    Frozen,
}

impl Section {
    pub(crate) const ALL: [Self; 7] =
        [Self::Tiles, Self::Rates, Self::More, Self::Table, Self::Chart, Self::Waits, Self::Frozen];
}

/// What the cursor stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A figure, of the whole or of a cell.
    Figure(Figure, Option<(Dimension, Cell)>),
    Wait(Wait),
    /// A frozen report, by its place among them.
    Frozen(usize),
    /// A row that moved since a report was frozen.
    Moved(usize),
}

/// The figures that the table shows of a dimension; that every studio is one studio is left out.
pub(crate) fn columns_of(dimension: Dimension) -> impl Iterator<Item = Figure> {
    let says_something =
        move |figure: Figure| dimension != Dimension::Studio || figure != Figure::Studios;
    Figure::TOTALS.into_iter().filter(move |it| dimension.divides(*it) && says_something(*it))
}

/// Rows and columns of a section.
pub(crate) fn size(state: &State, section: Section) -> (usize, usize) {
    let figures = &state.figures;
    match section {
        Section::Tiles => {
            let columns = parts(state).tile_columns;
            (Figure::TOTALS.len().div_ceil(columns.max(1)), columns)
        }
        Section::Rates => (Rate::ALL.len(), 2),
        Section::More => (REST.len(), 1),
        Section::Table => {
            (figures.cells().len(), figures_shown(state, parts(state).of(Section::Table)))
        }
        Section::Chart => {
            let months = figures.months().count();
            (usize::from(months > 0), months)
        }
        Section::Waits => (Wait::ALL.len(), 1),
        Section::Frozen if figures.frozen.is_some() => (figures.moved().len(), 1),
        Section::Frozen => (state.settings.frozen.len(), 1),
    }
}

/// The sections that are on the screen, from above to below.
pub(crate) fn shown(state: &State) -> Vec<Section> {
    let parts = parts(state);
    let is_shown = |section: &Section| !parts.of(*section).is_empty();
    Section::ALL.into_iter().filter(is_shown).collect()
}

/// What stands at the cursor.
pub(crate) fn stop(state: &State) -> Option<Stop> {
    let figures = &state.figures;
    let section = figures.section;
    let (row, column) = (figures.list(section).selected, figures.column);
    stop_at(state, section, row, column)
}

/// What stands at a place.
pub(crate) fn stop_at(state: &State, section: Section, row: usize, column: usize) -> Option<Stop> {
    let figures = &state.figures;
    let (rows, columns) = size(state, section);
    if row >= rows {
        return None;
    }
    let column = column.min(columns.saturating_sub(1));
    Some(match section {
        Section::Tiles => Stop::Figure(*Figure::TOTALS.get(row * columns + column)?, None),
        Section::Rates => {
            let rate = Rate::ALL.get(row)?;
            Stop::Figure(if column == 0 { rate.part() } else { rate.whole() }, None)
        }
        Section::More => Stop::Figure(*REST.get(row)?, None),
        Section::Table => {
            let figure = columns_of(figures.dimension).nth(column)?;
            let cell = figures.cells().get(row)?.clone();
            Stop::Figure(figure, Some((figures.dimension, cell)))
        }
        Section::Chart => {
            let (cell, _) = figures.months().nth(column)?;
            Stop::Figure(figures.charted, Some((Dimension::Month, cell.clone())))
        }
        Section::Waits => Stop::Wait(*Wait::ALL.get(row)?),
        Section::Frozen if figures.frozen.is_some() => Stop::Moved(row),
        Section::Frozen => Stop::Frozen(row),
    })
}

/// Moves up or down, from one section into the next.
pub(crate) fn move_by(state: &mut State, by: isize) {
    if by == isize::MIN || by == isize::MAX {
        return jump(state, by);
    }
    for _ in 0..by.unsigned_abs() {
        one(state, by.signum());
    }
    follow(state);
}

fn jump(state: &mut State, by: isize) {
    let (rows, _) = size(state, state.figures.section);
    let is_long = rows > 1 && matches!(state.figures.section, Section::Table | Section::Frozen);
    if is_long || by == isize::MAX {
        let section = state.figures.section as usize;
        if let Some(list) = state.figures.lists.get_mut(section) {
            list.step(by, rows);
        }
    } else {
        state.figures.section = Section::Tiles;
        state.figures.column = 0;
        if let Some(list) = state.figures.lists.first_mut() {
            list.selected = 0;
        }
    }
    follow(state);
}

fn one(state: &mut State, by: isize) {
    let section = state.figures.section;
    let (rows, _) = size(state, section);
    let at = state.figures.list(section).selected;
    let next = at.checked_add_signed(by).filter(|next| *next < rows);
    let index = section as usize;
    if let (Some(next), Some(list)) = (next, state.figures.lists.get_mut(index)) {
        list.selected = next;
        return;
    }
    let sections = shown(state);
    let here = sections.iter().position(|it| *it == section).unwrap_or(0);
    let mut to = here;
    while let Some(beyond) = to.checked_add_signed(by).filter(|it| *it < sections.len()) {
        to = beyond;
        let Some(section) = sections.get(to).copied() else { return };
        let (rows, _) = size(state, section);
        if rows > 0 {
            state.figures.section = section;
            let index = section as usize;
            if let Some(list) = state.figures.lists.get_mut(index) {
                list.selected = if by > 0 { 0 } else { rows - 1 };
            }
            return;
        }
    }
}

/// Turns a page of the section that is long.
pub(crate) fn turn_by(state: &mut State, by: isize) {
    let section = state.figures.section;
    let (rows, _) = size(state, section);
    if let Some(list) = state.figures.lists.get_mut(section as usize) {
        list.turn(by, rows);
    }
    follow(state);
}

/// Moves left or right.
pub(crate) fn move_sideways(state: &mut State, by: isize) {
    let (_, columns) = size(state, state.figures.section);
    let at = state.figures.column.min(columns.saturating_sub(1));
    state.figures.column = at.saturating_add_signed(by).min(columns.saturating_sub(1));
    follow(state);
}

/// Goes to the next section, or to the next tab where only one is shown.
pub(crate) fn next_section(state: &mut State) {
    let parts = parts(state);
    if parts.is_tabbed {
        let at = Tab::ALL.iter().position(|it| *it == state.figures.tab).unwrap_or(0);
        let tab = Tab::ALL.get((at + 1) % Tab::ALL.len()).copied().unwrap_or_default();
        state.figures.tab = tab;
        state.figures.section = tab.section();
    } else {
        let sections = shown(state);
        let at = sections.iter().position(|it| *it == state.figures.section).unwrap_or(0);
        let next = (1..=sections.len()).filter_map(|by| sections.get((at + by) % sections.len()));
        let there = next.copied().find(|section| size(state, *section).0 > 0);
        state.figures.section = there.unwrap_or(Section::Tiles);
    }
    state.figures.column = 0;
    if size(state, state.figures.section).0 == 0 {
        state.figures.section = Section::Tiles;
    }
    follow(state);
}

/// Brings the cursor back among what there is, and the lists to where it can be seen.
pub(crate) fn follow(state: &mut State) {
    let parts = parts(state);
    for section in Section::ALL {
        let (rows, _) = size(state, section);
        let visible = parts.visible_rows(section);
        if let Some(list) = state.figures.lists.get_mut(section as usize) {
            list.follow(visible, rows);
        }
    }
    if parts.of(state.figures.section).is_empty() {
        state.figures.section = Section::Tiles;
    }
    if matches!(state.figures.section, Section::Tiles)
        && let Some(Stop::Figure(figure, _)) = stop(state)
    {
        state.figures.charted = figure;
    }
}

/// Puts the cursor on what was clicked; says whether it stood there already, so that it is opened.
pub(crate) fn press(state: &mut State, (x, y): (u16, u16)) -> bool {
    let parts = parts(state);
    let is_hit = |section: &Section| parts.of(*section).contains((x, y).into());
    let Some(section) = Section::ALL.into_iter().find(is_hit) else { return false };
    let area = parts.of(section);
    let (rows, columns) = size(state, section);
    let (down, across) = (usize::from(y - area.y), usize::from(x - area.x));
    let titles = parts.titles(section);
    let here = state.figures.column.min(columns.saturating_sub(1));
    // What stands beside the numbers says which row is meant, and opens nothing.
    let mut is_number = true;
    let (row, column) = match section {
        Section::Tiles => {
            let high = (usize::from(area.height) / rows.max(1)).max(1);
            let wide = (usize::from(area.width) / columns.max(1)).max(1);
            (down / high, across / wide)
        }
        Section::Rates => {
            let column = Rate::ALL.get(down).and_then(|rate| rate_at(state, area, *rate, x));
            is_number = column.is_some();
            (down, column.unwrap_or(here))
        }
        Section::Chart => {
            let months = months_shown(state, area, columns);
            let at = usize::from(x.saturating_sub(months.x) / months.wide);
            is_number = x >= months.x && at < months.shown;
            (0, months.first + at.min(months.shown.saturating_sub(1)))
        }
        section => {
            let Some(row) = down.checked_sub(titles) else { return false };
            let is_table = section == Section::Table;
            let column = if is_table { figure_at(state, area, x) } else { Some(0) };
            is_number = column.is_some();
            (row + state.figures.list(section).offset, column.unwrap_or(here))
        }
    };
    if row >= rows {
        return false;
    }
    let column = column.min(columns.saturating_sub(1));
    let selected = state.figures.list(section).selected;
    let was_here =
        is_number && state.figures.section == section && selected == row && here == column;
    (state.figures.section, state.figures.column) = (section, column);
    if let Some(list) = state.figures.lists.get_mut(section as usize) {
        list.selected = row;
    }
    follow(state);
    was_here
}

/// Which of the two numbers of a rate was clicked.
fn rate_at(state: &State, area: Rect, rate: Rate, x: u16) -> Option<usize> {
    let line = rate_line(state, area, (rate, state.figures.part(None)?));
    let numbers = [line.part, line.whole];
    numbers.iter().position(|(at, words)| (*at..*at + cells(words.len())).contains(&x))
}

/// Which figure of the table was clicked.
fn figure_at(state: &State, area: Rect, x: u16) -> Option<usize> {
    let heads = table_heads(state, area);
    let at = heads.iter().position(|it| (it.x..it.x + it.cells).contains(&x))?;
    heads.get(at).is_some_and(|it| matches!(it.head, Head::Figure(_))).then_some(at)
}
