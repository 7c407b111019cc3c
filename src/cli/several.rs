//! Runs a verb on several things as one change: all of them, or those that it can be done to.

use super::call::{Call, close};
use super::error::CliError;
use super::output::Output;
use super::parser::{ALSO, POSSIBLE};
use super::verbs::{desk_error, events_json, named, target, tell_events};
use crate::command::bulk::{Judged, MOST_AT_ONCE, Outcome, Passed};
use crate::command::wording::OnCommandLine;
use crate::command::{Catalog, Directory, Values, Verb};
use crate::domain::id::EntityId;
use crate::i18n::{Lang, refusal_text};
use crate::shell::desk::{Desk, Done};
use clap::ArgMatches;
use serde_json::{Value, json};

/// Performs a verb on what is named, and on what is named beside it.
pub(super) fn perform(
    call: &Call<'_>,
    verb: &'static Verb,
    fields: &ArgMatches,
    values: &Values,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let targets = targets(&desk, verb, fields)?;
    let asked = call.asked(desk.lists())?;
    let judged = desk
        .rehearse_several(verb, &targets, values, &asked)
        .map_err(|error| desk_error(error, Some(verb), desk.catalog()))?;
    let names = OnCommandLine { catalog: desk.catalog(), verb: Some(verb) };
    let refused = refused(&judged, &names, call.lang);
    if !refused.is_empty() && !fields.get_flag(POSSIBLE) {
        return Err(CliError::SomeRefused(refused));
    }
    let passed: Vec<PassedOver> = judged
        .iter()
        .filter_map(|it| match &it.outcome {
            Outcome::Refused(refusal) => {
                let message = refusal_text(refusal, call.lang, &names).join(" ");
                Some(PassedOver::of(it.target, REFUSED, message, desk.catalog()))
            }
            Outcome::Nothing => Some(unchanged(verb, it.target, desk.catalog(), call.lang)),
            Outcome::Changes | Outcome::Root => None,
        })
        .collect();
    let possible: Vec<EntityId> =
        judged.iter().filter(|it| it.outcome == Outcome::Changes).map(|it| it.target).collect();
    call.confirm_verb(verb, possible.first().copied(), desk.catalog(), output)?;
    let done = desk
        .perform_several(verb, &possible, values, &asked)
        .map_err(|error| desk_error(error, Some(verb), desk.catalog()))?;
    tell_passed(&desk, &done, &passed, call.lang, output)?;
    call.tell_news(&mut desk, output);
    close(desk)
}

/// The word by which scripts know that the rules refuse.
const REFUSED: &str = "refused";

/// One of several that is passed over, and why.
pub(super) struct PassedOver {
    number: String,
    why: &'static str,
    message: String,
}

impl PassedOver {
    fn of(target: EntityId, why: &'static str, message: String, catalog: &Catalog) -> Self {
        let number = Directory::name(catalog, target).unwrap_or_default();
        Self { number, why, message }
    }

    /// For scripts.
    pub(super) fn json(&self) -> Value {
        json!({"number": self.number, "why": self.why, "message": self.message})
    }

    /// For people.
    pub(super) fn line(&self, lang: Lang) -> String {
        format!("{}{}{}", self.number, lang.pick("：", ": "), self.message)
    }
}

/// Why a verb changed nothing about something.
pub(super) fn unchanged(
    verb: &Verb,
    target: EntityId,
    catalog: &Catalog,
    lang: Lang,
) -> PassedOver {
    let why = Passed::of(verb, target, catalog);
    PassedOver::of(target, why.code(), why.words(lang).to_owned(), catalog)
}

/// Tells what happened, and what was passed over: for scripts in the same object, for people on the side.
fn tell_passed(
    desk: &Desk,
    done: &Done,
    passed: &[PassedOver],
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    if output.is_json() {
        let mut value = events_json(desk, done);
        value["passed"] = passed.iter().map(PassedOver::json).collect();
        return output.value(&value);
    }
    tell_events(desk.catalog(), done, lang, output)?;
    for it in passed {
        output.note(&it.line(lang));
    }
    Ok(())
}

/// What is named, each once.
fn targets(desk: &Desk, verb: &Verb, fields: &ArgMatches) -> Result<Vec<EntityId>, CliError> {
    let mut targets = vec![target(desk, verb.noun, fields)?];
    for name in fields.get_many::<String>(ALSO).into_iter().flatten() {
        let id = named(desk.catalog(), verb.noun, name)?;
        if !targets.contains(&id) {
            targets.push(id);
        }
    }
    if targets.len() > MOST_AT_ONCE {
        return Err(CliError::TooMany(MOST_AT_ONCE));
    }
    Ok(targets)
}

/// Those that are refused, with the reasons.
fn refused(judged: &[Judged], names: &OnCommandLine<'_>, lang: Lang) -> Vec<(String, String)> {
    let refusal = |it: &Judged| match &it.outcome {
        Outcome::Refused(refusal) => {
            let number = Directory::name(names.catalog, it.target).unwrap_or_default();
            Some((number, refusal_text(refusal, lang, names).join(" ")))
        }
        _ => None,
    };
    judged.iter().filter_map(refusal).collect()
}
