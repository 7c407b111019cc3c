//! How many issues each saved view has, studio by studio: counted once, then kept in step with what
//! changes, so that a frame and a save cost the same however many there are.

use super::{SavedView, Views};
use crate::command::query::{Query, Ready, Test};
use crate::command::{Catalog, Slot};
use crate::domain::id::{IssueId, StudioId};
use crate::domain::priority::Terms;
use crate::domain::row::IssueRow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// From how many changed rows on everything is counted anew.
const MANY: usize = 512;

/// So many rows are looked at in one go, which takes a few milliseconds.
const AT_ONCE: Slot = 4_096;

/// The counts of all views.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    catalog: Arc<Catalog>,
    day: Terms,
    views: Vec<Counted>,
    /// The slot from which on the rows are still to be looked at for views that are not counted yet.
    next: Slot,
}

/// The counts of one view.
#[derive(Debug)]
struct Counted {
    query: String,
    open_only: bool,
    ready: Ready,
    /// It asks for what other rows than those of issues tell.
    asks_names: bool,
    studios: BTreeMap<StudioId, usize>,
    total: usize,
    /// All rows were looked at.
    is_whole: bool,
}

impl Tally {
    /// How many issues of a studio, or of all, a view has.
    pub(crate) fn count(&self, at: usize, studio: Option<StudioId>) -> Option<usize> {
        let counted = self.views.get(at).filter(|it| it.is_whole)?;
        Some(match studio {
            Some(studio) => counted.studios.get(&studio).copied().unwrap_or(0),
            None => counted.total,
        })
    }

    /// Brings the counts in step.
    pub(crate) fn follow(&mut self, catalog: &Arc<Catalog>, views: &Views, day: Terms) {
        let is_same_views = self.views.len() == views.all().len()
            && self.views.iter().zip(views.all()).all(|(counted, view)| counted.is_of(view));
        if Arc::ptr_eq(catalog, &self.catalog) && is_same_views && day == self.day {
            return;
        }
        let before = std::mem::replace(&mut self.catalog, Arc::clone(catalog));
        let is_new_day = std::mem::replace(&mut self.day, day) != day;
        let changed = catalog.issues.changed_since(&before.issues);
        let is_renamed = !has_same_names(catalog, &before);
        let mut kept = std::mem::take(&mut self.views);
        if is_new_day || changed.len() >= MANY {
            kept.clear();
        }
        kept.retain(|counted| counted.is_whole && !(counted.asks_names && is_renamed));
        for view in views.all() {
            let at = kept.iter().position(|counted| counted.is_of(view));
            self.views.push(match at.map(|at| kept.swap_remove(at)) {
                Some(counted) => counted.followed(&changed, (&before, catalog)),
                None => Counted::new(view, catalog, &day),
            });
        }
        self.next = 0;
        self.go_on();
    }

    /// Whether a view is not counted yet.
    pub(crate) fn is_unfinished(&self) -> bool {
        self.views.iter().any(|counted| !counted.is_whole)
    }

    /// Looks at some more rows for the views that are not counted yet.
    pub(crate) fn go_on(&mut self) {
        let rows = &self.catalog.issues;
        let mut uncounted: Vec<&mut Counted> =
            self.views.iter_mut().filter(|counted| !counted.is_whole).collect();
        if uncounted.is_empty() {
            return;
        }
        let end = self.next.saturating_add(AT_ONCE);
        for slot in self.next..end.min(Slot::try_from(rows.slot_count()).unwrap_or(Slot::MAX)) {
            let Some(row) = rows.at(slot) else { continue };
            for counted in &mut uncounted {
                counted.put(Some(&row), true);
            }
        }
        self.next = end;
        if end as usize >= rows.slot_count() {
            for counted in &mut uncounted {
                counted.is_whole = true;
            }
        }
    }
}

/// Whether nothing changed that issues are found by beside their own rows.
fn has_same_names(catalog: &Catalog, before: &Catalog) -> bool {
    catalog.people.is_same(&before.people)
        && catalog.studios.is_same(&before.studios)
        && catalog.departments.is_same(&before.departments)
        && catalog.sessions.is_same(&before.sessions)
}

impl Counted {
    fn is_of(&self, view: &SavedView) -> bool {
        self.query == view.query && self.open_only == view.open_only
    }

    /// The same after some rows have changed.
    fn followed(mut self, changed: &[IssueId], (before, now): (&Catalog, &Catalog)) -> Self {
        for id in changed {
            self.put(before.issues.get(id).as_ref(), false);
            self.put(now.issues.get(id).as_ref(), true);
        }
        self
    }

    fn new(view: &SavedView, catalog: &Catalog, day: &Terms) -> Self {
        let (text, open_only) = (view.query.as_str(), view.open_only);
        let query = Query::read(text, day.today).query;
        let ready = Ready::new(&query, catalog.into(), day);
        let asks_names = query.terms.iter().any(|term| match &term.test {
            Test::Words(_) => true,
            Test::Key(key, _) => key.asks_names(),
        });
        let (studios, total) = (BTreeMap::new(), 0);
        let query = text.to_owned();
        Self { query, open_only, ready, asks_names, studios, total, is_whole: false }
    }

    /// Counts a row in or out, where the view has it.
    fn put(&mut self, row: Option<&IssueRow>, is_in: bool) {
        let is_shown =
            |row: &&IssueRow| (row.status.is_open() || !self.open_only) && self.ready.wants(row);
        let Some(row) = row.filter(is_shown) else { return };
        let studio = self.studios.entry(row.studio).or_default();
        if is_in {
            (*studio, self.total) = (*studio + 1, self.total + 1);
        } else {
            (*studio, self.total) = (studio.saturating_sub(1), self.total.saturating_sub(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::city::city;
    use crate::exchange::example::TODAY;

    #[test]
    fn counts_that_follow_changes_are_those_counted_anew() {
        let views = Views::parse(
            "[[view]]\nname = 'a'\nquery = 'is:open'\n[[view]]\nname = 'b'\nquery = '停'\n\
             [[view]]\nname = 'c'\nopen_only = true\n[[view]]\nname = 'd'\nquery = 'dept:none'",
        )
        .unwrap();
        let day = Terms { today: TODAY, ..Terms::default() };
        let mut followed = Tally::default();
        let mut catalog: Option<Catalog> = None;
        for changes in [300, 320, 340, 341, 690] {
            let world = city(changes, 0).1;
            let now = match catalog.take() {
                Some(mut catalog) => {
                    catalog.update(&world);
                    catalog
                }
                None => Catalog::of(&world),
            };
            catalog = Some(now.clone());
            let now = Arc::new(now);
            followed.follow(&now, &views, day);
            let mut anew = Tally::default();
            anew.follow(&now, &views, day);
            for at in 0..views.all().len() {
                assert_eq!(followed.count(at, None), anew.count(at, None), "{changes} {at}");
                for studio in now.studios.keys() {
                    let studio = Some(*studio);
                    assert_eq!(followed.count(at, studio), anew.count(at, studio));
                }
            }
        }
        let open = catalog.unwrap().issues.values().filter(|row| row.status.is_open()).count();
        assert_eq!(followed.count(0, None), Some(open));
        assert_eq!(followed.count(2, None), Some(open));
    }
}
