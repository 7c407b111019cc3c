//! Trouble that passes is no loss, and loss is no trouble that passes: what may be in a copy that
//! cannot be looked at is neither given up nor left out unmentioned.

use super::changes::{asked, change, check, issue_id};
use super::doubles::{Bench, REPLICA, STORE, TestEngine, TestRows};
use std::io::ErrorKind;
use tanshi::log::ReplicaId;
use tanshi::store::engine::{Cause, Replaced};
use tanshi::store::error::Obstacle;
use tanshi::store::journal::faults::{Call, Fault};
use tanshi::store::journal::{Journal, Medium, MemoryMedium};
use tanshi::store::port::RowsError;
use tanshi::store::{Notice, Reason, StoreError};

fn commit(engine: &mut TestEngine, numbers: std::ops::RangeInclusive<u64>) {
    for number in numbers {
        engine.commit(&change(number), &asked()).unwrap();
    }
}

/// A store of nine changes that was killed.
fn killed() -> Bench {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=9);
    bench.kill(engine);
    bench
}

/// The same with a hole where the first group of the second segment was; which one that is.
fn with_a_hole() -> (Bench, u64) {
    let mut bench = killed();
    let names = bench.medium.list().unwrap();
    let first = Bench::over(bench.medium.clone());
    let second = &names[1];
    bench.medium.damage(second, |bytes| bytes[60] ^= 1).unwrap();
    let engine = first.open();
    let hole = engine
        .journal()
        .groups_from(1)
        .filter_map(Result::ok)
        .find(|group| group.segment == 2)
        .unwrap()
        .number;
    (bench, hole)
}

fn holds_all(engine: &mut TestEngine, last: u64) {
    assert_eq!(engine.read_only(), None);
    assert_eq!(check(&engine.world().unwrap(), last), Ok(()));
    assert!(engine.scrub().unwrap().is_whole());
}

#[test]
fn what_only_the_rows_hold_is_named_while_there_is_no_room_to_open_them() {
    let (mut bench, hole) = with_a_hole();
    bench.rows.fail(Some(RowsError::Full));
    let mut engine = bench.open();
    let reason =
        Reason::PartlyShown { first_group: hole, last_group: hole, because: Obstacle::Full };
    // Opening finds it at once when the machine went down; otherwise whoever reads it does.
    bench.kill(engine);
    bench.distrust_rows = Some(Cause::MachineCrashed);
    engine = bench.open();
    assert_eq!(engine.read_only(), Some(reason));
    assert!(engine.is_partly_shown());
    assert_eq!(engine.take_notices(), [Notice::ShownFromMemory { reason }]);
    assert_eq!(engine.world().unwrap().issues().count(), 8);
    for _ in 0..2 {
        let refused = engine.commit(&change(10), &asked());
        assert!(matches!(refused, Err(StoreError::ReadOnly(found)) if found == reason));
    }
    assert_eq!(bench.rows.made_anew(), 0);
    bench.rows.fail(None);
    commit(&mut engine, 10..=10);
    holds_all(&mut engine, 10);
    assert!(engine.take_notices().contains(&Notice::JournalRewritten { groups: 9 }));
}

#[test]
fn where_nothing_can_be_written_down_the_rows_are_still_read_for_what_the_journal_lacks() {
    let (bench, _) = with_a_hole();
    bench.fail_gate(Some(ErrorKind::StorageFull));
    let mut engine = bench.open();
    assert_eq!(engine.read_only(), Some(Reason::DiskFull));
    assert_eq!(check(&engine.world().unwrap(), 9), Ok(()));
    bench.fail_gate(None);
    commit(&mut engine, 10..=10);
    holds_all(&mut engine, 10);
    // A folder that may only be read says so.
    bench.fail_gate(Some(ErrorKind::ReadOnlyFilesystem));
    assert_eq!(bench.open().read_only(), Some(Reason::Protected));
    bench.fail_gate(Some(ErrorKind::QuotaExceeded));
    assert_eq!(bench.open().read_only(), Some(Reason::DiskFull));
}

