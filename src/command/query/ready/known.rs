//! The rows that a query is held against, with what is known of them beside that makes it quicker.

use crate::command::{Catalog, Rows};
use crate::domain::id::PersonId;
use crate::domain::row::PersonRow;
use crate::search::quick::{Nearness, Signs, Word};
use std::sync::Arc;

/// The rows of all lists, with the signs of the names of people where these are at hand.
#[derive(Debug, Clone, Copy)]
pub struct Known<'c> {
    pub(super) catalog: &'c Catalog,
    people: Option<&'c NameSigns>,
}

impl<'c> From<&'c Catalog> for Known<'c> {
    fn from(catalog: &'c Catalog) -> Self {
        Self { catalog, people: None }
    }
}

impl<'c> From<&'c Arc<Catalog>> for Known<'c> {
    fn from(catalog: &'c Arc<Catalog>) -> Self {
        Self { catalog, people: None }
    }
}

/// The signs of the names of all people, of whom there may be very many.
#[derive(Debug, Default)]
pub struct NameSigns {
    people: Rows<PersonId, PersonRow>,
    signs: Vec<Signs>,
}

impl NameSigns {
    /// Brings them in step with the rows.
    pub fn follow(&mut self, catalog: &Catalog) {
        if !self.people.is_same(&catalog.people) {
            self.people = catalog.people.clone();
            self.signs = self.people.values().map(|row| Signs::of([&*row.name])).collect();
        }
    }

    /// The rows of a catalog, with these where they are in step.
    pub fn known<'c>(&'c self, catalog: &'c Catalog) -> Known<'c> {
        let is_same = self.people.is_same(&catalog.people);
        Known { catalog, people: is_same.then_some(self) }
    }
}

impl<'c> Known<'c> {
    /// Those whose names a word may be in, or near to.
    pub(super) fn people_maybe(
        self,
        word: &Word,
        near: Option<Nearness>,
    ) -> impl Iterator<Item = &'c PersonRow> {
        let signs = self.people.map(|it| it.signs.as_slice()).unwrap_or_default();
        let may_be = move |at: usize| signs.get(at).is_none_or(|it| word.may_be_in(it, near));
        let rows = self.catalog.people.values().enumerate();
        rows.filter(move |(at, _)| may_be(*at)).map(|(_, row)| row)
    }
}
