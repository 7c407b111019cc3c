//! How an issue leaves, and how a mistaken leaving is taken back.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, Grade},
    id::{CommitmentId, IssueId, PersonId},
    issue::{IssueFacts, Verdict},
    line::LineKind,
    refusal::{Field, Refusal},
    row::CommitmentRow,
    session::{Class, SessionStepKind},
    workflow::{Exit, Origin, Rule, Status, StepKind},
};

fn leave(exit: Exit) -> StepRequest {
    let to = if exit == Exit::Referred { "区信访局" } else { "" };
    StepRequest {
        referred_to: to.into(),
        ..StepRequest::new(StepKind::Exit(exit)).because("属信访事项")
    }
}

fn take_back() -> Action {
    step(StepRequest::new(StepKind::TakeBackExit))
}

#[test]
fn a_submitted_issue_may_be_declined_referred_or_withdrawn_and_comes_back_as_submitted() {
    for exit in [Exit::Declined, Exit::Referred, Exit::Withdrawn] {
        let mut desk = Desk::submitted();
        desk.must(step(leave(exit)));
        assert_eq!(desk.status(), Status::Exited(exit, Origin::Submitted));
        desk.must(take_back());
        assert_eq!(desk.status(), Status::Submitted);
    }
}

#[test]
fn a_consulted_issue_may_be_referred_withdrawn_or_closed_unresolved_and_comes_back_as_consulted() {
    for exit in [Exit::Referred, Exit::Withdrawn, Exit::ClosedUnresolved] {
        let mut desk = Desk::consulted();
        desk.must(step(leave(exit)));
        assert_eq!(desk.status(), Status::Exited(exit, Origin::Consulted));
        desk.must(take_back());
        assert_eq!(desk.status(), Status::Consulted);
    }
}

#[test]
fn nothing_is_closed_as_unresolved_before_it_was_talked_about() {
    let refusal = Desk::accepted().refusal(step(leave(Exit::ClosedUnresolved)));
    assert!(matches!(refusal, Refusal::NoSuchStep { .. }));
}

#[test]
fn a_consulted_issue_is_not_declined() {
    let refusal = Desk::consulted().refusal(step(leave(Exit::Declined)));
    assert!(matches!(refusal, Refusal::NoSuchStep { .. }));
}

#[test]
fn a_resolved_issue_leaves_no_more() {
    for exit in Exit::ALL {
        let refusal = Desk::resolved().refusal(step(leave(*exit)));
        assert!(matches!(refusal, Refusal::NoSuchStep { .. }));
    }
}

#[test]
fn leaving_needs_a_reason() {
    let request = StepRequest::new(StepKind::Exit(Exit::Withdrawn));
    assert_eq!(Desk::submitted().refusal(step(request)), Refusal::Required(Field::Reason));
}

#[test]
fn nothing_is_done_to_an_issue_that_has_left() {
    let mut desk = Desk::committed();
    desk.must(grade(COMMITMENT, Grade::C));
    desk.must(step(leave(Exit::ClosedUnresolved)));
    let closed = Refusal::IssueClosed(ISSUE.into());
    assert_eq!(desk.refusal(evaluate(Verdict::Satisfied, on(7, 1))), closed);
    assert_eq!(desk.refusal(complete(COMMITMENT, &[Benefit::Works], false)), closed);
    assert_eq!(desk.refusal(Action::MoveIssue { id: ISSUE, studio: STUDIO }), closed);
    let resolve = step(StepRequest::new(StepKind::Resolve));
    assert!(matches!(desk.refusal(resolve), Refusal::NoSuchStep { .. }));
}

#[test]
fn what_is_closed_as_unresolved_is_graded_and_something_of_it_c_or_d() {
    let close = || leave(Exit::ClosedUnresolved);
    assert_eq!(Desk::committed().missing(close()), [Rule::UnresolvedGrade]);
    for (given, holds) in [(Grade::A, false), (Grade::B, false), (Grade::C, true), (Grade::D, true)]
    {
        let mut desk = if given == Grade::A { Desk::handled() } else { Desk::committed() };
        desk.must(grade(COMMITMENT, given));
        if holds {
            desk.must(step(close()));
        } else {
            assert_eq!(desk.missing(close()), [Rule::UnresolvedGrade], "{given:?}");
        }
    }
    let mut two = Desk::committed();
    two.must(grade(COMMITMENT, Grade::D));
    two.must(commit(CommitmentId::from_bytes([2; 16]), ISSUE, promise(Benefit::Policy)));
    assert_eq!(two.missing(close()), [Rule::UnresolvedGrade]);
}

