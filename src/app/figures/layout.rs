//! Where the parts of the figures screen stand, shared by drawing, keys and mouse.

use super::{Section, Tab};
use crate::app::layout::layout;
use crate::app::state::State;
use ratatui::layout::Rect;

/// The width from which everything stands side by side, and the height that it needs.
const SIDE_BY_SIDE: (u16, u16) = (140, 34);
/// The height from which the totals are drawn large.
const TALL: u16 = 20;
/// The rows of a total: three of digits and one of words.
const TILE_ROWS: u16 = 4;
/// The least width of a total that is drawn large.
const TILE_CELLS: u16 = 24;

/// The areas of the screen; those that are not shown are empty.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Parts {
    pub(crate) head: Rect,
    pub(crate) tiles: Rect,
    pub(crate) tile_columns: usize,
    /// Whether the totals are drawn in large digits.
    pub(crate) is_large: bool,
    pub(crate) rates: Rect,
    /// The names of what can be shown below, where only one is.
    pub(crate) tabs: Rect,
    pub(crate) is_tabbed: bool,
    pub(crate) more: Rect,
    pub(crate) table: Rect,
    pub(crate) chart: Rect,
    pub(crate) waits: Rect,
    pub(crate) frozen: Rect,
}

impl Parts {
    pub(crate) const fn of(&self, section: Section) -> Rect {
        match section {
            Section::Tiles => self.tiles,
            Section::Rates => self.rates,
            Section::More => self.more,
            Section::Table => self.table,
            Section::Chart => self.chart,
            Section::Waits => self.waits,
            Section::Frozen => self.frozen,
        }
    }

    /// How many rows of a section can be seen; the table has a head, and side by side all have a title.
    pub(crate) fn visible_rows(&self, section: Section) -> usize {
        match section {
            Section::Tiles | Section::Rates => usize::MAX,
            _ => usize::from(self.of(section).height).saturating_sub(self.titles(section)),
        }
    }

    /// How many rows of a section are no rows of it: its title, and the head of the table.
    pub(crate) const fn titles(&self, section: Section) -> usize {
        match section {
            Section::Tiles | Section::Rates => 0,
            Section::Table if self.is_tabbed => 1,
            Section::Table => 2,
            _ if self.is_tabbed => 0,
            _ => 1,
        }
    }
}

/// Lays the screen out.
pub(crate) fn parts(state: &State) -> Parts {
    let body = layout(state).body;
    let (width, height) = (body.width, body.height);
    if width >= SIDE_BY_SIDE.0 && height >= SIDE_BY_SIDE.1 {
        return side_by_side(body);
    }
    let is_large = height >= TALL && width >= TILE_CELLS * 3;
    let tile_columns: u16 = if width >= 54 { 3 } else { 2 };
    let tile_rows = 6_u16.div_ceil(tile_columns);
    let head = Rect { height: 1.min(height), ..body };
    let below = |above: Rect, rows: u16| {
        let y = above.bottom().min(body.bottom());
        Rect { y, height: rows.min(body.bottom() - y), ..body }
    };
    let tiles = below(head, tile_rows * if is_large { TILE_ROWS } else { 1 });
    let rates = below(tiles, 2);
    let tabs = below(rates, 1);
    let rest = below(tabs, u16::MAX);
    let mut parts = Parts {
        head,
        tiles,
        tile_columns: usize::from(tile_columns),
        is_large,
        rates,
        tabs,
        is_tabbed: true,
        ..Parts::default()
    };
    match state.figures.tab {
        Tab::Table => parts.table = rest,
        Tab::Chart => parts.chart = rest,
        Tab::More => parts.more = rest,
        Tab::Waits => parts.waits = rest,
        Tab::Frozen => parts.frozen = rest,
    }
    parts
}

/// Three columns: the totals and what they are made of, the table, and chart, waiting times and frozen
/// reports below each other.
fn side_by_side(body: Rect) -> Parts {
    let head = Rect { height: 1, ..body };
    let (y, height) = (body.y + 1, body.height - 1);
    let left = TILE_CELLS * 2 - 4;
    let right = (body.width - left) * 9 / 20;
    let middle = body.width - left - right;
    let tiles = Rect { x: body.x, y, width: left - 1, height: TILE_ROWS * 3 };
    let rates = Rect { y: tiles.bottom(), height: 2, ..tiles };
    let more = Rect { y: rates.bottom(), height: height - TILE_ROWS * 3 - 2, ..tiles };
    let table = Rect { x: body.x + left, y, width: middle - 1, height };
    let column = Rect { x: body.x + left + middle, width: right, y, height };
    let chart_rows = (height / 3).clamp(8, 16);
    let waits_rows = 13.min(height - chart_rows);
    let chart = Rect { height: chart_rows, ..column };
    let waits = Rect { y: chart.bottom(), height: waits_rows, ..column };
    let frozen = Rect { y: waits.bottom(), height: height - chart_rows - waits_rows, ..column };
    Parts {
        head,
        tiles,
        tile_columns: 2,
        is_large: true,
        rates,
        tabs: Rect::default(),
        is_tabbed: false,
        more,
        table,
        chart,
        waits,
        frozen,
    }
}
