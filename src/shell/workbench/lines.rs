//! The workbench in lines, for screen readers and for terminals that can only print: what is to be said is
//! printed, a line is read, and the next is said when everything that it asked for is answered.

use super::staff::{Staff, request};
use super::{Ended, Ready, RunError, RunOptions, Said, ended_well, ready};
use crate::app::{self, Answer, Effect, Input, Pulse, State};
use crate::domain::text::shown;
use crate::i18n::Lang;
use crate::plain::Dialogue;
use crate::shell::clock::Clock;
use crate::shell::seeker::Tell;
use crate::shell::terminal::{Signal, spawn_signals};
use crate::shell::wording::{search_gone_text, store_gone_text};
use crate::shell::worker::Request;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// The longest line that is taken in, in bytes; a field takes less.
const LINE_BYTES: u64 = 1 << 20;
/// How long nothing is said before it is told that one has to wait.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the full text is waited for; that there may be more is told with what it has found by then.
const SEARCHING: Duration = Duration::from_secs(5);
/// How often an answer may lead to another question before the next line is read all the same.
const ROUNDS: usize = 100;

/// Runs the workbench as a dialogue in lines, until the person quits or the input ends.
///
/// It needs no terminal: what is typed may come from a pipe.
///
/// # Errors
/// [`RunError`]; never [`RunError::NoTerminal`].
pub fn run_in_lines(options: RunOptions) -> Result<Ended, RunError> {
    let clock = Clock { today: options.today };
    let Ready { mut beginning, .. } = ready(&options, clock);
    // A line is answered when everything is: nobody types on meanwhile.
    beginning.few_issues = usize::MAX;
    let mut state = State::new(beginning);
    state.tell_in_lines();
    let lang = state.lang();
    let (tell, told) = mpsc::channel();
    let signals = tell.clone();
    spawn_signals(move |signal| signals.send(Said::Signal(signal)).is_ok())?;
    let want = spawn_input(tell.clone())?;
    let folder = options.folder.clone();
    let staff = Staff::start(options, clock, lang, &tell)?;
    drop(tell);
    let mut lines = Lines {
        dialogue: Dialogue::default(),
        staff,
        clock,
        lang,
        want,
        is_echoed: io::stdin().is_terminal(),
        answered: false,
        ended: None,
    };
    let ended = lines.run(&mut state, &told);
    let Lines { staff, clock, answered, .. } = lines;
    let closed = staff.end(&mut state, told.iter(), (clock.today(), answered, &folder));
    Ok(ended_well(ended?, closed?))
}

/// Reads lines on a thread of its own, each when it is wanted: what is typed ahead waits where it is.
fn spawn_input(tell: Sender<Said>) -> io::Result<Sender<()>> {
    let (want, wanted) = mpsc::channel::<()>();
    std::thread::Builder::new().name("input".to_owned()).spawn(move || {
        while wanted.recv().is_ok() {
            let line = read_line(&mut io::stdin().lock());
            let is_last = line.is_none();
            if tell.send(Said::Line(line)).is_err() || is_last {
                return;
            }
        }
    })?;
    Ok(want)
}

/// The next line without its end; what is no text of it is replaced, and what is beyond the longest line
/// is left out. `None` at the end, and where nothing can be read.
fn read_line(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    input.by_ref().take(LINE_BYTES).read_until(b'\n', &mut bytes).ok()?;
    if bytes.is_empty() {
        return None;
    }
    let mut is_whole = bytes.last() == Some(&b'\n');
    while !is_whole {
        let mut rest = Vec::new();
        input.by_ref().take(LINE_BYTES).read_until(b'\n', &mut rest).ok()?;
        is_whole = rest.last().is_none_or(|last| *last == b'\n');
    }
    let text = String::from_utf8_lossy(&bytes);
    Some(text.trim_end_matches(['\n', '\r']).to_owned())
}

