//! The loop: draws, waits for what is said next, and does what the screens ask for.
#![expect(clippy::disallowed_methods, reason = "what is slow is measured")]

use super::backlog::Backlog;
use super::staff::{Staff, request};
use super::{Ended, Said};
use crate::app::{self, Answer, Ask, Effect, Input, MouseKind, Pulse, Reply, State};
use crate::i18n::Lang;
use crate::shell::clock::Clock;
use crate::shell::editor::{EditorFault, editor_text};
use crate::shell::run_log::{self, Entry};
use crate::shell::seeker::Tell;
use crate::shell::terminal::{Event, Signal, Terminal};
use crate::shell::wording::{search_gone_text, store_gone_text};
use crate::shell::worker::Request;
use crate::shell::{clipboard, config};
use crate::ui::{self, Hits, Look};
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::{Duration, Instant};

/// From here on somebody has to wait for a key.
const SLOW: Duration = Duration::from_millis(200);

/// Notes what let somebody wait.
fn note_slow(doing: &'static str, begun: Instant) {
    let took = begun.elapsed();
    if took >= SLOW {
        run_log::note(&Entry::slow(doing, took));
    }
}

/// The loop's own things.
pub(super) struct Loop {
    pub(super) terminal: Terminal,
    pub(super) look: Look,
    /// What can be clicked on the screen as it is.
    pub(super) hits: Hits,
    /// The other threads.
    pub(super) staff: Staff,
    pub(super) clock: Clock,
    pub(super) lang: Lang,
    /// What has come and is not taken in yet.
    pub(super) backlog: Backlog,
    /// What is to be found and is not asked for yet.
    #[expect(clippy::vec_box, reason = "they come and go in boxes")]
    pub(super) asks: Vec<Box<Ask>>,
    /// The store's thread is gone.
    pub(super) answered: bool,
}

/// How much is taken in before the screen is drawn again: it answers also while a flood of keys comes.
const MOST_BETWEEN_FRAMES: usize = 1_000;

