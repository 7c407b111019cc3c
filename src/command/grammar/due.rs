//! The days that a sentence speaks of, and which of them is a deadline.
//!
//! Finds where a date stands; what it says is read as everywhere else (`domain::date`). A day that may
//! be meant otherwise is left open, and told.

mod around;
mod civil;
mod clock;
mod english;
mod holiday;
mod named;
mod shape;

use self::shape::{Form, Shape, shape_at};
use super::doubt::OpenDay;
use super::typed::Typed;
use crate::command::fill::read_deadline;
use crate::domain::calendar::{Calendar, Due};
use crate::domain::date::words::WEEKS;
use crate::domain::date::{DateFault, DateSpan, Precision};
use chrono::NaiveDate;
use std::ops::Range;

/// A day that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What it is.
    pub(super) means: Means,
}

/// What a day is for the deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Means {
    /// It is one, or may be.
    Due {
        /// When.
        due: Due,
        /// Whether it is said to be a deadline.
        is_marked: bool,
        /// Whether an earlier day may be meant: 中旬前.
        is_guess: bool,
    },
    /// It has passed, or is no deadline.
    Other,
    /// It looks like one, and cannot be told for sure.
    Open(OpenDay),
    /// It is of a calendar that is not reckoned.
    Lunar,
    /// There is no such day.
    Wrong(DateFault),
}

/// What days are read against.
#[derive(Clone, Copy)]
pub(super) struct When<'a> {
    /// What relative days count from.
    pub(super) day: NaiveDate,
    /// Working days.
    pub(super) calendar: &'a Calendar,
}

/// Whether what looks like a day begins at a place.
pub(super) fn begins(typed: &Typed<'_>, at: usize) -> bool {
    !shape_at(typed, at).is_empty()
}

/// The days of a part of a line, in order, but for what is taken already.
pub(super) fn days(
    typed: &Typed<'_>,
    body: Range<usize>,
    taken: &[Range<usize>],
    when: When<'_>,
) -> Vec<Day> {
    let mut found = Vec::new();
    let mut at = body.start;
    while at < body.end {
        let next = taken.iter().filter(|range| range.end > at).map(|range| range.start).min();
        let limit = next.unwrap_or(body.end).min(body.end);
        let day = day_at(typed, at, limit, when);
        at = day.as_ref().map_or(at + 1, |day| day.range.end.max(at + 1));
        found.extend(day);
    }
    found
}

/// The deadline, among several days: the first that is said to be one, else the first to come.
pub(super) fn deadline(days: &[Day]) -> Option<&Due> {
    marked(days).next().map(|(_, due)| due).or_else(|| {
        days.iter().find_map(|day| match &day.means {
            Means::Due { due, .. } => Some(due),
            _ => None,
        })
    })
}

/// The first day that is said to be another deadline than the one that counts.
pub(super) fn another(days: &[Day]) -> Option<&Day> {
    let (_, first) = marked(days).next()?;
    marked(days).find(|(_, due)| due.date != first.date).map(|(day, _)| day)
}

fn marked(days: &[Day]) -> impl Iterator<Item = (&Day, &Due)> {
    days.iter().filter_map(|day| match &day.means {
        Means::Due { due, is_marked: true, .. } => Some((day, due)),
        _ => None,
    })
}

fn day_at(typed: &Typed<'_>, at: usize, limit: usize, when: When<'_>) -> Option<Day> {
    let holiday = || holiday::day_at(typed, at, when).filter(|day| day.range.end <= limit);
    holiday().or_else(|| {
        let mut shapes = shape_at(typed, at).into_iter().filter(|shape| shape.end <= limit);
        shapes.find_map(|shape| read(typed, at, &shape, when))
    })
}

