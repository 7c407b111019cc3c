//! A form: the fields of a verb while they are filled in.

mod field;
mod keys;
mod similar;
mod suggest;

pub(crate) use self::field::FieldState;
pub(crate) use self::similar::likeliest_root;
pub(crate) use self::suggest::Suggestion;

use super::confirm::Confirm;
use super::context::Known;
use super::editor::EditKey;
use super::page::Tone;
use super::state::State;
use super::{issue, preparing, understood};
use crate::command::Verb;
use crate::command::fill::{Fault, FieldFault, Values};
use crate::command::verb::Field;
use crate::domain::id::{CommitmentId, EntityId, IssueId, SessionId};
use crate::domain::refusal::Refusal;
use crate::domain::workflow::{Missing, Rule, StepKind};
use crate::i18n::wording::missing_text;
use crate::i18n::{Lang, refusal_text};

/// A line under a field: what was understood, or what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) tone: Tone,
    pub(crate) text: String,
}

/// A form that is being filled in.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) verb: &'static Verb,
    pub(crate) target: Option<EntityId>,
    /// What it is done to where that is several things; empty for any other form.
    pub(crate) several: Vec<EntityId>,
    /// What it is done to, in words.
    pub(crate) about: String,
    pub(crate) fields: Vec<FieldState>,
    /// The field with the keyboard; one past the last is the button.
    pub(crate) focus: usize,
    pub(crate) suggestions: Vec<Suggestion>,
    /// The suggestion that Enter takes.
    pub(crate) suggested: Option<usize>,
    /// What is wrong with a field, as the last attempt to save found.
    pub(crate) fault: Option<(&'static str, String)>,
    /// The issues that may be the same as the one that is filled in, the likeliest first.
    pub(crate) similar: Vec<IssueId>,
    /// What the step lacks, or why it was refused.
    pub(crate) lacks: Vec<Note>,
    /// The first of them that is shown, where there is no room for all.
    pub(crate) lacks_from: usize,
    /// They are things that are missing, not a reason.
    pub(crate) are_missing: bool,
    /// The rules that a reason may pass over.
    pub(crate) overridable: Vec<Rule>,
    /// The question for what it starts from.
    pub(crate) prefilling: Option<u64>,
    /// What was typed into it before, to be put over what it starts from.
    typed_before: Option<Values>,
    /// It was not saved last time.
    pub(crate) is_restored: bool,
    /// The field whose text is in the person's own editor.
    editing: Option<usize>,
    /// The attempt to save that is under way.
    pub(crate) saving: Option<u64>,
    /// The program asks, and nobody asked for it: the first Esc leaves, whatever is suggested.
    pub(crate) is_unasked: bool,
}

/// What became of a key.
#[derive(Debug)]
pub(crate) enum Outcome {
    Stay,
    /// Close, or ask first where something was typed.
    Close,
    Save,
    /// What was typed has been taken for this; saving is asked for once more.
    Taken(String),
    /// Change the text of the field in the person's own editor; how many characters the field takes.
    EditText(String, Option<usize>),
    /// Show something over the form.
    Show(Confirm),
}

/// Whether a source can be named: for what is new, and for what was itself recorded from one.
fn takes_source(state: &State, verb: &Verb, target: Option<EntityId>) -> bool {
    let Some(id) = target else { return true };
    let catalog = &state.catalog;
    let issue = IssueId::try_from(id).ok().and_then(|id| catalog.issues.get(&id));
    let session = SessionId::try_from(id).ok().and_then(|id| catalog.sessions.get(&id));
    let commitment = CommitmentId::try_from(id).ok().and_then(|id| catalog.commitments.get(&id));
    verb.name != "edit"
        && (issue.is_some_and(|row| row.recorded)
            || session.is_some_and(|row| row.recorded)
            || commitment.is_some_and(|row| row.recorded))
}

