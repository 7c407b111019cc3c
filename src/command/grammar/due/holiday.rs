//! What is due before a holiday, where the calendar knows when that is: 春节前, 国庆前.

use super::{Day, Means, When};
use crate::command::grammar::doubt::OpenDay;
use crate::command::grammar::typed::Typed;
use crate::domain::calendar::Due;
use crate::domain::date::words::{BEFORE, YEARS};
use chrono::{Datelike, NaiveDate};

/// What people call a holiday, and what its name in the calendar holds.
const HOLIDAYS: [(&str, &str); 12] = [
    ("春节", "春节"),
    ("过年", "春节"),
    ("国庆节", "国庆"),
    ("国庆", "国庆"),
    ("元旦", "元旦"),
    ("五一", "劳动"),
    ("劳动节", "劳动"),
    ("端午节", "端午"),
    ("端午", "端午"),
    ("中秋节", "中秋"),
    ("中秋", "中秋"),
    ("清明", "清明"),
];

/// The last day before a holiday that is named at a place.
pub(super) fn day_at(typed: &Typed<'_>, at: usize, when: When<'_>) -> Option<Day> {
    // What names a holiday begins with one of these.
    typed
        .get(at)
        .filter(|c| matches!(c, '春' | '过' | '国' | '元' | '五' | '劳' | '端' | '中' | '清'))?;
    let (name, named) = typed.said(at, &HOLIDAYS)?;
    let (_, end) = typed.one_of(named, &BEFORE)?;
    let is_closed = !matches!(typed.get(end), Some('后' | '的'));
    let is_each = typed.ends_in(at, &["每年", "每逢", "每个", "每"]);
    let year = year_before(typed, at, when.day);
    let from = match year {
        Some(year) => NaiveDate::from_ymd_opt(year, 1, 1)?.pred_opt()?.max(when.day),
        None => when.day,
    };
    let first = when.calendar.next_holiday(name, from);
    let first = first.filter(|it| year.is_none_or(|year| it.year() == year));
    let due = first.and_then(|first| first.pred_opt()).filter(|_| is_closed);
    let means = match due {
        _ if is_each => Means::Open(OpenDay::Repeats),
        Some(date) => {
            Means::Due { due: Due { date, assumed: Vec::new() }, is_marked: true, is_guess: false }
        }
        None => Means::Open(OpenDay::Vague),
    };
    Some(Day { range: at..end, means })
}

/// The year that stands before it: 明年春节, 2024年春节.
fn year_before(typed: &Typed<'_>, at: usize, today: NaiveDate) -> Option<i32> {
    if let Some((_, by)) = YEARS.iter().find(|(word, _)| typed.ends_in(at, &[*word])) {
        return Some(today.year() + by);
    }
    let digits = at.checked_sub(5)?..at.checked_sub(1)?;
    let year: String = typed.chars(digits).iter().collect();
    year.parse().ok().filter(|_| typed.before(at) == Some('年'))
}
