//! Working days, with holidays and make-up days (调休) from data.
//!
//! The rules of a year come from one yearly notice of the State Council; a year without a notice
//! falls back to Monday–Friday and every answer names it (DOMAIN §2). Knows no clock.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::date::YEARS;
use super::text::{SHORT_CHARS, TextFault, clean_block};

/// The first line of a calendar file of the format that this build writes and reads.
const VERSION_LINE: &str = "tanshi-calendar 1";
/// The longest run of days off that one line may mark.
const MAX_OFF_DAYS: usize = 31;
/// The most working days that [`Calendar::add_working_days`] counts: about 40 years.
pub const MAX_WORKING_DAYS: u32 = 9_999;

/// What a day is in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DayKind {
    /// An ordinary working day, Monday to Friday.
    Working,
    /// A Saturday or Sunday that is neither a holiday nor worked.
    Weekend,
    /// A day off by the notice; [`Calendar::holiday_name`] names it.
    Holiday,
    /// A Saturday or Sunday that is worked (调休).
    MakeUp,
}

/// A due date, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Due {
    /// The last day to be on time.
    pub date: NaiveDate,
    /// The years without a notice that were counted as weekends only, oldest first.
    pub assumed: Vec<i32>,
}

/// A number of working days, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Count {
    /// How many working days.
    pub days: u32,
    /// The years without a notice that were counted as weekends only, oldest first.
    pub assumed: Vec<i32>,
}

/// The line of a calendar file that can't be read, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CalendarFault {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: CalendarReason,
}

/// What can be wrong with a line of a calendar file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CalendarReason {
    /// The first line is not `tanshi-calendar 1`.
    NotThisFormat,
    /// The line holds characters that can't be stored, or too many.
    NotText(TextFault),
    /// The line begins with none of `year`, `off`, `work`, `#`.
    UnknownWord,
    /// Days stand before the first `year`.
    NoYearYet,
    /// The year is not a number of 1900..=2200.
    NotAYear,
    /// The year has a block already.
    YearTwice,
    /// The source of the notice is missing.
    NoSource,
    /// The name of the holiday is missing.
    NoName,
    /// A day is not written as `2023-01-28`, or does not exist.
    NotADay,
    /// A range ends before it begins, or is longer than a month.
    NotARange,
    /// The day is neither in the year of its block nor in the December before.
    OtherYear,
    /// The block has marked the day already.
    DayTwice,
    /// `work` marks a Monday to Friday.
    NotAWeekend,
}

impl fmt::Display for CalendarFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            CalendarReason::NotThisFormat => "the file does not begin with tanshi-calendar 1",
            CalendarReason::NotText(_) => "characters that can't be stored, or too many",
            CalendarReason::UnknownWord => "the line begins with none of year, off, work",
            CalendarReason::NoYearYet => "days stand before the first year",
            CalendarReason::NotAYear => "not a year from 1900 to 2200",
            CalendarReason::YearTwice => "the year has a block already",
            CalendarReason::NoSource => "the source of the notice is missing",
            CalendarReason::NoName => "the name of the holiday is missing",
            CalendarReason::NotADay => "not a day like 2023-01-28",
            CalendarReason::NotARange => "not a range of at most 31 days",
            CalendarReason::OtherYear => "the day is not in the year of its block",
            CalendarReason::DayTwice => "the day is marked already",
            CalendarReason::NotAWeekend => "work marks a day from Monday to Friday",
        };
        write!(f, "line {}: {reason}", self.line)
    }
}

impl std::error::Error for CalendarFault {}

