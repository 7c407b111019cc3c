//! The commands that are no verb of the table: import, report, documents, the second screen, care.

use super::{ALL, TARGET};
use crate::command::Words;
use crate::document::Piece;
use crate::domain::figures::Figure;
use crate::i18n::{Label, Lang};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// What a file of records looks like, for whoever has no other description at hand.
const RECORDS: Words = Words::new(
    "导入记录文件（补录）。文件是 UTF-8 的 JSON Lines，每行一个对象；要么全部导入，要么都不导入。\n\n\
     第一行：{\"tanshi\":1,\"kind\":\"records\",\"source\":\"会议档案 2022 年第 3 卷\"}\n\
     以下每行是一条记录，以种类开头：studio、person、department、issue、session、commitment，例如\n\
     {\"studio\":{\"key\":\"s\",\"name\":\"望春门街道委员工作室\",\"code\":\"WCM\"}}\n\
     {\"issue\":{\"key\":\"i1\",\"studio\":\"s\",\"title\":\"步行街增设充电桩\",\"category\":\"温度\"}}\n\n\
     key 是文件里的代号，别的记录用它来引用。写错的字段和词会指出在第几行、可以写什么。",
    "Imports a file of records (past work). It is UTF-8 JSON Lines, one object a line; all of it is \
     imported, or nothing.\n\n\
     The first line: {\"tanshi\":1,\"kind\":\"records\",\"source\":\"Archive 2022, volume 3\"}\n\
     Every other line is a record and begins with its kind: studio, person, department, issue, \
     session or commitment, such as\n\
     {\"studio\":{\"key\":\"s\",\"name\":\"Wangchunmen\",\"code\":\"WCM\"}}\n\
     {\"issue\":{\"key\":\"i1\",\"studio\":\"s\",\"title\":\"Chargers\",\"category\":\"livelihood\"}}\n\n\
     A key is a name within the file, by which other records refer to it. A wrong field or word is \
     told with its line and with what is allowed.",
);

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
}

pub(super) fn import(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("import")
        .about(t("导入记录文件（补录）", "Imports a file of records (past work)"))
        .long_about(t(RECORDS.zh, RECORDS.en))
        .arg(
            Arg::new("file")
                .value_name(t("文件", "FILE"))
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "记录文件，JSON Lines；- 表示标准输入",
                    "A file of records, JSON Lines; - is standard input",
                )),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help(t("只检查，不写入", "Only checks, writes nothing")),
        )
}

