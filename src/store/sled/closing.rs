//! Closing an engine with patience, and which ones were given up on: as long as one of them may
//! still write, nobody does anything else with its folder.
//!
//! Sled's own lock does not see to that: it goes along with files that are moved, and what is
//! written under a path then lands in the folder that took their place.

use crate::store::guard::guarded;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The folders of engines that are being closed.
static UNDER_WAY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn under_way() -> MutexGuard<'static, Vec<PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether an engine that was given up on may still write into this folder.
pub(super) fn is_under_way(folder: &Path) -> bool {
    under_way().iter().any(|it| it == folder)
}

/// Closes the engine of a folder on a thread of its own, and waits for it so long.
///
/// Closing may panic, as sled does on a failing disk.
pub(super) fn close_within(
    folder: &Path,
    patience: Duration,
    close: impl FnOnce() + Send + 'static,
) {
    let noted = Noted::new(folder);
    let (done, wait) = mpsc::channel();
    let close = move || {
        guarded(close);
        drop(noted);
        done.send(()).ok();
    };
    // Without a thread it is closed here and now.
    let closing =
        guarded(|| thread::Builder::new().name("sled closing".to_owned()).spawn(close).is_ok());
    if closing == Some(true) {
        wait.recv_timeout(patience).ok();
    }
}

/// A folder that is noted as long as this lives.
struct Noted(PathBuf);

impl Noted {
    fn new(folder: &Path) -> Self {
        under_way().push(folder.to_owned());
        Self(folder.to_owned())
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        let mut folders = under_way();
        if let Some(at) = folders.iter().position(|it| *it == self.0) {
            folders.swap_remove(at);
        }
    }
}

/// An engine that takes as long to close as a test wants: until the sender is dropped.
#[cfg(test)]
pub(crate) fn hang(folder: &Path) -> mpsc::Sender<()> {
    let (release, hanging) = mpsc::channel::<()>();
    let close = move || {
        hanging.recv().ok();
    };
    close_within(folder, Duration::ZERO, close);
    release
}

/// Waits until the engines of a folder are closed.
#[cfg(test)]
pub(crate) fn wait_for(folder: &Path) {
    while is_under_way(folder) {
        thread::yield_now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::port::RowsError;
    use crate::store::sled::SledRows;
    use std::io::ErrorKind;

    #[test]
    fn a_folder_is_left_alone_until_its_engine_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let release = hang(folder.path());
        let refused = SledRows::open(folder.path(), 1 << 20).unwrap_err();
        assert_eq!(refused, RowsError::Failed { kind: ErrorKind::TimedOut });
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        drop(release);
        wait_for(folder.path());
        SledRows::open(folder.path(), 1 << 20).unwrap();
    }

    #[test]
    fn what_panics_while_it_is_closed_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        close_within(folder.path(), Duration::from_mins(1), || panic!("in the middle of it"));
        assert!(!is_under_way(folder.path()));
    }
}
