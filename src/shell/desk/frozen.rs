//! Reports that are frozen and run again: from the log up to the place at which they were counted, held
//! against what they came to then.

use super::{Desk, DeskError};
use crate::command::Catalog;
use crate::domain::action::Action;
use crate::domain::figures::{
    COUNTING_RULES, Difference, FrozenReport, Report, Since, Tally, can_move,
};
use crate::store::StoreError;
use sha2::{Digest as _, Sha256};

/// What became of running a frozen report again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// It says the same, to the last row.
    Same,
    /// It says something else, although it is counted by the same rules: the log is not what it was.
    Otherwise,
    /// It says something else, and this build counts by other rules.
    OtherRules,
}

/// A frozen report, run again.
#[derive(Debug)]
pub struct Frozen {
    /// What was frozen.
    pub frozen: FrozenReport,
    /// The report as it comes out of the log now.
    pub report: Report,
    /// What was known then, by name.
    pub catalog: Catalog,
    /// Whether it is what was frozen.
    pub again: Again,
    /// What was entered since that can move a figure, in the order of the log.
    pub since: Vec<Since>,
}

impl Frozen {
    /// What a report of the same scope says now otherwise.
    pub fn difference(&self, now: &Report) -> Difference {
        Difference::between(&self.report, now, &self.since)
    }
}

impl Desk {
    /// Puts into every report that is to be frozen where the log is, and what the report comes to.
    pub(super) fn freeze(&mut self, actions: &mut [Action]) -> Result<(), DeskError> {
        for action in actions {
            let Action::FreezeReport { report } = action else { continue };
            let counted = self.report(report.scope)?;
            report.position = self.store.engine().position()?;
            report.rules = COUNTING_RULES;
            report.sha256 = hash(&counted);
        }
        Ok(())
    }

    /// Runs a frozen report again: reads the log up to its place, whatever was entered later. `None`
    /// where this log does not have the place, since it does not go back to when it was frozen.
    ///
    /// # Errors
    /// [`StoreError`] when the log cannot be read.
    pub fn run_frozen(
        &mut self,
        frozen: &FrozenReport,
        tell: impl FnMut(),
    ) -> Result<Option<Frozen>, StoreError> {
        let engine = self.store.engine();
        let Some((world, since)) = engine.world_at(frozen.position, can_move, tell)? else {
            return Ok(None);
        };
        let mut tally = Tally::new(frozen.scope);
        world.entities().for_each(|entity| tally.entity(entity));
        let report = tally.report();
        let again = match (hash(&report) == frozen.sha256, frozen.rules == COUNTING_RULES) {
            (true, _) => Again::Same,
            (false, true) => Again::Otherwise,
            (false, false) => Again::OtherRules,
        };
        let catalog = Catalog::of(&world);
        Ok(Some(Frozen { frozen: frozen.clone(), report, catalog, again, since }))
    }
}

fn hash(report: &Report) -> [u8; 32] {
    Sha256::digest(report.canonical()).into()
}
