//! Runs the verbs of the table, undo and redo.

use super::error::CliError;
use super::output::{Output, entity_id};
use super::parser::{LIST, SHOW, TARGET};
use super::{Call, close};
use crate::command::fill::assumed_years;
use crate::command::verb::find;
use crate::command::{Directory, FieldKind, Found, Noun, Values, Verb};
use crate::domain::event::Event;
use crate::domain::id::{EntityId, EntityKind, PersonId};
use crate::i18n::label::happened;
use crate::i18n::{Label, Lang, Text, sentence};
use crate::shell::desk::{Desk, DeskError, Done};
use clap::ArgMatches;
use serde_json::json;

/// Runs what stands behind a noun.
pub(super) fn noun(
    call: &Call<'_>,
    noun: &str,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let Some(noun) = Noun::ALL.into_iter().find(|it| it.key() == noun) else { return Ok(()) };
    match words.subcommand() {
        Some((LIST, filters)) => super::list::run(call, noun, filters, output),
        Some((SHOW, shown)) => super::show::run(call, noun, shown, output),
        Some((name, fields)) => match find(noun, name) {
            Some(verb) => perform(call, verb, fields, output),
            None => Ok(()),
        },
        None => Ok(()),
    }
}

fn perform(
    call: &Call<'_>,
    verb: &'static Verb,
    fields: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let mut desk = if verb.has_target { call.open(output)? } else { call.open_or_make(output)? };
    let asked = call.asked(&desk)?;
    let target = if verb.has_target {
        Some(target(&desk, verb.noun.entity(), verb.noun.key(), fields)?)
    } else {
        None
    };
    let values = values(verb, fields);
    let done = desk
        .perform(verb, target, &values, &asked)
        .map_err(|error| desk_error(error, Some(verb), &desk))?;
    tell(&desk, &done, call.lang, output)?;
    let assumed = assumed_years(verb, &values, asked.today, desk.calendar());
    if !assumed.is_empty() && !output.is_json() {
        output.line(&sentence::assumed_years(call.lang, &assumed))?;
    }
    close(desk)
}

/// The values of a verb as they were typed.
fn values(verb: &Verb, fields: &ArgMatches) -> Values {
    let mut values = Values::default();
    for field in verb.fields {
        match field.kind {
            FieldKind::Flag => {
                if fields.get_flag(field.key) {
                    values.set(field.key, "yes");
                }
            }
            _ => {
                if let Some(typed) = fields.get_many::<String>(field.key) {
                    values.set_all(field.key, typed.cloned().collect());
                }
            }
        }
    }
    values
}

/// What a verb or `show` is about.
pub(super) fn target(
    desk: &Desk,
    kind: EntityKind,
    noun: &'static str,
    words: &ArgMatches,
) -> Result<EntityId, CliError> {
    let name = words.get_one::<String>(TARGET).map_or("", String::as_str);
    named(desk, kind, noun, name)
}

/// The entity that is called so.
pub(super) fn named(
    desk: &Desk,
    kind: EntityKind,
    noun: &'static str,
    name: &str,
) -> Result<EntityId, CliError> {
    match desk.catalog().find(kind, name) {
        Found::One(id) => Ok(id),
        Found::None => Err(CliError::Unknown { what: noun, name: name.to_owned() }),
        Found::Several(ids) => {
            let numbers =
                ids.iter().filter_map(|id| Directory::name(desk.catalog(), *id)).collect();
            Err(CliError::Ambiguous { name: name.to_owned(), numbers })
        }
    }
}

/// The person that `--as` names.
pub(super) fn person(desk: &Desk, name: &str) -> Result<PersonId, CliError> {
    let id = named(desk, EntityKind::Person, "person", name)?;
    PersonId::try_from(id)
        .map_err(|_other| CliError::Unknown { what: "person", name: name.to_owned() })
}

pub(super) fn desk_error(error: DeskError, verb: Option<&'static Verb>, desk: &Desk) -> CliError {
    CliError::Desk { error, verb, catalog: Box::new(desk.catalog().clone()) }
}

/// Tells what happened: for scripts the identities, for people a line each.
pub(super) fn tell(
    desk: &Desk,
    done: &Done,
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    if output.is_json() {
        let events: Vec<_> = done
            .events
            .iter()
            .filter(|event| !matches!(event, Event::Undone(_)))
            .map(|event| {
                let id = event.entity();
                json!({
                    "kind": event.kind(),
                    "event": happened(event, Lang::En),
                    "entity": id.kind.word(),
                    "id": entity_id(id),
                    "name": Directory::name(desk.catalog(), id),
                })
            })
            .collect();
        let change = done.change.map(|change| change.to_string());
        return output.value(&json!({"change": change, "events": events}));
    }
    if done.events.is_empty() {
        return output.line(Text::NoticeUnchanged.label(lang));
    }
    for event in done.events.iter().filter(|event| !matches!(event, Event::Undone(_))) {
        let what = happened(event, lang);
        match Directory::name(desk.catalog(), event.entity()) {
            Some(name) => output.line(&format!("{what}  {name}"))?,
            None => output.line(what)?,
        }
    }
    Ok(())
}

/// Undoes the latest change, or does it again.
pub(super) fn undo(call: &Call<'_>, output: &mut Output, again: bool) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let asked = call.asked(&desk)?;
    let done = if again { desk.redo(&asked) } else { desk.undo(&asked) };
    let done = done.map_err(|error| desk_error(error, None, &desk))?;
    if !output.is_json() {
        let text = if again { Text::NoticeRedone } else { Text::NoticeUndone };
        output.line(text.label(call.lang))?;
    }
    tell(&desk, &done, call.lang, output)?;
    close(desk)
}
