//! A hybrid logical clock: stamps that always grow and stay close to the wall clock.
//!
//! The wall comes in as a value. A stamp orders and dates records; it never decides a status.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::LogError;

/// How far a stamp may be ahead of the wall: 24 hours, in milliseconds.
pub const MAX_AHEAD_MILLIS: u64 = 24 * 60 * 60 * 1000;

const COUNTER_BITS: u32 = 16;
const MAX_MILLIS: u64 = u64::MAX >> COUNTER_BITS;

/// A moment: 48 bits of milliseconds since 1970 (UTC), then a counter of 16 bits.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Stamp(u64);

impl Stamp {
    /// The first stamp of a millisecond; times beyond 48 bits (the year 10889) count as the last.
    pub const fn at_millis(wall_millis: u64) -> Self {
        let millis = if wall_millis > MAX_MILLIS { MAX_MILLIS } else { wall_millis };
        Self(millis << COUNTER_BITS)
    }

    /// The stamp with this representation.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Its representation; grows with time.
    pub const fn to_bits(self) -> u64 {
        self.0
    }

    /// Milliseconds since 1970 (UTC).
    pub const fn millis(self) -> u64 {
        self.0 >> COUNTER_BITS
    }

    /// How far it lies ahead of the wall, in milliseconds; zero when it does not.
    pub const fn ahead_of_millis(self, wall_millis: u64) -> u64 {
        self.millis().saturating_sub(wall_millis)
    }
}

impl fmt::Display for Stamp {
    /// Milliseconds and counter, `1700000000000+0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.millis(), self.0 & u64::from(u16::MAX))
    }
}

/// Gives stamps, each later than all it gave or saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HybridClock {
    last: Stamp,
}

impl HybridClock {
    /// A clock that continues after the newest stamp known.
    pub const fn after(last: Stamp) -> Self {
        Self { last }
    }

    /// The newest stamp given or seen.
    pub const fn last(&self) -> Stamp {
        self.last
    }

    /// The next stamp, strictly later than the last.
    ///
    /// # Errors
    /// [`LogError::ClockTooFarAhead`] when it would lie more than [`MAX_AHEAD_MILLIS`] ahead of
    /// the wall: one of the two was set wrongly. The clock stays as it is; the caller says so
    /// and, told to go on, calls [`HybridClock::restart`].
    ///
    /// ```
    /// use tanshi::log::HybridClock;
    ///
    /// let mut clock = HybridClock::default();
    /// let first = clock.tick(1_700_000_000_000)?;
    /// let second = clock.tick(1_699_999_999_000)?; // the wall went back a second
    /// assert!(second > first);
    /// # Ok::<(), tanshi::log::LogError>(())
    /// ```
    pub fn tick(&mut self, wall_millis: u64) -> Result<Stamp, LogError> {
        // An overflowing counter carries into the milliseconds, which keeps the order.
        let following = Stamp(self.last.0.saturating_add(1));
        let next = following.max(Stamp::at_millis(wall_millis));
        let ahead_millis = next.ahead_of_millis(wall_millis);
        if ahead_millis > MAX_AHEAD_MILLIS || next == self.last {
            return Err(LogError::ClockTooFarAhead { ahead_millis });
        }
        self.last = next;
        Ok(next)
    }

    /// Makes every further stamp later than a moment that entries from elsewhere bear.
    pub fn pass(&mut self, millis: u64) {
        self.last = self.last.max(Stamp::at_millis(millis.saturating_add(1)));
    }

    /// Goes back to the wall although later stamps exist, and gives the first stamp from there.
    ///
    /// For a wrong date put right: the sequence numbers keep the order of the chain.
    pub fn restart(&mut self, wall_millis: u64) -> Stamp {
        self.last = Stamp::at_millis(wall_millis);
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_700_000_000_000;

    #[test]
    fn stamps_grow_when_the_wall_stands_still_or_goes_back() {
        let mut clock = HybridClock::default();
        let mut last = clock.tick(NOW).unwrap();
        for step in 0..200_000_u64 {
            let next = clock.tick(NOW - step % 1000).unwrap();
            assert!(next > last);
            last = next;
        }
        assert_eq!(last.millis(), NOW + 3, "a full counter carries into the milliseconds");
    }

    #[test]
    fn a_clock_more_than_a_day_ahead_refuses_and_stays_as_it_was() {
        let mut clock = HybridClock::after(Stamp::at_millis(NOW + MAX_AHEAD_MILLIS));
        clock.tick(NOW).unwrap();
        clock = HybridClock::after(Stamp::at_millis(NOW + MAX_AHEAD_MILLIS + 1));
        let before = clock;
        let refused = LogError::ClockTooFarAhead { ahead_millis: MAX_AHEAD_MILLIS + 1 };
        assert_eq!(clock.tick(NOW), Err(refused));
        assert_eq!(clock, before);
        assert_eq!(clock.restart(NOW), Stamp::at_millis(NOW));
        assert!(clock.tick(NOW).unwrap() > Stamp::at_millis(NOW));
    }

    #[test]
    fn the_end_of_time_is_refused_and_does_not_wrap() {
        let mut clock = HybridClock::after(Stamp::from_bits(u64::MAX));
        assert!(clock.tick(u64::MAX).is_err());
        assert!(clock.tick(NOW).is_err());
    }
}
