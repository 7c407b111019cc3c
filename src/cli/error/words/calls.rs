//! What is off with the words of a call, and what may have been meant.

use crate::app::cells::{AmbiguousWidth, width};
use crate::cli::error::CliError;
use crate::cli::verbs::MOST_NEAR;
use crate::command::query::Fault;
use crate::command::{Catalog, FieldFault, Noun};
use crate::i18n::{Label, Lang, Wording};
use crate::shell::desk::DeskError;
use std::ops::Range;

/// The words for these; nothing for any other.
pub(super) fn words(error: &CliError, lang: Lang) -> Vec<String> {
    let one = |zh: String, en: String| match lang {
        Lang::Zh => vec![zh],
        Lang::En => vec![en],
    };
    match error {
        CliError::NotADay { option, typed } => one(
            format!("--{option}“{typed}”：请写到具体哪一天，例如 2023-01-01。"),
            format!("--{option} “{typed}”: give a day, such as 2023-01-01."),
        ),
        CliError::NoStudioOfMine => one(
            "还没有定“我的工作室”。请用 tanshi settings set --my-studio 工作室 定下来，或用 --studio 指定。".to_owned(),
            "My studio is not set. Set it with tanshi settings set --my-studio STUDIO, or name one with --studio.".to_owned(),
        ),
        CliError::UnknownUser(name) => one(
            format!("没有“{name}”这个人。请先登记：tanshi person add {name} --side member"),
            format!(
                "There is nobody called “{name}”. Add them first: tanshi person add {name} --side member"
            ),
        ),
        CliError::NotConfirmed => {
            one("没有确认，没有改动。".to_owned(), "Not confirmed; nothing was changed.".to_owned())
        }
        CliError::SomeRefused(refused) => some_refused(refused, lang),
        CliError::TooMany(most) => {
            one(format!("一次最多办 {most} 件。"), format!("At most {most} at once."))
        }
        CliError::Usage { message, more } => {
            std::iter::once(message).chain(more).cloned().collect()
        }
        CliError::NoCommand(name) => one(
            format!("没有“{name}”这个命令。用 tanshi --help 查看有哪些。"),
            format!("There is no command “{name}”. See tanshi --help."),
        ),
        CliError::Date { option, fault } => {
            let words = fault.words(lang);
            one(format!("--{option}：{words}"), format!("--{option}: {words}"))
        }
        CliError::NoTerminal => one(
            "工作台要在终端里打开。请直接在终端运行，不要重定向；一行一行地对话请加 --plain，在脚本里请用子命令，见 tanshi --help。".to_owned(),
            "The workbench needs a terminal. Run it in one, without redirection; --plain makes it a dialogue in lines, and for scripts there are the commands of tanshi --help.".to_owned(),
        ),
        CliError::NoHome => one(
            "找不到用户文件夹。请用 --data 指定数据文件夹。".to_owned(),
            "There is no home folder. Name the data folder with --data.".to_owned(),
        ),
        CliError::BadClock(text) => one(
            format!("TANSHI_NOW“{text}”不是时间。请写成 2023-10-20T09:00:00+08:00。"),
            format!("TANSHI_NOW “{text}” is no time. Write it like 2023-10-20T09:00:00+08:00."),
        ),
        CliError::FixedClock => one(
            "TANSHI_NOW 只能用于查看，不能用于登记。请去掉它再试。".to_owned(),
            "TANSHI_NOW is for reading only. Unset it to write.".to_owned(),
        ),
        CliError::Unknown { what, name } => vec![nothing_called(*what, name, lang)],
        CliError::NotInFull { what, name, shown, count } => {
            vec![not_in_full(*what, name, &near_words(shown, *count, lang), lang)]
        }
        CliError::Ambiguous { name, numbers } => vec![several_called(name, numbers, lang)],
        CliError::Query { text, faults } => query_words(text, faults, lang),
        _ => Vec::new(),
    }
}

