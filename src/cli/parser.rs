//! What can be typed on the command line: built from the table of verbs, in the user's language.

use super::offers::{ALL, MOST, OFFERS};
use super::verbs::is_from_input;
use crate::command::filter::{SessionStatusFilter, StatusFilter};
use crate::command::verb::field;
use crate::command::{Field, FieldKind, Noun, VERBS, Verb, Words};
use crate::document::Piece;
use crate::domain::figures::Figure;
use crate::domain::workflow::Rule;
use crate::i18n::{Label, Lang};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The filter of lists whose words are told with it.
const STATUS: &str = "status";
/// The words that lists understand beside the verbs.
pub(super) const LIST: &str = "list";
/// The file for calendars that a list of commitments is written to.
pub(super) const CALENDAR: &str = "ics";
/// Shows one entity.
pub(super) const SHOW: &str = "show";
/// The argument that names what a verb is done to.
pub(super) const TARGET: &str = "TARGET";

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
        .args(super::help::flags(lang))
        .subcommand(demo(lang))
        .subcommand(import(lang))
        .subcommand(report(lang))
        .subcommand(document(lang))
        .subcommand(present(lang))
        .subcommand(Command::new("undo").about(t("撤销上一步", "Undoes the last change")))
        .subcommand(Command::new("redo").about(t("重做", "Does again what was undone")))
        .subcommand(Command::new("verify").about(t("校验全部数据", "Checks all data")))
        .subcommand(doctor(lang))
        .subcommand(completions(lang))
        .subcommand(Command::new("man").about(t("生成手册页", "Writes the manual page")))
        .subcommand(super::help::command(lang));
    for (noun, verbs) in Noun::ALL.into_iter().zip(VERBS) {
        command = command.subcommand(noun_command(noun, verbs, lang));
    }
    super::help::dressed(command, lang)
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
        Arg::new("lang")
            .long("lang")
            .value_name(t("语言", "LANG"))
            .global(true)
            .value_parser(["zh", "en"])
            .help(t("语言：zh 或 en", "The language: zh or en")),
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

