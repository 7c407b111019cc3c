//! A table of any length: only the rows on the screen are ever asked for.

mod columns;

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub use self::columns::{Align, Column, Slot, share};
use super::{line, mark_found, scroll_bar, width};
use crate::ui::canvas;
use crate::ui::text;
use crate::ui::theme::{Role, Theme};

/// By which column the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The number of the column among all columns.
    pub column: usize,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// What stands in one column of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// How it looks, where not as running text.
    pub role: Option<Role>,
    /// What of it was looked for, in bytes, in order.
    pub found: Vec<Range<usize>>,
}

impl<'a> Cell<'a> {
    /// Makes a cell of running text.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), role: None, found: Vec::new() }
    }

    /// Marks what of it was looked for.
    #[must_use]
    pub fn found(self, found: Vec<Range<usize>>) -> Self {
        Self { found, ..self }
    }

    /// Gives the cell a look.
    #[must_use]
    pub fn role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }
}

/// A row: a cell for each column, also for those that are not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row<'a> {
    /// The cells, in the order of the columns.
    pub cells: Vec<Cell<'a>>,
    /// Whether somebody has marked it.
    pub marked: bool,
}

/// A table, without its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Table<'a> {
    /// The columns.
    pub columns: &'a [Column<'a>],
    /// How many rows there are.
    pub total: usize,
    /// The first row that is shown; see [`scrolled`](super::scrolled).
    pub offset: usize,
    /// The selected row.
    pub selected: Option<usize>,
    /// Whether the keyboard is here.
    pub focused: bool,
    /// What the rows are sorted by.
    pub sort: Option<Sort>,
    /// What is said where there are no rows.
    pub empty: &'a str,
}

/// What stands before a row that is marked.
pub(crate) const MARK: &str = "*";
/// The cells on the left that hold the mark of a row.
const GUTTER: u16 = 2;

impl Table<'_> {
    /// Where the headings stand, and of which column each is.
    pub fn headings(&self, area: Rect) -> Vec<(Rect, usize)> {
        let row = Rect { height: 1.min(area.height), ..area };
        self.slots(area).into_iter().map(|slot| (slot_area(row, slot), slot.column)).collect()
    }

    /// Draws the table; calls `row` once for each row that is on the screen, in order.
    pub fn draw<'r>(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        theme: &Theme,
        mut row: impl FnMut(usize) -> Row<'r>,
    ) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let slots = self.slots(area);
        self.draw_heading(buffer, area, &slots, theme);
        let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
        if self.total == 0 {
            line(buffer, inset(body), 0, self.empty, theme.style(Role::Dim), theme);
            return;
        }
        let end = self.total.min(self.offset.saturating_add(usize::from(body.height)));
        let scrolls = self.total > usize::from(body.height);
        let row_width = body.width - u16::from(scrolls);
        for (y, index) in (body.top()..body.bottom()).zip(self.offset..end) {
            let area = Rect { y, width: row_width, height: 1, ..body };
            self.draw_row(buffer, area, &slots, theme, (index, &row(index)));
        }
        scroll_bar(buffer, body, (self.offset, self.total), theme);
    }

    /// The columns that are shown; the gutter and the scroll bar are taken off.
    fn slots(&self, area: Rect) -> Vec<Slot> {
        share(self.columns, area.width.saturating_sub(GUTTER + 1))
    }

    fn draw_heading(&self, buffer: &mut Buffer, area: Rect, slots: &[Slot], theme: &Theme) {
        for slot in slots {
            let Some(column) = self.columns.get(slot.column) else { continue };
            let sort = self.sort.filter(|sort| sort.column == slot.column);
            let role = if sort.is_some() { Role::Accent } else { Role::Title };
            let mark = sort.map_or("", |sort| if sort.descending { " v" } else { " ^" });
            let room = slot.width.saturating_sub(width(mark, theme));
            let title = text::truncate(column.title, usize::from(room), theme.ambiguous());
            let heading = format!("{title}{mark}");
            let area = slot_area(area, *slot);
            put_aligned(buffer, area, &heading, theme.style(role), (column.align, theme));
        }
    }

    fn draw_row(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        slots: &[Slot],
        theme: &Theme,
        (index, row): (usize, &Row<'_>),
    ) {
        if row.marked {
            line(buffer, area, 0, MARK, theme.style(Role::Accent), theme);
        }
        let selected = self.selected == Some(index);
        for slot in slots {
            let cell = row.cells.get(slot.column);
            if let (Some(cell), Some(column)) = (cell, self.columns.get(slot.column)) {
                let base = theme.style(cell.role.unwrap_or(Role::Text));
                let area = slot_area(area, *slot);
                put_aligned(buffer, area, &cell.text, base, (column.align, theme));
                mark_found(buffer, area, (&cell.text, &cell.found), theme);
            }
        }
        if selected {
            canvas::tint(buffer, area, theme.selection(self.focused));
        }
    }
}

