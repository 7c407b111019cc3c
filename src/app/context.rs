//! The plain facts that commands are judged by, and what things are called.

use super::lists::ListKind;
use super::reader::{self, Reader, Subject};
use super::state::{Page, Pane, State, StoreState};
use crate::command::available::Context;
use crate::command::fill::Directory;
use crate::command::place::Place;
use crate::command::verb::Noun;
use crate::command::{Catalog, Next};
use crate::domain::commitment::Progress;
use crate::domain::date::DateSpan;
use crate::domain::id::{
    CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, LineId, PersonId, SessionId,
    StudioId,
};
use crate::domain::line::Line;
use crate::domain::row::{CommitmentRow, SessionRow};
use crate::domain::session::{Guest, SessionStatus};
use crate::domain::world::World;
use crate::i18n::Names;
use crate::i18n::wording::Typing;
use chrono::NaiveDate;
use std::cmp::Ordering;

/// Knows the names of what was read last, and of all rows.
pub(crate) struct Known<'a> {
    catalog: &'a Catalog,
    world: Option<&'a World>,
}

impl<'a> Known<'a> {
    pub(crate) fn of(state: &'a State) -> Self {
        let world = state.dossier.as_ref().map(|dossier| &dossier.world);
        Self { catalog: &state.catalog, world }
    }
}

impl Names for Known<'_> {
    fn name(&self, id: EntityId) -> Option<String> {
        let near = self.world.and_then(|world| world.name(id));
        near.or_else(|| Some(named(self.catalog, id)).filter(|name| !name.is_empty()))
    }

    fn typing(&self) -> Typing {
        Typing::Form
    }
}

/// What a row is called: a title, a name, a matter; empty when it is not there.
pub(crate) fn named(catalog: &Catalog, id: EntityId) -> String {
    let title = match id.kind {
        EntityKind::Issue => IssueId::try_from(id)
            .ok()
            .and_then(|id| catalog.issues.get(&id))
            .map(|row| row.title.to_string()),
        EntityKind::Session => SessionId::try_from(id)
            .ok()
            .and_then(|id| catalog.sessions.get(&id))
            .map(|row| row.title.to_string()),
        EntityKind::Commitment => CommitmentId::try_from(id)
            .ok()
            .and_then(|id| catalog.commitments.get(&id))
            .map(|row| row.matter.to_string()),
        EntityKind::Department => {
            DepartmentId::try_from(id).ok().and_then(|id| catalog.departments.get(&id)).map(|row| {
                if row.short.is_empty() { row.name.to_string() } else { row.short.to_string() }
            })
        }
        _ => Directory::name(catalog, id),
    };
    title.unwrap_or_default()
}

/// Where the keyboard is, overlays apart.
pub(crate) fn place(state: &State) -> Place {
    place_over(state, &state.pages)
}

/// Where the keyboard is when these pages are open.
pub(crate) fn place_over(state: &State, pages: &[Page]) -> Place {
    match pages.last() {
        Some(Page::Reader(reader)) => reader.subject.place(),
        Some(Page::List(page)) => page.kind.place(),
        Some(Page::Cockpit(_)) => Place::Cockpit,
        Some(Page::Figures) => Place::Figures,
        Some(Page::Rows(_)) => Place::Rows,
        Some(Page::Search) => Place::Search,
        None if state.is_first_run() => Place::FirstRun,
        None => match state.workbench.pane {
            Pane::Studios => Place::Studios,
            Pane::Issues => Place::Issues,
            Pane::Minutes => Place::Minutes,
        },
    }
}

/// The issue that commands are about.
pub(crate) fn issue(state: &State) -> Option<IssueId> {
    match state.pages.last() {
        Some(Page::Reader(reader)) => match reader.subject {
            Subject::Issue(id) => Some(id),
            Subject::Paper(of, _) => IssueId::try_from(of).ok(),
            Subject::Today => {
                reader::target(state, reader).and_then(|id| IssueId::try_from(id).ok())
            }
            Subject::Session(id) | Subject::Closing(id) => {
                let under = reader::target(state, reader).and_then(|id| IssueId::try_from(id).ok());
                let spoken_of = || line_under_cursor(state)?.1.facts.issue;
                let first = || state.catalog.sessions.get(&id)?.issues.first().copied();
                under.or_else(spoken_of).or_else(first)
            }
            _ => None,
        },
        Some(Page::List(page)) if page.kind == ListKind::Commitments => {
            let id = CommitmentId::try_from(page.selected()?).ok()?;
            state.catalog.commitments.get(&id).map(|row| row.issue)
        }
        Some(Page::Cockpit(_)) => {
            let cockpit = super::cockpit::on_top(state)?;
            super::cockpit::found(state, cockpit)?.1.floor.course().item
        }
        Some(Page::List(_) | Page::Figures | Page::Rows(_) | Page::Search) => None,
        None if state.workbench.pane == Pane::Studios => None,
        None => super::workbench::selected(state),
    }
}

