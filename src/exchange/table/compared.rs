//! What a row says otherwise than what is here, field by field.

use super::{
    cell::Cells,
    ground::Directory,
    plan::{Difference, Said},
};
use crate::domain::{
    action::Action,
    id::{DepartmentId, PersonId},
};

/// What a row says otherwise than what is here, field by field.
pub(super) struct Compared<'c, 'p> {
    pub(super) cells: &'c Cells<'p>,
    pub(super) differences: Vec<Difference>,
    /// Whether it only says what nobody knew so far.
    pub(super) fills: bool,
    /// The fields that no row may change.
    pub(super) by_hand: Vec<&'static str>,
}

/// Where a field stands among what is stated about something.
pub(super) struct Place<F> {
    pub(super) field: &'static str,
    /// What it says; nothing where it is not stated.
    pub(super) said: fn(&F, &Known<'_>) -> Said,
    /// Puts what the second says in the place of what the first does.
    pub(super) set: fn(&mut F, &F),
}

/// Who is known by name: those of the directory, and those whom the row adds.
pub(super) struct Known<'k> {
    pub(super) directory: &'k Directory,
    pub(super) beside: &'k [Action],
}

impl Known<'_> {
    /// A name, with the unit that tells it from others.
    pub(super) fn person(&self, id: PersonId) -> String {
        let added = self.beside.iter().find_map(|action| match action {
            Action::AddPerson { id: its, facts, .. } if *its == id => Some(facts),
            _ => None,
        });
        let facts = self.directory.person(id).map(|it| &it.facts).or(added);
        facts.map_or_else(String::new, |it| match it.unit.as_str() {
            "" => it.name.clone(),
            unit => format!("{}（{unit}）", it.name),
        })
    }

    /// A name, with its district where another one has the same name.
    pub(super) fn department(&self, id: DepartmentId) -> String {
        let added = self.beside.iter().find_map(|action| match action {
            Action::AddDepartment { id: its, facts, .. } if *its == id => Some(facts),
            _ => None,
        });
        let facts = self.directory.department(id).map(|it| &it.facts).or(added);
        facts.map_or_else(String::new, |it| {
            let is_one_of_many = self.directory.namesakes(&it.name).count() > 1;
            let district = if is_one_of_many { it.district.as_str() } else { "" };
            format!("{district}{}", it.name)
        })
    }
}

impl<'c, 'p> Compared<'c, 'p> {
    pub(super) const fn new(cells: &'c Cells<'p>) -> Self {
        Self { cells, differences: Vec::new(), fills: true, by_hand: Vec::new() }
    }

    /// Compares two values, of which one of the row that is nothing says nothing. Whether the row's takes
    /// the place of the other.
    pub(super) fn says(&mut self, field: &'static str, here: Said, row: Said) -> bool {
        if row.is_nothing() || here.agrees(&row) {
            return false;
        }
        self.fills &= here.is_nothing();
        let column = self.cells.called(field).to_owned();
        self.differences.push(Difference { column, here, row });
        true
    }

    /// The same of what no row may change.
    pub(super) fn by_hand(&mut self, field: &'static str, here: Said, row: Said) {
        if self.says(field, here, row) {
            self.by_hand.push(field);
        }
    }

    /// Compares all fields, and returns what is stated with what the row states in its place.
    pub(super) fn merged<F: Clone>(
        &mut self,
        places: &[Place<F>],
        known: &Known<'_>,
        (now, row): (&F, &F),
    ) -> F {
        let mut facts = now.clone();
        for place in places {
            if self.says(place.field, (place.said)(now, known), (place.said)(row, known)) {
                (place.set)(&mut facts, row);
            }
        }
        facts
    }
}
