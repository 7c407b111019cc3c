//! Who is invited to a session, and what they answered.

use crate::domain::{
    id::{DepartmentId, EntityId, PersonId},
    keyed::keyed,
};
use serde::{Deserialize, Serialize};

/// Who is invited: somebody by name, or a department that sends whom it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Guest {
    /// Somebody by name.
    Person(PersonId),
    /// A department.
    Department(DepartmentId),
}

impl From<Guest> for EntityId {
    fn from(guest: Guest) -> Self {
        match guest {
            Guest::Person(id) => id.into(),
            Guest::Department(id) => id.into(),
        }
    }
}

keyed! {
    /// What an invited guest answered.
    pub enum Reply {
        /// 未回复: nothing yet.
        Awaited = "awaited",
        /// 参加: they come.
        Coming = "coming",
        /// 请假: they are excused.
        Excused = "excused",
    }
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Who is invited.
    pub guest: Guest,
    /// What they answered.
    pub reply: Reply,
    /// Why they are excused; may be empty.
    pub reason: String,
    /// Who comes instead of them.
    pub substitute: Option<PersonId>,
}

impl Invitation {
    /// An invitation that nobody answered yet.
    pub const fn to(guest: Guest) -> Self {
        Self { guest, reply: Reply::Awaited, reason: String::new(), substitute: None }
    }
}
