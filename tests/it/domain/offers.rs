//! What the backlog offers for the agenda of a session, and why.

use super::{chance::Dice, desk::*};
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use tanshi::command::{Catalog, Directory};
use tanshi::domain::{
    action::{Action, StepRequest},
    calendar::Calendar,
    id::{DepartmentId, IssueId, SessionId, StudioId},
    issue::IssueFacts,
    line::LineKind,
    offer::{Offers, Wanted},
    priority::{Reason, Terms},
    session::{Class, SessionStatus, SessionStepKind},
    settings::Settings,
    workflow::{Status, StepKind},
    world::World,
};

/// The session that is being planned.
const NEXT: SessionId = SessionId::from_bytes([9; 16]);

const fn issue(number: u8) -> IssueId {
    IssueId::from_bytes([number; 16])
}

/// What is offered for the session that is planned, with these departments invited.
fn offers_for(desk: &Desk, departments: &[DepartmentId], others: bool) -> Offers {
    let catalog = Catalog::of(&desk.world);
    let agenda = catalog.sessions.get(&NEXT).map(|row| row.issues.clone()).unwrap_or_default();
    let terms = Terms::of(&Settings::default(), &Calendar::built_in(), desk.today);
    let (studios, most) = (&[STUDIO][..], 10);
    let session = Some(NEXT);
    catalog.offers(&Wanted { session, agenda: &agenda, studios, departments, others, most, terms })
}

fn offers(desk: &Desk) -> Offers {
    offers_for(desk, &[], false)
}

fn offered(offers: &Offers) -> Vec<IssueId> {
    offers.best.iter().map(|offer| offer.issue).collect()
}

/// Takes in an issue of a studio and accepts it, or does not.
fn take_in(desk: &mut Desk, id: IssueId, studio: StudioId, days: (u32, Option<u32>)) {
    let (submitted, accepted) = days;
    let facts =
        IssueFacts { submitted: Some(on(9, submitted)), ..IssueFacts::titled(format!("{id}")) };
    desk.must(Action::AddIssue { id, studio, facts, source: None });
    if let Some(accepted) = accepted {
        desk.must(step_of(id, StepRequest::new(StepKind::Accept).on(on(10, accepted))));
    }
}

/// A studio whose issue was on the agenda of a session that was held, and not talked about.
fn left_over() -> Desk {
    let mut desk = Desk::empty();
    desk.must(add_issue(ISSUE));
    desk.must(step(StepRequest::new(StepKind::Accept).on(on(5, 5))));
    desk.must(plan(SESSION, on(5, 20)));
    desk.must(agenda(SESSION, &[ISSUE]));
    desk.must(session_step(SESSION, SessionStepKind::CloseAfterTheFact));
    desk.must(plan(NEXT, on(11, 10)));
    desk
}

#[test]
fn what_was_left_over_comes_first_and_says_from_when() {
    let mut desk = left_over();
    take_in(&mut desk, issue(20), STUDIO, (1, Some(1)));
    let found = offers(&desk);
    assert_eq!(offered(&found), [ISSUE, issue(20)]);
    let left = Reason::LeftOver { session: SESSION, on: on(5, 20) };
    assert_eq!(found.best[0].reasons, [left, Reason::WaitsLong(168)]);
    assert_eq!(found.best[1].reasons, [Reason::Waits(19)]);
}

#[test]
fn what_was_talked_about_since_is_not_left_over() {
    let mut desk = left_over();
    desk.must(plan(OTHER_SESSION, on(6, 20)));
    desk.must(agenda(OTHER_SESSION, &[ISSUE]));
    desk.must(line(OTHER_LINE, OTHER_SESSION, ISSUE, LineKind::Statement));
    desk.must(session_step(OTHER_SESSION, SessionStepKind::CloseAfterTheFact));
    assert_eq!(offers(&desk).best[0].reasons, [Reason::WaitsLong(168)]);
    // A line that was struck says nothing.
    desk.must(Action::StrikeLine { id: OTHER_LINE, struck: true });
    let left = Reason::LeftOver { session: OTHER_SESSION, on: on(6, 20) };
    assert_eq!(offers(&desk).best[0].reasons[0], left);
}

#[test]
fn what_is_left_over_stays_so_where_the_record_is_not_at_hand() {
    let mut desk = left_over();
    desk.must(line(OTHER_LINE, SESSION, ISSUE, LineKind::Statement));
    let mut catalog = Catalog::of(&desk.world);
    assert_eq!(catalog.sessions.get(&SESSION).unwrap().left_over, []);
    let mut alone = World::default();
    alone.load(desk.world.entity(SESSION.into()).unwrap().clone());
    catalog.update(&alone);
    assert_eq!(catalog.sessions.get(&SESSION).unwrap().left_over, []);
}

#[test]
fn the_heaviest_reason_decides_and_then_the_longest_time() {
    let mut desk = Desk::reopened();
    desk.must(plan(NEXT, on(11, 10)));
    take_in(&mut desk, issue(20), STUDIO, (1, Some(1)));
    take_in(&mut desk, issue(21), STUDIO, (1, Some(10)));
    take_in(&mut desk, issue(22), STUDIO, (1, None));
    let found = offers(&desk);
    assert_eq!(offered(&found), [ISSUE, issue(22), issue(20), issue(21)]);
    assert_eq!(found.best[0].reasons, [Reason::Reopened(day(9, 1))]);
    assert_eq!(found.best[1].reasons, [Reason::Unscreened(49)]);
    // What is overdue is worse than what came back.
    let mut desk = Desk::committed();
    desk.must(plan(NEXT, on(11, 10)));
    assert!(
        matches!(offers(&desk).best[0].reasons[..], [Reason::Overdue { days, .. }] if days > 0)
    );
}

