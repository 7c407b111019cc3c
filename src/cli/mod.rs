//! The command line: the verbs of the command table, and what reads, for scripts.
//!
//! | question | file |
//! |---|---|
//! | what can be typed | [`parser`] |
//! | what it says about itself, and about a wrong call | `help`, `usage` |
//! | how a verb is run, on several too, and taken back | `verbs`, `several`, `confirm`, `undo` |
//! | a file where words are asked for; words that begin with a minus | `evidence`, `minus` |
//! | lists and single pages | `list`, `show`, `offers`, `today` |
//! | figures | `report` |
//! | finding by words | `search` |
//! | documents for the office | `document` |
//! | what every call can say; how it begins and ends | `call`, `begun` |
//! | the example, import, export, checking | `example`, `import`, `export`, `care` |
//! | backups | `backup` |
//! | the settings files | `config` |
//! | the second screen | `present` |
//! | text or JSON | `output`, `table`, `json` |
//! | the reference and the manual page, generated | [`mod@reference`], `man` |
#![expect(clippy::disallowed_methods, reason = "the command line reads clock and environment")]

mod backup;
mod begun;
mod call;
mod care;
mod config;
mod confirm;
mod document;
mod error;
mod evidence;
mod example;
mod export;
mod help;
mod import;
mod interrupted;
mod json;
mod list;
mod man;
mod minus;
mod offers;
mod output;
pub mod parser;
mod present;
pub mod reference;
mod report;
mod search;
mod several;
mod show;
mod similar;
mod table;
mod today;
mod undo;
mod usage;
mod verbs;

use crate::i18n::Lang;
use begun::Begun;
use call::{Call, close, today};
use clap::ArgMatches;
use error::CliError;
use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// Done.
const DONE: u8 = 0;
/// Refused by a rule.
const REFUSED: u8 = 1;
/// The words of the call are off.
const USAGE: u8 = 2;
/// The store cannot be used.
const UNUSABLE: u8 = 3;

/// Runs the program with its arguments and returns the exit code (DESIGN §5).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = minus::as_words(arguments.into_iter().collect());
    let lang = language(&arguments);
    let mut output = Output::new(lang, arguments.iter().any(|word| word == "--json"));
    let mut begun = None;
    let done = match parser::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => {
            begun = Some(Begun::new(&matches, lang, &mut output));
            dispatch(&matches, lang, &mut output)
        }
        // Help and version are answers too.
        Err(answer) if !answer.use_stderr() => {
            output.raw(help::localised(&answer.render().to_string(), lang).as_bytes())
        }
        Err(error) => Err(usage::error(&error, lang)),
    };
    // What was saved is saved, whatever closing says.
    let done = match done {
        Err(CliError::NotClosed(error)) => {
            output.note(&crate::shell::wording::not_closed_text(&error, lang));
            Ok(())
        }
        done => done,
    };
    let code = match done.and_then(|()| output.flush()) {
        Ok(()) => DONE,
        Err(error) => output.fail(&error),
    };
    if let Some(begun) = begun {
        begun.end(code);
    }
    ExitCode::from(code)
}

/// The language that was asked for, else the one that is set, else the system's.
fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut named = None;
    while let Some(word) = words.next() {
        let value =
            word.strip_prefix("--lang=").or_else(|| (word == "--lang").then(|| words.next())?);
        named = named.or_else(|| value.and_then(parser::language));
    }
    crate::shell::config::language(named)
}

fn dispatch(matches: &ArgMatches, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    let call = Call { matches, lang };
    if matches.get_flag(parser::PLAIN) && !matches!(matches.subcommand_name(), None | Some("demo"))
    {
        return Err(usage::only_for_the_workbench(lang));
    }
    match matches.subcommand() {
        None => example::workbench(&call, output),
        Some(("help", words)) => help::run(words, lang, output),
        Some(("today", words)) => today::run(&call, words, output),
        Some(("demo", demo)) => example::run(&call, demo, output),
        Some(("import", import)) => import::run(&call, import, output),
        Some(("export", export)) => export::run(&call, export, output),
        Some(("report", report)) => report::run(&call, report, output),
        Some(("search", search)) => search::run(&call, search, output),
        Some(("document", document)) => document::run(&call, document, output),
        Some(("present", present)) => present::run(&call, present, output),
        Some(("undo", _)) => undo::run(&call, output, false),
        Some(("redo", _)) => undo::run(&call, output, true),
        Some(("verify", verify)) => care::verify(&call, verify, output),
        Some(("backup", backup)) => backup::run(&call, backup, output),
        Some(("restore", restore)) => backup::restore(&call, restore, output),
        Some(("doctor", doctor)) => care::doctor(&call, doctor, output),
        Some(("config", _)) => config::check(lang, output),
        Some(("completions", completions)) => care::completions(completions, lang, output),
        Some(("man", _)) => man::run(lang, output),
        Some((noun, words)) => verbs::noun(&call, noun, words, output),
    }
}
