//! Lists: one line each for people, `{"issues":[…]}` for scripts.

use super::document::calendar::deadlines;
use super::error::CliError;
use super::json;
use super::output::Output;
use super::parser::{CALENDAR, QUERY, WORDS};
use super::{Call, close, today};
use crate::command::filter::{
    CommitmentStatusFilter, SessionStatusFilter, StatusFilter, shown_status,
};
use crate::command::query::{Looked, Query, Ready};
use crate::command::{Catalog, Directory, Noun};
use crate::domain::id::{CommitmentId, DepartmentId, StudioId};
use crate::domain::priority::Terms;
use crate::domain::row::{CommitmentRow, IssueRow, SessionRow};
use crate::i18n::{Label, Lang, Text, Wording, sentence};
use crate::shell::desk::Desk;
use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Lists everything of a noun, narrowed by the filters.
pub(super) fn run(
    call: &Call<'_>,
    noun: Noun,
    filters: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let today = today(desk.lists())?;
    let mut wanted = Filters::read(&desk, noun, filters)?;
    wanted.query = asked(&desk, filters, (today, call.lang), output)?;
    let list = List { catalog: desk.catalog(), wanted, today, lang: call.lang };
    let file = filters.try_get_one::<PathBuf>(CALENDAR).ok().flatten();
    if let Some(file) = file {
        let open = list.commitments().filter(CommitmentRow::is_open).map(|row| row.id);
        let open: Vec<CommitmentId> = open.collect();
        let place = (file.as_path(), filters.get_flag("yes"));
        let written = deadlines(&mut desk, &open, place, call.lang, output)?;
        if output.is_json() {
            output.value(&json!({"documents": [written]}))?;
        }
    } else if output.is_json() {
        let (key, rows) = list.json(noun);
        output.value(&json!({key: rows}))?;
    } else {
        let (head, rows) = list.table(noun);
        if rows.is_empty() {
            output.note(&list.nothing(noun));
        } else {
            let head: Vec<&str> = head.iter().map(|column| column.label(call.lang)).collect();
            super::table::print(&head, &rows, output)?;
        }
    }
    close(desk)
}

/// The query that a list is narrowed by, if one was given. Where nothing is so, people see what is near,
/// and scripts nothing.
///
/// # Errors
/// [`CliError::Query`].
fn asked(
    desk: &Desk,
    words: &ArgMatches,
    (today, lang): (NaiveDate, Lang),
    output: &mut Output,
) -> Result<Option<Ready>, CliError> {
    let positional = words.try_get_many::<String>(WORDS).ok().flatten().into_iter().flatten();
    let option = words.try_get_one::<String>(QUERY).ok().flatten();
    let text = positional.chain(option).map(String::as_str).collect::<Vec<_>>().join(" ");
    let reading = Query::read(&text, today);
    let faults = reading.told_as_whole(desk.catalog());
    if !faults.is_empty() {
        return Err(CliError::Query { text, faults });
    }
    if reading.query.is_empty() {
        return Ok(None);
    }
    let day = Terms::of(desk.settings(), desk.calendar(), today);
    let rows = || desk.catalog().issues.values();
    let ready = Ready::new(&reading.query, desk.catalog().into(), &day);
    if output.is_json() || rows().any(|row| ready.wants(&row)) {
        return Ok(Some(ready));
    }
    let near =
        Ready::near(&reading.query, desk.catalog().into(), &day, || rows().map(Looked::whole));
    if near.is_some() {
        output.note(
            lang.pick(
                "没有完全相符的，列的是相近的。",
                "Nothing matches exactly; these are close.",
            ),
        );
    }
    Ok(Some(near.unwrap_or(ready)))
}

/// What a list was narrowed to.
#[derive(Default)]
struct Filters {
    status: Option<StatusFilter>,
    session_status: Option<SessionStatusFilter>,
    commitment_status: Option<CommitmentStatusFilter>,
    studio: Option<StudioId>,
    department: Option<DepartmentId>,
    overdue: bool,
    query: Option<Ready>,
}

