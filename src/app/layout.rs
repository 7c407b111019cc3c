//! Where panes and fields stand: arithmetic on the size of the screen that drawing shares with
//! the mouse and the keys.

use super::cells::width;
use super::confirm::Confirm;
use super::form::Form;
use super::state::{Pane, State};
use ratatui::layout::Rect;

/// The width from which the three panes stand side by side.
const SIDE_BY_SIDE: u16 = 120;
/// The widest a form gets.
const WIDEST_FORM: u16 = 84;
/// The least size that shows more than one pane.
const LEAST: (u16, u16) = (60, 16);

/// The areas of a screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Everything above status line and key bar.
    pub(crate) body: Rect,
    pub(crate) status: Rect,
    pub(crate) keys: Rect,
    pub(crate) studios: Rect,
    pub(crate) issues: Rect,
    pub(crate) minutes: Rect,
}

impl Layout {
    /// The area of a pane; empty when it is not shown.
    pub(crate) const fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Studios => self.studios,
            Pane::Issues => self.issues,
            Pane::Minutes => self.minutes,
        }
    }
}

/// Lays the screen out: below 120 columns the issues get the whole width, with studios and minutes
/// side by side under them; where that is too tight, the pane with the keyboard stands alone.
pub(crate) fn layout(state: &State) -> Layout {
    let (width, height) = state.size;
    let lines = match height {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    let body = Rect::new(0, 0, width, height - lines);
    let line = |from_bottom: u16| Rect::new(0, height - from_bottom, width, 1);
    let mut layout = Layout { body, ..Layout::default() };
    match lines {
        1 => layout.keys = line(1),
        2 => (layout.status, layout.keys) = (line(2), line(1)),
        _ => {}
    }
    let alone = state.workbench.zoomed || width < LEAST.0 || height < LEAST.1;
    if alone {
        match state.workbench.pane {
            Pane::Studios => layout.studios = body,
            Pane::Issues => layout.issues = body,
            Pane::Minutes => layout.minutes = body,
        }
    } else if width >= SIDE_BY_SIDE {
        // What is wider than that goes to all three: at 160 columns studios have their names, and
        // minutes lines that can be read.
        let left = (22 + (width - SIDE_BY_SIDE) / 5).min(40);
        let right = (width * 27 / 100).clamp(36, 72);
        layout.studios = Rect { width: left, ..body };
        layout.minutes = Rect { x: width - right, width: right, ..body };
        layout.issues = Rect { x: left, width: width - left - right, ..body };
    } else {
        let below = (body.height * 2 / 5).clamp(6, 14);
        let left = (width / 3).clamp(20, 30);
        let y = body.height - below;
        layout.issues = Rect { height: y, ..body };
        layout.studios = Rect::new(0, y, left, below);
        layout.minutes = Rect::new(left, y, width - left, below);
    }
    layout
}

/// How wide the parts of a form are, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FormCells {
    /// The form with its frame.
    pub(crate) form: u16,
    /// What its fields are called.
    pub(crate) label: u16,
    /// What a field says, with its scroll bar where it has several lines.
    pub(crate) value: u16,
}

/// How wide the parts of a form are.
pub(crate) fn form_cells(state: &State, form: &Form) -> FormCells {
    let cells = state.size.0.min(WIDEST_FORM);
    let inside = cells.saturating_sub(4);
    let label =
        |field: &super::form::FieldState| width(field.field.label.get(state.lang), state.ambiguous);
    let widest = form.fields.iter().map(label).max().unwrap_or(0);
    let label = u16::try_from(widest + 2).unwrap_or(u16::MAX).min(inside / 3);
    FormCells { form: cells, label, value: inside.saturating_sub(label + 1) }
}

/// A question with more lines than this is drawn wide.
const LINES_OF_A_QUESTION: usize = 4;

/// How a question stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuestionRows {
    /// How wide it is with its frame, in cells.
    pub(crate) cells: u16,
    /// The rows of its text.
    pub(crate) rows: Vec<String>,
    /// How many of them are seen at once.
    pub(crate) visible: usize,
}

impl QuestionRows {
    /// How many rows there are, and how many are seen.
    pub(crate) const fn shown(&self) -> (usize, usize) {
        (self.rows.len(), self.visible)
    }

    /// Whether there is more than is seen.
    pub(crate) const fn scrolls(&self) -> bool {
        self.rows.len() > self.visible
    }
}

/// How a question stands on the screen: what there is to read before answering takes the room that it
/// needs, and scrolls where that is more than there is.
pub(crate) fn question(state: &State, confirm: &Confirm) -> QuestionRows {
    let body = layout(state).body;
    let is_long = confirm.text.lines().count() > LINES_OF_A_QUESTION;
    let cells = if is_long { 100 } else { 52 }.min(body.width);
    let room = usize::from(cells.saturating_sub(4)).max(4);
    let mut rows = Vec::new();
    for line in confirm.text.lines() {
        let ranges = super::cells::rows(line, room, state.ambiguous).into_iter();
        let row = |range: std::ops::Range<usize>| {
            line.get(range).unwrap_or_default().trim_end_matches(' ').to_owned()
        };
        rows.extend(ranges.map(row));
    }
    let visible = usize::from(body.height.saturating_sub(4)).max(1).min(rows.len().max(1));
    QuestionRows { cells, rows, visible }
}

/// What is inside the frame of a pane.
pub(crate) const fn inside(area: Rect) -> Rect {
    if area.width < 3 || area.height < 3 {
        return area;
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// How many rows of a table an area with a frame shows, under the heading.
pub(crate) fn table_rows(area: Rect) -> usize {
    usize::from(inside(area).height.saturating_sub(1))
}
