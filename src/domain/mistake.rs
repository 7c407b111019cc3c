//! What is taken back as a mistake, and why: an entry stays in the history, with the reason.

use super::{
    id::{CommitmentId, EntityId, IssueId},
    keyed::keyed,
    provenance::Mark,
};
use serde::{Deserialize, Serialize};

keyed! {
    /// What kind of entry was a mistake.
    pub enum MistakeKind {
        /// A field study.
        FieldStudy = "field_study",
        /// The raiser's word.
        Evaluation = "evaluation",
        /// The closing statement.
        Statement = "statement",
        /// Member service.
        Service = "service",
        /// A dated mark on a commitment's way.
        Handling = "handling",
        /// A commitment as a whole.
        Commitment = "commitment",
    }
}

/// An entry that is to be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// The field study of an issue at this place.
    FieldStudy(IssueId, u32),
    /// The evaluation of an issue at this place.
    Evaluation(IssueId, u32),
    /// The closing statement of an issue.
    Statement(IssueId),
    /// The member service of an issue.
    Service(IssueId),
    /// The mark of a commitment at this place.
    Handling(CommitmentId, u32),
    /// A commitment.
    Commitment(CommitmentId),
}

impl Mistake {
    /// What kind of entry it is.
    pub const fn kind(self) -> MistakeKind {
        match self {
            Self::FieldStudy(..) => MistakeKind::FieldStudy,
            Self::Evaluation(..) => MistakeKind::Evaluation,
            Self::Statement(_) => MistakeKind::Statement,
            Self::Service(_) => MistakeKind::Service,
            Self::Handling(..) => MistakeKind::Handling,
            Self::Commitment(_) => MistakeKind::Commitment,
        }
    }

    /// The issue or commitment that has the entry.
    pub fn of(self) -> EntityId {
        match self {
            Self::FieldStudy(issue, _)
            | Self::Evaluation(issue, _)
            | Self::Statement(issue)
            | Self::Service(issue) => issue.into(),
            Self::Handling(commitment, _) | Self::Commitment(commitment) => commitment.into(),
        }
    }
}

/// Why an entry was taken back: the event beside the one that does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MistakeExplained {
    /// Whose history tells it: the issue, or for a mark its commitment.
    pub id: EntityId,
    /// What it was.
    pub kind: MistakeKind,
    /// Its place in its list, from 0; that of a commitment among those of its issue.
    pub index: u32,
    /// Why, 1–200 characters.
    pub reason: String,
}

/// An explanation as a history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// What it was.
    pub kind: MistakeKind,
    /// Its place in its list, from 0.
    pub index: u32,
    /// Why it was taken back.
    pub reason: String,
    /// When that was entered.
    pub mark: Mark,
}
