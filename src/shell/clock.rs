//! What day it is, and what the wall clock says.
#![expect(clippy::disallowed_methods, reason = "the clock is read here and nowhere else")]

use chrono::{DateTime, Local, NaiveDate, Utc};

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

    /// Milliseconds since 1970 (UTC). On a day that stands still, its noon and what has passed
    /// of the real minute, so that entries keep their order.
    pub fn wall_millis(self) -> u64 {
        let now = Utc::now();
        let millis = match self.today.and_then(|day| day.and_hms_opt(12, 0, 0)) {
            Some(noon) => noon.and_utc().timestamp_millis() + now.timestamp_millis() % 60_000,
            None => now.timestamp_millis(),
        };
        u64::try_from(millis).unwrap_or(0)
    }

    /// Now, for the lock of the store.
    pub fn now_text(self) -> String {
        let now: DateTime<Local> = Local::now();
        now.format("%Y-%m-%d %H:%M").to_string()
    }
}