/// The studio that is selected in its pane.
pub(crate) fn studio(state: &State) -> Option<StudioId> {
    let at = state.workbench.studio_list.selected.checked_sub(1)?;
    state.workbench.studios.get(at).copied()
}

/// What is under the cursor of a page, or of the minutes.
pub(crate) fn under_cursor(state: &State) -> Option<EntityId> {
    match state.pages.last() {
        Some(Page::Reader(reader)) => reader::target(state, reader),
        Some(Page::List(page)) => page.selected(),
        Some(Page::Cockpit(_)) => {
            super::cockpit::line_gone_to(state, super::cockpit::on_top(state)?)
        }
        None if state.workbench.pane == Pane::Minutes => {
            reader::target(state, &state.workbench.minutes)
        }
        Some(Page::Figures | Page::Rows(_) | Page::Search) | None => None,
    }
}

/// The issue under the cursor of the page of the one that it was merged into.
pub(crate) fn merged_under_cursor(state: &State) -> Option<IssueId> {
    let Some(Page::Reader(Reader { subject: Subject::Issue(page), .. })) = state.pages.last()
    else {
        return None;
    };
    let under = IssueId::try_from(under_cursor(state)?).ok().filter(|id| id != page)?;
    let row = state.catalog.issues.get(&under)?;
    row.merged_into.map(|_root| under)
}

/// Whether the issue under the cursor of a session's page is on its agenda; `None` where the
/// cursor is on none, or this is another page.
pub(crate) fn on_agenda(state: &State) -> Option<bool> {
    let row = state.catalog.sessions.get(&own_session(state)?)?;
    let issue = IssueId::try_from(under_cursor(state)?).ok()?;
    Some(row.issues.contains(&issue))
}

/// Who is under the cursor of a session's page and invited to it.
pub(crate) fn guest(state: &State) -> Option<Guest> {
    let id = own_session(state)?;
    let under = under_cursor(state)?;
    let person = PersonId::try_from(under).ok().map(Guest::Person);
    let guest = person.or_else(|| DepartmentId::try_from(under).ok().map(Guest::Department))?;
    let session = state.dossier.as_ref()?.world.session(id)?;
    session.invitation(guest).map(|_invitation| guest)
}

/// The session whose page is open.
pub(crate) fn own_session(state: &State) -> Option<SessionId> {
    match state.pages.last() {
        Some(Page::Reader(reader)) => match reader.subject {
            Subject::Session(id) => Some(id),
            _ => None,
        },
        _ => None,
    }
}

/// The line of the record that is under the cursor of its session's page, with its number there.
pub(crate) fn line_under_cursor(state: &State) -> Option<(usize, &Line)> {
    let id = LineId::try_from(under_cursor(state)?).ok()?;
    let world = &state.dossier.as_ref()?.world;
    let line = world.line(id)?;
    let at = world.session(line.session)?.lines.iter().position(|it| *it == id)?;
    Some((at + 1, line))
}

/// What a verb about a noun could be done to, the likeliest first.
pub(crate) fn targets(state: &State, noun: Noun) -> Vec<EntityId> {
    let under = under_cursor(state).filter(|id| id.kind == noun.entity());
    match noun {
        Noun::Issue => issue(state).map(EntityId::from).into_iter().collect(),
        Noun::Session => {
            match state.pages.last() {
                Some(Page::Cockpit(session)) => return vec![(*session).into()],
                Some(Page::Reader(reader)) => match reader.subject {
                    Subject::Session(id) | Subject::Closing(id) => return vec![id.into()],
                    Subject::Paper(of, _) if of.kind == EntityKind::Session => return vec![of],
                    _ => {}
                },
                _ => {}
            }
            under.map_or_else(|| sessions(state), |id| vec![id])
        }
        Noun::Commitment => match state.pages.last() {
            Some(Page::Reader(Reader { subject: Subject::Paper(of, _), .. }))
                if of.kind == EntityKind::Commitment =>
            {
                vec![*of]
            }
            _ => under.map_or_else(|| commitments(state), |id| vec![id]),
        },
        Noun::Studio => studio(state).map(EntityId::from).into_iter().collect(),
        Noun::Person | Noun::Department => under.into_iter().collect(),
        Noun::Settings => vec![EntityId::SETTINGS],
    }
}

