//! One of the two copies pulled away, or put back to an older state: at rest, and while the store is open.

use crate::changes::{asked, change, check};
use crate::damage::{closed, copy};
use crate::dice::Dice;
use crate::table::{End, Row, of_notices};
use crate::{Plan, work_folder};
use std::fs;
use std::path::Path;
use tanshi::store::marker::{Place, StoreMarker};
use tanshi::store::{Store, StoreError};

/// What is done to the folder of one copy; the second is that copy as it was earlier.
type Pull = fn(&Path, &Path);

const PULLS: [(&str, Pull); 5] = [
    ("removed", |copy, _| fs::remove_dir_all(copy).unwrap()),
    ("moved away", |copy, _| fs::rename(copy, copy.with_extension("moved")).unwrap()),
    ("emptied", |copy, _| {
        fs::remove_dir_all(copy).unwrap();
        fs::create_dir(copy).unwrap();
    }),
    ("put back to an older state", |pulled, early| {
        fs::remove_dir_all(pulled).unwrap();
        copy(early, pulled);
    }),
    ("replaced by a file", |copy, _| {
        fs::remove_dir_all(copy).unwrap();
        fs::write(copy, "no folder").unwrap();
    }),
];
const COPIES: [&str; 2] = ["sled", "journal"];
/// Changes before anything is pulled.
const BEFORE: u64 = 12;

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let mut dice = Dice(plan.seed ^ 0x9A);
    let folder = work_folder();
    let base = folder.path().join("base");
    closed(&base, BEFORE - 3);
    copy(&base, &base.with_extension("early"));
    let mut store = Store::open(&base, "base").unwrap();
    for number in BEFORE - 2..=BEFORE {
        store.engine().commit(&change(number), &asked()).unwrap();
    }
    store.close().unwrap();
    let mut at_rest = Row::new("one copy pulled away at rest");
    let mut open = Row::new("one copy pulled away while open");
    let mut swapped = Row::new("one copy away and back again while open");
    for round in 0..plan.times(1, 50) {
        for copy in COPIES {
            for (how, pull) in PULLS {
                let case = format!("round {round}, {copy} {how}");
                at_rest.count(&case, pulled_at_rest(&base, copy, pull));
                open.count(&case, pulled_while_open(&base, copy, pull, &mut dice));
            }
            swapped.count(&format!("round {round}, {copy}"), away_and_back(&base, copy));
        }
    }
    vec![at_rest, open, swapped]
}

fn ready(base: &Path, store: &Path) {
    copy(base, store);
    // As if it were no copy: that alone would have the rows made anew.
    let marker = StoreMarker::read(store).unwrap().unwrap();
    StoreMarker { place: Place::of(store).unwrap(), ..marker }.write(store).unwrap();
}

fn pulled_at_rest(base: &Path, copy: &str, pull: Pull) -> Result<End, String> {
    let folder = work_folder();
    let store = folder.path().join("store");
    ready(base, &store);
    pull(&store.join(copy), &base.with_extension("early").join(copy));
    let was_refused = is_cleared(&store)?;
    let end = holds(&store, BEFORE)?;
    Ok(if was_refused { End::Refused } else { end })
}

/// A file in the place of the journal's folder is nothing that a program may remove: it is named, and once
/// somebody has removed it, everything is there. Whether it was so.
fn is_cleared(folder: &Path) -> Result<bool, String> {
    let journal = folder.join("journal");
    if !journal.is_file() {
        return Ok(false);
    }
    match Store::open(folder, "parent") {
        Err(StoreError::Io { path, .. }) if path == journal => {
            fs::remove_file(path).unwrap();
            Ok(true)
        }
        other => Err(format!("a file in its place: {:?}", other.map(drop))),
    }
}

/// Everything up to `last` is there at the next opening, can be gone on with, and stays.
fn holds(folder: &Path, last: u64) -> Result<End, String> {
    let said = |error: StoreError| error.to_string();
    let mut store = Store::open(folder, "parent").map_err(|error| format!("opening: {error}"))?;
    check(&store.engine().world().map_err(said)?, last)?;
    let notices = store.engine().take_notices();
    store.engine().commit(&change(last + 1), &asked()).map_err(said)?;
    if !store.verify().map_err(said)?.is_whole() {
        return Err("not whole".to_owned());
    }
    store.close().map_err(said)?;
    let mut store = Store::open(folder, "again").map_err(said)?;
    check(&store.engine().world().map_err(said)?, last + 1)?;
    Ok(of_notices(&notices))
}

/// Commits around the moment in which a copy is pulled away: what was acknowledged is there whatever
/// follows, and what was refused was told.
fn pulled_while_open(base: &Path, copy: &str, pull: Pull, dice: &mut Dice) -> Result<End, String> {
    let folder = work_folder();
    let path = folder.path().join("store");
    ready(base, &path);
    let said = |error: StoreError| error.to_string();
    let mut store = Store::open(&path, "open").map_err(said)?;
    let mut last = BEFORE;
    for _ in 0..dice.below(4) {
        last += 1;
        store.engine().commit(&change(last), &asked()).map_err(said)?;
    }
    if dice.below(2) == 0 {
        store.engine().make_durable().map_err(said)?;
    }
    pull(&path.join(copy), &base.with_extension("early").join(copy));
    let mut refused = 0;
    for _ in 0..5 {
        match store.engine().commit(&change(last + 1), &asked()) {
            Ok(_) => last += 1,
            Err(_) => refused += 1,
        }
        let world = store.engine().world().map_err(|error| format!("reading: {error}"))?;
        check(&world, last).map_err(|lost| format!("still open: {lost}"))?;
    }
    let mut notices = store.engine().take_notices();
    if dice.below(2) == 0 {
        // Refused where a copy cannot be made durable; the next opening puts it right.
        store.close().ok();
    } else {
        drop(store);
    }
    is_cleared(&path)?;
    let mut store = Store::open(&path, "parent").map_err(|error| format!("opening: {error}"))?;
    notices.extend(store.engine().take_notices());
    drop(store);
    if notices.is_empty() && refused == 0 {
        return Err("nothing was told".to_owned());
    }
    holds(&path, last).map(|_| End::Healed)
}

/// A folder that a sync client or a mounted disk takes away for a while.
fn away_and_back(base: &Path, copy: &str) -> Result<End, String> {
    let folder = work_folder();
    let path = folder.path().join("store");
    ready(base, &path);
    let said = |error: StoreError| error.to_string();
    let mut store = Store::open(&path, "open").map_err(said)?;
    let away = path.join("away");
    fs::rename(path.join(copy), &away).unwrap();
    let mut last = BEFORE;
    last += u64::from(store.engine().commit(&change(last + 1), &asked()).is_ok());
    if path.join(copy).exists() {
        // Made anew meanwhile: what comes back finds its place taken.
        fs::remove_dir_all(&away).unwrap();
    } else {
        fs::rename(&away, path.join(copy)).unwrap();
    }
    for _ in 0..3 {
        last += u64::from(store.engine().commit(&change(last + 1), &asked()).is_ok());
        check(&store.engine().world().map_err(said)?, last)?;
    }
    let notices = store.engine().take_notices();
    store.close().ok();
    let held = holds(&path, last)?;
    Ok(if notices.is_empty() { held } else { End::Healed })
}
