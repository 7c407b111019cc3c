//! What makes a change saved, and what the program reads. The only user of sled.
//!
//! | question | file |
//! |---|---|
//! | what makes it saved | [`journal`] |
//! | what is read | [`port`], [`sled`](mod@sled), [`memory`] |
//! | how the one follows the other | `projection`, `staged`, `cache`, `summary` |
//! | saving, opening, healing, checking | [`engine`] |
//! | the files of the evidence | [`files`] |
//! | all of it in a folder | [`folder`] |
//! | the journal as it was at one moment, for backups | [`copy`](mod@copy) |

pub mod copy;
pub mod engine;
pub mod error;
pub mod files;
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
mod private;
mod projection;
mod staged;
mod summary;

use std::path::Path;

pub use engine::{Asked, CheckDepth, Notice, Saved};
pub use error::{Reason, StoreError};
pub use files::{FileFacts, Files, FilesError};
pub use folder::{Store, StoreCheck, StoreVerification};
pub use summary::{FrozenReason, VIEW_VERSION};

/// Makes a folder durably, for its owner alone, with all above it that are missing.
///
/// # Errors
/// What the system says.
pub fn make_private_folder(folder: &Path) -> std::io::Result<()> {
    private::make_folder(folder)
}

/// Takes the lock of the store in a folder without opening it, so that nobody does meanwhile.
///
/// # Errors
/// [`StoreError::AlreadyOpen`] and [`StoreError::Io`].
pub fn hold(folder: &Path, now_text: &str) -> Result<lock::Lock, StoreError> {
    folder::hold(folder, now_text)
}
