//! A verb that is done to several things at once: what it would do to each, before it is done.

use super::verb::{Noun, Verb, all};
use crate::domain::action::Action;
use crate::domain::id::EntityId;
use crate::domain::refusal::Refusal;
use crate::domain::workflow::{Exit, StepKind};

/// The most that a verb is done to at once: more than anybody looks through before saying yes.
pub const MOST_AT_ONCE: usize = 500;

/// What a verb would do to one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It would be changed.
    Changes,
    /// There is nothing to change about it.
    Nothing,
    /// It is the one that the others are merged into.
    Root,
    /// The rules refuse.
    Refused(Refusal),
}

/// One of several, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Which.
    pub target: EntityId,
    /// What would become of it.
    pub outcome: Outcome,
}

/// Whether actions would merge an issue into itself: among several, that one is the root.
pub fn is_root(actions: &[Action]) -> bool {
    actions.iter().any(|action| match action {
        Action::StepIssue { id, request } => {
            request.kind == StepKind::Exit(Exit::Merged) && request.into == Some(*id)
        }
        _ => false,
    })
}

/// The verbs of a noun that can be done to several at once.
pub fn verbs(noun: Noun) -> impl Iterator<Item = &'static Verb> {
    all().filter(move |verb| verb.noun == noun && verb.is_for_several)
}
