//! Following up (督办), verifying what was reported done, and what remains of it.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    clock::{evaluation_due, return_window, returnable_until, revisit_due},
    commitment::{Benefit, Completion, Grade, Handling, Progress},
    date::DateSpan,
    entity::Entity,
    event::Event,
    figures::Figure,
    follow_up::{pressing, row_deadline, waits_for_assignment},
    issue::{Evaluation, Verdict},
    mistake::Mistake,
    refusal::{Field, Refusal},
    row::{CommitmentRow, IssueRow},
    settings::Settings,
    verification::{Again, mistaken_word, reported_done, sends_back, word as answered},
    workflow::{Exit, Route, Rule, Status, StepKind},
};

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
    let commitments = reported_done(&desk.world, desk.issue(), evaluation.on);
    let again = Again { commitments, until: Some(day(10, 31)) };
    desk.ask(&answered(&desk.issue().clone(), evaluation, &again)).unwrap()
}

fn row(desk: &Desk) -> CommitmentRow {
    CommitmentRow::of(desk.world.commitment(COMMITMENT).unwrap(), desk.issue().status)
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
    let late = Refusal::WindowClosed { of: COMMITMENT.into(), last, assumed: Vec::new() };
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
    assert_eq!(
        missing,
        [Rule::CommitmentCompletion, Rule::CommitmentEvidence, Rule::CommitmentGrade]
    );
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
fn a_word_that_was_a_mistake_takes_along_the_reopening_that_it_brought() {
    let mut desk = Desk::resolved();
    say(&mut desk, complaint(8, 4));
    assert_eq!(desk.status(), Status::Consulted);
    let actions = mistaken_word(desk.issue(), 1, "记错了人");
    let taken = desk.ask(&actions).unwrap();
    assert_eq!(desk.status(), Status::Resolved(Route::Session));
    assert_eq!(row(&desk).progress, Progress::Completed);
    desk.undo(&taken).unwrap();
    assert_eq!(desk.status(), Status::Consulted);
    // A reopening of the studio's own is another matter.
    let mut desk = Desk::reopened();
    desk.must(evaluate(Verdict::Dissatisfied, on(9, 5)));
    let word = u32::try_from(desk.issue().evaluations.len() - 1).unwrap();
    desk.ask(&mistaken_word(desk.issue(), word, "记错了人")).unwrap();
    assert_eq!(desk.status(), Status::Consulted);
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

#[test]
fn what_remains_becomes_an_issue_of_its_own_and_what_was_done_is_resolved() {
    let mut desk = Desk::half_done();
    desk.must(carry_over(&[SECOND], day(10, 20)));
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
    let mut desk = Desk::half_done();
    let before = [Figure::Submitted, Figure::Consulted].map(|figure| desk.count(figure));
    desk.must(carry_over(&[SECOND], day(10, 20)));
    assert_eq!([Figure::Submitted, Figure::Consulted].map(|it| desk.count(it)), before);
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    let resolved = desk.must(step(StepRequest::new(StepKind::Resolve)));
    let solved = [Figure::Resolved, Figure::ResolvedWithResidual];
    assert_eq!(solved.map(|figure| desk.count(figure)), [1, 1]);
    desk.undo(&resolved).unwrap();
    assert_eq!(solved.map(|figure| desk.count(figure)), [0, 0]);
}

/// The issue with its rest elsewhere, and that rest done, graded A and found good by the raiser.
fn rest_is_done() -> Desk {
    let mut desk = Desk::divided();
    let done = Handling::Completed(Completion {
        on: on(8, 1),
        delivered: vec![Benefit::Works],
        funds: None,
        received: false,
        text: String::new(),
    });
    desk.must(Action::Handle { id: IN_ITS_PLACE, handling: done });
    let graded = Handling::Graded { on: day(8, 2), grade: Grade::A, reason: String::new() };
    desk.must(Action::Handle { id: IN_ITS_PLACE, handling: graded });
    desk.must(attach(tanshi::domain::id::EvidenceId::from_bytes([2; 16]), IN_ITS_PLACE));
    let evaluation = word(Verdict::Satisfied, on(8, 3));
    desk.must(Action::Evaluate { issue: RESIDUAL, evaluation });
    desk
}

#[test]
fn what_remained_of_an_issue_that_was_not_solved_solves_nothing() {
    let solved = [Figure::Submitted, Figure::Resolved, Figure::ResolvedWithResidual];
    let mut desk = rest_is_done();
    desk.must(step(StepRequest::new(StepKind::Exit(Exit::Withdrawn)).because("不办了")));
    desk.must(step_of(RESIDUAL, StepRequest::new(StepKind::Resolve)));
    assert_eq!(solved.map(|figure| desk.count(figure)), [1, 0, 0]);
    // Whoever holds all of it for solved takes the exit back and resolves it.
    desk.must(step(StepRequest::new(StepKind::TakeBackExit).because("余项也办成了")));
    desk.must(evaluate(Verdict::Satisfied, on(8, 4)));
    desk.must(step(StepRequest::new(StepKind::Resolve)));
    assert_eq!(solved.map(|figure| desk.count(figure)), [1, 1, 1]);
}

#[test]
fn what_had_not_remained_by_the_cut_off_was_not_elsewhere() {
    let mut desk = Desk::divided();
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    desk.must(step(StepRequest::new(StepKind::Resolve).on(on(7, 20))));
    let at = |desk: &Desk, cut_off| {
        let tally = desk.figures_by(day(1, 1), day(12, 31), cut_off);
        [Figure::Resolved, Figure::ResolvedWithResidual].map(|figure| tally.count(figure))
    };
    assert_eq!(at(&desk, day(7, 19)), [0, 0]);
    assert_eq!(at(&desk, day(7, 20)), [1, 1]);
    // What came back into the issue is not elsewhere.
    let mut desk = rest_is_done();
    desk.must(step_of(RESIDUAL, merge_into(ISSUE).on(on(8, 10))));
    desk.must(evaluate(Verdict::Satisfied, on(8, 11)));
    desk.must(step(StepRequest::new(StepKind::Resolve).on(on(8, 12))));
    assert_eq!(at(&desk, day(8, 12)), [1, 0]);
}

#[test]
fn something_has_to_stay_and_only_what_is_owed_is_carried_over() {
    let mut desk = Desk::committed();
    assert_eq!(
        desk.refusal(carry_over(&[COMMITMENT], day(10, 20))),
        Refusal::NothingStays(ISSUE.into())
    );
    assert_eq!(desk.refusal(carry_over(&[], day(10, 20))), Refusal::Required(Field::Matter));
    let early = Desk::accepted().refusal(carry_over(&[COMMITMENT], day(10, 20)));
    assert_eq!(early, Refusal::NotConsulted(ISSUE.into()));
    desk = Desk::half_done();
    let done = desk.refusal(carry_over(&[COMMITMENT], day(10, 20)));
    assert_eq!(done, Refusal::CompletedAlready(COMMITMENT.into()));
    desk.must(carry_over(&[SECOND], day(10, 20)));
    let reported = Handling::Reported { on: day(7, 20), text: "还在等".into() };
    let refusal = desk.refusal(Action::Handle { id: SECOND, handling: reported });
    assert_eq!(refusal, Refusal::CarriedOver(RESIDUAL.into()));
}

#[test]
fn carrying_over_is_undone_and_done_again() {
    let mut desk = Desk::half_done();
    let before = desk.issue().clone();
    let carried = desk.must(carry_over(&[SECOND], day(10, 20)));
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
    let mut desk = Desk::half_done();
    desk.must(carry_over(&[SECOND], day(10, 20)));
    let back = Action::TakeBackHandling { id: SECOND, index: 0, taken_back: true };
    assert_eq!(desk.refusal(back), Refusal::DependsOn(RESIDUAL.into()));
    assert_eq!(
        desk.refusal(Action::Retract { entity: ISSUE.into() }),
        Refusal::DependsOn(SESSION.into())
    );
}

#[test]
fn deciding_looks_at_nothing_beyond_the_neighbourhood() {
    let mut desk = Desk::half_done();
    desk.must(carry_over(&[SECOND], day(10, 20)));
    let around = Entity::Issue(Box::new(desk.issue().clone())).neighbours();
    assert!(around.alone.contains(&RESIDUAL.into()));
}

#[test]
fn what_remains_is_not_retracted_under_the_mark_that_tells_of_it_nor_the_mark_over_it() {
    let desk = Desk::divided();
    let carried = desk.world.commitment(SECOND).unwrap().clone();
    let around = Entity::Commitment(Box::new(carried)).neighbours();
    assert!(around.alone.contains(&RESIDUAL.into()));
}

#[test]
fn carrying_over_is_done_again_though_its_deadline_had_passed_and_nobody_says_when_it_was_raised() {
    let mut desk = Desk::half_done();
    let Action::CarryOver { id, issue, mut facts, commitments, on, until, reason } =
        carry_over(&[SECOND], day(10, 20))
    else {
        panic!("it carries over");
    };
    facts.submitted = None;
    let carried = desk.must(Action::CarryOver { id, issue, facts, commitments, on, until, reason });
    let undone = desk.undo(&carried).unwrap();
    desk.undo(&undone).unwrap();
    assert_eq!(desk.world.commitment(IN_ITS_PLACE).unwrap().due(), Some(day(6, 30)));
}

#[test]
fn what_remains_is_carried_over_on_a_day_that_is_said() {
    let desk = Desk::divided();
    let carried = desk.world.commitment(SECOND).unwrap();
    assert_eq!(carried.carried_over_by(day(7, 9)), None);
    assert_eq!(carried.carried_over_by(day(7, 10)), Some((RESIDUAL, day(7, 10))));
    let half = Desk::half_done();
    let early = half.refusal(carry_over(&[SECOND], day(5, 19)));
    assert_eq!(early, Refusal::TooEarly { not_before: day(5, 20) });
    let future = half.refusal(carry_over(&[SECOND], day(10, 21)));
    assert_eq!(future, Refusal::InFuture { day: day(10, 21) });
}

/// Neither counts by itself: a problem that was solved would count nowhere.
#[test]
fn nothing_is_merged_into_what_remained_of_an_issue() {
    let mut desk = Desk::divided();
    let (residual, root) = (RESIDUAL.into(), ISSUE.into());
    desk.must(add_issue(OTHER_ISSUE));
    let other = desk.refusal(step_of(OTHER_ISSUE, merge_into(RESIDUAL)));
    assert_eq!(other, Refusal::IsResidual { residual, root, is_own: false });
    let own = desk.refusal(step_of(ISSUE, merge_into(RESIDUAL)));
    assert_eq!(own, Refusal::IsResidual { residual, root, is_own: true });
    desk.must(Action::Handle {
        id: IN_ITS_PLACE,
        handling: Handling::Completed(Completion {
            on: on(8, 1),
            delivered: vec![Benefit::Works],
            funds: None,
            received: false,
            text: String::new(),
        }),
    });
    desk.must(step_of(RESIDUAL, merge_into(ISSUE)));
}

#[test]
fn what_is_looked_after_elsewhere_is_neither_edited_nor_asked_about() {
    let mut desk = Desk::half_done();
    let returned = Handling::Returned { on: day(6, 2), reason: "不归我们管".into() };
    desk.must(Action::Handle { id: SECOND, handling: returned });
    assert!(IssueRow::of(desk.issue(), &desk.world).returned.is_some());
    desk.must(carry_over(&[SECOND], day(7, 10)));
    assert_eq!(IssueRow::of(desk.issue(), &desk.world).returned, None);
    let edit = Action::EditCommitment { id: SECOND, facts: promise(Benefit::Policy) };
    assert_eq!(desk.refusal(edit), Refusal::CarriedOver(RESIDUAL.into()));
}

/// The letter turned up after the issue was resolved.
#[test]
fn a_complaint_that_is_older_than_the_resolution_is_entered_all_the_same() {
    let mut desk = Desk::resolved();
    say(&mut desk, complaint(6, 28));
    assert_eq!(desk.status(), Status::Consulted);
    let last = desk.issue().standing_steps().next_back().unwrap();
    assert_eq!((last.kind(), last.facts().on), (StepKind::Reopen, on(7, 5)));
    assert_eq!(row(&desk).progress, Progress::SentBack);
    // What was surely done after it was said is not what it speaks of.
    assert_eq!(reported_done(&Desk::resolved().world, desk.issue(), on(6, 24)), []);
}

#[test]
fn evidence_of_what_was_sent_back_shows_nothing_of_what_was_done_since() {
    let mut desk = Desk::handled();
    desk.must(send_back(7, 1));
    desk.must(Action::Handle {
        id: COMMITMENT,
        handling: Handling::Completed(Completion {
            on: on(7, 20),
            delivered: vec![Benefit::Works],
            funds: None,
            received: false,
            text: "已加固".into(),
        }),
    });
    desk.must(handle(Handling::Graded { on: day(7, 21), grade: Grade::A, reason: String::new() }));
    desk.must(evaluate(Verdict::Satisfied, on(7, 25)));
    let resolve = StepRequest::new(StepKind::Resolve);
    assert_eq!(desk.missing(resolve.clone()), [Rule::CommitmentEvidence]);
    desk.must(attach(tanshi::domain::id::EvidenceId::from_bytes([2; 16]), COMMITMENT));
    desk.must(step(resolve));
}

#[test]
fn what_is_left_when_the_rest_is_elsewhere_and_the_promise_gone_is_the_closing_statement() {
    let mut desk = Desk::committed();
    desk.must(commit(SECOND, ISSUE, promise(Benefit::Policy)));
    desk.must(carry_over(&[SECOND], day(7, 10)));
    desk.must(Action::Retract { entity: COMMITMENT.into() });
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    desk.must(statement_on(7, 2));
    desk.must(attach(EVIDENCE, ISSUE));
    // The word is older than what the statement tells of.
    assert_eq!(desk.missing(StepRequest::new(StepKind::Resolve)), [Rule::EvaluationRecent]);
}

/// Work that was done again was done after it was sent back, or its lateness would be gone.
#[test]
fn what_was_sent_back_is_not_done_again_before_that() {
    let mut desk = Desk::handled();
    desk.must(handle(sent_back()));
    let again =
        |month, of_month| complete_on(COMMITMENT, on(month, of_month), &[Benefit::Works], false);
    assert_eq!(desk.refusal(again(7, 9)), Refusal::TooEarly { not_before: day(7, 10) });
    desk.must(again(7, 10));
    // Some time in July: it may have been done again after the first of it.
    let mut desk = Desk::handled();
    let july = DateSpan::parse("2023-07", day(10, 20)).unwrap();
    let evaluation = Evaluation { on: july, ..complaint(7, 1) };
    say(&mut desk, evaluation);
    assert_eq!(desk.refusal(again(6, 30)), Refusal::TooEarly { not_before: day(7, 1) });
    desk.must(again(7, 20));
}

/// A source says that it was resolved: what it does not tell of asks nobody.
#[test]
fn a_letter_asks_about_the_same_as_the_lists_do() {
    let mut desk = Desk::committed();
    let asked = |desk: &Desk| {
        let letter = pressing(&desk.world, desk.today).len();
        let list = usize::from(row_deadline(&row(desk), desk.today).is_some());
        assert_eq!(letter, list);
        (letter, row(desk).overdue_days(desk.today))
    };
    assert_eq!(asked(&desk), (0, Some(112)), "nobody was given it");
    assert!(waits_for_assignment(&row(&desk), desk.today));
    desk.must(handle(Handling::Assigned { on: day(5, 22) }));
    assert!(!waits_for_assignment(&row(&desk), desk.today));
    assert_eq!(asked(&desk), (1, Some(112)));
    desk.must(step(StepRequest::new(StepKind::Exit(Exit::Withdrawn)).because("不办了")));
    assert_eq!(asked(&desk), (0, None));
    let mut desk = Desk::planned_from_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    let (issue, facts, source) = (ISSUE, promise(Benefit::Works), Some(source()));
    let (session, line) = (None, None);
    desk.must(Action::MakeCommitment { id: COMMITMENT, issue, session, line, facts, source });
    desk.must(step(recorded(StepKind::Resolve, on(7, 5))));
    assert_eq!(asked(&desk), (0, None));
}
