//! Saving: what is acknowledged, what is refused before the journal has it, and what failures of
//! disk and rows leave behind.

use super::changes::{asked, change, check, issue_id};
use super::doubles::{Bench, REPLICA, STORE, TestEngine};
use std::io::ErrorKind;
use tanshi::domain::action::Action;
use tanshi::domain::date::DateSpan;
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::id::{DepartmentId, EntityKind, PersonId};
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::log::{
    ActorId, Chain, ChangeId, ChangeMark, EntityId, EntityRef, Facts, LogError, MAX_ROW_BYTES,
    Salt, Stamp, StreamId,
};
use tanshi::store::engine::Cause;
use tanshi::store::journal::faults::{Call, Fault};
use tanshi::store::journal::{Journal, Medium, MemoryMedium};
use tanshi::store::port::RowsError;
use tanshi::store::{Asked, FrozenReason, Notice, Reason, StoreError};

fn assert_holds(engine: &mut TestEngine, last: u64) {
    assert_eq!(check(&engine.world().unwrap(), last), Ok(()));
    let verified = engine.verify().unwrap();
    assert!(verified.is_whole(), "{verified:?}");
}

fn commit(engine: &mut TestEngine, numbers: std::ops::RangeInclusive<u64>) {
    for number in numbers {
        engine.commit(&change(number), &asked()).unwrap();
    }
}

fn fail_once(call: Call, after: u64, kind: ErrorKind) -> Fault {
    Fault { call, after, kind, torn_at: 9, lasting: false }
}

#[test]
fn a_collection_gives_what_single_changes_give() {
    let bench = Bench::new();
    let mut engine = bench.open();
    let mut batch = engine.begin().unwrap();
    for number in 1..=20 {
        engine.add(&mut batch, &change(number), &asked()).unwrap();
    }
    engine.finish(batch).unwrap();
    commit(&mut engine, 21..=25);
    assert_holds(&mut engine, 25);
}

#[test]
fn nobody_sees_a_collection_before_it_is_saved_and_a_dropped_one_never_was() {
    let mut engine = Bench::new().open();
    commit(&mut engine, 1..=1);
    let mut batch = engine.begin().unwrap();
    engine.add(&mut batch, &change(2), &asked()).unwrap();
    assert_eq!(engine.entity(issue_id(2).into()).unwrap(), None);
    assert_holds(&mut engine, 1);
    drop(batch);
    assert_eq!(engine.entity(issue_id(2).into()).unwrap(), None);
    commit(&mut engine, 2..=3);
    assert_holds(&mut engine, 3);
}

#[test]
fn a_refused_change_leaves_those_collected_before_as_they_were() {
    let mut engine = Bench::new().open();
    let mut batch = engine.begin().unwrap();
    for number in 1..=6 {
        engine.add(&mut batch, &change(number), &asked()).unwrap();
        // The first action is fine, the second is not.
        let named = |id, name: &str| Action::AddDepartment {
            id: DepartmentId::from_bytes([id; 16]),
            facts: DepartmentFacts::named(name),
            source: None,
        };
        let refused = engine.add(&mut batch, &[named(1, "交通局"), named(2, "")], &asked());
        assert!(matches!(refused, Err(StoreError::Refused(_))));
    }
    // What was refused is not in the way of anything either.
    let add = Action::AddDepartment {
        id: DepartmentId::from_bytes([9; 16]),
        facts: DepartmentFacts::named("交通局"),
        source: None,
    };
    engine.add(&mut batch, &[add], &asked()).unwrap();
    engine.finish(batch).unwrap();
    assert_holds(&mut engine, 6);
    assert_eq!(engine.world().unwrap().departments().count(), 1);
}

#[test]
fn a_collection_that_was_overtaken_is_decided_again() {
    let mut engine = Bench::new().open();
    commit(&mut engine, 1..=1);
    let mut batch = engine.begin().unwrap();
    engine.add(&mut batch, &change(2), &asked()).unwrap();
    commit(&mut engine, 2..=2);
    assert!(matches!(engine.finish(batch), Err(StoreError::Overtaken)));
    commit(&mut engine, 3..=3);
    assert_holds(&mut engine, 3);
}

/// About 6 MiB: two groups of the journal.
fn long_change() -> Vec<Action> {
    (0..400_u16)
        .map(|number| {
            let mut id = [3; 16];
            id[..2].copy_from_slice(&number.to_be_bytes());
            let mut facts = PersonFacts::named(format!("居民{number}"), Side::Public);
            facts.note = "路".repeat(5_000);
            Action::AddPerson { id: PersonId::from_bytes(id), facts, source: None }
        })
        .collect()
}

