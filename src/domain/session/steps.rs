//! The steps of a session: which of them stand, and which were taken back.

use super::{Session, SessionStep, SessionStepKind};
use crate::domain::provenance::Mark;

impl Session {
    /// The standing postponement, if it was moved: the last that was not taken back.
    pub fn postponed(&self) -> Option<&SessionStep> {
        let mut taken_back = 0_usize;
        self.steps.iter().rev().map(|(step, _)| step).find(|step| match step.kind {
            SessionStepKind::TakeBackPostpone => {
                taken_back += 1;
                false
            }
            SessionStepKind::Postpone if taken_back > 0 => {
                taken_back -= 1;
                false
            }
            SessionStepKind::Postpone => true,
            _ => false,
        })
    }

    /// Whether nothing that stands came after a step: steps that were taken back have come to
    /// nothing.
    pub(in crate::domain) fn rests_on(&self, step: &SessionStep) -> bool {
        let Some(place) = self.steps.iter().rposition(|(it, _)| it == step) else { return false };
        let now = self.said(&self.steps);
        if step.kind.takes_back() {
            // Done again, a step is another one that says the same.
            now == self.said(self.steps.get(..=place).unwrap_or_default())
        } else {
            now.last() == Some(&step)
        }
    }

    /// What the steps say that stand among the first of them.
    fn said(&self, first: &[(SessionStep, Mark)]) -> Vec<&SessionStep> {
        standing(first)
            .into_iter()
            .filter_map(|at| self.steps.get(at).map(|(step, _)| step))
            .collect()
    }

    /// The steps, oldest first, each with whether it still stands or was taken back since. What
    /// takes a step back stands by itself.
    pub fn told_steps(&self) -> Vec<(&SessionStep, Mark, bool)> {
        let standing = standing(&self.steps);
        let steps = self.steps.iter().enumerate();
        steps
            .map(|(at, (step, mark))| {
                (step, *mark, step.kind.takes_back() || standing.contains(&at))
            })
            .collect()
    }
}

/// The places of the steps that stand: what takes a step back takes it out, with all since.
fn standing(steps: &[(SessionStep, Mark)]) -> Vec<usize> {
    use SessionStepKind as K;
    let kind_at = |at: usize| steps.get(at).map(|(step, _)| step.kind);
    let mut standing: Vec<usize> = Vec::new();
    for (at, (step, _)) in steps.iter().enumerate() {
        let undoes = |kind: K| match step.kind {
            K::TakeBackCancel => kind == K::Cancel,
            K::TakeBackPostpone => kind == K::Postpone,
            K::TakeBackStart => kind == K::Start,
            K::UndoClose => matches!(kind, K::Close | K::CloseAfterTheFact),
            _ => false,
        };
        if step.kind.takes_back() {
            let undone = standing.iter().rposition(|at| kind_at(*at).is_some_and(undoes));
            standing.truncate(undone.unwrap_or(standing.len()));
        } else {
            standing.push(at);
        }
    }
    standing
}
