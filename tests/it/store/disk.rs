//! What a store leaves on the disk, and what it leaves alone.

use super::assert_holds;
use super::changes::{asked, change};
use super::store_of;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tanshi::store::engine::Cause;
use tanshi::store::files::LIMIT_BYTES;
use tanshi::store::journal::{DiskMedium, Journal};
use tanshi::store::marker::OpenMarker;
use tanshi::store::{Notice, Store, StoreError};

/// Every file and folder under this one, with the bytes of the files.
pub(super) fn everything(folder: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let mut found = BTreeMap::from([(folder.to_owned(), None)]);
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else {
            found.insert(path.clone(), Some(fs::read(&path).unwrap()));
        }
    }
    found
}

#[cfg(unix)]
fn modes(folder: &Path) -> Vec<String> {
    use std::os::unix::fs::PermissionsExt;

    let is_wrong = |(path, bytes): (PathBuf, Option<Vec<u8>>)| {
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        let right = if bytes.is_some() { 0o600 } else { 0o700 };
        (mode != right).then(|| format!("{} {mode:o}", path.display()))
    };
    everything(folder).into_iter().filter_map(is_wrong).collect()
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_anything_of_a_store() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    // A folder that was there before, as most file managers make it.
    fs::create_dir(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let mut store = store_of(&path, 3);
    let letter = folder.path().join("letter.pdf");
    fs::write(&letter, "来信").unwrap();
    store.files().import(&letter, LIMIT_BYTES).unwrap();
    store.engine().make_durable().unwrap();
    assert_eq!(modes(&path), Vec::<String>::new(), "while it is open");
    store.close().unwrap();
    assert_eq!(modes(&path), Vec::<String>::new(), "when it was closed");
    // What an earlier build left open.
    for (path, bytes) in everything(&path) {
        let mode = if bytes.is_some() { 0o644 } else { 0o755 };
        let is_evidence = path.components().any(|part| part.as_os_str() == "files");
        if !is_evidence {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        }
    }
    let store = Store::open(&path, "now").unwrap();
    assert_eq!(modes(&path), Vec::<String>::new(), "when it was opened again");
    drop(store);
}

#[test]
fn a_folder_of_something_else_is_no_store_because_of_a_name() {
    let folder = tempfile::tempdir().unwrap();
    for (name, file) in [("journal", "2023.txt"), ("sled", "runners.txt")] {
        let other = folder.path().join(format!("with-{name}"));
        fs::create_dir_all(other.join(name)).unwrap();
        fs::write(other.join(name).join(file), "日记").unwrap();
        let before = everything(&other);
        assert!(!Store::is_in(&other).unwrap());
        assert!(matches!(Store::open(&other, "now"), Err(StoreError::NotEmpty(_))));
        assert_eq!(everything(&other), before);
    }
    // A first opening that did not get far is no obstacle.
    let begun = folder.path().join("begun");
    fs::create_dir_all(begun.join("journal")).unwrap();
    fs::write(begun.join("lock"), "").unwrap();
    assert_holds(&mut store_of(&begun, 2), 2);
    // A segment alone is a store.
    let copied = folder.path().join("copied");
    fs::create_dir_all(copied.join("journal")).unwrap();
    let segment = "journal/journal-0001-00000001.seg";
    fs::copy(begun.join(segment), copied.join(segment)).unwrap();
    assert!(Store::is_in(&copied).unwrap());
    assert_holds(&mut Store::open(&copied, "now").unwrap(), 2);
}

#[test]
fn a_store_with_a_record_of_a_newer_build_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    store_of(&path, 2).close().unwrap();
    let medium = DiskMedium::open(path.join("journal")).unwrap();
    let mut journal = Journal::open(medium, None).unwrap().journal;
    let mut record = journal.groups_from(2).next().unwrap().unwrap().records[0].clone();
    // The version is the first byte after the length of the header; the checksum comes last.
    record[4] = 2;
    let end = record.len() - 4;
    let crc = crc32c::crc32c(&record[..end]).to_le_bytes();
    record[end..].copy_from_slice(&crc);
    journal.append(&[record]).unwrap();
    drop(journal);
    let before = everything(&path);
    for _ in 0..2 {
        let refused = Store::open(&path, "now");
        assert!(matches!(refused, Err(StoreError::NewerFormat { found: 2, known: 1 })));
        assert_eq!(everything(&path), before);
    }
}

#[test]
fn a_journal_that_was_replaced_under_our_hands_takes_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    let mut store = store_of(&path, 3);
    // What a client that syncs folders does: another folder, the same names.
    let (journal, gone) = (path.join("journal"), folder.path().join("gone"));
    fs::rename(&journal, &gone).unwrap();
    fs::create_dir(&journal).unwrap();
    for entry in fs::read_dir(&gone).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), journal.join(entry.file_name())).unwrap();
    }
    let refused = store.engine().commit(&change(4), &asked());
    assert!(matches!(refused, Err(StoreError::NotSaved(_))), "{refused:?}");
    store.engine().commit(&change(4), &asked()).unwrap();
    store.engine().commit(&change(5), &asked()).unwrap();
    drop(store);
    assert_holds(&mut Store::open(&path, "now").unwrap(), 5);
}

