//! Help in the user's language: headings, order, and the words that the parser would say itself.

use super::error::CliError;
use super::output::Output;
use super::parser;
use crate::command::Words;
use crate::i18n::Lang;
use clap::{Arg, ArgAction, ArgMatches, Command};

/// The parser's own word for options, which cannot be set.
const OPTIONS: &str = "[OPTIONS]";

const COMMANDS: Words = Words::new("命令", "Commands");
const ARGUMENTS: Words = Words::new("参数", "Arguments");
const OWN: Words = Words::new("选项", "Options");
const GLOBAL: Words = Words::new("全局选项", "Options of every command");

/// Shows the help of a command: `tanshi help issue accept`.
pub(super) fn run(words: &ArgMatches, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    let mut root = parser::command(lang);
    root.build();
    let mut command = &mut root;
    for name in words.get_many::<String>("command").into_iter().flatten() {
        // What follows the last command is what it is given, such as a kind of document.
        if !command.has_subcommands() {
            break;
        }
        let found = command.find_subcommand(name).map(|it| it.get_name().to_owned());
        let found = found.ok_or_else(|| CliError::NoCommand(name.clone()))?;
        command = match command.find_subcommand_mut(&found) {
            Some(found) => found,
            None => return Ok(()),
        };
    }
    output.raw(localised(&command.render_long_help().to_string(), lang).as_bytes())
}

/// The command that shows help.
pub(super) fn command(lang: Lang) -> Command {
    Command::new("help")
        .about(Words::new("查看一个命令的说明", "Shows the help of a command").get(lang))
        .arg(
            Arg::new("command")
                .value_name(Words::new("命令", "COMMAND").get(lang))
                .num_args(0..)
                .help(
                    Words::new("哪个命令，例如 issue accept", "Which one: issue accept").get(lang),
                ),
        )
}

/// The flags that every command answers by itself.
pub(super) fn flags(lang: Lang) -> [Arg; 2] {
    let t = |zh, en| Words::new(zh, en).get(lang);
    [
        Arg::new("help")
            .short('h')
            .long("help")
            .global(true)
            .action(ArgAction::Help)
            .help(t("查看说明；--help 更详细", "Shows this help; --help says more")),
        Arg::new("version")
            .short('V')
            .long("version")
            .action(ArgAction::Version)
            .help(t("查看版本", "Shows the version")),
    ]
}

/// Puts headings and order on a command and on all below it: its own arguments first.
pub(super) fn dressed(command: Command, lang: Lang) -> Command {
    let template = match lang {
        Lang::Zh => "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        Lang::En => "{before-help}{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    };
    command
        .help_template(template)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(COMMANDS.get(lang))
        .subcommand_value_name(Words::new("命令", "COMMAND").get(lang))
        .mut_args(|arg| {
            let heading = match (arg.is_global_set() || arg.get_id() == "version", &arg) {
                (true, _) => GLOBAL,
                (false, arg) if arg.is_positional() => ARGUMENTS,
                (false, _) => OWN,
            };
            let takes_value = arg.get_action().takes_values();
            arg.help_heading(heading.get(lang))
                .hide_possible_values(takes_value)
                .hide_default_value(takes_value)
        })
        .mut_subcommands(|subcommand| dressed(subcommand, lang))
}

/// What the parser wrote, without the words that it has in English alone.
pub(super) fn localised(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let is_heading = [COMMANDS, ARGUMENTS, OWN, GLOBAL]
            .iter()
            .any(|heading| bare.strip_suffix(':') == Some(heading.zh));
        let line = line.replace(OPTIONS, "[选项]");
        shown.push_str(&if is_heading { line.replace(':', "：") } else { line });
    }
    shown
}
