//! The run log: what the program did, how long it took and what failed, for whoever is asked for help.
//!
//! Nothing that a person typed or stored can get into it: an [`Entry`] holds numbers and words of the program
//! itself, and of what libraries say only where they say it. Whoever notes something never waits for the
//! disk, and a disk that takes nothing is no fault of the program: what could not be written is counted.
//!
//! | question | file |
//! |---|---|
//! | what may be said, and how a line looks | `entry` |
//! | why something failed, without what and where | `why` |
//! | the files, their size and their number | `file` |
//! | panics, and what libraries say | `heard` |

mod entry;
mod file;
mod heard;
mod level;
#[cfg(test)]
mod tests;
mod why;

pub use entry::{Entry, OpenedStore};
pub use file::{Standing, standing};
pub use heard::note_panic;
pub use level::Level;

use super::clock::Clock;
use super::folders;
use file::Files;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// So many entries wait for the disk; what comes while it is full is counted and left.
const WAITING: usize = 512;
/// So many entries are written at once.
const AT_ONCE: usize = 64;
/// How long the end of the program, or a panic, waits for the disk.
const PATIENCE: Duration = Duration::from_millis(300);

/// What the writing thread is told.
enum Told {
    Entry(u64, Box<Entry>),
    /// Whoever waits hears that everything before it was tried.
    Reached(SyncSender<()>),
}

/// A run log that is being written.
#[derive(Debug)]
struct RunLog {
    level: Level,
    tell: SyncSender<Told>,
    /// How many entries could not be written since the last one that could.
    missed: Arc<AtomicU64>,
}

/// That of this process.
static OWN: OnceLock<RunLog> = OnceLock::new();

/// Begins to write, once for a process; nothing comes of it where there is no state folder, or nothing is
/// wished for.
pub fn start(level: Level) {
    let Some(folder) = folders::state().filter(|_| level != Level::Off) else { return };
    if let Some(log) = RunLog::begin(Files::in_folder(folder), level)
        && OWN.set(log).is_ok()
    {
        heard::listen();
    }
}

/// Notes something, where a log is kept and wishes for it.
pub fn note(entry: &Entry) {
    if let Some(log) = OWN.get() {
        log.note(entry);
    }
}

/// Waits a moment until what was noted is written: at the end of the program.
pub fn settle() {
    if let Some(log) = OWN.get() {
        log.settle();
    }
}

impl RunLog {
    fn begin(files: Files, level: Level) -> Option<Self> {
        let (tell, told) = mpsc::sync_channel(WAITING);
        let missed = Arc::new(AtomicU64::new(0));
        let unwritten = Arc::clone(&missed);
        let write = move || write_all(&files, &told, &unwritten);
        std::thread::Builder::new().name("run log".to_owned()).spawn(write).ok()?;
        Some(Self { level, tell, missed })
    }

    fn note(&self, entry: &Entry) {
        if entry.level() > self.level {
            return;
        }
        let at = Clock::default().wall_millis();
        if self.tell.try_send(Told::Entry(at, Box::new(*entry))).is_err() {
            self.missed.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn settle(&self) {
        let (reached, is_reached) = mpsc::sync_channel(1);
        if self.tell.try_send(Told::Reached(reached)).is_ok() {
            is_reached.recv_timeout(PATIENCE).ok();
        }
    }
}

/// Writes what is told until nobody tells anything any more.
fn write_all(files: &Files, told: &Receiver<Told>, missed: &AtomicU64) {
    while let Ok(first) = told.recv() {
        let (mut text, mut entries, mut waiting) = (String::new(), 0, None);
        let rest = std::iter::from_fn(|| told.try_recv().ok());
        for next in std::iter::once(first).chain(rest).take(AT_ONCE) {
            match next {
                Told::Entry(at, entry) => {
                    text.push_str(&entry.line(at));
                    entries += 1;
                }
                Told::Reached(reached) => {
                    waiting = Some(reached);
                    break;
                }
            }
        }
        write(files, (text, entries), missed);
        // Whoever does not wait any more need not know.
        if let Some(reached) = waiting {
            reached.send(()).ok();
        }
    }
}

fn write(files: &Files, (mut text, entries): (String, u64), unwritten: &AtomicU64) {
    if text.is_empty() {
        return;
    }
    let missed = unwritten.swap(0, Ordering::Relaxed);
    if missed > 0 {
        text.push_str(&Entry::missed(missed).line(Clock::default().wall_millis()));
    }
    if files.append(&text).is_err() {
        unwritten.fetch_add(missed + entries, Ordering::Relaxed);
    }
}
