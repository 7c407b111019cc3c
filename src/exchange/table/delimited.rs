//! Text with commas, semicolons or tabs between its cells. Where quotation marks do not match, only
//! their own line is given up: reading goes on behind it, so that no row swallows others in silence.

use super::{
    MAX_ROWS,
    raw::{Broken, RawRow},
};
use crate::domain::text::FORMULA_SIGNS;
use csv::StringRecord;

/// No row has more lines than this; where one seems to, a quotation mark was forgotten. It is also what
/// keeps the time for reading a file in proportion to its length.
const MOST_LINES: usize = 200;
/// How far into a file the separator and the width are looked for.
const LINES_LOOKED_AT: usize = 20;
/// More rows are not read: whoever asks is told that there are too many.
const MOST_ROWS: usize = MAX_ROWS + LINES_LOOKED_AT;

/// The rows of a text.
pub(super) fn rows(text: &str) -> Vec<RawRow> {
    let separator = separator(text);
    let mut reader = Reader::new(text, separator);
    let width = widest(text, separator);
    let mut rows = Vec::new();
    while rows.len() < MOST_ROWS
        && let Some(line) = reader.begin()
    {
        let row = if reader.row(width) {
            RawRow { line, cells: reader.record(), broken: None }
        } else {
            RawRow { line, cells: StringRecord::new(), broken: Some(Broken::Quotes) }
        };
        if !row.is_blank() {
            rows.push(row);
        }
    }
    rows
}

/// Why a row ends where it does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Another one follows.
    More,
    /// It was the last one of its row.
    Last,
    /// Its quotation marks do not match.
    Broken,
}

/// Reads one row after the other; the cells of the last one are at hand until the next.
struct Reader<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    /// The line that it is in, from 1.
    line: usize,
    /// The words of all cells of the row, and where each of them ends.
    words: String,
    ends: Vec<usize>,
    /// Whether a cell of the row has both a line break and what stands between cells in it: it may be the
    /// rest of one row and the beginning of another.
    holds_rows: bool,
}

impl<'t> Reader<'t> {
    const fn new(text: &'t str, separator: u8) -> Self {
        Self {
            text,
            separator,
            at: 0,
            line: 1,
            words: String::new(),
            ends: Vec::new(),
            holds_rows: false,
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Passes the end of a line that stands at a place; where it goes on.
    fn behind_break(&self, at: usize) -> usize {
        let is_pair = self.byte(at) == Some(b'\r') && self.byte(at + 1) == Some(b'\n');
        at + if is_pair { 2 } else { 1 }
    }

    /// Goes to the next line in which something stands, and says which; `None` at the end.
    fn begin(&mut self) -> Option<usize> {
        while matches!(self.byte(self.at)?, b'\n' | b'\r') {
            self.at = self.behind_break(self.at);
            self.line += 1;
        }
        Some(self.line)
    }

    /// Reads a row. One that is broken costs its first line alone, whatever its marks seem to hold.
    fn row(&mut self, width: usize) -> bool {
        let (begin, line) = (self.at, self.line);
        self.words.clear();
        self.ends.clear();
        self.holds_rows = false;
        let is_whole = loop {
            let cell = match self.byte(self.at) {
                Some(b'"') => self.quoted(line),
                _ => self.plain(),
            };
            self.ends.push(self.words.len());
            match cell {
                Cell::More => {}
                Cell::Last => break true,
                Cell::Broken => break false,
            }
        };
        // Two marks that were forgotten may match each other: then the row has the cells of several. A head
        // whose names are broken into lines may have more cells than any row, and holds none.
        let swallows = self.line > line + 1 && self.holds_rows && self.filled() > width;
        if is_whole && !swallows {
            return true;
        }
        let rest = self.text.get(begin..).unwrap_or_default();
        let end = rest.find(['\n', '\r']).map_or(self.text.len(), |at| begin + at);
        self.at = if end < self.text.len() { self.behind_break(end) } else { end };
        self.line = line + 1;
        false
    }

    /// A cell without quotation marks around it: up to the next separator, or the end of the line.
    fn plain(&mut self) -> Cell {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_end = |byte: &u8| *byte == self.separator || matches!(byte, b'\n' | b'\r');
        let length = rest.bytes().position(|byte| is_end(&byte)).unwrap_or(rest.len());
        let cell = rest.get(..length).unwrap_or_default();
        // Marks that open and close within it are words: 他说"好".
        if cell.matches('"').count() % 2 == 1 {
            return Cell::Broken;
        }
        self.words.push_str(cell);
        self.at += length;
        self.closed()
    }

    /// A cell in quotation marks, which may have separators, ends of lines and doubled marks in it.
    fn quoted(&mut self, first_line: usize) -> Cell {
        self.at += 1;
        let begin = self.words.len();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(length) = rest.find(['"', '\n', '\r']) else { return Cell::Broken };
            self.words.push_str(rest.get(..length).unwrap_or_default());
            self.at += length;
            if self.byte(self.at) == Some(b'"') {
                self.at += 1;
                if self.byte(self.at) != Some(b'"') {
                    let cell = self.words.as_bytes().get(begin..).unwrap_or_default();
                    let has_break = cell.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
                    self.holds_rows |= has_break && cell.contains(&self.separator);
                    return self.closed();
                }
                self.words.push('"');
                self.at += 1;
            } else {
                let behind = self.behind_break(self.at);
                self.words.push_str(self.text.get(self.at..behind).unwrap_or_default());
                self.at = behind;
                self.line += 1;
                if self.line - first_line > MOST_LINES {
                    return Cell::Broken;
                }
            }
        }
    }

    /// What stands behind a cell: a separator, the end of the line or that of the file.
    fn closed(&mut self) -> Cell {
        match self.byte(self.at) {
            Some(byte) if byte == self.separator => {
                self.at += 1;
                Cell::More
            }
            Some(b'\n' | b'\r') => {
                self.at = self.behind_break(self.at);
                self.line += 1;
                Cell::Last
            }
            None => Cell::Last,
            Some(_) => Cell::Broken,
        }
    }

    fn cells(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.ends.len()).map(|place| {
            let begin = place.checked_sub(1).and_then(|before| self.ends.get(before));
            let end = self.ends.get(place).copied().unwrap_or_default();
            self.words.get(begin.copied().unwrap_or(0)..end).unwrap_or_default()
        })
    }

