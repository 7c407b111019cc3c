//! One entity with everything around it.

use super::error::{CliError, missing_json};
use super::list::{commitment_json, issue_json, name, session_json};
use super::output::{Output, entity_id};
use super::{Call, close};
use crate::command::{Catalog, Directory, Noun};
use crate::domain::commitment::{Commitment, Handling};
use crate::domain::id::{CommitmentId, EntityId, IssueId, SessionId};
use crate::domain::issue::Issue;
use crate::domain::session::Session;
use crate::domain::workflow::{Missing, Status, consult_gaps, resolve_gaps};
use crate::domain::world::World;
use crate::i18n::label::{LineMark, presence_label, step_happened};
use crate::i18n::wording::{missing_text, span_in_text};
use crate::i18n::{Label, Lang, Text, Wording, sentence};
use crate::shell::desk::Desk;
use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value, json};

/// Shows one entity.
pub(super) fn run(
    call: &Call<'_>,
    noun: Noun,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let today = call.today(&desk)?;
    let id = match noun {
        Noun::Settings => EntityId::SETTINGS,
        _ => super::verbs::target(&desk, noun.entity(), noun.key(), words)?,
    };
    let world = desk.dossier(id)?;
    let page = Page { desk: &desk, world: &world, today, lang: call.lang };
    if output.is_json() {
        output.value(&page.json(noun, id))?;
    } else {
        for line in page.lines(noun, id) {
            output.line(&line)?;
        }
    }
    close(desk)
}

struct Page<'a> {
    desk: &'a Desk,
    world: &'a World,
    today: NaiveDate,
    lang: Lang,
}

