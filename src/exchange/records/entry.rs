//! One line of a file: what it is a record of, and the records of who takes part.

use super::{
    Given, Known, Reader,
    fault::{ImportFault, ImportReason},
    fields::Fields,
    plan::{Plan, Turn},
};
use crate::domain::{
    action::Action,
    department::DepartmentFacts,
    id::{
        CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, PersonId, SessionId, StudioId,
    },
    number::StudioCode,
    person::PersonFacts,
    studio::{StudioFacts, StudioKind},
    text::{SHORT_CHARS, clean_line},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a line may be a record of.
const RECORDS: &[&str] = &["studio", "person", "department", "issue", "session", "commitment"];
const STUDIO: &[&str] = &[
    "key", "name", "code", "kind", "district", "township", "founded", "convenor", "members",
    "note", "source",
];
const PERSON: &[&str] =
    &["key", "name", "side", "unit", "title", "sector", "phone", "department", "note", "source"];
const DEPARTMENT: &[&str] = &["key", "name", "short", "district", "contact", "phone", "source"];

/// A line that is a record of some kind; its fields are not yet read.
pub(super) struct Entry {
    pub(super) line: usize,
    kind: EntityKind,
    value: Value,
}

/// Splits the lines after the head into records.
pub(super) fn split(lines: &[(usize, &str)]) -> Result<Vec<Entry>, ImportFault> {
    lines
        .iter()
        .map(|&(line, text)| {
            let not_json = |fault: serde_json::Error| ImportFault {
                line,
                reason: ImportReason::NotJson { column: fault.column() },
            };
            let not_a_record =
                ImportFault { line, reason: ImportReason::NotARecord { allowed: RECORDS } };
            let Value::Object(map) = serde_json::from_str(text).map_err(not_json)? else {
                return Err(not_a_record);
            };
            let mut members = map.into_iter();
            let (Some((word, value)), None) = (members.next(), members.next()) else {
                return Err(not_a_record);
            };
            let kind = RECORDS.contains(&word.as_str()).then(|| word.parse().ok()).flatten();
            kind.map(|kind| Entry { line, kind, value }).ok_or(not_a_record)
        })
        .collect()
}

impl Entry {
    /// The fields of the record.
    pub(super) fn fields(&self) -> Result<Fields<'_>, ImportFault> {
        let allowed = match self.kind {
            EntityKind::Studio => STUDIO,
            EntityKind::Person => PERSON,
            EntityKind::Department => DEPARTMENT,
            EntityKind::Issue => super::issue::ISSUE,
            EntityKind::Session => super::session::SESSION,
            _ => super::issue::COMMITMENT,
        };
        Fields::open(self.line, String::new(), &self.value, allowed)
    }

    /// The identity of the record: that of its namesake, or a new one.
    pub(super) fn identify(
        &self,
        fields: &Fields<'_>,
        known: &mut Known,
        ids: &mut dyn FnMut() -> [u8; 16],
    ) -> Result<Given, ImportFault> {
        // As it will be stored; what cannot be stored is refused when it is decided.
        let stored = |text: String| clean_line(&text, SHORT_CHARS).unwrap_or(text);
        let name = || fields.needed_text("name").map(stored);
        let beside = |field| fields.text_or_empty(field).map(|it| stored(it).trim().to_owned());
        let mut is_known = true;
        let mut next = || {
            is_known = false;
            ids()
        };
        let id: EntityId = match self.kind {
            EntityKind::Studio => {
                let called = namesake(&known.studios, (name()?, beside("township")?));
                let entry = known.studios.entry(called);
                (*entry.or_insert_with(|| StudioId::from_bytes(next()))).into()
            }
            EntityKind::Department => {
                let called = namesake(&known.departments, (name()?, beside("district")?));
                let entry = known.departments.entry(called);
                (*entry.or_insert_with(|| DepartmentId::from_bytes(next()))).into()
            }
            EntityKind::Person => {
                let entry = known.people.entry((name()?, beside("unit")?));
                (*entry.or_insert_with(|| PersonId::from_bytes(next()))).into()
            }
            kind => EntityId { kind, bytes: next() },
        };
        Ok(Given { id, is_known })
    }
}