#[test]
fn a_journal_that_was_taken_away_is_written_anew_while_the_store_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    let mut store = store_of(&path, 3);
    fs::remove_dir_all(path.join("journal")).unwrap();
    let refused = store.engine().commit(&change(4), &asked());
    assert!(matches!(refused, Err(StoreError::NotSaved(_))), "{refused:?}");
    // Everything is shown, and a check says what is the matter.
    assert_eq!(store.engine().world().unwrap().issues().count(), 3);
    assert!(!store.verify().unwrap().is_whole());
    store.engine().commit(&change(4), &asked()).unwrap();
    assert!(store.engine().take_notices().contains(&Notice::JournalRewritten { groups: 3 }));
    assert!(store.verify().unwrap().is_whole());
    drop(store);
    // Without the rows, which had everything all along.
    fs::remove_dir_all(path.join("sled")).unwrap();
    assert_holds(&mut Store::open(&path, "now").unwrap(), 4);
}

#[test]
fn what_stands_in_the_place_of_the_journal_is_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    store_of(&path, 3).close().unwrap();
    let journal = path.join("journal");
    fs::remove_dir_all(&journal).unwrap();
    fs::write(&journal, "something else").unwrap();
    let refused = Store::open(&path, "now");
    assert!(matches!(refused, Err(StoreError::Io { path, .. }) if path == journal));
    assert_eq!(fs::read(&journal).unwrap(), b"something else");
    fs::remove_file(&journal).unwrap();
    assert_holds(&mut Store::open(&path, "now").unwrap(), 3);
}

#[test]
fn a_copy_has_its_rows_made_anew_and_a_renamed_folder_has_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    store_of(&path, 3).close().unwrap();
    let renamed = folder.path().join("renamed");
    fs::rename(&path, &renamed).unwrap();
    let mut store = Store::open(&renamed, "now").unwrap();
    assert_eq!(store.engine().take_notices(), []);
    store.close().unwrap();
    let copy = folder.path().join("copy");
    for (from, bytes) in everything(&renamed) {
        let to = copy.join(from.strip_prefix(&renamed).unwrap());
        match bytes {
            Some(bytes) => fs::write(to, bytes).unwrap(),
            None => fs::create_dir_all(to).unwrap(),
        }
    }
    let mut store = Store::open(&copy, "now").unwrap();
    let rebuilt = Notice::RowsRebuilt { cause: Cause::Copied, groups: 3 };
    assert_eq!(store.engine().take_notices(), [rebuilt, Notice::NewReplica]);
    assert_holds(&mut store, 3);
}

#[test]
fn a_snapshot_that_sled_did_not_finish_keeps_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    store_of(&path, 3).close().unwrap();
    let unfinished = path.join("sled/snap.00000000000009F0.generating");
    fs::write(&unfinished, [7; 100]).unwrap();
    let mut store = Store::open(&path, "now").unwrap();
    assert_eq!(store.engine().take_notices(), [], "the rows are as good as before");
    assert!(!unfinished.exists());
    assert_holds(&mut store, 3);
}

#[test]
fn rows_that_nobody_could_read_are_not_thrown_away_with_the_next_ones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    store_of(&path, 3).close().unwrap();
    let spoil = || {
        // No settings of ours: sled refuses to open them.
        fs::write(path.join("sled/conf"), [0xFF; 64]).unwrap();
        Store::open(&path, "now").unwrap().close().unwrap();
    };
    let asides = || -> Vec<String> {
        let names = fs::read_dir(&path).unwrap().map(|it| it.unwrap().file_name());
        let names = names.map(|name| name.into_string().unwrap());
        let mut asides: Vec<_> = names.filter(|name| name.starts_with("sled.aside")).collect();
        asides.sort();
        asides
    };
    spoil();
    assert_eq!(asides(), ["sled.aside-1-unread"]);
    spoil();
    assert_eq!(asides(), ["sled.aside-1-unread", "sled.aside-2-unread"]);
    // Those that could be read, and had nothing more than the journal, only fill the disk.
    for number in 3..=4 {
        let boot_id = Some("another boot".to_owned());
        OpenMarker { boot_id, known_group: 3, are_rows_suspect: false }.write(&path).unwrap();
        drop(Store::open(&path, "now").unwrap());
        let last = format!("sled.aside-{number}");
        assert_eq!(asides(), ["sled.aside-1-unread", "sled.aside-2-unread", &last]);
    }
    assert_holds(&mut Store::open(&path, "now").unwrap(), 3);
}
