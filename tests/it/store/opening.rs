//! Opening and reading: which copy is believed, how the other is healed, and what is told.

use super::changes::{asked, change, check, issue_id};
use super::doubles::{Bench, TestEngine, TestRows};
use tanshi::domain::action::Reads;
use tanshi::domain::id::EntityKind;
use tanshi::store::engine::{Cause, CheckDepth, Verification};
use tanshi::store::journal::{Medium, MemoryMedium};
use tanshi::store::{Notice, Reason, StoreError};

/// A store of so many changes, one group each, that was killed.
fn killed(changes: u64) -> Bench {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    for number in 1..=changes {
        engine.commit(&change(number), &asked()).unwrap();
    }
    assert_eq!(engine.take_notices(), []);
    bench.kill(engine);
    bench
}

fn assert_holds(engine: &mut TestEngine, last: u64) {
    assert_eq!(check(&engine.world().unwrap(), last), Ok(()));
    let verified = engine.verify().unwrap();
    assert!(verified.is_whole(), "{verified:?}");
    engine.commit(&change(last + 1), &asked()).unwrap();
    assert_eq!(check(&engine.world().unwrap(), last + 1), Ok(()));
    assert!(engine.verify().unwrap().is_whole());
}

/// The segments of the journal, oldest first.
fn segments(medium: &MemoryMedium) -> Vec<String> {
    let names = medium.list().unwrap();
    names.into_iter().filter(|name| name.starts_with("journal-")).collect()
}

fn rebuilt(cause: Cause, groups: u64) -> Notice {
    Notice::RowsRebuilt { cause, groups }
}

fn rewritten(groups: u64) -> Notice {
    Notice::JournalRewritten { groups }
}

#[test]
fn two_copies_that_agree_are_opened_without_a_word() {
    let bench = killed(9);
    let mut engine = bench.open();
    assert_eq!(engine.take_notices(), []);
    assert_eq!(bench.rows.made_anew(), 0);
    assert_holds(&mut engine, 9);
}

#[test]
fn rows_that_are_behind_catch_up() {
    let bench = killed(9);
    bench.rows.go_back(4);
    let mut engine = bench.open();
    assert_eq!(engine.take_notices(), [Notice::RowsCaughtUp { groups: 4 }]);
    assert_eq!(bench.rows.made_anew(), 0);
    assert_holds(&mut engine, 9);
}

#[test]
fn rows_that_are_gone_or_not_to_be_believed_are_made_anew() {
    type Spoil = fn(&mut Bench);
    let spoils: [(Cause, Spoil); 6] = [
        (Cause::NewShape, |bench| bench.rows.make_older()),
        (Cause::Missing, |bench| bench.rows = TestRows::default()),
        (Cause::Missing, |bench| bench.rows.lose_summary()),
        (Cause::MachineCrashed, |bench| bench.distrust_rows = Some(Cause::MachineCrashed)),
        // Another history up to the same group, as after somebody put an old folder back.
        (Cause::Damaged, |bench| bench.rows = killed(9).rows),
        (Cause::Damaged, |bench| bench.rows = killed(5).rows),
    ];
    for (cause, spoil) in spoils {
        let mut bench = killed(9);
        spoil(&mut bench);
        let mut engine = bench.open();
        assert_eq!(engine.take_notices(), [rebuilt(cause, 9)]);
        assert_holds(&mut engine, 9);
    }
}

#[test]
fn a_journal_that_lost_its_end_gets_it_back_from_the_rows() {
    let bench = killed(12);
    for gone in 1..=2 {
        let mut bench = Bench { rows: bench.rows.copy(), ..Bench::over(bench.medium.clone()) };
        for segment in segments(&bench.medium).iter().rev().take(gone) {
            bench.medium.remove(segment).unwrap();
        }
        let mut engine = bench.open();
        assert_eq!(engine.take_notices(), [rewritten(12)]);
        assert_eq!(bench.rows.made_anew(), 0, "the rows were good");
        assert_holds(&mut engine, 12);
        bench.kill(engine);
        let mut engine = bench.open();
        assert_eq!(engine.take_notices(), []);
        assert_eq!(check(&engine.world().unwrap(), 13), Ok(()));
    }
}

