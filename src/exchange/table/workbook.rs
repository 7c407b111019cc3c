//! Workbooks of spreadsheet programs: cells as texts, dates as days, numbers as they are meant. What is
//! inflated has a bound, and cells are read one by one, so that no small file takes up the memory.

use super::{
    MAX_ROWS, UnreadSheet,
    fault::TableFault,
    raw::{Raw, RawRow},
};
use calamine::{DataRef, ExcelDateTime, Reader, Sheet, SheetType, SheetVisible, Xlsx};
use csv::StringRecord;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// The most bytes that a workbook may have once it is inflated.
pub const MAX_INFLATED_BYTES: u64 = 512 << 20;
/// The most parts of a workbook.
const MAX_PARTS: usize = 4_096;
/// Columns beyond these are not looked at.
const MAX_COLUMNS: u32 = 256;
/// The most bytes that the cells of a sheet take while they are read.
const MAX_CELL_BYTES: usize = 512 << 20;
/// What a cell takes beside its characters, in bytes.
const CELL_BYTES: usize = 16;

/// A workbook whose sheets are read one by one: whoever finds what they look for on the first reads no
/// other.
pub(super) struct Sheets<'b> {
    book: Xlsx<Cursor<&'b [u8]>>,
    wanted: std::vec::IntoIter<String>,
    hidden: Vec<String>,
}

impl Sheets<'_> {
    /// The sheets that nobody has read, with how many rows of each hold something.
    pub(super) fn unread(&mut self) -> Vec<UnreadSheet> {
        let names: Vec<String> = self.wanted.by_ref().collect();
        let counted = names.into_iter().map(|name| {
            let rows = rows_of(&mut self.book, &name);
            UnreadSheet { name, rows }
        });
        counted.collect()
    }

    /// Whether nobody sees a sheet, such as one with the words of a list.
    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.hidden.iter().any(|it| it == name)
    }
}

/// How many rows of a sheet hold something; of one that is damaged, of what can be read.
fn rows_of(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> usize {
    let (mut rows, mut last) = (0, None);
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return rows };
    while let Ok(Some(cell)) = cells.next_cell() {
        let row = Some(cell.get_position().0);
        if row != last && !text(cell.get_value()).trim().is_empty() {
            rows += 1;
            last = row;
        }
    }
    rows
}

/// The sheets of a workbook that have cells: the one that is named, or each in order.
pub(super) fn sheets<'b>(bytes: &'b [u8], named: Option<&str>) -> Result<Sheets<'b>, TableFault> {
    refuse_bombs(bytes, MAX_INFLATED_BYTES)?;
    let book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|_fault| TableFault::BadWorkbook)?;
    // Sheets of charts, macros and dialogs have no cells to read.
    let has_cells = |it: &&Sheet| it.typ == SheetType::WorkSheet;
    let there = book.sheets_metadata().iter().filter(has_cells).map(|it| it.name.clone());
    let there: Vec<String> = there.collect();
    let is_wanted = |name: &&String| named.is_none_or(|named| name.trim() == named.trim());
    let wanted: Vec<String> = there.iter().filter(is_wanted).cloned().collect();
    if let (true, Some(named)) = (wanted.is_empty(), named) {
        return Err(TableFault::NoSheet { named: named.to_owned(), there });
    }
    let is_hidden = |it: &&Sheet| it.visible != SheetVisible::Visible;
    let hidden = book.sheets_metadata().iter().filter(is_hidden).map(|it| it.name.clone());
    let hidden = hidden.collect();
    Ok(Sheets { book, wanted: wanted.into_iter(), hidden })
}

impl Iterator for Sheets<'_> {
    type Item = Result<Raw, TableFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let name = self.wanted.next()?;
        Some(sheet(&mut self.book, name))
    }
}

