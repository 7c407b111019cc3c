//! Which issues a query wants: the query against the rows of all lists. What many issues share (studio,
//! departments, people, sessions) is looked at once, an issue by its own row alone.
//!
//! What is nearly typed counts only where the whole query finds nothing, only for words that are
//! found nowhere, and only as near as the nearest.

use super::choice::{Choice, Flag};
use super::days::{Days, holds};
use super::fault::{Fault, FaultKind};
use super::key::{Key, Kind};
use super::{Query, Reading, Test, Text, Value};
use crate::command::Catalog;
use crate::command::filter::StatusFilter;
use crate::domain::date::DateSpan;
use crate::domain::id::{DepartmentId, IssueId, PersonId, StudioId};
use crate::domain::issue::Category;
use crate::domain::row::IssueRow;
use crate::domain::workflow::Status;
use crate::i18n::{Label, Lang};
use crate::search::quick::{Fit, Nearness, Word, joined};
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::ops::Range;

/// Up to how many days ahead a deadline is near.
pub const SOON_DAYS: i64 = 7;

/// Where an issue stands among those that a query wants, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    cost: u32,
    is_done: bool,
    newest: Reverse<NaiveDate>,
    id: IssueId,
}

/// A query made ready for the rows of a catalog, on a day.
#[derive(Debug)]
pub struct Ready {
    terms: Vec<Term>,
    today: NaiveDate,
}

#[derive(Debug)]
struct Term {
    negated: bool,
    test: Wanted,
}

/// A test with everything looked up.
#[derive(Debug)]
enum Wanted {
    Words(Vec<Sought>),
    Key(Key, Vec<Said>),
}

/// What is said of a key, looked up.
#[derive(Debug)]
enum Said {
    None,
    Choice(Choice),
    Days(Days),
    Studios(Vec<StudioId>),
    Departments(Vec<DepartmentId>),
    People(Vec<PersonId>),
    Issues(Vec<IssueId>),
    /// On no agenda: all but these.
    Unlisted(Vec<IssueId>),
    Word(Word),
}

/// A word, and what it was found in of all that issues share.
#[derive(Debug)]
struct Sought {
    word: Word,
    near: Option<Nearness>,
    studios: Vec<StudioId>,
    departments: Vec<DepartmentId>,
    people: Vec<PersonId>,
    statuses: Vec<Status>,
    unscreened: bool,
    categories: Vec<Category>,
}

impl Ready {
    /// Makes a query ready.
    pub fn new(query: &Query, catalog: &Catalog, today: NaiveDate) -> Self {
        let terms = query.terms.iter();
        let term = |term: &super::Term| Term {
            negated: term.negated,
            test: match &term.test {
                Test::Words(texts) => Wanted::Words(
                    texts
                        .iter()
                        .filter_map(Text::word)
                        .map(|it| Sought::new(it, None, catalog))
                        .collect(),
                ),
                Test::Key(key, values) => Wanted::Key(
                    *key,
                    values.iter().filter_map(|it| said(*key, it, catalog)).collect(),
                ),
            },
        };
        Self { terms: terms.map(term).collect(), today }
    }

    /// Whether everything is wanted.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether an issue is wanted.
    pub fn wants(&self, row: &IssueRow) -> bool {
        self.terms.iter().all(|term| term.holds(row, self.today))
    }

    /// Where nothing is found by the query as it stands: the same, but that a word which is found
    /// nowhere at all may be near; `None` where that finds nothing either.
    pub fn near<'r, Rows>(
        query: &Query,
        catalog: &Catalog,
        today: NaiveDate,
        rows: impl Fn() -> Rows,
    ) -> Option<Self>
    where
        Rows: Iterator<Item = &'r IssueRow>,
    {
        let mut near = Self::new(query, catalog, today);
        let mut is_any = false;
        for term in near.terms.iter_mut().filter(|term| !term.negated) {
            let Wanted::Words(words) = &mut term.test else { continue };
            // A word that is all that is asked was looked for already.
            if query.terms.len() > 1 && rows().any(|row| words.iter().any(|word| word.is_in(row))) {
                continue;
            }
            *words = Nearness::ALL.into_iter().find_map(|nearness| {
                let loosened = words.iter().map(|it| it.loosened(nearness, catalog));
                let loosened: Vec<Sought> = loosened.collect();
                let is_found = rows().any(|row| loosened.iter().any(|word| word.is_in(row)));
                is_found.then_some(loosened)
            })?;
            is_any = true;
        }
        (is_any && rows().any(|row| near.wants(row))).then_some(near)
    }

    /// Whether a word of it is only near to what it finds.
    pub fn is_near(&self) -> bool {
        self.words().any(|word| word.near.is_some())
    }

    /// Where its words are in a text of a row, in bytes, in order and without overlaps.
    pub fn parts(&self, text: &str) -> Vec<Range<usize>> {
        joined(self.words().filter_map(|word| word.part(text)).collect())
    }

    /// How well an issue that is wanted fits, the lower the better: what is found in its title counts
    /// before its number and its place, and these before what it shares with others.
    pub fn cost(&self, row: &IssueRow) -> u32 {
        let terms = self.terms.iter().filter(|term| !term.negated);
        terms
            .map(|term| match &term.test {
                Wanted::Words(words) => words.iter().map(|it| it.cost(row)).min().unwrap_or(0),
                Wanted::Key(..) => 0,
            })
            .sum()
    }

    /// Where an issue that is wanted stands among the others, the best first: by how well it fits, then
    /// what is open, then what is new.
    pub fn rank(&self, row: &IssueRow) -> Rank {
        Rank {
            cost: self.cost(row),
            is_done: !row.status.is_open(),
            newest: Reverse(row.since),
            id: row.id,
        }
    }

    fn words(&self) -> impl Iterator<Item = &Sought> {
        let wanted = self.terms.iter().filter(|term| !term.negated);
        wanted.flat_map(|term| match &term.test {
            Wanted::Words(words) => words.as_slice(),
            Wanted::Key(..) => &[],
        })
    }
}

