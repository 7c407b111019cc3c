//! Which mark may follow where a commitment stands: everything in its turn, and once.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, Completion, Grade, Handling, Progress},
    refusal::Refusal,
    turn::MarkKind,
    workflow::StepKind,
};

fn handle(handling: Handling) -> Action {
    Action::Handle { id: COMMITMENT, handling }
}

fn assigned(of_month: u32) -> Action {
    handle(Handling::Assigned { on: day(6, of_month) })
}

fn acknowledged(of_month: u32) -> Action {
    handle(Handling::Acknowledged { on: day(6, of_month) })
}

fn reported(of_month: u32) -> Action {
    handle(Handling::Reported { on: day(6, of_month), text: "已勘察".into() })
}

fn returned(of_month: u32) -> Action {
    handle(Handling::Returned { on: day(6, of_month), reason: "不归我们管".into() })
}

fn returned_late(month: u32, of_month: u32) -> Action {
    let (reason, agreed) = ("不归我们管".into(), "核实过，确属水利局".into());
    handle(Handling::ReturnedLate { on: day(month, of_month), reason, agreed })
}

fn done(month: u32, of_month: u32) -> Action {
    handle(Handling::Completed(Completion {
        on: on(month, of_month),
        delivered: vec![Benefit::Works],
        funds: None,
        received: false,
        text: String::new(),
    }))
}

fn extended(month: u32, of_month: u32) -> Action {
    let reason = "汛期".into();
    handle(Handling::Extended { on: day(6, 1), until: day(month, of_month), reason })
}

fn graded(given: Grade) -> Action {
    handle(Handling::Graded { on: day(6, 26), grade: given, reason: "现场核过".into() })
}

/// A commitment with these marks.
fn after(marks: &[Action]) -> Desk {
    let mut desk = Desk::committed();
    for mark in marks {
        desk.must(mark.clone());
    }
    desk
}

fn out_of_turn(progress: Progress, kind: MarkKind) -> Refusal {
    Refusal::OutOfTurn { of: COMMITMENT.into(), progress, kind }
}

#[test]
fn a_letter_is_signed_for_once_and_after_it_was_sent() {
    let unsent = Desk::committed().refusal(acknowledged(2));
    assert_eq!(unsent, out_of_turn(Progress::Unassigned, MarkKind::Acknowledged));
    let mut desk = after(&[assigned(2), acknowledged(3)]);
    let again = desk.refusal(acknowledged(4));
    assert_eq!(again, Refusal::NothingToAcknowledge(COMMITMENT.into()));
    desk.must(assigned(5));
    desk.must(acknowledged(6));
}

#[test]
fn what_was_given_back_is_sent_anew_before_anything_else_happens() {
    let mut desk = after(&[assigned(2), returned(3)]);
    for (mark, kind) in [
        (acknowledged(4), MarkKind::Acknowledged),
        (returned(4), MarkKind::Returned),
        (returned_late(7, 20), MarkKind::ReturnedLate),
        (reported(4), MarkKind::Reported),
    ] {
        assert_eq!(desk.refusal(mark), out_of_turn(Progress::Returned, kind));
    }
    desk.must(assigned(5));
    desk.must(acknowledged(6));
}

#[test]
fn what_a_department_has_begun_is_not_given_back_but_with_the_studios_word() {
    let mut desk = after(&[assigned(2), reported(3)]);
    assert_eq!(desk.refusal(returned(4)), out_of_turn(Progress::UnderWay, MarkKind::Returned));
    desk.must(returned_late(6, 4));
    let done = after(&[done(6, 25)]);
    assert_eq!(done.refusal(returned(26)), out_of_turn(Progress::Completed, MarkKind::Returned));
}

#[test]
fn nobody_agrees_to_what_a_department_may_return_by_itself() {
    let desk = after(&[assigned(12)]);
    let open = |last| Refusal::WindowOpen { of: COMMITMENT.into(), last };
    assert_eq!(desk.refusal(returned_late(6, 21)), open(Some(day(6, 21))));
    desk.clone().must(returned_late(6, 25));
    assert_eq!(Desk::committed().refusal(returned_late(6, 25)), open(None));
}

#[test]
fn a_return_however_late_comes_after_the_letter() {
    let desk = after(&[assigned(12), reported(13)]);
    assert_eq!(desk.refusal(returned_late(6, 11)), Refusal::TooEarly { not_before: day(6, 12) });
}

