//! What can be wrong with a template, and where. Data; the words are in `wording`.

use super::catalogue::Both;

/// Where in a template something is, as a reader would find it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The part within the file, such as `word/document.xml` or `word/header1.xml`.
    pub part: String,
    /// Where in the part.
    pub spot: Spot,
    /// The mark with some of the text around it, `…` where text is left out.
    pub near: String,
}

/// Where in a part. Everything is counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The paragraph, of those that have text and lie outside of tables and text boxes.
    Paragraph(usize),
    /// The table of the part, its row, and the cell within the row. What lies in a table within a
    /// cell is in that cell.
    Cell {
        /// Counts the tables.
        table: usize,
        /// Counts the rows.
        row: usize,
        /// Counts the cells of the row.
        column: usize,
    },
    /// The text box of the part.
    TextBox(usize),
}

/// What a file is that is no DOCX.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// No bytes at all.
    Empty,
    /// The binary format of Word up to 2003 (.doc), which WPS also writes as .wps.
    Old,
    /// Protected with a password: nothing can be read.
    Encrypted,
    /// A workbook.
    Spreadsheet,
    /// Slides.
    Presentation,
    /// An `OpenDocument` file (.odt and its kin).
    OpenDocument,
    /// Another archive, or one that holds no document.
    OtherArchive,
    /// Rich text (.rtf).
    RichText,
    /// PDF.
    Pdf,
    /// Anything else.
    Other,
}

/// A bound on the size of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// Bytes of the file.
    FileBytes(u64),
    /// Bytes of all parts together once unpacked.
    UnpackedBytes(u64),
    /// Bytes of one part that holds text, once unpacked.
    TextBytes(u64),
    /// Parts within the file.
    Parts(usize),
    /// Marks in one part.
    Marks(usize),
    /// Bytes of a part once it is filled.
    FilledBytes(usize),
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateFault {
    /// The file as a whole.
    File(FileFault),
    /// A mark in its text.
    Mark(MarkFault),
}

/// What is wrong with a file before any mark is looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileFault {
    /// It is no DOCX.
    NotDocx(FileKind),
    /// It holds macros. A document that carries them is blocked by the mail of other offices, and
    /// one without its macros is not what the template promises: so neither is made.
    Macros,
    /// It is digitally signed. Filling it would leave a signature that no longer holds.
    Signed,
    /// It is larger than allowed.
    TooLarge(Bound),
    /// The archive is cut off or changed; the part where that shows, if one can be named.
    DamagedArchive {
        /// The part, if one can be named.
        part: Option<String>,
    },
    /// A part is not well-formed XML in UTF-8.
    DamagedXml {
        /// The part.
        part: String,
        /// The line of its XML, from 1.
        line: usize,
    },
}

/// What is wrong with a mark, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MarkFault {
    /// Where the mark stands; of a loop or condition, where it begins.
    pub place: Place,
    /// What is wrong.
    pub reason: MarkReason,
}

/// What is wrong with a mark. Names are as written, marks such as `{{#议题}}`; long ones are cut.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkReason {
    /// No field is called like that here.
    UnknownField {
        /// The name.
        name: String,
        /// Names that are close, best first, at most three.
        nearest: Vec<String>,
    },
    /// The field can only be used within a loop.
    OutsideLoop {
        /// The name.
        name: String,
        /// The loops to put around it, outermost first.
        loops: Vec<Both>,
    },
    /// The running number stands outside of every loop.
    NumberOutsideLoop,
    /// A loop goes over a field that is no list.
    NotAList {
        /// The name.
        name: String,
    },
    /// A list is to be filled in as if it were text.
    ListAsText {
        /// The name.
        name: String,
    },
    /// A yes or no is to be filled in as if it were text.
    FlagAsText {
        /// The name.
        name: String,
    },
    /// Two opening braces without the closing ones in the same line.
    BracesUnclosed,
    /// Two closing braces without the opening ones.
    BracesUnopened,
    /// A loop or condition never ends.
    Unclosed {
        /// The opening mark.
        mark: String,
    },
    /// An end without a beginning.
    Unopened {
        /// The closing mark.
        mark: String,
    },
    /// An outer loop or condition ends before an inner one does.
    Crossed {
        /// The opening mark of the inner one.
        inner: String,
        /// The closing mark of the outer one.
        outer: String,
        /// Where the outer one ends.
        closed: Place,
    },
    /// Beginning and end are at places between which nothing can be repeated: in the middle of
    /// different paragraphs, or one inside of a table and the other outside.
    Misplaced {
        /// The opening mark.
        mark: String,
        /// Where it ends.
        closed: Place,
    },
    /// Too many loops and conditions within each other; this one is the first that is too deep.
    TooDeep {
        /// How many there may be.
        limit: usize,
    },
}

/// How many faults are told; a file that was made to harm could have a million.
const MOST_FAULTS: usize = 100;

/// Faults in the order in which they were found, each once.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) list: Vec<TemplateFault>,
}

impl Faults {
    pub(super) fn push(&mut self, fault: TemplateFault) {
        if !self.is_full() && !self.list.contains(&fault) {
            self.list.push(fault);
        }
    }

    pub(super) fn mark(&mut self, place: &Place, reason: MarkReason) {
        self.push(TemplateFault::Mark(MarkFault { place: place.clone(), reason }));
    }

    /// Whether any more would be left out, so that the search can stop.
    pub(super) const fn is_full(&self) -> bool {
        self.list.len() >= MOST_FAULTS
    }
}
