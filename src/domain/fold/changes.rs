//! What events change in what is there already.

use crate::domain::{
    commitment::{Commitment, CommitmentFacts, Handled, Handling},
    issue::{ClosingStatement, Evaluation, GivenEvaluation, Issue, ServiceRecord},
    line::{Line, LineFacts},
    provenance::Mark,
    session::{Correction, Session, SessionFacts, Tally},
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

pub(super) fn given(evaluation: &Evaluation, mark: Mark) -> GivenEvaluation {
    GivenEvaluation { evaluation: evaluation.clone(), mark, taken_back: false }
}

pub(super) fn handled(handling: &Handling, mark: Mark) -> Handled {
    Handled { handling: handling.clone(), mark, taken_back: false }
}