impl Form {
    pub(crate) fn new(
        state: &State,
        verb: &'static Verb,
        target: Option<EntityId>,
        start: &Values,
    ) -> Self {
        let shown = |field: &&Field| {
            !field.scripted && (field.key != "source" || takes_source(state, verb, target))
        };
        let mut fields: Vec<FieldState> =
            verb.fields.iter().filter(shown).map(FieldState::new).collect();
        for field in &mut fields {
            if let Some(values) = start.all(field.field.key) {
                field.set(values, state.lang);
                field.begun = field.value();
            }
        }
        let about = target.filter(|id| *id != EntityId::SETTINGS);
        let about = about.map(|id| super::context::named(&state.catalog, id)).unwrap_or_default();
        // Where a line is given, its words are what is changed; where they are not, they are told
        // beside its number.
        let place = |key: &str| fields.iter().position(|it| it.field.key == key);
        let given = start.first("line").and_then(|_line| place("text").or_else(|| place("line")));
        let given = given.or_else(|| {
            let key = preparing::first_field(verb.name, start)?;
            fields.iter().position(|it| it.field.key == key)
        });
        let is_open = |it: &FieldState| it.is_empty() || preparing::is_only_guessed(verb.name, it);
        let focus = given.or_else(|| fields.iter().position(is_open)).unwrap_or(0);
        let mut form = Self {
            verb,
            target,
            several: Vec::new(),
            about,
            fields,
            focus,
            suggestions: Vec::new(),
            suggested: None,
            fault: None,
            similar: Vec::new(),
            lacks: Vec::new(),
            lacks_from: 0,
            are_missing: true,
            overridable: Vec::new(),
            prefilling: None,
            typed_before: None,
            is_restored: false,
            editing: None,
            saving: None,
            is_unasked: false,
        };
        form.offer_to_replace();
        form.foresee(state);
        form.suggest(state, false);
        form
    }

    /// A form whose verb is done to each of several.
    pub(crate) fn for_several(
        state: &State,
        verb: &'static Verb,
        targets: Vec<EntityId>,
        start: &Values,
    ) -> Self {
        let mut form = Self::new(state, verb, None, start);
        form.about = super::marked::together::about(state, &targets);
        form.several = targets;
        // One source does not tell of several.
        form.fields.retain(|it| it.field.key != "source");
        form
    }

    /// Selects what the field with the keyboard says where that is only guessed: typing replaces it.
    fn offer_to_replace(&mut self) {
        let verb = self.verb.name;
        let field = self.fields.get_mut(self.focus);
        if let Some(field) = field.filter(|it| preparing::is_only_guessed(verb, it)) {
            field.editor.handle(EditKey::SelectAll);
        }
    }

    /// Shows beforehand what a step still lacks.
    pub(crate) fn foresee(&mut self, state: &State) {
        let id = self.target.and_then(|id| IssueId::try_from(id).ok());
        let dossier = state.dossier.as_ref().filter(|it| Some(it.id) == self.target);
        let found = id.zip(dossier).and_then(|(id, it)| Some((&it.world, it.world.issue(id)?)));
        let Some((world, issue)) = found else { return };
        let gaps = match self.verb.step {
            Some(StepKind::ResolveByService) => crate::domain::workflow::service_gaps(world, issue),
            Some(kind) => match issue::gaps(state, world, issue) {
                Some((next, gaps)) if next == kind => gaps,
                _ => return,
            },
            None => return,
        };
        self.show_missing(state, &gaps);
    }

    fn show_missing(&mut self, state: &State, gaps: &[Missing]) {
        let known = Known::of(state);
        self.overridable =
            gaps.iter().map(|gap| gap.rule).filter(|rule| rule.is_overridable()).collect();
        self.are_missing = true;
        self.lacks = gaps
            .iter()
            .map(|gap| Note {
                tone: if gap.rule.is_overridable() { Tone::Warning } else { Tone::Danger },
                text: missing_text(gap, state.lang, &known) + &issue::ways(state, gap),
            })
            .collect();
    }

    /// Shows why the rules refused.
    pub(crate) fn refused(&mut self, state: &State, refusal: &Refusal) {
        self.saving = None;
        if let Refusal::Missing { missing, .. } = refusal {
            self.show_missing(state, missing);
            return;
        }
        let lines = refusal_text(refusal, state.lang, &Known::of(state));
        self.overridable.clear();
        self.are_missing = false;
        self.lacks = lines.into_iter().map(|text| Note { tone: Tone::Danger, text }).collect();
    }

    /// Forgets why the last attempt to save was refused; what a step lacks still stands.
    pub(crate) fn forget_refusal(&mut self) {
        self.fault = None;
        if !self.are_missing {
            self.lacks.clear();
            self.are_missing = true;
        }
    }

    /// Shows that there is no store any more to save into.
    pub(crate) fn lost(&mut self, state: &State, words: &str) {
        self.saving = None;
        self.start_unknown(state);
        self.overridable.clear();
        self.are_missing = false;
        self.lacks = vec![Note { tone: Tone::Danger, text: words.to_owned() }];
    }

