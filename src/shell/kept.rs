//! What is kept between two starts beside the data itself: the view, what was chosen by key, and
//! what was typed into a form and not saved.
//!
//! View and unsaved text lie in the data folder: both may hold a name. A disk that refuses only
//! loses comfort.
#![expect(clippy::disallowed_methods, reason = "small files are read and written here")]

use super::folders;
use crate::app::{Chosen, State, Unsaved, View};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

const VIEW: &str = "view.toml";
const UNSAVED: &str = "unsaved.json";

/// What was kept last time.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) view: View,
    pub(super) chosen: Chosen,
    pub(super) unsaved: Option<Unsaved>,
}

fn chosen_file() -> Option<PathBuf> {
    folders::state().map(|folder| folder.join("chosen.toml"))
}

impl Kept {
    /// Reads it; as at the first start where it cannot be read.
    pub(super) fn load(folder: &Path) -> Self {
        let read = |path: PathBuf| fs::read_to_string(path).ok();
        Self {
            view: read(folder.join(VIEW)).map(|text| View::parse(&text)).unwrap_or_default(),
            chosen: chosen_file()
                .and_then(read)
                .map(|text| Chosen::parse(&text))
                .unwrap_or_default(),
            unsaved: read(folder.join(UNSAVED)).and_then(|text| Unsaved::from_json(&text)),
        }
    }
}

/// Keeps what the screens look like and what was chosen.
pub(super) fn keep_view(folder: &Path, state: &State) {
    write(&folder.join(VIEW), &state.view().to_toml()).ok();
    if let Some(path) = chosen_file() {
        path.parent().map(fs::create_dir_all);
        write(&path, &state.chosen().to_toml()).ok();
    }
}

/// Writes a file for its owner's eyes alone, whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    // Made with 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    // A power cut leaves the old text or the new one.
    file.as_file().sync_all()?;
    file.persist(path)?;
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Keeps what is typed into a form, on a thread of its own: no key waits for the disk.
#[derive(Debug)]
pub(super) struct Keeper {
    send: Sender<Option<Unsaved>>,
    thread: JoinHandle<()>,
}

impl Keeper {
    /// Starts the thread.
    ///
    /// # Errors
    /// The system has no thread left.
    pub(super) fn start(folder: &Path) -> io::Result<Self> {
        let path = folder.join(UNSAVED);
        let (send, receive) = mpsc::channel::<Option<Unsaved>>();
        let thread = std::thread::Builder::new().name("kept".to_owned()).spawn(move || {
            while let Ok(mut unsaved) = receive.recv() {
                // Only the latest counts.
                while let Ok(later) = receive.try_recv() {
                    unsaved = later;
                }
                match unsaved {
                    Some(unsaved) => write(&path, &unsaved.to_json()).ok(),
                    None => fs::remove_file(&path).ok(),
                };
            }
        })?;
        Ok(Self { send, thread })
    }

    pub(super) fn keep(&self, unsaved: Option<Unsaved>) {
        // The thread only ends with us.
        self.send.send(unsaved).ok();
    }

    /// Waits until the last of it is written.
    pub(super) fn finish(self) {
        drop(self.send);
        self.thread.join().ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_file_is_for_its_owner_alone_and_goes_when_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"noun":"issue","verb":"add","target":null,"values":{"title":["路灯"]}}"#;
        let unsaved = Unsaved::from_json(text).unwrap();
        let keeper = Keeper::start(folder.path()).unwrap();
        keeper.keep(Some(unsaved.clone()));
        keeper.finish();
        assert_eq!(Kept::load(folder.path()).unsaved, Some(unsaved));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(UNSAVED)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let keeper = Keeper::start(folder.path()).unwrap();
        keeper.keep(None);
        keeper.finish();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
