//! Following up (督办), verifying what was reported done, and what remains of it.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    clock::{evaluation_due, return_window, returnable_until, revisit_due},
    commitment::{Benefit, CommitmentFacts, Grade, Handling, Progress},
    entity::Entity,
    event::Event,
    figures::Figure,
    id::{CommitmentId, IssueId},
    issue::{Evaluation, IssueFacts, Verdict},
    mistake::Mistake,
    refusal::{Field, Refusal},
    row::{CommitmentRow, IssueRow},
    settings::Settings,
    verification::{Again, reported_done, sends_back, word as answered},
    workflow::{Route, Rule, Status, StepKind},
};

const SECOND: CommitmentId = CommitmentId::from_bytes([2; 16]);
const IN_ITS_PLACE: CommitmentId = CommitmentId::from_bytes([3; 16]);
const RESIDUAL: IssueId = IssueId::from_bytes([9; 16]);

fn handle(handling: Handling) -> Action {
    Action::Handle { id: COMMITMENT, handling }
}

fn returned(month: u32, of_month: u32) -> Action {
    handle(Handling::Returned { on: day(month, of_month), reason: "不归我们管".into() })
}

fn sent_back() -> Handling {
    let (until, word) = (Some(day(8, 31)), None);
    Handling::SentBack { on: day(7, 10), until, reason: "一场雨就松了".into(), word }
}

fn complaint(month: u32, of_month: u32) -> Evaluation {
    Evaluation {
        remark: "一场雨就松了".into(), ..word(Verdict::Dissatisfied, on(month, of_month))
    }
}

/// The raiser's word with all that follows from it.
fn say(desk: &mut Desk, evaluation: Evaluation) -> Vec<Event> {
    let commitments = reported_done(&desk.world, desk.issue());
    let again = Again { commitments, until: Some(day(10, 31)) };
    desk.ask(&answered(&desk.issue().clone(), evaluation, &again)).unwrap()
}

fn row(desk: &Desk) -> CommitmentRow {
    CommitmentRow::of(desk.world.commitment(COMMITMENT).unwrap(), desk.issue())
}

#[test]
fn a_department_returns_a_wrong_assignment_within_its_window() {
    let mut desk = Desk::committed();
    // 7 working days from Monday 12 June 2023, past the Dragon Boat festival of 22–24 June and the
    // Sunday of the 25th that was worked for it.
    desk.must(handle(Handling::Assigned { on: day(6, 12) }));
    let last = day(6, 21);
    for of_month in [12, 21] {
        desk.clone().must(returned(6, of_month));
    }
    let late = Refusal::WindowClosed { of: COMMITMENT.into(), last };
    assert_eq!(desk.refusal(returned(6, 25)), late);
    // Assigned anew, it has its window anew.
    desk.must(handle(Handling::Assigned { on: day(6, 25) }));
    desk.must(returned(7, 3));
}

#[test]
fn the_studio_may_agree_to_a_late_return_and_says_why() {
    let mut desk = Desk::committed();
    desk.must(handle(Handling::Assigned { on: day(6, 12) }));
    let agreed = |agreed: &str| {
        handle(Handling::ReturnedLate {
            on: day(7, 20),
            reason: "不归我们管".into(),
            agreed: agreed.into(),
        })
    };
    assert!(matches!(desk.refusal(agreed(" ")), Refusal::Text { field: Field::Reason, .. }));
    desk.must(agreed("核实过，确属水利局"));
    assert_eq!(row(&desk).progress, Progress::Returned);
    assert!(desk.world.commitment(COMMITMENT).unwrap().is_returned());
}

#[test]
fn a_window_that_crosses_a_spring_festival_counts_the_days_that_were_worked() {
    let settings = Settings::default();
    let window = |assigned| return_window(&settings, &settings.working_days(), assigned);
    let spring = window(day(1, 18));
    // Off 21–27 January 2023, worked on the 28th and 29th.
    assert_eq!((spring.date, spring.assumed), (day(2, 1), Vec::new()));
    let far = chrono::NaiveDate::from_ymd_opt(2031, 1, 20).unwrap();
    assert_eq!(window(far).assumed, [2031], "a year without a notice is named");
}

