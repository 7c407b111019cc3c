//! Data in words: days, money, faults, what is missing, and why something was refused.
//!
//! Every fault says what to do about it. The names of entities come from outside, through
//! [`Names`].

mod amount;
mod consequence;
mod date;
mod fault;
mod missing;
mod names;
mod offer;
mod refusal;
mod rule;

pub use amount::people;
pub use consequence::{consequence_text, handled_text};
pub use date::{clock_time, day_in_list, day_in_text, month, span_in_text, weekday};
pub use fault::text_fault;
pub use missing::{missing_about, missing_part, missing_text};
pub use names::{Names, Typing, subject};
pub use offer::{lack_text, reason_text, reasons_in_year, reasons_text, sitting_text};
pub use refusal::{refusal_text, what_can_be_done, what_mark_can_follow, what_session_can_do};
pub use rule::{rule_gap, rule_remedy};

use super::Lang;

/// Turns a value into words.
pub trait Wording {
    /// Words it for a list or a sentence.
    fn words(&self, lang: Lang) -> String;
}

#[cfg(test)]
mod tests;
