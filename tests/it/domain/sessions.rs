//! The table of sessions, and what stays once something rests on them.

use super::desk::*;
use tanshi::domain::{
    action::Action,
    line::LineKind,
    refusal::{Field, Refusal},
    session::{Class, Manner, SessionStatus, SessionStepKind, session_successor},
};

use SessionStepKind as K;

fn go(desk: &mut Desk, kind: K) -> SessionStatus {
    desk.must(session_step(SESSION, kind));
    desk.session().status
}

#[test]
fn a_live_session_can_pause_go_on_and_close() {
    let mut desk = Desk::planned();
    assert_eq!(go(&mut desk, K::Start), SessionStatus::Live);
    assert_eq!(go(&mut desk, K::Pause), SessionStatus::Paused);
    assert_eq!(go(&mut desk, K::Resume), SessionStatus::Live);
    assert_eq!(go(&mut desk, K::Close), SessionStatus::Closed(Manner::Live));
    assert_eq!(go(&mut desk, K::UndoClose), SessionStatus::Paused);
    assert_eq!(go(&mut desk, K::Close), SessionStatus::Closed(Manner::Live));
}

#[test]
fn a_session_entered_afterwards_goes_back_to_planned_when_its_closing_is_undone() {
    let mut desk = Desk::planned();
    assert_eq!(go(&mut desk, K::CloseAfterTheFact), SessionStatus::Closed(Manner::AfterTheFact));
    assert_eq!(go(&mut desk, K::UndoClose), SessionStatus::Planned);
}

#[test]
fn only_planned_sessions_are_postponed_or_called_off() {
    use SessionStatus as S;
    for status in [S::Live, S::Paused, S::Closed(Manner::Live), S::Cancelled] {
        assert_eq!(session_successor(status, K::Postpone), None);
        assert_eq!(session_successor(status, K::Cancel), None);
    }
}

#[test]
fn a_step_that_the_table_does_not_have_is_refused() {
    assert_eq!(
        Desk::planned().refusal(session_step(SESSION, K::Pause)),
        Refusal::NoSuchSessionStep { status: SessionStatus::Planned, kind: K::Pause }
    );
}

#[test]
fn postponing_needs_a_reason_and_a_day_and_moves_the_session() {
    let mut desk = Desk::planned();
    let postpone = |reason: &str, to| Action::StepSession {
        id: SESSION,
        kind: K::Postpone,
        reason: reason.into(),
        to,
    };
    assert_eq!(desk.refusal(postpone(" ", Some(on(6, 1)))), Refusal::Required(Field::Reason));
    assert_eq!(desk.refusal(postpone("汛期", None)), Refusal::Required(Field::Date));
    desk.must(postpone("汛期", Some(on(6, 1))));
    assert_eq!(desk.session().facts.on, on(6, 1));
    assert_eq!(desk.session().status, SessionStatus::Planned);
}

#[test]
fn cancelling_needs_a_reason_and_can_be_taken_back() {
    let mut desk = Desk::planned();
    assert_eq!(desk.refusal(session_step(SESSION, K::Cancel)), Refusal::Required(Field::Reason));
    let reason = "汛期".to_owned();
    desk.must(Action::StepSession { id: SESSION, kind: K::Cancel, reason, to: None });
    assert_eq!(
        desk.refusal(sign_in(SESSION, LEADER, Class::Leader)),
        Refusal::SessionCancelled(SESSION.into())
    );
    assert_eq!(go(&mut desk, K::TakeBackCancel), SessionStatus::Planned);
}

#[test]
fn a_closing_stays_once_an_issue_was_consulted_on_it() {
    Desk::held().must(session_step(SESSION, K::UndoClose));
    assert_eq!(
        Desk::consulted().refusal(session_step(SESSION, K::UndoClose)),
        Refusal::DependsOn(ISSUE.into())
    );
}

#[test]
fn an_issue_with_lines_stays_on_the_agenda() {
    let mut desk = Desk::planned();
    assert_eq!(desk.refusal(agenda(SESSION, &[])), Refusal::DependsOn(LINE.into()));
    desk.must(Action::StrikeLine { id: LINE, struck: true });
    desk.must(agenda(SESSION, &[]));
    assert!(desk.issue().sessions.is_empty());
}

#[test]
fn an_issue_stands_once_on_an_agenda() {
    assert_eq!(
        Desk::planned().refusal(agenda(SESSION, &[ISSUE, ISSUE])),
        Refusal::TwiceOnAgenda(ISSUE.into())
    );
}

#[test]
fn a_line_speaks_only_of_what_is_on_the_agenda() {
    let mut desk = Desk::planned();
    desk.must(add_issue(OTHER_ISSUE));
    let refusal = desk.refusal(line(OTHER_LINE, SESSION, OTHER_ISSUE, LineKind::Reply));
    assert_eq!(refusal, Refusal::NotOnAgenda(OTHER_ISSUE.into()));
}

#[test]
fn what_a_line_said_before_is_kept() {
    let mut desk = Desk::planned();
    desk.must(Action::EditLine { id: LINE, facts: words(ISSUE, LineKind::Question) });
    let line = desk.world.line(LINE).unwrap();
    assert_eq!(line.earlier, [words(ISSUE, LineKind::Agreed)]);
    assert!(!line.is_corrected());
}

#[test]
fn a_session_with_a_record_is_not_retracted() {
    let refusal = Desk::planned().refusal(Action::Retract { entity: SESSION.into() });
    assert_eq!(refusal, Refusal::DependsOn(LINE.into()));
}
