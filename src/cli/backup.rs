//! Backups made, checked and put back; and how they stand.

mod restore;

pub(super) use restore::run as restore;

use super::call::{Call, wall_today};
use super::error::CliError;
use super::output::Output;
use super::{REFUSED, UNUSABLE, USAGE};
use crate::app::BackupStand;
use crate::domain::settings::BackupPlan;
use crate::i18n::Lang;
use crate::i18n::sentence::counted;
use crate::shell::backup::{
    self, BackupFault, Cause, Checked, Made, Stand, Target, checked_lines, faulty_text, make,
    own_shelf,
};
use crate::shell::paper::Written;
use crate::store::Store;
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
    call.refuse_fixed_clock(output)?;
    let day = wall_today()?;
    let named = words.get_one::<PathBuf>("output");
    let made = match named {
        Some(folder) if folder.is_dir() => make(&data, Target::Folder(folder, Cause::Person), day),
        Some(file) => {
            let file = zip_named(file)?;
            make(&data, Target::File(&file, call.matches.get_flag("yes")), day)
        }
        None => {
            let own = own_shelf(&data);
            crate::store::make_private_folder(&own)?;
            make(&data, Target::Folder(&own, Cause::Person), day)
        }
    };
    tell_made(&made.map_err(CliError::Backup)?, call.lang, output)
}

/// The file that is named, with the ending of an archive.
fn zip_named(named: &Path) -> Result<PathBuf, CliError> {
    let is_folder = named.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    let Some(name) = named.file_name().filter(|_| !is_folder) else {
        return Err(CliError::Backup(BackupFault::NoFolder(named.to_owned())));
    };
    if named.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        return Ok(named.to_owned());
    }
    let mut name = name.to_owned();
    name.push(".zip");
    Ok(named.with_file_name(name))
}

fn tell_made(made: &Made, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    if output.is_json() {
        return output.value(&json!({
            "file": made.path.display().to_string(),
            "size_bytes": made.size_bytes,
            "verified": true,
            "durable": matches!(made.written, Written::Durable),
            "faulty_files": made.faulty.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(),
            "left_out_files": made.faulty.iter().filter(|it| it.unread.is_some())
                .map(|it| it.name.as_str()).collect::<Vec<_>>(),
            "manifest": manifest_json(&made.manifest),
        }));
    }
    output.line(&made.path.display().to_string())?;
    let (groups, records) = (made.manifest.last_group, made.manifest.records);
    let (files, kib) = (made.manifest.files(), made.size_bytes.div_ceil(1_024));
    output.line(&match lang {
        Lang::Zh => format!(
            "已备份并核对：日志到第 {groups} 组，{records} 条记录，文件 {files} 个，{kib} KiB。"
        ),
        Lang::En => format!(
            "Backed up and checked: the journal up to group {groups}, {}, {}, {kib} KiB.",
            counted(records, "record", "records"),
            counted(files, "file", "files")
        ),
    })?;
    if let Written::Unsure(error) = &made.written {
        output.note(&match lang {
            Lang::Zh => format!("系统没有确认已经写到盘上（{error}）；请弹出备份盘后再拔。"),
            Lang::En => format!("The system would not say that it is on the medium ({error}); eject it before you unplug it."),
        });
    }
    for file in &made.faulty {
        output.note(&faulty_text(file, lang));
    }
    Ok(())
}

fn manifest_json(manifest: &backup::Manifest) -> Value {
    json!({
        "format": manifest.tanshi,
        "day": manifest.day.to_string(),
        "program": manifest.program,
        "store": manifest.store,
        "replica": manifest.replica,
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
    if checked.is_whole() { Ok(()) } else { Err(CliError::BackupNotWhole) }
}

fn checked_json(checked: &Checked) -> Value {
    json!({
        "whole": checked.is_whole(),
        "sealed": checked.is_sealed,
        "torn": checked.is_torn,
        "manifest": checked.manifest.as_ref().map(manifest_json),
        "damaged_parts": checked.faults.iter().map(|it| json!({
            "name": it.name, "gone": it.is_gone,
        })).collect::<Vec<_>>(),
        "provable_groups": checked.proved.as_ref().map_or(0, |proved| proved.groups),
    })
}

/// How the backups stand, a line for each folder.
pub(super) fn standing(
    data: &Path,
    plan: &BackupPlan,
    lang: Lang,
) -> Result<(Vec<Stand>, Vec<String>), CliError> {
    let today = wall_today()?;
    let stands = backup::standing(data, plan, today);
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
            "ahead": stand.ahead.as_ref().map(|it| it.path.display().to_string()),
        })
    };
    stands.iter().map(one).collect()
}

/// The exit code of what went wrong.
pub(super) const fn exit_code(fault: &BackupFault) -> u8 {
    match fault {
        BackupFault::NotABackup(_)
        | BackupFault::AFolder(_)
        | BackupFault::Exists(_)
        | BackupFault::NoFolder(_)
        | BackupFault::NotAbsolute(_)
        | BackupFault::NotEmpty(_) => USAGE,
        BackupFault::Damaged(_)
        | BackupFault::StoreDamaged(_)
        | BackupFault::RestoredDamaged(_) => REFUSED,
        BackupFault::Store(_)
        | BackupFault::Journal(_)
        | BackupFault::NotVerified(_)
        | BackupFault::Stopped
        | BackupFault::NotReplaced { .. }
        | BackupFault::NewerFormat { .. }
        | BackupFault::Io { .. } => UNUSABLE,
    }
}

/// The stable word for scripts.
pub(super) const fn code(fault: &BackupFault) -> &'static str {
    match fault {
        BackupFault::Damaged(_)
        | BackupFault::StoreDamaged(_)
        | BackupFault::RestoredDamaged(_) => "damaged",
        BackupFault::Store(_) | BackupFault::Journal(_) => "store",
        BackupFault::NotEmpty(_) => "not_empty",
        BackupFault::NotABackup(_)
        | BackupFault::AFolder(_)
        | BackupFault::NewerFormat { .. }
        | BackupFault::NotVerified(_)
        | BackupFault::Exists(_)
        | BackupFault::NoFolder(_)
        | BackupFault::NotAbsolute(_)
        | BackupFault::Stopped
        | BackupFault::NotReplaced { .. }
        | BackupFault::Io { .. } => "file",
    }
}
