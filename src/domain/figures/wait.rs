//! Waiting times: from one day to a later one, both known to the day, or else not known.

use super::Row;
use crate::domain::{date::DateSpan, keyed::keyed};

keyed! {
    /// What was waited for. Each counts in the interval in which the waiting ended; what is overdue
    /// is looked at on the cut-off date.
    pub enum Wait {
        /// From the day that an issue was submitted to its acceptance.
        SubmittedAccepted = "submitted_accepted",
        /// From the day that an issue was submitted to its first consultation.
        SubmittedConsulted = "submitted_consulted",
        /// From the day that an issue was submitted to the step that resolved it.
        SubmittedResolved = "submitted_resolved",
        /// From the day of a commitment to its completion.
        CommittedCompleted = "committed_completed",
        /// From the deadline of a commitment to its completion, where that came later.
        CompletedLate = "completed_late",
        /// From the deadline of a commitment that is not completed to the cut-off date.
        Overdue = "overdue",
    }
}

/// One thing that was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waited {
    /// The issue or the commitment.
    pub row: Row,
    /// How long, in calendar days; `None` where one of the two days is not known to the day, or they
    /// do not follow each other.
    pub days: Option<u32>,
    /// When the waiting ended; the deadline of what is overdue.
    pub on: Option<DateSpan>,
}

/// What waiting times come to.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct WaitSummary {
    /// How many are known.
    pub count: usize,
    /// How many are left out, since their days are not known.
    pub unknown: usize,
    /// The one in the middle, in days; the mean of the two in the middle of an even number.
    pub median_days: Option<f64>,
    /// The longest, in days.
    pub longest_days: Option<u32>,
}

impl WaitSummary {
    /// Sums waiting times up.
    pub fn of(waited: &[Waited]) -> Self {
        let mut days: Vec<u32> = waited.iter().filter_map(|it| it.days).collect();
        days.sort_unstable();
        Self {
            count: days.len(),
            unknown: waited.len() - days.len(),
            median_days: median(&days),
            longest_days: days.last().copied(),
        }
    }
}

/// The median of numbers in order.
fn median(sorted: &[u32]) -> Option<f64> {
    let upper = sorted.get(sorted.len() / 2)?;
    let lower = sorted.get((sorted.len() - 1) / 2)?;
    Some(f64::midpoint(f64::from(*lower), f64::from(*upper)))
}

/// The days from one day to another; `None` unless both are known to the day and in this order.
pub(super) fn days_between(from: Option<DateSpan>, to: DateSpan) -> Option<u32> {
    let is_a_day = |span: &DateSpan| span.first() == span.last();
    let from = from.filter(is_a_day)?;
    let to = Some(to).filter(is_a_day)?;
    u32::try_from((to.first() - from.first()).num_days()).ok()
}
