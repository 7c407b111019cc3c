//! How much is measured.

/// How often things are done, and which times of them count.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Starts of the program.
    pub(crate) starts: usize,
    /// Terminals, in columns and rows.
    pub(crate) terminals: &'static [(u16, u16)],
    /// Keys that move.
    pub(crate) moves: usize,
    /// Keys that look for something: after each, everything that it finds is waited for.
    pub(crate) looked_for: usize,
    /// Changes that are saved one by one.
    pub(crate) changes: usize,
    /// Batches of changes that share a sync.
    pub(crate) batches: usize,
    /// Of a hundred times, the one that is held against the aim for the longest.
    pub(crate) percent: usize,
}

impl Effort {
    /// What the table of the README is made of.
    pub(crate) const WHOLE: Self = Self {
        starts: 11,
        terminals: &[(80, 24), (200, 60)],
        moves: 200,
        looked_for: 64,
        changes: 300,
        batches: 20,
        percent: 99,
    };
    /// What shows that nothing has become many times as slow.
    pub(crate) const SHORT: Self = Self {
        starts: 5,
        terminals: &[(80, 24)],
        moves: 40,
        looked_for: 16,
        changes: 100,
        batches: 4,
        percent: 50,
    };
}
