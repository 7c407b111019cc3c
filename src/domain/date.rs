//! Days, months, years and ranges as people write them.
//!
//! A fact may be known to the day, to the month, to the year or as a range; unknown is `None`
//! elsewhere. "Today" comes in as a value, working days are left to the calendar.

mod ahead;
mod english;
pub(crate) mod house;
mod period;
mod read;
mod relative;
mod week;
pub(crate) mod words;
mod written;

pub(crate) use english::MONTHS;
use std::fmt;
use std::ops::RangeInclusive;

use super::human;
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The years that a date can have; anything else is a slip of the keyboard.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;
/// The largest number of days, weeks, months or years in a relative date.
pub const MAX_RELATIVE: u32 = 9_999;

/// The reason why a text or a pair of days is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DateFault {
    /// There is no text.
    Empty,
    /// The text is not a date in any of the known forms.
    NotADate,
    /// It reads as a date, but the calendar has no such day.
    NoSuchDay {
        /// The year.
        year: i32,
        /// The month as written, perhaps 13.
        month: u32,
        /// The day as written, perhaps 31; 1 where only a month was written.
        day: u32,
    },
    /// The range ends before it begins.
    Backwards,
    /// The year is not in 1900..=2200.
    YearOutOfRange {
        /// The year as written or as reckoned.
        year: i32,
    },
    /// It was written with the year last, and the day and the month may stand either way.
    DayOrMonth {
        /// With the month first, or the one day that it can be.
        one: NaiveDate,
        /// With the day first; the same where only one of the two is a day.
        other: NaiveDate,
    },
}

impl fmt::Display for DateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the date is empty"),
            Self::NotADate => f.write_str("not a date"),
            Self::NoSuchDay { year, month, day } => {
                write!(f, "there is no day {day} in month {month} of {year}")
            }
            Self::Backwards => f.write_str("the range ends before it begins"),
            Self::YearOutOfRange { year } => write!(f, "the year {year} is not in 1900..=2200"),
            Self::DayOrMonth { one, other } if one == other => write!(f, "write {one}"),
            Self::DayOrMonth { one, other } => write!(f, "either {one} or {other}"),
        }
    }
}

impl std::error::Error for DateFault {}

/// Tells how closely a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Precision {
    /// One day.
    Day,
    /// One whole month.
    Month,
    /// One whole year.
    Year,
    /// Any other run of days.
    Range,
}

/// A date as closely as it is known: from its first possible day to its last.
///
/// Both days lie in 1900..=2200. Written in ISO form (`2023-06-30`, `2023-06`, `2023`,
/// `2023-02-03..2023-02-10`), which reads back as the same value. Sorts by first, then last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DateSpan {
    first: NaiveDate,
    last: NaiveDate,
}

impl Serialize for DateSpan {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        human::write(self, (self.first, self.last), to)
    }
}

impl<'de> Deserialize<'de> for DateSpan {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        human::read(from, iso, |ends: (NaiveDate, NaiveDate)| Self::try_from(ends))
    }
}

impl DateSpan {
    /// Stands for a day that a calendar gave, such as today; one outside 1900..=2200 moves to the
    /// nearest year end, since it can only come from a broken clock.
    pub fn of_day(day: NaiveDate) -> Self {
        let (Some(floor), Some(ceiling)) =
            (NaiveDate::from_ymd_opt(1900, 1, 1), NaiveDate::from_ymd_opt(2200, 12, 31))
        else {
            return Self { first: day, last: day };
        };
        let day = day.clamp(floor, ceiling);
        Self { first: day, last: day }
    }

    /// Makes a date that is known to the day.
    ///
    /// # Errors
    ///
    /// [`DateFault::YearOutOfRange`].
    pub fn day(day: NaiveDate) -> Result<Self, DateFault> {
        Self::between(day, day)
    }

    /// Makes a date that is known to the month, 1..=12.
    ///
    /// # Errors
    ///
    /// [`DateFault::YearOutOfRange`], [`DateFault::NoSuchDay`] for a month beyond 12.
    pub fn month(year: i32, month: u32) -> Result<Self, DateFault> {
        let first = civil_day(year, month, 1)?;
        let last = first + Days::new(u64::from(first.num_days_in_month()).saturating_sub(1));
        Ok(Self { first, last })
    }

