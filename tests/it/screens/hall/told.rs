//! What the room is told of a session, and what never.

use crate::domain::chance::Dice;
use crate::domain::desk::*;
use chrono::NaiveDateTime;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use std::sync::Arc;
use tanshi::app::hall::{Ground, Hall, Masks, QUEUE, Stand, Urgency};
use tanshi::command::Catalog;
use tanshi::domain::action::Action;
use tanshi::domain::entity::Entity;
use tanshi::domain::id::PersonId;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::provenance::Source;
use tanshi::domain::session::{
    AgendaItem, Class, FloorMark, PrivateNote, Session, SessionStepKind, SpeechManner, Stage,
    StrawPoll, Waiting,
};
use tanshi::domain::world::World;
use tanshi::i18n::Lang;

/// Half past nine, in milliseconds; any number does.
const WALL_MS: u64 = 1_684_546_200_000;

fn at(minute: u32, second: u32) -> NaiveDateTime {
    day(5, 20).and_hms_opt(9, minute, second).unwrap()
}

fn mark(minute: u32, mark: FloorMark) -> Action {
    Action::MarkFloor { session: SESSION, at: at(minute, 0), mark }
}

const fn speech(person: PersonId, manner: SpeechManner) -> FloorMark {
    FloorMark::SpeechBegun { person, manner }
}

/// The item on from 9:00, the official speaking from 9:10, two who wait.
fn live() -> Desk {
    let mut desk = Desk::planned();
    let item = AgendaItem { issue: ISSUE, planned_minutes: Some(20), no_consensus: None };
    desk.must(Action::SetAgenda { session: SESSION, items: vec![item] });
    desk.must(session_step(SESSION, SessionStepKind::Start));
    desk.must(mark(0, FloorMark::Opened));
    desk.must(mark(0, FloorMark::Item(Some(ISSUE))));
    desk.must(mark(10, speech(OFFICIAL, SpeechManner::Speech)));
    let wait = |person, manner| Waiting { person, manner };
    let queue = vec![wait(MEMBER, SpeechManner::PointOfOrder), wait(CITIZEN, SpeechManner::Speech)];
    desk.must(Action::SetQueue { session: SESSION, queue });
    desk
}

fn told_of(world: &World, session: &Session, now: NaiveDateTime, gap: bool) -> Hall {
    let catalog = Arc::new(Catalog::of(world));
    let ground = Ground {
        catalog: &catalog,
        world,
        settings: &world.settings(),
        lang: Lang::Zh,
        now,
        gap: gap.then(|| at(11, 0)),
        wall_ms: WALL_MS,
    };
    Hall::of(&ground, session, &Masks::new(&catalog, world, session))
}

fn told(desk: &Desk, now: NaiveDateTime) -> Hall {
    told_of(&desk.world, desk.session(), now, false)
}

#[test]
fn the_room_is_told_the_item_the_speaker_and_both_clocks() {
    let hall = told(&live(), at(12, 30));
    assert_eq!((hall.stand, hall.items, hall.studio.as_str()), (Stand::Live, 1, "韶峰"));
    assert_eq!(hall.session, "临水路段安全协商议事会");
    let item = hall.item.unwrap();
    assert_eq!((item.number, item.title.as_str()), (1, "村组临水路段加装护栏"));
    assert_eq!((item.planned_seconds, item.elapsed_seconds), (Some(1_200), 750));
    let talk = hall.talk.unwrap();
    assert_eq!((talk.who.name.as_str(), talk.who.unit.as_str()), ("干部丙", "住建局"));
    assert_eq!((talk.elapsed_seconds, talk.limit_seconds), (150, Some(300)));
    assert_eq!((talk.warning_seconds, talk.paused), (30, false));
    assert_eq!((hall.heads, hall.quorum), ([1, 1, 1], true));
}

#[test]
fn citizens_are_told_by_their_class_and_surname_and_members_in_full() {
    let hall = told(&live(), at(12, 0));
    let queue: Vec<_> =
        hall.queue.iter().map(|it| (it.who.class.as_deref(), it.who.name.as_str())).collect();
    let expected = [(Some("member"), "委员甲"), (Some("public_representative"), "村某某")];
    assert_eq!(queue, expected);
    assert_eq!(hall.queue[0].manner, "point_of_order");
}

#[test]
fn nobody_is_told_to_have_raised_an_issue() {
    let mut desk = live();
    desk.must(sign_in(SESSION, CITIZEN, Class::Raiser));
    desk.must(mark(11, speech(CITIZEN, SpeechManner::Speech)));
    let talk = told(&desk, at(12, 0)).talk.unwrap();
    assert_eq!((talk.who.class, talk.who.name.as_str()), (None, "村某某"));
}

