//! What is found by somebody else, and later, is what is found at once.

use crate::app::finder::What;
use crate::app::pace::Pace;
use crate::app::state::Overlay;
use crate::app::{
    Answer, Ask, Beginning, Effect, FEW_ISSUES, Finder, Input, Opened, Reply, State, update,
};
use crate::command::Catalog;
use crate::command::city::city;
use crate::command::key::Key;
use crate::domain::calendar::Calendar;
use crate::domain::id::IssueId;
use crate::domain::settings::Settings;
use crate::exchange::example::TODAY;
use crate::i18n::Lang;
use proptest::prelude::*;
use std::collections::VecDeque;
use std::sync::Arc;

std::thread_local! {
    static CITY: (Settings, Arc<Catalog>) = {
        let (_, world) = city(690, 0);
        (world.settings(), Arc::new(Catalog::of(&world)))
    };
}

/// The screens of the example city; up to so many issues they go through all rows themselves.
fn opened(few_issues: usize) -> State {
    let (settings, catalog) = CITY.with(Clone::clone);
    let plain = Beginning::plain(Lang::Zh, (120, 24), TODAY);
    let mut state = State::new(Beginning { few_issues, demo: true, ..plain });
    let opened = Opened {
        catalog,
        settings,
        calendar: Arc::new(Calendar::built_in()),
        notices: Vec::new(),
        read_only: None,
        actor: None,
        order: None,
    };
    let effects = update(&mut state, Input::Answer(Answer::Opened(Box::new(opened))), TODAY);
    Elsewhere::default().answer_all(&mut state, effects);
    state
}

/// Somebody else who goes through all rows, a few at a time.
struct Elsewhere {
    finder: Finder,
    asks: Vec<Ask>,
    replies: VecDeque<Reply>,
}

impl Default for Elsewhere {
    fn default() -> Self {
        let pace = Pace { at_once: 8, one_by_one: 24, page: 6, first_told: 32 };
        Self { finder: Finder::at(pace), asks: Vec::new(), replies: VecDeque::new() }
    }
}

impl Elsewhere {
    fn hear(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Find(ask) = effect {
                Ask::queue(&mut self.asks, *ask);
            }
        }
    }

    /// Works on one question, at most so many steps of it: one that was broken off is asked again.
    fn work(&mut self, steps: usize) {
        if self.asks.is_empty() {
            return;
        }
        let left = std::cell::Cell::new(steps);
        let ask = self.asks.remove(0);
        let is_gone = || left.replace(left.get().saturating_sub(1)) == 0;
        let replies = &mut self.replies;
        self.finder.answer(ask.clone(), &is_gone, &mut |reply| replies.push_back(reply));
        if left.get() == 0 {
            self.asks.push(ask);
        }
    }

    /// Hands over the next reply.
    fn tell(&mut self, state: &mut State) {
        if let Some(reply) = self.replies.pop_front() {
            let answer = Answer::Found(Box::new(reply));
            let effects = update(state, Input::Answer(answer), TODAY);
            self.hear(effects);
        }
    }

    fn answer_all(&mut self, state: &mut State, effects: Vec<Effect>) {
        self.hear(effects);
        while !self.asks.is_empty() || !self.replies.is_empty() {
            self.work(usize::MAX);
            self.tell(state);
        }
    }
}

/// What somebody sees and can do next.
fn seen(state: &State) -> impl PartialEq + std::fmt::Debug {
    let bench = &state.workbench;
    let ids: Vec<Option<IssueId>> =
        bench.shown.iter().map(|slot| state.catalog.issues.id_at(*slot)).collect();
    let palette = state.overlays.last().map(|it| match it {
        Overlay::Palette(palette) => {
            let labels = palette.entries.iter().map(|it| it.label.clone());
            (labels.collect::<Vec<_>>(), palette.list.selected)
        }
        Overlay::Form(form) => (vec![format!("{} {:?}", form.verb.name, form.target)], 0),
        other => (vec![format!("{:?}", std::mem::discriminant(other))], 0),
    });
    let marked: Vec<IssueId> = state.marks.iter().collect();
    let held = state.held.len();
    let hits: Vec<_> = state.searching.findings.best.iter().map(|it| it.id).collect();
    let searching = (hits, state.searching.list.selected, state.searching.findings.is_near);
    let filter = (bench.filter.text().to_owned(), bench.filtering, bench.completion.clone());
    let told = (bench.understood.faults.clone(), bench.understood.unfinished.clone());
    let is_near = bench.understood.ready.as_ref().is_some_and(|it| it.is_near());
    let pages = format!("{:?}", state.pages);
    let lists = (ids, bench.issue_list.selected, marked, held);
    (lists, filter, told, is_near, palette, pages, searching)
}

fn key(state: &mut State, name: &str) -> Vec<Effect> {
    let input = match Key::parse(name) {
        // Wide characters and those of input methods come in one piece.
        Some(key) if name.is_ascii() => Input::Key(key),
        _ => Input::Paste(name.to_owned()),
    };
    update(state, input, TODAY)
}

