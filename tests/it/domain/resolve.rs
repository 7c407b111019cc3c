//! *consulted → resolved*: what a resolution needs.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, CommitmentFacts, Completion, Grade, Handling, Progress},
    date::DateSpan,
    id::EvidenceId,
    issue::{ClosingStatement, Evaluation, Verdict},
    refusal::{Field, Refusal},
    row::CommitmentRow,
    workflow::{Route, Rule, Status, StepKind},
};

fn resolve() -> StepRequest {
    StepRequest::new(StepKind::Resolve)
}

/// Consulted and evaluated, with one commitment of these facts.
fn with(facts: CommitmentFacts) -> Desk {
    let mut desk = Desk::consulted();
    desk.must(commit(COMMITMENT, ISSUE, facts));
    desk.must(attach(EVIDENCE, COMMITMENT));
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    desk
}

/// Reports it done, and grades it as that.
fn done(desk: &mut Desk, delivered: &[Benefit], received: bool) {
    desk.must(complete(COMMITMENT, delivered, received));
    desk.must(grade(COMMITMENT, Grade::A));
}

fn statement() -> Action {
    statement_on(6, 20)
}

#[test]
fn an_issue_whose_commitments_are_kept_and_whose_raiser_is_satisfied_is_resolved() {
    let desk = Desk::resolved();
    assert_eq!(desk.status(), Status::Resolved(Route::Session));
    assert!(desk.issue().steps.last().unwrap().overrides().is_empty());
}

#[test]
fn an_issue_that_was_only_submitted_is_not_resolved() {
    assert!(matches!(Desk::held().refusal(step(resolve())), Refusal::NoSuchStep { .. }));
}

#[test]
fn an_issue_without_commitment_or_statement_is_not_resolved() {
    let mut desk = Desk::consulted();
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    assert_eq!(desk.missing(resolve()), [Rule::CommitmentMade]);
    let request = passing_over(StepKind::Resolve, &[Rule::CommitmentMade]);
    assert_eq!(desk.refusal(step(request)), Refusal::NotOverridable(Rule::CommitmentMade));
}

#[test]
fn a_retracted_commitment_does_not_stand_for_one() {
    let mut desk = Desk::committed();
    desk.must(Action::Retract { entity: COMMITMENT.into() });
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    assert_eq!(desk.missing(resolve()), [Rule::CommitmentMade]);
}

#[test]
fn a_closing_statement_needs_evidence() {
    let mut desk = Desk::consulted();
    desk.must(statement());
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    assert_eq!(desk.missing(resolve()), [Rule::StatementEvidence]);
    desk.must(attach(EVIDENCE, ISSUE));
    desk.must(step(resolve()));
}

#[test]
fn retracted_evidence_is_none() {
    let mut desk = Desk::consulted();
    desk.must(statement());
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    desk.must(attach(EVIDENCE, ISSUE));
    desk.must(Action::Retract { entity: EVIDENCE.into() });
    assert_eq!(desk.missing(resolve()), [Rule::StatementEvidence]);
}

#[test]
fn a_closing_statement_does_not_stand_for_an_open_commitment() {
    let mut desk = Desk::committed();
    desk.must(statement());
    desk.must(attach(EVIDENCE, ISSUE));
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    assert_eq!(
        desk.missing(resolve()),
        [Rule::CommitmentCompletion, Rule::CommitmentEvidence, Rule::CommitmentGrade]
    );
}

#[test]
fn a_commitment_needs_a_department() {
    let mut desk = with(CommitmentFacts { lead: None, ..promise(Benefit::Works) });
    done(&mut desk, &[Benefit::Works], false);
    assert_eq!(desk.missing(resolve()), [Rule::CommitmentDepartment]);
}