    /// Makes a date that is known to the year.
    ///
    /// # Errors
    ///
    /// [`DateFault::YearOutOfRange`].
    pub fn year(year: i32) -> Result<Self, DateFault> {
        Ok(Self { first: civil_day(year, 1, 1)?, last: civil_day(year, 12, 31)? })
    }

    /// Makes a date that lies somewhere between two days, both included.
    ///
    /// # Errors
    ///
    /// [`DateFault::Backwards`], [`DateFault::YearOutOfRange`].
    pub fn between(first: NaiveDate, last: NaiveDate) -> Result<Self, DateFault> {
        check_year(first.year())?;
        check_year(last.year())?;
        if first <= last { Ok(Self { first, last }) } else { Err(DateFault::Backwards) }
    }

    /// Reads a date as people write it.
    ///
    /// Days: `2023-06-30`, `2023/6/30`, `2023.6.30`, `20230630`, `2023年6月30日` (or 号), and in
    /// the year of `today` `6月30日`, `6-30`. Months and years: `2023-06`, `2023年6月`, `6月`,
    /// `2023`, `2023年`, `2024年上半年`, `四季度`, `11月中旬`; with 底, 末 or 内 their last day. A year or a month
    /// that is counted from today may stand in the place of its number: `明年11月底`, `下月10日`. Ranges with `..`, `~`, 至, 到, `—`, and `-` where it
    /// can't belong to a day, whose end takes over what it leaves out (`2023年2月3日至10日`). Relative to `today`: 今天, 昨天, 明天,
    /// 前天, 后天, 下周五, 上周五, `3天内`, `两周内`, `一个月内`, `半年内`, `三天后`, `两周前`, `within 2 weeks`,
    /// `+10d`, `+2w`, `-3d`. In English `30 June 2023`, `June 30`, `June 2023`, `end of June`,
    /// `yesterday`, `last Friday`, `two weeks ago`. `31.12.2026` has its day first; with slashes
    /// that is asked about. A closing 前, 之前 or 以前 is passed over: what is due before a day is
    /// due on it. Full-width characters and Chinese numerals are read too.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use tanshi::domain::date::{DateSpan, Precision};
    ///
    /// let today = NaiveDate::from_ymd_opt(2023, 10, 20).unwrap();
    /// let due = DateSpan::parse("６月30日前", today).unwrap();
    /// assert_eq!(due.to_string(), "2023-06-30");
    /// assert_eq!(DateSpan::parse("2023年2月", today).unwrap().precision(), Precision::Month);
    /// ```
    ///
    /// # Errors
    ///
    /// Every [`DateFault`].
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, DateFault> {
        read::span(text, today)
    }

    /// Reads a date that lies ahead, in any form that [`DateSpan::parse`] reads: what leaves out its
    /// year, or its month, means the next one (`3月` in October is that of the next year).
    ///
    /// # Errors
    ///
    /// Every [`DateFault`].
    pub fn parse_ahead(text: &str, today: NaiveDate) -> Result<Self, DateFault> {
        read::span_ahead(text, today)
    }

    /// Returns the first day that it can be.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// Returns the last day that it can be.
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// Tells how closely it is known; a range that is just one month or year counts as such.
    pub fn precision(self) -> Precision {
        let whole = |span: Result<Self, DateFault>| span == Ok(self);
        if self.first == self.last {
            Precision::Day
        } else if whole(Self::month(self.first.year(), self.first.month())) {
            Precision::Month
        } else if whole(Self::year(self.first.year())) {
            Precision::Year
        } else {
            Precision::Range
        }
    }

    /// Tells whether it surely lies in an interval: both ends do (DOMAIN §3, rule 7).
    pub fn within(self, interval: Interval) -> bool {
        interval.contains(self.first) && interval.contains(self.last)
    }

    /// Returns the year and month that it surely lies in, `None` for "month not known"
    /// (DOMAIN §3, rule 7).
    pub fn year_month(self) -> Option<(i32, u32)> {
        let month = |day: NaiveDate| (day.year(), day.month());
        (month(self.first) == month(self.last)).then(|| month(self.first))
    }
}

impl fmt::Display for DateSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision() {
            Precision::Day => write!(f, "{}", self.first),
            Precision::Month => write!(f, "{}", self.first.format("%Y-%m")),
            Precision::Year => write!(f, "{}", self.first.format("%Y")),
            Precision::Range => write!(f, "{}..{}", self.first, self.last),
        }
    }
}

