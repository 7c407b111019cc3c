//! The example city, and the workbench.

use super::call::{Call, a_folder, close, now_text};
use super::error::CliError;
use super::output::Output;
use super::parser::PLAIN;
use crate::exchange::example::{Example, SEED, TODAY, generate};
use crate::i18n::sentence;
use crate::shell::backup::{BackupFault, fault_text};
use crate::shell::clock::Clock;
use crate::shell::desk::Desk;
use crate::shell::{Ended, RunError, RunOptions};
use crate::store::{Store, StoreError};
use clap::ArgMatches;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Opens the example on a throw-away store, or writes it to a folder.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let seed = words.get_one::<u64>("seed").copied().unwrap_or(SEED);
    if let Some(folder) = words.get_one::<PathBuf>("fill") {
        a_folder(folder)?;
        if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(CliError::NotEmpty(folder.display().to_string()));
        }
        let desk = fill(folder, &generate(seed).map_err(CliError::Import)?)?;
        let (issues, sessions) = (desk.catalog().issues.len(), desk.catalog().sessions.len());
        if output.is_json() {
            output.value(&json!({"folder": folder, "issues": issues, "sessions": sessions}))?;
        } else {
            output.line(&sentence::written_to(call.lang, &folder.display().to_string()))?;
        }
        return close(desk);
    }
    let manner = manner(call.matches.get_flag(PLAIN) || words.get_flag(PLAIN))?;
    open_example(call, (seed, manner), output)
}

/// How the workbench is shown.
#[derive(Clone, Copy)]
enum Manner {
    Screen,
    /// As a dialogue in lines.
    Lines,
}

/// How the workbench is shown: as it is asked for, else as the terminal can.
fn manner(is_plain: bool) -> Result<Manner, CliError> {
    match (is_plain || crate::shell::has_line_terminal(), crate::shell::has_terminal()) {
        (true, _) => Ok(Manner::Lines),
        (false, true) => Ok(Manner::Screen),
        (false, false) => Err(CliError::NoTerminal),
    }
}

/// Opens the workbench on the example, which is filled in behind the first frame.
fn open_example(
    call: &Call<'_>,
    (seed, manner): (u64, Manner),
    output: &mut Output,
) -> Result<(), CliError> {
    // It is gone when the workbench is left, even after an error.
    let folder = tempfile::Builder::new().prefix("tanshi-").tempdir()?;
    let data = folder.path().join("data");
    let example = generate(seed).map_err(CliError::Import)?;
    let mut options = options(call, &data);
    options.today = Some(TODAY);
    options.open = Box::new(move || fill(&data, &example));
    open(call, (options, manner), output)
}

/// Opens the workbench on the data folder, in a name that is known there.
pub(super) fn workbench(call: &Call<'_>, output: &mut Output) -> Result<(), CliError> {
    let folder = call.folder()?;
    let manner = manner(call.matches.get_flag(PLAIN))?;
    if call.acting_as().is_some() {
        // Said before the terminal is taken: what is entered there must not be somebody else's.
        let desk = call.open(output)?;
        call.asked_to_rehearse(desk.lists())?;
        close(desk)?;
    }
    open(call, (options(call, &folder), manner), output)
}

/// The workbench on a folder, as the call asks for it.
fn options(call: &Call<'_>, folder: &Path) -> RunOptions {
    let mut options = RunOptions::at(folder.to_owned());
    options.lang = call.matches.contains_id("lang").then_some(call.lang);
    options.actor = call.acting_as();
    options.example = true;
    options
}

/// Opens the workbench; from one that has nothing in it the example can be asked for.
fn open(
    call: &Call<'_>,
    (options, manner): (RunOptions, Manner),
    output: &mut Output,
) -> Result<(), CliError> {
    let ended = match manner {
        Manner::Screen => crate::shell::run(options),
        Manner::Lines => crate::shell::run_in_lines(options),
    };
    match ended {
        Ok(Ended::Quit) => Ok(()),
        Ok(Ended::QuitUnbacked) => {
            for line in &fault_text(&BackupFault::Stopped, call.lang) {
                output.note(line);
            }
            Ok(())
        }
        Ok(Ended::Example) => open_example(call, (SEED, manner), output),
        Err(RunError::NoTerminal) => Err(CliError::NoTerminal),
        Err(RunError::Terminal(error)) => Err(error.into()),
        Err(RunError::Store(error)) => Err(error.into()),
        Err(RunError::NotClosed(error)) => Err(CliError::NotClosed(error)),
    }
}

/// Writes the example into an empty folder.
fn fill(folder: &Path, example: &Example) -> Result<Desk, StoreError> {
    let begun = Instant::now();
    let mut store = Store::open(folder, &now_text())?;
    let wall_millis = Clock::default().wall_millis();
    crate::shell::desk::commit_changes(&mut store, &example.changes, wall_millis)?;
    let mut desk = Desk::new(store)?;
    desk.note_opened(begun.elapsed());
    Ok(desk)
}