    /// Shows what is wrong with a field and goes there.
    pub(crate) fn faulted(&mut self, state: &State, fault: &Fault) {
        self.saving = None;
        // What a document lacks is no fault of the field that names the document, and takes room.
        let is_of_field = !matches!(fault.fault, FieldFault::Blanks(_));
        let place =
            self.fields.iter().position(|field| is_of_field && field.field.key == fault.key);
        let field = place.and_then(|at| self.fields.get(at));
        let whole = field.map(|field| field.editor.text()).unwrap_or_default();
        let text = understood::part_fault_words(state, fault, whole);
        if let Some(at) = place {
            self.focus = at;
            self.fault = Some((fault.key, text));
            self.suggest(state, false);
        } else {
            self.are_missing = false;
            self.lacks = vec![Note { tone: Tone::Danger, text }];
        }
    }

    /// Takes in what is stored, which the form starts from; nothing is typed before it is there.
    pub(crate) fn prefill(&mut self, state: &State, stored: &Values) {
        for field in &mut self.fields {
            if let Some(values) = stored.all(field.field.key) {
                field.store(values, state.lang);
            }
        }
        self.start(state);
    }

    /// Begins with what is there, and puts over it what was typed before, a cleared field too.
    pub(crate) fn start(&mut self, state: &State) {
        self.prefilling = None;
        let typed = self.typed_before.take().unwrap_or_default();
        for field in &mut self.fields {
            if let Some(values) = typed.all(field.field.key) {
                field.set(values, state.lang);
            }
        }
        self.suggest(state, false);
    }

    /// Begins although nobody knows what is stored: what was typed before is sent whatever it says.
    pub(crate) fn start_unknown(&mut self, state: &State) {
        let typed = self.typed_before.clone().unwrap_or_default();
        for field in &mut self.fields {
            if typed.all(field.field.key).is_some() {
                field.initial = None;
            }
        }
        self.start(state);
    }

    /// Keeps what was typed before until it is known what the form starts from.
    pub(crate) fn retype(&mut self, typed: Values) {
        self.typed_before = Some(typed);
        self.is_restored = true;
    }

    /// Whether something was typed that would be lost.
    pub(crate) fn is_dirty(&self) -> bool {
        self.typed_before.is_some() || self.fields.iter().any(|field| field.value() != field.begun)
    }

    /// What differs from what is stored: the other fields keep that, also when it has changed
    /// meanwhile.
    pub(crate) fn typed(&self) -> Values {
        self.typed_before.clone().unwrap_or_else(|| self.said(|field| field.is_changed()))
    }

    /// What is sent to be saved: what was typed, and what no verb of this kind goes without.
    pub(crate) fn values(&self) -> Values {
        self.said(|field| field.is_changed() || (field.field.required && !field.is_empty()))
    }

    fn said(&self, meant: impl Fn(&&FieldState) -> bool) -> Values {
        let mut values = Values::default();
        for field in self.fields.iter().filter(meant) {
            values.set_all(field.field.key, field.value());
        }
        values
    }

    /// Whether it waits for the store: to begin, or to hear whether it was saved.
    pub(crate) const fn is_waiting(&self) -> bool {
        self.prefilling.is_some() || self.saving.is_some()
    }

    pub(crate) fn on_button(&self) -> bool {
        self.focus >= self.fields.len()
    }

    pub(crate) fn current(&self) -> Option<&FieldState> {
        self.fields.get(self.focus)
    }

    /// The line under the field with the keyboard.
    pub(crate) fn note(&self, state: &State) -> Option<Note> {
        let field = self.current()?;
        if let Some((key, text)) = &self.fault
            && *key == field.field.key
        {
            return Some(Note { tone: Tone::Danger, text: text.clone() });
        }
        if let Some(marked) = self.suggested.and_then(|at| self.suggestions.get(at)) {
            let label = &marked.label;
            let text = match state.lang {
                Lang::Zh => format!("→ {label}（离开这一栏就取它；按 ↑ 取消）"),
                Lang::En => {
                    format!("→ {label} (taken on leaving the field; Up keeps what is typed)")
                }
            };
            return Some(Note { tone: Tone::Success, text });
        }
        self.similar_note(state).or_else(|| Some(understood::note(state, field)))
    }
}
