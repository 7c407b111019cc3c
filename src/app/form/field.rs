//! One field of a form: its text or its choices, and what it began with.

use crate::app::editor::LineEditor;
use crate::command::several;
use crate::command::verb::{Choice, Field, FieldKind, Words};
use crate::i18n::Lang;
use crate::search::quick::Matcher;

/// The most characters of a field. Far above what the rules allow: they refuse what is too long in
/// words, where a field could only cut it in silence.
const CHARACTERS: usize = 100_000;

/// A field that is being filled in.
#[derive(Debug, Clone)]
pub(crate) struct FieldState {
    pub(crate) field: &'static Field,
    pub(crate) editor: LineEditor,
    pub(crate) choices: Vec<Choice>,
    pub(crate) chosen: Vec<bool>,
    /// The choice that the cursor is on: that one is taken on leaving. `None` until one is gone to.
    pub(crate) at: Option<usize>,
    /// What is stored, where that is known; the field is sent when it says something else.
    pub(crate) initial: Option<Vec<String>>,
    /// What it said before anything was typed.
    pub(crate) begun: Vec<String>,
    /// The letters that the choice with the cursor was gone to by.
    sought: String,
}

impl FieldState {
    pub(crate) fn new(field: &'static Field) -> Self {
        let (editor, choices) = match field.kind {
            FieldKind::Block | FieldKind::Overrides => {
                (LineEditor::multi_line().with_limit(CHARACTERS), Vec::new())
            }
            FieldKind::Choice(list) | FieldKind::Choices(list) => {
                (LineEditor::single_line(), list())
            }
            FieldKind::Flag => {
                let yes = Choice { key: "yes", words: Words::new("是", "Yes") };
                (LineEditor::single_line(), vec![yes])
            }
            _ => (LineEditor::single_line().with_limit(CHARACTERS), Vec::new()),
        };
        let chosen = vec![false; choices.len()];
        let mut state = Self {
            field,
            editor,
            choices,
            chosen,
            at: None,
            initial: None,
            begun: Vec::new(),
            sought: String::new(),
        };
        state.initial = Some(state.value());
        state.begun = state.value();
        state.rest();
        state
    }

    /// Puts the cursor where it is on coming to the field: on what is chosen, else nowhere, so that
    /// nothing is taken that nobody went to.
    pub(crate) fn rest(&mut self) {
        self.at = self.chosen.iter().position(|on| *on);
        self.sought.clear();
    }

    pub(crate) const fn is_choice(&self) -> bool {
        matches!(self.field.kind, FieldKind::Choice(_) | FieldKind::Choices(_) | FieldKind::Flag)
    }

    /// What it says, as [`Values`](crate::command::Values) take it.
    pub(crate) fn value(&self) -> Vec<String> {
        if !self.is_choice() {
            return vec![self.editor.text().trim().to_owned()];
        }
        let keys = self.choices.iter().zip(&self.chosen).filter(|(_, on)| **on);
        let keys: Vec<String> = keys.map(|(choice, _)| choice.key.to_owned()).collect();
        match self.field.kind {
            FieldKind::Choices(_) => keys,
            _ => vec![keys.first().cloned().unwrap_or_default()],
        }
    }

    /// Whether it says something else than what is stored.
    pub(crate) fn is_changed(&self) -> bool {
        self.initial.as_ref() != Some(&self.value())
    }

    /// Whether nothing was typed into it.
    pub(crate) fn is_as_begun(&self) -> bool {
        self.value() == self.begun
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.value().iter().all(String::is_empty)
    }

    /// Sets what it says; several names are put together as the language does it.
    pub(crate) fn set(&mut self, values: &[String], lang: Lang) {
        if self.is_choice() {
            for (choice, on) in self.choices.iter().zip(&mut self.chosen) {
                *on = values.iter().any(|value| value == choice.key);
            }
            self.rest();
        } else {
            self.editor.set_text(&several::join(values, lang));
        }
    }

    /// Takes in what is stored; it is shown unless the place it was asked for at gave something.
    pub(crate) fn store(&mut self, values: &[String], lang: Lang) {
        let begun = (!self.is_empty()).then(|| self.value());
        self.set(values, lang);
        self.initial = Some(self.value());
        if let Some(begun) = &begun {
            self.set(begun, lang);
        }
        self.begun = self.value();
    }

    /// Takes in what is stored of another one than before; it is shown unless something was typed here.
    pub(crate) fn store_of_other(&mut self, values: &[String], lang: Lang) {
        let typed = (!self.is_as_begun()).then(|| self.value());
        self.set(values, lang);
        self.initial = Some(self.value());
        self.begun = self.value();
        if let Some(typed) = &typed {
            self.set(typed, lang);
        }
    }

    /// Offers these choices first, the others after them in their own order.
    pub(crate) fn offer_first(&mut self, keys: &[&str]) {
        let FieldKind::Choice(list) = self.field.kind else { return };
        let at = self.at.and_then(|at| self.choices.get(at)).map(|choice| choice.key);
        let said = self.value();
        let mut choices = list();
        choices.sort_by_key(|it| keys.iter().position(|key| *key == it.key).unwrap_or(usize::MAX));
        self.chosen = choices.iter().map(|it| said.iter().any(|key| key == it.key)).collect();
        self.at = choices.iter().position(|it| Some(it.key) == at);
        self.choices = choices;
    }

    /// Chooses one; of several, switches it.
    pub(crate) fn choose(&mut self, at: usize) {
        let several = matches!(self.field.kind, FieldKind::Choices(_) | FieldKind::Flag);
        for (index, on) in self.chosen.iter_mut().enumerate() {
            if index == at {
                *on = !(several && *on);
            } else if !several {
                *on = false;
            }
        }
    }

    /// Takes the choice that the cursor is on; several are only switched one by one.
    pub(crate) fn take(&mut self) {
        if let (FieldKind::Choice(_), Some(at)) = (self.field.kind, self.at) {
            self.choose(at);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.chosen.fill(false);
        self.rest();
    }

    /// Goes to the next choice that a letter or a Chinese character begins; what was typed just
    /// before counts as far as any choice begins so.
    pub(crate) fn jump(&mut self, character: char) {
        let longer = format!("{}{character}", self.sought);
        let here = self.at.unwrap_or(0);
        let found = self.begins(&longer, here).map(|at| (at, longer)).or_else(|| {
            let alone = character.to_string();
            Some((self.begins(&alone, here + 1)?, alone))
        });
        if let Some((at, sought)) = found {
            (self.at, self.sought) = (Some(at), sought);
        }
    }

    /// The first choice from a place on, and round again, that begins with what was typed.
    fn begins(&self, typed: &str, from: usize) -> Option<usize> {
        let matcher = Matcher::new(typed);
        let total = self.choices.len();
        (0..total).map(|by| (from + by) % total).find(|at| {
            self.choices.get(*at).is_some_and(|choice| {
                [choice.words.zh, choice.words.en]
                    .iter()
                    .any(|word| matcher.rank(word).is_some_and(|rank| rank < 2))
            })
        })
    }
}
