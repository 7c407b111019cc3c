//! What presses, and why: computed from the rows and the day.

use super::desk::*;
use chrono::NaiveDate;
use tanshi::command::{Catalog, Next};
use tanshi::domain::{
    action::{Action, StepRequest},
    calendar::Calendar,
    commitment::{Benefit, CommitmentFacts, Handling},
    issue::{Evaluation, Verdict},
    priority::{Lateness, Reason, Terms, rank},
    session::SessionStepKind,
    settings::Settings,
    today::{Entry, Section, Sitting},
    workflow::StepKind,
};

fn terms(today: NaiveDate) -> Terms {
    Terms::of(&Settings::default(), &Calendar::built_in(), today)
}

/// Why the issue of a desk presses on a day.
fn reasons(desk: &Desk, today: NaiveDate) -> Vec<Reason> {
    let catalog = Catalog::of(&desk.world);
    catalog.pressing(&catalog.issues.get(&ISSUE).unwrap(), &terms(today))
}

/// What is to be done about the issue of a desk on a day, as its verb is called: on its own page the
/// same as on that of today.
fn next(desk: &Desk, today: NaiveDate) -> Option<String> {
    let catalog = Catalog::of(&desk.world);
    let entry = Entry::Issue { id: ISSUE, reasons: reasons(desk, today) };
    let next = catalog.next(&entry, &terms(today));
    let row = catalog.issues.get(&ISSUE).unwrap();
    assert_eq!(catalog.next_about(&row, &terms(today)), next);
    next.map(|next| match next {
        Next::Verb(verb, _) => verb.id(),
        Next::Floor(_) => "floor".to_owned(),
    })
}

/// The national holiday of 2023 lies between: eight days off, and a weekend that is worked.
#[test]
fn how_late_something_is_counts_the_days_that_are_worked() {
    let terms = terms(day(10, 9));
    for (due, lateness) in [
        (day(10, 8), Lateness::Days),
        (day(9, 28), Lateness::Days),
        (day(9, 27), Lateness::Weeks),
        (day(9, 19), Lateness::Weeks),
        (day(9, 18), Lateness::Long),
    ] {
        assert_eq!(terms.lateness(due), lateness, "{due}");
    }
}

#[test]
fn a_deadline_is_near_three_working_days_before_it() {
    let calendar = Calendar::built_in();
    // On 27 September these are 28 September and the worked weekend after the holiday.
    assert_eq!(terms(day(9, 27)).soon_by, day(10, 8));
    let mut desk = Desk::committed();
    desk.must(Action::Handle { id: COMMITMENT, handling: Handling::Assigned { on: day(5, 22) } });
    let by = Some(BUREAU);
    assert_eq!(reasons(&desk, day(6, 25)), []);
    let first = calendar.add_working_days(day(6, 26), 3).date;
    assert_eq!(first, day(6, 29));
    assert_eq!(reasons(&desk, day(6, 27)), [Reason::DueSoon { days: 3, by }]);
    assert_eq!(reasons(&desk, day(6, 30)), [Reason::DueSoon { days: 0, by }]);
    let late = |days, lateness| [Reason::Overdue { days, lateness, by }];
    assert_eq!(reasons(&desk, day(7, 1)), late(1, Lateness::Days));
    assert_eq!(reasons(&desk, day(7, 31)), late(31, Lateness::Long));
    assert_eq!(next(&desk, day(7, 1)).as_deref(), Some("commitment report"));
}

