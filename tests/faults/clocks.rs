//! The clock put back and forth, up to a year, between changes and between openings.

use crate::changes::{asked, change, check};
use crate::dice::Dice;
use crate::table::{End, Row};
use crate::{Plan, work_folder};
use chrono::{DateTime, NaiveDate};
use std::collections::BTreeSet;
use std::fs;
use tanshi::store::{Asked, Store, StoreError};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;
/// By how much the clock jumps, in milliseconds.
const JUMPS: [i64; 9] = [
    0,
    1_000,
    -1_000,
    DAY_MILLIS / 24,
    -DAY_MILLIS / 24,
    DAY_MILLIS * 2,
    -DAY_MILLIS * 2,
    DAY_MILLIS * 366,
    -DAY_MILLIS * 366,
];

pub(crate) fn run(plan: Plan) -> Vec<Row> {
    let mut dice = Dice(plan.seed ^ 0xC1);
    let mut row = Row::new("clock put back and forth, up to a year");
    let mut behind = 0;
    for case in 0..plan.times(4, 10) {
        let ended = jumps(&mut dice, &mut behind);
        row.count(&format!("case {case}"), ended);
    }
    row.note = format!("{behind} times told that it is behind the log");
    vec![row]
}

fn at(millis: i64) -> Asked {
    let day: NaiveDate = DateTime::from_timestamp_millis(millis).unwrap().date_naive();
    Asked { today: day, wall_millis: u64::try_from(millis).unwrap(), ..asked() }
}

/// A store under a clock that jumps: what was saved stays, in its order, and numbers are given once.
fn jumps(dice: &mut Dice, behind: &mut u64) -> Result<End, String> {
    let folder = work_folder();
    let path = folder.path().join("store");
    let said = |error: StoreError| error.to_string();
    let mut millis = i64::try_from(asked().wall_millis).unwrap();
    let mut store = Store::open(&path, "now").map_err(said)?;
    let (mut last, mut is_told) = (0, false);
    for _ in 0..40 {
        // A year in each direction around where it began.
        millis = (millis + dice.pick(&JUMPS)).clamp(1_660_000_000_000, 1_735_000_000_000);
        match store.engine().commit(&change(last + 1), &at(millis)) {
            Ok(_) => last += 1,
            Err(StoreError::ClockBehind { .. }) => {
                *behind += 1;
                is_told = true;
                if dice.below(2) == 0 {
                    // As the doctor does when it is told that the date of now is right.
                    let millis = u64::try_from(millis).unwrap();
                    store.engine().restart_clock(millis).map_err(said)?;
                }
            }
            Err(error) => return Err(error.to_string()),
        }
        match dice.below(12) {
            0 => drop(store),
            1 => store.close().map_err(said)?,
            2 => {
                drop(store);
                // Stamps and numbers have to come out of the journal again.
                fs::remove_dir_all(path.join("sled")).unwrap();
            }
            _ => continue,
        }
        store = Store::open(&path, "now").map_err(said)?;
        check(&store.engine().world().map_err(said)?, last)?;
    }
    let world = store.engine().world().map_err(said)?;
    check(&world, last)?;
    let numbers: BTreeSet<&str> = world.issues().map(|issue| issue.number.as_str()).collect();
    if numbers.len() as u64 != last {
        return Err(format!("{} numbers for {last} issues", numbers.len()));
    }
    is_in_order(&mut store, last)?;
    if !store.verify().map_err(said)?.is_whole() {
        return Err("not whole".to_owned());
    }
    Ok(if is_told { End::Told } else { End::Well })
}

/// History has the changes in the order in which they were acknowledged, whatever the clock said.
fn is_in_order(store: &mut Store, last: u64) -> Result<(), String> {
    use tanshi::domain::event::Event;
    let latest = store.engine().latest_changes(usize::MAX).map_err(|error| error.to_string())?;
    let added = |events: &Vec<Event>| {
        let id = events.iter().find_map(|event| match event {
            Event::IssueAdded(added) => Some(added.id),
            _ => None,
        })?;
        Some(u64::from_be_bytes(id.to_bytes()[..8].try_into().ok()?))
    };
    let found: Vec<u64> =
        latest.changes.iter().rev().filter_map(|(_, events)| added(events)).collect();
    if found != (1..=last).collect::<Vec<_>>() {
        return Err(format!("not in the order of saving: {found:?}"));
    }
    Ok(())
}
