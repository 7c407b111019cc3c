//! Figures divided into cells, and how long something took: rules 4, 6 and 7 of DOMAIN §3.

use super::desk::*;
use tanshi::domain::{
    action::{Action, StepRequest},
    commitment::{Benefit, Completion, Handling},
    date::DateSpan,
    figures::{Cell, Dimension, Figure, Report, Wait},
    issue::{Category, Intake},
    session::{Class, SessionStepKind},
    studio::StudioFacts,
    workflow::StepKind,
};

fn of_the_year(desk: &Desk) -> Report {
    desk.figures_by(day(1, 1), day(12, 31), desk.today)
}

/// How many rows of a figure stand in each cell, in order; cells without any are left out.
fn cells(desk: &Desk, dimension: Dimension, figure: Figure) -> Vec<(Cell, usize)> {
    let division = of_the_year(desk).by(dimension);
    let cells = division.cells().map(|(cell, part)| (cell.clone(), part.count(figure)));
    cells.filter(|(_, count)| *count > 0).collect()
}

/// A commitment that was made in the session.
fn promised_there(facts: tanshi::domain::commitment::CommitmentFacts) -> Action {
    let session = Some(SESSION);
    Action::MakeCommitment {
        id: COMMITMENT,
        issue: ISSUE,
        session,
        line: None,
        facts,
        source: None,
    }
}

fn held_between(first: DateSpan) -> Desk {
    let mut desk = Desk::held();
    desk.must(Action::EditSession { id: SESSION, facts: session_facts(first) });
    desk
}

#[test]
fn a_range_belongs_to_a_month_only_when_both_ends_do() {
    for (first, last, expected) in
        [(day(5, 20), day(5, 28), Cell::Month(2023, 5)), (day(5, 20), day(6, 2), Cell::NotKnown)]
    {
        let desk = held_between(DateSpan::between(first, last).unwrap());
        for figure in [Figure::Sessions, Figure::MemberAttendances, Figure::ActiveStudios] {
            assert_eq!(cells(&desk, Dimension::Month, figure), [(expected.clone(), 1)]);
        }
    }
}

#[test]
fn a_joint_session_is_credited_to_the_studio_that_led_it() {
    let mut desk = Desk::planned();
    let facts = StudioFacts { district: "湘乡市".into(), ..studio("石潭", "ST") };
    desk.must(Action::AddStudio { id: OTHER_STUDIO, facts, source: None });
    let joint = tanshi::domain::session::SessionFacts {
        co_studios: vec![OTHER_STUDIO],
        ..session_facts(on(5, 20))
    };
    desk.must(Action::EditSession { id: SESSION, facts: joint });
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    let led = [(Cell::Studio(STUDIO), 1)];
    assert_eq!(cells(&desk, Dimension::Studio, Figure::Sessions), led);
    assert_eq!(cells(&desk, Dimension::Studio, Figure::PublicAttendances), led);
    let founded = [(Cell::Studio(STUDIO), 1), (Cell::Studio(OTHER_STUDIO), 1)];
    assert_eq!(cells(&desk, Dimension::Studio, Figure::Studios), founded);
}

#[test]
fn a_department_counts_in_its_own_cell_and_a_session_in_that_of_each() {
    let mut desk = Desk::planned();
    let other = tanshi::domain::session::Attendance {
        department: Some(OTHER_BUREAU),
        ..row(LEADER, Class::Department)
    };
    desk.must(Action::SetAttendance { session: SESSION, person: LEADER, row: Some(other) });
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    let division = of_the_year(&desk).by(Dimension::Department);
    let both = [(Cell::Department(BUREAU), 1), (Cell::Department(OTHER_BUREAU), 1)];
    assert_eq!(cells(&desk, Dimension::Department, Figure::DepartmentAttendances), both);
    assert_eq!(cells(&desk, Dimension::Department, Figure::DepartmentHeads), both);
    assert_eq!(cells(&desk, Dimension::Department, Figure::Sessions), both);
    assert_eq!(division.surplus(Figure::DepartmentAttendances), 0);
    assert_eq!(division.surplus(Figure::Sessions), 1);
    assert!(!Dimension::Department.divides(Figure::Studios));
}

#[test]
fn an_issue_stands_with_the_departments_that_lead_what_was_promised() {
    let desk = Desk::resolved();
    let leads = [(Cell::Department(BUREAU), 1)];
    assert_eq!(cells(&desk, Dimension::Department, Figure::Resolved), leads);
    let desk = Desk::submitted();
    let none = [(Cell::NotKnown, 1)];
    assert_eq!(cells(&desk, Dimension::Department, Figure::Submitted), none);
}

