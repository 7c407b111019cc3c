//! What the office gets: documents as data, and their bytes. Pure: it knows no store, no clock and no
//! files.
//!
//! | question | file |
//! |---|---|
//! | what a document is made for: language, copy, state, imprint | [`setting`] |
//! | words with blanks where something is not known | [`phrase`] |
//! | who is spoken of, and how; who came | [`cast`] [`roll`] |
//! | what a public copy does not tell | [`redact`] |
//! | the order of names | [`strokes`] |
//! | what each document says | [`minutes`] [`record`] [`sign_in`] [`notice`] [`assignment`] [`progress`] [`follow_up`] [`satisfaction`] [`case_file`] |
//! | a commitment as forms name it; what every document has around its words | [`matter`] [`frame`] |
//! | which documents there are about something, and what else | [`compose`](mod@compose) [`piece`] |
//! | a document as one version says it, our layout and the fields of a template | [`edition`] |
//! | what one version says otherwise than another | [`difference`] |
//! | the office's own Word file in place of ours, and what it can name | [`template`] [`fields`] |
//! | a report as lines and tables | [`report`] |
//! | a page in neutral words | [`sheet`] |
//! | its bytes: Word, Markdown, plain text | [`docx`] [`markdown`](mod@markdown) [`plain`](mod@plain) |
//! | a workbook in neutral words, and its bytes | [`workbook`] [`xlsx`](mod@xlsx) [`csv`](mod@csv) |
//! | the ledger of issues | [`ledger`] |

pub mod assignment;
pub mod case_file;
pub mod cast;
pub mod compose;
pub mod csv;
pub mod difference;
pub mod docx;
pub mod edition;
pub mod fields;
pub mod file_name;
pub mod follow_up;
pub mod frame;
pub mod ledger;
pub mod markdown;
pub mod matter;
pub mod minutes;
pub mod notice;
pub mod phrase;
pub mod piece;
pub mod plain;
pub mod progress;
pub mod record;
pub mod redact;
pub mod report;
pub mod roll;
pub mod satisfaction;
pub mod setting;
pub mod sheet;
pub mod sign_in;
pub mod strokes;
pub mod template;
pub mod title;
pub mod workbook;
pub mod xlsx;

pub use crate::domain::sealed::{Copy, DocumentKind as Kind, DocumentNumber};
pub use markdown::markdown;
pub use phrase::{Blank, Phrase, Run, Unknown};
pub use piece::Piece;
pub use plain::plain;
pub use setting::{Face, Fonts, Imprint, Setting, State};
pub use sheet::{Page, Sheet};

use crate::domain::id::EntityId;
use std::fmt;

impl Kind {
    /// How its pages lie (DOMAIN §4).
    pub const fn page(self) -> Page {
        match self {
            Self::SignInBlank | Self::SignIn => Page::Landscape,
            Self::Minutes
            | Self::Record
            | Self::Assignment
            | Self::Progress
            | Self::Satisfaction
            | Self::Notice
            | Self::CaseFile
            | Self::FollowUp => Page::Portrait,
        }
    }
}

/// What a document is to be about is not at hand, or was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absent(pub EntityId);

impl fmt::Display for Absent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not at hand", self.0)
    }
}

impl std::error::Error for Absent {}
