//! What a key and its frame look at, counted: it must not grow with the store.

#[path = "../../../tests/common/crowd.rs"]
mod crowd;

use super::{Look, draw};
use crate::app::{Answer, Beginning, Effect, Input, Opened, Performed, State, update};
use crate::command::Catalog;
use crate::command::catalog::looked_at;
use crate::command::key::Key;
use crate::command::query::ready::looked_closely;
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
    opened_with(world, catalog, usize::MAX)
}

fn opened_with(world: &World, catalog: &Catalog, few_issues: usize) -> State {
    let plain = Beginning::plain(Lang::Zh, (120, 40), TODAY);
    let mut state = State::new(Beginning { demo: true, few_issues, ..plain });
    let opened = Opened {
        catalog: Arc::new(catalog.clone()),
        settings: world.settings(),
        calendar: Arc::new(Calendar::built_in()),
        notices: Vec::new(),
        read_only: None,
        actor: None,
        order: None,
    };
    update(&mut state, Input::Answer(Answer::Opened(Box::new(opened))), TODAY);
    go_on(&mut state);
    state
}

/// Does all that was put off.
fn go_on(state: &mut State) {
    while state.is_unfinished() {
        update(state, Input::GoOn, TODAY);
    }
}

/// What a key and its frame look at, by key; then what one changed issue does.
fn looks(issues: usize) -> Vec<(&'static str, usize)> {
    let world = crowd(Size { studios: 20, departments: 50, ..Size::of(issues) });
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
    // The list of all commitments and what presses today are put together when they are opened, and all
    // issues are sorted by what they are sorted by for the first time.
    looks.retain(|(key, _)| !matches!(*key, "c" | "y" | "d"));
    looks.push(("a change", change(&world, &mut catalog, &mut state, &mut terminal)));
    looks
}

/// What one changed issue looks at, on the screens' thread and that of the store.
fn change(
    world: &World,
    catalog: &mut Catalog,
    state: &mut State,
    terminal: &mut Terminal<TestBackend>,
) -> usize {
    let before = looked_at();
    let mut small = World::default();
    let mut issue = world.issues().nth(6).unwrap().clone();
    issue.facts.title.push('改');
    small.load(Entity::Issue(Box::new(issue)));
    catalog.update(&small);
    let done = Performed {
        consequence: None,
        told: Vec::new(),
        applied: Vec::new(),
        catalog: Arc::new(catalog.clone()),
        settings: world.settings(),
        calendar: Arc::new(Calendar::built_in()),
    };
    let answer = Answer::Travelled { undone: true, result: Ok(Box::new(done)) };
    update(state, Input::Answer(answer), TODAY);
    frame(state, terminal);
    looked_at() - before
}

/// A district with its screens, that go through all rows themselves.
fn district(issues: usize) -> (World, Catalog, State, Terminal<TestBackend>) {
    district_of(issues, usize::MAX)
}

/// A district with its screens, that go through all rows themselves where there are few.
fn district_of(issues: usize, few: usize) -> (World, Catalog, State, Terminal<TestBackend>) {
    let world = crowd(Size { studios: 20, departments: 50, ..Size::of(issues) });
    let catalog = Catalog::of(&world);
    let state = opened_with(&world, &catalog, few);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).unwrap();
    frame(&state, &mut terminal);
    (world, catalog, state, terminal)
}

fn keys(state: &mut State, keys: &str) -> Vec<Effect> {
    let keys = keys.split(' ').map(|key| Key::parse(key).unwrap());
    keys.flat_map(|key| update(state, Input::Key(key), TODAY)).collect()
}

#[test]
fn a_key_that_looks_for_something_goes_through_no_rows_where_there_are_many() {
    let (_, _, mut state, mut terminal) = district_of(4_000, 100);
    for typed in ["/", "停", "车", "Enter", "F2", "停", "Esc", "g", "/", "难"] {
        let before = looked_at();
        let input = Key::parse(typed).map_or_else(|| Input::Paste(typed.to_owned()), Input::Key);
        update(&mut state, input, TODAY);
        frame(&state, &mut terminal);
        let looked = looked_at() - before;
        assert!(looked < MOST, "{typed} looks at {looked} rows");
    }
}

#[test]
fn a_save_does_not_pay_for_what_was_once_looked_for() {
    let (world, mut catalog, mut state, mut terminal) = district(4_000);
    keys(&mut state, "g /");
    update(&mut state, Input::Paste("停车".to_owned()), TODAY);
    keys(&mut state, "Enter g w");
    let looked = change(&world, &mut catalog, &mut state, &mut terminal);
    assert!(looked < MOST, "{looked} rows");
    // On the way back it is as it should be.
    let effects = keys(&mut state, "g /");
    assert!(effects.iter().any(|it| matches!(it, Effect::Search { .. })), "{effects:?}");
}

#[test]
fn a_key_on_the_search_page_looks_at_each_row_twice_at_most_and_the_answer_at_those_shown() {
    const ISSUES: usize = 2_000;
    let (_, _, mut state, mut terminal) = district(ISSUES);
    keys(&mut state, "g /");
    for typed in ["停", "车", "难"] {
        let before = looked_at();
        let effects = update(&mut state, Input::Paste(typed.to_owned()), TODAY);
        frame(&state, &mut terminal);
        // Sessions, people, departments and studios by name, and what is listed; issues by what tells soon
        // that a word is not in them, which is made at the first key, and by their rows where it does not.
        let looked = looked_at() - before;
        assert!(looked < 2 * ISSUES, "{typed} looks at {looked} rows");
        let generation = effects.iter().find_map(|effect| match effect {
            Effect::Search { generation, .. } => Some(*generation),
            _ => None,
        });
        let found = Box::new(crate::search::text::Found::default());
        let answer = Answer::Said { generation: generation.unwrap(), found };
        let before = looked_at();
        update(&mut state, Input::Answer(answer), TODAY);
        frame(&state, &mut terminal);
        let looked = looked_at() - before;
        assert!(looked < MOST, "the answer to {typed} looks at {looked} rows");
    }
}

/// How many rows a text in the filter line looks at closely, in percent.
fn closely(state: &mut State, text: &str, issues: usize) -> usize {
    keys(state, "/");
    let before = looked_closely();
    update(state, Input::Paste(text.to_owned()), TODAY);
    let looked = looked_closely() - before;
    keys(state, "Esc");
    looked * 100 / issues
}

/// A tenth of all issues is about parking; what is near is looked for several times over all rows.
#[test]
fn most_rows_are_passed_over_by_their_signs() {
    let (_, _, mut state, _) = district(2_000);
    let most = [("停车难", 15), ("鼋鼍", 20), ("加装电梯", 15), ("停车南", 50), ("tcn", 60)];
    let looked = most.map(|(text, _)| (text, closely(&mut state, text, 2_000)));
    let is_few = looked.iter().zip(most).all(|((_, looked), (_, most))| *looked <= most);
    assert!(is_few, "of 100 rows closely: {looked:?}");
}

#[test]
fn what_a_key_looks_at_does_not_grow_with_the_store() {
    for (key, looked) in looks(20_000) {
        assert!(looked < MOST, "{key} looks at {looked} rows");
    }
}
