//! What was counted, ready to be divided.

use super::{Dimension, Division, Figure, Part, Row, Scope, setting::Setting, tally::Dated};
use crate::domain::id::StudioId;

/// What was counted: the figures of the whole, and what divides them.
#[derive(Debug, Clone)]
pub struct Report {
    pub(super) scope: Scope,
    pub(super) whole: Part,
    pub(super) found: Vec<Vec<Dated>>,
    pub(super) setting: Setting,
}

impl Report {
    /// What it speaks about.
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// The figures of the whole.
    pub const fn whole(&self) -> &Part {
        &self.whole
    }

    /// A figure of the whole: as many as it has rows.
    pub fn count(&self, figure: Figure) -> usize {
        self.whole.count(figure)
    }

    /// The rows of a figure of the whole, in the order in which they were read.
    pub fn rows(&self, figure: Figure) -> &[Row] {
        self.whole.rows(figure)
    }

    /// Divides it.
    pub fn by(&self, dimension: Dimension) -> Division {
        Division::of(self, dimension)
    }

    /// The studio that a row is credited to.
    pub fn studio_of(&self, row: Row) -> Option<StudioId> {
        self.setting.studio_of(row)
    }

    /// The rows of a figure, each with the day by which it counts.
    pub(super) fn dated(&self, figure: Figure) -> &[Dated] {
        self.found.get(figure as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) const fn setting(&self) -> &Setting {
        &self.setting
    }
}
