//! Pages for scripts.

use super::Page;
use crate::cli::error::missing_json;
use crate::cli::list::{commitment_json, issue_json, name, session_json};
use crate::cli::output::hex;
use crate::domain::amount::Amount;
use crate::domain::commitment::{Benefit, Commitment, Handling};
use crate::domain::evidence::Form;
use crate::domain::id::EvidenceId;
use crate::domain::issue::Issue;
use crate::domain::mistake::Explanation;
use crate::domain::session::Session;
use chrono::NaiveTime;
use serde_json::{Value, json};

impl Page<'_> {
    pub(super) fn issue_json(&self, issue: &Issue) -> Value {
        let catalog = self.catalog();
        let mut value = catalog
            .issues
            .get(&issue.id)
            .map_or_else(|| json!({}), |row| issue_json(catalog, row, self.today));
        let steps: Vec<Value> = issue
            .steps
            .iter()
            .map(|step| {
                let facts = step.facts();
                json!({
                    "step": step.kind().key(),
                    "from": step.from().key(),
                    "to": step.to().key(),
                    "on": facts.on.to_string(),
                    "reason": facts.reason,
                    "session": facts.session.map(|id| name(catalog, id)),
                    "into": facts.into.map(|id| name(catalog, id)),
                    "referred_to": facts.referred_to,
                    "raiser_told": facts.raiser_told,
                    "annuls": facts.annuls,
                    "recorded": step.is_recorded(),
                    "overrides": step.overrides().iter().map(|over| {
                        json!({"rule": over.rule.key(), "reason": over.reason})
                    }).collect::<Vec<_>>(),
                })
            })
            .collect();
        let evaluations: Vec<Value> = issue
            .evaluations
            .iter()
            .map(|given| {
                json!({
                    "on": given.evaluation.on.to_string(),
                    "verdict": given.evaluation.verdict.key(),
                    "means": given.evaluation.means.key(),
                    "remark": given.evaluation.remark,
                    "collected_by": given.evaluation.collected_by.map(|id| name(catalog, id)),
                    "taken_back": given.taken_back,
                })
            })
            .collect();
        let sessions: Vec<Value> = issue
            .sessions
            .iter()
            .filter_map(|id| catalog.sessions.get(id))
            .map(|row| session_json(catalog, row))
            .collect();
        let commitments: Vec<Value> = issue
            .commitments
            .iter()
            .filter_map(|id| self.world.commitment(*id))
            .filter(|it| !it.retracted)
            .map(|it| self.commitment_json(it))
            .collect();
        let missing: Vec<Value> =
            self.gaps(issue).iter().map(|gap| missing_json(gap, self.lang, catalog)).collect();
        let more = json!({
            "text": issue.facts.body,
            "intake": issue.facts.intake.key(),
            "tags": issue.facts.tags,
            "source": issue.source.as_ref().map(|source| source.reference.clone()),
            "steps": steps,
            "field_studies": issue.field_studies.iter().filter(|it| !it.taken_back).map(|it| {
                json!({"on": it.on.to_string(), "text": it.text})
            }).collect::<Vec<_>>(),
            "sessions": sessions,
            "commitment_list": commitments,
            "evidence": self.evidence_json(&issue.evidence),
            "evaluations": evaluations,
            "statement": issue.statement.as_ref().map(|it| {
                json!({"what": it.what, "who": it.who, "on": it.on.to_string()})
            }),
            "service": issue.service.as_ref().map(|it| {
                json!({"what": it.what, "who": it.who, "on": it.on.to_string(),
                    "served": it.served.map(Amount::plain)})
            }),
            "mistakes": mistakes_json(&issue.mistakes),
            "merged_into": issue.merged_into.map(|id| name(catalog, id)),
            "merged": issue.merged.iter().map(|id| name(catalog, *id)).collect::<Vec<_>>(),
            "missing": missing,
        });
        if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
            value.extend(more);
        }
        value
    }

    fn evidence_json(&self, ids: &[EvidenceId]) -> Vec<Value> {
        ids.iter()
            .filter_map(|id| self.world.evidence(*id))
            .filter(|it| !it.retracted)
            .map(|it| {
                let file = match &it.facts.form {
                    Form::File { sha256, size_bytes, extension } => json!({
                        "sha256": hex(sha256),
                        "size_bytes": size_bytes,
                        "extension": extension,
                    }),
                    Form::Reference => Value::Null,
                };
                json!({"id": it.id.to_string(), "title": it.facts.title,
                    "on": it.facts.on.map(|day| day.to_string()), "file": file})
            })
            .collect()
    }

    pub(super) fn commitment_json(&self, commitment: &Commitment) -> Value {
        let catalog = self.catalog();
        let mut value = catalog
            .commitments
            .get(&commitment.id)
            .map_or_else(|| json!({}), |row| commitment_json(catalog, row, self.today));
        let more = json!({
            "promised": commitment.facts.promised.key(),
            "funds": commitment.facts.funds.map(Amount::plain),
            "session": commitment.session.map(|id| name(catalog, id)),
            "handlings": commitment.handlings.iter().map(|handled| {
                let mut value = handling_json(&handled.handling);
                if let Some(value) = value.as_object_mut() {
                    value.insert("taken_back".to_owned(), Value::Bool(handled.taken_back));
                }
                value
            }).collect::<Vec<_>>(),
            "mistakes": mistakes_json(&commitment.mistakes),
            "evidence": self.evidence_json(&commitment.evidence),
        });
        if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
            value.extend(more);
        }
        value
    }

    pub(super) fn session_json(&self, session: &Session) -> Value {
        let catalog = self.catalog();
        let mut value = catalog
            .sessions
            .get(&session.id)
            .map_or_else(|| json!({}), |row| session_json(catalog, row));
        let time = |time: Option<NaiveTime>| time.map(|it| it.format("%H:%M").to_string());
        let more = json!({
            "venue": session.facts.venue,
            "starts_at": time(session.facts.starts_at),
            "chair": session.facts.chair.map(|id| name(catalog, id)),
            "recorder": session.facts.recorder.map(|id| name(catalog, id)),
            "co_studios": session.facts.co_studios.iter().map(|id| name(catalog, *id)).collect::<Vec<_>>(),
            "source": session.source.as_ref().map(|source| source.reference.clone()),
            "agenda": session.agenda.iter().map(|item| json!({
                "issue": name(catalog, item.issue),
                "planned_minutes": item.planned_minutes,
                "no_consensus": item.no_consensus,
                "correction": session.late_items.contains(&item.issue),
            })).collect::<Vec<_>>(),
            "people": session.attendance.iter().map(|row| json!({
                "person": name(catalog, row.person),
                "class": row.class.key(),
                "department": row.department.map(|id| name(catalog, id)),
                "presence": row.presence.key(),
                "arrived": time(row.arrived_at),
                "left": time(row.left_at),
                "correction": row.correction,
            })).collect::<Vec<_>>(),
            "corrections": session.corrections.iter().map(|(what, mark)| json!({
                "what": what.key(), "on": mark.day().to_string(), "by": name(catalog, mark.actor),
            })).collect::<Vec<_>>(),
            "tallies": session.tallies.iter().map(|tally| json!({
                "class": tally.class.key(), "count": tally.count, "source": tally.source,
            })).collect::<Vec<_>>(),
            "lines": session.lines.iter().filter_map(|id| self.world.line(*id)).zip(1..).map(|(line, number): (_, u32)| json!({
                "line": number,
                "kind": line.facts.kind.key(),
                "speaker": line.facts.speaker.map(|id| name(catalog, id)),
                "issue": line.facts.issue.map(|id| name(catalog, id)),
                "text": line.facts.text,
                "at": time(line.facts.at),
                "struck": line.struck,
                "correction": line.is_corrected(),
                "earlier": line.earlier.iter().map(|facts| facts.text.clone()).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        });
        if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
            value.extend(more);
        }
        value
    }
}

/// What was taken back, and why.
fn mistakes_json(mistakes: &[Explanation]) -> Vec<Value> {
    mistakes
        .iter()
        .map(|told| {
            json!({"kind": told.kind.key(), "index": told.index, "reason": told.reason,
                "on": told.mark.day().to_string()})
        })
        .collect()
}

fn handling_json(handling: &Handling) -> Value {
    match handling {
        Handling::Assigned { on } => json!({"kind": "assigned", "on": on.to_string()}),
        Handling::Acknowledged { on } => json!({"kind": "acknowledged", "on": on.to_string()}),
        Handling::Returned { on, reason } => {
            json!({"kind": "returned", "on": on.to_string(), "reason": reason})
        }
        Handling::Extended { on, until, reason } => json!({"kind": "extended",
            "on": on.to_string(), "until": until.to_string(), "reason": reason}),
        Handling::Reported { on, text } => {
            json!({"kind": "reported", "on": on.to_string(), "text": text})
        }
        Handling::Completed(done) => json!({"kind": "completed", "on": done.on.to_string(),
            "delivered": done.delivered.iter().map(|it| Benefit::key(*it)).collect::<Vec<_>>(),
            "funds": done.funds.map(Amount::plain),
            "received": done.received, "text": done.text}),
        Handling::Graded { on, grade, reason } => {
            json!({"kind": "graded", "on": on.to_string(), "grade": grade.key(), "reason": reason})
        }
    }
}
