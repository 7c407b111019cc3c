//! Making a backup: written whole under another name, read back, and only then named.
#![expect(clippy::disallowed_methods, reason = "the files of the store are read here")]

use super::check::{manifest_of, reads_back};
use super::manifest::{FILES, FORMAT, JOURNAL, KIND, MANIFEST_FILE, Manifest, Part, SCREENS};
use super::seal::{hex, seal, unsealed};
use super::shelf::{Cause, Owner, place};
use super::{BackupFault, io_fault};
use crate::shell::archive::Packing;
use crate::shell::kept::HAND_KEPT;
use crate::shell::run_log::{self, Entry};
use crate::shell::whole::{self, Present, Readers, WholeFault, Written};
use crate::store::copy::{JournalCopy, Proved};
use crate::store::folder::files_folder;
use crate::store::journal::FORMAT_VERSION;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// A backup that was made.
#[derive(Debug)]
pub struct Made {
    /// Where it is.
    pub path: PathBuf,
    /// How long it is, in bytes.
    pub size_bytes: u64,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Files of the store that are not what they should be.
    pub faulty: Vec<FaultyFile>,
    /// How surely it is there.
    pub written: Written,
}

/// A file of the store that is not what it should be.
#[derive(Debug)]
pub struct FaultyFile {
    /// Which, by its name in a backup.
    pub name: String,
    /// Why it is not in the backup; `None` where it is in it as it is.
    pub unread: Option<io::Error>,
}

/// Where a backup goes.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// To this file; and whether one that is there is replaced.
    File(&'a Path, bool),
    /// Into this folder, under a name of its own.
    Folder(&'a Path, Cause),
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
pub fn make(data: &Path, target: Target<'_>, day: NaiveDate) -> Result<Made, BackupFault> {
    // Before the journal is read, which may take a while.
    let proved = refuse_taken(target).and_then(|()| proved(data));
    let made = proved.and_then(|proved| {
        Making { proved: &proved, data, day, stop: &AtomicBool::new(false) }.make(target)
    });
    note_made(made.as_ref());
    made
}

/// Notes in the run log what came of a backup.
pub(super) fn note_made(made: Result<&Made, &BackupFault>) {
    run_log::note(&match made {
        Ok(made) => Entry::backed_up(made.size_bytes, made.manifest.files(), made.faulty.len()),
        Err(fault) => Entry::not_backed_up(fault),
    });
}

fn refuse_taken(target: Target<'_>) -> Result<(), BackupFault> {
    let folder = match target {
        Target::File(path, false) if fs::symlink_metadata(path).is_ok() => {
            return Err(BackupFault::Exists(path.to_owned()));
        }
        Target::File(path, _) => whole::folder_of(path),
        Target::Folder(folder, _) => folder,
    };
    if folder.is_dir() { Ok(()) } else { Err(BackupFault::NoFolder(folder.to_owned())) }
}

/// A backup that is being made.
pub(super) struct Making<'a> {
    pub(super) proved: &'a Proved,
    pub(super) data: &'a Path,
    pub(super) day: NaiveDate,
    /// Whether it should be left.
    pub(super) stop: &'a AtomicBool,
}

impl Making<'_> {
    pub(super) fn make(&self, target: Target<'_>) -> Result<Made, BackupFault> {
        refuse_taken(target)?;
        let owner = self.owner();
        let (path, replaces) = match target {
            Target::File(path, replaces) => (path.to_owned(), replaces),
            Target::Folder(folder, cause) => {
                let ours = self.manifest(&owner, Vec::new());
                let is_older =
                    |path: &Path| manifest_of(path).is_some_and(|there| ours.holds_all_of(&there));
                place(folder, &owner, (self.day, cause), is_older)
            }
        };
        // What killed processes have left there only takes room.
        whole::sweep(whole::folder_of(&path)).ok();
        self.write(&path, replaces, &owner)
    }

    /// Whose backup it is: the store is that which the journal proves, also where the marker says nothing.
    pub(super) fn owner(&self) -> Owner {
        let store = self.proved.store.to_string();
        let marked = Owner::of(self.data).filter(|owner| owner.store == store);
        Owner { store, replica: marked.and_then(|owner| owner.replica) }
    }

    fn write(&self, path: &Path, replaces: bool, owner: &Owner) -> Result<Made, BackupFault> {
        let present = if replaces { Present::Replaced } else { Present::Stays };
        let mut packed = None;
        let mut is_verified = true;
        let written = whole::write_by(path, Readers::Owner, present, |file| {
            let (manifest, faulty) = self.pack(file, owner)?;
            file.sync_all()?;
            whole::forget(file);
            is_verified = reads_back(file, &manifest, self.stop);
            packed = Some((manifest, faulty));
            if is_verified { Ok(()) } else { Err(io::Error::other("not what was written")) }
        });
        let written = written.map_err(|fault| match fault {
            WholeFault::Present => BackupFault::Exists(path.to_owned()),
            WholeFault::Io(_) if self.stop.load(Ordering::Relaxed) => BackupFault::Stopped,
            WholeFault::Io(_) if !is_verified => BackupFault::NotVerified(path.to_owned()),
            WholeFault::Io(source) => BackupFault::Io { path: path.to_owned(), source },
        })?;
        let size_bytes = fs::metadata(path).map_err(io_fault(path))?.len();
        let Some((manifest, faulty)) = packed else {
            return Err(BackupFault::NotVerified(path.to_owned()));
        };
        Ok(Made { path: path.to_owned(), size_bytes, manifest, faulty, written })
    }

    fn manifest(&self, owner: &Owner, parts: Vec<Part>) -> Manifest {
        Manifest {
            tanshi: FORMAT,
            kind: KIND.to_owned(),
            day: self.day,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            store: owner.store.clone(),
            replica: owner.replica.clone(),
            journal_format: FORMAT_VERSION,
            last_group: self.proved.last_group,
            groups: self.proved.groups,
            records: self.proved.records,
            parts,
        }
    }

    /// Writes all of it into an open file.
    fn pack(&self, file: &mut File, owner: &Owner) -> io::Result<(Manifest, Vec<FaultyFile>)> {
        let filled = self.fill(&mut *file, owner)?;
        seal(file)?;
        Ok(filled)
    }

    /// Writes all of it but the seal.
    fn fill(&self, file: &mut File, owner: &Owner) -> io::Result<(Manifest, Vec<FaultyFile>)> {
        let packing = Packing::new(file);
        let mut pack = Pack { packing, stop: self.stop, parts: Vec::new(), faulty: Vec::new() };
        for (name, bytes) in &self.proved.segments {
            pack.add(&format!("{JOURNAL}{name}"), bytes.as_slice())?;
        }
        for name in HAND_KEPT {
            match File::open(self.data.join(name)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                opened => pack.try_add(&format!("{SCREENS}{name}"), opened).map(drop)?,
            }
        }
        for (name, path) in kept_files(&files_folder(self.data), &mut pack.faulty)? {
            let named: String = name.chars().filter(|it| *it != '/').take(64).collect();
            let hash = pack.try_add(&format!("{FILES}{name}"), File::open(&path))?;
            if hash.is_some_and(|hash| hash != named) {
                pack.faulty.push(FaultyFile { name, unread: None });
            }
        }
        let Pack { mut packing, parts, faulty, .. } = pack;
        let manifest = self.manifest(owner, parts);
        let text = serde_json::to_vec_pretty(&manifest).map_err(io::Error::from)?;
        packing.add(MANIFEST_FILE, text.as_slice())?;
        packing.comment(unsealed())?;
        packing.finish()?;
        Ok((manifest, faulty))
    }
}