fn demo(lang: Lang) -> Command {
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

fn import(lang: Lang) -> Command {
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

fn present(lang: Lang) -> Command {
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
            "第二屏幕：在另一个终端里大字显示议题、发言人和计时，供会场观看。工作台照常使用；会议开始前先等待，断开后自动重连。群众只显示             “姓某某”，不显示诉求人、备注和电话。按 q 退出。没有终端时，打印一次当前内容。",
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

fn doctor(lang: Lang) -> Command {
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

fn completions(lang: Lang) -> Command {
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

fn report(lang: Lang) -> Command {
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
fn document(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let kinds = Piece::all().map(|piece| (piece.key().replace('_', "-"), piece.label(lang)));
    let (kinds, words): (Vec<String>, Vec<String>) =
        kinds.map(|(key, label)| (key.clone(), format!("{key} {label}"))).unzip();
    Command::new("document")
        .about(t("生成公文：纪要、签到表、交办单等", "Makes documents: minutes, sheets, letters"))
        .long_about(t(
            "生成公文。不写 -o 就在屏幕上看；文件按后缀写成 Word（.docx）、Markdown（.md）或文本（.txt）。\n\n\
             交办单和反馈表也可以按会议或议题成批生成，-o 写文件夹；交办单每个单位一份，反馈表每件承办事项一份。\n\n\
             pack 把一场会议要准备的材料（会议通知、空白签到表、每件议题的一事一档）一次写进 -o 指定的\
             文件夹，没有就新建。calendar 是日历文件（.ics）：会议本身和其中承办事项的时限，只写公开的内容。",
            "Makes documents. Without -o they are shown; a file is written as Word (.docx), Markdown (.md) \
             or text (.txt), by its ending.\n\n\
             Letters and report forms can be made for a session or an issue as a batch: -o is a folder then; \
             each department gets its letter, and each commitment has one report form.\n\n\
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

fn noun_command(noun: Noun, verbs: &'static [Verb], lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let label = noun.entity().label(lang);
    let mut command = Command::new(noun.key()).about(label).subcommand_required(true);
    if noun == Noun::Settings {
        command = command.subcommand(Command::new(SHOW).about(t("查看设置", "Shows the settings")));
    } else {
        let mut list = Command::new(LIST).about(t("列出", "Lists them"));
        for filter in list_filters(noun) {
            let arg = argument(filter, lang, false);
            list = list.arg(match filter.key {
                STATUS => arg.help(status_help(noun, lang)),
                _ => arg,
            });
        }
        if noun == Noun::Commitment {
            list = list.arg(calendar_file(lang));
        }
        command = command.subcommand(list).subcommand(
            Command::new(SHOW).about(t("查看一个", "Shows one")).arg(target(noun, lang)),
        );
    }
    if noun == Noun::Session {
        command = command.subcommand(offers(lang));
    }
    for verb in verbs {
        let mut subcommand =
            Command::new(verb.name).about(verb.label.get(lang)).long_about(verb.about.get(lang));
        if verb.has_target {
            subcommand = subcommand.arg(target(noun, lang));
        }
        for field in verb.fields {
            let arg = argument(field, lang, true);
            subcommand =
                subcommand.arg(if verb.keeps_the_rest() { arg.required(false) } else { arg });
        }
        command = command.subcommand(subcommand);
    }
    command
}

/// The file that the deadlines of a list are written to.
fn calendar_file(lang: Lang) -> Arg {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Arg::new(CALENDAR)
        .long(CALENDAR)
        .value_name(t("文件", "FILE"))
        .value_parser(value_parser!(PathBuf))
        .help(t(
            "把其中未办结的时限写成日历文件（.ics）",
            "Writes the deadlines of those that are open to a file for calendars (.ics)",
        ))
}

/// What the backlog offers for a session.
fn offers(lang: Lang) -> Command {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Command::new(OFFERS)
        .about(t("可以列入议程的议题", "What the backlog offers for its agenda"))
        .long_about(t(
            "列出可以列入议程的议题，先说最该议的，并说明理由",
            "Lists what could come onto its agenda, the most urgent first, with the reasons",
        ))
        .arg(target(Noun::Session, lang))
        .arg(
            Arg::new(ALL)
                .long(ALL)
                .action(ArgAction::SetTrue)
                .help(t("也列其他工作室的", "Those of other studios too")),
        )
        .arg(
            Arg::new(MOST)
                .long(MOST)
                .value_name(t("数", "NUMBER"))
                .value_parser(value_parser!(u16).range(1..=500))
                .help(t("最多列几件，默认 20", "How many at most, by default 20")),
        )
}

/// The statuses that a list can be narrowed to.
fn status_help(noun: Noun, lang: Lang) -> String {
    let keys = match noun {
        Noun::Session => SessionStatusFilter::keys(),
        _ => StatusFilter::keys(),
    };
    match lang {
        Lang::Zh => format!("状态：{}", keys.join("、")),
        Lang::En => format!("Status: {}", keys.join(", ")),
    }
}

fn target(noun: Noun, lang: Lang) -> Arg {
    let help = match noun {
        Noun::Issue | Noun::Session => Words::new("编号或标题", "Number or title"),
        Noun::Commitment => Words::new("议题编号/序号", "Number of the issue/place"),
        _ => Words::new("名称", "Name"),
    };
    let name = Words::new("对象", TARGET).get(lang);
    Arg::new(TARGET).value_name(name).required(true).help(help.get(lang))
}

/// What a list can be narrowed by.
pub(super) fn list_filters(noun: Noun) -> &'static [Field] {
    const OF_STATUS: Field = field(STATUS, Words::new("状态", "Status"), FieldKind::Line);
    const STUDIO: Field = field("studio", Words::new("工作室", "Studio"), FieldKind::Line);
    const DEPARTMENT: Field =
        field("department", Words::new("部门单位", "Department"), FieldKind::Line);
    const OVERDUE: Field =
        field("overdue", Words::new("只看逾期的", "Only what is overdue"), FieldKind::Flag);
    match noun {
        Noun::Issue => &[OF_STATUS, STUDIO, DEPARTMENT, OVERDUE],
        Noun::Session => &[OF_STATUS, STUDIO],
        Noun::Commitment => &[DEPARTMENT, OVERDUE],
        _ => &[],
    }
}

/// A field as an argument: `--key VALUE`, or in its place when it may stand without.
fn argument(field: &Field, lang: Lang, may_stand_alone: bool) -> Arg {
    let mut arg =
        Arg::new(field.key).help(help(field, lang, may_stand_alone && is_from_input(field)));
    if may_stand_alone && field.positional {
        arg = arg.value_name(place_name(field, lang)).required(field.required);
    } else {
        arg = arg.long(field.key).required(may_stand_alone && field.required);
        arg = arg.value_name(value_name(field).get(lang));
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

/// What stands for a field that is typed in its place.
fn place_name(field: &Field, lang: Lang) -> String {
    match lang {
        Lang::Zh => field.label.zh.to_owned(),
        Lang::En => field.key.to_uppercase(),
    }
}

const fn value_name(field: &Field) -> Words {
    let (zh, en) = match field.kind {
        FieldKind::Span | FieldKind::Day | FieldKind::Deadline => ("日期", "DATE"),
        FieldKind::Time => ("时间", "TIME"),
        FieldKind::Amount | FieldKind::Heads => ("数额", "AMOUNT"),
        FieldKind::Number { .. } => ("数", "NUMBER"),
        FieldKind::Overrides => ("规则=理由", "RULE=REASON"),
        FieldKind::File | FieldKind::Records => ("文件", "FILE"),
        FieldKind::Reference(_)
        | FieldKind::References(_)
        | FieldKind::Person
        | FieldKind::People => ("名称", "NAME"),
        FieldKind::Choice(_) | FieldKind::Choices(_) => ("词", "WORD"),
        FieldKind::Line | FieldKind::Block | FieldKind::Tags | FieldKind::Flag => ("文字", "TEXT"),
    };
    Words::new(zh, en)
}

fn help(field: &Field, lang: Lang, may_be_piped: bool) -> String {
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
        FieldKind::Overrides => {
            let rules = Rule::ALL.iter().filter(|rule| rule.is_overridable());
            let rules: Vec<String> =
                rules.map(|rule| format!("{} {}", rule.key(), rule.label(lang))).collect();
            match lang {
                Lang::Zh => format!("{label}（{}）", rules.join("、")),
                Lang::En => format!("{label} ({})", rules.join(", ")),
            }
        }
        _ if may_be_piped => match lang {
            Lang::Zh => format!("{label}；- 表示标准输入"),
            Lang::En => format!("{label}; - is standard input"),
        },
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
