//! Fields that say a date, a time or a number.

use super::{Fault, FieldFault, Filling, Values, read_time};
use crate::command::verb::{FieldKind, Verb};
use crate::domain::amount::Amount;
use crate::domain::calendar::{Calendar, Due};
use crate::domain::date::{DateFault, DateSpan, SpokenDeadline, parse_day};
use crate::domain::text::fold_width;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::ops::RangeInclusive;

/// How far the clock on the wall may be ahead of that of the computer.
const AHEAD: TimeDelta = TimeDelta::minutes(5);

impl Filling<'_> {
    /// A span, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Date`].
    pub fn span_or(
        &self,
        key: &'static str,
        current: Option<DateSpan>,
    ) -> Result<Option<DateSpan>, Fault> {
        let today = self.today;
        let read = self.read(key, |text| DateSpan::parse(text, today).map_err(FieldFault::Date))?;
        Ok(read.unwrap_or(current))
    }

    /// A span, or today.
    ///
    /// # Errors
    /// [`FieldFault::Date`].
    pub fn span_or_today(&self, key: &'static str) -> Result<DateSpan, Fault> {
        Ok(self.span_or(key, None)?.unwrap_or_else(|| DateSpan::of_day(self.today)))
    }

    /// A span that has to be there.
    ///
    /// # Errors
    /// [`FieldFault::Date`] or [`FieldFault::Required`].
    pub fn span(&self, key: &'static str) -> Result<DateSpan, Fault> {
        self.span_or(key, None)?.ok_or_else(|| self.fault(key, FieldFault::Required))
    }

    /// A day, or today.
    ///
    /// # Errors
    /// [`FieldFault::Date`].
    pub fn day_or_today(&self, key: &'static str) -> Result<NaiveDate, Fault> {
        let today = self.today;
        let read = self.read(key, |text| parse_day(text, today).map_err(FieldFault::Date))?;
        Ok(read.flatten().unwrap_or(today))
    }

    /// A deadline counted from `from`, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Date`].
    pub fn deadline_or(
        &self,
        key: &'static str,
        from: NaiveDate,
        current: Option<NaiveDate>,
    ) -> Result<Option<NaiveDate>, Fault> {
        let calendar = self.calendar;
        let read =
            self.read(key, |text| read_deadline(text, from, calendar).map_err(FieldFault::Date))?;
        Ok(read.map_or(current, |due| due.map(|due| due.date)))
    }

    /// A time of day, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Time`] or [`FieldFault::Midnight`].
    pub fn time_or(
        &self,
        key: &'static str,
        current: Option<NaiveTime>,
    ) -> Result<Option<NaiveTime>, Fault> {
        Ok(self.read(key, read_time)?.unwrap_or(current))
    }

    /// A time of today, or now.
    ///
    /// # Errors
    /// [`FieldFault::Time`], [`FieldFault::Midnight`], or [`FieldFault::NotYet`] for one that lies
    /// ahead: what has not happened is not recorded.
    pub fn moment(&self, key: &'static str) -> Result<NaiveDateTime, Fault> {
        let Some(time) = self.time_or(key, None)? else { return Ok(self.now) };
        let at = self.now.date().and_time(time);
        if self.lies_ahead(at) { Err(self.fault(key, FieldFault::NotYet)) } else { Ok(at) }
    }

    /// Whether a moment has not come yet, by any clock on the wall.
    pub fn lies_ahead(&self, at: NaiveDateTime) -> bool {
        at > self.now + AHEAD
    }

    /// An amount, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Amount`].
    pub fn amount_or(
        &self,
        key: &'static str,
        current: Option<Amount>,
    ) -> Result<Option<Amount>, Fault> {
        let read = self.read(key, |text| Amount::parse(text).map_err(FieldFault::Amount))?;
        Ok(read.unwrap_or(current))
    }

    /// How many people, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Amount`].
    pub fn heads_or(
        &self,
        key: &'static str,
        current: Option<Amount>,
    ) -> Result<Option<Amount>, Fault> {
        let read = self.read(key, |text| Amount::parse_heads(text).map_err(FieldFault::Amount))?;
        Ok(read.unwrap_or(current))
    }

    /// A whole number, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Number`].
    pub fn number_or(&self, key: &'static str, current: Option<u32>) -> Result<Option<u32>, Fault> {
        let meant = match self.verb.field(key).map(|field| field.kind) {
            Some(FieldKind::Number { least, most }) => least..=most,
            _ => 0..=u32::MAX,
        };
        let read = self.read(key, |text| read_number(text, meant))?;
        Ok(read.unwrap_or(current))
    }
}

/// Reads a whole number among those that are meant, full-width digits too.
///
/// # Errors
/// [`FieldFault::Number`].
pub fn read_number(text: &str, meant: RangeInclusive<u32>) -> Result<u32, FieldFault> {
    let number = fold_width(text).trim().parse().ok().filter(|number| meant.contains(number));
    let (least, most) = meant.into_inner();
    number.ok_or(FieldFault::Number { least, most })
}

/// The years whose working days were reckoned by weekends alone, for want of their notice, when
/// the deadlines among these values were read.
pub fn assumed_years(
    verb: &Verb,
    values: &Values,
    from: NaiveDate,
    calendar: &Calendar,
) -> Vec<i32> {
    let deadlines = verb.fields.iter().filter(|it| matches!(it.kind, FieldKind::Deadline));
    let mut years: Vec<i32> = deadlines
        .filter_map(|field| values.first(field.key))
        .filter_map(|text| read_deadline(text, from, calendar).ok())
        .flat_map(|due| due.assumed)
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Reads a deadline as people speak of it, counted from a day, with what it rests on.
///
/// # Errors
/// [`DateFault`].
pub fn read_deadline(text: &str, from: NaiveDate, calendar: &Calendar) -> Result<Due, DateFault> {
    let certain = |date| Due { date, assumed: Vec::new() };
    Ok(match SpokenDeadline::parse(text, from)? {
        SpokenDeadline::Day(day) => certain(day),
        SpokenDeadline::CalendarDays(days) => {
            certain(from.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(from))
        }
        SpokenDeadline::WorkingDays(days) => calendar.add_working_days(from, days),
    })
}
