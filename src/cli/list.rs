//! Lists: one line each for people, `{"issues":[…]}` for scripts.

use super::error::CliError;
use super::output::{Output, column};
use super::{Call, close, today};
use crate::command::{Catalog, Directory, Noun};
use crate::domain::id::{DepartmentId, EntityId, EntityKind, StudioId};
use crate::domain::row::{CommitmentRow, IssueRow, SessionRow};
use crate::domain::workflow::Status;
use crate::i18n::{Label, Lang, Wording};
use crate::shell::desk::Desk;
use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Map, Value, json};

/// Lists everything of a noun, narrowed by the filters.
pub(super) fn run(
    call: &Call<'_>,
    noun: Noun,
    filters: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let desk = call.open(output)?;
    let today = today(&desk)?;
    let wanted = Filters::read(&desk, filters)?;
    let (key, rows) = rows(&desk, noun, &wanted, today);
    if output.is_json() {
        let mut whole = Map::new();
        whole.insert(key.to_owned(), rows);
        output.value(&Value::Object(whole))?;
    } else {
        for line in lines(&desk, noun, &wanted, today, call.lang) {
            output.line(&line)?;
        }
    }
    close(desk)
}

/// What a list was narrowed to.
#[derive(Default)]
struct Filters {
    status: Option<String>,
    studio: Option<StudioId>,
    department: Option<DepartmentId>,
    overdue: bool,
}

impl Filters {
    fn read(desk: &Desk, words: &ArgMatches) -> Result<Self, CliError> {
        let text = |key: &str| words.try_get_one::<String>(key).ok().flatten().cloned();
        let find = |kind: EntityKind, noun: &'static str, name: String| {
            super::verbs::named(desk, kind, noun, &name)
        };
        let studio = text("studio")
            .map(|name| find(EntityKind::Studio, "studio", name))
            .transpose()?
            .and_then(|id| StudioId::try_from(id).ok());
        let department = text("department")
            .map(|name| find(EntityKind::Department, "department", name))
            .transpose()?
            .and_then(|id| DepartmentId::try_from(id).ok());
        let overdue = words.try_get_one::<bool>("overdue").ok().flatten().copied().unwrap_or(false);
        Ok(Self { status: text("status"), studio, department, overdue })
    }

    fn has_status(&self, key: &str, open: bool, label: impl Fn(Lang) -> &'static str) -> bool {
        self.status.as_deref().is_none_or(|wanted| {
            wanted == key
                || (wanted == "open" && open)
                || Lang::ALL.iter().any(|l| label(*l) == wanted)
        })
    }

    fn wants_issue(&self, row: &IssueRow, today: NaiveDate) -> bool {
        self.has_status(row.status.key(), row.status.is_open(), |lang| row.status.label(lang))
            && self.studio.is_none_or(|studio| row.studio == studio)
            && self.department.is_none_or(|department| row.departments.contains(&department))
            && (!self.overdue || row.overdue_days(today).is_some())
    }

    fn wants_session(&self, row: &SessionRow) -> bool {
        self.has_status(row.status.key(), false, |lang| row.status.label(lang))
            && self.studio.is_none_or(|studio| row.studio == studio)
    }

    fn wants_commitment(&self, row: &CommitmentRow, today: NaiveDate) -> bool {
        let department = self.department.is_none_or(|department| {
            row.lead == Some(department) || row.supporting.contains(&department)
        });
        department && (!self.overdue || row.overdue_days(today).is_some())
    }
}

fn rows(desk: &Desk, noun: Noun, wanted: &Filters, today: NaiveDate) -> (&'static str, Value) {
    let catalog = desk.catalog();
    match noun {
        Noun::Studio => (
            "studios",
            catalog
                .studios
                .values()
                .map(|row| {
                    let open = catalog
                        .issues
                        .values()
                        .filter(|issue| issue.studio == row.id && issue.status.is_open())
                        .count();
                    json!({"id": row.id.to_string(), "code": row.code, "name": row.name,
                        "kind": row.kind.key(), "area": row.area, "open_issues": open})
                })
                .collect(),
        ),
        Noun::Person => (
            "people",
            catalog
                .people
                .values()
                .map(|row| {
                    json!({"id": row.id.to_string(), "name": row.name, "side": row.side.key(),
                        "unit": row.unit})
                })
                .collect(),
        ),
        Noun::Department => (
            "departments",
            catalog
                .departments
                .values()
                .map(|row| {
                    json!({"id": row.id.to_string(), "name": row.name, "short": row.short,
                        "district": row.district})
                })
                .collect(),
        ),
        Noun::Session => (
            "sessions",
            catalog
                .sessions
                .values()
                .filter(|row| wanted.wants_session(row))
                .map(|row| session_json(catalog, row))
                .collect(),
        ),
        Noun::Commitment => (
            "commitments",
            catalog
                .commitments
                .values()
                .filter(|row| wanted.wants_commitment(row, today))
                .map(|row| commitment_json(catalog, row, today))
                .collect(),
        ),
        Noun::Issue | Noun::Settings => (
            "issues",
            catalog
                .issues
                .values()
                .filter(|row| wanted.wants_issue(row, today))
                .map(|row| issue_json(catalog, row, today))
                .collect(),
        ),
    }
}

