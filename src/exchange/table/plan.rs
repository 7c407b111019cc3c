//! What would come of a table: of each row, and all of it as one change.

use super::{UnreadSheet, fault::RowFault, ground::Stored, head::Head};
use crate::domain::{
    action::Action,
    amount::Amount,
    date::DateSpan,
    decide::Moment,
    id::{EntityId, EntityKind, PersonId},
};
use crate::i18n::{Label, Lang};

/// What may be added on the way.
pub const BESIDE: [EntityKind; 4] =
    [EntityKind::Person, EntityKind::Department, EntityKind::Studio, EntityKind::Session];

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Something new comes of it.
    Added,
    /// It changes something that is here.
    Changed,
    /// It says nothing new.
    Unchanged,
    /// It says something else than what is here, which stays, as was decided.
    Kept,
    /// It says something else than what is here, and nobody decided.
    Conflict,
    /// Something is wrong with it.
    Refused,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Added, Self::Changed, Self::Unchanged, Self::Kept, Self::Conflict, Self::Refused];

    /// The stable word for JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Kept => "kept",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
        }
    }
}

/// A value on either side of a difference, worded when somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A text; an empty one is nothing.
    Text(String),
    /// A word of a closed list, in Chinese and in English.
    Word([&'static str; 2]),
    /// Names, in no order.
    Names(Vec<String>),
    /// Dates in order.
    Dates(Vec<DateSpan>),
    /// Money.
    Money(Amount),
}

impl Said {
    /// Nothing.
    pub const NOTHING: Self = Self::Text(String::new());

    /// A word of a closed list.
    pub fn word(of: impl Label + Copy) -> Self {
        Self::Word(Lang::ALL.map(|lang| of.label(lang)))
    }

    /// Whether nothing is said.
    pub const fn is_nothing(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Names(names) => names.is_empty(),
            Self::Dates(dates) => dates.is_empty(),
            Self::Word(_) | Self::Money(_) => false,
        }
    }

    /// Whether both say the same.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Names(some), Self::Names(others)) => {
                some.len() == others.len() && some.iter().all(|name| others.contains(name))
            }
            _ => self == other,
        }
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What the row says otherwise than what is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The column, by its name in the file.
    pub column: String,
    /// What is here.
    pub here: Said,
    /// What the row says.
    pub row: Said,
}

/// What becomes of a row, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowReport {
    /// Its line in the file, or its number on the sheet.
    pub line: usize,
    /// What becomes of it.
    pub what: What,
    /// What it is about, as it says itself: a title, a name.
    pub name: Box<str>,
    /// The entity that it is about, where there is one.
    pub about: Option<EntityId>,
    /// What is wrong with it.
    pub faults: Vec<RowFault>,
    /// What it says otherwise.
    pub differences: Vec<Difference>,
}

/// Something that is added with a row, which is about something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The line of the row.
    pub line: usize,
    /// Which one it will be.
    pub id: EntityId,
    /// What it is called, with the unit of a person and the day of a session.
    pub name: String,
}

/// Somebody new with a name that is near that of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearName {
    /// The line of the row that brings them.
    pub line: usize,
    /// What they are called, with their unit.
    pub name: String,
    /// Who they may be, twenty at most.
    pub like: Vec<Like>,
}

/// Somebody for whom another one may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Like {
    /// Which one.
    pub id: PersonId,
    /// What they are called, with their unit.
    pub name: String,
    /// The line that brings them too; `None` for who is known already.
    pub line: Option<usize>,
}

/// What would come of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The head that was found.
    pub head: Head,
    /// The sheet, of a workbook.
    pub sheet: Option<String>,
    /// The other sheets of the workbook that hold something, unless one was asked for.
    pub unread: Vec<UnreadSheet>,
    /// What a text was written in.
    pub encoding: Option<&'static str>,
    /// The lines of rows of sums, which are left out.
    pub sums: Vec<usize>,
    /// The lines of remarks below the rows, which are left out too.
    pub remarks: Vec<usize>,
    /// The lines of rows that name the same studio, title, raiser and day as an earlier one, with the line of
    /// that: each counts as an issue of its own.
    pub alike: Vec<(usize, usize)>,
    /// The people, departments, studios and sessions that are added beside the rows.
    pub beside: Vec<Beside>,
    /// The people that are added, beside rows or by them, and may be somebody known.
    pub near: Vec<NearName>,
    /// What becomes of each row, in the order of the file.
    pub rows: Vec<RowReport>,
    /// Everything to be done, in an order that can be decided.
    pub actions: Vec<Action>,
}

impl Plan {
    /// How many rows become of each, in the order of [`What::ALL`].
    pub fn counts(&self) -> [usize; 6] {
        What::ALL.map(|what| self.rows.iter().filter(|row| row.what == what).count())
    }

    /// How many people, departments, studios and sessions are added on the way.
    pub fn added_beside(&self) -> [usize; 4] {
        BESIDE.map(|kind| self.added(kind).count())
    }

    /// What of a kind is added on the way, in the order of the file.
    pub fn added(&self, kind: EntityKind) -> impl Iterator<Item = &Beside> {
        self.beside.iter().filter(move |it| it.id.kind == kind)
    }

    /// Whether every row is taken in, or says nothing new.
    pub fn is_clean(&self) -> bool {
        !self.rows.iter().any(|row| matches!(row.what, What::Refused | What::Conflict))
    }
}

/// What a plan is made with.
pub struct Ground<'a> {
    /// When and by whom it is asked.
    pub moment: Moment,
    /// Makes new ids, each after the one before.
    pub ids: &'a mut dyn FnMut() -> [u8; 16],
    /// What the store has.
    pub stored: &'a mut dyn Stored,
    /// Is told how many of how many rows were looked at.
    pub progress: &'a mut dyn FnMut(usize, usize),
}
