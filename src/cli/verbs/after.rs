//! What is told after something was saved, beside what happened: what was understood, what is doubtful, and
//! what follows from it.

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::output::Output;
use crate::command::fill::assumed_years;
use crate::command::{Directory, Values, Verb, doubts_of_lines, intake, several};
use crate::domain::event::Event;
use crate::domain::id::{EntityId, EntityKind, PersonId, SessionId};
use crate::domain::session::Presence;
use crate::i18n::wording::consequence_text;
use crate::i18n::{Lang, sentence};
use crate::shell::desk::{Desk, Done};
use std::collections::BTreeSet;

/// Tells it of a verb that was done to something with these values.
pub(super) fn tell(
    call: &Call<'_>,
    (verb, target, values): (&'static Verb, Option<EntityId>, &Values),
    done: &Done,
    desk: &mut Desk,
    output: &mut Output,
) -> Result<(), CliError> {
    let today = call.asked(desk.lists())?.today;
    let assumed = assumed_years(verb, values, today, desk.calendar());
    if !assumed.is_empty() {
        output.line(&sentence::assumed_years(call.lang, &assumed))?;
    }
    tell_line(call, verb, values, desk, output)?;
    tell_doubts(call.lang, verb, target, values, desk, output)?;
    tell_absent(call.lang, target, done, desk, output);
    // It is saved whatever comes of reading it again.
    if let Ok(Some(told)) = desk.consequence(&done.events) {
        output.note(&consequence_text(&told, call.lang, desk.catalog()));
    }
    Ok(())
}

/// Tells what was understood of a title that said more than a title.
fn tell_line(
    call: &Call<'_>,
    verb: &'static Verb,
    values: &Values,
    desk: &Desk,
    output: &mut Output,
) -> Result<(), CliError> {
    if !intake::takes_lines(verb) {
        return Ok(());
    }
    let areas = desk.catalog().studio_areas();
    let today = call.asked(desk.lists())?.today;
    let ground = intake::Ground { today, areas: &areas, directory: desk.catalog() };
    let line = intake::of(values, &ground);
    let told = line.map(|line| line.told(call.lang, |key| intake::is_given(values, key)));
    let told = told.filter(|told| !told.is_empty()).unwrap_or_default();
    if told.is_empty() {
        return Ok(());
    }
    output.line(&match call.lang {
        Lang::Zh => format!("听懂了：{}（要标题照原样，加 --no-parse）", told.join("；")),
        Lang::En => format!("Understood: {} (--no-parse takes a title as it is)", told.join("; ")),
    })
}

/// Tells what is doubtful about lines that were saved: they can be corrected.
fn tell_doubts(
    lang: Lang,
    verb: &'static Verb,
    target: Option<EntityId>,
    values: &Values,
    desk: &mut Desk,
    output: &mut Output,
) -> Result<(), CliError> {
    let Some(session) = target.filter(|id| id.kind == EntityKind::Session) else { return Ok(()) };
    let world = desk.dossier(session)?;
    let names: &dyn Directory = desk.catalog();
    for (line, doubt) in doubts_of_lines(verb, target, values, &world, (names, desk.calendar())) {
        output.line(&sentence::at_line(lang, line, &doubt.words(lang, desk.catalog())))?;
    }
    Ok(())
}

/// Tells who was entered as having spoken and has not signed in: it may be somebody else.
fn tell_absent(
    lang: Lang,
    target: Option<EntityId>,
    done: &Done,
    desk: &mut Desk,
    output: &mut Output,
) {
    let speaker = |event: &Event| match event {
        Event::LineAdded(added) => added.facts.speaker,
        _ => None,
    };
    let spoke: BTreeSet<PersonId> = done.events.iter().filter_map(speaker).collect();
    let Some(id) = target.and_then(|id| SessionId::try_from(id).ok()) else { return };
    if spoke.is_empty() {
        return;
    }
    // It is saved whatever comes of reading it again; a source tells of its people as it does.
    let Ok(world) = desk.dossier(id.into()) else { return };
    if world.session(id).is_none_or(|session| session.source.is_some()) {
        return;
    }
    let came = world.session(id).into_iter().flat_map(|it| &it.attendance);
    let came: BTreeSet<PersonId> =
        came.filter(|row| row.presence == Presence::Present).map(|row| row.person).collect();
    let names = spoke.difference(&came).filter_map(|id| desk.catalog().name((*id).into()));
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return;
    }
    let names = several::join(&names, lang);
    output.note(&match lang {
        Lang::Zh => format!("没有签到：{names}。是本人发言就补上签到，不是就更正这一行。"),
        Lang::En => format!(
            "Not signed in: {names}. Check them in if it was they who spoke, else correct the line."
        ),
    });
}
