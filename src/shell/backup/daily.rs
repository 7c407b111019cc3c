//! One backup a day, into the data folder and into a folder of the user's choice; and how they stand.

use super::make::{Made, make_of, proved};
use super::shelf::{Kept, file_name, kept, own_shelf, prune};
use super::{BackupFault, io_fault};
use crate::domain::settings::BackupPlan;
use crate::store::copy::Proved;
use crate::store::marker::StoreMarker;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};

/// How the backups in one folder stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it is that of the data folder, not one of the user's choice.
    pub is_own: bool,
    /// Whether the folder is there: its medium may not be plugged in.
    pub is_there: bool,
    /// The latest backup there.
    pub latest: Option<Kept>,
}

/// What came of the backup of a day in one folder.
#[derive(Debug)]
pub enum Outcome {
    /// There is one of today already.
    Current(Kept),
    /// One was made, and so many older ones were removed.
    Made(Box<Made>, usize),
    /// The folder of the user's choice is not there.
    NotThere(PathBuf),
    /// It was not made.
    Failed(PathBuf, BackupFault),
}

/// The folders that a plan names: whether it is the own one, and which.
fn folders(data: &Path, plan: &BackupPlan) -> Vec<(bool, PathBuf)> {
    let chosen = plan.folder.trim();
    let chosen = (!chosen.is_empty()).then(|| (false, PathBuf::from(chosen)));
    std::iter::once((true, own_shelf(data))).chain(chosen).collect()
}

/// How the backups of a store stand.
pub fn standing(data: &Path, plan: &BackupPlan) -> Vec<Stand> {
    let store = store_of(data);
    let stand = |(is_own, folder): (bool, PathBuf)| {
        let latest = store.as_deref().and_then(|store| kept(&folder, store).ok()?.pop());
        Stand { is_there: folder.is_dir(), is_own, latest, folder }
    };
    folders(data, plan).into_iter().map(stand).collect()
}

/// Whose store is in a folder, in hexadecimal digits.
fn store_of(data: &Path) -> Option<String> {
    StoreMarker::read(data).ok().flatten().map(|marker| marker.store.to_string())
}

/// Makes the backups of a day where there is none of it yet; nothing where the plan wants none.
pub fn daily(data: &Path, plan: &BackupPlan, day: NaiveDate) -> Vec<Outcome> {
    if plan.daily == 0 {
        return Vec::new();
    }
    let mut journal: Option<Proved> = None;
    let stands = standing(data, plan).into_iter();
    stands.map(|stand| on_shelf(data, plan, day, stand, &mut journal)).collect()
}

fn on_shelf(
    data: &Path,
    plan: &BackupPlan,
    day: NaiveDate,
    stand: Stand,
    journal: &mut Option<Proved>,
) -> Outcome {
    if let Some(latest) = stand.latest.filter(|latest| latest.day >= day) {
        return Outcome::Current(latest);
    }
    if !stand.is_there && !stand.is_own {
        return Outcome::NotThere(stand.folder);
    }
    match make_on(data, plan, day, &stand.folder, journal) {
        Ok((made, removed)) => Outcome::Made(Box::new(made), removed),
        Err(fault) => Outcome::Failed(stand.folder, fault),
    }
}

fn make_on(
    data: &Path,
    plan: &BackupPlan,
    day: NaiveDate,
    folder: &Path,
    journal: &mut Option<Proved>,
) -> Result<(Made, usize), BackupFault> {
    if !folder.is_dir() {
        crate::store::make_private_folder(folder).map_err(io_fault(folder))?;
    }
    let proved = match journal.take() {
        Some(proved) => proved,
        None => proved(data)?,
    };
    let store = proved.store.to_string();
    let target = folder.join(file_name(&store, day));
    let made = make_of(&proved, data, &target, day, true);
    *journal = Some(proved);
    let made = made?;
    // What cannot be removed now is tried again with the next one.
    let removed = prune(folder, &store, plan).unwrap_or(0);
    Ok((made, removed))
}
