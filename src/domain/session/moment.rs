//! When the times of the sign-in sheet were: it holds times of day alone, and a session may go on past
//! midnight.

use super::Session;
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

/// The longest that people sign in before a session begins. A time earlier than that on its day is one
/// of the day after.
const BEFORE_IT: TimeDelta = TimeDelta::hours(12);

impl Session {
    /// The moment of a time of the sheet: on the day of the beginning, or on the day after, where the
    /// time lies more than twelve hours before it. `None` for a session of several days, or one of which
    /// no beginning is known: its times cannot be told apart by their days.
    pub fn moment_of(&self, time: NaiveTime) -> Option<NaiveDateTime> {
        let began = self.began()?;
        let at = began.date().and_time(time);
        Some(if began - at > BEFORE_IT { at + TimeDelta::days(1) } else { at })
    }

    /// By what times of the sheet are told in their order. Where moments are not known, they are compared
    /// as times of one day.
    pub fn order_of(&self, time: NaiveTime) -> NaiveDateTime {
        self.moment_of(time).unwrap_or_else(|| self.facts.on.first().and_time(time))
    }

    /// When it began: as planned, or when the clock was set going, whichever is earlier. A clock that ran
    /// on another day tells nothing of the day of the session.
    fn began(&self) -> Option<NaiveDateTime> {
        let day = self.facts.on.first();
        if self.facts.on.last() != day {
            return None;
        }
        let planned = self.facts.starts_at.map(|time| day.and_time(time));
        let Some(opened) = self.floor.course().opened else {
            return planned.filter(|_| !self.is_live());
        };
        let is_late_start = planned.is_some_and(|it| it <= opened && opened - it <= BEFORE_IT);
        if opened.date() != day && !is_late_start {
            return None;
        }
        Some(planned.map_or(opened, |it| it.min(opened)))
    }
}
