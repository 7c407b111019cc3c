//! Text with commas, semicolons or tabs between its cells. Where a quotation mark swallows lines that
//! are rows of their own, only its own line is given up.

use super::raw::{Broken, RawRow};
use csv::{ReaderBuilder, StringRecord};

/// No cell has more lines than this; where one seems to, a quotation mark was forgotten.
const MOST_LINES: usize = 200;
/// How far into a file the separator is looked for.
const LINES_LOOKED_AT: usize = 20;

/// The rows of a text.
pub(super) fn rows(text: &str) -> Vec<RawRow> {
    let separator = separator(text);
    let width = widest(text, separator);
    let mut rows = Vec::new();
    let mut at = Place { byte: 0, line: 1 };
    while let Some(next) = run(text, separator, width, at, &mut rows) {
        at = next;
    }
    rows
}

/// A place in the text: its byte, and the line that it is in, from 1.
#[derive(Clone, Copy)]
struct Place {
    byte: usize,
    line: usize,
}

impl Place {
    /// The same place further on, over everything up to `byte`.
    fn moved_to(self, text: &str, byte: usize) -> Self {
        let bytes = text.as_bytes();
        let passed = bytes.get(self.byte..byte).unwrap_or_default();
        let breaks = (self.byte..).zip(passed).filter(|(at, it)| {
            // A carriage return alone ends a line too.
            **it == b'\n' || (**it == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        });
        Self { byte, line: self.line + breaks.count() }
    }

    /// The same place behind the blank lines that stand there.
    fn behind_breaks(self, text: &str) -> Self {
        let rest = text.as_bytes().get(self.byte..).unwrap_or_default();
        let breaks = rest.iter().take_while(|it| matches!(it, b'\n' | b'\r')).count();
        self.moved_to(text, self.byte + breaks)
    }

    /// The beginning of the next line.
    fn next_line(self, text: &str) -> Self {
        let rest = text.as_bytes().get(self.byte..).unwrap_or_default();
        let length = rest.iter().position(|it| *it == b'\n').map_or(rest.len(), |at| at + 1);
        self.moved_to(text, self.byte + length)
    }
}

/// Reads rows from a place on. Stops behind a line that is broken, and says where to go on.
fn run(
    text: &str,
    separator: u8,
    width: usize,
    from: Place,
    rows: &mut Vec<RawRow>,
) -> Option<Place> {
    let rest = text.get(from.byte..).filter(|rest| !rest.is_empty())?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(rest.as_bytes());
    let mut cells = StringRecord::new();
    let mut at = from;
    loop {
        let is_read = reader.read_record(&mut cells);
        let end = from.byte + usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match is_read {
            Ok(true) => {}
            // What is valid text is never anything else.
            Ok(false) | Err(_) => return None,
        }
        let begin = at.behind_breaks(text);
        let row = text.get(begin.byte..end).unwrap_or_default();
        let after = begin.moved_to(text, end);
        if swallows(row, &cells, width) {
            rows.push(RawRow {
                line: begin.line,
                cells: StringRecord::new(),
                broken: Some(Broken::Quotes),
            });
            return Some(begin.next_line(text));
        }
        rows.push(RawRow { line: begin.line, cells: cells.clone(), broken: None });
        at = after;
    }
}

/// Whether a quotation mark of the row has swallowed what does not belong to it.
fn swallows(row: &str, cells: &StringRecord, width: usize) -> bool {
    let row = row.trim_end_matches(['\r', '\n']);
    let lines = row.matches('\n').count();
    let has_odd_quotes = row.matches('"').count() % 2 == 1;
    let is_other_row = lines > 0 && cells.len() != width;
    (has_odd_quotes && (lines > 0 || cells.len() != width)) || is_other_row || lines > MOST_LINES
}

/// What stands between the cells: whichever the lines at the beginning have most of.
fn separator(text: &str) -> u8 {
    let beginning = || text.lines().take(LINES_LOOKED_AT);
    let most = |separator: char| beginning().map(|line| line.matches(separator).count()).max();
    let counted = [(most(','), b','), (most('\t'), b'\t'), (most(';'), b';')];
    counted.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, it)| it)
}

/// How many cells the widest line at the beginning has: as many as the head.
fn widest(text: &str, separator: u8) -> usize {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let rows = reader.into_records().take(LINES_LOOKED_AT).filter_map(Result::ok);
    let widths: Vec<usize> = rows.map(|row| row.len()).collect();
    // A row with a forgotten quotation mark may be wider: what most have counts.
    let times = |width: usize| widths.iter().filter(|it| **it == width).count();
    widths.iter().copied().max_by_key(|width| (times(*width), *width)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, Vec<String>, bool)> {
        let told = |row: RawRow| {
            let cells = row.cells.iter().map(ToOwned::to_owned).collect();
            (row.line, cells, row.broken.is_some())
        };
        rows(text).into_iter().map(told).collect()
    }

    #[test]
    fn each_separator_is_found() {
        for text in ["编号,议题\n1,a", "编号;议题\n1;a", "编号\t议题\n1\ta"] {
            let rows = read(text);
            assert_eq!(rows[1], (2, vec!["1".to_owned(), "a".to_owned()], false), "{text}");
        }
    }

    #[test]
    fn the_line_of_a_row_is_that_of_the_file() {
        let rows = read("a,b\r\n\r\n1,\"x\r\ny\"\r\n2,z\r\n");
        let lines: Vec<usize> = rows.iter().map(|row| row.0).collect();
        assert_eq!(lines, [1, 3, 5]);
        assert_eq!(rows[1].1[1], "x\r\ny");
    }

    #[test]
    fn each_end_of_a_line_counts_once() {
        for end in ["\n", "\r\n", "\r"] {
            let rows = read(&["a,b", "1,x", "2,y", ""].join(end));
            let lines: Vec<usize> = rows.iter().map(|row| row.0).collect();
            assert_eq!(lines, [1, 2, 3], "{end:?}");
        }
    }

    #[test]
    fn a_forgotten_quotation_mark_costs_its_own_line_alone() {
        let more: Vec<String> = (2..30).map(|n| format!("{n},\"q\",r")).collect();
        let text = format!("a,b,c\n1,\"x,y\n{}\n", more.join("\n"));
        let rows = read(&text);
        let broken: Vec<usize> = rows.iter().filter(|row| row.2).map(|row| row.0).collect();
        assert_eq!(broken, [2]);
        assert_eq!(rows.len(), 30);
        let rows = read("a,b\n1,x\n2,\"y\n3,z\n");
        let told: Vec<(usize, bool)> = rows.iter().map(|row| (row.0, row.2)).collect();
        assert_eq!(told, [(1, false), (2, false), (3, true), (4, false)]);
    }
}
