//! The lines of the record that are not in it yet: the one that is typed, those that are being
//! saved, and those that came back. None of them is ever dropped but by whoever typed it.

use crate::app::editor::LineEditor;
use crate::domain::id::LineId;
use crate::domain::text::{BLOCK_CHARS, fold_character};

/// The place of a line that was never sent: after all that were.
const LATEST: u64 = u64::MAX;

/// A line that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) text: String,
    /// The line of the record that it changes, where it is no new one.
    editing: Option<LineId>,
    /// When it was sent first, as a number that rises.
    order: u64,
}

/// All of them.
#[derive(Debug, Clone)]
pub(crate) struct Drafts {
    /// The one that is typed.
    pub(crate) line: LineEditor,
    editing: Option<LineId>,
    order: u64,
    /// Those that are being saved, each with the number of its question, in order.
    saving: Vec<(u64, Draft)>,
    /// Those that wait until the one that is typed is done with, in order.
    aside: Vec<Draft>,
}

impl Default for Drafts {
    fn default() -> Self {
        Self {
            line: LineEditor::single_line().with_limit(BLOCK_CHARS),
            editing: None,
            order: LATEST,
            saving: Vec::new(),
            aside: Vec::new(),
        }
    }
}

impl Drafts {
    /// The line of the record that is changed instead of a new one being typed.
    pub(crate) const fn editing(&self) -> Option<LineId> {
        self.editing
    }

    /// Whether nothing is typed.
    pub(crate) fn is_idle(&self) -> bool {
        self.line.is_empty() && self.editing.is_none()
    }

    /// Whether nothing at all is on its way.
    pub(super) fn is_done(&self) -> bool {
        self.is_idle() && self.saving.is_empty() && self.aside.is_empty()
    }

    /// Those that are being saved, the oldest first.
    pub(super) fn saving(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.saving.iter().map(|(_, draft)| draft.text.as_str())
    }

    /// Those that came back and wait, the oldest first.
    pub(super) fn aside(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.aside.iter().map(|draft| draft.text.as_str())
    }

    /// Those that are not in the record and are not on their way to it, the oldest first; one that
    /// only names its kind and its item says nothing yet.
    pub(super) fn unsaved(&self) -> Vec<String> {
        let mut drafts = self.aside.clone();
        if !self.is_idle() {
            drafts.push(self.typed());
        }
        drafts.retain(|draft| draft.editing.is_some() || says_something(&draft.text));
        drafts.sort_by_key(|draft| draft.order);
        drafts.into_iter().map(|draft| draft.text).collect()
    }

    /// Takes a line of the record up to be changed; only where nothing is typed.
    pub(super) fn edit(&mut self, line: LineId, text: &str) {
        self.editing = Some(line);
        self.line.set_text(text);
    }

    /// Drops what is typed, and goes on with what waits.
    pub(crate) fn drop_line(&mut self) {
        self.line.clear();
        self.editing = None;
        self.order = LATEST;
        if !self.aside.is_empty() {
            let next = self.aside.remove(0);
            self.line.set_text(&next.text);
            (self.editing, self.order) = (next.editing, next.order);
        }
    }

    /// What is typed was asked to be saved, under this number.
    pub(super) fn send(&mut self, generation: u64) {
        let mut draft = self.typed();
        draft.order = draft.order.min(generation);
        self.saving.push((generation, draft));
        self.drop_line();
    }

    /// Something was saved: where it was one of these, it is in the record now.
    pub(super) fn saved(&mut self, generation: u64) {
        self.saving.retain(|(it, _)| *it != generation);
    }

    /// Something was not saved; where it was one of these, it is typed again, before whatever was
    /// typed since.
    pub(super) fn refused(&mut self, generation: u64) -> bool {
        let Some(at) = self.saving.iter().position(|(it, _)| *it == generation) else {
            return false;
        };
        let (_, draft) = self.saving.remove(at);
        self.give_back(draft);
        true
    }

    /// Nothing more will be saved: everything comes back.
    pub(super) fn lost(&mut self) {
        for (_, draft) in std::mem::take(&mut self.saving) {
            self.give_back(draft);
        }
    }

