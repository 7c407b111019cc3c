//! The workbench at work: one loop that waits for keys, signals and what the store says.
//!
//! Draws on input or on an answer, never on a timer; the first frame comes before the store is
//! open.

mod backups;
mod keep;

use super::clipboard;
use super::clock::Clock;
use super::config::{self, Config};
use super::desk::Desk;
use super::editor::{Drafts, EditorFault, editor_text};
use super::hall::{Post, Whose};
use super::kept::{BAD_VIEWS, Keeper, Kept, keep_view};
use super::seeker::{self, Tell};
use super::terminal::{Event, Modes, Signal, Terminal, spawn_signals};
use super::wording::{
    no_hall_text, search_gone_text, store_gone_text, text_left_text, views_broken_text,
};
use super::worker::{Hearer, OpenDesk, Request};
use crate::app::{self, Answer, Beginning, Effect, Input, MouseKind, Pulse, State};
use crate::i18n::Lang;
use crate::store::{Store, StoreError};
use crate::ui::theme::ColorDepth;
use crate::ui::{self, Hits, Look};
use backups::Backups;
use chrono::NaiveDate;
use keep::{KeepError, keep};
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};

/// How the workbench is opened.
pub struct RunOptions {
    /// Opens the store; called once, on the thread that keeps it.
    pub open: OpenDesk,
    /// The language; else what the person set or chose last, else the system's.
    pub lang: Option<Lang>,
    /// The day that it always is: an example has its own.
    pub today: Option<NaiveDate>,
    /// Who is at the keyboard, by name; else whom the settings name.
    pub actor: Option<String>,
    /// The data folder: what is typed and not saved is kept there too.
    pub folder: PathBuf,
    /// Whether an example can be opened from the first page; [`Ended::Example`] asks for it.
    pub example: bool,
}

impl std::fmt::Debug for RunOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RunOptions")
            .field("lang", &self.lang)
            .field("today", &self.today)
            .field("actor", &self.actor)
            .finish_non_exhaustive()
    }
}

impl RunOptions {
    /// The store in a folder, made there if there is none.
    pub fn at(folder: PathBuf) -> Self {
        let own = folder.clone();
        let open = move || {
            let now = Clock::default().now_text();
            Desk::new(Store::open(&own, &now)?)
        };
        Self { open: Box::new(open), lang: None, today: None, actor: None, folder, example: false }
    }
}

/// How the workbench ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person is done.
    Quit,
    /// The person is done, and the backup of the day was not: it is left unfinished.
    QuitUnbacked,
    /// The person asked for the example; open it and run again.
    Example,
}

/// Why the workbench could not run, or ended badly.
#[derive(Debug)]
pub enum RunError {
    /// Input or output is no terminal, or one that cannot place a cursor (`TERM=dumb`).
    NoTerminal,
    /// The terminal cannot be used.
    Terminal(io::Error),
    /// The store could not be opened.
    Store(StoreError),
    /// Everything is saved, and the store could not be closed in good order.
    NotClosed(StoreError),
}

impl std::fmt::Display for RunError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoTerminal => f.write_str("the workbench needs a terminal"),
            Self::Terminal(error) => write!(f, "the terminal cannot be used: {error}"),
            Self::Store(error) => error.fmt(f),
            Self::NotClosed(error) => write!(f, "not closed in good order: {error}"),
        }
    }
}

impl std::error::Error for RunError {}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

/// What the loop waits for.
enum Said {
    Event(Event),
    Signal(Signal),
    Answer(Answer),
    /// Nothing more is answered; the store is being closed.
    Answered,
}

/// Whether the workbench can be shown: input and output are a terminal that can place a cursor.
///
/// crossterm would take the keyboard of the terminal and draw into whatever output is.
pub fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && config::can_place_cursor()
}

