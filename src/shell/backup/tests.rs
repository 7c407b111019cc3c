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
use std::sync::atomic::AtomicBool;

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
        make(&self.data(), Target::File(&self.file(), false), day(DAY)).unwrap()
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
    make(&scene.data(), Target::File(&scene.file(), true), day(DAY)).unwrap();
    assert_eq!(fs::read(scene.file()).unwrap(), first);
    let again = make(&scene.data(), Target::File(&scene.file(), false), day(DAY));
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
    let held = hold(&scene.data(), "now");
    assert!(matches!(held, Err(BackupFault::Store(StoreError::AlreadyOpen { .. }))));
    let (data, folder) = (scene.data(), scene.folder);
    scene.store.close().unwrap();
    let aside = replace(hold(&data, "now").unwrap(), &to).unwrap().unwrap();
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
    let made = make(&scene.data(), Target::File(&scene.file(), true), day(DAY));
    assert!(matches!(made, Err(BackupFault::StoreDamaged(_))), "{made:?}");
    assert_eq!(fs::read(scene.file()).unwrap(), good);
    assert_eq!(unfinished(scene.folder.path()), 0);
}

/// How many files in a folder were begun and not finished.
fn unfinished(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_str().is_some_and(|it| it.contains(".part"))).count()
}

fn today_of(data: &Path, plan: &BackupPlan, today: &str) -> Vec<Outcome> {
    daily(data, plan, day(today), &AtomicBool::new(false))
}

