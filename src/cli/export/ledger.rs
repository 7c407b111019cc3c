//! The ledger of issues: as a workbook, or as text with commas.

use crate::cli::call::{Call, close, today};
use crate::cli::error::CliError;
use crate::cli::output::Output;
use crate::cli::verbs::studio_meant;
use crate::document::Copy;
use crate::document::ledger::{Scope, Wanted};
use crate::domain::date::{Interval, parse_day};
use crate::i18n::Lang;
use crate::i18n::sentence::counted;
use crate::shell::desk::{Desk, LedgerFormat, ledger_bytes, ledger_name};
use crate::shell::paper::{self, Put, Readers};
use chrono::{Datelike, NaiveDate};
use clap::ArgMatches;
use serde_json::json;
use std::path::Path;

/// Writes the ledger, or prints it as text with commas where no file is named.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    target: Option<&Path>,
    output: &mut Output,
) -> Result<(), CliError> {
    if target.is_none() && output.is_json() {
        return Err(CliError::LedgerIsNoJson);
    }
    let mut desk = call.open(output)?;
    let today = today(desk.lists())?;
    let scope = scope(&desk, words, today)?;
    let copy = if words.get_flag("public") { Copy::Public } else { Copy::Internal };
    let ledger = desk.ledger(&scope, copy, call.lang, today)?;
    let rows = ledger.issues().len();
    let bytes = |format| ledger_bytes(&ledger, format, today);
    let Some(target) = target else {
        output.raw(&bytes(LedgerFormat::Csv)?)?;
        return close(desk);
    };
    let replaces = call.matches.get_flag("yes");
    // The internal one tells names and telephones.
    let readers = if copy == Copy::Public { Readers::AsElsewhere } else { Readers::Owner };
    let put = if target.is_dir() {
        let format = LedgerFormat::Xlsx;
        let name = ledger_name(copy, today, call.lang);
        paper::put_for(readers, target, (&name, format.extension()), &bytes(format)?, replaces)
    } else {
        let format = LedgerFormat::of(target)
            .ok_or_else(|| CliError::NoLedger(target.display().to_string()))?;
        paper::write_for(readers, target, &bytes(format)?, replaces)
    };
    tell(&put.map_err(CliError::Paper)?, rows, copy, call.lang, output)?;
    close(desk)
}

fn scope(desk: &Desk, words: &ArgMatches, today: NaiveDate) -> Result<Scope, CliError> {
    let studio = words.get_one::<String>("studio");
    let studio = studio.map(|name| studio_meant(desk.catalog(), name)).transpose()?.flatten();
    let status = words.get_one::<String>("status").and_then(|key| Wanted::from_key(key));
    Ok(Scope { interval: interval(words, today)?, studio, status })
}

/// The days in which an issue was entered; `None` where neither end is named.
fn interval(words: &ArgMatches, today: NaiveDate) -> Result<Option<Interval>, CliError> {
    let day = |option: &'static str| {
        let typed = words.get_one::<String>(option);
        let read = typed.map(|text| parse_day(text, today));
        read.transpose().map_err(|fault| CliError::Date { option, fault })
    };
    let (from, to) = (day("from")?, day("to")?);
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let ends_today = to.is_none();
    let to = to.unwrap_or(today);
    let from = from.or_else(|| NaiveDate::from_ymd_opt(to.year(), 1, 1)).unwrap_or(to);
    Interval::between(from, to).map(Some).map_err(|_fault| CliError::Backwards { ends_today })
}

fn tell(
    put: &Put,
    rows: usize,
    copy: Copy,
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    if output.is_json() {
        return output.value(&json!({
            "file": put.path.display().to_string(),
            "rows": rows,
            "copy": copy.key(),
        }));
    }
    output.line(&put.path.display().to_string())?;
    for note in paper::notes(put, lang) {
        output.note(&note);
    }
    output.line(&match lang {
        Lang::Zh => format!("台账共 {rows} 件议题。"),
        Lang::En => format!("The ledger has {}.", counted(rows, "issue", "issues")),
    })
}