/// Runs the workbench until the person quits.
///
/// # Errors
/// [`RunError`]; the terminal is given back in any case.
pub fn run(options: RunOptions) -> Result<Ended, RunError> {
    if !has_terminal() {
        return Err(RunError::NoTerminal);
    }
    let kept = Kept::load(&options.folder);
    let drafts = Drafts::in_folder(&options.folder);
    let (config, chosen) = (Config::load(), kept.chosen);
    let lang = config::language(options.lang.or(chosen.lang));
    let clock = Clock { today: options.today };
    let mouse = chosen.mouse.or(config.mouse).unwrap_or(true);
    let modes = Modes { kitty: config.kitty, mouse };
    let note = match lang {
        Lang::Zh => "潭事意外停止。已保存的内容都在。",
        Lang::En => "tanshi has stopped unexpectedly. Everything saved is safe.",
    };
    let mut terminal = Terminal::open(modes, note)?;
    let size = crossterm::terminal::size().unwrap_or((80, 24));
    let mut notices = config.fault_words(lang);
    if kept.are_views_broken {
        notices.push(views_broken_text(&options.folder, BAD_VIEWS, lang));
    }
    let look = Look { depth: config::color_depth(), overrides: config.overrides };
    let mut state = State::new(Beginning {
        lang,
        theme: chosen.theme.or(config.theme).unwrap_or_default(),
        ambiguous: config.ambiguous.unwrap_or_default(),
        mouse,
        keymap: config.keymap,
        size,
        today: clock.today(),
        demo: options.today.is_some(),
        example: options.example,
        colors: look.depth != ColorDepth::None,
        notices,
        view: kept.view,
        views: kept.views,
        chosen,
        unsaved: kept.unsaved,
        is_first: kept.is_first,
        last_beat: kept.last_beat,
    });
    terminal.draw(|frame| ui::draw(&state, &look, frame))?;

    let (tell, told) = mpsc::channel();
    let signals = tell.clone();
    spawn_signals(move |signal| signals.send(Said::Signal(signal)).is_ok())?;
    let events = tell.clone();
    let asks_width = config.ambiguous.is_none();
    terminal.spawn_input(asks_width, move |event| events.send(Said::Event(event)).is_ok())?;
    // Before the store is opened: what fails here leaves nothing half open.
    let left = tell.clone();
    let keeper_of_forms = Keeper::start(&options.folder, move |folder| {
        let notices = vec![text_left_text(folder, lang)];
        left.send(Said::Answer(Answer::Told { notices })).ok();
    })?;
    let hearer = tell.clone();
    // The folder of an example has a name that nobody knows.
    let is_example = options.today.is_some();
    let whose = if is_example { Whose::Example } else { Whose::Data(options.folder.clone()) };
    let hall = Post::new(whose, move |fault| {
        let notices = vec![no_hall_text(fault, lang)];
        hearer.send(Said::Answer(Answer::Told { notices })).ok();
    });
    let backed_up = tell.clone();
    let backups = Backups::of(options.folder.clone(), is_example, move |answer| {
        backed_up.send(Said::Answer(answer)).ok();
    });
    let (ask, requests) = mpsc::channel();
    let (seek, sought) = mpsc::channel();
    let (texts, finds) = (ask.clone(), tell.clone());
    let seeker = std::thread::Builder::new().name("search".to_owned()).spawn(move || {
        seeker::seek(&sought, texts, |answer| finds.send(Said::Answer(answer)).is_ok());
    })?;
    let (open, actor, hearer) = (options.open, options.actor, Hearer::new(seek.clone()));
    let keeper = std::thread::Builder::new()
        .name("store".to_owned())
        .spawn(move || keep(open, (clock, lang, actor), hearer, &tell, &requests))?;

    let hits = Hits::default();
    let kept = keeper_of_forms;
    let answered = false;
    let mut desk = Loop {
        terminal,
        look,
        hits,
        ask,
        seek,
        clock,
        lang,
        drafts,
        kept,
        hall,
        backups,
        answered,
    };
    let ended = desk.run(&mut state, &told);
    let Loop { kept, terminal, ask, seek, clock, answered, backups, .. } = desk;
    ask.send(Request::Close).ok();
    // Closing may take a moment; the terminal is given back first.
    drop(terminal);
    // Before the store is closed, which takes longer and gives its lock to another window.
    if !answered {
        hear_the_rest(&mut state, &told, clock.today(), &kept);
    }
    // A folder that is no store is not written to, and the example is looked at and gone.
    if state.is_open() && !state.is_demo() {
        keep_view(&options.folder, &state);
    }
    kept.finish();
    let is_unbacked = backups.finish();
    drop(seek);
    let closed = keeper.join();
    // What it was writing is derived; a panic of it was told when it was asked.
    seeker.join().ok();
    let ended = ended?;
    match closed {
        Ok(Ok(())) if is_unbacked && ended == Ended::Quit => Ok(Ended::QuitUnbacked),
        Ok(Ok(())) => Ok(ended),
        Ok(Err(KeepError::Open(error))) => Err(RunError::Store(error)),
        Ok(Err(KeepError::Close(error))) => Err(RunError::NotClosed(error)),
        Err(_panic) => Err(RunError::Terminal(io::Error::other("the store thread panicked"))),
    }
}

