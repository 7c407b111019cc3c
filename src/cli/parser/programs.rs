//! The commands that are no verb of the table.
//!
//! | question | file |
//! |---|---|
//! | the example, today, finding, the second screen, completions | this one |
//! | tables, records, everything, the ledger | `tables` |
//! | documents | `documents` |
//! | figures | `figures` |
//! | backups and checks | `care` |

mod care;
mod documents;
mod figures;
mod tables;

pub(super) use self::care::{backup, config, doctor, restore, verify};
pub(super) use self::documents::document;
pub(super) use self::figures::report;
pub(super) use self::tables::{export, import};
use super::one_of::{self, one_of};
use super::{ALL, MINE};
use crate::cli::search;
use crate::command::Words;
use crate::i18n::Lang;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

pub(super) fn demo(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("demo")
        .about(t(
            "打开示例城市（临时数据，退出即弃）",
            "Opens the example city on a throw-away store",
        ))
        .arg(
            Arg::new("fill")
                .long("fill")
                .value_name(t("文件夹", "DIR"))
                .value_parser(value_parser!(PathBuf))
                .help(t("把示例写进一个空文件夹", "Writes the example into an empty folder")),
        )
        .arg(
            Arg::new("seed")
                .long("seed")
                .value_name(t("数", "NUMBER"))
                .value_parser(value_parser!(u64))
                .default_value("2023")
                .help(t("随机种子，默认 2023", "Seed of the generated part, by default 2023")),
        )
        .arg(super::plain(lang))
}

/// What presses today.
pub(super) fn today(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("today")
        .about(t("今天要办的事：逾期、临期、久等、待测评", "What presses today: overdue, due soon, waiting"))
        .long_about(t(
            "列出今天要办的事：逾期的、三个工作日内到期的、被退回的、等得久的、该测评和回访的议题，七天内的会和还没有定稿的\
             纪要。每件说明原因和下一步。会后超过 30 天的纪要不再列。",
            "Lists what presses today: issues that are overdue, due within three working days, given back, \
             waiting for long, to be evaluated or revisited; the sessions of seven days, and minutes that are \
             not final, for 30 days after the session. Each with the reason and the next step.",
        ))
        .arg(
            Arg::new("studio")
                .long("studio")
                .value_name(t("工作室", "STUDIO"))
                .help(t("只看一个工作室", "Only one studio")),
        )
        // What older scripts say, and is meant without it.
        .arg(Arg::new(ALL).long(ALL).action(ArgAction::SetTrue).hide(true).conflicts_with(MINE))
        .arg(
            Arg::new(MINE)
                .long(MINE)
                .action(ArgAction::SetTrue)
                .conflicts_with("studio")
                .help(t("只看我的工作室", "Only my studio")),
        )
        .arg(super::verbs::most(lang))
}

pub(super) fn present(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("present")
        .about(t(
            "第二屏幕：大字显示议题、发言人和计时",
            "The second screen: item, speaker and clock in big letters",
        ))
        .long_about(t(
            "第二屏幕：在另一个终端里大字显示议题、发言人和计时，供会场观看。工作台照常使用；会议开始前先等待，断开后自动重连。群众只显示\
             “姓某某”，不显示诉求人、备注和电话。按 q 退出。没有终端时，打印一次当前内容。",
            "The second screen: item, speaker and clock in big letters in another terminal, for the room, \
             while the workbench is used as ever. It waits for the session and connects again by itself. \
             Citizens are shown by their surname alone; raisers, notes and telephones never. q quits. Without \
             a terminal it prints once what there is to see.",
        ))
        .arg(flag(
            "bell",
            t("发言快到时间时响铃", "Rings when the time of a speech is nearly up"),
        ))
        .arg(flag("demo", t("显示示例里的会议", "Shows the session of the example")))
        .arg(flag("once", t("打印一次当前内容", "Prints once what there is to see")))
}

pub(super) fn completions(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("completions").about(t("生成命令补全脚本", "Writes a completion script")).arg(
        Arg::new("shell")
            .value_name(t("命令行", "SHELL"))
            .required(true)
            .value_parser(value_parser!(clap_complete::Shell))
            .help(t(
                "哪种命令行：bash、zsh、fish、powershell、elvish",
                "For which shell: bash, zsh, fish, powershell, elvish",
            )),
    )
}

/// Finding by words.
pub(super) fn search(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("search")
        .about(t("查找议题、记录、承办事项等", "Finds issues, what was said, commitments and more"))
        .long_about(t(
            "查找：编号、标题、名称、地点、诉求人（也可以打拼音或首字母），以及议题正文、会议记录、承办事项等说到的内容。\
             几个词要都有，不论先后；引号里的短语照原样找，例如 tanshi search '\"停车难\" 市场'。一个字也能找。\n\n\
             全文索引由数据得出，缺了或旧了会先补上，可以随时删除（数据文件夹里的 search）。",
            "Finds numbers, titles, names, places and raisers (by pinyin and initials, too), and what is said in \
             issues, records and commitments. All words have to be there, in any order; a phrase between quotes \
             as it is written, such as tanshi search '\"parking fee\" market'. A single Chinese character is \
             found, too.\n\n\
             The full-text index is derived from the data: what it lacks is brought up to date before, and it \
             can be deleted at any time (search in the data folder).",
        ))
        .arg(
            Arg::new(search::WORDS)
                .value_name(t("词", "WORDS"))
                .required(true)
                .num_args(1..)
                .help(t("要找的词；引号里的是短语", "The words; a phrase between quotes")),
        )
        .arg(one_of(
            Arg::new(search::KIND).long("kind").value_name(t("种类", "KIND")),
            t("只找一种", "Only of this kind"),
            one_of::kinds(),
            lang,
        ))
        .arg(
            Arg::new(search::LIMIT)
                .long("limit")
                .value_name(t("条数", "COUNT"))
                .value_parser(value_parser!(u32).range(1..))
                .help(t("最多列出多少条，默认 50", "How many are listed at most, by default 50")),
        )
}
