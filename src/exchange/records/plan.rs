//! Puts what a file asks for into an order that can be decided, whatever order its lines have.

use crate::domain::action::Action;

/// When an action has its turn. Records may refer to later lines; actions may not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Departments,
    People,
    Studios,
    Issues,
    Sessions,
    /// Accepting and consulting: the issue stays open.
    EarlySteps,
    Commitments,
    /// Words and evidence about what was done.
    Outcomes,
    /// Resolving, reopening and leaving.
    LateSteps,
}

/// The actions of a file, each with its turn and its line, and where new ids come from.
pub(super) struct Plan<'a> {
    ids: &'a mut dyn FnMut() -> [u8; 16],
    planned: Vec<(Turn, usize, Action)>,
}

impl<'a> Plan<'a> {
    pub(super) const fn new(ids: &'a mut dyn FnMut() -> [u8; 16]) -> Self {
        Self { ids, planned: Vec::new() }
    }

    pub(super) fn next_id(&mut self) -> [u8; 16] {
        (self.ids)()
    }

    pub(super) fn push(&mut self, turn: Turn, line: usize, action: Action) {
        self.planned.push((turn, line, action));
    }

    /// The lines and the actions; within a turn as the file has them.
    pub(super) fn in_order(mut self) -> (Vec<usize>, Vec<Action>) {
        self.planned.sort_by_key(|(turn, ..)| *turn);
        self.planned.into_iter().map(|(_, line, action)| (line, action)).unzip()
    }
}
