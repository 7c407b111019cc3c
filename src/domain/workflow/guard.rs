//! The guards beside the table: each is a named rule that says what is missing (DOMAIN §2).

use super::{Step, StepKind};
use crate::domain::{
    commitment::{Benefit, Commitment, Grade},
    date::DateSpan,
    id::{DepartmentId, EntityId, EvidenceId, IssueId, SessionId},
    issue::{GivenEvaluation, Issue, Verdict},
    keyed::keyed,
    line::{Line, LineKind},
    provenance::Mark,
    session::{Column, Session},
    settings::Quorum,
    world::World,
};
use chrono::NaiveDate;

keyed! {
    /// A condition of a step. Its key is what `--override` names.
    pub enum Rule {
        /// The convenor has accepted the issue.
        Accepted = "accepted",
        /// It is on the agenda of a session that was held.
        SessionHeld = "session_held",
        /// A member attended.
        MemberPresent = "member_present",
        /// Somebody from the public attended.
        PublicPresent = "public_present",
        /// A department attended.
        DepartmentPresent = "department_present",
        /// The record has a line for it.
        RecordLine = "record_line",
        /// There is an agreed item, or the words "no consensus".
        Outcome = "outcome",
        /// There is a commitment, or a closing statement.
        CommitmentMade = "commitment_made",
        /// A commitment names the responsible department.
        CommitmentDepartment = "commitment_department",
        /// A commitment has a deadline.
        CommitmentDeadline = "commitment_deadline",
        /// A commitment was completed.
        CommitmentCompletion = "commitment_completion",
        /// A commitment's completion has evidence.
        CommitmentEvidence = "commitment_evidence",
        /// A commitment is graded A.
        CommitmentGrade = "commitment_grade",
        /// What was delivered is what was promised.
        PromiseKept = "promise_kept",
        /// Money reached the raiser.
        MoneyReceived = "money_received",
        /// A closing statement has evidence.
        StatementEvidence = "statement_evidence",
        /// Member service was recorded.
        ServiceRecorded = "service_recorded",
        /// The raiser was asked.
        Evaluated = "evaluated",
        /// The raiser is not dissatisfied.
        NotDissatisfied = "not_dissatisfied",
        /// The evaluation is later than the last completion and the last reopening.
        EvaluationRecent = "evaluation_recent",
        /// The evaluation was not collected by the department that did the work.
        EvaluationIndependent = "evaluation_independent",
    }
}

impl Rule {
    /// Whether a person's reason may pass over it (DOMAIN §2).
    pub const fn is_overridable(self) -> bool {
        matches!(
            self,
            Self::PublicPresent
                | Self::DepartmentPresent
                | Self::Evaluated
                | Self::EvaluationRecent
                | Self::EvaluationIndependent
        )
    }
}

/// Something that a step still needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The rule that is not met.
    pub rule: Rule,
    /// The issue, session or commitment that lacks it.
    pub entity: EntityId,
    /// The department that is waited for, where one is.
    pub department: Option<DepartmentId>,
}

/// Says what is missing for *submitted → consulted*, for the session that lacks least: first of
/// what no reason can pass over, then of anything.
///
/// Returns the gaps in the order of [`Rule::ALL`], with the session they were measured at.
pub fn consult_gaps(
    world: &World,
    issue: &Issue,
    named: Option<&Session>,
    today: NaiveDate,
) -> (Vec<Missing>, Option<SessionId>) {
    let mut gaps = Vec::new();
    if !issue.is_accepted() {
        gaps.push(missing(Rule::Accepted, issue.id));
    }
    let best = match named {
        Some(session) => Some((session, session_gaps(world, issue, session, today))),
        None => issue
            .sessions
            .iter()
            .rev()
            .filter_map(|id| world.session(*id))
            .filter(|session| !session.retracted)
            .map(|session| (session, session_gaps(world, issue, session, today)))
            .min_by_key(|(_, gaps)| {
                let hard = gaps.iter().filter(|gap| !gap.rule.is_overridable()).count();
                (hard, gaps.len())
            }),
    };
    if let Some((session, found)) = best {
        gaps.extend(found);
        (gaps, Some(session.id))
    } else {
        gaps.push(missing(Rule::SessionHeld, issue.id));
        (gaps, None)
    }
}

