//! The figures of a report, counted from rows by the rules of DOMAIN §3.
//!
//! A figure *is* the length of its list of rows: nothing is counted that cannot be shown. What a
//! cell of a table says is such a list again.
//!
//! | question | file |
//! |---|---|
//! | what is counted, while the store is read once | `tally` |
//! | what is known beside: where each row belongs | `setting` |
//! | how long something took | `wait` |
//! | what was counted | `report` |
//! | the figures of the whole or of one cell, and the rates | `part` |
//! | by what they are divided, and into which cells | `dimension` |
//! | a report that runs again as it was | `frozen` |
//! | what two reports say otherwise, and why | `difference` |

mod difference;
mod dimension;
mod frozen;
mod part;
mod report;
mod setting;
mod tally;
mod wait;

pub use difference::{Counted, Difference, Motion, Moved, Reason, Since, can_move};
pub use dimension::{Cell, Dimension, Division};
pub use frozen::{COUNTING_RULES, FrozenReport, Position};
pub use part::{Part, Rate};
pub use report::Report;
pub use tally::Tally;
pub use wait::{Wait, WaitSummary, Waited};

use super::{
    date::Interval,
    id::{CommitmentId, DepartmentId, IssueId, PersonId, SessionId, StudioId},
    keyed::keyed,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

keyed! {
    /// What a report counts.
    pub enum Figure {
        /// Studios founded by the end of the interval; where the day is not known, those that had
        /// held a session by then.
        Studios = "studios",
        /// Studios that held a session in the interval.
        ActiveStudios = "active_studios",
        /// Sessions held in the interval.
        Sessions = "sessions",
        /// Problems solved: distinct root issues.
        Resolved = "resolved",
        /// Member attendances: one per person per session.
        MemberAttendances = "member_attendances",
        /// Public attendances: one per person per session.
        PublicAttendances = "public_attendances",
        /// Department attendances: distinct departments per session.
        DepartmentAttendances = "department_attendances",
        /// Heads sent by departments, shown apart.
        DepartmentHeads = "department_heads",
        /// Experts, lawyers, media and staff, outside the three columns.
        OtherAttendances = "other_attendances",
        /// Issues taken in within the interval.
        Submitted = "submitted",
        /// Issues first consulted in the interval.
        Consulted = "consulted",
        /// Of those first consulted in the interval, resolved by the cut-off.
        ConsultedResolved = "consulted_resolved",
        /// First consulted in the interval as entered from a source (补录), apart from the rate.
        ConsultedRecorded = "consulted_recorded",
        /// Resolved by member service, part of *resolved*.
        ResolvedByService = "resolved_by_service",
        /// Resolved as entered from a source (补录), part of *resolved*.
        ResolvedRecorded = "resolved_recorded",
        /// Resolved with a guard passed over, part of *resolved*.
        ResolvedOverridden = "resolved_overridden",
        /// Issues whose raiser was asked in the interval.
        Evaluated = "evaluated",
        /// Of those, satisfied or mostly satisfied.
        Satisfied = "satisfied",
        /// First consulted in the interval with a guard passed over, part of *consulted*.
        ConsultedOverridden = "consulted_overridden",
        /// Resolved although the raiser's last word was dissatisfied, part of *resolved overridden*.
        ResolvedDissatisfied = "resolved_dissatisfied",
        /// Studios whose founding day is not known; they count by their first session.
        FoundingUnknown = "founding_unknown",
        /// Resolved, and the raiser's word is not known by the cut-off, part of *resolved*.
        ResolvedNotEvaluated = "resolved_not_evaluated",
        /// Resolved, and what remained is looked after by another issue, part of *resolved*.
        ResolvedWithResidual = "resolved_with_residual",
    }
}

/// One thing that a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// A studio.
    Studio(StudioId),
    /// A session.
    Session(SessionId),
    /// An issue.
    Issue(IssueId),
    /// A named person at a session.
    Attendance(SessionId, PersonId),
    /// A department at a session.
    Department(SessionId, Option<DepartmentId>),
    /// A head of a tally at a session: its place in the tally, from 1.
    Unnamed(SessionId, u32),
    /// A commitment; only waiting times are told of it.
    Commitment(CommitmentId),
}

/// What a report speaks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The interval that is counted; both ends belong to it.
    pub interval: Interval,
    /// The day up to which steps are known.
    pub cut_off: NaiveDate,
    /// Only this studio, or all.
    pub studio: Option<StudioId>,
}

impl Figure {
    /// The six totals that every report tells first, in this order (DOMAIN §1).
    pub const TOTALS: [Self; 6] = [
        Self::Studios,
        Self::Sessions,
        Self::Resolved,
        Self::MemberAttendances,
        Self::PublicAttendances,
        Self::DepartmentAttendances,
    ];
}
