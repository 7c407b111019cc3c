//! What is called so, and the issues that are tied to what is: numbers, titles, names, places, by
//! characters, pinyin and initials. The one place where the search asks for a quick match.

use super::{Finding, Where, came};
use crate::command::Catalog;
use crate::domain::date::DateSpan;
use crate::domain::id::{DepartmentId, EntityId, PersonId, StudioId};
use crate::domain::row::{CommitmentRow, IssueRow, SessionRow};
use crate::search::quick::{Matcher, Word};
use std::cmp::Reverse;

/// The most that is shown of one kind: whoever looks for one thing types on.
const MOST: usize = 100;

/// What a quick match finds, the best first.
pub(super) fn find(catalog: &Catalog, typed: &str) -> Vec<Finding> {
    // A phrase is meant as it is written, not by its sound.
    if typed.contains(['"', '“', '”', '「', '『', '＂']) {
        return Vec::new();
    }
    let matcher = Matcher::new(typed);
    if matcher.words().is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, Finding)> = issues(catalog, &matcher);
    found.extend(sessions(catalog, &matcher));
    found.extend(commitments(catalog, &matcher));
    found.extend(names(catalog, &matcher));
    found.sort_by_key(|(rank, it)| (*rank, Reverse((it.on, it.id))));
    found.into_iter().map(|(_, it)| it).collect()
}

/// How near something is: by number or name, by place or raiser, by department or studio.
const fn tier(at: Where) -> u8 {
    match at {
        Where::Number | Where::Name | Where::Said(_) => 0,
        Where::Place | Where::Raiser => 2,
        Where::Department | Where::Studio => 4,
    }
}

fn first(mut found: Vec<(u8, Finding)>) -> Vec<(u8, Finding)> {
    found.sort_by_key(|(rank, it)| (*rank, Reverse((it.on, it.id))));
    found.truncate(MOST);
    found
}

/// What is matched of all that issues share.
struct Tied {
    studios: Vec<StudioId>,
    departments: Vec<DepartmentId>,
    people: Vec<PersonId>,
}

impl Tied {
    fn to(word: &Word, catalog: &Catalog) -> Self {
        let studios = catalog.studios.values().filter(|row| word.is_in(&row.name));
        let departments = catalog.departments.values();
        let departments = departments.filter(|row| word.is_in(&row.name) || word.is_in(&row.short));
        let people = catalog.people.values().filter(|row| word.is_in(&row.name));
        Self {
            studios: studios.map(|row| row.id).collect(),
            departments: departments.map(|row| row.id).collect(),
            people: people.map(|row| row.id).collect(),
        }
    }

    /// What about an issue the word is found in, the best of it.
    fn of(&self, word: &Word, row: &IssueRow) -> Option<Where> {
        if word.is_in(&row.title) {
            Some(Where::Name)
        } else if word.is_in(row.number.as_str()) {
            Some(Where::Number)
        } else if word.is_in(&row.place) {
            Some(Where::Place)
        } else if row.raisers.iter().any(|id| self.people.binary_search(id).is_ok()) {
            Some(Where::Raiser)
        } else if row.departments.iter().any(|id| self.departments.binary_search(id).is_ok()) {
            Some(Where::Department)
        } else if self.studios.binary_search(&row.studio).is_ok() {
            Some(Where::Studio)
        } else {
            None
        }
    }
}

