//! The text of a field while it is being typed: caret, selection, words, undo.
//!
//! Pure: it knows neither keys of a terminal nor a screen, only [`EditKey`]s and, for moving
//! between rows, how many cells wide it is shown.

mod history;
mod motion;
mod view;

#[cfg(test)]
mod tests;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use self::history::{History, Snapshot, Stroke};
pub use self::view::{Rows, Visible};
use super::cells::AmbiguousWidth;
use crate::domain::text::steers;

/// Whether a field holds one line or several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// One line; what was pasted with line breaks gets spaces instead.
    #[default]
    SingleLine,
    /// Any number of lines; Enter begins a new one.
    MultiLine,
}

/// Where the caret can go in one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One grapheme back.
    Left,
    /// One grapheme on.
    Right,
    /// To the beginning of this or the previous word.
    WordLeft,
    /// To the end of this or the next word.
    WordRight,
    /// To the beginning of the line.
    Home,
    /// To the end of the line.
    End,
    /// One wrapped row up.
    Up,
    /// One wrapped row down.
    Down,
    /// To the beginning of the text.
    Start,
    /// To the end of the text.
    Finish,
}

/// What a person can ask of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKey {
    /// Types a character over the selection.
    Char(char),
    /// Begins a new line; not used by a field of one line.
    Enter,
    /// Moves the caret and drops the selection.
    Move(Motion),
    /// Moves the caret and stretches the selection.
    Select(Motion),
    /// Selects everything.
    SelectAll,
    /// Deletes the grapheme before the caret, or the selection.
    Backspace,
    /// Deletes the grapheme after the caret, or the selection.
    Delete,
    /// Deletes the word before the caret (Ctrl-W).
    DeleteWordLeft,
    /// Deletes the word after the caret.
    DeleteWordRight,
    /// Deletes to the beginning of the line (Ctrl-U).
    DeleteToHome,
    /// Deletes to the end of the line (Ctrl-K).
    DeleteToEnd,
    /// Takes the last change of this field back.
    Undo,
    /// Makes it again.
    Redo,
}

/// A field's text with its caret.
///
/// ```
/// use tanshi::app::editor::{EditKey, LineEditor, Motion};
///
/// let mut editor = LineEditor::single_line();
/// editor.insert("会议决定");
/// editor.handle(EditKey::Move(Motion::WordLeft));
/// assert_eq!(editor.caret(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct LineEditor {
    mode: Mode,
    text: String,
    /// A byte offset that always lies between two graphemes; so does `anchor`.
    caret: usize,
    anchor: Option<usize>,
    limit: Option<usize>,
    wrap_cells: usize,
    ambiguous: AmbiguousWidth,
    /// The column that a run of `Up` and `Down` tries to keep, in cells.
    goal: Option<usize>,
    history: History,
}

/// What became of a text that came in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) struct Pasted {
    /// Something of it was taken in.
    pub(crate) changed: bool,
    /// How many characters the field takes at most, where there was no room for all of it.
    pub(crate) full: Option<usize>,
}

impl Default for LineEditor {
    fn default() -> Self {
        Self::single_line()
    }
}

impl LineEditor {
    /// Makes an empty field of one line.
    pub const fn single_line() -> Self {
        Self::empty(Mode::SingleLine)
    }

    /// Makes an empty field of several lines.
    pub const fn multi_line() -> Self {
        Self::empty(Mode::MultiLine)
    }

    const fn empty(mode: Mode) -> Self {
        Self {
            mode,
            text: String::new(),
            caret: 0,
            anchor: None,
            limit: None,
            wrap_cells: 80,
            ambiguous: AmbiguousWidth::Narrow,
            goal: None,
            history: History::new(),
        }
    }

    /// Allows at most this many characters; what would not fit is not inserted.
    #[must_use]
    pub const fn with_limit(mut self, characters: usize) -> Self {
        self.limit = Some(characters);
        self
    }

