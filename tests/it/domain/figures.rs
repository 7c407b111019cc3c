//! Problems solved and rates: rules 7 and 8 of DOMAIN §3.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, Completion, Grade, Handling},
    date::DateSpan,
    figures::Figure,
    issue::Verdict,
    session::{Class, SessionStepKind},
    workflow::{Rule, StepKind},
};

#[test]
fn a_resolution_counts_in_an_interval_that_holds_its_day() {
    let desk = Desk::resolved();
    assert_eq!(desk.figures(day(7, 1), day(7, 31)).count(Figure::Resolved), 1);
    assert_eq!(desk.figures(day(7, 5), day(7, 5)).count(Figure::Resolved), 1);
    assert_eq!(desk.figures(day(7, 6), day(7, 31)).count(Figure::Resolved), 0);
    assert_eq!(desk.figures(day(6, 1), day(7, 4)).count(Figure::Resolved), 0);
}

#[test]
fn a_range_counts_only_when_both_ends_do() {
    let mut desk = Desk::evaluated();
    let span = DateSpan::between(day(6, 28), day(7, 9)).unwrap();
    desk.must(step(StepRequest::new(StepKind::Resolve).on(span)));
    assert_eq!(desk.figures(day(6, 28), day(7, 9)).count(Figure::Resolved), 1);
    assert_eq!(desk.figures(day(7, 1), day(7, 31)).count(Figure::Resolved), 0);
    assert_eq!(desk.figures(day(6, 1), day(6, 30)).count(Figure::Resolved), 0);
    assert_eq!(span.year_month(), None);
    assert_eq!(on(7, 5).year_month(), Some((2023, 7)));
}

#[test]
fn a_session_of_a_range_counts_only_when_both_ends_do() {
    let mut desk = Desk::held();
    let span = DateSpan::between(day(5, 20), day(6, 2)).unwrap();
    desk.must(Action::EditSession { id: SESSION, facts: session_facts(span) });
    assert_eq!(desk.figures(day(5, 1), day(5, 31)).count(Figure::Sessions), 0);
    assert_eq!(desk.figures(day(5, 1), day(6, 30)).count(Figure::Sessions), 1);
}

#[test]
fn a_reopened_issue_is_not_solved() {
    let desk = Desk::reopened();
    assert_eq!(desk.count(Figure::Resolved), 0);
    assert_eq!(desk.count(Figure::ConsultedResolved), 0);
}

#[test]
fn an_issue_reopened_after_the_cut_off_still_was_solved() {
    let desk = Desk::reopened();
    let count = |cut_off| desk.figures_by(day(1, 1), day(12, 31), cut_off).count(Figure::Resolved);
    assert_eq!(count(day(8, 31)), 1);
    assert_eq!(count(day(9, 1)), 0);
}

#[test]
fn an_issue_resolved_again_counts_once_by_its_last_resolution() {
    let mut desk = Desk::reopened();
    desk.must(evaluate(Verdict::Satisfied, on(9, 20)));
    desk.must(step(StepRequest::new(StepKind::Resolve).on(on(9, 25))));
    assert_eq!(desk.count(Figure::Resolved), 1);
    assert_eq!(desk.figures_by(day(7, 1), day(7, 31), day(10, 20)).count(Figure::Resolved), 0);
    assert_eq!(desk.figures(day(9, 1), day(9, 30)).count(Figure::Resolved), 1);
}

#[test]
fn a_corrected_step_never_happened() {
    let mut desk = Desk::resolved();
    desk.must(step(StepRequest::new(StepKind::CorrectResolve)));
    assert_eq!(desk.figures(day(7, 1), day(7, 31)).count(Figure::Resolved), 0);
    let mut desk = Desk::consulted();
    desk.must(step(StepRequest::new(StepKind::CorrectConsult)));
    assert_eq!(desk.count(Figure::Consulted), 0);
    let mut desk = Desk::reopened();
    desk.must(step(StepRequest::new(StepKind::CorrectReopen)));
    assert_eq!(desk.count(Figure::Resolved), 1);
}

#[test]
fn a_merged_issue_counts_in_its_root_alone() {
    let mut desk = Desk::evaluated();
    desk.must(add_issue(OTHER_ISSUE));
    assert_eq!(desk.count(Figure::Submitted), 2);
    desk.must(step_of(OTHER_ISSUE, merge_into(ISSUE).on(on(7, 2))));
    desk.must(step(StepRequest::new(StepKind::Resolve).on(on(7, 5))));
    assert_eq!(desk.count(Figure::Submitted), 1);
    assert_eq!(desk.count(Figure::Resolved), 1);
    // Before the merging both were there.
    let then = desk.figures_by(day(1, 1), day(12, 31), day(7, 1));
    assert_eq!(then.count(Figure::Submitted), 2);
}