/// A table of holidays and make-up days, by the year of the notice.
///
/// Stored as its text, so that what is decoded passes the same gate as what is imported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Calendar {
    notices: BTreeMap<i32, Notice>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Notice {
    source: String,
    days: BTreeMap<NaiveDate, Mark>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Mark {
    Off(String),
    Work,
}

impl Calendar {
    /// Returns the calendar of the Chinese mainland that comes with the program, 2022 to 2026.
    ///
    /// Reads some 80 lines, well under a millisecond; callers keep it.
    pub fn built_in() -> Self {
        Self::parse(include_str!("../../assets/calendar/mainland.txt")).unwrap_or_default()
    }

    /// Reads a calendar file; the head of `assets/calendar/mainland.txt` says how one is written.
    ///
    /// # Errors
    ///
    /// The first line that can't be read, with its [`CalendarReason`].
    pub fn parse(text: &str) -> Result<Self, CalendarFault> {
        let mut lines = text.trim_start_matches('\u{feff}').lines().zip(1..);
        match lines.next() {
            Some((first, _)) if first.trim() == VERSION_LINE => {}
            _ => return Err(CalendarFault { line: 1, reason: CalendarReason::NotThisFormat }),
        }
        let mut calendar = Self::default();
        let mut block = None;
        for (text, line) in lines.filter(|(text, _)| !text.trim().is_empty()) {
            clean_block(text, SHORT_CHARS)
                .map_err(CalendarReason::NotText)
                .and_then(|text| calendar.read_line(&text, &mut block))
                .map_err(|reason| CalendarFault { line, reason })?;
        }
        Ok(calendar)
    }

    fn read_line(&mut self, line: &str, block: &mut Option<i32>) -> Result<(), CalendarReason> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            _ if word.starts_with('#') => Ok(()),
            "year" => {
                let (year, notice) = read_year(rest)?;
                *block = Some(year);
                match self.notices.insert(year, notice) {
                    None => Ok(()),
                    Some(_) => Err(CalendarReason::YearTwice),
                }
            }
            "off" => {
                let (days, name) =
                    rest.trim().split_once(char::is_whitespace).unwrap_or((rest, ""));
                let name = name.trim();
                if name.is_empty() {
                    return Err(CalendarReason::NoName);
                }
                read_range(days.trim())?
                    .into_iter()
                    .try_for_each(|day| self.mark(*block, day, Mark::Off(name.to_owned())))
            }
            "work" => {
                let day = read_day(rest.trim())?;
                if is_weekday(day) {
                    return Err(CalendarReason::NotAWeekend);
                }
                self.mark(*block, day, Mark::Work)
            }
            _ => Err(CalendarReason::UnknownWord),
        }
    }

    fn mark(
        &mut self,
        block: Option<i32>,
        day: NaiveDate,
        mark: Mark,
    ) -> Result<(), CalendarReason> {
        let year = block.ok_or(CalendarReason::NoYearYet)?;
        let notice = self.notices.get_mut(&year).ok_or(CalendarReason::NoYearYet)?;
        if day.year() != year && (day.year() != year - 1 || day.month() != 12) {
            return Err(CalendarReason::OtherYear);
        }
        match notice.days.insert(day, mark) {
            None => Ok(()),
            Some(_) => Err(CalendarReason::DayTwice),
        }
    }

    /// Takes over the years of `newer`, each as a whole; the other years stay.
    pub fn merge(&mut self, newer: Self) {
        self.notices.extend(newer.notices);
    }

    /// Returns the years that have a notice, oldest first.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.notices.keys().copied()
    }

    /// Returns the number of the notice that rules a year.
    pub fn source(&self, year: i32) -> Option<&str> {
        self.notices.get(&year).map(|notice| notice.source.as_str())
    }

    /// Tells whether a year has a notice.
    pub fn covers(&self, year: i32) -> bool {
        self.notices.contains_key(&year)
    }

    /// Tells what a day is; in a year without a notice only weekends are known.
    pub fn day_kind(&self, date: NaiveDate) -> DayKind {
        match self.find(date) {
            Some(Mark::Off(_)) => DayKind::Holiday,
            Some(Mark::Work) => DayKind::MakeUp,
            None if is_weekday(date) => DayKind::Working,
            None => DayKind::Weekend,
        }
    }

    /// Returns the name of the holiday that a day belongs to.
    pub fn holiday_name(&self, date: NaiveDate) -> Option<&str> {
        match self.find(date)? {
            Mark::Off(name) => Some(name),
            Mark::Work => None,
        }
    }

    /// Returns the first day of the next holiday whose name holds this, after a day; `None` where no
    /// notice says when that is.
    pub fn next_holiday(&self, name: &str, after: NaiveDate) -> Option<NaiveDate> {
        let is_of = |day: NaiveDate| self.holiday_name(day).is_some_and(|it| it.contains(name));
        let days = self.notices.values().flat_map(|notice| notice.days.keys().copied());
        let begins =
            |day: &NaiveDate| *day > after && is_of(*day) && !day.pred_opt().is_some_and(is_of);
        days.filter(begins).min()
    }

    /// Tells whether people work on a day.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        matches!(self.day_kind(date), DayKind::Working | DayKind::MakeUp)
    }

    /// Returns the day that lies `days` working days after `from`.
    ///
    /// The first working day after `from` counts as 1, whether or not `from` is one; 0 gives
    /// `from` itself. More than [`MAX_WORKING_DAYS`] count as that many.
    pub fn add_working_days(&self, from: NaiveDate, days: u32) -> Due {
        let mut left = days.min(MAX_WORKING_DAYS);
        let mut date = from;
        let mut assumed = BTreeSet::new();
        while left > 0 {
            let Some(next) = date.succ_opt() else { break };
            date = next;
            self.note_assumed(date, &mut assumed);
            left -= u32::from(self.is_working_day(date));
        }
        Due { date, assumed: assumed.into_iter().collect() }
    }

    /// Counts the working days after `after` up to and including `until`; 0 when there are none.
    ///
    /// The inverse of [`Calendar::add_working_days`]. Costs one look-up for each day.
    pub fn working_days_between(&self, after: NaiveDate, until: NaiveDate) -> Count {
        let mut days = 0;
        let mut assumed = BTreeSet::new();
        for date in after.iter_days().skip(1).take_while(|date| *date <= until) {
            self.note_assumed(date, &mut assumed);
            days += u32::from(self.is_working_day(date));
        }
        Count { days, assumed: assumed.into_iter().collect() }
    }

    /// A notice may reach back into the December before; what it says there is the later word.
    fn find(&self, date: NaiveDate) -> Option<&Mark> {
        let next = (date.month() == 12).then(|| date.year() + 1);
        next.into_iter()
            .chain([date.year()])
            .find_map(|year| self.notices.get(&year)?.days.get(&date))
    }

    /// The days around New Year, from 28 December, are settled by the notice of the next year.
    fn note_assumed(&self, date: NaiveDate, assumed: &mut BTreeSet<i32>) {
        let next = (date.month() == 12 && date.day() >= 28).then(|| date.year() + 1);
        assumed.extend([date.year()].into_iter().chain(next).filter(|year| !self.covers(*year)));
    }
}

