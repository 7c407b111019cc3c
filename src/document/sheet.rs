//! A page in neutral words: what stands where, for Word, Markdown and plain text alike. Knows no
//! file format.

use super::{
    Kind,
    phrase::{Blank, Phrase, spelt},
    setting::Setting,
};
use crate::i18n::{Label, Lang};

/// How a page lies. Both are A4 with a type area of 156 × 225 mm (GB/T 9704-2012, 5.2.1); a table
/// laid across turns the page with its margins (clause 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Upright, 22 lines of 28 characters.
    Portrait,
    /// Across, for wide tables.
    Landscape,
}

impl Page {
    /// How wide the type area is, in millimetres.
    pub const fn width_mm(self) -> u16 {
        match self {
            Self::Portrait => 156,
            Self::Landscape => 225,
        }
    }
}

/// The level of a heading (GB/T 9704-2012, 7.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 一、 in 黑体.
    First,
    /// （一） in 楷体.
    Second,
    /// 1. in 仿宋.
    Third,
}

impl Level {
    /// 1, 2 or 3.
    pub const fn depth(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
        }
    }
}

/// Where a line stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its paragraphs; at least one is drawn.
    pub phrases: Vec<Phrase>,
    /// Where they stand.
    pub align: Align,
    /// How many columns it takes, from 1.
    pub span: u8,
    /// Whether it names what stands beside or below it.
    pub is_label: bool,
}

impl Cell {
    /// A cell of one paragraph at the left.
    pub fn said(phrase: impl Into<Phrase>) -> Self {
        Self { phrases: vec![phrase.into()], span: 1, ..Self::default() }
    }

    /// A centred cell.
    pub fn centred(phrase: impl Into<Phrase>) -> Self {
        Self { align: Align::Centre, ..Self::said(phrase) }
    }

    /// A cell that names others, centred.
    pub fn label(words: impl Into<Phrase>) -> Self {
        Self { is_label: true, ..Self::centred(words) }
    }

    /// A cell of several paragraphs.
    pub fn of(phrases: Vec<Phrase>) -> Self {
        Self { phrases, span: 1, ..Self::default() }
    }

    /// The same over so many columns.
    #[must_use]
    pub const fn over(mut self, columns: u8) -> Self {
        self.span = columns;
        self
    }

    /// Its words alone, one line for each paragraph.
    pub fn plain(&self) -> String {
        self.phrases.iter().map(Phrase::plain).collect::<Vec<_>>().join("\n")
    }
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells; their spans add up to the columns of the table.
    pub cells: Vec<Cell>,
    /// The least height, in millimetres.
    pub height_mm: u16,
}

impl Row {
    /// A row of the usual height.
    pub const fn of(cells: Vec<Cell>) -> Self {
        Self { cells, height_mm: 9 }
    }

    /// The same, at least so high.
    #[must_use]
    pub const fn high(mut self, height_mm: u16) -> Self {
        self.height_mm = height_mm;
        self
    }
}

/// A table over the whole width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The shares of the columns in the width.
    pub columns: Vec<u16>,
    /// How many rows at the top are repeated on every page.
    pub header_rows: usize,
    /// The rows, the header among them.
    pub rows: Vec<Row>,
    /// Whether all of it stands on one page.
    pub is_kept: bool,
}

/// A part of a page, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What the reader must know first: draft, corrected, internal copy.
    Stamp(String),
    /// The red mark ×××纪要 (GB/T 9704-2012, 10.3), in lines broken by sense.
    Mark(Vec<String>),
    /// The document number, centred above the red rule (7.2.5).
    Number(String),
    /// The red rule (7.2.7).
    RedRule,
    /// The title, in lines broken by sense (7.3.1).
    Title(Vec<String>),
    /// A heading; its numeral is part of the words.
    Heading {
        /// The level.
        level: Level,
        /// The words.
        phrase: Phrase,
    },
    /// A paragraph of the text, its first line indented by two characters (7.3.3).
    Paragraph(Phrase),
    /// A line without indent.
    Line {
        /// The words.
        phrase: Phrase,
        /// Where it stands.
        align: Align,
    },
    /// A label and what belongs to it; lines hang behind the label (10.3).
    Labelled {
        /// The label with its colon.
        label: String,
        /// What belongs to it, each on lines of its own.
        phrases: Vec<Phrase>,
    },
    /// A table.
    Table(Table),
    /// An empty line.
    Gap,
    /// Where the reader tears off the receipt.
    CutLine(String),
    /// The office and the day at the end of a letter (7.3.5).
    SignOff {
        /// Who signs.
        office: Phrase,
        /// The day.
        date: Phrase,
    },
    /// The colophon at the foot of the last page (7.4).
    Colophon {
        /// Who gets a copy, when anybody does.
        copies_to: Option<Phrase>,
        /// Who issues it.
        office: Phrase,
        /// When.
        date: Phrase,
    },
}