fn session_gaps(world: &World, issue: &Issue, session: &Session, today: NaiveDate) -> Vec<Missing> {
    // No session talked about an issue that nobody had raised yet.
    let was_raised =
        issue.facts.submitted.is_none_or(|submitted| submitted.first() <= session.facts.on.last());
    let held = session.item(issue.id).is_some() && was_raised && session.is_held_by(today);
    let lines: Vec<&Line> = session.lines.iter().filter_map(|id| world.line(*id)).collect();
    (!held)
        .then_some(Rule::SessionHeld)
        .into_iter()
        .chain(record_gaps(session, &lines, issue.id, world.quorum()))
        .map(|rule| missing(rule, session.id))
        .collect()
}

/// Says which rules the sign-in sheet and the record of a session leave open for an issue.
pub(in crate::domain) fn record_gaps(
    session: &Session,
    lines: &[&Line],
    issue: IssueId,
    quorum: Quorum,
) -> Vec<Rule> {
    let lines = || lines.iter().filter(|line| !line.struck && line.facts.issue == Some(issue));
    let came = |column, needed: u16| session.count_for_quorum(column) >= u32::from(needed.max(1));
    let checks = [
        (Rule::MemberPresent, came(Column::Member, quorum.members)),
        (Rule::PublicPresent, came(Column::Public, quorum.public)),
        (Rule::DepartmentPresent, came(Column::Department, quorum.departments)),
        (Rule::RecordLine, lines().next().is_some()),
        (
            Rule::Outcome,
            lines().any(|line| line.facts.kind == LineKind::Agreed)
                || session.item(issue).is_some_and(|item| item.no_consensus.is_some()),
        ),
    ];
    checks.into_iter().filter(|(_, holds)| !holds).map(|(rule, _)| rule).collect()
}

/// Says what is missing for *consulted → resolved*.
pub fn resolve_gaps(world: &World, issue: &Issue) -> Vec<Missing> {
    let commitments = standing_commitments(world, issue);
    let mut gaps: Vec<Missing> =
        commitments.iter().flat_map(|commitment| commitment_gaps(world, commitment)).collect();
    if commitments.is_empty() {
        if issue.statement.is_none() {
            gaps.push(missing(Rule::CommitmentMade, issue.id));
        } else if !has_evidence(world, &issue.evidence) {
            gaps.push(missing(Rule::StatementEvidence, issue.id));
        }
    }
    let mut finished = completed(&commitments);
    finished.extend(issue.statement.as_ref().map(|statement| (statement.on, None)));
    gaps.extend(evaluation_gaps(issue, &finished, &workers(&commitments)));
    gaps
}

fn standing_commitments<'w>(world: &'w World, issue: &Issue) -> Vec<&'w Commitment> {
    issue
        .commitments
        .iter()
        .filter_map(|id| world.commitment(*id))
        .filter(|commitment| !commitment.retracted)
        .collect()
}

/// When work was finished: the day as stated and, where the log knows it, the place in the order
/// of entry.
type Finished = (DateSpan, Option<Mark>);

fn completed(commitments: &[&Commitment]) -> Vec<Finished> {
    let completions = commitments.iter().filter_map(|commitment| commitment.completed());
    completions.map(|(completion, mark)| (completion.on, Some(mark))).collect()
}

fn workers(commitments: &[&Commitment]) -> Vec<DepartmentId> {
    commitments.iter().flat_map(|commitment| commitment.departments()).collect()
}

