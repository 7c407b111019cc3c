//! Studios, people, departments and settings for scripts.

use super::Page;
use crate::cli::json::{self, name_of, names, source, span, text, with};
use crate::cli::output::hex;
use crate::domain::id::{DepartmentId, EntityId, PersonId, StudioId};
use crate::domain::session::{ItemOrder, Stage};
use crate::domain::settings::FontNames;
use serde_json::{Value, json};

impl Page<'_> {
    pub(super) fn studio_json(&self, id: EntityId) -> Option<Value> {
        let (catalog, id) = (self.catalog(), StudioId::try_from(id).ok()?);
        let studio = self.world.studio(id)?;
        let facts = &studio.facts;
        Some(with(
            json::studio(catalog, catalog.studios.get(&id)?),
            json!({
                "district": text(&facts.district),
                "township": text(&facts.township),
                "founded": span(facts.founded),
                "convenor": name_of(catalog, facts.convenor),
                "members": names(catalog, &facts.members),
                "note": text(&facts.note),
                "source": source(studio.source.as_ref()),
            }),
        ))
    }

    pub(super) fn person_json(&self, id: EntityId) -> Option<Value> {
        let (catalog, id) = (self.catalog(), PersonId::try_from(id).ok()?);
        let person = self.world.person(id)?;
        let facts = &person.facts;
        Some(with(
            json::person(catalog.people.get(&id)?),
            json!({
                "title": text(&facts.title),
                "sector": text(&facts.sector),
                "phone": text(&facts.phone),
                "department": name_of(catalog, facts.department),
                "note": text(&facts.note),
                "source": source(person.source.as_ref()),
            }),
        ))
    }

    pub(super) fn department_json(&self, id: EntityId) -> Option<Value> {
        let (catalog, id) = (self.catalog(), DepartmentId::try_from(id).ok()?);
        let department = self.world.department(id)?;
        Some(with(
            json::department(catalog.departments.get(&id)?),
            json!({
                "contact": text(&department.facts.contact),
                "phone": text(&department.facts.phone),
                "source": source(department.source.as_ref()),
            }),
        ))
    }

    pub(super) fn settings_json(&self) -> Value {
        let (catalog, now) = (self.catalog(), self.desk.settings());
        json!({
            "me": name_of(catalog, now.me),
            "my_studio": name_of(catalog, now.my_studio),
            "office": text(&now.office),
            "deadlines": {
                "screening_working_days": now.deadlines.screening_working_days,
                "minutes_working_days": now.deadlines.minutes_working_days,
                "assignment_working_days": now.deadlines.assignment_working_days,
                "return_working_days": now.deadlines.return_working_days,
                "handling_days": now.deadlines.handling_days,
                "evaluation_working_days": now.deadlines.evaluation_working_days,
                "revisit_days": now.deadlines.revisit_days,
            },
            "quorum": {
                "members": now.quorum.members,
                "public": now.quorum.public,
                "departments": now.quorum.departments,
            },
            "speech_minutes": now.options.speech_minutes,
            "warning_seconds": now.options.warning_seconds,
            "document_code": text(&now.options.document_code),
            "copies_to": now.options.copies_to,
            "fonts": fonts_json(&now.options.fonts),
            "templates": now.options.templates.iter().map(|it| json!({
                "kind": it.kind.key(),
                "sha256": hex(&it.file.sha256),
                "size_bytes": it.file.size_bytes,
            })).collect::<Vec<_>>(),
            "backups": {
                "folder": text(&now.options.backups.folder),
                "daily": now.options.backups.daily,
                "monthly": now.options.backups.monthly,
            },
            "item_orders": now.options.item_orders.iter().map(order_json).collect::<Vec<_>>(),
            "example_today": now.example_today.map(|day| day.to_string()),
        })
    }
}

/// The fonts of documents; `null` where the usual one is taken.
fn fonts_json(fonts: &FontNames) -> Value {
    json!({
        "title": text(&fonts.title),
        "body": text(&fonts.body),
        "heading": text(&fonts.heading),
        "aside": text(&fonts.aside),
        "number": text(&fonts.number),
    })
}

/// A named order of stages.
fn order_json(order: &ItemOrder) -> Value {
    let stages = order.stages.iter().map(stage_json).collect::<Vec<_>>();
    json!({"name": order.name, "stages": stages})
}

/// A stage of an item.
pub(super) fn stage_json(stage: &Stage) -> Value {
    json!({"name": stage.name, "minutes": stage.minutes})
}
