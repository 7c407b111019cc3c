//! The first start: what to do before there is a studio.

use super::page::{Line, Paper, Tone, span};
use super::state::State;
use super::verbs;
use crate::command::screens::Ui;
use crate::command::verb::{Noun, find};
use crate::i18n::{Label, Text};

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
