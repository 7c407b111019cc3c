//! A department or unit (部门单位) that answers for commitments.

use super::{id::DepartmentId, provenance::Source};
use serde::{Deserialize, Serialize};

/// What a person states about a department and may correct later; reforms change names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentFacts {
    /// Full name, 1–60 characters; unique in its district.
    pub name: String,
    /// What people call it (住建); may be empty.
    pub short: String,
    /// Where it sits (湘乡市); may be empty.
    pub district: String,
    /// Who to call there; may be empty.
    pub contact: String,
    /// Telephone as text; may be empty.
    pub phone: String,
}

impl DepartmentFacts {
    /// Starts from a name alone.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            short: String::new(),
            district: String::new(),
            contact: String::new(),
            phone: String::new(),
        }
    }
}

/// A department as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its identity.
    pub id: DepartmentId,
    /// What was stated about it.
    pub facts: DepartmentFacts,
    /// Where a department that was entered from a source comes from.
    pub source: Option<Source>,
    /// Whether the addition was taken back.
    pub retracted: bool,
}
