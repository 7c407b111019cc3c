//! Escapes inside names: nothing typed, imported or found in a store that somebody has tampered with sends an
//! escape to the terminal, turns the direction of a line, or starts a formula.

use super::typed::text;
use crate::corpus::unpacked;
use crate::hall::{TODAY, hall, moment};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use tanshi::app::{Answer, Beginning, Effect, Input, Opened, State, update};
use tanshi::command::key::Key;
use tanshi::command::{Catalog, Directory};
use tanshi::document::compose::{Format, bytes as written_as, compose, orders};
use tanshi::document::csv::csv;
use tanshi::document::ledger::{Ledger, Scope};
use tanshi::document::workbook::{Cell, Column, Kind as CellKind, WorkSheet, Workbook};
use tanshi::document::xlsx::xlsx;
use tanshi::document::{Copy, Kind, Setting};
use tanshi::domain::action::Action;
use tanshi::domain::calendar::Calendar;
use tanshi::domain::decide::decide;
use tanshi::domain::entity::Entity;
use tanshi::domain::id::PersonId;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::text::shown_json;
use tanshi::domain::text::{FORMULA_SIGNS, clean_block, clean_line, shown as cleaned};
use tanshi::domain::world::World;
use tanshi::domain::written;
use tanshi::exchange::icalendar::Diary;
use tanshi::i18n::Lang;
use tanshi::ui::Look;
use tanshi::ui::theme::{ColorDepth, Overrides};

/// What no way out may let through, told here once more: who is asked is not asked about himself.
fn steers(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(it, '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The same, and what has no width.
pub(super) fn hides(it: char) -> bool {
    steers(it) || matches!(it, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{e0001}')
}

/// Texts one by one: what is accepted hides nothing, and what is written and shown is harmless whether it
/// was accepted or not.
pub(crate) fn texts(bytes: &[u8]) {
    let text = text(bytes);
    if let Ok(line) = clean_line(&text, 200) {
        assert!(!line.contains(hides), "{line:?} is accepted");
        assert_eq!(clean_line(&line, 200), Ok(line.clone()), "cleaned twice is something else");
    }
    if let Ok(block) = clean_block(&text, 5_000) {
        assert!(!block.contains(|it| hides(it) && it != '\n'), "{block:?} is accepted");
    }
    is_harmless(&cleaned(&text), "a line of the command line");
    let json = serde_json::to_string(&text).expect("a text");
    let shown = shown_json(&json);
    is_harmless(&shown, "JSON");
    assert_eq!(serde_json::from_str::<String>(&shown).ok().as_ref(), Some(&text), "other JSON");
    is_harmless(&tanshi::ui::text::sanitize(&text), "a cell of the screen");
    let facts = PersonFacts::named(text.clone(), Side::Public);
    let add = Action::AddPerson { id: PersonId::from_bytes([9; 16]), facts, source: None };
    let mut world = World::default();
    if decide(&mut world, &[add], &moment()).is_ok() {
        let name = &world.people().next().expect("added").facts.name;
        assert!(!name.contains(hides), "{name:?} is accepted");
    }
    is_no_formula(&text);
}

/// A sheet whose heading, cell and sum are this text.
fn is_no_formula(text: &str) {
    let columns = vec![Column::new(text, 10.0, CellKind::Text)];
    let mut sheet = WorkSheet::new("台账", columns, vec![vec![Cell::text(text)]]);
    sheet.sum = Some(text.to_owned());
    cells_are_words(&csv(&sheet).expect("text with commas"));
}

fn cells_are_words(csv_bytes: &[u8]) {
    let bytes = csv_bytes.strip_prefix("\u{feff}".as_bytes()).expect("a mark");
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    for row in rows.records() {
        for cell in &row.expect("UTF-8") {
            // Sums of money and counts are numbers that we made.
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(FORMULA_SIGNS), "{cell:?} is a formula");
            is_harmless(cell, "a cell of text with commas");
        }
    }
}

fn is_harmless(shown: &str, what: &str) {
    let bad = shown.chars().find(|it| steers(*it) && !matches!(it, '\n' | '\t'));
    assert_eq!(bad, None, "{what}: {shown:?}");
}

/// A city in which every word that a person has typed is this one, on every way out.
pub(crate) fn shown(bytes: &[u8]) {
    let text = text(bytes);
    let world = named(&text);
    // All of them would leave too few names for each.
    match bytes.len() % 4 {
        0 => documents(&world),
        1 => ledger(&world),
        2 => screens(&world),
        _ => calendars(&world),
    }
    for entity in world.entities() {
        is_harmless(&written::line(entity).expect("a line"), "a line of an export");
    }
    let catalog = Catalog::of(&world);
    for entity in world.entities() {
        if let Some(name) = Directory::name(&catalog, entity.id()) {
            is_harmless(&cleaned(&name), "a name on the command line");
        }
    }
}

/// The small city, past every gate: as a store holds it that somebody has written by hand.
fn named(text: &str) -> World {
    let mut world = World::default();
    for entity in hall().world.entities() {
        let line = written::line(entity).expect("a line");
        let mut value: Value = serde_json::from_str(&line).expect("JSON");
        replace(&mut value, text);
        let named = written::read(&value.to_string());
        world.load(named.unwrap_or_else(|_| Entity::clone(entity)));
    }
    world
}

/// Keys and ids are ASCII, and what people type here is not.
fn replace(value: &mut Value, text: &str) {
    match value {
        Value::String(said) if !said.is_ascii() => text.clone_into(said),
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, text)),
        Value::Object(values) => values.values_mut().for_each(|value| replace(value, text)),
        _ => {}
    }
}

