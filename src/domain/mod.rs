//! The rules of a consultation studio. Knows no I/O, no clock and no other module.
//!
//! | module | what it holds |
//! |---|---|
//! | [`id`] | who and what: 16-byte ids, one type for each kind |
//! | [`text`] | what may be stored as text, and how typed text is folded before it is read |
//! | [`date`] | days, months, years and ranges as people write them |
//! | [`amount`] | money with its "over" and "about" |
//! | [`calendar`] | working days, with holidays and make-up days from data |
//! | [`number`] | case numbers that can be read aloud and given offline |

pub mod amount;
pub mod calendar;
pub mod date;
pub mod id;
pub mod number;
mod numeral;
pub mod text;
