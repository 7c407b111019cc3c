//! Where the numbers of the screen stand beside each other: one answer for drawing, keys and mouse.

use super::cursor::columns_of;
use crate::app::cells::width;
use crate::app::state::State;
use crate::domain::figures::{Figure, Part, Rate};
use crate::i18n::{Label, sentence};
use ratatui::layout::Rect;

/// The least width of the names of a table.
const NAME_CELLS: u16 = 14;
/// The least width of a number.
const NUMBER_CELLS: u16 = 5;
/// The narrowest and the widest that a month of the chart gets.
const MONTH_CELLS: (u16, u16) = (4, 8);

/// What a column of the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    Figure(Figure),
    Rate(Rate),
}

impl Head {
    pub(crate) fn words(self, state: &State) -> &'static str {
        match self {
            Self::Figure(figure) => figure.short(state.lang),
            Self::Rate(rate) => rate.short(state.lang),
        }
    }

    pub(crate) fn says(self, part: &Part) -> String {
        match self {
            Self::Figure(figure) => part.count(figure).to_string(),
            Self::Rate(rate) => {
                part.percent(rate).map_or_else(|| "—".to_owned(), |it| format!("{it:.1}%"))
            }
        }
    }

    fn cells(self, state: &State) -> u16 {
        wide(state, self.words(state)).max(NUMBER_CELLS) + 1
    }
}

/// A count of cells as the screen takes it.
pub(super) fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn wide(state: &State, words: &str) -> u16 {
    cells(width(words, state.ambiguous))
}

/// A column of the table, in cells of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) head: Head,
    pub(crate) x: u16,
    pub(crate) cells: u16,
}

/// The columns that a table has room for, in its area; they stand at its right, the names before them.
pub(crate) fn table_heads(state: &State, area: Rect) -> Vec<Placed> {
    let figures = columns_of(state.figures.dimension).map(Head::Figure);
    let mut left = area.width.saturating_sub(2 + NAME_CELLS);
    let mut heads: Vec<(Head, u16)> = Vec::new();
    for head in figures.chain(Rate::ALL.iter().copied().map(Head::Rate)) {
        let cells = head.cells(state);
        let Some(rest) = left.checked_sub(cells) else { break };
        left = rest;
        heads.push((head, cells));
    }
    let numbers: u16 = heads.iter().map(|(_, cells)| cells).sum();
    let mut x = (area.x + area.width.saturating_sub(1)).saturating_sub(numbers);
    let placed = heads.into_iter().map(|(head, cells)| {
        x += cells;
        Placed { head, x: x - cells, cells }
    });
    placed.collect()
}

/// The figures among them: what the cursor goes through.
pub(crate) fn figures_shown(state: &State, area: Rect) -> usize {
    let heads = table_heads(state, area);
    heads.iter().filter(|it| matches!(it.head, Head::Figure(_))).count()
}

/// A rate in a line: what it is called, its percent, and the two numbers that it divides, each with the
/// column where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RateLine {
    pub(crate) label: String,
    pub(crate) percent: (u16, String),
    pub(crate) part: (u16, String),
    pub(crate) whole: (u16, String),
}

/// Places a rate in a line of an area.
pub(crate) fn rate_line(state: &State, area: Rect, (rate, part): (Rate, &Part)) -> RateLine {
    let label = rate.label(state.lang).to_owned();
    let percent = sentence::percent(state.lang, part.percent(rate));
    let numbers = [rate.part(), rate.whole()].map(|it| part.count(it).to_string());
    let [divided, by] = numbers;
    let percent_x = area.x + 1 + wide(state, &label) + 1;
    let part_x = percent_x + wide(state, &percent) + 2;
    let whole_x = part_x + wide(state, &divided) + 3;
    RateLine { label, percent: (percent_x, percent), part: (part_x, divided), whole: (whole_x, by) }
}

/// Where the months of the chart stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Months {
    /// The column of the first that is shown.
    pub(crate) x: u16,
    /// How wide each is.
    pub(crate) wide: u16,
    /// The first that is shown, by its place among all.
    pub(crate) first: usize,
    /// How many are shown.
    pub(crate) shown: usize,
}

/// Places so many months in the area of the chart; the one with the cursor is seen, else the last.
pub(crate) fn months_shown(state: &State, area: Rect, total: usize) -> Months {
    let room = area.width.saturating_sub(1);
    let wide = (room / cells(total).max(1)).clamp(MONTH_CELLS.0, MONTH_CELLS.1);
    let fits = usize::from((room / wide).max(1));
    let last = total.saturating_sub(fits);
    let is_here = state.figures.section == super::Section::Chart;
    let selected = state.figures.column.min(total.saturating_sub(1));
    let first = if is_here { last.min(selected) } else { last };
    Months { x: area.x + 1, wide, first, shown: fits.min(total - first) }
}
