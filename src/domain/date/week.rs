//! Reads a day by its weekday: 下周五, 上星期三, 周五, `next Friday`, `Friday`.
//!
//! A week runs from Monday to Sunday. `next Friday` is that of the next week, as 下周五 is; `last
//! Friday` is the Friday before today, 上周五 that of the week before.

use chrono::{Datelike, Days, NaiveDate};

const ENGLISH: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const CHINESE: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
/// What may stand before the weekday, longest first, with how many weeks it is away.
const WEEKS: [(&str, i64); 10] = [
    ("下下", 2),
    ("下个", 1),
    ("下", 1),
    ("上上", -2),
    ("上个", -1),
    ("上", -1),
    ("本", 0),
    ("这", 0),
    ("next", 1),
    ("this", 0),
];
const DAY_OF_WEEK: [&str; 3] = ["周", "星期", "礼拜"];

/// Returns the day of a weekday whose week is said.
pub(super) fn said(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(name) = text.strip_prefix("last") {
        let back = days_between(weekday(name)?, from_monday(today));
        return moved(today, -if back == 0 { 7 } else { back });
    }
    let (weeks, name) =
        WEEKS.iter().find_map(|(said, weeks)| Some((*weeks, text.strip_prefix(said)?)))?;
    moved(today, weeks * 7 + weekday(name)? - from_monday(today))
}

/// Returns the next day of a weekday said alone; today may be it.
pub(super) fn coming(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    moved(today, days_between(from_monday(today), weekday(text)?))
}

/// How many days after Monday.
fn weekday(name: &str) -> Option<i64> {
    let chinese = DAY_OF_WEEK.iter().find_map(|it| name.strip_prefix(it));
    let at = match chinese {
        Some("天") => Some(6),
        Some(day) => CHINESE.iter().position(|it| *it == day),
        None => ENGLISH.iter().position(|it| *it == name || it.get(..3) == Some(name)),
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
