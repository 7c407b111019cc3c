//! What would come of a file, shown over the form that names it: the verdict and what Enter does come first,
//! and the answer is about the bytes that were looked at.

use super::confirm::{Asked, Confirm};
use super::form::Form;
use super::input::{Checked, Effect};
use super::state::State;
use super::verbs;
use crate::command::CHECKED;
use crate::i18n::Lang;

/// The question under what would come of a file: whether it is to be saved so.
pub(super) fn question(state: &State, checked: &Checked) -> Confirm {
    let back = state.say("返回", "Back");
    let leaves_out = checked.refused + checked.conflicts > 0;
    let print = checked.print.clone();
    let saved = checked.taken + checked.kept;
    let (yes, asked) = match (saved, leaves_out) {
        (0, _) => (back, Asked::Back),
        (_, true) if !checked.takes_good => {
            let yes = state.say("略过有问题的，导入其余", "Leave these out and import");
            (yes, Asked::Checked { good: true, print })
        }
        (_, _) => (state.say("导入", "Import"), Asked::Checked { good: false, print }),
    };
    let no = if saved > 0 { back } else { state.say("不导入了", "Close the form") };
    let title = state.say("导入前检查", "Before importing").to_owned();
    let on_yes = !matches!(asked, Asked::Checked { good: true, .. });
    let text = lines(state, checked, &asked).join("\n");
    Confirm { title, text, yes, no, asked, on_yes, offset: 0 }
}

fn lines(state: &State, checked: &Checked, asked: &Asked) -> Vec<String> {
    let mut lines = Vec::new();
    if checked.is_another {
        let words = "检查之后文件改过，没有导入。下面是现在的内容，请重新核对。";
        let english = "The file was changed after it was checked: nothing was imported. This is how it is now.";
        lines.push(state.say(words, english).to_owned());
    }
    lines.push(checked.verdict.clone());
    lines.push(what_enter_does(state.lang, checked, asked));
    if checked.conflicts > 0 {
        let words = "有冲突的行：返回表单，在“与现有不同”里选保留或改用";
        let english = "Rows in conflict: go back and choose under “Other than here”";
        lines.push(state.say(words, english).to_owned());
    }
    if !checked.text.is_empty() {
        lines.extend([String::new(), checked.text.clone()]);
    }
    lines
}

fn what_enter_does(lang: Lang, checked: &Checked, asked: &Asked) -> String {
    let (what, wrong) = (what_is_saved(lang, checked), checked.refused + checked.conflicts);
    match (asked, lang) {
        (Asked::Checked { good: true, .. }, Lang::Zh) => {
            format!("回车：返回表单，一行也不导入；按 y 略过有问题的 {wrong} 行，{what}")
        }
        (Asked::Checked { good: true, .. }, Lang::En) => {
            format!("Enter goes back and imports nothing; y leaves out {} and {what}", rows(wrong))
        }
        (Asked::Checked { .. }, Lang::Zh) if wrong > 0 => {
            format!("回车：略过有问题的 {wrong} 行，{what}，可一次撤销")
        }
        (Asked::Checked { .. }, Lang::En) if wrong > 0 => {
            format!("Enter leaves out {} and {what}; one undo", rows(wrong))
        }
        (Asked::Checked { .. }, Lang::Zh) => format!("回车：{what}，可一次撤销"),
        (Asked::Checked { .. }, Lang::En) => format!("Enter {what}; one undo"),
        (_, Lang::Zh) => "没有可以导入的。回车：返回表单".to_owned(),
        (_, Lang::En) => "There is nothing to import. Enter goes back to the form".to_owned(),
    }
}

/// What is done with the rows that are not wrong.
fn what_is_saved(lang: Lang, checked: &Checked) -> String {
    let (taken, kept) = (checked.taken, checked.kept);
    match (taken, kept, lang) {
        (_, 0, Lang::Zh) => format!("导入 {taken} 行"),
        (_, 0, Lang::En) => format!("imports {}", rows(taken)),
        (0, _, Lang::Zh) => format!("{kept} 行保留现有内容，以后不再问"),
        (0, _, Lang::En) => format!("keeps {} as they are here, not asked about again", rows(kept)),
        (_, _, Lang::Zh) => format!("导入 {taken} 行，另 {kept} 行保留现有内容，以后不再问"),
        (_, _, Lang::En) => {
            format!(
                "imports {} and keeps {} as they are here, not asked about again",
                rows(taken),
                rows(kept)
            )
        }
    }
}

fn rows(count: usize) -> String {
    format!("{count} {}", if count == 1 { "row" } else { "rows" })
}

/// Saves a form whose outcome somebody has looked at, as long as the file has these bytes.
pub(super) fn save(
    state: &mut State,
    form: &mut Form,
    (good, print): (bool, &str),
    effects: &mut Vec<Effect>,
) {
    let mut values = form.values();
    values.set(CHECKED, print);
    if good {
        values.set("rows", "good");
    }
    form.saving = Some(verbs::perform(state, form.verb, None, values, effects));
}
