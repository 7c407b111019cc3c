//! A word of a query, and what it is found in of all that issues share.

use super::known::Known;
use super::looked::{Hints, Looked, Shared};
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
    /// Whatever an issue shares that it is found in.
    shared: Shared,
}

/// Takes note, in tests, that the texts of a row are looked at: most are passed over by their signs.
#[cfg_attr(not(test), expect(clippy::missing_const_for_fn, reason = "it counts in tests"))]
fn look_closely() {
    #[cfg(test)]
    LOOKED_CLOSELY.with(|count| count.set(count.get() + 1));
}

#[cfg(test)]
std::thread_local! {
    static LOOKED_CLOSELY: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many rows this thread has looked at closely so far.
#[cfg(test)]
pub(crate) fn looked_closely() -> usize {
    LOOKED_CLOSELY.get()
}

/// What costs more than any fit in a title.
const ELSEWHERE: u32 = 40;

/// What of an issue a word is found in: what is its own before what it shares with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Told {
    Title,
    Number,
    Place,
    Tag,
    Raiser,
    Department,
    Studio,
    Category,
    Status,
}

impl Sought {
    pub(super) fn new(word: Word, near: Option<Nearness>, known: Known<'_>) -> Self {
        let catalog = known.catalog;
        let is_in = |text: &str| is_in(&word, near, text);
        let called = |labels: [&str; 2]| near.is_none() && labels.iter().any(|label| is_in(label));
        let studios = catalog.studios.values().filter(|row| is_in(&row.name));
        let departments = catalog.departments.values();
        let departments = departments.filter(|row| is_in(&row.name) || is_in(&row.short));
        let people = known.people_maybe(&word, near).filter(|row| is_in(&row.name));
        let statuses = Status::ALL.into_iter();
        let categories = Category::ALL.iter().copied();
        let waits = || StatusFilter::Unscreened.words().into_iter().any(is_in);
        let mut sought = Self {
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
            shared: Shared::default(),
        };
        sought.shared = sought.all_shared();
        sought
    }

    fn all_shared(&self) -> Shared {
        let mut shared = Shared::default();
        self.studios.iter().for_each(|id| shared.add((*id).into()));
        self.departments.iter().for_each(|id| shared.add((*id).into()));
        self.people.iter().for_each(|id| shared.add((*id).into()));
        self.statuses.iter().for_each(|status| shared.add_status(*status));
        self.categories.iter().for_each(|category| shared.add_category(*category));
        if self.unscreened {
            shared.add_status(Status::Submitted);
        }
        shared
    }

    pub(super) fn loosened(&self, nearness: Nearness, known: Known<'_>) -> Self {
        Self::new(self.word.clone(), Some(nearness), known)
    }

    /// Whether it may be in what an issue tells by itself.
    fn may_be_told(&self, hints: &Hints) -> bool {
        self.word.may_be_in(&hints.signs, self.near)
    }

    /// Whether it may be in anything of an issue.
    pub(super) fn may_be_in(&self, hints: &Hints) -> bool {
        self.may_be_told(hints) || hints.shared.meets(self.shared)
    }

    /// Whether it is in what an issue is called, where it is, or whom it concerns.
    pub(super) fn is_in(&self, looked: &Looked<'_>) -> bool {
        let hints = looked.hints();
        let may_be_told = hints.is_none_or(|it| self.may_be_told(it));
        let may_be_shared = hints.is_none_or(|it| it.shared.meets(self.shared));
        if !may_be_told && !may_be_shared {
            return false;
        }
        let Some(row) = looked.row() else { return false };
        let is_shared = self.is_in_status(row) || self.is_in_category(row) || self.is_shared(row);
        if is_shared || !may_be_told {
            return is_shared;
        }
        look_closely();
        self.is_in_number(row)
            || self.is_in_text(&row.title)
            || self.is_in_text(&row.place)
            || row.tags.iter().any(|tag| self.is_in_text(tag))
    }

    /// What of an issue it is found in, the nearest of it.
    pub(super) fn told(&self, row: &IssueRow) -> Option<Told> {
        let places = [
            (Told::Title, self.is_in_text(&row.title)),
            (Told::Number, self.is_in_number(row)),
            (Told::Place, self.is_in_text(&row.place)),
            (Told::Tag, row.tags.iter().any(|tag| self.is_in_text(tag))),
            (Told::Raiser, self.is_raiser(row)),
            (Told::Department, self.is_department(row)),
            (Told::Studio, self.is_studio(row)),
            (Told::Category, self.is_in_category(row)),
            (Told::Status, self.is_in_status(row)),
        ];
        places.into_iter().find(|(_, is_there)| *is_there).map(|(told, _)| told)
    }

    /// Whether it is in a text, or near to what is there.
    pub(super) fn is_in_text(&self, text: &str) -> bool {
        is_in(&self.word, self.near, text)
    }

    fn is_in_number(&self, row: &IssueRow) -> bool {
        self.near.is_none() && self.word.is_in(row.number.as_str())
    }

    fn is_in_status(&self, row: &IssueRow) -> bool {
        self.statuses.contains(&row.status)
            || (self.unscreened && StatusFilter::Unscreened.matches(row.status, row.accepted))
    }

    fn is_in_category(&self, row: &IssueRow) -> bool {
        row.category.is_some_and(|it| self.categories.contains(&it))
    }

    fn is_studio(&self, row: &IssueRow) -> bool {
        self.studios.binary_search(&row.studio).is_ok()
    }

    /// Whether it is the lead or supports.
    fn is_department(&self, row: &IssueRow) -> bool {
        let all = row.departments.iter().chain(&row.supporting);
        all.into_iter().any(|id| self.departments.binary_search(id).is_ok())
    }

    fn is_raiser(&self, row: &IssueRow) -> bool {
        row.raisers.iter().any(|id| self.people.binary_search(id).is_ok())
    }

    /// Whether it is in what an issue shares with others: studio, departments, people.
    fn is_shared(&self, row: &IssueRow) -> bool {
        self.is_studio(row) || self.is_department(row) || self.is_raiser(row)
    }

    /// How well it fits the best of some texts, the lower the better; `None` where it is in none.
    pub(super) fn cost_among(&self, texts: &[&str]) -> Option<u32> {
        let costs = (0..).zip(texts).filter_map(|(at, text)| Some(self.fit(text)?.cost() + at));
        costs.min()
    }

    fn fit(&self, text: &str) -> Option<Fit> {
        match self.near {
            None => self.word.fit(text),
            Some(nearness) => self.word.near_fit(text, nearness),
        }
    }

    pub(super) fn cost(&self, row: &IssueRow) -> u32 {
        let shared = || if self.is_shared(row) { ELSEWHERE } else { 2 * ELSEWHERE };
        self.cost_among(&[&row.title, row.number.as_str(), &row.place]).unwrap_or_else(shared)
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