#[test]
fn a_journal_that_nothing_can_be_read_of_is_filled_from_the_rows() {
    let mut bench = killed(9);
    for segment in segments(&bench.medium) {
        bench.medium.damage(&segment, |bytes| bytes.fill(0)).unwrap();
    }
    let mut engine = bench.open();
    assert_eq!(engine.take_notices(), [rewritten(9)]);
    assert_holds(&mut engine, 9);
}

#[test]
fn a_journal_damaged_anywhere_is_mended_from_the_rows_and_says_so() {
    let bench = killed(9);
    for (place, segment) in segments(&bench.medium).into_iter().enumerate() {
        let len = usize::try_from(bench.medium.len(&segment).unwrap()).unwrap();
        // Header, first group, somewhere, and the last byte.
        for at in [3, 60, len / 2, len - 1] {
            let mut bench = Bench { rows: bench.rows.copy(), ..Bench::over(bench.medium.clone()) };
            bench.medium.damage(&segment, |bytes| bytes[at] ^= 4).unwrap();
            let mut engine = bench.open();
            assert_eq!(check(&engine.world().unwrap(), 9), Ok(()));
            let scrubbed = engine.scrub().unwrap();
            assert!(scrubbed.is_whole(), "segment {place} byte {at}: {scrubbed:?}");
            assert_eq!(engine.take_notices(), [rewritten(9)], "segment {place} byte {at}");
            assert_eq!(bench.rows.made_anew(), 0, "the rows were good");
            assert_holds(&mut engine, 9);
        }
    }
}

#[test]
fn a_group_that_claims_a_number_far_away_is_not_counted_up_to() {
    for number in [1_u64 << 40, u64::MAX - 1, u64::MAX] {
        let mut bench = killed(9);
        let segment = segments(&bench.medium).pop().unwrap();
        bench
            .medium
            .damage(&segment, |bytes| {
                let at = bytes.windows(4).rposition(|it| it == b"TSgp").unwrap();
                bytes[at + 4..at + 12].copy_from_slice(&number.to_le_bytes());
                let crc = crc32c::crc32c(&bytes[at..at + 24]);
                bytes[at + 24..at + 28].copy_from_slice(&crc.to_le_bytes());
            })
            .unwrap();
        bench.rows.lose_group(9);
        // Asking for each number in between would take for ever.
        let mut engine = bench.open();
        assert!(engine.read_only().is_some() || check(&engine.world().unwrap(), 9).is_ok());
        assert!(engine.world().unwrap().issues().count() >= 8);
    }
}

#[test]
fn both_damaged_in_different_places_heal_each_other() {
    let mut bench = killed(9);
    let segment = segments(&bench.medium)[0].clone();
    bench.medium.damage(&segment, |bytes| bytes[60] ^= 1).unwrap();
    bench.rows.lose_group(9);
    bench.rows.lose_row(issue_id(4));
    let mut engine = bench.open();
    assert_eq!(check(&engine.world().unwrap(), 9), Ok(()));
    assert!(engine.scrub().unwrap().is_whole());
    assert!(!engine.take_notices().is_empty());
    assert_holds(&mut engine, 9);
}

