//! Backups on a real disk: round trip, damage at random places, what is never overwritten.
#![expect(clippy::disallowed_methods, reason = "tests make folders")]

use super::*;
use crate::domain::action::Action;
use crate::domain::id::PersonId;
use crate::domain::person::{PersonFacts, Side};
use crate::domain::settings::BackupPlan;
use crate::domain::world::World;
use crate::store::{Asked, Store};
use chrono::{NaiveDate, NaiveTime};
use std::fs;
use std::path::Path;

const DAY: &str = "2023-10-20";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn asked() -> Asked {
    Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: day(DAY),
        time: NaiveTime::MIN,
        wall_millis: 1_697_760_000_000,
    }
}

fn add(store: &mut Store, number: u8) {
    let facts = PersonFacts::named(format!("人员{number}"), Side::Public);
    let id = PersonId::from_bytes([number; 16]);
    store.engine().commit(&[Action::AddPerson { id, facts, source: None }], &asked()).unwrap();
}

/// A store with people and a file, and its backup.
struct Scene {
    folder: tempfile::TempDir,
    store: Store,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("data"), "now").unwrap();
        (1..=9).for_each(|number| add(&mut store, number));
        store.files().keep(b"like a photo", "jpg").unwrap();
        Self { folder, store }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("backup.zip")
    }

    fn made(&self) -> Made {
        make(&self.data(), &self.file(), day(DAY), false).unwrap()
    }

    fn world(&mut self) -> World {
        self.store.engine().world().unwrap()
    }

    fn restore_to(&self, to: &Path) -> Result<Restored, BackupFault> {
        restore(&self.file(), to, Extent::Whole, "now")
    }
}

#[test]
fn what_was_backed_up_while_the_store_is_open_is_put_back_as_it_was() {
    let mut scene = Scene::new();
    let made = scene.made();
    assert_eq!((made.manifest.last_group, made.manifest.files()), (9, 1));
    let before = scene.world();
    // What is entered afterwards is not in it.
    add(&mut scene.store, 10);
    let to = scene.folder.path().join("there");
    let mut restored = scene.restore_to(&to).unwrap();
    assert!(restored.checked.is_whole() && restored.found.is_whole());
    assert_eq!(restored.store.engine().world().unwrap(), before);
    add(&mut restored.store, 11);
    assert_ne!(restored.store.engine().replica_mark(), scene.store.engine().replica_mark());
    assert!(restored.store.verify().unwrap().is_whole());
}

#[test]
fn the_same_store_on_the_same_day_is_the_same_backup() {
    let scene = Scene::new();
    scene.made();
    let first = fs::read(scene.file()).unwrap();
    make(&scene.data(), &scene.file(), day(DAY), true).unwrap();
    assert_eq!(fs::read(scene.file()).unwrap(), first);
    let again = make(&scene.data(), &scene.file(), day(DAY), false);
    assert!(matches!(again, Err(BackupFault::Exists(_))));
}

#[test]
fn a_changed_byte_is_noticed_wherever_it_is() {
    let scene = Scene::new();
    scene.made();
    let bytes = fs::read(scene.file()).unwrap();
    let copy = scene.folder.path().join("copy.zip");
    // Every place of the end, where the archive speaks of itself, and others at even distances.
    let step = (bytes.len() / 150).max(1);
    let places = (0..bytes.len()).step_by(step).chain(bytes.len() - 400..bytes.len());
    for place in places {
        let mut damaged = bytes.clone();
        damaged[place] ^= 0x10;
        fs::write(&copy, &damaged).unwrap();
        let found = check(&copy);
        let is_noticed = found.as_ref().map_or(true, |found| !found.is_whole());
        assert!(is_noticed, "byte {place} of {}: {found:?}", bytes.len());
    }
    for length in [0, 1, 100, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&copy, &bytes[..length]).unwrap();
        assert!(check(&copy).map_or(true, |found| !found.is_whole()), "cut to {length}");
    }
}

#[test]
fn a_damaged_backup_is_refused_and_what_can_be_proved_of_it_is_had_when_asked_for() {
    let scene = Scene::new();
    let made = scene.made();
    let mut bytes = fs::read(scene.file()).unwrap();
    // Within the file of evidence, which stands behind the journal.
    let name = made.manifest.parts.last().unwrap().name.clone();
    let at = bytes.windows(name.len()).position(|it| it == name.as_bytes()).unwrap();
    bytes[at + name.len() + 25] ^= 1;
    fs::write(scene.file(), &bytes).unwrap();
    let to = scene.folder.path().join("there");
    let Err(BackupFault::Damaged(found)) = scene.restore_to(&to) else {
        panic!("a damaged backup was put back")
    };
    assert!(found.faults.iter().any(|fault| fault.name == name), "{found:?}");
    assert!(!to.exists());
    let restored = restore(&scene.file(), &to, Extent::Provable, "now").unwrap();
    assert!(!restored.checked.is_whole());
    assert_eq!(restored.checked.proved.unwrap().groups, 9);
}

