//! Backups made, checked and put back; and how they stand.

use super::call::{Call, now_text, wall_today};
use super::error::CliError;
use super::output::Output;
use super::{REFUSED, UNUSABLE, USAGE};
use crate::app::BackupStand;
use crate::domain::settings::BackupPlan;
use crate::i18n::Lang;
use crate::shell::backup::{
    self, BackupFault, Checked, Extent, Made, Restored, Stand, checked_lines, file_name, make,
    own_shelf,
};
use crate::shell::desk::Desk;
use crate::shell::paper::Written;
use crate::store::Store;
use crate::store::marker::StoreMarker;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Makes a backup, whether the store is open elsewhere or not.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let data = call.folder()?;
    if !Store::is_in(&data)? {
        return Err(crate::store::StoreError::NoStore(data).into());
    }
    let day = wall_today()?;
    let target = words.get_one::<PathBuf>("output");
    let (path, replaces) = place(&data, target.map(PathBuf::as_path), day)?;
    let replaces = replaces || call.matches.get_flag("yes");
    let made = make(&data, &path, day, replaces).map_err(CliError::Backup)?;
    tell_made(&made, call.lang, output)
}

/// Where it goes: to the file that is named, or into a folder under the name of the day, where one of the
/// same day is replaced.
fn place(
    data: &Path,
    target: Option<&Path>,
    day: chrono::NaiveDate,
) -> Result<(PathBuf, bool), CliError> {
    let own = own_shelf(data);
    let folder = match target {
        Some(target) if !target.is_dir() => return Ok((target.to_owned(), false)),
        Some(folder) => folder,
        None => {
            crate::store::make_private_folder(&own)?;
            own.as_path()
        }
    };
    let marker = StoreMarker::read(data).ok().flatten();
    let store = marker.map_or_else(|| "0".repeat(8), |marker| marker.store.to_string());
    Ok((folder.join(file_name(&store, day)), true))
}

fn tell_made(made: &Made, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    if output.is_json() {
        return output.value(&json!({
            "file": made.path.display().to_string(),
            "size_bytes": made.size_bytes,
            "verified": true,
            "durable": matches!(made.written, Written::Durable),
            "faulty_files": made.faulty,
            "manifest": manifest_json(&made.manifest),
        }));
    }
    output.line(&made.path.display().to_string())?;
    let (groups, records) = (made.manifest.last_group, made.manifest.records);
    let (files, kib) = (made.manifest.files(), made.size_bytes.div_ceil(1_024));
    output.line(&match lang {
        Lang::Zh => format!("已备份并核对：日志到第 {groups} 组，{records} 条记录，文件 {files} 个，{kib} KiB。"),
        Lang::En => format!(
            "Backed up and checked: the journal up to group {groups}, {records} records, {files} files, {kib} KiB."
        ),
    })?;
    if let Written::Unsure(error) = &made.written {
        output.note(&match lang {
            Lang::Zh => format!("系统没有确认已经写到盘上（{error}）；请弹出备份盘后再拔。"),
            Lang::En => format!("The system would not say that it is on the medium ({error}); eject it before you unplug it."),
        });
    }
    for name in &made.faulty {
        output.note(&match lang {
            Lang::Zh => format!("{name}：这个佐证文件本身已经损坏，照原样备份了。"),
            Lang::En => format!("{name} is damaged in the store itself and was taken as it is."),
        });
    }
    Ok(())
}

fn manifest_json(manifest: &backup::Manifest) -> Value {
    json!({
        "format": manifest.tanshi,
        "day": manifest.day.to_string(),
        "program": manifest.program,
        "store": manifest.store,
        "last_group": manifest.last_group,
        "groups": manifest.groups,
        "records": manifest.records,
        "files": manifest.files(),
        "size_bytes": manifest.size_bytes(),
    })
}

/// Checks a backup.
pub(super) fn verify(path: &Path, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    let checked = backup::check(path).map_err(CliError::Backup)?;
    if output.is_json() {
        output.value(&checked_json(&checked))?;
    } else {
        for line in checked_lines(&checked, lang) {
            output.line(&line)?;
        }
    }
    if checked.is_whole() { Ok(()) } else { Err(CliError::NotWhole) }
}

fn checked_json(checked: &Checked) -> Value {
    json!({
        "whole": checked.is_whole(),
        "sealed": checked.is_sealed,
        "manifest": checked.manifest.as_ref().map(manifest_json),
        "damaged_parts": checked.faults.iter().map(|it| json!({
            "name": it.name, "gone": it.is_gone,
        })).collect::<Vec<_>>(),
        "provable_groups": checked.proved.as_ref().map_or(0, |proved| proved.groups),
    })
}

