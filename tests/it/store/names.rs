//! Who is called what, and what speaks of whom: what is decided with only those at hand who matter is
//! what everything at hand decides, and costs the same however many others there are.

use super::changes::asked;
use super::doubles::{Bench, TestEngine};
use proptest::prelude::*;
use tanshi::domain::action::Action;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::department::DepartmentFacts;
use tanshi::domain::event::Event;
use tanshi::domain::id::{DepartmentId, EntityId, IssueId, PersonId, StudioId};
use tanshi::domain::issue::IssueFacts;
use tanshi::domain::number::StudioCode;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::studio::{StudioFacts, StudioKind};
use tanshi::domain::world::World;
use tanshi::store::StoreError;

/// So few that they meet: names, and of each kind of entity.
const NAMES: [&str; 3] = ["王桂兰", "交通局", " 王桂兰 "];
const IDS: std::ops::Range<u8> = 1..5;

const fn person(id: u8) -> PersonId {
    PersonId::from_bytes([id; 16])
}

const fn department(id: u8) -> DepartmentId {
    DepartmentId::from_bytes([id; 16])
}

const fn studio(id: u8) -> StudioId {
    StudioId::from_bytes([id; 16])
}

fn person_facts(name: &str, of: Option<u8>) -> PersonFacts {
    let mut facts = PersonFacts::named(name, Side::Public);
    facts.department = of.map(department);
    facts
}

fn studio_facts(id: u8, convenor: Option<u8>) -> StudioFacts {
    let code = StudioCode::parse(&format!("SF{}", char::from(b'A' + id))).unwrap();
    let mut facts = StudioFacts::named(format!("工作室{id}"), code);
    facts.kind = StudioKind::Township;
    facts.convenor = convenor.map(person);
    facts
}

fn action() -> impl Strategy<Value = Action> {
    let id = || IDS;
    let name = || prop::sample::select(&NAMES[..]);
    let somebody = || prop::option::of(IDS);
    let any = prop_oneof![
        id().prop_map(|id| EntityId::from(person(id))),
        id().prop_map(|id| EntityId::from(department(id))),
        id().prop_map(|id| EntityId::from(studio(id))),
    ];
    prop_oneof![
        3 => (id(), name(), somebody()).prop_map(|(id, name, of)| {
            Action::AddPerson { id: person(id), facts: person_facts(name, of), source: None }
        }),
        2 => (id(), name(), somebody()).prop_map(|(id, name, of)| {
            Action::EditPerson { id: person(id), facts: person_facts(name, of) }
        }),
        2 => (id(), name()).prop_map(|(id, name)| {
            let facts = DepartmentFacts::named(name);
            Action::AddDepartment { id: department(id), facts, source: None }
        }),
        1 => (id(), name()).prop_map(|(id, name)| {
            Action::EditDepartment { id: department(id), facts: DepartmentFacts::named(name) }
        }),
        2 => (id(), somebody()).prop_map(|(id, convenor)| {
            Action::AddStudio { id: studio(id), facts: studio_facts(id, convenor), source: None }
        }),
        1 => (id(), somebody()).prop_map(|(id, convenor)| {
            Action::EditStudio { id: studio(id), facts: studio_facts(id, convenor) }
        }),
        1 => (id(), id(), somebody()).prop_map(|(id, at, raiser)| {
            let mut facts = IssueFacts::titled("塘边缺护栏");
            facts.raisers = raiser.map(person).into_iter().collect();
            Action::AddIssue { id: IssueId::from_bytes([id; 16]), studio: studio(at), facts, source: None }
        }),
        3 => any.clone().prop_map(|entity| Action::Retract { entity }),
        2 => any.prop_map(|entity| Action::Restore { entity }),
    ]
}

/// What everything at hand decides.
fn decided(
    engine: &TestEngine,
    mut world: World,
    actions: &[Action],
) -> Result<Vec<Event>, String> {
    let asked = asked();
    let moment =
        Moment { today: asked.today, actor: asked.actor, replica_mark: engine.replica_mark() };
    decide(&mut world, actions, &moment).map_err(|refusal| format!("{refusal:?}"))
}

/// What the engine says of it.
fn said<T>(
    saved: Result<T, StoreError>,
    events: impl Fn(T) -> Vec<Event>,
) -> Result<Vec<Event>, String> {
    saved.map(events).map_err(|error| match error {
        StoreError::Refused(refusal) => format!("{refusal:?}"),
        error => panic!("{error}"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn only_those_who_matter_decide_what_everybody_does(
        batches in prop::collection::vec(
            prop::collection::vec(prop::collection::vec(action(), 1..4), 1..5),
            1..8,
        ),
    ) {
        let bench = Bench::new();
        let mut engine = bench.open();
        let mut whole = Bench::new().open();
        for changes in batches {
            // Several changes to a sync here, each decided before anything of them is saved.
            let mut batch = engine.begin().unwrap();
            for actions in &changes {
                let world = whole.world().unwrap();
                let expected = decided(&whole, world, actions);
                let collected = engine.add(&mut batch, actions, &asked());
                prop_assert_eq!(said(collected, |saved| saved.events), expected.clone());
                prop_assert_eq!(said(whole.commit(actions, &asked()), |saved| saved.events), expected);
            }
            engine.finish(batch).unwrap();
        }
    }
}

#[test]
fn what_somebody_more_costs_does_not_grow_with_how_many_there_are() {
    let bench = Bench::new();
    let mut engine = bench.open();
    let people = (0..400_u16).map(|at| {
        let [high, low] = at.to_be_bytes();
        let mut id = [3; 16];
        id[..2].copy_from_slice(&[high, low]);
        let facts = PersonFacts::named(format!("居民{at}"), Side::Public);
        Action::AddPerson { id: PersonId::from_bytes(id), facts, source: None }
    });
    engine.commit(&people.collect::<Vec<_>>(), &asked()).unwrap();
    let add = |id: u8, name: &str| Action::AddPerson {
        id: person(id),
        facts: PersonFacts::named(name, Side::Public),
        source: None,
    };
    engine.commit(&[add(200, "刘建国")], &asked()).unwrap();
    let before = bench.rows.visited();
    engine.commit(&[add(201, "居民7")], &asked()).unwrap_err();
    engine.commit(&[add(201, "周晓雯")], &asked()).unwrap();
    let edit =
        Action::EditPerson { id: person(201), facts: PersonFacts::named("周文", Side::Public) };
    engine.commit(&[edit], &asked()).unwrap();
    // Those that are not there are looked for each time.
    assert!(bench.rows.visited() - before < 20, "{} rows", bench.rows.visited() - before);
}

#[test]
fn what_was_collected_stands_before_what_lies_there_also_after_something_was_refused() {
    let mut engine = Bench::new().open();
    let add = |id, name: &str| Action::AddPerson {
        id: person(id),
        facts: person_facts(name, None),
        source: None,
    };
    let has_convenor =
        Action::AddStudio { id: studio(1), facts: studio_facts(1, Some(1)), source: None };
    engine.commit(&[add(1, "王桂兰"), has_convenor], &asked()).unwrap();
    let mut batch = engine.begin().unwrap();
    let let_go = Action::EditStudio { id: studio(1), facts: studio_facts(1, None) };
    engine.add(&mut batch, &[let_go], &asked()).unwrap();
    engine.add(&mut batch, &[add(2, "")], &asked()).unwrap_err();
    let retract = Action::Retract { entity: person(1).into() };
    engine.add(&mut batch, &[retract], &asked()).unwrap();
    engine.finish(batch).unwrap();
    assert!(engine.world().unwrap().person(person(1)).unwrap().retracted);
}
