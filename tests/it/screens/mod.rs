//! The screens: what they show, and that nothing that is typed makes them panic.

mod asked;
mod busy;
mod cockpit;
mod figures;
mod filled;
mod first;
mod floor;
#[cfg(unix)]
mod flow;
#[cfg(unix)]
mod frozen;
mod hall;
mod import;
mod intake;
mod kept_safe;
mod keys;
mod marked;
mod mouse;
#[cfg(target_os = "linux")]
mod outgoing;
mod palette;
#[cfg(unix)]
mod papers;
mod preparing;
mod query;
mod read_only;
mod record;
mod searching;
mod shown;
mod sizes;
mod storm;
#[cfg(unix)]
mod table;
#[cfg(unix)]
mod triage;
mod undone;
mod unsaved;
pub(crate) mod walk;
#[cfg(unix)]
pub(crate) mod window;

use chrono::NaiveDate;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::VecDeque;
use std::sync::Arc;
use tanshi::app::cells::AmbiguousWidth;
use tanshi::app::{
    Answer, Beginning, Counted, Effect, FiguresWish, Input, Opened, ReadOnly, State, Unsaved,
    update,
};
use tanshi::command::Catalog;
use tanshi::command::key::Key;
use tanshi::command::report::ordered;
use tanshi::domain::calendar::Calendar;
use tanshi::domain::decide::{Moment, decide};
use tanshi::domain::figures::{Dimension, Tally};
use tanshi::domain::number::ReplicaMark;
use tanshi::domain::world::World;
use tanshi::exchange::example;
use tanshi::i18n::Lang;
use tanshi::ui::Look;
use tanshi::ui::theme::{ColorDepth, Overrides};

/// The example city as it stands after its first changes.
fn city() -> World {
    let mut world = World::default();
    for change in example::generate(example::SEED).unwrap().changes.iter().take(700) {
        let moment = Moment {
            today: change.today,
            actor: change.actor,
            replica_mark: ReplicaMark::parse("K7").unwrap(),
        };
        decide(&mut world, &change.actions, &moment).unwrap();
    }
    world
}

/// The workbench on a world, with a store that answers at once and saves nothing.
struct Bench {
    world: World,
    state: State,
    look: Look,
    size: (u16, u16),
}

impl Bench {
    fn new(world: &World, lang: Lang, size: (u16, u16)) -> Self {
        Self::resumed(world, lang, size, None)
    }

    /// The workbench as it begins with a form that was not saved last time.
    fn resumed(world: &World, lang: Lang, size: (u16, u16), unsaved: Option<Unsaved>) -> Self {
        let mut bench = Self::begun(world, lang, size, unsaved);
        bench.open(None, &[]);
        bench
    }

    /// The same before the store is open.
    fn begun(world: &World, lang: Lang, size: (u16, u16), unsaved: Option<Unsaved>) -> Self {
        let plain = Beginning::plain(lang, size, today());
        Self::beginning(world, Beginning { demo: true, unsaved, ..plain })
    }

    /// The same as it is told to begin.
    fn beginning(world: &World, beginning: Beginning) -> Self {
        let size = beginning.size;
        let state = State::new(beginning);
        let look = Look { depth: ColorDepth::True, overrides: Overrides::default() };
        Self { world: world.clone(), state, look, size }
    }

    /// The store says that it is open, why nothing can be saved, and what it put right.
    fn open(&mut self, read_only: Option<ReadOnly>, notices: &[&str]) {
        let opened = self.opened(read_only, notices);
        self.feed(Input::Answer(opened));
    }

    /// What the store says when it is open.
    fn opened(&self, read_only: Option<ReadOnly>, notices: &[&str]) -> Answer {
        Answer::Opened(Box::new(Opened {
            catalog: Arc::new(Catalog::of(&self.world)),
            settings: self.world.settings(),
            calendar: Arc::new(Calendar::built_in()),
            notices: notices.iter().map(|it| (*it).to_owned()).collect(),
            read_only,
            actor: None,
            order: None,
        }))
    }

    /// Feeds an input, and answers what is asked of the store; what else is asked of the shell.
    fn feed(&mut self, input: Input) -> Vec<Effect> {
        let mut asked: VecDeque<Effect> = update(&mut self.state, input, today()).into();
        let mut others = Vec::new();
        while let Some(effect) = asked.pop_front() {
            let answer = match effect {
                Effect::LoadDossier { generation, id } => {
                    let world = Box::new(self.world.clone());
                    Answer::Dossier { generation, id, world, frozen: None }
                }
                Effect::Prefill { generation, verb, target } => {
                    let catalog = Catalog::of(&self.world);
                    let values = (verb.current)(&self.world, target, &catalog);
                    Answer::Prefilled { generation, values }
                }
                Effect::CountFigures { generation, wish } => {
                    Answer::Figures { generation, result: Ok(Box::new(self.counted(wish))) }
                }
                other => {
                    others.push(other);
                    continue;
                }
            };
            asked.extend(update(&mut self.state, Input::Answer(answer), today()));
        }
        others
    }

    /// What the store would count.
    fn counted(&self, wish: FiguresWish) -> Counted {
        let mut tally = Tally::new(wish.scope);
        self.world.entities().for_each(|entity| tally.entity(entity));
        let report = Arc::new(tally.report());
        let (division, months) = (report.by(wish.dimension), report.by(Dimension::Month));
        let catalog = Catalog::of(&self.world);
        let cells =
            ordered(&catalog, &division).into_iter().map(|(cell, _)| cell.clone()).collect();
        Counted { wish, report, division, months, cells, frozen: None }
    }

    fn keys(&mut self, keys: &str) {
        for key in keys.split(' ') {
            self.feed(Input::Key(Key::parse(key).unwrap()));
        }
    }

    /// Types a text, as an input method commits it.
    fn typed(&mut self, text: &str) {
        self.feed(Input::Paste(text.to_owned()));
    }

    /// What the screen shows, a line a row, without blanks at the ends.
    fn shown(&self) -> String {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| tanshi::ui::draw(&self.state, &self.look, frame)).unwrap();
        let buffer = terminal.backend().buffer();
        let mut text = String::new();
        for y in 0..self.size.1 {
            let mut skip = 0;
            let mut line = String::new();
            for x in 0..self.size.0 {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                skip = tanshi::app::cells::width(symbol, AmbiguousWidth::Narrow).saturating_sub(1);
                line.push_str(symbol);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

fn today() -> NaiveDate {
    example::TODAY
}
