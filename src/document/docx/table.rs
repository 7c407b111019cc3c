//! Tables: repeated header rows, no row split over two pages.

use super::{
    paragraph::{Ink, paragraph, runs},
    xml::{Element, element, valued},
};
use crate::document::{
    phrase::Phrase,
    sheet::{Align, Cell, Page, Row, Table},
};

/// Millimetres in twentieths of a point.
pub(super) fn twips(millimetres: u16) -> u32 {
    // One millimetre is 1440 / 25.4 twips.
    (u32::from(millimetres) * 14_400 + 127) / 254
}

/// A line of a table: its width in eighths of a point.
fn line(side: &'static str, width: u32) -> Element {
    element(side)
        .with("w:val", "single")
        .with("w:sz", width)
        .with("w:space", 0)
        .with("w:color", "000000")
}

/// A table over the whole width of the page.
pub(super) fn table(table: &Table, page: Page, ink: Ink<'_>) -> Element {
    let widths = widths(&table.columns, twips(page.width_mm()));
    let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
    let borders = sides.map(|side| line(side, 4));
    let properties = element("w:tblPr")
        .child(width("w:tblW", widths.iter().sum()))
        .child(element("w:tblBorders").children(borders))
        .child(valued_type("w:tblLayout", "fixed"))
        .child(margins());
    let rows = table.rows.iter().enumerate().map(|(number, it)| {
        let made = row(it, number < table.header_rows, &widths, ink);
        let is_held = table.is_kept && number + 1 < table.rows.len();
        if is_held { made.kept_with_next() } else { made }
    });
    element("w:tbl").child(properties).child(grid(&widths)).children(rows)
}

fn valued_type(name: &'static str, kind: &str) -> Element {
    element(name).with("w:type", kind)
}

fn width(name: &'static str, twips: u32) -> Element {
    element(name).with("w:w", twips).with("w:type", "dxa")
}

/// The space between the words of a cell and its lines.
fn margins() -> Element {
    element("w:tblCellMar")
        .child(width("w:top", 28))
        .child(width("w:left", 57))
        .child(width("w:bottom", 28))
        .child(width("w:right", 57))
}

fn grid(widths: &[u32]) -> Element {
    let columns = widths.iter().map(|width| element("w:gridCol").with("w:w", width));
    element("w:tblGrid").children(columns)
}

/// The widths of columns by their shares; they add up to the whole.
fn widths(shares: &[u16], whole: u32) -> Vec<u32> {
    let total: u32 = shares.iter().copied().map(u32::from).sum::<u32>().max(1);
    let mut seen = 0;
    let mut used = 0;
    let mut widths = Vec::with_capacity(shares.len());
    for share in shares {
        seen += u32::from(*share);
        let end = whole * seen / total;
        widths.push(end - used);
        used = end;
    }
    widths
}

fn row(row: &Row, is_header: bool, widths: &[u32], ink: Ink<'_>) -> Element {
    let height = valued("w:trHeight", twips(row.height_mm)).with("w:hRule", "atLeast");
    let mut properties = element("w:trPr").child(element("w:cantSplit")).child(height);
    if is_header {
        properties = properties.child(element("w:tblHeader"));
    }
    let mut first = 0;
    let cells = row.cells.iter().map(|it| {
        let columns = usize::from(it.span.max(1));
        let width = widths.iter().skip(first).take(columns).sum();
        first += columns;
        cell(it, width, ink)
    });
    element("w:tr").child(properties).children(cells.collect::<Vec<_>>())
}

fn cell(cell: &Cell, wide: u32, ink: Ink<'_>) -> Element {
    let mut properties = element("w:tcPr").child(width("w:tcW", wide));
    if cell.span > 1 {
        properties = properties.child(valued("w:gridSpan", cell.span));
    }
    properties = properties.child(valued("w:vAlign", "center"));
    let style = if cell.is_label { "TableLabel" } else { "TableText" };
    let empty = [Phrase::empty()];
    let phrases = if cell.phrases.is_empty() { &empty[..] } else { &cell.phrases };
    let paragraphs =
        phrases.iter().map(|phrase| paragraph(style, [alignment(cell.align)], runs(phrase, ink)));
    element("w:tc").child(properties).children(paragraphs)
}

/// Where a paragraph stands.
pub(super) fn alignment(align: Align) -> Element {
    valued(
        "w:jc",
        match align {
            Align::Left => "left",
            Align::Centre => "center",
            Align::Right => "right",
        },
    )
}