impl Page<'_> {
    const fn catalog(&self) -> &Catalog {
        self.desk.catalog()
    }

    fn called(&self, id: impl Into<EntityId>) -> String {
        Directory::name(self.catalog(), id.into()).unwrap_or_default()
    }

    fn json(&self, noun: Noun, id: EntityId) -> Value {
        match noun {
            Noun::Issue => IssueId::try_from(id)
                .ok()
                .and_then(|id| self.world.issue(id))
                .map_or(Value::Null, |issue| json!({"issue": self.issue_json(issue)})),
            Noun::Session => SessionId::try_from(id)
                .ok()
                .and_then(|id| self.world.session(id))
                .map_or(Value::Null, |session| json!({"session": self.session_json(session)})),
            Noun::Commitment => CommitmentId::try_from(id)
                .ok()
                .and_then(|id| self.world.commitment(id))
                .map_or(Value::Null, |it| json!({"commitment": self.commitment_json(it)})),
            _ => {
                // The same words as the fields of the verb that edits it.
                let edit = match noun {
                    Noun::Settings => "set",
                    _ => "edit",
                };
                let fields = self.fields(noun, edit, id);
                json!({noun.key(): fields.into_iter().map(|(key, text)| (key.to_owned(), Value::String(text)))
                    .chain([("id".to_owned(), Value::String(entity_id(id)))])
                    .collect::<serde_json::Map<_, _>>()})
            }
        }
    }

    /// What the form of a verb would start from.
    fn fields(&self, noun: Noun, name: &str, id: EntityId) -> Vec<(&'static str, String)> {
        let Some(verb) = crate::command::verb::find(noun, name) else { return Vec::new() };
        let values = (verb.current)(self.world, id, self.catalog());
        verb.fields
            .iter()
            .filter_map(|field| Some((field.key, values.first(field.key)?.to_owned())))
            .collect()
    }

    fn gaps(&self, issue: &Issue) -> Vec<Missing> {
        match issue.status {
            Status::Submitted => consult_gaps(self.world, issue, None, self.today).0,
            Status::Consulted => resolve_gaps(self.world, issue),
            Status::Resolved(_) | Status::Exited(..) => Vec::new(),
        }
    }

    fn issue_json(&self, issue: &Issue) -> Value {
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
        let missing: Vec<Value> = self
            .gaps(issue)
            .iter()
            .map(|gap| missing_json(gap, self.lang, catalog))
            .collect();
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
                    "served": it.served.map(crate::domain::amount::Amount::plain)})
            }),
            "merged_into": issue.merged_into.map(|id| name(catalog, id)),
            "merged": issue.merged.iter().map(|id| name(catalog, *id)).collect::<Vec<_>>(),
            "missing": missing,
        });
        if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
            value.extend(more);
        }
        value
    }

    fn evidence_json(&self, ids: &[crate::domain::id::EvidenceId]) -> Vec<Value> {
        use crate::domain::evidence::Form;
        ids.iter()
            .filter_map(|id| self.world.evidence(*id))
            .filter(|it| !it.retracted)
            .map(|it| {
                let file = match &it.facts.form {
                    Form::File { sha256, size_bytes, extension } => json!({
                        "sha256": sha256.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
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

    fn commitment_json(&self, commitment: &Commitment) -> Value {
        let catalog = self.catalog();
        let mut value = catalog
            .commitments
            .get(&commitment.id)
            .map_or_else(|| json!({}), |row| commitment_json(catalog, row, self.today));
        let more = json!({
            "promised": commitment.facts.promised.key(),
            "funds": commitment.facts.funds.map(crate::domain::amount::Amount::plain),
            "session": commitment.session.map(|id| name(catalog, id)),
            "handlings": commitment.handlings.iter().map(|handled| {
                let mut value = handling_json(&handled.handling);
                if let Some(value) = value.as_object_mut() {
                    value.insert("taken_back".to_owned(), Value::Bool(handled.taken_back));
                }
                value
            }).collect::<Vec<_>>(),
            "evidence": self.evidence_json(&commitment.evidence),
        });
        if let (Some(value), Value::Object(more)) = (value.as_object_mut(), more) {
            value.extend(more);
        }
        value
    }

    fn session_json(&self, session: &Session) -> Value {
        let catalog = self.catalog();
        let mut value = catalog
            .sessions
            .get(&session.id)
            .map_or_else(|| json!({}), |row| session_json(catalog, row));
        let time = |time: Option<chrono::NaiveTime>| time.map(|it| it.format("%H:%M").to_string());
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

    fn lines(&self, noun: Noun, id: EntityId) -> Vec<String> {
        match noun {
            Noun::Issue => IssueId::try_from(id)
                .ok()
                .and_then(|id| self.world.issue(id))
                .map(|issue| self.issue_lines(issue))
                .unwrap_or_default(),
            Noun::Session => SessionId::try_from(id)
                .ok()
                .and_then(|id| self.world.session(id))
                .map(|session| self.session_lines(session))
                .unwrap_or_default(),
            Noun::Commitment => CommitmentId::try_from(id)
                .ok()
                .and_then(|id| self.world.commitment(id))
                .map(|commitment| self.commitment_lines(commitment, ""))
                .unwrap_or_default(),
            Noun::Settings => self.field_lines(noun, "set", id),
            _ => self.field_lines(noun, "edit", id),
        }
    }

    fn field_lines(&self, noun: Noun, name: &str, id: EntityId) -> Vec<String> {
        let Some(verb) = crate::command::verb::find(noun, name) else { return Vec::new() };
        self.fields(noun, name, id)
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| {
                let label = verb.field(key).map_or(key, |field| field.label.get(self.lang));
                self.pair(label, &text)
            })
            .collect()
    }

    fn pair(&self, label: &str, text: &str) -> String {
        match self.lang {
            Lang::Zh => format!("{label}：{text}"),
            Lang::En => format!("{label}: {text}"),
        }
    }

    fn issue_lines(&self, issue: &Issue) -> Vec<String> {
        let lang = self.lang;
        let mut lines = vec![
            format!("{}  {}", issue.number, issue.facts.title),
            self.pair(Text::ColumnStatus.label(lang), issue.status.label(lang)),
        ];
        lines.extend(self.field_lines(Noun::Issue, "edit", issue.id.into()).into_iter().skip(1));
        if let Some(source) = &issue.source {
            lines.push(sentence::recorded_from(lang, &source.reference));
        }
        lines.push(String::new());
        for step in &issue.steps {
            let mut line = format!("  {}  {}", step.facts().on.words(lang), step_happened(step.kind(), lang));
            if step.is_recorded() {
                line.push_str(&format!("  [{}]", Text::MarkRecorded.label(lang)));
            }
            for over in step.overrides() {
                line.push_str(&format!("  [{}]", sentence::overridden(lang, over.rule, &over.reason)));
            }
            if !step.facts().reason.is_empty() {
                line.push_str(&format!("  {}", step.facts().reason));
            }
            lines.push(line);
        }
        for id in &issue.sessions {
            if let Some(row) = self.catalog().sessions.get(id) {
                let [members, public, departments] = row.heads;
                let heads = sentence::attendance(lang, members, public, departments);
                lines.push(format!("  {}  {}  {}  {heads}", row.on.words(lang), row.number, row.title));
            }
        }
        for commitment in issue.commitments.iter().filter_map(|id| self.world.commitment(*id)) {
            if !commitment.retracted {
                lines.extend(self.commitment_lines(commitment, "  "));
            }
        }
        for given in issue.evaluations.iter().filter(|given| !given.taken_back) {
            let evaluation = &given.evaluation;
            lines.push(format!("  {}  {}  {}", evaluation.on.words(lang), evaluation.verdict.label(lang), evaluation.remark));
        }
        let gaps = self.gaps(issue);
        if !gaps.is_empty() {
            lines.push(String::new());
            lines.push(Text::PaneMissing.label(lang).to_owned());
            lines.extend(gaps.iter().map(|gap| format!("  · {}", missing_text(gap, lang, self.catalog()))));
        }
        lines
    }

    fn commitment_lines(&self, commitment: &Commitment, indent: &str) -> Vec<String> {
        let lang = self.lang;
        let mut head = format!("{indent}{} {}", commitment.ordinal, commitment.facts.matter);
        for id in commitment.departments() {
            head.push_str(&format!("  {}", self.called(id)));
        }
        if let Some(due) = commitment.due() {
            head.push_str(&format!("  {}", sentence::deadline(lang, due, self.today)));
        }
        if let Some(grade) = commitment.grade() {
            head.push_str(&format!("  {}", grade.label(lang)));
        }
        let mut lines = vec![head];
        for handling in commitment.standing() {
            let (on, what) = match handling {
                Handling::Completed(done) => (done.on.words(lang), done.text.clone()),
                Handling::Reported { on, text } => (on.to_string(), text.clone()),
                Handling::Returned { on, reason } | Handling::Extended { on, reason, .. } => {
                    (on.to_string(), reason.clone())
                }
                Handling::Assigned { on } | Handling::Acknowledged { on } => {
                    (on.to_string(), String::new())
                }
                Handling::Graded { on, reason, .. } => (on.to_string(), reason.clone()),
            };
            lines.push(format!("{indent}  {on}  {}  {what}", handling.label(lang)));
        }
        for evidence in commitment.evidence.iter().filter_map(|id| self.world.evidence(*id)) {
            if !evidence.retracted {
                lines.push(format!("{indent}  {}  {}", Text::PaneEvidence.label(lang), evidence.facts.title));
            }
        }
        lines
    }

    fn session_lines(&self, session: &Session) -> Vec<String> {
        let lang = self.lang;
        let mut lines = vec![
            format!("{}  {}", session.number, session.facts.title),
            self.pair(Text::ColumnStatus.label(lang), session.status.label(lang)),
            span_in_text(session.facts.on, lang),
        ];
        lines.extend(self.field_lines(Noun::Session, "edit", session.id.into()).into_iter().skip(1));
        for row in &session.attendance {
            let department = row.department.map(|id| self.called(id)).unwrap_or_default();
            lines.push(format!(
                "  {}  {}  {}  {department}",
                self.called(row.person),
                row.class.label(lang),
                presence_label(row.presence, row.class.column(), lang),
            ));
        }
        for (line, number) in session.lines.iter().filter_map(|id| self.world.line(*id)).zip(1..) {
            let number: u32 = number;
            let speaker = line.facts.speaker.map(|id| self.called(id)).unwrap_or_default();
            let mark = line.facts.kind.mark_in(lang);
            let struck = if line.struck { Text::MarkStruck.label(lang) } else { "" };
            lines.push(format!("  {number:>3} {mark} {speaker}  {}  {struck}", line.facts.text));
        }
        lines
    }
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
            "delivered": done.delivered.iter().map(|it| it.key()).collect::<Vec<_>>(),
            "funds": done.funds.map(crate::domain::amount::Amount::plain),
            "received": done.received, "text": done.text}),
        Handling::Graded { on, grade, reason } => {
            json!({"kind": "graded", "on": on.to_string(), "grade": grade.key(), "reason": reason})
        }
    }
}