    /// Begins with this text, the caret at its end.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.set_text(text);
        self
    }

    /// Tells how wide the field is drawn, in cells; `Up` and `Down` go by it.
    pub const fn set_wrap(&mut self, cells: usize, ambiguous: AmbiguousWidth) {
        self.wrap_cells = cells;
        self.ambiguous = ambiguous;
    }

    /// Replaces the text, moves the caret to its end and forgets selection and undo.
    pub fn set_text(&mut self, text: &str) {
        self.clear();
        self.insert(text);
        self.history = History::new();
    }

    /// Empties the field and forgets selection and undo.
    pub fn clear(&mut self) {
        self.text.clear();
        self.caret = 0;
        self.anchor = None;
        self.goal = None;
        self.history = History::new();
    }

    /// The text as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing has been typed.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The most characters that it takes.
    pub(crate) const fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// The most characters that it takes, where it is full of them.
    pub(crate) fn full_at(&self) -> Option<usize> {
        self.limit.filter(|limit| self.text.chars().count() >= *limit)
    }

    /// Whether it holds one line or several.
    pub const fn mode(&self) -> Mode {
        self.mode
    }

    /// The caret as a count of the graphemes before it.
    pub fn caret(&self) -> usize {
        self.before(self.caret).graphemes(true).count()
    }

    /// The caret as a byte offset into [`text`](Self::text).
    pub const fn caret_byte(&self) -> usize {
        self.caret
    }

    /// Puts the caret before the grapheme with this number, or at the end.
    pub fn set_caret(&mut self, grapheme: usize) {
        let offset = self.text.grapheme_indices(true).nth(grapheme).map(|(offset, _)| offset);
        self.caret = offset.unwrap_or(self.text.len());
        self.anchor = None;
        self.goal = None;
    }

    /// The selected bytes; `None` where nothing is selected.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        (anchor != self.caret).then(|| anchor.min(self.caret)..anchor.max(self.caret))
    }

    /// Types a text over the selection; a paste comes this way too. Says whether anything
    /// changed.
    ///
    /// Control and direction characters are dropped, a tab becomes a space, and so does a line
    /// break in a field of one line.
    pub fn insert(&mut self, text: &str) -> bool {
        let room = self.room();
        let typed: String = cleaned(text, self.mode).chars().take(room).collect();
        self.type_over(&typed)
    }

    /// Types a text that came in one piece.
    pub(crate) fn paste(&mut self, text: &str) -> Pasted {
        let (typed, room) = (cleaned(text, self.mode), self.room());
        let is_cut = typed.chars().nth(room).is_some();
        let fits: String = typed.chars().take(room).collect();
        let changed = self.type_over(&fits);
        Pasted { changed, full: self.limit.filter(|_| is_cut) }
    }

    /// How many characters there is room for, what is selected not counted.
    fn room(&self) -> usize {
        let kept = || {
            let selected = self.selection().map_or(0, |range| self.char_count(range));
            self.text.chars().count() - selected
        };
        self.limit.map_or(usize::MAX, |limit| limit.saturating_sub(kept()))
    }

    fn type_over(&mut self, typed: &str) -> bool {
        let range = self.selection().unwrap_or(self.caret..self.caret);
        if typed.is_empty() {
            return false;
        }
        let stroke = match (range.is_empty(), typed.chars().count()) {
            (true, 1) if typed != " " && typed != "\n" => Stroke::Typing,
            _ => Stroke::Other,
        };
        self.replace(range, typed, stroke);
        true
    }

    /// Does what a key asks; says whether the field used it.
    ///
    /// A field of one line leaves `Enter`, `Up` and `Down` to its owner.
    pub fn handle(&mut self, key: EditKey) -> bool {
        match key {
            EditKey::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            EditKey::Enter => self.mode == Mode::MultiLine && self.insert("\n"),
            EditKey::Move(motion) => self.go(motion, false),
            EditKey::Select(motion) => self.go(motion, true),
            EditKey::SelectAll => self.select_all(),
            EditKey::Backspace => self.delete_to(Motion::Left, Stroke::Deleting),
            EditKey::Delete => self.delete_to(Motion::Right, Stroke::Deleting),
            EditKey::DeleteWordLeft => self.delete_to(Motion::WordLeft, Stroke::Other),
            EditKey::DeleteWordRight => self.delete_to(Motion::WordRight, Stroke::Other),
            EditKey::DeleteToHome => self.delete_to(Motion::Home, Stroke::Other),
            EditKey::DeleteToEnd => self.delete_to(Motion::End, Stroke::Other),
            EditKey::Undo => self.travel(History::undo),
            EditKey::Redo => self.travel(History::redo),
        }
    }

    fn go(&mut self, motion: Motion, selecting: bool) -> bool {
        if self.mode == Mode::SingleLine && matches!(motion, Motion::Up | Motion::Down) {
            return false;
        }
        let before = (self.caret, self.anchor);
        let selection = self.selection();
        let vertical = matches!(motion, Motion::Up | Motion::Down);
        self.caret = match (selection, selecting, motion) {
            (Some(range), false, Motion::Left) => range.start,
            (Some(range), false, Motion::Right) => range.end,
            _ => self.destination(motion),
        };
        if !vertical {
            self.goal = None;
        }
        self.anchor = selecting.then(|| before.1.unwrap_or(before.0));
        self.history.interrupt();
        before != (self.caret, self.anchor)
    }

    fn select_all(&mut self) -> bool {
        self.anchor = Some(0);
        self.caret = self.text.len();
        self.goal = None;
        !self.text.is_empty()
    }

    fn delete_to(&mut self, motion: Motion, stroke: Stroke) -> bool {
        let range = self.selection().unwrap_or_else(|| {
            let other = self.destination(motion);
            other.min(self.caret)..other.max(self.caret)
        });
        if range.is_empty() {
            return false;
        }
        self.replace(range, "", stroke);
        true
    }

    fn replace(&mut self, range: Range<usize>, with: &str, stroke: Stroke) {
        self.history.remember(stroke, || Snapshot { text: self.text.clone(), caret: self.caret });
        let end = range.start + with.len();
        self.text.replace_range(range, with);
        self.caret = motion::ceil_grapheme(&self.text, end);
        self.anchor = None;
        self.goal = None;
    }

    fn travel(&mut self, step: fn(&mut History, Snapshot) -> Option<Snapshot>) -> bool {
        let now = Snapshot { text: self.text.clone(), caret: self.caret };
        let Some(then) = step(&mut self.history, now) else { return false };
        self.text = then.text;
        self.caret = then.caret;
        self.anchor = None;
        self.goal = None;
        true
    }

    fn before(&self, offset: usize) -> &str {
        self.text.get(..offset).unwrap_or_default()
    }

    fn char_count(&self, range: Range<usize>) -> usize {
        self.text.get(range).map_or(0, |text| text.chars().count())
    }
}

/// Keeps what can be typed: no control characters, none that turn the direction of text.
fn cleaned(text: &str, mode: Mode) -> String {
    let mut typed = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => {
                typed.push(if mode == Mode::MultiLine { '\n' } else { ' ' });
            }
            '\t' => typed.push(' '),
            c if steers(c) => {}
            c => typed.push(c),
        }
    }
    typed
}