/// Writes lines; nothing that was typed or stored can send an escape along.
fn print_lines(lines: &[String]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{}", shown(line))?;
    }
    out.flush()
}

/// The loop's own things.
struct Lines {
    dialogue: Dialogue,
    staff: Staff,
    clock: Clock,
    lang: Lang,
    /// Where the next line is wished for.
    want: Sender<()>,
    /// What is typed is seen as it is, and so is its end.
    is_echoed: bool,
    /// The store's thread is gone.
    answered: bool,
    ended: Option<Ended>,
}

impl Lines {
    /// Goes on until the person quits, or there are no more lines.
    fn run(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<Ended> {
        self.settle(state, told)?;
        while self.ended.is_none() {
            self.say(state)?;
            if self.want.send(()).is_err() {
                break;
            }
            match self.wait(state, told)? {
                Some(line) => self.take(state, &line, told)?,
                None => break,
            }
        }
        print_lines(&self.dialogue.farewell(state))?;
        Ok(self.ended.unwrap_or(Ended::Quit))
    }

    /// Says what there is to say, and what is asked.
    fn say(&mut self, state: &mut State) -> io::Result<()> {
        // What is told is told once: nothing of it is put off.
        while state.is_unfinished() {
            let effects = app::update(state, Input::GoOn, self.clock.today());
            self.act_all(state, effects)?;
        }
        let told = self.dialogue.tell(state);
        print_lines(&told.lines)?;
        let end = if self.is_echoed { " " } else { "\n" };
        let mut out = io::stdout().lock();
        write!(out, "{}{end}", shown(&told.prompt))?;
        out.flush()
    }

    /// Waits for a line; meanwhile the clock goes on, where one runs. `None` when there are no more, or the
    /// system says to end.
    fn wait(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<Option<String>> {
        loop {
            let said = if app::pulse(state) == Pulse::Still {
                told.recv().map_err(|_gone| RecvTimeoutError::Disconnected)
            } else {
                told.recv_timeout(self.clock.until_next_second())
            };
            match said {
                Ok(Said::Line(line)) => return Ok(line),
                Ok(said) => {
                    self.hear(state, said)?;
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {
                    self.feed(state, Input::Tick(self.clock.now()))?;
                }
            }
            if self.ended.is_some() {
                return Ok(None);
            }
        }
    }

    /// Takes in what was typed, and waits until everything that it asked for is answered.
    fn take(&mut self, state: &mut State, line: &str, told: &Receiver<Said>) -> io::Result<()> {
        // What is done is done at the time on the wall.
        self.feed(state, Input::Tick(self.clock.now()))?;
        let effects = self.dialogue.answer(state, line);
        self.act_all(state, effects)?;
        self.settle(state, told)?;
        let effects = self.dialogue.follow(state);
        if effects.is_empty() {
            return Ok(());
        }
        self.act_all(state, effects)?;
        self.settle(state, told)
    }

    /// Waits until the store has answered everything, and until nothing more is asked because of that.
    fn settle(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<()> {
        for _round in 0..ROUNDS {
            let (reached, is_reached) = mpsc::channel();
            let mut asks = false;
            if self.staff.ask.send(Request::Reached(reached)).is_ok()
                && is_reached.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout)
            {
                print_lines(&[self.dialogue.patience(state)])?;
                // Where its thread ends, that is said below.
                is_reached.recv().ok();
            }
            while let Ok(said) = told.try_recv() {
                asks |= self.hear(state, said)?;
            }
            if self.ended.is_some() || !asks {
                break;
            }
        }
        self.search_through(state, told)
    }

    /// Waits a while until the full text has looked through everything, where what it finds is shown.
    fn search_through(&mut self, state: &mut State, told: &Receiver<Said>) -> io::Result<()> {
        if !app::is_searching(state) || self.ended.is_some() {
            return Ok(());
        }
        let (whole, is_whole) = mpsc::channel();
        if self.staff.seek.send(Tell::Whole(whole)).is_ok() {
            is_whole.recv_timeout(SEARCHING).ok();
        }
        while let Ok(said) = told.try_recv() {
            self.hear(state, said)?;
        }
        Ok(())
    }

    /// Takes in what was said; says whether something was asked of the store because of it.
    fn hear(&mut self, state: &mut State, said: Said) -> io::Result<bool> {
        match said {
            Said::Signal(Signal::Terminate | Signal::HangUp) => self.ended = Some(Ended::Quit),
            Said::Answered => self.answered = true,
            Said::Answer(answer) => {
                let answer = self.staff.heard(answer, state, &mut self.clock);
                return self.feed(state, Input::Answer(answer));
            }
            // No screen says these, and a line comes only where one is waited for.
            Said::Event(_) | Said::Line(_) | Said::Signal(Signal::Suspend | Signal::Continue) => {}
        }
        Ok(false)
    }

    /// Takes an input in and does what it asks for; says whether that was something of the store.
    fn feed(&mut self, state: &mut State, input: Input) -> io::Result<bool> {
        let effects = app::update(state, input, self.clock.today());
        self.act_all(state, effects)
    }

    fn act_all(&mut self, state: &mut State, effects: Vec<Effect>) -> io::Result<bool> {
        let mut asks = false;
        for effect in effects {
            asks |= self.act(state, effect)?;
        }
        if state.lang() != self.lang {
            self.lang = state.lang();
            self.staff.ask.send(Request::Language(self.lang)).ok();
        }
        self.staff.hall.follow(state, self.clock.wall_millis());
        if state.is_open() {
            self.staff.backups.start(&state.settings, self.clock.now(), self.lang);
        }
        Ok(asks)
    }

    fn act(&mut self, state: &mut State, effect: Effect) -> io::Result<bool> {
        let effect = match request(effect) {
            Ok(request) => return self.ask(state, request),
            Err(effect) => *effect,
        };
        match effect {
            Effect::Quit => self.ended = Some(Ended::Quit),
            Effect::OpenExample => self.ended = Some(Ended::Example),
            Effect::Search { generation, query } => {
                return self.search(state, Tell::Search { generation, query });
            }
            Effect::Keep(unsaved) => self.staff.kept.keep(unsaved),
            Effect::KeepViews(views) => self.staff.kept.keep_views(views),
            Effect::Beat(session, now) => self.staff.kept.beat(session, now),
            // Clipboard, mouse, editor and suspending belong to a screen; everything else was asked above.
            _ => {}
        }
        Ok(false)
    }

    /// Asks the full text; when its thread is gone, that is said instead of nothing.
    fn search(&mut self, state: &mut State, tell: Tell) -> io::Result<bool> {
        if self.staff.seek.send(tell).is_ok() {
            return Ok(false);
        }
        let notices = vec![search_gone_text(self.lang).to_owned()];
        self.feed(state, Input::Answer(Answer::Told { notices }))
    }

    /// Asks the store; when its thread is gone, that is said instead of nothing.
    fn ask(&mut self, state: &mut State, request: Request) -> io::Result<bool> {
        if self.staff.ask.send(request).is_ok() {
            return Ok(true);
        }
        let words = store_gone_text(self.lang).to_owned();
        self.feed(state, Input::Answer(Answer::Failed(words)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_without_its_end_and_no_longer_than_it_may_be() {
        let mut input = io::Cursor::new(b"one\r\n\n\xff\xe8\xae\xae\nlast".to_vec());
        let lines: Vec<String> = std::iter::from_fn(|| read_line(&mut input)).collect();
        assert_eq!(lines, ["one", "", "\u{fffd}议", "last"]);
        let long = usize::try_from(LINE_BYTES).unwrap() + 7;
        let mut input = io::Cursor::new([vec![b'a'; long], b"\nnext\n".to_vec()].concat());
        assert_eq!(read_line(&mut input).unwrap().len(), long - 7);
        assert_eq!(read_line(&mut input).as_deref(), Some("next"));
    }
}
