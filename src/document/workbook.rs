//! A workbook in neutral words: sheets, columns and typed cells. What a cell holds is its type alone:
//! words stay words, whatever they begin with, so that nothing typed or imported becomes a formula.

use chrono::NaiveDate;

/// The most rows that a sheet of a spreadsheet program has, head and sum included.
pub const MAX_ROWS: usize = 1_048_576;
/// The most characters that a cell holds (UTF-16 units, as spreadsheet programs count).
pub const MAX_CELL_UNITS: usize = 32_767;

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// What it is called, in the file's properties.
    pub title: String,
    /// Its day, which the file's properties bear: the same workbook is the same bytes.
    pub dated: NaiveDate,
    /// Its sheets, at least one.
    pub sheets: Vec<WorkSheet>,
}

/// One sheet, from above: title, lines above the table, head, rows, sums, lines below.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkSheet {
    /// What its tab says; characters that no tab may bear are left out, and two are never the same.
    pub name: String,
    /// The title over all columns; may be empty.
    pub title: String,
    /// Lines between title and head, for example the interval.
    pub above: Vec<String>,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, with as many cells as there are columns; what is missing is empty.
    pub rows: Vec<Vec<Cell>>,
    /// What stands before the sums of the columns that have one; `None` for no such row.
    pub sum: Option<String>,
    /// Lines under the table, for example what is counted how.
    pub below: Vec<String>,
    /// How many columns stay where they are when the sheet is scrolled.
    pub frozen_columns: u16,
    /// What stands at the foot of each page; `&P` is its number, `&N` how many there are.
    pub footer: String,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its width, in digits of the body's type; a Chinese character takes two.
    pub width_digits: f64,
    /// What its cells are, unless they are words.
    pub kind: Kind,
    /// Whether it is summed.
    pub is_summed: bool,
}

impl Column {
    /// A column that is not summed.
    pub fn new(heading: impl Into<String>, width_digits: f64, kind: Kind) -> Self {
        Self { heading: heading.into(), width_digits, kind, is_summed: false }
    }

    /// The same column, summed.
    #[must_use]
    pub fn summed(self) -> Self {
        Self { is_summed: true, ..self }
    }
}

/// What the cells of a column are, unless they are words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Words, and numbers that are labels: case numbers, telephones.
    Text,
    /// Days, `yyyy-mm-dd`.
    Date,
    /// Whole numbers.
    Number,
    /// Numbers with one place behind the point, for example a median of days.
    Decimal,
    /// Parts of one, shown as a percentage with one place behind the point.
    Percent,
    /// Money in the unit that the heading says, as exact as it is.
    Money,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing: not known, or nothing to say. Never 0.
    Empty,
    /// Words.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A number; how it is shown is the column's.
    Number(f64),
}

impl Cell {
    /// Words, or nothing where there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// A count.
    pub fn count(number: impl Into<u32>) -> Self {
        Self::Number(f64::from(number.into()))
    }

    /// A day, where it is known.
    pub fn date(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }
}

impl WorkSheet {
    /// A sheet of rows under a head, with nothing above or below.
    pub fn new(name: impl Into<String>, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        Self {
            name: name.into(),
            title: String::new(),
            above: Vec::new(),
            columns,
            rows,
            sum: None,
            below: Vec::new(),
            frozen_columns: 0,
            footer: String::new(),
        }
    }

    /// What a column adds up to; words count nothing, as in a spreadsheet.
    pub fn total(&self, column: usize) -> f64 {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let numbers = cells.map(|cell| if let Cell::Number(it) = cell { *it } else { 0.0 });
        // Hundredths of a fen are noise of the sum, not money.
        (numbers.sum::<f64>() * 1e8).round() / 1e8
    }

    /// The rows that the table takes, head and sum included.
    pub const fn table_rows(&self) -> usize {
        self.rows.len() + 1 + if self.sum.is_some() { 1 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_nothing_in_a_sum_and_fractions_add_up_without_noise() {
        let columns = vec![Column::new("资金(万元)", 10.0, Kind::Money).summed()];
        let cells = [Cell::Number(0.1), Cell::Number(0.2), Cell::text("3"), Cell::Empty];
        let sheet = WorkSheet::new("台账", columns, cells.map(|cell| vec![cell]).to_vec());
        assert!((sheet.total(0) - 0.3).abs() < f64::EPSILON);
    }
}
