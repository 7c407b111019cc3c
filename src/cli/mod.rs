//! The command line: the verbs of the command table, and what reads, for scripts.
//!
//! | question | file |
//! |---|---|
//! | what can be typed | [`parser`] |
//! | how a verb is run | `verbs` |
//! | lists and single pages | `list`, `show` |
//! | figures | `report` |
//! | the example, import, checking | `example`, `care` |
//! | text or JSON | `output` |
//! | the reference, generated | [`mod@reference`] |
#![expect(clippy::disallowed_methods, reason = "the command line reads clock and environment")]

mod care;
mod error;
mod example;
mod list;
mod output;
pub mod parser;
pub mod reference;
mod report;
mod show;
mod verbs;

use crate::i18n::Lang;
use crate::shell::desk::Desk;
use crate::store::{Asked, Store};
use chrono::{DateTime, FixedOffset, Local, NaiveDate};
use clap::ArgMatches;
use error::CliError;
use output::Output;
use std::ffi::OsString;
use std::path::PathBuf;
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
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = language(&arguments);
    let code = match parser::command(lang).try_get_matches_from(&arguments) {
        Ok(matches) => {
            let mut output = Output::new(lang, matches.get_flag("json"));
            let done = match dispatch(&matches, lang, &mut output) {
                Err(CliError::NotClosed(error)) => {
                    output.note(&crate::shell::wording::not_closed_text(&error, lang));
                    Ok(())
                }
                done => done,
            };
            match done.and_then(|()| output.flush()) {
                Ok(()) => DONE,
                Err(error) => output.fail(&error),
            }
        }
        Err(error) => {
            let asked_for_help = !error.use_stderr();
            // Nobody is left to tell when not even this can be written.
            if error.print().is_err() || asked_for_help { DONE } else { USAGE }
        }
    };
    ExitCode::from(code)
}

/// The language that was asked for, else the locale's, else Chinese.
fn language(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let named =
            word.strip_prefix("--lang=").or_else(|| (word == "--lang").then(|| words.next())?);
        if let Some(lang) = named.and_then(Lang::from_tag) {
            return lang;
        }
    }
    sys_locale::get_locales().find_map(|tag| Lang::from_tag(&tag)).unwrap_or_default()
}

fn dispatch(matches: &ArgMatches, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    let call = Call { matches, lang };
    match matches.subcommand() {
        None => example::open(&call, &call.folder()?),
        Some(("demo", demo)) => example::run(&call, demo, output),
        Some(("import", import)) => example::import(&call, import, output),
        Some(("report", report)) => report::run(&call, report, output),
        Some(("undo", _)) => verbs::undo(&call, output, false),
        Some(("redo", _)) => verbs::undo(&call, output, true),
        Some(("verify", _)) => care::verify(&call, output),
        Some(("doctor", doctor)) => care::doctor(&call, doctor, output),
        Some(("completions", completions)) => care::completions(completions, lang, output),
        Some(("man", _)) => care::man(lang, output),
        Some((noun, words)) => verbs::noun(&call, noun, words, output),
    }
}

/// What every call can say.
struct Call<'a> {
    matches: &'a ArgMatches,
    lang: Lang,
}

impl Call<'_> {
    /// The data folder: as named, or the platform's.
    fn folder(&self) -> Result<PathBuf, CliError> {
        if let Some(folder) = self.matches.get_one::<PathBuf>("data") {
            return Ok(folder.clone());
        }
        crate::shell::folders::data().ok_or(CliError::NoHome)
    }

    fn acting_as(&self) -> Option<String> {
        self.matches.get_one::<String>("as").cloned()
    }

    /// Opens the store for reading: it has to be there.
    fn open(&self, output: &mut Output) -> Result<Desk, CliError> {
        let folder = self.folder()?;
        if !Store::is_in(&folder)? {
            return Err(crate::store::StoreError::NoStore(folder).into());
        }
        self.open_or_make(output)
    }

    /// Opens the store, or makes one.
    fn open_or_make(&self, output: &mut Output) -> Result<Desk, CliError> {
        let now = Local::now().format("%Y-%m-%d %H:%M").to_string();
        let mut desk = Desk::new(Store::open(&self.folder()?, &now)?)?;
        self.tell_news(&mut desk, output);
        Ok(desk)
    }

    /// Tells what came about since the store was opened: what was put right, and what could not be
    /// read again after it was saved.
    fn tell_news(&self, desk: &mut Desk, output: &mut Output) {
        for notice in desk.store().engine().take_notices() {
            output.note(&crate::shell::wording::notice_text(&notice, self.lang));
        }
        if desk.is_stale() {
            output.note(crate::shell::wording::stale_text(self.lang));
        }
    }

    /// Who asks, and when, for commands that write.
    fn asked(&self, desk: &Desk) -> Result<Asked, CliError> {
        let fixed = fixed_now()?;
        if fixed.is_some() && desk.settings().example_today.is_none() {
            return Err(CliError::FixedClock);
        }
        let now = Local::now();
        let actor = match self.acting_as() {
            Some(name) => verbs::person(desk, &name)?,
            None => desk.actor(),
        };
        Ok(Asked {
            actor,
            today: fixed.unwrap_or_else(|| desk.today(now.date_naive())),
            wall_millis: u64::try_from(now.timestamp_millis()).unwrap_or(0),
        })
    }
}

/// The day for commands that only read; `TANSHI_NOW` fixes it.
fn today(desk: &Desk) -> Result<NaiveDate, CliError> {
    Ok(fixed_now()?.unwrap_or_else(|| desk.today(Local::now().date_naive())))
}

/// The day that `TANSHI_NOW` names.
fn fixed_now() -> Result<Option<NaiveDate>, CliError> {
    let Ok(text) = std::env::var("TANSHI_NOW") else { return Ok(None) };
    DateTime::<FixedOffset>::parse_from_rfc3339(&text)
        .map(|time| Some(time.date_naive()))
        .map_err(|_fault| CliError::BadClock(text))
}

/// Closes the store; what was saved is saved whatever happens here.
fn close(desk: Desk) -> Result<(), CliError> {
    desk.into_store().close().map_err(CliError::NotClosed)
}