/// Takes in what the store still said. Whether a form that was being saved when the window was
/// closed is saved is known only now: kept as well, it would be saved twice.
fn hear_the_rest(state: &mut State, told: &Receiver<Said>, today: NaiveDate, kept: &Keeper) {
    while let Ok(said) = told.recv() {
        let answer = match said {
            Said::Answer(answer) => answer,
            Said::Answered => return,
            Said::Event(_) | Said::Signal(_) => continue,
        };
        for effect in app::update(state, Input::Answer(answer), today) {
            match effect {
                Effect::Keep(unsaved) => kept.keep(unsaved),
                Effect::KeepViews(views) => kept.keep_views(views),
                _ => {}
            }
        }
    }
}

/// The loop's own things.
struct Loop {
    terminal: Terminal,
    look: Look,
    /// What can be clicked on the screen as it is.
    hits: Hits,
    ask: Sender<Request>,
    /// Where the full text is asked.
    seek: Sender<Tell>,
    clock: Clock,
    lang: Lang,
    drafts: Drafts,
    kept: Keeper,
    /// What the room sees on a second screen.
    hall: Post,
    /// Who makes the backups of the day.
    backups: Backups,
    /// The store's thread is gone.
    answered: bool,
}

impl Loop {
    fn run(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<Ended> {
        loop {
            self.draw(state)?;
            let mut next = match self.wait(state, told)? {
                Some(said) => Some(said),
                None => return Ok(Ended::Quit),
            };
            // Whatever has come meanwhile is taken in before the next frame.
            while let Some(said) = next {
                if let Some(ended) = self.take(state, said)? {
                    return Ok(ended);
                }
                next = told.try_recv().ok();
            }
        }
    }

    /// Waits for what is said next; meanwhile the clock goes on, where one runs. `None` when nobody
    /// can say anything any more.
    fn wait(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<Option<Said>> {
        loop {
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
                    self.hall.follow(state, self.clock.wall_millis());
                    if state.is_open() {
                        self.backups.start(&state.settings, now, self.lang);
                    }
                    if pulse == Pulse::Shown {
                        self.draw(state)?;
                    }
                }
            }
        }
    }

    fn draw(&mut self, state: &State) -> io::Result<()> {
        let (look, hits) = (&self.look, &mut self.hits);
        self.terminal.draw(|frame| *hits = ui::draw_with_hits(state, look, frame))
    }

