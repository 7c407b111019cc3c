//! What makes a change saved, and what the program reads. The only user of sled.
//!
//! | question | file |
//! |---|---|
//! | what makes it saved | [`journal`] |
//! | what is read | [`port`], [`sled`](mod@sled), [`memory`] |
//! | how the one follows the other | `projection`, `cache`, `summary` |
//! | saving, opening, healing, checking | [`engine`] |

pub mod engine;
pub mod error;
pub mod folder;
pub mod guard;
pub mod journal;
pub mod lock;
pub mod marker;
pub mod memory;
pub mod port;
pub mod sled;

mod cache;
mod event_codec;
mod projection;
mod summary;

pub use engine::{Asked, Notice, Saved};
pub use error::{Reason, StoreError};
pub use folder::Store;
