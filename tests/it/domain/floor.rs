//! The floor of a live session: items, speeches, the queue, interruptions; who is invited to it.

use super::desk::*;
use chrono::NaiveDateTime;
use tanshi::domain::{
    action::Action,
    id::PersonId,
    refusal::{Field, Refusal},
    session::{
        Break, Class, Clock, FloorMark, Guest, Invitation, ItemOrder, PollAnswer, PrivateNote,
        Reply, SessionStatus, SessionStepKind, SpeechManner, StrawPoll, Waiting,
    },
    settings::{Options, Quorum, Settings},
};

fn at(minute: u32) -> NaiveDateTime {
    day(5, 20).and_hms_opt(9, minute, 0).unwrap()
}

fn mark(minute: u32, mark: FloorMark) -> Action {
    Action::MarkFloor { session: SESSION, at: at(minute), mark }
}

const fn speech(person: PersonId) -> FloorMark {
    FloorMark::SpeechBegun { person, manner: SpeechManner::Speech }
}

fn queue(people: &[PersonId]) -> Action {
    let waiting = |person: &PersonId| Waiting { person: *person, manner: SpeechManner::Speech };
    Action::SetQueue { session: SESSION, queue: people.iter().map(waiting).collect() }
}

fn live() -> Desk {
    let mut desk = Desk::planned();
    desk.must(session_step(SESSION, SessionStepKind::Start));
    desk.must(mark(0, FloorMark::Opened));
    desk
}

#[test]
fn nothing_happens_on_the_floor_of_a_session_that_is_not_going_on() {
    let mut desk = Desk::planned();
    let refused = Refusal::SessionNotLive(SESSION.into());
    assert_eq!(desk.refusal(mark(0, speech(MEMBER))), refused);
    assert_eq!(desk.refusal(queue(&[MEMBER])), refused);
    desk = live();
    desk.must(session_step(SESSION, SessionStepKind::Pause));
    desk.must(mark(1, FloorMark::Suspended));
    assert_eq!(desk.refusal(mark(2, speech(MEMBER))), refused);
}

#[test]
fn a_session_that_was_started_without_a_clock_is_timed_from_its_first_mark() {
    let mut desk = Desk::planned();
    desk.must(session_step(SESSION, SessionStepKind::Start));
    desk.must(mark(5, FloorMark::Item(Some(ISSUE))));
    let course = desk.session().floor.course().until(at(7));
    assert_eq!((course.opened, course.seconds_of(ISSUE)), (Some(at(5)), 120));
}

#[test]
fn a_mark_is_never_dated_before_the_last_one() {
    let mut desk = live();
    desk.must(mark(10, speech(MEMBER)));
    desk.must(mark(3, FloorMark::SpeechEnded));
    let course = desk.session().floor.course();
    assert_eq!((course.at, course.spoken_by(MEMBER)), (Some(at(10)), (0, 1)));
}

#[test]
fn a_mark_that_says_nothing_new_makes_nothing() {
    let mut desk = live();
    for marked in [FloorMark::Opened, FloorMark::SpeechEnded, FloorMark::TakenUp { counted: true }]
    {
        assert_eq!(desk.must(mark(1, marked)), []);
    }
}

#[test]
fn nobody_is_passed_over_when_an_item_or_the_session_ends() {
    let mut desk = live();
    desk.must(queue(&[MEMBER, CITIZEN, MEMBER]));
    assert_eq!(desk.session().floor.queue.len(), 2);
    let waiting = Refusal::QueueWaiting { session: SESSION.into(), waiting: 2 };
    assert_eq!(desk.refusal(mark(1, FloorMark::Item(Some(ISSUE)))), waiting);
    assert_eq!(desk.refusal(session_step(SESSION, SessionStepKind::Close)), waiting);
    desk.must(queue(&[]));
    desk.must(mark(1, FloorMark::Item(Some(ISSUE))));
    desk.must(session_step(SESSION, SessionStepKind::Close));
}

#[test]
fn after_an_interruption_somebody_says_first_whether_the_gap_counts() {
    let mut desk = live();
    desk.must(mark(0, FloorMark::Item(Some(ISSUE))));
    desk.must(mark(1, speech(MEMBER)));
    desk.must(mark(2, FloorMark::Interrupted));
    assert_eq!(desk.refusal(mark(20, speech(CITIZEN))), Refusal::Interrupted(SESSION.into()));
    let mut cut = desk.clone();
    cut.must(mark(20, FloorMark::TakenUp { counted: false }));
    assert_eq!(cut.session().floor.course().until(at(21)).spoken_by(MEMBER), (120, 1));
    desk.must(mark(20, FloorMark::TakenUp { counted: true }));
    let course = desk.session().floor.course().until(at(21));
    assert_eq!((course.clock, course.spoken_by(MEMBER)), (Clock::Running, (20 * 60, 1)));
}

