//! The rows of one figure or waiting time: exactly as many as the figure says.

use super::Shown;
use crate::cli::error::CliError;
use crate::cli::output::Output;
use crate::cli::table;
use crate::command::report::{RowWords, row_words};
use crate::command::{Catalog, Words};
use crate::domain::figures::{Figure, Part, Row, Wait, Waited};
use crate::i18n::{Label, Lang, Text};
use serde_json::{Value, json};

/// What rows are asked of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted {
    Figure(Figure),
    Wait(Wait),
}

impl Counted {
    pub(super) fn from_key(key: &str) -> Option<Self> {
        let figure = Figure::from_key(key).map(Self::Figure);
        figure.or_else(|| Wait::from_key(key).map(Self::Wait))
    }
}

/// Prints the rows.
pub(super) fn print(
    shown: &Shown<'_>,
    part: &Part,
    counted: Counted,
    output: &mut Output,
) -> Result<(), CliError> {
    let catalog = shown.catalog;
    if output.is_json() {
        let (key, rows): (&str, Vec<Value>) = match counted {
            Counted::Figure(figure) => (
                figure.key(),
                part.rows(figure).iter().map(|row| row_json(catalog, *row)).collect(),
            ),
            Counted::Wait(wait) => {
                (wait.key(), part.waited(wait).iter().map(|it| waited_json(catalog, it)).collect())
            }
        };
        return output.value(&json!({"figure": key, "count": rows.len(), "rows": rows}));
    }
    let cells: Vec<Vec<String>> = match counted {
        Counted::Figure(figure) => {
            part.rows(figure).iter().map(|row| row_cells(catalog, *row, shown.lang)).collect()
        }
        Counted::Wait(wait) => {
            part.waited(wait).iter().map(|it| waited_cells(catalog, it, shown.lang)).collect()
        }
    };
    if cells.is_empty() {
        let words = Words::new("这个数字没有数到什么。", "This figure counts nothing.");
        output.note(words.get(shown.lang));
        return Ok(());
    }
    table::print(&head(&cells, counted, shown.lang), &cells, output)
}

fn head(rows: &[Vec<String>], counted: Counted, lang: Lang) -> Vec<&'static str> {
    let name = Text::ColumnName.label(lang);
    match (counted, rows.first().map(Vec::len)) {
        (Counted::Wait(_), _) => {
            vec![lang.pick("天数", "Days"), Text::ColumnNumber.label(lang), name]
        }
        (Counted::Figure(_), Some(1)) => vec![name],
        (Counted::Figure(_), _) => vec![Text::ColumnNumber.label(lang), name],
    }
}

/// A row as cells of a table: where it belongs, and what it is.
fn row_cells(catalog: &Catalog, row: Row, lang: Lang) -> Vec<String> {
    let RowWords { number, what } = row_words(catalog, row, lang);
    if number.is_empty() { vec![what] } else { vec![number, what] }
}

fn waited_cells(catalog: &Catalog, waited: &Waited, lang: Lang) -> Vec<String> {
    let unknown = || lang.pick("不详", "not known").to_owned();
    let days = waited.days.map_or_else(unknown, |days| days.to_string());
    let RowWords { number, what } = row_words(catalog, waited.row, lang);
    vec![days, number, what]
}

fn waited_json(catalog: &Catalog, waited: &Waited) -> Value {
    let more = json!({"days": waited.days, "until": waited.on.map(|on| on.to_string())});
    crate::cli::json::with(row_json(catalog, waited.row), more)
}

/// A row for scripts.
pub(super) fn row_json(catalog: &Catalog, row: Row) -> Value {
    use crate::cli::json::{name, name_of};
    match row {
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
        Row::Commitment(id) => {
            let row = catalog.commitments.get(&id);
            json!({"commitment": row.as_ref().map(|row| catalog.commitment_label(row)),
                "id": id.to_string(), "matter": row.map(|row| row.matter.to_string())})
        }
    }
}