fn plan(folder: &Path) -> BackupPlan {
    BackupPlan { folder: folder.display().to_string(), daily: 3, monthly: 2 }
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_restored_copy_that_is_opened_first_takes_no_backup_of_the_store_for_its_own() {
    let mut scene = Scene::new();
    let stick = scene.folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    scene.made();
    let copy = scene.folder.path().join("copy");
    let restored = scene.restore_to(&copy).unwrap();
    // Since then the store went on.
    add(&mut scene.store, 30);
    for data in [&copy, &scene.data(), &copy] {
        let made = today_of(data, &plan(&stick), DAY);
        assert!(made.iter().all(Outcome::is_done), "{made:?}");
    }
    let groups: Vec<u64> = names(&stick)
        .iter()
        .map(|name| check(&stick.join(name)).unwrap().manifest.unwrap().last_group)
        .collect();
    assert_eq!(groups.len(), 2);
    assert!(groups.contains(&10) && groups.contains(&9), "{groups:?}");
    // Neither removes those of the other, however many days go by.
    for today in 21..29 {
        today_of(&copy, &plan(&stick), &format!("2023-10-{today}"));
    }
    let left = check(
        &stick.join(
            standing(&scene.data(), &plan(&stick), day(DAY))[1]
                .latest
                .clone()
                .unwrap()
                .path
                .file_name()
                .unwrap(),
        ),
    );
    assert_eq!(left.unwrap().manifest.unwrap().last_group, 10);
    drop(restored);
}

#[test]
fn an_older_state_takes_a_name_of_its_own() {
    let mut scene = Scene::new();
    let shelf = scene.folder.path().join("shelf");
    fs::create_dir(&shelf).unwrap();
    let made = |scene: &Scene| {
        let target = Target::Folder(&shelf, Cause::Person);
        make(&scene.data(), target, day(DAY)).unwrap().path
    };
    let first = made(&scene);
    add(&mut scene.store, 30);
    assert_eq!(made(&scene), first, "what holds all of it takes its place");
    // What cannot be read there is not replaced either.
    fs::write(&first, "torn").unwrap();
    let second = made(&scene);
    assert_ne!(second, first);
    assert_eq!(fs::read(&first).unwrap(), b"torn");
    // What a person asked for neither counts as that of the day nor goes with the days.
    let plan = BackupPlan { folder: shelf.display().to_string(), daily: 1, monthly: 0 };
    for today in ["2023-10-20", "2023-10-21", "2023-10-22"] {
        let made = today_of(&scene.data(), &plan, today);
        assert!(made.iter().all(|it| matches!(it, Outcome::Made(..))), "{made:?}");
    }
    assert!(first.exists() && second.exists());
    assert_eq!(names(&shelf).len(), 3);
}

#[test]
fn a_backup_of_a_wrong_clock_keeps_no_other_from_being_made() {
    let scene = Scene::new();
    let stick = scene.folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    let plan = plan(&stick);
    for today in ["2031-05-01", "2031-05-02", "2031-05-03", DAY] {
        let made = today_of(&scene.data(), &plan, today);
        assert!(made.iter().all(|it| matches!(it, Outcome::Made(..))), "{today}: {made:?}");
    }
    for stand in standing(&scene.data(), &plan, day(DAY)) {
        assert_eq!(stand.latest.unwrap().day, day(DAY));
        assert_eq!(stand.ahead.unwrap().day, day("2031-05-03"));
    }
}

#[test]
fn a_folder_may_begin_at_home_and_no_other_place_depends_on_where_the_program_was_started() {
    let scene = Scene::new();
    let plan = BackupPlan { folder: "stick".to_owned(), daily: 1, monthly: 0 };
    let made = today_of(&scene.data(), &plan, DAY);
    assert!(matches!(&made[1], Outcome::Failed(_, BackupFault::NotAbsolute(_))), "{made:?}");
    assert!(!outcome_texts(&made, crate::i18n::Lang::Zh).is_empty());
    let plan = BackupPlan { folder: "~/not there/tanshi".to_owned(), ..plan };
    let Some(home) = crate::shell::folders::home() else { return };
    assert_eq!(standing(&scene.data(), &plan, day(DAY))[1].folder, home.join("not there/tanshi"));
}

#[test]
fn nobody_is_told_of_a_backup_in_the_data_folder_that_failed() {
    let scene = Scene::new();
    fs::write(scene.data().join("backups"), "in the way").unwrap();
    let made = today_of(&scene.data(), &plan(Path::new("/not/there")), DAY);
    let told = outcome_texts(&made, crate::i18n::Lang::Zh);
    assert!(told.len() == 2 && !told[1].contains("只在数据文件夹里"), "{told:?}");
}

#[test]
fn a_torn_backup_is_told_as_one_and_what_it_has_is_had() {
    let mut scene = Scene::new();
    scene.store.files().keep(&vec![7; 90_000], "bin").unwrap();
    for number in 10..30 {
        let noise: Vec<u8> = (0..30_000_u32)
            .map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()[1] ^ number)
            .collect();
        scene.store.files().keep(&noise, "jpg").unwrap();
    }
    scene.made();
    let bytes = fs::read(scene.file()).unwrap();
    for percent in [90, 50, 99] {
        fs::write(scene.file(), &bytes[..bytes.len() * percent / 100]).unwrap();
        let checked = check(&scene.file()).unwrap();
        assert!(checked.is_torn && !checked.is_whole());
        assert_eq!(checked.proved.as_ref().unwrap().groups, 9);
        let told = checked_lines(&checked, crate::i18n::Lang::Zh).join("");
        assert!(told.contains("后面一截") && told.contains("--provable"), "{told}");
        let to = scene.folder.path().join(format!("there-{percent}"));
        assert!(matches!(scene.restore_to(&to), Err(BackupFault::Damaged(_))));
        let mut restored = restore(&scene.file(), &to, Extent::Provable, "now").unwrap();
        assert_eq!(restored.store.engine().world().unwrap(), scene.world());
        assert!(crate::store::folder::files_folder(&to).is_dir());
    }
}

