//! What can be typed on the command line: built from the table of verbs, in the user's language.

use crate::command::{Field, FieldKind, Noun, VERBS, Verb, Words};
use crate::domain::figures::Figure;
use crate::i18n::{Label, Lang};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The words that lists understand beside the verbs.
pub(super) const LIST: &str = "list";
/// Shows one entity.
pub(super) const SHOW: &str = "show";
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
        .subcommand(
            Command::new("demo")
                .about(t(
                    "打开示例城市（临时数据，退出即弃）",
                    "Opens the example city on a throw-away store",
                ))
                .arg(
                    Arg::new("fill")
                        .long("fill")
                        .value_name("DIR")
                        .value_parser(value_parser!(PathBuf))
                        .help(t(
                            "把示例写进一个空文件夹",
                            "Writes the example into an empty folder",
                        )),
                )
                .arg(
                    Arg::new("seed")
                        .long("seed")
                        .value_parser(value_parser!(u64))
                        .default_value("2023")
                        .help(t("随机种子", "Seed of the generated part")),
                ),
        )
        .subcommand(
            Command::new("import")
                .about(t("导入记录文件（补录）", "Imports a file of records (past work)"))
                .arg(
                    Arg::new("file")
                        .value_name("FILE")
                        .required(true)
                        .value_parser(value_parser!(PathBuf))
                        .help(t("记录文件，JSON Lines", "A records file, JSON Lines")),
                )
                .arg(
                    Arg::new("dry-run")
                        .long("dry-run")
                        .action(ArgAction::SetTrue)
                        .help(t("只检查，不写入", "Only checks, writes nothing")),
                ),
        )
        .subcommand(report(lang))
        .subcommand(Command::new("undo").about(t("撤销上一步", "Undoes the last change")))
        .subcommand(Command::new("redo").about(t("重做", "Does again what was undone")))
        .subcommand(Command::new("verify").about(t("校验全部数据", "Checks all data")))
        .subcommand(Command::new("doctor").about(t(
            "检查数据，说明问题和办法",
            "Says what is wrong with the data and what to do",
        )))
        .subcommand(
            Command::new("completions")
                .about(t("生成命令补全脚本", "Writes a completion script"))
                .arg(
                    Arg::new("shell")
                        .value_name("SHELL")
                        .required(true)
                        .value_parser(value_parser!(clap_complete::Shell))
                        .help(t("哪种命令行", "For which shell")),
                ),
        )
        .subcommand(Command::new("man").about(t("生成手册页", "Writes the manual page")));
    for (noun, verbs) in Noun::ALL.into_iter().zip(VERBS) {
        command = command.subcommand(noun_command(noun, verbs, lang));
    }
    command
}

fn globals(lang: Lang) -> Vec<Arg> {
    let t = |zh, en| Words::new(zh, en).get(lang);
    vec![
        Arg::new("data")
            .long("data")
            .value_name("DIR")
            .global(true)
            .value_parser(value_parser!(PathBuf))
            .help(t("数据文件夹", "The data folder")),
        Arg::new("lang")
            .long("lang")
            .value_name("LANG")
            .global(true)
            .value_parser(["zh", "en"])
            .help(t("语言", "The language")),
        Arg::new("as")
            .long("as")
            .value_name("NAME")
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
            .help(t("对确认一律回答是", "Answers confirmations with yes")),
    ]
}

fn report(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let date = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("DATE").help(help)
    };
    Command::new("report")
        .about(t("统计一段时间的数字", "Counts the figures of an interval"))
        .arg(date("from", t("统计区间开始，默认今年 1 月 1 日", "First day, by default 1 January")))
        .arg(date("to", t("统计区间结束，默认今天", "Last day, by default today")))
        .arg(date("cut-off", t("截止日，默认同结束日", "Cut-off date, by default the last day")))
        .arg(
            Arg::new("studio")
                .long("studio")
                .value_name("STUDIO")
                .help(t("只统计一个工作室", "Only one studio")),
        )
        .arg(
            Arg::new("rows")
                .long("rows")
                .value_name("FIGURE")
                .value_parser(Figure::ALL.iter().map(|figure| figure.key()).collect::<Vec<_>>())
                .help(t("列出某个数字数到的每一行", "Lists every row that a figure counts")),
        )
}

