//! The keys, clicks and pastes of a form.

use super::{FieldState, Form, Outcome};
use crate::app::input::Hit;
use crate::app::keys::edit_key;
use crate::app::layout::form_cells;
use crate::app::paper;
use crate::app::preparing;
use crate::app::sealing;
use crate::app::state::State;
use crate::command::key::{Code, Key};
use crate::command::several;
use crate::command::verb::FieldKind;
use crate::i18n::Label;

/// How much of a text is looked for among choices; none is called longer.
const SOUGHT: usize = 60;

impl Form {
    /// Takes what is marked in the field with the keyboard; what a name was taken for, if it was.
    fn take(&mut self, state: &State) -> Option<String> {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.take();
        }
        self.take_only(state)
    }

    /// Goes on to another field and takes what is marked in this one.
    fn leave(&mut self, by: isize, state: &State) {
        self.take(state);
        self.go(by, state);
    }

    /// Fills in what a line says whose number was typed, so that it is changed and not typed anew. Another
    /// number brings what that line says, but for what was typed already.
    fn begin_with_line(&mut self, state: &State) {
        let is_other = |field: &&mut FieldState| field.field.key == "line" && !field.is_as_begun();
        let Some(said) = preparing::of_line(state, self) else { return };
        let Some(number) = self.fields.iter_mut().find(is_other) else { return };
        number.begun = number.value();
        for field in self.fields.iter_mut().filter(|field| field.field.key != "line") {
            field.store_of_other(said.all(field.field.key).unwrap_or_default(), state.lang);
        }
    }

    /// Proposes the number that goes with the kind and the day of a document, unless one was typed.
    fn propose_number(&mut self, state: &State) {
        if !sealing::seals(self) {
            return;
        }
        let proposed = paper::proposed_number(state, self);
        let is_number = |it: &&mut FieldState| it.field.key == "number" && it.is_as_begun();
        if let Some(number) = self.fields.iter_mut().find(is_number) {
            number.set(&[proposed], state.lang);
            number.begun = number.value();
        }
    }

    /// Brings what hangs on the fields that may have been filled in just now.
    fn follow(&mut self, state: &State) {
        self.begin_with_line(state);
        self.propose_number(state);
    }

    /// Goes on to another field; walking through the form by arrows chooses nothing.
    pub(crate) fn go(&mut self, by: isize, state: &State) {
        self.take_only(state);
        self.follow(state);
        self.seek_similar(state);
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.rest();
        }
        let places = self.fields.len() + 1;
        let at = self.focus.saturating_add_signed(by);
        self.focus = if by < 0 && self.focus == 0 { places - 1 } else { at % places };
        self.offer_to_replace();
        self.suggest(state, false);
    }

    /// Begins a line for every rule that a reason may pass over.
    fn begin_overrides(&mut self, state: &State) {
        let Some(at) =
            self.fields.iter().position(|it| matches!(it.field.kind, FieldKind::Overrides))
        else {
            return;
        };
        self.focus = at;
        let Some(field) = self.fields.get_mut(at) else { return };
        let mut text = field.editor.text().trim_end().to_owned();
        let mut caret = None;
        for rule in &self.overridable {
            let label = rule.label(state.lang);
            if !text.contains(label) {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(label);
                text.push_str(state.say("：", "="));
                caret.get_or_insert_with(|| text.chars().count());
            }
        }
        field.editor.set_text(&text);
        if let Some(caret) = caret {
            field.editor.set_caret(caret);
        }
        self.suggest(state, false);
    }

    pub(crate) fn key(&mut self, key: Key, state: &State) -> Outcome {
        match (key.code, key.ctrl) {
            (Code::Char('s'), true) | (Code::F(9), _) => {
                return self.save(state);
            }
            (Code::PageDown | Code::PageUp, false) if !self.lacks.is_empty() => {
                let by = if key.code == Code::PageDown { 1 } else { -1 };
                let last = self.lacks.len() - 1;
                self.lacks_from = self.lacks_from.saturating_add_signed(by).min(last);
                return Outcome::Stay;
            }
            (Code::Char('o'), true) if !self.overridable.is_empty() => {
                self.begin_overrides(state);
                return Outcome::Stay;
            }
            (Code::Char('r'), true) => {
                return self.similar_shown(state).map_or(Outcome::Stay, Outcome::Show);
            }
            (Code::Esc, _)
                if !self.suggestions.is_empty() && !self.on_button() && !self.is_unasked =>
            {
                self.suggestions.clear();
                self.suggested = None;
                return Outcome::Stay;
            }
            (Code::Esc, _) => return Outcome::Close,
            (Code::Tab, _) => {
                self.leave(1, state);
                return Outcome::Stay;
            }
            (Code::BackTab, _) => {
                self.leave(-1, state);
                return Outcome::Stay;
            }
            _ => {}
        }
        match self.current().map(|field| field.field.kind) {
            None => self.button_key(key, state),
            Some(FieldKind::Choice(_) | FieldKind::Choices(_) | FieldKind::Flag) => {
                self.choice_key(key, state)
            }
            Some(kind) => self.text_key(key, kind, state),
        }
    }

    /// A click on one of its parts.
    pub(crate) fn click(&mut self, hit: Hit, state: &State) -> Outcome {
        match hit {
            Hit::Field(at) => {
                let by =
                    isize::try_from(at).unwrap_or(0) - isize::try_from(self.focus).unwrap_or(0);
                self.leave(by, state);
            }
            Hit::Choice(at) => {
                if self.choose(at, state) {
                    self.go(1, state);
                }
            }
            Hit::Suggestion(at) => {
                self.suggested = Some(at);
                self.take_suggestion(state);
            }
            Hit::Save => return self.save(state),
            Hit::Palette(_) | Hit::Pick(_) | Hit::Answer(_) | Hit::Sort(_) | Hit::View(_) => {}
        }
        Outcome::Stay
    }

    /// Takes what is marked first, and says so where that is a name.
    fn save(&mut self, state: &State) -> Outcome {
        let taken = self.take(state);
        self.follow(state);
        taken.map_or(Outcome::Save, |taken| {
            self.suggest(state, false);
            Outcome::Taken(taken)
        })
    }

    /// Types a text that came in one piece; says how many characters the field takes at most where there was
    /// no room for all of it.
    pub(crate) fn paste(&mut self, text: &str, state: &State) -> Option<usize> {
        // An input method commits a mark that way, too.
        if text.starts_with(several::is_mark) {
            self.take_before_mark(state);
        }
        let field = self.fields.get_mut(self.focus)?;
        let full = if field.is_choice() {
            for character in text.chars().take(SOUGHT) {
                field.jump(character);
            }
            None
        } else {
            field.editor.paste(text).full
        };
        self.touched(state);
        full
    }

    pub(crate) fn touched(&mut self, state: &State) {
        let key = self.current().map(|field| field.field.key);
        if self.fault.as_ref().is_some_and(|(faulted, _)| Some(*faulted) == key) {
            self.fault = None;
        }
        self.seek_similar(state);
        self.suggest(state, true);
    }

    fn button_key(&mut self, key: Key, state: &State) -> Outcome {
        match key.folded().code {
            Code::Enter | Code::Char(' ') => return Outcome::Save,
            Code::Up | Code::Left => self.go(-1, state),
            Code::Down | Code::Right => self.go(1, state),
            _ => {}
        }
        Outcome::Stay
    }

    fn choice_key(&mut self, key: Key, state: &State) -> Outcome {
        let Some(field) = self.fields.get_mut(self.focus) else { return Outcome::Stay };
        match key.folded().code {
            Code::Up | Code::Left => match field.at.and_then(|at| at.checked_sub(1)) {
                Some(at) => field.at = Some(at),
                None => self.go(-1, state),
            },
            Code::Down | Code::Right => {
                let next = field.at.map_or(0, |at| at + 1);
                if next < field.choices.len() {
                    field.at = Some(next);
                } else {
                    self.go(1, state);
                }
            }
            Code::Enter => self.leave(1, state),
            Code::Char(' ') => {
                let at = field.at.unwrap_or(0);
                self.choose(at, state);
            }
            Code::Char(digit @ '0'..='9') => {
                let place = (digit.to_digit(10).unwrap_or(1) as usize + 9) % 10;
                self.choose(place, state);
            }
            Code::Backspace | Code::Delete => {
                field.clear();
                self.touched(state);
            }
            Code::Char(character) => field.jump(character),
            _ => {}
        }
        Outcome::Stay
    }

    /// Chooses one, or switches one of several; says whether the field is done with that.
    pub(crate) fn choose(&mut self, at: usize, state: &State) -> bool {
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        if at >= field.choices.len() {
            return false;
        }
        field.at = Some(at);
        field.choose(at);
        let is_done = matches!(field.field.kind, FieldKind::Choice(_));
        self.touched(state);
        is_done
    }

    fn text_key(&mut self, key: Key, kind: FieldKind, state: &State) -> Outcome {
        let block = matches!(kind, FieldKind::Block | FieldKind::Overrides);
        match (key.code, key.ctrl) {
            (Code::Char('e'), true) if block => {
                let Some(field) = self.current() else { return Outcome::Stay };
                let (text, most) = (field.editor.text().to_owned(), field.editor.limit());
                self.editing = Some(self.focus);
                return Outcome::EditText(text, most);
            }
            (Code::Enter, false) if !block => {
                if !self.take_suggestion(state) {
                    self.go(1, state);
                }
                return Outcome::Stay;
            }
            (Code::Down, _) if self.move_suggestion(1) => return Outcome::Stay,
            (Code::Up, _) if self.move_suggestion(-1) => return Outcome::Stay,
            _ => {}
        }
        if let Code::Char(character) = key.code
            && several::is_mark(character)
            && !key.ctrl
            && !key.alt
        {
            self.take_before_mark(state);
        }
        let Some(edit) = edit_key(key) else { return Outcome::Stay };
        let before = self.current().map(|field| field.editor.text().to_owned());
        let cells = usize::from(form_cells(state, self).value.saturating_sub(1));
        let used = self.fields.get_mut(self.focus).is_some_and(|field| {
            // Up and down go by the rows that are seen.
            field.editor.set_wrap(cells, state.ambiguous);
            field.editor.handle(edit)
        });
        if !used {
            match key.code {
                Code::Down => self.go(1, state),
                Code::Up => self.go(-1, state),
                _ => {}
            }
        } else if self.current().map(|field| field.editor.text().to_owned()) != before {
            self.touched(state);
        }
        Outcome::Stay
    }

    /// Puts back what the person's own editor made of the text.
    pub(crate) fn edited(&mut self, text: &str, state: &State) {
        let Some(at) = self.editing.take() else { return };
        if let Some(field) = self.fields.get_mut(at) {
            field.editor.set_text(text.trim_end_matches('\n'));
        }
        self.focus = at;
        self.touched(state);
    }
}
