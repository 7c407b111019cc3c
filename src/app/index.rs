//! Which issues are wanted: those of a studio, those that are open, those that match what was
//! typed. What many issues share (studio, departments, people, status) is matched once.

use super::order::{By, Order, Placed};
use crate::command::Catalog;
use crate::command::filter::{StatusFilter, Terms};
use crate::domain::id::{DepartmentId, IssueId, PersonId, StudioId};
use crate::domain::issue::Category;
use crate::domain::row::IssueRow;
use crate::domain::workflow::Status;
use crate::i18n::{Label, Lang};
use crate::search::quick::{Matcher, Word};
use std::sync::Arc;

/// Which issues are wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'a> {
    pub(crate) filter: &'a str,
    pub(crate) studio: Option<StudioId>,
    pub(crate) open_only: bool,
    pub(crate) by: By,
}

/// All issues in order, and which of them matched last.
#[derive(Debug, Default)]
pub(crate) struct Index {
    order: Order,
    typed: String,
    matcher: Matcher,
    statuses: Vec<Vec<StatusFilter>>,
    /// By place in the order; empty where nothing was typed.
    hits: Vec<bool>,
}

impl Index {
    /// The issues that are wanted, in order.
    pub(crate) fn issues(&mut self, catalog: &Arc<Catalog>, wanted: &Wanted<'_>) -> Vec<IssueId> {
        let moved = self.order.follow(catalog, wanted.by);
        self.find(catalog, wanted.filter, moved);
        let is_wanted = |(at, it): &(usize, &Placed)| {
            self.hits.get(*at).copied().unwrap_or(true)
                && wanted.studio.is_none_or(|studio| it.studio == studio)
                && (it.is_open || !wanted.open_only)
        };
        let placed = self.order.placed().iter().enumerate();
        placed.filter(is_wanted).map(|(_, it)| it.id).collect()
    }

    /// Finds what was typed: nowhere but among the last hits where it only narrows these.
    fn find(&mut self, catalog: &Catalog, filter: &str, moved: bool) {
        if filter == self.typed && !moved {
            return;
        }
        let terms = Terms::parse(filter);
        let matcher = Matcher::new(&terms.words);
        let statuses: Vec<_> = terms.statuses.iter().map(|typed| of_status(typed)).collect();
        let last = std::mem::take(&mut self.hits);
        if !matcher.is_empty() || !statuses.is_empty() {
            let same = statuses == self.statuses;
            let narrows = !moved && same && !last.is_empty() && matcher.narrows(&self.matcher);
            let sought: Vec<Sought<'_>> =
                matcher.words().iter().map(|word| Sought::new(word, catalog)).collect();
            let was_hit = |at: usize| !narrows || last.get(at).copied().unwrap_or(true);
            let is_hit = |(at, it): (usize, &Placed)| {
                was_hit(at)
                    && sought.iter().all(|sought| sought.is_in(&it.row))
                    && statuses.iter().all(|any| is_of_status(any, &it.row))
            };
            self.hits = self.order.placed().iter().enumerate().map(is_hit).collect();
        }
        (self.typed, self.matcher, self.statuses) = (filter.to_owned(), matcher, statuses);
    }
}

/// What a status is said to be: all that are called so.
fn of_status(typed: &str) -> Vec<StatusFilter> {
    let matcher = Matcher::new(typed);
    let is_called = |filter: &StatusFilter| matcher.matches_among(&filter.words());
    StatusFilter::all().filter(is_called).collect()
}

/// Whether a filter line finds issues of any status by this.
pub(crate) fn is_status(typed: &str) -> bool {
    !of_status(typed).is_empty()
}

fn is_of_status(any: &[StatusFilter], row: &IssueRow) -> bool {
    any.iter().any(|filter| filter.matches(row.status, row.accepted))
}

/// A word, and what it was found in of all that issues share.
struct Sought<'a> {
    word: &'a Word,
    studios: Vec<StudioId>,
    departments: Vec<DepartmentId>,
    people: Vec<PersonId>,
    statuses: Vec<Status>,
    unscreened: bool,
    categories: Vec<Category>,
}

impl<'a> Sought<'a> {
    fn new(word: &'a Word, catalog: &Catalog) -> Self {
        let called = |labels: [&str; 2]| labels.iter().any(|label| word.is_in(label));
        let studios = catalog.studios.values().filter(|row| word.is_in(&row.name));
        let departments = catalog.departments.values();
        let departments = departments.filter(|row| word.is_in(&row.name) || word.is_in(&row.short));
        let people = catalog.people.values().filter(|row| word.is_in(&row.name));
        let statuses = Status::ALL.into_iter();
        let categories = Category::ALL.iter().copied();
        Self {
            word,
            studios: studios.map(|row| row.id).collect(),
            departments: departments.map(|row| row.id).collect(),
            people: people.map(|row| row.id).collect(),
            statuses: statuses.filter(|it| called(Lang::ALL.map(|lang| it.label(lang)))).collect(),
            unscreened: StatusFilter::Unscreened.words().iter().any(|it| word.is_in(it)),
            categories: categories
                .filter(|it| called(Lang::ALL.map(|lang| it.label(lang))))
                .collect(),
        }
    }

