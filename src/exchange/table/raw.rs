//! A table before anybody knows what it is about: rows of texts with the places where they stand.

use csv::StringRecord;

/// The rows of a file or of a sheet, the head and what stands above it among them.
pub(super) struct Raw {
    pub(super) rows: Vec<RawRow>,
    /// The name of the sheet they stand on.
    pub(super) sheet: Option<String>,
    /// What the text was written in.
    pub(super) encoding: Option<&'static str>,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(super) struct RawRow {
    /// The line of the file on which it begins, or the number that the sheet shows, from 1.
    pub(super) line: usize,
    pub(super) cells: StringRecord,
    /// Why its cells cannot be told apart, if so.
    pub(super) broken: Option<Broken>,
}

/// Why the cells of a row cannot be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Broken {
    /// A quotation mark is not closed, or stands where it swallows other cells.
    Quotes,
    /// The line is not JSON.
    NotJson,
    /// The line is JSON, and no object of texts, numbers and lists of texts.
    NotARow,
}

impl RawRow {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.broken.is_none() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}
