//! What is kept between two starts beside the data itself: the view, what was chosen by key, and
//! what was typed into a form and not saved.
//!
//! View and unsaved text lie in the data folder: both may hold a name. A disk that refuses only
//! loses comfort.
#![expect(clippy::disallowed_methods, reason = "small files are read and written here")]

use super::folders;
use super::whole::{self, Present, Readers};
use crate::app::{Chosen, State, Unsaved, View, Views};
use crate::domain::id::{EntityId, SessionId};
use chrono::NaiveDateTime;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;

const VIEW: &str = "view.toml";
/// The saved views: their queries may hold names.
const VIEWS: &str = "views.toml";
/// What is kept in the data folder that a person has set up by hand, so that a backup takes it along.
pub(super) const HAND_KEPT: [&str; 2] = [VIEW, VIEWS];
/// Saved views that cannot be read any more, moved aside when others are saved.
pub(super) const BAD_VIEWS: &str = "views.toml.bad";
const UNSAVED: &str = "unsaved.json";
/// The last sign of life while a session was live: which, and a time.
const BEAT: &str = "alive";
const BEAT_FORM: &str = "%Y-%m-%d %H:%M:%S";

/// What was kept last time.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) view: View,
    pub(super) views: Views,
    pub(super) chosen: Chosen,
    pub(super) unsaved: Option<Unsaved>,
    /// Nothing was ever kept: the screens were not seen on this data.
    pub(super) is_first: bool,
    pub(super) last_beat: Option<(SessionId, NaiveDateTime)>,
    /// There are saved views that cannot be read.
    pub(super) are_views_broken: bool,
}

/// Where what was chosen by key is kept; nowhere without a home folder.
pub(crate) fn chosen_file() -> Option<PathBuf> {
    folders::state().map(|folder| folder.join("chosen.toml"))
}

/// What was chosen by key, which goes before the settings files.
pub(crate) fn chosen() -> Chosen {
    let text = chosen_file().and_then(|path| fs::read_to_string(path).ok());
    text.map(|text| Chosen::parse(&text)).unwrap_or_default()
}

impl Kept {
    /// Reads it; as at the first start where it cannot be read.
    pub(super) fn load(folder: &Path) -> Self {
        let read = |path: PathBuf| fs::read_to_string(path).ok();
        let views = views_in(folder);
        Self {
            are_views_broken: matches!(views, Some(None)),
            is_first: !folder.join(VIEW).exists(),
            view: read(folder.join(VIEW)).map(|text| View::parse(&text)).unwrap_or_default(),
            views: views.flatten().unwrap_or_default(),
            chosen: chosen(),
            unsaved: read(folder.join(UNSAVED)).and_then(|text| Unsaved::from_json(&text)),
            last_beat: last_beat(folder),
        }
    }
}

/// The saved views, if there is a file of them; within it `None` where that cannot be read.
#[expect(clippy::option_option, reason = "no file, an unreadable one, and views are three cases")]
fn views_in(folder: &Path) -> Option<Option<Views>> {
    match fs::read(folder.join(VIEWS)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(_) => Some(None),
        Ok(bytes) => Some(std::str::from_utf8(&bytes).ok().and_then(Views::parse)),
    }
}

/// Writes the saved views. Those that cannot be read stay beside them: a person may still put them right.
fn keep_views(folder: &Path, views: &Views) {
    let path = folder.join(VIEWS);
    if matches!(views_in(folder), Some(None)) {
        let names = (1..100).map(|number| match number {
            1 => folder.join(BAD_VIEWS),
            _ => folder.join(format!("{BAD_VIEWS}-{number}")),
        });
        let free = names.into_iter().find(|path| fs::symlink_metadata(path).is_err());
        let is_aside = free.is_some_and(|free| fs::rename(&path, free).is_ok());
        // Rather the new ones are lost than what was there.
        if !is_aside {
            return;
        }
    }
    write(&path, &views.to_toml());
}

/// The last sign of life while a session was going on: which session, and when.
pub fn last_beat(folder: &Path) -> Option<(SessionId, NaiveDateTime)> {
    fs::read_to_string(folder.join(BEAT)).ok().and_then(|text| read_beat(&text))
}

/// Reads a sign of life: the session, a blank, and the time.
fn read_beat(text: &str) -> Option<(SessionId, NaiveDateTime)> {
    let (session, at) = text.trim().split_once(' ')?;
    let session = SessionId::try_from(session.parse::<EntityId>().ok()?).ok()?;
    Some((session, NaiveDateTime::parse_from_str(at, BEAT_FORM).ok()?))
}

