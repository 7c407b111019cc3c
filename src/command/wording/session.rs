//! What is wrong with what was typed about a session: its agenda, its stages, its record.

use super::{Typing, pick};
use crate::command::FieldFault;
use crate::i18n::Lang;
use crate::i18n::sentence::at_line;
use crate::i18n::wording::Names;

/// The words for these; nothing for any other.
pub(super) fn words(fault: &FieldFault, typing: Typing, lang: Lang, names: &dyn Names) -> String {
    match fault {
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
        FieldFault::Said { line, doubt } => at_line(lang, *line, &doubt.words(lang, names)),
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
        FieldFault::NotOnAgenda => {
            pick(lang, "议程上没有这件议题。", "this is not on the agenda.").to_owned()
        }
        FieldFault::NoneAssigned(ids) => {
            let found = super::named::listed(ids, lang, names);
            match lang {
                Lang::Zh => format!("到期的承办事项还没有交办：{found}。请先交办。"),
                Lang::En => format!("what is due was never assigned: {found}. Assign it first."),
            }
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
        FieldFault::Minutes { items: 0 } => pick(
            lang,
            "请先写明是哪一件议题，再写分钟。",
            "say first which issue it is, then the minutes.",
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
        FieldFault::PlannedAlready { number } => match lang {
            Lang::Zh => format!(
                "这个工作室同一天已经有一场同名的会，编号 {number}。就是那一场的，不用再建；真是另一场的，请换个名称，例如加上“第二场”。"
            ),
            Lang::En => format!(
                "this studio has a session of this title on that day already, number {number}. If it is another one, give it another title, such as “second session”."
            ),
        },
        _ => String::new(),
    }
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
