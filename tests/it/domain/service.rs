//! *submitted → resolved* by member service, without a session.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::Benefit,
    issue::{IssueFacts, ServiceRecord, Verdict},
    refusal::Refusal,
    workflow::{Route, Rule, Status, StepKind},
};

fn serve() -> StepRequest {
    StepRequest::new(StepKind::ResolveByService)
}

fn service() -> Action {
    let service = ServiceRecord {
        what: "指派律师追回工资".into(),
        who: "律师戊".into(),
        on: on(6, 1),
        served: None,
    };
    Action::RecordService { issue: ISSUE, service: Some(service) }
}

fn served() -> Desk {
    let mut desk = Desk::accepted();
    desk.must(service());
    desk.must(evaluate(Verdict::Satisfied, on(6, 2)));
    desk.must(step(serve().on(on(6, 3))));
    desk
}

#[test]
fn an_accepted_issue_is_resolved_by_service_without_a_session() {
    assert_eq!(served().status(), Status::Resolved(Route::Service));
}

/// The evaluation is the raiser's (DOMAIN §2); a source may keep their name to itself.
#[test]
fn where_no_raiser_is_named_nobody_was_asked() {
    let mut desk = Desk::submitted();
    let raised = desk.issue().facts.clone();
    let facts = IssueFacts { raisers: Vec::new(), ..raised.clone() };
    desk.must(Action::EditIssue { id: ISSUE, facts: facts.clone() });
    let asked = || evaluate(Verdict::Satisfied, on(6, 2));
    assert_eq!(desk.refusal(asked()), Refusal::NoRaiser(ISSUE.into()));
    desk.must(Action::EditIssue { id: ISSUE, facts: raised });
    desk.must(asked());
    let mut sourced = Desk::planned_from_source();
    sourced.must(Action::EditIssue { id: ISSUE, facts });
    sourced.must(asked());
}

#[test]
fn service_needs_acceptance() {
    let mut desk = Desk::submitted();
    desk.must(service());
    desk.must(evaluate(Verdict::Satisfied, on(6, 2)));
    assert_eq!(desk.missing(serve()), [Rule::Accepted]);
}

#[test]
fn service_needs_its_record() {
    let mut desk = Desk::accepted();
    desk.must(evaluate(Verdict::Satisfied, on(6, 2)));
    assert_eq!(desk.missing(serve()), [Rule::ServiceRecorded]);
    let request = passing_over(StepKind::ResolveByService, &[Rule::ServiceRecorded]);
    assert_eq!(desk.refusal(step(request)), Refusal::NotOverridable(Rule::ServiceRecorded));
}

#[test]
fn service_needs_the_raisers_word_or_a_reason() {
    let mut desk = Desk::accepted();
    desk.must(service());
    assert_eq!(desk.missing(serve()), [Rule::Evaluated]);
    desk.must(step(passing_over(StepKind::ResolveByService, &[Rule::Evaluated])));
}

#[test]
fn a_dissatisfied_raiser_blocks_service_too() {
    let mut desk = Desk::accepted();
    desk.must(service());
    desk.must(evaluate(Verdict::Dissatisfied, on(6, 2)));
    assert_eq!(desk.missing(serve()), [Rule::NotDissatisfied]);
}

#[test]
fn a_word_from_before_the_service_does_not_count() {
    let mut desk = Desk::accepted();
    desk.must(service());
    desk.must(evaluate(Verdict::Satisfied, on(5, 30)));
    assert_eq!(desk.missing(serve()), [Rule::EvaluationRecent]);
}

#[test]
fn a_consulted_issue_is_not_resolved_by_service() {
    let mut desk = Desk::consulted();
    desk.must(service());
    assert!(matches!(desk.refusal(step(serve())), Refusal::NoSuchStep { .. }));
}

#[test]
fn an_issue_that_was_served_goes_back_to_submitted_when_it_is_reopened() {
    let mut desk = served();
    desk.must(step(StepRequest::new(StepKind::Reopen).because("又欠薪").on(on(7, 1))));
    assert_eq!(desk.status(), Status::Submitted);
    assert_eq!(desk.missing(serve()), [Rule::EvaluationRecent]);
    desk.must(evaluate(Verdict::Satisfied, on(7, 20)));
    desk.must(step(serve()));
}

#[test]
fn the_record_of_service_stays_while_the_issue_is_resolved() {
    let gone = Action::RecordService { issue: ISSUE, service: None };
    assert_eq!(served().refusal(gone), Refusal::IssueResolved(ISSUE.into()));
}

#[test]
fn a_reopening_is_not_taken_back_once_the_service_is_gone() {
    let mut desk = served();
    desk.must(step(StepRequest::new(StepKind::Reopen).because("又欠薪").on(on(7, 1))));
    desk.clone().must(step(StepRequest::new(StepKind::CorrectReopen)));
    desk.must(Action::RecordService { issue: ISSUE, service: None });
    assert_eq!(desk.missing(StepRequest::new(StepKind::CorrectReopen)), [Rule::ServiceRecorded]);
}

#[test]
fn service_does_not_stand_for_what_a_department_has_promised() {
    let mut desk = Desk::held();
    desk.must(commit(COMMITMENT, ISSUE, promise(Benefit::Works)));
    desk.must(service());
    desk.must(evaluate(Verdict::Satisfied, on(6, 2)));
    assert!(desk.missing(serve()).contains(&Rule::CommitmentCompletion));
}