/// A promise to nobody is not late: it lapses with the exit, and taking that back revives it.
#[test]
fn a_commitment_lapses_with_its_issue() {
    let late = |desk: &Desk| {
        let commitment = desk.world.commitment(COMMITMENT).unwrap();
        let row = CommitmentRow::of(commitment, desk.issue().status);
        (row.is_open(), row.overdue_days(desk.today))
    };
    let mut desk = Desk::committed();
    assert_eq!(late(&desk), (true, Some(112)));
    desk.must(step(leave(Exit::Withdrawn)));
    assert_eq!(late(&desk), (false, None));
    desk.must(take_back());
    assert_eq!(late(&desk), (true, Some(112)));
}

#[test]
fn what_was_accepted_is_not_declined() {
    let mut desk = Desk::accepted();
    assert_eq!(desk.missing(leave(Exit::Declined)), [Rule::NotAccepted]);
    desk.must(step(StepRequest::new(StepKind::CorrectAccept)));
    desk.must(step(leave(Exit::Declined)));
}

#[test]
fn nothing_is_referred_to_nobody() {
    let request = StepRequest { referred_to: " ".into(), ..leave(Exit::Referred) };
    assert_eq!(Desk::submitted().refusal(step(request)), Refusal::Required(Field::ReferredTo));
}

/// Who raised the merged one has withdrawn nothing.
#[test]
fn a_root_is_neither_declined_nor_withdrawn_over_what_was_merged_into_it() {
    let mut desk = two_issues();
    desk.must(step_of(OTHER_ISSUE, merge_into(ISSUE)));
    for exit in [Exit::Declined, Exit::Withdrawn] {
        assert_eq!(desk.refusal(step(leave(exit))), Refusal::DependsOn(OTHER_ISSUE.into()));
    }
    desk.must(step(leave(Exit::Referred)));
}

#[test]
fn an_issue_that_never_left_cannot_come_back() {
    assert!(matches!(Desk::accepted().refusal(take_back()), Refusal::NoSuchStep { .. }));
}

const THIRD_ISSUE: IssueId = IssueId::from_bytes([3; 16]);

/// Has an issue accepted and talked about in a session of its own.
fn talk_over(desk: &mut Desk, issue: IssueId) {
    desk.must(step_of(issue, StepRequest::new(StepKind::Accept).on(on(5, 5))));
    desk.must(plan(OTHER_SESSION, on(5, 21)));
    desk.must(agenda(OTHER_SESSION, &[issue]));
    for (person, class) in
        [(MEMBER, Class::Member), (CITIZEN, Class::Raiser), (OFFICIAL, Class::Department)]
    {
        desk.must(sign_in(OTHER_SESSION, person, class));
    }
    desk.must(line(OTHER_LINE, OTHER_SESSION, issue, LineKind::Agreed));
    desk.must(session_step(OTHER_SESSION, SessionStepKind::CloseAfterTheFact));
    desk.must(step_of(issue, StepRequest::new(StepKind::Consult)));
}

fn two_issues() -> Desk {
    let mut desk = Desk::submitted();
    desk.must(add_issue(OTHER_ISSUE));
    desk
}

#[test]
fn a_merged_issue_and_its_root_know_each_other_until_the_merge_is_taken_back() {
    let mut desk = two_issues();
    desk.must(step(merge_into(OTHER_ISSUE)));
    assert_eq!(desk.issue().merged_into, Some(OTHER_ISSUE));
    assert_eq!(desk.world.issue(OTHER_ISSUE).unwrap().merged, [ISSUE]);
    desk.must(take_back());
    assert_eq!(desk.status(), Status::Submitted);
    assert_eq!(desk.issue().merged_into, None);
    assert!(desk.world.issue(OTHER_ISSUE).unwrap().merged.is_empty());
}

