//! What a report says in words: its cells and rows by the names of the catalog, its tables, and the rules
//! by which it was counted. The screens, the command line and the files all take it from here.

mod cells;
mod compared;
mod notes;
mod rows;
mod told;

pub use cells::{NoCell, cell_key, cell_name, find_cell, ordered};
pub use compared::{MovedRow, moved_rows};
pub use notes::{NOTES, RANGES_NOTE, notes_for, notes_on};
pub use rows::{RowWords, row_entity, row_words, summary_numbers, summary_words};
pub use told::{REST, Wanted, title, told};