#[test]
fn a_commitment_needs_a_deadline_which_an_extension_gives_too() {
    let mut desk = with(CommitmentFacts { deadline: None, ..promise(Benefit::Works) });
    done(&mut desk, &[Benefit::Works], false);
    assert_eq!(desk.missing(resolve()), [Rule::CommitmentDeadline]);
    let handling = Handling::Extended { on: day(6, 1), until: day(7, 30), reason: "汛期".into() };
    desk.must(Action::Handle { id: COMMITMENT, handling });
    desk.must(step(resolve()));
}

#[test]
fn a_commitment_needs_completion() {
    let desk = with(promise(Benefit::Works));
    assert_eq!(desk.missing(resolve()), [Rule::CommitmentCompletion, Rule::CommitmentGrade]);
}

#[test]
fn a_completion_that_was_taken_back_is_none() {
    let mut desk = Desk::evaluated();
    desk.must(Action::TakeBackHandling { id: COMMITMENT, index: 0, taken_back: true });
    assert_eq!(desk.missing(resolve()), [Rule::CommitmentCompletion]);
}

#[test]
fn a_commitment_needs_evidence_of_its_own() {
    let mut desk = Desk::committed();
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    desk.must(grade(COMMITMENT, Grade::A));
    desk.must(attach(EVIDENCE, ISSUE));
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    assert_eq!(desk.missing(resolve()), [Rule::CommitmentEvidence]);
}

#[test]
fn only_grade_a_is_solved() {
    for given in [Grade::B, Grade::C, Grade::D] {
        let mut desk = Desk::evaluated();
        desk.must(grade(COMMITMENT, given));
        assert_eq!(desk.missing(resolve()), [Rule::CommitmentGrade]);
    }
}

#[test]
fn every_commitment_counts() {
    use tanshi::domain::id::CommitmentId;
    let mut desk = Desk::evaluated();
    desk.must(commit(CommitmentId::from_bytes([2; 16]), ISSUE, promise(Benefit::Policy)));
    assert_eq!(
        desk.missing(resolve()),
        [Rule::CommitmentCompletion, Rule::CommitmentEvidence, Rule::CommitmentGrade]
    );
}

#[test]
fn money_does_not_keep_a_promise_of_works() {
    let mut desk = with(promise(Benefit::Works));
    done(&mut desk, &[Benefit::Money], true);
    assert_eq!(desk.missing(resolve()), [Rule::PromiseKept]);
}

#[test]
fn a_completion_that_delivered_nothing_keeps_no_promise() {
    let mut desk = with(promise(Benefit::Works));
    done(&mut desk, &[], true);
    assert_eq!(desk.missing(resolve()), [Rule::PromiseKept]);
}

#[test]
fn money_keeps_a_promise_of_money_only_when_the_raiser_received_it() {
    let mut desk = with(promise(Benefit::Money));
    done(&mut desk, &[Benefit::Money], false);
    assert_eq!(desk.missing(resolve()), [Rule::MoneyReceived]);
    desk.must(Action::TakeBackHandling { id: COMMITMENT, index: 0, taken_back: true });
    desk.must(complete(COMMITMENT, &[Benefit::Money], true));
    desk.must(step(resolve()));
}

#[test]
fn none_of_what_a_commitment_lacks_can_be_passed_over() {
    for rule in Rule::ALL.iter().filter(|rule| rule.key().starts_with("commitment_")) {
        let request = passing_over(StepKind::Resolve, &[*rule]);
        assert_eq!(Desk::committed().refusal(step(request)), Refusal::NotOverridable(*rule));
    }
}

#[test]
fn a_raiser_who_was_not_asked_can_be_passed_over_with_a_reason() {
    let mut desk = Desk::handled();
    assert_eq!(desk.missing(resolve()), [Rule::Evaluated]);
    desk.must(step(passing_over(StepKind::Resolve, &[Rule::Evaluated])));
    assert_eq!(desk.issue().steps.last().unwrap().overrides()[0].rule, Rule::Evaluated);
}