#[test]
fn undo_takes_the_last_mark_back_and_redo_brings_it_again() {
    let mut desk = live();
    desk.must(mark(0, FloorMark::Item(Some(ISSUE))));
    let begun = desk.must(mark(1, speech(CITIZEN)));
    let undone = desk.undo(&begun).unwrap();
    let course = desk.session().floor.course().until(at(3));
    assert_eq!((course.speech, course.seconds_of(ISSUE)), (None, 180));
    desk.undo(&undone).unwrap();
    assert_eq!(desk.session().floor.course().until(at(3)).spoken_by(CITIZEN), (120, 1));
    desk.must(mark(4, FloorMark::SpeechEnded));
    assert_eq!(desk.undo(&begun), Err(Refusal::ChangedSince(SESSION.into())));
}

#[test]
fn an_item_that_was_on_stays_on_the_agenda() {
    let mut desk = live();
    desk.must(Action::StrikeLine { id: LINE, struck: true });
    desk.must(mark(0, FloorMark::Item(Some(ISSUE))));
    assert_eq!(desk.refusal(agenda(SESSION, &[])), Refusal::DependsOn(SESSION.into()));
    let nowhere = desk.refusal(mark(1, FloorMark::Item(Some(OTHER_ISSUE))));
    assert_eq!(nowhere, Refusal::NotOnAgenda(OTHER_ISSUE.into()));
}

#[test]
fn whoever_comes_needs_neither_excuse_nor_substitute() {
    let mut desk = Desk::planned();
    let guest = Guest::Person(MEMBER);
    let invite = |reply| Action::SetInvitation {
        session: SESSION,
        guest,
        invitation: Some(Invitation {
            guest,
            reply,
            reason: " 出差 ".into(),
            substitute: Some(LEADER),
        }),
    };
    desk.must(invite(Reply::Excused));
    let excused = desk.session().invitation(guest).unwrap();
    assert_eq!((excused.reason.as_str(), excused.substitute), ("出差", Some(LEADER)));
    desk.must(invite(Reply::Coming));
    let coming = desk.session().invitation(guest).unwrap();
    assert_eq!((coming.reason.as_str(), coming.substitute), ("", None));
    let gone = Action::SetInvitation { session: SESSION, guest, invitation: None };
    let events = desk.must(gone);
    assert!(desk.session().invitations.is_empty());
    desk.undo(&events).unwrap();
    assert_eq!(desk.session().invitation(guest).unwrap().reply, Reply::Coming);
}

#[test]
fn a_poll_has_a_question_and_at_least_two_answers() {
    let poll = |question: &str, answers: &[&str]| Action::SetPoll {
        session: SESSION,
        from: None,
        to: Some(StrawPoll {
            question: question.into(),
            issue: Some(ISSUE),
            at: at(1),
            answers: answers
                .iter()
                .map(|text| PollAnswer { text: (*text).into(), count: 3 })
                .collect(),
        }),
    };
    let mut desk = live();
    let one = desk.refusal(poll("先装护栏", &["赞成"]));
    assert_eq!(one, Refusal::Required(Field::Answers));
    assert!(matches!(desk.refusal(poll("", &["赞成", "不赞成"])), Refusal::Text { .. }));
    let taken = desk.must(poll("先装护栏", &["赞成", "不赞成"]));
    assert_eq!(desk.session().polls.len(), 1);
    desk.undo(&taken).unwrap();
    assert!(desk.session().polls.is_empty());
}

#[test]
fn a_private_note_is_changed_and_thrown_away() {
    let mut desk = live();
    let note = |text: &str| PrivateNote { issue: Some(ISSUE), at: at(1), text: text.into() };
    let set = |from, to| Action::SetNote { session: SESSION, from, to };
    desk.must(set(None, Some(note("会后沟通"))));
    desk.must(set(Some(note("会后沟通")), Some(note("会后单独沟通"))));
    assert_eq!(desk.session().notes, [note("会后单独沟通")]);
    let refused = desk.refusal(set(Some(note("会后沟通")), None));
    assert_eq!(refused, Refusal::ChangedSince(SESSION.into()));
    desk.must(set(Some(note("会后单独沟通")), None));
    assert!(desk.session().notes.is_empty());
}

