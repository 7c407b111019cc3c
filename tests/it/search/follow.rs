//! The full text follows a store: whatever was kept of it before, it finds what looking at every row finds.

use std::collections::BTreeSet;
use tanshi::domain::entity::Entity;
use tanshi::domain::id::EntityId;
use tanshi::domain::world::World;
use tanshi::exchange::example;
use tanshi::search::text::{Change, Index, Query, Text};
use tanshi::shell::desk::{Desk, commit_changes};
use tanshi::store::Store;

/// Every text of a world, as the full text has it.
fn texts(world: &World) -> Vec<Text> {
    let text = |entity: &Entity| {
        let held_on = match entity {
            Entity::Line(line) => world.session(line.session).map(|it| it.facts.on.first()),
            _ => None,
        };
        Change::of(entity, held_on).text
    };
    world.entities().filter_map(text).collect()
}

/// Words to look for: some that people type, and pieces of what is there.
fn queries(texts: &[Text]) -> Vec<String> {
    let typed =
        ["停车难", "狗", "停车 费", "\"充电桩\"", "议题", "住建", "二〇", "300", "没有这样的话"];
    let mut queries: Vec<String> = typed.map(str::to_owned).to_vec();
    for text in texts.iter().step_by(41) {
        let Some(part) = text.parts.last() else { continue };
        let piece: String = part.text.chars().skip(3).take(3).collect();
        queries.push(piece);
    }
    queries
}

fn assert_same(index: &Index, world: &World, when: usize) {
    let texts = texts(world);
    for typed in queries(&texts) {
        let query = Query::parse(&typed);
        let found = index.find(&query, None, usize::MAX).unwrap();
        let shown: BTreeSet<EntityId> = found.hits.iter().map(|hit| hit.id).collect();
        let all = texts.iter().filter(|text| query.is_in(text));
        let all: BTreeSet<EntityId> = all.map(|text| text.id).collect();
        assert_eq!(shown, all, "{typed} after {when} changes");
    }
}

#[test]
fn after_any_changes_it_finds_what_looking_at_every_row_finds() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let changes = example::generate(example::SEED).unwrap().changes;
    let mut before = 0;
    // Few changes are looked at in memory only, so that the index on the disk is behind by some of them.
    for until in [300, 301, 340, 900, 901, 1200] {
        let mut store = Store::open(&data, "now").unwrap();
        let until = until.min(changes.len());
        commit_changes(&mut store, &changes[before..until], 1_700_000_000_000).unwrap();
        before = until;
        let mut desk = Desk::new(store).unwrap();
        let folder = desk.store().search_folder().unwrap();
        let mut index = Index::open(&folder, desk.text_owner());
        desk.bring_up_to_date(&mut index, |_| ()).unwrap();
        let world = desk.store().engine().world().unwrap();
        assert_same(&index, &world, until);
        drop(index);
        desk.into_store().close().unwrap();
    }
}
