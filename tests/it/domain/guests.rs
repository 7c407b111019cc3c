//! Who was invited and did not come, and what a session lacks before it can start.

use super::desk::*;
use chrono::NaiveTime;
use tanshi::domain::{
    action::Action,
    calendar::Calendar,
    date::DateSpan,
    id::PersonId,
    session::{
        Absentee, Attendance, Class, Column, Excuse, Guest, Invitation, Lack, Presence, Reply,
        SessionStepKind, Stage,
    },
};

const OFFICE: Guest = Guest::Department(BUREAU);

fn invite(desk: &mut Desk, guest: Guest, reply: Reply) {
    let reason = if reply == Reply::Excused { "出差" } else { "" };
    let invitation = Some(Invitation {
        guest,
        reply,
        reason: reason.into(),
        substitute: (guest == Guest::Person(LEADER)).then_some(MEMBER),
    });
    desk.must(Action::SetInvitation { session: SESSION, guest, invitation });
}

fn absent(guest: Guest) -> Absentee {
    Absentee { guest, excuse: None }
}

fn excused(guest: Guest, reason: &str, substitute: Option<PersonId>) -> Absentee {
    Absentee { guest, excuse: Some(Excuse { reason: reason.into(), substitute }) }
}

#[test]
fn whoever_was_invited_and_did_not_come_is_absent_once_it_was_held() {
    let mut desk = Desk::planned();
    invite(&mut desk, Guest::Person(MEMBER), Reply::Coming);
    invite(&mut desk, Guest::Person(LEADER), Reply::Awaited);
    invite(&mut desk, Guest::Department(OTHER_BUREAU), Reply::Coming);
    assert_eq!(desk.session().absentees(), []);
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    let missing = [absent(Guest::Person(LEADER)), absent(Guest::Department(OTHER_BUREAU))];
    assert_eq!(desk.session().absentees(), missing);
}

#[test]
fn a_department_has_come_when_anybody_came_for_it() {
    let mut desk = Desk::planned();
    invite(&mut desk, OFFICE, Reply::Excused);
    let office = desk.session().attendance.iter().find(|row| row.department.is_some()).unwrap();
    assert_eq!((office.person, office.department), (OFFICIAL, Some(BUREAU)));
    assert!(desk.session().has_come(OFFICE));
    assert_eq!(desk.session().absentees(), []);
    desk.must(sign_out(OFFICIAL));
    assert_eq!(desk.session().absentees(), [excused(OFFICE, "出差", None)]);
}

#[test]
fn the_excused_are_told_with_reason_and_substitute_before_it_is_held_too() {
    let mut desk = Desk::planned();
    invite(&mut desk, Guest::Person(LEADER), Reply::Excused);
    assert_eq!(desk.session().absentees(), [excused(Guest::Person(LEADER), "出差", Some(MEMBER))]);
}

#[test]
fn the_sign_in_sheet_tells_of_those_whom_nobody_invited() {
    let mut desk = Desk::planned();
    let row = |presence| Attendance { presence, ..row(LEADER, Class::Leader) };
    let set = |presence| Action::SetAttendance {
        session: SESSION,
        person: LEADER,
        row: Some(row(presence)),
    };
    desk.must(set(Presence::Excused));
    assert_eq!(desk.session().absentees(), [excused(Guest::Person(LEADER), "", None)]);
    desk.must(set(Presence::Absent));
    assert_eq!(desk.session().absentees(), [absent(Guest::Person(LEADER))]);
    // Once invited, they are told of once.
    invite(&mut desk, Guest::Person(LEADER), Reply::Coming);
    assert_eq!(desk.session().absentees(), [absent(Guest::Person(LEADER))]);
}

fn lacks(desk: &Desk) -> Vec<Lack> {
    let seat = |guest| match guest {
        Guest::Department(id) => (Column::Department, Some(id)),
        Guest::Person(CITIZEN) => (Column::Public, None),
        Guest::Person(_) => (Column::Member, None),
    };
    let day = (desk.today, &Calendar::built_in());
    desk.session().preparation(&desk.world, seat, day).lacks
}