#[test]
fn the_departments_word_that_it_is_done_starts_the_clock_of_the_evaluation() {
    let (settings, calendar) = (Settings::default(), Settings::default().working_days());
    let due = |desk: &Desk| evaluation_due(&desk.world, desk.issue(), &settings, &calendar);
    assert_eq!(due(&Desk::committed()), None);
    let mut desk = Desk::handled();
    // Done on the worked Sunday of 25 June 2023; ten working days later is Friday, 7 July.
    assert_eq!(due(&desk).map(|it| it.date), Some(day(7, 7)));
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    assert_eq!(due(&desk), None);
}

#[test]
fn a_resolved_issue_is_looked_at_again_after_thirty_days() {
    let settings = Settings::default();
    let due = |desk: &Desk| revisit_due(&desk.world, desk.issue(), &settings);
    assert_eq!(due(&Desk::evaluated()), None);
    let mut desk = Desk::resolved();
    assert_eq!(due(&desk), Some(day(8, 4)));
    desk.must(evaluate(Verdict::Satisfied, on(8, 3)));
    assert_eq!(due(&desk), None);
}

#[test]
fn what_can_be_returned_says_until_when() {
    let (settings, calendar) = (Settings::default(), Settings::default().working_days());
    let mut desk = Desk::committed();
    desk.must(handle(Handling::Assigned { on: day(6, 12) }));
    let until = |desk: &Desk| {
        let commitment = desk.world.commitment(COMMITMENT).unwrap();
        returnable_until(commitment, &settings, &calendar).map(|it| it.date)
    };
    assert_eq!(until(&desk), Some(day(6, 21)));
    desk.must(handle(Handling::Reported { on: day(6, 13), text: "已勘察".into() }));
    assert_eq!(until(&desk), None);
}

#[test]
fn what_nobody_reported_done_is_followed_up_and_not_sent_back() {
    let mut desk = Desk::committed();
    assert_eq!(desk.refusal(handle(sent_back())), Refusal::NotCompleted(COMMITMENT.into()));
    for of_month in [1, 8] {
        desk.must(handle(Handling::FollowedUp { on: day(7, of_month), text: String::new() }));
    }
    let asked: Vec<_> = desk.world.commitment(COMMITMENT).unwrap().followed_up().collect();
    assert_eq!(asked, [day(7, 8), day(7, 1)]);
    let followed = handle(Handling::FollowedUp { on: day(7, 9), text: String::new() });
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    assert_eq!(desk.refusal(followed), Refusal::CompletedAlready(COMMITMENT.into()));
}

#[test]
fn what_is_sent_back_is_neither_done_nor_graded_and_has_its_new_deadline() {
    let mut desk = Desk::handled();
    desk.must(handle(sent_back()));
    let commitment = desk.world.commitment(COMMITMENT).unwrap();
    assert_eq!((commitment.completion(), commitment.grade()), (None, None));
    assert_eq!((commitment.due(), row(&desk).progress), (Some(day(8, 31)), Progress::SentBack));
    assert_eq!(IssueRow::of(desk.issue(), &desk.world).done, (0, 1));
    desk.must(evaluate(Verdict::Satisfied, on(7, 11)));
    let missing = desk.missing(StepRequest::new(StepKind::Resolve));
    assert_eq!(missing, [Rule::CommitmentCompletion, Rule::CommitmentGrade]);
    let done = Handling::Reported { on: day(7, 20), text: "已加固".into() };
    desk.must(handle(done));
    assert_eq!(row(&desk).progress, Progress::UnderWay);
}

#[test]
fn a_grade_is_changed_with_a_reason() {
    let mut desk = Desk::handled();
    let regraded = |grade, reason: &str| {
        handle(Handling::Graded { on: day(7, 2), grade, reason: reason.into() })
    };
    assert_eq!(desk.refusal(regraded(Grade::B, " ")), Refusal::Required(Field::Reason));
    desk.must(regraded(Grade::A, ""));
    desk.must(regraded(Grade::B, "还差一段"));
    assert_eq!(row(&desk).grade, Some(Grade::B));
}

