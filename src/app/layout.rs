//! Where the panes stand: arithmetic on the size of the screen that drawing and the mouse share.

use super::state::{Pane, State};
use ratatui::layout::Rect;

/// The width from which the three panes stand side by side.
const SIDE_BY_SIDE: u16 = 120;
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
        // What is wider than that goes to the names of studios first, then to the issues: at 160
        // columns these show all they have to tell.
        let left = (22 + (width - SIDE_BY_SIDE) / 4).min(44);
        let right = (width / 50 * 11).clamp(34, 60);
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