/// Reads what [`DateSpan`] is written as, and nothing else.
fn iso(text: &str) -> Option<DateSpan> {
    let number = |digits: &str| digits.parse::<i32>().ok();
    let span = match (text.split_once(".."), text.split_once('-')) {
        (Some((first, last)), _) => DateSpan::between(first.parse().ok()?, last.parse().ok()?),
        (None, Some((year, month))) if text.len() == 7 => {
            DateSpan::month(number(year)?, month.parse().ok()?)
        }
        (None, None) => DateSpan::year(number(text)?),
        (None, Some(_)) => DateSpan::day(text.parse().ok()?),
    };
    span.ok().filter(|span| span.to_string() == text)
}

impl TryFrom<NaiveDate> for DateSpan {
    type Error = DateFault;

    fn try_from(day: NaiveDate) -> Result<Self, DateFault> {
        Self::day(day)
    }
}

impl TryFrom<(NaiveDate, NaiveDate)> for DateSpan {
    type Error = DateFault;

    fn try_from((first, last): (NaiveDate, NaiveDate)) -> Result<Self, DateFault> {
        Self::between(first, last)
    }
}

impl From<DateSpan> for (NaiveDate, NaiveDate) {
    fn from(span: DateSpan) -> Self {
        (span.first, span.last)
    }
}

/// The interval of a report 统计区间: every day from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "(NaiveDate, NaiveDate)", try_from = "(NaiveDate, NaiveDate)")]
pub struct Interval {
    first: NaiveDate,
    last: NaiveDate,
}

impl Interval {
    /// Makes an interval; both days belong to it.
    ///
    /// # Errors
    ///
    /// [`DateFault::Backwards`].
    pub fn between(first: NaiveDate, last: NaiveDate) -> Result<Self, DateFault> {
        if first <= last { Ok(Self { first, last }) } else { Err(DateFault::Backwards) }
    }

    /// Returns its first day.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// Returns its last day.
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// Tells whether a day belongs to it.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

impl From<DateSpan> for Interval {
    fn from(span: DateSpan) -> Self {
        Self { first: span.first, last: span.last }
    }
}

impl TryFrom<(NaiveDate, NaiveDate)> for Interval {
    type Error = DateFault;

    fn try_from((first, last): (NaiveDate, NaiveDate)) -> Result<Self, DateFault> {
        Self::between(first, last)
    }
}

impl From<Interval> for (NaiveDate, NaiveDate) {
    fn from(interval: Interval) -> Self {
        (interval.first, interval.last)
    }
}

/// A deadline as it was spoken; the caller counts the days from the session (DESIGN §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SpokenDeadline {
    /// A certain day.
    Day(NaiveDate),
    /// So many days from then, 1..=69 993 (9 999 weeks).
    CalendarDays(u32),
    /// So many working days from then, 1..=9 999.
    WorkingDays(u32),
}

impl SpokenDeadline {
    /// Reads a deadline: any day that [`DateSpan::parse`] reads, days and weeks ahead as their
    /// number, bare ones too (`2 weeks`), working days (`10个工作日内`, `ten working days`,
    /// `+10wd`), and the weekday to come (`by Friday`, 周五前).
    ///
    /// Months ahead become a day, since their length depends on `today`.
    ///
    /// # Errors
    ///
    /// Every [`DateFault`]; [`DateFault::NotADate`] also for a month, a year or a range.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, DateFault> {
        read::deadline(text, today)
    }
}

/// Reads one day, in any form that [`DateSpan::parse`] reads.
///
/// # Errors
///
/// Every [`DateFault`]; [`DateFault::NotADate`] also for a month, a year or a range.
pub fn parse_day(text: &str, today: NaiveDate) -> Result<NaiveDate, DateFault> {
    let span = read::span(text, today)?;
    if span.first == span.last { Ok(span.first) } else { Err(DateFault::NotADate) }
}

fn check_year(year: i32) -> Result<(), DateFault> {
    if YEARS.contains(&year) { Ok(()) } else { Err(DateFault::YearOutOfRange { year }) }
}

fn civil_day(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    check_year(year)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NoSuchDay { year, month, day })
}

#[cfg(test)]
mod tests;
