//! Where one is in the dialogue: what lies on top of the screens, or a list that the dialogue alone has.

use crate::app::cockpit::{Mode, on_top};
use crate::app::lists::ListKind;
use crate::app::reader::Subject;
use crate::app::state::{Overlay, Page, State, StoreState};
use crate::domain::id::SessionId;

/// What is shown where the screens show the workbench, which is three panes side by side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Root {
    /// What there is.
    #[default]
    Home,
    Issues,
    Studios,
    Sessions,
    /// The saved views.
    Views,
}

/// A list that lies over a page, and which the screens have not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Over {
    /// What it lies over.
    pub(super) on: Here,
    pub(super) what: What,
    /// Of the verbs, what they are called.
    pub(super) called: String,
}

/// What lies over a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// What can be done here.
    Verbs,
    /// What the page tells of, to be chosen.
    Mentioned,
    /// The numbers of the figures, each of which opens what it counts.
    Counted,
}

/// Where one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Here {
    /// The store is not open, or cannot be.
    Shut,
    Root(Root),
    Over(What),
    Today,
    Closing(SessionId),
    Page(Subject),
    List(ListKind),
    Floor(SessionId, Mode),
    Search,
    Figures,
    Rows,
    Form,
    Question,
    Pick,
    Choose,
}

/// What lies on top of the screens.
pub(super) fn below(state: &State, root: Root) -> Here {
    if state.store != StoreState::Open {
        return Here::Shut;
    }
    match state.overlays.last() {
        Some(Overlay::Form(_)) => return Here::Form,
        Some(Overlay::Confirm(_)) => return Here::Question,
        Some(Overlay::Pick(_)) => return Here::Pick,
        Some(Overlay::Choose(_)) => return Here::Choose,
        // The dialogue has its own menu and its own list of views.
        Some(Overlay::Palette(_) | Overlay::Views(_)) | None => {}
    }
    match state.pages.last() {
        Some(Page::Reader(reader)) => match reader.subject {
            Subject::Today => Here::Today,
            Subject::Closing(session) => Here::Closing(session),
            subject => Here::Page(subject),
        },
        Some(Page::List(page)) => Here::List(page.kind),
        Some(Page::Cockpit(session)) => {
            let mode = on_top(state).map(|cockpit| cockpit.mode).unwrap_or_default();
            Here::Floor(*session, mode)
        }
        Some(Page::Figures) => Here::Figures,
        Some(Page::Rows(_)) => Here::Rows,
        Some(Page::Search) => Here::Search,
        None => Here::Root(root),
    }
}
