//! What may stand in the run log, and how a line of it looks.
//!
//! An entry is `Copy`, so that it owns no text, and its fields are private, so that all that can be said is
//! said by the functions here: numbers, and words that the program was built with.

use super::Level;
use super::heard::Spot;
use super::why::Why;
use crate::domain::provenance::in_beijing;
use crate::i18n::Lang;
use crate::shell::backup::BackupFault;
use crate::store::engine::{Cause, Notice};
use crate::store::{Reason, StoreError, StoreVerification};
use std::fmt::{self, Write};
use std::io::ErrorKind;
use std::time::Duration;

/// The most that is said in one entry.
const MOST_FACTS: usize = 8;

/// One thing that is said.
#[derive(Debug, Clone, Copy)]
enum Fact {
    Count(u64),
    Word(&'static str),
    Yes(bool),
    /// What the system calls a failure.
    Kind(ErrorKind),
    Spot(Spot),
}

/// One line of the run log.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    level: Level,
    name: &'static str,
    facts: [Option<(&'static str, Fact)>; MOST_FACTS],
}

/// Whatever is `Copy` and outlives everything owns no text and borrows none that was read.
const fn owns_no_text<T: Copy + 'static>() {}
const _: () = owns_no_text::<Entry>();

/// A store that was opened, in numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct OpenedStore {
    /// How long it took.
    pub took: Duration,
    /// The last group of the journal.
    pub groups: u64,
    /// How far the rows go.
    pub rows: u64,
    /// How many issues there are.
    pub issues: usize,
    /// How many sessions.
    pub sessions: usize,
    /// How many people.
    pub people: usize,
    /// Why nothing can be written, if so.
    pub read_only: Option<Reason>,
}

impl Entry {
    const fn new(level: Level, name: &'static str) -> Self {
        Self { level, name, facts: [None; MOST_FACTS] }
    }

    /// The same with one more fact; more than there is room for are left.
    fn with(mut self, name: &'static str, fact: Fact) -> Self {
        if let Some(free) = self.facts.iter_mut().find(|it| it.is_none()) {
            *free = Some((name, fact));
        }
        self
    }

    fn count(self, name: &'static str, count: impl TryInto<u64>) -> Self {
        self.with(name, Fact::Count(count.try_into().unwrap_or(u64::MAX)))
    }

    fn word(self, name: &'static str, word: &'static str) -> Self {
        self.with(name, Fact::Word(word))
    }

    fn took(self, took: Duration) -> Self {
        self.count("millis", took.as_millis())
    }

    fn because(self, why: Why) -> Self {
        let mut entry = self.word("why", why.word);
        if let Some(kind) = why.kind {
            entry = entry.with("system", Fact::Kind(kind));
        }
        match why.code {
            Some(code) => entry.count("code", code),
            None => entry,
        }
    }

    /// How important it is.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// The program begins to do what it was called for.
    pub fn started((noun, verb): (&'static str, &'static str), lang: Lang, level: Level) -> Self {
        let system = std::env::consts::OS;
        Self::new(Level::Info, "started")
            .word("version", env!("CARGO_PKG_VERSION"))
            .word("system", system)
            .word("machine", std::env::consts::ARCH)
            .word("command", noun)
            .word("verb", verb)
            .word("language", lang.key())
            .word("level", level.key())
    }

    /// The program ends.
    pub fn ended(exit_code: u8, took: Duration) -> Self {
        Self::new(Level::Info, "ended").count("exit", exit_code).took(took)
    }

    /// The store is open.
    pub fn opened(opened: &OpenedStore) -> Self {
        let entry = Self::new(Level::Info, "store-opened")
            .took(opened.took)
            .count("groups", opened.groups)
            .count("rows", opened.rows)
            .count("issues", opened.issues)
            .count("sessions", opened.sessions)
            .count("people", opened.people);
        match opened.read_only {
            Some(reason) => entry.word("read-only", Why::of_reason(reason).word),
            None => entry,
        }
    }

    /// The store could not be opened.
    pub fn not_opened(error: &StoreError) -> Self {
        Self::new(Level::Error, "store-not-opened").because(Why::of_store(error))
    }

    /// The store is closed.
    pub const fn closed() -> Self {
        Self::new(Level::Debug, "store-closed")
    }

    /// The store could not be closed in good order.
    pub fn not_closed(error: &StoreError) -> Self {
        Self::new(Level::Error, "store-not-closed").because(Why::of_store(error))
    }