#[test]
fn what_should_not_have_been_screened_yet_is_not_offered() {
    let mut desk = Desk::empty();
    desk.today = day(9, 8);
    take_in(&mut desk, issue(20), STUDIO, (1, None));
    assert_eq!(offers(&desk).best, []);
    desk.today = day(9, 11);
    assert_eq!(offers(&desk).best[0].reasons, [Reason::Unscreened(10)]);
}

#[test]
fn departments_at_the_table_go_before_a_longer_wait() {
    let mut desk = Desk::committed();
    desk.must(plan(NEXT, on(11, 10)));
    desk.must(add_issue(OTHER_ISSUE));
    let consulted = StepKind::Consult;
    desk.must(step_of(OTHER_ISSUE, StepRequest::new(StepKind::Accept).on(on(5, 5))));
    desk.must(plan(OTHER_SESSION, on(5, 21)));
    desk.must(agenda(OTHER_SESSION, &[OTHER_ISSUE]));
    for (person, class) in
        [(MEMBER, Class::Member), (CITIZEN, Class::Raiser), (OFFICIAL, Class::Department)]
    {
        desk.must(sign_in(OTHER_SESSION, person, class));
    }
    desk.must(line(OTHER_LINE, OTHER_SESSION, OTHER_ISSUE, LineKind::Agreed));
    desk.must(session_step(OTHER_SESSION, SessionStepKind::CloseAfterTheFact));
    desk.must(step_of(OTHER_ISSUE, StepRequest::new(consulted)));
    let mut later = promise(tanshi::domain::commitment::Benefit::Works);
    later.lead = Some(OTHER_BUREAU);
    later.deadline = later.deadline.and_then(|day| day.succ_opt());
    let id = tanshi::domain::id::CommitmentId::from_bytes([2; 16]);
    desk.must(commit(id, OTHER_ISSUE, later));
    assert_eq!(offered(&offers_for(&desk, &[], false)), [ISSUE, OTHER_ISSUE]);
    let found = offers_for(&desk, &[OTHER_BUREAU], false);
    assert_eq!(offered(&found), [OTHER_ISSUE, ISSUE]);
    assert_eq!(found.best[0].reasons[1], Reason::Invited(vec![OTHER_BUREAU]));
}

#[test]
fn what_is_on_another_agenda_is_said_and_not_offered() {
    let mut desk = left_over();
    desk.must(plan(OTHER_SESSION, on(11, 1)));
    desk.must(agenda(OTHER_SESSION, &[ISSUE]));
    let found = offers(&desk);
    assert_eq!((found.best.len(), &found.elsewhere[..]), (0, &[(ISSUE, OTHER_SESSION)][..]));
    desk.must(Action::StepSession {
        id: OTHER_SESSION,
        kind: SessionStepKind::Cancel,
        reason: "停电".into(),
        to: None,
    });
    assert_eq!(offered(&offers(&desk)), [ISSUE]);
    desk.must(agenda(NEXT, &[ISSUE]));
    assert_eq!(offers(&desk), Offers::default());
}

#[test]
fn issues_of_other_studios_are_left_out_or_come_last() {
    let mut desk = left_over();
    let other = Action::AddStudio { id: OTHER_STUDIO, facts: studio("石潭", "ST"), source: None };
    desk.must(other);
    take_in(&mut desk, issue(20), OTHER_STUDIO, (1, None));
    take_in(&mut desk, issue(21), STUDIO, (1, Some(10)));
    assert_eq!(offered(&offers(&desk)), [ISSUE, issue(21)]);
    let found = offers_for(&desk, &[], true);
    assert_eq!(offered(&found), [ISSUE, issue(21), issue(20)]);
    let last = &found.best[2].reasons;
    assert_eq!(last[1], Reason::OtherStudio(OTHER_STUDIO));
}

#[test]
fn no_more_are_kept_than_are_asked_for_and_the_others_are_counted() {
    let mut desk = Desk::empty();
    for number in 20..35 {
        take_in(&mut desk, issue(number), STUDIO, (1, Some(u32::from(number) - 18)));
    }
    let found = offers(&desk);
    assert_eq!((found.best.len(), found.total), (10, 15));
    assert_eq!(offered(&found)[0], issue(20));
}

proptest! {
    #![proptest_config(Config {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_231_020),
        ..Config::default()
    })]

    #[test]
    fn whatever_happened_nothing_is_offered_that_is_over(
        stage in 0..4_usize,
        asked in prop::collection::vec(prop::collection::vec(any::<u8>(), 16), 5..60),
    ) {
        let stages = [Desk::planned, Desk::committed, Desk::resolved, Desk::reopened];
        let mut desk = stages[stage]();
        for bytes in asked {
            let action = Dice::new(&bytes).action(&desk.world);
            let _refused = desk.ask(&[action]);
        }
        let found = offers_for(&desk, &[BUREAU], true);
        for offer in &found.best {
            let issue = desk.world.issue(offer.issue).unwrap();
            prop_assert!(matches!(issue.status, Status::Submitted | Status::Consulted));
            prop_assert!(!issue.retracted && !offer.reasons.is_empty());
            let others = desk.world.sessions().filter(|it| it.id != NEXT && !it.retracted);
            for session in others.filter(|it| it.item(offer.issue).is_some()) {
                let over =
                    matches!(session.status, SessionStatus::Closed(_) | SessionStatus::Cancelled);
                prop_assert!(over, "{:?} is on {:?}", offer.issue, session.id);
            }
        }
    }
}
