//! What is kept in step change by change is what would be made of everything at once.

use super::*;
use crate::domain::decide::{Moment, decide};
use crate::domain::department::{Department, DepartmentFacts};
use crate::domain::number::ReplicaMark;
use crate::domain::person::{Person, PersonFacts, Side};
use crate::domain::text::clean_line;
use crate::exchange::example;
use proptest::prelude::*;

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
        rows.sort_by_key(|row| std::cmp::Reverse((row.on, row.id)));
        assert!(catalog.sessions_of(studio).eq(rows));
    }
    for issue in catalog.issues.keys() {
        let of_issue = catalog.commitments.values().filter(|row| row.issue == issue).count();
        assert_eq!(catalog.commitments_of(issue).count(), of_issue);
        let on_agenda = catalog.sessions.values().filter(|row| row.issues.contains(&issue));
        assert_eq!(catalog.sessions_of_issue(issue).count(), on_agenda.count());
    }
}

#[test]
fn everything_is_found_by_what_it_is_called() {
    let (_, catalog) = followed(700);
    let ids = catalog.studios.keys().map(|id| EntityId::from(*id));
    let ids = ids.chain(catalog.people.keys().map(|id| (*id).into()));
    let ids = ids.chain(catalog.departments.keys().map(|id| (*id).into()));
    let ids = ids.chain(catalog.issues.keys().map(EntityId::from));
    let ids = ids.chain(catalog.sessions.keys().map(EntityId::from));
    for id in ids.chain(catalog.commitments.keys().map(EntityId::from)) {
        let name = Directory::name(&catalog, id).unwrap();
        match catalog.find(id.kind, &name) {
            Found::One(found) => assert_eq!(found, id),
            // Two people of one name in one unit cannot be told apart by it.
            Found::Several(found) => assert!(found.contains(&id), "{name}"),
            Found::None => panic!("{name} is not found"),
        }
    }
}

fn person(place: u8, name: &str, unit: &str) -> Entity {
    let id = PersonId::from_bytes([place; 16]);
    let facts = PersonFacts { unit: unit.into(), ..PersonFacts::named(name, Side::Public) };
    Entity::Person(Person { id, facts, source: None, retracted: false })
}

fn department(place: u8, name: &str, district: &str) -> Entity {
    let id = DepartmentId::from_bytes([place; 16]);
    let facts = DepartmentFacts { district: district.into(), ..DepartmentFacts::named(name) };
    Entity::Department(Department { id, facts, source: None, retracted: false })
}

fn catalog(entities: impl IntoIterator<Item = Entity>) -> Catalog {
    let mut world = World::default();
    entities.into_iter().for_each(|entity| world.load(entity));
    Catalog::of(&world)
}

#[test]
fn a_name_with_brackets_is_a_name() {
    let catalog = catalog([
        person(1, "张三（社区）", ""),
        person(2, "Lee (east)", ""),
        person(3, "张三", "村委"),
        person(4, "王五", ""),
        person(5, "王五", "村委"),
        department(6, "住建局（城区）", ""),
    ]);
    let found = |text: &str| catalog.find(EntityKind::Person, text);
    let one = |place: u8| Found::One(PersonId::from_bytes([place; 16]).into());
    assert_eq!(found("张三（社区）"), one(1));
    assert_eq!(found("Lee (east)"), one(2));
    assert_eq!(found("张三(村委)"), one(3));
    assert_eq!(found("王五（—）"), one(4), "who has no unit can be told from a namesake");
    assert_eq!(found("王　五（—）"), one(4), "padded as in a list");
    let bureau = catalog.find(EntityKind::Department, "住建局（城区）");
    assert_eq!(bureau, Found::One(DepartmentId::from_bytes([6; 16]).into()));
}

#[test]
fn a_department_is_found_by_what_people_call_it_where_that_can_be_one_alone() {
    let catalog = catalog([
        department(1, "临川县住房和城乡建设局", "临川县"),
        department(2, "临川县公安局交通警察大队", "临川县"),
        department(3, "临川县城市管理局", "临川县"),
        department(4, "东县水利局", "东县"),
        department(5, "西县水利局", "西县"),
        department(6, "城建局", ""),
        department(7, "城市建设局", ""),
    ]);
    let found = |text: &str| catalog.find(EntityKind::Department, text);
    let one = |place: u8| Found::One(DepartmentId::from_bytes([place; 16]).into());
    for (text, place) in [
        ("住建局", 1),
        ("交警大队", 2),
        ("县交警大队", 2),
        ("县城市管理局", 3),
        ("城管局", 3),
        ("临川县城管局", 3),
        ("西县水利局", 5),
        ("城建局", 6),
    ] {
        assert_eq!(found(text), one(place), "{text}");
    }
    let several = [4, 5].map(|place| DepartmentId::from_bytes([place; 16]).into());
    assert_eq!(found("水利局"), Found::Several(several.to_vec()));
    for text in ["管理局", "区城管局", "交警支队", "大队", "城管"] {
        assert_eq!(found(text), Found::None, "{text}");
    }
}

/// Names and units as they are admitted, with many that look alike.
fn text(least: usize) -> impl Strategy<Value = String> {
    let character = prop::sample::select(vec!['张', 'a', '（', '）', '(', ')', ' ', '—']);
    prop::collection::vec(character, least..6)
        .prop_map(|text| text.into_iter().collect::<String>())
        .prop_filter_map("nothing is left", move |text| match clean_line(&text, 60) {
            Ok(text) => Some(text),
            Err(_) => (least == 0).then(String::new),
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_is_shown_is_found(people in prop::collection::hash_set((text(1), text(0)), 1..=3)) {
        let all: Vec<(u8, (String, String))> = (1..).zip(people).collect();
        let of = |entity: fn(u8, &str, &str) -> Entity| {
            catalog(all.iter().map(|(place, (name, unit))| entity(*place, name, unit)))
        };
        let (people, departments) = (of(person), of(department));
        for (place, stated) in &all {
            let id = PersonId::from_bytes([*place; 16]).into();
            let name = Directory::name(&people, id).unwrap();
            prop_assert_eq!(people.find(EntityKind::Person, &name), Found::One(id), "{:?}", stated);
            let id = DepartmentId::from_bytes([*place; 16]).into();
            let name = Directory::name(&departments, id).unwrap();
            let found = departments.find(EntityKind::Department, &name);
            prop_assert_eq!(found, Found::One(id), "{:?}", stated);
        }
    }
}
