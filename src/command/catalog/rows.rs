//! The rows of one kind, as a list reads them.

use super::shared::Shared;
use std::sync::Arc;

/// Rows by id, cheap to copy: each is behind a counted reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<Id, Row>(Shared<Id, Arc<Row>>);

impl<Id, Row> Default for Rows<Id, Row> {
    fn default() -> Self {
        Self(Shared::default())
    }
}

impl<Id: Ord + Clone, Row> Rows<Id, Row> {
    /// The row of an id.
    pub fn get(&self, id: &Id) -> Option<&Row> {
        self.0.get(id).map(Arc::as_ref)
    }

    /// The row of an id, to be kept.
    pub fn keep(&self, id: &Id) -> Option<Arc<Row>> {
        self.0.get(id).cloned()
    }

    /// Whether these are the same rows, copied and not changed since; costs next to nothing.
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.is_same(&other.0)
    }

    /// Whether there is a row of this id.
    pub fn contains_key(&self, id: &Id) -> bool {
        self.0.get(id).is_some()
    }

    /// All rows, in the order of their ids.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Row> {
        self.0.entries().map(|(_, row)| row.as_ref())
    }

    /// All rows, to be kept, in the order of their ids.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Arc<Row>> {
        self.0.entries().map(|(_, row)| row)
    }

    /// All ids, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Id> {
        self.0.keys()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ids whose rows are not those of an older copy, in order.
    pub fn changed_since(&self, old: &Self) -> Vec<Id> {
        self.0.changed_since(&old.0, Arc::ptr_eq)
    }

    pub(super) fn insert(&mut self, id: Id, row: Arc<Row>) -> Option<Arc<Row>> {
        self.0.insert(id, row)
    }

    pub(super) fn remove(&mut self, id: &Id) -> Option<Arc<Row>> {
        self.0.remove(id)
    }
}