#[test]
fn a_newer_journal_is_not_told_to_be_damaged() {
    let scene = Scene::new();
    let made = scene.made();
    let mut manifest = made.manifest;
    manifest.journal_format += 1;
    let text = serde_json::to_vec(&manifest).unwrap();
    let packed = crate::shell::archive::packed(&[("manifest.json".to_owned(), text)]).unwrap();
    fs::write(scene.file(), packed).unwrap();
    assert!(matches!(check(&scene.file()), Err(BackupFault::NewerFormat { .. })));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named_and_everything_else_is_backed_up() {
    let scene = Scene::new();
    let files = crate::store::folder::files_folder(&scene.data());
    // A folder in the place of a file: not even the superuser reads it.
    fs::create_dir_all(files.join("ab").join("not a file")).unwrap();
    let made = scene.made();
    let faulty: Vec<&str> = made.faulty.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(faulty, ["ab/not a file"]);
    assert!(made.faulty[0].unread.is_some());
    assert!(check(&scene.file()).unwrap().is_whole());
    assert_eq!(made.manifest.files(), 1);
}

#[test]
fn saved_views_come_along_and_back() {
    let scene = Scene::new();
    fs::write(scene.data().join("views.toml"), "[[views]]").unwrap();
    fs::write(scene.data().join("unsaved.json"), "{}").unwrap();
    let made = scene.made();
    assert!(made.manifest.parts.iter().any(|part| part.name == "screens/views.toml"));
    let to = scene.folder.path().join("there");
    scene.restore_to(&to).unwrap();
    assert_eq!(fs::read(to.join("views.toml")).unwrap(), b"[[views]]");
    assert!(!to.join("unsaved.json").exists());
}

#[test]
fn what_failed_leaves_an_empty_folder_empty() {
    let scene = Scene::new();
    scene.made();
    let to = scene.folder.path().join("there");
    fs::create_dir(&to).unwrap();
    // A file where the folder of the files would be.
    let checked = check(&scene.file()).unwrap();
    let was_there = restore::refuse_full(&to).unwrap();
    fs::write(to.join("files"), "in the way").unwrap();
    let failed = restore::put(&scene.file(), &to, checked, "now");
    assert!(failed.is_err());
    restore::clear(&to, was_there);
    assert_eq!(names(&to), Vec::<String>::new());
}

#[test]
fn a_name_that_is_taken_is_told_before_anything_is_read() {
    let scene = Scene::new();
    fs::write(scene.file(), "there").unwrap();
    fs::remove_dir_all(crate::store::folder::journal_folder(&scene.data())).unwrap();
    let made = make(&scene.data(), Target::File(&scene.file(), false), day(DAY));
    assert!(matches!(made, Err(BackupFault::Exists(_))), "{made:?}");
}

#[test]
fn what_cannot_be_swapped_says_where_both_are() {
    let scene = Scene::new();
    let data = scene.data();
    let Scene { folder, store } = scene;
    store.close().unwrap();
    let gone = folder.path().join("gone");
    let failed = replace(hold(&data, "now").unwrap(), &gone).unwrap_err();
    let told = fault_text(&failed, crate::i18n::Lang::Zh).join("");
    assert!(told.contains("gone"), "{told}");
    // It is where it was.
    assert!(Store::open(&data, "now").unwrap().verify().unwrap().is_whole());
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
        let made = today_of(&scene.data(), &plan, today);
        assert!(made.iter().all(|it| matches!(it, Outcome::Made(..))), "{made:?}");
    }
    let again = today_of(&scene.data(), &plan, DAY);
    assert!(again.iter().all(|it| matches!(it, Outcome::Current(_))), "{again:?}");
    let stands = standing(&scene.data(), &plan, day(DAY));
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
    let made = today_of(&scene.data(), &plan, DAY);
    assert!(matches!(made.as_slice(), [Outcome::Made(..), Outcome::NotThere(_)]), "{made:?}");
    let off = BackupPlan { daily: 0, ..plan };
    assert!(today_of(&scene.data(), &off, "2023-10-21").is_empty());
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
