//! A desk before there is a store: whether a first change would be refused, on no disk.

use super::lists::{self, Lists};
use super::{DeskError, import};
use crate::command::Verb;
use crate::command::fill::Values;
use crate::domain::action::Action;
use crate::domain::decide::{Moment, decide};
use crate::domain::number::ReplicaMark;
use crate::domain::world::World;
use crate::exchange::records::{ImportFault, Records};
use crate::store::{Asked, StoreError};

/// A desk where nothing is stored and nothing ever is.
#[derive(Debug)]
pub struct Blank {
    lists: Lists,
}

impl Default for Blank {
    fn default() -> Self {
        Self { lists: Lists::empty() }
    }
}

impl Blank {
    /// What is known where there is nothing.
    pub const fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Says whether a verb without a target would be refused.
    ///
    /// # Errors
    /// [`DeskError`], the one that [`Desk::perform`](super::Desk::perform) would give.
    pub fn rehearse_verb(
        &self,
        verb: &'static Verb,
        values: &Values,
        asked: &Asked,
    ) -> Result<(), DeskError> {
        let world = World::default();
        let read = |bytes: &[u8]| lists::read_records(&world, bytes, asked);
        let records = import::take_records(verb, values, read)?;
        let records = records.map(|it| it.change.actions).unwrap_or_default();
        let actions = self.lists.actions(&world, verb, None, values, (None, records), asked)?;
        self.rehearse(&actions, asked)
    }

    /// Says whether actions would be refused.
    ///
    /// # Errors
    /// [`DeskError`], the one that [`Desk::commit`](super::Desk::commit) would give.
    pub fn rehearse(&self, actions: &[Action], asked: &Asked) -> Result<(), DeskError> {
        let moment = Moment {
            today: asked.today,
            actor: asked.actor,
            // No number that is given here is ever seen.
            replica_mark: ReplicaMark::from_random(0),
        };
        let decided = decide(&mut World::default(), actions, &moment);
        decided.map(drop).map_err(|refusal| StoreError::Refused(refusal).into())
    }

    /// Reads a file of records where nothing is known.
    ///
    /// # Errors
    /// [`StoreError`] when no ids can be made; inside, what is wrong with the file.
    pub fn read_records(
        &self,
        bytes: &[u8],
        asked: &Asked,
    ) -> Result<Result<Records, ImportFault>, StoreError> {
        lists::read_records(&World::default(), bytes, asked)
    }
}
