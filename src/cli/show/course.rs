//! How a session ran, its straw polls and private notes, for scripts.

use super::Page;
use crate::cli::json::{name, name_of};
use crate::domain::session::Session;
use serde_json::{Value, json};

impl Page<'_> {
    /// From when to when, how long each item took, who spoke how long, and when enough people were
    /// there; null where no clock ever ran.
    pub(super) fn course(&self, session: &Session) -> Value {
        let course = session.floor.course();
        let Some(opened) = course.opened else { return Value::Null };
        let items = session.agenda.iter().filter(|item| course.has_had(item.issue));
        let speakers = session.attendance.iter().map(|row| (row, course.spoken_by(row.person)));
        let speakers = speakers.filter(|(_, (_, times))| *times > 0);
        let turns = self.world.quorum().turns(session);
        json!({
            "opened": moment(opened),
            "ended": course.ended.map(moment),
            "seconds": course.seconds,
            "items": items
                .map(|item| json!({
                    "issue": name(self.catalog(), item.issue),
                    "seconds": course.seconds_of(item.issue),
                }))
                .collect::<Vec<_>>(),
            "speakers": speakers
                .map(|(row, (seconds, times))| json!({
                    "person": name(self.catalog(), row.person),
                    "class": row.class.key(),
                    "seconds": seconds,
                    "times": times,
                }))
                .collect::<Vec<_>>(),
            "quorum": turns
                .iter()
                .map(|turn| json!({
                    "at": turn.at.map(|at| at.format("%H:%M").to_string()),
                    "reached": turn.reached(),
                }))
                .collect::<Vec<_>>(),
        })
    }

    pub(super) fn polls(&self, session: &Session) -> Vec<Value> {
        let polls = session.polls.iter().map(|poll| {
            let answers = poll.answers.iter();
            json!({
                "question": poll.question,
                "issue": name_of(self.catalog(), poll.issue),
                "at": moment(poll.at),
                "answers": answers
                    .map(|it| json!({"answer": it.text, "count": it.count}))
                    .collect::<Vec<_>>(),
            })
        });
        polls.collect()
    }

    pub(super) fn private_notes(&self, session: &Session) -> Vec<Value> {
        let notes = session.notes.iter().map(|note| {
            json!({
                "text": note.text,
                "issue": name_of(self.catalog(), note.issue),
                "at": moment(note.at),
            })
        });
        notes.collect()
    }
}

fn moment(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}
