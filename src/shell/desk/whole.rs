//! Everything of the store: as lines, as the hash of its state, and brought in from an export.

use super::{Desk, DeskError};
use crate::domain::action::Action;
use crate::domain::entity::Entity;
use crate::domain::id::EntityKind;
use crate::domain::sealed::KeptFile;
use crate::domain::written::WrittenFault;
use crate::exchange::whole::{State, StateHash, Whole};
use crate::log::LogError;
use crate::store::{Asked, StoreError};

impl Desk {
    /// What the store says, in lines.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot be read, and [`StoreError::ReadOnly`] while part of it cannot be
    /// shown: an export that leaves something out is wrong.
    pub fn state(&mut self) -> Result<State, StoreError> {
        self.gather_state(State::kept())
    }

    /// What the store says, as a hash and counts.
    ///
    /// # Errors
    /// Those of [`Desk::state`].
    pub fn state_hash(&mut self) -> Result<StateHash, StoreError> {
        Ok(self.gather_state(State::hashed())?.sum())
    }

    fn gather_state(&mut self, mut state: State) -> Result<State, StoreError> {
        let engine = self.store.engine();
        if let Some(reason) = engine.read_only()
            && engine.is_partly_shown()
        {
            return Err(StoreError::ReadOnly(reason));
        }
        let mut fault: Option<WrittenFault> = None;
        for kind in EntityKind::ALL {
            engine.scan(kind, |entity| {
                if let Err(wrong) = state.add(&entity) {
                    fault.get_or_insert(wrong);
                }
            })?;
        }
        fault.map_or(Ok(state), |_fault| Err(StoreError::Log(LogError::Encode)))
    }

    /// Every file that something names, with its ending, each once.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub fn named_files(&mut self) -> Result<Vec<(KeptFile, String)>, StoreError> {
        let mut named: Vec<(KeptFile, String)> = Vec::new();
        for kind in Entity::WITH_FILES {
            self.store.engine().scan(kind, |entity| {
                let files = entity.files();
                named.extend(files.into_iter().map(|(file, ending)| (file, ending.to_owned())));
            })?;
        }
        named.sort_by(|one, other| (one.0.sha256, &one.1).cmp(&(other.0.sha256, &other.1)));
        named.dedup();
        Ok(named)
    }

    /// Whether anything was ever entered here.
    pub fn has_anything(&mut self) -> bool {
        let engine = self.store.engine();
        let mut kinds = EntityKind::ALL.into_iter().filter(|kind| *kind != EntityKind::Settings);
        kinds.any(|kind| engine.count(kind) > 0)
    }

    /// Brings everything of an export in, as one change; its files are kept before.
    ///
    /// # Errors
    /// [`DeskError`]; nothing is changed then. The rules refuse a store that has anything.
    pub fn bring_in(&mut self, whole: &Whole, asked: &Asked) -> Result<(), DeskError> {
        let bring = Action::BringIn { entities: whole.entities.clone(), all: whole.all };
        let engine = self.store.engine();
        engine.avoid_marks(&whole.marks)?;
        engine.commit(&[bring], asked)?;
        // It is saved, whatever can be read of it now.
        self.is_stale = true;
        self.refresh().ok();
        Ok(())
    }
}
