//! The table of sessions, and what stays once something rests on them.

use super::desk::*;
use tanshi::domain::{
    action::Action,
    commitment::{Benefit, CommitmentFacts},
    date::DateSpan,
    id::{LineId, SessionId},
    line::LineKind,
    refusal::{Field, Refusal},
    session::{Class, Column, Manner, SessionStatus, SessionStepKind, Tally, session_successor},
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
fn a_start_is_taken_back_until_somebody_arrives_or_speaks() {
    let mut desk = Desk::planned();
    desk.must(session_step(SESSION, K::Start));
    desk.must(session_step(SESSION, K::Pause));
    assert_eq!(go(&mut desk.clone(), K::TakeBackStart), SessionStatus::Planned);
    let spoke = line(OTHER_LINE, SESSION, ISSUE, LineKind::Question);
    for action in [sign_in(SESSION, LEADER, Class::Leader), spoke] {
        let mut desk = desk.clone();
        desk.must(action);
        let refusal = desk.refusal(session_step(SESSION, K::TakeBackStart));
        assert_eq!(refusal, Refusal::DependsOn(SESSION.into()));
    }
    go(&mut desk, K::TakeBackStart);
    desk.must(sign_in(SESSION, LEADER, Class::Leader));
    go(&mut desk, K::Start);
    go(&mut desk, K::TakeBackStart);
}

#[test]
fn a_postponement_is_taken_back_to_the_day_before_it() {
    let postpone = |to| Action::StepSession {
        id: SESSION,
        kind: K::Postpone,
        reason: "汛期".into(),
        to: Some(to),
    };
    let back = || session_step(SESSION, K::TakeBackPostpone);
    let mut desk = Desk::planned();
    assert!(matches!(desk.refusal(back()), Refusal::NoSuchSessionStep { .. }));
    desk.must(postpone(on(11, 1)));
    desk.must(postpone(on(11, 8)));
    for day in [on(11, 1), on(5, 20)] {
        desk.must(back());
        assert_eq!(desk.session().facts.on, day);
    }
    assert!(matches!(desk.refusal(back()), Refusal::NoSuchSessionStep { .. }));
    desk.must(postpone(on(11, 1)));
    desk.must(Action::EditSession { id: SESSION, facts: session_facts(on(11, 2)) });
    assert_eq!(desk.refusal(back()), Refusal::ChangedSince(SESSION.into()));
}

fn plan_from_source(id: SessionId, on: DateSpan) -> Action {
    Action::PlanSession { id, facts: session_facts(on), source: Some(source()) }
}

#[test]
fn a_session_from_a_source_was_held_elsewhere() {
    let mut desk = Desk::accepted();
    let future = desk.refusal(plan_from_source(SESSION, on(10, 21)));
    assert_eq!(future, Refusal::InFuture { day: day(10, 21) });
    desk.must(plan_from_source(SESSION, on(5, 20)));
    let refusal = desk.refusal(session_step(SESSION, K::Start));
    assert_eq!(refusal, Refusal::SessionFromSource(SESSION.into()));
    assert_eq!(go(&mut desk, K::CloseAfterTheFact), SessionStatus::Closed(Manner::AfterTheFact));
}

/// As an older log may hold it: from a source, and yet run here.
#[test]
fn unnamed_members_carry_no_session_that_was_run_here() {
    let mut session = Desk::held().session().clone();
    session.source = Some(source());
    session.attendance.clear();
    session.tallies = vec![Tally { class: Class::Member, count: 3, source: "点名册".into() }];
    assert_eq!(session.count_for_quorum(Column::Member), 3);
    session.status = SessionStatus::Closed(Manner::Live);
    assert_eq!(session.count_for_quorum(Column::Member), 0);
}

#[test]
fn a_class_is_counted_once_and_the_heads_are_bounded_together() {
    let set = |counts: &[(Class, u32)]| Action::SetTallies {
        session: SESSION,
        tallies: counts
            .iter()
            .map(|(class, count)| Tally {
                class: *class, count: *count, source: "签到簿".into()
            })
            .collect(),
    };
    let desk = Desk::planned();
    let twice = desk.refusal(set(&[(Class::Merchant, 1), (Class::Merchant, 2)]));
    assert_eq!(twice, Refusal::ClassTwice(Class::Merchant));
    let many = desk.refusal(set(&[(Class::Merchant, 5_000), (Class::Raiser, 5_000)]));
    assert_eq!(many, Refusal::TooMany { limit: 9_999 });
    desk.clone().must(set(&[(Class::Merchant, 5_000), (Class::Raiser, 4_999)]));
}

#[test]
fn what_is_changed_after_the_closing_is_marked() {
    let mut desk = Desk::planned();
    desk.must(add_issue(OTHER_ISSUE));
    desk.must(agenda(SESSION, &[ISSUE]));
    assert_eq!(desk.session().corrections, []);
    desk.must(session_step(SESSION, K::CloseAfterTheFact));
    let mut items = items(&[ISSUE, OTHER_ISSUE]);
    items[1].no_consensus = Some("意见不一".into());
    let tally = Tally { class: Class::Raiser, count: 3, source: String::new() };
    desk.must(Action::SetAgenda { session: SESSION, items });
    desk.must(Action::SetTallies { session: SESSION, tallies: vec![tally] });
    desk.must(Action::EditSession { id: SESSION, facts: session_facts(on(5, 19)) });
    desk.must(sign_in(SESSION, LEADER, Class::Leader));
    desk.must(sign_out(LEADER));
    desk.must(line(OTHER_LINE, SESSION, OTHER_ISSUE, LineKind::Agreed));
    let what: Vec<&str> = desk.session().corrections.iter().map(|(what, _)| what.key()).collect();
    assert_eq!(what, ["agenda", "tallies", "facts", "attendance", "attendance", "record"]);
    assert_eq!(desk.session().late_items, [OTHER_ISSUE]);
}

fn promised_at(session: SessionId, line: Option<LineId>) -> Action {
    Action::MakeCommitment {
        id: COMMITMENT,
        issue: ISSUE,
        session: Some(session),
        line,
        facts: promise(Benefit::Works),
        source: None,
    }
}

#[test]
fn nothing_is_promised_at_a_session_that_has_not_begun_or_was_called_off() {
    let mut desk = Desk::planned();
    let action = || promised_at(SESSION, Some(LINE));
    assert_eq!(desk.refusal(action()), Refusal::SessionNotBegun(SESSION.into()));
    let mut called_off = desk.clone();
    let cancel =
        Action::StepSession { id: SESSION, kind: K::Cancel, reason: "汛期".into(), to: None };
    called_off.must(cancel);
    assert_eq!(called_off.refusal(action()), Refusal::SessionCancelled(SESSION.into()));
    desk.must(session_step(SESSION, K::Start));
    desk.must(action());
}

#[test]
fn nobody_promises_for_a_day_that_has_passed() {
    let desk = Desk::held();
    let make = |deadline, source| Action::MakeCommitment {
        id: COMMITMENT,
        issue: ISSUE,
        session: Some(SESSION),
        line: None,
        facts: CommitmentFacts { deadline: Some(deadline), ..promise(Benefit::Works) },
        source,
    };
    let too_early = Refusal::DeadlineTooEarly { not_before: day(5, 20) };
    assert_eq!(desk.refusal(make(day(5, 19), None)), too_early);
    desk.clone().must(make(day(5, 19), Some(source())));
    let mut desk = desk.clone();
    desk.must(make(day(5, 20), None));
    let facts = CommitmentFacts { deadline: Some(day(1, 15)), ..promise(Benefit::Works) };
    assert_eq!(desk.refusal(Action::EditCommitment { id: COMMITMENT, facts }), too_early);
}

#[test]
fn what_was_promised_keeps_its_session_its_item_and_its_line() {
    let depends = Refusal::DependsOn(COMMITMENT.into());
    let mut held = Desk::held();
    held.must(line(OTHER_LINE, SESSION, ISSUE, LineKind::Agreed));
    held.must(promised_at(SESSION, Some(LINE)));
    let strike = Action::StrikeLine { id: LINE, struck: true };
    for action in [session_step(SESSION, K::UndoClose), strike] {
        assert_eq!(held.refusal(action), depends);
    }
    let mut live = Desk::accepted();
    live.must(plan(SESSION, on(5, 20)));
    live.must(agenda(SESSION, &[ISSUE]));
    live.must(session_step(SESSION, K::Start));
    live.must(promised_at(SESSION, None));
    for action in [agenda(SESSION, &[]), session_step(SESSION, K::TakeBackStart)] {
        assert_eq!(live.refusal(action), depends);
    }
    let retract = Action::Retract { entity: SESSION.into() };
    assert_eq!(live.refusal(retract), depends);
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
    assert_eq!(desk.refusal(postpone(" ", Some(on(11, 1)))), Refusal::Required(Field::Reason));
    assert_eq!(desk.refusal(postpone("汛期", None)), Refusal::Required(Field::Date));
    desk.must(postpone("汛期", Some(on(11, 1))));
    assert_eq!(desk.session().facts.on, on(11, 1));
    assert_eq!(desk.session().status, SessionStatus::Planned);
}

/// A source tells of sessions that were moved long ago; here only what is to come is moved.
#[test]
fn a_session_is_not_postponed_to_a_day_that_has_passed() {
    let postpone = |to| Action::StepSession {
        id: SESSION,
        kind: K::Postpone,
        reason: "汛期".into(),
        to: Some(to),
    };
    let refusal = Desk::planned().refusal(postpone(on(10, 19)));
    assert_eq!(refusal, Refusal::InPast { day: day(10, 19) });
    Desk::planned().must(postpone(on(10, 20)));
    let mut desk = Desk::accepted();
    desk.must(plan_from_source(SESSION, on(5, 20)));
    desk.must(postpone(on(6, 1)));
}

#[test]
fn a_step_that_was_taken_back_is_told_as_such() {
    let mut desk = Desk::planned();
    let reason = "汛期".to_owned();
    desk.must(Action::StepSession { id: SESSION, kind: K::Cancel, reason, to: None });
    go(&mut desk, K::TakeBackCancel);
    go(&mut desk, K::Start);
    let told: Vec<_> =
        desk.session().told_steps().iter().map(|(step, _, stands)| (step.kind, *stands)).collect();
    assert_eq!(told, [(K::Cancel, false), (K::TakeBackCancel, true), (K::Start, true)]);
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
