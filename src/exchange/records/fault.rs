//! Why a file is not read: the line, what is wrong with it and what is allowed, as data.

use crate::domain::{amount::AmountFault, date::DateFault, id::EntityKind, number::NumberFault};
use std::fmt;

/// The first thing in a file that cannot be read. Nothing of the file is used then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: ImportReason,
}

/// What a file is when it is not ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Nothing but blanks.
    Empty,
    /// A workbook of a spreadsheet program, `.xlsx` or `.xls`.
    Spreadsheet,
    /// An archive.
    Zip,
    /// Lines with commas or tabs between their cells.
    Csv,
    /// Chinese text in GB18030 or GBK instead of UTF-8.
    Gb18030,
    /// Text in UTF-16.
    Utf16,
    /// JSON without the head `{"tanshi":1,"kind":"records"}`.
    OtherJson,
    /// Some other text.
    OtherText,
    /// Bytes that are no text.
    Binary,
}

/// What a field holds when it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Text in quotes.
    Text,
    /// A whole number, not in quotes.
    Count,
    /// `true` or `false`.
    Flag,
    /// `[…]`.
    List,
    /// `{…}`.
    Object,
    /// A time of day as text, `14:30`.
    Time,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportReason {
    /// The file is another kind of file.
    WrongFile(FileKind),
    /// The file is larger than what is read at once.
    TooLarge {
        /// The most bytes that are read.
        limit_bytes: usize,
    },
    /// The file was written in a newer format than this build reads.
    NewerFormat {
        /// The number that it states.
        found: u64,
        /// The newest number that is read.
        known: u64,
    },
    /// The file is one of ours, but no records.
    OtherKind {
        /// The kind that it states.
        found: String,
    },
    /// The line is not JSON.
    NotJson {
        /// The byte of the line at which it stops being JSON, from 1.
        column: usize,
    },
    /// The line is not `{"…":{…}}` with one of the allowed words.
    NotARecord {
        /// The words that a line may begin with.
        allowed: &'static [&'static str],
    },
    /// The record has a field that nobody reads; perhaps it is mistyped.
    UnknownField {
        /// The field, with its place: `steps[0].when`.
        field: String,
        /// The fields that are read there.
        allowed: &'static [&'static str],
    },
    /// A field that must be there is not.
    MissingField {
        /// The field.
        field: String,
    },
    /// A field holds something of another shape.
    WrongShape {
        /// The field.
        field: String,
        /// What it should hold.
        expected: Shape,
    },
    /// A field holds a word that is not on its list.
    UnknownWord {
        /// The field.
        field: String,
        /// The word.
        found: String,
        /// The words that are read there, both languages.
        allowed: Vec<&'static str>,
    },
    /// A date cannot be read.
    Date {
        /// The field.
        field: String,
        /// The text.
        found: String,
        /// Why not.
        fault: DateFault,
    },
    /// An amount cannot be read.
    Amount {
        /// The field.
        field: String,
        /// The text.
        found: String,
        /// Why not.
        fault: AmountFault,
    },
    /// A studio's code cannot be read.
    Code {
        /// The field.
        field: String,
        /// The text.
        found: String,
        /// Why not.
        fault: NumberFault,
    },
    /// Two records have the same key.
    KeyTwice {
        /// The key.
        key: String,
        /// The line that had it first.
        first_line: usize,
    },
    /// A field names a key that no record has.
    UnknownKey {
        /// The field.
        field: String,
        /// The key.
        key: String,
    },
    /// A field names a key of a record of another kind.
    KeyOfOtherKind {
        /// The field.
        field: String,
        /// The key.
        key: String,
        /// The kind that the field wants.
        expected: EntityKind,
        /// The kind that the record has.
        found: EntityKind,
    },
}

impl fmt::Display for ImportFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl fmt::Display for ImportReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongFile(kind) => write!(f, "not records but {}", kind.words()),
            Self::TooLarge { limit_bytes } => write!(f, "more than {limit_bytes} bytes"),
            Self::NewerFormat { found, known } => {
                write!(f, "format {found} is newer than {known}")
            }
            Self::OtherKind { found } => write!(f, "the file holds {found}, not records"),
            Self::NotJson { column } => write!(f, "not JSON from byte {column} on"),
            Self::NotARecord { allowed } => {
                write!(f, "not a record of one of {}", allowed.join(", "))
            }
            Self::UnknownField { field, allowed } => {
                write!(f, "unknown field {field}; allowed are {}", allowed.join(", "))
            }
            Self::MissingField { field } => write!(f, "{field} is missing"),
            Self::WrongShape { field, expected } => {
                write!(f, "{field} is not {}", expected.words())
            }
            Self::UnknownWord { field, found, allowed } => {
                write!(f, "{field} is {found}; allowed are {}", allowed.join(", "))
            }
            Self::Date { field, found, fault } => write!(f, "{field} is {found}: {fault}"),
            Self::Amount { field, found, fault } => write!(f, "{field} is {found}: {fault}"),
            Self::Code { field, found, fault } => write!(f, "{field} is {found}: {fault}"),
            Self::KeyTwice { key, first_line } => {
                write!(f, "key {key} is that of line {first_line} already")
            }
            Self::UnknownKey { field, key } => write!(f, "{field} names {key}, which is not there"),
            Self::KeyOfOtherKind { field, key, expected, found } => {
                write!(f, "{field} names {key}, a {found} and not a {expected}")
            }
        }
    }
}

impl std::error::Error for ImportFault {}

impl FileKind {
    const fn words(self) -> &'static str {
        match self {
            Self::Empty => "an empty file",
            Self::Spreadsheet => "a spreadsheet",
            Self::Zip => "an archive",
            Self::Csv => "a table (CSV)",
            Self::Gb18030 => "text in GB18030; save it as UTF-8",
            Self::Utf16 => "text in UTF-16; save it as UTF-8",
            Self::OtherJson => "other JSON",
            Self::OtherText => "other text",
            Self::Binary => "a binary file",
        }
    }
}

impl Shape {
    const fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Count => "a whole number",
            Self::Flag => "true or false",
            Self::List => "a list",
            Self::Object => "an object",
            Self::Time => "a time like 14:30",
        }
    }
}
