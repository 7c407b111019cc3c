//! One field: how it is asked, and how what is typed is taken.

use super::{Asking, Stage, names, next, open, with};
use crate::app::form::{FieldState, Form};
use crate::app::page::Tone;
use crate::app::state::State;
use crate::app::understood;
use crate::command::called::{Called, called};
use crate::command::verb::FieldKind;
use crate::domain::closing::closing;
use crate::domain::id::SessionId;
use crate::domain::text::fold_width;
use crate::domain::workflow::Rule;
use crate::i18n::{Label, Lang, Text};
use crate::plain::{rows, spoken};

/// Whether a field has nothing to ask: no rule can be passed over.
pub(super) fn is_idle(state: &State, form: &Form, field: &FieldState) -> bool {
    let overrides = matches!(field.field.kind, FieldKind::Overrides);
    overrides && field.is_empty() && rules(state, form).is_empty()
}

/// The rules that a reason may pass over: of a step those that it lacks, of closing a session those that
/// keep its issues back, of anything else all.
fn rules(state: &State, form: &Form) -> Vec<Rule> {
    if form.verb.step.is_some() || !form.overridable.is_empty() {
        return form.overridable.clone();
    }
    let world = state.dossier.as_ref().filter(|it| Some(it.id) == form.target).map(|it| &it.world);
    let session = form.target.and_then(|id| SessionId::try_from(id).ok());
    let found = world.zip(session).and_then(|(world, id)| Some((world, world.session(id)?)));
    let kept_back = found.map(|(world, session)| closing(world, session, state.today).stays);
    let lacking = kept_back.iter().flatten().flat_map(|(_, gaps)| gaps).map(|gap| gap.rule);
    let mut rules: Vec<Rule> = Vec::new();
    for rule in lacking.filter(|rule| rule.is_overridable()) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    if kept_back.is_none() {
        rules.extend(Rule::ALL.iter().copied().filter(|rule| rule.is_overridable()));
    }
    rules
}

/// Whether a nought may be meant by what is typed into a field.
pub(super) const fn takes_numbers(field: &FieldState) -> bool {
    matches!(
        field.field.kind,
        FieldKind::Number { .. }
            | FieldKind::Heads
            | FieldKind::Amount
            | FieldKind::Line
            | FieldKind::Block
    )
}

/// What a field says, in words.
pub(super) fn said(field: &FieldState, lang: Lang) -> String {
    if !field.is_choice() {
        return field.editor.text().trim().to_owned();
    }
    let chosen = field.choices.iter().zip(&field.chosen).filter(|(_, on)| **on);
    let words: Vec<&str> = chosen.map(|(choice, _)| choice.words.get(lang)).collect();
    words.join(lang.pick("、", ", "))
}

/// Asks the field with the keyboard: what it is, what it says now, what may be typed.
pub(super) fn tell(state: &State) -> Vec<String> {
    let lang = state.lang;
    let Some(form) = open(state) else { return Vec::new() };
    let Some(field) = form.current() else { return Vec::new() };
    let (place, of) = (form.focus + 1, form.fields.len());
    let required = if field.field.required { state.say("必填", "required") } else { "" };
    let label = field.field.label.get(lang);
    let place = match lang {
        Lang::Zh => format!("第 {place} 项，共 {of} 项"),
        Lang::En => format!("field {place} of {of}"),
    };
    let mut lines = vec![rows::joined(&[label, required, &place], lang)];
    let now = said(field, lang);
    if !now.is_empty() {
        lines.push(format!("{}{now}", state.say("现在是：", "Now: ")));
    }
    match field.field.kind {
        FieldKind::Flag => {
            lines.push(format!("1 {}", state.say("是", "yes")));
            lines.push(format!("2 {}", state.say("否", "no")));
        }
        FieldKind::Choice(_) | FieldKind::Choices(_) => {
            for (at, choice) in field.choices.iter().enumerate() {
                lines.push(format!("{} {}", at + 1, choice.words.get(lang)));
            }
            if matches!(field.field.kind, FieldKind::Choices(_)) {
                let words = "可以选几个，号码之间空一格";
                lines.push(
                    state.say(words, "Several may be chosen, with blanks between").to_owned(),
                );
            }
        }
        FieldKind::Overrides => lines.extend(overridable(state, form)),
        FieldKind::Block => {
            let words = "可以打几行，空行结束";
            lines
                .push(state.say(words, "Several lines may be typed; an empty one ends").to_owned());
        }
        _ if now.is_empty() => lines.extend(hint(state, field)),
        _ => {}
    }
    lines
}

