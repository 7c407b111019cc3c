//! A department or unit (部门单位) that answers for commitments.

mod everyday;

use super::{id::DepartmentId, provenance::Source, text::fold_name};
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

    /// What it is called by.
    pub fn called(&self) -> Called<'_> {
        Called { name: &self.name, short: &self.short, district: &self.district }
    }
}

/// The names of a department, to ask whether a text means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Called<'a> {
    /// Its full name.
    pub name: &'a str,
    /// What people call it; may be empty.
    pub short: &'a str,
    /// Where it sits; may be empty.
    pub district: &'a str,
}

impl Called<'_> {
    /// Whether it is called so, in letters of any case: by its name or what people call it, with its
    /// district or without, and 城管局 for one that people call 城管.
    pub fn is_called(&self, typed: &str) -> bool {
        let fold = |text: &str| text.chars().map(fold_name).collect::<String>();
        let (typed, district) = (fold(typed.trim()), fold(self.district));
        let near = typed.strip_prefix(&*district).filter(|_| !district.is_empty());
        let short = fold(self.short);
        let is_it = |typed: &str| {
            let ending = typed.strip_prefix(&*short).filter(|_| !short.is_empty());
            typed == fold(self.name)
                || ending.is_some_and(|it| matches!(it, "" | "局" | "委" | "办" | "部门"))
        };
        !typed.is_empty() && (is_it(&typed) || near.is_some_and(is_it))
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
