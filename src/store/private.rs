//! Folders and files that only their owner may read: letters are personal.
#![expect(clippy::disallowed_methods, reason = "the store is where files are touched")]

use super::journal::sync_folder;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder durably, with all above it that are missing; one that is there is only synced.
///
/// # Errors
/// What the system says.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    let around = parent.unwrap_or_else(|| Path::new("."));
    if folder.try_exists()? {
        // It may have been made a moment before the power was cut. Where the folder around it
        // cannot be opened, it was not made by us.
        sync_folder(around).ok();
        return Ok(());
    }
    if let Some(parent) = parent {
        make_folder(parent)?;
    }
    match folder_builder().create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => made?,
    }
    // A power cut must not take the folder with everything that was acknowledged in it.
    sync_folder(around)
}

#[cfg(unix)]
fn folder_builder() -> fs::DirBuilder {
    let mut builder = fs::DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// There a folder is as open as the one around it, and the profile of a user is closed to others.
#[cfg(not(unix))]
fn folder_builder() -> fs::DirBuilder {
    fs::DirBuilder::new()
}

/// Options that make files for their owner alone.
#[cfg(unix)]
pub(super) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// As open as the folder around them.
#[cfg(not(unix))]
pub(super) fn options() -> OpenOptions {
    OpenOptions::new()
}

/// Makes a file, or empties the one that is there.
///
/// # Errors
/// What the system says.
pub(super) fn create(path: &Path) -> io::Result<File> {
    options().write(true).create(true).truncate(true).open(path)
}

/// Takes from everybody else what they may do with a folder and the files right in it. Where
/// that is not ours to decide, it stays as it is.
pub(super) fn tighten(folder: &Path) {
    if !cfg!(unix) {
        return;
    }
    restrict(folder, 0o700);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => restrict(&entry.path(), 0o700),
            Ok(kind) if kind.is_file() => restrict(&entry.path(), 0o600),
            _ => {}
        }
    }
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;

    let Ok(metadata) = fs::metadata(path) else { return };
    let now = metadata.permissions().mode() & 0o777;
    // Only taken away: what its owner has made read-only stays so.
    if now & mode != now {
        // Whoever may not change it is not its owner.
        fs::set_permissions(path, fs::Permissions::from_mode(now & mode)).ok();
    }
}

#[cfg(not(unix))]
fn restrict(_path: &Path, _mode: u32) {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn rights_are_taken_away_and_never_given() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "").unwrap();
        for (before, after) in [(0o644, 0o600), (0o444, 0o400), (0o600, 0o600)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(before)).unwrap();
            tighten(folder.path());
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, after);
        }
    }
}
