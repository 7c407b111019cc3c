//! What is wrong with typed values, and what to do about it.

mod files;
mod named;
mod papers;
mod session;
mod typed;
mod who;

use self::files::file_refusal;
pub use self::files::template_faults_text;
pub use self::typed::OnCommandLine;
use super::fill::{Fault, FieldFault};
use super::verb::{Field, Verb, Words};
use crate::domain::id::EntityKind;
use crate::domain::workflow::Rule;
use crate::i18n::wording::Names;
pub use crate::i18n::wording::Typing;
use crate::i18n::{Label, Lang, Wording};

/// Words a fault as the command line tells it: which option, what is wrong, what is allowed.
pub fn fault_text(fault: &Fault, verb: &Verb, lang: Lang, names: &dyn Names) -> String {
    let label = match verb.field(fault.key) {
        Some(field) if !field.positional => option_words(field, lang),
        Some(field) => field.label.get(lang).to_owned(),
        None => target_words(verb).get(lang).to_owned(),
    };
    let what = field_fault_text(&fault.fault, Typing::CommandLine, lang, names);
    let typed = fault.typed.trim();
    match (lang, typed.is_empty()) {
        (Lang::Zh, true) => format!("{label}：{what}"),
        (Lang::Zh, false) => format!("{label}“{typed}”：{what}"),
        (Lang::En, true) => format!("{label}: {what}"),
        (Lang::En, false) => format!("{label} “{typed}”: {what}"),
    }
}

/// The option of a field, with its label: `--studio（工作室）`.
fn option_words(field: &Field, lang: Lang) -> String {
    let label = field.label.get(lang);
    match lang {
        Lang::Zh => format!("--{}（{label}）", field.key),
        Lang::En => format!("--{} ({label})", field.key),
    }
}

const fn target_words(verb: &Verb) -> Words {
    match verb.noun.entity() {
        EntityKind::Studio => Words::new("工作室", "Studio"),
        EntityKind::Person => Words::new("人员", "Person"),
        EntityKind::Department => Words::new("部门单位", "Department"),
        EntityKind::Session => Words::new("协商议事会", "Session"),
        EntityKind::Commitment => Words::new("承办事项", "Commitment"),
        _ => Words::new("议题", "Issue"),
    }
}

