//! A form, asked field by field and looked over before it is saved. What was typed stays in the form of the
//! screens, so that it is kept until it is saved, as there.

mod field;
mod names;
mod review;

use super::dialogue::Dialogue;
use super::here::Here;
use super::{help, spoken};
use crate::app::form::{Form, Outcome, Suggestion};
use crate::app::input::Effect;
use crate::app::overlay::after_form;
use crate::app::sealing;
use crate::app::state::{Overlay, State};
use crate::command::Verb;
use crate::command::verb::FieldKind;
use crate::domain::id::EntityId;
use crate::domain::text::fold_width;
use crate::i18n::Lang;

/// How far a form is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing of it was told.
    Begun,
    /// The field with the keyboard is to be asked.
    Ask,
    /// It was asked.
    Asked,
    /// A text of several lines was begun.
    More,
    /// Who or what may be meant was told.
    Candidates,
    /// All of it is to be told before it is saved.
    Review,
    /// It was told.
    Reviewed,
    /// It was given away to be saved.
    Saving,
}

/// A form that is asked.
#[derive(Debug)]
pub(super) struct Asking {
    verb: &'static Verb,
    target: Option<EntityId>,
    pub(super) stage: Stage,
    /// Names that were typed behind the one that is looked for.
    rest: Vec<String>,
    /// The candidates that were told, and how many of them.
    candidates: Vec<Suggestion>,
    told: usize,
    /// Whoever goes back to a field from the review goes to the review again.
    is_reviewing: bool,
}

impl Asking {
    fn of(form: &Form) -> Self {
        Self {
            verb: form.verb,
            target: form.target,
            stage: Stage::Begun,
            rest: Vec::new(),
            candidates: Vec::new(),
            told: 0,
            is_reviewing: false,
        }
    }

    fn is_of(&self, form: &Form) -> bool {
        self.verb == form.verb && self.target == form.target
    }
}

/// The form on top.
pub(super) fn open(state: &State) -> Option<&Form> {
    match state.overlays.last() {
        Some(Overlay::Form(form)) => Some(form),
        _ => None,
    }
}

/// Does something with the form on top, which is not among the overlays meanwhile.
pub(super) fn with<T>(state: &mut State, act: impl FnOnce(&mut Form, &State) -> T) -> Option<T> {
    let Some(Overlay::Form(mut form)) = state.overlays.pop_if(|it| matches!(it, Overlay::Form(_)))
    else {
        return None;
    };
    let done = act(&mut form, state);
    state.overlays.push(Overlay::Form(form));
    Some(done)
}

/// Says what is next of the form: what it is, the next field, or all of it. Where one comes back to it from
/// a question, what was asked before is asked again.
pub(super) fn tell(dialogue: &mut Dialogue, state: &mut State, is_back: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(form) = open(state) else { return lines };
    let is_same = dialogue.asking.as_ref().is_some_and(|it| it.is_of(form));
    if !is_same {
        dialogue.asking = Some(Asking::of(form));
    }
    let Some(mut asking) = dialogue.asking.take() else { return lines };
    if is_back && is_same {
        asking.stage = match asking.stage {
            Stage::Asked | Stage::More | Stage::Candidates => Stage::Ask,
            Stage::Reviewed => Stage::Review,
            other => other,
        };
    }
    if asking.stage == Stage::Saving {
        lines.extend(came_back(state, &mut asking));
    }
    if asking.stage == Stage::Begun {
        lines.extend(begun(state));
        asking.stage = Stage::Ask;
    }
    if asking.stage == Stage::Ask {
        skip(state);
        let is_done = open(state).is_none_or(Form::on_button);
        asking.stage = if is_done { Stage::Review } else { Stage::Asked };
        if !is_done {
            lines.extend(field::tell(state));
        }
    }
    if asking.stage == Stage::Review {
        lines.extend(review::tell(state));
        asking.stage = Stage::Reviewed;
        asking.is_reviewing = true;
    }
    dialogue.asking = Some(asking);
    lines
}

/// What the form is, what it is about, and what the step lacks.
fn begun(state: &State) -> Vec<String> {
    let Some(form) = open(state) else { return Vec::new() };
    let lang = state.lang;
    let label = form.verb.label.get(lang);
    let about = if form.about.is_empty() { String::new() } else { format!("「{}」", form.about) };
    let mut lines = vec![match lang {
        Lang::Zh => format!("{label}{about}"),
        Lang::En if form.about.is_empty() => label.to_owned(),
        Lang::En => format!("{label}: “{}”", form.about),
    }];
    if form.is_restored {
        let words = "上次没有存的，打过的都在";
        lines.push(state.say(words, "Not saved last time; what was typed is there").to_owned());
    }
    lines.extend(lacks(state, form));
    lines.extend(sealing::words(state, form));
    let count = form.fields.len();
    lines.push(match lang {
        Lang::Zh => format!("共 {count} 项。回车照原样到下一项，> 直接核对，< 上一项，q 不填了，? 帮助"),
        Lang::En => format!(
            "{count} fields. Enter goes on as it is, > to the end, < to the one before, q leaves, ? helps"
        ),
    });
    lines
}

