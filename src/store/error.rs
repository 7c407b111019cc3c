//! Why the store refused or cannot go on. Data, so that every surface words the way out.

use super::journal::JournalError;
use super::port::RowsError;
use crate::domain::{id::EntityId, refusal::Refusal};
use crate::log::{LogError, RECORD_VERSION, ReplicaId};
use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Why the store refused or cannot go on.
#[derive(Debug)]
pub enum StoreError {
    /// The rules refuse the change; nothing was changed.
    Refused(Refusal),
    /// An event of a newer build is about this entity: here it can only be read.
    WrittenByNewer(EntityId),
    /// The journal could not take the change; it is not saved.
    NotSaved(JournalError),
    /// The journal cannot be used; nothing was being saved.
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
    /// A newer build wrote a record of this store: its body is kept in a way that this one does
    /// not know; nothing was changed.
    NewerSlot {
        /// The kind of body slot.
        found: u8,
    },
    /// There is no store in this folder.
    NoStore(PathBuf),
    /// There was a store in this folder, and both copies of it are gone; nothing was made in
    /// their place.
    Gone(PathBuf),
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
    /// The folder may only be read.
    Protected,
    /// The journal has a hole, and what it lacks may be in the rows, which cannot be looked at for
    /// now: what is shown is not everything.
    PartlyShown {
        /// The first group that is not shown.
        first_group: u64,
        /// The last group that is not shown.
        last_group: u64,
        /// Why the rows cannot be looked at.
        because: Obstacle,
    },
    /// Part of the log is lost in both copies.
    Incomplete {
        /// The first group that is missing.
        first_group: u64,
        /// The last group that is missing.
        last_group: u64,
    },
    /// A record does not follow the one before it, although each proves itself: something between
    /// them was taken out or put in.
    Broken {
        /// The group that the record is in.
        group: u64,
        /// Who wrote it.
        replica: ReplicaId,
        /// Its place in the chain of that replica.
        seq: u64,
    },
}

/// What keeps the disk from being used, for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It is full.
    Full,
    /// It failed.
    Failed,
    /// It may only be read.
    Protected,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::WrittenByNewer(id) => write!(f, "a newer build wrote about {id}"),
            Self::NotSaved(error) => write!(f, "not saved: {error}"),
            Self::Journal(error) => error.fmt(f),
            Self::Rows(error) => error.fmt(f),
            Self::Log(error) => error.fmt(f),
            Self::ReadOnly(reason) => write!(f, "the store is read-only: {reason}"),
            Self::AlreadyOpen { pid: Some(pid), .. } => write!(f, "already open in process {pid}"),
            Self::AlreadyOpen { pid: None, .. } => f.write_str("already open"),
            Self::NewerFormat { found, known } => {
                write!(f, "store format {found} is newer than {known}")
            }
            Self::NewerSlot { found } => write!(f, "body slot {found} is of a newer build"),
            Self::NoStore(path) => write!(f, "no store in {}", path.display()),
            Self::Gone(path) => write!(f, "the store in {} is gone", path.display()),
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
            Self::NotSaved(error) | Self::Journal(error) => Some(error),
            Self::Rows(error) => Some(error),
            Self::Log(error) => Some(error),
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl Obstacle {
    /// What stands in the way after this error; `None` for one that is not the disk's.
    pub(super) fn of(error: &StoreError) -> Option<Self> {
        match error {
            StoreError::Io { source, .. }
            | StoreError::NotSaved(JournalError::Io { source, .. })
            | StoreError::Journal(JournalError::Io { source, .. }) => {
                Some(Self::of_kind(source.kind()))
            }
            StoreError::Rows(error) => Some(Self::of_rows(error)),
            StoreError::NotSaved(_)
            | StoreError::Journal(
                JournalError::Poisoned
                | JournalError::Replaced { .. }
                | JournalError::AcknowledgedMissing { .. },
            ) => Some(Self::Failed),
            _ => None,
        }
    }

    /// What stands in the way after the rows failed.
    pub(super) const fn of_rows(error: &RowsError) -> Self {
        match error {
            RowsError::Full => Self::Full,
            RowsError::Failed { kind } => Self::of_kind(*kind),
            _ => Self::Failed,
        }
    }

    const fn of_kind(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Protected,
            _ => Self::Failed,
        }
    }
}

impl From<Obstacle> for Reason {
    fn from(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::Full => Self::DiskFull,
            Obstacle::Failed => Self::DiskFailed,
            Obstacle::Protected => Self::Protected,
        }
    }
}

impl Reason {
    /// Whether it can pass while the store is open; what is lost stays lost.
    pub(super) const fn can_pass(self) -> bool {
        !matches!(self, Self::Incomplete { .. } | Self::Broken { .. })
    }

    /// Whether what was typed is worth saving all the same: all that is saved is shown, and saving
    /// may work at any moment, as when somebody makes room on the disk.
    pub const fn is_worth_trying(self) -> bool {
        matches!(self, Self::DiskFull | Self::DiskFailed)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DiskFull => f.write_str("the disk is full"),
            Self::DiskFailed => f.write_str("the disk failed"),
            Self::Protected => f.write_str("the folder may only be read"),
            Self::PartlyShown { first_group, last_group, .. } => {
                write!(f, "groups {first_group} to {last_group} cannot be shown for now")
            }
            Self::Incomplete { first_group, last_group } => {
                write!(f, "groups {first_group} to {last_group} are lost")
            }
            Self::Broken { group, replica, seq } => {
                write!(f, "record {seq} of {replica} in group {group} follows another")
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
            LogError::UnknownSlot(slot) => Self::NewerSlot { found: slot },
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
