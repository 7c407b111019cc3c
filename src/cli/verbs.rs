//! Runs the verbs of the table.

mod after;

use super::call::{Call, close};
use super::error::{CliError, Steps};
use super::import::STANDARD_INPUT;
use super::offers::OFFERS;
use super::output::{Output, entity_id};
use super::parser::{ALSO, LIST, SHOW, TARGET, named_id};
use super::several::{PassedOver, unchanged};
use crate::command::bulk::Outcome;
use crate::command::verb::{all, find};
use crate::command::{Catalog, Directory, Field, FieldKind, Found, Noun, Values, Verb};
use crate::domain::event::Event;
use crate::domain::id::{EntityId, EntityKind, IssueId, StudioId};
use crate::domain::line::LineFacts;
use crate::domain::refusal::Refusal;
use crate::domain::sealed::Tongue;
use crate::domain::session::session_successor;
use crate::domain::workflow::{StepKind, successor};
use crate::i18n::label::happened;
use crate::i18n::{Label, Lang, Text, sentence::sealed_copies};
use crate::shell::desk::{Blank, Desk, DeskError, Done, read_bytes};
use crate::store::{Asked, StoreError};
use clap::ArgMatches;
use serde_json::{Value, json};

/// More than this is told by its numbers: nobody reads a hundred thousand lines.
const MOST_TOLD: usize = 60;

/// So many of those that may be meant are named.
pub(super) const MOST_NEAR: usize = 6;

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
        Some((OFFERS, words)) if noun == Noun::Session => super::offers::run(call, words, output),
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
    let mut values = values(verb, fields)?;
    super::evidence::take_file(verb, fields, &mut values)?;
    // As in the form: what is made final is what is read, and it is never undone.
    if verb.name == "finalise" && values.first("language").is_none() {
        values.set("language", Tongue::from(call.lang).key());
    }
    if verb.is_for_several && fields.contains_id(ALSO) {
        return super::several::perform(call, verb, fields, &values, output);
    }
    if !verb.has_target && !call.has_store()? {
        // A call that is refused leaves no store behind.
        rehearse(call, verb, &values)?;
    }
    let mut desk = if verb.has_target { call.open(output)? } else { call.open_or_make(output)? };
    let target = if verb.has_target { Some(target(&desk, verb.noun, fields)?) } else { None };
    let done = done(call, verb, target, &values, &mut desk, output)?;
    let similar = super::similar::of_added(&desk, &done);
    let passed = target.filter(|_| verb.is_for_several && done.events.is_empty());
    let passed = passed.map(|id| unchanged(verb, id, desk.catalog(), call.lang));
    tell_with(&desk, &done, (&similar, passed.as_ref()), call.lang, output)?;
    if !output.is_json() {
        after::tell(call, (verb, target, &values), &done, &mut desk, output)?;
    }
    call.tell_news(&mut desk, output);
    close(desk)
}

/// Says whether the first change of a store would be refused.
fn rehearse(call: &Call<'_>, verb: &'static Verb, values: &Values) -> Result<(), CliError> {
    let blank = Blank::default();
    let asked = call.asked(blank.lists())?;
    known_user(blank.lists().catalog(), verb, values)?;
    let refused = |error| desk_error(error, Some(verb), blank.lists().catalog());
    blank.rehearse_verb(verb, values, &asked).map_err(refused)
}

fn done(
    call: &Call<'_>,
    verb: &'static Verb,
    target: Option<EntityId>,
    values: &Values,
    desk: &mut Desk,
    output: &mut Output,
) -> Result<Done, CliError> {
    let asked = call.asked(desk.lists())?;
    let mut values = values.clone();
    keep_the_rest(desk, verb, target, &mut values)?;
    known_user(desk.catalog(), verb, &values)?;
    super::interrupted::refuse_gap(desk, verb, target, asked.today.and_time(asked.time))?;
    if let Some(target) = target.filter(|_| call.asks_about(verb, output)) {
        // Nobody is asked about what would be refused.
        refuse_beforehand(verb, target, &values, desk, &asked)
            .map_err(|error| refused(error, verb, Some(target), desk))?;
    }
    call.confirm_verb(verb, target, desk.catalog(), output)?;
    desk.perform(verb, target, &values, &asked).map_err(|error| refused(error, verb, target, desk))
}