/// Words what is wrong with a field, without naming the field.
pub fn field_fault_text(
    fault: &FieldFault,
    typing: Typing,
    lang: Lang,
    names: &dyn Names,
) -> String {
    match fault {
        FieldFault::Required if typing == Typing::Form => {
            pick(lang, "不能为空，请填写。", "this has to be filled in.").to_owned()
        }
        FieldFault::Required => {
            pick(lang, "不能为空，请写上。", "this must be given.").to_owned()
        }
        FieldFault::Date(fault) => fault.words(lang),
        FieldFault::Amount(fault) => fault.words(lang),
        FieldFault::Time => pick(
            lang,
            "看不出是几点。请写成 14:30、下午2点半 这样。",
            "this is no time of day. Write it like 14:30 or 2:30 pm.",
        )
        .to_owned(),
        FieldFault::Number { least, most } => match lang {
            Lang::Zh => format!("请写一个 {least} 到 {most} 之间的整数。"),
            Lang::En => format!("write a whole number from {least} to {most}."),
        },
        FieldFault::Choice { .. } if typing == Typing::Form => {
            pick(lang, "请从列出的各项中选一个。", "choose one of those listed.").to_owned()
        }
        FieldFault::Choice { allowed } => {
            let words = allowed.iter().map(|it| it.told(lang)).collect::<Vec<_>>();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            one_of(lang, "只能是其中之一：", "it has to be one of: ", &words)
        }
        FieldFault::Override => overridable(typing, lang),
        FieldFault::Phone => pick(
            lang,
            "电话写数字（至少三位），可以带 +、-、空格、括号、分机和“办、宅、手机”这样的说明；几个号码之间用顿号。其他的请写在备注里。",
            "a telephone number has digits (three or more), with + - blanks, brackets, an extension (ext, x) or a word such as office, home, mobile; commas between several. Anything else belongs in the note.",
        )
        .to_owned(),
        FieldFault::NotAbsolute => pick(
            lang,
            "请写完整的路径，例如 /media/u盘、~/备份 或 D:\\备份。",
            "write the full path, such as /media/stick, ~/backups or D:\\backups.",
        )
        .to_owned(),
        FieldFault::SeveralShortNames => pick(
            lang,
            "简称只能有一个。请留最常用的那个，例如 住建局；几个单位请分别登记。",
            "a department has one short name. Keep the usual one; several departments are added one by one.",
        )
        .to_owned(),
        FieldFault::Code => pick(
            lang,
            "代码是 1 到 4 个字母或数字，以字母开头，例如 SFL。",
            "a code has 1 to 4 letters or digits and begins with a letter, such as SFL.",
        )
        .to_owned(),
        FieldFault::NoMark => pick(
            lang,
            "没有登记过这一种，或已经撤销。请看一看办理情况，改写一种。",
            "no mark of this kind stands. Look at what was entered, and name another.",
        )
        .to_owned(),
        FieldFault::File(refusal) => file_refusal(*refusal, lang),
        FieldFault::Records(fault) => fault.text(lang),
        FieldFault::ADepartment
        | FieldFault::NotAName
        | FieldFault::SeveralNames
        | FieldFault::ClassOf { .. }
        | FieldFault::SideOf { .. }
        | FieldFault::OneSubstitute
        | FieldFault::NotInvited
        | FieldFault::Ambiguous { .. }
        | FieldFault::KnownDepartments { .. }
        | FieldFault::Namesakes { .. }
        | FieldFault::NearName { .. }
        | FieldFault::Unknown { .. } => who::words(fault, typing, lang, names),
        FieldFault::NotOnAgenda
        | FieldFault::NoOffer
        | FieldFault::MadeAlready
        | FieldFault::NotYet
        | FieldFault::NoStages
        | FieldFault::Stages
        | FieldFault::Orders
        | FieldFault::Minutes { .. }
        | FieldFault::LeadStudio
        | FieldFault::PlannedAlready { .. }
        | FieldFault::Answers
        | FieldFault::SameAnswer { .. }
        | FieldFault::Said { .. }
        | FieldFault::NoLine { .. }
        | FieldFault::AsTyped
        | FieldFault::NoneAssigned { .. }
        | FieldFault::NothingPresses
        | FieldFault::Midnight => session::words(fault, typing, lang, names),
        FieldFault::NumberTaken { .. }
        | FieldFault::Template { .. }
        | FieldFault::NoFields
        | FieldFault::Unreachable { .. }
        | FieldFault::NothingToSeal
        | FieldFault::Blanks { .. } => papers::words(fault, typing, lang, names),
    }
}

/// How to pass a guard over, and which ones can be.
fn overridable(typing: Typing, lang: Lang) -> String {
    let rules = Rule::ALL.iter().filter(|rule| rule.is_overridable());
    let rules: Vec<&str> = rules
        .map(|rule| if typing == Typing::Form { rule.label(lang) } else { rule.key() })
        .collect();
    one_of(
        lang,
        "请写成“规则：理由”。可以放行的规则：",
        "write RULE=REASON. Rules that can be passed over: ",
        &rules,
    )
}

/// The same where the form knows more: that there is none to choose, and where one is added.
pub fn unknown_where(kind: EntityKind, is_any: bool, way: &str, lang: Lang) -> String {
    let label = kind.label(lang);
    match (is_any, lang) {
        (true, Lang::Zh) => format!("没有这样的{label}。请按 ↓ 从列表里选，或先登记：{way}。"),
        (false, Lang::Zh) => format!("还没有登记过{label}。请先登记：{way}。"),
        (true, Lang::En) => format!(
            "there is no such {}. Press Down to choose one, or add it first: {way}.",
            label.to_lowercase()
        ),
        (false, Lang::En) => {
            format!("no {} was added yet. Add it first: {way}.", label.to_lowercase())
        }
    }
}

fn one_of(lang: Lang, zh: &str, en: &str, allowed: &[&str]) -> String {
    match lang {
        Lang::Zh => format!("{zh}{}。", allowed.join("、")),
        Lang::En => format!("{en}{}.", allowed.join(", ")),
    }
}

const fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
