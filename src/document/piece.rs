//! What can be had of a session, an issue or a commitment: a document, all papers of a session at once,
//! or the entries for calendars.

use super::Kind;
use crate::domain::id::EntityKind;
use crate::i18n::{Label, Lang, Paper};

/// What is made for the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// A document.
    Document(Kind),
    /// What a session needs beforehand: its notice, a sheet to be signed, and the file of each issue.
    Pack,
    /// A session and the deadlines of its commitments, for calendars.
    Calendar,
}

impl Piece {
    /// All of them, documents first.
    pub fn all() -> impl Iterator<Item = Self> {
        let documents = Kind::ALL.iter().copied().map(Self::Document);
        documents.chain([Self::Pack, Self::Calendar])
    }

    /// The stable word for scripts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Document(kind) => kind.key(),
            Self::Pack => "pack",
            Self::Calendar => "calendar",
        }
    }

    /// The piece with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|piece| piece.key() == key)
    }

    /// What it is about.
    pub const fn is_about(self) -> EntityKind {
        match self {
            Self::Document(kind) => kind.is_about(),
            Self::Pack | Self::Calendar => EntityKind::Session,
        }
    }

    /// The document, where it is one.
    pub const fn document(self) -> Option<Kind> {
        match self {
            Self::Document(kind) => Some(kind),
            Self::Pack | Self::Calendar => None,
        }
    }
}

/// The documents of a pack, in the order in which they are needed.
pub const PACKED: [Kind; 3] = [Kind::Notice, Kind::SignInBlank, Kind::CaseFile];

impl Label for Piece {
    fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Document(kind) => kind.label(lang),
            Self::Pack => Paper::KindPack.label(lang),
            Self::Calendar => Paper::KindCalendar.label(lang),
        }
    }
}