    /// Whether the word is in what an issue is called, where it is, or whom it concerns.
    fn is_in(&self, row: &IssueRow) -> bool {
        self.statuses.contains(&row.status)
            || (self.unscreened && is_of_status(&[StatusFilter::Unscreened], row))
            || row.category.is_some_and(|it| self.categories.contains(&it))
            || self.studios.binary_search(&row.studio).is_ok()
            || row.departments.iter().any(|id| self.departments.binary_search(id).is_ok())
            || row.raisers.iter().any(|id| self.people.binary_search(id).is_ok())
            || self.word.is_in(row.number.as_str())
            || self.word.is_in(&row.title)
            || self.word.is_in(&row.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::city::city;
    use crate::command::filter::strange;
    use crate::command::screens::SortKey;
    use crate::exchange::example;

    /// The example city after so many changes, and again after some more, sharing rows.
    fn before_and_after() -> (Arc<Catalog>, Arc<Catalog>) {
        let (before, after) = city(690, 10);
        let before = Catalog::of(&before);
        let mut catalog = before.clone();
        catalog.update(&after);
        (Arc::new(before), Arc::new(catalog))
    }

    fn wanted(filter: &str, sort: SortKey, descending: bool) -> Wanted<'_> {
        let by = By { sort, descending, today: example::TODAY };
        Wanted { filter, studio: None, open_only: false, by }
    }

    #[test]
    fn what_follows_a_change_is_what_is_put_together_anew() {
        let (before, after) = before_and_after();
        assert!(!after.issues.changed_since(&before.issues).is_empty());
        let mut index = Index::default();
        for sort in SortKey::ALL {
            for descending in [false, true] {
                for filter in ["", "停", "tc", "未 2"] {
                    let wanted = wanted(filter, sort, descending);
                    index.issues(&before, &wanted);
                    let followed = index.issues(&after, &wanted);
                    let anew = Index::default().issues(&after, &wanted);
                    assert_eq!(followed, anew, "{sort:?} {filter}");
                }
            }
        }
    }

    #[test]
    fn a_longer_filter_finds_what_it_finds_alone() {
        let (catalog, _) = before_and_after();
        let mut index = Index::default();
        for filter in ["停", "停车", "停车 t", "停车 ti", "停车 ting", "停", "", "0", "02", "02 z"]
        {
            let wanted = wanted(filter, SortKey::Urgency, false);
            let anew = Index::default().issues(&catalog, &wanted);
            assert_eq!(index.issues(&catalog, &wanted), anew, "{filter}");
        }
    }

    #[test]
    fn a_status_in_the_filter_is_only_looked_for_there() {
        let (catalog, _) = before_and_after();
        let found = |filter| {
            let ids = Index::default().issues(&catalog, &wanted(filter, SortKey::Number, false));
            ids.into_iter().map(|id| catalog.issues.get(&id).unwrap()).collect::<Vec<_>>()
        };
        for filter in ["状态:待受理", "status:unscreened", "状态：dsl", "待受理"] {
            let rows = found(filter);
            assert!(!rows.is_empty(), "{filter}");
            let is_waiting = |row: &&IssueRow| row.status == Status::Submitted && !row.accepted;
            assert!(rows.iter().all(is_waiting), "{filter}");
        }
        assert!(found("状态:未办结 停车").iter().all(|row| row.status.is_open()));
        assert_eq!(found("状态:停车").len(), 0);
        for (typed, is_known) in [("dsl", true), ("To", true), ("待受理", true), ("停车", false)]
        {
            assert_eq!(is_status(typed), is_known, "{typed}");
            let told = strange(&format!("状态:{typed}"), is_status);
            assert_eq!(told.is_none(), is_known, "{typed}");
        }
    }

    #[test]
    fn an_issue_is_found_by_all_that_its_row_tells() {
        let (_, catalog) = before_and_after();
        let row = catalog.issues.values().find(|row| !row.departments.is_empty()).unwrap();
        let studio = catalog.studios.get(&row.studio).unwrap();
        let department = catalog.departments.get(&row.departments[0]).unwrap();
        let mut words = vec![row.number.as_str(), &row.title, &row.place, &studio.name];
        words.extend([&*department.name, &department.short, row.status.label(Lang::En)]);
        words.extend(row.raisers.iter().map(|id| &*catalog.people.get(id).unwrap().name));
        for word in words {
            let found = Index::default().issues(&catalog, &wanted(word, SortKey::Number, false));
            assert!(found.contains(&row.id), "{word}");
        }
    }
}