    /// How many cells there are up to the last in which something stands.
    fn filled(&self) -> usize {
        self.cells().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1)
    }

    /// The cells, in no more room than they take.
    fn record(&self) -> StringRecord {
        let mut record = StringRecord::with_capacity(self.words.len(), self.ends.len());
        self.cells().for_each(|cell| record.push_field(without_guard(cell)));
        record
    }
}

/// A cell without the apostrophe that keeps spreadsheet programs from taking it for a formula.
fn without_guard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA_SIGNS)).unwrap_or(cell)
}

/// What stands between the cells: whichever the lines at the beginning have most of.
fn separator(text: &str) -> u8 {
    let beginning = || text.split(['\n', '\r']).take(LINES_LOOKED_AT);
    let most = |separator: char| beginning().map(|line| line.matches(separator).count()).max();
    let counted = [(most(','), b','), (most('\t'), b'\t'), (most(';'), b';')];
    counted.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, it)| it)
}

/// How many cells the widest row at the beginning has: as many as the head. Rows of several lines tell
/// nothing, since what is in doubt is whether they are one.
fn widest(text: &str, separator: u8) -> usize {
    let mut reader = Reader::new(text, separator);
    let mut width = 0;
    for _ in 0..LINES_LOOKED_AT {
        let Some(line) = reader.begin() else { break };
        if reader.row(0) && reader.line <= line + 1 {
            width = width.max(reader.filled());
        }
    }
    width
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

    fn broken(text: &str) -> Vec<(usize, bool)> {
        read(text).into_iter().map(|(line, _, is_broken)| (line, is_broken)).collect()
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
        let lost: Vec<usize> =
            broken(&text).into_iter().filter(|row| row.1).map(|row| row.0).collect();
        assert_eq!(lost, [2]);
        assert_eq!(read(&text).len(), 30);
        let told = broken("a,b\n1,x\n2,\"y\n3,z\n");
        assert_eq!(told, [(1, false), (2, false), (3, true), (4, false)]);
    }

    #[test]
    fn two_forgotten_quotation_marks_swallow_nothing_between_them() {
        let text = "n,s,t,u\n1,韶峰,甲,\"abc\n2,韶峰,乙,x\n3,韶峰,丙,\"def\n4,韶峰,丁,y\n";
        let told = broken(text);
        assert_eq!(told, [(1, false), (2, true), (3, false), (4, true), (5, false)]);
        // They match each other, and only the cells of two rows tell.
        let told = broken("n,t,u\n1,\"甲,x\n2,乙\",y,z\n3,丙,w\n");
        assert_eq!(told, [(1, false), (2, true), (3, true), (4, false)]);
    }

    #[test]
    fn a_row_with_proper_marks_may_leave_out_its_last_cells() {
        let rows = read("a,b,c,d\n1,\"x\ny\"\n2,\"他说\"\"好\"\"\",z\n3,他说\"好\",w\n");
        let lines: Vec<(usize, bool)> = rows.iter().map(|row| (row.0, row.2)).collect();
        assert_eq!(lines, [(1, false), (2, false), (4, false), (5, false)]);
        assert_eq!(rows[2].1[1], "他说\"好\"");
        assert_eq!(rows[3].1[1], "他说\"好\"");
    }

    #[test]
    fn a_head_broken_into_lines_may_be_wider_than_every_row() {
        let rows = read("a,b,\"c\n(d)\",\"e\nf\"\n1,x\n2,y,z\n");
        let lines: Vec<(usize, bool)> = rows.iter().map(|row| (row.0, row.2)).collect();
        assert_eq!(lines, [(1, false), (4, false), (5, false)]);
        assert_eq!(rows[0].1, ["a", "b", "c\n(d)", "e\nf"]);
    }

    #[test]
    fn the_apostrophe_before_a_formula_is_no_part_of_the_words() {
        assert_eq!(read("a,b\n'=1+1,'x\n")[1].1, ["=1+1", "'x"]);
    }

    /// Each mark is looked for no further than a row may reach; it took a second for every thousand rows.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test takes the time")]
    fn many_broken_rows_take_no_longer_than_as_many_whole_ones() {
        let text = format!("a,b,c\n{}", "1,x,\"y\"\"\n".repeat(100_000));
        let begin = std::time::Instant::now();
        let rows = rows(&text);
        assert_eq!(rows.iter().filter(|row| row.broken.is_some()).count(), 100_000);
        assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    }
}