fn documents(world: &World) {
    let subjects = world.sessions().take(1).map(|it| it.id.into());
    let subjects = subjects.chain(world.issues().take(1).map(|it| it.id.into()));
    let subjects = subjects.chain(world.commitments().take(1).map(|it| it.id.into()));
    for of in subjects {
        for kind in Kind::ALL {
            for order in orders(world, *kind, of, Some(TODAY)).into_iter().take(1) {
                for copy in [Copy::Internal, Copy::Public] {
                    let setting = Setting { copy, ..Setting::draft(Lang::Zh) };
                    let Ok(sheet) = compose(world, order, &setting) else { continue };
                    for format in Format::ALL {
                        let bytes = written_as(&sheet, format, &setting).expect("a document");
                        document(&bytes, format);
                    }
                }
            }
        }
    }
}

fn document(bytes: &[u8], format: Format) {
    if format == Format::Docx {
        for (name, part) in unpacked(bytes) {
            let text = String::from_utf8(part).expect("XML");
            let bad = text.chars().find(|it| steers(*it) && !matches!(it, '\r' | '\n' | '\t'));
            assert_eq!(bad, None, "{name}");
        }
    } else {
        is_harmless(std::str::from_utf8(bytes).expect("text"), "a document as text");
    }
}

fn ledger(world: &World) {
    let setting = Setting::draft(Lang::Zh);
    let ledger = Ledger::of(world, &Scope::default(), &setting, TODAY);
    cells_are_words(&csv(&ledger.sheet()).expect("text with commas"));
    let book: Workbook = ledger.workbook(TODAY);
    for (name, part) in unpacked(&xlsx(&book).expect("a workbook")) {
        let text = String::from_utf8(part).expect("XML");
        is_harmless(&text.replace('\r', ""), &name);
        for formula in text.split("<f>").skip(1) {
            assert!(formula.starts_with("SUM("), "a formula that is not ours: {formula}");
        }
    }
}

fn calendars(world: &World) {
    for session in world.sessions().take(1) {
        if let Ok(diary) = Diary::of_session(world, session.id, Lang::Zh) {
            is_harmless(&diary.text(&BTreeMap::default()).replace('\r', ""), "a calendar");
        }
    }
}

/// The workbench at its first pages: every cell.
fn screens(world: &World) {
    let size = (80, 24);
    let plain = Beginning::plain(Lang::Zh, size, TODAY);
    let mut state = State::new(Beginning { demo: true, ..plain });
    let opened = Answer::Opened(Box::new(Opened {
        catalog: Arc::new(Catalog::of(world)),
        settings: world.settings(),
        calendar: Arc::new(Calendar::built_in()),
        notices: Vec::new(),
        read_only: None,
        actor: None,
        order: None,
    }));
    feed(&mut state, world, Input::Answer(opened));
    let look = Look { depth: ColorDepth::True, overrides: Overrides::default() };
    for keys in ["", "2", "Enter", "Esc", "3", "Enter", "Esc", "g t", "g c", ":"] {
        for key in keys.split(' ').filter(|key| !key.is_empty()) {
            feed(&mut state, world, Input::Key(Key::parse(key).expect("a key")));
        }
        let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("in memory");
        terminal.draw(|frame| tanshi::ui::draw(&state, &look, frame)).expect("in memory");
        for cell in terminal.backend().buffer().content() {
            assert!(!cell.symbol().contains(steers), "{:?} after {keys:?}", cell.symbol());
        }
    }
}

fn feed(state: &mut State, world: &World, input: Input) {
    let mut asked = update(state, input, TODAY);
    while let Some(effect) = asked.pop() {
        if let Effect::LoadDossier { generation, id } = effect {
            let world = Box::new(world.clone());
            let answer = Answer::Dossier { generation, id, world, frozen: None };
            asked.extend(update(state, Input::Answer(answer), TODAY));
        }
    }
}
