//! What can go wrong with the journal, and what is wrong with its bytes.

use std::{fmt, io};

use crate::log::StoreId;

/// Why the journal refused, or could not go on.
#[derive(Debug)]
pub enum JournalError {
    /// The folder holds no journal.
    Missing,
    /// The folder holds a journal already.
    Exists,
    /// A newer build wrote this journal; nothing was changed.
    NewerFormat {
        /// The format of the segment.
        found: u16,
        /// The newest that this build knows.
        known: u16,
    },
    /// The journal belongs to another store; nothing was changed.
    WrongStore {
        /// The store asked for.
        expected: StoreId,
        /// The store that the segment names.
        found: StoreId,
    },
    /// A part of the journal cannot be read; what follows it still can.
    Damaged(Damage),
    /// An earlier failure made the journal read-only until it is reopened.
    Poisoned,
    /// What stands in the folder is another file than the one that was written: somebody has
    /// replaced it, and what was just written is in neither.
    Replaced {
        /// The file.
        file: String,
    },
    /// A group of no records.
    EmptyGroup,
    /// A record or a group above its bound.
    TooLarge {
        /// The bound, in bytes or records.
        bound: usize,
    },
    /// A segment file longer than any that is written.
    SegmentTooLarge {
        /// Its number.
        segment: u32,
        /// Its length in bytes.
        len: u64,
    },
    /// The disk no longer holds what it acknowledged.
    AcknowledgedMissing {
        /// The segment that ends too early.
        segment: u32,
        /// The last group that was acknowledged.
        group: u64,
    },
    /// The folder failed.
    Io {
        /// What was being done.
        doing: Doing,
        /// The file it was done to; empty for the folder.
        file: String,
        /// What the system said.
        source: io::Error,
    },
}

/// What was being done to the folder when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Listing the folder.
    List,
    /// Reading a file.
    Read,
    /// Making a file.
    Create,
    /// Appending to a file.
    Append,
    /// Making a file or the folder durable.
    Sync,
    /// Cutting a file.
    Truncate,
    /// Renaming a file.
    Rename,
    /// Removing a file.
    Remove,
}

impl Doing {
    /// Adds what was done, and to which file, to a failure.
    pub(super) fn to(self, file: &str) -> impl FnOnce(io::Error) -> JournalError {
        let file = file.to_owned();
        move |source| JournalError::Io { doing: self, file, source }
    }
}

/// A part of the journal that is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// What is wrong.
    pub kind: DamageKind,
    /// The segment it is in.
    pub segment: u32,
    /// Where in the segment, in bytes.
    pub offset: u64,
    /// How many bytes cannot be read.
    pub len: u64,
    /// The first group that may be missing.
    pub first_group: u64,
    /// The last group that may be missing; below `first_group` when none is, and absent when
    /// what follows does not say.
    pub last_group: Option<u64>,
}

/// What is wrong with a part of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DamageKind {
    /// A segment file is not there.
    SegmentMissing,
    /// The header of a segment is not what was written; its groups are read all the same.
    SegmentHeader,
    /// Bytes between groups, or before the next segment, are no group.
    Group,
    /// Whole groups are not there although nothing else is.
    Gap,
    /// A group that is valid in itself follows another one than was written before it.
    WrongPrevious,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, segment, offset, len, first_group, last_group } = self;
        let what = match kind {
            DamageKind::SegmentMissing => "segment is missing",
            DamageKind::SegmentHeader => "segment header is damaged",
            DamageKind::Group => "bytes are no group",
            DamageKind::Gap => "groups are missing",
            DamageKind::WrongPrevious => "group follows another one",
        };
        write!(f, "{what}: segment {segment}, {len} bytes at {offset}, ")?;
        match last_group {
            Some(last) if last < first_group => write!(f, "no group lost"),
            Some(last) => write!(f, "groups {first_group} to {last}"),
            None => write!(f, "groups from {first_group}"),
        }
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no journal here"),
            Self::Exists => write!(f, "a journal is here already"),
            Self::NewerFormat { found, known } => {
                write!(f, "journal format {found} is newer than {known}")
            }
            Self::WrongStore { expected, found } => {
                write!(f, "journal belongs to store {found}, not {expected}")
            }
            Self::Damaged(damage) => damage.fmt(f),
            Self::Poisoned => write!(f, "journal is read-only after a failure"),
            Self::Replaced { file } => write!(f, "{file:?} was replaced by another file"),
            Self::EmptyGroup => write!(f, "group without records"),
            Self::TooLarge { bound } => write!(f, "more than {bound} in a group"),
            Self::SegmentTooLarge { segment, len } => {
                write!(f, "segment {segment} is {len} bytes long")
            }
            Self::AcknowledgedMissing { segment, group } => {
                write!(f, "segment {segment} no longer holds group {group}")
            }
            Self::Io { doing, file, source } => {
                write!(f, "cannot {} {file:?}: {source}", doing.verb())
            }
        }
    }
}

impl Doing {
    const fn verb(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Read => "read",
            Self::Create => "create",
            Self::Append => "append to",
            Self::Sync => "sync",
            Self::Truncate => "truncate",
            Self::Rename => "rename",
            Self::Remove => "remove",
        }
    }
}

impl std::error::Error for JournalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
