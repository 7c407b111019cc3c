//! What can be typed on the command line: built from the table of verbs, in the user's language.
//!
//! | question | file |
//! |---|---|
//! | the whole, and what every command understands | this one |
//! | a verb, a list, one entity | `verbs` |
//! | everything else | `programs` |
//! | options that take one of a closed list | `one_of` |

mod one_of;
mod programs;
mod verbs;

pub(super) use self::one_of::in_a_row;
pub(super) use self::verbs::named_id;
use crate::command::called::{Called, called};
use crate::command::{Noun, VERBS, Words};
use crate::i18n::Lang;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The words that lists understand beside the verbs.
pub(super) const LIST: &str = "list";
/// The file for calendars that a list of commitments is written to.
pub(super) const CALENDAR: &str = "ics";
/// Does a verb to others as well.
pub(super) const ALSO: &str = "also";
/// Does it to those that it can be done to.
pub(super) const POSSIBLE: &str = "possible";
/// Looks beyond one studio.
pub(super) const ALL: &str = "all";
/// The flag for one's own studio alone.
pub(super) const MINE: &str = "mine";
/// How many lines are listed.
pub(super) const MOST: &str = "most";
/// The query that a list is narrowed by: word by word, and as one text.
pub(super) const WORDS: &str = "words";
pub(super) const QUERY: &str = "query";
/// Shows one entity.
pub(super) const SHOW: &str = "show";
/// The workbench as a dialogue in lines.
pub(super) const PLAIN: &str = "plain";
/// The argument that names what a verb is done to.
pub(super) const TARGET: &str = "TARGET";

/// The whole command line in a language.
pub fn command(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let mut command = Command::new("tanshi")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t("潭事：协商议事工作台", "tanshi: a workstation for consultation studios"))
        .after_help(t(
            "不带参数运行，打开工作台；tanshi demo 打开示例。",
            "Without arguments it opens the workbench; tanshi demo opens the example.",
        ))
        .args(globals(lang))
        .arg(plain(lang))
        .args(super::help::flags(lang))
        .subcommand(programs::demo(lang))
        .subcommand(programs::today(lang))
        .subcommand(programs::import(lang))
        .subcommand(programs::export(lang))
        .subcommand(programs::report(lang))
        .subcommand(programs::search(lang))
        .subcommand(programs::document(lang))
        .subcommand(programs::present(lang))
        .subcommand(Command::new("undo").about(t("撤销上一步", "Undoes the last change")))
        .subcommand(Command::new("redo").about(t("重做", "Does again what was undone")))
        .subcommand(programs::backup(lang))
        .subcommand(programs::restore(lang))
        .subcommand(programs::verify(lang))
        .subcommand(programs::doctor(lang))
        .subcommand(programs::config(lang))
        .subcommand(programs::completions(lang))
        .subcommand(Command::new("man").about(t("生成手册页", "Writes the manual page")))
        .subcommand(super::help::command(lang));
    for (noun, own) in Noun::ALL.into_iter().zip(VERBS) {
        command = command.subcommand(verbs::noun_command(noun, own, lang));
    }
    super::help::dressed(command, lang)
}

/// The flag for the workbench as a dialogue in lines.
fn plain(lang: Lang) -> Arg {
    let words = Words::new(
        "一行一行地对话：给读屏软件和只能逐行输出的终端（TERM=dumb 时自动）",
        "The workbench as a dialogue in lines, for screen readers and for terminals that can only print \
         (by itself where TERM is dumb)",
    );
    Arg::new(PLAIN).long(PLAIN).action(ArgAction::SetTrue).help(words.get(lang))
}

fn globals(lang: Lang) -> Vec<Arg> {
    let t = |zh, en| Words::new(zh, en).get(lang);
    vec![
        Arg::new("data")
            .long("data")
            .value_name(t("文件夹", "DIR"))
            .global(true)
            .value_parser(value_parser!(PathBuf))
            .help(t("数据文件夹", "The data folder")),
        one_of::one_of(
            Arg::new("lang").long("lang").value_name(t("语言", "LANG")).global(true),
            t("语言", "The language"),
            one_of::languages(),
            lang,
        ),
        Arg::new("as")
            .long("as")
            .value_name(t("姓名", "NAME"))
            .global(true)
            .help(t("以谁的名义登记", "In whose name it is entered")),
        Arg::new("json")
            .long("json")
            .global(true)
            .action(ArgAction::SetTrue)
            .help(t("输出 JSON", "Prints JSON")),
        Arg::new("yes")
            .long("yes")
            .global(true)
            .action(ArgAction::SetTrue)
            .help(t("不再确认，直接办理", "Goes on without asking")),
    ]
}

/// The language that is called so.
pub(super) fn language(typed: &str) -> Option<Lang> {
    match called(&one_of::languages(), Called::words, typed).as_slice() {
        [one] => Lang::from_tag(one.key()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_is_well_formed_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }
}