/// Refuses what would be refused when it is done.
fn refuse_beforehand(
    verb: &'static Verb,
    target: EntityId,
    values: &Values,
    desk: &mut Desk,
    asked: &Asked,
) -> Result<(), DeskError> {
    let judged = desk.rehearse_several(verb, &[target], values, asked)?;
    match judged.into_iter().next().map(|it| it.outcome) {
        Some(Outcome::Refused(refusal)) => Err(StoreError::Refused(refusal).into()),
        _ => Ok(()),
    }
}

/// On an edit, what is not named stays as it is, even what an addition could not do without.
fn keep_the_rest(
    desk: &mut Desk,
    verb: &'static Verb,
    target: Option<EntityId>,
    values: &mut Values,
) -> Result<(), CliError> {
    if !verb.keeps_the_rest() {
        return Ok(());
    }
    let stated = desk.prefill(verb, target)?;
    for field in verb.fields.iter().filter(|field| field.required) {
        if let (None, Some(stated)) = (values.all(field.key), stated.all(field.key)) {
            values.set_all(field.key, stated.to_vec());
        }
    }
    Ok(())
}

/// Whoever is said to be at the keyboard has to be known: a mistyped name must not become a person
/// in whose name everything is entered from then on.
fn known_user(catalog: &Catalog, verb: &Verb, values: &Values) -> Result<(), CliError> {
    let typed = values.first("me").filter(|name| verb.noun == Noun::Settings && !name.is_empty());
    match typed {
        Some(name) if catalog.find(EntityKind::Person, name) == Found::None => {
            Err(CliError::UnknownUser(name.to_owned()))
        }
        _ => Ok(()),
    }
}

/// A refusal with what the command line knows beside it: when the step was made already, and which
/// verbs are possible instead.
fn refused(
    error: DeskError,
    verb: &'static Verb,
    target: Option<EntityId>,
    desk: &mut Desk,
) -> CliError {
    let steps = match &error {
        DeskError::Store(StoreError::Refused(refusal)) => possible(refusal, verb, target, desk),
        _ => None,
    };
    let error = desk_error(error, Some(verb), desk.catalog());
    match steps {
        Some(steps) => CliError::NoStep { steps, error: Box::new(error) },
        None => error,
    }
}

fn possible(
    refusal: &Refusal,
    verb: &Verb,
    target: Option<EntityId>,
    desk: &mut Desk,
) -> Option<Steps> {
    match *refusal {
        Refusal::NoSuchStep { status, kind } => {
            let id = IssueId::try_from(target?).ok()?;
            let world = desk.dossier(id.into()).ok()?;
            let issue = world.issue(id)?;
            let made = issue.standing_steps().next_back().filter(|_| status == issue.status);
            let accepted = issue.standing_steps().find(|step| step.kind() == StepKind::Accept);
            let again = made.into_iter().chain(accepted).find(|step| step.kind() == kind);
            let can = |kind: StepKind| {
                let is_repeated = kind == StepKind::Accept && accepted.is_some();
                let is_correction = kind.is_correction() && kind != StepKind::TakeBackExit;
                successor(status, kind).is_some() && !is_correction && !is_repeated
            };
            let verbs = all().filter(|verb| verb.step.is_some_and(can)).collect();
            Some(Steps { verb: verb.label, since: again.map(|step| step.facts().on), verbs })
        }
        Refusal::NoSuchSessionStep { status, .. } => {
            let can = |kind| session_successor(status, kind).is_some();
            let verbs = all().filter(|verb| verb.session_step.is_some_and(can)).collect();
            Some(Steps { verb: verb.label, since: None, verbs })
        }
        _ => None,
    }
}

/// The values of a verb as they were typed; a text that stands in its place may come from standard
/// input.
fn values(verb: &Verb, fields: &ArgMatches) -> Result<Values, CliError> {
    let mut values = Values::default();
    for field in verb.fields {
        if matches!(field.kind, FieldKind::Flag) {
            if fields.get_flag(field.key) {
                values.set(field.key, "yes");
            }
        } else {
            let named = named_id(field);
            let named = fields.try_get_many::<String>(&named).ok().flatten();
            if let Some(typed) = named.or_else(|| fields.get_many::<String>(field.key)) {
                values.set_all(field.key, typed.cloned().collect());
            }
        }
        if is_from_input(field) && values.first(field.key) == Some(STANDARD_INPUT) {
            values.set(field.key, text_from_input()?);
        }
    }
    Ok(values)
}