/// What may be typed into an empty field.
fn hint(state: &State, field: &FieldState) -> Option<String> {
    let words = understood::placeholder(state, field);
    // That it may stay empty is told by its not being required.
    let is_needless = [Text::PromptRequired, Text::PromptOptional];
    if is_needless.iter().any(|it| it.label(state.lang) == words) {
        return None;
    }
    let words = words.replace("；↓ 列出全部", "").replace("; Down lists all", "");
    Some(spoken::text(&words, state.lang)).filter(|it| !it.is_empty())
}

/// The rules that a reason may pass over, with their numbers.
fn overridable(state: &State, form: &Form) -> Vec<String> {
    let rules = rules(state, form).into_iter().enumerate();
    let mut lines: Vec<String> =
        rules.map(|(at, rule)| format!("{} {}", at + 1, rule.label(state.lang))).collect();
    let words = "打号码和理由，如：1 诉求人已搬走，联系不上";
    lines.push(
        state
            .say(words, "A number and the reason, such as: 1 the raiser has moved away")
            .to_owned(),
    );
    lines
}

/// Takes in what was typed, and says what was understood; where it is wrong, the field is asked again.
pub(super) fn take(state: &mut State, asking: &mut Asking, typed: &str) -> Vec<String> {
    let Some(field) = open(state).and_then(Form::current) else { return Vec::new() };
    let kind = field.field.kind;
    let folded = fold_width(typed);
    if typed.is_empty() {
        return keep(state, asking);
    }
    if folded == "-" {
        with(state, |form, state| {
            clear(form);
            form.touched(state);
        });
        next(state, asking);
        return vec![state.say("已清空", "Cleared").to_owned()];
    }
    match kind {
        FieldKind::Flag => flag(state, asking, &folded),
        FieldKind::Choice(_) | FieldKind::Choices(_) => choose(state, asking, &folded),
        FieldKind::Overrides => pass_over(state, asking, typed),
        FieldKind::Block => block(state, asking, typed),
        FieldKind::Reference(_)
        | FieldKind::References(_)
        | FieldKind::Person
        | FieldKind::People => names::take(state, asking, typed),
        _ => {
            set(state, typed);
            understood_or_again(state, asking)
        }
    }
}

/// Leaves the field as it is, unless it has to say something.
fn keep(state: &mut State, asking: &mut Asking) -> Vec<String> {
    let is_needed = |field: &FieldState| field.field.required && field.is_empty();
    if asking.stage != Stage::More && open(state).and_then(Form::current).is_some_and(is_needed) {
        let words = "这一项必须填。打 < 回上一项，q 不填了";
        return vec![
            state.say(words, "This one is required. < goes back, q leaves the form").to_owned(),
        ];
    }
    next(state, asking);
    Vec::new()
}

fn clear(form: &mut Form) {
    let at = form.focus;
    if let Some(field) = form.fields.get_mut(at) {
        if field.is_choice() {
            field.clear();
        } else {
            field.editor.clear();
        }
    }
}

/// Puts a text into the field with the keyboard.
pub(super) fn set(state: &mut State, text: &str) {
    with(state, |form, state| {
        let at = form.focus;
        if let Some(field) = form.fields.get_mut(at) {
            field.editor.set_text(text);
        }
        form.touched(state);
    });
}

/// Says what the field was understood to say and goes on; where that is wrong it is said, and the field is
/// asked again with what was typed in it.
pub(super) fn understood_or_again(state: &mut State, asking: &mut Asking) -> Vec<String> {
    let lang = state.lang;
    let Some(form) = open(state) else { return Vec::new() };
    let Some(field) = form.current() else { return Vec::new() };
    let note = understood::note(state, field);
    let mut lines = spoken::texts(&note.text, lang);
    if note.tone == Tone::Warning {
        let words = "打的还在这一项里；重打就换掉，回车照这样留着";
        let kept = "What was typed stays in the field; type it anew, or Enter leaves it so";
        lines.push(state.say(words, kept).to_owned());
        asking.stage = Stage::Asked;
        return lines;
    }
    if matches!(note.tone, Tone::Dim) {
        lines.clear();
    }
    lines.extend(similar(state, form));
    next(state, asking);
    lines
}

/// The issues that may be the same as the one that is taken in.
fn similar(state: &State, form: &Form) -> Vec<String> {
    let is_told = form.current().is_some_and(|it| matches!(it.field.key, "title" | "place"));
    if !is_told || form.similar.is_empty() {
        return Vec::new();
    }
    let words = "可能是同一件事（存了以后可以并案）：";
    let mut lines =
        vec![state.say(words, "Perhaps the same (may be merged after saving):").to_owned()];
    lines.extend(form.similar.iter().map(|id| rows::of(state, (*id).into())));
    lines
}

