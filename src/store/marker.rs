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
//! crc32c 1a2b3c4d
//! ```
//!
//! ```text
//! tanshi clean 1
//! boot 0a5b2c1e-…          the boot that the store was closed in, "-" without one
//! group 1204               the last group of the journal
//! crc32c 1a2b3c4d
//! ```
//!
//! ```text
//! tanshi open 1
//! boot 0a5b2c1e-…          the boot that the store was opened in last, "-" without one
//! group 1204               the last group that was known to be saved then
//! crc32c 1a2b3c4d
//! ```
//!
//! A marker is replaced whole: a temporary file, synced, renamed, and the folder synced.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::journal::sync_folder;
use crate::log::{ReplicaId, StoreId};

/// The store format that this build writes, and the newest that it opens.
pub const STORE_FORMAT: u16 = 1;

const STORE_FILE: &str = "store.marker";
const CLEAN_FILE: &str = "clean.marker";
const OPEN_FILE: &str = "open.marker";
/// The format of the clean and the open marker, which can be lost without harm.
const RUN_FORMAT: u16 = 1;
/// What is read of a marker, in bytes: all that is ever written fits.
const MAX_BYTES: u64 = 4096;
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

/// A folder on a machine. A store found in another place than its marker says was copied,
/// restored or moved, and writes as a new replica (DESIGN §2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// A hash of the machine's id, where it has one.
    pub machine: Option<String>,
    /// The folder itself, where the system numbers folders.
    pub folder: Option<FolderId>,
}

/// How the system knows a folder whatever its path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderId {
    /// The device.
    pub device: u64,
    /// The inode.
    pub inode: u64,
}

/// Written at closing, removed at opening: only a store that was closed has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanMarker {
    /// The boot that the store was closed in, where the system names boots.
    pub boot_id: Option<String>,
    /// The last group of the journal.
    pub last_group: u64,
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
    /// The machine went down, or may have: only what was synced is sure.
    Unknown {
        /// A group that was saved before it was opened; there may be later ones.
        known_group: u64,
    },
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

impl StoreMarker {
    /// Reads the marker in this folder; none if the folder holds no store.
    ///
    /// # Errors
    /// [`MarkerError::NewerFormat`] for a store that a newer build made, and
    /// [`MarkerError::Damaged`]: a damaged marker is not the same as none.
    pub fn read(folder: &Path) -> Result<Option<Self>, MarkerError> {
        let Some(text) = read(folder, STORE_FILE)? else { return Ok(None) };
        let damaged = MarkerError::Damaged { file: STORE_FILE };
        let Some(mut lines) = Lines::checked(&text) else { return Err(damaged) };
        let format = lines.format("tanshi store").ok_or(damaged)?;
        if format > STORE_FORMAT {
            return Err(MarkerError::NewerFormat { found: format, known: STORE_FORMAT });
        }
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
        Some(Self { format, store, replica, place: Place { machine, folder } })
    }