/// A session that is planned for 1 November 2023, a Wednesday.
fn prepared() -> Desk {
    let mut desk = Desk::accepted();
    desk.must(plan(SESSION, on(11, 1)));
    let facts = tanshi::domain::session::SessionFacts {
        venue: "镇政府".into(),
        starts_at: NaiveTime::from_hms_opt(9, 0, 0),
        chair: Some(MEMBER),
        recorder: Some(OFFICIAL),
        ..desk.session().facts.clone()
    };
    desk.must(Action::EditSession { id: SESSION, facts });
    desk.must(agenda(SESSION, &[ISSUE]));
    for guest in [Guest::Person(MEMBER), Guest::Person(CITIZEN), OFFICE] {
        invite(&mut desk, guest, Reply::Awaited);
    }
    desk
}

#[test]
fn a_session_that_has_everything_lacks_nothing() {
    let mut desk = prepared();
    assert_eq!(lacks(&desk), []);
    for (guest, lack) in [
        (OFFICE, Lack::Invited(Column::Department)),
        (Guest::Person(CITIZEN), Lack::Invited(Column::Public)),
    ] {
        let mut desk = prepared();
        desk.must(Action::SetInvitation { session: SESSION, guest, invitation: None });
        assert_eq!(lacks(&desk), [lack]);
    }
    invite(&mut desk, Guest::Person(MEMBER), Reply::Excused);
    assert_eq!(lacks(&desk), [Lack::ChairExcused(MEMBER)]);
    desk.must(agenda(SESSION, &[]));
    assert_eq!(lacks(&desk)[0], Lack::Agenda);
    desk.must(add_issue(OTHER_ISSUE));
    desk.must(agenda(SESSION, &[OTHER_ISSUE]));
    assert_eq!(lacks(&desk)[0], Lack::Unaccepted(OTHER_ISSUE));
}

#[test]
fn a_notice_goes_out_three_working_days_ahead() {
    let mut desk = prepared();
    let preparation = |desk: &Desk| {
        let day = (desk.today, &Calendar::built_in());
        desk.session().preparation(&desk.world, |_| (Column::Member, None), day)
    };
    // Wednesday the 1st, Tuesday and Monday are ahead of it; so on Friday.
    assert_eq!(preparation(&desk).notice_by, Some(day(10, 27)));
    desk.today = day(10, 30);
    assert!(lacks(&desk).contains(&Lack::Notice(2)));
    let mut alone = prepared();
    alone.today = desk.today;
    for guest in [Guest::Person(MEMBER), Guest::Person(CITIZEN), OFFICE] {
        alone.must(Action::SetInvitation { session: SESSION, guest, invitation: None });
    }
    assert!(!lacks(&alone).contains(&Lack::Notice(2)), "nobody is invited who could answer");
    for guest in [Guest::Person(MEMBER), Guest::Person(CITIZEN), OFFICE] {
        invite(&mut desk, guest, Reply::Coming);
    }
    assert_eq!(lacks(&desk), [], "everybody has answered");
    desk.today = day(11, 2);
    assert_eq!(lacks(&desk), [Lack::DayPassed]);
    let facts = tanshi::domain::session::SessionFacts {
        on: DateSpan::parse("2023年11月", day(10, 20)).unwrap(),
        ..desk.session().facts.clone()
    };
    desk.must(Action::EditSession { id: SESSION, facts });
    assert_eq!(lacks(&desk), [Lack::Day]);
    assert_eq!(preparation(&desk).notice_by, None);
}

#[test]
fn items_begin_one_after_the_other_as_far_as_their_minutes_are_known() {
    let mut desk = prepared();
    desk.must(add_issue(OTHER_ISSUE));
    let mut items = items(&[ISSUE, OTHER_ISSUE]);
    items[0].planned_minutes = Some(20);
    desk.must(Action::SetAgenda { session: SESSION, items: items.clone() });
    let stage = |name: &str, minutes| Stage { name: name.into(), minutes };
    let stages = vec![stage("通报", Some(5)), stage("发言", Some(25)), stage("议定", None)];
    desk.must(Action::SetStages { session: SESSION, issue: ISSUE, stages });
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    let (timed, ends) = desk.session().timed_agenda();
    assert_eq!(timed.iter().map(|it| it.begins).collect::<Vec<_>>(), [time(9, 0), time(9, 20)]);
    assert_eq!((timed[0].stage_minutes, ends), (30, None));
    assert_eq!(desk.session().planned_minutes(), (20, 1));
    items[1].planned_minutes = Some(45);
    desk.must(Action::SetAgenda { session: SESSION, items });
    assert_eq!(desk.session().timed_agenda().1, time(10, 5));
}
