//! Fields that name people and things: letters and pinyin bring numbered candidates, several names one after
//! the other.

use super::field::{set, understood_or_again};
use super::{Asking, Stage, next, open, with};
use crate::app::form::Form;
use crate::app::state::State;
use crate::command::fill::{Directory, Found, unmarked};
use crate::command::several;
use crate::command::verb::FieldKind;
use crate::domain::id::EntityKind;
use crate::i18n::Lang;
use crate::plain::rows;

/// How many candidates are told at once.
const AT_ONCE: usize = 9;

const fn names(kind: FieldKind) -> Option<(EntityKind, bool)> {
    match kind {
        FieldKind::Reference(kind) => Some((kind, false)),
        FieldKind::References(kind) => Some((kind, true)),
        FieldKind::Person => Some((EntityKind::Person, false)),
        FieldKind::People => Some((EntityKind::Person, true)),
        _ => None,
    }
}

/// Takes in one name or several; what stands in the field is replaced, behind a `+` it is added to.
pub(super) fn take(state: &mut State, asking: &mut Asking, typed: &str) -> Vec<String> {
    let Some(field) = open(state).and_then(Form::current) else { return Vec::new() };
    let Some((kind, is_several)) = names(field.field.kind) else { return Vec::new() };
    let before = field.editor.text().trim_end_matches(several::is_between).to_owned();
    if !is_several {
        asking.rest = vec![typed.to_owned()];
        set(state, "");
        return go_on(state, asking);
    }
    let (kept, typed) = match typed.strip_prefix(['+', '＋']) {
        Some(added) => (before, added.trim()),
        None => (String::new(), typed),
    };
    let is_known = |name: &str| state.catalog.find(kind, unmarked(name)) != Found::None;
    let mut rest = several::split(typed, is_known);
    rest.reverse();
    asking.rest = rest;
    set(state, &kept);
    go_on(state, asking)
}

/// Places the names that are left, until one of them may mean several.
fn go_on(state: &mut State, asking: &mut Asking) -> Vec<String> {
    while let Some(name) = asking.rest.pop() {
        place(state, &name);
        let Some(form) = open(state) else { return Vec::new() };
        if !form.suggestions.is_empty() {
            asking.candidates.clone_from(&form.suggestions);
            asking.told = 0;
            asking.stage = Stage::Candidates;
            return tell(state, asking);
        }
    }
    understood_or_again(state, asking)
}

/// Puts a name behind what stands in the field.
fn place(state: &mut State, name: &str) {
    let before = open(state).and_then(Form::current).map(|it| it.editor.text().to_owned());
    let before = before.unwrap_or_default();
    let before = before.trim_end_matches(several::is_between);
    let between = if before.is_empty() { "" } else { several::between(state.lang) };
    set(state, &format!("{before}{between}{name}"));
}

/// Tells the next candidates.
fn tell(state: &State, asking: &mut Asking) -> Vec<String> {
    let lang = state.lang;
    let (from, total) = (asking.told, asking.candidates.len());
    let to = (from + AT_ONCE).min(total);
    let mut lines = Vec::new();
    for (at, it) in asking.candidates.iter().enumerate().take(to).skip(from) {
        lines.push(format!("{} {}", at + 1, rows::joined(&[&it.label, &it.note], lang)));
    }
    asking.told = to;
    let takes_first = open(state).is_some_and(|form| form.suggested.is_some());
    let typed = last(state);
    lines.push(match (takes_first, lang) {
        (true, Lang::Zh) => "号码选，回车取 1，重打就另找".to_owned(),
        (true, Lang::En) => "A number chooses, Enter takes 1, other letters look again".to_owned(),
        (false, Lang::Zh) => format!("号码选，回车就用“{typed}”，重打就另找"),
        (false, Lang::En) => {
            format!("A number chooses, Enter takes “{typed}” as it is, other letters look again")
        }
    });
    if to < total {
        let left = total - to;
        lines.push(match lang {
            Lang::Zh => format!("m 再听 {left} 个"),
            Lang::En => format!("m tells {left} more"),
        });
    }
    lines
}

/// The name that is being looked for.
fn last(state: &State) -> String {
    let Some(field) = open(state).and_then(Form::current) else { return String::new() };
    let Some((kind, is_several)) = names(field.field.kind) else { return String::new() };
    let text = field.editor.text();
    if !is_several {
        return text.trim().to_owned();
    }
    let is_known = |name: &str| state.catalog.find(kind, unmarked(name)) != Found::None;
    text.get(several::last_begins(text, is_known)..).unwrap_or_default().trim().to_owned()
}

/// Takes the candidate that was meant, or looks again.
pub(super) fn chosen(
    state: &mut State,
    asking: &mut Asking,
    typed: &str,
    word: &str,
) -> Vec<String> {
    if word == "m" {
        if asking.told >= asking.candidates.len() {
            asking.told = 0;
        }
        return tell(state, asking);
    }
    if word.is_empty() {
        with(state, Form::take_only);
        return go_on(state, asking);
    }
    if let Ok(number) = word.parse::<usize>() {
        let at = number.checked_sub(1).filter(|at| *at < asking.candidates.len());
        let Some(at) = at else {
            let total = asking.candidates.len();
            return vec![match state.lang {
                Lang::Zh => format!("没有第 {number} 个，一共 {total} 个"),
                Lang::En => format!("There is no number {number}; there are {total}"),
            }];
        };
        with(state, |form, state| {
            form.suggested = Some(at);
            form.take_only(state)
        });
        return go_on(state, asking);
    }
    if word == "-" {
        set(state, "");
        next(state, asking);
        return vec![state.say("已清空", "Cleared").to_owned()];
    }
    // Other letters for the same name.
    let (text, name) =
        (open(state).and_then(Form::current).map(|it| it.editor.text().to_owned()), last(state));
    let text = text.unwrap_or_default();
    let before = text.strip_suffix(name.as_str()).unwrap_or_default().to_owned();
    set(state, before.trim_end_matches(several::is_between));
    asking.rest.push(typed.to_owned());
    go_on(state, asking)
}