/// Three working days after it was agreed on Saturday 20 May 2023 something should have been assigned.
#[test]
fn what_was_agreed_and_nobody_was_given_presses_until_it_is_assigned() {
    let agreed = |facts| {
        let mut desk = Desk::consulted();
        let (id, issue, session) = (COMMITMENT, ISSUE, Some(SESSION));
        desk.must(Action::MakeCommitment { id, issue, session, line: None, facts, source: None });
        desk
    };
    let mut desk = agreed(promise(Benefit::Works));
    let to = Some(BUREAU);
    assert_eq!(reasons(&desk, day(5, 24)), []);
    assert_eq!(reasons(&desk, day(5, 25)), [Reason::Unassigned { days: 5, to }]);
    assert_eq!(next(&desk, day(5, 25)).as_deref(), Some("commitment assign"));
    let late = Reason::Overdue { days: 1, lateness: Lateness::Days, by: to };
    assert_eq!(reasons(&desk, day(7, 1)), [late, Reason::Unassigned { days: 42, to }]);
    assert_eq!(next(&desk, day(7, 1)).as_deref(), Some("commitment assign"));
    desk.must(Action::Handle { id: COMMITMENT, handling: Handling::Assigned { on: day(5, 26) } });
    assert_eq!(reasons(&desk, day(5, 27)), []);
    // What nobody leads gets its department first.
    let nobodys = agreed(CommitmentFacts { lead: None, ..promise(Benefit::Works) });
    assert_eq!(next(&nobodys, day(5, 26)).as_deref(), Some("commitment edit"));
    // What belongs to no session was agreed when it was entered; what is done waits for nobody.
    assert_eq!(reasons(&Desk::committed(), day(6, 20)), []);
    assert_eq!(reasons(&Desk::evaluated(), day(7, 8)), []);
}

/// What is done next about the issue of a desk on a day, also where nothing presses.
fn next_about(desk: &Desk, today: NaiveDate) -> Option<String> {
    let catalog = Catalog::of(&desk.world);
    let row = catalog.issues.get(&ISSUE).unwrap();
    let next = catalog.next_about(&row, &terms(today));
    next.map(|next| match next {
        Next::Verb(verb, _) => verb.id(),
        Next::Floor(_) => "floor".to_owned(),
    })
}

#[test]
fn what_was_promised_is_assigned_before_it_is_resolved_also_while_nothing_presses() {
    let mut desk = Desk::committed();
    assert_eq!(reasons(&desk, day(6, 20)), []);
    assert_eq!(next_about(&desk, day(6, 20)).as_deref(), Some("commitment assign"));
    desk.must(Action::Handle { id: COMMITMENT, handling: Handling::Assigned { on: day(5, 22) } });
    assert_eq!(next_about(&desk, day(6, 20)).as_deref(), Some("issue resolve"));
}

/// A second session for what has one would be the same meeting twice.
#[test]
fn what_waits_for_a_session_that_is_planned_is_given_no_other() {
    let mut desk = Desk::accepted();
    let long = day(10, 20);
    assert!(matches!(reasons(&desk, long).first(), Some(Reason::WaitsLong(_))));
    assert_eq!(next_about(&desk, long).as_deref(), Some("session plan"));
    desk.must(plan(SESSION, on(10, 21)));
    desk.must(agenda(SESSION, &[ISSUE]));
    assert_eq!(next_about(&desk, long).as_deref(), Some("issue consult"));
    assert_eq!(next_about(&desk, day(10, 21)).as_deref(), Some("session start"));
    assert_eq!(next_about(&desk, day(10, 22)).as_deref(), Some("session held"));
}

#[test]
fn what_was_resolved_can_be_looked_at_again_before_its_day_and_once() {
    let mut desk = Desk::resolved();
    assert_eq!(reasons(&desk, day(7, 20)), []);
    assert_eq!(next_about(&desk, day(7, 20)).as_deref(), Some("issue evaluate"));
    desk.must(evaluate(Verdict::Satisfied, on(8, 10)));
    assert_eq!(next_about(&desk, day(8, 11)), None);
}

#[test]
fn a_commitment_is_assigned_then_asked_about_and_graded_when_it_was_handled() {
    let next = |desk: &Desk| {
        let next = Catalog::of(&desk.world).next_of_commitment(COMMITMENT);
        next.map(|next| match next {
            Next::Verb(verb, target) => (verb.id(), target),
            Next::Floor(_) => panic!("a commitment has no floor"),
        })
    };
    let with = |verb: &str| Some((verb.to_owned(), Some(COMMITMENT.into())));
    let mut desk = Desk::committed();
    assert_eq!(next(&desk), with("commitment assign"));
    desk.must(Action::Handle { id: COMMITMENT, handling: Handling::Assigned { on: day(5, 22) } });
    assert_eq!(next(&desk), with("commitment report"));
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    assert_eq!(next(&desk), with("commitment grade"));
    assert_eq!(next(&Desk::handled()), None, "it is graded");
}