    /// New lines that were not saved, as one text with a line for each, the oldest first; empty
    /// where there are none. That a line was being changed is not kept: the record has it. Nor is one
    /// that only names its kind and its item: at the next start it would take keys that mean something
    /// else.
    pub(crate) fn new_lines(&self) -> String {
        let sent = self.saving.iter().map(|(_, draft)| draft.clone());
        let mut drafts: Vec<Draft> =
            sent.chain(self.aside.iter().cloned()).chain([self.typed()]).collect();
        drafts.retain(|draft| draft.editing.is_none() && says_something(&draft.text));
        drafts.sort_by_key(|draft| draft.order);
        drafts.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Types lines again that [`Self::new_lines`] kept; where something is typed, they wait.
    pub(super) fn begin(&mut self, lines: &str) {
        for (order, text) in (0..).zip(lines.lines()) {
            self.aside.push(Draft { text: text.to_owned(), editing: None, order });
        }
        self.aside.sort_by_key(|draft| draft.order);
        if self.is_idle() {
            self.drop_line();
        }
    }

    fn typed(&self) -> Draft {
        let text = self.line.text().to_owned();
        Draft { text, editing: self.editing, order: self.order }
    }

    fn give_back(&mut self, draft: Draft) {
        if !self.is_idle() {
            self.aside.push(self.typed());
        }
        self.aside.push(draft);
        self.aside.sort_by_key(|draft| draft.order);
        self.drop_line();
    }
}

/// Whether a line says more than what the list before closing begins one with, `决 #1`.
fn says_something(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    let is_place = |word: &str| {
        let number = word.strip_prefix(['#', '＃']).unwrap_or_default();
        !number.is_empty() && number.chars().all(|c| fold_character(c).is_ascii_digit())
    };
    let is_mark = first.chars().count() == 1 && !rest.is_empty();
    let is_bare = first.is_empty() || (is_mark && rest.iter().all(|word| is_place(word)));
    !is_bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_names_only_its_kind_and_item_is_neither_unsaved_nor_kept() {
        let mut drafts = Drafts::default();
        for (text, is_unsaved) in [
            ("", false),
            ("  ", false),
            ("决 #1 ", false),
            ("d ＃１２", false),
            ("决 #1 装灯", true),
            ("决 装灯", true),
            ("好", true),
            ("#1装灯", true),
        ] {
            drafts.line.set_text(text);
            assert_eq!(!drafts.unsaved().is_empty(), is_unsaved, "{text}");
            assert_eq!(!drafts.new_lines().is_empty(), is_unsaved, "{text}");
        }
    }

    fn sent(lines: &[&str]) -> Drafts {
        let mut drafts = Drafts::default();
        for (generation, text) in (1..).zip(lines) {
            drafts.line.set_text(text);
            drafts.send(generation);
        }
        drafts
    }

    #[test]
    fn what_was_refused_is_typed_again_in_its_order_before_what_came_since() {
        let mut drafts = sent(&["甲", "乙"]);
        drafts.line.set_text("丙");
        assert!(drafts.refused(1) && drafts.refused(2) && !drafts.refused(2));
        let mut order = Vec::new();
        while !drafts.is_idle() {
            order.push(drafts.line.text().to_owned());
            drafts.drop_line();
        }
        assert_eq!(order, ["甲", "乙", "丙"]);
    }

    #[test]
    fn a_refused_change_comes_back_as_a_change_and_nothing_else_does() {
        let line = LineId::from_bytes([7; 16]);
        let mut drafts = Drafts::default();
        drafts.edit(line, "改过的");
        drafts.send(1);
        drafts.line.set_text("新的");
        drafts.refused(1);
        assert_eq!((drafts.line.text(), drafts.editing()), ("改过的", Some(line)));
        drafts.send(2);
        assert_eq!((drafts.line.text(), drafts.editing()), ("新的", None));
    }

    #[test]
    fn what_is_kept_is_every_new_line_until_it_is_saved() {
        let mut drafts = sent(&["甲", "乙"]);
        drafts.line.set_text("丙");
        assert_eq!(drafts.new_lines(), "甲\n乙\n丙");
        drafts.saved(1);
        assert_eq!(drafts.new_lines(), "乙\n丙");
        drafts.lost();
        assert_eq!(drafts.new_lines(), "乙\n丙");
        let mut again = Drafts::default();
        again.begin(&drafts.new_lines());
        assert_eq!((again.line.text(), again.new_lines().as_str()), ("乙", "乙\n丙"));
    }

    #[test]
    fn a_line_that_is_sent_again_keeps_its_place() {
        let mut drafts = sent(&["甲", "乙"]);
        drafts.refused(1);
        drafts.send(3);
        drafts.refused(2);
        drafts.refused(3);
        assert_eq!(drafts.line.text(), "甲");
    }
}
