//! The figures of an interval, and the rows that they count.

use super::error::CliError;
use super::output::Output;
use super::table::padded;
use super::{Call, close, today};
use crate::app::context::named;
use crate::command::{Catalog, Directory, Noun, Words};
use crate::domain::date::{DateSpan, Interval, parse_day};
use crate::domain::figures::{Figure, Report, Row, Scope};
use crate::domain::id::{EntityId, StudioId};
use crate::i18n::sentence;
use crate::i18n::{Label, Lang, Text};
use chrono::{Datelike, NaiveDate};
use clap::ArgMatches;
use serde_json::{Map, Value, json};

/// The other figures, each part after what it is a part of.
const REST: [Figure; 16] = [
    Figure::ActiveStudios,
    Figure::FoundingUnknown,
    Figure::ResolvedByService,
    Figure::ResolvedRecorded,
    Figure::ResolvedOverridden,
    Figure::ResolvedDissatisfied,
    Figure::ResolvedNotEvaluated,
    Figure::DepartmentHeads,
    Figure::OtherAttendances,
    Figure::Submitted,
    Figure::Consulted,
    Figure::ConsultedResolved,
    Figure::ConsultedRecorded,
    Figure::ConsultedOverridden,
    Figure::Evaluated,
    Figure::Satisfied,
];
const _: () = assert!(Figure::TOTALS.len() + REST.len() == Figure::ALL.len(), "a figure is not told");

/// How the totals count (DOMAIN §3), as every report states it. The figures name them by their
/// number, from 1; that on date ranges is about the interval.
const NOTES: [Text; 9] = [
    Text::ReportCountHeld,
    Text::ReportCountMembers,
    Text::ReportCountPublic,
    Text::ReportCountDepartments,
    Text::ReportCountOthers,
    Text::ReportCountJoint,
    Text::ReportCountResolved,
    Text::ReportCountRanges,
    Text::ReportCountApart,
];

/// The note on date ranges, which the line of the interval points to.
const RANGES_NOTE: usize = 8;

/// The notes on a figure.
const fn notes_on(figure: Figure) -> &'static [usize] {
    match figure {
        Figure::ActiveStudios => &[6],
        Figure::Sessions => &[1, 6],
        Figure::MemberAttendances => &[1, 2],
        Figure::PublicAttendances => &[1, 3],
        Figure::DepartmentAttendances => &[1, 4],
        Figure::DepartmentHeads => &[4],
        Figure::OtherAttendances => &[5],
        Figure::Resolved => &[7],
        Figure::ResolvedByService
        | Figure::ResolvedRecorded
        | Figure::ResolvedOverridden
        | Figure::ResolvedDissatisfied
        | Figure::ResolvedNotEvaluated
        | Figure::ConsultedRecorded
        | Figure::ConsultedOverridden => &[9],
        Figure::Studios
        | Figure::FoundingUnknown
        | Figure::Submitted
        | Figure::Consulted
        | Figure::ConsultedResolved
        | Figure::Evaluated
        | Figure::Satisfied => &[],
    }
}

/// Counts and prints.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let today = today(desk.lists())?;
    let scope = scope(&desk, words, today)?;
    let tally = desk.report(scope)?;
    let figure = words.get_one::<String>("rows").and_then(|key| Figure::from_key(key));
    if !output.is_json() && ["from", "to"].iter().all(|it| words.get_one::<String>(it).is_none()) {
        output.note(sentence::report_of_this_year(call.lang));
    }
    match (figure, output.is_json()) {
        (Some(figure), true) => {
            let rows: Vec<Value> =
                tally.rows(figure).iter().map(|row| row_json(desk.catalog(), row)).collect();
            output.value(&json!({"figure": figure.key(), "count": rows.len(), "rows": rows}))?;
        }
        (Some(figure), false) => {
            let rows = tally.rows(figure).iter();
            let rows: Vec<Vec<String>> =
                rows.map(|row| row_cells(desk.catalog(), row, call.lang)).collect();
            if rows.is_empty() {
                output.note(
                    Words::new("这个数字没有数到什么。", "This figure counts nothing.")
                        .get(call.lang),
                );
            } else {
                super::table::print(&head(&rows, call.lang), &rows, output)?;
            }
        }
        (None, true) => output.value(&report_json(desk.catalog(), &tally, scope))?,
        (None, false) => print(desk.catalog(), &tally, scope, call.lang, output)?,
    }
    close(desk)
}

