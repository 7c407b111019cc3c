//! The settings as the first kind of event states them. Their name is in frozen samples, and their
//! shape is on disks: later settings have events of their own.

use super::{Deadlines, Quorum};
use crate::domain::id::{PersonId, StudioId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The settings as the first kind of event states them: its shape is fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The office that letters are issued by; may be empty until set.
    pub office: String,
    /// Who usually sits at this keyboard.
    pub me: Option<PersonId>,
    /// The default scope of lists.
    pub my_studio: Option<StudioId>,
    /// Default lengths of the steps.
    pub deadlines: Deadlines,
    /// What makes a session count.
    pub quorum: Quorum,
    /// Imported holiday data that adds to or replaces the built-in years.
    pub calendar: String,
    /// The day that an example store takes for today, so that its story stays true; `None` in every
    /// other store.
    pub example_today: Option<NaiveDate>,
}