#[test]
fn what_both_have_lost_is_named_and_the_rest_shown_read_only_as_often_as_it_is_opened() {
    let mut bench = killed(9);
    let segment = segments(&bench.medium)[0].clone();
    bench.medium.damage(&segment, |bytes| bytes[60] ^= 1).unwrap();
    bench.rows.lose_group(1);
    bench.rows.lose_summary();
    let before = bench.medium.clone();
    for _ in 0..3 {
        let mut engine = bench.open();
        let lost = Notice::Lost { first_group: 1, last_group: 1 };
        assert_eq!(engine.take_notices(), [lost]);
        let reason = Reason::Incomplete { first_group: 1, last_group: 1 };
        assert_eq!(engine.read_only(), Some(reason));
        assert!(matches!(engine.commit(&change(10), &asked()), Err(StoreError::ReadOnly(_))));
        // The studio was in the group that is lost; the issues of the others are shown.
        let world = engine.world().unwrap();
        assert_eq!(world.issues().count(), 8);
        bench.kill(engine);
        assert_eq!(bench.rows.made_anew(), 0, "what is left of the rows is not thrown away");
        assert_eq!(bench.medium, before, "nor is the journal touched");
    }
}

#[test]
fn rows_of_another_history_do_not_fill_the_holes_of_the_journal() {
    let other = killed(9);
    let last = segments(&killed(9).medium).len() - 1;
    for segment in 0..last {
        let mut bench = killed(9);
        let segment = segments(&bench.medium)[segment].clone();
        bench.medium.damage(&segment, |bytes| bytes[60] ^= 1).unwrap();
        bench.rows = other.rows.copy();
        bench.distrust_rows = Some(Cause::MachineCrashed);
        let mut engine = bench.open();
        assert!(matches!(engine.take_notices()[..], [Notice::Lost { .. }]));
        assert!(engine.read_only().is_some());
    }
}

#[test]
fn a_second_copy_has_to_follow_what_is_before_it() {
    let mut bench = killed(9);
    let segment = segments(&bench.medium)[2].clone();
    bench.medium.damage(&segment, |bytes| bytes[60] ^= 1).unwrap();
    bench.rows = killed(9).rows;
    // No last group to tell the histories apart by.
    bench.rows.lose_group(9);
    bench.rows.lose_summary();
    let mut engine = bench.open();
    assert!(matches!(engine.take_notices()[..], [Notice::Lost { .. }]));
}

#[test]
fn an_end_that_both_have_lost_alike_is_noticed_too() {
    let mut bench = killed(9);
    bench.known_group = 12;
    let mut engine = bench.open();
    assert_eq!(engine.take_notices(), [Notice::Lost { first_group: 10, last_group: 12 }]);
    assert_eq!(check(&engine.world().unwrap(), 9), Ok(()));
    assert_eq!(bench.rows.made_anew(), 0);
}

#[test]
fn an_end_that_both_have_lost_is_noticed_by_what_the_marker_says() {
    let mut bench = killed(12);
    let last = segments(&bench.medium).pop().unwrap();
    bench.medium.remove(&last).unwrap();
    let kept = bench.open_groups();
    bench.known_group = 12;
    bench.rows = TestRows::default();
    let mut engine = bench.open();
    let lost = Notice::Lost { first_group: kept + 1, last_group: 12 };
    assert_eq!(engine.take_notices(), [lost]);
    assert!(engine.read_only().is_some());
    assert_eq!(check(&engine.world().unwrap(), kept), Ok(()));
}

impl Bench {
    /// How many groups the journal has, looked at without changing anything.
    fn open_groups(&self) -> u64 {
        Self::over(self.medium.clone()).open().groups().0
    }
}

#[test]
fn a_row_that_is_lost_while_the_store_is_open_is_healed_before_anything_is_answered() {
    type Read = fn(&mut TestEngine) -> bool;
    let reads: [(&str, Read); 3] = [
        ("one", |engine| engine.entity(issue_id(4).into()).unwrap().is_some()),
        ("scan", |engine| {
            let mut found = 0;
            engine.scan(EntityKind::Issue, |_| found += 1).unwrap();
            found == 9
        }),
        ("gather", |engine| {
            let reads = Reads { entities: vec![issue_id(4).into()], ..Reads::default() };
            let world = engine.gather(&reads).unwrap();
            world.issue(issue_id(4)).is_some()
        }),
    ];
    for (name, read) in reads {
        let mut bench = killed(9);
        bench.rows.lose_row(issue_id(4));
        let mut engine = bench.open();
        assert_eq!(engine.take_notices(), [], "{name}");
        assert!(read(&mut engine), "{name}");
        assert_eq!(engine.take_notices(), [rebuilt(Cause::Damaged, 9)], "{name}");
        assert_holds(&mut engine, 9);
        bench.kill(engine);
    }
}

