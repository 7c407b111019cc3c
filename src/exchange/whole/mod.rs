//! Everything of a store as a file of lines: a head, then one line for each entity, by kind and id. What a
//! line says is `domain::written`; `assets/docs/export-format.en.md` and `.zh.md` describe it for people.
//!
//! The state hash is SHA-256 over the lines after the head, each with its line end: whoever has the file
//! can compute it without this program.

mod head;
mod read;
mod state;

pub use head::{Head, KIND, is_export};
pub use read::{Whole, WholeFault, WholeReason, read};
pub use state::{State, StateHash};

/// The name of the lines in an export that is an archive with the files beside them.
pub const LINES_FILE: &str = "everything.jsonl";
/// The folder of the files in such an archive.
pub const FILES_FOLDER: &str = "files";