fn issues(catalog: &Catalog, matcher: &Matcher) -> Vec<(u8, Finding)> {
    let words = matcher.words().iter();
    let words: Vec<(&Word, Tied)> = words.map(|word| (word, Tied::to(word, catalog))).collect();
    let finding = |row: &IssueRow| {
        // Every word has to be found; what is farthest says why the issue is here.
        let places: Option<Vec<Where>> =
            words.iter().map(|(word, tied)| tied.of(word, row)).collect();
        let at = places?.into_iter().max_by_key(|at| tier(*at))?;
        let begins = matcher.rank(&row.title).is_some_and(|rank| rank < 2);
        let rank = tier(at) + u8::from(tier(at) == 0 && !begins);
        let text = match at {
            Where::Number => row.number.to_string(),
            Where::Place => row.place.to_string(),
            Where::Raiser => listed(catalog, row.raisers.iter().map(|id| (*id).into())),
            Where::Department => listed(catalog, row.departments.iter().map(|id| (*id).into())),
            Where::Studio => listed(catalog, [row.studio.into()].into_iter()),
            Where::Name | Where::Said(_) => row.title.to_string(),
        };
        let on = Some(came(row));
        let (id, issue) = (row.id.into(), Some(row.id));
        Some((rank, Finding { id, issue, session: None, on, at, text, marked: Vec::new() }))
    };
    first(catalog.issues.values().filter_map(finding).collect())
}

fn listed(catalog: &Catalog, ids: impl Iterator<Item = EntityId>) -> String {
    let names = ids.map(|id| crate::app::context::named(catalog, id));
    names.collect::<Vec<_>>().join("、")
}

fn sessions(catalog: &Catalog, matcher: &Matcher) -> Vec<(u8, Finding)> {
    let finding = |row: &SessionRow| {
        let is_it = matcher.matches_among(&[&row.title, row.number.as_str()]);
        let is_named = matcher.rank(&row.title);
        let at = if is_named.is_some() { Where::Name } else { Where::Number };
        let named = || row.title.to_string();
        let text = if at == Where::Name { named() } else { row.number.to_string() };
        let (id, session) = (row.id.into(), Some(row.id));
        let on = Some(row.on);
        let finding = Finding { id, issue: None, session, on, at, text, marked: Vec::new() };
        is_it.then_some((is_named.unwrap_or(0), finding))
    };
    first(catalog.sessions.values().filter_map(finding).collect())
}

/// Commitments by their number alone; what they say is said.
fn commitments(catalog: &Catalog, matcher: &Matcher) -> Vec<(u8, Finding)> {
    let finding = |row: &CommitmentRow| {
        let label = catalog.commitment_label(row);
        matcher.matches(&label).then(|| {
            let on = row.completed.or_else(|| row.due.map(DateSpan::of_day));
            let (id, issue, session) = (row.id.into(), Some(row.issue), row.session);
            let (at, marked) = (Where::Number, Vec::new());
            (1, Finding { id, issue, session, on, at, text: label, marked })
        })
    };
    first(catalog.commitments.values().filter_map(finding).collect())
}

/// People, departments and studios.
fn names(catalog: &Catalog, matcher: &Matcher) -> Vec<(u8, Finding)> {
    let finding = |id: EntityId, name: &str, others: &[&str]| {
        let all: Vec<&str> = [name].into_iter().chain(others.iter().copied()).collect();
        let rank = matcher.rank(name);
        let is_it = rank.is_some() || matcher.matches_among(&all);
        let others = others.iter().filter(|it| !it.is_empty());
        let text = others.fold(name.to_owned(), |text, other| format!("{text}  {other}"));
        let (issue, session, on, at) = (None, None, None, Where::Name);
        let finding = Finding { id, issue, session, on, at, text, marked: Vec::new() };
        is_it.then_some((rank.unwrap_or(1), finding))
    };
    let people = catalog.people.values();
    let people = people.filter_map(|row| finding(row.id.into(), &row.name, &[&row.unit]));
    let departments = catalog.departments.values();
    let departments = departments
        .filter_map(|row| finding(row.id.into(), &row.name, &[&row.short, &row.district]));
    let studios = catalog.studios.values();
    let studios =
        studios.filter_map(|row| finding(row.id.into(), &row.name, &[&row.code, &row.area]));
    let all = [first(people.collect()), first(departments.collect()), first(studios.collect())];
    all.into_iter().flatten().collect()
}