/// What presses today.
pub(super) fn today(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("today")
        .about(t("今天要办的事：逾期、临期、久等、待测评", "What presses today: overdue, due soon, waiting"))
        .long_about(t(
            "列出今天要办的事：逾期的、三个工作日内到期的、被退回的、等得久的、该测评和回访的议题，七天内的会和还没有定稿的\
             纪要。每件说明原因和下一步。设了“我的工作室”就只列它的。",
            "Lists what presses today: issues that are overdue, due within three working days, given back, \
             waiting for long, to be evaluated or revisited; the sessions of seven days, and minutes that are \
             not final. Each with the reason and the next step. Where my studio is set, only what is its own.",
        ))
        .arg(
            Arg::new("studio")
                .long("studio")
                .value_name(t("工作室", "STUDIO"))
                .help(t("只看一个工作室", "Only one studio")),
        )
        .arg(
            Arg::new(ALL)
                .long(ALL)
                .action(ArgAction::SetTrue)
                .conflicts_with("studio")
                .help(t("看全部工作室", "All studios")),
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

pub(super) fn doctor(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new("doctor")
        .about(t(
            "检查数据，说明问题和办法",
            "Says what is wrong with the data and what to do",
        ))
        .arg(
            Arg::new("go-on-from-today")
                .long("go-on-from-today")
                .action(ArgAction::SetTrue)
                .help(t(
                    "上次登记时电脑时间不对：今后从今天起算（要加 --yes）",
                    "The clock was wrong when the last entry was made: goes on from today (needs --yes)",
                )),
        )
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

pub(super) fn report(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let date = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(t("日期", "DATE")).help(help)
    };
    Command::new("report")
        .about(t("统计一段时间的数字", "Counts the figures of an interval"))
        .arg(date("from", t("统计区间开始，默认今年 1 月 1 日", "First day, by default 1 January")))
        .arg(date("to", t("统计区间结束，默认今天", "Last day, by default today")))
        .arg(date("cut-off", t("截止日，默认同结束日", "Cut-off date, by default the last day")))
        .arg(
            Arg::new("studio")
                .long("studio")
                .value_name(t("工作室", "STUDIO"))
                .help(t("只统计一个工作室", "Only one studio")),
        )
        .arg(
            Arg::new("rows")
                .long("rows")
                .value_name(t("数字", "FIGURE"))
                .value_parser(Figure::ALL.iter().map(|figure| figure.key()).collect::<Vec<_>>())
                .help(t("列出某个数字数到的每一行", "Lists every row that a figure counts"))
                .long_help(figures(lang)),
        )
}

/// The documents for the office.
pub(super) fn document(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let kinds = Piece::all().map(|piece| (piece.key().replace('_', "-"), piece.label(lang)));
    let (kinds, words): (Vec<String>, Vec<String>) =
        kinds.map(|(key, label)| (key.clone(), format!("{key} {label}"))).unzip();
    Command::new("document")
        .about(t("生成公文：纪要、签到表、交办单等", "Makes documents: minutes, sheets, letters"))
        .long_about(t(
            "生成公文。不写 -o 就在屏幕上看；文件按后缀写成 Word（.docx）、Markdown（.md）或文本（.txt）。\n\n\
             交办单和反馈表也可以按会议或议题成批生成，-o 写文件夹，没有就新建；\
             交办单是一件承办事项、一个单位一份，反馈表是一件承办事项一份。\n\n\
             pack 把一场会议要准备的材料（会议通知、空白签到表、每件议题的一事一档）一次写进 -o 指定的\
             文件夹，没有就新建。calendar 是日历文件（.ics）：会议本身和其中承办事项的时限，只写公开的内容。",
            "Makes documents. Without -o they are shown; a file is written as Word (.docx), Markdown (.md) \
             or text (.txt), by its ending.\n\n\
             Letters and report forms can be made for a session or an issue as a batch: -o is a folder then, made \
             where it is missing; a commitment has one letter for each of its departments, and one report form.\n\n\
             pack writes what a session needs beforehand (notice, blank sign-in sheet, the file of each issue) \
             into the folder named by -o, which is made where it is missing. calendar is a file for calendars \
             (.ics): the session and the deadlines of its commitments, as the public may see them.",
        ))
        .arg(
            Arg::new("kind")
                .value_name(t("公文", "KIND"))
                .required(true)
                .value_parser(kinds)
                .hide_possible_values(true)
                .help(match lang {
                    Lang::Zh => format!("哪种：{}", words.join("、")),
                    Lang::En => format!("Which one: {}", words.join(", ")),
                }),
        )
        .arg(
            Arg::new("of")
                .value_name(t("对象", TARGET))
                .required(true)
                .help(t("会议、议题或承办事项的编号", "Number of a session, an issue or a commitment")),
        )
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name(t("文件", "FILE"))
                .value_parser(value_parser!(PathBuf))
                .help(t("写到这个文件或文件夹", "Writes to this file or folder")),
        )
        .arg(
            Arg::new("public")
                .long("public")
                .action(ArgAction::SetTrue)
                .help(t("公开版：群众姓名、电话、住址隐去", "The public copy: citizens are masked")),
        )
        .arg(
            Arg::new("dated")
                .long("dated")
                .value_name(t("日期", "DATE"))
                .help(t("公文上的日期", "The day that stands on it")),
        )
        .arg(
            Arg::new("versions").long("versions").action(ArgAction::SetTrue).help(t(
                "列出定稿的各版，和后来改了什么",
                "Lists the final versions, and what changed",
            )),
        )
        .arg(
            Arg::new("which")
                .long("version")
                .value_name(t("版次", "N"))
                .value_parser(value_parser!(u32).range(1..))
                .help(t("定稿的这一版，一个字节不差", "This final version, byte for byte")),
        )
        .arg(
            Arg::new("seal")
                .long("seal")
                .value_name(t("封存码", "SEAL"))
                .conflicts_with("which")
                .help(t(
                    "封存码以此开头的那一版（会议通知改期、取消前后各有第 1 版）",
                    "The version whose seal begins so: notices of different news each have a version 1",
                )),
        )
}

/// Every figure whose rows can be listed, with its word.
fn figures(lang: Lang) -> String {
    let words = Figure::ALL.iter().map(|figure| format!("{} {}", figure.key(), figure.label(lang)));
    let words: Vec<String> = words.collect();
    match lang {
        Lang::Zh => format!("列出某个数字数到的每一行：{}", words.join("、")),
        Lang::En => format!("Lists every row that a figure counts: {}", words.join(", ")),
    }
}