#[test]
fn mostly_satisfied_is_enough() {
    let mut desk = Desk::handled();
    desk.must(evaluate(Verdict::MostlySatisfied, on(7, 1)));
    desk.must(step(resolve()));
}

#[test]
fn a_dissatisfied_raiser_blocks_and_no_reason_helps() {
    let mut desk = Desk::evaluated();
    desk.must(evaluate(Verdict::Dissatisfied, on(7, 2)));
    assert_eq!(desk.missing(resolve()), [Rule::NotDissatisfied]);
    let request = passing_over(StepKind::Resolve, &[Rule::NotDissatisfied]);
    assert_eq!(desk.refusal(step(request)), Refusal::NotOverridable(Rule::NotDissatisfied));
    let request = passing_over(StepKind::Resolve, &[Rule::Evaluated, Rule::EvaluationRecent]);
    assert_eq!(desk.missing(request), [Rule::NotDissatisfied]);
}

#[test]
fn a_dissatisfied_word_is_answered_by_a_later_one_not_by_an_earlier_one_entered_later() {
    let mut desk = Desk::handled();
    desk.must(evaluate(Verdict::Dissatisfied, on(7, 2)));
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    assert_eq!(desk.missing(resolve()), [Rule::NotDissatisfied]);
    desk.must(evaluate(Verdict::Satisfied, on(7, 3)));
    desk.must(step(resolve()));
}

#[test]
fn a_word_from_before_the_completion_does_not_count() {
    let mut desk = Desk::handled();
    desk.must(evaluate(Verdict::Satisfied, on(6, 24)));
    assert_eq!(desk.missing(resolve()), [Rule::EvaluationRecent]);
    desk.must(step(passing_over(StepKind::Resolve, &[Rule::EvaluationRecent])));
}

#[test]
fn the_department_that_did_the_work_does_not_collect_the_word() {
    let mut desk = Desk::handled();
    let word = |collected_by| Evaluation { collected_by, ..word(Verdict::Satisfied, on(7, 1)) };
    desk.must(Action::Evaluate { issue: ISSUE, evaluation: word(Some(BUREAU)) });
    assert_eq!(desk.missing(resolve()), [Rule::EvaluationIndependent]);
    desk.clone().must(step(passing_over(StepKind::Resolve, &[Rule::EvaluationIndependent])));
    desk.must(Action::Evaluate { issue: ISSUE, evaluation: word(Some(OTHER_BUREAU)) });
    desk.must(step(resolve()));
}

#[test]
fn a_supporting_department_does_not_collect_the_word_either() {
    let facts = CommitmentFacts { supporting: vec![OTHER_BUREAU], ..promise(Benefit::Works) };
    let mut desk = Desk::handled();
    desk.must(Action::EditCommitment { id: COMMITMENT, facts });
    let evaluation =
        Evaluation { collected_by: Some(OTHER_BUREAU), ..word(Verdict::Satisfied, on(7, 1)) };
    desk.must(Action::Evaluate { issue: ISSUE, evaluation });
    assert_eq!(desk.missing(resolve()), [Rule::EvaluationIndependent]);
}

#[test]
fn what_a_resolution_rests_on_stays() {
    let desk = Desk::resolved();
    let resolved = Refusal::IssueResolved(ISSUE.into());
    let facts = promise(Benefit::Works);
    let take_back = |index| Action::TakeBackHandling { id: COMMITMENT, index, taken_back: true };
    for action in [
        take_back(0),
        take_back(1),
        complete(COMMITMENT, &[], false),
        grade(COMMITMENT, Grade::D),
        Action::EditCommitment { id: COMMITMENT, facts: facts.clone() },
        commit(tanshi::domain::id::CommitmentId::from_bytes([2; 16]), ISSUE, facts),
        Action::TakeBackEvaluation { issue: ISSUE, index: 0, taken_back: true },
        statement(),
    ] {
        assert_eq!(desk.refusal(action), resolved);
    }
    for entity in [EVIDENCE.into(), COMMITMENT.into(), ISSUE.into(), SESSION.into()] {
        assert!(matches!(desk.refusal(Action::Retract { entity }), Refusal::DependsOn(_)));
    }
}

