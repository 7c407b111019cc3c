//! Backups: one file with the journal and the files of a store, checked after it was written, and put back
//! into a new place. The journal is what a backup consists of; rows are made anew from it.
//!
//! ```text
//! tanshi-backup-0a1b2c3d-44556677-2023-10-20.zip
//!   journal/journal-0001-00000001.seg   the journal, up to a whole group
//!   screens/views.toml                  saved views and how the lists look, as they lay beside the store
//!   files/ab/cdef….jpg                  evidence and final documents, named by what they hold
//!   manifest.json                       what is in it, of which store, up to which group, and every hash
//!   comment: "tanshi sha256 " and the hash of every byte before these 64 digits
//! ```
//!
//! | question | file |
//! |---|---|
//! | what a backup says of itself | `manifest` |
//! | making one | `make` |
//! | whether one is what was written | `check` |
//! | putting one back | `restore` |
//! | those that are kept, by day and by month | `shelf`, `daily` |
//! | words for people | `words` |

mod check;
mod daily;
mod make;
mod manifest;
mod restore;
mod seal;
mod shelf;
mod words;

pub use check::{Checked, PartFault, check};
pub use daily::{Outcome, Stand, daily, standing};
pub use make::{FaultyFile, Made, Target, make};
pub use manifest::{FORMAT, KIND, Manifest, Part};
pub use restore::{Extent, Held, Restored, free_name, hold, replace, restore, settled};
pub use shelf::{Cause, Kept, Whose, own_shelf};
pub use words::{checked_lines, fault_text, faulty_text, outcome_texts};

use crate::store::StoreError;
use crate::store::copy::Proved;
use crate::store::journal::JournalError;
use std::io;
use std::path::PathBuf;

/// Why a backup was not made, or not put back.
#[derive(Debug)]
pub enum BackupFault {
    /// The store cannot be read, or is open.
    Store(StoreError),
    /// The journal of the store cannot be read.
    Journal(JournalError),
    /// Parts of the store's journal are not what was written, so that nothing was written.
    StoreDamaged(Box<Proved>),
    /// What was written reads back as something else: the medium is not to be trusted.
    NotVerified(PathBuf),
    /// The file is no backup.
    NotABackup(PathBuf),
    /// It is a folder: a backup is a file.
    AFolder(PathBuf),
    /// A newer build made it.
    NewerFormat {
        /// The number of its format.
        found: u32,
        /// The newest that this build reads.
        known: u32,
    },
    /// It is not what was written.
    Damaged(Box<Checked>),
    /// There is a file of this name already.
    Exists(PathBuf),
    /// The folder is not there: the medium is perhaps not plugged in.
    NoFolder(PathBuf),
    /// A place that depends on where the program was started.
    NotAbsolute(PathBuf),
    /// It was left unfinished, because the program ends.
    Stopped,
    /// What was restored does not check out in its new place, so that it is not put in the place of the data.
    RestoredDamaged(PathBuf),
    /// What was restored could not be put in the place of the data.
    NotReplaced {
        /// Where what was restored is.
        restored: PathBuf,
        /// Where the data of before is, if it is not in its place again.
        aside: Option<PathBuf>,
        /// Why.
        source: io::Error,
    },
    /// The folder holds something, so that nothing is put there.
    NotEmpty(PathBuf),
    /// The system refused.
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl From<StoreError> for BackupFault {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn io_fault(path: &std::path::Path) -> impl FnOnce(io::Error) -> BackupFault {
    let path = path.to_owned();
    move |source| BackupFault::Io { path, source }
}

#[cfg(test)]
mod tests;
