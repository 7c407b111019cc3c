//! Why the store refused or cannot go on. Data, so that every surface words the way out.

use super::journal::JournalError;
use super::port::RowsError;
use crate::domain::{id::EntityId, refusal::Refusal};
use crate::log::{LogError, RECORD_VERSION};
use std::fmt;
use std::path::PathBuf;

/// Why the store refused or cannot go on.
#[derive(Debug)]
pub enum StoreError {
    /// The rules refuse the change; nothing was changed.
    Refused(Refusal),
    /// An event of a newer build is about this entity: here it can only be read.
    WrittenByNewer(EntityId),
    /// The journal cannot take the change; it is not saved.
    Journal(JournalError),
    /// The rows cannot be used, and could not be healed.
    Rows(RowsError),
    /// Bytes of the log that cannot be made or read.
    Log(LogError),
    /// The store is read-only.
    ReadOnly(Reason),
    /// Another process has the store open.
    AlreadyOpen {
        /// Its process id, when it could be read.
        pid: Option<u32>,
        /// When it opened the store, as it wrote it.
        since: Option<String>,
    },
    /// A newer build wrote this store; nothing was changed.
    NewerFormat {
        /// The format found.
        found: u16,
        /// The newest that this build knows.
        known: u16,
    },
    /// There is no store in this folder.
    NoStore(PathBuf),
    /// The folder holds something else.
    NotEmpty(PathBuf),
    /// A file or folder failed.
    Io {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The wall clock is more than a day behind the log: one of the two was set wrongly. Told to
    /// go on all the same, [`Engine::restart_clock`](super::engine::Engine::restart_clock).
    ClockBehind {
        /// By how much, in milliseconds.
        ahead_millis: u64,
    },
    /// Another change was saved since these were collected: they have to be decided again.
    Overtaken,
}

/// Why a store is read-only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The disk is full.
    DiskFull,
    /// The disk failed.
    DiskFailed,
    /// Part of the log is lost in both copies.
    Incomplete {
        /// The first group that is missing.
        first_group: u64,
        /// The last group that is missing.
        last_group: u64,
    },
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::WrittenByNewer(id) => write!(f, "a newer build wrote about {id}"),
            Self::Journal(error) => error.fmt(f),
            Self::Rows(error) => error.fmt(f),
            Self::Log(error) => error.fmt(f),
            Self::ReadOnly(reason) => write!(f, "the store is read-only: {reason}"),
            Self::AlreadyOpen { pid: Some(pid), .. } => write!(f, "already open in process {pid}"),
            Self::AlreadyOpen { pid: None, .. } => f.write_str("already open"),
            Self::NewerFormat { found, known } => {
                write!(f, "store format {found} is newer than {known}")
            }
            Self::NoStore(path) => write!(f, "no store in {}", path.display()),
            Self::NotEmpty(path) => write!(f, "{} is not empty", path.display()),
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::ClockBehind { ahead_millis } => {
                write!(f, "the clock is {ahead_millis} ms behind the log")
            }
            Self::Overtaken => f.write_str("another change was saved in between"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Journal(error) => Some(error),
            Self::Rows(error) => Some(error),
            Self::Log(error) => Some(error),
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl Reason {
    /// Why the store is read-only after this error; `None` for one that is not the disk's.
    pub(super) fn of(error: &StoreError) -> Option<Self> {
        let source = match error {
            StoreError::Io { source, .. }
            | StoreError::Journal(JournalError::Io { source, .. }) => source,
            StoreError::Rows(error) => return Some(Self::of_rows(error)),
            StoreError::Journal(
                JournalError::Poisoned | JournalError::AcknowledgedMissing { .. },
            ) => {
                return Some(Self::DiskFailed);
            }
            _ => return None,
        };
        Some(match source.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull,
            _ => Self::DiskFailed,
        })
    }

    /// Why the store is read-only after the rows failed.
    pub(super) const fn of_rows(error: &RowsError) -> Self {
        match error {
            RowsError::Full => Self::DiskFull,
            _ => Self::DiskFailed,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DiskFull => f.write_str("the disk is full"),
            Self::DiskFailed => f.write_str("the disk failed"),
            Self::Incomplete { first_group, last_group } => {
                write!(f, "groups {first_group} to {last_group} are lost")
            }
        }
    }
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<RowsError> for StoreError {
    fn from(error: RowsError) -> Self {
        Self::Rows(error)
    }
}

impl From<LogError> for StoreError {
    fn from(error: LogError) -> Self {
        match error {
            LogError::ClockTooFarAhead { ahead_millis } => Self::ClockBehind { ahead_millis },
            LogError::UnknownVersion(found) => {
                Self::NewerFormat { found: found.into(), known: RECORD_VERSION.into() }
            }
            LogError::UnknownSlot(_) => {
                let known = u16::from(RECORD_VERSION);
                Self::NewerFormat { found: known + 1, known }
            }
            other => Self::Log(other),
        }
    }
}

impl From<JournalError> for StoreError {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::NewerFormat { found, known } => Self::NewerFormat { found, known },
            other => Self::Journal(other),
        }
    }
}