/// Whether `-` stands for standard input in a field.
pub(super) const fn is_from_input(field: &Field) -> bool {
    field.positional && matches!(field.kind, FieldKind::Block)
}

fn text_from_input() -> Result<String, CliError> {
    let fault = |source| CliError::File { path: STANDARD_INPUT.to_owned(), source };
    let bytes = read_bytes(std::io::stdin().lock()).map_err(fault)?;
    let text = String::from_utf8(bytes).map_err(|_bytes| CliError::InputNotText)?;
    // Some editors begin a text with a mark of its encoding.
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// What a verb is about: what is written is not guessed.
pub(super) fn target(desk: &Desk, noun: Noun, words: &ArgMatches) -> Result<EntityId, CliError> {
    named(desk.catalog(), noun, target_name(words))
}

/// What is looked at.
pub(super) fn target_meant(
    desk: &Desk,
    noun: Noun,
    words: &ArgMatches,
) -> Result<EntityId, CliError> {
    meant(desk.catalog(), noun, target_name(words))
}

fn target_name(words: &ArgMatches) -> &str {
    words.get_one::<String>(TARGET).map_or("", String::as_str)
}

/// The entity that is called so.
pub(super) fn named(catalog: &Catalog, noun: Noun, name: &str) -> Result<EntityId, CliError> {
    match catalog.find(noun.entity(), name) {
        Found::One(id) => Ok(id),
        Found::None => Err(not_called(catalog, noun, name, &catalog.partly(noun.entity(), name))),
        Found::Several(ids) => {
            let numbers = ids.iter().filter_map(|id| Directory::name(catalog, *id)).collect();
            Err(CliError::Ambiguous { name: name.to_owned(), numbers })
        }
    }
}

/// The entity that is called so, or the only one of whose name, code or number that is a part.
pub(super) fn meant(catalog: &Catalog, noun: Noun, name: &str) -> Result<EntityId, CliError> {
    match catalog.find(noun.entity(), name) {
        Found::None => match catalog.partly(noun.entity(), name).as_slice() {
            [one] => Ok(*one),
            several => Err(not_called(catalog, noun, name, several)),
        },
        _ => named(catalog, noun, name),
    }
}

/// The studio that an option names.
pub(super) fn studio_meant(catalog: &Catalog, name: &str) -> Result<Option<StudioId>, CliError> {
    meant(catalog, Noun::Studio, name).map(|id| StudioId::try_from(id).ok())
}

/// That nothing is called just so, with what may be meant.
fn not_called(catalog: &Catalog, what: Noun, name: &str, near: &[EntityId]) -> CliError {
    let name = name.to_owned();
    if near.is_empty() {
        return CliError::Unknown { what, name };
    }
    let shown = near.iter().take(MOST_NEAR).map(|id| catalog.described(*id)).collect();
    CliError::NotInFull { what, name, shown, count: near.len() }
}

pub(super) fn desk_error(
    error: DeskError,
    verb: Option<&'static Verb>,
    catalog: &Catalog,
) -> CliError {
    match error {
        DeskError::AtLine { line, error } => {
            CliError::AtLine { line, error: Box::new(desk_error(*error, verb, catalog)) }
        }
        error => CliError::Desk { error, verb, catalog: Box::new(catalog.clone()) },
    }
}

/// Tells what happened, which issues may be the same as one that was taken in, and why nothing happened:
/// for scripts in the same object, for people on the side.
fn tell_with(
    desk: &Desk,
    done: &Done,
    (similar, passed): (&[IssueId], Option<&PassedOver>),
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    if output.is_json() {
        let mut value = events_json(desk, done);
        value["similar"] = super::similar::json(desk.catalog(), similar);
        if let Some(passed) = passed {
            value["passed"] = json!([passed.json()]);
        }
        return output.value(&value);
    }
    tell_events(desk.catalog(), done, lang, output)?;
    for line in super::similar::lines(desk.catalog(), similar, lang) {
        output.note(&line);
    }
    if let Some(passed) = passed {
        output.note(&passed.line(lang));
    }
    Ok(())
}

/// What happened, for scripts.
pub(super) fn events_json(desk: &Desk, done: &Done) -> Value {
    let events = done.events.iter().filter(|event| !matches!(event, Event::Undone(_)));
    let events: Vec<Value> = events
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
    json!({"change": done.change.map(|change| change.to_string()), "events": events})
}

/// What happened, a line each.
pub(super) fn tell_events(
    catalog: &Catalog,
    done: &Done,
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    if done.events.is_empty() {
        return output.line(Text::NoticeUnchanged.label(lang));
    }
    if done.events.len() > MOST_TOLD {
        return tell_counts(done, lang, output);
    }
    for event in done.events.iter().filter(|event| !matches!(event, Event::Undone(_))) {
        let what = happened(event, lang);
        match (event, Directory::name(catalog, event.entity())) {
            (Event::LineAdded(added), _) => {
                output.line(&format!("{what}  {}", read_back(catalog, &added.facts, lang)))?;
            }
            (_, Some(name)) => {
                let name = entered_as(catalog, event, name, lang);
                output.line(&format!("{what}  {name}"))?;
            }
            (_, None) => output.line(what)?,
        }
    }
    Ok(())
}

/// A line of the record as it was understood: its kind, who speaks, and the words.
fn read_back(catalog: &Catalog, facts: &LineFacts, lang: Lang) -> String {
    let speaker = facts.speaker.and_then(|id| catalog.person(id)).map(|row| row.name.to_string());
    let (kind, text) = (facts.kind.label(lang), &facts.text);
    match (speaker, lang) {
        (Some(speaker), Lang::Zh) => format!("{kind}，{speaker}：{text}"),
        (None, Lang::Zh) => format!("{kind}：{text}"),
        (Some(speaker), Lang::En) => format!("{kind}, {speaker}: {text}"),
        (None, Lang::En) => format!("{kind}: {text}"),
    }
}

/// What happened how often, in the order in which it did first.
fn tell_counts(done: &Done, lang: Lang, output: &mut Output) -> Result<(), CliError> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for event in done.events.iter().filter(|event| !matches!(event, Event::Undone(_))) {
        let what = happened(event, lang);
        match counts.iter_mut().find(|(it, _)| *it == what) {
            Some((_, count)) => *count += 1,
            None => counts.push((what, 1)),
        }
    }
    counts.into_iter().try_for_each(|(what, count)| output.line(&format!("{what}  {count}")))
}

