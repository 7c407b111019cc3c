//! What is wrong with somebody or something that was named.

use super::{Typing, named, pick};
use crate::command::FieldFault;
use crate::domain::id::EntityKind;
use crate::i18n::wording::Names;
use crate::i18n::{Label, Lang};

/// The words for these; nothing for any other.
pub(super) fn words(fault: &FieldFault, typing: Typing, lang: Lang, names: &dyn Names) -> String {
    match fault {
        FieldFault::Unknown(kind) => match typing {
            Typing::Form => unknown_in_form(*kind, lang),
            Typing::CommandLine => unknown_on_command_line(*kind, lang).to_owned(),
        },
        FieldFault::Ambiguous(ids) => named::ambiguous(ids, lang, names),
        FieldFault::KnownDepartments(ids) => named::known_departments(ids, lang, names),
        FieldFault::Namesakes(ids) => named::namesakes(ids, lang, names),
        FieldFault::NearName(ids) => named::near_name(ids, lang, names),
        FieldFault::ADepartment if typing == Typing::CommandLine => pick(
            lang,
            "这是部门单位的名称。部门单位请写在 --department；来的人请写姓名。",
            "a department is called so. Give departments with --department; write who came by name.",
        )
        .to_owned(),
        FieldFault::ADepartment => pick(
            lang,
            "这是部门单位的名称。要写部门，请填在部门那一栏；来的人请写姓名。",
            "a department is called so. Departments have a field of their own; write who came by name.",
        )
        .to_owned(),
        FieldFault::NotAName if typing == Typing::CommandLine => pick(
            lang,
            "这不像姓名。请写姓名；日期、时间各有选项，见 --help。",
            "this is no name. Write the name here; dates and times have options of their own, see --help.",
        )
        .to_owned(),
        FieldFault::NotAName => pick(
            lang,
            "这不像姓名。请填姓名；日期、时间请填到各自的栏目里。",
            "this is no name. Write the name here; a date or time belongs in its own field.",
        )
        .to_owned(),
        FieldFault::SeveralNames => pick(
            lang,
            "这里只能写一个人。",
            "only one person can be named here.",
        )
        .to_owned(),
        FieldFault::ClassOf(name) => match lang {
            Lang::Zh => format!("还不知道“{name}”以什么身份到会，请写明，例如群众代表。"),
            Lang::En => format!(
                "nothing tells in what capacity {name} is there. Say it, for example public representative."
            ),
        },
        FieldFault::SideOf(name) => {
            let field = match (typing, lang) {
                (Typing::CommandLine, _) => "--side",
                (Typing::Form, Lang::Zh) => "“新人身份”",
                (Typing::Form, Lang::En) => "“Newcomers are”",
            };
            match lang {
                Lang::Zh => format!(
                    "名册上没有“{name}”。请在{field}里写明是委员、群众还是其他，再一并登记。"
                ),
                Lang::En => format!(
                    "nobody called {name} is known. Say under {field} whether it is a member, of the public, or other."
                ),
            }
        }
        FieldFault::OneSubstitute => pick(
            lang,
            "几个人一起请假时不能写同一个代替的人，请分开登记。",
            "several people cannot have one substitute; enter them one by one.",
        )
        .to_owned(),
        FieldFault::NotInvited => {
            pick(lang, "没有邀请过。", "nobody of that name is invited.").to_owned()
        }
        _ => String::new(),
    }
}

fn unknown_in_form(kind: EntityKind, lang: Lang) -> String {
    let label = kind.label(lang);
    match lang {
        Lang::Zh => format!("没有这样的{label}。请按 ↓ 从列表里选，或先登记。"),
        Lang::En => {
            let label = label.to_lowercase();
            format!("there is no such {label}. Press Down to choose one, or add it first.")
        }
    }
}

const fn unknown_on_command_line(kind: EntityKind, lang: Lang) -> &'static str {
    let (zh, en) = match kind {
        EntityKind::Studio => (
            "没有这个工作室。用 tanshi studio list 查看，或先新建。",
            "there is no such studio. See tanshi studio list, or add it first.",
        ),
        EntityKind::Department => (
            "没有这个部门单位。用 tanshi department list 查看，或先新建。",
            "there is no such department. See tanshi department list, or add it first.",
        ),
        EntityKind::Person => (
            "没有这个人。用 tanshi person list 查看，或先新建。",
            "there is no such person. See tanshi person list, or add them first.",
        ),
        EntityKind::Session => (
            "没有这场协商议事会。用 tanshi session list 查看编号。",
            "there is no such session. See tanshi session list for the numbers.",
        ),
        EntityKind::Commitment => (
            "没有这个承办事项。编号写成 议题编号/序号，例如 SFL-23-K70042-M/1。",
            "there is no such commitment. Write the issue's number and its place, as in SFL-23-K70042-M/1.",
        ),
        EntityKind::Line => (
            "会议记录没有这一行。用 tanshi session show 查看行号。",
            "the record has no such line. See tanshi session show for the line numbers.",
        ),
        _ => (
            "没有这件议题。用 tanshi issue list 查看编号。",
            "there is no such issue. See tanshi issue list for the numbers.",
        ),
    };
    pick(lang, zh, en)
}
