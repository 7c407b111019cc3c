//! How often something was changed, as the journal tells it.

use super::changes::{asked, change, issue_id};
use super::doubles::Bench;
use std::collections::BTreeSet;
use tanshi::domain::id::EntityId;
use tanshi::domain::provenance::Revision;
use tanshi::store::Asked;
use tanshi::store::journal::Medium;

/// The studio of every change, an issue that was edited, one that never was, and one that is not there.
fn asked_of() -> BTreeSet<EntityId> {
    let studio = tanshi::domain::id::StudioId::from_bytes([1; 16]);
    let issues = [3, 4, 99].map(|number| EntityId::from(issue_id(number)));
    issues.into_iter().chain([studio.into()]).collect()
}

#[test]
fn every_change_counts_once_for_what_it_is_about_and_the_last_one_tells_when() {
    let mut engine = Bench::new().open();
    for number in 1..=8 {
        let at = Asked { wall_millis: asked().wall_millis + number * 1_000, ..asked() };
        engine.commit(&change(number), &at).unwrap();
    }
    let counted = engine.revisions(&asked_of()).unwrap();
    let told: Vec<(u32, u64)> = asked_of()
        .iter()
        .filter_map(|id| counted.get(id))
        .map(|it: &Revision| (it.changes, it.at_millis - asked().wall_millis))
        .collect();
    // By their ids: issue 3 was edited by change 8, issue 4 not yet; the studio by each of them.
    let (mut sorted, mut told) = (vec![(2, 8_000), (1, 4_000), (8, 8_000)], told);
    sorted.sort_unstable();
    told.sort_unstable();
    assert_eq!(told, sorted);
}

#[test]
fn a_damaged_journal_is_healed_and_counted() {
    let mut bench = Bench::new();
    let mut engine = bench.open();
    for number in 1..=9 {
        engine.commit(&change(number), &asked()).unwrap();
    }
    let before = engine.revisions(&asked_of()).unwrap();
    bench.kill(engine);
    let name = bench.medium.list().unwrap().remove(0);
    bench.medium.damage(&name, |bytes| bytes[60] ^= 1).unwrap();
    let mut engine = bench.open();
    assert_eq!(engine.revisions(&asked_of()).unwrap(), before);
}
