//! Records and tables from a file: all of it, or nothing; rehearsed first where that was asked for. An
//! export of everything goes its own way (`whole`).

mod progress;
mod table;
mod told;
mod whole;

use super::call::{Call, close};
use super::error::CliError;
use super::output::Output;
use super::verbs::desk_error;
use crate::exchange::recognised::{Recognised, recognise};
use crate::i18n::Lang;
use crate::i18n::sentence::counted;
use crate::shell::desk::{Blank, Desk, Unread, read_bytes, records_file};
use crate::store::Asked;
use clap::ArgMatches;
use serde_json::json;
use std::path::Path;

/// The name that stands for standard input.
pub(super) const STANDARD_INPUT: &str = "-";

/// Imports a file, or only says whether it could be.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let Some(path) = words.get_one::<std::path::PathBuf>("file") else { return Ok(()) };
    let dry = words.get_flag("dry-run");
    if let Some(export) = whole::open(path)? {
        return whole::run(call, path, export, dry, output);
    }
    let bytes = read(path)?;
    match recognise(&bytes) {
        Recognised::Table(form) => return table::run(call, (path, words), (&bytes, form), output),
        Recognised::NoTable(fault) => return Err(CliError::Table(fault)),
        Recognised::Records | Recognised::Other => {}
    }
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
    match blank.rehearse_import(&records, asked) {
        Ok(()) => Ok(records.change.actions.len()),
        Err(error) => Err(desk_error(error, None, blank.lists().catalog())),
    }
}

fn rehearse(call: &Call<'_>, desk: &mut Desk, bytes: &[u8]) -> Result<usize, CliError> {
    let asked = call.asked_to_rehearse(desk.lists())?;
    let records = desk.read_records(bytes, &asked)??;
    match desk.rehearse_import(&records, &asked) {
        Ok(()) => Ok(records.change.actions.len()),
        Err(error) => Err(desk_error(error, None, desk.catalog())),
    }
}

fn commit(call: &Call<'_>, desk: &mut Desk, bytes: &[u8]) -> Result<usize, CliError> {
    let asked = call.asked(desk.lists())?;
    let records = desk.read_records(bytes, &asked)??;
    match desk.import(&records, &asked) {
        Ok(_) => Ok(records.change.actions.len()),
        Err(error) => Err(desk_error(error, None, desk.catalog())),
    }
}

/// The bytes of a file or of standard input.
fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    let named = || path.display().to_string();
    let fault = |source| CliError::File { path: named(), source };
    if path == Path::new(STANDARD_INPUT) {
        return read_bytes(std::io::stdin().lock()).map_err(fault);
    }
    records_file(path).map_err(|unread| match unread {
        Unread::NotAFile => CliError::NotAFile(named()),
        Unread::System(source) => fault(source),
    })
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
        (Lang::En, true) => {
            let facts = counted(facts, "fact", "facts");
            format!("Checked: {facts} can be imported. Nothing was written.")
        }
        (Lang::En, false) => format!("Imported {}.", counted(facts, "fact", "facts")),
    })
}
