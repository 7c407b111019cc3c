//! When the room is told something new: when what it sees differs from what its clocks show by
//! themselves, and now and then although nothing does.

use super::{Ground, Hall, Masks, Stand};
use crate::app::confirm::Asked;
use crate::app::state::{Dossier, Overlay, Page, State};
use crate::command::Catalog;
use crate::domain::id::SessionId;
use crate::domain::session::SessionStatus;
use crate::domain::settings::Quorum;
use crate::i18n::Lang;
use chrono::NaiveDateTime;
use std::sync::Arc;

/// How often it is told although nothing is new, in milliseconds: a clock that was set puts itself
/// right, and who is gone is noticed.
const RESYNC_MS: u64 = 10_000;

/// Follows a live session from the moment it is on the screen.
#[derive(Debug, Default)]
pub struct Herald {
    session: Option<SessionId>,
    masks: Masks,
    last: Option<Hall>,
    seen: Option<Seen>,
}

/// What a projection hangs on beside the clock.
#[derive(Debug, Clone)]
struct Seen {
    session: SessionId,
    /// The reading of the session, where it is at hand.
    generation: Option<u64>,
    catalog: Arc<Catalog>,
    /// The length of a speech, and of its warning.
    speech: (u16, u16),
    quorum: Quorum,
    lang: Lang,
    gap: Option<NaiveDateTime>,
}

impl Seen {
    fn of(state: &State, session: SessionId, dossier: Option<&Dossier>) -> Self {
        let options = &state.settings.options;
        Self {
            session,
            generation: dossier.map(|it| it.generation),
            catalog: Arc::clone(&state.catalog),
            speech: (options.speech_minutes, options.warning_seconds),
            quorum: state.settings.quorum,
            lang: state.lang,
            gap: gap(state, session),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.session == other.session
            && self.generation == other.generation
            && self.lang == other.lang
            && self.gap == other.gap
            && Arc::ptr_eq(&self.catalog, &other.catalog)
            && self.speech == other.speech
            && self.quorum == other.quorum
    }
}

impl Herald {
    /// What the room is to be told now, at so many milliseconds since 1970; mostly nothing.
    pub fn follow(&mut self, state: &State, wall_ms: u64) -> Option<Hall> {
        let session = on_screen(state).or(self.session)?;
        let dossier = at_hand(state, session);
        let is_due = |hall: &Hall| wall_ms.abs_diff(hall.built_ms) >= RESYNC_MS;
        let is_due = self.last.as_ref().is_none_or(is_due);
        let seen = Seen::of(state, session, dossier);
        let is_seen = self.seen.as_ref().is_some_and(|before| before.is_same(&seen));
        if is_seen && !is_due {
            return None;
        }
        let hall = match dossier {
            Some(dossier) => self.build(state, dossier, session, wall_ms)?,
            None => self.told_from_afar(state, session, wall_ms)?,
        };
        self.session = Some(session);
        self.seen = Some(seen);
        if !is_due && self.last.as_ref().is_some_and(|last| hall.says_the_same(last)) {
            return None;
        }
        self.last = Some(hall.clone());
        Some(hall)
    }

    fn build(
        &mut self,
        state: &State,
        dossier: &Dossier,
        session: SessionId,
        wall_ms: u64,
    ) -> Option<Hall> {
        let world = &dossier.world;
        let found = world.session(session)?;
        self.masks = std::mem::take(&mut self.masks).followed(&state.catalog, world, found);
        let ground = Ground {
            catalog: &state.catalog,
            world,
            settings: &state.settings,
            lang: state.lang,
            now: state.now?,
            gap: gap(state, session),
            wall_ms,
        };
        Some(Hall::of(&ground, found, &self.masks))
    }

    /// While another page is read, what is known is what was told last, and whether it is over.
    fn told_from_afar(&self, state: &State, session: SessionId, wall_ms: u64) -> Option<Hall> {
        let last = self.last.as_ref().filter(|_| self.session == Some(session))?;
        let status = state.catalog.sessions.get(&session).map(|row| row.status);
        Some(match status {
            Some(SessionStatus::Live | SessionStatus::Paused) => last.at(wall_ms),
            Some(SessionStatus::Planned) => last.idle(Stand::Planned, wall_ms),
            _ => last.idle(Stand::Closed, wall_ms),
        })
    }
}

/// The live session whose floor is open on the screen, also behind another page.
fn on_screen(state: &State) -> Option<SessionId> {
    let floor = state.pages.iter().rev().find_map(|page| match page {
        Page::Cockpit(session) => Some(*session),
        Page::Reader(_) | Page::List(_) | Page::Figures | Page::Rows(_) | Page::Search => None,
    })?;
    let row = state.catalog.sessions.get(&floor)?;
    matches!(row.status, SessionStatus::Live | SessionStatus::Paused).then_some(floor)
}

/// The session as it was read last, unless something of it has changed since.
fn at_hand(state: &State, session: SessionId) -> Option<&Dossier> {
    state.dossier.as_ref().filter(|it| it.id == session.into() && !it.stale)
}

/// Since when nobody is known to have been there, while that is being asked.
fn gap(state: &State, session: SessionId) -> Option<NaiveDateTime> {
    state.overlays.iter().find_map(|overlay| match overlay {
        Overlay::Confirm(confirm) => match confirm.asked {
            Asked::TakeUp { session: asked, since } if asked == session => Some(since),
            _ => None,
        },
        _ => None,
    })
}
