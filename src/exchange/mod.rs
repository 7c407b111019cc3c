//! What comes in from files and goes out to them, and what the example consists of. Pure: text in,
//! changes out, or text out; reading and writing files is somebody else's.
//!
//! | question | file |
//! |---|---|
//! | what kind of file it is that somebody picked | [`recognised`] |
//! | bytes to text, in the encodings of Chinese offices | [`decode`] |
//! | records of past work, one JSON object a line | [`records`] |
//! | tables of issues, people, departments, studios, attendance | [`table`] |
//! | sessions and deadlines for calendars (iCalendar) | [`icalendar`] |
//! | the example city, drawn from a seed | [`example`] |
//! | everything of a store, and what it adds up to | [`whole`] |
//! | chance that comes out the same for the same seed | [`seeded`] |

pub mod decode;
pub mod example;
pub mod icalendar;
pub mod recognised;
pub mod records;
pub mod seeded;
pub mod table;
pub mod whole;

pub use records::ImportFault;

use crate::domain::{action::Action, id::PersonId};
use chrono::NaiveDate;

/// What one person would save at once: decided as a whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day on which it is entered.
    pub today: NaiveDate,
    /// Who enters it.
    pub actor: PersonId,
    /// What is asked, in order.
    pub actions: Vec<Action>,
}