/// Inflates every part once and counts: what a directory says about itself may be a lie.
fn refuse_bombs(bytes: &[u8], limit_bytes: u64) -> Result<(), TableFault> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_fault| TableFault::BadWorkbook)?;
    if archive.len() > MAX_PARTS {
        return Err(TableFault::TooLarge { limit_bytes });
    }
    let mut left = limit_bytes;
    let mut buffer = vec![0; 64 << 10];
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|_fault| TableFault::BadWorkbook)?;
        loop {
            let read = part.read(&mut buffer).map_err(|_fault| TableFault::BadWorkbook)?;
            if read == 0 {
                break;
            }
            let read = u64::try_from(read).unwrap_or(u64::MAX);
            left = left.checked_sub(read).ok_or(TableFault::TooLarge { limit_bytes })?;
        }
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: String) -> Result<Raw, TableFault> {
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_fault| TableFault::BadWorkbook)?;
    let mut rows = Rows::default();
    while let Some(cell) = cells.next_cell().map_err(|_fault| TableFault::BadWorkbook)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if column < MAX_COLUMNS && !text.is_empty() {
            rows.put(row, column, text)?;
        }
    }
    Ok(Raw { rows: rows.finish(), sheet: Some(name), encoding: None })
}

/// The rows of a sheet while it is read, the last of them still open.
#[derive(Default)]
struct Rows {
    done: BTreeMap<u32, StringRecord>,
    at: u32,
    open: BTreeMap<u32, String>,
    bytes: usize,
}

impl Rows {
    fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), TableFault> {
        if row != self.at {
            self.close();
            self.at = row;
            // Cells that are out of their order belong to a row that was closed.
            for (column, cell) in (0..).zip(self.done.remove(&row).iter().flatten()) {
                self.open.insert(column, cell.to_owned());
            }
        }
        self.bytes = self.bytes.saturating_add(text.len() + CELL_BYTES);
        if self.bytes > MAX_CELL_BYTES {
            return Err(TableFault::TooLarge { limit_bytes: MAX_INFLATED_BYTES });
        }
        if self.done.len() > MAX_ROWS + super::head::ROWS_LOOKED_AT {
            return Err(TableFault::TooManyRows { limit: MAX_ROWS });
        }
        self.open.insert(column, text);
        Ok(())
    }

    fn close(&mut self) {
        let cells = std::mem::take(&mut self.open);
        if !cells.is_empty() {
            self.done.insert(self.at, record(&cells));
        }
    }

    fn finish(mut self) -> Vec<RawRow> {
        self.close();
        let rows = self.done.into_iter().map(|(row, cells)| RawRow {
            line: usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1),
            cells,
            broken: None,
        });
        rows.collect()
    }
}

fn record(cells: &BTreeMap<u32, String>) -> StringRecord {
    let width = cells.last_key_value().map_or(0, |(last, _)| last + 1);
    let bytes = cells.values().map(String::len).sum();
    let mut record = StringRecord::with_capacity(bytes, usize::try_from(width).unwrap_or(0));
    for column in 0..width {
        record.push_field(cells.get(&column).map_or("", String::as_str));
    }
    record
}

/// A cell as a person reads it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => self::number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => if *truth { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(time) => moment(*time),
        // `2023-06-03T00:00:00` is a day.
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number without the `.0` that it is stored with, and without the digits that a sum of binary
/// fractions leaves behind.
fn number(number: f64) -> String {
    let rounded = format!("{number:.10}");
    let plain = rounded.trim_end_matches('0').trim_end_matches('.');
    if plain.is_empty() || plain == "-0" { "0".to_owned() } else { plain.to_owned() }
}

/// A day, a day with its time, or a time of day.
fn moment(time: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
    let has_day = time.as_f64() >= 1.0 && !time.is_duration();
    let has_time = (hour, minute) != (0, 0) || !has_day;
    match (has_day, has_time) {
        (true, false) => format!("{year:04}-{month:02}-{day:02}"),
        (true, true) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        (false, _) => format!("{hour:02}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    #[test]
    fn what_inflates_without_end_is_refused_before_it_is_read() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).unwrap();
        archive.write_all(&vec![b' '; 4 << 20]).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 64 << 10, "the bomb is no bomb");
        let limit_bytes = 2 << 20;
        assert_eq!(refuse_bombs(&bytes, limit_bytes), Err(TableFault::TooLarge { limit_bytes }));
        assert_eq!(refuse_bombs(&bytes, 8 << 20), Ok(()));
    }

    #[test]
    fn numbers_are_written_as_they_are_meant() {
        for (stored, meant) in [
            (13_912_345_678.0, "13912345678"),
            (0.1 + 0.2, "0.3"),
            (11.0, "11"),
            (-0.0, "0"),
            (2.5, "2.5"),
        ] {
            assert_eq!(number(stored), meant);
        }
    }
}
