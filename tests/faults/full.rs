//! A disk that is full: nothing acknowledged is lost, and writing goes on when there is room.

use crate::changes::{asked, change, check};
use crate::power::Disk;
use crate::table::{End, Row};
use crate::{Plan, work_folder};
use std::fs;
use std::path::Path;
use tanshi::store::{Reason, Store, StoreError};

const IMAGE_BYTES: u64 = 24 << 20;
/// What is removed to make room.
const BALLAST_BYTES: usize = 6 << 20;

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let rounds = plan.times(1, 30);
    let mut rows =
        [Row::new("disk full while it writes"), Row::new("damage on a full or read-only disk")];
    let mut acknowledged = 0;
    for round in 0..rounds {
        let folder = work_folder();
        let Some(disk) = Disk::make(folder.path(), IMAGE_BYTES) else {
            return vec![Row::skipped("disk full while it writes", "no loop mounts here")];
        };
        let ballast = disk.mount_point.join("ballast");
        fs::write(&ballast, vec![1; BALLAST_BYTES]).unwrap();
        let filled = fill(&disk.mount_point.join("store"), &ballast)
            .map_err(|error| format!("{error}; on the disk: {}", listed(&disk.mount_point)));
        acknowledged += filled.as_ref().copied().unwrap_or_default();
        let case = format!("round {round}");
        rows[0].count(&case, filled.map(|_| End::Told));
        let store = disk.mount_point.join("damaged");
        rows[1].count(&case, damaged(&store, &disk).map(|()| End::Healed));
    }
    rows[0].note = format!("{acknowledged} changes acknowledged; goes on when there is room");
    rows.into()
}

/// What takes the room, in KiB.
fn listed(folder: &Path) -> String {
    let mut command = std::process::Command::new("du");
    let listed = command.args(["-ak", folder.to_str().unwrap()]).output();
    listed.map_or_else(|error| error.to_string(), |it| String::from_utf8_lossy(&it.stdout).into())
}

/// Writes until the disk is full, reads, opens anew, makes room and goes on.
fn fill(folder: &Path, ballast: &Path) -> Result<u64, String> {
    let said = |error: StoreError| error.to_string();
    let mut store = Store::open(folder, "now").map_err(said)?;
    let mut last = 0;
    while store.engine().commit(&change(last + 1), &asked()).is_ok() {
        last += 1;
    }
    for opened in ["still open", "opened anew", "opened again"] {
        let world = store.engine().world().map_err(said)?;
        check(&world, last).map_err(|error| format!("{opened}: {error}"))?;
        if store.engine().commit(&change(last + 1), &asked()).is_ok() {
            // Closing has given some room back.
            last += 1;
        } else if store.engine().read_only() != Some(Reason::DiskFull) {
            return Err(format!("{opened}: {:?}", store.engine().read_only()));
        }
        drop(store);
        store = Store::open(folder, "now").map_err(|error| format!("after {opened}: {error}"))?;
    }
    fs::remove_file(ballast).map_err(|error| error.to_string())?;
    for _ in 0..5 {
        store.engine().commit(&change(last + 1), &asked()).map_err(said)?;
        last += 1;
    }
    check(&store.engine().world().map_err(said)?, last)?;
    let verified = store.engine().verify().map_err(said)?;
    if !verified.is_whole() {
        return Err(format!("not whole: {verified:?}"));
    }
    store.close().map_err(said)?;
    let mut store = Store::open(folder, "now").map_err(said)?;
    check(&store.engine().world().map_err(said)?, last)?;
    Ok(last)
}

/// A closed store with one bit of the journal flipped, on a disk that is full, then on one that may
/// only be read: what only sled holds is shown, or named as not shown.
fn damaged(folder: &Path, disk: &Disk) -> Result<(), String> {
    const LAST: u64 = 5;
    let said = |error: StoreError| error.to_string();
    let mut store = Store::open(folder, "now").map_err(said)?;
    for number in 1..=LAST {
        store.engine().commit(&change(number), &asked()).map_err(said)?;
    }
    let fourth = store.engine().journal().groups_from(4).next();
    let at = fourth.and_then(Result::ok).map(|group| group.offset).ok_or("no fourth group")?;
    store.close().map_err(said)?;
    let segment = folder.join("journal/journal-0001-00000001.seg");
    let mut bytes = fs::read(&segment).unwrap();
    bytes[usize::try_from(at).unwrap() + 60] ^= 1;
    fs::write(&segment, bytes).unwrap();
    let ballast = disk.mount_point.join("ballast");
    fill_up(&ballast);
    looked_at(folder, LAST).map_err(|error| format!("full: {error}"))?;
    fs::remove_file(&ballast).unwrap();
    disk.remount("ro");
    let seen = looked_at(folder, LAST).map_err(|error| format!("read-only: {error}"));
    disk.remount("rw");
    seen?;
    let mut store = Store::open(folder, "now").map_err(said)?;
    store.engine().commit(&change(LAST + 1), &asked()).map_err(said)?;
    check(&store.engine().world().map_err(said)?, LAST + 1)?;
    if !store.engine().scrub().map_err(said)?.is_whole() {
        return Err("not healed".to_owned());
    }
    store.close().map_err(said)
}

/// Takes all the room that there is, beside what was taken before.
pub(crate) fn fill_up(ballast: &Path) {
    use std::io::Write;
    let mut file = fs::OpenOptions::new().append(true).create(true).open(ballast).unwrap();
    for size in [1 << 20, 4096, 1] {
        while file.write_all(&vec![1; size]).is_ok() {}
    }
    file.sync_all().ok();
}

fn looked_at(folder: &Path, last: u64) -> Result<(), String> {
    let mut store = Store::open(folder, "now").map_err(|error| error.to_string())?;
    let world = store.engine().world().map_err(|error| error.to_string())?;
    let is_saved = store.engine().commit(&change(last + 1), &asked()).is_ok();
    match (check(&world, last), store.engine().read_only()) {
        (_, None) => Err(format!("it can be written, {is_saved}")),
        (Ok(()), Some(_)) | (Err(_), Some(Reason::PartlyShown { .. })) => Ok(()),
        (Err(error), Some(reason)) => Err(format!("{error}, {reason}")),
    }
}