#[test]
fn a_dissatisfied_word_sends_back_what_was_reported_done() {
    let mut desk = Desk::handled();
    assert!(sends_back(&desk.world, desk.issue(), Verdict::Dissatisfied));
    assert!(!sends_back(&desk.world, desk.issue(), Verdict::MostlySatisfied));
    say(&mut desk, complaint(7, 1));
    assert_eq!(row(&desk).progress, Progress::SentBack);
    assert_eq!(row(&desk).due, Some(day(10, 31)));
    let missing = desk.missing(StepRequest::new(StepKind::Resolve));
    assert!(missing.contains(&Rule::NotDissatisfied), "{missing:?}");
}

#[test]
fn a_dissatisfied_revisit_brings_a_resolved_issue_back() {
    let mut desk = Desk::resolved();
    let satisfied = desk.must(evaluate(Verdict::Satisfied, on(8, 4)));
    assert_eq!(desk.issue().revisits().count(), 1);
    desk.undo(&satisfied).unwrap();
    say(&mut desk, complaint(8, 4));
    assert_eq!(desk.status(), Status::Consulted);
    assert_eq!(row(&desk).progress, Progress::SentBack);
    let last = desk.issue().standing_steps().next_back().unwrap();
    assert_eq!((last.kind(), last.facts().reason.as_str()), (StepKind::Reopen, "一场雨就松了"));
    assert_eq!(desk.issue().revisits().count(), 1, "it was said of what was resolved");
}

#[test]
fn a_word_that_was_a_mistake_takes_along_what_it_sent_back() {
    let mut desk = Desk::handled();
    let before = desk.world.commitment(COMMITMENT).unwrap().completion().cloned();
    say(&mut desk, complaint(7, 1));
    let mistake = Mistake::Evaluation(ISSUE, 0);
    let taken = desk.must(Action::TakeBack { mistake, reason: "打错了电话".into() });
    assert_eq!(desk.world.commitment(COMMITMENT).unwrap().completion().cloned(), before);
    desk.undo(&taken).unwrap();
    assert_eq!(row(&desk).progress, Progress::SentBack);
}

#[test]
fn only_a_dissatisfied_word_that_stands_sends_back() {
    let mut desk = Desk::evaluated();
    let by = |word| {
        let mut handling = sent_back();
        if let Handling::SentBack { word: by, .. } = &mut handling {
            *by = Some(word);
        }
        handle(handling)
    };
    for word in [0, 7] {
        assert_eq!(desk.refusal(by(word)), Refusal::NoSuchEntry(word));
    }
    desk.must(evaluate(Verdict::Dissatisfied, on(7, 2)));
    desk.must(by(1));
}

/// Two commitments, of which the first is done.
fn half_done() -> Desk {
    let mut desk = Desk::handled();
    let facts =
        CommitmentFacts { matter: "马石组再装三百米".into(), ..promise(Benefit::Works) };
    desk.must(commit(SECOND, ISSUE, facts));
    desk
}

fn carry_over(commitments: &[CommitmentId]) -> Action {
    Action::CarryOver {
        id: RESIDUAL,
        issue: ISSUE,
        facts: Box::new(IssueFacts {
            submitted: Some(on(5, 1)),
            raisers: vec![CITIZEN],
            ..IssueFacts::titled("马石组临水路段加装护栏")
        }),
        commitments: commitments.iter().map(|id| (*id, IN_ITS_PLACE)).collect(),
        until: None,
        reason: "要等下一年的预算".into(),
    }
}

