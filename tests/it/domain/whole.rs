//! An export of everything, and what it is brought into: the same state, whatever happened before.

use super::desk::*;
use chrono::NaiveDate;
use tanshi::domain::{
    action::Action,
    entity::Entity,
    id::EntityId,
    person::{PersonFacts, Side},
    world::World,
};
use tanshi::exchange::whole::{State, Whole, WholeReason, read};

/// The file of everything in a world, in the order in which a store has it.
fn exported(world: &World) -> String {
    let mut state = State::kept();
    world.entities().for_each(|entity| state.add(entity).unwrap());
    state.file(NaiveDate::from_ymd_opt(2023, 10, 20).unwrap())
}

fn bring(whole: &Whole) -> Action {
    Action::BringIn { entities: whole.entities.clone(), all: whole.all }
}

/// A desk at an empty store, with everything of a file brought in.
fn brought(file: &str) -> Desk {
    let whole = read(file.as_bytes()).unwrap();
    let mut desk = Desk::blank();
    desk.must(bring(&whole));
    desk
}

/// What holds of any world: its export, brought into an empty one, is the same export again, and every
/// entity is as it was.
pub(super) fn check_whole(world: &World) {
    let file = exported(world);
    let there = brought(&file).world;
    assert_eq!(exported(&there), file);
    let is_fact = |entity: &&Entity| entity.id() != EntityId::SETTINGS;
    let before: Vec<&Entity> = world.entities().filter(is_fact).collect();
    assert_eq!(there.entities().filter(is_fact).collect::<Vec<_>>(), before);
    assert_eq!(there.settings().options, world.settings().options);
}

#[test]
fn what_was_resolved_is_brought_with_every_mark_and_work_goes_on() {
    let before = Desk::resolved();
    check_whole(&before.world);
    let mut there = brought(&exported(&before.world));
    there.today = before.today;
    let facts = PersonFacts::named("刘新", Side::Public);
    let id = tanshi::domain::id::PersonId::from_bytes([77; 16]);
    there.must(Action::AddPerson { id, facts, source: None });
    assert_eq!(there.world.people().count(), before.world.people().count() + 1);
}

#[test]
fn a_world_that_has_anything_takes_nothing_in() {
    let whole = read(exported(&Desk::resolved().world).as_bytes()).unwrap();
    let mut desk = Desk::empty();
    let before = desk.world.clone();
    assert!(desk.ask(&[bring(&whole)]).is_err());
    assert!(desk.world == before);
}

#[test]
fn a_line_that_was_changed_left_out_or_turned_round_is_noticed() {
    let file = exported(&Desk::resolved().world);
    let reason = |file: &str| read(file.as_bytes()).unwrap_err().reason;
    let lines: Vec<&str> = file.lines().collect();
    let without = [&lines[..2], &lines[3..]].concat().join("\n");
    assert_eq!(reason(&without), WholeReason::WrongHash);
    assert_eq!(reason(&file.replace("住建局", "住健局")), WholeReason::WrongHash);
    let mut turned = lines.clone();
    turned.swap(2, 3);
    assert!(matches!(reason(&turned.join("\n")), WholeReason::OutOfOrder(_)));
    let newer = file.replacen("\"tanshi\":1", "\"tanshi\":2", 1);
    assert_eq!(reason(&newer), WholeReason::NewerFormat { found: 2, known: 1 });
    assert!(read(file.replace('\n', "\r\n").as_bytes()).is_ok(), "mail may change line ends");
}