#[test]
fn a_change_that_fails_in_its_second_group_is_not_there_and_the_chain_goes_on() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=2);
    let people = engine.world().unwrap().people().count();
    // Some of the appends start a segment.
    for after in 1..=2 {
        bench.faults.plan(fail_once(Call::Append, after, ErrorKind::Other));
        assert!(engine.commit(&long_change(), &asked()).is_err(), "append {after}");
        assert_eq!(engine.read_only(), Some(Reason::DiskFailed));
        assert_eq!(engine.world().unwrap().people().count(), people);
        engine.reopen().unwrap();
        assert_holds(&mut engine, 2);
    }
    let number = 3;
    engine.commit(&change(number), &asked()).unwrap();
    assert_holds(&mut engine, number);
    bench.kill(engine);
    let mut engine = bench.open();
    assert_holds(&mut engine, number);
    bench.rows = super::doubles::TestRows::default();
    let mut engine = bench.open();
    assert_holds(&mut engine, number);
    engine.commit(&long_change(), &asked()).unwrap();
    assert_eq!(engine.world().unwrap().people().count(), people + 400);
    assert!(engine.verify().unwrap().is_whole());
}

#[test]
fn rows_are_not_written_in_the_middle_of_a_change_while_they_are_made_anew() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    engine.commit(&long_change(), &asked()).unwrap();
    bench.kill(engine);
    bench.rows = super::doubles::TestRows::default();
    let engine = bench.open();
    bench.kill(engine);
    // A kill that took the last batch.
    bench.rows.go_back(1);
    let mut engine = bench.open();
    assert_eq!(engine.world().unwrap().people().count(), 400);
    assert!(engine.verify().unwrap().is_whole());
}

#[test]
fn a_full_disk_makes_the_store_read_only_until_there_is_room() {
    let bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=3);
    bench.faults.leave_room(10);
    assert!(engine.commit(&change(4), &asked()).is_err());
    assert_eq!(engine.read_only(), Some(Reason::DiskFull));
    assert_holds(&mut engine, 3);
    assert!(engine.commit(&change(4), &asked()).is_err());
    assert_holds(&mut engine, 3);
    bench.faults.clear();
    commit(&mut engine, 4..=6);
    assert_eq!(engine.read_only(), None);
    assert_holds(&mut engine, 6);
}

#[test]
fn what_the_journal_has_is_shown_although_the_rows_have_no_room() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=3);
    bench.rows.fail(Some(RowsError::Full));
    commit(&mut engine, 4..=4);
    assert_eq!(engine.read_only(), Some(Reason::DiskFull));
    let told = Notice::ShownFromMemory { reason: Reason::DiskFull };
    assert_eq!(engine.take_notices(), [told]);
    assert_holds(&mut engine, 4);
    assert!(matches!(
        engine.commit(&change(5), &asked()),
        Err(StoreError::ReadOnly(Reason::DiskFull))
    ));
    bench.rows.fail(None);
    commit(&mut engine, 5..=5);
    assert_holds(&mut engine, 5);
    assert_eq!(bench.rows.made_anew(), 0, "the rows were good, only behind");
    // The same at opening.
    bench.kill(engine);
    bench.rows.fail(Some(RowsError::Full));
    let mut engine = bench.open();
    assert_eq!(engine.read_only(), Some(Reason::DiskFull));
    assert_holds(&mut engine, 5);
    bench.rows.fail(None);
    commit(&mut engine, 6..=6);
    assert_holds(&mut engine, 6);
}

#[test]
fn rows_that_panic_are_made_anew_with_the_change_in_them() {
    for failure in [RowsError::Panicked, RowsError::Damaged { what: "page" }] {
        let bench = Bench::new();
        let mut engine = bench.open();
        commit(&mut engine, 1..=3);
        bench.rows.fail_once(failure);
        commit(&mut engine, 4..=4);
        let told = Notice::RowsRebuilt { cause: Cause::Damaged, groups: 4 };
        assert_eq!(engine.take_notices(), [told]);
        commit(&mut engine, 5..=5);
        assert_holds(&mut engine, 5);
    }
}

#[test]
fn an_entity_too_large_for_its_row_is_refused_before_the_journal_has_the_change() {
    let bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=1);
    let note = Action::NoteFieldStudy {
        issue: issue_id(1),
        on: DateSpan::of_day(asked().today),
        text: "看".repeat(5_000),
    };
    let notes = std::iter::repeat_with(|| engine.commit(std::slice::from_ref(&note), &asked()));
    let refused = notes.take(100).find_map(Result::err).unwrap();
    let too_large = LogError::TooLarge { bound: MAX_ROW_BYTES };
    assert!(matches!(refused, StoreError::Log(error) if error == too_large));
    let (groups, _) = engine.groups();
    assert!(engine.commit(&[note], &asked()).is_err());
    assert_eq!(engine.groups(), (groups, groups), "nothing was written");
    assert!(engine.verify().unwrap().is_whole());
    commit(&mut engine, 2..=3);
    assert!(engine.verify().unwrap().is_whole());
}

