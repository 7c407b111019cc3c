//! Terminal, clock and threads: the impure rim of the workstation.

pub mod archive;
pub mod backup;
mod clipboard;
pub mod clock;
pub mod config;
pub mod desk;
mod editor;
mod finder;
pub mod folders;
pub mod hall;
mod kept;
pub mod pack;
pub mod paper;
pub mod run_log;
mod seeker;
pub mod system;
pub mod terminal;
mod whole;
pub mod wording;
pub mod workbench;

mod worker;

pub(crate) use editor::kept_drafts;
pub use kept::last_beat;
pub(crate) use kept::{chosen, chosen_file};
pub use workbench::{
    Ended, RunError, RunOptions, has_line_terminal, has_terminal, run, run_in_lines,
};
pub use worker::OpenDesk;
