//! The store: saving, opening, healing, and the same on a disk.
#![expect(clippy::disallowed_methods, reason = "the disk is what is tested")]

mod conformance;
mod crashes;
mod damage;
mod disk;
mod doubles;
mod files;
mod frozen;
mod names;
mod opening;
mod revisions;
mod saving;
mod trouble;

#[path = "../../common/changes.rs"]
mod changes;

use changes::{asked, change, check};
use std::fs;
use std::path::Path;
use tanshi::store::engine::Cause;
use tanshi::store::marker::OpenMarker;
use tanshi::store::{Notice, Store, StoreError};

fn assert_holds(store: &mut Store, last: u64) {
    assert_eq!(check(&store.engine().world().unwrap(), last), Ok(()));
    assert!(store.verify().unwrap().is_whole());
}

fn store_of(path: &Path, last: u64) -> Store {
    let mut store = Store::open(path, "now").unwrap();
    for number in 1..=last {
        store.engine().commit(&change(number), &asked()).unwrap();
    }
    store
}

#[test]
fn what_was_saved_is_there_after_reopening_closed_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/data");
    for round in 1..=4 {
        let mut store = Store::open(&path, "now").unwrap();
        if round != 3 {
            assert_eq!(store.engine().take_notices(), [], "round {round}");
        }
        store.engine().commit(&change(round), &asked()).unwrap();
        assert_holds(&mut store, round);
        if round != 2 {
            store.close().unwrap();
        }
    }
}

#[test]
fn a_store_is_only_made_where_one_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    assert!(!Store::is_in(&path).unwrap());
    fs::write(folder.path().join("letter.txt"), "").unwrap();
    assert!(matches!(Store::open(folder.path(), "now"), Err(StoreError::NotEmpty(_))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was made there");
    drop(store_of(&path, 2));
    let mut store = Store::open(&path, "now").unwrap();
    assert_holds(&mut store, 2);
}

#[test]
fn a_second_one_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    let mut store = store_of(&path, 2);
    let second = Store::open(&path, "later");
    assert!(matches!(second, Err(StoreError::AlreadyOpen { .. })));
    store.engine().commit(&change(3), &asked()).unwrap();
    assert_holds(&mut store, 3);
}

#[test]
fn a_newer_store_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    store_of(&path, 2).close().unwrap();
    let marker = path.join("store.marker");
    let text = fs::read_to_string(&marker).unwrap();
    let (content, _) = text.split_once("crc32c").unwrap();
    let newer = content.replacen("tanshi store 1", "tanshi store 2", 1);
    let newer = format!("{newer}crc32c {:08x}\n", crc32c::crc32c(newer.as_bytes()));
    fs::write(&marker, &newer).unwrap();
    let before = disk::everything(&path);
    let refused = Store::open(&path, "now");
    assert!(matches!(refused, Err(StoreError::NewerFormat { found: 2, known: 1 })));
    assert_eq!(disk::everything(&path), before);
    fs::write(&marker, text).unwrap();
    let mut store = Store::open(&path, "now").unwrap();
    assert_eq!(store.engine().take_notices(), []);
    assert_holds(&mut store, 2);
}

#[test]
fn rows_are_not_believed_after_the_machine_went_down() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    drop(store_of(&path, 3));
    OpenMarker {
        boot_id: Some("another boot".to_owned()),
        known_group: 0,
        are_rows_suspect: false,
    }
    .write(&path)
    .unwrap();
    let mut store = Store::open(&path, "now").unwrap();
    let told = Notice::RowsRebuilt { cause: Cause::MachineCrashed, groups: 3 };
    assert_eq!(store.engine().take_notices(), [told]);
    assert_holds(&mut store, 3);
    // Once is enough.
    store.close().unwrap();
    let mut store = Store::open(&path, "now").unwrap();
    assert_eq!(store.engine().take_notices(), []);
}

#[test]
fn a_segment_deleted_from_the_end_of_a_closed_store_is_noticed_without_sled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    store_of(&path, 3).close().unwrap();
    // The journal as it was one group before, and no second copy.
    let segment = path.join("journal/journal-0001-00000001.seg");
    let bytes = fs::read(&segment).unwrap();
    let starts: Vec<_> =
        bytes.windows(4).enumerate().filter(|(_, it)| *it == b"TSgp").map(|(at, _)| at).collect();
    fs::write(&segment, &bytes[..starts[2]]).unwrap();
    fs::remove_dir_all(path.join("sled")).unwrap();
    for _ in 0..2 {
        let mut store = Store::open(&path, "now").unwrap();
        let lost = Notice::Lost { first_group: 3, last_group: 3 };
        assert_eq!(store.engine().take_notices(), [lost]);
        assert_eq!(check(&store.engine().world().unwrap(), 2), Ok(()));
        assert!(store.engine().commit(&change(3), &asked()).is_err());
        store.close().unwrap();
    }
}

#[test]
fn a_copy_writes_under_another_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    store_of(&path, 2).close().unwrap();
    let copied = folder.path().join("copied");
    fs::create_dir(&copied).unwrap();
    for name in ["store.marker", "open.marker", "clean.marker"] {
        fs::copy(path.join(name), copied.join(name)).unwrap();
    }
    fs::create_dir(copied.join("journal")).unwrap();
    let segment = "journal/journal-0001-00000001.seg";
    fs::copy(path.join(segment), copied.join(segment)).unwrap();
    let mut store = Store::open(&copied, "now").unwrap();
    assert!(store.engine().take_notices().contains(&Notice::NewReplica));
    store.engine().commit(&change(3), &asked()).unwrap();
    assert_holds(&mut store, 3);
    let other = Store::open(&path, "now").unwrap().engine().replica_mark();
    assert_ne!(store.engine().replica_mark(), other);
}
