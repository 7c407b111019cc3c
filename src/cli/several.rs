//! Runs a verb on several things as one change: all of them, or those that it can be done to.

use super::call::{Call, close};
use super::error::CliError;
use super::output::Output;
use super::parser::{ALSO, POSSIBLE};
use super::verbs::{desk_error, named, target, tell};
use crate::command::bulk::{Judged, MOST_AT_ONCE, Outcome};
use crate::command::wording::OnCommandLine;
use crate::command::{Directory, Values, Verb};
use crate::domain::id::EntityId;
use crate::i18n::{Lang, refusal_text};
use crate::shell::desk::Desk;
use clap::ArgMatches;

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
    for (number, why) in &refused {
        output.notice(&format!("{number}: {why}"));
    }
    let possible: Vec<EntityId> =
        judged.iter().filter(|it| it.outcome == Outcome::Changes).map(|it| it.target).collect();
    call.confirm_verb(verb, possible.first().copied(), desk.catalog(), output)?;
    let done = desk
        .perform_several(verb, &possible, values, &asked)
        .map_err(|error| desk_error(error, Some(verb), desk.catalog()))?;
    tell(&desk, &done, call.lang, output)?;
    call.tell_news(&mut desk, output);
    close(desk)
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
