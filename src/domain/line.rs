//! One line of the record (会议记录).

pub mod unsettled;

use super::{
    id::{IssueId, LineId, PersonId, SessionId},
    keyed::keyed,
};
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

keyed! {
    /// What a line is (DESIGN §4).
    pub enum LineKind {
        /// 议: the topic.
        Topic = "topic",
        /// 问: a question.
        Question = "question",
        /// 答: a reply.
        Reply = "reply",
        /// 说: a statement.
        Statement = "statement",
        /// 决: an agreed item.
        Agreed = "agreed",
        /// 诺: a commitment.
        Commitment = "commitment",
    }
}

impl LineKind {
    /// Whether it says what came of an item: an agreed item names its department and deadline where
    /// there are any (DOMAIN §4), so what a department commits itself to is one too.
    pub const fn is_outcome(self) -> bool {
        matches!(self, Self::Agreed | Self::Commitment)
    }
}

/// What a line says and may be corrected to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFacts {
    /// What it is.
    pub kind: LineKind,
    /// Who said it.
    pub speaker: Option<PersonId>,
    /// The item it belongs to.
    pub issue: Option<IssueId>,
    /// The words, 1–5,000 characters.
    pub text: String,
    /// When it was said, where that is known.
    pub at: Option<NaiveTime>,
    /// Whether it was entered or changed after the session was closed; set by `decide`.
    pub correction: bool,
}

/// A line as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its identity.
    pub id: LineId,
    /// The session it was spoken in.
    pub session: SessionId,
    /// What it says.
    pub facts: LineFacts,
    /// What it said before, oldest first.
    pub earlier: Vec<LineFacts>,
    /// Whether it was struck out.
    pub struck: bool,
    /// Whether it was struck out, or let stand again, after the session was closed.
    pub struck_late: bool,
}

impl Line {
    /// Whether anything about it was entered after the session was closed.
    pub const fn is_corrected(&self) -> bool {
        self.facts.correction || self.struck_late
    }

    /// Whether the line itself was added after the session was closed.
    pub fn is_added_late(&self) -> bool {
        self.earlier.first().unwrap_or(&self.facts).correction
    }
}
