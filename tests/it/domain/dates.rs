//! When a step happened: not in the future, and not before what it rests on.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::Handling,
    date::DateSpan,
    issue::{IssueFacts, Verdict},
    refusal::{Field, Refusal},
    session::SessionStepKind,
    workflow::StepKind,
};

fn too_early(month: u32, of_month: u32) -> Refusal {
    Refusal::TooEarly { not_before: day(month, of_month) }
}

#[test]
fn nothing_that_has_happened_lies_in_the_future() {
    let tomorrow = Refusal::InFuture { day: day(10, 21) };
    let desk = Desk::committed();
    let request = StepRequest::new(StepKind::Accept).on(on(10, 21));
    assert_eq!(Desk::submitted().refusal(step(request)), tomorrow);
    assert_eq!(desk.refusal(evaluate(Verdict::Satisfied, on(10, 21))), tomorrow);
    let handling = Handling::Assigned { on: day(10, 21) };
    assert_eq!(desk.refusal(Action::Handle { id: COMMITMENT, handling }), tomorrow);
    let note = Action::NoteFieldStudy { issue: ISSUE, on: on(10, 21), text: "现场".into() };
    assert_eq!(desk.refusal(note), tomorrow);
    let facts = IssueFacts { submitted: Some(on(10, 21)), ..IssueFacts::titled("路灯") };
    let add = Action::AddIssue { id: OTHER_ISSUE, studio: STUDIO, facts, source: None };
    assert_eq!(desk.refusal(add), tomorrow);
}

#[test]
fn a_range_that_ends_in_the_future_is_not_over() {
    let october = DateSpan::month(2023, 10).unwrap();
    let refusal = Desk::submitted().refusal(evaluate(Verdict::Satisfied, october));
    assert_eq!(refusal, Refusal::InFuture { day: day(10, 31) });
}

#[test]
fn a_session_is_not_held_before_its_day() {
    let mut desk = Desk::accepted();
    desk.must(plan(SESSION, on(10, 21)));
    for kind in [SessionStepKind::Start, SessionStepKind::CloseAfterTheFact] {
        let refusal = desk.refusal(session_step(SESSION, kind));
        assert_eq!(refusal, Refusal::InFuture { day: day(10, 21) });
    }
}

#[test]
fn an_issue_is_not_accepted_before_it_was_submitted() {
    let request = StepRequest::new(StepKind::Accept).on(on(4, 30));
    assert_eq!(Desk::submitted().refusal(step(request)), too_early(5, 1));
}

#[test]
fn an_issue_is_not_consulted_before_the_session() {
    let request = StepRequest::new(StepKind::Consult).on(on(5, 19));
    assert_eq!(Desk::held().refusal(step(request)), too_early(5, 20));
}

#[test]
fn an_issue_accepted_after_the_session_is_consulted_on_the_day_of_the_acceptance() {
    let mut desk = Desk::held();
    desk.must(step(
        StepRequest::new(StepKind::Exit(tanshi::domain::workflow::Exit::Withdrawn))
            .because("误登")
            .on(on(5, 6)),
    ));
    desk.must(step(StepRequest::new(StepKind::TakeBackExit)));
    desk.must(add_issue(OTHER_ISSUE));
    desk.must(agenda(SESSION, &[ISSUE, OTHER_ISSUE]));
    desk.must(line(OTHER_LINE, SESSION, OTHER_ISSUE, tanshi::domain::line::LineKind::Agreed));
    desk.must(step_of(OTHER_ISSUE, StepRequest::new(StepKind::Accept).on(on(5, 25))));
    desk.must(step_of(OTHER_ISSUE, StepRequest::new(StepKind::Consult)));
    let steps = &desk.world.issue(OTHER_ISSUE).unwrap().steps;
    assert_eq!(steps.last().unwrap().facts().on, on(5, 25));
}

#[test]
fn an_issue_is_not_resolved_before_the_raiser_was_asked() {
    let request = StepRequest::new(StepKind::Resolve).on(on(6, 30));
    assert_eq!(Desk::evaluated().refusal(step(request)), too_early(7, 1));
}

#[test]
fn an_issue_is_not_reopened_before_it_was_resolved() {
    let request = StepRequest::new(StepKind::Reopen).because("又倒了").on(on(7, 4));
    assert_eq!(Desk::resolved().refusal(step(request)), too_early(7, 5));
}

#[test]
fn the_day_of_submission_is_not_moved_behind_the_steps() {
    let desk = Desk::consulted();
    let facts = |submitted| IssueFacts { submitted, ..desk.issue().facts.clone() };
    let edit = |submitted| Action::EditIssue { id: ISSUE, facts: facts(submitted) };
    assert_eq!(desk.refusal(edit(Some(on(5, 6)))), too_early(5, 6));
    desk.clone().must(edit(Some(on(5, 5))));
    // Without it, nothing would tell any more whether a session came after it.
    assert_eq!(desk.refusal(edit(None)), Refusal::Required(Field::Date));
    let open = Desk::submitted();
    let facts = IssueFacts { submitted: None, ..open.issue().facts.clone() };
    open.clone().must(Action::EditIssue { id: ISSUE, facts });
}

#[test]
fn the_day_of_a_session_is_not_moved_behind_the_consultation() {
    let desk = Desk::consulted();
    let edit = |on| Action::EditSession { id: SESSION, facts: session_facts(on) };
    assert_eq!(desk.refusal(edit(on(5, 21))), Refusal::DependsOn(ISSUE.into()));
    assert_eq!(desk.refusal(edit(on(4, 30))), Refusal::DependsOn(ISSUE.into()));
    desk.clone().must(edit(on(5, 19)));
}

#[test]
fn a_held_session_is_not_moved_into_the_future() {
    let edit = Action::EditSession { id: SESSION, facts: session_facts(on(10, 21)) };
    assert_eq!(Desk::held().refusal(edit), Refusal::InFuture { day: day(10, 21) });
}

#[test]
fn an_extension_ends_after_it_was_granted() {
    let handling = Handling::Extended { on: day(6, 1), until: day(6, 1), reason: "汛期".into() };
    let refusal = Desk::committed().refusal(Action::Handle { id: COMMITMENT, handling });
    assert_eq!(refusal, too_early(6, 1));
}
