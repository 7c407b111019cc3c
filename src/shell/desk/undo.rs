//! Undo and redo: which change is meant, and what takes it back.

use super::{Desk, DeskError, Done};
use crate::domain::action::{Action, Reads};
use crate::domain::event::Event;
use crate::domain::undo::{Change, compensate, redoable, undoable};
use crate::store::engine::Latest;
use crate::store::{Asked, StoreError};

/// How many of the latest changes are looked through for one to undo: few, and if there is none
/// among them, more.
const UNDO_DEPTHS: [usize; 2] = [32, 500];

/// Chooses the change to take back, or to do again.
type Choose = fn(&[Change]) -> Option<&Change>;

impl Desk {
    /// What happened in the change that an undo would take back, or a redo do again.
    ///
    /// # Errors
    /// [`StoreError`] when the latest changes cannot be read.
    pub fn next_undo(&mut self, redo: bool) -> Result<Option<Vec<Event>>, StoreError> {
        let choose: Choose = if redo { redoable } else { undoable };
        let latest = self.latest(choose)?;
        let chosen = choose(&latest.changes);
        Ok(chosen.map(|change| origin(&latest.changes, change).1.clone()))
    }

    /// The latest changes, as many as are needed to choose one.
    fn latest(&mut self, choose: Choose) -> Result<Latest, StoreError> {
        let mut latest = Latest::default();
        for depth in UNDO_DEPTHS {
            latest = self.store.engine().latest_changes(depth)?;
            if choose(&latest.changes).is_some() || latest.changes.len() < depth {
                break;
            }
        }
        Ok(latest)
    }

    /// Takes the latest change back that was not taken back yet.
    ///
    /// # Errors
    /// [`DeskError::NothingToUndo`], or why it cannot honestly be undone.
    pub fn undo(&mut self, asked: &Asked) -> Result<Done, DeskError> {
        self.take_back(asked, undoable, false)
    }

    /// Does again what was undone last; the guards run again.
    ///
    /// # Errors
    /// [`DeskError::NothingToUndo`], or why it cannot be done again.
    pub fn redo(&mut self, asked: &Asked) -> Result<Done, DeskError> {
        self.take_back(asked, redoable, true)
    }

    fn take_back(&mut self, asked: &Asked, choose: Choose, redo: bool) -> Result<Done, DeskError> {
        let Latest { mut changes, newer, .. } = self.latest(choose)?;
        let chosen = choose(&changes).ok_or(DeskError::NothingToUndo)?;
        let (id, events) = chosen;
        // Half a change is not taken back, nor what a newer build may have built upon.
        for (change, _) in &changes {
            if let Some(entity) = newer.get(change) {
                return Err(StoreError::WrittenByNewer(*entity).into());
            }
            if change == id {
                break;
            }
        }
        let touched = events.iter().flat_map(Event::touches).collect();
        let world = self.store.engine().gather(&Reads { entities: touched, ..Reads::default() })?;
        let mut actions = compensate(&world, events).map_err(StoreError::Refused)?;
        actions.push(Action::MarkUndone { change: *id, redo });
        // An import is a hundred thousand entities and three times as many events: what is not needed
        // any more goes before they are all made again.
        drop(world);
        let origin = origin(&changes, chosen).0;
        changes.retain(|(change, _)| *change == origin);
        let done = self.commit(&actions, asked)?;
        Ok(Done { about: changes.pop().map(|(_, events)| events).unwrap_or_default(), ..done })
    }
}

/// The change that an undoing, or doing again, is in the end about; itself where it is none.
fn origin<'a>(latest: &'a [Change], change: &'a Change) -> &'a Change {
    let about = change.1.iter().find_map(|event| match event {
        Event::Undone(undone) => Some(undone.change),
        _ => None,
    });
    let older = latest.iter().skip_while(|it| it.0 != change.0).skip(1);
    match about.and_then(|about| older.into_iter().find(|it| it.0 == about)) {
        Some(older) => origin(latest, older),
        None => change,
    }
}