fn read(typed: &Typed<'_>, at: usize, shape: &Shape, when: When<'_>) -> Option<Day> {
    let range = at..shape.end;
    let is_marked = shape.is_deadline || around::is_due(typed, &range);
    if shape.form == Form::Period && !is_marked {
        return None;
    }
    if let Some(start) = around::lunar(typed, at) {
        return Some(Day { range: start..shape.end, means: Means::Lunar });
    }
    let text = typed.part(shape.from..shape.day_end.unwrap_or(shape.end));
    let means = match shape.form {
        Form::Ago => Means::Other,
        Form::Loose => Means::Open(OpenDay::Vague),
        Form::BeforePeriod => before_period(text, when.day)?,
        Form::MonthOrMonths => month_or_months(text, when)?,
        _ => match last_day(text, shape, is_marked, when) {
            // What has passed without being said to be a deadline is none.
            Ok(due) if !is_marked && due.date <= when.day => Means::Other,
            Ok(due) if due.date < when.day && is_of_this_week(text) => Means::Open(OpenDay::Vague),
            Ok(due) if due.date < when.day && !shape.is_sure => Means::Other,
            Ok(due) => Means::Due { due, is_marked, is_guess: shape.form == Form::BeforeThird },
            Err(DateFault::DayOrMonth { one, other }) if one == other => {
                let due = Due { date: one, assumed: Vec::new() };
                Means::Due { due, is_marked, is_guess: false }
            }
            Err(DateFault::DayOrMonth { one, other }) => {
                Means::Open(OpenDay::Either { one, other })
            }
            Err(fault @ (DateFault::NoSuchDay { .. } | DateFault::YearOutOfRange { .. }))
                if shape.is_sure =>
            {
                Means::Wrong(fault)
            }
            Err(fault @ DateFault::NoSuchDay { day, .. })
                if shape.form == Form::English && is_day_of_month(text, day) =>
            {
                Means::Wrong(fault)
            }
            Err(_) => return None,
        },
    };
    let means = match means {
        Means::Due { .. } | Means::Open(_) if around::is_told(typed, &range) => Means::Other,
        Means::Due { .. } | Means::Open(_) => {
            around::open(typed, at, shape).map_or(means, Means::Open)
        }
        means => means,
    };
    Some(Day { range, means })
}

/// Whether an English day that there is not is meant as one: 31 February, and not the March of `by
/// March 45 households`.
fn is_day_of_month(text: &str, day: u32) -> bool {
    let has_month = text.contains(|c: char| c.is_ascii_alphabetic());
    has_month && (day <= 31 || text.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a day is said to be of this week.
fn is_of_this_week(text: &str) -> bool {
    let week = WEEKS.iter().filter(|(_, weeks)| *weeks == 0);
    let mut words = week.map(|(word, _)| *word);
    words.any(|word| text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word)))
}

/// The last day of what is said. A day of the past without its year is not that of the next year,
/// unless it is said to be a deadline.
fn last_day(text: &str, shape: &Shape, is_marked: bool, when: When<'_>) -> Result<Due, DateFault> {
    if let Some((one, other)) = either_weekday(text, shape, when.day) {
        return Err(DateFault::DayOrMonth { one, other });
    }
    if is_marked && matches!(shape.form, Form::Counted | Form::Day | Form::Named | Form::English) {
        let read = read_deadline(text, when.day, when.calendar);
        // By March 2024 names no day, and is no less a deadline.
        let has_number = text.contains(|c: char| c.is_ascii_digit());
        if shape.form != Form::English || read != Err(DateFault::NotADate) || !has_number {
            return read;
        }
    }
    let ahead = || DateSpan::parse_ahead(text, when.day);
    let span = if is_marked {
        ahead()?
    } else {
        match DateSpan::parse(text, when.day) {
            Err(DateFault::Backwards) => ahead()?,
            read => read?,
        }
    };
    // By 2024 may be before it begins.
    let is_vague = shape.form == Form::English && span.precision() == Precision::Year;
    if is_vague {
        return Err(DateFault::NotADate);
    }
    Ok(Due { date: span.last(), assumed: Vec::new() })
}

/// The two days that a weekday may be: next Friday, and Friday on a Friday.
fn either_weekday(text: &str, shape: &Shape, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    match shape.form {
        Form::English => {
            english::next_weekday(text, today).or_else(|| english::weekday_alone(text, today))
        }
        Form::Named => named::weekday_alone(text, today),
        _ => None,
    }
}

/// Due before a month or a year: before it begins, or before it ends.
fn before_period(text: &str, today: NaiveDate) -> Option<Means> {
    let span = DateSpan::parse_ahead(text, today).ok()?;
    let (one, other) = (span.first().pred_opt()?, span.last());
    if other < today {
        return Some(Means::Other);
    }
    let due = Due { date: other, assumed: Vec::new() };
    Some(if one < today {
        Means::Due { due, is_marked: true, is_guess: false }
    } else {
        Means::Open(OpenDay::Either { one, other })
    })
}

/// Within a month of the year, or within so many months.
fn month_or_months(text: &str, when: When<'_>) -> Option<Means> {
    let one = DateSpan::parse_ahead(text, when.day).ok()?.last();
    let months = text.replacen('月', "个月", 1);
    let other = read_deadline(&months, when.day, when.calendar).ok()?.date;
    Some(Means::Open(OpenDay::Either { one: one.min(other), other: one.max(other) }))
}
