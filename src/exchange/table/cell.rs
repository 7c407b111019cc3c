//! Reads the cells of one row; everything that is wrong with them is gathered, and everything they say
//! in a form that does not depend on how it was written.

mod form;

use self::form::{SEPARATORS, dated, in_ten_thousands, is_nothing, outside_brackets};
use super::{
    fault::{Problem, RowFault},
    head::{Head, HeadColumn},
    raw::RawRow,
    word::Spoken,
};
use crate::domain::{
    amount::{Amount, AmountFault},
    date::DateSpan,
    refusal::Field,
    text::{TextFault, clean_block, clean_line, fold_width},
};
use crate::exchange::decode::UNREADABLE;
use chrono::{NaiveDate, NaiveTime};

/// The most characters of a cell that are told.
const TOLD_CHARS: usize = 40;
/// What spreadsheet programs write where a formula came to nothing.
const NOT_WORKED_OUT: &[&str] = &[
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
];

/// The cells of one row.
pub(super) struct Cells<'t> {
    head: &'t Head,
    row: &'t RawRow,
    today: NaiveDate,
    encoding: &'static str,
    /// What the cells say: the field, and its value in one form.
    said: Vec<(&'static str, String)>,
    faults: Vec<RowFault>,
}

/// What a column that is a day, or yes or no, says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOrYes {
    On(DateSpan),
    Yes,
    No,
}

impl<'t> Cells<'t> {
    pub(super) fn new(
        head: &'t Head,
        row: &'t RawRow,
        today: NaiveDate,
        encoding: Option<&'static str>,
    ) -> Self {
        let encoding = encoding.unwrap_or("UTF-8");
        let mut cells = Self { head, row, today, encoding, said: Vec::new(), faults: Vec::new() };
        cells.look_over();
        cells
    }

