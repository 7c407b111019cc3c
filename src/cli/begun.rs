//! How every call begins and ends: what is wrong in the settings is told, and the run log is written.

use super::output::Output;
use crate::command::{Noun, VERBS};
use crate::i18n::Lang;
use crate::shell::config::Config;
use crate::shell::run_log::{self, Entry};
use clap::ArgMatches;
use std::time::Instant;

/// The commands that are no noun of the table.
const PROGRAMS: [&str; 18] = [
    "help",
    "today",
    "demo",
    "import",
    "export",
    "report",
    "search",
    "document",
    "present",
    "undo",
    "redo",
    "verify",
    "backup",
    "restore",
    "doctor",
    "config",
    "completions",
    "man",
];
/// The second words that are no verb of the table.
const SECOND: [&str; 4] = ["list", "show", "offers", "check"];
/// What tells of the settings by itself, or is written into a file of a shell or of the manual.
const QUIET: [&str; 6] = ["demo", "doctor", "config", "completions", "man", "help"];

/// A call that has begun.
pub(super) struct Begun(Instant);

impl Begun {
    /// Reads the settings, tells what is wrong in them, and begins to write the run log.
    pub(super) fn new(matches: &ArgMatches, lang: Lang, output: &mut Output) -> Self {
        let begun = Self(Instant::now());
        let config = Config::load();
        run_log::start(config.log);
        run_log::note(&Entry::started(called(matches), lang, config.log));
        // The workbench tells it on its screen.
        if matches.subcommand_name().is_some_and(|name| !QUIET.contains(&name)) {
            for words in config.fault_words(lang) {
                output.notice(&words);
            }
        }
        begun
    }

    /// Notes how it ended.
    pub(super) fn end(self, code: u8) {
        run_log::note(&Entry::ended(code, self.0.elapsed()));
        run_log::settle();
    }
}

/// What was called, in words of the program and not as it was typed.
fn called(matches: &ArgMatches) -> (&'static str, &'static str) {
    let Some((noun, words)) = matches.subcommand() else { return ("workbench", "-") };
    let nouns = Noun::ALL.map(Noun::key);
    let noun = nouns.into_iter().chain(PROGRAMS).find(|it| *it == noun).unwrap_or("other");
    let verbs = VERBS.into_iter().flatten().map(|verb| verb.name).chain(SECOND);
    let verb = words.subcommand_name().map(|name| {
        let mut verbs = verbs.filter(|it| *it == name);
        verbs.next().unwrap_or("other")
    });
    (noun, verb.unwrap_or("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::parser::command;

    #[test]
    fn every_command_has_its_name_in_the_run_log() {
        for noun in command(Lang::Zh).get_subcommands() {
            let seconds: Vec<&str> = noun.get_subcommands().map(clap::Command::get_name).collect();
            let none = seconds.is_empty().then_some("-");
            for second in seconds.into_iter().chain(none) {
                let mut words = vec!["tanshi", noun.get_name()];
                words.extend(Some(second).filter(|it| *it != "-"));
                let command = command(Lang::Zh).mut_subcommand(noun.get_name(), |it| {
                    // What the command itself asks for is no matter here.
                    it.mut_args(|arg| arg.required(false))
                        .mut_subcommands(|it| it.mut_args(|arg| arg.required(false)))
                });
                let matches = command.try_get_matches_from(words).unwrap();
                assert_eq!(called(&matches), (noun.get_name(), second));
            }
        }
    }
}
