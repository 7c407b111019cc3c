//! What is said of a key, looked up in the rows of all lists, and whether it holds of an issue.

use super::known::Known;
use crate::command::Catalog;
use crate::command::fill::{Directory, Found};
use crate::command::filter::StatusFilter;
use crate::command::query::choice::{Choice, Flag};
use crate::command::query::complete::names;
use crate::command::query::days::{Days, holds};
use crate::command::query::{Key, Text, Value};
use crate::domain::date::DateSpan;
use crate::domain::id::{DepartmentId, EntityId, EntityKind, IssueId, PersonId, StudioId};
use crate::domain::priority::Terms;
use crate::domain::row::IssueRow;
use crate::search::quick::{Nearness, Word};
use chrono::NaiveDate;
use std::borrow::Cow;

/// What is said of a key, looked up.
#[derive(Debug)]
pub(super) enum Said {
    None,
    Choice(Choice),
    Days(Days),
    Studios(Vec<StudioId>),
    Departments(Vec<DepartmentId>),
    People(Vec<PersonId>),
    Issues(Vec<IssueId>),
    /// On no agenda: all but these.
    Unlisted(Vec<IssueId>),
    Word(Box<Word>),
}

/// Looks up what is said of a key.
pub(super) fn said(key: Key, value: &Value, known: Known<'_>) -> Option<Said> {
    match value {
        Value::None if key == Key::Session => Some(Said::Unlisted(listed(known.catalog))),
        Value::None => Some(Said::None),
        Value::Choice(choice) => Some(Said::Choice(*choice)),
        Value::Days(days) => Some(Said::Days(*days)),
        Value::Text(text) => named(key, text, known),
    }
}

/// Looks up a name or a text that is said of a key.
fn named(key: Key, text: &Text, known: Known<'_>) -> Option<Said> {
    let catalog = known.catalog;
    let word = text.word()?;
    Some(match key {
        Key::Studio => Said::Studios(studios(&word, &text.text, catalog)),
        Key::District => {
            let rows = catalog.studios.values().filter(|row| word.is_in(&row.area));
            Said::Studios(rows.map(|row| row.id).collect())
        }
        Key::Department => Said::Departments(departments(&word, &text.text, catalog)),
        Key::Raiser => Said::People(people(&word, &text.text, known)),
        Key::Session => Said::Issues(on_agendas(&word, catalog)),
        _ => Said::Word(Box::new(word)),
    })
}

/// Whether nothing that is registered is called so.
pub(super) fn is_unknown(key: Key, value: &Value, catalog: &Catalog) -> bool {
    match said(key, value, catalog.into()) {
        Some(Said::Word(word)) if key == Key::Tag => {
            !catalog.issues.values().any(|row| row.tags.iter().any(|tag| word.is_in(tag)))
        }
        Some(said) => said.is_of_nobody(),
        None => true,
    }
}

/// What somebody may have meant by a name that nobody has: the name that is nearest to it, as it is
/// offered, written in full or with its district before it.
pub(super) fn near_name(key: Key, typed: &str, catalog: &Catalog) -> Option<String> {
    let word = Word::new(typed)?;
    let offered = names(key, catalog).into_iter().map(Cow::into_owned);
    let known: Vec<String> = match key {
        Key::Department => offered.chain(full_names(catalog)).collect(),
        _ => offered.collect(),
    };
    let nearest = |nearness| {
        let near = known.iter().filter_map(|name| Some((word.near_fit(name, nearness)?, name)));
        near.min_by_key(|(fit, name)| (*fit, name.chars().count())).map(|(_, name)| name.clone())
    };
    Nearness::ALL.into_iter().find_map(nearest)
}

/// The names of departments in full, and with the district before them.
fn full_names(catalog: &Catalog) -> impl Iterator<Item = String> {
    catalog.departments.values().flat_map(|row| {
        let short = if row.short.is_empty() { &row.name } else { &row.short };
        [row.name.to_string(), format!("{}{short}", row.district)]
    })
}

