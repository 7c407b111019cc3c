//! Whether a backup is what was written: the seal over all of it, the hash of every part, and the chain of
//! the journal in it.
#![expect(clippy::disallowed_methods, reason = "backups are read here")]

use super::manifest::{FORMAT, JOURNAL, KIND, MANIFEST_FILE, Manifest, Part};
use super::seal::{self, Seal, hex};
use super::{BackupFault, io_fault};
use crate::shell::archive::{Found, Unpacking, each_entry};
use crate::store::copy::{JournalCopy, Proved};
use crate::store::files::LIMIT_BYTES;
use crate::store::journal::FORMAT_VERSION;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

const CHUNK_BYTES: usize = 64 << 10;
/// The longest manifest, in bytes.
const MAX_MANIFEST_BYTES: u64 = 256 << 20;

/// What was found in a backup.
#[derive(Debug)]
pub struct Checked {
    /// What it says of itself; `None` where that cannot be read any more.
    pub manifest: Option<Manifest>,
    /// Whether every byte is as it was written.
    pub is_sealed: bool,
    /// Whether its end is gone: what is there was read from the front.
    pub is_torn: bool,
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
/// [`BackupFault::NotABackup`], [`BackupFault::AFolder`], [`BackupFault::NewerFormat`] and [`BackupFault::Io`]; damage is no error.
pub fn check(path: &Path) -> Result<Checked, BackupFault> {
    // Windows does not open one, elsewhere it cannot be read.
    if path.is_dir() {
        return Err(BackupFault::AFolder(path.to_owned()));
    }
    let mut file = File::open(path).map_err(io_fault(path))?;
    let seal = seal::look_at(&mut file).map_err(io_fault(path))?;
    let never = AtomicBool::new(false);
    let (found, seen) = look_through(&file, &never).map_err(io_fault(path))?;
    let manifest = seen.iter().find(|it| it.name == MANIFEST_FILE).and_then(Seen::manifest);
    // Without a seal and without anything of ours nothing says that it ever was one.
    if seal == Seal::None
        && manifest.is_none()
        && !seen.iter().any(|it| it.name.starts_with(JOURNAL))
    {
        return Err(BackupFault::NotABackup(path.to_owned()));
    }
    if let Some(manifest) = &manifest {
        let newer = |found: u32, known: u32| {
            if found > known { Err(BackupFault::NewerFormat { found, known }) } else { Ok(()) }
        };
        newer(manifest.tanshi, FORMAT)?;
        // Its journal would be told to be damaged.
        newer(manifest.journal_format.into(), FORMAT_VERSION.into())?;
    }
    let faults = faults(manifest.as_ref(), &seen);
    let segments = seen
        .into_iter()
        .filter_map(|it| Some((it.name.strip_prefix(JOURNAL)?.to_owned(), it.bytes)));
    let proved = JournalCopy::of_segments(segments).prove().ok();
    let (is_sealed, is_torn) = (seal == Seal::Whole, found == Found::OneByOne);
    Ok(Checked { manifest, is_sealed, is_torn, faults, proved })
}

/// The parts that are not what a manifest says, or, without one, that do not prove themselves.
fn faults(manifest: Option<&Manifest>, seen: &[Seen]) -> Vec<PartFault> {
    let fault = |name: &str, is_gone| PartFault { name: name.to_owned(), is_gone };
    let Some(manifest) = manifest else {
        let unread = seen.iter().filter(|it| !it.is_read);
        return unread.map(|it| fault(&it.name, it.size_bytes == 0)).collect();
    };
    let by_name: BTreeMap<&str, &Seen> = seen.iter().map(|it| (it.name.as_str(), it)).collect();
    let of_part = |part: &Part| match by_name.get(part.name.as_str()) {
        None => Some(fault(&part.name, true)),
        Some(it) if it.is_read && it.sha256 == part.sha256 => None,
        Some(it) => Some(fault(&part.name, it.size_bytes == 0)),
    };
    manifest.parts.iter().filter_map(of_part).collect()
}

/// An entry that was read.
struct Seen {
    name: String,
    /// Whether that was all of it, and as it was written.
    is_read: bool,
    /// How much of it could be read.
    size_bytes: u64,
    sha256: String,
    /// What it holds; of files, which may be large, nothing is kept.
    bytes: Vec<u8>,
}

impl Seen {
    fn read(name: &str, from: &mut dyn Read, stop: &AtomicBool) -> io::Result<Self> {
        let is_manifest = name == MANIFEST_FILE;
        let most = if is_manifest { MAX_MANIFEST_BYTES } else { LIMIT_BYTES };
        let is_kept = is_manifest || name.starts_with(JOURNAL);
        let (mut hash, mut bytes, mut size_bytes) = (Sha256::new(), Vec::new(), 0);
        let mut from = from.take(most);
        let mut buffer = vec![0; CHUNK_BYTES];
        let is_read = loop {
            if stop.load(Ordering::Relaxed) {
                return Err(io::Error::other("left unfinished"));
            }
            match from.read(&mut buffer) {
                Ok(0) => break true,
                Ok(read) => {
                    let part = buffer.get(..read).unwrap_or_default();
                    hash.update(part);
                    size_bytes += part.len() as u64;
                    if is_kept {
                        bytes.extend_from_slice(part);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_damaged) => break false,
            }
        };
        let sha256 = hex(&hash.finalize());
        Ok(Self { name: name.to_owned(), is_read, size_bytes, sha256, bytes })
    }

    /// What a backup says of itself, if this is that.
    fn manifest(&self) -> Option<Manifest> {
        let manifest: Manifest = serde_json::from_slice(&self.bytes).ok()?;
        (self.is_read && manifest.kind == KIND).then_some(manifest)
    }
}

fn look_through(file: &File, stop: &AtomicBool) -> io::Result<(Found, Vec<Seen>)> {
    let mut seen = Vec::new();
    let found = each_entry(file, &mut |name, from| {
        seen.push(Seen::read(name, from, stop)?);
        Ok(())
    })?;
    Ok((found, seen))
}

/// Whether a backup that was just written reads back as it is meant to be. Its journal was proved before
/// it was written, so that only the bytes are looked at.
pub(super) fn reads_back(file: &mut File, manifest: &Manifest, stop: &AtomicBool) -> bool {
    let mut is_told = false;
    let mut rest: BTreeMap<&str, &str> =
        manifest.parts.iter().map(|part| (part.name.as_str(), part.sha256.as_str())).collect();
    let is_sealed = seal::look_at(file).is_ok_and(|seal| seal == Seal::Whole);
    let found = each_entry(file, &mut |name, from| {
        let seen = Seen::read(name, from, stop)?;
        let is_right = if name == MANIFEST_FILE {
            is_told = true;
            seen.manifest().as_ref() == Some(manifest)
        } else {
            seen.is_read && rest.remove(name) == Some(seen.sha256.as_str())
        };
        if is_right { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
    });
    is_sealed && is_told && rest.is_empty() && found.is_ok_and(|it| it == Found::Listed)
}

/// What the backup in a file says of itself, if that can be read.
pub(super) fn manifest_of(path: &Path) -> Option<Manifest> {
    manifest(&mut Unpacking::open(path).ok()?)
}

/// What a backup says of itself, if that can be read.
fn manifest<R: Read + Seek>(unpacking: &mut Unpacking<R>) -> Option<Manifest> {
    let bytes = unpacking.entry(MANIFEST_FILE, MAX_MANIFEST_BYTES).ok()?;
    let manifest: Manifest = serde_json::from_slice(&bytes).ok()?;
    (manifest.kind == KIND).then_some(manifest)
}
