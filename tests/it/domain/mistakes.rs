//! Taking entries back as mistakes, with the reason that the history keeps.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::Grade,
    event::Event,
    issue::{ClosingStatement, ServiceRecord, Verdict},
    mistake::{Mistake, MistakeKind},
    refusal::{Field, Refusal},
    workflow::StepKind,
};

fn take_back(mistake: Mistake) -> Action {
    Action::TakeBack { mistake, reason: "误登到别的议题".into() }
}

fn told(desk: &Desk) -> Vec<(MistakeKind, u32, &str)> {
    let of_commitment = desk.world.commitment(COMMITMENT).into_iter().flat_map(|it| &it.mistakes);
    desk.issue()
        .mistakes
        .iter()
        .chain(of_commitment)
        .map(|it| (it.kind, it.index, it.reason.as_str()))
        .collect()
}

#[test]
fn every_entry_is_taken_back_with_its_reason() {
    let statement =
        ClosingStatement { what: "装好".into(), who: "村委会".into(), on: on(6, 20) };
    let service =
        ServiceRecord { what: "调解".into(), who: "律师".into(), on: on(6, 1), served: None };
    let mut desk = Desk::evaluated();
    desk.must(Action::NoteFieldStudy { issue: ISSUE, on: on(6, 1), text: "现场".into() });
    desk.must(Action::StateClosing { issue: ISSUE, statement: Some(statement) });
    desk.must(Action::RecordService { issue: ISSUE, service: Some(service) });
    for (mistake, index) in [
        (Mistake::FieldStudy(ISSUE, 0), 0),
        (Mistake::Evaluation(ISSUE, 0), 0),
        (Mistake::Statement(ISSUE), 0),
        (Mistake::Service(ISSUE), 0),
        (Mistake::Handling(COMMITMENT, 1), 1),
    ] {
        let mut desk = desk.clone();
        desk.must(take_back(mistake));
        assert_eq!(told(&desk), [(mistake.kind(), index, "误登到别的议题")]);
        assert_eq!(desk.refusal(take_back(mistake)), Refusal::NoSuchEntry(index));
    }
    desk.must(take_back(Mistake::Handling(COMMITMENT, 1)));
    desk.must(take_back(Mistake::Handling(COMMITMENT, 0)));
    desk.must(Action::Retract { entity: EVIDENCE.into() });
    desk.must(take_back(Mistake::Commitment(COMMITMENT)));
    assert_eq!(desk.issue().mistakes.last().unwrap().kind, MistakeKind::Commitment);
    assert!(desk.world.commitment(COMMITMENT).unwrap().retracted);
}

#[test]
fn a_reason_must_be_given() {
    let action = Action::TakeBack { mistake: Mistake::Evaluation(ISSUE, 0), reason: " ".into() };
    assert!(matches!(
        Desk::evaluated().refusal(action),
        Refusal::Text { field: Field::Reason, .. }
    ));
}

#[test]
fn what_a_resolution_rests_on_is_not_taken_back_as_a_mistake_either() {
    let desk = Desk::resolved();
    for mistake in [Mistake::Evaluation(ISSUE, 0), Mistake::Handling(COMMITMENT, 0)] {
        assert_eq!(desk.refusal(take_back(mistake)), Refusal::IssueResolved(ISSUE.into()));
    }
}

#[test]
fn a_complaint_and_a_promise_are_not_undone_without_a_reason() {
    let mut desk = Desk::handled();
    let complaint = desk.must(evaluate(Verdict::Dissatisfied, on(7, 1)));
    assert_eq!(desk.undo(&complaint), Err(Refusal::NeedsReason(ISSUE.into())));
    let praise = desk.must(evaluate(Verdict::Satisfied, on(7, 2)));
    desk.undo(&praise).unwrap();
    let graded = desk.must(grade(COMMITMENT, Grade::B));
    desk.undo(&graded).unwrap();
    let mut desk = Desk::consulted();
    let promised =
        desk.must(commit(COMMITMENT, ISSUE, promise(tanshi::domain::commitment::Benefit::Works)));
    assert_eq!(desk.undo(&promised), Err(Refusal::NeedsReason(COMMITMENT.into())));
}

/// An import is undone as a whole.
#[test]
fn what_came_in_together_with_its_issue_goes_as_it_came() {
    let mut desk = Desk::empty();
    let facts = promise(tanshi::domain::commitment::Benefit::Works);
    let events = desk
        .ask(&[
            add_issue(ISSUE),
            step(StepRequest::new(StepKind::Accept).on(on(5, 5))),
            commit(COMMITMENT, ISSUE, facts),
            evaluate(Verdict::Dissatisfied, on(7, 1)),
        ])
        .unwrap();
    desk.undo(&events).unwrap();
    assert!(desk.issue().retracted);
}

#[test]
fn a_taking_back_is_undone_like_any_change() {
    let mut desk = Desk::evaluated();
    let events = desk.must(take_back(Mistake::Evaluation(ISSUE, 0)));
    assert!(matches!(
        events.as_slice(),
        [Event::EvaluationTakenBack(_), Event::MistakeExplained(_)]
    ));
    desk.undo(&events).unwrap();
    assert!(desk.issue().evaluation().is_some());
}
