//! In what portions many rows are gone through: so that what nobody waits for any more is soon given up, and the
//! first of what is found are told soon.

/// In what portions all rows are gone through.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// So many are looked at before it is asked again whether the answer is still waited for.
    pub(crate) at_once: usize,
    /// So many are looked at one by one before others are ruled out all at once.
    pub(crate) one_by_one: usize,
    /// The first are told when there are so many: more than a screen has rows.
    pub(crate) page: usize,
    /// What was found so far is told after so many, and then each time that twice as many were looked at.
    pub(crate) first_told: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { at_once: 256, one_by_one: 4_096, page: 128, first_told: 16_384 }
    }
}

/// The way through all rows, step by step.
#[derive(Debug)]
pub(crate) struct Steps {
    pace: Pace,
    looked: usize,
    told: usize,
    tell_at: usize,
}

impl Steps {
    /// At the beginning.
    pub(crate) const fn new(pace: Pace) -> Self {
        Self { pace, looked: 0, told: 0, tell_at: pace.first_told }
    }

    /// Comes to the next row, with so many found before it: whether these are to be told now. `None` where nobody
    /// waits any more.
    pub(crate) fn next(&mut self, found: usize, is_gone: &dyn Fn() -> bool) -> Option<bool> {
        let at = self.looked;
        self.looked += 1;
        if !at.is_multiple_of(self.pace.at_once) {
            return Some(false);
        }
        if is_gone() {
            return None;
        }
        let is_page = self.told == 0 && found >= self.pace.page;
        let tells = is_page || (at >= self.tell_at && found > self.told);
        if tells {
            (self.told, self.tell_at) = (found, at.max(self.pace.first_told) * 2);
        }
        Some(tells)
    }
}
