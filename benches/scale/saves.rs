//! A change that is saved, beside a bare append and sync of as many bytes; and changes that are saved together.

use crate::crowd::id;
use crate::effort::Effort;
use crate::stores::{Kept, asked};
use crate::table::{Table, Times, shown};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tanshi::domain::action::Action;
use tanshi::domain::id::PersonId;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::store::Store;

/// So many changes share a sync.
const TOGETHER: usize = 500;

pub(crate) fn measure(store: &Kept, effort: Effort, table: &mut Table) {
    one_by_one(store, effort.changes, table);
    together(effort.batches, table);
}

/// Adds people to the store itself: what a change costs must not grow with it.
fn one_by_one(kept: &Kept, turns: usize, table: &mut Table) {
    let mut store = Store::open(&kept.folder, "scale").unwrap();
    let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let bare = home.path().join("bare");
    let mut bare = OpenOptions::new().append(true).create(true).open(bare).unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for add in people(turns) {
        let before = journal_bytes(&kept.folder);
        ours.push(time(|| drop(store.engine().commit(&[add], &asked()).unwrap())));
        let bytes = vec![7; journal_bytes(&kept.folder).saturating_sub(before).max(1)];
        theirs.push(time(|| {
            bare.write_all(&bytes).unwrap();
            bare.sync_data().unwrap();
        }));
    }
    store.close().unwrap();
    let (ours, theirs) = (Times::of(ours), Times::of(theirs));
    let both = |times: &Times| format!("{} / {}", shown(times.at(50)), shown(times.at(99)));
    table.put("bare append and sync of as many bytes, p50 / p99", both(&theirs));
    table.put("a durable change, p50 / p99", both(&ours));
    let ratio = ours.at(50).as_secs_f64() / theirs.at(50).as_secs_f64();
    table.put("… of the bare append", format!("{ratio:.2}"));
    table.aim("a durable change, of 1.5 × bare append", ratio / 1.5, 3.0);
    table.point("一次保存 / durable change", ours.at(50));
}

fn together(batches: usize, table: &mut Table) {
    let home = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut store = Store::open(&home.path().join("data"), "scale").unwrap();
    let all = people(TOGETHER * batches);
    let took = time(|| {
        for batch in all.chunks(TOGETHER) {
            let mut collected = store.engine().begin().unwrap();
            for add in batch {
                store.engine().add(&mut collected, std::slice::from_ref(add), &asked()).unwrap();
            }
            store.engine().finish(collected).unwrap();
        }
    });
    store.close().unwrap();
    let rate = f64::from(u32::try_from(all.len()).unwrap()) / took.as_secs_f64();
    table.put("changes saved in a second, 500 to a sync", format!("{rate:.0}"));
    table.aim("10,000 changes a second, of those in groups of 500", 10_000.0 / rate, 2.0);
}

/// People whom no run has added before.
fn people(count: usize) -> Vec<Action> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let first = usize::try_from(seconds).unwrap() * 100_000;
    let add = |number: usize| {
        let facts = PersonFacts::named(format!("过路人{}", first + number), Side::Public);
        Action::AddPerson { id: PersonId::from_bytes(id(9, first + number)), facts, source: None }
    };
    (0..count).map(add).collect()
}

fn journal_bytes(folder: &Path) -> usize {
    let files = fs::read_dir(folder.join("journal")).unwrap();
    let lengths = files.map(|file| file.unwrap().metadata().unwrap().len());
    usize::try_from(lengths.sum::<u64>()).unwrap()
}

fn time(act: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    act();
    begun.elapsed()
}
