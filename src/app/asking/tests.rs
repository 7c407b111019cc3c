//! What is found by somebody else, and later, is what is found at once.

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

/// Somebody else who goes through all rows.
#[derive(Default)]
struct Elsewhere {
    finder: Finder,
    asks: Vec<Ask>,
    replies: VecDeque<Reply>,
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
        crate::app::state::Overlay::Palette(palette) => {
            let labels = palette.entries.iter().map(|it| it.label.clone());
            (labels.collect::<Vec<_>>(), palette.list.selected)
        }
        _ => (Vec::new(), 0),
    });
    let hits: Vec<_> = state.searching.findings.best.iter().map(|it| it.id).collect();
    let searching = (hits, state.searching.list.selected, state.searching.findings.is_near);
    let filter = (bench.filter.text().to_owned(), bench.filtering, bench.completion.clone());
    let told = (bench.understood.faults.clone(), bench.understood.unfinished.clone());
    let is_near = bench.understood.ready.as_ref().is_some_and(|it| it.is_near());
    let pages = format!("{:?}", state.pages);
    (ids, bench.issue_list.selected, filter, told, is_near, palette, pages, searching)
}

fn key(state: &mut State, name: &str) -> Vec<Effect> {
    let input = match Key::parse(name) {
        Some(key) => Input::Key(key),
        None => Input::Paste(name.to_owned()),
    };
    update(state, input, TODAY)
}

/// What is typed: into the filter, the palette, the search page; and what is done with what is found.
const KEYS: [&str; 34] = [
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
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

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
