//! Kills and power cuts at every point, over random changes: what was acknowledged is there,
//! whole, and nothing else in half.

use super::changes::{asked, change, check, count};
use super::doubles::{Bench, TestRows};
use proptest::prelude::*;
use std::io::ErrorKind;
use tanshi::domain::id::EntityKind;
use tanshi::store::engine::Cause;
use tanshi::store::journal::faults::{Call, Fault};

/// One run of a store, and how it ends.
#[derive(Debug, Clone)]
struct Run {
    /// How many changes each collection has.
    collections: Vec<u64>,
    /// Which call to the folder fails, and how many bytes of it get through.
    fault: Option<(u64, usize, bool)>,
    /// What the rows lose: batches that were not flushed, everything, single rows or groups.
    rows: RowsLoss,
    /// Whether the power is cut, and what the disk makes of it.
    power: Option<u64>,
}

#[derive(Debug, Clone)]
enum RowsLoss {
    Nothing,
    Batches(usize),
    Everything,
    Row(u64),
    Group(u64),
    Summary,
}

fn run() -> impl Strategy<Value = Run> {
    let rows = prop_oneof![
        Just(RowsLoss::Nothing),
        (0..9_usize).prop_map(RowsLoss::Batches),
        Just(RowsLoss::Everything),
        (1..20_u64).prop_map(RowsLoss::Row),
        (1..20_u64).prop_map(RowsLoss::Group),
        Just(RowsLoss::Summary),
    ];
    (
        prop::collection::vec(1..4_u64, 0..6),
        prop::option::of((0..25_u64, 0..900_usize, any::<bool>())),
        rows,
        prop::option::of(any::<u64>()),
    )
        .prop_map(|(collections, fault, rows, power)| Run { collections, fault, rows, power })
}

fn lose(rows: &TestRows, loss: &RowsLoss) -> TestRows {
    match loss {
        RowsLoss::Nothing => {}
        RowsLoss::Batches(batches) => rows.go_back(*batches),
        RowsLoss::Everything => return TestRows::default(),
        RowsLoss::Row(number) => rows.lose_row(super::changes::issue_id(*number)),
        RowsLoss::Group(number) => rows.lose_group(*number),
        RowsLoss::Summary => rows.lose_summary(),
    }
    rows.clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn what_was_acknowledged_is_there_whole_and_nothing_else_in_half(
        runs in prop::collection::vec(run(), 1..5),
    ) {
        let mut bench = Bench::new();
        let mut saved = 0;
        for run in runs {
            let mut engine = bench.open();
            if let Some((after, torn_at, lasting)) = run.fault {
                let kind = ErrorKind::Other;
                bench.faults.plan(Fault { call: Call::Any, after, kind, torn_at, lasting });
            }
            let mut under_way = 0;
            for changes in run.collections {
                under_way = changes;
                let Ok(mut batch) = engine.begin() else { break };
                for number in saved + 1..=saved + changes {
                    engine.add(&mut batch, &change(number), &asked()).unwrap();
                }
                match engine.finish(batch) {
                    Ok(()) => saved += changes,
                    // A fault that passes: the same changes are saved in the next turn.
                    Err(_) if !run.fault.is_some_and(|fault| fault.2) => {}
                    Err(_) => break,
                }
                prop_assert_eq!(check(&engine.world().unwrap(), saved), Ok(()));
            }
            match run.power {
                Some(seed) => bench.cut_power(engine, seed),
                None => bench.kill(engine),
            }
            bench.faults.clear();
            bench.rows = lose(&bench.rows, &run.rows);
            bench.distrust_rows = run.power.map(|_| Cause::MachineCrashed);
            let mut engine = bench.open();
            prop_assert_eq!(engine.read_only(), None);
            let world = engine.world().unwrap();
            let found = count(&world);
            // The collection under way may be there, whole; nothing after it.
            prop_assert!(found == saved || found == saved + under_way, "{} of {}", found, saved);
            prop_assert_eq!(check(&world, found), Ok(()));
            let verified = engine.scrub().unwrap();
            prop_assert!(verified.is_whole(), "{:?}", verified);
            saved = found;
            bench.kill(engine);
            bench.distrust_rows = None;
        }
    }
}

#[test]
fn folding_everything_anew_gives_what_every_single_change_gave() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    for number in 1..=40 {
        engine.commit(&change(number), &asked()).unwrap();
    }
    let incremental = engine.world().unwrap();
    bench.kill(engine);
    bench.rows = TestRows::default();
    let mut engine = bench.open();
    assert_eq!(engine.world().unwrap(), incremental);
    for kind in EntityKind::ALL {
        let mut scanned = Vec::new();
        engine.scan(kind, |entity| scanned.push(entity.id())).unwrap();
        let expected: Vec<_> =
            incremental.of_kind(kind).map(tanshi::domain::entity::Entity::id).collect();
        assert_eq!(scanned, expected);
    }
}
