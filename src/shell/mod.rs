//! Terminal, clock and threads: the impure rim of the workstation.

pub mod desk;
pub mod folders;
pub mod terminal;
pub mod wording;
