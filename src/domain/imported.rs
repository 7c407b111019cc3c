//! From which row of which table an entity was taken, so that the same row again changes nothing.
//!
//! The log alone keeps this, no entity does: only an import asks, and it reads the log once. So what
//! a row costs every day does not grow, and what was sealed or counted does not depend on it.

use super::id::EntityId;
use serde::{Deserialize, Serialize};

/// The most rows that one event tells of: its body has to stay small.
pub const ROWS_AT_ONCE: usize = 500;

/// What a row is known by: a digest of its number, or of its studio, title, raiser, date and place
/// among equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowKey(pub [u8; 16]);

/// What a row says: a digest of all its cells that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowDigest(pub [u8; 16]);

/// What the columns of a table were taken for, remembered by their names: a file with the same head is
/// read in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// The stable word of what the table is about.
    pub kind: String,
    /// The names of its columns in order, each with the stable word of what it holds.
    pub columns: Vec<(String, String)>,
}

impl ColumnMapping {
    /// The most that are remembered.
    pub const MOST: usize = 20;
    /// The most bytes of all their names together.
    pub const MOST_BYTES: usize = 12_000;

    /// Whether it is about a head with these names, wherever their lines are broken.
    pub fn is_of(&self, names: &[&str]) -> bool {
        let words = |name: &str| name.split_whitespace().collect::<String>();
        let own = self.columns.iter().map(|(name, _)| words(name));
        self.columns.len() == names.len() && own.eq(names.iter().map(|name| words(name)))
    }

    /// How many bytes its names have.
    pub fn bytes(&self) -> usize {
        let columns = self.columns.iter().map(|(name, field)| name.len() + field.len());
        self.kind.len() + columns.sum::<usize>()
    }

    /// Puts one in behind the others, in the place of one about the same head; the oldest make room.
    pub fn remember(all: &mut Vec<Self>, new: Self) {
        let names: Vec<&str> = new.columns.iter().map(|(name, _)| name.as_str()).collect();
        all.retain(|it| !it.is_of(&names));
        if new.bytes() > Self::MOST_BYTES {
            return;
        }
        all.push(new);
        while all.len() > Self::MOST || Self::all_bytes(all) > Self::MOST_BYTES {
            all.remove(0);
        }
    }

    /// How many bytes all their names have.
    pub fn all_bytes(all: &[Self]) -> usize {
        all.iter().map(Self::bytes).sum()
    }
}

/// A row that something was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedRow {
    /// What was taken from it.
    pub entity: EntityId,
    /// What it is known by.
    pub key: RowKey,
    /// What it said when it was read before; `None` where that was never.
    pub from: Option<RowDigest>,
    /// What it says; `None` where it counts as never read again.
    pub to: Option<RowDigest>,
}

impl ImportedRow {
    /// The same row as it was before.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self { from: self.to, to: self.from, ..self }
    }
}

/// Rows that something was taken from. It changes nothing by itself: the events beside it do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsImported {
    /// The rows, at most [`ROWS_AT_ONCE`].
    pub rows: Vec<ImportedRow>,
}
