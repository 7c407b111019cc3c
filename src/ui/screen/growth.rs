//! What a key and its frame look at, counted: it must not grow with the store.

#[path = "../../../tests/common/crowd.rs"]
mod crowd;

use super::{Look, draw};
use crate::app::{Answer, Beginning, Input, Opened, Performed, State, update};
use crate::command::Catalog;
use crate::command::catalog::looked_at;
use crate::command::key::Key;
use crate::domain::calendar::Calendar;
use crate::domain::entity::Entity;
use crate::domain::world::World;
use crate::i18n::Lang;
use crowd::{Size, TODAY, crowd};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;

/// A screen of issues with their departments and one of studios with their deadlines by day make
/// 189; a change looks at the chunk that it copied too, for the order and for the counts of the views,
/// which makes 645.
const MOST: usize = 900;

fn frame(state: &State, terminal: &mut Terminal<TestBackend>) {
    terminal.draw(|frame| draw(state, &Look::default(), frame)).unwrap();
}

fn opened(world: &World, catalog: &Catalog) -> State {
    let plain = Beginning::plain(Lang::Zh, (120, 40), TODAY);
    let mut state = State::new(Beginning { demo: true, ..plain });
    let opened = Opened {
        catalog: Arc::new(catalog.clone()),
        settings: world.settings(),
        calendar: Arc::new(Calendar::built_in()),
        notices: Vec::new(),
        read_only: None,
        actor: None,
    };
    update(&mut state, Input::Answer(Answer::Opened(Box::new(opened))), TODAY);
    state
}

/// What a key and its frame look at, by key; then what one changed issue does.
fn looks(issues: usize) -> Vec<(&'static str, usize)> {
    let world = crowd(Size { studios: 20, people: issues / 20, departments: 50, issues });
    let mut catalog = Catalog::of(&world);
    let mut state = opened(&world, &catalog);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    frame(&state, &mut terminal);
    let mut looks = Vec::new();
    for key in [
        "j", "PgDn", "G", "3", "1", "g", "c", "Esc", "2", "Enter", "Esc", "f", ",", "d", "Space",
        "Esc", "g", "y", "j", "Space", "n", "Esc", "Esc", "Esc",
    ] {
        let before = looked_at();
        update(&mut state, Input::Key(Key::parse(key).unwrap()), TODAY);
        frame(&state, &mut terminal);
        looks.push((key, looked_at() - before));
    }
    // The list of all commitments and what presses today are put together when they are opened.
    looks.retain(|(key, _)| !matches!(*key, "c" | "y"));
    let before = looked_at();
    let mut small = World::default();
    let mut issue = world.issues().nth(6).unwrap().clone();
    issue.facts.title.push('改');
    small.load(Entity::Issue(Box::new(issue)));
    catalog.update(&small);
    let done = Performed {
        told: Vec::new(),
        applied: Vec::new(),
        catalog: Arc::new(catalog.clone()),
        settings: world.settings(),
        calendar: Arc::new(Calendar::built_in()),
    };
    let answer = Answer::Travelled { undone: true, result: Ok(Box::new(done)) };
    update(&mut state, Input::Answer(answer), TODAY);
    frame(&state, &mut terminal);
    looks.push(("a change", looked_at() - before));
    looks
}

#[test]
fn what_a_key_looks_at_does_not_grow_with_the_store() {
    for (key, looked) in looks(20_000) {
        assert!(looked < MOST, "{key} looks at {looked} rows");
    }
}
