//! One backup a day, into the data folder and into a folder of the user's choice; and how they stand.

use super::make::{Made, Making, Target, note_made, proved};
use super::shelf::{Cause, Kept, Owner, Whose, kept, own_shelf, prune};
use super::{BackupFault, io_fault};
use crate::domain::settings::BackupPlan;
use crate::shell::folders;
use crate::store::copy::Proved;
use chrono::NaiveDate;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// How the backups in one folder stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The folder.
    pub folder: PathBuf,
    /// Whether it is that of the data folder, not one of the user's choice.
    pub is_own: bool,
    /// Whether the folder is there: its medium may not be plugged in.
    pub is_there: bool,
    /// The latest backup there of this replica, made up to today.
    pub latest: Option<Kept>,
    /// One that is dated after today: it was made while a clock was wrong, and counts as none.
    pub ahead: Option<Kept>,
    /// The latest one of the same store, whichever copy of it made it.
    pub of_store: Option<Kept>,
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

impl Outcome {
    /// Whether there is a backup of the day now.
    pub const fn is_done(&self) -> bool {
        matches!(self, Self::Current(_) | Self::Made(..))
    }
}

/// The folder that a person named, with the home folder in the place of `~`.
fn chosen(text: &str) -> PathBuf {
    let rest = text.strip_prefix('~').filter(|it| it.is_empty() || it.starts_with(['/', '\\']));
    match (rest, folders::home()) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(['/', '\\'])),
        _ => PathBuf::from(text),
    }
}

/// The folders that a plan names: whether it is the own one, and which.
fn folders_of(data: &Path, plan: &BackupPlan) -> Vec<(bool, PathBuf)> {
    let named = plan.folder.trim();
    let named = (!named.is_empty()).then(|| (false, chosen(named)));
    std::iter::once((true, own_shelf(data))).chain(named).collect()
}

/// How the backups of a store stand on a day.
pub fn standing(data: &Path, plan: &BackupPlan, today: NaiveDate) -> Vec<Stand> {
    let owner = Owner::of(data);
    let stand = |(is_own, folder): (bool, PathBuf)| {
        let all = owner.as_ref().and_then(|owner| kept(&folder, owner).ok()).unwrap_or_default();
        let latest = |wanted: &dyn Fn(&Kept) -> bool| all.iter().rfind(|it| wanted(it)).cloned();
        Stand {
            is_there: folder.is_dir(),
            is_own,
            latest: latest(&|it| it.day <= today && it.whose != Whose::Other),
            ahead: latest(&|it| it.day > today && it.whose != Whose::Other),
            of_store: latest(&|it| it.day <= today),
            folder,
        }
    };
    folders_of(data, plan).into_iter().map(stand).collect()
}

/// Makes the backups of a day where there is none of it yet; nothing where the plan wants none. It ends
/// soon where `stop` says so.
pub fn daily(data: &Path, plan: &BackupPlan, day: NaiveDate, stop: &AtomicBool) -> Vec<Outcome> {
    if plan.daily == 0 {
        return Vec::new();
    }
    let mut journal: Option<Proved> = None;
    let mut one = |(is_own, folder): (bool, PathBuf)| {
        if let Some(kept) = of_today(data, &folder, day) {
            return Outcome::Current(kept);
        }
        if !is_own && !folder.is_absolute() {
            return Outcome::Failed(folder.clone(), BackupFault::NotAbsolute(folder));
        }
        if !is_own && !folder.is_dir() {
            return Outcome::NotThere(folder);
        }
        let made = make_on(data, plan, day, &folder, (&mut journal, stop));
        note_made(made.as_ref().map(|(made, _)| made));
        match made {
            Ok((made, removed)) => Outcome::Made(Box::new(made), removed),
            Err(fault) => Outcome::Failed(folder, fault),
        }
    };
    folders_of(data, plan).into_iter().map(&mut one).collect()
}

/// The backup of a day, if this replica made it: that of a copy elsewhere, and one that a person asked for
/// in the middle of a day, are none.
fn of_today(data: &Path, folder: &Path, day: NaiveDate) -> Option<Kept> {
    let mut kept = kept(folder, &Owner::of(data)?).ok()?;
    kept.retain(|it| it.day == day && it.cause == Cause::Day && it.whose == Whose::Own);
    kept.pop()
}

fn make_on(
    data: &Path,
    plan: &BackupPlan,
    day: NaiveDate,
    folder: &Path,
    (journal, stop): (&mut Option<Proved>, &AtomicBool),
) -> Result<(Made, usize), BackupFault> {
    if !folder.is_dir() {
        crate::store::make_private_folder(folder).map_err(io_fault(folder))?;
    }
    let proved = match journal {
        Some(proved) => proved,
        None => journal.insert(proved(data)?),
    };
    let making = Making { proved, data, day, stop };
    let made = making.make(Target::Folder(folder, Cause::Day))?;
    // What cannot be removed now is tried again with the next one.
    let removed = prune(folder, &making.owner(), plan, day).unwrap_or(0);
    Ok((made, removed))
}
