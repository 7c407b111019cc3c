//! The figures of speed, each beside what the disk can do in the same run.

use crate::changes::asked;
use crate::work_folder;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};
use tanshi::domain::action::Action;
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::id::{DepartmentId, EntityKind, IssueId, PersonId, StudioId};
use tanshi::domain::issue::IssueFacts;
use tanshi::domain::number::StudioCode;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::studio::StudioFacts;
use tanshi::store::Store;

const STUDIO: StudioId = StudioId::from_bytes([1; 16]);

pub(crate) fn run() {
    let folder = work_folder();
    one_change(&folder.path().join("one"), &folder.path().join("bare"));
    let many = folder.path().join("many");
    batches(&many);
    rebuild(&many);
    departments(&folder.path().join("departments"));
}

fn id(number: u64) -> [u8; 16] {
    let mut id = [9; 16];
    id[..8].copy_from_slice(&number.to_be_bytes());
    id
}

fn with_studio(folder: &Path) -> Store {
    let mut store = Store::open(folder, "speed").unwrap();
    let facts = StudioFacts::named("韶峰工作室", StudioCode::parse("SFL").unwrap());
    let add = Action::AddStudio { id: STUDIO, facts, source: None };
    store.engine().commit(&[add], &asked()).unwrap();
    store
}

fn add_issue(number: u64) -> Action {
    let mut facts = IssueFacts::titled(format!("塘边第{number}盏路灯不亮"));
    facts.body = "居民反映，从村口到学校的路灯坏了一个多月，晚上孩子放学看不清路。".repeat(2);
    Action::AddIssue { id: IssueId::from_bytes(id(number)), studio: STUDIO, facts, source: None }
}

/// A durable change, and a bare append and sync of as many bytes, turn by turn.
fn one_change(folder: &Path, bare: &Path) {
    let mut store = with_studio(folder);
    let segment = folder.join("journal/journal-0001-00000001.seg");
    let mut bare = OpenOptions::new().append(true).create(true).open(bare).unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for number in 0..1_000 {
        let before = fs::metadata(&segment).unwrap().len();
        ours.push(time(|| {
            store.engine().commit(&[add_issue(number)], &asked()).unwrap();
        }));
        let len = fs::metadata(&segment).unwrap().len() - before;
        let bytes = vec![7; usize::try_from(len).unwrap()];
        theirs.push(time(|| sync_append(&mut bare, &bytes)));
    }
    let (ours, theirs) = (median(&mut ours), median(&mut theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("durable change p50 {ours:?}, bare append and sync {theirs:?}: {ratio:.2} times");
}

fn sync_append(file: &mut File, bytes: &[u8]) {
    file.write_all(bytes).unwrap();
    file.sync_data().unwrap();
}

/// 20,000 events, 500 to a sync.
fn batches(folder: &Path) {
    let mut store = with_studio(folder);
    let took = time(|| {
        for batch in 0..40_u64 {
            let mut collected = store.engine().begin().unwrap();
            for number in batch * 500..(batch + 1) * 500 {
                let action = if number % 2 == 0 {
                    add_issue(number)
                } else {
                    let facts = PersonFacts::named(format!("居民{number}"), Side::Public);
                    let id = PersonId::from_bytes(id(number));
                    Action::AddPerson { id, facts, source: None }
                };
                store.engine().add(&mut collected, &[action], &asked()).unwrap();
            }
            store.engine().finish(collected).unwrap();
        }
    });
    println!("20,000 events in batches of 500: {took:?}");
    store.close().unwrap();
}

fn rebuild(folder: &Path) {
    println!(
        "opening as it was closed: {:?}",
        time(|| drop(Store::open(folder, "speed").unwrap()))
    );
    fs::remove_dir_all(folder.join("sled")).unwrap();
    let took = time(|| drop(Store::open(folder, "speed").unwrap()));
    println!("rebuilding the rows of 20,000 events: {took:?}");
    let mut store = Store::open(folder, "speed").unwrap();
    println!("full check of 20,000 events: {:?}", time(|| drop(store.verify().unwrap())));
    let mut count = 0;
    let took = time(|| store.engine().scan(EntityKind::Issue, |_| count += 1).unwrap());
    println!("scan of {count} issues: {took:?}");
    drop(store);
    fs::remove_dir_all(folder.join("journal")).unwrap();
    let took = time(|| drop(Store::open(folder, "speed").unwrap()));
    println!("writing the journal of 20,000 events anew: {took:?}");
}

/// Each one looks at all the others.
fn departments(folder: &Path) {
    let mut store = Store::open(folder, "speed").unwrap();
    let took = time(|| {
        let mut collected = store.engine().begin().unwrap();
        for number in 0..2_000 {
            let id = DepartmentId::from_bytes(id(number));
            let facts = DepartmentFacts::named(format!("部门{number}"));
            let add = Action::AddDepartment { id, facts, source: None };
            store.engine().add(&mut collected, &[add], &asked()).unwrap();
        }
        store.engine().finish(collected).unwrap();
    });
    println!("2,000 departments in one batch: {took:?}");
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
