//! Putting a backup back: into a new place first, never over what is there, and checked there.
#![expect(clippy::disallowed_methods, reason = "the store is put back here")]

use super::check::{Checked, check};
use super::manifest::{FILES, SCREENS};
use super::{BackupFault, io_fault};
use crate::shell::archive::each_entry;
use crate::shell::kept::HAND_KEPT;
use crate::shell::whole::{self, Present, Readers, WholeFault};
use crate::store::files::LIMIT_BYTES;
use crate::store::folder::{files_folder, journal_folder};
use crate::store::lock::Lock;
use crate::store::{Store, StoreVerification};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The journal of a store that is not put back completely yet.
const UNFINISHED: &str = "journal.restoring";
const CHUNK_BYTES: usize = 64 << 10;

/// How much of a backup is put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it; a damaged one is refused.
    Whole,
    /// What can be proved of it.
    Provable,
}

/// What was put back.
#[derive(Debug)]
pub struct Restored {
    /// Where it is.
    pub folder: PathBuf,
    /// What was found in the backup.
    pub checked: Checked,
    /// What a full check of the new place found.
    pub found: StoreVerification,
    /// The open store, to be looked at or closed.
    pub store: Store,
}

/// Puts a backup back into a folder that is missing or empty. The store there is a new replica: where the
/// backup came from may go on.
///
/// # Errors
/// [`BackupFault`]; what was made of the folder is removed again then.
pub fn restore(
    file: &Path,
    to: &Path,
    extent: Extent,
    now_text: &str,
) -> Result<Restored, BackupFault> {
    let checked = check(file)?;
    if !checked.is_whole() && extent == Extent::Whole {
        return Err(BackupFault::Damaged(Box::new(checked)));
    }
    if checked.proved.as_ref().is_none_or(|proved| proved.last_group == 0 && !checked.is_whole()) {
        return Err(BackupFault::Damaged(Box::new(checked)));
    }
    let was_there = refuse_full(to)?;
    match put(file, to, checked, now_text) {
        Ok(restored) => Ok(restored),
        Err(fault) => {
            // Only what was made here: the folder was missing or empty.
            clear(to, was_there);
            Err(fault)
        }
    }
}

/// Whether the folder is there, and empty then.
pub(super) fn refuse_full(to: &Path) -> Result<bool, BackupFault> {
    match fs::read_dir(to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(BackupFault::Io { path: to.to_owned(), source }),
        Ok(mut entries) => match entries.next() {
            None => Ok(true),
            Some(_) => Err(BackupFault::NotEmpty(to.to_owned())),
        },
    }
}

/// Removes what was made of a folder that was empty or missing.
pub(super) fn clear(to: &Path, was_there: bool) {
    let removed = if was_there {
        fs::read_dir(to).and_then(|entries| {
            for entry in entries {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    fs::remove_dir_all(entry.path())?;
                } else {
                    fs::remove_file(entry.path())?;
                }
            }
            Ok(())
        })
    } else {
        fs::remove_dir_all(to)
    };
    // What cannot be removed only takes room: no store is in it that could be taken for a good one.
    removed.ok();
}

/// The journal comes last and gets its name when it is complete: a folder that a killed run has left is
/// never taken for a store.
pub(super) fn put(
    file: &Path,
    to: &Path,
    checked: Checked,
    now_text: &str,
) -> Result<Restored, BackupFault> {
    crate::store::make_private_folder(to).map_err(io_fault(to))?;
    put_files(file, to, &checked)?;
    let journal = journal_folder(to);
    let unfinished = to.join(UNFINISHED);
    crate::store::make_private_folder(&unfinished).map_err(io_fault(&unfinished))?;
    let segments = checked.proved.iter().flat_map(|proved| &proved.segments);
    for (name, bytes) in segments {
        write(&unfinished.join(name), bytes)?;
    }
    fs::rename(&unfinished, &journal).map_err(io_fault(&journal))?;
    whole::sync(to).map_err(io_fault(to))?;
    let mut store = Store::open(to, now_text)?;
    let found = store.verify()?;
    Ok(Restored { folder: to.to_owned(), checked, found, store })
}

/// The files first: whatever the journal names is there before it.
fn put_files(file: &Path, to: &Path, checked: &Checked) -> Result<(), BackupFault> {
    let files = files_folder(to);
    let mut fault = None;
    let archive = fs::File::open(file).map_err(io_fault(file))?;
    let read = each_entry(&archive, &mut |name, from| {
        let path = if let Some(inner) = name.strip_prefix(FILES).filter(|it| is_kept_name(it)) {
            files.join(inner)
        } else if let Some(inner) = name.strip_prefix(SCREENS).filter(|it| HAND_KEPT.contains(it)) {
            to.join(inner)
        } else {
            return Ok(());
        };
        if checked.faults.iter().any(|fault| fault.name == name) {
            return Ok(());
        }
        let mut bytes = Vec::new();
        from.take(LIMIT_BYTES).read_to_end(&mut bytes)?;
        let folder = whole::folder_of(&path);
        let done = crate::store::make_private_folder(folder).map_err(io_fault(folder));
        // What the archive says and what the new place says are told apart.
        done.and_then(|()| write(&path, &bytes)).map_err(|failed| {
            fault = Some(failed);
            io::ErrorKind::Other.into()
        })
    });
    match (fault, read) {
        (Some(fault), _) => Err(fault),
        (None, read) => read.map(drop).map_err(io_fault(file)),
    }
}

