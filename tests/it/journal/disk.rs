//! The same journal on a real folder, and the bytes that stores hold.
#![expect(clippy::disallowed_methods, reason = "the disk is what is tested")]

use std::path::Path;

use tanshi::store::journal::{DiskMedium, Journal, JournalError, Medium, MemoryMedium, Opened};

use super::{STORE, assert_holds, journal_of, open, records, rewrite};

fn disk(folder: &Path) -> DiskMedium {
    DiskMedium::open(folder.join("journal")).unwrap()
}

#[test]
fn a_folder_on_disk_holds_what_a_folder_in_memory_holds() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(disk(folder.path()), STORE).unwrap().with_segment_bytes(200);
    for n in 1..=9 {
        assert_eq!(journal.append(&records(n)).unwrap(), n);
    }
    drop(journal);
    let journal = open(disk(folder.path())).journal;
    assert_holds(&journal, 9);
    let memory = journal_of(9, 200);
    let (disk, memory) = (journal.medium(), memory.medium());
    assert_eq!(disk.list().unwrap(), memory.list().unwrap());
    for file in disk.list().unwrap() {
        let on_disk = disk.read_range(&file, 0, usize::MAX).unwrap();
        assert_eq!(on_disk, memory.read_range(&file, 0, usize::MAX).unwrap());
    }
}

#[test]
fn a_torn_end_on_disk_is_set_aside_and_the_journal_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(disk(folder.path()), STORE).unwrap();
    for n in 1..=3 {
        journal.append(&records(n)).unwrap();
    }
    let file = "journal-0001-00000001.seg";
    let mut medium = journal.into_medium();
    let len = medium.len(file).unwrap();
    medium.truncate(file, len - 2).unwrap();
    let Opened { mut journal, tail } = open(medium);
    assert_eq!(tail.set_aside, ["set-aside-1.bin"]);
    assert_eq!(journal.append(&records(3)).unwrap(), 3);
    rewrite(&mut journal, 2).unwrap();
    assert_holds(&journal, 2);
    assert_holds(&open(disk(folder.path())).journal, 2);
}

#[test]
fn a_folder_that_went_away_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(disk(folder.path()), STORE).unwrap().with_segment_bytes(1);
    journal.append(&records(1)).unwrap();
    std::fs::remove_dir_all(folder.path().join("journal")).unwrap();
    assert!(matches!(journal.append(&records(2)), Err(JournalError::Io { .. })));
    assert!(matches!(journal.append(&records(2)), Err(JournalError::Poisoned)));
    assert!(journal.reopen().is_err());
}

#[test]
fn a_disk_that_lost_an_acknowledged_group_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(disk(folder.path()), STORE).unwrap();
    for n in 1..=3 {
        journal.append(&records(n)).unwrap();
    }
    let path = folder.path().join("journal/journal-0001-00000001.seg");
    let whole = std::fs::read(&path).unwrap();
    for damaged in [&whole[..whole.len() - 1], &[0; 400]] {
        std::fs::write(&path, damaged).unwrap();
        let error = journal.reopen().unwrap_err();
        let lost = JournalError::AcknowledgedMissing { segment: 1, group: 3 };
        assert_eq!(error.to_string(), lost.to_string());
        assert!(matches!(journal.append(&records(4)), Err(JournalError::Poisoned)));
    }
    std::fs::write(&path, &whole).unwrap();
    journal.reopen().unwrap();
    assert_eq!(journal.append(&records(4)).unwrap(), 4);
}

/// A segment as format 1 wrote it. These bytes exist in stores and backups.
#[test]
fn segments_of_format_1_stay_readable() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/journal/segment-v1.hex");
    let frozen = std::fs::read_to_string(path).unwrap();
    let digits = frozen.split_whitespace().collect::<String>();
    let bytes: Vec<u8> = (0..digits.len() / 2)
        .map(|at| u8::from_str_radix(digits.get(at * 2..at * 2 + 2).unwrap(), 16).unwrap())
        .collect();
    let mut medium = MemoryMedium::default();
    let file = "journal-0001-00000001.seg";
    medium.create(file).unwrap();
    medium.append(file, &bytes).unwrap();
    assert_holds(&open(medium).journal, 4);
    let written = journal_of(4, u64::MAX);
    let written = written.medium().read_range(file, 0, usize::MAX).unwrap();
    assert_eq!(written, bytes, "this build writes format 1 differently");
}

#[test]
fn only_the_newest_of_what_was_set_aside_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::create(disk(folder.path()), STORE).unwrap();
    for _ in 0..6 {
        journal.append(&records(1)).unwrap();
        rewrite(&mut journal, 1).unwrap();
        let mut medium = journal.into_medium();
        let file = medium.list().unwrap().into_iter().find(|it| it.starts_with("journal")).unwrap();
        medium.append(&file, b"torn").unwrap();
        journal = open(medium).journal;
    }
    let Opened { journal, .. } = open(journal.into_medium());
    assert_holds(&journal, 1);
    let names = journal.medium().list().unwrap();
    let ends: Vec<_> = names.iter().filter(|name| !name.contains(".seg")).collect();
    assert_eq!(ends, ["set-aside-4.bin", "set-aside-5.bin", "set-aside-6.bin"]);
    let replaced = names.iter().filter(|name| name.starts_with("set-aside-journal")).count();
    assert_eq!(replaced, 3);
}

#[test]
fn the_end_of_a_journal_can_be_written_again_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for last in 0..=3 {
        let mut journal = Journal::create(disk(&folder.path().join(last.to_string())), STORE)
            .unwrap()
            .with_segment_bytes(150);
        for n in 1..=last {
            journal.append(&records(n)).unwrap();
        }
        let files = |journal: &Journal<DiskMedium>| -> Vec<_> {
            let medium = journal.medium();
            let names = medium.list().unwrap();
            names.iter().map(|name| medium.read_range(name, 0, 9_999).unwrap()).collect()
        };
        let before = files(&journal);
        journal.write_end_again().unwrap();
        assert_eq!(files(&journal), before);
        assert_holds(&journal, last);
    }
}

#[test]
fn any_header_tells_whose_the_journal_is() {
    let mut medium = journal_of(9, 300).into_medium();
    let last = medium.list().unwrap().pop().unwrap();
    medium.damage(&last, |bytes| bytes[12] ^= 1).unwrap();
    let Opened { journal, tail } = Journal::open(medium, None).unwrap();
    assert_eq!(journal.store(), STORE);
    assert_eq!(tail.damage.len(), 1);
    assert_eq!(journal.last_group(), 9);
}
