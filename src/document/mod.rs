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
//! | what each document says | [`minutes`] [`record`] [`sign_in`] [`notice`] [`assignment`] [`progress`] [`satisfaction`] [`case_file`] |
//! | a commitment as forms name it; what every document has around its words | [`matter`] [`frame`] |
//! | which documents there are about something | [`compose`](mod@compose) |
//! | a page in neutral words | [`sheet`] |
//! | its bytes: Word, Markdown, plain text | [`docx`] [`markdown`](mod@markdown) [`plain`](mod@plain) |

pub mod assignment;
pub mod case_file;
pub mod cast;
pub mod compose;
pub mod docx;
pub mod frame;
pub mod markdown;
pub mod matter;
pub mod minutes;
pub mod notice;
pub mod phrase;
pub mod plain;
pub mod progress;
pub mod record;
pub mod redact;
pub mod roll;
pub mod satisfaction;
pub mod setting;
pub mod sheet;
pub mod sign_in;
pub mod strokes;
pub mod title;

pub use markdown::markdown;
pub use phrase::{Blank, Phrase, Run, Unknown};
pub use plain::plain;
pub use setting::{Copy, DocumentNumber, Face, Fonts, Imprint, Setting, State};
pub use sheet::{Page, Sheet};

use crate::{
    domain::id::EntityId,
    i18n::{Label, Lang, Paper},
};
use std::fmt;

/// Which document it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 会议纪要.
    Minutes,
    /// 会议记录.
    Record,
    /// 签到表, to be signed by hand.
    SignInBlank,
    /// 签到表, as people signed in.
    SignIn,
    /// 交办单 with its receipt.
    Assignment,
    /// 办理情况反馈表.
    Progress,
    /// 满意度测评表.
    Satisfaction,
    /// 会议通知.
    Notice,
    /// 一事一档.
    CaseFile,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Minutes,
        Self::Record,
        Self::SignInBlank,
        Self::SignIn,
        Self::Assignment,
        Self::Progress,
        Self::Satisfaction,
        Self::Notice,
        Self::CaseFile,
    ];

    /// The stable word for scripts and fingerprints; never changed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Record => "record",
            Self::SignInBlank => "sign_in_blank",
            Self::SignIn => "sign_in",
            Self::Assignment => "assignment",
            Self::Progress => "progress",
            Self::Satisfaction => "satisfaction",
            Self::Notice => "notice",
            Self::CaseFile => "case_file",
        }
    }

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
            | Self::CaseFile => Page::Portrait,
        }
    }
}

impl Label for Kind {
    fn label(self, lang: Lang) -> &'static str {
        let paper = match self {
            Self::Minutes => Paper::KindMinutes,
            Self::Record => Paper::KindRecord,
            Self::SignInBlank => Paper::KindSignInBlank,
            Self::SignIn => Paper::KindSignIn,
            Self::Assignment => Paper::KindAssignment,
            Self::Progress => Paper::KindProgress,
            Self::Satisfaction => Paper::KindSatisfaction,
            Self::Notice => Paper::KindNotice,
            Self::CaseFile => Paper::KindCaseFile,
        };
        paper.label(lang)
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
