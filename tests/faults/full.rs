//! A disk that is full: nothing acknowledged is lost, and writing goes on when there is room.

use crate::changes::{asked, change, check};
use crate::power::Disk;
use crate::{Row, work_folder};
use std::fs;
use std::path::Path;
use tanshi::store::{Reason, Store, StoreError};

const IMAGE_BYTES: u64 = 24 << 20;
/// What is removed to make room.
const BALLAST_BYTES: usize = 6 << 20;

pub(crate) fn run(rounds: u64) -> Row {
    let mut row = Row { what: "full disk", done: 0, lost: Vec::new(), note: String::new() };
    let mut acknowledged = 0;
    for round in 0..rounds {
        let folder = work_folder();
        let Some(disk) = Disk::make(folder.path(), IMAGE_BYTES) else {
            row.note.push_str("skipped: no loop mounts here");
            return row;
        };
        let ballast = disk.mount_point.join("ballast");
        fs::write(&ballast, vec![1; BALLAST_BYTES]).unwrap();
        match fill(&disk.mount_point.join("store"), &ballast) {
            Ok(last) => acknowledged += last,
            Err(lost) => row.lost.push(format!("full disk {round}: {lost}")),
        }
        row.done += 1;
    }
    row.note = format!("{acknowledged} changes acknowledged");
    row
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
