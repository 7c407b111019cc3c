//! The store on a disk.

use chrono::NaiveDate;
use tanshi::domain::action::Action;
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::id::{DepartmentId, PersonId};
use tanshi::store::{Asked, Store};

fn asked() -> Asked {
    Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: NaiveDate::from_ymd_opt(2023, 10, 20).unwrap(),
        wall_millis: 1_697_760_000_000,
    }
}

fn add_department(number: u8) -> Action {
    Action::AddDepartment {
        id: DepartmentId::from_bytes([number; 16]),
        facts: DepartmentFacts::named(format!("部门{number}")),
        source: None,
    }
}

#[test]
fn what_was_saved_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    for round in 1..=3 {
        let mut store = Store::open(&path, "now").unwrap();
        assert_eq!(store.engine().take_notices(), [], "round {round}");
        store.engine().commit(&[add_department(round)], &asked()).unwrap();
        assert_eq!(store.engine().world().unwrap().departments().count(), usize::from(round));
        assert!(store.engine().verify().unwrap().is_whole());
        store.close().unwrap();
    }
}

#[test]
fn a_store_without_sled_is_rebuilt_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    let mut store = Store::open(&path, "now").unwrap();
    store.engine().commit(&[add_department(1), add_department(2)], &asked()).unwrap();
    store.close().unwrap();
    std::fs::remove_dir_all(path.join("sled")).unwrap();
    let mut store = Store::open(&path, "now").unwrap();
    assert_eq!(store.engine().take_notices().len(), 1);
    assert_eq!(store.engine().world().unwrap().departments().count(), 2);
}

#[test]
fn a_store_without_its_journal_writes_it_anew_from_sled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data");
    let mut store = Store::open(&path, "now").unwrap();
    store.engine().commit(&[add_department(1)], &asked()).unwrap();
    store.engine().commit(&[add_department(2)], &asked()).unwrap();
    store.close().unwrap();
    std::fs::remove_dir_all(path.join("journal")).unwrap();
    let mut store = Store::open(&path, "now").unwrap();
    assert!(!store.engine().take_notices().is_empty());
    assert_eq!(store.engine().world().unwrap().departments().count(), 2);
    store.engine().commit(&[add_department(3)], &asked()).unwrap();
    assert!(store.engine().verify().unwrap().is_whole());
}
