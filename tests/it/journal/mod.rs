//! What the journal promises: an acknowledged group survives, half a group is never seen, and
//! damage is named.

mod conformance;
mod crashes;
mod damage;
mod disk;

use tanshi::log::StoreId;
use tanshi::store::journal::{Group, Journal, JournalError, Medium, MemoryMedium, Opened};

const STORE: StoreId = StoreId::from_bytes([7; 16]);

/// The records of the nth group: different numbers and lengths, empty ones, and Chinese text.
fn records(n: u64) -> Vec<Vec<u8>> {
    let times = usize::try_from(n).unwrap();
    let text = format!("第{n}组：{}", "路".repeat(times % 5));
    (0..=times % 3).map(|part| [text.as_bytes(), &[0xA5; 3]].concat().repeat(part)).collect()
}

fn journal_of(groups: u64, segment_bytes: u64) -> Journal<MemoryMedium> {
    let mut journal =
        Journal::create(MemoryMedium::default(), STORE).unwrap().with_segment_bytes(segment_bytes);
    for n in 1..=groups {
        assert_eq!(journal.append(&records(n)).unwrap(), n);
    }
    journal
}

fn open<M: Medium>(medium: M) -> Opened<M> {
    Journal::open(medium, Some(STORE)).unwrap()
}

fn read_all<M: Medium>(journal: &Journal<M>) -> Vec<Group> {
    journal.groups_from(1).map(Result::unwrap).collect()
}

/// The journal holds the groups 1 to `last` as they were appended, and nothing else.
fn assert_holds<M: Medium>(journal: &Journal<M>, last: u64) {
    let groups = read_all(journal);
    assert_eq!(groups.len() as u64, last);
    for (n, group) in (1..).zip(&groups) {
        assert_eq!((group.number, &group.records), (n, &records(n)));
    }
    assert_eq!(journal.last_group(), last);
}

/// Writes a journal anew with groups up to this one.
fn rewrite<M: Medium>(journal: &mut Journal<M>, last: u64) -> Result<(), JournalError> {
    let mut rewrite = journal.begin_rewrite()?;
    for number in 1..=last {
        rewrite.push(&records(number))?;
    }
    rewrite.commit()
}

#[test]
fn groups_come_back_in_order_across_segments() {
    for segment_bytes in [1, 200, 1000, u64::MAX] {
        let journal = journal_of(20, segment_bytes);
        assert_holds(&journal, 20);
        let Opened { journal, tail } = open(journal.into_medium());
        assert_holds(&journal, 20);
        assert_eq!(tail.last_group, 20);
        assert!(tail.torn.is_empty() && tail.damage.is_empty());
        assert!(!journal.is_poisoned());
        assert_eq!(journal.verify().unwrap(), []);
    }
}

#[test]
fn a_reader_that_is_only_a_little_behind_reads_only_the_end() {
    let journal = journal_of(20, 200);
    for first in 0..=22 {
        let numbers: Vec<_> =
            journal.groups_from(first).map(|group| group.unwrap().number).collect();
        assert_eq!(numbers, (first.max(1)..=20).collect::<Vec<_>>());
    }
    let mut medium = journal.into_medium();
    medium.damage("journal-0001-00000001.seg", Vec::clear).unwrap();
    let journal = open(medium).journal;
    assert!(journal.groups_from(18).all(|group| group.is_ok()));
    assert!(journal.groups_from(1).any(|group| group.is_err()));
}

#[test]
fn an_empty_journal_opens_and_goes_on() {
    let journal = journal_of(0, 1000);
    assert_holds(&journal, 0);
    let mut journal = open(journal.into_medium()).journal;
    assert_eq!(journal.verify().unwrap(), []);
    assert_eq!(journal.append(&records(1)).unwrap(), 1);
    assert_holds(&journal, 1);
}

#[test]
fn a_folder_without_a_journal_and_one_with_are_told_apart() {
    let missing = Journal::open(MemoryMedium::default(), Some(STORE));
    assert!(matches!(missing, Err(JournalError::Missing)));
    let exists = Journal::create(journal_of(1, 1000).into_medium(), STORE);
    assert!(matches!(exists, Err(JournalError::Exists)));
}

#[test]
fn what_no_reader_would_take_is_refused_and_changes_nothing() {
    let mut journal = journal_of(2, 1000);
    let before = journal.medium().clone();
    let none: [Vec<u8>; 0] = [];
    assert!(matches!(journal.append(&none), Err(JournalError::EmptyGroup)));
    assert!(matches!(
        journal.append(&[vec![0; (1 << 20) + 1]]),
        Err(JournalError::TooLarge { .. })
    ));
    assert!(matches!(
        journal.append(&vec![vec![0; 1 << 20]; 4]),
        Err(JournalError::TooLarge { .. })
    ));
    assert!(matches!(journal.append(&[[]; (1 << 16) + 1]), Err(JournalError::TooLarge { .. })));
    assert_eq!(journal.medium(), &before);
    assert_eq!(journal.append(&records(3)).unwrap(), 3);
}

#[test]
fn a_large_change_is_split_into_groups_that_fit() {
    let records: Vec<_> = (0..20).map(|n| vec![n; 900_000]).chain([vec![1; 3]]).collect();
    let mut journal = journal_of(0, u64::MAX);
    let runs = tanshi::store::journal::plan_groups(&records).unwrap();
    for run in &runs {
        journal.append(&records[run.clone()]).unwrap();
    }
    assert_eq!(runs.len(), 5);
    let read: Vec<_> = read_all(&journal).into_iter().flat_map(|group| group.records).collect();
    assert_eq!(read, records);
}

#[test]
fn a_rewritten_journal_holds_the_new_groups_and_keeps_the_old_files() {
    let mut journal = journal_of(12, 300);
    let old_files = journal.medium().list().unwrap();
    rewrite(&mut journal, 5).unwrap();
    assert_holds(&journal, 5);
    assert_eq!(journal.generation(), 2);
    journal.append(&records(6)).unwrap();
    let Opened { journal, tail } = open(journal.into_medium());
    assert!(tail.set_aside.is_empty(), "nothing is left to tidy up");
    assert_holds(&journal, 6);
    assert_eq!(journal.verify().unwrap(), []);
    let files = journal.medium().list().unwrap();
    for file in old_files {
        assert!(files.contains(&format!("set-aside-{file}")));
    }
}

#[test]
fn a_rewrite_that_is_given_up_leaves_the_journal_as_it_was() {
    let mut journal = journal_of(6, 300);
    journal.begin_rewrite().unwrap().push(&records(9)).unwrap();
    journal.append(&records(7)).unwrap();
    assert_holds(&journal, 7);
    let journal = open(journal.into_medium()).journal;
    assert_holds(&journal, 7);
    assert!(journal.medium().list().unwrap().iter().all(|name| !name.contains("tmp")));
}

#[test]
fn a_journal_that_cannot_be_opened_is_replaced_and_kept_aside() {
    let mut medium = journal_of(3, 1000).into_medium();
    medium.damage("journal-0001-00000001.seg", |bytes| bytes.fill(0)).unwrap();
    let error = Journal::open(medium.clone(), Some(STORE)).unwrap_err();
    assert!(matches!(error, JournalError::Damaged(_)));
    let mut journal = Journal::replace(medium, STORE).unwrap();
    journal.append(&records(1)).unwrap();
    let journal = open(journal.into_medium()).journal;
    assert_holds(&journal, 1);
    let files = journal.medium().list().unwrap();
    assert_eq!(files, ["journal-0002-00000001.seg", "set-aside-journal-0001-00000001.seg"]);
}
