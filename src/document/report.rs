//! A report as it is given away: lines, tables of words and numbers, and the rules it was counted by;
//! laid out as a page or as a workbook. What it says is put together where names are known.

use super::{
    Fonts, Page, Phrase, Sheet,
    compose::Format,
    docx::{self, DocxFault},
    markdown, plain,
    sheet::{Align, Block, Cell, Level, Row, Table},
    workbook::{self, Cell as BookCell, Column, WorkSheet, Workbook},
    xlsx::{XlsxError, xlsx},
};
use crate::i18n::{Lang, sentence};
use chrono::NaiveDate;
use std::fmt;

/// A report in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What it speaks about: interval, cut-off, studio, and where it is frozen.
    pub about: Vec<String>,
    /// Its tables, in order.
    pub grids: Vec<Grid>,
    /// The rules by which it was counted, numbered from 1.
    pub notes: Vec<String>,
    /// Its day.
    pub dated: NaiveDate,
}

/// A table of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Its heading, and what its tab says.
    pub title: String,
    /// The columns.
    pub columns: Vec<Heading>,
    /// The rows, as wide as the columns.
    pub rows: Vec<Vec<Datum>>,
    /// Whether its numbers are summed below.
    pub is_summed: bool,
    /// Whether it stands in a workbook alone: on a page it would be too long.
    pub is_detail: bool,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What it says.
    pub words: String,
    /// How wide it is, in characters of Chinese.
    pub wide: u16,
    /// What stands below it.
    pub kind: workbook::Kind,
}

impl Heading {
    /// A column of words.
    pub fn words(words: impl Into<String>, wide: u16) -> Self {
        Self { words: words.into(), wide, kind: workbook::Kind::Text }
    }

    /// A column of counts.
    pub fn count(words: impl Into<String>) -> Self {
        Self { words: words.into(), wide: 5, kind: workbook::Kind::Number }
    }

    /// The same column with other things below it.
    #[must_use]
    pub const fn of(mut self, kind: workbook::Kind) -> Self {
        self.kind = kind;
        self
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Words.
    Words(String),
    /// A count.
    Count(usize),
    /// A rate in per cent; `None` where there is nothing to divide by.
    Percent(Option<f64>),
    /// Days; `None` where none are known.
    Days(Option<f64>),
    /// Nothing that could be counted.
    Blank,
}

impl Datum {
    /// As people read it.
    pub fn plain(&self, lang: Lang) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Count(count) => count.to_string(),
            Self::Percent(Some(rate)) => sentence::percent(lang, Some(*rate)),
            Self::Days(Some(days)) => spelt_days(*days),
            Self::Percent(None) | Self::Days(None) | Self::Blank => "—".to_owned(),
        }
    }

    fn in_book(&self) -> BookCell {
        match self {
            Self::Words(words) => BookCell::text(words.clone()),
            Self::Count(count) => BookCell::count(u32::try_from(*count).unwrap_or(u32::MAX)),
            Self::Percent(rate) => rate.map_or(BookCell::Empty, |it| BookCell::Number(it / 100.0)),
            Self::Days(days) => days.map_or(BookCell::Empty, BookCell::Number),
            Self::Blank => BookCell::Empty,
        }
    }

    const fn is_words(&self) -> bool {
        matches!(self, Self::Words(_))
    }
}

/// Days with a half where there is one.
pub fn spelt_days(days: f64) -> String {
    if days.fract() == 0.0 { format!("{days:.0}") } else { format!("{days:.1}") }
}

/// A sheet with more columns than this lies across.
const UPRIGHT_COLUMNS: usize = 6;

impl Told {
    /// As a page, for Word, Markdown and plain text.
    pub fn sheet(&self) -> Sheet {
        let shown = || self.grids.iter().filter(|it| !it.is_detail);
        let is_wide = shown().any(|it| it.columns.len() > UPRIGHT_COLUMNS);
        let page = if is_wide { Page::Landscape } else { Page::Portrait };
        let line =
            |words: &String| Block::Line { phrase: words.as_str().into(), align: Align::Left };
        let mut blocks = vec![Block::Title(vec![self.title.clone()])];
        blocks.extend(self.about.iter().map(line));
        for grid in shown() {
            let phrase = Phrase::said(grid.title.clone());
            blocks.push(Block::Heading { level: Level::Second, phrase });
            blocks.push(Block::Table(grid.table(self.lang)));
        }
        blocks.push(Block::Gap);
        blocks.extend(self.numbered_notes().iter().map(line));
        Sheet { kind: None, lang: self.lang, page, blocks }
    }