/// Whether a name is one of ours, `ab/cdef….jpg`: nothing else may say where a file goes.
fn is_kept_name(name: &str) -> bool {
    let is_hex = |it: &str, digits| it.len() == digits && it.bytes().all(|b| b.is_ascii_hexdigit());
    let Some((shelf, rest)) = name.split_once('/') else { return false };
    let (digits, ending) = rest.split_once('.').unwrap_or((rest, ""));
    is_hex(shelf, 2) && is_hex(digits, 62) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Writes a file, durably, and makes sure that it is there as it should be.
fn write(path: &Path, bytes: &[u8]) -> Result<(), BackupFault> {
    let written = whole::write(path, bytes, Readers::Owner, Present::Stays);
    let written = written.map(drop).map_err(|fault| match fault {
        WholeFault::Present => BackupFault::Exists(path.to_owned()),
        WholeFault::Io(source) => BackupFault::Io { path: path.to_owned(), source },
    });
    written?;
    let file = fs::File::open(path).map_err(io_fault(path))?;
    whole::forget(&file);
    let read = sum(file).map_err(io_fault(path))?;
    if read == <[u8; 32]>::from(Sha256::digest(bytes)) {
        Ok(())
    } else {
        Err(BackupFault::NotVerified(path.to_owned()))
    }
}

fn sum(mut file: fs::File) -> io::Result<[u8; 32]> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; CHUNK_BYTES];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hash.finalize().into()),
            read => hash.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}

/// A data folder that nobody else opens while something is put in its place.
#[derive(Debug)]
pub struct Held {
    /// Where it is, by a path that does not depend on where the process stands.
    pub data: PathBuf,
    /// None where there is no such folder yet.
    lock: Option<Lock>,
}

/// Takes the lock of a data folder that is to be replaced.
///
/// # Errors
/// [`BackupFault::Store`] while it is open, [`BackupFault::Io`].
pub fn hold(data: &Path, now_text: &str) -> Result<Held, BackupFault> {
    let data = settled(data)?;
    let lock = if data.exists() { Some(crate::store::hold(&data, now_text)?) } else { None };
    Ok(Held { data, lock })
}

/// The same folder by its full path, whether it is there or not: beside `.` is not in it.
///
/// # Errors
/// [`BackupFault::Io`].
pub fn settled(data: &Path) -> Result<PathBuf, BackupFault> {
    match fs::canonicalize(data) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::path::absolute(data).map_err(io_fault(data))
        }
        found => found.map_err(io_fault(data)),
    }
}

/// Moves the data folder aside and puts what was restored in its place; where the old one went. Nothing is
/// removed.
///
/// # Errors
/// [`BackupFault::NotReplaced`], which says where both are then.
pub fn replace(held: Held, restored: &Path) -> Result<Option<PathBuf>, BackupFault> {
    let Held { data, lock } = held;
    let failed = |aside: Option<PathBuf>, source| BackupFault::NotReplaced {
        restored: restored.to_owned(),
        aside,
        source,
    };
    let mut aside = None;
    if lock.is_some() {
        let name = data.file_name().and_then(|it| it.to_str()).unwrap_or("data");
        let place = free_name(&data, &format!("{name}.aside"));
        fs::rename(&data, &place).map_err(|source| failed(None, source))?;
        aside = Some(place);
    }
    // Windows moves no folder in which a file is open; there the lock was what kept it from being moved.
    drop(lock);
    if let Err(source) = fs::rename(restored, &data) {
        let back = aside.filter(|place| fs::rename(place, &data).is_err());
        return Err(failed(back, source));
    }
    // A power cut must not undo half of it. Where the system cannot say so, both folders are there anyway.
    for path in [Some(data.as_path()), aside.as_deref(), Some(restored)].into_iter().flatten() {
        whole::sync(whole::folder_of(path)).ok();
    }
    Ok(aside)
}

/// How many names are tried.
const NAMES: u32 = 9_999;

/// A name beside a folder that nothing has: `stem` and a number.
pub fn free_name(beside: &Path, stem: &str) -> PathBuf {
    let numbered = |number: u32| beside.with_file_name(format!("{stem}-{number}"));
    (1..NAMES).map(numbered).find(|path| !path.exists()).unwrap_or_else(|| numbered(NAMES))
}
