//! Rows of lists for scripts, and how single values are written: what is not known is `null`.

use crate::command::{Catalog, Directory};
use crate::domain::commitment::{Grade, Progress};
use crate::domain::date::DateSpan;
use crate::domain::id::EntityId;
use crate::domain::provenance::Source;
use crate::domain::row::{
    CommitmentRow, DepartmentRow, IssueRow, PersonRow, SessionRow, StudioRow,
};
use crate::domain::workflow::Status;
use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};

/// A text; an empty one is not known.
pub(super) fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::String(text.to_owned()) }
}

/// What an entity is called.
pub(super) fn name(catalog: &Catalog, id: impl Into<EntityId>) -> Value {
    Directory::name(catalog, id.into()).map_or(Value::Null, Value::String)
}

/// What an entity is called, where there is one.
pub(super) fn name_of(catalog: &Catalog, id: Option<impl Into<EntityId>>) -> Value {
    id.map_or(Value::Null, |id| name(catalog, id))
}

/// What several entities are called.
pub(super) fn names<Id: Copy + Into<EntityId>>(catalog: &Catalog, ids: &[Id]) -> Vec<Value> {
    ids.iter().map(|id| name(catalog, *id)).collect()
}

/// A time of day.
pub(super) fn time(time: Option<NaiveTime>) -> Option<String> {
    time.map(|it| it.format("%H:%M").to_string())
}

/// A date as far as it is known.
pub(super) fn span(on: Option<DateSpan>) -> Option<String> {
    on.map(|on| on.to_string())
}

/// Where something that was recorded comes from.
pub(super) fn source(source: Option<&Source>) -> Value {
    source.map_or(Value::Null, |source| text(&source.reference))
}

/// Puts the fields of one object behind those of another.
pub(super) fn with(mut value: Value, more: Value) -> Value {
    if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
        value.extend(more);
    }
    value
}

/// A studio in a list.
pub(super) fn studio(catalog: &Catalog, row: &StudioRow) -> Value {
    let open = |issue: &IssueRow| issue.studio == row.id && issue.status.is_open();
    json!({
        "id": row.id.to_string(),
        "code": row.code,
        "name": row.name,
        "kind": row.kind.key(),
        "area": text(&row.area),
        "open_issues": catalog.issues.values().filter(open).count(),
    })
}

/// A person in a list.
pub(super) fn person(row: &PersonRow) -> Value {
    json!({
        "id": row.id.to_string(),
        "name": row.name,
        "side": row.side.key(),
        "unit": text(&row.unit),
    })
}

/// A department in a list.
pub(super) fn department(row: &DepartmentRow) -> Value {
    json!({
        "id": row.id.to_string(),
        "name": row.name,
        "short": text(&row.short),
        "district": text(&row.district),
    })
}

/// An issue in a list.
pub(super) fn issue(catalog: &Catalog, row: &IssueRow, today: NaiveDate) -> Value {
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
        "place": text(&row.place),
        "studio": name(catalog, row.studio),
        "submitted": span(row.submitted),
        "age_days": row.age_days(today),
        "due": row.due.map(|day| day.to_string()),
        "overdue_days": row.overdue_days(today),
        "departments": names(catalog, &row.departments),
        "commitments": {"completed": row.done.0, "all": row.done.1},
        "raisers": names(catalog, &row.raisers),
        "recorded": row.recorded,
        "conflict": row.conflict,
    })
}

/// A session in a list.
pub(super) fn session(catalog: &Catalog, row: &SessionRow) -> Value {
    let [members, public, departments] = row.heads;
    json!({
        "id": row.id.to_string(),
        "number": row.number.as_str(),
        "title": row.title,
        "status": row.status.key(),
        "studio": name(catalog, row.studio),
        "on": row.on.to_string(),
        "issues": names(catalog, &row.issues),
        "attendance": {"members": members, "public": public, "departments": departments},
        "recorded": row.recorded,
    })
}

/// A commitment in a list.
pub(super) fn commitment(catalog: &Catalog, row: &CommitmentRow, today: NaiveDate) -> Value {
    json!({
        "id": row.id.to_string(),
        "number": catalog.commitment_label(row),
        "issue": name(catalog, row.issue),
        "matter": row.matter,
        "lead": name_of(catalog, row.lead),
        "supporting": names(catalog, &row.supporting),
        "due": row.due.map(|day| day.to_string()),
        "overdue_days": row.overdue_days(today),
        "completed": span(row.completed),
        "grade": row.grade.map(Grade::key),
        "progress": row.progress.key(),
        "returned": row.progress == Progress::Returned,
        "lapsed": row.lapsed,
        "recorded": row.recorded,
    })
}
