//! The rules of a consultation studio: a sentence for each, and properties over many changes.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::redundant_clone,
    reason = "tests may be blunt, and each asks of a desk of its own"
)]

mod alike;
mod attendance;
mod bulk;
pub(crate) mod chance;
mod consult;
mod corrections;
mod dates;
pub(crate) mod desk;
mod diagram;
mod directory;
mod divided;
mod exits;
mod figures;
mod floor;
mod fold;
mod follow_up;
mod frozen;
mod guests;
mod mistakes;
mod offers;
mod plain;
mod priority;
mod properties;
mod recorded;
mod reopen;
mod resolve;
mod service;
mod sessions;
mod turns;
mod undo;
mod whole;
