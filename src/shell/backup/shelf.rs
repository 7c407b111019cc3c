//! The backups in a folder: how they are called, and which of them are kept.
//!
//! ```text
//! tanshi-backup-0a1b2c3d-44556677-2023-10-20.zip           of the day: store, replica, day
//! tanshi-backup-0a1b2c3d-44556677-2023-10-20-manual.zip    asked for by a person, never removed
//! tanshi-backup-0a1b2c3d-44556677-2023-10-20-2.zip         where the name was taken by something else
//! tanshi-backup-0a1b2c3d-2023-10-20.zip                    of an early build, never removed
//! ```
//!
//! A copy of a store on another computer, or one that was restored, is the same store but another replica:
//! neither takes the backups of the other for its own.
#![expect(clippy::disallowed_methods, reason = "the folder is looked at here")]

use crate::domain::settings::BackupPlan;
use crate::store::marker::StoreMarker;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const PREFIX: &str = "tanshi-backup-";
const SUFFIX: &str = ".zip";
/// What the name of a backup has that a person asked for.
const MANUAL: &str = "-manual";
/// How many digits of an id a name has: several stores may share a medium.
const ID_DIGITS: usize = 8;
/// How long a day is, as it is written.
const DAY_LEN: usize = 10;
/// The most backups of one name that are numbered.
const NUMBERED: u32 = 999;

/// Who asked for a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The workbench, once a day; old ones go.
    Day,
    /// A person; it stays until a person removes it.
    Person,
}

/// Whose backups are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    /// The store, in hexadecimal digits.
    pub(super) store: String,
    /// The replica that writes there; `None` where the marker does not say.
    pub(super) replica: Option<String>,
}

impl Owner {
    /// Who writes in a folder, as its marker says.
    pub(super) fn of(data: &Path) -> Option<Self> {
        let marker = StoreMarker::read(data).ok().flatten()?;
        Some(Self { store: marker.store.to_string(), replica: Some(marker.replica.to_string()) })
    }
}

/// A backup that is kept.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// The day on which it was made.
    pub day: NaiveDate,
    /// Where it is.
    pub path: PathBuf,
    /// Who asked for it.
    pub cause: Cause,
    /// Whose it is.
    pub whose: Whose,
}

/// Whose a backup of a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Of the replica that asks.
    Own,
    /// An early build made it, and its name does not say.
    Unsaid,
    /// Of another replica: a copy of the store elsewhere.
    Other,
}

/// The folder of the backups that the workbench makes, within the data folder.
pub fn own_shelf(data: &Path) -> PathBuf {
    data.join("backups")
}

fn short(id: &str) -> &str {
    id.get(..ID_DIGITS).unwrap_or(id)
}

/// What the backup of a store on a day is called; one that is not the first of its name has a number.
pub(super) fn file_name(owner: &Owner, day: NaiveDate, cause: Cause, number: u32) -> String {
    let replica = owner.replica.as_ref().map(|it| format!("-{}", short(it))).unwrap_or_default();
    let manual = if cause == Cause::Person { MANUAL } else { "" };
    let number = if number > 1 { format!("-{number}") } else { String::new() };
    format!("{PREFIX}{}{replica}-{day}{manual}{number}{SUFFIX}", short(&owner.store))
}

/// The first name for a backup in a folder that nothing has, or whose file may be replaced; and whether
/// there is one to be replaced.
pub(super) fn place(
    folder: &Path,
    owner: &Owner,
    (day, cause): (NaiveDate, Cause),
    may_replace: impl Fn(&Path) -> bool,
) -> (PathBuf, bool) {
    let path = |number| folder.join(file_name(owner, day, cause, number));
    for number in 1..NUMBERED {
        let path = path(number);
        if fs::symlink_metadata(&path).is_err() {
            return (path, false);
        }
        if may_replace(&path) {
            return (path, true);
        }
    }
    (path(NUMBERED), false)
}