#[test]
fn a_year_without_a_notice_is_named() {
    let calendar = Calendar::built_in();
    let years = |year, month, day| {
        let today = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        terms(today).assumed(&calendar)
    };
    assert_eq!(years(2023, 10, 20), Vec::<i32>::new());
    assert_eq!(years(2026, 12, 30), [2027]);
}

/// "Done" is what the department says: from then on the raiser is to be asked.
#[test]
fn what_a_department_calls_done_is_to_be_evaluated_within_ten_working_days() {
    let desk = Desk::handled();
    let unasked = |days, is_late| [Reason::Unasked { days, is_late }];
    assert_eq!(reasons(&desk, day(6, 27)), unasked(2, false));
    // 25 June was worked; the tenth working day after it is 7 July.
    assert_eq!(reasons(&desk, day(7, 7)), unasked(12, false));
    assert_eq!(reasons(&desk, day(7, 8)), unasked(13, true));
    assert_eq!(next(&desk, day(7, 8)).as_deref(), Some("issue evaluate"));
    assert_eq!(reasons(&Desk::evaluated(), day(7, 8)), []);
}

#[test]
fn what_was_resolved_is_revisited_after_thirty_days_until_the_raiser_is_heard() {
    let mut desk = Desk::resolved();
    assert_eq!(reasons(&desk, day(8, 3)), []);
    assert_eq!(reasons(&desk, day(8, 4)), [Reason::Revisit(30)]);
    desk.must(evaluate(Verdict::Satisfied, on(8, 10)));
    assert_eq!(reasons(&desk, day(8, 11)), []);
    let mut desk = Desk::resolved();
    desk.must(evaluate(Verdict::Dissatisfied, on(8, 10)));
    assert_eq!(reasons(&desk, day(8, 11)), [Reason::Dissatisfied(day(8, 10))]);
    assert_eq!(next(&desk, day(8, 11)).as_deref(), Some("issue reopen"));
    // What comes from a source was not resolved here.
    assert_eq!(reasons(&Desk::resolved_from_source(), day(10, 20)), []);
}

#[test]
fn a_dissatisfied_raiser_presses_until_something_is_done() {
    let mut desk = Desk::handled();
    desk.must(evaluate(Verdict::Dissatisfied, on(7, 1)));
    assert_eq!(reasons(&desk, day(7, 2)), [Reason::Dissatisfied(day(7, 1))]);
    // What did not satisfy is sent back, and then asked about.
    assert_eq!(next(&desk, day(7, 2)).as_deref(), Some("commitment send-back"));
    let until = Some(day(10, 1));
    let handling =
        Handling::SentBack {
            on: day(7, 2), until, reason: "一场雨就松了".into(), word: Some(0)
        };
    desk.must(Action::Handle { id: COMMITMENT, handling });
    assert_eq!(next(&desk, day(7, 3)).as_deref(), Some("commitment report"));
}

#[test]
fn what_a_department_gave_back_presses_until_it_is_assigned_again() {
    let mut desk = Desk::committed();
    let handle = |handling| Action::Handle { id: COMMITMENT, handling };
    desk.must(handle(Handling::Assigned { on: day(5, 22) }));
    desk.must(handle(Handling::Returned { on: day(5, 25), reason: "不属于本单位".into() }));
    let back = Reason::Returned { on: day(5, 25), by: Some(BUREAU) };
    assert_eq!(reasons(&desk, day(5, 26)), [back]);
    assert_eq!(next(&desk, day(5, 26)).as_deref(), Some("commitment edit"));
    desk.must(handle(Handling::Assigned { on: day(5, 27) }));
    assert_eq!(reasons(&desk, day(5, 28)), []);
}

/// A word that those collected who did the work resolves nothing, so that the studio is still to ask.
#[test]
fn what_the_department_asked_itself_is_still_to_be_asked() {
    let mut desk = Desk::handled();
    let word = word(Verdict::Satisfied, on(6, 28));
    let evaluation = Evaluation { collected_by: Some(BUREAU), ..word };
    desk.must(Action::Evaluate { issue: ISSUE, evaluation });
    assert_eq!(reasons(&desk, day(7, 8)), [Reason::Unasked { days: 13, is_late: true }]);
}

