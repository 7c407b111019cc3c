//! Making a backup: written whole under another name, read back, and only then named.
#![expect(clippy::disallowed_methods, reason = "the files of the store are read here")]

use super::check::check_open;
use super::manifest::{FILES, FORMAT, JOURNAL, KIND, MANIFEST_FILE, Manifest, Part};
use super::seal::{hex, seal, unsealed};
use super::{BackupFault, io_fault};
use crate::shell::archive::Packing;
use crate::shell::whole::{self, Present, Readers, WholeFault, Written};
use crate::store::copy::{JournalCopy, Proved};
use crate::store::folder::files_folder;
use crate::store::journal::FORMAT_VERSION;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// A backup that was made.
#[derive(Debug)]
pub struct Made {
    /// Where it is.
    pub path: PathBuf,
    /// How long it is, in bytes.
    pub size_bytes: u64,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Files of the store that do not hold what they are named after; they are in it as they are.
    pub faulty: Vec<String>,
    /// How surely it is there.
    pub written: Written,
}

/// Reads the journal of a store, and makes sure that all of it is what was written.
///
/// # Errors
/// [`BackupFault::Store`], [`BackupFault::Journal`] and [`BackupFault::StoreDamaged`].
pub(super) fn proved(data: &Path) -> Result<Proved, BackupFault> {
    let proved = JournalCopy::of_store(data)?.prove().map_err(BackupFault::Journal)?;
    if proved.is_whole() { Ok(proved) } else { Err(BackupFault::StoreDamaged(Box::new(proved))) }
}

/// Makes a backup of the store in the folder `data`, which may be open meanwhile.
///
/// # Errors
/// [`BackupFault`]; nothing is left behind then, and what stood there before stands there still.
pub fn make(
    data: &Path,
    target: &Path,
    day: NaiveDate,
    replaces: bool,
) -> Result<Made, BackupFault> {
    make_of(&proved(data)?, data, target, day, replaces)
}

pub(super) fn make_of(
    proved: &Proved,
    data: &Path,
    target: &Path,
    day: NaiveDate,
    replaces: bool,
) -> Result<Made, BackupFault> {
    let folder = whole::folder_of(target);
    if !folder.is_dir() {
        return Err(BackupFault::NoFolder(folder.to_owned()));
    }
    // What killed processes have left there only takes room.
    whole::sweep(folder).ok();
    let present = if replaces { Present::Replaced } else { Present::Stays };
    let mut packed = None;
    let mut is_verified = true;
    let written = whole::write_by(target, Readers::Owner, present, |file| {
        let (manifest, faulty) = pack(file, proved, data, day)?;
        file.sync_all()?;
        is_verified = check_open(file, target)
            .is_ok_and(|found| found.is_whole() && found.manifest.as_ref() == Some(&manifest));
        packed = Some((manifest, faulty));
        if is_verified { Ok(()) } else { Err(io::Error::other("not what was written")) }
    });
    let written = written.map_err(|fault| match fault {
        WholeFault::Present => BackupFault::Exists(target.to_owned()),
        WholeFault::Io(_) if !is_verified => BackupFault::NotVerified(target.to_owned()),
        WholeFault::Io(source) => BackupFault::Io { path: target.to_owned(), source },
    })?;
    let size_bytes = fs::metadata(target).map_err(io_fault(target))?.len();
    let Some((manifest, faulty)) = packed else {
        return Err(BackupFault::NotVerified(target.to_owned()));
    };
    Ok(Made { path: target.to_owned(), size_bytes, manifest, faulty, written })
}

/// Writes all of it into an open file.
fn pack(
    file: &mut File,
    proved: &Proved,
    data: &Path,
    day: NaiveDate,
) -> io::Result<(Manifest, Vec<String>)> {
    let mut packing = Packing::new(&mut *file);
    let mut parts = Vec::new();
    for (name, bytes) in &proved.segments {
        parts.push(add(&mut packing, format!("{JOURNAL}{name}"), bytes.as_slice())?);
    }
    let mut faulty = Vec::new();
    for (name, path) in kept_files(&files_folder(data))? {
        let part = add(&mut packing, format!("{FILES}{name}"), File::open(&path)?)?;
        let named: String = name.chars().filter(|it| *it != '/').take(64).collect();
        if part.sha256 != named {
            faulty.push(name);
        }
        parts.push(part);
    }
    let manifest = Manifest {
        tanshi: FORMAT,
        kind: KIND.to_owned(),
        day,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        store: proved.store.to_string(),
        journal_format: FORMAT_VERSION,
        last_group: proved.last_group,
        groups: proved.groups,
        records: proved.records,
        parts,
    };
    let text = serde_json::to_vec_pretty(&manifest).map_err(io::Error::from)?;
    packing.add(MANIFEST_FILE, text.as_slice())?;
    packing.comment(unsealed())?;
    packing.finish()?;
    seal(file)?;
    Ok((manifest, faulty))
}

fn add<W: Write + Seek>(
    packing: &mut Packing<W>,
    name: String,
    from: impl Read,
) -> io::Result<Part> {
    let mut hashing = Hashing { from, hash: Sha256::new() };
    let size_bytes = packing.add(&name, &mut hashing)?;
    Ok(Part { name, size_bytes, sha256: hex(&hashing.hash.finalize()) })
}

/// Hashes what is read through it.
struct Hashing<R> {
    from: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.hash.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// The files of a store by name (`ab/cdef….jpg`), in order; copies that are not finished are left out.
fn kept_files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let shelves = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(files),
        shelves => shelves?,
    };
    for shelf in shelves {
        let shelf = shelf?;
        let Some(digits) = shelf.file_name().to_str().map(str::to_owned) else { continue };
        if digits.len() != 2 || !shelf.file_type()?.is_dir() {
            continue;
        }
        for entry in fs::read_dir(shelf.path())? {
            let entry = entry?;
            if let Some(name) = entry.file_name().to_str() {
                files.push((format!("{digits}/{name}"), entry.path()));
            }
        }
    }
    files.sort();
    Ok(files)
}
