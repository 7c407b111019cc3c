//! What is kept in step change by change is what would be made of everything at once.

use super::*;
use crate::domain::decide::{Moment, decide};
use crate::domain::number::ReplicaMark;
use crate::exchange::example;

/// The entities that a change has touched, with what the rows of issues need.
fn touched(world: &mut World) -> World {
    let ids = world.take_touched();
    let mut near = World::default();
    let mut load = |id: EntityId| {
        if let Some(entity) = world.entity(id) {
            near.load(entity.clone());
        }
    };
    for id in ids {
        load(id);
        let issue = match world.entity(id) {
            Some(Entity::Issue(issue)) => Some(issue.id),
            Some(Entity::Commitment(commitment)) => Some(commitment.issue),
            _ => None,
        };
        if let Some(issue) = issue.and_then(|id| world.issue(id)) {
            load(issue.id.into());
            issue.commitments.iter().for_each(|id| load((*id).into()));
        }
    }
    near
}

/// The example city, and a catalog that followed it change by change.
fn followed(changes: usize) -> (World, Catalog) {
    let (mut world, mut catalog) = (World::default(), Catalog::default());
    for change in example::generate(example::SEED).unwrap().changes.iter().take(changes) {
        let moment = Moment {
            today: change.today,
            actor: change.actor,
            replica_mark: ReplicaMark::parse("K7").unwrap(),
        };
        decide(&mut world, &change.actions, &moment).unwrap();
        catalog.update(&touched(&mut world));
    }
    (world, catalog)
}

#[test]
fn following_the_changes_gives_what_reading_everything_gives() {
    let (world, mut catalog) = followed(700);
    assert_eq!(catalog, Catalog::of(&world));
    let before = catalog.clone();
    catalog.update(&world);
    assert_eq!(catalog.issues.changed_since(&before.issues), [], "what says the same stays");
}

#[test]
fn the_ties_say_what_a_look_at_all_rows_says() {
    let (_, catalog) = followed(700);
    let today = example::TODAY;
    for studio in catalog.studios.keys().copied().map(Some).chain([None]) {
        let open = || {
            let rows = catalog.issues.values().filter(|row| row.status.is_open());
            rows.filter(move |row| studio.is_none_or(|id| row.studio == id))
        };
        let late = open().filter(|row| row.overdue_days(today).is_some());
        assert_eq!(catalog.open_counts(studio, today), (open().count(), late.count()));
        let mut rows: Vec<_> = catalog.sessions.values().collect();
        rows.retain(|row| studio.is_none_or(|id| row.studio == id));
        rows.sort_by_key(|row| std::cmp::Reverse(row.on));
        assert!(catalog.sessions_of(studio).eq(rows));
    }
    for issue in catalog.issues.keys() {
        let of_issue = catalog.commitments.values().filter(|row| row.issue == *issue).count();
        assert_eq!(catalog.commitments_of(*issue).count(), of_issue);
        let on_agenda = catalog.sessions.values().filter(|row| row.issues.contains(issue));
        assert_eq!(catalog.sessions_of_issue(*issue).count(), on_agenda.count());
    }
}

#[test]
fn everything_is_found_by_what_it_is_called() {
    let (_, catalog) = followed(700);
    let ids = catalog.studios.keys().map(|id| EntityId::from(*id));
    let ids = ids.chain(catalog.people.keys().map(|id| (*id).into()));
    let ids = ids.chain(catalog.departments.keys().map(|id| (*id).into()));
    let ids = ids.chain(catalog.issues.keys().map(|id| (*id).into()));
    let ids = ids.chain(catalog.sessions.keys().map(|id| (*id).into()));
    for id in ids.chain(catalog.commitments.keys().map(|id| (*id).into())) {
        let name = Directory::name(&catalog, id).unwrap();
        match catalog.find(id.kind, &name) {
            Found::One(found) => assert_eq!(found, id),
            // Two people of one name in one unit cannot be told apart by it.
            Found::Several(found) => assert!(found.contains(&id), "{name}"),
            Found::None => panic!("{name} is not found"),
        }
    }
}
