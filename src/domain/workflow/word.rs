//! The guards about the raiser's word: that it was asked for, after the work, by somebody else than
//! those who did it (DOMAIN §2).

use super::{
    Missing, Rule, Status, Step, StepKind,
    guard::{missing, staying},
};
use crate::domain::{
    commitment::Commitment,
    date::DateSpan,
    id::DepartmentId,
    issue::{GivenEvaluation, Issue, Verdict},
    provenance::Mark,
    world::World,
};
use chrono::NaiveDate;

/// Which words and which work a step is judged by.
///
/// A step of today is judged by everything. One that is entered from a source (补录) is judged by
/// what lies up to it: what the raiser said half a year later is no reason why it did not happen.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) struct Sight {
    by: NaiveDate,
    since: Option<Mark>,
}

impl Sight {
    /// Everything there is.
    pub(in crate::domain) const ALL: Self = Self { by: NaiveDate::MAX, since: None };

    /// What lies up to a step, as far as its day is known.
    pub(in crate::domain) const fn up_to(on: DateSpan) -> Self {
        Self { by: on.last(), since: None }
    }

    /// And whatever was entered after `mark`.
    pub(in crate::domain) const fn and_since(self, mark: Mark) -> Self {
        Self { since: Some(mark), ..self }
    }

    /// Whether something of that day, entered then, counts.
    pub(in crate::domain) fn sees(self, on: DateSpan, mark: Mark) -> bool {
        on.first() <= self.by || self.since.is_some_and(|since| mark > since)
    }
}

/// Work that was finished: the day as stated, and when it was entered.
#[derive(Clone, Copy)]
struct Work {
    on: DateSpan,
    entered: Mark,
    /// A closing statement is the studio's own word, so that it answers no complaint.
    is_stated: bool,
}

/// What a resolution of this kind rests on: every completion that stands, and member service or,
/// where nothing was promised, the closing statement.
fn works(world: &World, issue: &Issue, kind: StepKind, sight: Sight) -> Vec<Work> {
    let completions = world.commitments_of(issue).flat_map(Commitment::completions);
    let mut works: Vec<Work> = completions
        .map(|(done, entered)| Work { on: done.on, entered, is_stated: false })
        .collect();
    let is_promised = staying(world, issue).next().is_some();
    if kind == StepKind::ResolveByService {
        works.extend(
            issue.service.iter().zip(issue.service_entered).map(|(service, entered)| Work {
                on: service.on,
                entered,
                is_stated: false,
            }),
        );
    } else if !is_promised {
        works.extend(
            issue.statement.iter().zip(issue.statement_entered).map(|(statement, entered)| Work {
                on: statement.on,
                entered,
                is_stated: true,
            }),
        );
    }
    works.retain(|work| sight.sees(work.on, work.entered));
    works
}

/// The first day on which everything that a resolution of this kind rests on had happened.
pub(in crate::domain) fn finished_day(
    world: &World,
    issue: &Issue,
    kind: StepKind,
    sight: Sight,
) -> Option<NaiveDate> {
    if !matches!(kind, StepKind::Resolve | StepKind::ResolveByService) {
        return None;
    }
    let word = issue.word(|given| sight.sees(given.evaluation.on, given.mark));
    works(world, issue, kind, sight)
        .iter()
        .map(|work| work.on)
        .chain(word.map(|given| given.evaluation.on))
        .map(DateSpan::first)
        .max()
}

/// What there is to ask the raiser of an issue about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::domain) struct ToAsk {
    /// The last day of the work, where all of it is done and nobody has asked the raiser since.
    pub(in crate::domain) handled: Option<NaiveDate>,
    /// The day of the word by which the raiser is not satisfied, where nothing was done since.
    pub(in crate::domain) dissatisfied: Option<NaiveDate>,
    /// The day from which the time to a revisit counts, where it was resolved here and nobody has
    /// asked the raiser since.
    pub(in crate::domain) settled: Option<NaiveDate>,
}

/// Says what there is to ask the raiser about; the department's "done" starts that clock (DOMAIN §2).
pub(in crate::domain) fn to_ask(world: &World, issue: &Issue) -> ToAsk {
    match issue.status {
        Status::Submitted => about_work(world, issue, StepKind::ResolveByService),
        Status::Consulted => about_work(world, issue, StepKind::Resolve),
        Status::Resolved(_) => about_result(world, issue),
        Status::Exited(..) => ToAsk::default(),
    }
}

fn about_work(world: &World, issue: &Issue, kind: StepKind) -> ToAsk {
    let is_done = !world.commitments_of(issue).any(Commitment::is_owed);
    let works = works(world, issue, kind, Sight::ALL);
    let last = works.iter().map(|work| work.on.last()).max().filter(|_| is_done);
    let gaps = word_gaps(world, issue, kind, Sight::ALL);
    let lacks = |rule| gaps.iter().any(|gap| gap.rule == rule);
    let is_complaint = lacks(Rule::NotDissatisfied);
    // What those said who did the work does not stand for the raiser's word; a complaint does.
    let is_unasked =
        [Rule::Evaluated, Rule::EvaluationRecent, Rule::DissatisfiedBefore].into_iter().any(lacks)
            || lacks(Rule::EvaluationIndependent) && !is_complaint;
    let word = issue.evaluation().map(|given| given.evaluation.on.last());
    ToAsk {
        handled: last.filter(|_| is_unasked),
        dissatisfied: word.filter(|_| is_complaint),
        settled: None,
    }
}