/// By what something is known that is called so: where one of the two says nothing of the place, the
/// only one of this name is meant.
fn namesake<Id>(
    known: &BTreeMap<(String, String), Id>,
    called: (String, String),
) -> (String, String) {
    let from = (called.0.clone(), String::new());
    let mut namesakes = known.range(from..).map(|(it, _)| it).take_while(|it| it.0 == called.0);
    match (namesakes.next(), namesakes.next()) {
        (Some(only), None) if only.1.is_empty() || called.1.is_empty() => only.clone(),
        _ => called,
    }
}

impl Reader<'_> {
    /// Reads one record into the plan; a known studio, department or person stays as it is.
    pub(super) fn entry(
        &self,
        entry: &Entry,
        given: Given,
        plan: &mut Plan<'_>,
    ) -> Result<(), ImportFault> {
        let fields = entry.fields()?;
        let bytes = given.id.bytes;
        if given.is_known {
            return Ok(());
        }
        match entry.kind {
            EntityKind::Studio => {
                let action = self.studio(StudioId::from_bytes(bytes), &fields)?;
                plan.push(Turn::Studios, entry.line, action);
            }
            EntityKind::Person => {
                let action = self.person(PersonId::from_bytes(bytes), &fields)?;
                plan.push(Turn::People, entry.line, action);
            }
            EntityKind::Department => {
                let action = self.department(DepartmentId::from_bytes(bytes), &fields)?;
                plan.push(Turn::Departments, entry.line, action);
            }
            EntityKind::Issue => self.issue(IssueId::from_bytes(bytes), &fields, plan)?,
            EntityKind::Session => self.session(SessionId::from_bytes(bytes), &fields, plan)?,
            _ => self.commitment(CommitmentId::from_bytes(bytes), &fields, plan)?,
        }
        Ok(())
    }

    fn studio(&self, id: StudioId, fields: &Fields<'_>) -> Result<Action, ImportFault> {
        let code = fields.needed_text("code")?;
        let code = StudioCode::parse(&code).map_err(|fault| {
            fields.fault(ImportReason::Code { field: fields.placed("code"), found: code, fault })
        })?;
        let facts = StudioFacts {
            name: fields.needed_text("name")?,
            code,
            kind: fields.word("kind")?.unwrap_or(StudioKind::Unknown),
            district: fields.text_or_empty("district")?,
            township: fields.text_or_empty("township")?,
            founded: fields.span("founded", self.today)?,
            convenor: self.named(fields, "convenor")?,
            members: self.all_named(fields, "members")?,
            note: fields.text_or_empty("note")?,
        };
        Ok(Action::AddStudio { id, facts, source: fields.source(self.source)? })
    }

    fn person(&self, id: PersonId, fields: &Fields<'_>) -> Result<Action, ImportFault> {
        let facts = PersonFacts {
            name: fields.needed_text("name")?,
            side: fields.needed_word("side")?,
            unit: fields.text_or_empty("unit")?,
            title: fields.text_or_empty("title")?,
            sector: fields.text_or_empty("sector")?,
            phone: fields.text_or_empty("phone")?,
            department: self.named(fields, "department")?,
            note: fields.text_or_empty("note")?,
        };
        Ok(Action::AddPerson { id, facts, source: fields.source(self.source)? })
    }

    fn department(&self, id: DepartmentId, fields: &Fields<'_>) -> Result<Action, ImportFault> {
        let facts = DepartmentFacts {
            name: fields.needed_text("name")?,
            short: fields.text_or_empty("short")?,
            district: fields.text_or_empty("district")?,
            contact: fields.text_or_empty("contact")?,
            phone: fields.text_or_empty("phone")?,
        };
        Ok(Action::AddDepartment { id, facts, source: fields.source(self.source)? })
    }
}
