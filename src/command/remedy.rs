//! Which verbs bring what a step still lacks.

use super::verb::{Noun, Verb, find};
use crate::domain::id::EntityKind;
use crate::domain::workflow::{Missing, Rule};
use crate::i18n::Lang;

/// The verbs that help where something is missing, the first to be tried first; none where only
/// undoing does.
pub fn remedies(gap: &Missing) -> Vec<&'static Verb> {
    use Noun::{Commitment, Issue, Session};
    let verbs: &[(Noun, &str)] = match gap.rule {
        Rule::Accepted => &[(Issue, "accept")],
        Rule::SessionHeld if gap.entity.kind == EntityKind::Session => &[(Session, "held")],
        Rule::SessionHeld => &[(Session, "plan"), (Session, "agenda")],
        Rule::MemberPresent | Rule::DepartmentPresent => &[(Session, "attend")],
        Rule::PublicPresent => &[(Session, "attend"), (Session, "tally")],
        Rule::RecordLine => &[(Session, "line")],
        Rule::Outcome => &[(Session, "line"), (Session, "no-consensus")],
        Rule::CommitmentMade => &[(Commitment, "add"), (Issue, "state")],
        Rule::CommitmentDepartment | Rule::CommitmentDeadline => &[(Commitment, "edit")],
        Rule::CommitmentCompletion | Rule::PromiseKept | Rule::MoneyReceived => {
            &[(Commitment, "complete")]
        }
        Rule::CommitmentEvidence => &[(Commitment, "attach")],
        Rule::CommitmentGrade | Rule::UnresolvedGrade => &[(Commitment, "grade")],
        Rule::CommitmentReturned => &[(Commitment, "edit"), (Commitment, "assign")],
        Rule::StatementEvidence => &[(Issue, "attach")],
        Rule::ServiceRecorded => &[(Issue, "service")],
        Rule::Evaluated
        | Rule::NotDissatisfied
        | Rule::EvaluationRecent
        | Rule::EvaluationIndependent
        | Rule::DissatisfiedBefore => &[(Issue, "evaluate")],
        Rule::NotAccepted => &[(Issue, "correct-accept")],
    };
    verbs.iter().filter_map(|(noun, name)| find(*noun, name)).collect()
}

/// The same for the command line, behind the sentence that says what is missing.
pub fn commands_text(gap: &Missing, lang: Lang) -> String {
    let verbs: Vec<String> =
        remedies(gap).iter().map(|verb| format!("tanshi {}", verb.id())).collect();
    match (verbs.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("命令：{}。", verbs.join("、")),
        (false, Lang::En) => format!(" Command: {}.", verbs.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{IssueId, SessionId};

    #[test]
    fn whatever_is_missing_there_is_a_verb_for_it() {
        let entities = [IssueId::from_bytes([1; 16]).into(), SessionId::from_bytes([1; 16]).into()];
        for rule in Rule::ALL.iter().copied() {
            for entity in entities {
                let gap = Missing { rule, entity, department: None };
                assert!(!remedies(&gap).is_empty(), "{rule:?}");
                assert!(commands_text(&gap, Lang::Zh).contains("tanshi "), "{rule:?}");
            }
        }
    }
}
