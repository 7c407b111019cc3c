//! 补录: steps entered from a source, and the ones that follow them.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::Benefit,
    issue::{IssueFacts, Verdict},
    provenance::Source,
    refusal::{Field, Refusal},
    session::SessionStepKind,
    workflow::{Rule, Status, StepKind},
};

fn from_a_source() -> Desk {
    let mut desk = Desk::empty();
    let facts = IssueFacts::titled("步行街增设公共充电桩");
    desk.must(Action::AddIssue { id: ISSUE, studio: STUDIO, facts, source: Some(source()) });
    desk
}

#[test]
fn what_is_entered_from_a_source_passes_the_guards_and_says_so() {
    let mut desk = from_a_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    let step = desk.issue().steps.last().unwrap();
    assert!(step.is_recorded());
    assert_eq!(step.facts().session, None);
}

#[test]
fn the_step_after_it_does_not_pass() {
    let mut desk = from_a_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    let resolve = StepRequest::new(StepKind::Resolve);
    assert_eq!(desk.missing(resolve), [Rule::CommitmentMade, Rule::Evaluated]);
}

#[test]
fn it_does_not_pass_the_table() {
    let refusal = from_a_source().refusal(step(recorded(StepKind::Resolve, on(5, 20))));
    assert!(matches!(refusal, Refusal::NoSuchStep { status: Status::Submitted, .. }));
}

#[test]
fn it_needs_a_date() {
    let request = StepRequest { on: None, ..recorded(StepKind::Consult, on(5, 20)) };
    assert_eq!(from_a_source().refusal(step(request)), Refusal::Required(Field::Date));
}

#[test]
fn it_needs_words_that_name_the_source() {
    let nameless = Some(Source { reference: " ".into() });
    let request = StepRequest { recorded: nameless, ..recorded(StepKind::Consult, on(5, 20)) };
    assert!(matches!(from_a_source().refusal(step(request)), Refusal::Text { .. }));
}

#[test]
fn it_is_not_dated_in_the_future() {
    let mut desk = Desk::empty();
    desk.today = day(10, 19);
    let facts = IssueFacts::titled("步行街增设公共充电桩");
    desk.must(Action::AddIssue { id: ISSUE, studio: STUDIO, facts, source: Some(source()) });
    let request = recorded(StepKind::Consult, on(10, 20));
    assert_eq!(desk.refusal(step(request)), Refusal::InFuture { day: day(10, 20) });
}

/// The issue was entered on 20 October.
#[test]
fn nothing_that_happened_after_the_entry_is_past_work() {
    let mut desk = from_a_source();
    desk.today = day(10, 25);
    let refusal = desk.refusal(step(recorded(StepKind::Consult, on(10, 21))));
    assert_eq!(refusal, Refusal::NotFromSource(ISSUE.into()));
    desk.must(step(recorded(StepKind::Consult, on(10, 20))));
}

#[test]
fn a_live_relapse_is_not_resolved_from_a_source() {
    let mut desk = from_a_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    desk.must(step(recorded(StepKind::Resolve, on(6, 1))));
    desk.must(step(StepRequest::new(StepKind::Reopen).because("又坏了").on(on(9, 1))));
    let refusal = desk.refusal(step(recorded(StepKind::Resolve, on(9, 2))));
    assert_eq!(refusal, Refusal::NotFromSource(ISSUE.into()));
}

#[test]
fn what_was_promised_here_is_not_resolved_from_a_source() {
    let mut desk = from_a_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    desk.must(commit(COMMITMENT, ISSUE, promise(Benefit::Works)));
    let refusal = desk.refusal(step(recorded(StepKind::Resolve, on(6, 1))));
    assert_eq!(refusal, Refusal::NotFromSource(ISSUE.into()));
}

/// What the raiser said half a year later is no reason why it was not resolved then.
#[test]
fn a_recorded_resolution_is_judged_by_what_lies_up_to_it() {
    for verdict in [Verdict::Satisfied, Verdict::Dissatisfied] {
        let mut desk = from_a_source();
        desk.must(step(recorded(StepKind::Consult, on(4, 1))));
        desk.must(evaluate(verdict, on(8, 1)));
        desk.must(step(recorded(StepKind::Resolve, on(5, 1))));
        assert_eq!(desk.issue().steps.last().unwrap().facts().on, on(5, 1));
    }
}

#[test]
fn a_recorded_resolution_does_not_come_back_over_a_dissatisfied_raiser() {
    let mut desk = from_a_source();
    desk.must(step(recorded(StepKind::Consult, on(4, 1))));
    desk.must(step(recorded(StepKind::Resolve, on(5, 1))));
    desk.must(evaluate(Verdict::Dissatisfied, on(8, 1)));
    desk.must(step(StepRequest::new(StepKind::Reopen).because("又坏了").on(on(8, 2))));
    let back = StepRequest::new(StepKind::CorrectReopen);
    assert_eq!(desk.missing(back), [Rule::NotDissatisfied]);
}

#[test]
fn it_invents_no_session() {
    let mut desk = Desk::planned_from_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    assert_eq!(desk.issue().consulted_in(), None);
}

#[test]
fn a_session_that_it_names_is_neither_called_off_nor_moved() {
    let mut desk = Desk::planned_from_source();
    let request = StepRequest { session: Some(SESSION), ..recorded(StepKind::Consult, on(5, 20)) };
    desk.must(step(request));
    for kind in [SessionStepKind::Cancel, SessionStepKind::Postpone] {
        let action =
            Action::StepSession { id: SESSION, kind, reason: "汛期".into(), to: Some(on(6, 1)) };
        assert_eq!(desk.refusal(action), Refusal::DependsOn(ISSUE.into()));
    }
}

#[test]
fn an_issue_of_our_own_takes_no_step_from_a_source() {
    let refusal = Desk::held().refusal(step(recorded(StepKind::Consult, on(5, 20))));
    assert_eq!(refusal, Refusal::NotFromSource(ISSUE.into()));
}

#[test]
fn what_was_worked_on_here_is_resolved_by_the_guards_alone() {
    let mut desk = Desk::planned_from_source();
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    desk.must(step(StepRequest::new(StepKind::Consult)));
    let refusal = desk.refusal(step(recorded(StepKind::Resolve, on(7, 1))));
    assert_eq!(refusal, Refusal::NotFromSource(ISSUE.into()));
}

#[test]
fn no_source_speaks_against_a_dissatisfied_raiser() {
    let mut desk = from_a_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    desk.must(evaluate(Verdict::Dissatisfied, on(7, 1)));
    let refusal = desk.refusal(step(recorded(StepKind::Resolve, on(7, 2))));
    let Refusal::Missing { missing, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!(missing.iter().map(|gap| gap.rule).collect::<Vec<_>>(), [Rule::NotDissatisfied]);
}
