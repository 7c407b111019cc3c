//! What events change in what is there already.

use crate::domain::{
    commitment::{Commitment, CommitmentFacts, Handled, Handling},
    event::Replaced,
    id::IssueId,
    issue::{ClosingStatement, Evaluation, GivenEvaluation, Issue, ServiceRecord},
    line::{Line, LineFacts},
    provenance::Mark,
    session::{Correction, Session, SessionFacts, Stage, Tally},
    studio::{Studio, StudioFacts},
};

impl Studio {
    /// A code that numbers carry is kept.
    pub(super) fn restate(&mut self, to: &StudioFacts) {
        if self.facts.code != to.code && !self.numbered.is_empty() {
            self.earlier_codes.insert(self.facts.code.clone());
        }
        self.facts.clone_from(to);
    }
}

impl Issue {
    pub(super) fn state(&mut self, to: Option<&ClosingStatement>, mark: Mark) {
        self.statement = to.cloned();
        self.statement_entered = to.map(|_| mark);
    }

    pub(super) fn serve(&mut self, to: Option<&ServiceRecord>, mark: Mark) {
        self.service = to.cloned();
        self.service_entered = to.map(|_| mark);
    }
}

impl Session {
    pub(super) fn restate(&mut self, to: &SessionFacts, mark: Mark) {
        self.facts.clone_from(to);
        self.entered(Correction::Facts, mark);
    }

    /// Gives an item its order.
    pub(super) fn arrange(&mut self, issue: IssueId, to: &[Stage]) {
        self.stages.retain(|(it, _)| *it != issue);
        if !to.is_empty() {
            self.stages.push((issue, to.to_vec()));
        }
    }

    pub(super) fn recount(&mut self, to: &[Tally], mark: Mark) {
        self.tallies = to.to_vec();
        self.entered(Correction::Tallies, mark);
    }
}

impl Line {
    /// What it said before is kept.
    pub(super) fn restate(&mut self, to: &LineFacts) {
        let earlier = std::mem::replace(&mut self.facts, to.clone());
        self.earlier.push(earlier);
    }

    pub(super) const fn strike(&mut self, struck: bool, late: bool) {
        self.struck = struck;
        self.struck_late |= late;
    }
}

impl Commitment {
    /// Whoever once had a part in it is kept.
    pub(super) fn restate(&mut self, to: &CommitmentFacts) {
        self.ever.extend(to.departments());
        self.facts.clone_from(to);
    }
}

/// Puts what an event says into a list, in the place of what it replaces.
pub(super) fn replace<T: Clone + PartialEq>(list: &mut Vec<T>, event: &Replaced<T>) {
    let place = event.from.as_ref().and_then(|from| list.iter().position(|it| it == from));
    match (place, &event.to) {
        (Some(place), Some(to)) => {
            if let Some(slot) = list.get_mut(place) {
                slot.clone_from(to);
            }
        }
        (Some(place), None) => {
            list.remove(place);
        }
        (None, Some(to)) => list.push(to.clone()),
        (None, None) => {}
    }
}

pub(super) fn given(evaluation: &Evaluation, mark: Mark) -> GivenEvaluation {
    GivenEvaluation { evaluation: evaluation.clone(), mark, taken_back: false }
}

pub(super) fn handled(handling: &Handling, mark: Mark) -> Handled {
    Handled { handling: handling.clone(), mark, taken_back: false }
}