#[test]
fn nothing_is_put_over_what_is_there() {
    let scene = Scene::new();
    scene.made();
    let before = fs::read_dir(scene.data()).unwrap().count();
    assert!(matches!(scene.restore_to(&scene.data()), Err(BackupFault::NotEmpty(_))));
    assert_eq!(fs::read_dir(scene.data()).unwrap().count(), before);
}

#[test]
fn the_data_folder_is_moved_aside_only_when_nobody_has_it_open() {
    let scene = Scene::new();
    scene.made();
    let to = scene.folder.path().join("there");
    scene.restore_to(&to).unwrap().store.close().unwrap();
    let held = replace(&scene.data(), &to, "now");
    assert!(matches!(held, Err(BackupFault::Store(StoreError::AlreadyOpen { .. }))));
    let (data, folder) = (scene.data(), scene.folder);
    scene.store.close().unwrap();
    let aside = replace(&data, &to, "now").unwrap().unwrap();
    assert!(aside.is_dir() && data.is_dir() && !to.exists());
    let mut store = Store::open(&data, "now").unwrap();
    assert!(store.verify().unwrap().is_whole());
    drop(folder);
}

#[test]
fn something_else_is_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.docx");
    let letter = crate::shell::archive::packed(&[("word/document.xml".to_owned(), b"x".to_vec())]);
    fs::write(&path, letter.unwrap()).unwrap();
    assert!(matches!(check(&path), Err(BackupFault::NotABackup(_))));
    fs::write(&path, "text").unwrap();
    assert!(matches!(check(&path), Err(BackupFault::NotABackup(_))));
}

#[test]
fn a_damaged_store_makes_no_backup_in_the_place_of_a_good_one() {
    let scene = Scene::new();
    scene.made();
    let good = fs::read(scene.file()).unwrap();
    let journal = crate::store::folder::journal_folder(&scene.data());
    let segment = fs::read_dir(journal).unwrap().next().unwrap().unwrap().path();
    let mut bytes = fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&segment, bytes).unwrap();
    let made = make(&scene.data(), &scene.file(), day(DAY), true);
    assert!(matches!(made, Err(BackupFault::StoreDamaged(_))), "{made:?}");
    assert_eq!(fs::read(scene.file()).unwrap(), good);
    assert_eq!(unfinished(scene.folder.path()), 0);
}

/// How many files in a folder were begun and not finished.
fn unfinished(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_str().is_some_and(|it| it.contains(".part"))).count()
}

#[test]
fn one_a_day_is_made_in_both_places_and_older_ones_go() {
    let mut scene = Scene::new();
    let stick = scene.folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let folder = stick.display().to_string();
    let plan = BackupPlan { folder, daily: 2, monthly: 1 };
    for (number, today) in (20..).zip(["2023-09-30", "2023-10-18", "2023-10-19", DAY]) {
        add(&mut scene.store, number);
        let made = daily(&scene.data(), &plan, day(today));
        assert!(made.iter().all(|it| matches!(it, Outcome::Made(..))), "{made:?}");
    }
    let again = daily(&scene.data(), &plan, day(DAY));
    assert!(again.iter().all(|it| matches!(it, Outcome::Current(_))), "{again:?}");
    let stands = standing(&scene.data(), &plan);
    for stand in &stands {
        assert_eq!(stand.latest.as_ref().unwrap().day, day(DAY));
        // The two latest days, and the last of September.
        assert_eq!(fs::read_dir(&stand.folder).unwrap().count(), 3, "{stand:?}");
    }
    assert_eq!(stands.len(), 2);
}

#[test]
fn a_medium_that_is_not_there_is_told_and_the_other_backup_is_made() {
    let scene = Scene::new();
    let folder = scene.folder.path().join("not there").display().to_string();
    let plan = BackupPlan { folder, daily: 7, monthly: 12 };
    let made = daily(&scene.data(), &plan, day(DAY));
    assert!(matches!(made.as_slice(), [Outcome::Made(..), Outcome::NotThere(_)]), "{made:?}");
    let off = BackupPlan { daily: 0, ..plan };
    assert!(daily(&scene.data(), &off, day("2023-10-21")).is_empty());
}

#[test]
fn a_full_disk_leaves_nothing_half() {
    let scene = Scene::new();
    let made = crate::shell::whole::write_by(
        &scene.file(),
        crate::shell::whole::Readers::Owner,
        crate::shell::whole::Present::Stays,
        |_file| Err(io::ErrorKind::StorageFull.into()),
    );
    assert!(made.is_err());
    assert!(!scene.file().exists());
    assert_eq!(unfinished(scene.folder.path()), 0);
}
