//! Taking back the latest change, and doing it again; says which one it was.

use super::call::{Call, close};
use super::error::CliError;
use super::output::{Output, entity_id};
use super::verbs::{desk_error, events_json};
use crate::app::context::named;
use crate::app::undone::telling;
use crate::command::Words;
use crate::domain::event::Event;
use crate::i18n::label::{happened, happened_to};
use crate::i18n::{Label, Lang, Text};
use crate::shell::desk::DeskError;
use serde_json::json;

/// Undoes the latest change, or does it again.
pub(super) fn run(call: &Call<'_>, output: &mut Output, again: bool) -> Result<(), CliError> {
    let mut desk = call.open(output)?;
    let asked = call.asked(desk.lists())?;
    let events = desk.next_undo(again)?.unwrap_or_default();
    let Some(event) = telling(&events) else { return Err(nothing(again)) };
    // What is taken back has no name afterwards, what is brought back none before.
    let before = named(desk.catalog(), event.entity());
    call.confirm(&question(event, again, call.lang), &before, output)?;
    let done = if again { desk.redo(&asked) } else { desk.undo(&asked) };
    let done = done.map_err(|error| match error {
        DeskError::NothingToUndo => nothing(again),
        error => desk_error(error, None, desk.catalog()),
    })?;
    let name = if before.is_empty() { named(desk.catalog(), happened_to(event)) } else { before };
    if output.is_json() {
        let id = event.entity();
        let mut value = events_json(&desk, &done);
        if let Some(fields) = value.as_object_mut() {
            let key = if again { "redone" } else { "undone" };
            let told = json!({
                "kind": event.kind(),
                "event": happened(event, Lang::En),
                "entity": id.kind.word(),
                "id": entity_id(id),
                "name": super::json::text(&name),
            });
            fields.insert(key.to_owned(), told);
        }
        output.value(&value)?;
    } else {
        output.line(&headline(&events, event, &name, again, call.lang))?;
    }
    call.tell_news(&mut desk, output);
    close(desk)
}

const fn nothing(again: bool) -> CliError {
    if again { CliError::NothingToRedo } else { CliError::NothingToUndo }
}

fn question(event: &Event, again: bool, lang: Lang) -> String {
    let what = happened(event, lang);
    match (lang, again) {
        (Lang::Zh, false) => format!("撤销「{what}」"),
        (Lang::Zh, true) => format!("重做「{what}」"),
        (Lang::En, false) => format!("Undo “{what}”"),
        (Lang::En, true) => format!("Do “{what}” again"),
    }
}

/// `已撤销：已撤回 — 临水路段加装护栏`.
fn headline(events: &[Event], event: &Event, name: &str, again: bool, lang: Lang) -> String {
    let done = if again { Text::NoticeRedone } else { Text::NoticeUndone }.label(lang);
    let what = happened(event, lang);
    let colon = Words::new("：", ": ").get(lang);
    let name = if name.is_empty() { String::new() } else { format!(" — {name}") };
    let count = events.len();
    if count > 1 && events.iter().all(|event| happened(event, lang) == what) {
        return match lang {
            Lang::Zh => format!("{done}{colon}{what}，共 {count} 项"),
            Lang::En => format!("{done}{colon}{what}, {count} in all"),
        };
    }
    let more = match (lang, count - 1) {
        (_, 0) => String::new(),
        (Lang::Zh, more) => format!("（连同另外 {more} 项）"),
        (Lang::En, more) => format!(" (and {more} more)"),
    };
    format!("{done}{colon}{what}{name}{more}")
}