fn inset(area: Rect) -> Rect {
    let left = GUTTER.min(area.width);
    Rect { x: area.x + left, width: area.width - left, ..area }
}

fn slot_area(row: Rect, slot: Slot) -> Rect {
    let x = row.x.saturating_add(GUTTER).saturating_add(slot.x);
    Rect { x, width: slot.width, height: 1, ..row }.intersection(row)
}

/// Draws a text in its column.
fn put_aligned(
    buffer: &mut Buffer,
    area: Rect,
    text: &str,
    style: Style,
    (align, theme): (Align, &Theme),
) {
    let safe = text::sanitize(text);
    let cut = text::truncate(&safe, usize::from(area.width), theme.ambiguous());
    let free = area.width.saturating_sub(width(&cut, theme));
    let x = if align == Align::Right { area.x + free } else { area.x };
    canvas::put(buffer, (x, area.y), &cut, area.width, style, theme.ambiguous());
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column<'_>; 3] = [
        Column::fixed("编号", 4).right(),
        Column::growing("议题", 6),
        Column::fixed("状态", 6).dropped_at(1),
    ];

    fn drawn(table: &Table<'_>, area: Rect, theme: &Theme) -> (Buffer, Vec<usize>) {
        let mut buffer = Buffer::empty(area);
        let mut asked = Vec::new();
        table.draw(&mut buffer, area, theme, |index| {
            asked.push(index);
            let number = Cell::new(index.to_string());
            let title = Cell::new("市场周边停车难");
            let status = Cell::new("已协商").role(Role::StatusConsulted);
            Row { cells: vec![number, title, status], marked: false }
        });
        (buffer, asked)
    }

    fn lines(buffer: &Buffer) -> Vec<String> {
        let row = |y| (0..buffer.area.width).map(move |x| buffer[(x, y)].symbol()).collect();
        (0..buffer.area.height).map(row).collect()
    }

    fn table() -> Table<'static> {
        let sort = Some(Sort { column: 1, descending: true });
        Table {
            columns: &COLUMNS,
            total: 1_000_000,
            offset: 7,
            selected: Some(9),
            focused: true,
            sort,
            ..Table::default()
        }
    }

    #[test]
    fn only_rows_on_the_screen_are_asked_for() {
        let (buffer, asked) = drawn(&table(), Rect::new(0, 0, 30, 5), &Theme::default());
        assert_eq!(asked, [7, 8, 9, 10]);
        assert_eq!(lines(&buffer)[0].trim_end(), "  编 号  议 题  v          状 态");
        assert!(lines(&buffer)[2].starts_with("     8 市 场 周 边 "));
    }

    #[test]
    fn the_selection_is_seen() {
        let theme = Theme::default();
        let (buffer, _) = drawn(&table(), Rect::new(0, 0, 40, 5), &theme);
        assert_eq!(buffer[(3, 3)].bg, theme.style(Role::Selection).bg.unwrap_or_default());
    }

    #[test]
    fn an_empty_table_says_so() {
        let table = Table { columns: &COLUMNS, empty: "没有议题", ..Table::default() };
        let (buffer, asked) = drawn(&table, Rect::new(0, 0, 30, 4), &Theme::default());
        assert!(asked.is_empty());
        assert_eq!(lines(&buffer)[1].replace(' ', ""), "没有议题");
    }

    #[test]
    fn a_heading_is_where_it_is_drawn() {
        let area = Rect::new(5, 2, 30, 5);
        let headings = table().headings(area);
        let columns: Vec<usize> = headings.iter().map(|(_, column)| *column).collect();
        assert_eq!(columns, [0, 1, 2]);
        assert!(headings.iter().all(|(place, _)| place.y == 2 && place.height == 1));
        assert!(headings[1].0.contains((12, 2).into()) && !headings[1].0.contains((7, 2).into()));
    }
}
