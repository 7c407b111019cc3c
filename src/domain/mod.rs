//! The rules of a consultation studio. Knows no I/O, no clock and no other module.
//!
//! | question | file |
//! |---|---|
//! | who and what: ids, one type for each kind | [`id`] |
//! | what people state | [`studio`] [`person`] [`department`] [`issue`] [`session`] [`line`](mod@line) [`commitment`] [`evidence`] [`settings`] |
//! | what was a mistake, and why | [`mistake`] |
//! | where a fact comes from | [`provenance`] |
//! | the steps of an issue, and what each needs | [`workflow`] |
//! | what may be the same problem | [`alike`](mod@alike) |
//! | what presses, and why, and what of it there is today | [`priority`] [`today`] |
//! | what the backlog offers for a session | [`offer`] |
//! | what can be asked, and what follows | [`action`] → [`decide`] → [`event`] → [`fold`] |
//! | what closing a session would do | [`closing`](mod@closing) |
//! | since when a department has what, and until when the raiser is asked | [`clock`] |
//! | what departments are asked about | [`follow_up`] |
//! | what the raiser's word leads to | [`verification`] |
//! | documents that are final | [`sealed`] |
//! | why not | [`refusal`] |
//! | how it is undone | [`undo`] |
//! | everything at hand | [`entity`] [`world`] |
//! | an entity as a line of an export, and everything brought in from one | [`written`] [`brought`] |
//! | what a list shows | [`row`] |
//! | what a report counts | [`figures`] |
//! | words, days, money, numbers as people write them | [`text`] [`date`] [`calendar`] [`amount`] [`number`] |

pub mod action;
pub mod alike;
pub mod amount;
pub mod brought;
pub mod calendar;
pub mod clock;
pub mod closing;
pub mod commitment;
pub mod date;
pub mod decide;
pub mod department;
pub mod entity;
pub mod event;
pub mod evidence;
pub mod figures;
pub mod fold;
pub mod follow_up;
mod human;
pub mod id;
pub mod imported;
pub mod issue;
pub(crate) mod keyed;
pub mod line;
pub mod mistake;
pub mod number;
pub(crate) mod numeral;
pub mod offer;
pub mod person;
pub mod priority;
pub mod provenance;
pub mod refusal;
pub mod row;
pub mod sealed;
pub mod session;
pub mod settings;
pub mod short;
pub mod studio;
pub mod text;
pub mod today;
pub mod turn;
pub mod undo;
pub mod verification;
pub mod workflow;
pub mod world;
pub mod written;
