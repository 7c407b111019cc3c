//! What goes in and out: tables, records, everything, the ledger.

use super::super::one_of::{self, one_of};
use crate::command::called::Called;
use crate::command::{FieldKind, TABLE_OPTIONS, TableOption, Takes, Words};
use crate::i18n::Lang;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// What is said about tables.
const TABLES: Words = Words::new(
    "表格：议题（台账）、人员、部门单位、工作室、签到。CSV（UTF-8、UTF-16、GB18030 都认）、.xlsx 或每行一个对象的 JSON Lines；\
     文件种类看内容，不看名字。列名认得就行，先后不限；不认识的列会告知，不会出错。\n\n\
     一行对应一件，按编号认；没有编号时按工作室、议题、诉求人和日期认。同样的行再导入一次，什么也不变，哪怕系统里改过；\
     内容变了的行算冲突，由您决定。先用 --dry-run 看每一行会怎样。有一行不对就一行也不导入，除非加 --good-rows。\
     整份导入可以一次撤销：tanshi undo。",
    "Tables of issues (the ledger), people, departments, studios or attendance: CSV (UTF-8, UTF-16 or GB18030), .xlsx, or \
     JSON Lines with an object for each row. What a file is, its bytes tell, not its name. Columns are known by their names, in \
     any order; unknown ones are told.\n\n\
     A row is known by its number, else by studio, title, raiser and date. The same row again changes nothing, even if the \
     issue was edited here since; a row that says something else is a conflict that you decide. --dry-run tells what would \
     become of each row. One wrong row and nothing is taken in, unless you say --good-rows. The whole import is undone at \
     once: tanshi undo.",
);

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

pub(in crate::cli::parser) fn import(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("import")
        .about(t(
            "导入表格（CSV、XLSX、JSON Lines）或记录文件",
            "Imports a table (CSV, XLSX, JSON Lines) or a file of records",
        ))
        .long_about([t(TABLES.zh, TABLES.en), t(RECORDS.zh, RECORDS.en)].join("\n\n"))
        .arg(
            Arg::new("file")
                .value_name(t("文件", "FILE"))
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "表格或记录文件；- 表示标准输入",
                    "A table or a file of records; - is standard input",
                )),
        )
        .arg(flag("dry-run", t("只检查，不写入", "Only checks, writes nothing")))
        .args(TABLE_OPTIONS.iter().map(|option| table_option(option, lang)))
        .arg(flag(
            "forget-mapping",
            t("忘记这种表头记住的列名", "Forgets what was remembered of this head"),
        ))
        .arg(flag("all", t("逐行列出所有行", "Tells of every row")))
}

/// Something that can be wished of a table.
fn table_option(option: &'static TableOption, lang: Lang) -> Arg {
    let help = option.help.get(lang);
    let arg = Arg::new(option.option).long(option.option);
    let arg = match option.takes {
        Takes::Nothing(_) => return arg.action(ArgAction::SetTrue).help(help),
        Takes::One(name) => arg.value_name(name.get(lang)),
        Takes::Several(name) => arg.value_name(name.get(lang)).action(ArgAction::Append),
    };
    match option.field.kind {
        FieldKind::Choice(list) => {
            let list = list().into_iter().map(Called::from).collect();
            one_of(arg, help, list, lang)
        }
        _ => arg.help(help),
    }
}

pub(in crate::cli::parser) fn export(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let narrowed = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).requires("ledger").help(help)
    };
    let date = t("日期", "DATE");
    Command::new("export")
        .about(t("导出全部数据，或台账", "Exports everything, or the ledger"))
        .long_about(t(
            "导出全部数据：每行一个 JSON 对象，第一行是文件头，编号、日期、更正、撤销的内容都在里面；\
             后缀写 .zip 就把佐证材料和定稿的文件一起带上。不写 -o 就打印出来。\n\n\
             用 tanshi import 可以把它导入一个空的数据文件夹，状态码相同就是一条不差。里面有个人信息，请妥善保管。\n\n\
             加 --ledger 导出台账：一件议题一行，合计是公式；后缀写 .xlsx 或 .csv。",
            "Exports everything: one JSON object a line, the first being the head, with numbers, days, \
             corrections and what was taken back; a name that ends in .zip takes the files of evidence and \
             final documents along. Without -o it is printed.\n\n\
             tanshi import brings it into an empty data folder; the same state hash says that nothing is \
             missing. It holds personal data: keep it safe.\n\n\
             With --ledger it is the ledger: a row for each issue, sums as formulas, as .xlsx or .csv.",
        ))
        .arg(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name(t("文件", "FILE"))
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "写到这个文件或文件夹（.jsonl、.zip；台账 .xlsx、.csv）",
                    "Writes to this file or folder (.jsonl, .zip; a ledger .xlsx, .csv)",
                )),
        )
        .arg(
            Arg::new("ledger")
                .long("ledger")
                .action(ArgAction::SetTrue)
                .help(t("台账", "The ledger of issues")),
        )
        .arg(narrowed("from", date, t("台账：登记日期从哪天起", "Ledger: entered from this day")))
        .arg(narrowed("to", date, t("台账：登记日期到哪天止", "Ledger: entered up to this day")))
        .arg(narrowed("studio", t("工作室", "STUDIO"), t("台账：只要一个工作室", "Ledger: one studio")))
        .arg(one_of(
            narrowed("status", t("状态", "STATUS"), ""),
            t("台账：只要这种状态", "Ledger: one status"),
            one_of::ledger_statuses(),
            lang,
        ))
        .arg(
            Arg::new("public")
                .long("public")
                .action(ArgAction::SetTrue)
                .requires("ledger")
                .help(t("台账：公开版，群众姓名等隐去", "Ledger: the public copy, citizens masked")),
        )
}
