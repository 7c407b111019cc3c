//! Small checked files beside the journal: whose store this is, and whether it was closed.
//!
//! A marker is text, so that a person can read it, and ends with a checksum of all lines before:
//!
//! ```text
//! tanshi store 1
//! store 07070707070707070707070707070707
//! replica 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a
//! machine 5f3b…            hash of the machine's id, "-" without one
//! folder 2049 1835021      device and inode, "-" without them
//! path 9c1d…               hash of the path of the folder
//! crc32c 1a2b3c4d
//! ```
//!
//! ```text
//! tanshi clean 1
//! boot -                   not used
//! group 1204               the last group of the journal
//! crc32c 1a2b3c4d
//! ```
//!
//! ```text
//! tanshi open 1
//! boot 0a5b2c1e-…          the boot that the store was opened in last, "-" without one
//! group 1204               the last group that is known to be saved
//! rows trusted             "suspect" while they are made anew after a crash of the machine
//! crc32c 1a2b3c4d
//! ```
//!
//! A marker is replaced whole: a temporary file, synced, renamed, and the folder synced.
mod place;
mod run;
mod text;

pub use place::{FolderId, Place, boot_id, machine_id};
pub use run::{CleanMarker, Ending, OpenMarker};

use crate::log::{ReplicaId, StoreId};
use std::path::Path;
use std::{fmt, io};
use text::{Lines, claimed_format, is_format_damaged, optional, parse_id, read, write};

/// The store format that this build writes, and the newest that it opens.
pub const STORE_FORMAT: u16 = 1;

const TITLE: &str = "tanshi store";
const STORE_FILE: &str = "store.marker";
const CLEAN_FILE: &str = "clean.marker";
const OPEN_FILE: &str = "open.marker";
/// The format of the clean and the open marker, which can be lost without harm.
const RUN_FORMAT: u16 = 1;
const NONE: &str = "-";

/// Whose store is in a folder, and where that folder was when the replica was minted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreMarker {
    /// The format of the store.
    pub format: u16,
    /// The store.
    pub store: StoreId,
    /// The replica that writes here.
    pub replica: ReplicaId,
    /// Where it writes.
    pub place: Place,
}

/// Why a marker could not be read or written.
#[derive(Debug)]
pub enum MarkerError {
    /// A newer build wrote it.
    NewerFormat {
        /// Its format.
        found: u16,
        /// The newest that this build knows.
        known: u16,
    },
    /// It is not what was written.
    Damaged {
        /// The file.
        file: &'static str,
    },
    /// The system failed.
    Io {
        /// The file.
        file: &'static str,
        /// What the system said.
        source: io::Error,
    },
}

/// Whether there is any marker, readable or not: then there was a store.
///
/// # Errors
/// [`MarkerError::Io`].
pub fn has_any(folder: &Path) -> Result<bool, MarkerError> {
    for file in [STORE_FILE, OPEN_FILE, CLEAN_FILE] {
        if folder.join(file).try_exists().map_err(text::io_error(file))? {
            return Ok(true);
        }
    }
    Ok(false)
}

impl StoreMarker {
    /// Reads the marker in this folder; none if the folder holds no store.
    ///
    /// # Errors
    /// [`MarkerError::NewerFormat`] for a store that a newer build made, and
    /// [`MarkerError::Damaged`]: a damaged marker is not the same as none.
    pub fn read(folder: &Path) -> Result<Option<Self>, MarkerError> {
        let Some(text) = read(folder, STORE_FILE)? else { return Ok(None) };
        let damaged = MarkerError::Damaged { file: STORE_FILE };
        // Before the checksum, which a newer format may have changed.
        let claimed = claimed_format(&text, TITLE).filter(|format| *format > STORE_FORMAT);
        if let Some(found) = claimed
            && !is_format_damaged(&text, TITLE, STORE_FORMAT)
        {
            return Err(MarkerError::NewerFormat { found, known: STORE_FORMAT });
        }
        let Some(mut lines) = Lines::checked(&text) else { return Err(damaged) };
        let format = lines.format(TITLE).ok_or(damaged)?;
        match Self::parse(format, &mut lines) {
            Some(marker) => Ok(Some(marker)),
            None => Err(MarkerError::Damaged { file: STORE_FILE }),
        }
    }

    fn parse(format: u16, lines: &mut Lines<'_>) -> Option<Self> {
        let store = StoreId::from_bytes(parse_id(lines.value("store")?)?);
        let replica = ReplicaId::from_bytes(parse_id(lines.value("replica")?)?);
        let machine = optional(lines.value("machine")?).map(str::to_owned);
        let folder = match optional(lines.value("folder")?) {
            Some(numbers) => {
                let (device, inode) = numbers.split_once(' ')?;
                Some(FolderId { device: device.parse().ok()?, inode: inode.parse().ok()? })
            }
            None => None,
        };
        // Absent in older markers.
        let path = lines.value("path").and_then(optional).map(str::to_owned);
        Some(Self { format, store, replica, place: Place { machine, folder, path } })
    }

    /// Writes the marker durably, in place of the one before.
    ///
    /// # Errors
    /// [`MarkerError::Io`]; the one before is then still there.
    pub fn write(&self, folder: &Path) -> Result<(), MarkerError> {
        let Self { format, store, replica, place } = self;
        let machine = place.machine.as_deref().unwrap_or(NONE);
        let path = place.path.as_deref().unwrap_or(NONE);
        let folder_id = place
            .folder
            .map_or_else(|| NONE.to_owned(), |id| format!("{} {}", id.device, id.inode));
        let text = format!(
            "tanshi store {format}\nstore {store}\nreplica {replica}\nmachine {machine}\n\
             folder {folder_id}\npath {path}\n"
        );
        write(folder, STORE_FILE, text)
    }
}

impl fmt::Display for MarkerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NewerFormat { found, known } => {
                write!(f, "store format {found} is newer than {known}")
            }
            Self::Damaged { file } => write!(f, "{file} is damaged"),
            Self::Io { file, source } => write!(f, "cannot use {file}: {source}"),
        }
    }
}

impl std::error::Error for MarkerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