    /// Writes the marker durably, in place of the one before.
    ///
    /// # Errors
    /// [`MarkerError::Io`]; the one before is then still there.
    pub fn write(&self, folder: &Path) -> Result<(), MarkerError> {
        let Self { format, store, replica, place } = self;
        let machine = place.machine.as_deref().unwrap_or(NONE);
        let folder_id = place
            .folder
            .map_or_else(|| NONE.to_owned(), |id| format!("{} {}", id.device, id.inode));
        let text = format!(
            "tanshi store {format}\nstore {store}\nreplica {replica}\nmachine {machine}\n\
             folder {folder_id}\n"
        );
        write(folder, STORE_FILE, text)
    }
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
        let boot_id = optional(lines.value("boot")?).map(str::to_owned);
        Some(Self { boot_id, last_group: lines.value("group")?.parse().ok()? })
    }

    /// Writes the marker durably.
    ///
    /// # Errors
    /// [`MarkerError::Io`].
    pub fn write(&self, folder: &Path) -> Result<(), MarkerError> {
        let boot = self.boot_id.as_deref().unwrap_or(NONE);
        let group = self.last_group;
        let text = format!("tanshi clean {RUN_FORMAT}\nboot {boot}\ngroup {group}\n");
        write(folder, CLEAN_FILE, text)
    }

    /// Removes the marker durably; [`mark_open`] does so.
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
        if let Some(CleanMarker { last_group, .. }) = CleanMarker::read(folder)? {
            return Ok(Self::Closed { last_group });
        }
        let opened = read(folder, OPEN_FILE)?;
        let (opened_in, known_group) = opened.as_deref().and_then(parse_open).unwrap_or_default();
        Ok(if boot_id.is_some() && boot_id == opened_in {
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

/// Notes durably that the store is open from now on, in this boot, with this group saved, and no
/// longer closed.
///
/// # Errors
/// [`MarkerError::Io`]; the store is then not to be written.
pub fn mark_open(
    folder: &Path,
    boot_id: Option<&str>,
    known_group: u64,
) -> Result<(), MarkerError> {
    let boot = boot_id.unwrap_or(NONE);
    let text = format!("tanshi open {RUN_FORMAT}\nboot {boot}\ngroup {known_group}\n");
    write(folder, OPEN_FILE, text)?;
    CleanMarker::remove(folder)
}

fn parse_open(text: &str) -> Option<(Option<&str>, u64)> {
    let mut lines = Lines::checked(text)?;
    if lines.format("tanshi open")? != RUN_FORMAT {
        return None;
    }
    let boot = optional(lines.value("boot")?);
    Some((boot, lines.value("group")?.parse().ok()?))
}

impl Place {
    /// The place of this folder on this machine.
    ///
    /// # Errors
    /// [`MarkerError::Io`] if the folder cannot be looked at.
    pub fn of(folder: &Path) -> Result<Self, MarkerError> {
        let folder = folder_id(folder).map_err(io_error(STORE_FILE))?;
        Ok(Self { machine: machine_id(), folder })
    }
}

/// The current boot (Linux), to tell a crash of the machine from one of the program.
pub fn boot_id() -> Option<String> {
    system_line("/proc/sys/kernel/random/boot_id")
}

/// A hash of this machine's id (Linux): the id itself is confidential and would go into backups
/// (machine-id(5)).
pub fn machine_id() -> Option<String> {
    let id = system_line("/etc/machine-id")?;
    let hash = Sha256::new().chain_update(b"tanshi machine ").chain_update(id).finalize();
    Some(hash.iter().take(16).fold(String::new(), |mut hex, byte| {
        // Writing to a string does not fail.
        write!(hex, "{byte:02x}").ok();
        hex
    }))
}

fn system_line(path: &str) -> Option<String> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().next()?.trim();
    // What could not stand in a marker counts as none.
    (!line.is_empty() && line != NONE && line.len() < 100).then(|| line.to_owned())
}

#[cfg(unix)]
fn folder_id(folder: &Path) -> io::Result<Option<FolderId>> {
    use std::os::unix::fs::MetadataExt;

    let metadata = fs::metadata(folder)?;
    Ok(Some(FolderId { device: metadata.dev(), inode: metadata.ino() }))
}

#[cfg(not(unix))]
fn folder_id(folder: &Path) -> io::Result<Option<FolderId>> {
    fs::metadata(folder).map(|_| None)
}

fn read(folder: &Path, file: &'static str) -> Result<Option<String>, MarkerError> {
    let opened = match File::open(folder.join(file)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(io_error(file))?,
    };
    let mut bytes = Vec::new();
    opened.take(MAX_BYTES).read_to_end(&mut bytes).map_err(io_error(file))?;
    // What is no text fails the checksum, like any other damage.
    Ok(Some(String::from_utf8(bytes).unwrap_or_default()))
}

fn write(folder: &Path, file: &'static str, mut text: String) -> Result<(), MarkerError> {
    text.push_str(&checksum_line(&text));
    replace(folder, file, text.as_bytes()).map_err(io_error(file))
}

fn replace(folder: &Path, file: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!("{file}.tmp"));
    let mut new = File::create(&temporary)?;
    new.write_all(bytes)?;
    new.sync_all()?;
    drop(new);
    fs::rename(&temporary, folder.join(file))?;
    sync_folder(folder)
}

fn io_error(file: &'static str) -> impl FnOnce(io::Error) -> MarkerError {
    move |source| MarkerError::Io { file, source }
}

/// The lines of a marker, checksum verified and taken off.
struct Lines<'a>(std::str::Lines<'a>);

impl<'a> Lines<'a> {
    fn checked(text: &'a str) -> Option<Self> {
        let at = text.rfind("crc32c ")?;
        let (content, last) = text.split_at_checked(at)?;
        (last == checksum_line(content)).then(|| Self(content.lines()))
    }

    fn format(&mut self, title: &str) -> Option<u16> {
        self.value(title)?.parse().ok()
    }

    fn value(&mut self, name: &str) -> Option<&'a str> {
        self.0.next()?.strip_prefix(name)?.strip_prefix(' ')
    }
}

fn checksum_line(content: &str) -> String {
    format!("crc32c {:08x}\n", crc32c::crc32c(content.as_bytes()))
}

fn optional(value: &str) -> Option<&str> {
    (value != NONE).then_some(value)
}

fn parse_id(hex: &str) -> Option<[u8; 16]> {
    // The digits alone: parsing would also take a sign.
    if hex.len() != 32 || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    Some(u128::from_str_radix(hex, 16).ok()?.to_be_bytes())
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
