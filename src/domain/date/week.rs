//! Reads a day by its weekday: 下周五, 上星期三, 周五, `next Friday`, `Friday`.
//!
//! A week runs from Monday to Sunday. `next Friday` is that of the next week, as 下周五 is; `last
//! Friday` is the Friday before today, 上周五 that of the week before.

use super::words::{ENGLISH_WEEKDAYS, WEEK, WEEKDAYS, WEEKS, taken};
use chrono::{Datelike, Days, NaiveDate};

/// Returns the day of a weekday whose week is said.
pub(super) fn said(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(name) = text.strip_prefix("last") {
        let back = days_between(weekday(name)?, from_monday(today));
        return moved(today, -if back == 0 { 7 } else { back });
    }
    let (weeks, name) = taken(&WEEKS, text)?;
    moved(today, i64::from(weeks) * 7 + weekday(name)? - from_monday(today))
}

/// Returns Monday and Sunday of a week that is said: 本周, 下个星期.
pub(super) fn whole(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (weeks, name) = taken(&WEEKS, text)?;
    if !WEEK.contains(&name) {
        return None;
    }
    let monday = i64::from(weeks) * 7 - from_monday(today);
    Some((moved(today, monday)?, moved(today, monday + 6)?))
}

/// Returns the next day of a weekday said alone; today may be it.
pub(super) fn coming(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    moved(today, days_between(from_monday(today), weekday(text)?))
}

/// How many days after Monday.
fn weekday(name: &str) -> Option<i64> {
    let chinese = WEEK.iter().find_map(|it| name.strip_prefix(it));
    let at = match chinese {
        Some("天") => Some(6),
        Some(day) => WEEKDAYS.iter().position(|it| *it == day),
        None => ENGLISH_WEEKDAYS.iter().position(|it| *it == name || it.get(..3) == Some(name)),
    };
    i64::try_from(at?).ok()
}

fn from_monday(day: NaiveDate) -> i64 {
    i64::from(day.weekday().num_days_from_monday())
}

const fn days_between(first: i64, last: i64) -> i64 {
    (last - first).rem_euclid(7)
}

fn moved(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
}
