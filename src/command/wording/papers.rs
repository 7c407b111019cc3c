//! Why a document is not made final, or a template not taken.

use super::{Typing, pick, template_faults_text};
use crate::command::FieldFault;
use crate::document::{Blank, Unknown};
use crate::i18n::Lang;
use crate::i18n::wording::Names;

/// The words for these; nothing for any other.
pub(super) fn words(fault: &FieldFault, typing: Typing, lang: Lang, names: &dyn Names) -> String {
    match fault {
        FieldFault::NumberTaken { by, free } => {
            let by = names.name(*by).unwrap_or_default();
            match lang {
                Lang::Zh => format!("这个序号已经给了{by}。下一个没有用过的是 {free}。"),
                Lang::En => format!("this number belongs to {by}. The next free one is {free}."),
            }
        }
        FieldFault::Template(faults) => template_faults_text(faults, lang),
        FieldFault::NoFields => pick(
            lang,
            "这个文件里一个字段也没有，做出来的每一份都一样。请先写上字段，如 {{会议名称}}；字段见 tanshi settings template --help。",
            "the file has no fields, so that every document would be the same. Write fields into it first, such as {{title}}; see tanshi settings template --help.",
        )
        .to_owned(),
        FieldFault::Unreachable(parts) => {
            let parts = parts.join(lang.pick("、", ", "));
            match lang {
                Lang::Zh => format!(
                    "这一份写有{parts}，模板里却没有相应的字段，定稿会漏掉。请在模板里补上，或先不用模板。"
                ),
                Lang::En => format!(
                    "the document tells {parts}, for which the template has no field, so that it would be left out. Add it to the template, or do without the template."
                ),
            }
        }
        FieldFault::NothingToSeal => pick(
            lang,
            "还没有写明部门的承办事项，没有可以定稿的交办单。",
            "no commitment names a department yet, so there is no letter to make final.",
        )
        .to_owned(),
        FieldFault::Blanks(blanks) => left_blank(blanks, typing, lang, names),
        _ => String::new(),
    }
}

/// What a document is not made final for, and where the issuing office is set: it is no fact of what the
/// document is about.
fn left_blank(blanks: &[Blank], typing: Typing, lang: Lang, names: &dyn Names) -> String {
    let has_office = blanks.iter().all(|it| it.unknown != Unknown::Office);
    let office = match typing {
        _ if has_office => "",
        Typing::Form => lang.pick(
            "发文机关在设置里填：回到工作台，按 g s，再按 e。",
            " The issuing office stands in the settings: g s at the workbench, then e.",
        ),
        Typing::CommandLine => lang.pick(
            "发文机关这样填：tanshi settings set --office 名称。",
            " Set the issuing office with tanshi settings set --office NAME.",
        ),
    };
    let count = blanks.len();
    let blanks: Vec<String> = blanks.iter().map(|it| it.words(lang, names)).collect();
    let blanks = blanks.join(lang.pick("、", ", "));
    match lang {
        Lang::Zh => format!("还有 {count} 处留空：{blanks}。补上以后才能定稿。{office}"),
        Lang::En => format!(
            "{count} left blank: {blanks}. Fill in what is missing first; until then it is a draft.{office}"
        ),
    }
}
