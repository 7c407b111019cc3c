//! What is wrong with the words of a call, as the parser found it, in the user's language.

use super::error::CliError;
use super::help::localised;
use super::parser::in_a_row;
use crate::command::verb::find;
use crate::command::{Field, Noun, Words};
use crate::i18n::Lang;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// How the parser begins a line that shows how a command is used.
const USAGE: &str = "Usage: ";

/// The commands whose words are a query.
const QUERIES: [&str; 2] = ["tanshi search", "tanshi issue list"];

/// That a command was asked to be a dialogue, which only the workbench is.
pub(super) fn only_for_the_workbench(lang: Lang) -> CliError {
    let message = lang.pick(
        "--plain 用于工作台：tanshi --plain 或 tanshi demo --plain。命令本来就是一行一行的。",
        "--plain is for the workbench: tanshi --plain or tanshi demo --plain. Commands print lines as they are.",
    );
    CliError::Usage { message: message.to_owned(), more: Vec::new() }
}

/// Turns a parser's error into ours: what is wrong, then how the command is used.
pub(super) fn error(error: &Error, lang: Lang) -> CliError {
    let mut more = Vec::new();
    let usage = one(error, ContextKind::Usage);
    let bare = usage.as_deref().and_then(|usage| bare_word(error, usage));
    match bare {
        Some(field) => more.push(without_option(field, lang)),
        None => more.extend(suggestion(error, lang)),
    }
    if error.kind() == ErrorKind::UnknownArgument
        && usage.as_deref().is_some_and(|usage| QUERIES.iter().any(|it| usage.contains(it)))
    {
        more.push(
            lang.pick(
                "要把一个词排除在外，前面写一个 -，例如 -停车。",
                "A word that is to be left out has one - before it, such as -parking.",
            )
            .to_owned(),
        );
    }
    if let Some(usage) = usage {
        let usage = localised(usage.trim().trim_start_matches(USAGE), lang);
        let usage = if bare.is_some() { without_options(&usage) } else { usage };
        more.push(match lang {
            Lang::Zh => format!("用法：{usage}"),
            Lang::En => format!("Usage: {usage}"),
        });
    }
    let more_help = Words::new("加 --help 看说明。", "Add --help for what can be said.");
    more.push(more_help.get(lang).to_owned());
    CliError::Usage { message: message(error, lang), more }
}

/// What was written as an option and is a word by itself in this command: `--reason`.
fn bare_word(error: &Error, usage: &str) -> Option<&'static Field> {
    let written = one(error, ContextKind::InvalidArg)?;
    let key = written.strip_prefix("--").filter(|_| error.kind() == ErrorKind::UnknownArgument)?;
    let key = key.split('=').next().unwrap_or_default();
    let mut words = usage.trim().trim_start_matches(USAGE).split_whitespace().skip(1);
    let (noun, name) = (words.next()?, words.next()?);
    let noun = Noun::ALL.into_iter().find(|it| it.key() == noun)?;
    find(noun, name)?.fields.iter().find(|field| field.positional && field.key == key)
}

fn without_option(field: &Field, lang: Lang) -> String {
    let label = field.label.get(lang);
    match lang {
        Lang::Zh => format!("{label}直接写在后面，前面不加 --{}。", field.key),
        Lang::En => format!("{label} is written by itself, without --{}.", field.key),
    }
}

/// How a command is used without the options that it may have: the parser names those that it takes for
/// the one that was meant.
fn without_options(usage: &str) -> String {
    let mut words = Vec::new();
    let mut is_value = false;
    for word in usage.split_whitespace() {
        let is_option = word.starts_with("--");
        if !is_option && !is_value {
            words.push(word);
        }
        is_value = is_option;
    }
    words.join(" ")
}

/// What is wrong, in a sentence.
fn message(error: &Error, lang: Lang) -> String {
    let named = |kind| one(error, kind).unwrap_or_default();
    let argument = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    let (zh, en) = match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            (format!("没有 {argument} 这个选项。"), format!("There is no option {argument}."))
        }
        ErrorKind::UnknownArgument => {
            (format!("多了“{argument}”。"), format!("“{argument}” is one word too many."))
        }
        ErrorKind::InvalidSubcommand => {
            let word = named(ContextKind::InvalidSubcommand);
            (format!("没有“{word}”这个命令。"), format!("There is no command “{word}”."))
        }
        ErrorKind::MissingSubcommand => {
            let (parent, words) = (
                named(ContextKind::InvalidSubcommand),
                listed(error, ContextKind::ValidSubcommand, lang),
            );
            (
                format!("{parent} 后面还要有一个命令：{words}。"),
                format!("{parent} needs a command: {words}."),
            )
        }
        ErrorKind::MissingRequiredArgument => {
            let words = listed(error, ContextKind::InvalidArg, lang);
            (format!("还要写上：{words}。"), format!("This is missing: {words}."))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("{argument} 后面要有内容。"), format!("{argument} needs a value."))
        }
        ErrorKind::InvalidValue => {
            let words = listed(error, ContextKind::ValidValue, lang);
            (
                format!("{argument} 不能是“{value}”，只能是：{words}。"),
                format!("{argument} cannot be “{value}”. It is one of: {words}."),
            )
        }
        ErrorKind::ValueValidation => {
            (format!("{argument} 不能是“{value}”。"), format!("{argument} cannot be “{value}”."))
        }
        ErrorKind::ArgumentConflict if named(ContextKind::PriorArg) == argument => {
            (format!("{argument} 只能写一次。"), format!("{argument} can be given once."))
        }
        ErrorKind::ArgumentConflict => {
            let other = listed(error, ContextKind::PriorArg, lang);
            (
                format!("{argument} 不能和 {other} 一起用。"),
                format!("{argument} cannot be used with {other}."),
            )
        }
        ErrorKind::TooManyValues => (
            format!("{argument} 后面多了“{value}”。"),
            format!("“{value}” is one too many after {argument}."),
        ),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            (format!("{argument} 后面的内容不全。"), format!("{argument} needs more than that."))
        }
        ErrorKind::InvalidUtf8 => (
            "有的字不是 UTF-8 编码。请检查终端的编码。".to_owned(),
            "Some of it is not UTF-8. Check the encoding of the terminal.".to_owned(),
        ),
        _ => ("命令写得不对。".to_owned(), "The call cannot be understood.".to_owned()),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The word that was probably meant.
fn suggestion(error: &Error, lang: Lang) -> Option<String> {
    let kinds =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let meant = kinds.into_iter().map(|kind| listed(error, kind, lang));
    let meant = meant.into_iter().find(|words| !words.is_empty())?;
    Some(match lang {
        Lang::Zh => format!("是不是要写 {meant}？"),
        Lang::En => format!("Did you mean {meant}?"),
    })
}

/// The value of a piece of context that is one.
fn one(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(" ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The values of a piece of context, as a list in a sentence.
fn listed(error: &Error, kind: ContextKind, lang: Lang) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => in_a_row(texts, lang),
        Some(_) => one(error, kind).unwrap_or_default(),
        None => String::new(),
    }
}
