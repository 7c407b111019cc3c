//! The way of an issue as a row of the ledger tells it (补录): steps, what was promised, and what was
//! said to it. What the row does not date lies between what it does.

use super::{
    cell::{Cells, DateOrYes},
    draft::Draft,
    issue::Named,
    planner::Planner,
    word::{Spoken, Stand},
};
use crate::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, CommitmentFacts, Handling},
    date::DateSpan,
    id::{CommitmentId, IssueId},
    issue::{ClosingStatement, Evaluation, Issue, Means},
    provenance::Source,
    text::SHORT_CHARS,
    workflow::StepKind,
};
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;

impl<'p> Planner<'p, '_> {
    /// The way of an issue as the row tells it, on top of what is there.
    pub(super) fn past(
        &mut self,
        cells: &Cells<'p>,
        draft: &Draft,
        named: &Named,
        (id, there): (IssueId, Option<&Issue>),
        source: &Source,
    ) -> Vec<Action> {
        let days = Days::of(draft, self.ground.moment.today);
        let stand = draft.stand();
        let has = |kind: StepKind| {
            there.is_some_and(|issue| issue.standing_steps().any(|step| step.kind() == kind))
        };
        let step = |kind: StepKind, on: DateSpan| Action::StepIssue {
            id,
            request: StepRequest {
                on: Some(on),
                recorded: Some(source.clone()),
                ..StepRequest::new(kind)
            },
        };
        let mut actions = Vec::new();
        let is_accepted = matches!(draft.accepted, Some(DateOrYes::On(_) | DateOrYes::Yes));
        if (is_accepted || stand == Stand::Accepted) && !has(StepKind::Accept) {
            actions.push(step(StepKind::Accept, days.accepted));
        }
        let is_consulted = draft.is_consulted(cells.has("consulted"));
        if is_consulted && !has(StepKind::Consult) {
            actions.push(step(StepKind::Consult, days.consulted));
        }
        if there.is_none_or(|issue| issue.commitments.is_empty()) {
            actions.extend(self.promised(draft, named, id, &days, source));
        }
        actions.extend(self.word(draft, named, (id, there), &days));
        let (kind, on) = match stand {
            Stand::Resolved if is_consulted => (StepKind::Resolve, days.resolved),
            Stand::Resolved | Stand::ResolvedByService => {
                (StepKind::ResolveByService, days.resolved)
            }
            Stand::Left(exit) => (StepKind::Exit(exit), days.resolved),
            Stand::Submitted | Stand::Accepted | Stand::Consulted => return actions,
        };
        if has(kind) {
            return actions;
        }
        let mut last = step(kind, on);
        if let (Action::StepIssue { request, .. }, Stand::Left(exit)) = (&mut last, stand) {
            let told = [&draft.result, &draft.note, &draft.progress];
            let told = told.into_iter().find(|text| !text.is_empty());
            let reason = told.map_or_else(|| exit.label(Lang::Zh).to_owned(), |it| first_line(it));
            request.reason = reason;
            request.referred_to.clone_from(&draft.referred_to);
        }
        actions.push(last);
        actions
    }

    /// What was promised, and how far it is.
    fn promised(
        &mut self,
        draft: &Draft,
        named: &Named,
        issue: IssueId,
        days: &Days,
        source: &Source,
    ) -> Vec<Action> {
        if !draft.is_promised(named.lead.is_some()) {
            return Vec::new();
        }
        let id = CommitmentId::from_bytes((self.ground.ids)());
        let is_short = !draft.advice.is_empty() && draft.advice.chars().count() <= SHORT_CHARS;
        let facts = CommitmentFacts {
            matter: if is_short { one_line(&draft.advice) } else { draft.title.clone() },
            promised: draft.promised.unwrap_or(match draft.funds {
                Some(_) => Benefit::Money,
                None => Benefit::Service,
            }),
            lead: named.lead,
            supporting: named.supporting.clone(),
            deadline: draft.deadline,
            funds: draft.funds,
        };
        let source = Some(source.clone());
        let made = Action::MakeCommitment { id, issue, session: None, line: None, facts, source };
        let mut actions = vec![made];
        if !draft.progress.is_empty() {
            let handling = Handling::Reported { on: days.reported, text: draft.progress.clone() };
            actions.push(Action::Handle { id, handling });
        }
        actions
    }

    /// What was done, and what the raiser said to it.
    fn word(
        &mut self,
        draft: &Draft,
        named: &Named,
        (issue, there): (IssueId, Option<&Issue>),
        days: &Days,
    ) -> Vec<Action> {
        let mut actions = Vec::new();
        let is_stated = there.is_some_and(|it| it.statement.is_some());
        let says_only_status = Stand::hear(&draft.result).is_some();
        let has_left = matches!(draft.stand(), Stand::Left(_));
        if !draft.result.is_empty() && !says_only_status && !is_stated && !has_left {
            let department = named.lead.and_then(|id| self.directory.department(id));
            let studio = || self.directory.studio(named.studio).map(|it| it.facts.name.clone());
            let who = department.map(|it| it.facts.name.clone()).or_else(studio);
            let statement = ClosingStatement {
                what: draft.result.clone(),
                who: who.unwrap_or_else(|| draft.title.clone()),
                on: days.resolved,
            };
            actions.push(Action::StateClosing { issue, statement: Some(statement) });
        }
        let is_evaluated = there.is_some_and(|it| it.evaluation().is_some());
        if let Some(verdict) = draft.verdict.filter(|_| !is_evaluated) {
            let evaluation = Evaluation {
                on: days.asked,
                verdict,
                remark: String::new(),
                means: draft.means.unwrap_or(Means::Written),
                collected_by: None,
            };
            actions.push(Action::Evaluate { issue, evaluation });
        }
        actions
    }
}

/// When what the row tells of happened; what it does not date lies between what it does.
struct Days {
    accepted: DateSpan,
    consulted: DateSpan,
    resolved: DateSpan,
    /// When the raiser was asked.
    asked: DateSpan,
    /// When the progress was reported.
    reported: NaiveDate,
}

impl Days {
    fn of(draft: &Draft, today: NaiveDate) -> Self {
        let first = draft.submitted.map(DateSpan::first);
        let stated = match draft.accepted {
            Some(DateOrYes::On(on)) => Some(on),
            _ => None,
        };
        // What is not dated lies up to the next thing that is.
        let end = draft.resolved.map_or(today, DateSpan::last).min(today);
        let until = draft.consulted.map_or(end, DateSpan::last).min(today);
        let accepted = stated.unwrap_or_else(|| somewhen(first, until));
        let since = stated.map(DateSpan::first).or(first);
        let consulted = draft.consulted.unwrap_or_else(|| somewhen(since, end));
        let since = draft.consulted.map(DateSpan::first).or(since);
        let resolved = draft.resolved.unwrap_or_else(|| somewhen(since, today));
        let asked = somewhen(Some(resolved.first()), resolved.last());
        let reported = draft.resolved.map_or(today, DateSpan::last).min(today);
        Self { accepted, consulted, resolved, asked, reported }
    }
}

/// A day between two, of which the first may not be known.
fn somewhen(first: Option<NaiveDate>, last: NaiveDate) -> DateSpan {
    let floor = NaiveDate::from_ymd_opt(*crate::domain::date::YEARS.start(), 1, 1).unwrap_or(last);
    DateSpan::between(first.unwrap_or(floor).min(last), last)
        .unwrap_or_else(|_| DateSpan::of_day(last))
}

/// A text in one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first line of a text, as long as a reason may be.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(SHORT_CHARS).collect()
}
