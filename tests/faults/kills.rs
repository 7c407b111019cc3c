//! Processes killed at any moment.

use crate::child::Writer;
use crate::dice::Dice;
use crate::table::{End, Row, of_notices};
use crate::{Plan, changes, work_folder};
use std::path::Path;
use std::time::Duration;
use tanshi::store::{Notice, Store};

/// So many kills go into one store.
const KILLS_A_STORE: u64 = 10;

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let kills = plan.times(10, 1);
    let mut dice = Dice(plan.seed);
    let mut row = Row::new("kill -9 at any moment while it writes");
    let mut acknowledged = 0;
    let mut told = std::collections::BTreeMap::<String, u64>::new();
    while row.done < kills {
        let folder = work_folder();
        let store = folder.path().join("store");
        let mut last = 0;
        for _ in 0..KILLS_A_STORE.min(kills - row.done) {
            let writer = Writer::start(&store, dice.next());
            std::thread::sleep(Duration::from_millis(10 + dice.below(700)));
            let said = writer.kill().max(last);
            acknowledged += said - last;
            let checked = check(&store, said);
            last = checked.as_ref().map_or(said, |(found, _)| *found);
            let end = checked.map(|(_, notices)| {
                for notice in notices.iter().filter(|it| !is_expected(it)) {
                    let cause = match notice {
                        Notice::RowsRebuilt { cause, .. } => format!("rows {cause:?}"),
                        other => format!("{other:?}"),
                    };
                    *told.entry(cause).or_default() += 1;
                }
                of_notices(&notices)
            });
            row.count(&format!("kill {}", row.done), end);
        }
    }
    row.note = format!("{acknowledged} changes acknowledged; also told: {told:?}");
    vec![row]
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
    // With the files of the evidence.
    let verified = store.verify().map_err(|error| error.to_string())?;
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

/// The same, as an end.
pub(crate) fn end(folder: &Path, acknowledged: u64) -> Result<End, String> {
    check(folder, acknowledged).map(|(_, notices)| of_notices(&notices))
}