fn beat_text(session: SessionId, at: NaiveDateTime) -> String {
    format!("{} {}", EntityId::from(session), at.format(BEAT_FORM))
}

/// Keeps what the screens look like and what was chosen.
pub(super) fn keep_view(folder: &Path, state: &State) {
    write(&folder.join(VIEW), &state.view().to_toml());
    if let Some(path) = chosen_file() {
        let folder = whole::folder_of(&path);
        fs::create_dir_all(folder).ok();
        whole::sweep(folder).ok();
        write(&path, &state.chosen().to_toml());
    }
}

/// Writes a file for its owner's eyes alone, whole or not at all. A power cut leaves the old text or
/// the new one.
fn write(path: &Path, text: &str) {
    // A disk that refuses only loses comfort.
    whole::write(path, text.as_bytes(), Readers::Owner, Present::Replaced).ok();
}

/// Removes what a kill has left half written, and a text that nobody can read any more: it may
/// hold names, and would never be shown.
fn sweep(folder: &Path) -> io::Result<()> {
    let path = folder.join(UNSAVED);
    let unsaved = match fs::read(&path) {
        Ok(bytes) if !is_unsaved(&bytes) => whole::remove(&path),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    // What cannot be removed keeps nothing else from being removed.
    whole::sweep(folder).and(unsaved)
}

fn is_unsaved(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| Unsaved::from_json(text).is_some())
}

/// What the thread is asked.
#[derive(Debug)]
enum Asked {
    Keep(Option<Unsaved>),
    Views(Views),
    Beat(SessionId, NaiveDateTime),
    Sweep(Option<PathBuf>),
}

/// Keeps what is typed into a form, on a thread of its own: no key waits for the disk.
#[derive(Debug)]
pub(super) struct Keeper {
    /// Gone once nothing more will be asked; so is the thread then.
    send: Option<Sender<Asked>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread. `tell` hears of a file that should be gone and is not.
    ///
    /// # Errors
    /// The system has no thread left.
    pub(super) fn start(
        folder: &Path,
        mut tell: impl FnMut(&Path) + Send + 'static,
    ) -> io::Result<Self> {
        let folder = folder.to_owned();
        let path = folder.join(UNSAVED);
        let beat = folder.join(BEAT);
        let (send, receive) = mpsc::channel::<Asked>();
        let thread = std::thread::Builder::new().name("kept".to_owned()).spawn(move || {
            let mut next = receive.recv().ok();
            while let Some(asked) = next.take() {
                let later = receive.try_recv().ok();
                let is_left = match (asked, &later) {
                    // Of what is typed, and of the views, only the latest counts.
                    (Asked::Keep(_), Some(Asked::Keep(_)))
                    | (Asked::Views(_), Some(Asked::Views(_))) => false,
                    (Asked::Keep(Some(unsaved)), _) => {
                        write(&path, &unsaved.to_json());
                        false
                    }
                    (Asked::Keep(None), _) => whole::remove(&path).is_err(),
                    (Asked::Views(views), _) => {
                        keep_views(&folder, &views);
                        false
                    }
                    (Asked::Beat(session, now), _) => {
                        write(&beat, &beat_text(session, now));
                        false
                    }
                    (Asked::Sweep(papers), _) => {
                        // A folder that is not there yet has nothing left in it.
                        papers.map(|it| whole::sweep(&it));
                        sweep(&folder).is_err()
                    }
                };
                if is_left {
                    tell(&folder);
                }
                next = later.or_else(|| receive.recv().ok());
            }
        })?;
        Ok(Self { send: Some(send), thread: Some(thread) })
    }

    fn ask(&self, asked: Asked) {
        if let Some(send) = &self.send {
            // The thread only ends with us.
            send.send(asked).ok();
        }
    }

    pub(super) fn keep(&self, unsaved: Option<Unsaved>) {
        self.ask(Asked::Keep(unsaved));
    }

    pub(super) fn keep_views(&self, views: Views) {
        self.ask(Asked::Views(views));
    }

    /// Keeps the time as a sign of life of a session.
    pub(super) fn beat(&self, session: SessionId, now: NaiveDateTime) {
        self.ask(Asked::Beat(session, now));
    }

