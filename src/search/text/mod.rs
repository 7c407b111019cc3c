//! Full text: where in issues, record lines, commitments and sessions some words are said.
//!
//! | question | file |
//! |---|---|
//! | what is searched of an entity | `piece` |
//! | what counts as a word, and where it stands | `token` |
//! | what was asked for, and whether a text has it | `query` |
//! | what is shown around a hit | `excerpt` |
//! | how texts lie in the index | `schema` |
//! | whose an index is, and how far it goes | `position` |
//! | the index on the disk, and what is not in it yet | [`index`], `collect` |
//!
//! **Why an engine, and why tantivy.** A store of some years has hundreds of thousands of record lines;
//! looking at each takes seconds, an inverted index milliseconds. Of what runs in one process, offline and
//! without C code, tantivy is the one that keeps positions (phrases are found as they are written, not by
//! their characters), commits atomically with a payload (so that the index itself says how far it follows
//! the journal) and takes any tokenizer. FTS5 of `SQLite` is C, and its trigrams find no Chinese word of two
//! characters; sled has no inverted lists. Its own tokenizers do not do for Chinese: `NgramTokenizer`
//! gives every gram position 0, so that 停车难 is found in 车难找…停车费. Hence `token`.
//!
//! **What is found does not depend on the index.** [`Query::is_in`] is the definition; the index is only a
//! quicker way to the same answer (a property test), and what it does not have yet is looked at directly.
//! So is the order: where a hit stands depends on the text and its day alone.

mod collect;
mod excerpt;
pub mod index;
mod piece;
mod position;
mod query;
mod schema;
mod token;

pub use excerpt::Excerpt;
pub use index::{Found, Hit, Index, IndexError};
pub use piece::{Change, Part, PartKind, Text};
pub use position::{FORMAT, Owner, Position};
pub use query::Query;
pub use token::{Unit, units};
