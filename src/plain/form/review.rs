//! A form before it is saved: what it says, and what is done with it.

use super::field::{is_idle, said};
use super::{Asking, Stage, open, with};
use crate::app::form::{FieldState, Form, Outcome};
use crate::app::input::Effect;
use crate::app::overlay::after_form;
use crate::app::page::Tone;
use crate::app::state::{Overlay, State};
use crate::app::understood;
use crate::domain::id::EntityId;
use crate::i18n::Lang;
use crate::plain::dialogue::Dialogue;
use crate::plain::rows;

/// What is about to be saved: each field with its number, those that say nothing together at the end.
pub(super) fn tell(state: &State) -> Vec<String> {
    let lang = state.lang;
    let Some(form) = open(state) else { return Vec::new() };
    let label = form.verb.label.get(lang);
    let target = form.target.filter(|id| *id != EntityId::SETTINGS);
    let about = target.map(|_| form.about.as_str()).unwrap_or_default();
    let mut lines = vec![match lang {
        Lang::Zh => format!("核对：{}", rows::joined(&[label, about], lang)),
        Lang::En => format!("Before saving: {}", rows::joined(&[label, about], lang)),
    }];
    let mut empty = Vec::new();
    for (at, field) in form.fields.iter().enumerate() {
        let (name, words) = (field.field.label.get(lang), said(field, lang));
        let number = at + 1;
        match (words.is_empty(), field.field.required) {
            (false, _) => {
                let stored = field.initial.iter().flatten().any(|it| !it.is_empty());
                let is_changed = stored && field.is_changed();
                let changed = if is_changed { state.say("（改了）", " (changed)") } else { "" };
                let words = words.replace('\n', state.say("；", "; ")) + &understood(state, field);
                lines.push(format!("{number} {name}{changed}{}{words}", state.say("：", ": ")));
            }
            (true, true) => {
                lines.push(format!(
                    "{number} {name}{}",
                    state.say("：必填，还空着", ": required, still empty")
                ));
            }
            (true, false) if is_idle(state, form, field) => {}
            (true, false) => empty.push(format!("{number} {name}")),
        }
    }
    if !empty.is_empty() {
        let between = state.say("、", ", ");
        lines.push(format!("{}{}", state.say("没有填：", "Not filled in: "), empty.join(between)));
    }
    let words = "y 保存，号码改那一项，q 不存";
    lines.push(state.say(words, "y saves, a number changes that field, q leaves").to_owned());
    lines
}

/// What a field is understood to say, where that is not just what was typed.
fn understood(state: &State, field: &FieldState) -> String {
    let note = understood::note(state, field);
    let words = note.text.trim_start_matches("→ ");
    let typed = field.editor.text().trim();
    if field.is_choice() || note.tone != Tone::Success || words == typed {
        return String::new();
    }
    match state.lang {
        Lang::Zh => format!("（听成：{words}）"),
        Lang::En => format!(" (read as: {words})"),
    }
}

/// Saves, or goes to the field that is to be changed.
pub(super) fn answer(
    dialogue: &mut Dialogue,
    state: &mut State,
    (asking, word): (&mut Asking, &str),
    effects: &mut Vec<Effect>,
) {
    let total = open(state).map_or(0, |form| form.fields.len());
    match word {
        "y" | "Y" | "是" | "yes" => save(state, asking, effects),
        "." | "。" => asking.stage = Stage::Review,
        _ => match word.parse::<usize>().ok().and_then(|it| it.checked_sub(1)) {
            Some(at) if at < total => {
                asking.stage = Stage::Ask;
                asking.is_reviewing = true;
                with(state, |form, state| go_to(form, at, state));
            }
            _ => dialogue.say(match state.lang {
                Lang::Zh => format!("请打 y 保存，1 到 {total} 改那一项，. 再听一遍，q 不存"),
                Lang::En => {
                    format!("y saves, 1 to {total} change a field, . tells it again, q leaves")
                }
            }),
        },
    }
}

fn go_to(form: &mut Form, at: usize, state: &State) {
    let by = isize::try_from(at).unwrap_or(0) - isize::try_from(form.focus).unwrap_or(0);
    if by != 0 {
        form.go(by, state);
    }
}

fn save(state: &mut State, asking: &mut Asking, effects: &mut Vec<Effect>) {
    asking.stage = Stage::Saving;
    asking.is_reviewing = false;
    if let Some(Overlay::Form(form)) = state.overlays.pop_if(|it| matches!(it, Overlay::Form(_))) {
        after_form(state, form, Outcome::Save, effects);
    }
}
