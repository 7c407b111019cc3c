//! A verb that is done to several things at once: what it would do to each, before it is done.

use super::Catalog;
use super::verb::{Noun, Verb, all};
use crate::domain::action::Action;
use crate::domain::id::{EntityId, EntityKind, IssueId};
use crate::domain::refusal::Refusal;
use crate::domain::workflow::{Exit, StepKind};
use crate::i18n::{Lang, sentence};

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

/// Why there is nothing to change about one of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passed {
    /// Nothing was promised for it, which could be given more time.
    NoCommitment,
    /// What was promised is done, or not due before the day that was said.
    NothingToExtend,
    /// It is so already.
    AsItIs,
}

impl Passed {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::NoCommitment, Self::NothingToExtend, Self::AsItIs];

    /// Why a verb changes nothing about something, where it is known to change nothing.
    pub fn of(verb: &Verb, target: EntityId, catalog: &Catalog) -> Self {
        if (verb.noun, verb.name) != (Noun::Issue, "extend") {
            return Self::AsItIs;
        }
        let issue = IssueId::try_from(target).ok();
        let is_promised = issue.is_some_and(|id| catalog.commitments_of(id).next().is_some());
        if is_promised { Self::NothingToExtend } else { Self::NoCommitment }
    }

    /// The stable word for scripts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoCommitment => "no_commitment",
            Self::NothingToExtend => "nothing_to_extend",
            Self::AsItIs => "unchanged",
        }
    }

    /// Why nothing is changed about this one.
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::NoCommitment => lang.pick("没有承办事项", "it has no commitment"),
            Self::NothingToExtend => lang.pick(
                "没有要延期的：已经办结，或时限不早于这一天",
                "nothing to extend: done, or not due before that day",
            ),
            Self::AsItIs => {
                lang.pick("没有要改的：已经是这样", "nothing to change: it is so already")
            }
        }
    }

    /// Why nothing is changed about so many issues.
    pub fn counted(self, count: usize, lang: Lang) -> String {
        let all = i64::try_from(count).unwrap_or(i64::MAX);
        let issues = sentence::count_of(lang, EntityKind::Issue, all);
        let need = if count == 1 { "needs" } else { "need" };
        match (self, lang) {
            (Self::NoCommitment, Lang::Zh) => format!("{count} 件没有承办事项"),
            (Self::NoCommitment, Lang::En) => format!("{issues} without any commitment"),
            (Self::NothingToExtend, Lang::Zh) => {
                format!("{count} 件没有要延期的：已经办结，或时限不早于这一天")
            }
            (Self::NothingToExtend, Lang::En) => {
                format!("Nothing to extend on {issues}: done, or not due before that day")
            }
            (Self::AsItIs, Lang::Zh) => format!("{count} 件没有要改的"),
            (Self::AsItIs, Lang::En) => format!("{issues} {need} no change"),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_issues_are_passed_over_is_told_of_one_and_of_several() {
        let told = |count, lang| Passed::ALL.map(|why| why.counted(count, lang));
        assert_eq!(
            told(1, Lang::En),
            [
                "1 issue without any commitment",
                "Nothing to extend on 1 issue: done, or not due before that day",
                "1 issue needs no change",
            ]
        );
        assert_eq!(told(2, Lang::En)[2], "2 issues need no change");
        assert_eq!(told(2, Lang::Zh)[2], "2 件没有要改的");
    }
}
