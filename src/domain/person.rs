//! A person: member, public or other; one person may wear several hats.

use super::{
    id::{DepartmentId, PersonId},
    keyed::keyed,
    provenance::Source,
    text::is_han,
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

/// Two characters that are one surname.
const DOUBLE_SURNAMES: [&str; 24] = [
    "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "司徒",
    "轩辕", "东方", "南宫", "长孙", "端木", "独孤", "西门", "百里", "呼延", "司空", "闻人", "澹台",
];

/// How many characters of a name are its surname; of a name that is not Chinese, none.
pub fn surname_chars(name: &str) -> usize {
    let is_double = DOUBLE_SURNAMES.iter().any(|it| name.starts_with(it));
    let first_is_chinese = name.chars().next().is_some_and(is_han);
    match (is_double && name.chars().count() > 2, first_is_chinese) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_double_surname_is_one_surname() {
        for (name, chars) in [("欧阳修", 2), ("欧阳", 1), ("张三", 1), ("Ann Lee", 0), ("", 0)]
        {
            assert_eq!(surname_chars(name), chars, "{name}");
        }
    }
}
