//! The thread that has the full text: it finds, takes in what is saved, and makes the index anew where that
//! is missing, always out of the way of the screens and of the store.
//!
//! Texts come from the store, which hands over a few at a time and only when it is asked: a change that is
//! saved meanwhile waits for one such handful at most. While the index is being made, what comes is
//! searched as it comes, so that a question gets its first answers at once and the others as they are
//! found. What is saved is found from memory, and kept when nothing has happened for a while.

use super::worker::Request;
use crate::app::Answer;
use crate::search::text::{Change, Index, Owner, Position, Query};
use crate::shell::desk::KEPT_AT_ONCE;
use crate::shell::run_log::{self, Entry};
use crate::store::guard::guarded;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// How long nothing has to happen before what is in memory is kept.
const IDLE: Duration = Duration::from_secs(2);
/// How much more has to have come, in percent, before a question is answered again.
const ANSWER_EVERY: u8 = 3;
/// The most hits that a screen gets: whoever has more types on.
const MOST: usize = 300;
/// How often an index that cannot be read is made anew before everything is looked at in memory.
const TRIES: u32 = 2;

/// What the seeker is told.
#[derive(Debug)]
pub(super) enum Tell {
    /// The store is open; the index lies in this folder, where one could be made.
    Opened { folder: Option<PathBuf>, owner: Owner },
    /// What comes now is everything, or what was changed since the index was kept.
    Begun { round: u64, is_everything: bool },
    /// More of it.
    Texts { round: u64, changes: Vec<Change>, percent: u8, done: Option<Reached> },
    /// Something was saved.
    Changed { changes: Vec<Change>, reached: Option<Position> },
    /// Somebody looks for this; nothing looks for nothing.
    Search { generation: u64, query: Query },
    /// Somebody waits until everything has come that there is, so that nothing more is found later.
    Whole(Sender<()>),
    /// The texts cannot be read.
    Unreadable,
    /// The index failed in a pause.
    Broken,
}

/// How far whoever took everything is, unless that cannot be said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reached(pub(super) Option<Position>);

/// The full text on its thread.
struct Seeker<S> {
    index: Index,
    /// How much has come, in percent, until everything has.
    coming: Option<u8>,
    is_everything: bool,
    /// The latest asking for texts; what comes of an earlier one is stale.
    round: u64,
    /// Everything has come that was asked for, so that the index says of itself how far it goes.
    is_whole: bool,
    /// How far what was taken in goes.
    reached: Option<Position>,
    /// What somebody looks for.
    asked: Option<(u64, Query)>,
    told: Option<u8>,
    /// More of what somebody looks for has come than was answered, and how much had come by then.
    owed: bool,
    answered_at: u8,
    broken: u32,
    /// Who waits until everything has come.
    waiting: Vec<Sender<()>>,
    store: Sender<Request>,
    send: S,
}

/// Answers until nobody tells anything any more. `store` is where texts are asked for, `send` says whether
/// anybody listens.
pub(super) fn seek(
    tells: &Receiver<Tell>,
    store: Sender<Request>,
    send: impl FnMut(Answer) -> bool,
) {
    // Nothing is known of the store before it is open.
    let index = Index::in_memory(Owner { store: [0; 16], rows: 0 });
    let mut seeker = Seeker {
        index,
        coming: Some(0),
        is_everything: false,
        round: 0,
        is_whole: false,
        reached: None,
        asked: None,
        told: None,
        owed: false,
        answered_at: 0,
        broken: 0,
        waiting: Vec::new(),
        store,
        send,
    };
    while let Some(tell) = guarded(|| seeker.wait(tells)).unwrap_or(Some(Tell::Broken)) {
        // The engine panics at some damage; whatever it holds is made anew then.
        let goes_on = guarded(|| seeker.take(tell)).unwrap_or_else(|| seeker.begin_again());
        if !goes_on {
            return;
        }
    }
}

