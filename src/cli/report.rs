//! The figures of an interval, divided or not, the rows that they count, and reports that are frozen.

mod file;
mod frozen;
mod json;
mod rows;
mod text;

use super::error::CliError;
use super::output::Output;
use super::{Call, close, today};
use crate::command::Catalog;
use crate::command::report::find_cell;
use crate::domain::date::{DateSpan, Interval, parse_day};
use crate::domain::figures::{Dimension, Division, Part, Report, Scope};
use crate::i18n::{Lang, sentence};
use crate::shell::desk::{Desk, Frozen};
use chrono::{Datelike, NaiveDate};
use clap::ArgMatches;
use rows::Counted;

/// A report that is told, with what it is told by.
struct Shown<'s> {
    report: &'s Report,
    catalog: &'s Catalog,
    division: Option<&'s Division>,
    frozen: Option<&'s Frozen>,
    lang: Lang,
}

/// What of a report was asked for.
struct Wish<'w> {
    by: Option<Dimension>,
    /// The rows of one figure or waiting time alone.
    rows: Option<Counted>,
    /// Of one cell alone, as it was typed.
    cell: Option<&'w str>,
}

/// Counts and prints.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let name = |option: &str| words.get_one::<String>(option).map(String::as_str);
    if let Some(name) = name("freeze") {
        return frozen::freeze(call, name, words, output);
    }
    if let Some(name) = name("drop") {
        return frozen::drop_report(call, name, output);
    }
    if words.contains_id("frozen") {
        return match name("frozen") {
            None | Some("") => frozen::list(call, output),
            Some(name) => frozen::run(call, name, words, output),
        };
    }
    let mut desk = call.open(output)?;
    let today = today(desk.lists())?;
    let scope = scope(&desk, words, today)?;
    let report = desk.report(scope)?;
    if !output.is_json() && ["from", "to"].iter().all(|it| name(it).is_none()) {
        output.note(sentence::report_of_this_year(call.lang));
    }
    tell(&desk, &report, None, (call.lang, today), words, output)?;
    close(desk)
}

/// Tells a report, the rows of a figure, or writes it to a file.
fn tell(
    desk: &Desk,
    report: &Report,
    frozen: Option<&Frozen>,
    (lang, today): (Lang, NaiveDate),
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let wish = wish(words)?;
    let division = wish.by.map(|dimension| report.by(dimension));
    let catalog = frozen.map_or_else(|| desk.catalog(), |frozen| &frozen.catalog);
    let shown = Shown { report, catalog, division: division.as_ref(), frozen, lang };
    if let Some(path) = words.get_one("output") {
        let fonts = crate::document::Fonts::named(&desk.settings().options.fonts);
        return file::write(&shown, &fonts, (path, words.get_flag("yes")), output);
    }
    match wish.rows {
        Some(counted) => rows::print(&shown, shown.part(wish.cell, today)?, counted, output),
        None if output.is_json() => output.value(&json::report(&shown)),
        None => text::print(&shown, output),
    }
}

fn wish(words: &ArgMatches) -> Result<Wish<'_>, CliError> {
    let text = |option: &str| words.get_one::<String>(option).map(String::as_str);
    let by = text("by").and_then(Dimension::from_key);
    let rows = text("rows").and_then(Counted::from_key);
    let cell = text("in");
    if cell.is_some() && by.is_none() {
        return Err(CliError::CellOfNothing);
    }
    Ok(Wish { by, rows, cell })
}

impl<'s> Shown<'s> {
    /// The whole, or the cell that was asked for.
    fn part(&self, cell: Option<&str>, today: NaiveDate) -> Result<&'s Part, CliError> {
        let (Some(division), Some(typed)) = (self.division, cell) else {
            return Ok(self.report.whole());
        };
        let cell = find_cell(self.catalog, division, typed, today);
        let cell =
            cell.map_err(|none| CliError::NoCell { typed: typed.to_owned(), keys: none.keys })?;
        Ok(division.part(&cell).unwrap_or_else(|| self.report.whole()))
    }
}

/// What a report speaks about: this year, unless it is said.
fn scope(desk: &Desk, words: &ArgMatches, today: NaiveDate) -> Result<Scope, CliError> {
    let day = |option: &'static str| {
        words
            .get_one::<String>(option)
            .map(|text| {
                parse_day(text, today).map_err(|fault| match DateSpan::parse(text, today) {
                    Ok(_several_days) => CliError::NotADay { option, typed: text.clone() },
                    Err(_) => CliError::Date { option, fault },
                })
            })
            .transpose()
    };
    let stated = day("to")?;
    let to = stated.unwrap_or(today);
    let first_of_year = NaiveDate::from_ymd_opt(to.year(), 1, 1).unwrap_or(to);
    let from = day("from")?.unwrap_or(first_of_year);
    let interval = Interval::between(from, to)
        .map_err(|_fault| CliError::Backwards { ends_today: stated.is_none() })?;
    let studio = words
        .get_one::<String>("studio")
        .map(|name| super::verbs::studio_meant(desk.catalog(), name))
        .transpose()?
        .flatten();
    Ok(Scope { interval, cut_off: day("cut-off")?.unwrap_or(to), studio })
}
