//! What holds after any changes whatever: random actions over a small world, valid or not.

use super::{chance::Dice, desk::*, plain::plain};
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed},
};
use std::collections::BTreeSet;
use tanshi::domain::{
    action::Action,
    commitment::Commitment,
    date::Interval,
    decide::decide,
    entity::Entity,
    event::Event,
    figures::{Dimension, Figure, Report, Row, Wait},
    id::EntityId,
    issue::{Issue, Verdict},
    session::Session,
    undo::compensate,
    workflow::{
        Missing, Route, Rule, Status, Step, StepKind, consult_gaps, resolve_gaps, service_gaps,
    },
    world::World,
};

/// What happens at one place of a sequence.
#[derive(Debug, Clone)]
enum Turn {
    /// Actions out of bytes, as one change.
    Ask(Vec<Vec<u8>>),
    /// The last change is undone; after an undo this is the redo.
    Undo,
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let bytes = prop::collection::vec(any::<u8>(), 16);
    let turn = prop_oneof![
        8 => bytes.clone().prop_map(|bytes| Turn::Ask(vec![bytes])),
        1 => prop::collection::vec(bytes, 2..4).prop_map(Turn::Ask),
        2 => Just(Turn::Undo),
    ];
    prop::collection::vec(turn, 10..80)
}

/// Worlds at some stage, so that deep states are met often.
const STAGES: [fn() -> Desk; 11] = [
    Desk::empty,
    Desk::planned_from_source,
    Desk::resolved_from_source,
    Desk::planned,
    Desk::held,
    Desk::committed,
    Desk::half_done,
    Desk::divided,
    Desk::evaluated,
    Desk::resolved,
    Desk::reopened,
];

proptest! {
    #![proptest_config(Config {
        cases: 600,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_231_020),
        ..Config::default()
    })]

    #[test]
    fn whatever_is_asked_the_rules_hold(stage in 0..STAGES.len(), turns in turns()) {
        let mut desk = STAGES[stage]();
        let mut last = Vec::new();
        for turn in turns {
            let actions = match &turn {
                Turn::Ask(dice) => {
                    dice.iter().map(|bytes| Dice::new(bytes).action(&desk.world)).collect()
                }
                Turn::Undo => match compensation(&desk.world, &last) {
                    Ok(actions) => actions,
                    Err(_) => continue,
                },
            };
            if let Some(events) = change(&mut desk, &actions) {
                last = events;
            }
        }
        let mut replayed = World::default();
        for (event, envelope) in &desk.log {
            replayed.apply(event, envelope);
        }
        prop_assert!(replayed == desk.world, "the replay differs");
        super::whole::check_whole(&desk.world);
    }
}

/// Asks for a change and checks everything that must hold around it.
fn change(desk: &mut Desk, actions: &[Action]) -> Option<Vec<Event>> {
    let before = desk.clone();
    let outcome = desk.ask(actions);
    let mut near = neighbourhood(&before.world, actions);
    assert_eq!(decide(&mut near, actions, &desk.moment()), outcome, "nearby: {actions:?}");
    let Ok(events) = outcome else {
        assert!(desk.world == before.world, "a refusal changed the world: {actions:?}");
        return None;
    };
    check_touches(&before, desk, events.len());
    check_steps(&before, &events, actions.len());
    check_undo(&before, desk, &events);
    desk.world.issues().for_each(|issue| check_issue(&desk.world, issue, desk));
    check_numbers(&desk.world);
    check_figures(desk);
    Some(events)
}

