//! Evidence (佐证材料): a file named by its hash, or a reference to a paper on the shelf.

use super::{
    date::DateSpan,
    id::{EntityId, EvidenceId},
    provenance::{Mark, Source},
};
use serde::{Deserialize, Serialize};

/// What the evidence is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A file copied into the store.
    File {
        /// SHA-256 of its content, which is also its name there.
        #[serde(with = "super::human::hash")]
        sha256: [u8; 32],
        /// Its length in bytes.
        size_bytes: u64,
        /// The ending of its original name in lower case, without the dot; may be empty.
        extension: String,
    },
    /// A paper or place outside the store, which the title describes.
    Reference,
}

/// What a person states about a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceFacts {
    /// What it shows, 1–200 characters.
    pub title: String,
    /// When it was made, when that is known.
    pub on: Option<DateSpan>,
    /// What it is made of.
    pub form: Form,
}

/// A piece of evidence as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its identity.
    pub id: EvidenceId,
    /// The issue or commitment that it speaks for.
    pub of: EntityId,
    /// What was stated about it.
    pub facts: EvidenceFacts,
    /// Where evidence that was entered from a source comes from (补录).
    pub source: Option<Source>,
    /// When it was entered; `None` where an older export does not say.
    #[serde(default)]
    pub entered: Option<Mark>,
    /// Whether its addition was taken back.
    pub retracted: bool,
}
