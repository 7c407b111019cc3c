//! Puts what a file asks for into an order that can be decided, whatever order its lines have.

use crate::domain::{
    action::{Action, StepRequest},
    id::IssueId,
    workflow::{Exit, StepKind},
};
use chrono::NaiveDate;

/// When an action has its turn. Records may refer to later lines; actions may not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Departments,
    People,
    Studios,
    Issues,
    Sessions,
    /// The steps of an issue up to the first that ends it: it stays open.
    EarlySteps,
    Commitments,
    /// Words and evidence about what was done.
    Outcomes,
    /// Resolving and leaving, and every step of the issue after that, by their days.
    LateSteps,
}

/// Where an action stands within its turn: late steps by their day, merges before what else
/// happened on it, so that a root is still open; everything else as the file has it.
type Place = (Option<NaiveDate>, bool);

/// The actions of a file, each with its turn, its place there and its line, and where new ids come
/// from.
pub(super) struct Plan<'a> {
    ids: &'a mut dyn FnMut() -> [u8; 16],
    planned: Vec<(Turn, Place, usize, Action)>,
}

/// The steps of one issue, which keep the order in which they are stated.
#[derive(Default)]
pub(super) struct Way {
    is_late: bool,
    reached: Option<NaiveDate>,
}

impl<'a> Plan<'a> {
    pub(super) const fn new(ids: &'a mut dyn FnMut() -> [u8; 16]) -> Self {
        Self { ids, planned: Vec::new() }
    }

    pub(super) fn next_id(&mut self) -> [u8; 16] {
        (self.ids)()
    }

    pub(super) fn push(&mut self, turn: Turn, line: usize, action: Action) {
        self.planned.push((turn, (None, false), line, action));
    }

    /// Adds the next step on the way of an issue. Once one has come late, all that follow do.
    pub(super) fn push_step(
        &mut self,
        way: &mut Way,
        line: usize,
        id: IssueId,
        request: StepRequest,
    ) {
        way.is_late |= !matches!(request.kind, StepKind::Accept | StepKind::Consult);
        let is_merge = request.kind == StepKind::Exit(Exit::Merged);
        // A step that is known to the month happened by its end; a merge as soon as it can have.
        let day = request.on.map(|on| if is_merge { on.first() } else { on.last() });
        way.reached = way.reached.max(day);
        let (turn, place) = if way.is_late {
            (Turn::LateSteps, (way.reached, !is_merge))
        } else {
            (Turn::EarlySteps, (None, false))
        };
        self.planned.push((turn, place, line, Action::StepIssue { id, request }));
    }

    /// The lines and the actions in the order of their turns and places.
    pub(super) fn in_order(mut self) -> (Vec<usize>, Vec<Action>) {
        self.planned.sort_by_key(|(turn, place, line, _)| (*turn, *place, *line));
        self.planned.into_iter().map(|(_, _, line, action)| (line, action)).unzip()
    }
}