#[test]
fn what_was_read_into_memory_is_not_read_again_at_every_attempt_to_save() {
    let bench = killed();
    bench.rows.fail(Some(RowsError::Full));
    let mut engine = bench.open();
    assert_eq!(engine.read_only(), Some(Reason::DiskFull));
    // Reading the journal once more would fail.
    bench.faults.plan(Fault {
        call: Call::Read,
        after: 0,
        kind: ErrorKind::Other,
        torn_at: 0,
        lasting: true,
    });
    for _ in 0..2 {
        let refused = engine.commit(&change(10), &asked());
        assert!(matches!(refused, Err(StoreError::ReadOnly(Reason::DiskFull))));
        assert_eq!(check(&engine.world().unwrap(), 9), Ok(()));
    }
    bench.faults.clear();
    bench.rows.fail(None);
    commit(&mut engine, 10..=10);
    holds_all(&mut engine, 10);
}

#[test]
fn rows_that_the_system_will_not_open_or_write_are_kept() {
    for kind in [ErrorKind::PermissionDenied, ErrorKind::WouldBlock, ErrorKind::TimedOut] {
        let mut bench = killed();
        bench.rows.fail(Some(RowsError::Failed { kind }));
        let mut engine = bench.open();
        assert!(
            engine
                .read_only()
                .is_some_and(|reason| { matches!(reason, Reason::DiskFailed | Reason::Protected) })
        );
        assert_eq!(check(&engine.world().unwrap(), 9), Ok(()));
        bench.rows.fail(None);
        commit(&mut engine, 10..=10);
        holds_all(&mut engine, 10);
        // While it runs.
        bench.rows.fail_once(RowsError::Failed { kind });
        commit(&mut engine, 11..=12);
        holds_all(&mut engine, 12);
        bench.kill(engine);
        assert_eq!(bench.rows.made_anew(), 0, "{kind}");
    }
}

#[test]
fn rows_that_cannot_be_read_for_a_while_are_neither_replaced_nor_taken_for_lost() {
    let (mut bench, hole) = with_a_hole();
    bench.rows.fail_reads(Some(RowsError::Failed { kind: ErrorKind::TimedOut }));
    let mut engine = bench.open();
    let because = Obstacle::Failed;
    let partly = Reason::PartlyShown { first_group: hole, last_group: hole, because };
    assert_eq!(engine.read_only(), Some(partly));
    bench.rows.fail_reads(None);
    commit(&mut engine, 10..=10);
    holds_all(&mut engine, 10);
    // While it runs, what is shown is all of it.
    bench.rows.fail_reads(Some(RowsError::Failed { kind: ErrorKind::TimedOut }));
    bench.kill(engine);
    let mut engine = bench.open();
    assert_eq!(check(&engine.world().unwrap(), 10), Ok(()));
    bench.rows.fail_reads(None);
    commit(&mut engine, 11..=11);
    bench.rows.fail_reads(Some(RowsError::Failed { kind: ErrorKind::TimedOut }));
    engine.forget();
    assert_eq!(check(&engine.world().unwrap(), 11), Ok(()));
    assert_eq!(engine.read_only(), Some(Reason::DiskFailed));
    assert_eq!(bench.rows.made_anew(), 0);
}

#[test]
fn an_engine_that_panicked_is_opened_anew_before_anything_is_given_up() {
    let (mut bench, _) = with_a_hole();
    bench.distrust_rows = Some(Cause::MachineCrashed);
    let mut engine = bench.open();
    holds_all(&mut engine, 9);
    bench.kill(engine);
    let (mut bench, _) = with_a_hole();
    let mut engine = bench.open();
    bench.rows.die();
    // The hole is found by this; what fills it is in the rows that have to be opened again.
    assert_eq!(check(&engine.world().unwrap(), 9), Ok(()));
    holds_all(&mut engine, 9);
    bench.kill(engine);
}

