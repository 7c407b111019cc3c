//! What becomes of the rows of a table, for people and for scripts.

use super::super::error::CliError;
use super::super::output::Output;
use super::table::id_text;
use crate::command::Catalog;
use crate::exchange::table::told::{is_told, row_text, summary};
use crate::exchange::table::{Beside, NearName, Plan, RowReport, What};
use crate::i18n::Lang;
use serde_json::{Value, json};
use std::path::Path;

/// Tells it in lines: the summary, then every row that is not taken in, or all of them.
pub(super) fn lines(
    path: &Path,
    plan: &Plan,
    catalog: &Catalog,
    lang: Lang,
    all: bool,
    output: &mut Output,
) -> Result<(), CliError> {
    texts(path, plan, catalog, lang, all).try_for_each(|line| output.line(&line))
}

/// The same on the side.
pub(super) fn notes(path: &Path, plan: &Plan, catalog: &Catalog, lang: Lang, output: &mut Output) {
    texts(path, plan, catalog, lang, false).for_each(|line| output.note(&line));
}

fn texts<'p>(
    path: &Path,
    plan: &'p Plan,
    catalog: &'p Catalog,
    lang: Lang,
    all: bool,
) -> impl Iterator<Item = String> + 'p {
    let rows = plan.rows.iter().filter(move |row| all || is_told(row));
    let rows = rows.flat_map(move |row| {
        let differences = row.differences.iter();
        let differences = differences.map(move |it| format!("    {}", it.text(lang)));
        std::iter::once(row_text(row, catalog, lang)).chain(differences)
    });
    summary(&path.display().to_string(), plan, lang).into_iter().chain(rows)
}

/// The same for scripts.
pub(super) fn json(path: &Path, plan: &Plan, catalog: &Catalog, lang: Lang, all: bool) -> Value {
    let counts = What::ALL.into_iter().zip(plan.counts());
    let counts: serde_json::Map<String, Value> =
        counts.map(|(what, count)| (what.key().to_owned(), json!(count))).collect();
    let [people, departments, studios, sessions] = plan.added_beside();
    let columns =
        plan.head.columns.iter().map(
            |it| json!({"name": stated(&it.name), "field": it.column.map(|column| column.field)}),
        );
    let rows = plan.rows.iter().filter(|row| all || is_told(row));
    json!({
        "file": path,
        "kind": plan.head.kind.key(),
        "encoding": plan.encoding,
        "sheet": plan.sheet,
        "unread_sheets": plan
            .unread
            .iter()
            .map(|it| json!({"name": it.name, "rows": it.rows}))
            .collect::<Vec<_>>(),
        "head_line": plan.head.line,
        "columns": columns.collect::<Vec<_>>(),
        "sums": plan.sums,
        "remarks": plan.remarks,
        "alike": plan.alike.iter().map(|(line, _)| line).collect::<Vec<_>>(),
        "counts": counts,
        "added_along": {
            "people": people, "departments": departments, "studios": studios, "sessions": sessions,
        },
        "added_names": plan.beside.iter().map(beside_json).collect::<Vec<_>>(),
        "near_names": plan.near.iter().map(near_json).collect::<Vec<_>>(),
        "rows": rows.map(|row| row_json(row, catalog, lang)).collect::<Vec<_>>(),
    })
}

fn beside_json(beside: &Beside) -> Value {
    json!({"kind": beside.id.kind.word(), "line": beside.line, "name": beside.name})
}

fn near_json(near: &NearName) -> Value {
    // Who comes with the file has no identity before it is imported.
    let like = near.like.iter().map(|it| {
        let id = it.line.is_none().then(|| it.id.into());
        json!({"name": it.name, "line": it.line, "id": id_text(id)})
    });
    json!({"line": near.line, "name": near.name, "like": like.collect::<Vec<_>>()})
}

/// The rows for whose sake nothing is taken in, for scripts.
pub(super) fn refused(plan: &Plan, catalog: &Catalog, lang: Lang) -> Vec<Value> {
    let rows = plan.rows.iter().filter(|row| matches!(row.what, What::Refused | What::Conflict));
    rows.map(|row| row_json(row, catalog, lang)).collect()
}

fn row_json(row: &RowReport, catalog: &Catalog, lang: Lang) -> Value {
    let faults = row.faults.iter().map(|it| {
        json!({
            "code": it.what.code(),
            "column": it.column,
            "found": stated(&it.found),
            "text": it.text(lang, catalog),
        })
    });
    let differences = row.differences.iter();
    let differences = differences.map(|it| {
        let (here, row) = (it.here.text(lang), it.row.text(lang));
        json!({"column": it.column, "here": stated(&here), "row": row})
    });
    json!({
        "line": row.line,
        "what": row.what.key(),
        "name": stated(&row.name),
        "id": id_text(row.about),
        "reasons": faults.collect::<Vec<_>>(),
        "differences": differences.collect::<Vec<_>>(),
    })
}

/// A text, or `null` for one that says nothing.
fn stated(text: &str) -> Option<&str> {
    Some(text).filter(|it| !it.is_empty())
}
