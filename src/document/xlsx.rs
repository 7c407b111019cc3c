//! A workbook as the bytes of an XLSX file: A4 landscape fit to the width of the page, the head
//! repeated and frozen, sums as formulas with what they come to. The same workbook is the same bytes.

mod face;
mod names;

use super::workbook::{Cell, Column, MAX_CELL_UNITS, MAX_ROWS, WorkSheet, Workbook};
use crate::domain::text::steers;
use chrono::{Datelike, NaiveDate};
use face::Faces;
use rust_xlsxwriter as writer;
use std::fmt;
use writer::{DocProperties, ExcelDateTime, Formula, IgnoreError, Worksheet};

/// Why a workbook is no XLSX file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XlsxError {
    /// A sheet has more rows than a spreadsheet program reads.
    TooManyRows {
        /// What its tab says.
        sheet: String,
        /// How many it has.
        rows: usize,
    },
    /// The writer refused something else, which says a mistake of this program.
    Writer(String),
}

impl fmt::Display for XlsxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyRows { sheet, rows } => {
                write!(f, "sheet {sheet} has {rows} rows, more than {MAX_ROWS}")
            }
            Self::Writer(fault) => f.write_str(fault),
        }
    }
}

impl std::error::Error for XlsxError {}

impl From<writer::XlsxError> for XlsxError {
    fn from(fault: writer::XlsxError) -> Self {
        Self::Writer(fault.to_string())
    }
}

/// Writes a workbook.
///
/// # Errors
/// [`XlsxError::TooManyRows`]; more than [`MAX_CELL_UNITS`] characters of a cell are cut, with `…`.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = writer::Workbook::new();
    file.set_default_format(&face::body(), face::ROW_PIXELS, face::COLUMN_PIXELS)?;
    let properties = DocProperties::new().set_title(&workbook.title);
    file.set_properties(&properties.set_creation_datetime(&day(workbook.dated)?));
    let faces = Faces::new();
    for (sheet, name) in workbook.sheets.iter().zip(names::tabs(&workbook.sheets)) {
        let page = file.add_worksheet();
        page.set_name(name)?;
        Writing { page, sheet, faces: &faces, head: 0 }.write()?;
    }
    Ok(file.save_to_buffer()?)
}

fn day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |it: u32| u8::try_from(it).unwrap_or(u8::MAX);
    let year = u16::try_from(day.year()).unwrap_or(0);
    Ok(ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?)
}

/// One sheet while it is written.
struct Writing<'a> {
    page: &'a mut Worksheet,
    sheet: &'a WorkSheet,
    faces: &'a Faces,
    /// The row of the head, from 0.
    head: u32,
}