#[test]
fn category_and_source_are_those_of_the_issues_on_the_agenda() {
    let mut desk = Desk::held();
    let mut facts = desk.issue().facts.clone();
    (facts.category, facts.intake) = (Some(Category::Governance), Intake::Letter);
    desk.must(Action::EditIssue { id: ISSUE, facts });
    let governance = [(Cell::Category(Category::Governance), 1)];
    assert_eq!(cells(&desk, Dimension::Category, Figure::Sessions), governance);
    assert_eq!(cells(&desk, Dimension::Category, Figure::Submitted), governance);
    let letter = [(Cell::Source(Intake::Letter), 1)];
    assert_eq!(cells(&desk, Dimension::Source, Figure::MemberAttendances), letter);
}

#[test]
fn waiting_is_told_from_day_to_day_with_its_median_and_its_longest() {
    let desk = Desk::resolved();
    let report = of_the_year(&desk);
    let known = |wait| {
        let summary = report.whole().wait(wait);
        (summary.count, summary.unknown, summary.median_days, summary.longest_days)
    };
    assert_eq!(known(Wait::SubmittedAccepted), (1, 0, Some(4.0), Some(4)));
    assert_eq!(known(Wait::SubmittedConsulted), (1, 0, Some(19.0), Some(19)));
    assert_eq!(known(Wait::SubmittedResolved), (1, 0, Some(65.0), Some(65)));
    assert_eq!(known(Wait::Overdue).0, 0);
    // Each counts in the interval in which it ended.
    let may = desk.figures_by(day(5, 1), day(5, 31), desk.today);
    assert_eq!(may.whole().wait(Wait::SubmittedConsulted).count, 1);
    assert_eq!(may.whole().wait(Wait::SubmittedResolved).count, 0);
}

#[test]
fn a_promise_counts_from_the_day_of_its_session_to_its_completion() {
    let mut desk = Desk::consulted();
    desk.must(promised_there(promise(Benefit::Works)));
    desk.must(complete(COMMITMENT, &[Benefit::Works], false));
    let summary = of_the_year(&desk).whole().wait(Wait::CommittedCompleted);
    assert_eq!((summary.count, summary.median_days), (1, Some(36.0)));
    // Of one that was entered after it was kept, nobody knows since when it ran.
    let summary = of_the_year(&Desk::handled()).whole().wait(Wait::CommittedCompleted);
    assert_eq!((summary.count, summary.unknown), (0, 1));
}

#[test]
fn a_wait_between_days_that_nobody_knows_is_left_out_and_counted_apart() {
    let mut desk = Desk::evaluated();
    let july = DateSpan::parse("2023-07", day(10, 20)).unwrap();
    desk.must(step(StepRequest::new(StepKind::Resolve).on(july)));
    let summary = of_the_year(&desk).whole().wait(Wait::SubmittedResolved);
    assert_eq!((summary.count, summary.unknown, summary.median_days), (0, 1, None));
}

#[test]
fn a_promise_past_its_deadline_is_overdue_until_it_is_kept_and_late_after() {
    let mut desk = Desk::consulted();
    let facts = tanshi::domain::commitment::CommitmentFacts {
        deadline: Some(day(6, 10)),
        ..promise(Benefit::Works)
    };
    desk.must(promised_there(facts));
    let longest = |cut_off, wait| {
        let report = desk.figures_by(day(1, 1), day(12, 31), cut_off);
        report.whole().wait(wait).longest_days
    };
    assert_eq!(longest(day(6, 10), Wait::Overdue), None);
    assert_eq!(longest(day(6, 20), Wait::Overdue), Some(10));
    desk.must(Action::Handle {
        id: COMMITMENT,
        handling: Handling::Completed(Completion {
            on: on(6, 25),
            delivered: vec![Benefit::Works],
            funds: None,
            received: false,
            text: String::new(),
        }),
    });
    let longest = |cut_off, wait| {
        let report = desk.figures_by(day(1, 1), day(12, 31), cut_off);
        report.whole().wait(wait).longest_days
    };
    assert_eq!(longest(day(6, 20), Wait::Overdue), Some(10), "it was not known by then");
    assert_eq!(longest(day(6, 30), Wait::Overdue), None);
    assert_eq!(longest(day(6, 30), Wait::CompletedLate), Some(15));
}