#[test]
fn a_clock_behind_the_log_is_told_and_can_be_put_back_for_good() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    let wrong = Asked { wall_millis: asked().wall_millis + 3 * 86_400_000, ..asked() };
    engine.commit(&change(1), &wrong).unwrap();
    let behind = engine.commit(&change(2), &asked());
    assert!(
        matches!(behind, Err(StoreError::ClockBehind { ahead_millis }) if ahead_millis > 86_400_000)
    );
    assert_holds(&mut engine, 1);
    engine.restart_clock(asked().wall_millis).unwrap();
    // It lasts until then, also when nobody saves in between.
    bench.kill(engine);
    let mut engine = bench.open();
    assert!(engine.scrub().unwrap().is_whole());
    assert_eq!(engine.take_notices(), []);
    commit(&mut engine, 2..=2);
    bench.kill(engine);
    let mut engine = bench.open();
    commit(&mut engine, 3..=3);
    assert_holds(&mut engine, 3);
    // Also when everything is folded anew.
    bench.kill(engine);
    bench.rows = super::doubles::TestRows::default();
    let mut engine = bench.open();
    commit(&mut engine, 4..=4);
    assert_holds(&mut engine, 4);
}

/// A journal that another build wrote on: an unknown kind of event about one person, and a body
/// that cannot be read about another.
fn newer_journal() -> MemoryMedium {
    let mut journal = Journal::create(MemoryMedium::default(), STORE).unwrap();
    let stream = StreamId::from_bytes(*STORE.as_bytes());
    let mut chain = Chain::default();
    for (kind, person) in [(9_999, 1), (3, 2)] {
        let facts = Facts {
            stream,
            replica: REPLICA,
            at: Stamp::at_millis(1),
            seen: Vec::new(),
            change: ChangeMark::single(ChangeId::from_bytes([person; 16])),
            actor: ActorId::from_bytes([0; 16]),
            kind,
            entity: EntityRef {
                kind: EntityKind::Person.code(),
                id: EntityId::from_bytes([person; 16]),
            },
        };
        let record = chain.extend(facts, Salt::from_bytes([0; 16]), vec![0xFF; 9]).unwrap();
        journal.append(&[record.to_bytes()]).unwrap();
    }
    journal.into_medium()
}

#[test]
fn what_a_newer_build_wrote_about_can_only_be_read_and_the_rest_goes_on() {
    let mut bench = Bench::over(newer_journal());
    for _ in 0..2 {
        let mut engine = bench.open();
        for person in [1, 2] {
            let add = Action::AddPerson {
                id: PersonId::from_bytes([person; 16]),
                facts: PersonFacts::named("居民", Side::Public),
                source: None,
            };
            let refused = engine.commit(&[add], &asked());
            assert!(matches!(refused, Err(StoreError::WrittenByNewer(_))));
        }
        assert!(engine.verify().unwrap().is_whole());
        bench.kill(engine);
    }
    let mut engine = bench.open();
    commit(&mut engine, 1..=4);
    assert_holds(&mut engine, 4);
}

#[test]
fn a_change_with_one_event_of_a_newer_build_is_shown_whole_or_not_at_all() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=2);
    // The same change as one more issue would be, with an unknown event beside it.
    let stream = StreamId::from_bytes(*STORE.as_bytes());
    let replica = tanshi::log::ReplicaId::from_bytes([9; 16]);
    let mut donor = Bench::new().open();
    donor.commit(&change(1), &asked()).unwrap();
    let edited = |id: u8| Facts {
        stream,
        replica,
        at: Stamp::at_millis(asked().wall_millis + 1),
        seen: Vec::new(),
        change: ChangeMark { id: ChangeId::from_bytes([5; 16]), index: u32::from(id), count: 2 },
        actor: ActorId::from_bytes([0; 16]),
        kind: 0,
        entity: EntityRef {
            kind: EntityKind::Person.code(),
            id: EntityId::from_bytes([id + 1; 16]),
        },
    };
    let person = |id: u8| PersonId::from_bytes([id + 1; 16]);
    let add = Action::AddPerson {
        id: person(0),
        facts: PersonFacts::named("居民", Side::Public),
        source: None,
    };
    donor.commit(&[add], &asked()).unwrap();
    let group = donor.journal().groups_from(2).next().unwrap().unwrap();
    let body = tanshi::log::Record::parse(&group.records[0]).unwrap().body().unwrap().to_vec();
    let mut chain = Chain::default();
    let salt = Salt::from_bytes([0; 16]);
    let known = chain.extend(Facts { kind: 3, ..edited(0) }, salt, body).unwrap();
    let unknown = chain.extend(Facts { kind: 9_999, ..edited(1) }, salt, vec![1]).unwrap();
    bench.kill(engine);
    let mut journal = Journal::open(bench.medium.clone(), Some(STORE)).unwrap().journal;
    journal.append(&[known.to_bytes(), unknown.to_bytes()]).unwrap();
    bench.medium = journal.into_medium();
    let mut engine = bench.open();
    assert_eq!(check(&engine.world().unwrap(), 2), Ok(()), "neither half is shown");
    for id in [0, 1] {
        assert_eq!(engine.frozen(person(id).into()), Some(FrozenReason::NewerEvent));
    }
    assert_eq!(engine.frozen(issue_id(1).into()), None);
    let latest = engine.latest_changes(2).unwrap();
    assert_eq!(latest.changes.len(), 2);
    assert!(latest.newer.contains_key(&latest.changes[0].0), "half of it is not undone");
    commit(&mut engine, 3..=3);
    assert!(engine.verify().unwrap().is_whole());
}

