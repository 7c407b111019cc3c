//! What is searched of an entity: its texts, each with what it is.

use crate::domain::commitment::{Commitment, Handling};
use crate::domain::date::DateSpan;
use crate::domain::entity::Entity;
use crate::domain::id::{EntityId, IssueId, SessionId};
use crate::domain::issue::Issue;
use crate::domain::keyed::keyed;
use crate::domain::mistake::Explanation;
use crate::domain::workflow::{Authority, Step};
use chrono::{DateTime, NaiveDate};

keyed! {
    /// What a text is to its entity. The positions of the variants lie in the index.
    pub enum PartKind {
        /// What an issue or a session is called.
        Title = "title",
        /// The letter or its gist.
        Body = "body",
        /// Where a problem is, or where a session takes place.
        Place = "place",
        /// A label.
        Tag = "tag",
        /// Notes of a visit on the spot.
        Study = "field_study",
        /// What the raiser said.
        Remark = "remark",
        /// What was done where no commitment was made.
        Statement = "statement",
        /// Member service.
        Service = "service",
        /// Why a step was made, and why a guard was passed over.
        Step = "step",
        /// Why an entry was taken back.
        Mistake = "mistake",
        /// What was said.
        Line = "line",
        /// What will be done.
        Matter = "matter",
        /// What a department reported.
        Report = "report",
        /// Why something was returned, extended or graded.
        Reason = "reason",
        /// What was done in the end.
        Completion = "completion",
        /// On what a session parted without consensus.
        NoConsensus = "no_consensus",
    }
}

impl PartKind {
    /// Whether it is what the entity is called.
    pub const fn is_head(self) -> bool {
        matches!(self, Self::Title | Self::Matter)
    }
}

/// One text of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// As it is stored.
    pub text: String,
}

/// An entity as it is searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// An issue, a line, a commitment or a session.
    pub id: EntityId,
    /// The issue that it belongs to.
    pub issue: Option<IssueId>,
    /// The session that it belongs to.
    pub session: Option<SessionId>,
    /// By what it is ordered: the day that it speaks of, the latest first.
    pub day: NaiveDate,
    /// Its texts, none of them empty.
    pub parts: Vec<Part>,
}

/// What an entity is searched as from now on: as this text, or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which one.
    pub id: EntityId,
    /// Its text; `None` when it was taken back, struck, or is of a kind that is not searched.
    pub text: Option<Text>,
}

impl Change {
    /// What an entity is searched as; `held_on` is the day of the session that a line belongs to.
    pub fn of(entity: &Entity, held_on: Option<NaiveDate>) -> Self {
        let text = (!entity.is_retracted()).then(|| text_of(entity, held_on)).flatten();
        Self { id: entity.id(), text: text.filter(|text| !text.parts.is_empty()) }
    }
}

impl Text {
    /// What the entity is called.
    pub(super) fn head(&self) -> impl Iterator<Item = &str> {
        let heads = self.parts.iter().filter(|part| part.kind.is_head());
        heads.map(|part| part.text.as_str())
    }
}

fn text_of(entity: &Entity, held_on: Option<NaiveDate>) -> Option<Text> {
    let mut parts = Parts::default();
    let id = entity.id();
    let (issue, session, day) = match entity {
        Entity::Issue(issue) => {
            issue_parts(issue, &mut parts);
            (Some(issue.id), None, issue.facts.submitted.map(DateSpan::first))
        }
        Entity::Session(session) => {
            parts.add(PartKind::Title, &session.facts.title);
            parts.add(PartKind::Place, &session.facts.venue);
            for item in &session.agenda {
                parts.add(PartKind::NoConsensus, item.no_consensus.as_deref().unwrap_or_default());
            }
            (None, Some(session.id), Some(session.facts.on.first()))
        }
        Entity::Line(line) => {
            parts.add(PartKind::Line, &line.facts.text);
            (line.facts.issue, Some(line.session), held_on)
        }
        Entity::Commitment(commitment) => {
            commitment_parts(commitment, &mut parts);
            let latest = commitment.standing().map(Handling::on).max();
            (Some(commitment.issue), commitment.session, latest.or(commitment.facts.deadline))
        }
        Entity::Studio(_)
        | Entity::Person(_)
        | Entity::Department(_)
        | Entity::Evidence(_)
        | Entity::Settings(_) => return None,
    };
    Some(Text { id, issue, session, day: day.unwrap_or_else(|| made_on(id)), parts: parts.0 })
}

/// The day on which an entity was entered.
fn made_on(id: EntityId) -> NaiveDate {
    let made = i64::try_from(id.millis()).ok().and_then(DateTime::from_timestamp_millis);
    made.unwrap_or_default().date_naive()
}

#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn add(&mut self, kind: PartKind, text: &str) {
        if !text.is_empty() {
            self.0.push(Part { kind, text: text.to_owned() });
        }
    }
}

fn issue_parts(issue: &Issue, parts: &mut Parts) {
    let facts = &issue.facts;
    parts.add(PartKind::Title, &facts.title);
    parts.add(PartKind::Body, &facts.body);
    parts.add(PartKind::Place, &facts.place);
    facts.tags.iter().for_each(|tag| parts.add(PartKind::Tag, tag));
    for study in issue.field_studies.iter().filter(|study| !study.taken_back) {
        parts.add(PartKind::Study, &study.text);
    }
    for given in issue.evaluations.iter().filter(|given| !given.taken_back) {
        parts.add(PartKind::Remark, &given.evaluation.remark);
    }
    if let Some(statement) = &issue.statement {
        parts.add(PartKind::Statement, &statement.what);
        parts.add(PartKind::Statement, &statement.who);
    }
    if let Some(service) = &issue.service {
        parts.add(PartKind::Service, &service.what);
        parts.add(PartKind::Service, &service.who);
    }
    issue.steps.iter().for_each(|step| step_parts(step, parts));
    mistake_parts(&issue.mistakes, parts);
}

fn step_parts(step: &Step, parts: &mut Parts) {
    let facts = step.facts();
    parts.add(PartKind::Step, &facts.reason);
    parts.add(PartKind::Step, &facts.referred_to);
    if let Authority::Guarded { overrides } = &facts.authority {
        for passed in overrides {
            parts.add(PartKind::Step, &passed.reason);
        }
    }
}

fn mistake_parts(mistakes: &[Explanation], parts: &mut Parts) {
    for mistake in mistakes {
        parts.add(PartKind::Mistake, &mistake.reason);
    }
}

fn commitment_parts(commitment: &Commitment, parts: &mut Parts) {
    parts.add(PartKind::Matter, &commitment.facts.matter);
    for handling in commitment.standing() {
        let told = match handling {
            Handling::Completed(_) => PartKind::Completion,
            Handling::ReturnedLate { .. } => PartKind::Reason,
            _ => PartKind::Report,
        };
        parts.add(told, handling.text());
        parts.add(PartKind::Reason, handling.reason());
    }
    mistake_parts(&commitment.mistakes, parts);
}