#[test]
fn a_case_number_that_leads_nowhere_is_healed() {
    let bench = killed(9);
    let mut engine = bench.open();
    let number = engine.world().unwrap().issue(issue_id(4)).unwrap().number.clone();
    bench.rows.lose_numbers();
    assert_eq!(engine.numbered(number.as_str()).unwrap(), Some(issue_id(4).into()));
    assert_eq!(engine.take_notices(), [rebuilt(Cause::Damaged, 9)]);
    assert_eq!(engine.numbered("SFL-23-Z90042-M").unwrap(), None);
    assert_eq!(engine.take_notices(), []);
}

#[test]
fn a_second_copy_that_was_lost_is_found_by_the_check_and_made_anew() {
    let bench = killed(9);
    bench.rows.lose_group(3);
    let mut engine = bench.open();
    assert_eq!(engine.verify().unwrap().uncopied, [3]);
    assert_eq!(engine.take_notices(), [], "checking changes nothing");
    assert!(engine.scrub().unwrap().is_whole());
    assert_eq!(engine.take_notices(), [rebuilt(Cause::Damaged, 9)]);
    assert_holds(&mut engine, 9);
}

/// What a check finds that goes a group further in each step.
fn found_in_steps(engine: &TestEngine, depth: CheckDepth) -> Verification {
    let mut check = engine.begin_check(depth).with_step_bytes(0);
    while !engine.check_on(&mut check).unwrap() {}
    check.into_found()
}

#[test]
fn a_check_finds_the_same_in_small_steps_and_in_one() {
    let bench = killed(40);
    let all = segments(&bench.medium);
    assert!(all.len() > 8, "in pauses so many are read and not folded: {}", all.len());
    // Of a segment its header, a group, its end, or everything.
    let damages: [fn(&mut Vec<u8>); 4] = [
        |bytes| bytes[3] ^= 4,
        |bytes| bytes[200] ^= 4,
        |bytes| bytes.truncate(300),
        |bytes| bytes.fill(0),
    ];
    for (place, damage) in [0, 2, 4].into_iter().flat_map(|at| damages.map(|it| (at, it))) {
        let mut bench = Bench { rows: bench.rows.copy(), ..Bench::over(bench.medium.clone()) };
        bench.medium.damage(&all[place], damage).unwrap();
        bench.rows.lose_group(39);
        let engine = bench.open();
        let whole = engine.verify().unwrap();
        assert_eq!(found_in_steps(&engine, CheckDepth::Whole), whole, "segment {place}");
        assert!(!whole.damage.is_empty(), "segment {place}");
        let read = found_in_steps(&engine, CheckDepth::InPauses);
        assert_eq!(read.damage, whole.damage, "segment {place}");
        assert_eq!((read.groups, read.records), (whole.groups, whole.records));
        assert_eq!(read.uncopied, [39], "segment {place}");
    }
    let engine = bench.open();
    let read = found_in_steps(&engine, CheckDepth::InPauses);
    assert!(read.is_whole() && read.groups == 40, "{read:?}");
}

#[test]
fn rows_are_held_against_the_journal_in_pauses_where_that_is_not_long() {
    let bench = killed(9);
    assert!(segments(&bench.medium).len() <= 8);
    let engine = bench.open();
    bench.rows.lose_row(issue_id(4));
    let found = found_in_steps(&engine, CheckDepth::InPauses);
    assert_eq!(found.different, [issue_id(4).into()]);
}