fn noun_command(noun: Noun, verbs: &'static [Verb], lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let label = noun.entity().label(lang);
    let mut command = Command::new(noun.key())
        .about(label)
        .subcommand_required(true)
        .arg_required_else_help(true);
    if noun == Noun::Settings {
        command = command.subcommand(Command::new(SHOW).about(t("查看设置", "Shows the settings")));
    } else {
        let mut list = Command::new(LIST).about(t("列出", "Lists them"));
        for filter in list_filters(noun) {
            list = list.arg(argument(filter, lang, false));
        }
        command = command.subcommand(list).subcommand(
            Command::new(SHOW).about(t("查看一个", "Shows one")).arg(target(noun, lang)),
        );
    }
    for verb in verbs {
        let mut subcommand =
            Command::new(verb.name).about(verb.label.get(lang)).long_about(verb.about.get(lang));
        if verb.has_target {
            subcommand = subcommand.arg(target(noun, lang));
        }
        for field in verb.fields {
            subcommand = subcommand.arg(argument(field, lang, true));
        }
        command = command.subcommand(subcommand);
    }
    command
}

fn target(noun: Noun, lang: Lang) -> Arg {
    let help = match noun {
        Noun::Issue | Noun::Session => Words::new("编号或标题", "Number or title"),
        Noun::Commitment => Words::new("议题编号/序号", "Number of the issue/place"),
        _ => Words::new("名称", "Name"),
    };
    Arg::new(TARGET).required(true).help(help.get(lang))
}

/// What a list can be narrowed by.
pub(super) fn list_filters(noun: Noun) -> &'static [Field] {
    const STATUS: Field = Field {
        key: "status",
        label: Words::new("状态", "Status"),
        kind: FieldKind::Line,
        required: false,
        positional: false,
    };
    const STUDIO: Field = Field {
        key: "studio",
        label: Words::new("工作室", "Studio"),
        kind: FieldKind::Line,
        required: false,
        positional: false,
    };
    const DEPARTMENT: Field = Field {
        key: "department",
        label: Words::new("部门单位", "Department"),
        kind: FieldKind::Line,
        required: false,
        positional: false,
    };
    const OVERDUE: Field = Field {
        key: "overdue",
        label: Words::new("只看逾期的", "Only what is overdue"),
        kind: FieldKind::Flag,
        required: false,
        positional: false,
    };
    match noun {
        Noun::Issue => &[STATUS, STUDIO, DEPARTMENT, OVERDUE],
        Noun::Session => &[STATUS, STUDIO],
        Noun::Commitment => &[DEPARTMENT, OVERDUE],
        _ => &[],
    }
}

/// A field as an argument: `--key VALUE`, or in its place when it may stand without.
fn argument(field: &Field, lang: Lang, may_stand_alone: bool) -> Arg {
    let mut arg = Arg::new(field.key).help(help(field, lang));
    if may_stand_alone && field.positional {
        arg = arg.value_name(field.key.to_uppercase()).required(field.required);
    } else {
        arg = arg.long(field.key).required(may_stand_alone && field.required);
        arg = arg.value_name(value_name(field));
    }
    match field.kind {
        FieldKind::Flag => arg.action(ArgAction::SetTrue).value_name(""),
        FieldKind::Choices(_)
        | FieldKind::References(_)
        | FieldKind::People
        | FieldKind::Tags
        | FieldKind::Overrides => arg.action(ArgAction::Append),
        _ => arg,
    }
}

const fn value_name(field: &Field) -> &'static str {
    match field.kind {
        FieldKind::Span | FieldKind::Day | FieldKind::Deadline => "DATE",
        FieldKind::Time => "TIME",
        FieldKind::Amount | FieldKind::Heads => "AMOUNT",
        FieldKind::Number => "NUMBER",
        FieldKind::Overrides => "RULE=REASON",
        FieldKind::File => "FILE",
        FieldKind::Reference(_)
        | FieldKind::References(_)
        | FieldKind::Person
        | FieldKind::People => "NAME",
        FieldKind::Choice(_) | FieldKind::Choices(_) => "WORD",
        FieldKind::Line | FieldKind::Block | FieldKind::Tags | FieldKind::Flag => "TEXT",
    }
}

fn help(field: &Field, lang: Lang) -> String {
    let label = field.label.get(lang);
    match field.kind {
        FieldKind::Choice(list) | FieldKind::Choices(list) => {
            let words: Vec<String> = list()
                .iter()
                .map(|choice| format!("{} {}", choice.key, choice.words.get(lang)))
                .collect();
            match lang {
                Lang::Zh => format!("{label}（{}）", words.join("、")),
                Lang::En => format!("{label} ({})", words.join(", ")),
            }
        }
        _ => label.to_owned(),
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
