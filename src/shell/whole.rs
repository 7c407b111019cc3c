//! Writing a file whole or not at all, and sweeping up what a killed process has left.
//!
//! ```text
//! .tanshi-0123456789abcdef.part     a file that is not finished, or that nobody will finish
//! ```
//!
//! Such a file is for its owner alone, and whoever writes it holds a lock on it, which the system
//! takes back when the process is gone. So a file that nobody holds is nobody's.
#![expect(clippy::disallowed_methods, reason = "files are written here")]

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};
use tempfile::TempPath;

const PREFIX: &str = ".tanshi-";
const SUFFIX: &str = ".part";
/// The digits between them.
const DIGITS: usize = 16;
/// How long a file may be empty and not held: it is made a moment before it is locked.
const MOMENT: Duration = Duration::from_mins(1);
/// How long writing may take where the system has no locks.
const LONG: Duration = Duration::from_hours(24);

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Its owner.
    Owner,
    /// Whoever may read what is made in that folder; of a file that is replaced, whoever might read
    /// that one.
    AsElsewhere,
}

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Present {
    /// It stays, and nothing is written.
    Stays,
    /// It is replaced.
    Replaced,
}

/// Why a file was not written. Whatever stood there before stands there still.
#[derive(Debug)]
pub(super) enum WholeFault {
    /// There is one already.
    Present,
    /// The system refused.
    Io(io::Error),
}

/// How surely a file was written.
#[derive(Debug)]
#[must_use]
pub enum Written {
    /// It survives a power cut.
    Durable,
    /// It is there, all of it; but the system would not say that a power cut leaves its name.
    Unsure(io::Error),
}

/// What is asked of a disk; tests have one that refuses.
trait Disk {
    /// Writes all of it, and returns once it is durable.
    fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()>;
    /// Returns once the names in the folder are durable.
    fn sync(&self, folder: &Path) -> io::Result<()>;
}

/// The disks there are.
struct Real;

impl Disk for Real {
    fn fill(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn sync(&self, folder: &Path) -> io::Result<()> {
        sync(folder)
    }
}

/// Writes a file. Until all of it is on the disk it has another name, so that nobody ever finds half
/// of it; what could not be finished is removed.
///
/// # Errors
/// [`WholeFault`].
pub(super) fn write(
    path: &Path,
    bytes: &[u8],
    readers: Readers,
    present: Present,
) -> Result<Written, WholeFault> {
    write_on(&Real, path, bytes, readers, present)
}

/// Writes a file that can be made anew, for its owner alone: whole, but a power cut may leave it damaged.
///
/// # Errors
/// Those of the system.
pub(super) fn write_derived(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let (mut file, unfinished) = unfinished(folder_of(path))?;
    file.write_all(bytes)?;
    unfinished.persist(path).map_err(|fault| fault.error)
}

/// Writes a file like [`write`], whose bytes are not all at hand at once; what is written may be read
/// again by `fill` before it has its name.
///
/// # Errors
/// [`WholeFault`].
pub(super) fn write_by(
    path: &Path,
    readers: Readers,
    present: Present,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<Written, WholeFault> {
    let fill = |file: &mut File| {
        fill(file)?;
        file.sync_all()
    };
    write_filled(&Real, path, readers, present, fill)
}

fn write_on(
    disk: &impl Disk,
    path: &Path,
    bytes: &[u8],
    readers: Readers,
    present: Present,
) -> Result<Written, WholeFault> {
    write_filled(disk, path, readers, present, |file| disk.fill(file, bytes))
}

fn write_filled(
    disk: &impl Disk,
    path: &Path,
    readers: Readers,
    present: Present,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<Written, WholeFault> {
    // Where a link stands, what it leads to is replaced, as by any other program.
    let real = match present {
        Present::Replaced => fs::canonicalize(path).ok(),
        Present::Stays => None,
    };
    let path = real.as_deref().unwrap_or(path);
    let folder = folder_of(path);
    let permissions = match readers {
        Readers::Owner => None,
        Readers::AsElsewhere => Some(permissions_elsewhere(path, folder).map_err(WholeFault::Io)?),
    };
    let (mut file, unfinished) = unfinished(folder).map_err(WholeFault::Io)?;
    fill(&mut file).map_err(WholeFault::Io)?;
    if let Some(permissions) = permissions {
        // Not every file system has them.
        file.set_permissions(permissions).ok();
    }
    name(unfinished, path, present)?;
    Ok(surely(disk.sync(folder)))
}

/// How surely a file is there that was found there.
pub(super) fn confirm(path: &Path) -> Written {
    let synced = || {
        if cfg!(unix) {
            File::open(path)?.sync_all()?;
        }
        sync(folder_of(path))
    };
    surely(synced())
}

fn surely(synced: io::Result<()>) -> Written {
    match synced {
        // A network drive may have no such question; what it has, it has.
        Err(error) if !is_unasked(&error) => Written::Unsure(error),
        _ => Written::Durable,
    }
}

fn is_unasked(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported)
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or_else(|| Path::new("."))
}

/// Gives what is finished its name.
fn name(unfinished: TempPath, path: &Path, present: Present) -> Result<(), WholeFault> {
    let failed = |error: io::Error| match error.kind() {
        ErrorKind::AlreadyExists => WholeFault::Present,
        _ => WholeFault::Io(error),
    };
    if present == Present::Replaced {
        return unfinished.persist(path).map_err(|fault| failed(fault.error));
    }
    let Err(fault) = unfinished.persist_noclobber(path) else { return Ok(()) };
    if fault.error.kind() == ErrorKind::AlreadyExists || fs::symlink_metadata(path).is_ok() {
        return Err(WholeFault::Present);
    }
    // A file system that can only rename, such as that of a memory stick on some systems.
    fault.path.persist(path).map_err(|fault| failed(fault.error))
}

/// A file for its owner alone under a name that nobody has, held; it goes when it is dropped.
fn unfinished(folder: &Path) -> io::Result<(File, TempPath)> {
    let (file, path) = create(folder, 0o600)?;
    // Where the system has no locks, age has to do.
    file.try_lock().ok();
    Ok((file, path))
}

#[cfg_attr(not(unix), expect(unused_variables, reason = "there a folder says who reads"))]
fn create(folder: &Path, mode: u32) -> io::Result<(File, TempPath)> {
    let mut random = [0_u8; DIGITS / 2];
    getrandom::fill(&mut random).map_err(|_refused| io::Error::other("no randomness"))?;
    let path = folder.join(format!("{PREFIX}{:016x}{SUFFIX}", u64::from_le_bytes(random)));
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let file = options.open(&path)?;
    // An absolute path, should the folder of the process change before it is removed.
    Ok((file, TempPath::try_from_path(std::path::absolute(&path)?)?))
}

/// What others may do with a file here: as with the one that is there, else as with any that is made
/// here. An empty one is made to see that, since umask and folder decide it together.
fn permissions_elsewhere(path: &Path, folder: &Path) -> io::Result<Permissions> {
    if let Ok(there) = fs::metadata(path) {
        return Ok(there.permissions());
    }
    let (file, probe) = create(folder, 0o666)?;
    let permissions = file.metadata()?.permissions();
    probe.close()?;
    Ok(permissions)
}

/// Removes a file; where that cannot be done, at least what stands in it.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Ok(()) => sync(folder_of(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(_) => OpenOptions::new().write(true).truncate(true).open(path)?.sync_all(),
    }
}