#[test]
fn an_order_belongs_to_an_item_and_the_settings_keep_others() {
    let mut desk = live();
    let stages = ItemOrder::built_in().stages;
    let set = |issue| Action::SetStages { session: SESSION, issue, stages: stages.clone() };
    let events = desk.must(set(ISSUE));
    assert_eq!(desk.session().stages_of(ISSUE).len(), 5);
    assert_eq!(desk.refusal(set(OTHER_ISSUE)), Refusal::NotOnAgenda(OTHER_ISSUE.into()));
    desk.undo(&events).unwrap();
    assert!(desk.session().stages_of(ISSUE).is_empty());
    let empty = ItemOrder { name: "空".into(), stages: Vec::new() };
    let options = Options { item_orders: vec![empty], ..Options::default() };
    let settings = Settings { options, ..Settings::default() };
    let refused = desk.refusal(Action::SetSettings { settings: Box::new(settings) });
    assert_eq!(refused, Refusal::Required(Field::Stages));
}

#[test]
fn the_quorum_is_reached_and_lost_as_people_come_and_go() {
    let mut desk = live();
    let came = |person, class, arrived, left: Option<u32>| {
        let mut row = row(person, class);
        row.arrived_at = Some(at(arrived).time());
        row.left_at = left.map(|minute| at(minute).time());
        Action::SetAttendance { session: SESSION, person, row: Some(row) }
    };
    desk.must(came(MEMBER, Class::Member, 1, None));
    desk.must(came(CITIZEN, Class::Raiser, 2, Some(30)));
    desk.must(came(OFFICIAL, Class::Department, 3, None));
    let quorum = Quorum::default();
    let turns: Vec<_> =
        quorum.turns(desk.session()).iter().map(|turn| (turn.at, turn.reached())).collect();
    assert_eq!(turns, [(Some(at(3).time()), true), (Some(at(30).time()), false)]);
    assert_eq!(quorum.lacking_at(desk.session(), Some(at(31).time())), [0, 1, 0]);
    // Whoever left and came back was out in between, which the quorum does not forget.
    desk.must(came(CITIZEN, Class::Raiser, 2, None));
    let back = FloorMark::Returned { person: CITIZEN, left_at: at(30).time() };
    desk.must(mark(40, back));
    let turns: Vec<_> =
        quorum.turns(desk.session()).iter().map(|turn| (turn.at, turn.reached())).collect();
    let [reached, lost, again] = [3, 30, 40].map(|minute| Some(at(minute).time()));
    assert_eq!(turns, [(reached, true), (lost, false), (again, true)]);
}

#[test]
fn nobody_leaves_before_they_came() {
    let desk = live();
    let mut row = row(MEMBER, Class::Member);
    (row.arrived_at, row.left_at) = (Some(at(20).time()), Some(at(10).time()));
    let sign = Action::SetAttendance { session: SESSION, person: MEMBER, row: Some(row) };
    assert_eq!(desk.refusal(sign), Refusal::LeftEarlier { arrived: at(20).time() });
}

#[test]
fn whoever_stays_past_midnight_leaves_after_they_came() {
    let mut desk = Desk::planned();
    let time = |hour, minute| chrono::NaiveTime::from_hms_opt(hour, minute, 0);
    desk.must(session_step(SESSION, SessionStepKind::Start));
    let at = day(5, 20).and_hms_opt(19, 30, 0).unwrap();
    desk.must(Action::MarkFloor { session: SESSION, at, mark: FloorMark::Opened });
    let came = |person, class, arrived, left| {
        let mut row = row(person, class);
        (row.arrived_at, row.left_at) = (arrived, left);
        Action::SetAttendance { session: SESSION, person, row: Some(row) }
    };
    desk.must(came(MEMBER, Class::Member, time(19, 20), None));
    desk.must(came(CITIZEN, Class::Raiser, time(22, 0), Some(time(0, 30).unwrap())));
    desk.must(came(OFFICIAL, Class::Department, time(19, 40), None));
    let early = came(OFFICIAL, Class::Department, time(0, 20), time(23, 0));
    assert!(matches!(desk.refusal(early), Refusal::LeftEarlier { .. }));
    let quorum = Quorum::default();
    let turns: Vec<_> =
        quorum.turns(desk.session()).iter().map(|turn| (turn.at, turn.reached())).collect();
    assert_eq!(turns, [(time(22, 0), true), (time(0, 30), false)]);
    let lacking = |hour, minute| quorum.lacking_at(desk.session(), time(hour, minute));
    assert_eq!((lacking(0, 10), lacking(0, 31)), ([0; 3], [0, 1, 0]));
    assert_eq!(desk.session().heads_at(time(0, 10)), 3);
}

