//! The workbench at work: one loop that waits for keys, signals and what the store says.
//!
//! Draws on input or on an answer, never on a timer; the first frame comes before the store is
//! open.

mod backups;
mod keep;
mod running;

use super::clock::Clock;
use super::config::{self, Config};
use super::desk::Desk;
use super::editor::Drafts;
use super::hall::{Post, Whose};
use super::kept::{BAD_VIEWS, Keeper, Kept, keep_view};
use super::seeker;
use super::terminal::{Event, Modes, Signal, Terminal, spawn_signals};
use super::wording::{no_hall_text, text_left_text, views_broken_text};
use super::worker::{Hearer, OpenDesk, Request};
use crate::app::{self, Answer, Beginning, Effect, Input, State};
use crate::i18n::Lang;
use crate::store::StoreError;
use crate::ui::theme::ColorDepth;
use crate::ui::{self, Hits, Look};
use backups::Backups;
use chrono::NaiveDate;
use keep::{KeepError, keep};
use running::Loop;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};

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
            Desk::open(&own, &now)
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
    let clock = Clock { today: options.today };
    let Begun { mut terminal, mut state, look, asks_width } = begin(&options, clock)?;
    let lang = state.lang();

    let (tell, told) = mpsc::channel();
    let signals = tell.clone();
    spawn_signals(move |signal| signals.send(Said::Signal(signal)).is_ok())?;
    let events = tell.clone();
    terminal.spawn_input(asks_width, move |event| events.send(Said::Event(event)).is_ok())?;
    // Before the store is opened: what fails here leaves nothing half open.
    let left = tell.clone();
    let kept = Keeper::start(&options.folder, move |folder| {
        let notices = vec![text_left_text(folder, lang)];
        left.send(Said::Answer(Answer::Told { notices })).ok();
    })?;
    let unseen = tell.clone();
    // The folder of an example has a name that nobody knows.
    let is_example = options.today.is_some();
    let whose = if is_example { Whose::Example } else { Whose::Data(options.folder.clone()) };
    let hall = Post::new(whose, move |fault| {
        let notices = vec![no_hall_text(fault, lang)];
        unseen.send(Said::Answer(Answer::Told { notices })).ok();
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

    let drafts = Drafts::in_folder(&options.folder);
    let (hits, answered) = (Hits::default(), false);
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
    let is_unbacked = end(desk, &mut state, &told, &options.folder);
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

/// The workbench with its first frame on the screen.
struct Begun {
    terminal: Terminal,
    state: State,
    look: Look,
    /// Whether the terminal is asked how wide it draws what Unicode leaves open.
    asks_width: bool,
}

/// Takes the terminal and draws what is known before the store is open.
fn begin(options: &RunOptions, clock: Clock) -> Result<Begun, RunError> {
    let kept = Kept::load(&options.folder);
    let (config, chosen) = (Config::load(), kept.chosen);
    let lang = config::language(options.lang.or(chosen.lang));
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
    let asks_width = config.ambiguous.is_none();
    let look = Look { depth: config::color_depth(), overrides: config.overrides };
    let state = State::new(Beginning {
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
    Ok(Begun { terminal, state, look, asks_width })
}

/// Gives the terminal back, hears what the store still says and keeps what the screens looked like. Says
/// whether a backup is left unfinished.
fn end(desk: Loop, state: &mut State, told: &Receiver<Said>, folder: &Path) -> bool {
    let Loop { kept, terminal, ask, seek, clock, answered, backups, .. } = desk;
    ask.send(Request::Close(state.kept_order().map(Box::new))).ok();
    // Closing may take a moment; the terminal is given back first.
    drop(terminal);
    // Before the store is closed, which takes longer and gives its lock to another window.
    if !answered {
        hear_the_rest(state, told, clock.today(), &kept);
    }
    // A folder that is no store is not written to, and the example is looked at and gone.
    if state.is_open() && !state.is_demo() {
        keep_view(folder, state);
    }
    kept.finish();
    let is_unbacked = backups.finish();
    drop(seek);
    is_unbacked
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