#[test]
fn a_word_given_after_the_resolution_can_be_taken_back_as_a_mistake() {
    let mut desk = Desk::resolved();
    desk.must(evaluate(Verdict::Dissatisfied, on(8, 1)));
    desk.must(Action::TakeBackEvaluation { issue: ISSUE, index: 1, taken_back: true });
    assert_eq!(desk.issue().evaluation().unwrap().evaluation.verdict, Verdict::Satisfied);
}

#[test]
fn a_commitment_names_a_line_of_its_own_session() {
    let mut desk = Desk::consulted();
    let make = |session, line| Action::MakeCommitment {
        id: COMMITMENT,
        issue: ISSUE,
        session,
        line,
        facts: promise(Benefit::Works),
        source: None,
    };
    assert!(matches!(desk.refusal(make(Some(SESSION), Some(OTHER_LINE))), Refusal::Unknown(_)));
    assert!(matches!(desk.refusal(make(None, Some(LINE))), Refusal::Unknown(_)));
    desk.must(make(Some(SESSION), Some(LINE)));
}

#[test]
fn the_latest_report_of_completion_counts() {
    let mut desk = Desk::evaluated();
    let completion = Completion {
        on: on(7, 2),
        delivered: vec![Benefit::Works],
        funds: None,
        received: false,
        text: "返工".into(),
    };
    desk.must(send_back(7, 1));
    desk.must(Action::Handle { id: COMMITMENT, handling: Handling::Completed(completion) });
    desk.must(attach(EvidenceId::from_bytes([2; 16]), COMMITMENT));
    desk.must(Action::Handle {
        id: COMMITMENT,
        handling: Handling::Graded { on: day(7, 3), grade: Grade::A, reason: String::new() },
    });
    assert_eq!(desk.missing(resolve()), [Rule::EvaluationRecent]);
}

/// Asked in the morning, reworked in the afternoon: the word was about something else.
#[test]
fn a_word_from_before_a_completion_of_the_same_day_does_not_count() {
    let mut desk = Desk::handled();
    desk.must(evaluate(Verdict::Satisfied, on(6, 25)));
    desk.clone().must(step(resolve()));
    desk.must(send_back(6, 25));
    done(&mut desk, &[Benefit::Works], false);
    desk.must(attach(EvidenceId::from_bytes([2; 16]), COMMITMENT));
    assert_eq!(desk.missing(resolve()), [Rule::EvaluationRecent]);
}

/// The raiser has moved away since the work was done again: an old word, whatever it said, leaves
/// the honest way out of saying that nobody could be asked.
#[test]
fn a_stale_word_of_dissatisfaction_does_not_block_for_ever() {
    let mut desk = Desk::committed();
    desk.must(evaluate(Verdict::Dissatisfied, on(6, 20)));
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    desk.must(attach(EVIDENCE, COMMITMENT));
    desk.must(grade(COMMITMENT, Grade::A));
    assert_eq!(desk.missing(resolve()), [Rule::DissatisfiedBefore]);
    let recent = passing_over(StepKind::Resolve, &[Rule::EvaluationRecent]);
    assert_eq!(desk.missing(recent), [Rule::DissatisfiedBefore]);
    desk.clone().must(step(passing_over(StepKind::Resolve, &[Rule::DissatisfiedBefore])));
    desk.must(evaluate(Verdict::Dissatisfied, on(7, 1)));
    assert_eq!(desk.missing(resolve()), [Rule::NotDissatisfied]);
}