fn studios(word: &Word, typed: &str, catalog: &Catalog) -> Vec<StudioId> {
    let rows = catalog.studios.values();
    let partly = rows.filter(|row| word.is_in(&row.name) || word.is_in(&row.code));
    sorted(partly.map(|row| row.id).chain(called(EntityKind::Studio, typed, catalog)).collect())
}

fn departments(word: &Word, typed: &str, catalog: &Catalog) -> Vec<DepartmentId> {
    let rows = catalog.departments.values();
    let partly = rows.filter(|row| word.is_in(&row.name) || word.is_in(&row.short));
    sorted(partly.map(|row| row.id).chain(called(EntityKind::Department, typed, catalog)).collect())
}

fn people(word: &Word, typed: &str, known: Known<'_>) -> Vec<PersonId> {
    let partly = known.people_maybe(word, None).filter(|row| word.is_in(&row.name));
    let called = called(EntityKind::Person, typed, known.catalog);
    sorted(partly.map(|row| row.id).chain(called).collect())
}

/// Those who are called so as they are named everywhere else: with the district before the name, and with
/// the district or the unit in brackets behind it.
fn called<Id: TryFrom<EntityId>>(
    kind: EntityKind,
    typed: &str,
    catalog: &Catalog,
) -> impl Iterator<Item = Id> {
    let found = match catalog.find(kind, typed) {
        Found::None => Vec::new(),
        Found::One(id) => vec![id],
        Found::Several(ids) => ids,
    };
    found.into_iter().filter_map(|id| Id::try_from(id).ok())
}

/// The issues on the agendas of sessions that are called so, in order.
fn on_agendas(word: &Word, catalog: &Catalog) -> Vec<IssueId> {
    let sessions = catalog.sessions.values();
    let called = sessions.filter(|row| word.is_in(&row.title) || word.is_in(row.number.as_str()));
    sorted(called.flat_map(|row| row.issues).collect())
}

/// The issues that are on any agenda, in order.
fn listed(catalog: &Catalog) -> Vec<IssueId> {
    let sessions = catalog.sessions.values();
    sorted(sessions.flat_map(|row| row.issues).collect())
}

/// In order, so that they are looked up soon, and each once.
fn sorted<Id: Ord>(mut ids: Vec<Id>) -> Vec<Id> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Said {
    /// Whether it names somebody, and nobody is called so.
    pub(super) const fn is_of_nobody(&self) -> bool {
        match self {
            Self::Studios(ids) => ids.is_empty(),
            Self::Departments(ids) => ids.is_empty(),
            Self::People(ids) => ids.is_empty(),
            _ => false,
        }
    }

    pub(super) fn holds(&self, key: Key, row: &IssueRow, day: &Terms) -> bool {
        match self {
            Self::None => is_missing(key, row),
            Self::Choice(choice) => is_chosen(*choice, row, day),
            Self::Days(days) => is_on(key, *days, row, day.today),
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

fn is_chosen(choice: Choice, row: &IssueRow, day: &Terms) -> bool {
    match choice {
        Choice::Status(status) => status.matches(row.status, row.accepted),
        Choice::Category(category) => row.category == Some(category),
        Choice::Intake(intake) => row.intake == intake,
        Choice::Flag(flag) => is_so(flag, row, day),
    }
}

fn is_so(flag: Flag, row: &IssueRow, day: &Terms) -> bool {
    let is_soon = |due: NaiveDate| (day.today..=day.soon_by).contains(&due);
    match flag {
        Flag::Open => row.status.is_open(),
        Flag::Overdue => row.overdue_days(day.today).is_some(),
        Flag::Soon => row.status.is_open() && row.due.is_some_and(is_soon),
        Flag::Returned => row.status.is_open() && row.returned.is_some(),
        Flag::Unassigned => row.status.is_open() && row.unassigned.is_some(),
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
        Key::Age => {
            let age = row.age_days(today).filter(|_| row.status.is_open());
            return age.is_some_and(|age| days.has_count(age));
        }
        Key::Due => row.due.map(day),
        Key::Submitted => row.submitted,
        Key::Accepted => row.accepted_on.map(day),
        Key::Consulted => row.consulted,
        Key::Resolved => row.resolved,
        _ => None,
    };
    span.is_some_and(|span| holds(days.dates(today, key == Key::Due), span))
}
