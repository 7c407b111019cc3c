//! Records from a file: all of it, or nothing; rehearsed first where that was asked for.

use super::call::{Call, close};
use super::error::CliError;
use super::output::Output;
use super::verbs::desk_error;
use crate::command::Catalog;
use crate::domain::action::Action;
use crate::exchange::records::{MAX_BYTES, Records};
use crate::i18n::Lang;
use crate::shell::desk::{Blank, Desk, DeskError};
use crate::store::{Asked, StoreError};
use clap::ArgMatches;
use serde_json::json;
use std::io::Read;
use std::path::Path;

/// The name that stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Imports a file, or only says whether it could be.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let Some(path) = words.get_one::<std::path::PathBuf>("file") else { return Ok(()) };
    let bytes = read(path)?;
    let dry = words.get_flag("dry-run");
    let mut closed = Ok(());
    let facts = if dry && !call.has_store()? {
        // Nothing is made where nothing is to be written.
        let blank = Blank::default();
        rehearse_on(&blank, &call.asked_to_rehearse(blank.lists())?, &bytes)?
    } else if dry {
        let mut desk = call.open(output)?;
        let facts = rehearse(call, &mut desk, &bytes)?;
        close(desk)?;
        facts
    } else {
        if !call.has_store()? {
            let blank = Blank::default();
            rehearse_on(&blank, &call.asked(blank.lists())?, &bytes)?;
        }
        let mut desk = call.open_or_make(output)?;
        let facts = commit(call, &mut desk, &bytes)?;
        call.tell_news(&mut desk, output);
        // It is saved, and told, however closing ends.
        closed = close(desk);
        facts
    };
    tell(call.lang, path, facts, dry, output)?;
    closed
}

/// Rehearses where there is no store yet.
fn rehearse_on(blank: &Blank, asked: &Asked, bytes: &[u8]) -> Result<usize, CliError> {
    let records = blank.read_records(bytes, asked)??;
    let rehearse = |actions: &[Action]| blank.rehearse(actions, asked);
    match rehearse(&records.change.actions) {
        Ok(()) => Ok(records.change.actions.len()),
        Err(error) => Err(at_its_line(error, &records, rehearse, blank.lists().catalog())),
    }
}

fn rehearse(call: &Call<'_>, desk: &mut Desk, bytes: &[u8]) -> Result<usize, CliError> {
    let asked = call.asked_to_rehearse(desk.lists())?;
    let records = desk.read_records(bytes, &asked)??;
    match desk.rehearse(&records.change.actions, &asked) {
        Ok(()) => Ok(records.change.actions.len()),
        Err(error) => Err(refused(desk, error, &records, &asked)),
    }
}

fn commit(call: &Call<'_>, desk: &mut Desk, bytes: &[u8]) -> Result<usize, CliError> {
    let asked = call.asked(desk.lists())?;
    let records = desk.read_records(bytes, &asked)??;
    match desk.commit(&records.change.actions, &asked) {
        Ok(_) => Ok(records.change.actions.len()),
        Err(error) => Err(refused(desk, error, &records, &asked)),
    }
}

fn refused(desk: &mut Desk, error: DeskError, records: &Records, asked: &Asked) -> CliError {
    let catalog = desk.catalog().clone();
    at_its_line(error, records, |actions| desk.rehearse(actions, asked), &catalog)
}

/// The error with the line of the file that it arose from, where the rules refused.
fn at_its_line(
    error: DeskError,
    records: &Records,
    rehearse: impl FnMut(&[Action]) -> Result<(), DeskError>,
    catalog: &Catalog,
) -> CliError {
    let by_the_rules = matches!(error, DeskError::Store(StoreError::Refused(_)));
    let at = by_the_rules.then(|| first_refused(&records.change.actions, rehearse));
    let error = desk_error(error, None, catalog);
    match at.and_then(|at| records.lines.get(at)) {
        Some(line) => CliError::AtLine { line: *line, error: Box::new(error) },
        None => error,
    }
}

/// The place of the first action that is refused after those before it, found by halving.
fn first_refused(
    actions: &[Action],
    mut rehearse: impl FnMut(&[Action]) -> Result<(), DeskError>,
) -> usize {
    let (mut passes, mut fails) = (0, actions.len());
    while fails - passes > 1 {
        let middle = passes.midpoint(fails);
        match rehearse(actions.get(..middle).unwrap_or_default()) {
            Ok(()) => passes = middle,
            Err(_) => fails = middle,
        }
    }
    passes
}

/// The bytes of a file or of standard input, one more than is read at most: the reader of records
/// tells that it is too large.
fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    let fault = |source| CliError::File { path: path.display().to_string(), source };
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if path == Path::new(STANDARD_INPUT) {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(fault)?;
    } else {
        let file = std::fs::File::open(path).map_err(fault)?;
        file.take(limit).read_to_end(&mut bytes).map_err(fault)?;
    }
    Ok(bytes)
}

fn tell(
    lang: Lang,
    path: &Path,
    facts: usize,
    dry: bool,
    output: &mut Output,
) -> Result<(), CliError> {
    if output.is_json() {
        return output.value(&json!({"file": path, "facts": facts, "written": !dry}));
    }
    output.line(&match (lang, dry) {
        (Lang::Zh, true) => format!("检查通过，共 {facts} 条，没有写入。"),
        (Lang::Zh, false) => format!("已导入 {facts} 条。"),
        (Lang::En, true) => format!("All {facts} facts can be imported. Nothing was written."),
        (Lang::En, false) => format!("Imported {facts} facts."),
    })
}
