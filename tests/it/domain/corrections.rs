//! Mistaken steps: what their correction leads back to, and what holds it up.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, Grade},
    refusal::Refusal,
    workflow::{Status, StepKind, successor},
};

fn correct(kind: StepKind) -> Action {
    step(StepRequest::new(kind))
}

#[test]
fn a_mistaken_resolution_leads_back_to_consulted_and_is_no_relapse() {
    let mut desk = Desk::resolved();
    desk.must(correct(StepKind::CorrectResolve));
    assert_eq!(desk.status(), Status::Consulted);
    assert!(desk.issue().standing_steps().all(|step| step.kind() != StepKind::Resolve));
    desk.must(step(StepRequest::new(StepKind::Resolve)));
}

#[test]
fn a_mistaken_consultation_leads_back_to_submitted_and_the_issue_stays_accepted() {
    let mut desk = Desk::consulted();
    desk.must(correct(StepKind::CorrectConsult));
    assert_eq!(desk.status(), Status::Submitted);
    assert!(desk.issue().is_accepted());
    assert_eq!(desk.issue().consulted_in(), None);
    desk.must(step(StepRequest::new(StepKind::Consult)));
}

#[test]
fn a_consultation_is_not_corrected_under_a_commitment_made_since() {
    let refusal = Desk::committed().refusal(correct(StepKind::CorrectConsult));
    assert_eq!(refusal, Refusal::DependsOn(COMMITMENT.into()));
}

#[test]
fn a_consultation_is_not_corrected_under_a_commitment_that_was_handled() {
    let mut desk = Desk::held();
    desk.must(commit(COMMITMENT, ISSUE, promise(Benefit::Works)));
    desk.must(step(StepRequest::new(StepKind::Consult)));
    desk.clone().must(correct(StepKind::CorrectConsult));
    desk.must(grade(COMMITMENT, Grade::B));
    let refusal = desk.refusal(correct(StepKind::CorrectConsult));
    assert_eq!(refusal, Refusal::DependsOn(COMMITMENT.into()));
}

#[test]
fn an_acceptance_is_not_corrected_under_a_session_that_was_held() {
    Desk::planned().must(correct(StepKind::CorrectAccept));
    let refusal = Desk::held().refusal(correct(StepKind::CorrectAccept));
    assert_eq!(refusal, Refusal::DependsOn(SESSION.into()));
}

#[test]
fn a_reopening_is_not_corrected_under_work_done_since() {
    let mut desk = Desk::reopened();
    desk.must(grade(COMMITMENT, Grade::A));
    let refusal = desk.refusal(correct(StepKind::CorrectReopen));
    assert_eq!(refusal, Refusal::DependsOn(COMMITMENT.into()));
}

#[test]
fn only_the_last_step_is_corrected() {
    let desk = Desk::reopened();
    for kind in [StepKind::CorrectAccept, StepKind::CorrectConsult, StepKind::CorrectResolve] {
        assert!(matches!(desk.refusal(correct(kind)), Refusal::NoSuchStep { .. }), "{kind:?}");
    }
}

#[test]
fn a_correction_is_not_corrected_twice() {
    let mut desk = Desk::accepted();
    desk.must(correct(StepKind::CorrectAccept));
    assert!(!desk.issue().is_accepted());
    let refusal = desk.refusal(correct(StepKind::CorrectAccept));
    assert!(matches!(refusal, Refusal::NoSuchStep { .. }));
}

#[test]
fn an_issue_is_accepted_once() {
    let refusal = Desk::accepted().refusal(step(StepRequest::new(StepKind::Accept)));
    assert!(matches!(refusal, Refusal::NoSuchStep { .. }));
}

#[test]
fn every_step_of_the_table_but_acceptance_changes_the_status() {
    for from in Status::ALL {
        for kind in StepKind::ALL {
            let stays = successor(from, kind) == Some(from);
            let is_acceptance = matches!(kind, StepKind::Accept | StepKind::CorrectAccept);
            assert_eq!(stays, is_acceptance && from == Status::Submitted);
        }
    }
}

#[test]
fn every_step_has_one_correction_that_leads_back() {
    for from in Status::ALL {
        for kind in StepKind::ALL.into_iter().filter(|kind| !kind.is_correction()) {
            let Some(to) = successor(from, kind) else { continue };
            let back: Vec<_> = StepKind::ALL
                .into_iter()
                .filter(|correction| correction.corrects(kind))
                .map(|correction| successor(to, correction))
                .collect();
            assert_eq!(back, [Some(from)], "{from:?} {kind:?}");
        }
    }
}
