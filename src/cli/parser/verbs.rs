//! The verbs of the table as commands: each with the fields that it asks for as arguments, and the
//! lists with what they can be narrowed by.

use super::one_of::{self, one_of};
use super::{ALL, ALSO, CALENDAR, LIST, MOST, POSSIBLE, QUERY, SHOW, TARGET, WORDS};
use crate::cli::offers::OFFERS;
use crate::cli::verbs::is_from_input;
use crate::command::called::Called;
use crate::command::verb::field;
use crate::command::{Field, FieldKind, Noun, Verb, Words};
use crate::domain::workflow::Rule;
use crate::i18n::{Label, Lang};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

/// The filter of lists whose words are told with it.
const STATUS: &str = "status";

pub(super) fn noun_command(noun: Noun, verbs: &'static [Verb], lang: Lang) -> Command {
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
                STATUS => one_of(arg, t("状态", "Status"), statuses(noun), lang),
                _ => arg,
            });
        }
        if noun == Noun::Issue {
            list = list.args(query(lang));
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
            let arg = if verb.keeps_the_rest() { arg.required(false) } else { arg };
            subcommand = if arg.is_positional() && verb.may_be_named(field) {
                subcommand.arg(arg).arg(named(verb, field))
            } else if arg.is_positional() {
                subcommand.arg(arg)
            } else {
                subcommand.arg(arg.aliases(verb.other_names(field)))
            };
        }
        if verb.is_for_several {
            subcommand = subcommand.args(several(noun, lang));
        }
        command = command.subcommand(subcommand);
    }
    command
}

/// The id of the option by which a field is named that stands in its place: `--reason`.
pub(in crate::cli) fn named_id(field: &Field) -> String {
    format!("--{}", field.key)
}

/// That option, which no help tells of. What conflicts with it need not be there.
fn named(verb: &Verb, field: &Field) -> Arg {
    let arg = Arg::new(named_id(field)).long(field.key).aliases(verb.other_names(field));
    with_values(arg.hide(true).conflicts_with(field.key), field)
}

/// Others that a verb is done to as well, in the same change.
fn several(noun: Noun, lang: Lang) -> [Arg; 2] {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let others = target(noun, lang).id(ALSO).long(ALSO).required(false).num_args(1..);
    [
        others.action(ArgAction::Append).help(t(
            "同时办这几件；要么都办，要么都不办，一次撤销",
            "These as well: all of them or none, and one undo",
        )),
        Arg::new(POSSIBLE)
            .long(POSSIBLE)
            .action(ArgAction::SetTrue)
            .requires(ALSO)
            .help(t("有的不能办时，只办能办的", "Where some are refused, does it to the others")),
    ]
}

/// The query that a list is narrowed by: as one text, or word by word.
fn query(lang: Lang) -> [Arg; 2] {
    let t = |zh, en| Words::new(zh, en).get(lang);
    let about = t(
        "条件，如 status:consulted due:<7d 部门：住建 停车；与筛选行同一写法",
        "What is wanted, like status:consulted due:<7d dept:housing parking; as in the filter line",
    );
    [
        Arg::new(WORDS).value_name(t("条件", "WORDS")).num_args(0..).help(about),
        Arg::new(QUERY)
            .long(QUERY)
            .value_name(t("条件", "QUERY"))
            .help(t("同上，写成一段", "The same in one text")),
    ]
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
        .arg(most(lang))
}

/// How many lines are listed.
pub(super) fn most(lang: Lang) -> Arg {
    let t = |zh, en| Words::new(zh, en).get(lang);
    Arg::new(MOST)
        .long(MOST)
        .value_name(t("数", "NUMBER"))
        .value_parser(value_parser!(u16).range(1..=500))
        .help(t("最多列几件，默认 20", "How many at most, by default 20"))
}

/// The statuses that a list can be narrowed to.
fn statuses(noun: Noun) -> Vec<Called> {
    match noun {
        Noun::Session => one_of::session_statuses(),
        Noun::Commitment => one_of::commitment_statuses(),
        _ => one_of::issue_statuses(),
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
fn list_filters(noun: Noun) -> &'static [Field] {
    const OF_STATUS: Field =
        field(STATUS, Words::new("状态", "Status"), FieldKind::Choice(Vec::new));
    const STUDIO: Field = field("studio", Words::new("工作室", "Studio"), FieldKind::Line);
    const DEPARTMENT: Field =
        field("department", Words::new("部门单位", "Department"), FieldKind::Line);
    const OVERDUE: Field =
        field("overdue", Words::new("只看逾期的", "Only what is overdue"), FieldKind::Flag);
    match noun {
        Noun::Issue | Noun::Commitment => &[OF_STATUS, STUDIO, DEPARTMENT, OVERDUE],
        Noun::Session => &[OF_STATUS, STUDIO],
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
    with_values(offering(arg, field, lang), field)
}

/// What shells are offered for a field: the words of a closed list.
fn offering(arg: Arg, field: &Field, lang: Lang) -> Arg {
    match field.kind {
        FieldKind::Choice(list) | FieldKind::Choices(list) if !list().is_empty() => {
            one_of::offering(arg, list().into_iter().map(Called::from).collect(), lang)
        }
        _ => arg,
    }
}

/// As many values as a field takes.
fn with_values(arg: Arg, field: &Field) -> Arg {
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
            let words: Vec<String> = list().iter().map(|choice| choice.told(lang)).collect();
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
