//! A store copied to another folder or another machine: the copy writes under a new name, so that both can
//! go on without giving a number twice; a folder that was only moved keeps its name.

use crate::changes::{asked, change, check, issue_id};
use crate::damage::{closed, copy};
use crate::dice::Dice;
use crate::table::{End, Row};
use crate::{Plan, work_folder};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tanshi::log::ReplicaId;
use tanshi::store::marker::{Place, StoreMarker};
use tanshi::store::{Notice, Store, StoreError};

const BEFORE: u64 = 9;

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let mut dice = Dice(plan.seed ^ 0xCE);
    let folder = work_folder();
    let base = closed(&folder.path().join("base"), BEFORE).folder;
    let mut copies = Row::new("store copied, both go on");
    let mut machine = Row::new("store found on another machine");
    let mut moved = Row::new("folder renamed");
    for round in 0..plan.times(3, 20) {
        let case = format!("round {round}");
        for open in [false, true] {
            let ended = copied(&base, open, &mut dice);
            copies.count(&format!("{case}, copied while open: {open}"), ended);
        }
        machine.count(&case, other_machine(&base));
        moved.count(&case, renamed(&base));
    }
    vec![copies, machine, moved]
}

/// A store as it was begun in its place.
fn ready(base: &Path, store: &Path) {
    copy(base, store);
    let marker = StoreMarker::read(store).unwrap().unwrap();
    StoreMarker { place: Place::of(store).unwrap(), ..marker }.write(store).unwrap();
}

fn replica(folder: &Path) -> ReplicaId {
    StoreMarker::read(folder).unwrap().unwrap().replica
}

/// Opens, adds the next issue, and gives its number.
fn goes_on(folder: &Path, last: u64, is_new: bool) -> Result<String, String> {
    let said = |error: StoreError| error.to_string();
    let mut store = Store::open(folder, "now").map_err(said)?;
    check(&store.engine().world().map_err(said)?, last)?;
    let told = store.engine().take_notices().contains(&Notice::NewReplica);
    if told != is_new {
        return Err(format!("told of a new name: {told}"));
    }
    store.engine().commit(&change(last + 1), &asked()).map_err(said)?;
    let world = store.engine().world().map_err(said)?;
    if !store.verify().map_err(said)?.is_whole() {
        return Err("not whole".to_owned());
    }
    let number = world.issue(issue_id(last + 1)).map(|issue| issue.number.as_str().to_owned());
    store.close().map_err(said)?;
    number.ok_or_else(|| "no number".to_owned())
}

/// A copy, and a copy of that: three places that give the next number each.
fn copied(base: &Path, open: bool, dice: &mut Dice) -> Result<End, String> {
    let folder = work_folder();
    let [first, second, third] = ["first", "second", "third"].map(|it| folder.path().join(it));
    ready(base, &first);
    let mut last = BEFORE;
    if open {
        // As a sync client does it: a file here, a change there.
        let mut store = Store::open(&first, "now").map_err(|error| error.to_string())?;
        for _ in 0..=dice.below(3) {
            last += 1;
            let saved = store.engine().commit(&change(last), &asked());
            saved.map_err(|error| error.to_string())?;
        }
        copy(&first, &second);
        drop(store);
    } else {
        copy(&first, &second);
    }
    copy(&second, &third);
    let before = replica(&first);
    let mut numbers = BTreeSet::new();
    for (place, is_new) in [(&first, false), (&second, true), (&third, true)] {
        numbers.insert(goes_on(place, last, is_new)?);
        // Its name stays from then on.
        goes_on(place, last + 1, false)?;
    }
    let replicas = [first.as_path(), &second, &third].map(replica);
    let names: BTreeSet<_> = replicas.iter().map(ToString::to_string).collect();
    if replicas[0] != before || names.len() != 3 {
        return Err(format!("{names:?}"));
    }
    // Two copies that know nothing of each other draw one of 1,024 marks each; neither may draw the
    // original's.
    let of_first = goes_on(&first, last + 2, false)?;
    if numbers.len() < 2 || numbers.contains(&of_first) {
        return Err(format!("{numbers:?}"));
    }
    Ok(End::Healed)
}

fn other_machine(base: &Path) -> Result<End, String> {
    let folder = work_folder();
    let store = folder.path().join("store");
    ready(base, &store);
    let marker = StoreMarker::read(&store).unwrap().unwrap();
    let before = marker.replica;
    let place = Place { machine: Some("0123456789abcdef".to_owned()), ..marker.place };
    StoreMarker { place, ..marker }.write(&store).unwrap();
    goes_on(&store, BEFORE, true)?;
    if replica(&store) == before {
        return Err("the same name".to_owned());
    }
    Ok(End::Healed)
}

fn renamed(base: &Path) -> Result<End, String> {
    let folder = work_folder();
    let (store, new) = (folder.path().join("store"), folder.path().join("new"));
    ready(base, &store);
    let before = replica(&store);
    fs::rename(&store, &new).unwrap();
    goes_on(&new, BEFORE, false)?;
    if replica(&new) == before { Ok(End::Well) } else { Err("another name".to_owned()) }
}