#[test]
fn what_is_decided_on_may_not_be_of_a_newer_build_either() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=2);
    bench.kill(engine);
    // Something unknown happened to the studio that every issue here belongs to.
    let world = bench.open().world().unwrap();
    let studio = world.studios().next().unwrap().id;
    let facts = Facts {
        stream: StreamId::from_bytes(*STORE.as_bytes()),
        replica: tanshi::log::ReplicaId::from_bytes([9; 16]),
        at: Stamp::at_millis(asked().wall_millis + 1),
        seen: Vec::new(),
        change: ChangeMark::single(ChangeId::from_bytes([5; 16])),
        actor: ActorId::from_bytes([0; 16]),
        kind: 9_999,
        entity: EntityRef {
            kind: EntityKind::Studio.code(),
            id: EntityId::from_bytes(studio.to_bytes()),
        },
    };
    let record = Chain::default().extend(facts, Salt::from_bytes([0; 16]), vec![1]).unwrap();
    let mut journal = Journal::open(bench.medium.clone(), Some(STORE)).unwrap().journal;
    journal.append(&[record.to_bytes()]).unwrap();
    bench.medium = journal.into_medium();
    let mut engine = bench.open();
    let add = Action::AddIssue {
        id: issue_id(9),
        studio,
        facts: tanshi::domain::issue::IssueFacts::titled("路灯"),
        source: None,
    };
    let refused = engine.commit(&[add], &asked());
    assert!(matches!(refused, Err(StoreError::WrittenByNewer(id)) if id == studio.into()));
}

#[test]
fn the_latest_changes_are_not_told_past_a_hole() {
    let bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=6);
    let mut bench = bench;
    bench.kill(engine);
    let name = bench.medium.list().unwrap().pop().unwrap();
    bench.medium.damage(&name, |bytes| bytes[60] ^= 1).unwrap();
    let mut engine = bench.open();
    let latest = engine.latest_changes(6).unwrap();
    assert_eq!(latest.changes.len(), 6, "healed first");
    assert!(engine.take_notices().contains(&Notice::JournalRewritten { groups: 6 }));
}

/// Rows are made anew in the middle of a session, and the disk fails under that: what is half
/// folded must neither be shown as if it were all, nor be built upon.
#[test]
fn a_rebuild_that_a_failing_read_cuts_off_shows_nothing_short_and_loses_nothing() {
    let mut before = Bench::new();
    let mut engine = before.open();
    commit(&mut engine, 1..=40);
    before.kill(engine);
    let mut struck = 0;
    for after in (0..400).step_by(5) {
        let mut bench = Bench { rows: before.rows.copy(), ..Bench::over(before.medium.clone()) };
        let mut engine = bench.open();
        bench.rows.lose_row(issue_id(1));
        let fault = fail_once(Call::Read, after, ErrorKind::Other);
        bench.faults.plan(Fault { lasting: after % 2 == 0, ..fault });
        // The first read finds the damage; the others come upon whatever it has left.
        for _ in 0..3 {
            match engine.world() {
                Ok(world) => assert_eq!(check(&world, 40), Ok(()), "after {after}"),
                Err(_) => struck += 1,
            }
        }
        let last = if engine.commit(&change(41), &asked()).is_ok() { 41 } else { 40 };
        bench.faults.clear();
        assert_holds(&mut engine, last);
        commit(&mut engine, last + 1..=42);
        assert_holds(&mut engine, 42);
        bench.kill(engine);
        assert_holds(&mut bench.open(), 42);
    }
    assert!(struck > 20, "{struck} reads failed");
}