    /// Removes what earlier runs have left, also in the folder for documents; only for whoever has
    /// the store open, since what is kept there belongs to that one.
    pub(super) fn sweep(&self, papers: Option<PathBuf>) {
        self.ask(Asked::Sweep(papers));
    }

    /// Waits until the last of it is written.
    pub(super) fn finish(self) {
        drop(self);
    }
}

/// A panic comes this way too: what was typed last before it is written before the process is gone.
impl Drop for Keeper {
    fn drop(&mut self) {
        self.send.take();
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A keeper that has nothing to tell.
    fn start(folder: &Path) -> Keeper {
        Keeper::start(folder, |folder| panic!("{folder:?}")).unwrap()
    }

    #[test]
    fn a_kept_file_is_for_its_owner_alone_and_goes_when_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"noun":"issue","verb":"add","target":null,"values":{"title":["路灯"]}}"#;
        let unsaved = Unsaved::from_json(text).unwrap();
        let keeper = start(folder.path());
        keeper.keep(Some(unsaved.clone()));
        keeper.finish();
        assert_eq!(Kept::load(folder.path()).unsaved, Some(unsaved));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(UNSAVED)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let keeper = start(folder.path());
        keeper.keep(None);
        keeper.finish();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_was_typed_before_a_panic_is_written_before_the_program_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"noun":"issue","verb":"add","target":null,"values":{"title":["路灯"]}}"#;
        let unsaved = Unsaved::from_json(text).unwrap();
        let keeper = start(folder.path());
        let last = unsaved.clone();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
            keeper.keep(Some(last));
            panic!("on purpose");
        }));
        assert!(panicked.is_err());
        assert_eq!(Kept::load(folder.path()).unsaved, Some(unsaved));
    }

    #[test]
    fn what_a_kill_has_left_goes_when_the_store_is_open_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let papers = tempfile::tempdir().unwrap();
        let half = folder.path().join(whole::left_name(1));
        for left in [&br#"{"noun":"issue","verb":"fly"}"#[..], b"{\"noun\":\"is", b"\xff"] {
            fs::write(&half, "王小明的").unwrap();
            fs::write(papers.path().join(whole::left_name(2)), "王小明的").unwrap();
            fs::write(folder.path().join(UNSAVED), left).unwrap();
            fs::write(folder.path().join("别的"), "").unwrap();
            start(folder.path()).finish();
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
            let keeper = start(folder.path());
            keeper.sweep(Some(papers.path().to_owned()));
            keeper.finish();
            assert_eq!(fs::read_dir(papers.path()).unwrap().count(), 0);
            let names: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().collect();
            assert_eq!(names.len(), 1);
            assert_eq!(names[0].file_name(), "别的");
        }
    }

    #[test]
    fn what_was_kept_and_can_be_shown_is_not_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"noun":"issue","verb":"add","target":null,"values":{"title":["路灯"]}}"#;
        let unsaved = Unsaved::from_json(text).unwrap();
        let keeper = start(folder.path());
        keeper.keep(Some(unsaved.clone()));
        keeper.sweep(None);
        keeper.finish();
        assert_eq!(Kept::load(folder.path()).unsaved, Some(unsaved));
    }

    #[test]
    fn saved_views_that_cannot_be_read_are_told_and_stay_beside_the_new_ones() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::load(folder.path());
        assert!(!kept.are_views_broken);
        for (number, broken) in [&b"[[view"[..], b"\xff"].into_iter().enumerate() {
            fs::write(folder.path().join(VIEWS), broken).unwrap();
            assert!(Kept::load(folder.path()).are_views_broken);
            let keeper = start(folder.path());
            keeper.keep_views(Views::default());
            keeper.finish();
            assert!(!Kept::load(folder.path()).are_views_broken);
            let aside = if number == 0 { BAD_VIEWS.to_owned() } else { format!("{BAD_VIEWS}-2") };
            assert_eq!(fs::read(folder.path().join(aside)).unwrap(), broken);
        }
    }

    #[test]
    fn a_text_that_cannot_be_removed_is_told() {
        let folder = tempfile::tempdir().unwrap();
        // Neither removed nor emptied.
        fs::create_dir_all(folder.path().join(UNSAVED).join("in the way")).unwrap();
        let (tell, told) = mpsc::channel();
        let keeper = Keeper::start(folder.path(), move |folder| {
            tell.send(folder.to_owned()).unwrap();
        })
        .unwrap();
        keeper.keep(None);
        keeper.finish();
        assert_eq!(told.iter().collect::<Vec<_>>(), [folder.path()]);
    }
}