    fn take(&mut self, state: &mut State, said: Said) -> io::Result<Option<Ended>> {
        let input = match said {
            Said::Signal(Signal::Terminate | Signal::HangUp) | Said::Event(Event::Lost) => {
                return Ok(Some(Ended::Quit));
            }
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
            Said::Answer(answer) => {
                if let Answer::Opened(opened) = &answer {
                    if !state.is_open() {
                        self.kept.sweep(super::paper::own_folder(state.lang));
                    }
                    self.drafts.empty();
                    // An example has its own today.
                    self.clock.today = opened.settings.example_today.or(self.clock.today);
                }
                Input::Answer(answer)
            }
            Said::Event(Event::Width(width)) => {
                state.set_ambiguous(width);
                self.terminal.invalidate();
                return Ok(None);
            }
            Said::Event(Event::Key(key)) => Input::Key(key),
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
        effects.extend(app::update(state, input, self.clock.today()));
        for effect in effects {
            if let Some(ended) = self.act(state, effect)? {
                return Ok(Some(ended));
            }
        }
        if state.lang() != self.lang {
            self.lang = state.lang();
            self.ask.send(Request::Language(self.lang)).ok();
        }
        self.hall.follow(state, self.clock.wall_millis());
        if state.is_open() {
            self.backups.start(&state.settings, self.clock.now(), self.lang);
        }
        Ok(None)
    }

    fn act(&mut self, state: &mut State, effect: Effect) -> io::Result<Option<Ended>> {
        let request = match effect {
            Effect::Quit => return Ok(Some(Ended::Quit)),
            Effect::OpenExample => return Ok(Some(Ended::Example)),
            Effect::LoadDossier { generation, id } => Request::Dossier { generation, id },
            Effect::Prefill { generation, verb, target } => {
                Request::Prefill { generation, verb, target }
            }
            Effect::Perform { generation, verb, target, values } => {
                Request::Perform { generation, verb, target, values }
            }
            Effect::Rehearse { generation, verb, targets, values } => {
                Request::Rehearse { generation, verb, targets, values }
            }
            Effect::PerformSeveral { generation, verb, targets, values } => {
                Request::PerformSeveral { generation, verb, targets, values }
            }
            Effect::Compose(wish) => Request::Compose(wish),
            Effect::WritePaper(wish) => Request::WritePaper(wish),
            Effect::WriteDeadlines(ids) => Request::WriteDeadlines(ids),
            Effect::WriteLedger(studio) => Request::WriteLedger(studio),
            Effect::CountFigures { generation, wish } => Request::Count { generation, wish },
            Effect::WriteReport { wish, format } => Request::WriteReport { wish, format },
            Effect::Search { generation, query } => {
                return self.search(state, Tell::Search { generation, query });
            }
            Effect::Undo => Request::Undo,
            Effect::Redo => Request::Redo,
            Effect::Reload => {
                self.terminal.invalidate();
                Request::Reload
            }
            Effect::Copy(text) => {
                clipboard::copy(&text)?;
                return Ok(None);
            }
            Effect::SetMouse(on) => {
                self.terminal.set_mouse(on)?;
                return Ok(None);
            }
            Effect::Keep(unsaved) => {
                self.kept.keep(unsaved);
                return Ok(None);
            }
            Effect::KeepViews(views) => {
                self.kept.keep_views(views);
                return Ok(None);
            }
            Effect::Beat(session, now) => {
                self.kept.beat(session, now);
                return Ok(None);
            }
            Effect::Suspend => return self.suspend(state),
            Effect::EditText(text) => {
                let edited = self.edit(&text)?;
                if let Some(ended) = self.measure(state)? {
                    return Ok(Some(ended));
                }
                return self.feed(state, Input::Answer(Answer::Edited(edited)));
            }
        };
        self.ask(state, request)
    }

    /// Asks the store; when its thread is gone, that is said instead of nothing.
    fn ask(&mut self, state: &mut State, request: Request) -> io::Result<Option<Ended>> {
        if self.ask.send(request).is_ok() {
            return Ok(None);
        }
        let words = store_gone_text(self.lang).to_owned();
        self.feed(state, Input::Answer(Answer::Failed(words)))
    }

    /// Asks the full text; when its thread is gone, that is said instead of nothing.
    fn search(&mut self, state: &mut State, tell: Tell) -> io::Result<Option<Ended>> {
        if self.seek.send(tell).is_ok() {
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
        let (columns, rows) = crossterm::terminal::size()?;
        self.feed(state, Input::Resize(columns, rows))
    }

    /// Lets the person's own editor change a text. What goes wrong is told in words, and the text
    /// stays as it was; only a terminal that cannot be had again is an error.
    fn edit(&mut self, text: &str) -> io::Result<Result<String, String>> {
        let editor = config::editor().unwrap_or_else(|| "vi".to_owned());
        let draft = match self.drafts.draft(text) {
            Ok(draft) => draft,
            Err(error) => return Ok(Err(editor_text(&EditorFault::Draft(error), self.lang))),
        };
        let status = self.terminal.with_released(|| draft.run(&editor))?;
        Ok(status.and_then(|()| draft.read()).map_err(|fault| editor_text(&fault, self.lang)))
    }
}