fn commitment_gaps(world: &World, commitment: &Commitment) -> Vec<Missing> {
    let completion = commitment.completion();
    let delivered = |benefit| completion.is_some_and(|done| done.delivered.contains(&benefit));
    let checks = [
        (Rule::CommitmentDepartment, commitment.facts.lead.is_some()),
        (Rule::CommitmentDeadline, commitment.due().is_some()),
        (Rule::CommitmentCompletion, completion.is_some()),
        (Rule::CommitmentEvidence, has_evidence(world, &commitment.evidence)),
        (Rule::CommitmentGrade, commitment.grade() == Some(Grade::A)),
        (Rule::PromiseKept, completion.is_none() || delivered(commitment.facts.promised)),
        (
            Rule::MoneyReceived,
            commitment.facts.promised != Benefit::Money
                || !delivered(Benefit::Money)
                || completion.is_some_and(|done| done.received),
        ),
    ];
    checks
        .into_iter()
        .filter(|(_, holds)| !holds)
        .map(|(rule, _)| Missing {
            rule,
            entity: commitment.id.into(),
            department: commitment.facts.lead,
        })
        .collect()
}

fn has_evidence(world: &World, ids: &[EvidenceId]) -> bool {
    ids.iter().filter_map(|id| world.evidence(*id)).any(|evidence| !evidence.retracted)
}

/// Says what is missing for *submitted → resolved* by member service. What a department has
/// promised meanwhile has to be kept all the same.
pub fn service_gaps(world: &World, issue: &Issue) -> Vec<Missing> {
    let commitments = standing_commitments(world, issue);
    let mut gaps = Vec::new();
    if !issue.is_accepted() {
        gaps.push(missing(Rule::Accepted, issue.id));
    }
    if issue.service.is_none() {
        gaps.push(missing(Rule::ServiceRecorded, issue.id));
    }
    gaps.extend(commitments.iter().flat_map(|commitment| commitment_gaps(world, commitment)));
    let mut finished = completed(&commitments);
    finished.extend(issue.service.as_ref().map(|service| (service.on, None)));
    gaps.extend(evaluation_gaps(issue, &finished, &workers(&commitments)));
    gaps
}

/// A dissatisfied raiser blocks; an absent, stale or partial word may be overridden. A word from
/// before the work was done or taken up again does not count, whatever it said.
fn evaluation_gaps(issue: &Issue, finished: &[Finished], workers: &[DepartmentId]) -> Vec<Missing> {
    let Some(given) = issue.evaluation() else {
        return vec![missing(Rule::Evaluated, issue.id)];
    };
    let reopening = issue.standing_steps().rev().find(|step| step.kind() == StepKind::Reopen);
    let collector = given.evaluation.collected_by;
    let is_recent = finished.iter().all(|finished| is_after_work(given, *finished))
        && reopening.is_none_or(|step| is_after(given, step));
    let is_dissatisfied = given.evaluation.verdict == Verdict::Dissatisfied;
    let checks = [
        (Rule::NotDissatisfied, !(is_recent && is_dissatisfied)),
        (Rule::EvaluationRecent, is_recent),
        (
            Rule::EvaluationIndependent,
            collector.is_none_or(|department| !workers.contains(&department)),
        ),
    ];
    checks
        .into_iter()
        .filter(|(_, holds)| !holds)
        .map(|(rule, _)| missing(rule, issue.id))
        .collect()
}

/// On the day on which work was reported done, the order of entry decides.
fn is_after_work(given: &GivenEvaluation, (done, mark): Finished) -> bool {
    let asked = given.evaluation.on.first();
    asked > done.last() || (asked == done.last() && mark.is_none_or(|mark| given.mark >= mark))
}

/// On the day of the reopening itself, the order of entry decides.
fn is_after(given: &GivenEvaluation, step: &Step) -> bool {
    let (asked, reopened) = (given.evaluation.on.first(), step.facts().on.last());
    asked > reopened || (asked == reopened && given.mark > step.mark())
}

fn missing(rule: Rule, entity: impl Into<EntityId>) -> Missing {
    Missing { rule, entity: entity.into(), department: None }
}
