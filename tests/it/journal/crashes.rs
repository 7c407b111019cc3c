//! Power cuts, kills, failing syncs and full disks, at every point where they can strike.

use std::io::ErrorKind;

use proptest::prelude::*;
use tanshi::store::journal::faults::{Call, FailingMedium, Fault, Faults};
use tanshi::store::journal::{Journal, JournalError, Medium, MemoryMedium, Opened};

use super::{STORE, assert_holds, journal_of, open, records, rewrite};

type Failing = FailingMedium<MemoryMedium>;

fn stop_after(calls: u64, torn_at: usize) -> Fault {
    Fault { call: Call::Any, after: calls, kind: ErrorKind::Other, torn_at, lasting: true }
}

/// Appends until the machine stops; the medium as it then was, and the last group acknowledged.
fn run_until_stop(medium: MemoryMedium, appends: u64, fault: Fault) -> (MemoryMedium, u64) {
    let faults = Faults::default();
    let opened = open(FailingMedium::new(medium, faults.clone()));
    let mut journal = opened.journal.with_segment_bytes(200);
    let mut acknowledged = journal.last_group();
    faults.plan(fault);
    for n in acknowledged + 1..=acknowledged + appends {
        match journal.append(&records(n)) {
            Ok(number) => acknowledged = number,
            Err(_) => break,
        }
    }
    (journal.into_medium().into_inner(), acknowledged)
}

/// Opens after a power cut; cuts the power again while opening tidies up.
fn open_through_cuts(mut medium: MemoryMedium, seed: u64) -> Journal<MemoryMedium> {
    for calls in 0..3 {
        let faults = Faults::default();
        faults.plan(stop_after(calls * 2, 5));
        let opened = open(FailingMedium::new(medium, faults));
        medium = opened.journal.into_medium().into_inner().after_power_cut(seed ^ calls);
    }
    let Opened { journal, tail } = open(medium);
    assert!(!journal.is_poisoned());
    assert_eq!(tail.damage, [], "a power cut is no damage");
    journal
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_was_acknowledged_survives_power_cuts_and_nothing_else_appears(
        rounds in prop::collection::vec((1..8_u64, 0..25_u64, 0..80_usize, any::<u64>()), 1..6),
    ) {
        let mut medium = journal_of(0, 200).into_medium();
        for (appends, calls, torn_at, seed) in rounds {
            let (stopped, acknowledged) = run_until_stop(medium, appends, stop_after(calls, torn_at));
            let journal = open_through_cuts(stopped.after_power_cut(seed), seed);
            let last = journal.last_group();
            // The group under way may be there, whole; never one after it.
            prop_assert!((acknowledged..=acknowledged + 1).contains(&last));
            assert_holds(&journal, last);
            prop_assert_eq!(journal.verify().unwrap(), []);
            medium = journal.into_medium();
        }
    }

    #[test]
    fn what_opening_found_after_a_kill_survives_a_power_cut(
        calls in 0..12_u64,
        torn_at in 0..80_usize,
        seed in any::<u64>(),
    ) {
        let (killed, _) = run_until_stop(journal_of(2, 200).into_medium(), 5, stop_after(calls, torn_at));
        // What the process wrote is there, synced or not: only the power was not cut.
        let journal = open(killed).journal;
        let found = journal.last_group();
        assert_holds(&journal, found);
        assert_holds(&open(journal.medium().after_power_cut(seed)).journal, found);
    }

    #[test]
    fn a_rewrite_cut_off_anywhere_leaves_the_old_journal_or_the_new_one(
        calls in 0..60_u64,
        seed in any::<u64>(),
    ) {
        let faults = Faults::default();
        let medium = FailingMedium::new(journal_of(9, 200).into_medium(), faults.clone());
        let mut journal = open(medium).journal.with_segment_bytes(200);
        faults.plan(stop_after(calls, 5));
        let outcome = rewrite(&mut journal, 6);
        let stopped = journal.into_medium().into_inner();
        let journal = open_through_cuts(stopped.after_power_cut(seed), seed);
        assert_holds(&journal, if journal.generation() == 1 { 9 } else { 6 });
        prop_assert_eq!(journal.verify().unwrap(), []);
        prop_assert!(outcome.is_err() || journal.generation() > 1);
    }

    #[test]
    fn a_creation_cut_off_anywhere_can_be_repeated(calls in 0..5_u64, seed in any::<u64>()) {
        let faults = Faults::default();
        faults.plan(stop_after(calls, 20));
        let mut failing = FailingMedium::new(MemoryMedium::default(), faults);
        let created = Journal::create(&mut failing, STORE).is_ok();
        let medium = failing.inner().after_power_cut(seed);
        let journal = match Journal::open(medium.clone(), Some(STORE)) {
            Ok(opened) => opened.journal,
            Err(JournalError::Missing) if !created => Journal::create(medium, STORE).unwrap(),
            Err(other) => panic!("{other}"),
        };
        assert_holds(&journal, 0);
    }
}

