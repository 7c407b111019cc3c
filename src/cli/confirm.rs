//! Asks before what is not done lightly, where a person sits at the keyboard.

use super::call::Call;
use super::error::CliError;
use super::output::Output;
use crate::app::context::named;
use crate::command::{Catalog, Verb};
use crate::domain::id::EntityId;
use crate::i18n::Lang;
use std::io::{BufRead, IsTerminal};

/// The verbs that are asked about: they take something off the table, or are never undone.
const ASKED_ABOUT: [&str; 7] =
    ["decline", "withdraw", "merge", "close", "cancel", "retract", "finalise"];

/// What counts as yes.
const YES: [&str; 4] = ["y", "yes", "是", "好"];

impl Call<'_> {
    /// Asks about a verb, if it is one to be asked about.
    pub(super) fn confirm_verb(
        &self,
        verb: &Verb,
        target: Option<EntityId>,
        catalog: &Catalog,
        output: &mut Output,
    ) -> Result<(), CliError> {
        let Some(target) = target.filter(|_| ASKED_ABOUT.contains(&verb.name)) else {
            return Ok(());
        };
        let (what, name) = (verb.label.get(self.lang), named(catalog, target));
        self.confirm(what, &name, output)
    }

    /// Whether somebody will be asked about a verb.
    pub(super) fn asks_about(&self, verb: &Verb, output: &Output) -> bool {
        ASKED_ABOUT.contains(&verb.name) && self.has_asked_person(output)
    }

    /// Whether there is a person to ask, who has not said yes beforehand.
    fn has_asked_person(&self, output: &Output) -> bool {
        let skipped = self.matches.get_flag("yes") || output.is_json();
        !skipped && std::io::stdin().is_terminal()
    }

    /// Asks whether to go on; without a person to ask, or with `--yes`, it goes on.
    pub(super) fn confirm(
        &self,
        what: &str,
        name: &str,
        output: &mut Output,
    ) -> Result<(), CliError> {
        if !self.has_asked_person(output) {
            return Ok(());
        }
        output.ask(&match self.lang {
            Lang::Zh => format!("{what}：{name}。继续吗？[y/N] "),
            Lang::En => format!("{what}: {name}. Go on? [y/N] "),
        });
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer)?;
        let answer = answer.trim().to_lowercase();
        if YES.contains(&answer.as_str()) { Ok(()) } else { Err(CliError::NotConfirmed) }
    }
}