impl Reading {
    /// What is wrong in it, and the names behind keys that nothing is called by.
    pub fn told(&self, catalog: &Catalog) -> Vec<Fault> {
        let mut faults = self.faults.clone();
        for (term, place) in self.query.terms.iter().zip(&self.places) {
            let Test::Key(key, values) = &term.test else { continue };
            let unknown = values.iter().find_map(|value| match value {
                Value::Text(text)
                    if key.kind() == Kind::Name && is_unknown(*key, value, catalog) =>
                {
                    Some(text)
                }
                _ => None,
            });
            if let Some(text) = unknown {
                let kind = FaultKind::Name { key: *key, typed: text.text.clone() };
                faults.push(Fault { place: place.clone(), kind });
            }
        }
        faults.sort_by_key(|fault| fault.place.start);
        faults
    }
}

/// Whether nothing that is registered is called so.
fn is_unknown(key: Key, value: &Value, catalog: &Catalog) -> bool {
    match said(key, value, catalog) {
        Some(Said::Studios(ids)) => ids.is_empty(),
        Some(Said::Departments(ids)) => ids.is_empty(),
        Some(Said::People(ids)) => ids.is_empty(),
        Some(Said::Word(word)) if key == Key::Tag => {
            !catalog.issues.values().any(|row| row.tags.iter().any(|tag| word.is_in(tag)))
        }
        _ => false,
    }
}

/// Looks up what is said of a key.
fn said(key: Key, value: &Value, catalog: &Catalog) -> Option<Said> {
    let text = match value {
        Value::None if key == Key::Session => return Some(Said::Unlisted(listed(catalog))),
        Value::None => return Some(Said::None),
        Value::Choice(choice) => return Some(Said::Choice(*choice)),
        Value::Days(days) => return Some(Said::Days(*days)),
        Value::Text(text) => text.word()?,
    };
    Some(match key {
        Key::Studio => Said::Studios(
            catalog
                .studios
                .values()
                .filter(|row| text.is_in(&row.name) || text.is_in(&row.code))
                .map(|row| row.id)
                .collect(),
        ),
        Key::District => Said::Studios(
            catalog
                .studios
                .values()
                .filter(|row| text.is_in(&row.area))
                .map(|row| row.id)
                .collect(),
        ),
        Key::Department => Said::Departments(departments(&text, catalog)),
        Key::Raiser => Said::People(
            catalog.people.values().filter(|row| text.is_in(&row.name)).map(|row| row.id).collect(),
        ),
        Key::Session => Said::Issues(on_agendas(&text, catalog)),
        _ => Said::Word(text),
    })
}

fn departments(word: &Word, catalog: &Catalog) -> Vec<DepartmentId> {
    let rows = catalog.departments.values();
    rows.filter(|row| word.is_in(&row.name) || word.is_in(&row.short)).map(|row| row.id).collect()
}

/// The issues on the agendas of sessions that are called so, in order.
fn on_agendas(word: &Word, catalog: &Catalog) -> Vec<IssueId> {
    let sessions = catalog.sessions.values();
    let called = sessions.filter(|row| word.is_in(&row.title) || word.is_in(row.number.as_str()));
    sorted(called.flat_map(|row| row.issues.iter().copied()).collect())
}

/// The issues that are on any agenda, in order.
fn listed(catalog: &Catalog) -> Vec<IssueId> {
    let sessions = catalog.sessions.values();
    sorted(sessions.flat_map(|row| row.issues.iter().copied()).collect())
}

fn sorted(mut issues: Vec<IssueId>) -> Vec<IssueId> {
    issues.sort_unstable();
    issues.dedup();
    issues
}