fn nothing_called(what: Noun, name: &str, lang: Lang) -> String {
    let (kind, what) = (what.entity().label(lang), what.key());
    match lang {
        Lang::Zh => format!("没有“{name}”这个{kind}。用 tanshi {what} list 查看有哪些。"),
        Lang::En => format!("{kind}: there is none called “{name}”. See tanshi {what} list."),
    }
}

/// Those that may be meant, and how many more there are.
fn near_words(shown: &[String], count: usize, lang: Lang) -> String {
    let names = shown.join(lang.pick("、", ", "));
    match (count > shown.len(), lang) {
        (false, _) => names,
        (true, Lang::Zh) => format!("{names} 等 {count} 个"),
        (true, Lang::En) => format!("{names} and {} more", count - shown.len()),
    }
}

fn not_in_full(what: Noun, name: &str, near: &str, lang: Lang) -> String {
    let kind = what.entity().label(lang);
    let numbered = matches!(what, Noun::Issue | Noun::Session | Noun::Commitment);
    match (lang, numbered) {
        (Lang::Zh, true) => format!("没有正好叫“{name}”的{kind}，可能是：{near}。请写编号。"),
        (Lang::Zh, false) => format!("没有正好叫“{name}”的{kind}，可能是：{near}。请写全名。"),
        (Lang::En, true) => {
            format!("{kind}: none is called just “{name}”. It may be: {near}. Write the number.")
        }
        (Lang::En, false) => {
            format!("{kind}: none is called just “{name}”. It may be: {near}. Write the full name.")
        }
    }
}

/// What a field may have meant that names nothing.
pub(super) fn near_text(error: &DeskError, catalog: &Catalog, lang: Lang) -> Option<String> {
    let DeskError::Fault(fault) = error else { return None };
    let FieldFault::Unknown(kind) = fault.fault else { return None };
    let near = catalog.partly(kind, &fault.typed);
    let shown: Vec<String> = near.iter().take(MOST_NEAR).map(|id| catalog.described(*id)).collect();
    let words = near_words(&shown, near.len(), lang);
    match lang {
        _ if near.is_empty() => None,
        Lang::Zh => Some(format!("可能是：{words}。")),
        Lang::En => Some(format!("It may be: {words}.")),
    }
}

fn several_called(name: &str, numbers: &[String], lang: Lang) -> String {
    let (count, numbers) = (numbers.len(), numbers.join(lang.pick("、", ", ")));
    match lang {
        Lang::Zh => format!("有 {count} 个“{name}”：{numbers}。请用编号，或写明单位。"),
        Lang::En => {
            format!("{count} are called “{name}”: {numbers}. Use the number, or add the unit.")
        }
    }
}

/// Which of several are refused; nothing was done.
fn some_refused(refused: &[(String, String)], lang: Lang) -> Vec<String> {
    let count = refused.len();
    let first = match lang {
        Lang::Zh => format!("有 {count} 件不能办，什么也没有改。加 --possible 只办能办的："),
        Lang::En => {
            format!("{count} refused, and nothing was changed. --possible does it to the others:")
        }
    };
    let each = refused.iter().map(|(number, why)| format!("{number}  {why}"));
    std::iter::once(first).chain(each).collect()
}

/// What is wrong in a query: why, then the query with the place marked under it.
fn query_words(text: &str, faults: &[Fault], lang: Lang) -> Vec<String> {
    let cells =
        |range: Range<usize>| width(text.get(range).unwrap_or_default(), AmbiguousWidth::default());
    let told = |fault: &Fault| {
        let (before, wide) = (cells(0..fault.place.start), cells(fault.place.clone()).max(1));
        let marks = format!("{}{}", " ".repeat(before), "^".repeat(wide));
        [fault.words(lang), format!("  {text}"), format!("  {marks}")]
    };
    faults.iter().flat_map(told).collect()
}
