//! When a step happened: not in the future, and not before what it rests on.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, CommitmentFacts, Handling},
    date::DateSpan,
    id::EntityId,
    issue::{IssueFacts, Verdict},
    refusal::{Field, Refusal},
    session::SessionStepKind,
    workflow::StepKind,
};

fn too_early(month: u32, of_month: u32) -> Refusal {
    Refusal::TooEarly { not_before: day(month, of_month) }
}

fn too_late(month: u32, of_month: u32, of: impl Into<EntityId>) -> Refusal {
    Refusal::TooLate { not_after: day(month, of_month), of: of.into() }
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
    let refusal = desk.refusal(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    assert_eq!(refusal, Refusal::InFuture { day: day(10, 21) });
    let refusal = desk.refusal(session_step(SESSION, SessionStepKind::Start));
    assert_eq!(refusal, Refusal::SessionNotYet(SESSION.into()));
    // It says to move it to today, which can be done.
    let (reason, to) = ("提前".into(), Some(on(10, 20)));
    desk.must(Action::StepSession { id: SESSION, kind: SessionStepKind::Postpone, reason, to });
    desk.must(session_step(SESSION, SessionStepKind::Start));
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
    assert_eq!(desk.refusal(edit(Some(on(5, 6)))), too_late(5, 5, ISSUE));
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
    assert_eq!(desk.refusal(edit(on(5, 21))), too_late(5, 20, ISSUE));
    assert_eq!(desk.refusal(edit(on(4, 30))), too_early(5, 1));
    desk.clone().must(edit(on(5, 19)));
}

/// Nobody has consulted it yet: being on the agenda of what was held is enough.
#[test]
fn no_session_was_held_before_an_issue_on_its_agenda_was_submitted() {
    let raised = Refusal::RaisedLater { issue: ISSUE.into(), submitted: day(5, 1) };
    let held = Desk::held();
    let edit = |on| Action::EditSession { id: SESSION, facts: session_facts(on) };
    assert_eq!(held.refusal(edit(on(4, 30))), too_early(5, 1));
    held.clone().must(edit(on(5, 1)));
    let mut planned = Desk::planned();
    planned.must(edit(on(4, 30)));
    let close = |kind| session_step(SESSION, kind);
    assert_eq!(planned.refusal(close(SessionStepKind::CloseAfterTheFact)), raised);
    planned.must(close(SessionStepKind::Start));
    assert_eq!(planned.refusal(close(SessionStepKind::Close)), raised);
    planned.must(edit(on(5, 1)));
    planned.must(close(SessionStepKind::Close));
    let mut empty = Desk::accepted();
    empty.must(plan(SESSION, on(4, 30)));
    empty.must(close(SessionStepKind::CloseAfterTheFact));
    assert_eq!(empty.refusal(agenda(SESSION, &[ISSUE])), raised);
}

/// The source may say so; both would have to be wrong before the program knows better.
#[test]
fn what_two_sources_say_of_an_issue_and_its_session_is_entered_as_they_say() {
    let mut desk = Desk::empty();
    let Action::AddIssue { id, studio, facts, .. } = add_issue(ISSUE) else { panic!() };
    desk.must(Action::AddIssue { id, studio, facts, source: Some(source()) });
    let facts = session_facts(on(4, 30));
    desk.must(Action::PlanSession { id: SESSION, facts, source: Some(source()) });
    desk.must(agenda(SESSION, &[ISSUE]));
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    // What was so already does not keep other dates from being corrected.
    desk.must(Action::EditSession { id: SESSION, facts: session_facts(on(4, 29)) });
}

#[test]
fn the_day_of_a_session_is_not_moved_behind_what_was_promised_in_it() {
    let mut desk = Desk::held();
    let facts = |deadline| CommitmentFacts { deadline, ..promise(Benefit::Works) };
    let make = |facts| match commit(COMMITMENT, ISSUE, facts) {
        Action::MakeCommitment { id, issue, facts, source, .. } => {
            let session = Some(SESSION);
            Action::MakeCommitment { id, issue, session, line: None, facts, source }
        }
        other => other,
    };
    desk.must(make(facts(Some(day(6, 30)))));
    let edit = |on| Action::EditSession { id: SESSION, facts: session_facts(on) };
    desk.clone().must(edit(on(6, 30)));
    assert_eq!(desk.refusal(edit(on(7, 1))), too_late(6, 30, COMMITMENT));
    let handling = Handling::Assigned { on: day(5, 25) };
    desk.must(Action::Handle { id: COMMITMENT, handling });
    desk.clone().must(edit(on(5, 25)));
    assert_eq!(desk.refusal(edit(on(5, 26))), too_late(5, 25, COMMITMENT));
    // A mark that was taken back does not come back before the session either.
    desk.must(Action::TakeBackHandling { id: COMMITMENT, index: 0, taken_back: true });
    desk.must(edit(on(5, 26)));
    let again = Action::TakeBackHandling { id: COMMITMENT, index: 0, taken_back: false };
    assert_eq!(desk.refusal(again), too_early(5, 26));
}

#[test]
fn nothing_is_noted_of_an_issue_before_it_was_submitted() {
    let mut desk = Desk::submitted();
    let study = |on| Action::NoteFieldStudy { issue: ISSUE, on, text: "现场".into() };
    assert_eq!(desk.refusal(study(on(4, 30))), too_early(5, 1));
    assert_eq!(desk.refusal(evaluate(Verdict::Satisfied, on(4, 30))), too_early(5, 1));
    desk.must(study(on(5, 1)));
    let facts = |submitted| IssueFacts { submitted, ..desk.issue().facts.clone() };
    let edit = |submitted| Action::EditIssue { id: ISSUE, facts: facts(Some(submitted)) };
    assert_eq!(desk.refusal(edit(on(5, 2))), too_late(5, 1, ISSUE));
}

#[test]
fn the_day_of_submission_is_not_moved_behind_anything_that_was_entered() {
    let later = |mut desk: Desk, action: Option<Action>, to: DateSpan| {
        if let Some(action) = action {
            desk.must(action);
        }
        let facts = IssueFacts { submitted: Some(to), ..desk.issue().facts.clone() };
        desk.refusal(Action::EditIssue { id: ISSUE, facts })
    };
    let submitted = Desk::submitted;
    assert_eq!(
        later(submitted(), Some(evaluate(Verdict::Satisfied, on(5, 3))), on(5, 4)),
        too_late(5, 3, ISSUE)
    );
    assert_eq!(later(submitted(), Some(statement_on(5, 3)), on(5, 4)), too_late(5, 3, ISSUE));
    let mut held = submitted();
    held.must(plan(SESSION, on(5, 20)));
    held.must(agenda(SESSION, &[ISSUE]));
    held.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    assert_eq!(later(held, None, on(5, 21)), too_late(5, 20, SESSION));
    let facts = CommitmentFacts { deadline: Some(day(5, 3)), ..promise(Benefit::Works) };
    let make = commit(COMMITMENT, ISSUE, facts);
    assert_eq!(later(submitted(), Some(make), on(5, 4)), too_late(5, 3, COMMITMENT));
    let facts = CommitmentFacts { deadline: None, ..promise(Benefit::Works) };
    let mut done = submitted();
    done.must(commit(COMMITMENT, ISSUE, facts));
    let done_on = complete(COMMITMENT, &[Benefit::Works], false);
    assert_eq!(later(done, Some(done_on), on(6, 26)), too_late(6, 25, COMMITMENT));
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
    assert_eq!(refusal, Refusal::DeadlineTooEarly { not_before: day(6, 2) });
}

#[test]
fn a_department_answers_after_it_was_asked() {
    let mut desk = Desk::committed();
    let handle = |handling| Action::Handle { id: COMMITMENT, handling };
    desk.must(handle(Handling::Assigned { on: day(10, 12) }));
    let early = Handling::Acknowledged { on: day(10, 11) };
    assert_eq!(desk.refusal(handle(early)), too_early(10, 12));
    let reason = "不归我局".to_owned();
    let early = Handling::Returned { on: day(10, 11), reason };
    assert_eq!(desk.refusal(handle(early)), too_early(10, 12));
    desk.must(handle(Handling::Acknowledged { on: day(10, 12) }));
}