/// Puts a backup back into a new place.
pub(super) fn restore(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let Some(file) = words.get_one::<PathBuf>("file") else { return Ok(()) };
    let extent = if words.get_flag("provable") { Extent::Provable } else { Extent::Whole };
    let data = call.folder()?;
    let replaces = words.get_flag("replace");
    let to = match words.get_one::<PathBuf>("to") {
        Some(to) => to.clone(),
        None => beside(&data),
    };
    if replaces {
        let what =
            call.lang.pick("用备份换下现在的数据", "Puts the backup in the place of the data");
        call.confirm(what, &data.display().to_string(), output)?;
    }
    let restored = backup::restore(file, &to, extent, &now_text()).map_err(CliError::Backup)?;
    let Restored { folder, checked, found, store } = restored;
    let mut desk = Desk::new(store)?;
    let sum = desk.state_hash().ok();
    let is_whole = checked.is_whole() && found.is_whole();
    super::close(desk)?;
    let mut aside = None;
    let mut place = folder.clone();
    if replaces {
        aside = backup::replace(&data, &folder, &now_text()).map_err(CliError::Backup)?;
        place.clone_from(&data);
    }
    if output.is_json() {
        return output.value(&json!({
            "folder": place.display().to_string(),
            "whole": is_whole,
            "replaced": replaces,
            "aside": aside.map(|it| it.display().to_string()),
            "state_sha256": sum.as_ref().map(crate::exchange::whole::StateHash::hex),
            "backup": checked_json(&checked),
        }));
    }
    tell_restored(&place, aside.as_deref(), (is_whole, replaces), call.lang, output)?;
    if let Some(sum) = &sum {
        output.line(&super::export::sum_text(sum, call.lang))?;
    }
    if !is_whole {
        for line in checked_lines(&checked, call.lang) {
            output.note(&line);
        }
    }
    Ok(())
}

/// A name beside the data folder that nothing has.
fn beside(data: &Path) -> PathBuf {
    let name = data.file_name().and_then(|it| it.to_str()).unwrap_or("data");
    backup::free_name(data, &format!("{name}.restored"))
}

fn tell_restored(
    place: &Path,
    aside: Option<&Path>,
    (is_whole, replaces): (bool, bool),
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    let folder = place.display();
    let checked = match (lang, is_whole) {
        (Lang::Zh, true) => "并核对完好",
        (Lang::Zh, false) => "只有能证实的内容",
        (Lang::En, true) => "and checked",
        (Lang::En, false) => "as far as it can be proved",
    };
    output.line(&match lang {
        Lang::Zh => format!("已恢复到 {folder}，{checked}。"),
        Lang::En => format!("Restored to {folder}, {checked}."),
    })?;
    if let Some(aside) = aside {
        let aside = aside.display();
        output.line(&match lang {
            Lang::Zh => format!("原来的数据移到了 {aside}，没有删除。"),
            Lang::En => format!("What was there before is now in {aside}; nothing was removed."),
        })?;
    }
    if !replaces {
        output.line(&match lang {
            Lang::Zh => format!(
                "先看一看：tanshi --data {folder}。没有问题就换上：tanshi restore 备份文件 --replace（原来的数据会移到旁边，不会删除）。"
            ),
            Lang::En => format!(
                "Look at it first: tanshi --data {folder}. To use it: tanshi restore FILE --replace (the data of now is moved aside, never removed)."
            ),
        })?;
    }
    Ok(())
}

/// How the backups stand, a line for each folder.
pub(super) fn standing(
    data: &Path,
    plan: &BackupPlan,
    lang: Lang,
) -> Result<(Vec<Stand>, Vec<String>), CliError> {
    let today = wall_today()?;
    let stands = backup::standing(data, plan);
    let label = lang.pick("最近的备份：", "Latest backup: ");
    let lines =
        stands.iter().map(|it| format!("{label}{}", BackupStand::from(it).words(today, lang)));
    let lines = lines.collect();
    Ok((stands, lines))
}

/// The same for scripts.
pub(super) fn standing_json(stands: &[Stand]) -> Value {
    let one = |stand: &Stand| {
        json!({
            "folder": stand.folder.display().to_string(),
            "own": stand.is_own,
            "there": stand.is_there,
            "day": stand.latest.as_ref().map(|it| it.day.to_string()),
            "file": stand.latest.as_ref().map(|it| it.path.display().to_string()),
        })
    };
    stands.iter().map(one).collect()
}

/// The exit code of what went wrong.
pub(super) const fn exit_code(fault: &BackupFault) -> u8 {
    match fault {
        BackupFault::NotABackup(_)
        | BackupFault::Exists(_)
        | BackupFault::NoFolder(_)
        | BackupFault::NotEmpty(_) => USAGE,
        BackupFault::Damaged(_) | BackupFault::StoreDamaged(_) => REFUSED,
        BackupFault::Store(_)
        | BackupFault::Journal(_)
        | BackupFault::NotVerified(_)
        | BackupFault::NewerFormat { .. }
        | BackupFault::Io { .. } => UNUSABLE,
    }
}

/// The stable word for scripts.
pub(super) const fn code(fault: &BackupFault) -> &'static str {
    match fault {
        BackupFault::Damaged(_) | BackupFault::StoreDamaged(_) => "damaged",
        BackupFault::Store(_) | BackupFault::Journal(_) => "store",
        BackupFault::NotEmpty(_) => "not_empty",
        BackupFault::NotABackup(_)
        | BackupFault::NewerFormat { .. }
        | BackupFault::NotVerified(_)
        | BackupFault::Exists(_)
        | BackupFault::NoFolder(_)
        | BackupFault::Io { .. } => "file",
    }
}