/// The backups of a store in a folder, oldest first; none where the folder is not there.
pub(super) fn kept(folder: &Path, owner: &Owner) -> io::Result<Vec<Kept>> {
    let mut kept = Vec::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(kept),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let read = name.to_str().and_then(|name| read_name(name, owner));
        kept.extend(read.map(|(day, cause, whose)| Kept { day, path: entry.path(), cause, whose }));
    }
    kept.sort();
    Ok(kept)
}

/// What the name of a backup of this store says; `None` for any other file.
fn read_name(name: &str, owner: &Owner) -> Option<(NaiveDate, Cause, Whose)> {
    let rest = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let (store, rest) = id(rest)?;
    if store != short(&owner.store) {
        return None;
    }
    let (replica, rest) = match id(rest) {
        Some((replica, rest)) => (Some(replica), rest),
        None => (None, rest),
    };
    let (text, tail) = rest.split_at_checked(DAY_LEN)?;
    let day: NaiveDate = text.parse().ok().filter(|day: &NaiveDate| day.to_string() == text)?;
    let (cause, tail) = match tail.strip_prefix(MANUAL) {
        Some(tail) => (Cause::Person, tail),
        None => (Cause::Day, tail),
    };
    if !tail.is_empty() {
        tail.strip_prefix('-')?.parse::<u32>().ok()?;
    }
    let whose = match (replica, owner.replica.as_deref().map(short)) {
        (replica, own) if replica == own => Whose::Own,
        (None, _) => Whose::Unsaid,
        _ => Whose::Other,
    };
    Some((day, cause, whose))
}

/// The digits of an id at the beginning of a text, and what stands behind them.
fn id(text: &str) -> Option<(&str, &str)> {
    let (digits, rest) = text.split_at_checked(ID_DIGITS)?;
    let is_id = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    rest.strip_prefix('-').filter(|_| is_id).map(|rest| (digits, rest))
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

/// Removes the backups of the days that are not kept any more; how many. What a person asked for, what
/// another replica made, and what a clock that was wrong has dated ahead is neither counted nor removed.
pub(super) fn prune(
    folder: &Path,
    owner: &Owner,
    plan: &BackupPlan,
    today: NaiveDate,
) -> io::Result<usize> {
    let mut kept = kept(folder, owner)?;
    kept.retain(|it| it.cause == Cause::Day && it.whose == Whose::Own && it.day <= today);
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

    fn owner(store: &str, replica: &str) -> Owner {
        Owner { store: store.to_owned(), replica: Some(replica.to_owned()) }
    }

    #[test]
    fn only_our_own_names_are_backups_of_a_store() {
        let ours = owner("0a1b2c3d4e5f", "445566778899");
        let day: NaiveDate = "2023-10-20".parse().unwrap();
        for (cause, number) in
            [(Cause::Day, 1), (Cause::Day, 2), (Cause::Person, 1), (Cause::Person, 3)]
        {
            let name = file_name(&ours, day, cause, number);
            assert_eq!(read_name(&name, &ours), Some((day, cause, Whose::Own)), "{name}");
            assert_eq!(read_name(&name, &owner("ffffffff0000", "445566778899")), None);
            let copy = owner("0a1b2c3d4e5f", "aaaaaaaabbbb");
            assert_eq!(read_name(&name, &copy), Some((day, cause, Whose::Other)));
            assert_eq!(read_name(&format!("{name}.bak"), &ours), None);
        }
        let early = read_name("tanshi-backup-0a1b2c3d-2023-10-20.zip", &ours);
        assert_eq!(early, Some((day, Cause::Day, Whose::Unsaid)));
        for other in
            ["tanshi-backup-0a1b2c3d-2023-1-2.zip", "tanshi-backup-0a1b2c3d-2023-10-20-x.zip"]
        {
            assert_eq!(read_name(other, &ours), None);
        }
    }
}