/// What an entity is called, as JSON.
pub(super) fn name(catalog: &Catalog, id: impl Into<EntityId>) -> Value {
    Directory::name(catalog, id.into()).map_or(Value::Null, Value::String)
}

/// An issue in a list.
pub(super) fn issue_json(catalog: &Catalog, row: &IssueRow, today: NaiveDate) -> Value {
    json!({
        "id": row.id.to_string(),
        "number": row.number.as_str(),
        "title": row.title,
        "status": row.status.key(),
        "left_from": match row.status {
            Status::Exited(_, origin) => Some(origin.key()),
            _ => None,
        },
        "accepted": row.accepted,
        "category": row.category.map(crate::domain::issue::Category::key),
        "place": row.place,
        "studio": name(catalog, row.studio),
        "submitted": row.submitted.map(|day| day.to_string()),
        "age_days": row.age_days(today),
        "due": row.due.map(|day| day.to_string()),
        "overdue_days": row.overdue_days(today),
        "departments": row.departments.iter().map(|id| name(catalog, *id)).collect::<Vec<_>>(),
        "commitments": {"completed": row.done.0, "all": row.done.1},
        "raisers": row.raisers.iter().map(|id| name(catalog, *id)).collect::<Vec<_>>(),
        "recorded": row.recorded,
        "conflict": row.conflict,
    })
}

/// A session in a list.
pub(super) fn session_json(catalog: &Catalog, row: &SessionRow) -> Value {
    let [members, public, departments] = row.heads;
    json!({
        "id": row.id.to_string(),
        "number": row.number.as_str(),
        "title": row.title,
        "status": row.status.key(),
        "studio": name(catalog, row.studio),
        "on": row.on.to_string(),
        "issues": row.issues.iter().map(|id| name(catalog, *id)).collect::<Vec<_>>(),
        "attendance": {"members": members, "public": public, "departments": departments},
        "recorded": row.recorded,
    })
}

/// A commitment in a list.
pub(super) fn commitment_json(catalog: &Catalog, row: &CommitmentRow, today: NaiveDate) -> Value {
    json!({
        "id": row.id.to_string(),
        "number": catalog.commitment_label(row),
        "issue": name(catalog, row.issue),
        "matter": row.matter,
        "lead": row.lead.map(|id| name(catalog, id)),
        "supporting": row.supporting.iter().map(|id| name(catalog, *id)).collect::<Vec<_>>(),
        "due": row.due.map(|day| day.to_string()),
        "overdue_days": row.overdue_days(today),
        "completed": row.completed.map(|day| day.to_string()),
        "grade": row.grade.map(crate::domain::commitment::Grade::key),
        "returned": row.returned,
        "lapsed": row.lapsed,
        "recorded": row.recorded,
    })
}

fn lines(desk: &Desk, noun: Noun, wanted: &Filters, today: NaiveDate, lang: Lang) -> Vec<String> {
    let catalog = desk.catalog();
    match noun {
        Noun::Studio => catalog
            .studios
            .values()
            .map(|row| {
                [
                    column(&row.code, 5),
                    column(row.kind.label(lang), 20),
                    column(&row.area, 24),
                    row.name.to_string(),
                ]
                .join(" ")
            })
            .collect(),
        Noun::Person => catalog
            .people
            .values()
            .map(|row| {
                [column(row.side.label(lang), 10), column(&row.name, 12), row.unit.to_string()]
                    .join(" ")
            })
            .collect(),
        Noun::Department => catalog
            .departments
            .values()
            .map(|row| {
                [column(&row.district, 10), column(&row.short, 10), row.name.to_string()].join(" ")
            })
            .collect(),
        Noun::Session => catalog
            .sessions
            .values()
            .filter(|row| wanted.wants_session(row))
            .map(|row| {
                let status = row.status.short(lang);
                [
                    column(row.number.as_str(), 18),
                    column(&row.on.words(lang), 24),
                    column(status, 10),
                    row.title.to_string(),
                ]
                .join(" ")
            })
            .collect(),
        Noun::Commitment => catalog
            .commitments
            .values()
            .filter(|row| wanted.wants_commitment(row, today))
            .map(|row| {
                let lead = row.lead.and_then(|id| Directory::name(catalog, id.into()));
                let due = row.due.map(|day| day.to_string()).unwrap_or_default();
                let grade = row.grade.map_or("", crate::domain::commitment::Grade::key);
                [
                    column(&catalog.commitment_label(row), 20),
                    column(&due, 10),
                    column(grade, 1),
                    column(&lead.unwrap_or_default(), 20),
                    row.matter.to_string(),
                ]
                .join(" ")
            })
            .collect(),
        Noun::Issue | Noun::Settings => catalog
            .issues
            .values()
            .filter(|row| wanted.wants_issue(row, today))
            .map(|row| {
                let due = row.due.map(|day| day.to_string()).unwrap_or_default();
                [
                    column(row.number.as_str(), 18),
                    column(row.status.short(lang), 14),
                    column(&due, 10),
                    row.title.to_string(),
                ]
                .join(" ")
            })
            .collect(),
    }
}
