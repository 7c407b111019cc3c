//! Processes killed at any moment.

use crate::child::Writer;
use crate::dice::Dice;
use crate::{Row, changes, work_folder};
use std::path::Path;
use std::time::Duration;
use tanshi::store::{Notice, Store};

/// So many kills go into one store.
const KILLS_A_STORE: u64 = 10;

pub(crate) fn run(kills: u64, seed: u64) -> Row {
    let mut dice = Dice(seed);
    let mut row =
        Row { what: "kill -9 while writing", done: 0, lost: Vec::new(), note: String::new() };
    let mut acknowledged = 0;
    let mut rebuilt = 0;
    while row.done < kills {
        let folder = work_folder();
        let store = folder.path().join("store");
        let mut last = 0;
        for _ in 0..KILLS_A_STORE.min(kills - row.done) {
            let writer = Writer::start(&store, dice.next());
            std::thread::sleep(Duration::from_millis(10 + dice.below(700)));
            let said = writer.kill().max(last);
            acknowledged += said - last;
            match check(&store, said) {
                Ok((found, notices)) => {
                    last = found;
                    rebuilt += u64::from(notices.iter().any(|it| !is_expected(it)));
                }
                Err(lost) => {
                    row.lost.push(format!("kill {}: {lost}", row.done));
                    last = said;
                }
            }
            row.done += 1;
        }
    }
    row.note = format!("{acknowledged} changes acknowledged, rows rebuilt {rebuilt} times");
    row
}

/// What a kill is expected to leave behind.
fn is_expected(notice: &Notice) -> bool {
    matches!(notice, Notice::RowsCaughtUp { .. } | Notice::TailSetAside { .. })
}

/// Opens a store and looks whether everything acknowledged is there, whole, and nothing in half;
/// how many changes there are, and what was told.
pub(crate) fn check(folder: &Path, acknowledged: u64) -> Result<(u64, Vec<Notice>), String> {
    let mut store = Store::open(folder, "parent").map_err(|error| format!("opening: {error}"))?;
    let notices = store.engine().take_notices();
    if let Some(reason) = store.engine().read_only() {
        return Err(format!("read-only: {reason}, {notices:?}"));
    }
    let world = store.engine().world().map_err(|error| error.to_string())?;
    let found = changes::count(&world);
    if found < acknowledged {
        return Err(format!("{found} of {acknowledged} changes, {notices:?}"));
    }
    changes::check(&world, found)?;
    let verified = store.engine().verify().map_err(|error| error.to_string())?;
    if !verified.is_whole() {
        return Err(format!("not whole: {verified:?}"));
    }
    // And it goes on.
    store
        .engine()
        .commit(&changes::change(found + 1), &changes::asked())
        .map_err(|error| format!("writing on: {error}"))?;
    Ok((found + 1, notices))
}