#[test]
fn what_remains_becomes_an_issue_of_its_own_and_what_was_done_is_resolved() {
    let mut desk = half_done();
    desk.must(carry_over(&[SECOND]));
    let residual = desk.world.issue(RESIDUAL).unwrap();
    assert_eq!((residual.status, residual.residual_of), (Status::Consulted, Some(ISSUE)));
    assert!(residual.is_accepted() && residual.number != desk.issue().number);
    assert_eq!(desk.issue().residuals, [RESIDUAL]);
    let taken = desk.world.commitment(IN_ITS_PLACE).unwrap();
    assert_eq!((taken.issue, taken.due()), (RESIDUAL, Some(day(6, 30))));
    let left = desk.world.commitment(SECOND).unwrap();
    assert_eq!((left.progress(), left.is_owed()), (Progress::CarriedOver, false));
    let row = IssueRow::of(desk.issue(), &desk.world);
    assert_eq!((row.done, row.due), ((1, 2), None), "partly done stays visible");
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    desk.must(step(StepRequest::new(StepKind::Resolve)));
    assert_eq!(desk.status(), Status::Resolved(Route::Session));
}

#[test]
fn what_remains_of_an_issue_is_no_other_problem() {
    let mut desk = half_done();
    let before = [Figure::Submitted, Figure::Consulted].map(|figure| desk.count(figure));
    desk.must(carry_over(&[SECOND]));
    assert_eq!([Figure::Submitted, Figure::Consulted].map(|it| desk.count(it)), before);
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    let resolved = desk.must(step(StepRequest::new(StepKind::Resolve)));
    let solved = [Figure::Resolved, Figure::ResolvedWithResidual];
    assert_eq!(solved.map(|figure| desk.count(figure)), [1, 1]);
    desk.undo(&resolved).unwrap();
    assert_eq!(solved.map(|figure| desk.count(figure)), [0, 0]);
}

#[test]
fn something_has_to_stay_and_only_what_is_owed_is_carried_over() {
    let mut desk = Desk::committed();
    assert_eq!(desk.refusal(carry_over(&[COMMITMENT])), Refusal::NothingStays(ISSUE.into()));
    assert_eq!(desk.refusal(carry_over(&[])), Refusal::Required(Field::Matter));
    let early = Desk::accepted().refusal(carry_over(&[COMMITMENT]));
    assert_eq!(early, Refusal::NotConsulted(ISSUE.into()));
    desk = half_done();
    let done = desk.refusal(carry_over(&[COMMITMENT]));
    assert_eq!(done, Refusal::CompletedAlready(COMMITMENT.into()));
    desk.must(carry_over(&[SECOND]));
    let reported = Handling::Reported { on: day(7, 20), text: "还在等".into() };
    let refusal = desk.refusal(Action::Handle { id: SECOND, handling: reported });
    assert_eq!(refusal, Refusal::CarriedOver(RESIDUAL.into()));
}

#[test]
fn carrying_over_is_undone_and_done_again() {
    let mut desk = half_done();
    let before = desk.issue().clone();
    let carried = desk.must(carry_over(&[SECOND]));
    let undone = desk.undo(&carried).unwrap();
    assert!(desk.world.issue(RESIDUAL).unwrap().retracted);
    assert!(desk.world.commitment(SECOND).unwrap().is_owed());
    assert_eq!(desk.issue().status, before.status);
    desk.undo(&undone).unwrap();
    assert!(!desk.world.issue(RESIDUAL).unwrap().retracted);
    assert_eq!(desk.world.commitment(SECOND).unwrap().progress(), Progress::CarriedOver);
}

#[test]
fn the_mark_of_carrying_over_is_not_taken_back_while_the_rest_is_worked_on() {
    let mut desk = half_done();
    desk.must(carry_over(&[SECOND]));
    let back = Action::TakeBackHandling { id: SECOND, index: 0, taken_back: true };
    assert_eq!(desk.refusal(back), Refusal::DependsOn(RESIDUAL.into()));
    assert_eq!(
        desk.refusal(Action::Retract { entity: ISSUE.into() }),
        Refusal::DependsOn(SESSION.into())
    );
}

#[test]
fn deciding_looks_at_nothing_beyond_the_neighbourhood() {
    let mut desk = half_done();
    desk.must(carry_over(&[SECOND]));
    let around = Entity::Issue(Box::new(desk.issue().clone())).neighbours();
    assert!(around.alone.contains(&RESIDUAL.into()));
}
