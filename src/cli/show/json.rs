//! Pages for scripts: the row of the list, and everything else that is known.

use super::Page;
use super::directory::stage_json;
use crate::cli::error::missing_json;
use crate::cli::json::{self, name, name_of, names, source, span, text, time, with};
use crate::cli::output::hex;
use crate::command::Catalog;
use crate::domain::amount::Amount;
use crate::domain::clock;
use crate::domain::commitment::{Benefit, Commitment, Completion, Handled, Handling};
use crate::domain::evidence::Form;
use crate::domain::id::{EvidenceId, IssueId};
use crate::domain::issue::{GivenEvaluation, Issue};
use crate::domain::line::Line;
use crate::domain::mistake::Explanation;
use crate::domain::provenance::Mark;
use crate::domain::session::{Session, TimedItem};
use crate::domain::workflow::Step;
use serde_json::{Value, json};

impl Page<'_> {
    pub(super) fn issue_json(&self, issue: &Issue) -> Value {
        let catalog = self.catalog();
        let row = catalog.issues.get(&issue.id);
        let row = row.map_or_else(|| json!({}), |row| json::issue(catalog, &row, self.today));
        let sessions = issue.sessions.iter().filter_map(|id| catalog.sessions.get(id));
        let commitments = issue.commitments.iter().filter_map(|id| self.world.commitment(*id));
        let commitments = commitments.filter(|it| !it.retracted);
        let studies = issue.field_studies.iter().filter(|it| !it.taken_back);
        let gaps = self.gaps(issue);
        let residuals = issue.residuals.iter().filter(|id| catalog.issues.contains_key(id));
        let (settings, calendar) = (self.desk.settings(), self.desk.calendar());
        let asked = clock::evaluation_due(self.world, issue, settings, calendar);
        let revisits: Vec<_> = issue.revisits().map(|given| given.mark).collect();
        with(
            row,
            json!({
                "text": text(&issue.facts.body),
                "intake": issue.facts.intake.key(),
                "tags": issue.facts.tags,
                "source": source(issue.source.as_ref()),
                "steps": issue.steps.iter().map(|step| self.step(step)).collect::<Vec<_>>(),
                "field_studies": studies
                    .map(|it| json!({"on": it.on.to_string(), "text": it.text}))
                    .collect::<Vec<_>>(),
                "sessions": sessions.map(|row| json::session(catalog, &row)).collect::<Vec<_>>(),
                "commitment_list":
                    commitments.map(|it| self.commitment_json(it)).collect::<Vec<_>>(),
                "evidence": self.evidence(&issue.evidence),
                "evaluations":
                    issue.evaluations.iter().map(|it| self.evaluation(it, &revisits)).collect::<Vec<_>>(),
                "statement": issue.statement.as_ref().map(|it| {
                    json!({"what": it.what, "who": it.who, "on": it.on.to_string()})
                }),
                "service": issue.service.as_ref().map(|it| {
                    json!({"what": it.what, "who": it.who, "on": it.on.to_string(),
                        "served": it.served.map(Amount::plain)})
                }),
                "mistakes": mistakes(&issue.mistakes),
                "merged_into": name_of(catalog, issue.merged_into),
                "merged": names(catalog, &issue.merged),
                "residual_of": name_of(catalog, issue.residual_of),
                "residuals": residuals.copied().map(|id| name(catalog, id)).collect::<Vec<_>>(),
                "evaluation_due": asked.map(|due| due.date.to_string()),
                "revisit_due": clock::revisit_due(self.world, issue, settings).map(|day| day.to_string()),
                "all_raisers": all_raisers(catalog, issue.id),
                "missing": gaps
                    .iter()
                    .map(|gap| missing_json(gap, self.lang, catalog))
                    .collect::<Vec<_>>(),
            }),
        )
    }

    fn step(&self, step: &Step) -> Value {
        let (catalog, facts) = (self.catalog(), step.facts());
        let overrides = step.overrides().iter();
        json!({
            "step": step.kind().key(),
            "from": step.from().key(),
            "to": step.to().key(),
            "on": facts.on.to_string(),
            "reason": text(&facts.reason),
            "session": name_of(catalog, facts.session),
            "into": name_of(catalog, facts.into),
            "referred_to": text(&facts.referred_to),
            "raiser_told": facts.raiser_told,
            "annuls": facts.annuls,
            "recorded": step.is_recorded(),
            "overrides": overrides
                .map(|over| json!({"rule": over.rule.key(), "reason": over.reason}))
                .collect::<Vec<_>>(),
        })
    }

    fn evaluation(&self, given: &GivenEvaluation, revisits: &[Mark]) -> Value {
        let evaluation = &given.evaluation;
        json!({
            "on": evaluation.on.to_string(),
            "verdict": evaluation.verdict.key(),
            "means": evaluation.means.key(),
            "remark": text(&evaluation.remark),
            "collected_by": name_of(self.catalog(), evaluation.collected_by),
            "revisit": revisits.contains(&given.mark),
            "taken_back": given.taken_back,
        })
    }

    fn evidence(&self, ids: &[EvidenceId]) -> Vec<Value> {
        let standing = ids.iter().filter_map(|id| self.world.evidence(*id));
        standing
            .filter(|it| !it.retracted)
            .map(|it| {
                let file = match &it.facts.form {
                    Form::File { sha256, size_bytes, extension } => json!({
                        "sha256": hex(sha256),
                        "size_bytes": size_bytes,
                        "extension": text(extension),
                    }),
                    Form::Reference => Value::Null,
                };
                json!({
                    "id": it.id.to_string(),
                    "title": it.facts.title,
                    "on": span(it.facts.on),
                    "file": file,
                    "source": source(it.source.as_ref()),
                })
            })
            .collect()
    }

    pub(super) fn commitment_json(&self, commitment: &Commitment) -> Value {
        let catalog = self.catalog();
        let row = catalog.commitments.get(&commitment.id);
        let (settings, calendar) = (self.desk.settings(), self.desk.calendar());
        let returnable = clock::returnable_until(commitment, settings, calendar);
        let row = row.map_or_else(|| json!({}), |row| json::commitment(catalog, &row, self.today));
        with(
            row,
            json!({
                "promised": commitment.facts.promised.key(),
                "deadline": commitment.facts.deadline.map(|day| day.to_string()),
                "funds": commitment.facts.funds.map(Amount::plain),
                "session": name_of(catalog, commitment.session),
                "source": source(commitment.source.as_ref()),
                "extensions": commitment.extensions(),
                "followed_up": commitment.followed_up().map(|day| day.to_string()).collect::<Vec<_>>(),
                "returnable_until": returnable.map(|due| due.date.to_string()),
                "handlings": commitment.handlings.iter().map(handled).collect::<Vec<_>>(),
                "mistakes": mistakes(&commitment.mistakes),
                "evidence": self.evidence(&commitment.evidence),
            }),
        )
    }

    pub(super) fn session_json(&self, session: &Session) -> Value {
        let (catalog, facts) = (self.catalog(), &session.facts);
        let row = catalog.sessions.get(&session.id);
        let row = row.map_or_else(|| json!({}), |row| json::session(catalog, &row));
        let lines = session.lines.iter().filter_map(|id| self.world.line(*id));
        with(
            row,
            json!({
                "venue": text(&facts.venue),
                "starts_at": time(facts.starts_at),
                "chair": name_of(catalog, facts.chair),
                "recorder": name_of(catalog, facts.recorder),
                "co_studios": names(catalog, &facts.co_studios),
                "source": source(session.source.as_ref()),
                "steps": session.told_steps().into_iter().map(|(step, mark, stands)| json!({
                    "step": step.kind.key(),
                    "on": mark.day().to_string(),
                    "taken_back": !stands,
                    "from": step.from.key(),
                    "to": step.to.key(),
                    "reason": text(&step.reason),
                    "moved_from": span(step.moved_from),
                    "moved_to": span(step.moved_to),
                })).collect::<Vec<_>>(),
                "agenda": session.timed_agenda().0.into_iter().map(|TimedItem { item, begins, .. }| json!({
                    "issue": name(catalog, item.issue),
                    "planned_minutes": item.planned_minutes,
                    "begins": time(begins),
                    "stages": session.stages_of(item.issue).iter().map(stage_json).collect::<Vec<_>>(),
                    "no_consensus": item.no_consensus.is_some(),
                    "dispute": text(item.no_consensus.as_deref().unwrap_or_default()),
                    "correction": session.late_items.contains(&item.issue),
                })).collect::<Vec<_>>(),
                "invitations": self.invitations(session),
                "absentees": self.absentees(session),
                "people": session.attendance.iter().map(|row| json!({
                    "person": name(catalog, row.person),
                    "class": row.class.key(),
                    "department": name_of(catalog, row.department),
                    "presence": row.presence.key(),
                    "arrived": time(row.arrived_at),
                    "left": time(row.left_at),
                    "correction": row.correction,
                })).collect::<Vec<_>>(),
                "corrections": session.corrections.iter().map(|(what, mark)| json!({
                    "what": what.key(),
                    "on": mark.day().to_string(),
                    "by": name(catalog, mark.actor),
                })).collect::<Vec<_>>(),
                "tallies": session.tallies.iter().map(|tally| json!({
                    "class": tally.class.key(),
                    "count": tally.count,
                    "source": text(&tally.source),
                })).collect::<Vec<_>>(),
                "lines":
                    lines.zip(1..).map(|(line, number)| self.line(line, number)).collect::<Vec<_>>(),
                "course": self.course(session),
                "polls": self.polls(session),
                "private_notes": self.private_notes(session),
                "lacks": self.lacks(session),
                "offers": self.offers(session),
            }),
        )
    }

    fn line(&self, line: &Line, number: u32) -> Value {
        let (catalog, facts) = (self.catalog(), &line.facts);
        json!({
            "line": number,
            "kind": facts.kind.key(),
            "speaker": name_of(catalog, facts.speaker),
            "issue": name_of(catalog, facts.issue),
            "text": facts.text,
            "at": time(facts.at),
            "struck": line.struck,
            "correction": line.is_corrected(),
            "added_late": line.is_added_late(),
            "earlier": line.earlier.iter().map(|facts| facts.text.as_str()).collect::<Vec<_>>(),
        })
    }
}

