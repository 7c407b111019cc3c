//! What a field is for, where people call that by more than one word: on the command line it answers to
//! each of them, so that the same guess works with every verb.

use super::verb::{Field, FieldKind, Verb};

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Why.
    Reason,
    /// The day of what is entered.
    Day,
    /// The day by which something is due.
    Deadline,
    /// The tags of an issue.
    Tags,
    /// The issues that a session talks about.
    Agenda,
}

impl Role {
    /// The words for it, the usual one first.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Reason => &["reason", "because", "why", "note"],
            Self::Day => &["on", "date", "day", "at"],
            Self::Deadline => &["until", "deadline", "due"],
            Self::Tags => &["tag", "tags", "label"],
            Self::Agenda => &["agenda", "issue", "issues"],
        }
    }
}

impl Field {
    /// What it is for, as was said or as its key and kind tell.
    pub fn role(&self) -> Option<Role> {
        self.said_role.or(match (self.key, self.kind) {
            ("reason", _) => Some(Role::Reason),
            ("on", FieldKind::Day | FieldKind::Span) => Some(Role::Day),
            (_, FieldKind::Deadline) => Some(Role::Deadline),
            ("tag", FieldKind::Tags) => Some(Role::Tags),
            ("agenda", FieldKind::References(_)) => Some(Role::Agenda),
            _ => None,
        })
    }
}

impl Verb {
    /// What else a field of the verb answers to on the command line: no word that another field has.
    pub fn other_names(&self, field: &Field) -> Vec<&'static str> {
        let Some(role) = field.role() else { return Vec::new() };
        let is_first = self.fields.iter().find(|it| it.role() == Some(role)) == Some(field);
        let is_free = |name: &&&str| self.field(name).is_none();
        role.names().iter().filter(|_| is_first).filter(is_free).copied().collect()
    }

    /// Whether a field that stands in its place may be named instead: the last of those that do, so that
    /// the places of the others stay.
    pub fn may_be_named(&self, field: &Field) -> bool {
        self.fields.iter().rfind(|it| it.positional) == Some(field)
    }
}

#[cfg(test)]
mod tests {
    use crate::command::verb::all;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_fields_of_a_verb_answer_to_one_word() {
        for verb in all() {
            let mut seen: BTreeSet<&str> = verb.fields.iter().map(|field| field.key).collect();
            assert_eq!(seen.len(), verb.fields.len(), "{verb:?}");
            for name in verb.fields.iter().flat_map(|field| verb.other_names(field)) {
                assert!(seen.insert(name), "{verb:?} {name}");
            }
        }
    }
}
