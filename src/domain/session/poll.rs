//! A straw poll at the table, and what the convenor notes for themselves.

use crate::domain::id::IssueId;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The most answers that a poll offers.
pub const POLL_ANSWERS: usize = 9;

/// One answer of a poll, and how many gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollAnswer {
    /// In words, 1–60 characters.
    pub text: String,
    /// How many gave it.
    pub count: u32,
}

/// A straw poll (意向测询): a show of hands that decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrawPoll {
    /// What was asked, 1–120 characters.
    pub question: String,
    /// The item it belongs to.
    pub issue: Option<IssueId>,
    /// When it was taken, by the clock of the computer.
    #[serde(with = "super::seconds")]
    pub at: NaiveDateTime,
    /// The answers, 2 to [`POLL_ANSWERS`].
    pub answers: Vec<PollAnswer>,
}

/// What the convenor notes for themselves: it reaches no document, no list and no second screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNote {
    /// The item that was on.
    pub issue: Option<IssueId>,
    /// When it was written, by the clock of the computer.
    #[serde(with = "super::seconds")]
    pub at: NaiveDateTime,
    /// The words, 1–5,000 characters.
    pub text: String,
}
