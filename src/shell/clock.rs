//! What day it is, and what the wall clock says.
#![expect(clippy::disallowed_methods, reason = "the clock is read here and nowhere else")]

use crate::domain::provenance::in_beijing;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use std::time::Duration;

/// The clock, or a day that stands still: an example has its own today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    /// The day that it always is.
    pub today: Option<NaiveDate>,
}

impl Clock {
    /// The day, in Beijing time: the zone of the computer, which may be set wrong, would make a second
    /// today beside that of what is entered.
    pub fn today(self) -> NaiveDate {
        self.today.unwrap_or_else(|| self.wall().date())
    }

    /// The time of the day, to the second, in Beijing time.
    pub fn time(self) -> NaiveTime {
        let time = self.wall().time();
        time.with_nanosecond(0).unwrap_or(time)
    }

    /// Day and time on the wall, in Beijing, whatever the day is taken for.
    pub fn wall(self) -> NaiveDateTime {
        in_beijing(self.wall_millis())
    }

    /// Day and time together.
    pub fn now(self) -> NaiveDateTime {
        self.today().and_time(self.time())
    }

    /// How long the second that the clock shows still lasts.
    pub fn until_next_second(self) -> Duration {
        let millis = self.wall_millis() % 1_000;
        Duration::from_millis(1_000 - millis)
    }

    /// Milliseconds since 1970 (UTC), whatever the day is taken for.
    pub fn wall_millis(self) -> u64 {
        u64::try_from(Utc::now().timestamp_millis()).unwrap_or(0)
    }

    /// Now, for the lock of the store.
    pub fn now_text(self) -> String {
        self.wall().format("%Y-%m-%d %H:%M").to_string()
    }
}
