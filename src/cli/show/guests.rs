//! Who is invited to a session, who did not come, what it lacks and what the backlog offers, for
//! scripts.

use super::Page;
use crate::cli::json::{name, name_of, text};
use crate::cli::offers;
use crate::command::guest_seat;
use crate::domain::id::{DepartmentId, PersonId};
use crate::domain::session::{Column, Guest, Invitation, Lack, Session, SessionStatus};
use crate::i18n::wording::lack_text;
use serde_json::{Value, json};

impl Page<'_> {
    pub(super) fn invitations(&self, session: &Session) -> Vec<Value> {
        let catalog = self.catalog();
        let told = |it: &Invitation| {
            let (person, department) = parts(it.guest);
            json!({
                "person": name_of(catalog, person),
                "department": name_of(catalog, department),
                "column": self.seat(session, it.guest).0.key(),
                "reply": it.reply.key(),
                "reason": text(&it.reason),
                "substitute": name_of(catalog, it.substitute),
                "came": session.has_come(it.guest),
            })
        };
        session.invitations.iter().map(told).collect()
    }

    pub(super) fn absentees(&self, session: &Session) -> Vec<Value> {
        let catalog = self.catalog();
        let told = session.absentees().into_iter().map(|it| {
            let (person, department) = parts(it.guest);
            let excuse = it.excuse.as_ref();
            json!({
                "person": name_of(catalog, person),
                "department": name_of(catalog, department),
                "excused": excuse.is_some(),
                "reason": excuse.map_or(Value::Null, |it| text(&it.reason)),
                "substitute": excuse
                    .and_then(|it| it.substitute)
                    .map_or(Value::Null, |person| name(catalog, person)),
            })
        });
        told.collect()
    }

    /// What a planned session lacks; nothing of any other.
    pub(super) fn lacks(&self, session: &Session) -> Vec<Value> {
        let seat = |guest| self.seat(session, guest);
        let day = (self.today, self.desk.calendar());
        let told = |lack: Lack| {
            let words = lack_text(lack, self.lang, self.catalog());
            json!({"lack": lack.key(), "text": words})
        };
        session.preparation(self.world, seat, day).lacks.into_iter().map(told).collect()
    }

    /// What the backlog offers for a planned session; nothing for any other.
    pub(super) fn offers(&self, session: &Session) -> Vec<Value> {
        if session.status != SessionStatus::Planned {
            return Vec::new();
        }
        let offers = offers::on_page(self.desk, session, self.today);
        offers::offers_json(self.catalog(), &offers, self.lang)
    }

    fn seat(&self, session: &Session, guest: Guest) -> (Column, Option<DepartmentId>) {
        guest_seat(self.world, self.catalog(), session, guest)
    }
}

/// A guest as a person or a department.
const fn parts(guest: Guest) -> (Option<PersonId>, Option<DepartmentId>) {
    match guest {
        Guest::Person(id) => (Some(id), None),
        Guest::Department(id) => (None, Some(id)),
    }
}
