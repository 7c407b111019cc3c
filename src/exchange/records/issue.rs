//! Records of issues and of commitments: their facts, their way and what is said about it.

use super::{
    Reader,
    fault::ImportFault,
    fields::Fields,
    plan::{Plan, Turn, Way},
    word::{MarkKind, Milestone},
};
use crate::domain::{
    action::{Action, StepRequest},
    commitment::{CommitmentFacts, Completion, Handling},
    evidence::{EvidenceFacts, Form},
    id::{CommitmentId, EntityId, EvidenceId, IssueId},
    issue::{ClosingStatement, Evaluation, Intake, IssueFacts, ServiceRecord},
    workflow::StepKind,
};

pub(super) const ISSUE: &[&str] = &[
    "key",
    "studio",
    "title",
    "body",
    "intake",
    "category",
    "place",
    "raisers",
    "submitted",
    "tags",
    "field_studies",
    "service",
    "statement",
    "evaluations",
    "evidence",
    "steps",
    "source",
];
const FIELD_STUDY: &[&str] = &["on", "text"];
const DONE: &[&str] = &["what", "who", "on"];
const SERVICE: &[&str] = &["what", "who", "on", "served"];
const EVALUATION: &[&str] = &["on", "verdict", "remark", "means", "collected_by"];
const EVIDENCE: &[&str] = &["title", "on"];
const STEP: &[&str] = &["status", "on", "reason", "session", "into", "referred_to", "raiser_told"];
pub(super) const COMMITMENT: &[&str] = &[
    "key",
    "issue",
    "session",
    "matter",
    "promised",
    "lead",
    "supporting",
    "deadline",
    "funds",
    "marks",
    "evidence",
    "source",
];
const MARK: &[&str] =
    &["mark", "on", "reason", "until", "text", "delivered", "funds", "received", "grade"];

