//! The workbench at work: one loop that waits for keys, signals and what the store says.
//!
//! Draws on input or on an answer, never on a timer; the first frame comes before the store is
//! open.

mod backlog;
mod backups;
#[cfg(debug_assertions)]
mod fault;
mod keep;
mod lines;
mod running;
mod staff;

pub use lines::run_in_lines;

use super::clock::Clock;
use super::config::{self, Config};
use super::desk::Desk;
use super::kept::{BAD_VIEWS, Kept};
use super::terminal::{Event, Modes, Signal, Terminal, is_gone, spawn_signals};
use super::wording::views_broken_text;
use super::worker::OpenDesk;
use crate::app::{Answer, Beginning, FEW_ISSUES, State};
use crate::i18n::Lang;
use crate::store::StoreError;
use crate::ui::theme::{ColorDepth, Overrides};
use crate::ui::{self, Hits, Look};
use backlog::Backlog;
use chrono::NaiveDate;
use running::Loop;
use staff::Staff;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::mpsc;

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
    /// A line was typed, where the dialogue is in lines; `None` when no more will be.
    Line(Option<String>),
}

/// Whether the workbench can be shown: input and output are a terminal that can place a cursor.
///
/// crossterm would take the keyboard of the terminal and draw into whatever output is.
pub fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && config::can_place_cursor()
}

/// Whether there is a terminal that says that it can only print lines.
pub fn has_line_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && !config::can_place_cursor()
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
    let (tell, told) = mpsc::channel();
    let signals = tell.clone();
    // Before the terminal is taken: a signal that nobody hears would end us and leave it as it is.
    spawn_signals(move |signal| signals.send(Said::Signal(signal)).is_ok())?;
    let Begun { mut terminal, mut state, look, asks_width } = begin(&options, clock)?;
    let lang = state.lang();

    let events = tell.clone();
    terminal.spawn_input(asks_width, move |event| events.send(Said::Event(event)).is_ok())?;
    let folder = options.folder.clone();
    let staff = Staff::start(options, clock, lang, &tell)?;
    drop(tell);

    let hits = Hits::default();
    let backlog = Backlog::default();
    let (asks, answered) = (Vec::new(), false);
    let mut desk = Loop { terminal, look, hits, staff, clock, lang, backlog, asks, answered };
    let ended = desk.run(&mut state, &told);
    // A window that is closed is an end like others, whoever notices it first.
    let ended = if ended.is_err() && is_gone() { Ok(Ended::Quit) } else { ended };
    let Loop { terminal, mut staff, clock, backlog, answered, .. } = desk;
    // Closing may take a moment; the terminal is given back first.
    drop(terminal);
    staff.close(&state);
    let closed = staff.end(
        &mut state,
        backlog.rest().chain(told.iter()),
        (clock.today(), answered, &folder),
    );
    Ok(ended_well(ended?, closed?))
}

/// How it ended, with what is left unfinished.
fn ended_well(ended: Ended, is_unbacked: bool) -> Ended {
    if is_unbacked && ended == Ended::Quit { Ended::QuitUnbacked } else { ended }
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
    let Ready { mut beginning, kitty, overrides, asks_width } = ready(options, clock);
    let modes = Modes { kitty, mouse: beginning.mouse };
    let note = match beginning.lang {
        Lang::Zh => "潭事意外停止。已保存的内容都在。",
        Lang::En => "tanshi has stopped unexpectedly. Everything saved is safe.",
    };
    let mut terminal = Terminal::open(modes, note)?;
    beginning.size = crate::shell::terminal::size().unwrap_or((80, 24));
    let look = Look { depth: config::color_depth(), overrides };
    beginning.colors = look.depth != ColorDepth::None;
    let state = State::new(beginning);
    terminal.draw(|frame| ui::draw(&state, &look, frame))?;
    Ok(Begun { terminal, state, look, asks_width })
}

/// What the person set and what was kept from the last time.
struct Ready {
    beginning: Beginning,
    kitty: bool,
    overrides: Overrides,
    asks_width: bool,
}

/// Reads what the person set and what was kept, for a state that begins with it.
fn ready(options: &RunOptions, clock: Clock) -> Ready {
    let kept = Kept::load(&options.folder);
    let (config, chosen) = (Config::load(), kept.chosen);
    let lang = config::language(options.lang.or(chosen.lang));
    let mut notices = config.fault_words(lang);
    if kept.are_views_broken {
        notices.push(views_broken_text(&options.folder, BAD_VIEWS, lang));
    }
    let asks_width = config.ambiguous.is_none();
    let beginning = Beginning {
        lang,
        theme: chosen.theme.or(config.theme).unwrap_or_default(),
        ambiguous: config.ambiguous.unwrap_or_default(),
        mouse: chosen.mouse.or(config.mouse).unwrap_or(true),
        keymap: config.keymap,
        size: (80, 24),
        today: clock.today(),
        demo: options.today.is_some(),
        example: options.example,
        colors: false,
        notices,
        view: kept.view,
        views: kept.views,
        chosen,
        unsaved: kept.unsaved,
        is_first: kept.is_first,
        last_beat: kept.last_beat,
        few_issues: FEW_ISSUES,
    };
    Ready { beginning, kitty: config.kitty, overrides: config.overrides, asks_width }
}