#[test]
fn work_is_done_once_and_after_it_was_asked_for() {
    let desk = after(&[assigned(12)]);
    assert_eq!(desk.refusal(done(6, 11)), Refusal::TooEarly { not_before: day(6, 12) });
    let desk = after(&[done(6, 25)]);
    assert_eq!(desk.refusal(done(6, 26)), Refusal::CompletedAlready(COMMITMENT.into()));
    let mut again = desk;
    again.must(send_back(7, 1));
    again.must(done(7, 20));
}

#[test]
fn what_happened_before_the_work_was_done_may_be_entered_late() {
    let mut desk = after(&[done(6, 25)]);
    let late = desk.refusal(assigned(26));
    assert_eq!(late, out_of_turn(Progress::Completed, MarkKind::Assigned));
    for mark in [assigned(2), acknowledged(3), extended(7, 30), reported(5)] {
        desk.must(mark);
    }
    assert_eq!(desk.world.commitment(COMMITMENT).unwrap().progress(), Progress::Completed);
}

#[test]
fn only_what_is_done_is_graded_as_solved_and_not_before_it_was() {
    let mut desk = Desk::committed();
    assert_eq!(desk.refusal(graded(Grade::A)), Refusal::NothingToGrade(COMMITMENT.into()));
    desk.must(graded(Grade::B));
    desk.must(done(7, 1));
    assert_eq!(desk.refusal(graded(Grade::A)), Refusal::TooEarly { not_before: day(7, 1) });
}

#[test]
fn more_time_is_more_time() {
    let mut desk = Desk::committed();
    for (month, of_month) in [(6, 20), (6, 30)] {
        let refusal = desk.refusal(extended(month, of_month));
        assert_eq!(refusal, Refusal::NotExtended { of: COMMITMENT.into(), due: day(6, 30) });
    }
    desk.must(extended(7, 30));
    let twice = Refusal::NotExtended { of: COMMITMENT.into(), due: day(7, 30) };
    assert_eq!(desk.refusal(extended(7, 30)), twice);
}

#[test]
fn what_a_source_tells_of_is_entered_as_it_was() {
    let mut desk = Desk::planned_from_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    let (issue, facts, source) = (ISSUE, promise(Benefit::Works), Some(source()));
    let (session, line) = (None, None);
    desk.must(Action::MakeCommitment { id: COMMITMENT, issue, session, line, facts, source });
    for mark in [acknowledged(2), done(6, 25), assigned(28), done(6, 20), graded(Grade::A)] {
        desk.must(mark);
    }
}

#[test]
fn every_mark_goes_back_and_forth() {
    let mut desk = Desk::committed();
    for mark in [assigned(2), acknowledged(3), reported(5), extended(7, 30), done(7, 1)] {
        let made = desk.must(mark);
        let undone = desk.undo(&made).unwrap();
        desk.undo(&undone).unwrap();
    }
    let step = step(StepRequest::new(StepKind::Resolve));
    assert!(matches!(desk.refusal(step), Refusal::Missing { .. }));
}

/// What rests on a mark keeps it: the grade of what was not done would stand for what is done later, and a
/// complaint would have sent back nothing.
#[test]
fn a_mark_is_not_taken_back_below_what_rests_on_it() {
    let mistaken = |place| Action::TakeBack {
        mistake: tanshi::domain::mistake::Mistake::Handling(COMMITMENT, place),
        reason: "登错了".into(),
    };
    let sent_back = send_back(6, 28);
    for (marks, place, later) in [
        (vec![assigned(2), acknowledged(3)], 0, Some(MarkKind::Acknowledged)),
        (vec![assigned(2), returned(3)], 0, Some(MarkKind::Returned)),
        (vec![assigned(2), reported(3)], 0, None),
        (vec![assigned(2), done(6, 25), grade(COMMITMENT, Grade::A)], 1, Some(MarkKind::Graded)),
        (vec![assigned(2), done(6, 25), sent_back.clone()], 1, Some(MarkKind::SentBack)),
        (vec![assigned(2), done(6, 25), sent_back, done(6, 29)], 2, Some(MarkKind::Completed)),
        (vec![assigned(2), done(6, 25)], 1, None),
    ] {
        let mut desk = after(&marks);
        match later {
            None => drop(desk.must(mistaken(place))),
            Some(kind) => {
                let refused = Refusal::MarkRests { of: COMMITMENT.into(), kind };
                assert_eq!(desk.refusal(mistaken(place)), refused);
            }
        }
        // The last mark is taken back whatever it is.
        let last = u32::try_from(marks.len() - 1).unwrap();
        if later.is_some() {
            desk.must(mistaken(last));
        }
    }
}
