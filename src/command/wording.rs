//! What is wrong with typed values, and what to do about it.

mod files;
mod named;
mod typed;

use self::files::file_refusal;
pub use self::files::template_faults_text;
pub use self::typed::OnCommandLine;
use super::fill::{Fault, FieldFault};
use super::verb::{Field, Verb, Words};
use crate::document::{Blank, Unknown};
use crate::domain::id::EntityKind;
use crate::domain::workflow::Rule;
use crate::i18n::sentence::at_line;
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
        FieldFault::Answers => pick(
            lang,
            "请写二到九个选项和人数，比如：赞成 12、不赞成 3。",
            "write two to nine answers with their counts, such as: yes 12, no 3.",
        )
        .to_owned(),
        FieldFault::SameAnswer(name) => match lang {
            Lang::Zh => format!("有两个选项都叫“{name}”。请改得不一样；人数写在选项后面，空一格。"),
            Lang::En => format!(
                "two answers are called “{name}”. Call them differently; a count stands behind a \
                 name and a blank."
            ),
        },
        FieldFault::Midnight => pick(
            lang,
            "说不清是当天零点还是次日零点。当天的请写 0:00（或凌晨12点），到半夜为止的请写 23:59。",
            "this may be the midnight before or after. Write 0:00 for the start of the day, 23:59 for its end.",
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
        FieldFault::Said { line, doubt } => at_line(lang, *line, &doubt.words(lang, names)),
        FieldFault::Override => overridable(typing, lang),
        FieldFault::NoLine { lines } => {
            let see = match typing {
                Typing::Form => "",
                Typing::CommandLine => pick(
                    lang,
                    "用 tanshi session show 查看。",
                    " See tanshi session show.",
                ),
            };
            format!("{}{see}", no_line(*lines, lang))
        }
        FieldFault::Unknown(kind) => match typing {
            Typing::Form => unknown_in_form(*kind, lang),
            Typing::CommandLine => unknown_on_command_line(*kind, lang).to_owned(),
        },
        FieldFault::Ambiguous(ids) => named::ambiguous(ids, lang, names),
        FieldFault::PartOfName(ids) => named::part_of_name(ids, typing, lang, names),
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
        FieldFault::SideOf(name) => match lang {
            Lang::Zh => format!("名册上没有“{name}”，请写明是委员、群众还是其他，再一并登记。"),
            Lang::En => format!(
                "nobody called {name} is known. Say whether it is a member, of the public, or other."
            ),
        },
        FieldFault::OneSubstitute => pick(
            lang,
            "几个人一起请假时不能写同一个代替的人，请分开登记。",
            "several people cannot have one substitute; enter them one by one.",
        )
        .to_owned(),
        FieldFault::NotInvited => {
            pick(lang, "没有邀请过。", "nobody of that name is invited.").to_owned()
        }
        FieldFault::NotOnAgenda => {
            pick(lang, "议程上没有这件议题。", "this is not on the agenda.").to_owned()
        }
        FieldFault::NothingPresses => pick(
            lang,
            "这个单位到这一天没有过时限或临近时限的事项，不用督办。",
            "nothing that this department owes is past its deadline or near it by then; it need not be asked.",
        )
        .to_owned(),
        FieldFault::NoOffer => pick(
            lang,
            "没有可以列入的议题。",
            "the backlog has nothing to offer for this session.",
        )
        .to_owned(),
        FieldFault::MadeAlready => pick(
            lang,
            "这一行已经登记为承办事项了。要改，请改那个承办事项。",
            "a commitment was made of this line already. Edit that one.",
        )
        .to_owned(),
        FieldFault::NotYet => pick(
            lang,
            "这个时间还没有到。请写已经过去的时间；不写就是现在。",
            "that time has not come yet. Write one that has passed, or none for now.",
        )
        .to_owned(),
        FieldFault::NoStages if typing == Typing::Form => pick(
            lang,
            "这个议题没有安排环节。可以先从菜单用“安排环节”安排。",
            "this item has no stages. Plan them first, from the menu.",
        )
        .to_owned(),
        FieldFault::NoStages => pick(
            lang,
            "这个议题没有安排环节。可以用“安排环节”（session order）先安排。",
            "this item has no stages. Plan them first (session order).",
        )
        .to_owned(),
        FieldFault::Stages => pick(
            lang,
            "请写环节次序的名称，或依次写出一到十二个环节，比如：通报 5、提问、发言 20、议定。",
            "write the name of an order, or one to twelve stages, such as: briefing 5, questions, speeches 20.",
        )
        .to_owned(),
        FieldFault::Orders => pick(
            lang,
            "每行写一个次序：名称、冒号、各环节，比如：快议：通报 3、议定 5。",
            "write an order on each line: its name, a colon, its stages, such as: short: briefing 3, decision 5.",
        )
        .to_owned(),
        FieldFault::Minutes { items: 1 } => pick(
            lang,
            "请写一个分钟数，最多 1440。",
            "write one number of minutes, at most 1440.",
        )
        .to_owned(),
        FieldFault::Minutes { items } => match lang {
            Lang::Zh => format!(
                "请写一个分钟数，或者按 {items} 项议题依次写，比如：20、30、15；最多 1440。"
            ),
            Lang::En => format!(
                "write one number of minutes, or one for each of {items}, such as: 20, 30, 15; at most 1440."
            ),
        },
        FieldFault::LeadStudio => pick(
            lang,
            "主办工作室不用再列为联合工作室，请去掉。",
            "the lead studio does not join its own session; leave it out.",
        )
        .to_owned(),
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
        FieldFault::AsTyped if typing == Typing::Form => pick(
            lang,
            "这是会场里的写法。这里只写说的话，类别、发言人和议题各有一栏；要一行写完，用“记发言”（s .）。",
            "this is how lines are typed on the floor. Write the words alone here: kind, speaker and issue have their own fields; to type it all in one line, use “Take lines down” (s .).",
        )
        .to_owned(),
        FieldFault::AsTyped => pick(
            lang,
            "这是会场里的写法。这里只写说的话，类别、发言人和议题用 --kind、--speaker、--issue；要一行写完，用“记发言”（session say）。",
            "this is how lines are typed on the floor. Write the words alone here, and give --kind, --speaker and --issue; to type it all in one line, use “Take lines down” (session say).",
        )
        .to_owned(),
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
        FieldFault::PlannedAlready { number } => match lang {
            Lang::Zh => format!(
                "这个工作室同一天已经有一场同名的会，编号 {number}。就是那一场的，不用再建；真是另一场的，请换个名称，例如加上“第二场”。"
            ),
            Lang::En => format!(
                "this studio has a session of this title on that day already, number {number}. If it is another one, give it another title, such as “second session”."
            ),
        },
        FieldFault::Code => pick(
            lang,
            "代码是 1 到 4 个字母或数字，以字母开头，例如 SFL。",
            "a code has 1 to 4 letters or digits and begins with a letter, such as SFL.",
        )
        .to_owned(),
        FieldFault::File(refusal) => file_refusal(*refusal, lang),
        FieldFault::Records(fault) => fault.text(lang),
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

fn no_line(lines: usize, lang: Lang) -> String {
    match (lines, lang) {
        (0, Lang::Zh) => "会议记录还没有一行。请先记一行。".to_owned(),
        (0, Lang::En) => "the record has no line yet. Add one first.".to_owned(),
        (1, Lang::Zh) => "会议记录只有 1 行。请写 1。".to_owned(),
        (1, Lang::En) => "the record has 1 line. Write 1.".to_owned(),
        (_, Lang::Zh) => format!("会议记录共 {lines} 行。请写 1 到 {lines} 之间的行号。"),
        (_, Lang::En) => format!("the record has {lines} lines. Write a number from 1 to {lines}."),
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