#[test]
fn rows_are_put_away_with_what_is_known_of_them() {
    let bench = killed();
    bench.rows.lose_row(issue_id(4));
    let mut engine = bench.open();
    engine.world().unwrap();
    assert_eq!(bench.rows.put_away(), [Replaced::Covered]);
    // Of another history: they may have what the journal has not.
    let other = Bench { rows: killed().rows, ..Bench::over(bench.medium) };
    other.open();
    assert_eq!(other.rows.put_away(), [Replaced::Unread]);
    // Never finished: nothing is lost by throwing them away.
    let mut bench = killed();
    bench.distrust_rows = Some(Cause::MachineCrashed);
    bench.rows.fail_durable(Some(RowsError::Full));
    let mut engine = bench.open();
    assert_eq!(engine.read_only(), Some(Reason::DiskFull));
    assert!(engine.commit(&change(10), &asked()).is_err());
    bench.rows.fail_durable(None);
    commit(&mut engine, 10..=10);
    holds_all(&mut engine, 10);
    let Replaced::Covered = bench.rows.put_away()[0] else { panic!("the first ones were read") };
    assert!(bench.rows.put_away()[1..].iter().all(|old| *old == Replaced::Unfinished));
}

#[test]
fn distrust_stays_written_down_until_the_rows_are_made_anew_and_durable() {
    let mut bench = killed();
    bench.distrust_rows = Some(Cause::MachineCrashed);
    for step in 0..3 {
        match step {
            0 => bench.rows.fail(Some(RowsError::Full)),
            1 => bench.rows.fail_once(RowsError::Full),
            _ => bench.rows.fail_durable(Some(RowsError::Full)),
        }
        // Killed at each of these steps, the next one has to know.
        let engine = bench.open();
        assert!(bench.checkpoint().are_rows_suspect, "step {step}");
        bench.rows.fail(None);
        bench.rows.fail_durable(None);
        bench.kill(engine);
    }
    let mut engine = bench.open();
    assert!(!bench.checkpoint().are_rows_suspect);
    holds_all(&mut engine, 9);
}

#[test]
fn how_far_the_journal_goes_is_written_down_with_each_segment_and_each_flush() {
    let bench = Bench::new();
    let mut engine = bench.open();
    assert_eq!(bench.checkpoint().group, 0);
    commit(&mut engine, 1..=9);
    let noted = bench.checkpoint().group;
    assert!(noted > 0, "there are several segments");
    engine.make_durable().unwrap();
    assert_eq!(bench.checkpoint().group, 9);
}

/// The journal of the bench without one of its groups, the rest numbered anew.
fn without_group(bench: &Bench, left_out: u64) -> Bench {
    let engine = bench.open();
    let groups: Vec<_> = engine
        .journal()
        .groups_from(1)
        .map(|group| group.unwrap())
        .filter(|group| group.number != left_out)
        .collect();
    let mut journal = Journal::create(MemoryMedium::default(), STORE).unwrap();
    for group in groups {
        journal.append(&group.records).unwrap();
    }
    Bench::over(journal.into_medium())
}

#[test]
fn a_group_that_was_taken_out_without_a_trace_is_noticed_by_the_chain() {
    let mut bench = without_group(&killed(), 4);
    for _ in 0..2 {
        let mut engine = bench.open();
        let notices = engine.take_notices();
        let [Notice::Broken { group: 4, replica: REPLICA, seq }] = notices[..] else {
            panic!("{notices:?}")
        };
        let reason = Reason::Broken { group: 4, replica: REPLICA, seq };
        assert_eq!(engine.read_only(), Some(reason));
        assert_eq!(engine.world().unwrap().issues().count(), 8);
        assert!(engine.commit(&change(10), &asked()).is_err());
        bench.kill(engine);
    }
    assert_eq!(bench.rows.made_anew(), 0);
}

