//! Workbooks of spreadsheet programs: cells as texts, dates as days, numbers as they are meant. What is
//! inflated has a bound, and cells are read one by one, so that no small file takes up the memory.

use super::{
    fault::TableFault,
    raw::{Raw, RawRow},
};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
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
/// The most characters of all cells of a sheet.
const MAX_CELL_BYTES: usize = 256 << 20;

/// The tables of a workbook: of the sheet that is named, or of each in order.
pub(super) fn sheets(bytes: &[u8], named: Option<&str>) -> Result<Vec<Raw>, TableFault> {
    refuse_bombs(bytes, MAX_INFLATED_BYTES)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|_fault| TableFault::BadWorkbook)?;
    let names = book.sheet_names();
    let wanted: Vec<String> = match named {
        Some(named) => names.iter().filter(|it| it.trim() == named.trim()).cloned().collect(),
        None => names.clone(),
    };
    if wanted.is_empty() {
        let named = named.unwrap_or_default().to_owned();
        return Err(TableFault::NoSheet { named, there: names });
    }
    wanted.into_iter().map(|name| sheet(&mut book, name)).collect()
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
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    let mut bytes = 0_usize;
    while let Some(cell) = cells.next_cell().map_err(|_fault| TableFault::BadWorkbook)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if column >= MAX_COLUMNS || text.is_empty() {
            continue;
        }
        bytes = bytes.saturating_add(text.len());
        if bytes > MAX_CELL_BYTES {
            return Err(TableFault::TooLarge { limit_bytes: MAX_INFLATED_BYTES });
        }
        rows.entry(row).or_default().insert(column, text);
    }
    let rows = rows.into_iter().map(|(row, cells)| RawRow {
        line: usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1),
        cells: record(&cells),
        broken: None,
    });
    Ok(Raw { rows: rows.collect(), sheet: Some(name), encoding: None })
}

fn record(cells: &BTreeMap<u32, String>) -> StringRecord {
    let width = cells.last_key_value().map_or(0, |(last, _)| last + 1);
    (0..width).map(|column| cells.get(&column).map_or("", String::as_str)).collect()
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
