//! What the store hands to the full text, between what it is asked by the screens.

use super::Worker;
use crate::app::Answer;
use crate::search::text::Position;
use crate::shell::desk::{BATCH, TextFeed};
use crate::shell::seeker::{Reached, Tell};
use std::sync::mpsc::Sender;

/// The full text, and what of everything is still to be handed to it.
#[derive(Debug)]
pub(in crate::shell) struct Hearer {
    tell: Sender<Tell>,
    /// With the asking that it answers.
    feed: Option<(u64, TextFeed)>,
}

impl Hearer {
    pub(in crate::shell) const fn new(tell: Sender<Tell>) -> Self {
        Self { tell, feed: None }
    }
}

impl<S: FnMut(Answer) -> bool> Worker<S> {
    /// Has the full text hear of everything that is saved.
    pub(in crate::shell) fn heard_by(mut self, hearer: Hearer) -> Self {
        self.hearer = Some(hearer);
        self
    }

    /// Says that the store is open, so that the full text looks how far it is.
    pub(super) fn tell_opened(&mut self) {
        let Some(hearer) = &self.hearer else { return };
        let owner = self.desk.text_owner();
        // Where no folder can be made, everything is found in memory.
        let folder = self.desk.store().search_folder().ok();
        hearer.tell.send(Tell::Opened { folder, owner }).ok();
    }

    /// Begins to hand over what was changed since a position, or everything.
    pub(super) fn begin_texts(&mut self, round: u64, since: Option<Position>) {
        let begun = self.desk.begin_texts(since);
        let Some(hearer) = &mut self.hearer else { return };
        let tell = match begun {
            Ok(feed) => {
                let is_everything = feed.is_everything();
                hearer.feed = Some((round, feed));
                Tell::Begun { round, is_everything }
            }
            Err(_untold) => Tell::Unreadable,
        };
        hearer.tell.send(tell).ok();
    }

    /// Hands over a little more.
    pub(super) fn more_texts(&mut self) {
        let Some(hearer) = &mut self.hearer else { return };
        let Some((round, mut feed)) = hearer.feed.take() else { return };
        let tell = match self.desk.more_texts(&mut feed, BATCH) {
            Ok(changes) => {
                let percent = feed.percent();
                let done = feed.is_done().then(|| Reached(feed.reached()));
                hearer.feed = Some((round, feed)).filter(|_| done.is_none());
                Tell::Texts { round, changes, percent, done }
            }
            Err(_untold) => Tell::Unreadable,
        };
        hearer.tell.send(tell).ok();
    }

    /// Hands over what was just saved. What cannot be read now is handed over the next time.
    pub(super) fn tell_changed(&mut self) {
        let Some(hearer) = &self.hearer else { return };
        let Ok(changes) = self.desk.changed_texts() else { return };
        if changes.is_empty() {
            return;
        }
        let reached = self.desk.text_position().ok().flatten();
        hearer.tell.send(Tell::Changed { changes, reached }).ok();
    }
}