impl Reader<'_> {
    pub(super) fn issue(
        &self,
        id: IssueId,
        fields: &Fields<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), ImportFault> {
        let facts = IssueFacts {
            title: fields.needed_text("title")?,
            body: fields.text_or_empty("body")?,
            intake: fields.word("intake")?.unwrap_or(Intake::Unknown),
            category: fields.word("category")?,
            place: fields.text_or_empty("place")?,
            raisers: self.all_named(fields, "raisers")?,
            submitted: fields.span("submitted", self.today)?,
            tags: fields.texts("tags")?.into_iter().map(|(_, tag)| tag.to_owned()).collect(),
        };
        let (studio, source) = (self.needed(fields, "studio")?, fields.source(self.source)?);
        let line = fields.line;
        plan.push(Turn::Issues, line, Action::AddIssue { id, studio, facts, source });
        for study in fields.objects("field_studies", FIELD_STUDY)? {
            let on = study.needed("on", study.span("on", self.today)?)?;
            let text = study.needed_text("text")?;
            plan.push(Turn::Issues, line, Action::NoteFieldStudy { issue: id, on, text });
        }
        self.outcomes(id, fields, plan)?;
        self.steps(id, fields, plan)
    }

    fn outcomes(
        &self,
        issue: IssueId,
        fields: &Fields<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), ImportFault> {
        if let Some(done) = fields.object("service", SERVICE)? {
            let service = Some(ServiceRecord {
                what: done.needed_text("what")?,
                who: done.needed_text("who")?,
                on: done.needed("on", done.span("on", self.today)?)?,
                served: done.heads("served")?,
            });
            plan.push(Turn::Outcomes, fields.line, Action::RecordService { issue, service });
        }
        if let Some(done) = fields.object("statement", DONE)? {
            let statement = Some(ClosingStatement {
                what: done.needed_text("what")?,
                who: done.needed_text("who")?,
                on: done.needed("on", done.span("on", self.today)?)?,
            });
            plan.push(Turn::Outcomes, fields.line, Action::StateClosing { issue, statement });
        }
        for given in fields.objects("evaluations", EVALUATION)? {
            let evaluation = Evaluation {
                on: given.needed("on", given.span("on", self.today)?)?,
                verdict: given.needed_word("verdict")?,
                remark: given.text_or_empty("remark")?,
                means: given.needed_word("means")?,
                collected_by: self.named(&given, "collected_by")?,
            };
            plan.push(Turn::Outcomes, fields.line, Action::Evaluate { issue, evaluation });
        }
        self.evidence(issue.into(), fields, plan)
    }

    /// Evidence in a file is a reference.
    fn evidence(
        &self,
        of: EntityId,
        fields: &Fields<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), ImportFault> {
        for piece in fields.objects("evidence", EVIDENCE)? {
            let facts = EvidenceFacts {
                title: piece.needed_text("title")?,
                on: piece.span("on", self.today)?,
                form: Form::Reference,
            };
            let id = EvidenceId::from_bytes(plan.next_id());
            let source = fields.source(self.source)?;
            plan.push(
                Turn::Outcomes,
                fields.line,
                Action::AttachEvidence { id, of, facts, source },
            );
        }
        Ok(())
    }

    fn steps(
        &self,
        id: IssueId,
        fields: &Fields<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), ImportFault> {
        let (mut consulted, mut way) = (false, Way::default());
        for step in fields.objects("steps", STEP)? {
            let milestone: Milestone = step.needed_word("status")?;
            let kind = match milestone {
                Milestone::Accepted => StepKind::Accept,
                Milestone::Consulted => StepKind::Consult,
                Milestone::Resolved if consulted => StepKind::Resolve,
                Milestone::Resolved => StepKind::ResolveByService,
                Milestone::Reopened => StepKind::Reopen,
                Milestone::Left(exit) => StepKind::Exit(exit),
            };
            consulted |= kind == StepKind::Consult;
            let request = StepRequest {
                on: Some(step.needed("on", step.span("on", self.today)?)?),
                reason: step.text_or_empty("reason")?,
                session: self.named(&step, "session")?,
                into: self.named(&step, "into")?,
                referred_to: step.text_or_empty("referred_to")?,
                raiser_told: step.flag("raiser_told")?,
                recorded: fields.source(self.source)?,
                ..StepRequest::new(kind)
            };
            plan.push_step(&mut way, fields.line, id, request);
        }
        Ok(())
    }

    pub(super) fn commitment(
        &self,
        id: CommitmentId,
        fields: &Fields<'_>,
        plan: &mut Plan<'_>,
    ) -> Result<(), ImportFault> {
        let facts = CommitmentFacts {
            matter: fields.needed_text("matter")?,
            promised: fields.needed_word("promised")?,
            lead: self.named(fields, "lead")?,
            supporting: self.all_named(fields, "supporting")?,
            deadline: fields.day("deadline", self.today)?,
            funds: fields.amount("funds")?,
        };
        let action = Action::MakeCommitment {
            id,
            issue: self.needed(fields, "issue")?,
            session: self.named(fields, "session")?,
            line: None,
            facts,
            source: fields.source(self.source)?,
        };
        plan.push(Turn::Commitments, fields.line, action);
        for mark in fields.objects("marks", MARK)? {
            let handling = self.mark(&mark)?;
            plan.push(Turn::Outcomes, fields.line, Action::Handle { id, handling });
        }
        self.evidence(id.into(), fields, plan)
    }

    fn mark(&self, mark: &Fields<'_>) -> Result<Handling, ImportFault> {
        let kind: MarkKind = mark.needed_word("mark")?;
        if let MarkKind::Completed = kind {
            return Ok(Handling::Completed(Completion {
                on: mark.needed("on", mark.span("on", self.today)?)?,
                delivered: mark.words("delivered")?,
                funds: mark.amount("funds")?,
                received: mark.flag("received")?,
                text: mark.text_or_empty("text")?,
            }));
        }
        let on = mark.needed("on", mark.day("on", self.today)?)?;
        Ok(match kind {
            MarkKind::Assigned => Handling::Assigned { on },
            MarkKind::Acknowledged | MarkKind::Completed => Handling::Acknowledged { on },
            MarkKind::Returned => Handling::Returned { on, reason: mark.needed_text("reason")? },
            MarkKind::Extended => Handling::Extended {
                on,
                until: mark.needed("until", mark.day("until", self.today)?)?,
                reason: mark.needed_text("reason")?,
            },
            MarkKind::Reported => Handling::Reported { on, text: mark.needed_text("text")? },
            MarkKind::FollowedUp => Handling::FollowedUp { on, text: mark.text_or_empty("text")? },
            MarkKind::SentBack => Handling::SentBack {
                on,
                until: mark.day("until", self.today)?,
                reason: mark.needed_text("reason")?,
                word: None,
            },
            MarkKind::Graded => Handling::Graded {
                on,
                grade: mark.needed_word("grade")?,
                reason: mark.text_or_empty("reason")?,
            },
        })
    }
}