/// Neither a statement nor the same work entered once more answers a complaint.
#[test]
fn a_dissatisfied_word_is_not_made_stale_by_writing() {
    let mut desk = Desk::evaluated();
    desk.must(evaluate(Verdict::Dissatisfied, on(7, 2)));
    let later = ClosingStatement { what: "装好".into(), who: "村委会".into(), on: on(10, 1) };
    desk.must(Action::StateClosing { issue: ISSUE, statement: Some(later) });
    desk.must(send_back(7, 2));
    // The work that was sent back is not entered once more.
    let again = complete(COMMITMENT, &[Benefit::Works], false);
    assert_eq!(desk.refusal(again), Refusal::TooEarly { not_before: day(7, 2) });
    desk.must(complete_on(COMMITMENT, on(7, 2), &[Benefit::Works], false));
    let (grade, reason) = (Grade::A, "现场核过".into());
    let handling = Handling::Graded { on: day(7, 2), grade, reason };
    desk.must(Action::Handle { id: COMMITMENT, handling });
    desk.must(attach(EvidenceId::from_bytes([2; 16]), COMMITMENT));
    let request = passing_over(
        StepKind::Resolve,
        &[Rule::Evaluated, Rule::EvaluationRecent, Rule::DissatisfiedBefore],
    );
    assert_eq!(desk.missing(request), [Rule::NotDissatisfied]);
}

#[test]
fn a_dissatisfied_word_is_not_answered_by_the_studios_own_statement() {
    let mut desk = Desk::consulted();
    desk.must(evaluate(Verdict::Dissatisfied, on(6, 1)));
    desk.must(statement());
    desk.must(attach(EVIDENCE, ISSUE));
    assert_eq!(desk.missing(resolve()), [Rule::NotDissatisfied]);
}

#[test]
fn a_statement_beside_commitments_makes_no_word_stale() {
    let mut desk = Desk::evaluated();
    let later = ClosingStatement { what: "装好".into(), who: "村委会".into(), on: on(10, 1) };
    desk.must(Action::StateClosing { issue: ISSUE, statement: Some(later) });
    desk.must(step(resolve()));
}

/// "Some time in June" hides nothing that was said on 30 June.
#[test]
fn a_dissatisfied_word_is_not_hidden_by_a_vaguely_dated_one() {
    let june = DateSpan::parse("2023-06", day(10, 20)).unwrap();
    let vague = DateSpan::between(day(6, 26), day(7, 31)).unwrap();
    let mut desk = Desk::handled();
    desk.must(evaluate(Verdict::Satisfied, vague));
    desk.must(evaluate(Verdict::Dissatisfied, on(7, 2)));
    assert_eq!(desk.missing(resolve()), [Rule::NotDissatisfied]);
    desk.must(evaluate(Verdict::Satisfied, june));
    assert_eq!(desk.missing(resolve()), [Rule::NotDissatisfied]);
}

#[test]
fn a_word_from_before_the_consultation_does_not_count() {
    let mut desk = Desk::held();
    desk.must(evaluate(Verdict::Satisfied, on(5, 10)));
    desk.must(step(StepRequest::new(StepKind::Consult)));
    desk.must(statement_on(5, 9));
    desk.must(attach(EVIDENCE, ISSUE));
    assert_eq!(desk.missing(resolve()), [Rule::EvaluationRecent]);
}

#[test]
fn nothing_is_handled_before_it_was_raised_nor_before_its_session() {
    let done = |on| {
        Handling::Completed(Completion {
            on,
            delivered: vec![Benefit::Works],
            funds: None,
            received: false,
            text: String::new(),
        })
    };
    let mut desk = Desk::committed();
    let early = |on| Action::Handle { id: COMMITMENT, handling: done(on) };
    let before = DateSpan::parse("1999-01-01", day(10, 20)).unwrap();
    assert_eq!(desk.refusal(early(before)), Refusal::TooEarly { not_before: day(5, 1) });
    let other = tanshi::domain::id::CommitmentId::from_bytes([2; 16]);
    desk.must(Action::MakeCommitment {
        id: other,
        issue: ISSUE,
        session: Some(SESSION),
        line: None,
        facts: promise(Benefit::Works),
        source: None,
    });
    let action = Action::Handle { id: other, handling: done(on(5, 19)) };
    assert_eq!(desk.refusal(action), Refusal::TooEarly { not_before: day(5, 20) });
    assert_eq!(desk.refusal(statement_on(4, 30)), Refusal::TooEarly { not_before: day(5, 1) });
}

