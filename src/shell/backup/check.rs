//! Whether a backup is what was written: the seal over all of it, the hash of every part, and the chain of
//! the journal in it.

use super::manifest::{FORMAT, JOURNAL, KIND, MANIFEST_FILE, Manifest};
use super::seal::{self, Seal, hex};
use super::{BackupFault, io_fault};
use crate::shell::archive::Unpacking;
use crate::store::copy::{JournalCopy, Proved};
use crate::store::files::LIMIT_BYTES;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

/// The longest manifest, in bytes.
const MAX_MANIFEST_BYTES: u64 = 256 << 20;

/// What was found in a backup.
#[derive(Debug)]
pub struct Checked {
    /// What it says of itself; `None` where that cannot be read any more.
    pub manifest: Option<Manifest>,
    /// Whether every byte is as it was written.
    pub is_sealed: bool,
    /// The parts that are not what was written.
    pub faults: Vec<PartFault>,
    /// What the journal in it proves; `None` where nothing does.
    pub proved: Option<Proved>,
}

/// A part that is not what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartFault {
    /// Its name.
    pub name: String,
    /// Whether nothing of it can be read.
    pub is_gone: bool,
}

impl Checked {
    /// Whether it is what was written, and the journal in it hangs together.
    pub fn is_whole(&self) -> bool {
        let is_as_told = |manifest: &Manifest| {
            self.proved.as_ref().is_some_and(|proved| {
                proved.is_whole()
                    && proved.last_group == manifest.last_group
                    && proved.records == manifest.records
                    && proved.store.to_string() == manifest.store
            })
        };
        self.is_sealed && self.faults.is_empty() && self.manifest.as_ref().is_some_and(is_as_told)
    }
}

/// Checks a backup and changes nothing.
///
/// # Errors
/// [`BackupFault::NotABackup`], [`BackupFault::NewerFormat`] and [`BackupFault::Io`]; damage is no error.
pub fn check(path: &Path) -> Result<Checked, BackupFault> {
    let seal = seal::look(path).map_err(io_fault(path))?;
    check_parts(Unpacking::open(path), seal, path)
}

/// Checks the backup in a file that is open.
pub(super) fn check_open(file: &mut File, path: &Path) -> Result<Checked, BackupFault> {
    let seal = seal::look_at(file).map_err(io_fault(path))?;
    file.rewind().map_err(io_fault(path))?;
    check_parts(Unpacking::read(BufReader::new(file)), seal, path)
}

fn check_parts<R: Read + Seek>(
    unpacking: io::Result<Unpacking<R>>,
    seal: Seal,
    path: &Path,
) -> Result<Checked, BackupFault> {
    let mut checked = Checked {
        manifest: None,
        is_sealed: seal == Seal::Whole,
        faults: Vec::new(),
        proved: None,
    };
    let Ok(mut unpacking) = unpacking else {
        // Without a seal nothing says that it ever was one.
        return if seal == Seal::None {
            Err(BackupFault::NotABackup(path.to_owned()))
        } else {
            Ok(checked)
        };
    };
    checked.manifest = manifest(&mut unpacking);
    match &checked.manifest {
        None if seal == Seal::None && !looks_like_one(&unpacking) => {
            return Err(BackupFault::NotABackup(path.to_owned()));
        }
        Some(manifest) if manifest.tanshi > FORMAT => {
            return Err(BackupFault::NewerFormat { found: manifest.tanshi, known: FORMAT });
        }
        _ => {}
    }
    let parts = match &checked.manifest {
        Some(manifest) => {
            let parts = manifest.parts.iter();
            parts.map(|part| (part.name.clone(), Some(part.sha256.clone()))).collect()
        }
        // Every entry proves itself as far as it can.
        None => unpacking.names().into_iter().map(|name| (name, None)).collect::<Vec<_>>(),
    };
    let mut segments = Vec::new();
    for (name, sha256) in parts {
        let (bytes, is_read) = unpacking.entry_partly(&name, LIMIT_BYTES);
        let is_right = sha256.is_none_or(|it| it == hex(&Sha256::digest(&bytes)));
        if !is_read || !is_right {
            checked.faults.push(PartFault { name: name.clone(), is_gone: bytes.is_empty() });
        }
        if let Some(segment) = name.strip_prefix(JOURNAL) {
            segments.push((segment.to_owned(), bytes));
        }
    }
    checked.proved = JournalCopy::of_segments(segments).prove().ok();
    Ok(checked)
}

/// Whether there are segments in it.
fn looks_like_one<R: Read + Seek>(unpacking: &Unpacking<R>) -> bool {
    unpacking.names().iter().any(|name| name.starts_with(JOURNAL))
}

/// What a backup says of itself, if that can be read.
pub(super) fn manifest<R: Read + Seek>(unpacking: &mut Unpacking<R>) -> Option<Manifest> {
    let bytes = unpacking.entry(MANIFEST_FILE, MAX_MANIFEST_BYTES).ok()?;
    let manifest: Manifest = serde_json::from_slice(&bytes).ok()?;
    (manifest.kind == KIND).then_some(manifest)
}
