//! The second screen at work: one loop that waits for keys, signals, and what the line says. It
//! opens no store and takes no lock.

use super::link::{Heard, listen};
use super::{HallFault, Whose};
use crate::app::cells::AmbiguousWidth;
use crate::app::hall::board::Board;
use crate::command::key::{Code, Key};
use crate::i18n::Lang;
use crate::shell::clock::Clock;
use crate::shell::config::{self, Config};
use crate::shell::terminal::{Event, Modes, Signal, Terminal, spawn_signals};
use crate::ui;
use crate::ui::theme::{ColorDepth, Overrides, Theme};
use std::io::{self, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};

/// How the second screen is opened.
#[derive(Debug, Clone)]
pub struct ViewOptions {
    /// Whose session is shown.
    pub whose: Whose,
    /// The language; else that of the workbench.
    pub lang: Option<Lang>,
    /// Whether the terminal is rung when the time of a speech is nearly up.
    pub bell: bool,
}

/// What the loop waits for.
enum Said {
    Event(Event),
    Signal(Signal),
    Heard(Heard),
}

/// Shows the room a live session until the person quits; it waits for one as long as there is none.
///
/// # Errors
/// The terminal cannot be used; it is given back in any case.
pub fn view(options: ViewOptions) -> io::Result<()> {
    let config = Config::load();
    let first = config::language(options.lang);
    let note = match first {
        Lang::Zh => "第二屏幕意外停止。会议不受影响。",
        Lang::En => "The second screen has stopped unexpectedly. The session goes on.",
    };
    let modes = Modes { kitty: config.kitty, mouse: false };
    let (tell, told) = mpsc::channel();
    let signals = tell.clone();
    // Before the terminal is taken: a signal that nobody hears would end us and leave it as it is.
    spawn_signals(move |signal| signals.send(Said::Signal(signal)).is_ok())?;
    let mut terminal = Terminal::open(modes, note)?;
    let asks_width = config.ambiguous.is_none();
    let mut viewer = Viewer {
        board: Board::new(options.lang, first),
        look: Look::new(config),
        bell: options.bell,
        clock: Clock::default(),
    };
    viewer.draw(&mut terminal)?;
    let events = tell.clone();
    terminal.spawn_input(asks_width, move |event| events.send(Said::Event(event)).is_ok())?;
    // The line ends when this end of it is dropped.
    let _line = hold_line(options.whose, tell)?;
    viewer.run(&mut terminal, &told)
}

fn hold_line(whose: Whose, tell: Sender<Said>) -> io::Result<Sender<()>> {
    let (end, ended) = mpsc::channel();
    std::thread::Builder::new().name("line".to_owned()).spawn(move || {
        listen(&whose, &ended, |heard| tell.send(Said::Heard(heard)).is_ok());
    })?;
    Ok(end)
}

/// How things look.
struct Look {
    config: Config,
    depth: ColorDepth,
    theme: Theme,
}

impl Look {
    fn new(config: Config) -> Self {
        let depth = config::color_depth();
        let ambiguous = config.ambiguous.unwrap_or_default();
        let theme = Self::theme(&config, depth, ambiguous);
        Self { config, depth, theme }
    }

    fn theme(config: &Config, depth: ColorDepth, ambiguous: AmbiguousWidth) -> Theme {
        let overrides: &Overrides = &config.overrides;
        Theme::with_overrides(config.theme.unwrap_or_default(), overrides, depth, ambiguous)
    }

    fn set_ambiguous(&mut self, ambiguous: AmbiguousWidth) {
        self.theme = Self::theme(&self.config, self.depth, ambiguous);
    }
}

struct Viewer {
    board: Board,
    look: Look,
    bell: bool,
    clock: Clock,
}

impl Viewer {
    fn run(&mut self, terminal: &mut Terminal, told: &Receiver<Said>) -> io::Result<()> {
        loop {
            self.draw(terminal)?;
            let mut next = match self.wait(told) {
                Ok(said) => said,
                Err(mpsc::RecvError) => return Ok(()),
            };
            while let Some(said) = next {
                if self.take(terminal, said)? {
                    return Ok(());
                }
                next = told.try_recv().ok();
            }
        }
    }

    /// Waits for what is said next; `None` when a second is over that a clock shows.
    fn wait(&self, told: &Receiver<Said>) -> Result<Option<Said>, mpsc::RecvError> {
        if !self.board.is_running() {
            return told.recv().map(Some);
        }
        match told.recv_timeout(self.clock.until_next_second()) {
            Ok(said) => Ok(Some(said)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(mpsc::RecvError),
        }
    }

    fn draw(&mut self, terminal: &mut Terminal) -> io::Result<()> {
        let now = self.clock.wall_millis();
        if self.board.rings(now) && self.bell {
            ring()?;
        }
        let (board, theme) = (&self.board, &self.look.theme);
        terminal.draw(|frame| ui::hall::draw(board, now, theme, frame))
    }

    /// Takes in what was said; says whether the person is done.
    fn take(&mut self, terminal: &mut Terminal, said: Said) -> io::Result<bool> {
        match said {
            Said::Signal(Signal::Terminate | Signal::HangUp) | Said::Event(Event::Lost) => {
                return Ok(true);
            }
            Said::Signal(Signal::Suspend) => terminal.suspend()?,
            Said::Signal(Signal::Continue) => terminal.resume()?,
            Said::Event(Event::Key(key)) if ends(key) => return Ok(true),
            Said::Event(Event::Key(Key { code: Code::Char('z'), ctrl: true, .. })) => {
                terminal.suspend()?;
            }
            Said::Event(Event::Width(width)) => {
                self.look.set_ambiguous(width);
                terminal.invalidate();
            }
            // The frame follows the size by itself.
            Said::Event(_) => {}
            Said::Heard(Heard::Hall(hall)) => self.board.hear(*hall),
            Said::Heard(Heard::Fault(fault)) => {
                let now = self.clock.wall_millis();
                self.board.lose(reason(&fault, self.board.lang()), now);
            }
        }
        Ok(false)
    }
}

/// Why there is no line, where waiting may not help.
fn reason(fault: &HallFault, lang: Lang) -> Option<String> {
    match fault {
        HallFault::Nobody | HallFault::Io(_) => None,
        other => Some(other.words(lang)),
    }
}

/// Whether this key ends it, also with an input method on.
fn ends(key: Key) -> bool {
    let key = key.folded();
    match key.code {
        Code::Char('q' | 'Q') => !key.alt,
        Code::Esc => true,
        Code::Char('c') => key.ctrl,
        _ => false,
    }
}

fn ring() -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(b"\x07")?;
    out.flush()
}