impl Writing<'_> {
    fn write(mut self) -> Result<(), XlsxError> {
        let lines = usize::from(!self.sheet.title.is_empty()) + self.sheet.above.len();
        let rows = lines + self.sheet.table_rows() + self.sheet.below.len();
        if rows > MAX_ROWS {
            return Err(XlsxError::TooManyRows { sheet: self.sheet.name.clone(), rows });
        }
        self.head = number(lines);
        self.lay_out()?;
        self.lines_above()?;
        self.table_head()?;
        for (row, cells) in (self.head + 1..).zip(&self.sheet.rows) {
            self.row(row, cells)?;
        }
        self.sums()?;
        self.lines_below()
    }

    /// The page as it is printed and scrolled.
    fn lay_out(&mut self) -> Result<(), XlsxError> {
        let last = (self.head + number(self.sheet.table_rows()), self.last_column());
        let page = &mut *self.page;
        page.set_paper_size(face::A4).set_landscape().set_print_fit_to_pages(1, 0);
        page.set_margins(0.4, 0.4, 0.6, 0.7, 0.3, 0.3);
        page.set_footer(format!("&C{}", self.sheet.footer));
        page.set_repeat_rows(self.head, self.head)?;
        page.set_freeze_panes(self.head + 1, self.sheet.frozen_columns)?;
        for (place, column) in (0..).zip(&self.sheet.columns) {
            page.set_column_width(place, column.width_digits)?;
        }
        page.ignore_error_range(self.head, 0, last.0, last.1, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.sheet.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    fn lines_above(&mut self) -> Result<(), XlsxError> {
        let title =
            (!self.sheet.title.is_empty()).then_some((&self.sheet.title, &self.faces.title));
        let others = self.sheet.above.iter().map(|line| (line, &self.faces.above));
        for (row, (line, face)) in (0..).zip(title.into_iter().chain(others)) {
            self.across(row, line, face)?;
        }
        if title.is_some() {
            self.page.set_row_height(0, face::TITLE_POINTS)?;
        }
        Ok(())
    }

    fn lines_below(&mut self) -> Result<(), XlsxError> {
        let first = self.head + number(self.sheet.table_rows());
        for (row, line) in (first..).zip(&self.sheet.below) {
            self.across(row, line, &self.faces.below)?;
        }
        Ok(())
    }

    /// A line over all columns.
    fn across(&mut self, row: u32, line: &str, face: &writer::Format) -> Result<(), XlsxError> {
        let line = fitting(line);
        match self.last_column() {
            0 => self.page.write_string_with_format(row, 0, line, face)?,
            last => self.page.merge_range(row, 0, row, last, &line, face)?,
        };
        Ok(())
    }

    fn table_head(&mut self) -> Result<(), XlsxError> {
        for (place, column) in (0..).zip(&self.sheet.columns) {
            let heading = fitting(&column.heading);
            self.page.write_string_with_format(self.head, place, heading, &self.faces.head)?;
        }
        Ok(())
    }

    fn row(&mut self, row: u32, cells: &[Cell]) -> Result<(), XlsxError> {
        let none = Cell::Empty;
        for (place, column) in (0..).zip(&self.sheet.columns) {
            let cell = cells.get(usize::from(place)).unwrap_or(&none);
            self.cell((row, place), column, cell)?;
        }
        Ok(())
    }

    fn cell(&mut self, at: (u32, u16), column: &Column, cell: &Cell) -> Result<(), XlsxError> {
        let (row, place) = at;
        let (words, value) = (&self.faces.words, self.faces.of(column.kind));
        match cell {
            Cell::Empty => self.page.write_blank(row, place, words)?,
            Cell::Text(text) => {
                self.page.write_string_with_format(row, place, fitting(text), words)?
            }
            Cell::Number(it) => self.page.write_number_with_format(row, place, *it, value)?,
            Cell::Date(it) => match day(*it) {
                Ok(day) => {
                    let face = self.faces.of(super::workbook::Kind::Date);
                    self.page.write_datetime_with_format(row, place, &day, face)?
                }
                // A day before the calendar of spreadsheets begins.
                Err(_) => self.page.write_string_with_format(row, place, it.to_string(), words)?,
            },
        };
        Ok(())
    }

    fn sums(&mut self) -> Result<(), XlsxError> {
        let Some(label) = &self.sheet.sum else { return Ok(()) };
        let first = self.head + 1;
        let row = first + number(self.sheet.rows.len());
        for (place, column) in (0..).zip(&self.sheet.columns) {
            if column.is_summed {
                let total = self.sheet.total(usize::from(place)).to_string();
                let formula = sum(place, first, row).set_result(total);
                let face = self.faces.sum_of(column.kind);
                self.page.write_formula_with_format(row, place, formula, face)?;
            } else if place == 0 {
                self.page.write_string_with_format(row, 0, label, &self.faces.sum_words)?;
            } else {
                self.page.write_blank(row, place, &self.faces.sum_words)?;
            }
        }
        Ok(())
    }
}

/// The sum of the rows from `first` up to before `after`; of none, 0.
fn sum(column: u16, first: u32, after: u32) -> Formula {
    if first == after {
        return Formula::new("=SUM(0)");
    }
    let name = names::column(column);
    Formula::new(format!("=SUM({name}{}:{name}{after})", first + 1))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What a cell can hold of some words.
fn fitting(words: &str) -> String {
    let mut units = 0;
    let room = MAX_CELL_UNITS - 1;
    let kept = words.chars().take_while(|it| {
        units += it.len_utf16();
        units <= room
    });
    let kept: String = kept.map(|it| if is_unprintable(it) { ' ' } else { it }).collect();
    if units > room { kept + "…" } else { kept }
}

/// What no XML file may have, or turns the direction of what stands around it.
fn is_unprintable(it: char) -> bool {
    steers(it) && !matches!(it, '\n' | '\t') || matches!(it, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests;
