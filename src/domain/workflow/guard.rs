//! The guards beside the table: each is a named rule that says what is missing (DOMAIN §2).

use super::{Exit, Sight, StepKind, word_gaps};
use crate::domain::{
    commitment::{Benefit, Commitment, Grade},
    id::{DepartmentId, EntityId, EvidenceId, IssueId, SessionId},
    issue::Issue,
    keyed::keyed,
    line::Line,
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
        /// The department has not returned a commitment as not its own.
        CommitmentReturned = "commitment_returned",
        /// The raiser was dissatisfied before the latest work, and nobody asked again.
        DissatisfiedBefore = "dissatisfied_before",
        /// What is closed as unresolved is graded, and something of it C or D.
        UnresolvedGrade = "unresolved_grade",
        /// What is declined was not accepted.
        NotAccepted = "not_accepted",
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
                | Self::DissatisfiedBefore
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
    let was_raised = issue.was_raised_by(session.facts.on.last());
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
            lines().any(|line| line.facts.kind.is_outcome())
                || session.item(issue).is_some_and(|item| item.no_consensus.is_some()),
        ),
    ];
    checks.into_iter().filter(|(_, holds)| !holds).map(|(rule, _)| rule).collect()
}

/// Says what is missing for *consulted → resolved*.
pub fn resolve_gaps(world: &World, issue: &Issue) -> Vec<Missing> {
    let mut gaps: Vec<Missing> =
        staying(world, issue).flat_map(|commitment| commitment_gaps(world, commitment)).collect();
    if staying(world, issue).next().is_none() {
        if issue.statement.is_none() {
            gaps.push(missing(Rule::CommitmentMade, issue.id));
        } else if !has_evidence(world, &issue.evidence, None) {
            gaps.push(missing(Rule::StatementEvidence, issue.id));
        }
    }
    gaps.extend(word_gaps(world, issue, StepKind::Resolve, Sight::ALL));
    gaps
}

/// What was promised for an issue and is looked after there: what remained may be another issue's.
pub(super) fn staying<'w>(
    world: &'w World,
    issue: &'w Issue,
) -> impl Iterator<Item = &'w Commitment> {
    world.commitments_of(issue).filter(|commitment| commitment.carried_over().is_none())
}

fn commitment_gaps(world: &World, commitment: &Commitment) -> Vec<Missing> {
    let completion = commitment.completion();
    let delivered = |benefit| completion.is_some_and(|done| done.delivered.contains(&benefit));
    let checks = [
        (Rule::CommitmentDepartment, commitment.facts.lead.is_some()),
        (Rule::CommitmentDeadline, commitment.due().is_some()),
        (Rule::CommitmentCompletion, completion.is_some()),
        (
            Rule::CommitmentEvidence,
            has_evidence(world, &commitment.evidence, commitment.sent_back()),
        ),
        (Rule::CommitmentGrade, commitment.grade() == Some(Grade::A)),
        (Rule::PromiseKept, completion.is_none() || delivered(commitment.facts.promised)),
        (
            Rule::MoneyReceived,
            commitment.facts.promised != Benefit::Money
                || !delivered(Benefit::Money)
                || completion.is_some_and(|done| done.received),
        ),
        (Rule::CommitmentReturned, !commitment.is_returned()),
    ];
    checks
        .into_iter()
        .filter(|(_, holds)| !holds)
        .map(|(rule, _)| of_commitment(rule, commitment))
        .collect()
}

/// Whether there is evidence that stands; of work that was sent back, what showed it before shows nothing.
fn has_evidence(world: &World, ids: &[EvidenceId], sent_back: Option<Mark>) -> bool {
    let is_of_now = |entered: Option<Mark>| match (entered, sent_back) {
        (Some(entered), Some(sent_back)) => entered >= sent_back,
        _ => true,
    };
    let mut evidence = ids.iter().filter_map(|id| world.evidence(*id));
    evidence.any(|it| !it.retracted && is_of_now(it.entered))
}

/// Says what is missing for *submitted → resolved* by member service. What a department has
/// promised meanwhile has to be kept all the same.
pub fn service_gaps(world: &World, issue: &Issue) -> Vec<Missing> {
    let mut gaps = Vec::new();
    if !issue.is_accepted() {
        gaps.push(missing(Rule::Accepted, issue.id));
    }
    if issue.service.is_none() {
        gaps.push(missing(Rule::ServiceRecorded, issue.id));
    }
    gaps.extend(staying(world, issue).flat_map(|commitment| commitment_gaps(world, commitment)));
    gaps.extend(word_gaps(world, issue, StepKind::ResolveByService, Sight::ALL));
    gaps
}

/// Says what is missing for an exit. What was accepted is not declined any more, and what is closed
/// as unresolved says of every commitment how far it got: were all of it solved, it would be
/// resolved, and were it still going on, it would be open.
pub fn exit_gaps(world: &World, issue: &Issue, exit: Exit) -> Vec<Missing> {
    match exit {
        Exit::Declined if issue.is_accepted() => vec![missing(Rule::NotAccepted, issue.id)],
        Exit::ClosedUnresolved => unresolved_gaps(world, issue),
        Exit::Declined | Exit::Referred | Exit::Merged | Exit::Withdrawn => Vec::new(),
    }
}

fn unresolved_gaps(world: &World, issue: &Issue) -> Vec<Missing> {
    let mut gaps: Vec<Missing> = staying(world, issue)
        .filter(|commitment| commitment.grade().is_none())
        .map(|commitment| of_commitment(Rule::UnresolvedGrade, commitment))
        .collect();
    let mut grades = staying(world, issue).map(Commitment::grade).peekable();
    let says_why = |grade| matches!(grade, Some(Grade::C | Grade::D));
    if gaps.is_empty() && grades.peek().is_some() && !grades.any(says_why) {
        gaps.push(missing(Rule::UnresolvedGrade, issue.id));
    }
    gaps
}

fn of_commitment(rule: Rule, commitment: &Commitment) -> Missing {
    Missing { rule, entity: commitment.id.into(), department: commitment.facts.lead }
}

pub(super) fn missing(rule: Rule, entity: impl Into<EntityId>) -> Missing {
    Missing { rule, entity: entity.into(), department: None }
}