/// An archive that is being filled.
struct Pack<'a, W: Write + Seek> {
    packing: Packing<W>,
    stop: &'a AtomicBool,
    parts: Vec<Part>,
    faulty: Vec<FaultyFile>,
}

impl<W: Write + Seek> Pack<'_, W> {
    /// Adds an entry that can be read.
    fn add(&mut self, name: &str, from: impl Read) -> io::Result<()> {
        let read = self.put(name, from)?;
        read.map(|part| self.parts.push(part))
    }

    /// Adds an entry from a file: its hash, `None` where it cannot be read and is left out.
    fn try_add(&mut self, name: &str, from: io::Result<File>) -> io::Result<Option<String>> {
        let read = match from {
            Ok(file) => self.put(name, file)?,
            Err(error) => Err(error),
        };
        match read {
            Ok(part) => {
                let hash = part.sha256.clone();
                self.parts.push(part);
                Ok(Some(hash))
            }
            Err(error) => {
                let name = name.strip_prefix(FILES).unwrap_or(name).to_owned();
                self.faulty.push(FaultyFile { name, unread: Some(error) });
                Ok(None)
            }
        }
    }

    /// Writes an entry. What fails in reading is the inner error, and nothing of the entry stays then.
    fn put(&mut self, name: &str, from: impl Read) -> io::Result<io::Result<Part>> {
        let mut hashing = Hashing { from, hash: Sha256::new(), stop: self.stop, failed: None };
        let size_bytes = self.packing.add(name, &mut hashing)?;
        if let Some(error) = hashing.failed {
            self.packing.abandon()?;
            return Ok(Err(error));
        }
        Ok(Ok(Part { name: name.to_owned(), size_bytes, sha256: hex(&hashing.hash.finalize()) }))
    }
}

/// Hashes what is read through it, and ends where reading fails.
struct Hashing<'a, R> {
    from: R,
    hash: Sha256,
    stop: &'a AtomicBool,
    failed: Option<io::Error>,
}

impl<R: Read> Read for Hashing<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("left unfinished"));
        }
        let read = match self.from.read(buffer) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                // Told apart from a medium that cannot be written.
                self.failed = Some(error);
                0
            }
            read => read?,
        };
        self.hash.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// The files of a store by name (`ab/cdef….jpg`), in order; copies that are not finished are left out, and
/// a shelf that cannot be looked into is among those that are `faulty`.
fn kept_files(folder: &Path, faulty: &mut Vec<FaultyFile>) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let shelves = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(files),
        Err(error) => {
            faulty.push(FaultyFile { name: folder.display().to_string(), unread: Some(error) });
            return Ok(files);
        }
        Ok(shelves) => shelves,
    };
    for shelf in shelves {
        let shelf = shelf?;
        let Some(digits) = shelf.file_name().to_str().map(str::to_owned) else { continue };
        if digits.len() != 2 || !shelf.file_type()?.is_dir() {
            continue;
        }
        let entries = match fs::read_dir(shelf.path()) {
            Ok(entries) => entries,
            Err(error) => {
                faulty.push(FaultyFile { name: format!("{digits}/"), unread: Some(error) });
                continue;
            }
        };
        for entry in entries {
            let entry = entry?;
            if let Some(name) = entry.file_name().to_str() {
                files.push((format!("{digits}/{name}"), entry.path()));
            }
        }
    }
    files.sort();
    Ok(files)
}