impl Loop {
    /// Goes on until the person quits, or nobody can say anything any more.
    pub(super) fn run(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<Ended> {
        loop {
            self.draw(state)?;
            self.find();
            if self.backlog.is_empty() {
                let waited = if state.is_unfinished() {
                    self.go_on(state, told)?
                } else {
                    self.wait(state, told)?
                };
                let Some(said) = waited else { return Ok(Ended::Quit) };
                self.backlog.push(said);
            }
            // Whatever has come meanwhile is taken in before the next frame.
            for _ in 0..MOST_BETWEEN_FRAMES {
                let Some(said) = self.next(state, told) else { break };
                if let Some(ended) = self.take(state, said)? {
                    return Ok(ended);
                }
            }
        }
    }

    /// What has come next, if anything has.
    fn next(&mut self, state: &State, told: &Receiver<Said>) -> Option<Said> {
        if state.takes_text() { self.backlog.next_text(told) } else { self.backlog.next(told) }
    }

    /// Does what was put off, a little at a time, until all of it is done or something is said.
    fn go_on(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<Option<Said>> {
        while state.is_unfinished() {
            match told.try_recv() {
                Ok(said) => return Ok(Some(said)),
                Err(TryRecvError::Disconnected) => return Ok(None),
                Err(TryRecvError::Empty) => {
                    for effect in app::update(state, Input::GoOn, self.clock.today()) {
                        self.act(state, effect)?;
                    }
                    self.find();
                }
            }
        }
        self.draw(state)?;
        self.wait(state, told)
    }

    /// Waits for what is said next; meanwhile the clock goes on, where one runs. `None` when nobody
    /// can say anything any more.
    fn wait(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<Option<Said>> {
        loop {
            if !self.backlog.is_empty() {
                return Ok(self.backlog.next(told));
            }
            let pulse = app::pulse(state);
            if pulse == Pulse::Still {
                return Ok(told.recv().ok());
            }
            match told.recv_timeout(self.clock.until_next_second()) {
                Ok(said) => return Ok(Some(said)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {
                    let now = self.clock.now();
                    for effect in app::update(state, Input::Tick(now), self.clock.today()) {
                        self.act(state, effect)?;
                    }
                    self.staff.hall.follow(state, self.clock.wall_millis());
                    if state.is_open() {
                        self.staff.backups.start(&state.settings, now, self.lang);
                    }
                    if pulse == Pulse::Shown {
                        self.draw(state)?;
                    }
                    self.find();
                }
            }
        }
    }

    fn draw(&mut self, state: &State) -> io::Result<()> {
        let begun = Instant::now();
        let (look, hits) = (&self.look, &mut self.hits);
        let drawn = self.terminal.draw(|frame| *hits = ui::draw_with_hits(state, look, frame));
        note_slow("draw", begun);
        drawn
    }

    fn take(&mut self, state: &mut State, said: Said) -> io::Result<Option<Ended>> {
        let input = match said {
            Said::Signal(Signal::Terminate | Signal::HangUp) | Said::Event(Event::Lost) => {
                return Ok(Some(Ended::Quit));
            }
            // Nobody types lines at a screen.
            Said::Line(_) => return Ok(None),
            // The thread is gone, and has said why.
            Said::Answered => {
                self.answered = true;
                return Ok(None);
            }
            Said::Signal(Signal::Suspend) => return self.suspend(state),
            Said::Signal(Signal::Continue) => {
                self.terminal.resume()?;
                return self.measure(state);
            }
            Said::Answer(answer) => Input::Answer(self.staff.heard(answer, state, &mut self.clock)),
            Said::Event(Event::Width(width)) => {
                state.set_ambiguous(width);
                self.terminal.invalidate();
                return Ok(None);
            }
            Said::Event(Event::Key(key)) => {
                #[cfg(debug_assertions)]
                super::fault::panic_if_asked(key);
                Input::Key(key)
            }
            Said::Event(Event::Paste(text)) => Input::Paste(text),
            Said::Event(Event::Mouse(mouse)) => match self.hits.at(mouse.x, mouse.y) {
                Some(hit) if mouse.kind == MouseKind::Press => Input::Click(hit),
                _ => Input::Mouse(mouse),
            },
            Said::Event(Event::Resize(columns, rows)) => Input::Resize(columns, rows),
        };
        self.feed(state, input)
    }

    /// Takes an input in and does what it asks for.
    fn feed(&mut self, state: &mut State, input: Input) -> io::Result<Option<Ended>> {
        // What is done is done at the time on the wall.
        let mut effects = app::update(state, Input::Tick(self.clock.now()), self.clock.today());
        let begun = Instant::now();
        effects.extend(app::update(state, input, self.clock.today()));
        note_slow("update", begun);
        // What stands behind the end is done as well: that a form which was just saved is kept no more.
        let mut ended = None;
        for effect in effects {
            ended = self.act(state, effect)?.or(ended);
        }
        if ended.is_some() {
            return Ok(ended);
        }
        if state.lang() != self.lang {
            self.lang = state.lang();
            self.staff.ask.send(Request::Language(self.lang)).ok();
        }
        self.staff.hall.follow(state, self.clock.wall_millis());
        if state.is_open() {
            self.staff.backups.start(&state.settings, self.clock.now(), self.lang);
        }
        Ok(None)
    }

    fn act(&mut self, state: &mut State, effect: Effect) -> io::Result<Option<Ended>> {
        if matches!(effect, Effect::Reload) {
            self.terminal.invalidate();
        }
        let effect = match request(effect) {
            Ok(request) => return self.ask(state, request),
            Err(effect) => *effect,
        };
        match effect {
            Effect::Quit => return Ok(Some(Ended::Quit)),
            Effect::OpenExample => return Ok(Some(Ended::Example)),
            Effect::Search { generation, query } => {
                return self.search(state, Tell::Search { generation, query });
            }
            Effect::Find(ask) => self.asks.push(ask),
            Effect::Copy(text) => clipboard::copy(&text)?,
            Effect::SetMouse(on) => self.terminal.set_mouse(on)?,
            Effect::Keep(unsaved) => self.staff.kept.keep(unsaved),
            Effect::KeepViews(views) => self.staff.kept.keep_views(views),
            Effect::Beat(session, now) => self.staff.kept.beat(session, now),
            Effect::Suspend => return self.suspend(state),
            Effect::EditText { text, most } => {
                let (edited, taken) = self.edit(&text, most);
                // What came back is kept also where the terminal does not.
                let ended = self.feed(state, Input::Answer(Answer::Edited(edited)))?;
                taken?;
                return if ended.is_some() { Ok(ended) } else { self.measure(state) };
            }
            // Everything else was asked of the store above.
            _ => {}
        }
        Ok(None)
    }

    /// Asks for what is to be found, once the key that asks for it is on the screen: a thread that is woken may
    /// take the core of the one that wakes it, and that one would draw some milliseconds later. Where its
    /// thread is gone, nothing more is found, which is said next.
    fn find(&mut self) {
        for ask in std::mem::take(&mut self.asks) {
            let reply = Reply::failed(ask.kind(), ask.generation());
            if !self.staff.finder.ask(ask) {
                self.backlog.push(Said::Answer(Answer::Found(Box::new(reply))));
            }
        }
    }

    /// Asks the store; when its thread is gone, that is said instead of nothing.
    fn ask(&mut self, state: &mut State, request: Request) -> io::Result<Option<Ended>> {
        if self.staff.ask.send(request).is_ok() {
            return Ok(None);
        }
        let words = store_gone_text(self.lang).to_owned();
        self.feed(state, Input::Answer(Answer::Failed(words)))
    }

    /// Asks the full text; when its thread is gone, that is said instead of nothing.
    fn search(&mut self, state: &mut State, tell: Tell) -> io::Result<Option<Ended>> {
        if self.staff.seek.send(tell).is_ok() {
            return Ok(None);
        }
        let notices = vec![search_gone_text(self.lang).to_owned()];
        self.feed(state, Input::Answer(Answer::Told { notices }))
    }

    fn suspend(&mut self, state: &mut State) -> io::Result<Option<Ended>> {
        self.terminal.suspend()?;
        self.measure(state)
    }

    /// Asks for the size: while we had not the terminal, nobody told us of a new one.
    fn measure(&mut self, state: &mut State) -> io::Result<Option<Ended>> {
        let (columns, rows) = crate::shell::terminal::size()?;
        self.feed(state, Input::Resize(columns, rows))
    }

    /// Lets the person's own editor change a text. What goes wrong is told in words, and the text stays as
    /// it was; an error is only that the terminal cannot be had again.
    fn edit(
        &mut self,
        text: &str,
        most: Option<usize>,
    ) -> (Result<String, String>, io::Result<()>) {
        let editor = config::editor().unwrap_or_else(|| "vi".to_owned());
        let draft = match self.staff.drafts.draft(text) {
            Ok(draft) => draft,
            Err(error) => return (Err(editor_text(&EditorFault::Draft(error), self.lang)), Ok(())),
        };
        let (done, taken) = self.terminal.with_released(|| draft.run(&editor));
        let edited = done.and_then(|done| draft.text(done, most, taken.is_err()));
        (edited.map_err(|fault| editor_text(&fault, self.lang)), taken)
    }
}