impl<S: FnMut(Answer) -> bool> Seeker<S> {
    /// Waits for what is told next; a pause is used to keep what is only in memory.
    fn wait(&mut self, tells: &Receiver<Tell>) -> Option<Tell> {
        loop {
            if self.coming.is_some() || self.index.fresh() == 0 || !self.index.is_kept() {
                return tells.recv().ok();
            }
            match tells.recv_timeout(IDLE) {
                Ok(tell) => return Some(tell),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    // What cannot be kept is found in memory as before, and is not tried again.
                    let reached = self.reached.filter(|_| self.is_whole);
                    if self.index.settle(reached).is_err() {
                        return tells.recv().ok();
                    }
                }
            }
        }
    }

    /// Says whether anybody listens.
    fn take(&mut self, tell: Tell) -> bool {
        match tell {
            Tell::Opened { folder, owner } => {
                // Given back before it is opened again.
                self.index = Index::in_memory(owner);
                self.index = folder
                    .map_or_else(|| Index::in_memory(owner), |folder| Index::open(&folder, owner));
                self.begin(self.index.position())
            }
            Tell::Begun { round, .. } | Tell::Texts { round, .. } if round != self.round => true,
            Tell::Begun { is_everything, .. } => {
                self.is_everything = is_everything;
                self.coming = Some(0);
                if is_everything {
                    run_log::note(&Entry::index_anew(self.broken));
                    self.index.empty();
                }
                self.store.send(Request::MoreTexts).is_ok()
            }
            Tell::Texts { changes, percent, done, .. } => self.take_texts(changes, percent, done),
            Tell::Changed { changes, reached } => {
                self.index.take(changes);
                self.reached = reached;
                self.answer()
            }
            Tell::Search { generation, query } => {
                self.asked = Some((generation, query)).filter(|(_, query)| !query.is_empty());
                self.answer()
            }
            Tell::Whole(waiting) => {
                self.waiting.push(waiting);
                self.tell_whole();
                true
            }
            Tell::Broken => self.begin_again(),
            Tell::Unreadable => {
                // The store tells why, and tries again when it is asked to read everything anew.
                self.coming = None;
                let goes_on = self.tell_progress(None) && self.answer();
                self.tell_whole();
                goes_on
            }
        }
    }

    fn take_texts(&mut self, changes: Vec<Change>, percent: u8, done: Option<Reached>) -> bool {
        if let Some((_, query)) = self.asked.as_ref().filter(|_| !self.owed) {
            let mut texts = changes.iter().filter_map(|it| it.text.as_ref());
            self.owed = texts.any(|text| query.is_in(text));
        }
        self.index.take(changes);
        let Some(Reached(reached)) = done else {
            self.coming = Some(percent);
            if self.is_everything && self.index.fresh() >= KEPT_AT_ONCE {
                // Where this fails, everything stays in memory.
                self.index.settle(None).ok();
            }
            // Answers are lists; not every handful makes a new one.
            let is_due = self.owed && percent >= self.answered_at.saturating_add(ANSWER_EVERY);
            let goes_on = self.tell_progress(Some(percent)) && (!is_due || self.answer());
            return goes_on && self.store.send(Request::MoreTexts).is_ok();
        };
        self.coming = None;
        self.is_whole = true;
        // What was saved meanwhile came along, and goes further than what was handed over.
        self.reached = match (self.reached, reached) {
            (Some(later), Some(reached)) if later.group > reached.group => Some(later),
            (_, reached) => reached,
        };
        if self.is_everything {
            self.index.settle(self.reached).ok();
        }
        let goes_on = self.tell_progress(None) && self.answer();
        self.tell_whole();
        goes_on
    }

    /// Tells those who wait that everything has come, once it has.
    fn tell_whole(&mut self) {
        if self.coming.is_none() {
            for waiting in self.waiting.drain(..) {
                // Whoever does not wait any more need not know.
                waiting.send(()).ok();
            }
        }
    }

    /// Tells how much of the index is made, when that has changed. A handful of changes is not worth telling.
    fn tell_progress(&mut self, percent: Option<u8>) -> bool {
        let percent = percent.filter(|_| self.is_everything);
        if percent == self.told {
            return true;
        }
        self.told = percent;
        (self.send)(Answer::Indexing(percent))
    }

    /// Answers what somebody looks for, as far as it is known.
    fn answer(&mut self) -> bool {
        self.owed = false;
        self.answered_at = self.coming.unwrap_or(0);
        let Some((generation, query)) = &self.asked else { return true };
        match self.index.find(query, None, MOST) {
            Ok(found) => {
                let answer = Answer::Said { generation: *generation, found: Box::new(found) };
                (self.send)(answer)
            }
            Err(_unreadable) => self.begin_again(),
        }
    }

    /// Makes the index anew: it cannot be read any more.
    fn begin_again(&mut self) -> bool {
        self.broken += 1;
        self.index.empty();
        if self.broken > TRIES {
            self.index.forgo();
        }
        self.begin(None)
    }

    /// Asks for what was changed since a position, or for everything.
    fn begin(&mut self, since: Option<Position>) -> bool {
        self.coming = Some(0);
        self.answered_at = 0;
        self.is_whole = false;
        self.round += 1;
        self.store.send(Request::BeginTexts { round: self.round, since }).is_ok()
    }
}

#[cfg(test)]
mod tests;
