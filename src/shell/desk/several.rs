//! A verb that is done to several things: judged one by one, and saved as one change.

use super::seal::Filing;
use super::{Desk, DeskError, Done};
use crate::command::Verb;
use crate::command::bulk::{Judged, Outcome, is_root};
use crate::command::fill::Values;
use crate::domain::action::Action;
use crate::domain::id::EntityId;
use crate::domain::refusal::Refusal;
use crate::domain::workflow::{Status, StepKind};
use crate::store::{Asked, StoreError};

impl Desk {
    /// Says what a verb would do to each of several, without doing it: each is judged by what is
    /// saved now, with the same values and its own neighbourhood. No file is kept.
    ///
    /// # Errors
    /// [`DeskError::Fault`] for what was typed, which is the same for all, and [`StoreError`] when
    /// the store cannot be read.
    pub fn rehearse_several(
        &mut self,
        verb: &'static Verb,
        targets: &[EntityId],
        values: &Values,
        asked: &Asked,
    ) -> Result<Vec<Judged>, DeskError> {
        let judge = |target: &EntityId| {
            let mut actions = self.actions_on(verb, *target, values, asked)?;
            self.check_templates(&actions)?;
            self.seal(&mut actions, asked.today, Filing::Rehearsed)?;
            let outcome = self.judge(&actions, asked)?;
            Ok(Judged { target: *target, outcome })
        };
        targets.iter().map(judge).collect()
    }

    /// Does a verb to several as one change: to all of them, or to none.
    ///
    /// # Errors
    /// [`DeskError`]; nothing is changed then.
    pub fn perform_several(
        &mut self,
        verb: &'static Verb,
        targets: &[EntityId],
        values: &Values,
        asked: &Asked,
    ) -> Result<Done, DeskError> {
        let mut all = Vec::new();
        for target in targets {
            let actions = self.actions_on(verb, *target, values, asked)?;
            if !is_root(&actions) {
                all.extend(actions);
            }
        }
        self.commit(&all, asked)
    }

    fn actions_on(
        &mut self,
        verb: &'static Verb,
        target: EntityId,
        values: &Values,
        asked: &Asked,
    ) -> Result<Vec<Action>, DeskError> {
        let world = self.around(Some(target))?;
        self.lists.actions(&world, verb, Some(target), values, (None, Vec::new()), asked)
    }

    fn judge(&mut self, actions: &[Action], asked: &Asked) -> Result<Outcome, StoreError> {
        if is_root(actions) {
            return Ok(Outcome::Root);
        }
        let engine = self.store.engine();
        let mut rehearsed = engine.begin()?;
        match engine.add(&mut rehearsed, actions, asked) {
            Ok(saved) if saved.events.is_empty() => Ok(Outcome::Nothing),
            Ok(_) => Ok(Outcome::Changes),
            // What is accepted already need not be accepted again, and stands in nobody's way.
            Err(StoreError::Refused(Refusal::NoSuchStep {
                status: Status::Submitted,
                kind: StepKind::Accept,
            })) => Ok(Outcome::Nothing),
            Err(StoreError::Refused(refusal)) => Ok(Outcome::Refused(refusal)),
            Err(error) => Err(error),
        }
    }
}
