//! The backups in a folder: how they are called, and which of them are kept.
#![expect(clippy::disallowed_methods, reason = "the folder is looked at here")]

use crate::domain::settings::BackupPlan;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const PREFIX: &str = "tanshi-backup-";
const SUFFIX: &str = ".zip";
/// How many digits of the store's id a name has: several stores may share a medium.
const STORE_DIGITS: usize = 8;

/// A backup that is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// The day on which it was made.
    pub day: NaiveDate,
    /// Where it is.
    pub path: PathBuf,
}

/// The folder of the backups that the workbench makes, within the data folder.
pub fn own_shelf(data: &Path) -> PathBuf {
    data.join("backups")
}

/// What the backup of a store on a day is called; `store` is its id in hexadecimal digits.
pub fn file_name(store: &str, day: NaiveDate) -> String {
    let digits: String = store.chars().take(STORE_DIGITS).collect();
    format!("{PREFIX}{digits}-{day}{SUFFIX}")
}

/// The backups of a store in a folder, oldest first; none where the folder is not there.
pub(super) fn kept(folder: &Path, store: &str) -> io::Result<Vec<Kept>> {
    let mut kept = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(kept),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let day = name.to_str().and_then(|name| day_of(name, store));
        kept.extend(day.map(|day| Kept { day, path: entry.path() }));
    }
    kept.sort();
    Ok(kept)
}

/// The day of a backup of this store, by its name; `None` for any other file.
fn day_of(name: &str, store: &str) -> Option<NaiveDate> {
    let rest = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let (digits, day) = rest.split_once('-')?;
    let day: NaiveDate = day.parse().ok()?;
    (digits.len() == STORE_DIGITS && store.starts_with(digits) && file_name(store, day) == name)
        .then_some(day)
}

/// The days whose backups go: all but the latest `daily` days, and beyond these the last one of each of
/// the latest `monthly` months.
pub(super) fn to_drop(days: &BTreeSet<NaiveDate>, plan: &BackupPlan) -> BTreeSet<NaiveDate> {
    let month = |day: &NaiveDate| (day.year(), day.month());
    let newest_first: Vec<NaiveDate> = days.iter().rev().copied().collect();
    let (latest, older) = newest_first
        .split_at_checked(usize::from(plan.daily.max(1)))
        .unwrap_or((&newest_first, &[]));
    let mut months: BTreeSet<(i32, u32)> = latest.iter().map(month).collect();
    let daily_months = months.len();
    let mut dropped = BTreeSet::new();
    for day in older {
        let is_last_of_month = months.insert(month(day));
        if !is_last_of_month || months.len() - daily_months > usize::from(plan.monthly) {
            dropped.insert(*day);
        }
    }
    dropped
}

/// Removes the backups that are not kept any more; how many.
pub(super) fn prune(folder: &Path, store: &str, plan: &BackupPlan) -> io::Result<usize> {
    let kept = kept(folder, store)?;
    let dropped = to_drop(&kept.iter().map(|it| it.day).collect(), plan);
    let gone: Vec<&Kept> = kept.iter().filter(|it| dropped.contains(&it.day)).collect();
    gone.iter().try_for_each(|it| fs::remove_file(&it.path))?;
    Ok(gone.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> BTreeSet<NaiveDate> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn the_latest_days_stay_and_then_the_last_of_each_month() {
        let plan = BackupPlan { folder: String::new(), daily: 2, monthly: 2 };
        let there = days(&[
            "2023-06-30",
            "2023-07-15",
            "2023-07-31",
            "2023-08-02",
            "2023-08-30",
            "2023-09-01",
            "2023-09-02",
            "2023-09-03",
        ]);
        // September is there by its latest days; then the last of August and of July.
        let gone = days(&["2023-06-30", "2023-07-15", "2023-08-02", "2023-09-01"]);
        assert_eq!(to_drop(&there, &plan), gone);
    }

    #[test]
    fn the_only_backup_is_never_removed() {
        let plan = BackupPlan { folder: String::new(), daily: 0, monthly: 0 };
        assert_eq!(to_drop(&days(&["2023-06-30"]), &plan), BTreeSet::new());
    }

    #[test]
    fn only_our_own_names_are_backups_of_a_store() {
        let store = "0a1b2c3d4e5f";
        let day = "2023-10-20".parse().unwrap();
        let name = file_name(store, day);
        assert_eq!(day_of(&name, store), Some(day));
        assert_eq!(day_of(&name, "ffffffff0000"), None);
        assert_eq!(day_of(&format!("{name}.bak"), store), None);
        assert_eq!(day_of("tanshi-backup-0a1b2c3d-2023-1-2.zip", store), None);
    }
}
