//! What a person can ask for: one table that the command line, the forms, the keys, the palette,
//! the help and the docs all read. Knows nothing of screens, files or the store.
//!
//! | question | file |
//! |---|---|
//! | what can be done to the data, and with which fields | [`verb`] and the tables beside it |
//! | how typed values become actions | [`fill`] |
//! | how several names stand in one field | [`several`] |
//! | which one of a closed list a typed word means | [`called`] |
//! | what a list can be narrowed to by status | [`filter`] |
//! | how lists are narrowed by what is typed | [`query`] |
//! | which file a dropped path means | [`dropped`] |
//! | what names stand for, and the rows of all lists | [`catalog`] |
//! | what a line of the record says while it is typed | [`grammar`] |
//! | what one line says that takes an issue in | [`intake`] |
//! | which commands there are, on which keys | [`table`], [`keymap`] |
//! | which keys cannot be changed | [`fixed`] |
//! | whether a command can be used now | [`available`] |
//! | what a report says in words | [`report`](mod@report) |
//! | what a verb does to several at once | [`bulk`] |
//! | what was merged into what | `lineage` |
//! | what presses, and the verb that brings it on | `pressing` |
//! | which verbs bring what is missing | [`remedy`] |
//! | what else a field answers to on the command line | [`role`] |
//! | what to say about a wrong value | [`wording`] |

pub mod available;
pub mod bulk;
pub mod called;
pub mod catalog;
pub mod config_fault;
pub mod dropped;
pub mod fill;
pub mod filter;
pub mod fixed;
pub mod grammar;
pub mod intake;
pub mod key;
pub mod keymap;
pub mod place;
pub mod query;
pub mod reference;
pub mod remedy;
pub mod report;
pub mod role;
pub mod screens;
pub mod several;
pub mod table;
pub mod verb;
pub mod wording;

mod attendance;
#[cfg(test)]
pub(crate) mod city;
mod commitment;
mod directory;
mod evidence;
mod finalise;
mod frozen;
mod import;
mod issue;
mod lineage;
mod pressing;
mod session;
mod settings;
mod step;

pub use crate::search::initials::{Initials, latin_initials, spelled};
pub use attendance::{class_given, class_of_newcomer, guest_seat, is_for_newcomers, own_class};
pub use catalog::{Blocks, Catalog, Gathered, LISTED, PackedRows, Rows, Slot, Unread};
pub use directory::studio_code;
pub use fill::{Directory, Fault, FieldFault, Filling, Found, Values};
pub use import::{
    CHECKED, TABLE_AS_USUAL, TABLE_OPTIONS, TableOption, Takes, WishFault, table_options,
};
pub use lineage::Merged;
pub use pressing::Next;
pub use session::doubts_of_lines;
pub use session::{
    read_answers, read_minutes, read_order, read_orders, read_stages, suggested, write_orders,
    write_stages,
};
pub use verb::{Field, FieldKind, Noun, VERBS, Verb, Words};