/// Asks the system to forget what it keeps of a file in memory, so that what is read next comes from the
/// medium. Only Linux can be asked; elsewhere what is read back may be what the system still knows.
pub(super) fn forget(file: &File) {
    // A file system that cannot do so reads from memory, which is no fault of what was written.
    #[cfg(target_os = "linux")]
    rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed).ok();
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

/// Returns once the names in a folder are durable.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Removes what killed processes of this user have left half written in a folder, and nothing that
/// somebody is writing.
///
/// # Errors
/// The first thing that should be gone and is not, after the rest was tried.
pub(super) fn sweep(folder: &Path) -> io::Result<()> {
    let mut swept = Ok(());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_unfinished) {
            let path = entry.path();
            let done = if is_left(&path) { remove(&path) } else { Ok(()) };
            swept = swept.and(done);
        }
    }
    swept
}

/// Whether a name is one of ours for what is not finished.
fn is_unfinished(name: &str) -> bool {
    let digits = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    digits.is_some_and(|it| it.len() == DIGITS && it.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether an unfinished file is of this user, and nobody goes on with it.
fn is_left(path: &Path) -> bool {
    // What cannot be opened is somebody else's.
    let Ok(file) = OpenOptions::new().write(true).open(path) else { return false };
    let Ok(metadata) = file.metadata() else { return false };
    // One of tomorrow, by a clock that was put back, has no age.
    let age = metadata.modified().ok().and_then(|at| SystemTime::now().duration_since(at).ok());
    let is_older = |than| age.is_some_and(|age| age > than);
    is_own(&metadata)
        && match file.try_lock() {
            Ok(()) => metadata.len() > 0 || is_older(MOMENT),
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(_)) => is_older(LONG),
        }
}

#[cfg(unix)]
fn is_own(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
const fn is_own(_metadata: &fs::Metadata) -> bool {
    true
}

/// How a file is called that a killed process has left.
#[cfg(test)]
pub(super) fn left_name(number: u64) -> std::path::PathBuf {
    std::path::PathBuf::from(format!("{PREFIX}{number:016x}{SUFFIX}"))
}

#[cfg(test)]
mod tests;
