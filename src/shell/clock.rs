//! What day it is, and what the wall clock says.
#![expect(clippy::disallowed_methods, reason = "the clock is read here and nowhere else")]

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use std::time::Duration;

/// The clock, or a day that stands still: an example has its own today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    /// The day that it always is.
    pub today: Option<NaiveDate>,
}

impl Clock {
    /// The day, in the zone of the computer.
    pub fn today(self) -> NaiveDate {
        self.today.unwrap_or_else(|| Local::now().date_naive())
    }

    /// The time of the day, to the second, in the zone of the computer.
    pub fn time(self) -> NaiveTime {
        let time = Local::now().time();
        time.with_nanosecond(0).unwrap_or(time)
    }

    /// Day and time together.
    pub fn now(self) -> NaiveDateTime {
        self.today().and_time(self.time())
    }

    /// How long the second that the clock shows still lasts.
    pub fn until_next_second(self) -> Duration {
        let millis = u64::from(Local::now().timestamp_subsec_millis() % 1_000);
        Duration::from_millis(1_000 - millis)
    }

    /// Milliseconds since 1970 (UTC), whatever the day is taken for.
    pub fn wall_millis(self) -> u64 {
        u64::try_from(Utc::now().timestamp_millis()).unwrap_or(0)
    }

    /// Now, for the lock of the store.
    pub fn now_text(self) -> String {
        let now: DateTime<Local> = Local::now();
        now.format("%Y-%m-%d %H:%M").to_string()
    }
}