#[test]
fn names_in_titles_are_masked_for_citizens_and_whoever_raised_the_issue() {
    let mut desk = live();
    let stranger = PersonId::from_bytes([9; 16]);
    let facts = PersonFacts::named("欧阳小红", Side::Public);
    desk.must(Action::AddPerson { id: stranger, facts, source: None });
    let mut issue = desk.issue().clone();
    issue.facts.title = "委员甲、主席丁与欧阳小红反映的护栏".to_owned();
    // The one who leads is a member, and did raise it.
    issue.facts.raisers = vec![LEADER];
    desk.world.load(Entity::Issue(Box::new(issue)));
    let item = told(&desk, at(12, 0)).item.unwrap();
    assert_eq!(item.title, "委员甲、主某某与欧阳某某反映的护栏");
}

#[test]
fn who_is_given_the_floor_and_is_known_by_the_name_alone_is_masked() {
    let mut desk = live();
    let stranger = PersonId::from_bytes([9; 16]);
    let mut add = |facts: PersonFacts| {
        if desk.world.person(stranger).is_none() {
            desk.must(Action::AddPerson { id: stranger, facts, source: None });
        } else {
            desk.must(Action::EditPerson { id: stranger, facts });
        }
        desk.must(mark(11, speech(stranger, SpeechManner::Speech)));
        told(&desk, at(12, 0)).talk.unwrap().who.name
    };
    let walk_in = PersonFacts::named("孙七斤", Side::Other);
    assert_eq!(add(walk_in.clone()), "孙某某");
    assert_eq!(add(PersonFacts { title: "高级工程师".into(), ..walk_in }), "孙七斤");
}

#[test]
fn a_word_of_a_masked_name_in_a_title_is_masked_too() {
    let mut desk = live();
    let stranger = PersonId::from_bytes([9; 16]);
    let facts = PersonFacts::named("Grace Chen", Side::Public);
    desk.must(Action::AddPerson { id: stranger, facts, source: None });
    let mut issue = desk.issue().clone();
    issue.facts.title = "Mrs Chen's stairs, the lamps of Chen Street".to_owned();
    desk.world.load(Entity::Issue(Box::new(issue)));
    let item = told(&desk, at(12, 0)).item.unwrap();
    assert_eq!(item.title, "Mrs C***'s stairs, the lamps of Chen Street");
}

#[test]
fn of_a_long_queue_the_first_are_told_and_how_many_there_are() {
    let mut desk = live();
    let more: Vec<PersonId> = (20..27).map(|byte| PersonId::from_bytes([byte; 16])).collect();
    let mut session = desk.session().clone();
    for (place, person) in more.iter().enumerate() {
        let facts = PersonFacts::named(format!("委员{place}"), Side::Member);
        desk.must(Action::AddPerson { id: *person, facts, source: None });
        session.floor.queue.push(Waiting { person: *person, manner: SpeechManner::Speech });
    }
    let hall = told_of(&desk.world, &session, at(12, 0), false);
    assert_eq!((hall.queue.len(), hall.waiting), (QUEUE, 9));
}

#[test]
fn a_break_is_told_and_its_clocks_stand() {
    let mut desk = live();
    desk.must(session_step(SESSION, SessionStepKind::Pause));
    desk.must(mark(12, FloorMark::Suspended));
    let hall = told(&desk, at(30, 0));
    assert_eq!(hall.stand, Stand::Paused);
    assert_eq!(hall.item.as_ref().unwrap().elapsed_seconds, 720);
    assert_eq!(hall.at(WALL_MS + 60_000).item.unwrap().elapsed_seconds, 720);
}

#[test]
fn until_a_gap_is_settled_the_clocks_stand_at_the_last_sign_of_life() {
    let desk = live();
    let hall = told_of(&desk.world, desk.session(), at(50, 0), true);
    assert_eq!(hall.stand, Stand::Interrupted);
    assert_eq!(hall.item.unwrap().elapsed_seconds, 660);
    assert_eq!(hall.talk.unwrap().elapsed_seconds, 60);
}

#[test]
fn a_session_that_is_over_has_no_item_and_nobody_speaks() {
    let mut desk = live();
    desk.must(Action::SetQueue { session: SESSION, queue: Vec::new() });
    desk.must(session_step(SESSION, SessionStepKind::Close));
    desk.must(mark(12, FloorMark::Ended));
    let hall = told(&desk, at(13, 0));
    assert_eq!((hall.stand, hall.item, hall.talk), (Stand::Closed, None, None));
}

#[test]
fn clocks_run_on_by_themselves_and_a_speech_comes_near_its_end_and_past_it() {
    let hall = told(&live(), at(12, 0));
    let urgency = |seconds: u64| hall.at(WALL_MS + seconds * 1_000).talk.unwrap().urgency();
    assert_eq!(hall.at(WALL_MS + 61_900).item.unwrap().elapsed_seconds, 781);
    assert_eq!(urgency(149), Urgency::None);
    assert_eq!((urgency(150), urgency(179)), (Urgency::Near, Urgency::Near));
    assert_eq!(urgency(180), Urgency::Over);
    // A clock on the wall that was set back takes nothing away.
    assert_eq!(hall.at(WALL_MS - 5_000).item, hall.item);
}

