//! The rows of every figure, of the whole report or of one cell, and what they come to.

use super::{Figure, Row, Wait, WaitSummary, Waited};
use crate::domain::keyed::keyed;

keyed! {
    /// A rate. Both are always told side by side (DOMAIN §3 rule 8), each with the two figures that
    /// it divides, so that either can be held against its rows.
    pub enum Rate {
        /// Satisfied ÷ evaluated (满意率).
        Satisfaction = "satisfaction",
        /// Resolved by the cut-off ÷ first consulted in the interval (办成率).
        Resolution = "resolution",
    }
}

impl Rate {
    /// The figure that is divided.
    pub const fn part(self) -> Figure {
        match self {
            Self::Satisfaction => Figure::Satisfied,
            Self::Resolution => Figure::ConsultedResolved,
        }
    }

    /// The figure that it is divided by.
    pub const fn whole(self) -> Figure {
        match self {
            Self::Satisfaction => Figure::Evaluated,
            Self::Resolution => Figure::Consulted,
        }
    }

    /// What is left out of it or may not be seen in it, told beside it.
    pub const fn apart(self) -> &'static [Figure] {
        match self {
            Self::Satisfaction => &[Figure::ResolvedNotEvaluated, Figure::ResolvedDissatisfied],
            Self::Resolution => &[
                Figure::ConsultedRecorded,
                Figure::ConsultedOverridden,
                Figure::ResolvedByService,
                Figure::ResolvedOverridden,
            ],
        }
    }
}

/// The rows of every figure and every waiting time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    rows: Vec<Vec<Row>>,
    waits: Vec<Vec<Waited>>,
}

impl Default for Part {
    fn default() -> Self {
        Self { rows: vec![Vec::new(); Figure::ALL.len()], waits: vec![Vec::new(); Wait::ALL.len()] }
    }
}

impl Part {
    /// The rows of one figure, in the order in which they were read.
    pub fn rows(&self, figure: Figure) -> &[Row] {
        self.rows.get(figure as usize).map_or(&[], Vec::as_slice)
    }

    /// The figure: as many as it has rows.
    pub fn count(&self, figure: Figure) -> usize {
        self.rows(figure).len()
    }

    /// What was waited for, known or not.
    pub fn waited(&self, wait: Wait) -> &[Waited] {
        self.waits.get(wait as usize).map_or(&[], Vec::as_slice)
    }

    /// What the waiting times come to.
    pub fn wait(&self, wait: Wait) -> WaitSummary {
        WaitSummary::of(self.waited(wait))
    }

    /// A rate in per cent; `None` where there is nothing to divide by.
    pub fn percent(&self, rate: Rate) -> Option<f64> {
        let (part, whole) = (self.count(rate.part()), self.count(rate.whole()));
        let (part, whole) = (u32::try_from(part).ok()?, u32::try_from(whole).ok()?);
        (whole > 0).then(|| f64::from(part) * 100.0 / f64::from(whole))
    }

    /// Satisfied ÷ evaluated (满意率), in per cent; `None` when nobody was asked.
    pub fn satisfaction_percent(&self) -> Option<f64> {
        self.percent(Rate::Satisfaction)
    }

    /// Resolved by the cut-off ÷ first consulted in the interval (办成率), in per cent.
    pub fn resolution_percent(&self) -> Option<f64> {
        self.percent(Rate::Resolution)
    }

    /// Whether nothing is counted and nothing was waited for.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(Vec::is_empty) && self.waits.iter().all(Vec::is_empty)
    }

    pub(super) fn push(&mut self, figure: Figure, row: Row) {
        if let Some(rows) = self.rows.get_mut(figure as usize) {
            rows.push(row);
        }
    }

    pub(super) fn push_wait(&mut self, wait: Wait, waited: Waited) {
        if let Some(waits) = self.waits.get_mut(wait as usize) {
            waits.push(waited);
        }
    }
}