/// What a store loads before it decides.
fn neighbourhood(world: &World, actions: &[Action]) -> World {
    let mut near = World::default();
    let mut whole: Vec<EntityId> = Vec::new();
    for reads in actions.iter().map(Action::reads) {
        whole.extend(reads.entities);
        for id in reads.alone {
            world.entity(id).cloned().into_iter().for_each(|entity| near.load(entity));
        }
        for id in reads.unless_live {
            let session = world.session_of(id);
            if session.is_some_and(|id| world.session(id).is_some_and(Session::is_live)) {
                let both = [id, session.unwrap().into()];
                both.into_iter()
                    .filter_map(|id| world.entity(id).cloned())
                    .for_each(|entity| near.load(entity));
            } else {
                whole.push(id);
            }
        }
        for kind in reads.kinds {
            whole.extend(world.of_kind(kind).map(Entity::id));
        }
        let speaking_of: BTreeSet<EntityId> = reads.speaking_of.into_iter().collect();
        let is_called = |it: &&Entity| {
            let name = match it {
                Entity::Person(person) => &person.facts.name,
                Entity::Department(department) => &department.facts.name,
                _ => return false,
            };
            reads.called.contains(&(it.id().kind, name.clone()))
        };
        let looked_up =
            world.entities().filter(|it| is_called(it) || it.speaks_of_any(&speaking_of));
        looked_up.for_each(|entity| near.load(entity.clone()));
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = whole.pop() {
        let Some(entity) = world.entity(id).filter(|_| seen.insert(id)) else { continue };
        let around = entity.neighbours();
        whole.extend(around.whole);
        for id in around.alone {
            world.entity(id).cloned().into_iter().for_each(|entity| near.load(entity));
        }
        near.load(entity.clone());
    }
    near
}

/// Undo asks for the same whether everything is at hand or only what the events are about.
fn compensation(
    world: &World,
    events: &[Event],
) -> Result<Vec<Action>, tanshi::domain::refusal::Refusal> {
    let mut near = World::default();
    for id in events.iter().map(Event::entity) {
        world.entity(id).cloned().into_iter().for_each(|entity| near.load(entity));
    }
    let actions = compensate(world, events);
    assert_eq!(compensate(&near, events), actions);
    actions
}

/// An event changes the same entities when only those that it touches are at hand.
fn check_touches(before: &Desk, after: &Desk, count: usize) {
    let mut world = before.world.clone();
    for (event, envelope) in &after.log[after.log.len() - count..] {
        let mut near = World::default();
        for id in event.touches() {
            world.entity(id).cloned().into_iter().for_each(|entity| near.load(entity));
        }
        world.take_touched();
        assert_eq!(near.apply(event, envelope), world.apply(event, envelope));
        let touched = world.take_touched();
        assert_eq!(near.take_touched(), touched, "{event:?}");
        for id in touched {
            assert_eq!(near.entity(id), world.entity(id), "{event:?}");
        }
    }
}

/// A guarded resolution never had a gap that nobody answered for.
fn check_steps(before: &Desk, events: &[Event], actions: usize) {
    for event in events {
        let Event::IssueStepped(stepped) = event else { continue };
        let Some(issue) = before.world.issue(stepped.id).filter(|_| actions == 1) else { continue };
        let mark = issue.entered;
        let step = Step::make(stepped.from, stepped.kind, stepped.facts.clone(), mark).unwrap();
        let gaps = match step.kind() {
            _ if step.is_recorded() => continue,
            StepKind::Consult => {
                let session = step.facts().session.and_then(|id| before.world.session(id));
                consult_gaps(&before.world, issue, session, before.today).0
            }
            StepKind::Resolve => resolve_gaps(&before.world, issue),
            StepKind::ResolveByService => service_gaps(&before.world, issue),
            _ => continue,
        };
        assert_eq!(unanswered(&gaps, &step), [], "{event:?}");
        for over in step.overrides() {
            assert!(gaps.iter().any(|gap| gap.rule == over.rule), "{event:?}");
        }
    }
}

fn unanswered(gaps: &[Missing], step: &Step) -> Vec<Missing> {
    let passed = |gap: &&Missing| step.overrides().iter().all(|over| over.rule != gap.rule);
    gaps.iter().filter(passed).copied().collect()
}

/// An undo leads back to what was said before, and its undo to what was said after.
fn check_undo(before: &Desk, after: &Desk, events: &[Event]) {
    let mut desk = after.clone();
    let Ok(undone) = compensation(&desk.world, events).and_then(|actions| desk.ask(&actions))
    else {
        return;
    };
    says_the_same(&desk.world, &before.world, "undo", events);
    let Ok(_) = compensation(&desk.world, &undone).and_then(|actions| desk.ask(&actions)) else {
        return;
    };
    says_the_same(&desk.world, &after.world, "redo", events);
}

fn says_the_same(one: &World, other: &World, what: &str, events: &[Event]) {
    let (one, other) = (plain(one), plain(other));
    for id in one.keys().chain(other.keys()) {
        assert_eq!(one.get(id), other.get(id), "{what} of {events:?}");
    }
}

fn check_issue(world: &World, issue: &Issue, desk: &Desk) {
    let standing: Vec<&Step> = issue.standing_steps().collect();
    let consulted = standing.iter().find(|step| step.kind() == StepKind::Consult);
    if issue.status == Status::Consulted || issue.status == Status::Resolved(Route::Session) {
        // What remained of another begins as consulted.
        let is_talked_about = consulted.is_some() || issue.residual_of.is_some();
        assert!(is_talked_about, "consulted without a consultation: {issue:?}");
    }
    let begun = if issue.residual_of.is_some() { Status::Consulted } else { Status::Submitted };
    let end = standing.last().map_or(begun, |step| step.to());
    assert_eq!(issue.status, end, "the standing steps lead elsewhere: {issue:?}");
    for pair in standing.windows(2) {
        assert_eq!(pair[0].to(), pair[1].from());
        assert!(pair[1].facts().on.last() >= pair[0].facts().on.first(), "{pair:?}");
    }
    // The quorum may be raised later, which unmakes no session.
    let quorum = world.quorum() == tanshi::domain::settings::Quorum::default();
    if let Some(step) = consulted.filter(|step| !step.is_recorded() && quorum) {
        let session = step.facts().session.and_then(|id| world.session(id));
        assert!(session.is_some_and(Session::is_held), "{issue:?}");
        let (gaps, _) = consult_gaps(world, issue, session, desk.today);
        assert_eq!(unanswered(&gaps, step), [], "{issue:?}");
    }
    let Some(step) = standing.last().filter(|step| !step.is_recorded()) else { return };
    let gaps = match step.kind() {
        StepKind::Resolve => resolve_gaps(world, issue),
        StepKind::ResolveByService => service_gaps(world, issue),
        _ => return,
    };
    if step.overrides().is_empty() {
        assert!(was_content(world, issue, step), "{issue:?}");
    }
    // The raiser may change their mind after a resolution; nothing else may change under it.
    let word = [
        Rule::Evaluated,
        Rule::NotDissatisfied,
        Rule::EvaluationRecent,
        Rule::EvaluationIndependent,
    ];
    let gaps: Vec<Missing> = gaps.into_iter().filter(|gap| !word.contains(&gap.rule)).collect();
    assert_eq!(unanswered(&gaps, step), [], "{issue:?}");
}

/// Whether the raiser was content before a step, after the consultation and after all the work.
fn was_content(world: &World, issue: &Issue, step: &Step) -> bool {
    let consulted = issue.standing_steps().rev().find(|step| step.kind() == StepKind::Consult);
    let done = world.commitments_of(issue).flat_map(Commitment::completions);
    let floor = done
        .map(|(completion, _)| completion.on.last())
        .chain(consulted.map(|step| step.facts().on.first()))
        .max();
    issue.evaluations.iter().any(|given| {
        !given.taken_back
            && given.mark < step.mark()
            && given.evaluation.verdict != Verdict::Dissatisfied
            && floor.is_none_or(|floor| given.evaluation.on.first() >= floor)
    })
}

fn check_numbers(world: &World) {
    let mut given = BTreeSet::new();
    for number in world.issues().map(|it| &it.number).chain(world.sessions().map(|it| &it.number)) {
        assert!(given.insert(number), "{number} was given twice");
    }
    let mut codes = BTreeSet::new();
    for studio in world.studios().filter(|studio| !studio.retracted) {
        assert!(codes.insert(&studio.facts.code), "{studio:?}");
    }
}

fn check_figures(desk: &Desk) {
    let tally = desk.figures_by(day(1, 1), day(12, 31), desk.today);
    for figure in Figure::ALL {
        assert_eq!(tally.count(*figure), tally.rows(*figure).len());
        let rows: BTreeSet<&Row> = tally.rows(*figure).iter().collect();
        assert_eq!(rows.len(), tally.count(*figure), "{} counts twice", figure.key());
    }
    for (part, whole) in [
        (Figure::Satisfied, Figure::Evaluated),
        (Figure::ResolvedByService, Figure::Resolved),
        (Figure::ConsultedResolved, Figure::Consulted),
        (Figure::ActiveStudios, Figure::Sessions),
    ] {
        assert!(tally.count(part) <= tally.count(whole), "{} > {}", part.key(), whole.key());
    }
    let interval = Interval::between(day(1, 1), day(12, 31)).unwrap();
    let held = desk.world.sessions().filter(|it| it.is_held() && it.facts.on.within(interval));
    assert_eq!(tally.count(Figure::Sessions), held.count());
    check_cells(&tally);
    check_interval(desk, &tally);
}

/// Every row stands in a cell, and in one alone where no row can stand in several.
fn check_cells(report: &Report) {
    for dimension in Dimension::ALL.iter().copied() {
        let division = report.by(dimension);
        for figure in Figure::ALL.iter().copied() {
            let sum: usize = division.cells().map(|(_, part)| part.count(figure)).sum();
            let name = format!("{} by {}", figure.key(), dimension.key());
            if !dimension.divides(figure) {
                assert_eq!((sum, division.surplus(figure)), (0, 0), "{name}");
                continue;
            }
            assert_eq!(sum, report.count(figure) + division.surplus(figure), "{name}");
            assert!(dimension.overlaps(figure) || division.surplus(figure) == 0, "{name}");
            let cells = division.cells().flat_map(|(_, part)| part.rows(figure));
            let whole: BTreeSet<&Row> = report.rows(figure).iter().collect();
            assert_eq!(cells.collect::<BTreeSet<&Row>>(), whole, "{name}");
        }
        for wait in Wait::ALL.iter().copied() {
            let cells: usize = division.cells().map(|(_, part)| part.waited(wait).len()).sum();
            assert!(cells >= report.whole().waited(wait).len(), "{}", wait.key());
        }
    }
}

/// A longer interval never counts less of what happens on a day.
fn check_interval(desk: &Desk, whole: &Report) {
    let spring = desk.figures_by(day(5, 1), day(6, 30), desk.today);
    for figure in Figure::ALL.iter().copied() {
        let is_last_word = matches!(figure, Figure::Satisfied | Figure::FoundingUnknown);
        let (part, all) = (spring.count(figure), whole.count(figure));
        assert!(is_last_word || part <= all, "{}: {part} > {all}", figure.key());
    }
}
