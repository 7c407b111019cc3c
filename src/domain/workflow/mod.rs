//! The workflow of an issue: one exhaustive table of statuses and steps. Its guards are beside it.

mod diagram;
mod guard;
mod step;
mod word;

pub use diagram::diagram;
pub(in crate::domain) use guard::record_gaps;
pub use guard::{Missing, Rule, consult_gaps, exit_gaps, resolve_gaps, service_gaps};
pub use step::{Authority, Override, Step, StepFacts, StepFault};
pub(in crate::domain) use word::{Sight, finished_day, is_after, to_ask, word_gaps, word_is_early};

use super::keyed::keyed;
use serde::{Deserialize, Serialize};

keyed! {
    /// How an issue leaves the way to a solution (DOMAIN §2, exits).
    pub enum Exit {
        /// 不予受理.
        Declined = "declined",
        /// 转办.
        Referred = "referred",
        /// 并案.
        Merged = "merged",
        /// 撤回.
        Withdrawn = "withdrawn",
        /// 未能解决.
        ClosedUnresolved = "closed_unresolved",
    }
}

keyed! {
    /// The open status that an exit left from, and that taking it back returns to.
    pub enum Origin {
        /// It had been submitted.
        Submitted = "submitted",
        /// It had been consulted.
        Consulted = "consulted",
    }
}

keyed! {
    /// How an issue was resolved.
    pub enum Route {
        /// After a consultation session.
        Session = "session",
        /// By member service, without a session.
        Service = "service",
    }
}

/// Where an issue stands (DOMAIN §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 已提交: it waits for a session.
    Submitted,
    /// 已协商: it was talked about, and is being handled.
    Consulted,
    /// 已解决: the raiser has what was promised.
    Resolved(Route),
    /// It left; the status before is remembered.
    Exited(Exit, Origin),
}

impl Status {
    /// Every status, for tables and tests.
    pub const ALL: [Self; 14] = {
        use {Exit as E, Origin as O};
        [
            Self::Submitted,
            Self::Consulted,
            Self::Resolved(Route::Session),
            Self::Resolved(Route::Service),
            Self::Exited(E::Declined, O::Submitted),
            Self::Exited(E::Referred, O::Submitted),
            Self::Exited(E::Merged, O::Submitted),
            Self::Exited(E::Withdrawn, O::Submitted),
            Self::Exited(E::ClosedUnresolved, O::Submitted),
            Self::Exited(E::Declined, O::Consulted),
            Self::Exited(E::Referred, O::Consulted),
            Self::Exited(E::Merged, O::Consulted),
            Self::Exited(E::Withdrawn, O::Consulted),
            Self::Exited(E::ClosedUnresolved, O::Consulted),
        ]
    };

    /// The stable word for scripts: the three states, or the exit.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Consulted => "consulted",
            Self::Resolved(_) => "resolved",
            Self::Exited(exit, _) => exit.key(),
        }
    }

    /// Whether work is still owed: submitted or consulted.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::Consulted)
    }
}

/// Everything that can be done to an issue's status.
///
/// The three `Correct…` steps and `TakeBackExit` are the undo of a mistaken step: they are
/// marked as corrections and are no relapse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// 受理: the convenor takes it on; the status stays.
    Accept,
    /// The session talked about it.
    Consult,
    /// What was promised is there.
    Resolve,
    /// Member service did it.
    ResolveByService,
    /// 重新启动: the problem is back.
    Reopen,
    /// It leaves.
    Exit(Exit),
    /// The leaving was a mistake.
    TakeBackExit,
    /// The acceptance was a mistake.
    CorrectAccept,
    /// The consultation was a mistake.
    CorrectConsult,
    /// The resolution was a mistake.
    CorrectResolve,
    /// The reopening was a mistake.
    CorrectReopen,
}

impl StepKind {
    /// Every step, for tables and tests.
    pub const ALL: [Self; 15] = [
        Self::Accept,
        Self::Consult,
        Self::Resolve,
        Self::ResolveByService,
        Self::Reopen,
        Self::Exit(Exit::Declined),
        Self::Exit(Exit::Referred),
        Self::Exit(Exit::Merged),
        Self::Exit(Exit::Withdrawn),
        Self::Exit(Exit::ClosedUnresolved),
        Self::TakeBackExit,
        Self::CorrectAccept,
        Self::CorrectConsult,
        Self::CorrectResolve,
        Self::CorrectReopen,
    ];

    /// The stable word for scripts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Consult => "consult",
            Self::Resolve => "resolve",
            Self::ResolveByService => "resolve_by_service",
            Self::Reopen => "reopen",
            Self::Exit(exit) => exit.key(),
            Self::TakeBackExit => "take_back_exit",
            Self::CorrectAccept => "correct_accept",
            Self::CorrectConsult => "correct_consult",
            Self::CorrectResolve => "correct_resolve",
            Self::CorrectReopen => "correct_reopen",
        }
    }

    /// Whether it annuls an earlier step instead of adding one.
    pub const fn is_correction(self) -> bool {
        matches!(
            self,
            Self::TakeBackExit
                | Self::CorrectAccept
                | Self::CorrectConsult
                | Self::CorrectResolve
                | Self::CorrectReopen
        )
    }

    /// Whether this step is the correction of `mistaken`.
    pub const fn corrects(self, mistaken: Self) -> bool {
        matches!(
            (self, mistaken),
            (Self::CorrectAccept, Self::Accept)
                | (Self::CorrectConsult, Self::Consult)
                | (Self::CorrectResolve, Self::Resolve | Self::ResolveByService)
                | (Self::CorrectReopen, Self::Reopen)
                | (Self::TakeBackExit, Self::Exit(_))
        )
    }
}

