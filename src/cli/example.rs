//! The example city, and records from a file.

use super::error::CliError;
use super::output::Output;
use super::{Call, close};
use crate::exchange::example::generate;
use crate::i18n::Lang;
use crate::i18n::sentence;
use crate::shell::desk::Desk;
use crate::shell::{Ended, RunError, RunOptions};
use crate::store::Store;
use chrono::Local;
use clap::ArgMatches;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Opens the example on a throw-away store, or writes it to a folder.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let seed = words.get_one::<u64>("seed").copied().unwrap_or(crate::exchange::example::SEED);
    if let Some(folder) = words.get_one::<PathBuf>("fill") {
        if Store::is_in(folder)? {
            return Err(CliError::NotEmpty(folder.display().to_string()));
        }
        let desk = fill(folder, seed)?;
        let (issues, sessions) = (desk.catalog().issues.len(), desk.catalog().sessions.len());
        if output.is_json() {
            output.value(&json!({"folder": folder, "issues": issues, "sessions": sessions}))?;
        } else {
            output.line(&sentence::written_to(call.lang, &folder.display().to_string()))?;
        }
        return close(desk);
    }
    if !crate::shell::has_terminal() {
        return Err(CliError::NoTerminal);
    }
    // It is gone when the workbench is left, even after an error.
    let folder = tempfile::Builder::new().prefix("tanshi-").tempdir()?;
    close(fill(&folder.path().join("data"), seed)?)?;
    open(call, &folder.path().join("data"))
}

/// Opens the workbench on a folder; from an empty one the example can be asked for.
pub(super) fn open(call: &Call<'_>, folder: &Path) -> Result<(), CliError> {
    let mut options = RunOptions::at(folder.to_owned());
    options.lang = call.matches.contains_id("lang").then_some(call.lang);
    options.actor = call.acting_as();
    options.example = true;
    match crate::shell::run(options) {
        Ok(Ended::Quit) => Ok(()),
        Ok(Ended::Example) => {
            let folder = tempfile::Builder::new().prefix("tanshi-").tempdir()?;
            close(fill(&folder.path().join("data"), crate::exchange::example::SEED)?)?;
            open(call, &folder.path().join("data"))
        }
        Err(RunError::NoTerminal) => Err(CliError::NoTerminal),
        Err(RunError::Terminal(error)) => Err(error.into()),
        Err(RunError::Store(error)) => Err(error.into()),
        Err(RunError::NotClosed(error)) => Err(CliError::NotClosed(error)),
    }
}

/// Writes the example into an empty folder.
fn fill(folder: &Path, seed: u64) -> Result<Desk, CliError> {
    let now = Local::now();
    let mut store = Store::open(folder, &now.format("%Y-%m-%d %H:%M").to_string())?;
    let example = generate(seed).map_err(CliError::Import)?;
    let wall_millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    crate::shell::desk::commit_changes(&mut store, &example.changes, wall_millis)?;
    Ok(Desk::new(store)?)
}

/// Imports a file of records: all of it, or nothing.
pub(super) fn import(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let Some(path) = words.get_one::<PathBuf>("file") else { return Ok(()) };
    let bytes = std::fs::read(path).map_err(|error| CliError::File {
        path: path.display().to_string(),
        reason: error.to_string(),
    })?;
    let mut desk = call.open_or_make(output)?;
    let asked = call.asked(&desk)?;
    let records = desk.read_records(&bytes, &asked)??;
    let actions = records.change.actions.len();
    if !words.get_flag("dry-run") {
        desk.commit(&records.change.actions, &asked)
            .map_err(|error| super::verbs::desk_error(error, None, &desk))?;
    }
    if output.is_json() {
        output.value(&json!({
            "file": path, "facts": actions, "written": !words.get_flag("dry-run"),
        }))?;
    } else {
        let text = match (call.lang, words.get_flag("dry-run")) {
            (Lang::Zh, true) => format!("检查通过，共 {actions} 条，没有写入。"),
            (Lang::Zh, false) => format!("已导入 {actions} 条。"),
            (Lang::En, true) => {
                format!("All {actions} facts can be imported. Nothing was written.")
            }
            (Lang::En, false) => format!("Imported {actions} facts."),
        };
        output.line(&text)?;
    }
    call.tell_news(&mut desk, output);
    close(desk)
}
