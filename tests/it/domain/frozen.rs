//! Frozen reports: the rules of their names, undo, and that the log up to a place says the same whatever
//! comes later.

use super::{chance::Dice, desk::*};
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use tanshi::domain::{
    action::{Action, StepRequest},
    date::Interval,
    event::Event,
    figures::{
        COUNTING_RULES, Counted, Difference, Figure, FrozenReport, Motion, Position, Reason,
        Report, Scope, Since, Tally,
    },
    provenance::Mark,
    refusal::Refusal,
    workflow::StepKind,
    world::World,
};

fn scope() -> Scope {
    let interval = Interval::between(day(1, 1), day(12, 31)).unwrap();
    Scope { interval, cut_off: day(10, 20), studio: None }
}

fn frozen(name: &str) -> Action {
    let report = FrozenReport {
        name: name.into(),
        scope: scope(),
        position: Some(Position { replica: [7; 16], seq: 1 }),
        frozen_on: day(10, 20),
        rules: COUNTING_RULES,
        sha256: [1; 32],
    };
    Action::FreezeReport { report }
}

fn counted(world: &World) -> Report {
    let mut tally = Tally::new(scope());
    world.entities().for_each(|entity| tally.entity(entity));
    tally.report()
}

/// The world after so many events of the log, and what came after them.
fn at(desk: &Desk, place: usize) -> (World, Vec<Since>) {
    let mut world = World::default();
    for (event, envelope) in &desk.log[..place] {
        world.apply(event, envelope);
    }
    let since = desk.log[place..]
        .iter()
        .map(|(event, envelope)| Since { event: event.clone(), mark: Mark::from(envelope) });
    (world, since.collect())
}

#[test]
fn two_frozen_reports_never_have_the_same_name_and_a_dropped_one_is_free_again() {
    let mut desk = Desk::held();
    desk.must(frozen(" 半年报 "));
    assert_eq!(desk.world.settings().frozen[0].name, "半年报");
    assert_eq!(desk.refusal(frozen("半年报")), Refusal::ReportNamed);
    let nobody = Action::DropFrozenReport { name: "年报".into() };
    assert_eq!(desk.refusal(nobody), Refusal::NoSuchReport);
    desk.must(Action::DropFrozenReport { name: "半年报".into() });
    assert!(desk.world.settings().frozen.is_empty());
    desk.must(frozen("半年报"));
}

#[test]
fn freezing_is_undone_and_done_again_as_it_was() {
    let mut desk = Desk::held();
    let events = desk.must(frozen("半年报"));
    let kept = desk.world.settings().frozen.clone();
    let undone = desk.undo(&events).unwrap();
    assert!(matches!(undone[..], [Event::FrozenReportDropped(_)]));
    assert!(desk.world.settings().frozen.is_empty());
    desk.undo(&undone).unwrap();
    assert_eq!(desk.world.settings().frozen, kept);
}

#[test]
fn settings_that_are_changed_keep_the_frozen_reports() {
    let mut desk = Desk::held();
    desk.must(frozen("半年报"));
    let settings = tanshi::domain::settings::Settings {
        office: "湘潭市政协".into(),
        ..Default::default()
    };
    desk.must(Action::SetSettings { settings: Box::new(settings) });
    assert_eq!(desk.world.settings().frozen.len(), 1);
}

#[test]
fn what_is_entered_later_comes_and_what_is_corrected_goes_each_with_its_reason() {
    let mut desk = Desk::consulted();
    let place = desk.log.len();
    let then = counted(&desk.world);
    desk.must(add_issue(OTHER_ISSUE));
    desk.must(step(StepRequest::new(StepKind::CorrectConsult)));
    let (world, since) = at(&desk, place);
    assert_eq!(counted(&world).canonical(), then.canonical());
    let difference = Difference::between(&then, &counted(&desk.world), &since);
    let one = |figure, motion| {
        let mut moved = difference.of(Counted::In(figure), motion);
        let one = moved.next().map(|it| it.reason);
        assert!(moved.next().is_none());
        one
    };
    assert_eq!(one(Figure::Submitted, Motion::Came), Some(Reason::Later));
    assert_eq!(one(Figure::Consulted, Motion::Went), Some(Reason::Corrected));
    assert_eq!(one(Figure::Sessions, Motion::Went), None);
    assert!(Difference::between(&then, &then, &[]).is_empty());
}

proptest! {
    #![proptest_config(Config {
        cases: 120,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_231_020),
        ..Config::default()
    })]

    #[test]
    fn the_log_up_to_a_place_says_the_same_whatever_comes_later(
        before in prop::collection::vec(prop::collection::vec(any::<u8>(), 16), 0..30),
        after in prop::collection::vec(prop::collection::vec(any::<u8>(), 16), 1..30),
        undone in any::<bool>(),
    ) {
        let mut desk = Desk::evaluated();
        let play = |desk: &mut Desk, all: &[Vec<u8>], undone: bool| {
            for bytes in all {
                let action = Dice::new(bytes).action(&desk.world);
                if let Ok(events) = desk.ask(&[action])
                    && undone
                {
                    desk.undo(&events).ok();
                }
            }
        };
        play(&mut desk, &before, false);
        let (place, then) = (desk.log.len(), counted(&desk.world));
        play(&mut desk, &after, undone);
        let (world, since) = at(&desk, place);
        let again = counted(&world);
        prop_assert_eq!(again.canonical(), then.canonical());
        let now = counted(&desk.world);
        let difference = Difference::between(&again, &now, &since);
        for figure in Figure::ALL.iter().copied() {
            let moved = |motion| difference.of(Counted::In(figure), motion).count();
            let then = again.count(figure) + moved(Motion::Came);
            prop_assert_eq!(then, now.count(figure) + moved(Motion::Went), "{}", figure.key());
        }
    }
}