#[test]
fn a_hole_is_not_filled_with_a_group_that_the_next_one_does_not_follow() {
    // Two histories that part after the third group.
    let mut bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=3);
    bench.kill(engine);
    let mut other = Bench { rows: bench.rows.copy(), ..Bench::over(bench.medium.clone()) };
    for side in [&mut bench, &mut other] {
        let mut engine = side.open();
        commit(&mut engine, 4..=9);
        side.kill(engine);
    }
    // One lost its fourth group, and the rows of the other one can fill it, but for their last.
    let engine = bench.open();
    let fourth = engine.journal().groups_from(4).next().unwrap().unwrap();
    bench.kill(engine);
    let name = bench
        .medium
        .list()
        .unwrap()
        .into_iter()
        .find(|name| name.ends_with(&format!("{:08}.seg", fourth.segment)))
        .unwrap();
    let at = usize::try_from(fourth.offset).unwrap() + 40;
    bench.medium.damage(&name, |bytes| bytes[at] ^= 1).unwrap();
    bench.rows = other.rows;
    bench.rows.lose_group(9);
    bench.distrust_rows = Some(Cause::MachineCrashed);
    let mut engine = bench.open();
    let reason = Reason::Incomplete { first_group: 4, last_group: 4 };
    assert_eq!(engine.read_only(), Some(reason));
    assert!(engine.world().unwrap().issue(issue_id(4)).is_none(), "of another history");
    assert_eq!(engine.world().unwrap().issues().count(), 8);
    bench.kill(engine);
    bench.rows = TestRows::default();
    assert_eq!(bench.open().read_only(), Some(reason));
}

#[test]
fn a_change_that_went_into_a_file_which_was_replaced_is_not_acknowledged() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    commit(&mut engine, 1..=3);
    bench.faults.replace();
    let refused = engine.commit(&change(4), &asked());
    assert!(matches!(refused, Err(StoreError::NotSaved(_))), "{refused:?}");
    bench.faults.clear();
    assert_eq!(check(&engine.world().unwrap(), 3), Ok(()));
    commit(&mut engine, 4..=5);
    bench.kill(engine);
    holds_all(&mut bench.open(), 5);
}

#[test]
fn a_new_replica_gets_a_mark_that_no_number_carries_yet() {
    let mut bench = killed();
    let mut bytes = [9; 16];
    bytes[..2].copy_from_slice(&REPLICA.as_bytes()[..2]);
    bench.new_replica = Some(ReplicaId::from_bytes(bytes));
    for spoil in [false, true] {
        if spoil {
            bench.rows = TestRows::default();
        }
        let engine = bench.open();
        let mark = engine.replica_mark();
        assert_ne!(mark, tanshi::store::engine::mark_of(REPLICA));
        assert_eq!(tanshi::store::engine::mark_of(bench.checkpoint().replica), mark);
        bench.kill(engine);
    }
    // Where the name cannot be written down, nothing is written under it.
    bench.fail_gate(Some(ErrorKind::StorageFull));
    let mut engine = bench.open();
    assert!(engine.commit(&change(10), &asked()).is_err());
    bench.fail_gate(None);
    commit(&mut engine, 10..=10);
    assert_ne!(engine.replica_mark(), tanshi::store::engine::mark_of(REPLICA));
    assert_eq!(tanshi::store::engine::mark_of(bench.checkpoint().replica), engine.replica_mark());
}

#[test]
fn a_short_journal_on_a_full_disk_is_filled_from_the_rows_or_named() {
    for (rows_fail, known_group) in [(false, 0), (false, 9), (true, 9)] {
        let mut bench = killed();
        let last = bench.medium.list().unwrap().pop().unwrap();
        bench.medium.remove(&last).unwrap();
        bench.known_group = known_group;
        bench.fail_gate(Some(ErrorKind::StorageFull));
        bench.rows.fail(rows_fail.then_some(RowsError::Full));
        let mut engine = bench.open();
        let shown = check(&engine.world().unwrap(), 9);
        match engine.read_only() {
            Some(Reason::DiskFull) => assert_eq!((shown, rows_fail), (Ok(()), false)),
            Some(Reason::PartlyShown { last_group: 9, .. }) => assert!(rows_fail),
            other => panic!("{other:?}"),
        }
        bench.fail_gate(None);
        bench.rows.fail(None);
        commit(&mut engine, 10..=10);
        holds_all(&mut engine, 10);
    }
}
