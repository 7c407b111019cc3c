//! A page that is read: a cursor on its lines, and what those are about.

use super::layout::{inside, layout};
use super::page::{Line, Paper, Tone};
use super::state::State;
use super::{help, issue, session, workbench};
use crate::command::place::Place;
use crate::domain::id::{EntityId, IssueId, SessionId};

/// What a page is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The minutes of whatever is selected on the workbench.
    #[default]
    Minutes,
    Issue(IssueId),
    Session(SessionId),
    Settings,
    Help,
    /// What was put right or is wrong, as it was told since the start.
    Notices,
}

impl Subject {
    /// What has to be read for it.
    pub(crate) fn entity(self) -> Option<EntityId> {
        match self {
            Self::Issue(id) => Some(id.into()),
            Self::Session(id) => Some(id.into()),
            Self::Minutes | Self::Settings | Self::Help | Self::Notices => None,
        }
    }

    pub(crate) const fn place(self) -> Place {
        match self {
            Self::Minutes => Place::Minutes,
            Self::Issue(_) => Place::Issue,
            Self::Session(_) => Place::Session,
            Self::Settings => Place::Settings,
            // The help has no commands of its own either.
            Self::Help | Self::Notices => Place::Help,
        }
    }
}

/// A page with the line that the cursor is on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reader {
    pub(crate) subject: Subject,
    pub(crate) cursor: usize,
    pub(crate) offset: usize,
}

impl Reader {
    pub(crate) const fn on(subject: Subject) -> Self {
        Self { subject, cursor: 0, offset: 0 }
    }

    /// Moves the cursor and scrolls to show it.
    pub(crate) fn step(&mut self, by: isize, total: usize, visible: usize) {
        let mut list = super::rows::List { selected: self.cursor, offset: self.offset };
        list.step(by, total);
        list.follow(visible, total);
        (self.cursor, self.offset) = (list.selected, list.offset);
    }
}

/// The size of the text of a page, in columns and rows.
pub(crate) fn text_size(state: &State, subject: Subject) -> (usize, usize) {
    let layout = layout(state);
    let area = match subject {
        Subject::Minutes => inside(layout.minutes),
        _ => inside(layout.body),
    };
    // A column on the left marks the cursor, two on the right are for the scroll bar.
    (usize::from(area.width.saturating_sub(3)), usize::from(area.height))
}

/// The lines of a page at the size of the screen.
pub(crate) fn lines(state: &State, subject: Subject) -> Vec<Line> {
    let (width, _) = text_size(state, subject);
    match subject {
        Subject::Minutes => workbench::minutes(state, width),
        Subject::Issue(id) => issue::lines(state, id, width),
        Subject::Session(id) => session::lines(state, id, width),
        Subject::Settings => super::lists::settings_lines(state, width),
        Subject::Help => help::lines(state, width),
        Subject::Notices => help::notices(state, width),
    }
}

/// What stands on a page whose entity has not been read: that it is coming, or why it cannot be.
pub(super) fn not_there(state: &State, id: EntityId, paper: &mut Paper) {
    match &state.unreadable {
        Some((it, words)) if *it == id => paper.text(Tone::Danger, 0, words),
        _ => paper.text(Tone::Dim, 0, state.say("正在读取…", "Loading…")),
    }
}

/// What the line under the cursor is about.
pub(crate) fn target(state: &State, reader: &Reader) -> Option<EntityId> {
    lines(state, reader.subject).get(reader.cursor).and_then(|line| line.target)
}
