//! What is imported: tables in three forms, records of past work, and exports of everything.

use super::names::hides;
use crate::corpus::packed;
use crate::hall::{TODAY, hall, moment};
use std::collections::BTreeMap;
use tanshi::command::Catalog;
use tanshi::domain::action::Action;
use tanshi::domain::date::DateSpan;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::entity::Entity;
use tanshi::domain::id::{EntityId, IssueId, SessionId, StudioId};
use tanshi::domain::imported::{RowDigest, RowKey};
use tanshi::domain::number::StudioCode;
use tanshi::domain::world::World;
use tanshi::domain::written;
use tanshi::exchange::recognised::recognise;
use tanshi::exchange::records::{self, Known};
use tanshi::exchange::table::plan::Ground;
use tanshi::exchange::table::{Alike, Form, Options, Stored, Written};
use tanshi::exchange::whole::{self, State};
use tanshi::i18n::Lang;
use tanshi::shell::desk::open_table;

/// The small city, as the store is asked for it.
struct Office<'w>(&'w World);

impl Stored for Office<'_> {
    fn directory(&mut self) -> World {
        let mut world = World::default();
        let is_known = |it: &&Entity| {
            matches!(it, Entity::Studio(_) | Entity::Person(_) | Entity::Department(_))
        };
        self.0.entities().filter(is_known).for_each(|entity| world.load(entity.clone()));
        world
    }

    fn is_there(&mut self, id: EntityId) -> bool {
        self.0.entity(id).is_some()
    }

    fn taken(&mut self, _key: RowKey) -> Option<(EntityId, RowDigest)> {
        None
    }

    fn numbered(&mut self, number: &str) -> Option<EntityId> {
        let mut issues = self.0.issues();
        issues.find(|issue| issue.number.as_str() == number).map(|issue| issue.id.into())
    }

    fn alike(&mut self, studio: StudioId, title: &str) -> Vec<Alike> {
        let same = self.0.issues().filter(|it| it.studio == studio && it.facts.title == title);
        let alike = same.map(|it| Alike {
            id: it.id,
            submitted: it.facts.submitted,
            raisers: it.facts.raisers.clone(),
        });
        alike.collect()
    }

    fn sessions(&mut self, studio: StudioId, on: DateSpan, _title: &str) -> Vec<SessionId> {
        let same = self.0.sessions().filter(|it| it.facts.studio == studio && it.facts.on == on);
        same.map(|it| it.id).collect()
    }

    fn around(&mut self, _id: EntityId) -> World {
        self.0.clone()
    }

    fn written(&mut self, _issue: IssueId) -> Vec<Written> {
        Vec::new()
    }

    fn code(&mut self, name: &str, is_taken: &dyn Fn(&StudioCode) -> bool) -> Option<StudioCode> {
        tanshi::command::studio_code(name, is_taken)
    }
}

/// Ids that count up.
fn ids() -> impl FnMut() -> [u8; 16] {
    let mut last = u128::from_be_bytes([0xC0; 16]);
    move || {
        last += 1;
        last.to_be_bytes()
    }
}

pub(crate) fn csv(bytes: &[u8]) {
    table(bytes, Form::Delimited);
}

pub(crate) fn xlsx(bytes: &[u8]) {
    let bytes = packed(bytes);
    table(&bytes, Form::Workbook);
}

pub(crate) fn lines(bytes: &[u8]) {
    table(bytes, Form::Lines);
}

/// A table is read or refused; the rows that pass are accepted by the rules, together, and nothing in them
/// can steer a terminal; what is told of the others cannot either.
fn table(bytes: &[u8], form: Form) {
    drop(recognise(bytes));
    let options = Options { source: "旧台账".to_owned(), ..Options::default() };
    let table = match open_table(bytes, form, &options) {
        Ok(table) => table,
        Err(fault) => {
            for lang in Lang::ALL {
                shows(&fault.text(lang));
            }
            return;
        }
    };
    assert!(table.len() <= bytes.len().max(1) * 1_100, "more rows than bytes could say");
    let hall = hall();
    let (mut ids, mut office) = (ids(), Office(&hall.world));
    let plan = table.plan(
        &options,
        &mut Ground {
            moment: moment(),
            ids: &mut ids,
            stored: &mut office,
            progress: &mut |_, _| {},
        },
    );
    let catalog = Catalog::of(&hall.world);
    for row in plan.rows.iter().take(20) {
        for lang in Lang::ALL {
            row.faults.iter().for_each(|fault| shows(&fault.text(lang, &catalog)));
        }
    }
    entered(&plan.actions, &moment(), "a row that passed is refused");
}

/// What the rules make of it; all of it can be shown.
fn entered(actions: &[Action], moment: &Moment, why: &str) {
    let mut world = hall().world.clone();
    if let Err(refusal) = decide(&mut world, actions, moment) {
        panic!("{why}: {refusal:?}");
    }
    are_clean(&mut world);
}

fn are_clean(world: &mut World) {
    for id in world.take_touched() {
        let Some(entity) = world.entity(id) else { continue };
        let line = written::line(entity).expect("an entity of ours");
        written::read_whole(&line).unwrap_or_else(|fault| panic!("{fault:?} in {line}"));
    }
}

/// What is told of hostile bytes is cleaned before a terminal gets it, and is something at all.
fn shows(told: &str) {
    assert!(!told.is_empty(), "nothing is told");
    let shown = tanshi::domain::text::shown(told);
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{9b}'), "{told:?}");
}

/// Records are read or refused with the line; those that pass can be shown.
pub(crate) fn records(bytes: &[u8]) {
    let hall = hall();
    let known = Known::of(&hall.world);
    match records::read(bytes, &known, &mut ids(), TODAY, moment().actor) {
        Ok(read) => {
            assert_eq!(read.lines.len(), read.change.actions.len());
            let mut world = hall.world.clone();
            if decide(&mut world, &read.change.actions, &moment()).is_ok() {
                are_clean(&mut world);
            }
        }
        Err(fault) => {
            for lang in Lang::ALL {
                shows(&fault.text(lang));
            }
        }
    }
}

/// An export is read whole or refused; what is read adds up to what its head says, and no text of it can
/// steer a terminal.
pub(crate) fn whole(bytes: &[u8]) {
    let Ok(whole) = whole::read(bytes) else { return };
    let mut entities = BTreeMap::new();
    for (id, line) in &whole.entities {
        let entity = written::read_whole(line).expect("it was read");
        assert_eq!(entity.id(), *id);
        let text: serde_json::Value = serde_json::from_str(line).expect("it was read");
        is_clean(&text);
        entities.insert(*id, entity);
    }
    assert_eq!(entities.len(), whole.entities.len(), "twice the same");
    let mut world = World::default();
    let bring = Action::BringIn { entities: whole.entities, all: whole.all };
    if decide(&mut world, &[bring], &moment()).is_err() {
        return;
    }
    let mut state = State::hashed();
    for entity in world.entities() {
        state.add(entity).expect("an entity of ours");
    }
    drop(Catalog::of(&world));
}

fn is_clean(value: &serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::String(text) => {
            assert!(!text.contains(|it| hides(it) && it != '\n'), "{text:?} is accepted");
        }
        Value::Array(values) => values.iter().for_each(is_clean),
        Value::Object(values) => values.values().for_each(is_clean),
        _ => {}
    }
}
