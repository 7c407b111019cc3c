//! Records from a file: all of it, or nothing; rehearsed first where that was asked for.

use super::call::{Call, ThrowAway, close};
use super::error::CliError;
use super::output::Output;
use super::verbs::desk_error;
use crate::domain::action::Action;
use crate::exchange::records::MAX_BYTES;
use crate::i18n::Lang;
use crate::shell::desk::{Desk, DeskError};
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
        let mut away = ThrowAway::new()?;
        rehearse(call, &mut away.desk, &bytes)?
    } else if dry {
        let mut desk = call.open(output)?;
        let facts = rehearse(call, &mut desk, &bytes)?;
        close(desk)?;
        facts
    } else {
        if !call.has_store()? {
            let mut away = ThrowAway::new()?;
            call.asked(&away.desk)?;
            rehearse(call, &mut away.desk, &bytes)?;
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

fn rehearse(call: &Call<'_>, desk: &mut Desk, bytes: &[u8]) -> Result<usize, CliError> {
    let asked = call.asked_to_rehearse(desk)?;
    let records = desk.read_records(bytes, &asked)??;
    let actions = &records.change.actions;
    if let Err(error) = desk.rehearse(actions, &asked) {
        return Err(at_its_line(desk, error, actions, &records.lines, &asked));
    }
    Ok(actions.len())
}

fn commit(call: &Call<'_>, desk: &mut Desk, bytes: &[u8]) -> Result<usize, CliError> {
    let asked = call.asked(desk)?;
    let records = desk.read_records(bytes, &asked)??;
    let actions = &records.change.actions;
    if let Err(error) = desk.commit(actions, &asked) {
        return Err(at_its_line(desk, error, actions, &records.lines, &asked));
    }
    Ok(actions.len())
}

/// The error with the line of the file that it arose from, where the rules refused.
fn at_its_line(
    desk: &mut Desk,
    error: DeskError,
    actions: &[Action],
    lines: &[usize],
    asked: &Asked,
) -> CliError {
    let by_the_rules = matches!(error, DeskError::Store(StoreError::Refused(_)));
    let at = by_the_rules.then(|| first_refused(desk, actions, asked));
    let error = desk_error(error, None, desk);
    match at.and_then(|at| lines.get(at)) {
        Some(line) => CliError::AtLine { line: *line, error: Box::new(error) },
        None => error,
    }
}

/// The place of the first action that is refused after those before it, found by halving.
fn first_refused(desk: &mut Desk, actions: &[Action], asked: &Asked) -> usize {
    let (mut passes, mut fails) = (0, actions.len());
    while fails - passes > 1 {
        let middle = passes.midpoint(fails);
        match desk.rehearse(actions.get(..middle).unwrap_or_default(), asked) {
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