/// What was entered, more closely than by its name. Who came in, with the side that they are entered on:
/// it may have been taken from the field that named them. Whose attendance; which copies are final.
fn entered_as(catalog: &Catalog, event: &Event, name: String, lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    match (event, lang) {
        (Event::AttendanceSet(set), _) => {
            let person = Directory::name(catalog, set.person.into()).unwrap_or_default();
            let class = set.to.as_ref().map(|row| row.class.label(lang));
            let class = class.map(|it| match lang {
                Lang::Zh => format!("（{it}）"),
                Lang::En => format!(" ({it})"),
            });
            format!("{name}{colon}{person}{}", class.unwrap_or_default())
        }
        (Event::DocumentSealed(sealed), _) => {
            format!("{name}{colon}{}", sealed_copies(&sealed.document, lang))
        }
        (Event::PersonAdded(added), Lang::Zh) => {
            format!("{name}（{}）", added.facts.side.label(lang))
        }
        (Event::PersonAdded(added), Lang::En) => {
            format!("{name} ({})", added.facts.side.label(lang))
        }
        (Event::CommitmentMade(made), _) => {
            let lead = made.facts.lead.and_then(|id| catalog.departments.get(&id));
            let lead = lead.map(|row| match lang {
                Lang::Zh => format!("，{}主办", row.name),
                Lang::En => format!(", lead: {}", row.name),
            });
            let due = made.facts.deadline.map(|due| match lang {
                Lang::Zh => format!("，{due} 前"),
                Lang::En => format!(", due {due}"),
            });
            [name, lead.unwrap_or_default(), due.unwrap_or_default()].concat()
        }
        (Event::CommitmentHandled(handled), _) => match handled.handling.until() {
            Some(until) => format!("{name}{}{until}", lang.pick("，到 ", ", until ")),
            None => name,
        },
        _ => name,
    }
}
