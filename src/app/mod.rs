//! What the screens know and how they react: pure, no clock, no I/O.

pub mod cells;
pub mod editor;
