//! Terminal, clock and threads: the impure rim of the workstation.

pub mod terminal;
