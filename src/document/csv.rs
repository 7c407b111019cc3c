//! A sheet as text with commas, for programs that read nothing else: UTF-8 with a byte order mark, since
//! spreadsheet programs take it for another encoding without one. Cells that would be taken for formulas
//! have an apostrophe before them.

use super::workbook::{Cell, Column, Kind, WorkSheet};
use crate::domain::text::{FORMULA_SIGNS, shown};

/// The bytes of a sheet: head, rows, and sums as numbers.
///
/// # Errors
/// What the writer says; nothing is known to fail.
pub fn csv(sheet: &WorkSheet) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(sheet.columns.iter().map(|column| harmless(&column.heading)))?;
    for cells in &sheet.rows {
        let none = Cell::Empty;
        let row = sheet.columns.iter().enumerate();
        let row = row.map(|(place, column)| words(cells.get(place).unwrap_or(&none), column));
        writer.write_record(row.collect::<Vec<_>>())?;
    }
    if let Some(label) = &sheet.sum {
        writer.write_record(sums(sheet, label))?;
    }
    writer.into_inner().map_err(|fault| fault.into_error().into())
}

fn sums(sheet: &WorkSheet, label: &str) -> Vec<String> {
    let columns = sheet.columns.iter().enumerate();
    let sums = columns.map(|(place, column)| match (column.is_summed, place) {
        (true, _) => words(&Cell::Number(sheet.total(place)), column),
        (false, 0) => harmless(label),
        (false, _) => String::new(),
    });
    sums.collect()
}

fn words(cell: &Cell, column: &Column) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Date(day) => day.to_string(),
        Cell::Number(number) if column.kind == Kind::Percent => format!("{:.1}%", number * 100.0),
        Cell::Number(number) => number.to_string(),
    }
}

/// Words that no program takes for a formula.
fn harmless(text: &str) -> String {
    let text = shown(text);
    if text.starts_with(FORMULA_SIGNS) { format!("'{text}") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_stays_words_and_the_rest_is_as_it_was() {
        let columns = vec![
            Column::new("议题", 10.0, Kind::Text),
            Column::new("资金(万元)", 8.0, Kind::Money).summed(),
        ];
        let rows = ["=HYPERLINK(1)", "@x", "-1", "修路, \"急\""];
        let rows = rows.map(|it| vec![Cell::text(it), Cell::Number(-0.5)]).to_vec();
        let mut sheet = WorkSheet::new("台账", columns, rows);
        sheet.sum = Some("合计".to_owned());
        let text = String::from_utf8(csv(&sheet).unwrap()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "\u{feff}议题,资金(万元)");
        assert_eq!(lines[1], "'=HYPERLINK(1),-0.5");
        assert_eq!(lines[3], "'-1,-0.5");
        assert_eq!(lines[4], "\"修路, \"\"急\"\"\",-0.5");
        assert_eq!(lines[5], "合计,-2");
    }
}