#[test]
fn a_commitment_that_the_department_returned_is_not_kept() {
    let mut desk = Desk::committed();
    desk.must(attach(EVIDENCE, COMMITMENT));
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    let returned = Handling::Returned { on: day(6, 2), reason: "非本单位职责".into() };
    desk.must(Action::Handle { id: COMMITMENT, handling: returned });
    let lacks = [Rule::CommitmentCompletion, Rule::CommitmentGrade, Rule::CommitmentReturned];
    assert_eq!(desk.missing(resolve()), lacks);
    let mut again = desk.clone();
    let assigned = Handling::Assigned { on: day(6, 3) };
    again.must(Action::Handle { id: COMMITMENT, handling: assigned });
    assert_eq!(again.missing(resolve()), lacks[..2]);
    done(&mut desk, &[Benefit::Works], false);
    desk.must(step(resolve()));
}

/// As two sources may tell of it.
#[test]
fn of_two_completions_the_later_day_is_the_one_to_be_asked_about() {
    let mut desk = Desk::consulted();
    let (issue, facts, source) = (ISSUE, promise(Benefit::Works), Some(source()));
    let (session, line) = (None, None);
    desk.must(Action::MakeCommitment { id: COMMITMENT, issue, session, line, facts, source });
    desk.must(attach(EVIDENCE, COMMITMENT));
    let completed = |on| {
        let (delivered, text) = (vec![Benefit::Works], String::new());
        let done = Completion { on, delivered, funds: None, received: false, text };
        Action::Handle { id: COMMITMENT, handling: Handling::Completed(done) }
    };
    desk.must(completed(on(7, 2)));
    desk.must(completed(on(6, 20)));
    desk.must(grade(COMMITMENT, Grade::A));
    desk.must(evaluate(Verdict::Satisfied, on(7, 1)));
    assert_eq!(desk.missing(resolve()), [Rule::EvaluationRecent]);
}

#[test]
fn once_work_has_begun_what_the_guards_rest_on_is_not_edited() {
    let assigned = Handling::Assigned { on: day(6, 1) };
    let mut desk = Desk::committed();
    let facts = CommitmentFacts { supporting: vec![OTHER_BUREAU], ..promise(Benefit::Works) };
    desk.must(Action::EditCommitment { id: COMMITMENT, facts: facts.clone() });
    desk.must(Action::Handle { id: COMMITMENT, handling: assigned });
    let edit = |facts| Action::EditCommitment { id: COMMITMENT, facts };
    for (field, changed) in [
        (Field::Promised, CommitmentFacts { promised: Benefit::Policy, ..facts.clone() }),
        (
            Field::Lead,
            CommitmentFacts { lead: Some(OTHER_BUREAU), supporting: vec![], ..facts.clone() },
        ),
        (Field::Deadline, CommitmentFacts { deadline: Some(day(9, 30)), ..facts.clone() }),
        (Field::Supporting, CommitmentFacts { supporting: vec![], ..facts.clone() }),
    ] {
        let refusal = Refusal::HandledSince { field, of: COMMITMENT.into() };
        assert_eq!(desk.refusal(edit(changed)), refusal);
    }
    desk.must(edit(CommitmentFacts { matter: "护栏五百米".into(), ..facts.clone() }));
    let returned = Handling::Returned { on: day(6, 2), reason: "非本单位职责".into() };
    desk.must(Action::Handle { id: COMMITMENT, handling: returned });
    desk.must(edit(CommitmentFacts {
        lead: Some(OTHER_BUREAU),
        supporting: vec![BUREAU],
        ..facts
    }));
}