impl Filters {
    fn read(desk: &Desk, noun: Noun, words: &ArgMatches) -> Result<Self, CliError> {
        let text = |key: &str| words.try_get_one::<String>(key).ok().flatten().cloned();
        let find = |noun: Noun| {
            let name = text(noun.key());
            name.map(|name| super::verbs::meant(desk.catalog(), noun, &name)).transpose()
        };
        let studio = find(Noun::Studio)?.and_then(|id| StudioId::try_from(id).ok());
        let department = find(Noun::Department)?.and_then(|id| DepartmentId::try_from(id).ok());
        let overdue = words.try_get_one::<bool>("overdue").ok().flatten().copied().unwrap_or(false);
        let status = text("status").unwrap_or_default();
        let mut read = Self { studio, department, overdue, ..Self::default() };
        match noun {
            Noun::Session => read.session_status = SessionStatusFilter::from_key(&status),
            Noun::Commitment => read.commitment_status = CommitmentStatusFilter::from_key(&status),
            _ => read.status = StatusFilter::from_key(&status),
        }
        Ok(read)
    }

    /// Whether anything is narrowed at all.
    const fn narrow(&self) -> bool {
        self.status.is_some()
            || self.query.is_some()
            || self.session_status.is_some()
            || self.commitment_status.is_some()
            || self.studio.is_some()
            || self.department.is_some()
            || self.overdue
    }

    fn wants_issue(&self, row: &IssueRow, today: NaiveDate) -> bool {
        self.status.is_none_or(|wanted| wanted.matches(row.status, row.accepted))
            && self.studio.is_none_or(|studio| row.studio == studio)
            && self.department.is_none_or(|department| row.departments.contains(&department))
            && (!self.overdue || row.overdue_days(today).is_some())
            && self.query.as_ref().is_none_or(|query| query.wants(row))
    }

    fn wants_session(&self, row: &SessionRow) -> bool {
        self.session_status.is_none_or(|wanted| wanted.matches(row.status))
            && self.studio.is_none_or(|studio| row.studio == studio)
    }

    fn wants_commitment(&self, row: &CommitmentRow, day: (&Catalog, NaiveDate)) -> bool {
        let (catalog, today) = day;
        let studio = self.studio.is_none_or(|studio| {
            catalog.issues.get(&row.issue).is_some_and(|issue| issue.studio == studio)
        });
        let department = self.department.is_none_or(|department| {
            row.lead == Some(department) || row.supporting.contains(&department)
        });
        self.commitment_status.is_none_or(|wanted| wanted.matches(row))
            && studio
            && department
            && (!self.overdue || row.overdue_days(today).is_some())
    }
}

/// The rows of a list, narrowed to what is wanted.
struct List<'a> {
    catalog: &'a Catalog,
    wanted: Filters,
    today: NaiveDate,
    lang: Lang,
}

