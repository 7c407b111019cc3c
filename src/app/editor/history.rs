//! Undo within one field: whole texts, a run of typing kept as one step.

use std::collections::VecDeque;

/// How many steps a field remembers.
const STEPS: usize = 100;

/// A field as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Snapshot {
    pub(super) text: String,
    pub(super) caret: usize,
}

/// What kind of change is made; equal neighbours of the first two kinds are one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    /// One character typed.
    Typing,
    /// One grapheme deleted.
    Deleting,
    /// Anything else: a paste, a word deleted, a space.
    Other,
}

/// What can be taken back and made again.
#[derive(Clone, Debug)]
pub(super) struct History {
    past: VecDeque<Snapshot>,
    future: Vec<Snapshot>,
    last: Option<Stroke>,
}

impl History {
    pub(super) const fn new() -> Self {
        Self { past: VecDeque::new(), future: Vec::new(), last: None }
    }

    /// Keeps the state before a change, unless the change goes on with a run.
    pub(super) fn remember(&mut self, stroke: Stroke, now: impl FnOnce() -> Snapshot) {
        self.future.clear();
        if stroke == Stroke::Other || self.last != Some(stroke) {
            if self.past.len() == STEPS {
                self.past.pop_front();
            }
            self.past.push_back(now());
        }
        self.last = Some(stroke);
    }

    /// Ends a run: the next change is a step of its own.
    pub(super) const fn interrupt(&mut self) {
        self.last = None;
    }

    pub(super) fn undo(&mut self, now: Snapshot) -> Option<Snapshot> {
        let then = self.past.pop_back()?;
        self.future.push(now);
        self.last = None;
        Some(then)
    }

    pub(super) fn redo(&mut self, now: Snapshot) -> Option<Snapshot> {
        let then = self.future.pop()?;
        self.past.push_back(now);
        self.last = None;
        Some(then)
    }
}
