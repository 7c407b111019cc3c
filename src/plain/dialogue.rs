//! What a line does, and what is said next.

use super::form::Asking;
use super::here::{Here, Over, Root, below};
use super::{chosen, common, floor, form, help, listing, page, question, spoken};
use crate::app::cockpit::{self, Time};
use crate::app::figures;
use crate::app::input::Effect;
use crate::app::motion::push_reader;
use crate::app::reader::Subject;
use crate::app::state::{Overlay, State, StoreState};
use crate::app::unsaved::Unsaved;
use crate::app::update::follow;
use crate::domain::event::Event;
use crate::domain::id::{EntityId, PersonId};
use crate::domain::text::fold_width;

/// What is said, and what is asked behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is said, one fact a line.
    pub lines: Vec<String>,
    /// What is asked.
    pub prompt: String,
}

/// A dialogue: what was told, so that it is not told again, and what of it can be chosen.
#[derive(Debug, Default)]
pub struct Dialogue {
    pub(super) root: Root,
    /// What lies over the page, the last on top.
    pub(super) over: Vec<Over>,
    /// The places that were told, each opened from the one before it.
    trail: Vec<Here>,
    /// How much of lists and pages was told, by place.
    told_to: Vec<(Here, usize)>,
    /// What the numbers of lists stand for that were told.
    heard: Vec<(Here, Vec<EntityId>)>,
    /// The form that is asked.
    pub(super) asking: Option<Asking>,
    /// The question that was told last.
    question: String,
    /// The notices that were told.
    notices: usize,
    /// Whose time it was told of that it is nearly up, or over.
    time_told: Option<(PersonId, Time)>,
    /// What was done last.
    done: Vec<Event>,
    /// What is said with the next line.
    said: Vec<String>,
    /// The place is to be told once more.
    again: bool,
}

/// How one came to where one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    /// For the first time, or to hear it again.
    New,
    /// From what lay over it.
    Back,
    /// One was there.
    Still,
}

impl Dialogue {
    /// Takes in what was typed, and says what has to be done because of it.
    pub fn answer(&mut self, state: &mut State, typed: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        state.toast = None;
        let here = self.here(state);
        match here {
            Here::Form => form::answer(self, state, typed, &mut effects),
            Here::Question => question::answer(self, state, typed, &mut effects),
            Here::Floor(..) => floor::answer(self, state, typed, &mut effects),
            Here::Figures if figures::is_typing(state) => page::type_days(self, state, typed),
            _ => {
                let word = fold_width(typed.trim());
                if !common::answer(self, state, (here, &word), &mut effects) {
                    chosen::answer(self, state, (here, &word), &mut effects);
                }
            }
        }
        follow(state, &mut effects);
        effects
    }

    /// Goes to what was just taken in or planned: whoever hears no list sees it nowhere else.
    pub fn follow(&mut self, state: &mut State) -> Vec<Effect> {
        let done = state.done.front().map(|(_, events)| events.clone()).unwrap_or_default();
        if !state.is_open() || done == self.done {
            return Vec::new();
        }
        let added = done.iter().find_map(|event| match event {
            Event::IssueAdded(added) => Some(Subject::Issue(added.id)),
            Event::SessionPlanned(planned) => Some(Subject::Session(planned.id)),
            _ => None,
        });
        self.done = done;
        let mut effects = Vec::new();
        if let Some(subject) = added.filter(|_| state.overlays.is_empty()) {
            self.over.clear();
            push_reader(state, subject);
            follow(state, &mut effects);
        }
        effects
    }

    /// Says what there is to say now, and what is asked.
    pub fn tell(&mut self, state: &mut State) -> Told {
        let mut lines = std::mem::take(&mut self.said);
        self.tell_news(state, &mut lines);
        let here = self.here(state);
        let mut arrival = self.arrive(state, here);
        // A number means what it was last told for: what has moved since is told anew.
        if arrival != Arrival::New && self.has_moved(state, here) {
            self.told_to.retain(|(it, _)| *it != here);
            arrival = Arrival::New;
            let words = "列表变了，从头念：";
            lines.push(state.say(words, "The list has changed; from its beginning:").to_owned());
        }
        match here {
            Here::Shut => lines.extend(self.shut(state, arrival)),
            Here::Form => lines.extend(form::tell(self, state, arrival != Arrival::Still)),
            Here::Question if arrival != Arrival::Still => lines.extend(question::tell(state)),
            Here::Floor(..) => lines.extend(floor::tell(state, here, arrival == Arrival::New)),
            _ => match arrival {
                Arrival::New => lines.extend(self.whole(state, here)),
                Arrival::Back => lines.extend(self.brief(state, here)),
                Arrival::Still => {}
            },
        }
        if !state.overlays.iter().any(|it| matches!(it, Overlay::Form(_))) {
            self.asking = None;
        }
        let prompt = help::prompt(self, state, here);
        let lines = lines.iter().flat_map(|it| it.lines()).map(str::to_owned);
        let lines = lines.filter(|it| !it.trim().is_empty()).collect();
        Told { lines, prompt }
    }

    /// What is said while the store lets one wait.
    pub fn patience(&self, state: &State) -> String {
        state.say("请稍候……", "One moment…").to_owned()
    }

