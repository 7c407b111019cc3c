//! Which verbs bring what a step still lacks.

use super::catalog::Catalog;
use super::verb::{Noun, Verb, find};
use crate::domain::commitment::Progress;
use crate::domain::id::{CommitmentId, EntityKind, SessionId};
use crate::domain::session::{Lack, SessionStatus};
use crate::domain::workflow::{Missing, Rule};
use crate::i18n::Lang;
use chrono::NaiveDate;

/// The verbs that help where something is missing, the first to be tried first; none where only
/// undoing does.
///
/// Without a day it is not known whether that of a planned session has passed.
pub fn remedies(gap: &Missing, catalog: &Catalog, today: Option<NaiveDate>) -> Vec<&'static Verb> {
    use Noun::{Commitment, Issue, Session};
    let session = SessionId::try_from(gap.entity).ok();
    let session = session.and_then(|id| catalog.sessions.get(&id));
    // What comes from a source was held elsewhere, what has passed was held meanwhile.
    let may_start = session
        .as_ref()
        .is_some_and(|row| !row.recorded && today.is_none_or(|today| row.on.last() >= today));
    let status = session.map(|row| row.status);
    let commitment = CommitmentId::try_from(gap.entity).ok();
    let commitment = commitment.and_then(|id| catalog.commitments.get(&id));
    let is_to_assign =
        commitment.is_some_and(|row| row.progress == Progress::Unassigned && row.lead.is_some());
    let verbs: &[(Noun, &str)] = match gap.rule {
        Rule::Accepted => &[(Issue, "accept")],
        Rule::SessionHeld if gap.entity.kind == EntityKind::Session => to_hold(status, may_start),
        Rule::SessionHeld => &[(Session, "plan"), (Session, "agenda")],
        Rule::MemberPresent | Rule::DepartmentPresent => &[(Session, "attend")],
        Rule::PublicPresent => &[(Session, "attend"), (Session, "tally")],
        Rule::RecordLine => &[(Session, "line")],
        Rule::Outcome => &[(Session, "line"), (Session, "no-consensus")],
        Rule::CommitmentMade => &[(Commitment, "add"), (Issue, "state")],
        Rule::CommitmentDepartment | Rule::CommitmentDeadline => &[(Commitment, "edit")],
        // What nobody was told to do is not done yet.
        Rule::CommitmentCompletion if is_to_assign => {
            &[(Commitment, "assign"), (Commitment, "complete")]
        }
        Rule::CommitmentCompletion => &[(Commitment, "complete")],
        // It was reported done otherwise: that entry goes first.
        Rule::PromiseKept | Rule::MoneyReceived => {
            &[(Commitment, "take-back"), (Commitment, "complete")]
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

/// The verb that brings what a planned session lacks.
pub fn remedy(lack: Lack) -> Option<&'static Verb> {
    let (noun, name) = match lack {
        Lack::Agenda => (Noun::Session, "agenda"),
        Lack::Unaccepted(_) => (Noun::Issue, "accept"),
        Lack::DayPassed => (Noun::Session, "postpone"),
        Lack::Invited(_) => (Noun::Session, "invite"),
        Lack::Notice(_) => (Noun::Session, "reply"),
        Lack::Day
        | Lack::Time
        | Lack::Venue
        | Lack::Chair
        | Lack::ChairExcused(_)
        | Lack::Recorder => (Noun::Session, "edit"),
    };
    find(noun, name)
}

/// What makes a session in this status one that was held and talked about the issue. One that is
/// closed already has the wrong day, or lacks the issue.
const fn to_hold(
    status: Option<SessionStatus>,
    may_start: bool,
) -> &'static [(Noun, &'static str)] {
    use Noun::Session;
    match status {
        Some(SessionStatus::Planned) if may_start => &[(Session, "start"), (Session, "held")],
        Some(SessionStatus::Planned) | None => &[(Session, "held")],
        Some(SessionStatus::Live | SessionStatus::Paused) => &[(Session, "close")],
        Some(SessionStatus::Closed(_)) => &[(Session, "edit"), (Session, "agenda")],
        Some(SessionStatus::Cancelled) => &[(Session, "plan"), (Session, "take-back-cancel")],
    }
}

/// The same for the command line, behind the sentence that says what is missing.
pub fn commands_text(gap: &Missing, catalog: &Catalog, lang: Lang) -> String {
    let verbs: Vec<String> =
        remedies(gap, catalog, None).iter().map(|verb| format!("tanshi {}", verb.id())).collect();
    match (verbs.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("命令：{}。", verbs.join("、")),
        (false, Lang::En) => format!(" Command: {}.", verbs.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IssueId;
    use crate::domain::session::session_successor;

    #[test]
    fn whatever_is_missing_there_is_a_verb_for_it() {
        let entities = [IssueId::from_bytes([1; 16]).into(), SessionId::from_bytes([1; 16]).into()];
        let catalog = Catalog::default();
        for rule in Rule::ALL.iter().copied() {
            for entity in entities {
                let gap = Missing { rule, entity, department: None };
                assert!(!remedies(&gap, &catalog, None).is_empty(), "{rule:?}");
                assert!(commands_text(&gap, &catalog, Lang::Zh).contains("tanshi "), "{rule:?}");
            }
        }
    }

    #[test]
    fn no_step_is_named_that_the_session_cannot_take() {
        for status in SessionStatus::ALL {
            let named = to_hold(Some(status), true);
            let verbs: Vec<_> = named.iter().filter_map(|(noun, name)| find(*noun, name)).collect();
            assert_eq!(verbs.len(), named.len(), "{status:?}");
            assert!(!verbs.is_empty(), "{status:?}");
            for kind in verbs.iter().filter_map(|verb| verb.session_step) {
                assert!(session_successor(status, kind).is_some(), "{status:?} {kind:?}");
            }
        }
    }

    #[test]
    fn a_session_is_started_until_its_day_has_passed_and_what_nobody_does_is_assigned() {
        let world = crate::command::city::city(300, 0).1;
        let catalog = Catalog::of(&world);
        let names = |gap: &Missing, today| {
            let verbs = remedies(gap, &catalog, today).into_iter();
            verbs.map(|verb| verb.name).collect::<Vec<_>>()
        };
        let gap = |rule, entity| Missing { rule, entity, department: None };
        let sessions = || catalog.sessions.values();
        let planned = sessions().find(|row| row.status == SessionStatus::Planned).unwrap();
        let held = gap(Rule::SessionHeld, planned.id.into());
        assert_eq!(names(&held, Some(planned.on.last())), ["start", "held"]);
        assert_eq!(names(&held, planned.on.last().succ_opt()), ["held"]);
        for row in catalog.commitments.values() {
            let is_to_assign = row.progress == Progress::Unassigned && row.lead.is_some();
            let done = names(&gap(Rule::CommitmentCompletion, row.id.into()), None);
            assert_eq!(done.first() == Some(&"assign"), is_to_assign, "{done:?}");
        }
    }
}