/// Nobody reports on what was given back: it goes to another department first.
#[test]
fn what_is_overdue_and_was_given_back_is_assigned_anew() {
    let mut desk = Desk::committed();
    let handle = |handling| Action::Handle { id: COMMITMENT, handling };
    desk.must(handle(Handling::Assigned { on: day(5, 22) }));
    desk.must(handle(Handling::Returned { on: day(5, 25), reason: "不属于本单位".into() }));
    assert!(matches!(reasons(&desk, day(7, 8)).first(), Some(Reason::Overdue { .. })));
    assert_eq!(next(&desk, day(7, 8)).as_deref(), Some("commitment edit"));
}

/// The order of all screens: whatever presses comes before what does not, and what is done last.
#[test]
fn the_heaviest_reason_puts_an_issue_in_its_place() {
    let today = day(10, 20);
    let ranked = |desk: &Desk| {
        let catalog = Catalog::of(&desk.world);
        let row = catalog.issues.get(&ISSUE).unwrap();
        rank(&row, &catalog.talked(&row), &terms(today))
    };
    let mut reassured = Desk::resolved();
    reassured.must(evaluate(Verdict::Satisfied, on(8, 10)));
    let mut left = Desk::submitted();
    let withdraw = StepKind::Exit(tanshi::domain::workflow::Exit::Withdrawn);
    left.must(step(StepRequest::new(withdraw).because("自己解决了")));
    let desks = [
        Desk::committed(),
        Desk::reopened(),
        Desk::handled(),
        Desk::submitted(),
        Desk::accepted(),
        Desk::evaluated(),
        Desk::resolved(),
        reassured,
        left,
    ];
    let ranks: Vec<i64> = desks.iter().map(ranked).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
}

#[test]
fn today_has_a_section_for_each_kind_of_thing_and_none_that_is_empty() {
    let sections = |desk: &Desk, today| {
        let found = Catalog::of(&desk.world).today(Some(STUDIO), &terms(today));
        found.sections.into_iter().map(|(section, _)| section).collect::<Vec<_>>()
    };
    assert_eq!(sections(&Desk::empty(), day(10, 20)), []);
    assert_eq!(sections(&Desk::submitted(), day(10, 20)), [Section::Waiting]);
    assert_eq!(sections(&Desk::committed(), day(6, 28)), [Section::DueSoon]);
    assert_eq!(sections(&Desk::committed(), day(7, 28)), [Section::Overdue]);
    assert_eq!(sections(&Desk::handled(), day(6, 28)), [Section::ToAsk]);
    let elsewhere = Catalog::of(&Desk::committed().world);
    assert_eq!(elsewhere.today(Some(OTHER_STUDIO), &terms(day(7, 28))).total(), 0);
}

#[test]
fn a_session_is_told_of_before_its_day_and_until_its_minutes_are_there() {
    let told = |desk: &Desk, today| {
        let found = Catalog::of(&desk.world).today(None, &terms(today));
        let all = found.sections.into_iter().flat_map(|(_, entries)| entries);
        let sittings = all.filter_map(|entry| match entry {
            Entry::Session { sitting, .. } => Some(sitting),
            Entry::Issue { .. } => None,
        });
        sittings.collect::<Vec<_>>()
    };
    let mut desk = Desk::planned();
    assert_eq!(told(&desk, day(5, 12)), []);
    assert_eq!(told(&desk, day(5, 18)), [Sitting::Ahead(2)]);
    assert_eq!(told(&desk, day(5, 20)), [Sitting::Today]);
    assert_eq!(told(&desk, day(5, 22)), [Sitting::Passed(2)]);
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    assert_eq!(told(&desk, day(5, 26)), [Sitting::Unwritten { days: 6, is_late: false }]);
    assert_eq!(told(&desk, day(5, 29)), [Sitting::Unwritten { days: 9, is_late: true }]);
    assert_eq!(told(&desk, day(6, 20)), []);
}
