//! Putting a backup back: beside the data, or in its place.

use super::checked_json;
use crate::cli::call::{Call, close, now_text};
use crate::cli::care::found_lines;
use crate::cli::error::CliError;
use crate::cli::output::Output;
use crate::exchange::whole::StateHash;
use crate::i18n::Lang;
use crate::i18n::sentence::counted;
use crate::shell::backup::{
    self, BackupFault, Checked, Extent, Manifest, Restored, checked_lines, settled,
};
use crate::shell::desk::Desk;
use clap::ArgMatches;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Puts a backup back into a new place, and in the place of the data where that was asked for.
pub(in crate::cli) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let Some(file) = words.get_one::<PathBuf>("file") else { return Ok(()) };
    let extent = if words.get_flag("provable") { Extent::Provable } else { Extent::Whole };
    let data = settled(&call.folder()?).map_err(CliError::Backup)?;
    let to = words.get_one::<PathBuf>("to").cloned().unwrap_or_else(|| beside(&data));
    if !words.get_flag("replace") {
        let put = put_back(file, &to, extent, call.lang)?;
        tell(&put, None, call, output)?;
        return if put.is_good(extent) { Ok(()) } else { Err(CliError::BackupNotWhole) };
    }
    let checked = backup::check(file).map_err(CliError::Backup)?;
    call.confirm(
        &question(checked.manifest.as_ref(), call.lang),
        &data.display().to_string(),
        output,
    )?;
    // Before anything is written: while it is open elsewhere nothing can be put in its place.
    let held = backup::hold(&data, &now_text()).map_err(CliError::Backup)?;
    let mut put = put_back(file, &to, extent, call.lang)?;
    if !put.is_good(extent) {
        tell(&put, None, call, output)?;
        return Err(CliError::Backup(BackupFault::RestoredDamaged(put.place)));
    }
    let aside = backup::replace(held, &put.place).map_err(CliError::Backup)?;
    put.place = data;
    tell(&put, Some(aside.as_deref()), call, output)
}

/// A backup that was put back, closed again.
struct Put {
    place: PathBuf,
    checked: Checked,
    /// What a full check of the new place found, in words; nothing where it is whole.
    found: Vec<String>,
    sum: Option<StateHash>,
}

impl Put {
    fn is_whole(&self) -> bool {
        self.checked.is_whole() && self.found.is_empty()
    }

    /// Whether it is as much as was asked for.
    fn is_good(&self, extent: Extent) -> bool {
        extent == Extent::Provable || self.is_whole()
    }
}

/// What is asked before a backup takes the place of the data: from when it is, and what becomes of what came
/// later.
fn question(manifest: Option<&Manifest>, lang: Lang) -> String {
    let Some(manifest) = manifest else {
        return lang
            .pick("用备份换下现在的数据", "Puts the backup in the place of the data")
            .to_owned();
    };
    let (day, records) = (manifest.day, manifest.records);
    match lang {
        Lang::Zh => format!(
            "用 {day} 的备份（{records} 条记录）换下现在的数据，那以后登记的不在备份里，会随现在的数据移到旁边的文件夹"
        ),
        Lang::En => format!(
            "Puts the backup of {day} ({}) in the place of the data; what was entered since is not in it, and goes into a folder beside with the data",
            counted(records, "record", "records")
        ),
    }
}

fn put_back(file: &Path, to: &Path, extent: Extent, lang: Lang) -> Result<Put, CliError> {
    let restored = backup::restore(file, to, extent, &now_text()).map_err(CliError::Backup)?;
    let Restored { folder, checked, found, store } = restored;
    let mut desk = Desk::new(store)?;
    let sum = desk.state_hash().ok();
    let found =
        if found.is_whole() { Vec::new() } else { found_lines(&found, lang, desk.catalog()) };
    close(desk)?;
    Ok(Put { place: folder, checked, found, sum })
}

/// A name beside the data folder that nothing has.
fn beside(data: &Path) -> PathBuf {
    let name = data.file_name().and_then(|it| it.to_str()).unwrap_or("data");
    backup::free_name(data, &format!("{name}.restored"))
}

/// `None` where nothing was swapped; within it where the data are now that were there.
type Swapped<'p> = Option<Option<&'p Path>>;

/// Says what became of it; `swapped` where it took the place of the data, with where that is now.
fn tell(
    put: &Put,
    swapped: Swapped<'_>,
    call: &Call<'_>,
    output: &mut Output,
) -> Result<(), CliError> {
    let lang = call.lang;
    if output.is_json() {
        return output.value(&json!({
            "folder": put.place.display().to_string(),
            "whole": put.is_whole(),
            "replaced": swapped.is_some(),
            "aside": swapped.flatten().map(|it| it.display().to_string()),
            "state_sha256": put.sum.as_ref().map(StateHash::hex),
            "found": put.found,
            "backup": checked_json(&put.checked),
        }));
    }
    tell_place(put, swapped, call, output)?;
    if let Some(sum) = &put.sum {
        output.line(&crate::cli::export::sum_text(sum, lang))?;
    }
    if !put.checked.is_whole() {
        for line in &checked_lines(&put.checked, lang) {
            output.note(line);
        }
    }
    put.found.iter().for_each(|line| output.note(line));
    Ok(())
}

fn tell_place(
    put: &Put,
    swapped: Swapped<'_>,
    call: &Call<'_>,
    output: &mut Output,
) -> Result<(), CliError> {
    let lang = call.lang;
    // What is typed next is meant for the same data.
    let named = call.matches.get_one::<PathBuf>("data");
    let data = named.map(|it| format!("--data {} ", it.display())).unwrap_or_default();
    let folder = put.place.display();
    let checked = match (lang, put.is_whole()) {
        (Lang::Zh, true) => "并核对完好",
        (Lang::Zh, false) => "只有能证实的内容",
        (Lang::En, true) => "and checked",
        (Lang::En, false) => "as far as it can be proved",
    };
    output.line(&match lang {
        Lang::Zh => format!("已恢复到 {folder}，{checked}。"),
        Lang::En => format!("Restored to {folder}, {checked}."),
    })?;
    match (swapped, lang) {
        (Some(None), _) => Ok(()),
        (Some(Some(aside)), Lang::Zh) => {
            output.line(&format!("原来的数据移到了 {}，没有删除。", aside.display()))
        }
        (Some(Some(aside)), Lang::En) => output.line(&format!(
            "What was there before is now in {}; nothing was removed.",
            aside.display()
        )),
        (None, Lang::Zh) => output.line(&format!(
            "先看一看：tanshi --data {folder}。没有问题就换上：tanshi {data}restore 备份文件 --replace（原来的数据会移到旁边，不会删除）。"
        )),
        (None, Lang::En) => output.line(&format!(
            "Look at it first: tanshi --data {folder}. To use it: tanshi {data}restore FILE --replace (the data of now is moved aside, never removed)."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_says_from_when_the_backup_is_and_what_becomes_of_the_rest() {
        let manifest: Manifest = serde_json::from_value(json!({
            "tanshi": 1, "kind": "backup", "day": "2023-11-20", "program": "0.1.0", "store": "00",
            "journal_format": 1, "last_group": 9, "groups": 9, "records": 120, "parts": [],
        }))
        .unwrap();
        let asked = question(Some(&manifest), Lang::Zh);
        assert!(asked.contains("2023-11-20") && asked.contains("120 条") && asked.contains("旁边"));
        let asked = question(Some(&manifest), Lang::En);
        assert!(asked.contains("2023-11-20") && asked.contains("120 records"), "{asked}");
        assert!(!question(None, Lang::En).contains("2023"));
    }
}