/// The order of the steps decides, not the ends of the ranges that date them.
#[test]
fn steps_that_are_dated_by_a_month_count_in_the_order_of_the_workflow() {
    let june = DateSpan::parse("2023-06", day(10, 20)).unwrap();
    let july = DateSpan::parse("2023-07", day(10, 20)).unwrap();
    let mut desk = Desk::evaluated();
    desk.must(step(StepRequest::new(StepKind::Resolve).on(july)));
    assert_eq!(desk.count(Figure::Resolved), 1);
    desk.must(step(StepRequest::new(StepKind::Reopen).because("护栏又倒了").on(on(7, 10))));
    assert_eq!(desk.count(Figure::Resolved), 0);
    assert_eq!(desk.count(Figure::ConsultedResolved), 0);

    let mut desk = Desk::held();
    desk.must(step(StepRequest::new(StepKind::Consult).on(june)));
    desk.must(commit(COMMITMENT, ISSUE, promise(Benefit::Works)));
    let completion = Completion {
        on: on(6, 10),
        delivered: vec![Benefit::Works],
        funds: None,
        received: false,
        text: String::new(),
    };
    desk.must(Action::Handle { id: COMMITMENT, handling: Handling::Completed(completion) });
    desk.must(attach(EVIDENCE, COMMITMENT));
    desk.must(grade(COMMITMENT, Grade::A));
    desk.must(evaluate(Verdict::Satisfied, on(6, 12)));
    desk.must(step(StepRequest::new(StepKind::Resolve).on(on(6, 15))));
    assert_eq!(desk.count(Figure::Resolved), 1);
}

#[test]
fn a_studio_without_a_founding_day_counts_from_its_first_session() {
    let mut desk = Desk::held();
    let facts = tanshi::domain::studio::StudioFacts { founded: None, ..studio("韶峰", "SFL") };
    desk.must(Action::EditStudio { id: STUDIO, facts });
    let counts = |last| {
        let tally = desk.figures(day(1, 1), last);
        (tally.count(Figure::Studios), tally.count(Figure::FoundingUnknown))
    };
    assert_eq!(counts(day(5, 19)), (0, 1));
    assert_eq!(counts(day(5, 20)), (1, 1));
    assert_eq!(desk.figures(day(6, 1), day(12, 31)).count(Figure::Studios), 1);
}

#[test]
fn what_was_passed_over_is_counted_apart() {
    let mut desk = Desk::planned();
    desk.must(sign_out(CITIZEN));
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    desk.must(step(passing_over(StepKind::Consult, &[Rule::PublicPresent])));
    assert_eq!(desk.count(Figure::ConsultedOverridden), 1);
    assert_eq!(Desk::resolved().count(Figure::ConsultedOverridden), 0);

    let mut desk = Desk::committed();
    desk.must(evaluate(Verdict::Dissatisfied, on(6, 20)));
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    desk.must(attach(EVIDENCE, COMMITMENT));
    desk.must(grade(COMMITMENT, Grade::A));
    desk.must(step(passing_over(StepKind::Resolve, &[Rule::DissatisfiedBefore])));
    assert_eq!(desk.count(Figure::ResolvedOverridden), 1);
    assert_eq!(desk.count(Figure::ResolvedDissatisfied), 1);
}

/// Asked in June and again in August: each interval has the word that was given in it.
#[test]
fn every_interval_counts_the_word_that_was_given_in_it() {
    let mut desk = Desk::resolved();
    desk.must(evaluate(Verdict::Dissatisfied, on(8, 10)));
    let rates = |first, last| {
        let tally = desk.figures_by(first, last, desk.today);
        (tally.count(Figure::Evaluated), tally.count(Figure::Satisfied))
    };
    assert_eq!(rates(day(7, 1), day(7, 31)), (1, 1));
    assert_eq!(rates(day(8, 1), day(8, 31)), (1, 0));
    assert_eq!(rates(day(7, 1), day(8, 31)), (1, 0));
    assert_eq!(rates(day(9, 1), day(9, 30)), (0, 0));
}