/// What is typed: into the filter, the palette, the search page; and what is done with what is found.
const KEYS: [&str; 40] = [
    "/",
    "/",
    "停",
    "车",
    "难",
    "t",
    "c",
    "逾期",
    "部门：",
    "提出人：",
    "状态：",
    "x",
    "Backspace",
    "Enter",
    "Enter",
    "Esc",
    "Esc",
    "Down",
    "Down",
    "Up",
    "PgDn",
    "j",
    "k",
    "G",
    "v",
    ",",
    "f",
    "Tab",
    "F4",
    "g",
    "Space",
    "[",
    "]",
    "tingceh",
    "F5",
    "F8",
    "n",
    "ｎ",
    "状态",
    "Esc",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_later_is_what_is_found_at_once(
        typed in prop::collection::vec((0..KEYS.len(), 0_usize..4, 1_usize..40), 1..40),
    ) {
        let mut at_once = opened(FEW_ISSUES);
        let mut later = opened(0);
        let mut elsewhere = Elsewhere::default();
        let mut said = Vec::new();
        for (at, turns, steps) in typed {
            let name = KEYS[at];
            said.push(name);
            let effects = key(&mut at_once, name);
            prop_assert!(!effects.iter().any(|it| matches!(it, Effect::Find(_))));
            let effects = key(&mut later, name);
            elsewhere.hear(effects);
            for _ in 0..turns {
                elsewhere.work(steps);
                elsewhere.tell(&mut later);
            }
        }
        elsewhere.answer_all(&mut later, Vec::new());
        prop_assert_eq!(seen(&at_once), seen(&later), "{:?}", said);
    }
}

#[test]
fn an_order_goes_on_with_the_question_that_takes_the_place_of_another() {
    let mut state = opened(0);
    let mut elsewhere = Elsewhere::default();
    let order = elsewhere.finder.order_of(&state.catalog).unwrap();
    let opened = Opened {
        catalog: Arc::clone(&state.catalog),
        settings: state.settings.clone(),
        calendar: Arc::clone(&state.calendar),
        notices: Vec::new(),
        read_only: None,
        actor: None,
        order: Some(Box::new(order)),
    };
    let mut asks = Vec::new();
    for input in [Input::Answer(Answer::Opened(Box::new(opened))), Input::Paste("[".to_owned())] {
        for effect in update(&mut state, input, TODAY) {
            if let Effect::Find(ask) = effect {
                Ask::queue(&mut asks, *ask);
            }
        }
    }
    let [ask] = asks.as_slice() else { panic!("{} questions", asks.len()) };
    assert!(matches!(&ask.what, What::Issues { order: Some(_), .. }));
}

#[test]
fn what_fails_is_said_once_and_holds_nobody_up() {
    let mut state = opened(0);
    for keys in [&["/", "停", "Enter", "j"][..], &["g", "/", "停", "Down"]] {
        let mut asks = Vec::new();
        for name in keys {
            for effect in key(&mut state, name) {
                if let Effect::Find(ask) = effect {
                    Ask::queue(&mut asks, *ask);
                }
            }
        }
        assert!(!state.held.is_empty(), "{keys:?}");
        let mut rounds = 0;
        while let Some(ask) = asks.pop() {
            let reply = Reply::failed(ask.kind(), ask.generation());
            let answer = Answer::Found(Box::new(reply));
            for effect in update(&mut state, Input::Answer(answer), TODAY) {
                if let Effect::Find(ask) = effect {
                    Ask::queue(&mut asks, *ask);
                }
            }
            rounds += 1;
            assert!(rounds < 5, "asked again and again");
        }
        assert!(state.held.is_empty(), "{keys:?}");
    }
}

#[test]
fn what_is_near_is_looked_for_again_where_that_was_broken_off_and_taken_back_to() {
    let mut state = opened(0);
    let mut elsewhere = Elsewhere::default();
    for name in ["g", "/"] {
        let effects = key(&mut state, name);
        elsewhere.answer_all(&mut state, effects);
    }
    let effects = key(&mut state, "鼋鼍");
    elsewhere.hear(effects);
    let ask = elsewhere.asks.pop().unwrap();
    // Something else is asked once it is told that nothing is called so.
    let is_told = std::cell::Cell::new(false);
    elsewhere.finder.answer(ask, &|| is_told.get(), &mut |reply| {
        is_told.set(true);
        elsewhere.replies.push_back(reply);
    });
    assert_eq!(elsewhere.replies.len(), 1);
    elsewhere.tell(&mut state);
    for name in ["x", "Backspace", "Enter"] {
        let effects = key(&mut state, name);
        elsewhere.hear(effects);
    }
    assert!(!state.held.is_empty(), "what is near is waited for");
    elsewhere.answer_all(&mut state, Vec::new());
    assert!(state.held.is_empty(), "and nobody is held up");
}