#[test]
fn in_a_session_of_several_days_times_are_compared_as_they_stand() {
    let mut desk = Desk::planned();
    let facts = desk.session().facts.clone();
    let on = tanshi::domain::date::DateSpan::between(day(5, 20), day(5, 21)).unwrap();
    let facts = tanshi::domain::session::SessionFacts { on, ..facts };
    desk.must(Action::EditSession { id: SESSION, facts });
    desk.must(session_step(SESSION, SessionStepKind::Start));
    let at = day(5, 20).and_hms_opt(19, 30, 0).unwrap();
    desk.must(Action::MarkFloor { session: SESSION, at, mark: FloorMark::Opened });
    let mut row = row(MEMBER, Class::Member);
    row.arrived_at = chrono::NaiveTime::from_hms_opt(7, 0, 0);
    row.left_at = chrono::NaiveTime::from_hms_opt(11, 0, 0);
    desk.must(Action::SetAttendance { session: SESSION, person: MEMBER, row: Some(row) });
    let time = desk.session().attendance[0].arrived_at.unwrap();
    assert_eq!(desk.session().moment_of(time), None);
}

#[test]
fn a_start_that_is_taken_back_leaves_no_clock_and_nobody_waiting() {
    let mut desk = live();
    desk.must(mark(0, FloorMark::Item(Some(ISSUE))));
    desk.must(queue(&[MEMBER]));
    let events = desk.must(session_step(SESSION, SessionStepKind::TakeBackStart));
    let floor = &desk.session().floor;
    assert_eq!((floor.course().clock, floor.queue.len()), (Clock::Unset, 0));
    assert!(!floor.has_had(ISSUE));
    desk.undo(&events).unwrap();
    let floor = &desk.session().floor;
    assert_eq!((floor.course().item, floor.queue.len()), (Some(ISSUE), 1));
}

#[test]
fn a_closing_that_is_undone_leaves_the_clock_ended_until_the_session_goes_on() {
    let mut desk = live();
    let close = [session_step(SESSION, SessionStepKind::Close), mark(10, FloorMark::Ended)];
    let events = desk.ask(&close).unwrap();
    desk.undo(&events).unwrap();
    let session = desk.session();
    assert_eq!(session.status, SessionStatus::Paused);
    assert_eq!(session.floor.course().until(at(59)).seconds, 600);
    desk.must(session_step(SESSION, SessionStepKind::Resume));
    desk.must(mark(20, FloorMark::Opened));
    let course = desk.session().floor.course().until(at(25));
    assert_eq!((course.seconds, course.ended), (900, None));
    let between = Break { from: at(10), until: Some(at(20)) };
    assert_eq!(course.breaks, [between]);
}

#[test]
fn a_break_by_mistake_is_undone_as_if_there_was_none() {
    let mut desk = live();
    let taken = desk.must(mark(1, FloorMark::Item(Some(ISSUE))));
    let pause = [session_step(SESSION, SessionStepKind::Pause), mark(2, FloorMark::Suspended)];
    let paused = desk.ask(&pause).unwrap();
    let undone = desk.undo(&paused).unwrap();
    assert_eq!(desk.session().status, SessionStatus::Live);
    assert_eq!(desk.session().floor.course().until(at(5)).seconds, 300);
    let again = desk.undo(&undone).unwrap();
    assert_eq!(desk.session().status, SessionStatus::Paused);
    assert_eq!(desk.session().floor.course().until(at(5)).seconds, 120);
    desk.undo(&again).unwrap();
    desk.undo(&taken).unwrap();
    assert_eq!(desk.session().floor.course().item, None);
}

#[test]
fn however_much_was_marked_a_session_can_be_closed() {
    let mut desk = live();
    while desk.session().floor.log.len() < 5_000 {
        desk.must(mark(1, speech(MEMBER)));
    }
    assert!(matches!(desk.refusal(mark(2, speech(MEMBER))), Refusal::TooMany { .. }));
    desk.ask(&[session_step(SESSION, SessionStepKind::Close), mark(3, FloorMark::Ended)]).unwrap();
    assert_eq!(desk.session().floor.course().clock, Clock::Ended);
}