#[test]
fn a_department_that_once_led_does_not_collect_the_word_either() {
    let mut desk = Desk::committed();
    let other = CommitmentFacts { lead: Some(OTHER_BUREAU), ..promise(Benefit::Works) };
    desk.must(Action::EditCommitment { id: COMMITMENT, facts: other });
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    desk.must(attach(EVIDENCE, COMMITMENT));
    desk.must(grade(COMMITMENT, Grade::A));
    let evaluation =
        Evaluation { collected_by: Some(BUREAU), ..word(Verdict::Satisfied, on(7, 1)) };
    desk.must(Action::Evaluate { issue: ISSUE, evaluation });
    assert_eq!(desk.missing(resolve()), [Rule::EvaluationIndependent]);
}

#[test]
fn what_the_raiser_said_since_is_a_relapse_and_no_slip() {
    let mut desk = Desk::resolved();
    desk.must(evaluate(Verdict::Dissatisfied, on(8, 1)));
    let correct = step(StepRequest::new(StepKind::CorrectResolve));
    assert_eq!(desk.refusal(correct), Refusal::ReopenInstead(ISSUE.into()));
    desk.must(step(StepRequest::new(StepKind::Reopen).because("又倒了").on(on(8, 2))));
}

#[test]
fn a_consultation_is_not_corrected_under_a_later_word_or_statement() {
    let correct = || step(StepRequest::new(StepKind::CorrectConsult));
    let mut asked = Desk::consulted();
    asked.must(evaluate(Verdict::Satisfied, on(7, 1)));
    let mut stated = Desk::consulted();
    stated.must(statement());
    for desk in [asked, stated] {
        assert_eq!(desk.refusal(correct()), Refusal::DependsOn(ISSUE.into()));
    }
    Desk::consulted().must(correct());
}

/// The work was entered first: nobody has done anything about the complaint since it came in.
#[test]
fn a_complaint_is_answered_only_by_work_that_was_entered_after_it() {
    let mut desk = Desk::handled();
    desk.must(evaluate(Verdict::Dissatisfied, on(6, 20)));
    let request = passing_over(StepKind::Resolve, &[Rule::DissatisfiedBefore]);
    assert_eq!(desk.missing(request), [Rule::NotDissatisfied]);
}

#[test]
fn a_commitment_is_on_its_way_as_far_as_its_marks_say_and_no_farther() {
    let mut desk = Desk::consulted();
    desk.must(commit(COMMITMENT, ISSUE, promise(Benefit::Works)));
    let progress = |desk: &Desk| desk.world.commitment(COMMITMENT).unwrap().progress();
    assert_eq!(progress(&desk), Progress::Unassigned);
    let assigned = || Handling::Assigned { on: day(6, 2) };
    let returned = Handling::Returned { on: day(6, 3), reason: "不归我们".into() };
    let reported = || Handling::Reported { on: day(6, 5), text: "已开工".into() };
    for (handling, is) in [
        (assigned(), Progress::Assigned),
        (returned, Progress::Returned),
        (assigned(), Progress::Assigned),
        (Handling::Acknowledged { on: day(6, 4) }, Progress::Acknowledged),
        (reported(), Progress::UnderWay),
        // What is entered late of an earlier part of the way takes nothing back.
        (assigned(), Progress::UnderWay),
        (Handling::Acknowledged { on: day(6, 4) }, Progress::UnderWay),
    ] {
        desk.must(Action::Handle { id: COMMITMENT, handling });
        assert_eq!(progress(&desk), is);
    }
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    assert_eq!(progress(&desk), Progress::Completed);
    let row = CommitmentRow::of(
        desk.world.commitment(COMMITMENT).unwrap(),
        desk.world.issue(ISSUE).unwrap().status,
    );
    assert_eq!(row.progress, Progress::Completed);
}