/// The sessions of the issue or the studio that is selected, the latest first; those that were
/// called off come last.
fn sessions(state: &State) -> Vec<EntityId> {
    let catalog = &state.catalog;
    let rows: Vec<SessionRow> = match (issue(state), studio(state)) {
        (Some(issue), _) => catalog.sessions_of_issue(issue).collect(),
        (None, Some(studio)) => catalog.sessions_of(Some(studio)).collect(),
        (None, None) => Vec::new(),
    };
    let (off, on): (Vec<SessionRow>, Vec<SessionRow>) =
        rows.into_iter().partition(|row| row.status == SessionStatus::Cancelled);
    on.into_iter().chain(off).map(|row| row.id.into()).collect()
}

/// The commitments of the issue that is selected; those that were kept come last.
fn commitments(state: &State) -> Vec<EntityId> {
    let Some(issue) = issue(state) else { return Vec::new() };
    let (done, open): (Vec<CommitmentRow>, Vec<CommitmentRow>) =
        state.catalog.commitments_of(issue).partition(|row| !row.is_open());
    open.into_iter().chain(done).map(|row| row.id.into()).collect()
}

/// Where a commitment stands, which decides what can be entered about it; what comes from a source is entered
/// as it was.
pub(crate) fn progress(state: &State, id: EntityId) -> Option<Progress> {
    let row = CommitmentId::try_from(id).ok().and_then(|id| state.catalog.commitments.get(&id));
    row.filter(|row| !row.recorded).map(|row| row.progress)
}

/// How a day lies to today; `None` where it may be on either side.
fn day_to_today(on: DateSpan, today: NaiveDate) -> Option<Ordering> {
    let (first, last) = (on.first().cmp(&today), on.last().cmp(&today));
    (first == last).then_some(first)
}

/// What is done next about what is looked at: the session on its page, the commitment of the list, elsewhere
/// the issue.
pub(crate) fn next(state: &State) -> Option<Next> {
    let (catalog, terms) = (&state.catalog, state.terms());
    match place(state) {
        Place::Session => {
            let session = SessionId::try_from(*targets(state, Noun::Session).first()?).ok()?;
            catalog.next_of_session(&catalog.sessions.get(&session)?, &terms)
        }
        Place::Commitments => {
            let commitment = CommitmentId::try_from(under_cursor(state)?).ok()?;
            catalog.next_of_commitment(commitment)
        }
        _ => catalog.next_about(&catalog.issues.get(&issue(state)?)?, &terms),
    }
}

/// The facts at hand.
pub(crate) fn facts(state: &State) -> Context {
    let issue = issue(state).and_then(|id| state.catalog.issues.get(&id));
    let sessions = targets(state, Noun::Session);
    let session = match sessions.as_slice() {
        [only] => SessionId::try_from(*only).ok().and_then(|id| state.catalog.sessions.get(&id)),
        _ => None,
    };
    let commitments = targets(state, Noun::Commitment);
    let progress = match commitments.as_slice() {
        [only] => progress(state, *only),
        _ => None,
    };
    Context {
        place: place(state),
        loaded: state.store == StoreState::Open,
        failed: matches!(state.store, StoreState::Failed(_)),
        read_only: state.read_only.as_ref().is_some_and(|it| !it.is_worth_trying),
        has_studio: !state.catalog.studios.is_empty(),
        issue: issue.as_ref().map(|row| (row.status, row.accepted)),
        has_next: next(state).is_some(),
        session: session.as_ref().map(|row| row.status),
        session_day: session.and_then(|row| day_to_today(row.on, state.today)),
        live: state.catalog.live_session().is_some(),
        on_agenda: on_agenda(state),
        guest: guest(state).is_some(),
        marked: if super::marked::are_meant(state) { state.marks.len() } else { 0 },
        sessions: sessions.len(),
        commitments: commitments.len(),
        progress,
        studio: studio(state).is_some(),
        person: !targets(state, Noun::Person).is_empty(),
        department: !targets(state, Noun::Department).is_empty(),
        example: state.example,
    }
}
