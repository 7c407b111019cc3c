//! Whether a store is open or was closed, and how its last run ended.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::text::{Lines, io_error, optional, read, write};
use super::{CLEAN_FILE, MarkerError, NONE, OPEN_FILE, RUN_FORMAT};
use crate::store::journal::sync_folder;
use std::path::Path;
use std::{fs, io};

const SUSPECT: &str = "suspect";
const TRUSTED: &str = "trusted";

/// Written at closing, removed at opening: only a store that was closed has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CleanMarker {
    /// The last group of the journal.
    pub last_group: u64,
}

/// Written at opening, and again as more is known to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenMarker {
    /// The boot that the store was opened in last, where the system names boots.
    pub boot_id: Option<String>,
    /// A group that is saved; there may be later ones.
    pub known_group: u64,
    /// The rows may lack what they were given: they are being made anew, and are not done.
    pub are_rows_suspect: bool,
}

/// How the last run of a store ended; see [`Ending::of`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It was closed, with this last group.
    Closed {
        /// The last group of the journal.
        last_group: u64,
    },
    /// The process ended and the machine went on: what was written is there, synced or not.
    Killed {
        /// A group that was saved before it was opened; there may be later ones.
        known_group: u64,
    },
    /// The machine went down, or may have, in that run or in one before it that nobody could make
    /// good yet: only what was synced is sure.
    Unknown {
        /// A group that was saved before it was opened; there may be later ones.
        known_group: u64,
    },
}

impl CleanMarker {
    /// Reads the marker; none if the store was not closed, or the marker is damaged or newer:
    /// all three mean that everything is to be checked.
    ///
    /// # Errors
    /// [`MarkerError::Io`].
    pub fn read(folder: &Path) -> Result<Option<Self>, MarkerError> {
        Ok(read(folder, CLEAN_FILE)?.and_then(|text| Self::parse(&text)))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = Lines::checked(text)?;
        if lines.format("tanshi clean")? != RUN_FORMAT {
            return None;
        }
        lines.value("boot")?;
        Some(Self { last_group: lines.value("group")?.parse().ok()? })
    }

    /// Writes the marker durably.
    ///
    /// # Errors
    /// [`MarkerError::Io`].
    pub fn write(&self, folder: &Path) -> Result<(), MarkerError> {
        let group = self.last_group;
        let text = format!("tanshi clean {RUN_FORMAT}\nboot {NONE}\ngroup {group}\n");
        write(folder, CLEAN_FILE, text)
    }

    /// Removes the marker durably; [`OpenMarker::write`] does so.
    ///
    /// # Errors
    /// [`MarkerError::Io`].
    pub fn remove(folder: &Path) -> Result<(), MarkerError> {
        match fs::remove_file(folder.join(CLEAN_FILE)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed.and_then(|()| sync_folder(folder)).map_err(io_error(CLEAN_FILE)),
        }
    }
}

impl Ending {
    /// How the last run of the store in this folder ended, seen from this boot.
    ///
    /// # Errors
    /// [`MarkerError::Io`].
    pub fn of(folder: &Path, boot_id: Option<&str>) -> Result<Self, MarkerError> {
        if let Some(CleanMarker { last_group }) = CleanMarker::read(folder)? {
            return Ok(Self::Closed { last_group });
        }
        let opened = read(folder, OPEN_FILE)?.as_deref().and_then(OpenMarker::parse);
        let Some(OpenMarker { boot_id: opened_in, known_group, are_rows_suspect }) = opened else {
            return Ok(Self::Unknown { known_group: 0 });
        };
        let is_same_boot = boot_id.is_some() && boot_id == opened_in.as_deref();
        Ok(if is_same_boot && !are_rows_suspect {
            Self::Killed { known_group }
        } else {
            Self::Unknown { known_group }
        })
    }

    /// The last group that is known to have been saved.
    pub const fn known_group(self) -> u64 {
        match self {
            Self::Closed { last_group: group }
            | Self::Killed { known_group: group }
            | Self::Unknown { known_group: group } => group,
        }
    }
}

impl OpenMarker {
    /// Notes durably that the store is open from now on, and no longer closed.
    ///
    /// # Errors
    /// [`MarkerError::Io`]; the store is then not to be written.
    pub fn write(&self, folder: &Path) -> Result<(), MarkerError> {
        let boot = self.boot_id.as_deref().unwrap_or(NONE);
        let group = self.known_group;
        let rows = if self.are_rows_suspect { SUSPECT } else { TRUSTED };
        let text = format!("tanshi open {RUN_FORMAT}\nboot {boot}\ngroup {group}\nrows {rows}\n");
        write(folder, OPEN_FILE, text)?;
        CleanMarker::remove(folder)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = Lines::checked(text)?;
        if lines.format("tanshi open")? != RUN_FORMAT {
            return None;
        }
        let boot_id = optional(lines.value("boot")?).map(str::to_owned);
        let known_group = lines.value("group")?.parse().ok()?;
        // Absent in older markers, which knew nothing of it.
        let are_rows_suspect = lines.value("rows") == Some(SUSPECT);
        Some(Self { boot_id, known_group, are_rows_suspect })
    }
}
