//! Why something failed, without what it was about and where it lies.

use crate::shell::backup::BackupFault;

use crate::store::journal::JournalError;
use crate::store::port::RowsError;
use crate::store::{Reason, StoreError};
use std::io::{self, ErrorKind};

/// A reason in words of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Why {
    pub(super) word: &'static str,
    /// What the system calls it, and its number.
    pub(super) kind: Option<ErrorKind>,
    pub(super) code: Option<i32>,
    /// It belongs to everyday use: a rule refuses, something is not there.
    pub(super) is_everyday: bool,
}

impl Why {
    const fn of(word: &'static str) -> Self {
        Self { word, kind: None, code: None, is_everyday: false }
    }

    const fn everyday(word: &'static str) -> Self {
        Self { is_everyday: true, ..Self::of(word) }
    }

    fn of_system(word: &'static str, error: &io::Error) -> Self {
        Self { kind: Some(error.kind()), code: error.raw_os_error(), ..Self::of(word) }
    }

    pub(super) fn of_store(error: &StoreError) -> Self {
        match error {
            StoreError::Refused(_) => Self::everyday("refused"),
            StoreError::Overtaken => Self::everyday("overtaken"),
            StoreError::NoStore(_) => Self::everyday("no-store"),
            StoreError::NotEmpty(_) => Self::everyday("not-empty"),
            StoreError::AlreadyOpen { .. } => Self::everyday("already-open"),
            StoreError::WrittenByNewer(_) => Self::of("written-by-newer"),
            StoreError::NotSaved(error) | StoreError::Journal(error) => Self::of_journal(error),
            StoreError::Rows(error) => Self::of_rows(error),
            StoreError::Log(_) => Self::of("record-unreadable"),
            StoreError::ReadOnly(reason) => Self::of_reason(*reason),
            StoreError::NewerFormat { .. } | StoreError::NewerSlot { .. } => {
                Self::of("newer-format")
            }
            StoreError::Gone(_) => Self::of("both-copies-gone"),
            StoreError::Io { source, .. } => Self::of_system("system", source),
            StoreError::ClockBehind { .. } => Self::of("clock-behind"),
        }
    }

    fn of_journal(error: &JournalError) -> Self {
        match error {
            JournalError::Io { source, .. } => Self::of_system("journal-system", source),
            JournalError::Missing => Self::of("journal-missing"),
            JournalError::Damaged(_) => Self::of("journal-damaged"),
            JournalError::Poisoned => Self::of("journal-poisoned"),
            JournalError::Replaced { .. } => Self::of("journal-replaced"),
            JournalError::WrongStore { .. } => Self::of("journal-of-another-store"),
            JournalError::NewerFormat { .. } => Self::of("newer-format"),
            _ => Self::of("journal"),
        }
    }

    const fn of_rows(error: &RowsError) -> Self {
        match error {
            RowsError::Damaged { what } => Self::of(what),
            RowsError::Full => Self::of("rows-full"),
            RowsError::Panicked => Self::of("rows-panicked"),
            RowsError::Failed { kind } => Self { kind: Some(*kind), ..Self::of("rows-system") },
        }
    }

    pub(super) const fn of_reason(reason: Reason) -> Self {
        Self::of(match reason {
            Reason::DiskFull => "disk-full",
            Reason::DiskFailed => "disk-failed",
            Reason::Protected => "protected",
            Reason::PartlyShown { .. } => "partly-shown",
            Reason::Incomplete { .. } => "incomplete",
            Reason::Broken { .. } => "broken",
        })
    }

    pub(super) fn of_backup(fault: &BackupFault) -> Self {
        match fault {
            BackupFault::Store(error) => Self::of_store(error),
            BackupFault::Journal(error) => Self::of_journal(error),
            BackupFault::Io { source, .. } | BackupFault::NotReplaced { source, .. } => {
                Self::of_system("system", source)
            }
            BackupFault::StoreDamaged(_) => Self::of("store-damaged"),
            BackupFault::NotVerified(_) => Self::of("not-verified"),
            BackupFault::Damaged(_) | BackupFault::RestoredDamaged(_) => Self::of("damaged"),
            BackupFault::NewerFormat { .. } => Self::of("newer-format"),
            BackupFault::NotABackup(_) | BackupFault::AFolder(_) => Self::everyday("no-backup"),
            BackupFault::Exists(_) => Self::everyday("exists"),
            BackupFault::NoFolder(_) => Self::everyday("no-folder"),
            BackupFault::NotAbsolute(_) => Self::everyday("not-absolute"),
            BackupFault::NotEmpty(_) => Self::everyday("not-empty"),
            BackupFault::Stopped => Self::everyday("stopped"),
        }
    }
}