/// The table: where `kind` leads from `status`, or `None` when that step is not there.
///
/// There is no wildcard arm: a new status or step does not compile until every pair is decided.
/// A reopened issue goes back to where its route began, so that nothing is ever *consulted*
/// that no session has talked about.
#[expect(clippy::match_same_arms, reason = "the table is grouped by where a step starts")]
pub const fn successor(status: Status, kind: StepKind) -> Option<Status> {
    use {Exit as E, Origin as O, Route as R, Status as S, StepKind as K};
    match (status, kind) {
        (S::Submitted, K::Accept | K::CorrectAccept) => Some(S::Submitted),
        (S::Submitted, K::Consult) => Some(S::Consulted),
        (S::Submitted, K::ResolveByService) => Some(S::Resolved(R::Service)),
        (S::Submitted, K::Exit(exit @ (E::Declined | E::Referred | E::Merged | E::Withdrawn))) => {
            Some(S::Exited(exit, O::Submitted))
        }
        (S::Submitted, K::CorrectReopen) => Some(S::Resolved(R::Service)),

        (S::Consulted, K::Resolve | K::CorrectReopen) => Some(S::Resolved(R::Session)),
        (
            S::Consulted,
            K::Exit(exit @ (E::Referred | E::Merged | E::Withdrawn | E::ClosedUnresolved)),
        ) => Some(S::Exited(exit, O::Consulted)),
        (S::Consulted, K::CorrectConsult) => Some(S::Submitted),

        (S::Resolved(R::Session), K::Reopen | K::CorrectResolve)
        | (S::Exited(_, O::Consulted), K::TakeBackExit) => Some(S::Consulted),
        (S::Resolved(R::Service), K::Reopen | K::CorrectResolve)
        | (S::Exited(_, O::Submitted), K::TakeBackExit) => Some(S::Submitted),

        (
            S::Submitted,
            K::Resolve
            | K::Reopen
            | K::Exit(E::ClosedUnresolved)
            | K::TakeBackExit
            | K::CorrectConsult
            | K::CorrectResolve,
        )
        | (
            S::Consulted,
            K::Accept
            | K::Consult
            | K::ResolveByService
            | K::Reopen
            | K::Exit(E::Declined)
            | K::TakeBackExit
            | K::CorrectAccept
            | K::CorrectResolve,
        )
        | (
            S::Resolved(_),
            K::Accept
            | K::Consult
            | K::Resolve
            | K::ResolveByService
            | K::Exit(_)
            | K::TakeBackExit
            | K::CorrectAccept
            | K::CorrectConsult
            | K::CorrectReopen,
        )
        | (
            S::Exited(_, _),
            K::Accept
            | K::Consult
            | K::Resolve
            | K::ResolveByService
            | K::Reopen
            | K::Exit(_)
            | K::CorrectAccept
            | K::CorrectConsult
            | K::CorrectResolve
            | K::CorrectReopen,
        ) => None,
    }
}

/// Whether some step leads to `status` from anywhere.
const fn can_be_reached(status: Status) -> bool {
    let mut from = 0;
    while from < Status::ALL.len() {
        let mut kind = 0;
        while kind < StepKind::ALL.len() {
            if let Some(to) = successor(Status::ALL[from], StepKind::ALL[kind])
                && same(to, status)
            {
                return true;
            }
            kind += 1;
        }
        from += 1;
    }
    false
}

const fn same(one: Status, other: Status) -> bool {
    use Status as S;
    match (one, other) {
        (S::Submitted, S::Submitted) | (S::Consulted, S::Consulted) => true,
        (S::Resolved(a), S::Resolved(b)) => a as u8 == b as u8,
        (S::Exited(a, from_a), S::Exited(b, from_b)) => {
            a as u8 == b as u8 && from_a as u8 == from_b as u8
        }
        _ => false,
    }
}

// Declining ends before a consultation, and nothing is closed as unresolved without one: those two
// pairs stay out of reach on purpose.
const _: () = {
    use {Exit as E, Origin as O, Status as S};
    assert!(can_be_reached(S::Submitted) && can_be_reached(S::Consulted));
    assert!(can_be_reached(S::Resolved(Route::Session)));
    assert!(can_be_reached(S::Resolved(Route::Service)));
    assert!(can_be_reached(S::Exited(E::Declined, O::Submitted)));
    assert!(can_be_reached(S::Exited(E::ClosedUnresolved, O::Consulted)));
    assert!(!can_be_reached(S::Exited(E::Declined, O::Consulted)));
    assert!(!can_be_reached(S::Exited(E::ClosedUnresolved, O::Submitted)));
};
