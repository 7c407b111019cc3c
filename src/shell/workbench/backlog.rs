//! What was said and not taken in yet, in its order. A flood of characters, which a terminal that does not mark
//! what is pasted makes of it, is one text: taken in key by key, each would look at all before it.

use super::Said;
use crate::command::key::{Code, Key};
use crate::shell::terminal::Event;
use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

/// So many characters at once nobody has typed.
const FLOOD: usize = 64;

/// What was taken from the channel and not taken in.
#[derive(Default)]
pub(super) struct Backlog(VecDeque<Said>);

impl Backlog {
    /// What comes next, if anything has come.
    pub(super) fn next(&mut self, told: &Receiver<Said>) -> Option<Said> {
        self.0.pop_front().or_else(|| told.try_recv().ok())
    }

    /// The same where a text is typed.
    pub(super) fn next_text(&mut self, told: &Receiver<Said>) -> Option<Said> {
        let mut text = String::new();
        let mut keys = Vec::new();
        let mut behind = None;
        while let Some(said) = self.next(told) {
            let Some(character) = character(&said) else {
                behind = Some(said);
                break;
            };
            text.push(character);
            keys.push(said);
        }
        if let Some(behind) = behind {
            self.0.push_front(behind);
        }
        if keys.len() >= FLOOD {
            return Some(Said::Event(Event::Paste(text)));
        }
        keys.into_iter().rev().for_each(|key| self.0.push_front(key));
        self.0.pop_front()
    }

    pub(super) fn push(&mut self, said: Said) {
        self.0.push_back(said);
    }

    /// What is left, when nothing more is taken in.
    pub(super) fn rest(self) -> impl Iterator<Item = Said> {
        self.0.into_iter()
    }

    /// Whether everything that was taken from the channel is taken in.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The character that a key types, if it does nothing else.
const fn character(said: &Said) -> Option<char> {
    match said {
        Said::Event(Event::Key(Key { code: Code::Char(it), ctrl: false, alt: false, .. })) => {
            Some(*it)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    /// What comes out where a text is typed: texts, and the other keys by name.
    fn taken(keys: &[Key]) -> Vec<String> {
        let (tell, told) = mpsc::channel();
        for key in keys {
            tell.send(Said::Event(Event::Key(*key))).unwrap();
        }
        let mut backlog = Backlog::default();
        let next = || match backlog.next_text(&told)? {
            Said::Event(Event::Key(key)) => Some(key.to_string()),
            Said::Event(Event::Paste(text)) => Some(format!("{} at once", text.chars().count())),
            _ => None,
        };
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn what_is_typed_comes_key_by_key_and_a_flood_as_one_text() {
        let typed = vec![Key::char('议'); FLOOD - 1];
        let enter = Key::plain(Code::Enter);
        assert_eq!(taken(&typed).len(), FLOOD - 1);
        let mut all = vec![Key::char('题'); 500];
        all.push(enter);
        all.extend(typed);
        all.push(enter);
        let taken = taken(&all);
        assert_eq!(taken[..2], ["500 at once", "Enter"]);
        assert_eq!(taken.len(), 2 + FLOOD);
        assert_eq!(taken[FLOOD + 1], "Enter");
    }
}
