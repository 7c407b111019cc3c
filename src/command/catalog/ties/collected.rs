//! The ties of all rows of a catalog at once.

use super::{Called, Lists, Newest, Tie, Tied, Ties, Whose};
use crate::command::catalog::{Catalog, Slot};
use crate::domain::id::EntityId;

/// Ties that are collected first and put in order once: that of many rows is soon done.
#[derive(Default)]
pub(in crate::command::catalog) struct Collected {
    called: Vec<(u32, EntityId)>,
    lists: Lists<Vec<(u32, Slot)>>,
    held_by: Vec<(Whose, Newest)>,
    ties: Ties,
}

impl Collected {
    /// The ties of all rows of a catalog.
    pub(in crate::command::catalog) fn of(catalog: &Catalog) -> Self {
        let mut ties = Self::default();
        catalog.studios.values().for_each(|row| ties.call(row));
        catalog.people.values().for_each(|row| ties.call(row));
        catalog.departments.values().for_each(|row| ties.call(row));
        catalog.issues.filled().for_each(|(slot, row)| ties.tie(&row, slot));
        catalog.sessions.filled().for_each(|(slot, row)| ties.tie(&row, slot));
        catalog.commitments.filled().for_each(|(slot, row)| ties.tie(&row, slot));
        ties
    }

    fn call(&mut self, row: &impl Called) {
        row.called(&mut |hash, id| self.called.push((hash, id)));
    }

    fn tie(&mut self, row: &impl Tied, slot: Slot) {
        row.ties(&mut |tie| match tie {
            Tie::Found(by, hash) => self.lists.by(by).push((hash, slot)),
            Tie::HeldBy(whose, newest) => self.held_by.push((whose, newest)),
            Tie::Open(..) | Tie::Live(_) => self.ties.put(tie, slot, true),
        });
    }

    /// All of them, in order.
    pub(in crate::command::catalog) fn finish(self) -> Ties {
        let Lists { issue_names, session_names, agendas, promises, mergers } = self.lists;
        Ties {
            called: self.called.into_iter().collect(),
            lists: Lists {
                issue_names: issue_names.into_iter().collect(),
                session_names: session_names.into_iter().collect(),
                agendas: agendas.into_iter().collect(),
                promises: promises.into_iter().collect(),
                mergers: mergers.into_iter().collect(),
            },
            held_by: self.held_by.into_iter().collect(),
            ..self.ties
        }
    }
}
