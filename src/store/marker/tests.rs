//! Tests of the markers.
#![expect(clippy::disallowed_methods, reason = "the disk is what is tested")]

use super::*;
use std::fs;

fn marker(folder: &Path) -> StoreMarker {
    StoreMarker {
        format: STORE_FORMAT,
        store: StoreId::from_bytes([7; 16]),
        replica: ReplicaId::from_bytes([0xAB; 16]),
        place: Place::of(folder).unwrap(),
    }
}

#[test]
fn markers_come_back_as_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(StoreMarker::read(folder.path()).unwrap(), None);
    let nowhere = Place { machine: None, folder: None, path: None };
    for place in [Place::of(folder.path()).unwrap(), nowhere] {
        let marker = StoreMarker { place, ..marker(folder.path()) };
        marker.write(folder.path()).unwrap();
        assert_eq!(StoreMarker::read(folder.path()).unwrap(), Some(marker));
    }
    let clean = CleanMarker { last_group: u64::MAX };
    clean.write(folder.path()).unwrap();
    assert_eq!(CleanMarker::read(folder.path()).unwrap(), Some(clean));
    CleanMarker::remove(folder.path()).unwrap();
    CleanMarker::remove(folder.path()).unwrap();
    assert_eq!(CleanMarker::read(folder.path()).unwrap(), None);
}

#[test]
fn any_flipped_bit_and_any_cut_of_a_marker_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(STORE_FILE);
    marker(folder.path()).write(folder.path()).unwrap();
    CleanMarker { last_group: 3 }.write(folder.path()).unwrap();
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        for bytes in [&flipped, &whole[..at]] {
            fs::write(&path, bytes).unwrap();
            let read = StoreMarker::read(folder.path());
            assert!(matches!(read, Err(MarkerError::Damaged { .. })), "byte {at}");
        }
    }
    let path = folder.path().join(CLEAN_FILE);
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        fs::write(&path, &whole[..at]).unwrap();
        assert_eq!(CleanMarker::read(folder.path()).unwrap(), None);
    }
}

#[test]
fn a_newer_store_is_refused_whatever_else_its_marker_says() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), STORE_FILE, "tanshi store 2\nsomething new\n".to_owned()).unwrap();
    let read = StoreMarker::read(folder.path());
    assert!(matches!(read, Err(MarkerError::NewerFormat { found: 2, known: 1 })));
    // It may even prove itself in another way.
    fs::write(folder.path().join(STORE_FILE), "tanshi store 70\nblake3 12345678\n").unwrap();
    let read = StoreMarker::read(folder.path());
    assert!(matches!(read, Err(MarkerError::NewerFormat { found: 70, known: 1 })));
}

#[test]
fn a_copied_folder_is_another_place() {
    let parent = tempfile::tempdir().unwrap();
    let [first, second] = ["a", "b"].map(|name| {
        let folder = parent.path().join(name);
        fs::create_dir(&folder).unwrap();
        folder
    });
    let place = Place::of(&first).unwrap();
    assert_eq!(place, Place::of(&first).unwrap());
    assert!(!cfg!(unix) || !place.is_same(&Place::of(&second).unwrap()));
    // A device that got another number when it was mounted.
    let mounted = |place: &Place| Place {
        folder: place.folder.map(|it| FolderId { device: it.device + 1, ..it }),
        ..place.clone()
    };
    assert!(place.is_same(&mounted(&place)));
    let elsewhere = Place { path: Some("elsewhere".to_owned()), ..mounted(&place) };
    assert!(!cfg!(unix) || !place.is_same(&elsewhere));
    let older = Place { path: None, ..place.clone() };
    assert!(older.is_same(&place));
    assert!(!cfg!(unix) || !older.is_same(&mounted(&place)));
    let moved = parent.path().join("c");
    fs::rename(&first, &moved).unwrap();
    let moved = Place::of(&moved).unwrap();
    assert!(place.is_same(&moved), "a renamed folder stays the same");
}

#[test]
fn a_kill_is_told_from_a_power_cut_by_the_boot() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let ending = |boot| Ending::of(folder, boot).unwrap();
    assert_eq!(ending(Some("one")), Ending::Unknown { known_group: 0 });
    let mark = |boot: Option<&str>, known_group, are_rows_suspect| {
        let boot_id = boot.map(str::to_owned);
        OpenMarker { boot_id, known_group, are_rows_suspect }.write(folder).unwrap();
    };
    mark(Some("one"), 7, false);
    assert_eq!(ending(Some("one")), Ending::Killed { known_group: 7 });
    assert_eq!(ending(Some("two")), Ending::Unknown { known_group: 7 });
    CleanMarker { last_group: 9 }.write(folder).unwrap();
    assert_eq!(ending(Some("two")), Ending::Closed { last_group: 9 });
    mark(None, 9, false);
    assert_eq!(ending(None), Ending::Unknown { known_group: 9 }, "no boot is named here");
    mark(Some("one"), 9, true);
    assert_eq!(ending(Some("one")), Ending::Unknown { known_group: 9 }, "not made good yet");
}
