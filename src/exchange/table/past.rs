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
    issue::{ClosingStatement, Evaluation, Issue, Means, Verdict},
    provenance::Source,
    text::SHORT_CHARS,
    workflow::StepKind,
};
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;

impl<'p> Planner<'p, '_> {
    /// The way of a new issue as the row tells it.
    pub(super) fn past(
        &mut self,
        cells: &Cells<'p>,
        draft: &Draft,
        named: &Named,
        id: IssueId,
        source: &Source,
    ) -> Vec<Action> {
        let days = Days::of(draft, self.ground.moment.today);
        let steps = Steps { id, cells, draft, days: &days, source, there: None };
        let mut actions = steps.begun();
        actions.extend(self.promised(draft, named, id, &days, source));
        actions.extend(self.statement(draft, named, (id, None), &days));
        actions.extend(draft.verdict.map(|verdict| evaluation(draft, id, verdict, days.asked)));
        actions.extend(steps.ended());
        actions
    }

    /// What was promised, and how far it is.
    pub(super) fn promised(
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
        let facts = CommitmentFacts {
            matter: draft.matter(),
            promised: draft.promised.unwrap_or(match draft.funds {
                Some(_) => Benefit::Money,
                None => Benefit::Service,
            }),
            lead: named.lead,
            supporting: named.supporting.clone(),
            deadline: draft.deadline(),
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

    /// What was done, unless the row only says how the issue stands, or why it left.
    pub(super) fn statement(
        &self,
        draft: &Draft,
        named: &Named,
        (issue, there): (IssueId, Option<&ClosingStatement>),
        days: &Days,
    ) -> Option<Action> {
        let says_only_status = Stand::hear(&draft.result).is_some();
        let has_left = matches!(draft.stand(), Stand::Left(_));
        if draft.result.is_empty() || says_only_status || has_left {
            return None;
        }
        let department = named.lead.and_then(|id| self.directory.department(id));
        let studio = || self.directory.studio(named.studio).map(|it| it.facts.name.clone());
        let who = department.map(|it| it.facts.name.clone()).or_else(studio);
        let who = there.map(|it| it.who.clone()).or(who);
        let statement = ClosingStatement {
            what: draft.result.clone(),
            who: who.unwrap_or_else(|| draft.title.clone()),
            on: there.map_or(days.resolved, |it| it.on),
        };
        Some(Action::StateClosing { issue, statement: Some(statement) })
    }
}

/// What the raiser said, some day.
pub(super) fn evaluation(draft: &Draft, issue: IssueId, verdict: Verdict, on: DateSpan) -> Action {
    let means = draft.means.unwrap_or(Means::Written);
    let evaluation = Evaluation { on, verdict, remark: String::new(), means, collected_by: None };
    Action::Evaluate { issue, evaluation }
}

/// The steps that a row tells of, on top of those that are there.
pub(super) struct Steps<'s, 'p> {
    pub(super) id: IssueId,
    pub(super) cells: &'s Cells<'p>,
    pub(super) draft: &'s Draft,
    pub(super) days: &'s Days,
    pub(super) source: &'s Source,
    pub(super) there: Option<&'s Issue>,
}

impl Steps<'_, '_> {
    fn has(&self, kind: StepKind) -> bool {
        self.there.is_some_and(|issue| issue.standing_steps().any(|step| step.kind() == kind))
    }

    fn is_consulted(&self) -> bool {
        self.draft.is_consulted(self.cells.has("consulted")) || self.has(StepKind::Consult)
    }

    fn step(&self, kind: StepKind, on: DateSpan) -> StepRequest {
        let recorded = Some(self.source.clone());
        StepRequest { on: Some(on), recorded, ..StepRequest::new(kind) }
    }

    /// Its acceptance and its consultation.
    pub(super) fn begun(&self) -> Vec<Action> {
        let (draft, days) = (self.draft, self.days);
        let is_accepted = matches!(draft.accepted, Some(DateOrYes::On(_) | DateOrYes::Yes));
        let is_accepted = is_accepted || draft.stand() == Stand::Accepted;
        let accepted = is_accepted.then_some((StepKind::Accept, days.accepted));
        let consulted = self.is_consulted().then_some((StepKind::Consult, days.consulted));
        let steps = accepted.into_iter().chain(consulted);
        let steps = steps.filter(|(kind, _)| !self.has(*kind));
        steps
            .map(|(kind, on)| Action::StepIssue { id: self.id, request: self.step(kind, on) })
            .collect()
    }

    /// The step that ends it.
    pub(super) fn ended(&self) -> Option<Action> {
        let (draft, stand) = (self.draft, self.draft.stand());
        let kind = match stand {
            Stand::Resolved if self.is_consulted() => StepKind::Resolve,
            Stand::Resolved | Stand::ResolvedByService => StepKind::ResolveByService,
            Stand::Left(exit) => StepKind::Exit(exit),
            Stand::Submitted | Stand::Accepted | Stand::Consulted => return None,
        };
        if self.has(kind) {
            return None;
        }
        let mut request = self.step(kind, self.days.resolved);
        if let Stand::Left(exit) = stand {
            let told = [&draft.result, &draft.note, &draft.progress];
            let told = told.into_iter().find(|text| !text.is_empty());
            request.reason =
                told.map_or_else(|| exit.label(Lang::Zh).to_owned(), |it| first_line(it));
            request.referred_to.clone_from(&draft.referred_to);
        }
        Some(Action::StepIssue { id: self.id, request })
    }
}

/// When what the row tells of happened; what it does not date lies between what it does.
pub(super) struct Days {
    accepted: DateSpan,
    consulted: DateSpan,
    resolved: DateSpan,
    /// When the raiser was asked.
    pub(super) asked: DateSpan,
    /// When the progress was reported.
    pub(super) reported: NaiveDate,
}

impl Days {
    pub(super) fn of(draft: &Draft, today: NaiveDate) -> Self {
        let first = draft.submitted.map(DateSpan::first);
        let stated = match draft.accepted {
            Some(DateOrYes::On(on)) => Some(on),
            _ => None,
        };
        // What is not dated lies up to the next thing that is.
        let end = draft.resolved.map_or(today, DateSpan::last).min(today);
        let until = draft.consulted_on().map_or(end, DateSpan::last).min(today);
        let accepted = stated.unwrap_or_else(|| somewhen(first, until));
        let since = stated.map(DateSpan::first).or(first);
        let consulted = draft.consulted_on().unwrap_or_else(|| somewhen(since, end));
        let since = draft.consulted_on().map(DateSpan::first).or(since);
        let resolved = draft.resolved.unwrap_or_else(|| somewhen(since, today));
        let asked = somewhen(Some(resolved.first()), resolved.last());
        let reported = draft.resolved.map_or(today, DateSpan::last).min(today);
        Self { accepted, consulted, resolved, asked, reported }
    }
}

/// A day between two, of which the first may not be known.
pub(super) fn somewhen(first: Option<NaiveDate>, last: NaiveDate) -> DateSpan {
    let floor = NaiveDate::from_ymd_opt(*crate::domain::date::YEARS.start(), 1, 1).unwrap_or(last);
    DateSpan::between(first.unwrap_or(floor).min(last), last)
        .unwrap_or_else(|_| DateSpan::of_day(last))
}

/// The first line of a text, as long as a reason may be.
pub(super) fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(SHORT_CHARS).collect()
}
