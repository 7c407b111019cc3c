//! A word of a query, and what it is found in of all that issues share.

use crate::command::Catalog;
use crate::command::filter::StatusFilter;
use crate::domain::id::{DepartmentId, PersonId, StudioId};
use crate::domain::issue::Category;
use crate::domain::row::IssueRow;
use crate::domain::workflow::Status;
use crate::i18n::{Label, Lang};
use crate::search::quick::{Fit, Nearness, Word};
use std::ops::Range;

/// A word, and what it was found in of all that issues share.
#[derive(Debug)]
pub(super) struct Sought {
    word: Word,
    pub(super) near: Option<Nearness>,
    studios: Vec<StudioId>,
    departments: Vec<DepartmentId>,
    people: Vec<PersonId>,
    statuses: Vec<Status>,
    unscreened: bool,
    categories: Vec<Category>,
}

/// What costs more than any fit in a title.
const ELSEWHERE: u32 = 40;

impl Sought {
    pub(super) fn new(word: Word, near: Option<Nearness>, catalog: &Catalog) -> Self {
        let is_in = |text: &str| is_in(&word, near, text);
        let called = |labels: [&str; 2]| near.is_none() && labels.iter().any(|label| is_in(label));
        let studios = catalog.studios.values().filter(|row| is_in(&row.name));
        let departments = catalog.departments.values();
        let departments = departments.filter(|row| is_in(&row.name) || is_in(&row.short));
        let people = catalog.people.values().filter(|row| is_in(&row.name));
        let statuses = Status::ALL.into_iter();
        let categories = Category::ALL.iter().copied();
        let waits = || StatusFilter::Unscreened.words().into_iter().any(is_in);
        Self {
            studios: studios.map(|row| row.id).collect(),
            departments: departments.map(|row| row.id).collect(),
            people: people.map(|row| row.id).collect(),
            statuses: statuses.filter(|it| called(Lang::ALL.map(|lang| it.label(lang)))).collect(),
            unscreened: near.is_none() && waits(),
            categories: categories
                .filter(|it| called(Lang::ALL.map(|lang| it.label(lang))))
                .collect(),
            word,
            near,
        }
    }

    pub(super) fn loosened(&self, nearness: Nearness, catalog: &Catalog) -> Self {
        Self::new(self.word.clone(), Some(nearness), catalog)
    }

    /// Whether it is in what an issue is called, where it is, or whom it concerns.
    pub(super) fn is_in(&self, row: &IssueRow) -> bool {
        self.statuses.contains(&row.status)
            || (self.unscreened && StatusFilter::Unscreened.matches(row.status, row.accepted))
            || row.category.is_some_and(|it| self.categories.contains(&it))
            || self.is_shared(row)
            || (self.near.is_none() && self.word.is_in(row.number.as_str()))
            || is_in(&self.word, self.near, &row.title)
            || is_in(&self.word, self.near, &row.place)
            || row.tags.iter().any(|tag| is_in(&self.word, self.near, tag))
    }

    /// Whether it is in what an issue shares with others: studio, departments, people.
    fn is_shared(&self, row: &IssueRow) -> bool {
        self.studios.binary_search(&row.studio).is_ok()
            || row.departments.iter().any(|id| self.departments.binary_search(id).is_ok())
            || row.raisers.iter().any(|id| self.people.binary_search(id).is_ok())
    }

    fn fit(&self, text: &str) -> Option<Fit> {
        match self.near {
            None => self.word.fit(text),
            Some(nearness) => self.word.near_fit(text, nearness),
        }
    }

    pub(super) fn cost(&self, row: &IssueRow) -> u32 {
        let own = [&*row.title, row.number.as_str(), &row.place];
        let costs = (0..).zip(own).filter_map(|(at, text)| Some(self.fit(text)?.cost() + at));
        let shared = || if self.is_shared(row) { ELSEWHERE } else { 2 * ELSEWHERE };
        costs.min().unwrap_or_else(shared)
    }

    pub(super) fn part(&self, text: &str) -> Option<Range<usize>> {
        match self.near {
            None => self.word.part(text),
            Some(nearness) => self.word.near_part(text, nearness),
        }
    }
}

fn is_in(word: &Word, near: Option<Nearness>, text: &str) -> bool {
    match near {
        None => word.is_in(text),
        Some(nearness) => word.is_near(text, nearness),
    }
}
