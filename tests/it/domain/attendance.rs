//! The counting rules 1–6 of DOMAIN §3.

use super::desk::*;
use tanshi::domain::{
    action::Action,
    event::{AttendanceSet, Event},
    figures::Figure,
    provenance::Source,
    refusal::{Field, Refusal},
    session::{Attendance, Class, Column, Presence, SessionFacts, SessionStepKind, Tally},
};

/// A second row for somebody, as two laptops that meet may leave it.
fn second_row(desk: &mut Desk, row: &Attendance) {
    let set =
        AttendanceSet { session: SESSION, person: row.person, from: None, to: Some(row.clone()) };
    let envelope = desk.next_envelope();
    desk.world.apply(&Event::AttendanceSet(set.clone()), &envelope);
    desk.log.push((Event::AttendanceSet(set), envelope));
}

fn counts(desk: &Desk) -> [u32; 4] {
    [Column::Member, Column::Public, Column::Department, Column::Other]
        .map(|column| desk.session().count(column))
}

#[test]
fn rows_count_only_when_people_came_and_the_session_was_held() {
    let mut desk = Desk::planned();
    assert_eq!(desk.count(Figure::MemberAttendances), 0);
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    for presence in [Presence::Excused, Presence::Absent] {
        let row = Attendance { presence, ..row(LEADER, Class::Leader) };
        desk.must(Action::SetAttendance { session: SESSION, person: LEADER, row: Some(row) });
        assert_eq!(counts(&desk), [1, 1, 1, 0]);
    }
    assert_eq!(desk.count(Figure::MemberAttendances), 1);
}

#[test]
fn leaders_count_as_members() {
    let mut desk = Desk::held();
    desk.must(sign_in(SESSION, LEADER, Class::Leader));
    assert_eq!(counts(&desk), [2, 1, 1, 0]);
}

#[test]
fn a_person_with_two_hats_counts_once_as_a_member() {
    let mut desk = Desk::held();
    second_row(&mut desk, &row(MEMBER, Class::Merchant));
    second_row(&mut desk, &row(MEMBER, Class::Expert));
    second_row(&mut desk, &row(MEMBER, Class::Convenor));
    assert_eq!(counts(&desk), [1, 1, 1, 0]);
    assert_eq!(desk.count(Figure::MemberAttendances), 1);
    assert_eq!(desk.count(Figure::PublicAttendances), 1);
}

#[test]
fn a_citizen_who_is_an_expert_too_counts_with_the_public() {
    let mut desk = Desk::held();
    second_row(&mut desk, &row(CITIZEN, Class::Lawyer));
    assert_eq!(counts(&desk), [1, 1, 1, 0]);
}

#[test]
fn departments_count_and_heads_are_shown_apart() {
    let mut desk = Desk::held();
    desk.must(sign_in(SESSION, LEADER, Class::Department));
    assert_eq!(counts(&desk), [1, 1, 1, 0]);
    assert_eq!(desk.count(Figure::DepartmentAttendances), 1);
    assert_eq!(desk.count(Figure::DepartmentHeads), 2);
    let row = Attendance { department: Some(OTHER_BUREAU), ..row(LEADER, Class::Department) };
    desk.must(Action::SetAttendance { session: SESSION, person: LEADER, row: Some(row) });
    assert_eq!(desk.count(Figure::DepartmentAttendances), 2);
}

#[test]
fn an_official_names_a_department() {
    let row = Attendance { department: None, ..row(LEADER, Class::Department) };
    let action = Action::SetAttendance { session: SESSION, person: LEADER, row: Some(row) };
    assert_eq!(Desk::held().refusal(action), Refusal::Required(Field::Unit));
}

#[test]
fn experts_lawyers_media_and_staff_are_outside_the_three_columns() {
    for class in [Class::Expert, Class::Lawyer, Class::Liaison, Class::Recorder, Class::Media] {
        let mut desk = Desk::held();
        desk.must(sign_in(SESSION, LEADER, class));
        assert_eq!(counts(&desk), [1, 1, 1, 1]);
    }
}

#[test]
fn a_tally_counts_as_it_stands_and_has_as_many_rows() {
    let mut desk = Desk::held();
    let tally = |class, count| Tally { class, count, source: "点名册".into() };
    let tallies = vec![tally(Class::Raiser, 8), tally(Class::Merchant, 2), tally(Class::Aide, 1)];
    desk.must(Action::SetTallies { session: SESSION, tallies });
    assert_eq!(counts(&desk), [2, 11, 1, 0]);
    assert_eq!(desk.count(Figure::PublicAttendances), 11);
}

#[test]
fn a_tally_is_bounded() {
    let tally = Tally { class: Class::Raiser, count: u32::MAX, source: String::new() };
    let action = Action::SetTallies { session: SESSION, tallies: vec![tally] };
    assert_eq!(Desk::held().refusal(action), Refusal::TooMany { limit: 9_999 });
}

#[test]
fn only_the_public_is_counted_without_saying_who_counted() {
    let tally = Tally { class: Class::Member, count: 3, source: String::new() };
    let action = Action::SetTallies { session: SESSION, tallies: vec![tally] };
    assert_eq!(Desk::held().refusal(action.clone()), Refusal::Required(Field::Source));
    let mut desk = Desk::empty();
    let source = Some(Source { reference: "县志".into() });
    desk.must(Action::PlanSession { id: SESSION, facts: session_facts(on(5, 20)), source });
    desk.must(action);
}

#[test]
fn a_joint_session_is_one_and_credited_to_the_lead_studio() {
    let mut desk = Desk::held();
    let facts = studio("石潭", "ST");
    desk.must(Action::AddStudio { id: OTHER_STUDIO, facts, source: None });
    let facts = SessionFacts { co_studios: vec![OTHER_STUDIO], ..session_facts(on(5, 20)) };
    desk.must(Action::EditSession { id: SESSION, facts });
    let tally = desk.figures(day(1, 1), day(10, 20));
    assert_eq!(tally.count(Figure::Sessions), 1);
    assert_eq!(tally.count(Figure::Studios), 2);
    assert_eq!(tally.rows(Figure::ActiveStudios), [tanshi::domain::figures::Row::Studio(STUDIO)]);
}
