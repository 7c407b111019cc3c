//! What the fold does with events that no honest replica would have written, or that crossed.

use super::desk::*;
use tanshi::domain::{
    date::DateSpan,
    event::{Event, IssueStepped},
    fold::Met,
    id::IssueId,
    workflow::{Authority, Exit, Status, StepFacts, StepKind},
};

fn facts() -> StepFacts {
    StepFacts {
        on: DateSpan::of_day(day(7, 1)),
        authority: Authority::Guarded { overrides: Vec::new() },
        reason: "误操作".into(),
        session: None,
        into: None,
        referred_to: String::new(),
        raiser_told: false,
        annuls: None,
    }
}

fn fold(desk: &mut Desk, id: IssueId, kind: StepKind, facts: StepFacts) -> Met {
    let from = desk.world.issue(id).unwrap().status;
    let envelope = desk.next_envelope();
    let event = Event::IssueStepped(IssueStepped { id, kind, from, facts });
    desk.world.apply(&event, &envelope)
}

#[test]
fn a_correction_of_nothing_is_a_conflict() {
    let mut desk = Desk::submitted();
    for annuls in [None, Some(0), Some(7)] {
        let facts = StepFacts { annuls, ..facts() };
        assert_eq!(fold(&mut desk, ISSUE, StepKind::CorrectReopen, facts), Met::Conflict);
    }
    assert_eq!(desk.status(), Status::Submitted);
    assert_eq!(desk.issue().conflicts.len(), 3);
}

#[test]
fn a_correction_of_another_step_than_the_last_is_a_conflict() {
    let mut desk = Desk::consulted();
    let met =
        fold(&mut desk, ISSUE, StepKind::CorrectConsult, StepFacts { annuls: Some(0), ..facts() });
    assert_eq!(met, Met::Conflict);
    let met =
        fold(&mut desk, ISSUE, StepKind::CorrectConsult, StepFacts { annuls: Some(1), ..facts() });
    assert_eq!(met, Met::Fitted);
}

#[test]
fn a_step_that_claims_to_annul_another_is_a_conflict() {
    let mut desk = Desk::consulted();
    let met = fold(&mut desk, ISSUE, StepKind::Resolve, StepFacts { annuls: Some(1), ..facts() });
    assert_eq!(met, Met::Conflict);
}

#[test]
fn a_step_from_elsewhere_is_kept_as_a_conflict() {
    let mut desk = Desk::consulted();
    let stepped =
        IssueStepped { id: ISSUE, kind: StepKind::Accept, from: Status::Submitted, facts: facts() };
    let envelope = desk.next_envelope();
    assert_eq!(desk.world.apply(&Event::IssueStepped(stepped), &envelope), Met::Conflict);
    assert_eq!(desk.issue().conflicts.len(), 1);
}

#[test]
fn two_issues_that_two_laptops_merged_into_each_other_do_not_vanish() {
    let mut desk = Desk::submitted();
    desk.must(add_issue(OTHER_ISSUE));
    let merged = StepKind::Exit(Exit::Merged);
    let into = |into| StepFacts { into: Some(into), ..facts() };
    assert_eq!(fold(&mut desk, ISSUE, merged, into(OTHER_ISSUE)), Met::Fitted);
    assert_eq!(fold(&mut desk, OTHER_ISSUE, merged, into(ISSUE)), Met::Conflict);
    assert_eq!(desk.world.issue(OTHER_ISSUE).unwrap().status, Status::Submitted);
}

#[test]
fn an_addition_under_an_id_in_use_wipes_nothing_out() {
    let mut desk = Desk::consulted();
    let added = desk.log.iter().map(|(event, _)| event.clone());
    let additions: Vec<Event> =
        added.filter(|event| matches!(event, Event::IssueAdded(_) | Event::LineAdded(_))).collect();
    let before = desk.world.clone();
    for event in additions {
        let envelope = desk.next_envelope();
        assert_eq!(desk.world.apply(&event, &envelope), Met::Conflict);
    }
    assert_eq!(desk.world, before);
}