#[test]
fn a_word_known_to_the_month_counts_in_intervals_that_hold_the_month() {
    let mut desk = Desk::handled();
    desk.must(evaluate(Verdict::Satisfied, DateSpan::parse("2023-07", day(10, 20)).unwrap()));
    let asked = |first, last| desk.figures_by(first, last, desk.today).count(Figure::Evaluated);
    assert_eq!(asked(day(7, 1), day(7, 31)), 1);
    assert_eq!(asked(day(7, 1), day(7, 30)), 0);
}

#[test]
fn consultations_from_a_source_and_other_people_are_counted_apart() {
    let mut desk = Desk::planned_from_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    assert_eq!(desk.count(Figure::ConsultedRecorded), 1);
    assert_eq!(desk.count(Figure::Consulted), 0);
    desk.must(sign_in(SESSION, LEADER, Class::Expert));
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    assert_eq!(desk.count(Figure::OtherAttendances), 1);
    assert_eq!(desk.count(Figure::MemberAttendances), 1);
}

#[test]
fn what_is_not_known_at_the_cut_off_does_not_count() {
    let desk = Desk::resolved();
    let at = |cut_off, figure| desk.figures_by(day(1, 1), day(12, 31), cut_off).count(figure);
    assert_eq!(at(day(5, 19), Figure::Consulted), 0);
    assert_eq!(at(day(5, 20), Figure::Consulted), 1);
    assert_eq!(at(day(5, 19), Figure::Sessions), 0);
    assert_eq!(at(day(4, 30), Figure::Submitted), 0);
    assert_eq!(at(day(1, 9), Figure::Studios), 0);
    assert_eq!(at(day(7, 4), Figure::ConsultedResolved), 0);
    assert_eq!(at(day(7, 5), Figure::ConsultedResolved), 1);
}

#[test]
fn the_word_that_counted_at_the_cut_off_is_the_one_shown() {
    let mut desk = Desk::resolved();
    desk.must(evaluate(Verdict::Dissatisfied, on(9, 1)));
    let at =
        |cut_off| desk.figures_by(day(1, 1), day(12, 31), cut_off).whole().satisfaction_percent();
    assert_eq!(at(day(8, 31)), Some(100.0));
    assert_eq!(at(day(9, 1)), Some(0.0));
}

#[test]
fn nobody_asked_is_not_nobody_satisfied() {
    let mut desk = Desk::handled();
    desk.must(step(passing_over(StepKind::Resolve, &[Rule::Evaluated])));
    let tally = desk.figures(day(1, 1), day(10, 20));
    assert_eq!(tally.count(Figure::ResolvedOverridden), 1);
    assert_eq!(tally.whole().satisfaction_percent(), None);
    assert_eq!(tally.whole().resolution_percent(), Some(100.0));
}

#[test]
fn resolutions_from_a_source_are_shown_apart() {
    let mut desk = Desk::planned_from_source();
    desk.must(step(recorded(StepKind::Consult, on(5, 20))));
    desk.must(step(recorded(StepKind::Resolve, on(7, 1))));
    assert_eq!(desk.count(Figure::ResolvedRecorded), 1);
    assert_eq!(desk.count(Figure::ConsultedResolved), 0);
    assert_eq!(Desk::resolved().count(Figure::ResolvedRecorded), 0);
}

#[test]
fn money_that_was_only_promised_solves_nothing() {
    let mut desk = Desk::consulted();
    desk.must(commit(COMMITMENT, ISSUE, promise(Benefit::Money)));
    assert_eq!(desk.count(Figure::Resolved), 0);
}

#[test]
fn a_studio_is_founded_whether_or_not_it_held_a_session() {
    let mut desk = Desk::planned();
    assert_eq!(desk.count(Figure::Studios), 1);
    assert_eq!(desk.count(Figure::ActiveStudios), 0);
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    assert_eq!(desk.count(Figure::ActiveStudios), 1);
}

#[test]
fn the_figures_of_one_studio_hold_only_its_own() {
    use tanshi::domain::{
        date::Interval,
        figures::{Scope, Tally},
    };
    let desk = Desk::resolved();
    for (studio, expected) in [(STUDIO, 1), (OTHER_STUDIO, 0)] {
        let interval = Interval::between(day(1, 1), day(12, 31)).unwrap();
        let scope = Scope { interval, cut_off: desk.today, studio: Some(studio) };
        let mut tally = Tally::new(scope);
        desk.world.studios().for_each(|it| tally.studio(it));
        desk.world.sessions().for_each(|it| tally.session(it));
        desk.world.issues().for_each(|it| tally.issue(it));
        let tally = tally.report();
        for figure in [Figure::Studios, Figure::Sessions, Figure::Resolved] {
            assert_eq!(tally.count(figure), expected);
        }
    }
}