impl Term {
    fn holds(&self, row: &IssueRow, today: NaiveDate) -> bool {
        let holds = match &self.test {
            Wanted::Words(words) => words.iter().any(|word| word.is_in(row)),
            Wanted::Key(key, said) => said.iter().any(|it| it.holds(*key, row, today)),
        };
        holds != self.negated
    }
}

impl Said {
    fn holds(&self, key: Key, row: &IssueRow, today: NaiveDate) -> bool {
        match self {
            Self::None => is_missing(key, row),
            Self::Choice(choice) => is_chosen(*choice, row, today),
            Self::Days(days) => is_on(key, *days, row, today),
            Self::Studios(ids) => ids.binary_search(&row.studio).is_ok(),
            Self::Departments(ids) => {
                let all = row.departments.iter().chain(&row.supporting);
                all.into_iter().any(|id| ids.binary_search(id).is_ok())
            }
            Self::People(ids) => row.raisers.iter().any(|id| ids.binary_search(id).is_ok()),
            Self::Issues(ids) => ids.binary_search(&row.id).is_ok(),
            Self::Unlisted(ids) => ids.binary_search(&row.id).is_err(),
            Self::Word(word) => match key {
                Key::Number => word.is_in(row.number.as_str()),
                Key::Title => word.is_in(&row.title),
                Key::Place => word.is_in(&row.place),
                Key::Tag => row.tags.iter().any(|tag| word.is_in(tag)),
                _ => false,
            },
        }
    }
}

/// Whether an issue has nothing of what a key asks about.
fn is_missing(key: Key, row: &IssueRow) -> bool {
    match key {
        Key::Category => row.category.is_none(),
        Key::Due => row.due.is_none(),
        Key::Department => row.departments.is_empty() && row.supporting.is_empty(),
        Key::Raiser => row.raisers.is_empty(),
        Key::Place => row.place.is_empty(),
        Key::Tag => row.tags.is_empty(),
        Key::Consulted => row.consulted.is_none(),
        Key::Submitted => row.submitted.is_none(),
        Key::Accepted => row.accepted_on.is_none(),
        Key::Resolved => row.resolved.is_none(),
        _ => false,
    }
}

fn is_chosen(choice: Choice, row: &IssueRow, today: NaiveDate) -> bool {
    match choice {
        Choice::Status(status) => status.matches(row.status, row.accepted),
        Choice::Category(category) => row.category == Some(category),
        Choice::Intake(intake) => row.intake == intake,
        Choice::Flag(flag) => is_so(flag, row, today),
    }
}

fn is_so(flag: Flag, row: &IssueRow, today: NaiveDate) -> bool {
    let is_soon = |due: NaiveDate| (0..=SOON_DAYS).contains(&(due - today).num_days());
    match flag {
        Flag::Open => row.status.is_open(),
        Flag::Overdue => row.overdue_days(today).is_some(),
        Flag::Soon => row.status.is_open() && row.due.is_some_and(is_soon),
        Flag::Returned => row.returned,
        Flag::Unscreened => StatusFilter::Unscreened.matches(row.status, row.accepted),
        Flag::Reopened => row.reopened.is_some(),
        Flag::Partly => row.status.is_open() && row.done.0 > 0 && row.done.0 < row.done.1,
        Flag::Recorded => row.recorded,
        Flag::Conflict => row.conflict,
    }
}

fn is_on(key: Key, days: Days, row: &IssueRow, today: NaiveDate) -> bool {
    let day = DateSpan::of_day;
    let span = match key {
        Key::Age => return row.status.is_open() && days.has_count(row.age_days(today)),
        Key::Due => row.due.map(day),
        Key::Submitted => row.submitted,
        Key::Accepted => row.accepted_on.map(day),
        Key::Consulted => row.consulted,
        Key::Resolved => row.resolved,
        _ => None,
    };
    span.is_some_and(|span| holds(days.dates(today, key == Key::Due), span))
}

/// What costs more than any fit in a title.
const ELSEWHERE: u32 = 32;

impl Sought {
    fn new(word: Word, near: Option<Nearness>, catalog: &Catalog) -> Self {
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

    fn loosened(&self, nearness: Nearness, catalog: &Catalog) -> Self {
        Self::new(self.word.clone(), Some(nearness), catalog)
    }

    /// Whether it is in what an issue is called, where it is, or whom it concerns.
    fn is_in(&self, row: &IssueRow) -> bool {
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

    fn cost(&self, row: &IssueRow) -> u32 {
        let own = [&*row.title, row.number.as_str(), &row.place];
        let costs = (0..).zip(own).filter_map(|(at, text)| Some(self.fit(text)?.cost() + at));
        let shared = || if self.is_shared(row) { ELSEWHERE } else { 2 * ELSEWHERE };
        costs.min().unwrap_or_else(shared)
    }

    fn part(&self, text: &str) -> Option<Range<usize>> {
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
