//! The figures of an interval, divided, as files, and frozen.

use super::super::one_of::{self, one_of};
use crate::command::Words;
use crate::i18n::Lang;
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

pub(in crate::cli::parser) fn report(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let date = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(t("日期", "DATE")).help(help)
    };
    let about = t("列出某个数字数到的每一行", "Lists every row that a figure counts");
    let rows = Arg::new("rows").long("rows").value_name(t("数字", "FIGURE"));
    let rows = rows.help(about).long_help(one_of::told(about, &one_of::counted(), lang));
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
        .arg(one_of::taking(rows, one_of::counted(), lang))
        .args(report_more(lang))
}

/// How a report is divided, written and frozen.
fn report_more(lang: Lang) -> [Arg; 7] {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let asked = ["from", "to", "cut-off", "studio"];
    [
        one_of(
            Arg::new("by").long("by").value_name(t("怎么分", "DIMENSION")),
            t("分开统计，按", "Divides the figures by"),
            one_of::dimensions(),
            lang,
        ),
        Arg::new("in").long("in").value_name(t("格", "CELL")).requires("by").help(t(
            "和 --by、--rows 一起：只列这一格数到的行，例如 --by month --in 2023-03",
            "With --by and --rows: the rows of this cell alone, such as --by month --in 2023-03",
        )),
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name(t("文件", "FILE"))
            .value_parser(value_parser!(PathBuf))
            .help(t(
                "写成文件：.xlsx、.docx、.md 或 .txt",
                "Writes a file: .xlsx, .docx, .md or .txt",
            )),
        Arg::new("freeze").long("freeze").value_name(t("名称", "NAME")).help(t(
            "冻结这份统计：以后登记、更正了什么，都能按当时的数字重新算出来",
            "Freezes the report: whatever is entered or corrected later, it runs again as it was",
        )),
        Arg::new("frozen")
            .long("frozen")
            .value_name(t("名称", "NAME"))
            .num_args(0..=1)
            .default_missing_value("")
            .conflicts_with_all(asked)
            .conflicts_with("freeze")
            .help(t(
                "重新算一份冻结的报表；不写名称就列出全部",
                "Runs a frozen report again; without a name, lists them all",
            )),
        Arg::new("compare").long("compare").action(ArgAction::SetTrue).requires("frozen").help(t(
            "和 --frozen 一起：现在统计有什么不同，哪些行变了，为什么",
            "With --frozen: what a report of today says otherwise, which rows moved, and why",
        )),
        Arg::new("drop")
            .long("drop")
            .value_name(t("名称", "NAME"))
            .conflicts_with_all(["freeze", "frozen"])
            .help(t("删去一份冻结的报表（可以撤销）", "Drops a frozen report (can be undone)")),
    ]
}