fn flag(state: &mut State, asking: &mut Asking, word: &str) -> Vec<String> {
    let on = match word {
        "1" | "y" | "yes" | "是" => true,
        "2" | "n" | "no" | "否" => false,
        _ => return vec![state.say("请打 1 或 2", "Type 1 or 2").to_owned()],
    };
    with(state, |form, state| {
        let at = form.focus;
        if let Some(field) = form.fields.get_mut(at) {
            field.clear();
            if on {
                field.choose(0);
            }
        }
        form.touched(state);
    });
    next(state, asking);
    Vec::new()
}

/// Chooses by number or by name; of several, just those that are named.
fn choose(state: &mut State, asking: &mut Asking, word: &str) -> Vec<String> {
    let Some(field) = open(state).and_then(Form::current) else { return Vec::new() };
    let choices = &field.choices;
    let is_several = matches!(field.field.kind, FieldKind::Choices(_));
    let by_name = |word: &str| {
        let offered: Vec<Called> = choices.iter().map(|it| Called::from(*it)).collect();
        let found = called(&offered, Called::words, word);
        let only = match found.as_slice() {
            [only] => Some(only.key().to_owned()),
            _ => None,
        };
        only.and_then(|key| choices.iter().position(|it| it.key == key))
    };
    let place = |word: &str| match word.parse::<usize>() {
        Ok(number) => number.checked_sub(1).filter(|at| *at < choices.len()),
        Err(_) => by_name(word),
    };
    let is_between = |it: char| it.is_whitespace() || matches!(it, ',' | '、' | ';');
    let words: Vec<&str> = if is_several {
        word.split(is_between).filter(|it| !it.is_empty()).collect()
    } else {
        vec![word]
    };
    let mut chosen = Vec::new();
    for word in words {
        let Some(at) = place(word) else {
            let count = choices.len();
            return vec![match state.lang {
                Lang::Zh => format!("没有“{word}”。请打 1 到 {count}，或选项的名字"),
                Lang::En => format!("There is no “{word}”. Type 1 to {count}, or the name"),
            }];
        };
        chosen.push(at);
    }
    let said = with(state, |form, state| {
        let at = form.focus;
        if let Some(field) = form.fields.get_mut(at) {
            field.clear();
            for at in &chosen {
                field.choose(*at);
            }
            field.at = field.chosen.iter().position(|on| *on);
        }
        form.touched(state);
        form.current().map(|it| said(it, state.lang)).unwrap_or_default()
    });
    next(state, asking);
    said.into_iter().collect()
}

/// Notes a reason for a rule that is passed over.
fn pass_over(state: &mut State, asking: &mut Asking, typed: &str) -> Vec<String> {
    let Some(form) = open(state) else { return Vec::new() };
    let text = form.current().map(|it| it.editor.text().trim_end().to_owned()).unwrap_or_default();
    let at = typed.find(|it: char| !it.is_numeric()).unwrap_or(typed.len());
    let (number, reason) = typed.split_at(at);
    let is_between = |it: char| it.is_whitespace() || matches!(it, '：' | ':' | '=' | '.' | '、');
    let reason = reason.trim_start_matches(is_between).trim();
    let number = fold_width(number).parse::<usize>().ok().and_then(|it| it.checked_sub(1));
    let line = match number.and_then(|at| rules(state, form).get(at).copied()) {
        Some(rule) if !reason.is_empty() => {
            format!("{}{}{reason}", rule.label(state.lang), state.say("：", "="))
        }
        Some(_) => {
            return vec![
                state.say("请在号码后面写理由", "Write the reason behind the number").to_owned(),
            ];
        }
        None if number.is_some() => return overridable(state, form),
        // Whoever writes it as on the screen means that.
        None => typed.to_owned(),
    };
    let text = if text.is_empty() { line } else { format!("{text}\n{line}") };
    set(state, &text);
    understood_or_again(state, asking)
}

/// Takes in a line of a text of several.
fn block(state: &mut State, asking: &mut Asking, typed: &str) -> Vec<String> {
    let now = open(state).and_then(Form::current).map(|it| it.editor.text().to_owned());
    let now = now.unwrap_or_default();
    let begins = asking.stage != Stage::More;
    let (adds, typed) = match typed.strip_prefix(['+', '＋']) {
        Some(rest) if begins => (true, rest.trim_start()),
        _ => (!begins, typed),
    };
    let text = if adds && !now.is_empty() { format!("{now}\n{typed}") } else { typed.to_owned() };
    set(state, &text);
    asking.stage = Stage::More;
    Vec::new()
}
