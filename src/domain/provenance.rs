//! Where a fact comes from: who entered it, at which place in the log, or from which source.

use super::id::{ChangeId, PersonId};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A reference to the source that past work was entered from (补录, DOMAIN §2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Words that let a reader find the source again, 1–200 characters.
    pub reference: String,
}

/// The place of an event in the log, and who caused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The replica that wrote the event.
    pub replica: [u8; 16],
    /// The event's place in the stream of that replica, from 1.
    pub seq: u64,
    /// When it was entered, in milliseconds since 1970 (UTC).
    pub at_millis: u64,
    /// The change that it belongs to.
    pub change: ChangeId,
    /// The person at the keyboard.
    pub actor: PersonId,
}

/// The recorded position of a fact, as state keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// When it was entered, in milliseconds since 1970 (UTC).
    pub at_millis: u64,
    /// The event's place in the stream of its replica.
    pub seq: u64,
    /// The person at the keyboard.
    pub actor: PersonId,
}

/// How often something was changed, and when last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// How many changes were about it, its addition among them.
    pub changes: u32,
    /// When the last of them was entered, in milliseconds since 1970 (UTC).
    pub at_millis: u64,
}

/// How far the convenor's day is ahead of UTC: all of China keeps the time of Beijing.
const BEIJING_AHEAD_MILLIS: i64 = 8 * 60 * 60 * 1_000;

/// Day and time in Beijing, so many milliseconds after 1970 (UTC): those of the whole program, in whatever zone
/// the computer stands.
pub fn in_beijing(at_millis: u64) -> NaiveDateTime {
    i64::try_from(at_millis)
        .ok()
        .and_then(|millis| millis.checked_add(BEIJING_AHEAD_MILLIS))
        .and_then(DateTime::from_timestamp_millis)
        .map_or(NaiveDateTime::MIN, |time| time.naive_utc())
}

impl Mark {
    /// The day of entry, in Beijing time; only where nobody stated a day.
    pub fn day(self) -> NaiveDate {
        in_beijing(self.at_millis).date()
    }
}

impl From<&Envelope> for Mark {
    fn from(envelope: &Envelope) -> Self {
        Self { at_millis: envelope.at_millis, seq: envelope.seq, actor: envelope.actor }
    }
}

#[cfg(test)]
mod tests {
    use super::in_beijing;

    #[test]
    fn a_day_begins_at_midnight_in_beijing() {
        // 26 November 2026, 16:00 UTC.
        let midnight = 1_795_708_800_000;
        assert_eq!(in_beijing(midnight).to_string(), "2026-11-27 00:00:00");
        assert_eq!(in_beijing(midnight - 1).date().to_string(), "2026-11-26");
    }
}
