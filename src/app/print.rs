//! Pages as plain lines, for where there is no screen: the very pages that the screens show.

use super::beginning::Beginning;
use super::commitment;
use super::context::named;
use super::page::Line;
use super::state::{Dossier, Medium, State};
use super::{issue, session};
use crate::command::Catalog;
use crate::domain::id::{CommitmentId, EntityId, EntityKind, IssueId, SessionId};
use crate::domain::world::World;
use crate::i18n::{Label, Lang};
use chrono::NaiveDate;
use std::sync::Arc;

/// How a page is printed.
#[derive(Debug, Clone, Copy)]
pub struct Printing {
    /// The language.
    pub lang: Lang,
    /// The day.
    pub today: NaiveDate,
    /// How many cells a line may take.
    pub width: usize,
}

/// The page of an issue, a session or a commitment, its title first; `None` for anything else.
///
/// `world` holds the entity with everything around it.
pub fn page(
    id: EntityId,
    world: World,
    catalog: Arc<Catalog>,
    printing: Printing,
) -> Option<Vec<String>> {
    let beginning = Beginning::plain(printing.lang, (0, 0), printing.today);
    let mut state = State::new(beginning);
    state.medium = Medium::Print;
    state.settings = world.settings();
    state.calendar = Arc::new(state.settings.working_days());
    state.catalog = catalog;
    state.dossier = Some(Dossier { id, world, generation: 0, stale: false, frozen: None });
    let lines = match id.kind {
        EntityKind::Issue => issue::lines(&state, IssueId::try_from(id).ok()?, printing.width),
        EntityKind::Session => {
            session::lines(&state, SessionId::try_from(id).ok()?, printing.width)
        }
        EntityKind::Commitment => {
            commitment::lines(&state, CommitmentId::try_from(id).ok()?, printing.width)
        }
        _ => return None,
    };
    let title = title(&state, id);
    let text = |line: &Line| line.text().trim_end().to_owned();
    Some(std::iter::once(title).chain(lines.iter().map(text)).collect())
}

/// The first line of a page that is not on the screen.
pub(crate) fn title(state: &State, id: EntityId) -> String {
    format!("{} · {}", id.kind.label(state.lang), named(&state.catalog, id))
}
