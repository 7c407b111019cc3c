//! What a studio sets once: office, deadlines, quorum, holidays. Kept as events like any fact.

use super::id::{PersonId, StudioId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Default lengths of the steps (DOMAIN §2); wd are working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// From intake to acceptance, working days.
    pub screening_working_days: u16,
    /// From the session to the minutes, working days.
    pub minutes_working_days: u16,
    /// From the session to the assignment letter, working days.
    pub assignment_working_days: u16,
    /// A department may return a wrong assignment within this, working days.
    pub return_working_days: u16,
    /// Handling of a general matter, days.
    pub handling_days: u16,
    /// From completion to the evaluation, working days.
    pub evaluation_working_days: u16,
    /// From completion to the revisit, days.
    pub revisit_days: u16,
}

/// How many of each column make a session count (DOMAIN §2); less than one counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quorum {
    /// Members.
    pub members: u16,
    /// Public.
    pub public: u16,
    /// Departments.
    pub departments: u16,
}

impl Default for Quorum {
    fn default() -> Self {
        Self { members: 1, public: 1, departments: 1 }
    }
}

/// The settings that live in the store.
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

impl Default for Settings {
    fn default() -> Self {
        Self {
            office: String::new(),
            me: None,
            my_studio: None,
            deadlines: Deadlines {
                screening_working_days: 5,
                minutes_working_days: 5,
                assignment_working_days: 3,
                return_working_days: 7,
                handling_days: 30,
                evaluation_working_days: 10,
                revisit_days: 30,
            },
            quorum: Quorum::default(),
            calendar: String::new(),
            example_today: None,
        }
    }
}