/// What was taken back, and why.
fn mistakes(mistakes: &[Explanation]) -> Vec<Value> {
    let told = |told: &Explanation| {
        json!({
            "kind": told.kind.key(),
            "index": told.index,
            "reason": told.reason,
            "on": told.mark.day().to_string(),
        })
    };
    mistakes.iter().map(told).collect()
}

/// A mark on a commitment's way; every mark has every field.
fn handled(handled: &Handled) -> Value {
    let mark = &handled.handling;
    let done = match mark {
        Handling::Completed(done) => Some(done),
        _ => None,
    };
    let grade = match mark {
        Handling::Graded { grade, .. } => Some(grade.key()),
        _ => None,
    };
    let on = done.map_or_else(|| mark.on().to_string(), |done| done.on.to_string());
    json!({
        "kind": mark.key(),
        "on": on,
        "reason": text(mark.reason()),
        "until": mark.until().map(|day| day.to_string()),
        "text": text(mark.text()),
        "delivered": done.map(delivered),
        "funds": done.and_then(|done| done.funds).map(Amount::plain),
        "received": done.map(|done| done.received),
        "grade": grade,
        "taken_back": handled.taken_back,
    })
}

fn delivered(done: &Completion) -> Vec<&'static str> {
    done.delivered.iter().map(|it| Benefit::key(*it)).collect()
}

/// Everybody who raised an issue or what was merged into it, with the issue that they raised.
fn all_raisers(catalog: &Catalog, issue: IssueId) -> Vec<Value> {
    let raisers = catalog.raisers_of(issue).into_iter();
    raisers
        .map(|(person, of)| json!({"person": name(catalog, person), "issue": name(catalog, of)}))
        .collect()
}