impl List<'_> {
    /// The issues that are wanted; by a query the best first.
    fn issues(&self) -> impl Iterator<Item = IssueRow> {
        let rows = self.catalog.issues.values();
        let rows = rows.filter(|row| self.wanted.wants_issue(row, self.today));
        let mut rows: Vec<IssueRow> = rows.collect();
        if let Some(query) = &self.wanted.query {
            rows.sort_by_cached_key(|row| query.rank(row));
        }
        rows.into_iter()
    }

    fn sessions(&self) -> impl Iterator<Item = SessionRow> {
        self.catalog.sessions.values().filter(|row| self.wanted.wants_session(row))
    }

    fn commitments(&self) -> impl Iterator<Item = CommitmentRow> {
        let rows = self.catalog.commitments.values();
        rows.filter(|row| self.wanted.wants_commitment(row, (self.catalog, self.today)))
    }

    /// For scripts: the name of the list, and its rows.
    fn json(&self, noun: Noun) -> (&'static str, Value) {
        let (catalog, today) = (self.catalog, self.today);
        match noun {
            Noun::Studio => {
                let rows = catalog.studios.values();
                ("studios", rows.map(|row| json::studio(catalog, row)).collect())
            }
            Noun::Person => ("people", catalog.people.values().map(json::person).collect()),
            Noun::Department => {
                ("departments", catalog.departments.values().map(json::department).collect())
            }
            Noun::Session => {
                ("sessions", self.sessions().map(|row| json::session(catalog, &row)).collect())
            }
            Noun::Commitment => {
                let rows = self.commitments();
                ("commitments", rows.map(|row| json::commitment(catalog, &row, today)).collect())
            }
            Noun::Issue | Noun::Settings => {
                ("issues", self.issues().map(|row| json::issue(catalog, &row, today)).collect())
            }
        }
    }

    /// For people: the head, and a line for each row; what is longest stands last.
    fn table(&self, noun: Noun) -> (&'static [Text], Vec<Vec<String>>) {
        let (catalog, lang) = (self.catalog, self.lang);
        match noun {
            Noun::Studio => (
                &[Text::ColumnCode, Text::ColumnKind, Text::ColumnDistrict, Text::ColumnName],
                catalog
                    .studios
                    .values()
                    .map(|row| words([&row.code, row.kind.label(lang), &row.area, &row.name]))
                    .collect(),
            ),
            Noun::Person => (
                &[Text::ColumnKind, Text::ColumnName, Text::ColumnUnit],
                catalog
                    .people
                    .values()
                    .map(|row| words([row.side.label(lang), &row.name, &row.unit]))
                    .collect(),
            ),
            Noun::Department => (
                &[Text::ColumnDistrict, Text::ColumnShort, Text::ColumnName],
                catalog
                    .departments
                    .values()
                    .map(|row| words([&row.district, &row.short, &row.name]))
                    .collect(),
            ),
            Noun::Session => (
                &[Text::ColumnNumber, Text::ColumnDate, Text::ColumnStatus, Text::ColumnTitle],
                self.sessions().map(|row| self.session(&row)).collect(),
            ),
            Noun::Commitment => (
                &[
                    Text::ColumnNumber,
                    Text::ColumnDue,
                    Text::ColumnCompleted,
                    Text::ColumnGrade,
                    Text::ColumnLead,
                    Text::ColumnMatter,
                ],
                self.to_be_done_first().into_iter().map(|row| self.commitment(&row)).collect(),
            ),
            Noun::Issue | Noun::Settings => (
                &[Text::ColumnNumber, Text::ColumnStatus, Text::ColumnDue, Text::ColumnTitle],
                self.issues().map(|row| self.issue(&row)).collect(),
            ),
        }
    }

    fn session(&self, row: &SessionRow) -> Vec<String> {
        let (on, status) = (row.on.words(self.lang), row.status.short(self.lang));
        words([row.number.as_str(), &on, status, &row.title])
    }

    /// The commitments that are still to be done by their deadlines, then all others as they were made.
    fn to_be_done_first(&self) -> Vec<CommitmentRow> {
        let mut rows: Vec<CommitmentRow> = self.commitments().collect();
        let last = NaiveDate::MAX;
        rows.sort_by_key(|row| {
            if row.is_open() { (false, row.due.unwrap_or(last)) } else { (true, last) }
        });
        rows
    }

    fn commitment(&self, row: &CommitmentRow) -> Vec<String> {
        let number = self.catalog.commitment_label(row);
        let due = match (row.overdue_days(self.today), self.lang) {
            (None, _) => day(row.due),
            (Some(days), Lang::Zh) => format!("{}（逾期 {days} 天）", day(row.due)),
            (Some(days), Lang::En) => {
                format!("{} (late by {})", day(row.due), sentence::days(self.lang, days))
            }
        };
        let completed = row.completed.map(|on| on.words(self.lang));
        let completed = completed.unwrap_or_else(|| row.progress.short(self.lang).to_owned());
        let grade = row.grade.map_or("", crate::domain::commitment::Grade::key);
        let lead = row.lead.and_then(|id| Directory::name(self.catalog, id.into()));
        words([&number, &due, &completed, grade, &lead.unwrap_or_default(), &row.matter])
    }

    fn issue(&self, row: &IssueRow) -> Vec<String> {
        let status = shown_status(row.status, row.accepted, self.lang);
        words([row.number.as_str(), status, &day(row.due), &row.title])
    }

    /// That there is nothing in the list.
    fn nothing(&self, noun: Noun) -> String {
        let what = noun.entity().label(self.lang);
        match (self.lang, self.wanted.narrow()) {
            (Lang::Zh, true) => format!("没有符合条件的{what}。"),
            (Lang::Zh, false) => format!("还没有{what}。"),
            (Lang::En, true) => format!("{what}: none that fits."),
            (Lang::En, false) => format!("{what}: none yet."),
        }
    }
}

fn words<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
