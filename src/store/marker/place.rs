//! Where a store is: the machine and the folder, so that a copy is told from the original.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::{MarkerError, NONE, STORE_FILE, text::io_error};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// A folder on a machine. A store found in another place than its marker says was copied,
/// restored or moved, and writes as a new replica (DESIGN §2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// A hash of the machine's id, where it has one.
    pub machine: Option<String>,
    /// The folder itself, where the system numbers folders.
    pub folder: Option<FolderId>,
    /// A hash of its path, which may say more than others should read; absent in older markers.
    pub path: Option<String>,
}

/// How the system knows a folder whatever its path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderId {
    /// The device.
    pub device: u64,
    /// The inode.
    pub inode: u64,
}

impl Place {
    /// The place of this folder on this machine.
    ///
    /// # Errors
    /// [`MarkerError::Io`] if the folder cannot be looked at.
    pub fn of(folder: &Path) -> Result<Self, MarkerError> {
        let id = folder_id(folder).map_err(io_error(STORE_FILE))?;
        let path = fs::canonicalize(folder).map_err(io_error(STORE_FILE))?;
        let path = hash(b"tanshi path ", path.as_os_str().as_encoded_bytes());
        Ok(Self { machine: machine_id(), folder: id, path: Some(path) })
    }

    /// Whether this is still the same folder, and not a copy of it: the same device and inode
    /// wherever it was moved to, or the same inode under the same path, since some systems number
    /// their devices anew at each mount.
    pub fn is_same(&self, found: &Self) -> bool {
        let is_same_folder = match (self.folder, found.folder) {
            (Some(one), Some(other)) if one.inode == other.inode => {
                one.device == other.device || (self.path.is_some() && self.path == found.path)
            }
            (None, None) => true,
            _ => false,
        };
        self.machine == found.machine && is_same_folder
    }
}

/// The current boot (Linux), to tell a crash of the machine from one of the program.
pub fn boot_id() -> Option<String> {
    system_line("/proc/sys/kernel/random/boot_id")
}

/// A hash of this machine's id (Linux): the id itself is confidential and would go into backups
/// (machine-id(5)).
pub fn machine_id() -> Option<String> {
    system_line("/etc/machine-id").map(|id| hash(b"tanshi machine ", id.as_bytes()))
}

/// The first half of a hash, in hex.
fn hash(salt: &[u8], bytes: &[u8]) -> String {
    let hash = Sha256::new().chain_update(salt).chain_update(bytes).finalize();
    hash.iter().take(16).fold(String::new(), |mut hex, byte| {
        // Writing to a string does not fail.
        write!(hex, "{byte:02x}").ok();
        hex
    })
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
