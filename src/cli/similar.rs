//! Which issues may be the same as one that was just taken in.

use super::json::name;
use crate::command::Catalog;
use crate::command::filter::shown_status;
use crate::domain::alike::{Draft, alike};
use crate::domain::event::Event;
use crate::domain::id::IssueId;
use crate::i18n::Lang;
use crate::shell::desk::{Desk, Done};
use serde_json::{Value, json};

/// How many are told.
const MOST: usize = 3;

/// The issues that may be the same as those that a change took in; nothing of a file of many.
pub(super) fn of_added(desk: &Desk, done: &Done) -> Vec<IssueId> {
    let mut added = done.events.iter().filter_map(|event| match event {
        Event::IssueAdded(added) => Some(added.id),
        _ => None,
    });
    let only = added.next().filter(|_| added.next().is_none());
    let Some(row) = only.and_then(|id| desk.catalog().issues.get(&id)) else { return Vec::new() };
    alike(desk.catalog().issues.values(), &Draft::of(&row), MOST)
        .into_iter()
        .map(|row| row.id)
        .collect()
}

/// For people, on the side.
pub(super) fn lines(catalog: &Catalog, similar: &[IssueId], lang: Lang) -> Vec<String> {
    let rows = similar.iter().filter_map(|id| catalog.issues.get(id));
    rows.map(|row| {
        let status = shown_status(row.status, row.accepted, lang);
        match lang {
            Lang::Zh => format!("可能是同一件事：{}  {}（{status}）", row.number, row.title),
            Lang::En => format!("Perhaps the same: {}  {} ({status})", row.number, row.title),
        }
    })
    .collect()
}

/// For scripts.
pub(super) fn json(catalog: &Catalog, similar: &[IssueId]) -> Value {
    let rows = similar.iter().filter_map(|id| catalog.issues.get(id));
    rows.map(|row| {
        json!({
            "number": name(catalog, row.id),
            "title": row.title,
            "status": row.status.key(),
        })
    })
    .collect()
}