/// What the step lacks, or why it was refused.
fn lacks(state: &State, form: &Form) -> Vec<String> {
    let mut lines: Vec<String> =
        form.lacks.iter().flat_map(|note| spoken::texts(&note.text, state.lang)).collect();
    if form.are_missing && !lines.is_empty() {
        lines.insert(0, state.say("还缺：", "Missing:").to_owned());
    }
    let overrides = form.fields.iter().find(|it| matches!(it.field.kind, FieldKind::Overrides));
    if let Some(field) = overrides.filter(|_| !form.overridable.is_empty()) {
        let label = field.field.label.get(state.lang);
        lines.push(match state.lang {
            Lang::Zh => format!("确有原因可以放行的，在“{label}”一项注明理由"),
            Lang::En => format!("What may be passed over with a reason is stated under “{label}”"),
        });
    }
    lines
}

/// Goes past the fields that have nothing to ask here.
fn skip(state: &mut State) {
    let is_idle = |state: &State| {
        let form = open(state);
        form.and_then(|it| Some((it, it.current()?)))
            .is_some_and(|(form, it)| field::is_idle(state, form, it))
    };
    while is_idle(state) {
        if with(state, |form, state| form.go(1, state)).is_none() {
            return;
        }
    }
}

/// Why it was not saved, and where it is asked again.
fn came_back(state: &State, asking: &mut Asking) -> Vec<String> {
    let Some(form) = open(state) else { return Vec::new() };
    if let Some((key, words)) = &form.fault {
        asking.stage = Stage::Ask;
        asking.is_reviewing = true;
        let field = form.fields.iter().find(|it| it.field.key == *key);
        let label = field.map_or("", |it| it.field.label.get(state.lang));
        let colon = state.say("：", ": ");
        let not_saved = state.say("没有存。", "Not saved. ");
        return vec![format!("{not_saved}{label}{colon}{}", spoken::text(words, state.lang))];
    }
    asking.stage = Stage::Review;
    if form.lacks.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![state.say("没有存。", "Not saved.").to_owned()];
    lines.extend(lacks(state, form));
    lines
}

/// Takes in what was typed into the form.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    typed: &str,
    effects: &mut Vec<Effect>,
) {
    let Some(mut asking) = dialogue.asking.take() else { return };
    let word = fold_width(typed.trim());
    match (word.as_str(), asking.stage) {
        ("?", _) => help::tell(dialogue, state, Here::Form),
        ("q", _) | ("0", Stage::Reviewed | Stage::Candidates) => leave(state, effects),
        // Where a number may be meant, it is one.
        ("0", _) if !open(state).and_then(Form::current).is_some_and(field::takes_numbers) => {
            leave(state, effects);
        }
        ("<", _) => {
            asking.rest.clear();
            with(state, |form, state| form.go(-1, state));
            asking.is_reviewing = false;
            asking.stage = Stage::Ask;
        }
        (">", _) => to_the_end(state, &mut asking),
        (_, Stage::Reviewed) => review::answer(dialogue, state, (&mut asking, &word), effects),
        (_, Stage::Candidates) => {
            dialogue.say_all(names::chosen(state, &mut asking, typed.trim(), &word));
        }
        _ => {
            let typed = typed.trim();
            // What would be taken for a word of the dialogue is meant as it is.
            let typed = typed.strip_prefix('\\').unwrap_or(typed);
            dialogue.say_all(field::take(state, &mut asking, typed));
        }
    }
    dialogue.asking = Some(asking);
}

/// Goes on after a field: to the next, or to the review where one came from there.
fn next(state: &mut State, asking: &mut Asking) {
    asking.rest.clear();
    if asking.is_reviewing {
        return to_the_end(state, asking);
    }
    asking.stage = Stage::Ask;
    with(state, |form, state| form.go(1, state));
}

/// Leaves the field and goes to the review.
fn to_the_end(state: &mut State, asking: &mut Asking) {
    asking.rest.clear();
    asking.stage = Stage::Review;
    with(state, |form, state| {
        let left = form.fields.len().saturating_sub(form.focus);
        form.go(isize::try_from(left).unwrap_or(0), state);
    });
}

/// Leaves the form; where something was typed, that is asked first.
fn leave(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(Overlay::Form(form)) = state.overlays.pop_if(|it| matches!(it, Overlay::Form(_))) {
        after_form(state, form, Outcome::Close, effects);
    }
}

/// What is asked of the form.
pub(super) fn prompt(dialogue: &Dialogue, state: &State) -> String {
    let stage = dialogue.asking.as_ref().map(|it| it.stage);
    let label =
        open(state).and_then(|form| form.current()).map(|it| it.field.label.get(state.lang));
    match stage {
        Some(Stage::Reviewed) => state.say("y 保存 >", "y saves >").to_owned(),
        Some(Stage::Candidates) => state.say("哪一个 >", "Which one >").to_owned(),
        Some(Stage::More) => {
            state.say("再打一行，空行结束 >", "Another line, an empty one ends >").to_owned()
        }
        _ => format!("{} >", label.unwrap_or_default()),
    }
}