/// A document as it stands on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Which document it is; `None` of a page that is none of them, such as a report.
    pub kind: Option<Kind>,
    /// The language of its words.
    pub lang: Lang,
    /// How the page lies.
    pub page: Page,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

impl Block {
    /// The phrases in it, in the order of reading.
    pub fn phrases(&self) -> Vec<&Phrase> {
        match self {
            Self::Stamp(_)
            | Self::Mark(_)
            | Self::Number(_)
            | Self::RedRule
            | Self::Title(_)
            | Self::Gap
            | Self::CutLine(_) => Vec::new(),
            Self::Heading { phrase, .. } | Self::Paragraph(phrase) | Self::Line { phrase, .. } => {
                vec![phrase]
            }
            Self::Labelled { phrases, .. } => phrases.iter().collect(),
            Self::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.phrases).collect()
            }
            Self::SignOff { office, date } => vec![office, date],
            Self::Colophon { copies_to, office, date } => {
                copies_to.iter().chain([office, date]).collect()
            }
        }
    }
}

impl Sheet {
    /// An empty document.
    pub const fn new(kind: Kind, setting: &Setting) -> Self {
        Self { kind: Some(kind), lang: setting.lang, page: kind.page(), blocks: Vec::new() }
    }

    /// What it is called: the kind of document, or what its title says.
    pub fn name(&self) -> String {
        let titled = || {
            self.blocks.iter().find_map(|block| match block {
                Block::Title(lines) => Some(lines.concat()),
                _ => None,
            })
        };
        match self.kind {
            Some(kind) => kind.label(self.lang).to_owned(),
            None => titled().unwrap_or_default(),
        }
    }

    /// What is left blank, each once, in the order of reading.
    pub fn blanks(&self) -> Vec<Blank> {
        let phrases = self.blocks.iter().flat_map(Block::phrases);
        let mut once: Vec<Blank> = Vec::new();
        for blank in phrases.flat_map(Phrase::blanks) {
            if !once.iter().any(|it| (it.unknown, it.about) == (blank.unknown, blank.about)) {
                once.push(blank);
            }
        }
        once
    }

    /// The words in order, one a line, each behind what it is; line breaks inside are spelt out.
    /// New kinds of blocks may be added, but what is written for the present ones stays.
    pub fn canonical(&self) -> String {
        let kind = self.kind.map_or("report", Kind::key);
        let mut text = format!("tanshi-sheet 1 {kind} {}\n", self.lang.key());
        for block in &self.blocks {
            for (what, words) in block.told() {
                text.push_str(what);
                text.push('\t');
                text.push_str(&words);
                text.push('\n');
            }
        }
        text
    }
}

impl Block {
    /// What it says, for the fingerprint.
    fn told(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Stamp(words) => vec![("stamp", spelt(words))],
            Self::Mark(lines) => vec![("mark", spelt(&lines.join("\n")))],
            Self::Number(words) => vec![("number", spelt(words))],
            Self::RedRule => vec![("rule", String::new())],
            Self::Title(lines) => vec![("title", spelt(&lines.join("\n")))],
            Self::Heading { level: Level::First, phrase } => vec![("heading-1", phrase.marked())],
            Self::Heading { level: Level::Second, phrase } => vec![("heading-2", phrase.marked())],
            Self::Heading { level: Level::Third, phrase } => vec![("heading-3", phrase.marked())],
            Self::Paragraph(phrase) => vec![("paragraph", phrase.marked())],
            Self::Line { phrase, .. } => vec![("line", phrase.marked())],
            Self::Labelled { label, phrases } => {
                let mut told = vec![("label", spelt(label))];
                told.extend(phrases.iter().map(|phrase| ("entry", phrase.marked())));
                told
            }
            Self::Table(table) => table.rows.iter().map(|row| ("row", row.told())).collect(),
            Self::Gap => vec![("gap", String::new())],
            Self::CutLine(words) => vec![("cut", spelt(words))],
            Self::SignOff { office, date } => {
                vec![("office", office.marked()), ("date", date.marked())]
            }
            Self::Colophon { copies_to, office, date } => {
                let copies = copies_to.iter().map(|phrase| ("copies", phrase.marked()));
                copies.chain([("issuer", office.marked()), ("issued", date.marked())]).collect()
            }
        }
    }
}

impl Row {
    fn told(&self) -> String {
        let cells = self
            .cells
            .iter()
            .map(|cell| cell.phrases.iter().map(Phrase::marked).collect::<Vec<_>>().join("\\n"));
        cells.collect::<Vec<_>>().join("\t")
    }
}
