//! How the cells of our workbooks look.

use crate::document::workbook::Kind;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use std::collections::BTreeMap;

/// The number of the paper.
pub(super) const A4: u8 = 9;
/// How high a row is where its text needs no more, in pixels.
pub(super) const ROW_PIXELS: u32 = 20;
/// How wide a column is that says nothing else, in pixels.
pub(super) const COLUMN_PIXELS: u32 = 64;
/// How high the row of the title is, in points.
pub(super) const TITLE_POINTS: f64 = 30.0;

/// The typeface of everything: on every Chinese office machine, and replaced where it is not.
const TYPEFACE: &str = "宋体";
/// The character set of simplified Chinese (GB2312).
const CHARSET: u8 = 134;
const SHADE: u32 = 0x00D9_E1F2;

/// What all cells have.
pub(super) fn body() -> Format {
    Format::new().set_font_name(TYPEFACE).set_font_charset(CHARSET).set_font_size(11)
}

fn boxed() -> Format {
    body().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter)
}

/// How numbers and days are shown.
const fn number_format(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "@",
        Kind::Date => "yyyy-mm-dd",
        Kind::Number => "0",
        Kind::Decimal => "0.0",
        Kind::Percent => "0.0%",
        // As many places as there are: 11, 0.5, 3.25.
        Kind::Money => "General",
    }
}

const KINDS: [Kind; 6] =
    [Kind::Text, Kind::Date, Kind::Number, Kind::Decimal, Kind::Percent, Kind::Money];

/// Every look, made once.
pub(super) struct Faces {
    pub title: Format,
    pub above: Format,
    pub below: Format,
    pub head: Format,
    pub words: Format,
    pub sum_words: Format,
    values: BTreeMap<Kind, Format>,
    sums: BTreeMap<Kind, Format>,
}

impl Faces {
    pub(super) fn new() -> Self {
        let value = |kind: Kind| {
            let side = if kind == Kind::Date { FormatAlign::Center } else { FormatAlign::Right };
            boxed().set_num_format(number_format(kind)).set_align(side)
        };
        let left = |format: Format| format.set_align(FormatAlign::Left).set_text_wrap();
        Self {
            title: body().set_bold().set_font_size(16).set_align(FormatAlign::Center),
            above: body().set_align(FormatAlign::Right),
            below: left(body()),
            head: boxed()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(SHADE),
            words: left(boxed()).set_num_format(number_format(Kind::Text)),
            sum_words: boxed().set_bold().set_align(FormatAlign::Center),
            values: KINDS.map(|kind| (kind, value(kind))).into(),
            sums: KINDS.map(|kind| (kind, value(kind).set_bold())).into(),
        }
    }

    /// How values of a kind look.
    pub(super) fn of(&self, kind: Kind) -> &Format {
        self.values.get(&kind).unwrap_or(&self.words)
    }

    /// How their sum looks.
    pub(super) fn sum_of(&self, kind: Kind) -> &Format {
        self.sums.get(&kind).unwrap_or(&self.sum_words)
    }
}
