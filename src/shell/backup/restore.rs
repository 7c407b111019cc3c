//! Putting a backup back: into a new place first, never over what is there, and checked there.
#![expect(clippy::disallowed_methods, reason = "the store is put back here")]

use super::check::{Checked, check};
use super::manifest::FILES;
use super::{BackupFault, io_fault};
use crate::shell::archive::Unpacking;
use crate::shell::whole::{self, Present, Readers, WholeFault};
use crate::store::files::LIMIT_BYTES;
use crate::store::folder::{files_folder, journal_folder};
use crate::store::{Store, StoreVerification};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

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
fn refuse_full(to: &Path) -> Result<bool, BackupFault> {
    match fs::read_dir(to) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(BackupFault::Io { path: to.to_owned(), source }),
        Ok(mut entries) => match entries.next() {
            None => Ok(true),
            Some(_) => Err(BackupFault::NotEmpty(to.to_owned())),
        },
    }
}

fn clear(to: &Path, was_there: bool) {
    let parts = [journal_folder(to), files_folder(to)];
    let removed = if was_there {
        parts.iter().try_for_each(fs::remove_dir_all)
    } else {
        fs::remove_dir_all(to)
    };
    // What cannot be removed only takes room: no store is in it that could be taken for a good one.
    removed.ok();
}

fn put(file: &Path, to: &Path, checked: Checked, now_text: &str) -> Result<Restored, BackupFault> {
    put_files(file, to, &checked)?;
    let journal = journal_folder(to);
    crate::store::make_private_folder(&journal).map_err(io_fault(&journal))?;
    let segments = checked.proved.iter().flat_map(|proved| &proved.segments);
    for (name, bytes) in segments {
        write(&journal.join(name), bytes)?;
    }
    let mut store = Store::open(to, now_text)?;
    let found = store.verify()?;
    Ok(Restored { folder: to.to_owned(), checked, found, store })
}

/// The files first: whatever the journal names is there before it.
fn put_files(file: &Path, to: &Path, checked: &Checked) -> Result<(), BackupFault> {
    let mut unpacking = Unpacking::open(file).map_err(io_fault(file))?;
    let folder = files_folder(to);
    for name in unpacking.names() {
        let Some(inner) = name.strip_prefix(FILES).filter(|inner| is_kept_name(inner)) else {
            continue;
        };
        if checked.faults.iter().any(|fault| fault.name == name) {
            continue;
        }
        let bytes = unpacking.entry(&name, LIMIT_BYTES).map_err(io_fault(file))?;
        let path = folder.join(inner);
        let shelf = whole::folder_of(&path);
        crate::store::make_private_folder(shelf).map_err(io_fault(shelf))?;
        write(&path, &bytes)?;
    }
    Ok(())
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
    let read = fs::read(path).map_err(io_fault(path))?;
    if Sha256::digest(&read) == Sha256::digest(bytes) {
        Ok(())
    } else {
        Err(BackupFault::NotVerified(path.to_owned()))
    }
}

/// Moves the data folder aside and puts what was restored in its place; where the old one went. Nothing is
/// removed.
///
/// # Errors
/// [`BackupFault::Store`] while the data folder is open, [`BackupFault::Io`] where it cannot be moved: it
/// is where it was then.
pub fn replace(
    data: &Path,
    restored: &Path,
    now_text: &str,
) -> Result<Option<PathBuf>, BackupFault> {
    let mut aside = None;
    if data.exists() {
        // Nobody else may have it open while it is moved.
        let held = crate::store::hold(data, now_text)?;
        let name = data.file_name().and_then(|it| it.to_str()).unwrap_or("data");
        let place = free_name(data, &format!("{name}.aside"));
        fs::rename(data, &place).map_err(io_fault(data))?;
        drop(held);
        aside = Some(place);
    }
    if let Err(source) = fs::rename(restored, data) {
        if let Some(place) = &aside {
            fs::rename(place, data).map_err(io_fault(place))?;
        }
        return Err(BackupFault::Io { path: data.to_owned(), source });
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
