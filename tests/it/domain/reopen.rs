//! *resolved → consulted*: relapse, and what a later resolution then needs.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::Benefit,
    issue::Verdict,
    refusal::{Field, Refusal},
    workflow::{Route, Rule, Status, StepKind},
};

fn correct() -> StepRequest {
    StepRequest::new(StepKind::CorrectReopen)
}

#[test]
fn a_reopened_issue_is_consulted_again_and_keeps_its_history() {
    let desk = Desk::reopened();
    assert_eq!(desk.status(), Status::Consulted);
    assert_eq!(desk.issue().standing_steps().count(), 4);
}

#[test]
fn reopening_needs_a_reason() {
    let refusal = Desk::resolved().refusal(step(StepRequest::new(StepKind::Reopen)));
    assert_eq!(refusal, Refusal::Required(Field::Reason));
}

#[test]
fn only_what_is_resolved_is_reopened() {
    let request = StepRequest::new(StepKind::Reopen).because("又坏了");
    assert!(matches!(Desk::consulted().refusal(step(request)), Refusal::NoSuchStep { .. }));
}

#[test]
fn an_evaluation_from_before_a_reopening_does_not_count() {
    let desk = Desk::reopened();
    assert_eq!(desk.missing(StepRequest::new(StepKind::Resolve)), [Rule::EvaluationRecent]);
}

#[test]
fn on_the_day_of_the_reopening_the_order_of_entry_decides() {
    let resolve = StepRequest::new(StepKind::Resolve);
    let mut before = Desk::resolved();
    before.must(evaluate(Verdict::Satisfied, on(9, 1)));
    before.must(step(StepRequest::new(StepKind::Reopen).because("又倒了").on(on(9, 1))));
    assert_eq!(before.missing(resolve.clone()), [Rule::EvaluationRecent]);
    let mut after = Desk::reopened();
    after.must(evaluate(Verdict::Satisfied, on(9, 1)));
    after.must(step(resolve));
}

#[test]
fn a_mistaken_reopening_leads_back_to_the_resolution_and_leaves_no_relapse() {
    let mut desk = Desk::reopened();
    desk.must(step(correct()));
    assert_eq!(desk.status(), Status::Resolved(Route::Session));
    assert!(desk.issue().standing_steps().all(|step| step.kind() != StepKind::Reopen));
}

#[test]
fn a_reopening_is_not_taken_back_once_the_evidence_is_gone() {
    let mut desk = Desk::reopened();
    desk.must(Action::Retract { entity: EVIDENCE.into() });
    assert_eq!(desk.missing(correct()), [Rule::CommitmentEvidence]);
}

#[test]
fn a_reopening_is_not_taken_back_once_the_completion_was_taken_back() {
    let mut desk = Desk::reopened();
    desk.must(Action::TakeBackHandling { id: COMMITMENT, index: 0, taken_back: true });
    assert_eq!(desk.missing(correct()), [Rule::CommitmentCompletion]);
}

#[test]
fn a_reopening_is_not_taken_back_once_more_was_promised() {
    let more = tanshi::domain::id::CommitmentId::from_bytes([2; 16]);
    let mut desk = Desk::reopened();
    desk.must(commit(more, ISSUE, promise(Benefit::Policy)));
    assert_eq!(desk.refusal(step(correct())), Refusal::DependsOn(more.into()));
}

#[test]
fn a_reopening_is_not_taken_back_against_a_dissatisfied_raiser() {
    let mut desk = Desk::reopened();
    desk.must(evaluate(Verdict::Dissatisfied, on(9, 2)));
    assert_eq!(desk.missing(correct()), [Rule::NotDissatisfied]);
}

#[test]
fn what_was_passed_over_stays_passed_over_when_a_reopening_is_taken_back() {
    let mut desk = Desk::handled();
    desk.must(step(passing_over(StepKind::Resolve, &[Rule::Evaluated])));
    desk.must(step(StepRequest::new(StepKind::Reopen).because("又倒了")));
    desk.must(step(correct()));
    assert_eq!(desk.status(), Status::Resolved(Route::Session));
}
