//! When two catalogs are equal: slots tell in which order rows came, so that ties are compared by the ids of
//! the rows that they lead to.

use super::{Lists, Ties};
use crate::command::catalog::shared::Shared;
use crate::command::catalog::{Catalog, Slot};
use crate::domain::id::EntityId;

/// A hash, and what lies in the slot behind it: nothing, where a tie was left behind.
type Said = Vec<(u32, Option<EntityId>)>;

/// Two are equal when their rows say the same and their ties lead to the same rows.
impl PartialEq for Catalog {
    fn eq(&self, other: &Self) -> bool {
        self.studios == other.studios
            && self.people == other.people
            && self.departments == other.departments
            && self.issues == other.issues
            && self.sessions == other.sessions
            && self.commitments == other.commitments
            && is_same(&self.ties, &other.ties)
            && said(self) == said(other)
    }
}

impl Eq for Catalog {}

/// Whether ties that name rows by their ids are the same.
fn is_same(a: &Ties, b: &Ties) -> bool {
    a.called == b.called
        && a.held_by == b.held_by
        && a.live == b.live
        && a.open == b.open
        && a.due == b.due
}

/// What the ties say that name rows by their slots.
fn said(catalog: &Catalog) -> Lists<Said> {
    let Lists { issue_names, session_names, agendas, promises, mergers } = &catalog.ties.lists;
    let issue = |slot| catalog.issues.id_at(slot).map(EntityId::from);
    let session = |slot| catalog.sessions.id_at(slot).map(EntityId::from);
    let commitment = |slot| catalog.commitments.id_at(slot).map(EntityId::from);
    Lists {
        issue_names: in_order(issue_names, issue),
        session_names: in_order(session_names, session),
        agendas: in_order(agendas, session),
        promises: in_order(promises, commitment),
        mergers: in_order(mergers, issue),
    }
}

fn in_order(list: &Shared<(u32, Slot)>, id: impl Fn(Slot) -> Option<EntityId>) -> Said {
    let mut said: Said = list.keys().map(|(hash, slot)| (*hash, id(*slot))).collect();
    said.sort_unstable();
    said
}

#[cfg(test)]
mod tests {
    use super::super::By;
    use super::*;
    use crate::command::city::city;
    use crate::domain::row::{IssueRow, SessionRow};

    fn catalog() -> Catalog {
        Catalog::of(&city(690, 0).1)
    }

    const ALL: [By; 5] = [By::IssueName, By::SessionName, By::Agenda, By::Promise, By::Merger];

    #[test]
    fn in_which_order_rows_came_is_all_the_same() {
        let world = city(690, 0).1;
        let mut catalog = Catalog::default();
        let entities: Vec<_> = world.entities().collect();
        for entity in entities.into_iter().rev() {
            catalog.place(entity, &world, true);
        }
        let other = Catalog::of(&world);
        assert_ne!(catalog.ties.lists, other.ties.lists, "the rows lie in the same slots");
        assert_eq!(catalog, other);
    }

    #[test]
    fn a_tie_that_was_forgotten_or_left_behind_is_seen() {
        let whole = catalog();
        for by in ALL {
            let mut catalog = whole.clone();
            let list = catalog.ties.lists.by(by);
            let first = *list.keys().next().unwrap();
            list.remove(&first);
            assert_ne!(catalog, whole, "{by:?} was forgotten");
            let mut catalog = whole.clone();
            catalog.ties.lists.by(by).insert((first.0, Slot::MAX), ());
            assert_ne!(catalog, whole, "{by:?} was left behind");
        }
    }

    #[test]
    fn where_hashes_meet_the_row_has_the_last_word() {
        let whole = catalog();
        let mut met = whole.clone();
        for by in ALL {
            let keys: Vec<(u32, Slot)> = whole.ties.lists.clone().by(by).keys().copied().collect();
            // Every hash leads to every tenth row, too.
            for (hash, _) in &keys {
                keys.iter().step_by(10).for_each(|(_, slot)| {
                    met.ties.lists.by(by).insert((*hash, *slot), ());
                });
            }
        }
        assert_ne!(met, whole);
        for issue in whole.issues.values() {
            assert!(met.sessions_of_issue(issue.id).eq(whole.sessions_of_issue(issue.id)));
            assert!(met.commitments_of(issue.id).eq(whole.commitments_of(issue.id)));
            assert!(met.merged_into(issue.id).eq(whole.merged_into(issue.id)));
            let is_it = |row: &IssueRow| row.title == issue.title;
            let found = |catalog: &Catalog| catalog.issues_called(&issue.title, is_it);
            assert_eq!(found(&met), found(&whole));
        }
        for session in whole.sessions.values() {
            let title = &*session.title;
            let is_it = |row: &SessionRow| &*row.title == title;
            let found = |catalog: &Catalog| catalog.sessions_called(title, is_it);
            assert_eq!(found(&met), found(&whole));
        }
    }
}