#[test]
fn what_only_its_own_clocks_change_says_the_same() {
    let desk = live();
    let first = told(&desk, at(12, 0));
    let later = Hall { built_ms: WALL_MS + 7_000, ..told(&desk, at(12, 7)) };
    assert!(later.says_the_same(&first));
    let jumped = Hall { built_ms: WALL_MS + 7_000, ..told(&desk, at(12, 30)) };
    assert!(!jumped.says_the_same(&first));
    let renamed = Hall { session: "别的".to_owned(), ..later };
    assert!(!renamed.says_the_same(&first));
}

/// What stands in every private field: no word of the program has it.
const SECRET: &str = "暗记";

/// Puts it everywhere where something stands that is not for the room, and into titles the names of
/// all who are not named there.
fn mark_secrets(world: &mut World) {
    let secret = || SECRET.to_owned();
    let marked: Vec<Entity> = world.entities().cloned().collect();
    let shown = |session: &Session, person: PersonId| {
        session.attendance.iter().any(|row| {
            row.person == person && row.class.column() != tanshi::domain::session::Column::Public
        })
    };
    let official =
        |world: &World, person: PersonId| world.sessions().any(|session| shown(session, person));
    let names: Vec<String> = world
        .people()
        .filter(|person| person.facts.side == Side::Public && !official(world, person.id))
        .map(|person| format!("赵{SECRET}{}", person.id.to_bytes()[0]))
        .collect();
    let title = names.join("与");
    for entity in marked {
        let entity = match entity {
            Entity::Person(mut person) => {
                let open = person.facts.side != Side::Public || official(world, person.id);
                if !open {
                    person.facts.name = format!("赵{SECRET}{}", person.id.to_bytes()[0]);
                    person.facts.unit = secret();
                }
                person.facts.phone = secret();
                person.facts.note = secret();
                person.facts.sector = secret();
                person.facts.title = secret();
                Entity::Person(person)
            }
            Entity::Issue(mut issue) => {
                issue.facts.title = title.clone();
                issue.facts.body = secret();
                issue.facts.place = secret();
                issue.facts.tags = vec![secret()];
                issue.source = Some(Source { reference: secret() });
                issue.evaluations.iter_mut().for_each(|it| it.evaluation.remark = secret());
                issue.field_studies.iter_mut().for_each(|it| it.text = secret());
                Entity::Issue(issue)
            }
            Entity::Session(mut session) => {
                session.facts.title = title.clone();
                session.facts.venue = secret();
                session.source = Some(Source { reference: secret() });
                session.steps.iter_mut().for_each(|(step, _)| step.reason = secret());
                session.tallies.iter_mut().for_each(|it| it.source = secret());
                session.invitations.iter_mut().for_each(|it| it.reason = secret());
                session.agenda.iter_mut().for_each(|it| it.no_consensus = Some(secret()));
                session.notes.push(PrivateNote { issue: None, at: at(1, 0), text: secret() });
                let question = secret();
                session.polls.push(StrawPoll {
                    question,
                    issue: None,
                    at: at(1, 0),
                    answers: Vec::new(),
                });
                let stage = |(issue, _): &(_, _)| {
                    (*issue, vec![Stage { name: title.clone(), minutes: None }])
                };
                session.stages = session.stages.iter().map(stage).collect();
                Entity::Session(session)
            }
            Entity::Line(mut line) => {
                line.facts.text = secret();
                Entity::Line(line)
            }
            Entity::Commitment(mut commitment) => {
                commitment.facts.matter = secret();
                Entity::Commitment(commitment)
            }
            Entity::Department(mut department) => {
                department.facts.contact = secret();
                department.facts.phone = secret();
                Entity::Department(department)
            }
            Entity::Studio(mut studio) => {
                studio.facts.note = secret();
                Entity::Studio(studio)
            }
            other => other,
        };
        world.load(entity);
    }
}

proptest! {
    #![proptest_config(Config {
        cases: 400,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_231_020),
        ..Config::default()
    })]

    #[test]
    fn nothing_private_of_any_session_is_in_what_the_room_is_told(
        dice in prop::collection::vec(prop::collection::vec(any::<u8>(), 16), 0..60),
        minute in 0_u32..59,
    ) {
        let mut desk = live();
        for bytes in dice {
            let action = Dice::new(&bytes).action(&desk.world);
            desk.ask(&[action]).ok();
        }
        mark_secrets(&mut desk.world);
        for session in desk.world.sessions() {
            let hall = told_of(&desk.world, session, at(minute, 0), false);
            let bytes = tanshi::shell::hall::wire::frame(&hall).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            prop_assert!(!text.contains(SECRET), "{text}");
        }
    }
}
