//! A person: member, public or other; one person may wear several hats.

use super::{
    id::{DepartmentId, PersonId},
    keyed::keyed,
    provenance::Source,
};
use serde::{Deserialize, Serialize};

keyed! {
    /// The side a person usually sits on; an attendance row may say otherwise.
    pub enum Side {
        /// A member of the CPPCC (政协委员).
        Member = "member",
        /// A citizen (群众).
        Public = "public",
        /// An official, expert, lawyer or staff.
        Other = "other",
    }
}

/// What a person states about somebody and may correct later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// Name, 1–60 characters; with `unit` it tells two people apart.
    pub name: String,
    /// The side they usually sit on.
    pub side: Side,
    /// Unit, village or employer; may be empty.
    pub unit: String,
    /// Post or title; may be empty.
    pub title: String,
    /// Sector (界别) of a member; may be empty.
    pub sector: String,
    /// Telephone as text; may be empty.
    pub phone: String,
    /// The department an official speaks for.
    pub department: Option<DepartmentId>,
    /// Anything else.
    pub note: String,
}

impl PersonFacts {
    /// Starts from a name alone, which is all that is known of a walk-in.
    pub fn named(name: impl Into<String>, side: Side) -> Self {
        Self {
            name: name.into(),
            side,
            unit: String::new(),
            title: String::new(),
            sector: String::new(),
            phone: String::new(),
            department: None,
            note: String::new(),
        }
    }
}

/// A person as the store holds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their identity.
    pub id: PersonId,
    /// What was stated about them.
    pub facts: PersonFacts,
    /// Where a person that was entered from a source comes from.
    pub source: Option<Source>,
    /// Whether the addition was taken back.
    pub retracted: bool,
}