fn about_result(world: &World, issue: &Issue) -> ToAsk {
    let Some(step) = issue.standing_steps().next_back() else { return ToAsk::default() };
    let since = issue.word(|given| given.mark > step.mark());
    let verdict = since.map(|given| given.evaluation.verdict);
    let day = since.map(|given| given.evaluation.on.last());
    // What comes from a source was not resolved here: nobody waits for a revisit.
    let is_open = since.is_none() && !step.is_recorded();
    let works = works(world, issue, step.kind(), Sight::ALL);
    let days = works.iter().map(|work| work.on.last()).chain([step.facts().on.last()]);
    ToAsk {
        handled: None,
        dissatisfied: day.filter(|_| verdict == Some(Verdict::Dissatisfied)),
        settled: days.max().filter(|_| is_open),
    }
}

/// Says what a resolution of this kind lacks in the raiser's word.
///
/// A dissatisfied raiser blocks until work of a later day is entered after the word; then the
/// complaint can be passed over, under its own name. An absent or stale word may be passed over
/// too. A word is stale when it is older than the work, the consultation or the reopening.
pub(in crate::domain) fn word_gaps(
    world: &World,
    issue: &Issue,
    kind: StepKind,
    sight: Sight,
) -> Vec<Missing> {
    let word = issue.word(|given| sight.sees(given.evaluation.on, given.mark));
    let Some(given) = word else {
        return vec![missing(Rule::Evaluated, issue.id)];
    };
    let works = works(world, issue, kind, sight);
    let is_recent = works.iter().all(|work| is_after_work(given, *work))
        // A consultation known to the month alone is not held against a word of that month.
        && is_after_last(given, issue, StepKind::Consult, DateSpan::first)
        && is_after_last(given, issue, StepKind::Reopen, DateSpan::last);
    let age = match (given.evaluation.verdict, is_recent) {
        (Verdict::Dissatisfied, _) if works.iter().any(|work| is_answered(given, *work)) => {
            Some(Rule::DissatisfiedBefore)
        }
        (Verdict::Dissatisfied, _) => Some(Rule::NotDissatisfied),
        (Verdict::Satisfied | Verdict::MostlySatisfied, false) => Some(Rule::EvaluationRecent),
        (Verdict::Satisfied | Verdict::MostlySatisfied, true) => None,
    };
    let worked = |department| worked(world, issue).any(|worker| worker == department);
    let partial = given.evaluation.collected_by.is_some_and(worked);
    age.into_iter()
        .chain(partial.then_some(Rule::EvaluationIndependent))
        .map(|rule| missing(rule, issue.id))
        .collect()
}

/// Whether there is nothing yet that the raiser could speak of: something is still owed, or nothing was
/// done at all.
pub(in crate::domain) fn word_is_early(world: &World, issue: &Issue, kind: StepKind) -> bool {
    world.commitments_of(issue).any(Commitment::is_owed)
        || works(world, issue, kind, Sight::ALL).is_empty()
}

/// Every department that has, or once had, a part in what was promised.
fn worked(world: &World, issue: &Issue) -> impl Iterator<Item = DepartmentId> {
    world.commitments_of(issue).flat_map(|commitment| commitment.ever.iter().copied())
}

/// On the day on which work was reported done, the order of entry decides.
fn is_after_work(given: &GivenEvaluation, work: Work) -> bool {
    let asked = given.evaluation.on.first();
    asked > work.on.last() || (asked == work.on.last() && given.mark >= work.entered)
}

/// Whether the work surely came after the word, and was entered after it.
fn is_answered(given: &GivenEvaluation, work: Work) -> bool {
    !work.is_stated && work.on.first() > given.evaluation.on.last() && work.entered > given.mark
}

/// Whether a word is later than the last standing step of a kind; on its own day the order of
/// entry decides.
fn is_after_last(
    given: &GivenEvaluation,
    issue: &Issue,
    kind: StepKind,
    end: fn(DateSpan) -> NaiveDate,
) -> bool {
    let last = issue.standing_steps().rev().find(|step| step.kind() == kind);
    last.is_none_or(|step| is_after_day(given, step, end(step.facts().on)))
}

/// Whether a word is surely later than a step; on its last day the order of entry decides.
pub(in crate::domain) fn is_after(given: &GivenEvaluation, step: &Step) -> bool {
    is_after_day(given, step, step.facts().on.last())
}

fn is_after_day(given: &GivenEvaluation, step: &Step, happened: NaiveDate) -> bool {
    let asked = given.evaluation.on.first();
    asked > happened || (asked == happened && given.mark > step.mark())
}
