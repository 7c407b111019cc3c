//! The first start: what to do before there is a studio, and who is at the keyboard.

use super::form::Form;
use super::input::Effect;
use super::page::{Line, Paper, Tone, span};
use super::state::{Medium, Overlay, State, ToastTone};
use super::verbs;
use crate::command::fill::{Directory, Values};
use crate::command::screens::Ui;
use crate::command::verb::{Noun, find};
use crate::domain::id::EntityId;
use crate::i18n::{Label, Lang, Text};

/// The words of the first start.
pub(crate) fn lines(state: &State, width: usize) -> Vec<Line> {
    let lang = state.lang;
    let mut paper = Paper::new(width, state.ambiguous);
    paper.text(Tone::Title, 0, Text::FirstRunWelcome.label(lang));
    paper.gap();
    paper.text(Tone::Text, 0, Text::FirstRunWhat.label(lang));
    paper.text(Tone::Dim, 0, Text::FirstRunOffline.label(lang));
    paper.gap();
    let key_of =
        |noun, name| find(noun, name).map(|verb| verbs::verb_key(state, verb)).unwrap_or_default();
    let mut choice = |key: String, words: &str| {
        let used = super::cells::width(&key, state.ambiguous);
        let head = format!("{key}{}", " ".repeat(6_usize.saturating_sub(used)));
        paper.item(vec![span(Tone::Key, head)], &[span(Tone::Text, words)], 6, None);
    };
    let words = state.say("登记您的工作室和召集人", "Add your studio and its convenor");
    choice(key_of(Noun::Studio, "add"), words);
    let words = state.say("从文件导入以往的记录", "Import earlier records from a file");
    choice(key_of(Noun::Settings, "import"), words);
    if state.example {
        let words = state
            .say("打开示例看看，不会留下任何资料", "Look at the example; it leaves nothing behind");
        choice(verbs::key_of(state, Ui::Example), words);
    }
    choice(verbs::key_of(state, Ui::Language), "English / 中文");
    choice(verbs::key_of(state, Ui::Help), state.say("帮助", "Help"));
    choice(verbs::key_of(state, Ui::Quit), state.say("退出", "Quit"));
    paper.gap();
    paper.text(Tone::Dim, 0, Text::FirstRunIdentity.label(lang));
    paper.finish()
}

/// Where the data came otherwise than by these screens, nobody was asked yet who sits here and which
/// studio is theirs: asked once, when the screens are first seen, and not in the way of anything else.
pub(super) fn ask_at_first(state: &mut State, effects: &mut Vec<Effect>) {
    let is_first = std::mem::take(&mut state.is_first);
    let is_unknown =
        state.actor.is_none() && state.settings.me.is_none() && state.settings.my_studio.is_none();
    let is_free = state.pages.is_empty() && state.overlays.is_empty() && state.unsaved.is_none();
    let can_save = state.read_only.is_none() && !state.demo;
    if !(is_first && is_unknown && is_free && can_save) || state.catalog.studios.is_empty() {
        return;
    }
    let is_only = state.catalog.studios.len() == 1;
    let only = state.catalog.studios.keys().next().copied().filter(|_| is_only);
    ask_who(state, only.map(EntityId::from), None, effects);
    if let Some(Overlay::Form(form)) = state.overlays.last_mut() {
        form.is_unasked = true;
    }
    let words = match (state.medium, state.lang) {
        (Medium::Lines, Lang::Zh) => {
            "先请填：谁在用这台电脑，哪个是您的工作室。填好打 > 核对，打 q 以后再填"
        }
        (Medium::Lines, Lang::En) => {
            "First: who is at this computer, and which studio is yours. Then > to look it over; q leaves it \
             for later"
        }
        (_, Lang::Zh) => "先请填：谁在用这台电脑，哪个是您的工作室。按 Esc 可以以后再填",
        (_, Lang::En) => {
            "First: who is at this computer, and which studio is yours. Esc leaves it for later"
        }
    };
    state.toast(ToastTone::Notice, words);
}

/// Who is at the keyboard, and whose studio it is.
pub(super) fn ask_who(
    state: &mut State,
    studio: Option<EntityId>,
    convenor: Option<EntityId>,
    effects: &mut Vec<Effect>,
) {
    let Some(verb) = find(Noun::Settings, "set") else { return };
    let mut start = Values::default();
    if let Some(name) = studio.and_then(|id| state.catalog.name(id)) {
        start.set("my-studio", name);
    }
    if let Some(name) = convenor.and_then(|id| state.catalog.name(id)) {
        start.set("me", name);
    }
    // What was typed meanwhile was not meant for this.
    state.held.clear();
    let form = Form::new(state, verb, Some(EntityId::SETTINGS), &start);
    verbs::show(state, form, effects);
}
