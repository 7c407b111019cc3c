//! Who is invited to a session, what they answered, and who of them did not come.

use super::{Attendance, Class, Column, Presence, Session};
use crate::domain::{
    id::{DepartmentId, EntityId, PersonId},
    keyed::keyed,
    person::Side,
    world::World,
};
use serde::{Deserialize, Serialize};

/// Who is invited: somebody by name, or a department that sends whom it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// Guests who answer together: somebody on their own, or a department with those of its people who are
/// invited by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party<'s> {
    /// The column that it counts in, once (DOMAIN §3).
    pub column: Column,
    /// The department; `None` for somebody on their own.
    pub department: Option<DepartmentId>,
    /// The invitations, in the order in which they were made.
    pub invitations: Vec<&'s Invitation>,
}

impl Party<'_> {
    /// What they answered: they come as soon as one of them does, and are excused when all are.
    pub fn reply(&self) -> Reply {
        let has = |reply| self.invitations.iter().any(|it| it.reply == reply);
        [Reply::Coming, Reply::Awaited].into_iter().find(|it| has(*it)).unwrap_or(Reply::Excused)
    }
}

impl Session {
    /// Who is invited, those together who answer together, by their first invitation; `seat` says in
    /// which column a guest would count, and of one who comes for a department for which.
    pub fn parties(
        &self,
        seat: impl Fn(Guest) -> (Column, Option<DepartmentId>),
    ) -> Vec<Party<'_>> {
        let mut parties: Vec<Party<'_>> = Vec::new();
        for invitation in &self.invitations {
            let (column, department) = seat(invitation.guest);
            let is_it = |it: &&mut Party<'_>| department.is_some() && it.department == department;
            match parties.iter_mut().find(is_it) {
                Some(party) => party.invitations.push(invitation),
                None => parties.push(Party { column, department, invitations: vec![invitation] }),
            }
        }
        parties
    }

    /// In what capacity somebody is likely to come who is not on the sheet: by the studio, the side they
    /// usually sit on, their department, the agenda. `None` where nothing tells.
    pub fn likely_class(
        &self,
        world: &World,
        person: PersonId,
        side: Option<Side>,
        has_department: bool,
    ) -> Option<Class> {
        let studio = world.studio(self.facts.studio).map(|studio| &studio.facts);
        if studio.is_some_and(|studio| studio.convenor == Some(person)) {
            return Some(Class::Convenor);
        }
        if studio.is_some_and(|studio| studio.members.contains(&person)) {
            return Some(Class::ResidentMember);
        }
        let mut issues = self.agenda.iter().filter_map(|item| world.issue(item.issue));
        let raised = issues.any(|issue| issue.facts.raisers.contains(&person));
        let recorder = || (self.facts.recorder == Some(person)).then_some(Class::Recorder);
        class_of_side(side, has_department, raised).or_else(recorder)
    }

    /// Who is expected: those invited who are not excused, or who comes in their place; where nobody
    /// was invited, those on the sheet who are not known to stay away.
    pub fn expected(&self) -> Vec<Guest> {
        if self.invitations.is_empty() {
            let rows = self.attendance.iter().filter(|row| row.presence == Presence::Present);
            return rows.map(|row| Guest::Person(row.person)).collect();
        }
        let come = self.invitations.iter().filter_map(|it| match (it.reply, it.substitute) {
            (Reply::Excused, substitute) => substitute.map(Guest::Person),
            _ => Some(it.guest),
        });
        come.collect()
    }
}

/// In what capacity somebody comes, by the side they usually sit on.
pub fn class_of_side(side: Option<Side>, has_department: bool, raised: bool) -> Option<Class> {
    match side {
        Some(Side::Member) => Some(Class::Member),
        _ if has_department => Some(Class::Department),
        _ if raised => Some(Class::Raiser),
        Some(Side::Public) => Some(Class::PublicRepresentative),
        Some(Side::Other) | None => None,
    }
}

/// Why somebody is excused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// In their words; may be empty.
    pub reason: String,
    /// Who comes instead of them.
    pub substitute: Option<PersonId>,
}

/// Somebody who was invited or stands on the sign-in sheet, and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absentee {
    /// Who.
    pub guest: Guest,
    /// Why they are excused (请假); `None` where they just did not come (缺席).
    pub excuse: Option<Excuse>,
}

impl Session {
    /// Whether a guest is there: the person, or anybody for the department.
    pub fn has_come(&self, guest: Guest) -> bool {
        self.attendance.iter().filter(|row| row.presence == Presence::Present).any(
            |row| match guest {
                Guest::Person(person) => row.person == person,
                Guest::Department(department) => row.department == Some(department),
            },
        )
    }

    /// Who is excused and who did not come: the guests in the order in which they were invited,
    /// then those whom only the sheet tells of.
    ///
    /// Before it was held nobody is absent of whom the sheet does not say so: they may still come.
    pub fn absentees(&self) -> Vec<Absentee> {
        let invited = self.invitations.iter().filter_map(|it| self.invited_absentee(it));
        let noted = self.attendance.iter().filter_map(|row| self.noted_absentee(row));
        invited.chain(noted).collect()
    }

    fn invited_absentee(&self, invitation: &Invitation) -> Option<Absentee> {
        let guest = invitation.guest;
        if self.has_come(guest) {
            return None;
        }
        let excuse = match (invitation.reply, self.noted(guest)) {
            (Reply::Excused, _) => Some(Excuse {
                reason: invitation.reason.clone(),
                substitute: invitation.substitute,
            }),
            (_, Some(Presence::Excused)) => {
                Some(Excuse { reason: String::new(), substitute: None })
            }
            (_, Some(Presence::Absent)) => None,
            (_, Some(Presence::Present) | None) if self.is_held() => None,
            (_, Some(Presence::Present) | None) => return None,
        };
        Some(Absentee { guest, excuse })
    }

    /// Whom the sheet alone tells of.
    fn noted_absentee(&self, row: &Attendance) -> Option<Absentee> {
        let guest = Guest::Person(row.person);
        if self.invitation(guest).is_some() || self.has_come(guest) {
            return None;
        }
        let excuse = match row.presence {
            Presence::Present => return None,
            Presence::Excused => Some(Excuse { reason: String::new(), substitute: None }),
            Presence::Absent => None,
        };
        Some(Absentee { guest, excuse })
    }

    /// What the sheet says of a person.
    fn noted(&self, guest: Guest) -> Option<Presence> {
        let rows = &self.attendance;
        rows.iter().find(|row| Guest::Person(row.person) == guest).map(|row| row.presence)
    }
}