fn scope(
    desk: &crate::shell::desk::Desk,
    words: &ArgMatches,
    today: NaiveDate,
) -> Result<Scope, CliError> {
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
    let to = day("to")?.unwrap_or(today);
    let first_of_year = NaiveDate::from_ymd_opt(to.year(), 1, 1).unwrap_or(to);
    let from = day("from")?.unwrap_or(first_of_year);
    let interval = Interval::between(from, to).map_err(|_fault| CliError::Backwards)?;
    let studio = words
        .get_one::<String>("studio")
        .map(|name| super::verbs::named(desk.catalog(), Noun::Studio, name))
        .transpose()?
        .and_then(|id| StudioId::try_from(id).ok());
    Ok(Scope { interval, cut_off: day("cut-off")?.unwrap_or(to), studio })
}

fn report_json(catalog: &Catalog, tally: &Report, scope: Scope) -> Value {
    let count = |figures: &mut dyn Iterator<Item = Figure>| -> Map<String, Value> {
        figures.map(|figure| (figure.key().to_owned(), json!(tally.count(figure)))).collect()
    };
    json!({
        "from": scope.interval.first().to_string(),
        "to": scope.interval.last().to_string(),
        "cut_off": scope.cut_off.to_string(),
        "studio": super::json::name_of(catalog, scope.studio),
        "totals": count(&mut Figure::TOTALS.into_iter()),
        "figures": count(&mut REST.into_iter()),
        "rates": {
            "satisfaction_percent": tally.whole().satisfaction_percent(),
            "resolution_percent": tally.whole().resolution_percent(),
        },
    })
}

fn row_json(catalog: &Catalog, row: &Row) -> Value {
    use super::json::{name, name_of};
    match *row {
        Row::Studio(id) => json!({"studio": name(catalog, id), "id": id.to_string()}),
        Row::Session(id) => json!({"session": name(catalog, id), "id": id.to_string(),
            "title": catalog.sessions.get(&id).map(|row| row.title.to_string())}),
        Row::Issue(id) => json!({"issue": name(catalog, id), "id": id.to_string(),
            "title": catalog.issues.get(&id).map(|row| row.title.to_string())}),
        Row::Attendance(session, person) => {
            json!({"session": name(catalog, session), "person": name(catalog, person)})
        }
        Row::Department(session, department) => {
            json!({"session": name(catalog, session),
                "department": name_of(catalog, department)})
        }
        Row::Unnamed(session, place) => {
            json!({"session": name(catalog, session), "unnamed": place})
        }
    }
}

/// A row as cells of a table: where it belongs, and what it is.
fn row_cells(catalog: &Catalog, row: &Row, lang: Lang) -> Vec<String> {
    let called = |id: EntityId| Directory::name(catalog, id).unwrap_or_default();
    let (id, what): (EntityId, String) = match *row {
        Row::Studio(id) => return vec![called(id.into())],
        Row::Session(id) => (id.into(), named(catalog, id.into())),
        Row::Issue(id) => (id.into(), named(catalog, id.into())),
        Row::Attendance(session, person) => (session.into(), called(person.into())),
        Row::Department(session, department) => {
            (session.into(), department.map(|id| called(id.into())).unwrap_or_default())
        }
        Row::Unnamed(session, place) => {
            (session.into(), format!("{} {place}", Text::MarkUnnamed.label(lang)))
        }
    };
    vec![called(id), what]
}

/// The head of the rows of a figure.
fn head(rows: &[Vec<String>], lang: Lang) -> Vec<&'static str> {
    match rows.first().map(Vec::len) {
        Some(1) => vec![Text::ColumnName.label(lang)],
        _ => vec![Text::ColumnNumber.label(lang), Text::ColumnName.label(lang)],
    }
}

/// How wide the names of the figures are at least.
const LABEL_CELLS: usize = 38;

fn print(
    catalog: &Catalog,
    tally: &Report,
    scope: Scope,
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    let told = sentence::report_scope(lang, scope.interval, scope.cut_off);
    output.line(&format!("{told} [{RANGES_NOTE}]"))?;
    if let Some(studio) = scope.studio {
        output.line(&named(catalog, studio.into()))?;
    }
    for figure in Figure::TOTALS.into_iter().chain(REST) {
        let count = tally.count(figure);
        let notes: Vec<String> = notes_on(figure).iter().map(|it| format!("[{it}]")).collect();
        let label = padded(figure.label(lang), LABEL_CELLS);
        output.line(format!("  {label} {count:>6}  {}", notes.concat()).trim_end())?;
    }
    for (text, rate) in [
        (Text::ReportSatisfactionRate, tally.whole().satisfaction_percent()),
        (Text::ReportResolutionRate, tally.whole().resolution_percent()),
    ] {
        let rate = sentence::percent(lang, rate);
        output.line(&format!("  {} {rate:>6}", padded(text.label(lang), LABEL_CELLS)))?;
    }
    for (place, note) in (1..).zip(NOTES) {
        output.line(&format!("[{place}] {}", note.label(lang)))?;
    }
    Ok(())
}