impl fmt::Display for Calendar {
    /// Writes the file that [`Calendar::parse`] reads, in order and without comments.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{VERSION_LINE}")?;
        for (year, notice) in &self.notices {
            writeln!(f, "\nyear {year} {}", notice.source)?;
            let mut days = notice.days.iter().peekable();
            while let Some((first, mark)) = days.next() {
                let Mark::Off(name) = mark else {
                    writeln!(f, "work {first}")?;
                    continue;
                };
                let mut last = *first;
                while let Some((day, _)) = days.next_if(|(day, next)| {
                    *next == mark && last.succ_opt() == Some(**day) && span(*first, **day)
                }) {
                    last = *day;
                }
                if last == *first {
                    writeln!(f, "off {first} {name}")?;
                } else {
                    writeln!(f, "off {first}..{last} {name}")?;
                }
            }
        }
        Ok(())
    }
}

impl FromStr for Calendar {
    type Err = CalendarFault;

    fn from_str(text: &str) -> Result<Self, CalendarFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Calendar {
    type Error = CalendarFault;

    fn try_from(text: String) -> Result<Self, CalendarFault> {
        Self::parse(&text)
    }
}

impl From<Calendar> for String {
    fn from(calendar: Calendar) -> Self {
        calendar.to_string()
    }
}

fn read_year(rest: &str) -> Result<(i32, Notice), CalendarReason> {
    let rest = rest.trim();
    let (year, source) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let source = source.trim().to_owned();
    match year.parse() {
        Ok(year) if YEARS.contains(&year) && !source.is_empty() => {
            Ok((year, Notice { source, days: BTreeMap::new() }))
        }
        Ok(year) if YEARS.contains(&year) => Err(CalendarReason::NoSource),
        _ => Err(CalendarReason::NotAYear),
    }
}

fn read_range(text: &str) -> Result<Vec<NaiveDate>, CalendarReason> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (read_day(first)?, read_day(last)?);
    if first <= last && span(first, last) {
        Ok(first.iter_days().take_while(|day| *day <= last).collect())
    } else {
        Err(CalendarReason::NotARange)
    }
}

fn read_day(text: &str) -> Result<NaiveDate, CalendarReason> {
    text.parse().or(Err(CalendarReason::NotADay))
}

fn span(first: NaiveDate, last: NaiveDate) -> bool {
    first.iter_days().take(MAX_OFF_DAYS).any(|day| day == last)
}

fn is_weekday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests;