#[test]
fn an_issue_is_not_merged_into_itself() {
    let refusal = two_issues().refusal(step(merge_into(ISSUE)));
    assert_eq!(refusal, Refusal::NotMergeable(ISSUE.into()));
}

#[test]
fn an_issue_is_not_merged_into_nothing() {
    let request = StepRequest { into: None, ..merge_into(ISSUE) };
    assert_eq!(two_issues().refusal(step(request)), Refusal::NotMergeable(ISSUE.into()));
}

#[test]
fn an_issue_is_not_merged_into_one_that_has_left() {
    let mut desk = two_issues();
    desk.must(step_of(OTHER_ISSUE, merge_into(ISSUE)));
    // Round in a circle.
    let refusal = desk.refusal(step(merge_into(OTHER_ISSUE)));
    assert_eq!(refusal, Refusal::NotMergeable(OTHER_ISSUE.into()));
    // One that has gone on is named, so that it can be taken instead.
    desk.must(add_issue(THIRD_ISSUE));
    let refusal = desk.refusal(step_of(THIRD_ISSUE, merge_into(OTHER_ISSUE)));
    assert_eq!(refusal, Refusal::MergedAway(ISSUE.into()));
}

#[test]
fn whoever_raised_what_was_merged_by_whatever_way_is_known_at_the_root_once() {
    let mut desk = two_issues();
    desk.must(add_issue(THIRD_ISSUE));
    let raised = |id, raisers: &[PersonId]| {
        let raisers = raisers.to_vec();
        Action::EditIssue { id, facts: IssueFacts { raisers, ..IssueFacts::titled("护栏") } }
    };
    desk.must(raised(OTHER_ISSUE, &[CITIZEN, MEMBER]));
    desk.must(raised(THIRD_ISSUE, &[OFFICIAL, MEMBER]));
    desk.must(step_of(THIRD_ISSUE, merge_into(OTHER_ISSUE)));
    desk.must(step_of(OTHER_ISSUE, merge_into(ISSUE)));
    let raisers = |desk: &Desk| desk.world.raisers_of(desk.issue());
    assert_eq!(raisers(&desk), [CITIZEN, MEMBER, OFFICIAL]);
    // What is taken out again takes along what came with it.
    desk.must(step_of(OTHER_ISSUE, StepRequest::new(StepKind::TakeBackExit)));
    assert_eq!(raisers(&desk), [CITIZEN]);
    assert_eq!(desk.world.issue(THIRD_ISSUE).unwrap().merged_into, Some(OTHER_ISSUE));
}

#[test]
fn what_a_session_talked_about_is_not_merged_into_what_none_did() {
    let mut desk = Desk::consulted();
    desk.must(add_issue(OTHER_ISSUE));
    let refusal = desk.refusal(step(merge_into(OTHER_ISSUE)));
    assert_eq!(refusal, Refusal::RootBehind(OTHER_ISSUE.into()));
    desk.must(step_of(OTHER_ISSUE, merge_into(ISSUE)));
}

#[test]
fn a_root_is_not_retracted_while_issues_are_merged_into_it() {
    let mut desk = two_issues();
    desk.must(step(merge_into(OTHER_ISSUE)));
    let refusal = desk.refusal(Action::Retract { entity: OTHER_ISSUE.into() });
    assert_eq!(refusal, Refusal::DependsOn(ISSUE.into()));
}

#[test]
fn an_open_complaint_is_not_merged_into_a_solved_issue() {
    let mut desk = Desk::resolved();
    desk.must(add_issue(OTHER_ISSUE));
    let refusal = desk.refusal(step_of(OTHER_ISSUE, merge_into(ISSUE)));
    assert_eq!(refusal, Refusal::NotMergeable(ISSUE.into()));
}

#[test]
fn an_issue_is_not_merged_away_from_what_was_promised_for_it() {
    let mut desk = Desk::committed();
    desk.must(add_issue(OTHER_ISSUE));
    // It was talked about as well, so that what was said can go on there.
    talk_over(&mut desk, OTHER_ISSUE);
    let refusal = desk.refusal(step(merge_into(OTHER_ISSUE)));
    assert_eq!(refusal, Refusal::CommitmentOpen(COMMITMENT.into()));
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    desk.must(step(merge_into(OTHER_ISSUE)));
}