/// Every call that can fail in eight appends, failing once; the journal is then reopened, without
/// a restart, and goes on.
#[test]
fn after_any_single_failure_the_journal_refuses_until_reopened_and_loses_nothing() {
    for call in [Call::Any, Call::Append, Call::Sync] {
        for after in 0..30 {
            let (mut journal, faults) = failing(journal_of(1, 200).into_medium());
            let kind = ErrorKind::StorageFull;
            faults.plan(Fault { call, after, kind, torn_at: 17, lasting: false });
            let mut n = 2;
            while n <= 9 {
                match journal.append(&records(n)) {
                    Ok(number) => assert_eq!(number, n),
                    Err(error) => {
                        assert!(matches!(error, JournalError::Io { .. }));
                        let again = journal.append(&records(n));
                        assert!(matches!(again, Err(JournalError::Poisoned)));
                        assert!(journal.is_poisoned());
                        assert_holds(&journal, n - 1);
                        journal.reopen().unwrap();
                        assert_holds(&journal, n - 1);
                        continue;
                    }
                }
                n += 1;
            }
            assert_holds(&journal, 9);
            assert_eq!(journal.verify().unwrap(), []);
            assert_holds(&open(journal.into_medium().into_inner()).journal, 9);
        }
    }
}

fn failing(medium: MemoryMedium) -> (Journal<Failing>, Faults) {
    let faults = Faults::default();
    let opened = open(FailingMedium::new(medium, faults.clone()));
    (opened.journal.with_segment_bytes(200), faults)
}

#[test]
fn a_group_whose_sync_failed_is_cut_off_even_if_it_looks_whole() {
    let (mut journal, faults) = failing(journal_of(2, 200).into_medium());
    let kind = ErrorKind::Other;
    faults.plan(Fault { call: Call::Sync, after: 0, kind, torn_at: 0, lasting: false });
    let refused = journal.append(&records(3));
    assert!(refused.is_err());
    let report = journal.reopen().unwrap();
    assert_eq!(report.last_group, 2);
    assert!(report.torn.len() <= 1 && report.set_aside.is_empty());
    // Another group takes its number: two groups of one number would be two histories.
    assert_eq!(journal.append(&records(3)).unwrap(), 3);
    assert_holds(&journal, 3);
}

#[test]
fn a_full_disk_loses_nothing_acknowledged_and_saves_again_when_there_is_room() {
    for room in 0..400 {
        let (mut journal, faults) = failing(journal_of(0, 200).into_medium());
        faults.leave_room(room);
        let full_at = (1..99).find(|&n| journal.append(&records(n)).is_err()).unwrap();
        assert_holds(&journal, full_at - 1);
        // Still full: reopening only cuts, which needs no room, but appending fails again.
        journal.reopen().unwrap();
        assert!(journal.append(&vec![vec![0; 500]; 3]).is_err());
        faults.clear();
        journal.reopen().unwrap();
        assert_eq!(journal.append(&records(full_at)).unwrap(), full_at);
        assert_holds(&open(journal.into_medium().into_inner()).journal, full_at);
    }
}

#[test]
fn a_torn_end_on_a_full_disk_stays_where_it_is_until_there_is_room_to_set_it_aside() {
    let mut medium = journal_of(3, 1000).into_medium();
    let file = "journal-0001-00000001.seg";
    medium.damage(file, |bytes| bytes.truncate(bytes.len() - 1)).unwrap();
    let torn = medium.clone();
    let faults = Faults::default();
    faults.leave_room(10);
    let Opened { mut journal, tail } = open(FailingMedium::new(medium, faults.clone()));
    assert!(journal.is_poisoned() && tail.set_aside.is_empty() && tail.torn.len() == 1);
    assert_holds(&journal, 2);
    assert!(journal.reopen().is_err());
    assert_eq!(journal.medium().inner().list().unwrap(), torn.list().unwrap());
    assert_eq!(journal.medium().len(file).unwrap(), torn.len(file).unwrap());
    faults.clear();
    assert_eq!(journal.reopen().unwrap().set_aside, ["set-aside-1.bin"]);
    assert_eq!(journal.append(&records(3)).unwrap(), 3);
    assert_holds(&journal, 3);
}
