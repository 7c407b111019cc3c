//! A closed store on the disk, damaged part by part: nothing that was acknowledged is missing
//! from any answer, and whenever live bytes were hit somebody is told.

use super::changes::{asked, change, check, issue_id};
use std::fs;
use std::path::{Path, PathBuf};
use tanshi::domain::id::EntityKind;
use tanshi::store::marker::{Place, StoreMarker};
use tanshi::store::port::Rows;
use tanshi::store::sled::SledRows;
use tanshi::store::{Notice, Store, StoreError};

const CHANGES: u64 = 25;

/// A folder with a store that was closed, and one to damage a copy of it in.
struct Base {
    folder: tempfile::TempDir,
    /// What its rows say.
    rows: Vec<Vec<u8>>,
}

impl Base {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("whole");
        let mut store = Store::open(&path, "now").unwrap();
        for number in 1..=CHANGES {
            store.engine().commit(&change(number), &asked()).unwrap();
        }
        store.close().unwrap();
        let rows = dump(&path.join("sled"), &folder.path().join("look")).unwrap();
        Self { folder, rows }
    }

    fn copy(&self) -> PathBuf {
        let path = self.folder.path().join("copy");
        fs::remove_dir_all(&path).ok();
        copy(&self.folder.path().join("whole"), &path);
        // As if it were no copy: that alone would have the rows made anew.
        let marker = StoreMarker::read(&path).unwrap().unwrap();
        StoreMarker { place: Place::of(&path).unwrap(), ..marker }.write(&path).unwrap();
        path
    }

    /// Whether the rows in this folder say anything else than they should.
    fn is_hit(&self, store: &Path) -> bool {
        let look = self.folder.path().join("look");
        fs::remove_dir_all(&look).ok();
        dump(&store.join("sled"), &look).is_none_or(|rows| rows != self.rows)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Everything that a sled folder says, read from a copy; `None` if it does not.
fn dump(sled: &Path, copied: &Path) -> Option<Vec<Vec<u8>>> {
    copy(sled, copied);
    let rows = SledRows::open(copied, 16 << 20).ok()?;
    let mut all = vec![rows.summary().ok()??];
    for kind in EntityKind::ALL {
        rows.scan(kind, &mut |_, bytes| all.push(bytes)).ok()?;
    }
    for number in 1..=CHANGES {
        all.push(rows.group(number).ok()??);
    }
    Some(all)
}

/// Opens, reads, heals, writes and opens again; what was told.
fn check_damaged(path: &Path, what: &str) -> Vec<Notice> {
    let mut store = Store::open(path, "now").unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(store.engine().read_only(), None, "{what}");
    let world = store.engine().world().unwrap();
    assert_eq!(check(&world, CHANGES), Ok(()), "{what}");
    for number in 1..=CHANGES {
        let issue = world.issue(issue_id(number)).unwrap();
        let found = store.engine().numbered(issue.number.as_str()).unwrap();
        assert_eq!(found, Some(issue.id.into()), "{what}");
    }
    let scrubbed = store.engine().scrub().unwrap();
    assert!(scrubbed.is_whole(), "{what}: {scrubbed:?}");
    let mut notices = store.engine().take_notices();
    // The copy is another place.
    notices.retain(|notice| *notice != Notice::NewReplica);
    store.engine().commit(&change(CHANGES + 1), &asked()).unwrap();
    store.close().unwrap();
    let mut store = Store::open(path, "now").unwrap();
    assert_eq!(store.engine().take_notices(), [], "{what}: what was healed stays healed");
    assert_eq!(check(&store.engine().world().unwrap(), CHANGES + 1), Ok(()), "{what}");
    notices
}

/// Damages one file after another: flips, zeroes, cuts, and deletes it.
fn each_damage(base: &Base, part: &str, mut then: impl FnMut(&Path, &str)) {
    let names: Vec<String> = fs::read_dir(base.copy().join(part))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    for name in names {
        let whole = fs::read(base.folder.path().join("whole").join(part).join(&name)).unwrap();
        let len = whole.len();
        let mut cases = Vec::new();
        for at in [0, len / 9, len / 3, len / 2, len * 7 / 8, len.saturating_sub(1)] {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x10;
            cases.push((format!("{name}: byte {at} flipped"), Some(flipped)));
            let mut zeroed = whole.clone();
            zeroed[at..(at + 3_000).min(len)].fill(0);
            cases.push((format!("{name}: zeroed from {at}"), Some(zeroed)));
            cases.push((format!("{name}: cut to {at}"), Some(whole[..at].to_vec())));
        }
        cases.push((format!("{name}: deleted"), None));
        for (what, bytes) in cases {
            if bytes.as_ref() == Some(&whole) {
                continue;
            }
            let path = base.copy();
            let file = path.join(part).join(&name);
            match bytes {
                Some(bytes) => fs::write(file, bytes).unwrap(),
                None => fs::remove_file(file).unwrap(),
            }
            then(&path, &what);
        }
    }
}

#[test]
fn sled_damaged_anywhere_loses_nothing_and_is_not_healed_in_silence() {
    let base = Base::new();
    each_damage(&base, "sled", |path, what| {
        let is_hit = base.is_hit(path);
        let notices = check_damaged(path, what);
        assert!(!is_hit || !notices.is_empty(), "{what}: healed in silence");
    });
}

#[test]
fn a_journal_damaged_anywhere_loses_nothing_and_is_not_healed_in_silence() {
    let base = Base::new();
    each_damage(&base, "journal", |path, what| {
        let notices = check_damaged(path, what);
        assert!(!notices.is_empty(), "{what}: healed in silence");
    });
}

#[test]
fn markers_damaged_anywhere_cost_nothing_but_the_name_of_the_replica() {
    let base = Base::new();
    for name in ["store.marker", "clean.marker", "open.marker", "lock"] {
        for bytes in [None, Some("tanshi"), Some("")] {
            let path = base.copy();
            match bytes {
                Some(bytes) => fs::write(path.join(name), bytes).unwrap(),
                None => fs::remove_file(path.join(name)).unwrap_or_default(),
            }
            check_damaged(&path, name);
        }
    }
}

#[test]
fn a_folder_that_is_gone_comes_back_from_the_other() {
    let base = Base::new();
    for part in ["sled", "journal"] {
        for marker in [true, false] {
            let path = base.copy();
            fs::remove_dir_all(path.join(part)).unwrap();
            if !marker {
                fs::remove_file(path.join("store.marker")).unwrap();
            }
            let notices = check_damaged(&path, part);
            let told_missing = notices.contains(&Notice::JournalMissing);
            assert_eq!(told_missing, part == "journal", "{notices:?}");
        }
    }
}

#[test]
fn when_nothing_can_be_read_no_empty_store_takes_its_place() {
    let base = Base::new();
    let segment = "journal/journal-0001-00000001.seg";
    // Nothing is left of either.
    let path = base.copy();
    fs::write(path.join(segment), [0; 9_000]).unwrap();
    fs::remove_dir_all(path.join("sled")).unwrap();
    for _ in 0..2 {
        assert!(Store::open(&path, "now").is_err());
        assert_eq!(fs::read(path.join(segment)).unwrap(), [0; 9_000]);
    }
    // Both folders are gone, and a marker tells that there was a store.
    let path = base.copy();
    fs::remove_dir_all(path.join("sled")).unwrap();
    fs::remove_dir_all(path.join("journal")).unwrap();
    let left = |path: &Path| fs::read_dir(path).unwrap().count();
    for marker in [None, Some("clean.marker"), Some("store.marker")] {
        if let Some(marker) = marker {
            fs::remove_file(path.join(marker)).unwrap();
        }
        let before = left(&path);
        assert!(matches!(Store::open(&path, "now"), Err(StoreError::Gone(_))));
        assert_eq!(left(&path), before, "nothing was made");
    }
}

#[test]
fn a_store_that_was_never_closed_and_is_gone_is_not_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    let mut store = Store::open(&path, "now").unwrap();
    store.engine().commit(&change(1), &asked()).unwrap();
    drop(store);
    // The marker says that nothing was saved when it was opened.
    fs::remove_dir_all(path.join("sled")).unwrap();
    for segment in fs::read_dir(path.join("journal")).unwrap() {
        fs::remove_file(segment.unwrap().path()).unwrap();
    }
    for _ in 0..2 {
        assert!(matches!(Store::open(&path, "now"), Err(StoreError::Gone(_))));
    }
}
