//! What a backup says of itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The number of the format that this build writes, and the newest that it reads.
pub const FORMAT: u32 = 1;
/// What a manifest names itself.
pub const KIND: &str = "backup";
/// The name of its entry.
pub(super) const MANIFEST_FILE: &str = "manifest.json";
/// Before the names of segments.
pub(super) const JOURNAL: &str = "journal/";
/// Before the names of files.
pub(super) const FILES: &str = "files/";
/// Before the names of what a person has set up on the screens.
pub(super) const SCREENS: &str = "screens/";

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The number of its format.
    pub tanshi: u32,
    /// Always [`KIND`].
    pub kind: String,
    /// The day on which it was made.
    pub day: NaiveDate,
    /// The version of the program that made it.
    pub program: String,
    /// Whose store it is, in hexadecimal digits.
    pub store: String,
    /// Which replica wrote it, in hexadecimal digits; early builds did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replica: Option<String>,
    /// The format of the journal.
    pub journal_format: u16,
    /// The last group that is in it.
    pub last_group: u64,
    /// How many groups.
    pub groups: u64,
    /// How many records.
    pub records: u64,
    /// Every other entry.
    pub parts: Vec<Part>,
}

/// An entry of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub size_bytes: u64,
    /// SHA-256 of what it holds, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// How many files of evidence and final documents it has.
    pub fn files(&self) -> usize {
        self.parts.iter().filter(|part| part.name.starts_with(FILES)).count()
    }

    /// Whether it holds a backup of the same replica that goes no further than this one: then nothing is
    /// lost where this one takes its place.
    pub(super) fn holds_all_of(&self, older: &Self) -> bool {
        self.store == older.store
            && self.replica.is_some()
            && self.replica == older.replica
            && older.last_group <= self.last_group
    }

    /// How many bytes it has, unpacked.
    pub fn size_bytes(&self) -> u64 {
        self.parts.iter().map(|part| part.size_bytes).sum()
    }
}
