//! How far an issue is on its way, by a row and here.

use super::super::{
    cell::DateOrYes,
    plan::Said,
    word::{Spoken, Stand},
};
use super::{Again, dates};
use crate::domain::{
    date::DateSpan,
    workflow::{Exit, Status, Step, StepKind},
};

impl Again<'_, '_, '_> {
    fn step_on(&self, kinds: &[StepKind]) -> Option<DateSpan> {
        let step = self.issue.standing_steps().rev().find(|step| kinds.contains(&step.kind()))?;
        Some(step.facts().on)
    }

    /// A difference that a further step takes over, where there can be one.
    fn further(&mut self, can_be: bool, field: &'static str, here: Said, row: Said) {
        if can_be {
            self.steps |= self.compared.says(field, here, row);
        } else {
            self.compared.by_hand(field, here, row);
        }
    }

    /// How far it is on its way.
    pub(super) fn steps(&mut self) {
        let (issue, draft) = (self.issue, self.draft);
        let is_new = issue.status == Status::Submitted;
        let accepted = self.step_on(&[StepKind::Accept]);
        let here = dates(accepted);
        match draft.accepted {
            Some(DateOrYes::On(on)) => {
                let can_be = is_new && accepted.is_none();
                self.further(can_be, "accepted", here, dates([on]));
            }
            Some(DateOrYes::Yes) if !issue.is_accepted() => {
                let row = Said::Word(["是", "yes"]);
                self.further(is_new, "accepted", Said::NOTHING, row);
            }
            Some(DateOrYes::No) if issue.is_accepted() => {
                self.compared.by_hand(
                    "accepted",
                    Said::Word(["是", "yes"]),
                    Said::Word(["否", "no"]),
                );
            }
            Some(DateOrYes::Yes | DateOrYes::No) | None => {}
        }
        let consulted = self.step_on(&[StepKind::Consult]);
        let sessions = issue.sessions.iter().filter_map(|id| self.world.session(*id));
        let mut days: Vec<DateSpan> =
            sessions.map(|session| session.facts.on).chain(consulted).collect();
        days.sort_unstable();
        days.dedup();
        if draft.consulted.iter().any(|day| !days.contains(day)) && !self.is_kept("consulted") {
            let can_be = is_new && consulted.is_none();
            self.further(can_be, "consulted", dates(days), dates(draft.consulted.clone()));
        }
        let resolved = self.step_on(&[StepKind::Resolve, StepKind::ResolveByService]);
        let can_be = issue.status.is_open() && resolved.is_none();
        self.further(can_be, "resolved", dates(resolved), dates(draft.resolved));
        self.status();
    }

    fn status(&mut self) {
        let (issue, draft) = (self.issue, self.draft);
        let by_result = || Stand::hear(&draft.result).map(|stand| ("result", stand));
        let stated = draft.status.map(|stand| ("status", stand)).or_else(by_result);
        if let Some((field, stand)) = stated
            && !stand.is_of(issue.status, issue.is_accepted())
        {
            let merges = stand == Stand::Left(Exit::Merged);
            let can_be = stand.is_beyond(issue.status) && issue.status.is_open() && !merges;
            self.further(can_be, field, Said::word(issue.status), stand.said());
        }
        let last = issue.standing_steps().next_back().map(Step::facts);
        if let (Status::Exited(..), Some(facts)) = (issue.status, last) {
            let here = Said::from(facts.referred_to.as_str());
            self.compared.by_hand("referred_to", here, Said::from(draft.referred_to.as_str()));
        }
    }
}
