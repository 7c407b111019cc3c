//! A page that is read: a cursor on its lines, and what those are about.

use super::layout::{inside, layout};
use super::page::{Line, Paper, Tone};
use super::rows::List;
use super::sheets::Sheet;
use super::state::State;
use super::{closing, help, issue, session, workbench};
use crate::command::place::Place;
use crate::document::Piece;
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId};
use std::rc::Rc;

/// What a page is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The minutes of whatever is selected on the workbench.
    #[default]
    Minutes,
    Issue(IssueId),
    Session(SessionId),
    /// What is to be settled before a session is closed.
    Closing(SessionId),
    /// A document about something, or what else is made of it, before it is written.
    Paper(EntityId, Piece),
    Settings,
    /// What presses today.
    Today,
    Help,
    /// What was put right or is wrong, as it was told since the start.
    Notices,
}

impl Subject {
    /// What has to be read for it.
    pub(crate) fn entity(self) -> Option<EntityId> {
        match self {
            Self::Issue(id) => Some(id.into()),
            Self::Session(id) | Self::Closing(id) => Some(id.into()),
            Self::Paper(of, _) => {
                matches!(of.kind, EntityKind::Issue | EntityKind::Session).then_some(of)
            }
            Self::Minutes | Self::Settings | Self::Today | Self::Help | Self::Notices => None,
        }
    }

    pub(crate) const fn place(self) -> Place {
        match self {
            Self::Minutes => Place::Minutes,
            Self::Issue(_) => Place::Issue,
            Self::Session(_) => Place::Session,
            Self::Closing(_) => Place::Closing,
            Self::Paper(..) => Place::Paper,
            Self::Settings => Place::Settings,
            Self::Today => Place::Today,
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
    /// Somebody has moved the cursor since the page was opened.
    pub(crate) moved: bool,
}

impl Reader {
    pub(crate) const fn on(subject: Subject) -> Self {
        Self { subject, cursor: 0, offset: 0, moved: false }
    }

    /// Moves the cursor and scrolls to show it.
    pub(crate) fn step(&mut self, by: isize, total: usize, visible: usize) {
        self.moved |= by != 0;
        self.list(visible, total, |list| list.step(by, total));
    }

    /// Turns the page, the cursor with it.
    pub(crate) fn turn(&mut self, by: isize, total: usize, visible: usize) {
        self.moved = true;
        self.list(visible, total, |list| list.turn(by, total));
    }

    fn list(&mut self, visible: usize, total: usize, moves: impl FnOnce(&mut List)) {
        let mut list = List { selected: self.cursor, offset: self.offset };
        moves(&mut list);
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

/// The lines of a page at the size of the screen; of long minutes as many as the cursor can see.
pub(crate) fn lines(state: &State, subject: Subject) -> Rc<[Line]> {
    let wanted = match subject {
        Subject::Minutes => state.workbench.minutes.cursor,
        _ => usize::MAX,
    };
    lines_to(state, subject, wanted)
}

/// The lines of a page, at least up to one and a screen after it.
pub(crate) fn lines_to(state: &State, subject: Subject, wanted: usize) -> Rc<[Line]> {
    let (width, visible) = text_size(state, subject);
    let wanted = wanted.saturating_add(visible + 1);
    let whole = |lines: Vec<Line>| Sheet { lines: lines.into(), whole: true };
    let make = || match subject {
        Subject::Minutes => workbench::minutes(state, width, ahead(wanted)),
        Subject::Issue(id) => whole(issue::lines(state, id, width)),
        Subject::Session(id) => whole(session::lines(state, id, width)),
        Subject::Closing(id) => whole(closing::lines(state, id, width)),
        Subject::Paper(of, piece) => whole(super::paper::lines(state, (of, piece), width)),
        Subject::Settings => whole(super::lists::settings_lines(state, width)),
        Subject::Today => whole(super::today::lines(state, width)),
        Subject::Help => whole(help::lines(state, width)),
        Subject::Notices => whole(help::notices(state, width)),
    };
    match subject {
        // They tell of more than what pages are kept by, and are short.
        Subject::Paper(..) | Subject::Settings | Subject::Help | Subject::Notices => make().lines,
        _ => state.sheets.lines(state, (subject, width), wanted, make),
    }
}

/// Wider than any text: nothing wraps.
pub(crate) const UNWRAPPED: usize = 100_000;
/// Columns that are padded are as wide as the longest words need.
const UNWRAPPED_TODAY: usize = 160;

/// A page as plain text for elsewhere: without the line breaks of the screen.
pub(crate) fn plain(state: &State, subject: Subject) -> String {
    let rows = texts(state, subject);
    rows.join("\n").trim().to_owned()
}

/// The text under the cursor of a page, whole, however many rows it takes on the screen.
pub(crate) fn plain_at_cursor(state: &State, reader: &Reader) -> Option<String> {
    let lines = lines(state, reader.subject);
    let begun = lines.iter().take(reader.cursor + 1).filter(|line| line.begins).count();
    let rows = texts(state, reader.subject);
    let text = rows.iter().filter(|row| !row.is_empty()).nth(begun.checked_sub(1)?)?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The lines of a page without the line breaks of the screen.
pub(crate) fn unwrapped(state: &State, subject: Subject) -> Vec<Line> {
    match subject {
        Subject::Minutes => workbench::minutes(state, UNWRAPPED, usize::MAX).lines.to_vec(),
        Subject::Issue(id) => issue::lines(state, id, UNWRAPPED),
        Subject::Session(id) => session::lines(state, id, UNWRAPPED),
        Subject::Closing(id) => closing::lines(state, id, UNWRAPPED),
        Subject::Paper(of, piece) => super::paper::lines(state, (of, piece), UNWRAPPED),
        Subject::Settings => super::lists::settings_lines(state, UNWRAPPED),
        Subject::Today => super::today::lines(state, UNWRAPPED_TODAY),
        Subject::Help => help::lines(state, UNWRAPPED),
        Subject::Notices => help::notices(state, UNWRAPPED),
    }
}

/// Each text of a page in one piece; an empty one where the page has a gap.
fn texts(state: &State, subject: Subject) -> Vec<String> {
    let lines = unwrapped(state, subject);
    let mut texts: Vec<String> = Vec::new();
    for line in lines {
        let text = line.text();
        match texts.last_mut() {
            // Paragraphs of one text stay together.
            Some(last) if !line.begins && !line.spans.is_empty() => {
                last.push('\n');
                last.push_str(text.trim_start());
            }
            _ => texts.push(text.trim_end().to_owned()),
        }
    }
    texts
}

/// How many lines are put together where so many are wanted: the work on the way down stays in
/// proportion to the way.
fn ahead(wanted: usize) -> usize {
    wanted.max(64).checked_next_power_of_two().unwrap_or(usize::MAX)
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
