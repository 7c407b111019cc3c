//! The workbench as a dialogue in lines, for screen readers and for terminals that can only print: what the
//! screens know is told one fact a line, with numbers to choose by, and what is typed is taken as they take
//! it. Pure, as the screens are: it reads and changes the state by the ways of `app`, and has no rules of its
//! own; no clock, no I/O, no cells, no colours.
//!
//! | question | file |
//! |---|---|
//! | what a line does, and what is said next | `dialogue` |
//! | where one is | `here` |
//! | words that are typed everywhere: back, help, undo, `:` and `/` | `common` |
//! | what lists with numbers there are, and what a number does | `listing`, `chosen` |
//! | how a row is told | `rows` |
//! | pages, as a voice reads them | `page`, `spoken` |
//! | what can be done here, and why not | `verbs` |
//! | a form, field by field, and before it is saved | `form` |
//! | questions, and lists that the screens lay over everything | `question` |
//! | the floor of a session that is going on | `floor` |
//! | what can be typed, in words | `help` |

mod chosen;
mod common;
mod dialogue;
mod floor;
mod form;
mod help;
mod here;
mod listing;
mod page;
mod question;
mod rows;
mod spoken;
mod verbs;

pub use dialogue::{Dialogue, Told};