    /// What is wrong with the row, before anything in it is read.
    fn look_over(&mut self) {
        if let Some(broken) = self.row.broken {
            return self.fault(None, "", Problem::Broken(broken));
        }
        let columns = self.head.columns.len();
        let surplus = self.row.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty());
        if surplus {
            let cells = self.row.cells.len();
            self.fault(None, "", Problem::TooManyCells { cells, head: columns });
        }
        for (cell, column) in self.row.cells.iter().zip(&self.head.columns) {
            if column.column.is_some() && NOT_WORKED_OUT.contains(&cell.trim()) {
                self.fault(Some(column.name.clone()), cell, Problem::NotWorkedOut);
            }
            let at = cell.trim().chars().position(|it| it == UNREADABLE);
            if let (Some(at), Some(_)) = (at, column.column) {
                let problem = Problem::Unreadable { at: at + 1, encoding: self.encoding };
                self.fault(Some(column.name.clone()), cell, problem);
            }
        }
    }

    /// The line of the row.
    pub(super) const fn line(&self) -> usize {
        self.row.line
    }

    /// Whether nothing is wrong so far.
    pub(super) const fn is_fine(&self) -> bool {
        self.faults.is_empty()
    }

    /// What is wrong, and what the cells say in order of the fields.
    pub(super) fn finish(mut self) -> (Vec<RowFault>, Vec<(&'static str, String)>) {
        self.said.sort();
        (self.faults, self.said)
    }

    fn fault(&mut self, column: Option<String>, found: &str, what: Problem) {
        let found: String = found.trim().chars().filter(|c| !c.is_control()).collect();
        let cut = found.chars().count() > TOLD_CHARS;
        let mut told: String = found.chars().take(TOLD_CHARS).collect();
        if cut {
            told.push('…');
        }
        // One thing wrong with a cell is enough: whatever else follows from it.
        let is_told = column.is_some() && self.faults.iter().any(|it| it.column == column);
        if !is_told {
            self.faults.push(RowFault { column, found: told, what });
        }
    }

    /// Something is wrong with the cell of a field.
    pub(super) fn wrong(&mut self, field: &str, what: Problem) {
        let (name, found) = match self.head.at(field) {
            Some((at, column)) => (Some(column.name.clone()), self.row.cells.get(at)),
            None => (None, None),
        };
        let what = match (&name, what, self.head.kind.column(field)) {
            (None, Problem::Missing, Some(column)) => Problem::NoColumn { column },
            (_, what, _) => what,
        };
        let found = found.unwrap_or_default().to_owned();
        self.fault(name, &found, what);
    }

    /// Something is wrong with the row as a whole.
    pub(super) fn wrong_row(&mut self, what: Problem) {
        self.fault(None, "", what);
    }

    /// The cell of a field, when something stands there that can be read.
    fn cell(&self, field: &str) -> Option<(&'t str, &'t HeadColumn)> {
        let (at, column) = self.head.at(field)?;
        let text = self.row.cells.get(at)?.trim();
        (!text.is_empty() && !text.contains(UNREADABLE)).then_some((text, column))
    }

    /// The same, where `无` and `—` say that there is nothing.
    fn value(&self, field: &str) -> Option<(&'t str, &'t HeadColumn)> {
        self.cell(field).filter(|(text, _)| !is_nothing(text))
    }

    fn say(&mut self, field: &'static str, value: impl Into<String>) {
        self.said.push((field, value.into()));
    }

    /// What a field is called in this file.
    pub(super) fn called(&self, field: &str) -> &'t str {
        self.head.at(field).map_or("", |(_, column)| column.name.as_str())
    }

    /// What stands in a field, as it stands there; empty where nothing does.
    pub(super) fn shown(&self, field: &str) -> &'t str {
        self.cell(field).map_or("", |(text, _)| text)
    }

    /// Whether the table has a column for a field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.head.has(field)
    }

    /// A text of one line; empty where there is none.
    pub(super) fn line_of(&mut self, field: &'static str, piece: Field, limit: usize) -> String {
        let Some((text, _)) = self.cell(field) else { return String::new() };
        // Spreadsheets break long lines within a cell.
        let joined = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
        self.text(field, piece, clean_line(&joined, limit))
    }

    /// The same for what stands for nothing where people write `无`.
    pub(super) fn name_of(&mut self, field: &'static str, piece: Field, limit: usize) -> String {
        match self.value(field) {
            Some(_) => self.line_of(field, piece, limit),
            None => String::new(),
        }
    }

    /// A text that may have several lines; empty where there is none.
    pub(super) fn block(&mut self, field: &'static str, piece: Field, limit: usize) -> String {
        let Some((text, _)) = self.cell(field) else { return String::new() };
        self.text(field, piece, clean_block(text, limit))
    }

    fn text(
        &mut self,
        field: &'static str,
        piece: Field,
        cleaned: Result<String, TextFault>,
    ) -> String {
        match cleaned {
            Ok(text) => {
                self.say(field, text.clone());
                text
            }
            Err(TextFault::Empty) => String::new(),
            Err(fault) => {
                self.wrong(field, Problem::Text { field: piece, fault });
                String::new()
            }
        }
    }

    /// A text that has to be there.
    pub(super) fn needed(&mut self, field: &'static str, piece: Field, limit: usize) -> String {
        let before = self.faults.len();
        let text = self.line_of(field, piece, limit);
        if text.is_empty() && self.faults.len() == before {
            self.wrong(field, Problem::Missing);
        }
        text
    }

    /// A day, a month, a year or a range.
    pub(super) fn span(&mut self, field: &'static str) -> Option<DateSpan> {
        let (text, _) = self.value(field)?;
        match self.date(text) {
            Ok(span) => {
                self.say(field, span.to_string());
                Some(span)
            }
            Err(problem) => {
                self.wrong(field, problem);
                None
            }
        }
    }

    /// Several of them with `、` between them, in order, each once.
    pub(super) fn spans(&mut self, field: &'static str) -> Vec<DateSpan> {
        let Some((text, _)) = self.value(field) else { return Vec::new() };
        // `June 3, 2023` is one day: only what is none as a whole is taken apart.
        let read = self.date(text).map(|span| vec![span]).or_else(|problem| {
            let parts = text.split(SEPARATORS).map(str::trim).filter(|it| !it.is_empty());
            let parts: Vec<&str> = parts.collect();
            if parts.len() < 2 {
                return Err(problem);
            }
            parts.into_iter().map(|part| self.date(part)).collect::<Result<Vec<_>, _>>()
        });
        match read {
            Ok(mut spans) => {
                spans.sort_unstable();
                spans.dedup();
                let told: Vec<String> = spans.iter().map(ToString::to_string).collect();
                self.say(field, told.join("、"));
                spans
            }
            Err(problem) => {
                self.wrong(field, problem);
                Vec::new()
            }
        }
    }

    /// Reads a date; the time that a spreadsheet puts behind it is left out.
    fn date(&self, text: &str) -> Result<DateSpan, Problem> {
        let span = match dated(text, self.today) {
            Ok(span) => span,
            Err(fault) => {
                let folded = fold_width(text);
                let day = folded.split_once([' ', 'T']);
                let is_time =
                    |time: &str| time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
                match day {
                    Some((day, time)) if is_time(time) => return self.date(day),
                    _ => return Err(fault),
                }
            }
        };
        Ok(span)
    }

    /// Single days with `、` between them.
    pub(super) fn days(&mut self, field: &'static str) -> Vec<NaiveDate> {
        let spans = self.spans(field);
        if spans.iter().all(|span| span.first() == span.last()) {
            return spans.into_iter().map(DateSpan::last).collect();
        }
        self.wrong(field, Problem::NotADay);
        Vec::new()
    }

    /// A day, or yes or no.
    pub(super) fn date_or_yes(&mut self, field: &'static str) -> Option<DateOrYes> {
        let (text, _) = self.value(field)?;
        let folded = fold_width(text).to_lowercase();
        let answer = match folded.trim() {
            "是" | "已受理" | "受理" | "已" | "√" | "✓" | "y" | "yes" | "true" | "1" => {
                DateOrYes::Yes
            }
            "否" | "未受理" | "未" | "待受理" | "×" | "x" | "n" | "no" | "false" | "0" => {
                DateOrYes::No
            }
            _ => return self.span(field).map(DateOrYes::On),
        };
        self.say(field, if answer == DateOrYes::Yes { "yes" } else { "no" });
        Some(answer)
    }

    /// A time of day.
    pub(super) fn time(&mut self, field: &'static str) -> Option<NaiveTime> {
        let (text, _) = self.value(field)?;
        let folded = fold_width(text);
        // A day may stand before it.
        let last = folded.split_whitespace().next_back().unwrap_or_default();
        let read = ["%H:%M", "%H:%M:%S"]
            .iter()
            .find_map(|form| NaiveTime::parse_from_str(last, form).ok());
        match read {
            Some(time) => self.say(field, time.format("%H:%M").to_string()),
            None => self.wrong(field, Problem::Time),
        }
        read
    }

    /// Money; a number without a unit under `资金(万元)` counts in tens of thousands.
    pub(super) fn money(&mut self, field: &'static str) -> Option<Amount> {
        let (text, column) = self.value(field)?;
        let read =
            if column.in_ten_thousands { in_ten_thousands(text) } else { Amount::parse(text) };
        self.amount(field, read)
    }

    fn amount(&mut self, field: &'static str, read: Result<Amount, AmountFault>) -> Option<Amount> {
        match read {
            Ok(amount) => {
                self.say(field, amount.plain());
                Some(amount)
            }
            Err(fault) => {
                self.wrong(field, Problem::Amount(fault));
                None
            }
        }
    }

    /// A number of heads.
    pub(super) fn count(&mut self, field: &'static str) -> Option<u32> {
        let (text, _) = self.value(field)?;
        let folded = fold_width(text);
        let digits = folded.trim().trim_end_matches(['人', '次', '家', '个']);
        let count = digits.trim().parse::<u32>().ok();
        match count {
            Some(count) => self.say(field, count.to_string()),
            None => self.wrong(field, Problem::Count),
        }
        count
    }

    /// One of some words.
    pub(super) fn word<W: Spoken>(&mut self, field: &'static str) -> Option<W> {
        let (text, _) = self.value(field)?;
        let read = W::hear(text);
        match read {
            Some(word) => self.say(field, word.word()),
            None => self.wrong(field, Problem::Word { allowed: W::told() }),
        }
        read
    }

    /// Names with `、` between them, each once.
    pub(super) fn names(&mut self, field: &'static str) -> Vec<String> {
        let Some((text, _)) = self.value(field) else { return Vec::new() };
        let mut names: Vec<String> = Vec::new();
        for name in outside_brackets(text) {
            match clean_line(name, crate::domain::text::NAME_CHARS) {
                Ok(name) if !names.contains(&name) && !is_nothing(&name) => names.push(name),
                Ok(_) | Err(TextFault::Empty) => {}
                Err(fault) => self.wrong(field, Problem::Text { field: Field::Name, fault }),
            }
        }
        if !names.is_empty() {
            self.say(field, names.join("、"));
        }
        names
    }

    /// A text that is not judged, as it identifies the row.
    pub(super) fn mark(&self, field: &str) -> &'t str {
        self.value(field).map_or("", |(text, _)| text)
    }

    /// Says what was made of a cell by other means.
    pub(super) fn said(&mut self, field: &'static str, value: impl Into<String>) {
        self.say(field, value);
    }
}