    /// What is said at the end.
    pub fn farewell(&self, state: &State) -> Vec<String> {
        let mut lines = Vec::new();
        if state.is_open() && !state.is_demo() && Unsaved::of(state).is_some() {
            let words = "没有存的留着，下次打开还在。";
            lines.push(
                state.say(words, "What was not saved is kept, and there next time.").to_owned(),
            );
        }
        lines.push(state.say("再见。", "Goodbye.").to_owned());
        lines
    }

    /// Where one is; what lay over a page that is not there any more has gone with it.
    pub(super) fn here(&mut self, state: &State) -> Here {
        let below = below(state, self.root);
        if matches!(below, Here::Form | Here::Question | Here::Pick | Here::Choose | Here::Shut) {
            return below;
        }
        let mut on = below;
        let fits = self.over.iter().take_while(|over| {
            let is_on = over.on == on;
            on = Here::Over(over.what);
            is_on
        });
        let fits = fits.count();
        self.over.truncate(fits);
        self.over.last().map_or(below, |over| Here::Over(over.what))
    }

    /// Says something with the next line.
    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.said.push(words.into());
    }

    /// Says several things with the next line.
    pub(super) fn say_all(&mut self, lines: Vec<String>) {
        self.said.extend(lines);
    }

    /// Has every place told anew: the language is another one.
    pub(super) fn forget(&mut self) {
        self.trail.clear();
        self.told_to.clear();
    }

    /// Has the place told once more, from its beginning.
    pub(super) fn tell_again(&mut self, here: Here) {
        self.told_to.retain(|(it, _)| *it != here);
        self.again = true;
    }

    /// How much of a place was told.
    pub(super) fn told_to(&self, here: Here) -> usize {
        self.told_to.iter().find(|(it, _)| *it == here).map_or(0, |(_, to)| *to)
    }

    /// Notes how much of a place was told.
    pub(super) fn set_told_to(&mut self, here: Here, to: usize) {
        self.told_to.retain(|(it, _)| *it != here);
        self.told_to.push((here, to));
    }

    /// Notes what the numbers of a list stand for.
    pub(super) fn set_heard(&mut self, here: Here, ids: Vec<EntityId>) {
        self.heard.retain(|(it, _)| *it != here);
        self.heard.push((here, ids));
    }

    /// Whether a number that was told would mean something else now.
    fn has_moved(&self, state: &State, here: Here) -> bool {
        let heard = self.heard.iter().find(|(it, _)| *it == here).map(|(_, ids)| ids);
        heard.is_some_and(|ids| listing::ids(state, here, ids.len()) != *ids)
    }

    /// What came of what was asked, and what else is to be known.
    fn tell_news(&mut self, state: &mut State, lines: &mut Vec<String>) {
        let lang = state.lang;
        if let Some(cockpit) = cockpit::on_top_mut(state) {
            let told = std::mem::take(&mut cockpit.told);
            lines.extend(spoken::texts(&told, lang));
        }
        let time = cockpit::on_top(state).and_then(|cockpit| cockpit::speech_time(state, cockpit));
        if time != self.time_told {
            self.time_told = time;
            lines.extend(time.and_then(|(person, time)| floor::time_words(state, person, time)));
        }
        let toast = state.toast.take().map(|it| it.text).unwrap_or_default();
        let told_before = self.notices.min(state.notices.len());
        for notice in state.notices.iter().skip(told_before).filter(|it| !toast.starts_with(*it)) {
            lines.extend(spoken::texts(notice, lang));
        }
        self.notices = state.notices.len();
        lines.extend(spoken::texts(&toast, lang));
    }

    /// Follows the way to where one is.
    fn arrive(&mut self, state: &State, here: Here) -> Arrival {
        let mut again = std::mem::take(&mut self.again);
        if here == Here::Question {
            let question = question::told(state);
            again |= question != self.question;
            self.question = question;
        } else {
            self.question.clear();
        }
        match self.trail.iter().rposition(|it| *it == here) {
            Some(at) if at + 1 == self.trail.len() => {
                if again {
                    Arrival::New
                } else {
                    Arrival::Still
                }
            }
            Some(at) => {
                self.trail.truncate(at + 1);
                if again { Arrival::New } else { Arrival::Back }
            }
            None => {
                // What was left for good is told from its beginning when one comes back.
                self.trail.retain(|it| !matches!(it, Here::Form | Here::Question | Here::Pick));
                if !matches!(here, Here::Form | Here::Question) {
                    self.told_to.retain(|(it, _)| *it != here);
                }
                self.trail.push(here);
                Arrival::New
            }
        }
    }

    fn shut(&self, state: &State, arrival: Arrival) -> Vec<String> {
        match &state.store {
            StoreState::Failed(words) if arrival == Arrival::New => {
                words.lines().map(str::to_owned).collect()
            }
            _ => vec![self.patience(state)],
        }
    }

    /// A place from its beginning.
    fn whole(&mut self, state: &State, here: Here) -> Vec<String> {
        if let Here::Page(_) | Here::Figures = here {
            return page::tell(self, state, here);
        }
        listing::tell(self, state, here)
    }

    /// Where one is again.
    fn brief(&mut self, state: &State, here: Here) -> Vec<String> {
        match here {
            Here::Page(_) | Here::Figures => page::brief(state, here),
            _ => listing::brief(self, state, here),
        }
    }

    /// Goes on with what was not told yet of a list or a page.
    pub(super) fn go_on(&mut self, state: &State, here: Here) {
        let lines = match here {
            Here::Page(_) | Here::Figures => page::tell(self, state, here),
            _ => listing::tell(self, state, here),
        };
        self.said.extend(lines);
    }
}