    /// As a workbook: a sheet for each table, the rules below the first.
    pub fn workbook(&self) -> Workbook {
        let sheets = self.grids.iter().enumerate().map(|(at, grid)| {
            let mut sheet = grid.work_sheet(self.lang);
            sheet.title.clone_from(&self.title);
            sheet.above.clone_from(&self.about);
            if at == 0 {
                sheet.below = self.numbered_notes();
            }
            sheet
        });
        Workbook { title: self.title.clone(), dated: self.dated, sheets: sheets.collect() }
    }

    /// The rules, each with its number.
    pub fn numbered_notes(&self) -> Vec<String> {
        (1..).zip(&self.notes).map(|(place, note): (u32, _)| format!("[{place}] {note}")).collect()
    }
}

impl Grid {
    fn table(&self, lang: Lang) -> Table {
        let head = self.columns.iter().map(|it| Cell::label(it.words.as_str()));
        let head = Row::of(head.collect());
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().map(|datum| {
                let cell = Cell::said(datum.plain(lang));
                let align = if datum.is_words() { Align::Left } else { Align::Right };
                Cell { align, ..cell }
            });
            Row::of(cells.collect())
        });
        Table {
            columns: self.columns.iter().map(|it| it.wide.max(3)).collect(),
            header_rows: 1,
            rows: std::iter::once(head).chain(rows).collect(),
            is_kept: false,
        }
    }

    fn work_sheet(&self, lang: Lang) -> WorkSheet {
        let columns = self.columns.iter().map(|it| {
            let column = Column::new(it.words.clone(), f64::from(it.wide) * 2.0, it.kind);
            let is_number = matches!(it.kind, workbook::Kind::Number);
            if self.is_summed && is_number { column.summed() } else { column }
        });
        let rows = self.rows.iter().map(|row| row.iter().map(Datum::in_book).collect());
        WorkSheet {
            sum: self.is_summed.then(|| lang.pick("合计", "Total").to_owned()),
            frozen_columns: 1,
            footer: lang.pick("第&P页 共&N页", "&P / &N").to_owned(),
            ..WorkSheet::new(self.title.clone(), columns.collect(), rows.collect())
        }
    }
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// A workbook.
    Workbook,
    /// A page in one of the formats of documents.
    Page(Format),
}

impl ReportFormat {
    /// All of them, the one that is offered first at the beginning.
    pub const ALL: [Self; 4] = [
        Self::Workbook,
        Self::Page(Format::Docx),
        Self::Page(Format::Markdown),
        Self::Page(Format::Plain),
    ];

    /// How a file of it ends, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Page(format) => format.extension(),
        }
    }

    /// The format that a file with this ending has; letters in either case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.extension().eq_ignore_ascii_case(extension))
    }
}

/// Why a report is no file.
#[derive(Debug)]
pub enum ReportFault {
    /// A workbook could not be put together.
    Workbook(XlsxError),
    /// A Word file could not be put together.
    Docx(DocxFault),
}

impl fmt::Display for ReportFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Workbook(fault) => fault.fmt(f),
            Self::Docx(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for ReportFault {}

/// Writes a report.
///
/// # Errors
/// [`ReportFault`] when the file cannot be put together.
pub fn bytes(told: &Told, format: ReportFormat, fonts: &Fonts) -> Result<Vec<u8>, ReportFault> {
    match format {
        ReportFormat::Workbook => xlsx(&told.workbook()).map_err(ReportFault::Workbook),
        ReportFormat::Page(Format::Docx) => {
            docx::bytes(&told.sheet(), fonts).map_err(ReportFault::Docx)
        }
        ReportFormat::Page(Format::Markdown) => Ok(markdown(&told.sheet()).into_bytes()),
        ReportFormat::Page(Format::Plain) => Ok(plain(&told.sheet()).into_bytes()),
    }
}
