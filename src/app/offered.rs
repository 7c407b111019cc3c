//! What the backlog offers: for the page of a session, and for the fields of forms that name what
//! comes onto an agenda.

use super::form::Form;
use super::state::State;
use super::{context, reader};
use crate::app::state::Page;
use crate::command::fill::{Directory, Found, unmarked};
use crate::command::{several, suggested};
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId, StudioId};
use crate::domain::offer::{Offers, Wanted};
use crate::domain::session::Session;

/// How many a page shows.
const ON_PAGE: usize = 8;
/// How many come first among the suggestions of a field.
const IN_FORM: usize = 20;

/// What the backlog offers for a session, as its page shows it.
pub(super) fn on_page(state: &State, session: &Session) -> Offers {
    suggested(&*state.catalog, session, state.terms(), (false, ON_PAGE))
}

/// The issue to go to when the offer under the cursor has been taken: the next one, else the one
/// before it.
pub(super) fn beside(state: &State, session: SessionId) -> Option<EntityId> {
    let Some(Page::Reader(page)) = state.pages.last() else { return None };
    let row = state.catalog.sessions.get(&session)?;
    let under = context::under_cursor(state)?;
    let lines = reader::lines(state, page.subject);
    let is_offer =
        |id: &EntityId| IssueId::try_from(*id).is_ok_and(|issue| !row.issues.contains(&issue));
    let offers: Vec<EntityId> = lines
        .iter()
        .filter(|line| line.anchor)
        .filter_map(|line| line.target)
        .filter(is_offer)
        .collect();
    let at = offers.iter().position(|id| *id == under)?;
    offers.get(at + 1).or_else(|| offers.get(at.checked_sub(1)?)).copied()
}

/// What the backlog offers for the field with the keyboard, where it names what comes onto an
/// agenda.
pub(super) fn in_form(state: &State, form: &Form) -> Option<Offers> {
    let key = form.current()?.field.key;
    match (form.verb.noun.key(), form.verb.name, key) {
        ("session", "plan" | "edit", "agenda") | ("session", "agenda", "issue") => {}
        _ => return None,
    }
    let target = form.target.and_then(|id| SessionId::try_from(id).ok());
    let dossier = state.dossier.as_ref();
    if let Some(session) = target.and_then(|id| dossier?.world.session(id)) {
        return Some(suggested(&*state.catalog, session, state.terms(), (false, IN_FORM)));
    }
    let row = target.and_then(|id| state.catalog.sessions.get(&id));
    let mut studios = studios_of(state, form);
    studios.extend(row.as_ref().map(|row| row.studio).filter(|_| studios.is_empty()));
    let wanted = Wanted {
        session: target,
        agenda: row.as_ref().map_or(&[][..], |row| &row.issues),
        studios: &studios,
        departments: &[],
        others: false,
        most: IN_FORM,
        terms: state.terms(),
    };
    Some(state.catalog.offers(&wanted))
}

/// The studios that a form names as holding the session.
fn studios_of(state: &State, form: &Form) -> Vec<StudioId> {
    let find = |name: &str| state.catalog.find(EntityKind::Studio, unmarked(name));
    let named = ["studio", "co-studio"]
        .into_iter()
        .filter_map(|key| form.fields.iter().find(|field| field.field.key == key));
    named
        .flat_map(|field| several::split(field.editor.text(), |name| find(name) != Found::None))
        .filter_map(|name| match find(&name) {
            Found::One(id) => StudioId::try_from(id).ok(),
            Found::None | Found::Several(_) => None,
        })
        .collect()
}
