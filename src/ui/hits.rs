//! What of the overlay on top can be clicked: noted while it is drawn, so that what is seen is what
//! is hit.

use crate::app::Hit;
use ratatui::layout::{Position, Rect};

/// The parts that can be clicked, the topmost last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits(Vec<(Rect, Hit)>);

impl Hits {
    pub(super) fn add(&mut self, area: Rect, hit: Hit) {
        self.0.push((area, hit));
    }

    /// The rows of a list, from the one that is shown first.
    pub(super) fn rows(
        &mut self,
        area: Rect,
        (first, total): (usize, usize),
        hit: fn(usize) -> Hit,
    ) {
        for (y, at) in (area.top()..area.bottom()).zip(first..total) {
            self.add(Rect { y, height: 1, ..area }, hit(at));
        }
    }

    /// Forgets what an overlay on top covers.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// What is at a place.
    pub fn at(&self, x: u16, y: u16) -> Option<Hit> {
        let found = self.0.iter().rev().find(|(area, _)| area.contains(Position { x, y }));
        found.map(|(_, hit)| *hit)
    }
}