    /// Something was put right, or is told to be amiss.
    pub fn healed(notice: &Notice) -> Self {
        let warn = |name| Self::new(Level::Warn, name);
        match notice {
            Notice::RowsRebuilt { cause, groups } => {
                warn("rows-rebuilt").word("why", cause_word(*cause)).count("groups", *groups)
            }
            Notice::RowsCaughtUp { groups } => {
                Self::new(Level::Info, "rows-caught-up").count("groups", *groups)
            }
            Notice::JournalRewritten { groups } => {
                warn("journal-rewritten").count("groups", *groups)
            }
            Notice::JournalMissing => warn("journal-missing"),
            Notice::TailSetAside { bytes, files } => {
                warn("journal-tail-set-aside").count("bytes", *bytes).count("files", files.len())
            }
            Notice::Lost { first_group, last_group } => Self::new(Level::Error, "groups-lost")
                .count("first", *first_group)
                .count("last", *last_group),
            Notice::Broken { group, seq, .. } => {
                Self::new(Level::Error, "chain-broken").count("group", *group).count("record", *seq)
            }
            Notice::ShownFromMemory { reason } => {
                warn("rows-shown-from-memory").word("why", Why::of_reason(*reason).word)
            }
            Notice::NewReplica => warn("new-replica"),
        }
    }

    /// A change was saved.
    pub fn saved(events: usize, took: Duration) -> Self {
        Self::new(Level::Debug, "saved").count("events", events).took(took)
    }

    /// A change was not saved: by the rules, which is everyday, or because something failed.
    pub fn not_saved(error: &StoreError) -> Self {
        let why = Why::of_store(error);
        let level = if why.is_everyday { Level::Debug } else { Level::Error };
        Self::new(level, "not-saved").because(why)
    }

    /// A file was taken in: so many of its rows, lines or entities.
    pub fn imported(kind: &'static str, rows: usize, events: usize) -> Self {
        Self::new(Level::Info, "imported")
            .word("kind", kind)
            .count("rows", rows)
            .count("events", events)
    }

    /// A backup was made.
    pub fn backed_up(size_bytes: u64, files: usize, faulty: usize) -> Self {
        Self::new(Level::Info, "backed-up")
            .count("bytes", size_bytes)
            .count("files", files)
            .count("faulty", faulty)
    }

    /// No backup was made.
    pub fn not_backed_up(fault: &BackupFault) -> Self {
        let why = Why::of_backup(fault);
        let level = if why.is_everyday { Level::Info } else { Level::Error };
        Self::new(level, "not-backed-up").because(why)
    }

    /// Everything was checked.
    pub fn checked(found: &StoreVerification) -> Self {
        let level = if found.is_whole() { Level::Info } else { Level::Error };
        Self::new(level, "checked")
            .count("groups", found.log.groups)
            .count("records", found.log.records)
            .count("file-faults", found.file_faults.len())
            .with("rows", Fact::Yes(found.log.are_rows_checked))
            .with("whole", Fact::Yes(found.is_whole()))
    }

    /// The index of the full text is made anew.
    pub fn index_anew(broken: u32) -> Self {
        let level = if broken == 0 { Level::Info } else { Level::Warn };
        Self::new(level, "index-anew").count("broken", broken)
    }

    /// The screens let somebody wait.
    pub fn slow(doing: &'static str, took: Duration) -> Self {
        Self::new(Level::Info, "slow").word("doing", doing).took(took)
    }

    /// A thread panicked; what it said may be of the data, and is left out.
    pub(super) fn panicked(spot: Spot, thread: &'static str, is_caught: bool) -> Self {
        let level = if is_caught { Level::Warn } else { Level::Error };
        Self::new(level, "panicked")
            .with("at", Fact::Spot(spot))
            .word("thread", thread)
            .with("caught", Fact::Yes(is_caught))
    }

    /// A library says something there; what it says may be of the data, and is left out.
    pub(super) fn library(level: Level, module: &'static str, line: u32) -> Self {
        Self::new(level, "library").word("in", module).count("line", line)
    }

    /// So many entries could not be written.
    pub(super) fn missed(count: u64) -> Self {
        Self::new(Level::Error, "missed").count("entries", count)
    }

    /// As a line of the file: time of Beijing, process, level, name, facts.
    pub(super) fn line(&self, at_millis: u64) -> String {
        let (at, process) = (in_beijing(at_millis), std::process::id());
        let (level, name) = (self.level.key(), self.name);
        let mut line =
            format!("{}+08:00 {process} {level} {name}", at.format("%Y-%m-%dT%H:%M:%S%.3f"));
        for (name, fact) in self.facts.iter().flatten() {
            // Writing to a text never fails.
            write!(line, " {name}={fact}").ok();
        }
        line.push('\n');
        line
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Word(word) => f.write_str(word),
            Self::Yes(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Kind(kind) => write!(f, "{kind:?}"),
            Self::Spot(spot) => spot.fmt(f),
        }
    }
}

const fn cause_word(cause: Cause) -> &'static str {
    match cause {
        Cause::Missing => "missing",
        Cause::Damaged => "damaged",
        Cause::MachineCrashed => "machine-crashed",
        Cause::NewShape => "new-shape",
        Cause::Copied => "copied",
    }
}
