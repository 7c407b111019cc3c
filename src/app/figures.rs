//! The figures screen: what it speaks about, what was counted, and where the cursor is among the
//! numbers. Every number opens the rows that it counts. The counting is done where the store is.

mod ask;
mod chosen;
mod columns;
mod cursor;
mod layout;
mod open;
mod period;
mod rows_page;
mod typed;

pub(crate) use ask::{on_counted, on_counting, want};
pub(crate) use chosen::{Choose, ChooseFor, begin_choosing, chosen};
pub(crate) use columns::{Head, months_shown, rate_line, table_heads};
pub(crate) use cursor::{
    Section, Stop, follow, move_by, move_sideways, next_section, press, size, stop, turn_by,
};
pub(crate) use layout::{Parts, parts};
pub(crate) use open::{
    back, beginning, drop_name, item, open, open_stop, plain, push, spoken, stops, toggle_studio,
    words_of,
};
pub(crate) use period::Period;
pub(crate) use rows_page::{RowsPage, open_row};
pub(crate) use typed::{Typed, TypedFor, begin_typing, is_typing, key, paste};

use super::rows::List;
use super::state::{Page, State};
use crate::command::Catalog;
use crate::command::report::MovedRow;
use crate::domain::figures::{Cell, Dimension, Division, Figure, Part, Report, Scope};
use crate::domain::id::StudioId;
use chrono::NaiveDate;
use std::sync::Arc;

/// What is asked of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiguresWish {
    /// What to count.
    pub scope: Scope,
    /// By what it is divided.
    pub dimension: Dimension,
    /// A frozen report, to be run again in the place of counting.
    pub frozen: Option<String>,
}

/// What was counted.
#[derive(Debug)]
pub struct Counted {
    /// What was asked.
    pub wish: FiguresWish,
    /// The report.
    pub report: Arc<Report>,
    /// It, divided as was asked, and by month for the chart.
    pub division: Division,
    /// It, divided by month.
    pub months: Division,
    /// The cells of the division in the order of a table.
    pub cells: Vec<Cell>,
    /// What is known of the frozen report that was run again.
    pub frozen: Option<FrozenCount>,
}

/// A frozen report that was run again.
#[derive(Debug)]
pub struct FrozenCount {
    /// Whether it came out as it was.
    pub is_same: bool,
    /// That, in words.
    pub words: String,
    /// What was known then, by name.
    pub catalog: Arc<Catalog>,
    /// What a report of now says otherwise.
    pub moved: Vec<MovedRow>,
}

/// What is shown below the totals where there is no room for everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Tab {
    #[default]
    Table,
    Chart,
    More,
    Waits,
    Frozen,
}

impl Tab {
    pub(crate) const ALL: [Self; 5] =
        [Self::Table, Self::Chart, Self::More, Self::Waits, Self::Frozen];

    pub(crate) const fn section(self) -> Section {
        match self {
            Self::Table => Section::Table,
            Self::Chart => Section::Chart,
            Self::More => Section::More,
            Self::Waits => Section::Waits,
            Self::Frozen => Section::Frozen,
        }
    }
}

/// What the figures screen knows, whether it is open or not.
#[derive(Debug)]
pub(crate) struct Figures {
    pub(crate) period: Period,
    /// The cut-off where one was typed; else the end of the interval, at most today.
    pub(crate) cut_off: Option<NaiveDate>,
    pub(crate) studio: Option<StudioId>,
    pub(crate) dimension: Dimension,
    pub(crate) tab: Tab,
    /// The figure that the chart shows.
    pub(crate) charted: Figure,
    /// The frozen report that is shown in the place of now.
    pub(crate) frozen: Option<String>,
    pub(crate) section: Section,
    pub(crate) column: usize,
    /// Row and offset of each section.
    pub(crate) lists: [List; Section::ALL.len()],
    pub(crate) counted: Option<Box<Counted>>,
    /// The question whose answer is waited for.
    pub(crate) asked: Option<(u64, FiguresWish)>,
    /// How much of the store was read for it.
    pub(crate) read: usize,
    /// Something has changed since it was counted.
    pub(crate) is_stale: bool,
    /// What could not be counted, and why.
    pub(crate) fault: Option<(FiguresWish, String)>,
    pub(crate) typed: Option<Typed>,
    /// The first day that anything is known of, with the rows that say so.
    known_since: Option<(Arc<Catalog>, NaiveDate)>,
}

impl Default for Figures {
    fn default() -> Self {
        Self {
            period: Period::ThisYear,
            cut_off: None,
            studio: None,
            dimension: Dimension::Studio,
            tab: Tab::default(),
            charted: Figure::Sessions,
            frozen: None,
            section: Section::Tiles,
            column: 1,
            lists: [List::default(); Section::ALL.len()],
            counted: None,
            asked: None,
            read: 0,
            is_stale: false,
            fault: None,
            typed: None,
            known_since: None,
        }
    }
}

impl Figures {
    /// What a cell says, or the whole. A month is asked of the chart unless the table is by month, too.
    pub(crate) fn part(&self, of: Option<&(Dimension, Cell)>) -> Option<&Part> {
        let counted = self.counted.as_deref()?;
        match of {
            None => Some(counted.report.whole()),
            Some((dimension, cell)) if *dimension == counted.division.dimension() => {
                counted.division.part(cell)
            }
            Some((_, cell)) => counted.months.part(cell),
        }
    }

    /// The months of the chart: those of the interval, and what has none.
    pub(crate) fn months(&self) -> impl Iterator<Item = (&Cell, &Part)> {
        let cells = self.counted.as_deref().map(|counted| counted.months.cells());
        cells.into_iter().flatten().filter(|(cell, _)| **cell != Cell::Earlier)
    }

    /// The cells of the table.
    pub(crate) fn cells(&self) -> &[Cell] {
        self.counted.as_deref().map_or(&[], |counted| &counted.cells)
    }

    /// The rows that a frozen report has otherwise than now.
    pub(crate) fn moved(&self) -> &[MovedRow] {
        let frozen = self.counted.as_deref().and_then(|it| it.frozen.as_ref());
        frozen.map_or(&[], |it| &it.moved)
    }

    pub(crate) fn list(&self, section: Section) -> List {
        self.lists.get(section as usize).copied().unwrap_or_default()
    }
}

/// The catalog that names what is shown: of a frozen report the one from then.
pub(crate) fn names(state: &State) -> &Catalog {
    let frozen = state.figures.counted.as_deref().and_then(|it| it.frozen.as_ref());
    frozen.map_or_else(|| state.catalog.as_ref(), |it| it.catalog.as_ref())
}

/// Whether the screen is open, also behind other pages.
pub(crate) fn is_open(state: &State) -> bool {
    state.pages.iter().any(|page| matches!(page, Page::Figures))
}

/// What of it is shown: the frozen report, or what the keys have chosen.
pub(crate) fn scope(state: &State) -> Scope {
    let figures = &state.figures;
    let frozen = figures.frozen.as_deref().and_then(|name| state.settings.frozen_report(name));
    if let Some(frozen) = frozen {
        return frozen.scope;
    }
    let interval = figures.period.interval(state);
    let cut_off = figures.cut_off.unwrap_or_else(|| interval.last().min(state.today));
    Scope { interval, cut_off, studio: figures.studio }
}
