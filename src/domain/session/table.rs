//! The table of a session's states: what can be done where, and its picture.

use crate::domain::keyed::keyed;
use serde::{Deserialize, Serialize};

keyed! {
    /// How a session came to be closed; undoing the closing leads back there.
    pub enum Manner {
        /// It was run at the laptop.
        Live = "live",
        /// It was entered afterwards.
        AfterTheFact = "after_the_fact",
    }
}

/// Where a session stands. Held means closed (DOMAIN §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// Announced, not begun.
    Planned,
    /// People are speaking.
    Live,
    /// Interrupted.
    Paused,
    /// Held.
    Closed(Manner),
    /// Will not take place.
    Cancelled,
}

impl SessionStatus {
    /// Every status, for tables and tests.
    pub const ALL: [Self; 6] = [
        Self::Planned,
        Self::Live,
        Self::Paused,
        Self::Closed(Manner::Live),
        Self::Closed(Manner::AfterTheFact),
        Self::Cancelled,
    ];

    /// The stable word for scripts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Live => "live",
            Self::Paused => "paused",
            Self::Closed(_) => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

keyed! {
    /// What can be done to a session as a whole.
    pub enum SessionStepKind {
        /// Opens it.
        Start = "start",
        /// Interrupts it.
        Pause = "pause",
        /// Goes on after a pause.
        Resume = "resume",
        /// Ends it.
        Close = "close",
        /// Enters one that was held without the laptop.
        CloseAfterTheFact = "close_after_the_fact",
        /// Moves it to another day.
        Postpone = "postpone",
        /// Calls it off.
        Cancel = "cancel",
        /// Takes the calling-off back.
        TakeBackCancel = "take_back_cancel",
        /// Takes the closing back.
        UndoClose = "undo_close",
        /// Takes the opening back.
        TakeBackStart = "take_back_start",
        /// Takes a move to another day back.
        TakeBackPostpone = "take_back_postpone",
    }
}

impl SessionStepKind {
    /// Whether it changes what a notice of the session tells.
    pub const fn is_news(self) -> bool {
        matches!(
            self,
            Self::Postpone | Self::TakeBackPostpone | Self::Cancel | Self::TakeBackCancel
        )
    }
}

impl SessionStepKind {
    /// Whether it takes another step back.
    pub const fn takes_back(self) -> bool {
        matches!(
            self,
            Self::TakeBackCancel | Self::TakeBackPostpone | Self::TakeBackStart | Self::UndoClose
        )
    }
}

/// The one table of session states: where `kind` leads from `status`, or `None`.
pub const fn session_successor(
    status: SessionStatus,
    kind: SessionStepKind,
) -> Option<SessionStatus> {
    use {SessionStatus as S, SessionStepKind as K};
    match (status, kind) {
        (S::Planned, K::Start) | (S::Paused, K::Resume) => Some(S::Live),
        (S::Planned, K::CloseAfterTheFact) => Some(S::Closed(Manner::AfterTheFact)),
        (S::Planned, K::Postpone | K::TakeBackPostpone)
        | (S::Cancelled, K::TakeBackCancel)
        | (S::Live | S::Paused, K::TakeBackStart)
        | (S::Closed(Manner::AfterTheFact), K::UndoClose) => Some(S::Planned),
        (S::Planned, K::Cancel) => Some(S::Cancelled),
        (S::Live, K::Pause) | (S::Closed(Manner::Live), K::UndoClose) => Some(S::Paused),
        (S::Live | S::Paused, K::Close) => Some(S::Closed(Manner::Live)),
        (
            S::Planned,
            K::Pause | K::Resume | K::Close | K::TakeBackCancel | K::UndoClose | K::TakeBackStart,
        )
        | (
            S::Live,
            K::Start
            | K::Resume
            | K::CloseAfterTheFact
            | K::Postpone
            | K::Cancel
            | K::TakeBackCancel
            | K::UndoClose
            | K::TakeBackPostpone,
        )
        | (
            S::Paused,
            K::Start
            | K::Pause
            | K::CloseAfterTheFact
            | K::Postpone
            | K::Cancel
            | K::TakeBackCancel
            | K::UndoClose
            | K::TakeBackPostpone,
        )
        | (
            S::Closed(Manner::Live | Manner::AfterTheFact),
            K::Start
            | K::Pause
            | K::Resume
            | K::Close
            | K::CloseAfterTheFact
            | K::Postpone
            | K::Cancel
            | K::TakeBackCancel
            | K::TakeBackStart
            | K::TakeBackPostpone,
        )
        | (
            S::Cancelled,
            K::Start
            | K::Pause
            | K::Resume
            | K::Close
            | K::CloseAfterTheFact
            | K::Postpone
            | K::Cancel
            | K::UndoClose
            | K::TakeBackStart
            | K::TakeBackPostpone,
        ) => None,
    }
}

/// Draws the table as a Mermaid state diagram, for the documents.
///
/// ```
/// let diagram = tanshi::domain::session::session_diagram();
/// assert!(diagram.contains("planned --> live: start"));
/// ```
pub fn session_diagram() -> String {
    let mut text = String::from("stateDiagram-v2\n    [*] --> planned\n");
    for from in SessionStatus::ALL {
        for to in SessionStatus::ALL {
            let leads = |kind: &SessionStepKind| session_successor(from, *kind) == Some(to);
            let kinds: Vec<&str> = SessionStepKind::ALL
                .iter()
                .copied()
                .filter(leads)
                .map(SessionStepKind::key)
                .collect();
            if !kinds.is_empty() {
                let arrow = format!("{} --> {}: {}", name(from), name(to), kinds.join(", "));
                text.extend(["    ", &arrow, "\n"]);
            }
        }
    }
    text
}

/// The name of a status in the picture.
const fn name(status: SessionStatus) -> &'static str {
    match status {
        SessionStatus::Closed(Manner::Live) => "closed_live",
        SessionStatus::Closed(Manner::AfterTheFact) => "closed_after_the_fact",
        _ => status.key(),
    }
}
