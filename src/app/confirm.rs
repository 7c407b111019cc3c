//! A question before something is done that has nothing to fill in: it names what will change.

use super::input::PaperWish;
use super::views::menu::ViewWish;
use crate::command::Verb;
use crate::command::fill::Values;
use crate::command::key::{Code, Key};
use crate::domain::id::{EntityId, SessionId};
use chrono::NaiveDateTime;

/// What is asked about.
#[derive(Debug, Clone)]
pub(crate) enum Asked {
    /// To perform a verb, filled in like this.
    Perform { verb: &'static Verb, target: Option<EntityId>, values: Values },
    /// To do the verb of the form below to those of several that it can be done to.
    Several { targets: Vec<EntityId> },
    /// Whether the time counts that went by while the program did not run.
    TakeUp { session: SessionId, since: NaiveDateTime },
    /// Nothing: it shows something over the form below.
    Look,
    /// To save the form below.
    Save,
    /// To save the form below, of which the bytes with this print were looked at; `good` leaves out what
    /// is wrong.
    Checked { good: bool, print: String },
    /// To go back to the form below; the other answer closes it.
    Back,
    /// To drop what was typed into the form below.
    Discard,
    /// To write several letters at once.
    Write(PaperWish),
    /// To put what is shown into a saved view, or to delete one.
    View(ViewWish),
    /// To leave the program while a session is going on.
    Quit,
}

/// A question with its two answers.
#[derive(Debug, Clone)]
pub(crate) struct Confirm {
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) asked: Asked,
    /// The answer that Enter gives.
    pub(crate) on_yes: bool,
    /// The first row of the text that is shown.
    pub(crate) offset: usize,
}

/// What became of a question.
pub(crate) enum Outcome {
    Stay,
    No,
    Yes,
}

impl Confirm {
    /// Takes a key; `shown` is how many rows its text has, and how many of them are seen.
    pub(crate) fn key(&mut self, key: Key, shown: (usize, usize)) -> Outcome {
        let code = key.folded().code;
        let page = isize::try_from(shown.1.saturating_sub(1)).unwrap_or(1).max(1);
        let by = match code {
            Code::Up | Code::Char('k') => -1,
            Code::Down | Code::Char('j') => 1,
            Code::PageUp => -page,
            Code::PageDown => page,
            Code::Home | Code::Char('g') => isize::MIN,
            Code::End | Code::Char('G') => isize::MAX,
            _ => 0,
        };
        self.scroll(by, shown);
        match code {
            // Nothing that was typed is given up by it.
            Code::Esc if matches!(self.asked, Asked::Back) => Outcome::Yes,
            Code::Left | Code::Right | Code::Tab | Code::BackTab | Code::Char('h' | 'l') => {
                self.on_yes = !self.on_yes;
                Outcome::Stay
            }
            Code::Char('y' | 'Y' | '1' | '是') => Outcome::Yes,
            Code::Char('n' | 'N' | '2' | '否') | Code::Esc => Outcome::No,
            Code::Enter => {
                if self.on_yes {
                    Outcome::Yes
                } else {
                    Outcome::No
                }
            }
            _ => Outcome::Stay,
        }
    }

    /// Moves what is shown of a text that is longer than the screen; it stops at the ends.
    pub(crate) fn scroll(&mut self, by: isize, (rows, visible): (usize, usize)) {
        let last = rows.saturating_sub(visible);
        self.offset = self.offset.min(last).saturating_add_signed(by).min(last);
    }
}
