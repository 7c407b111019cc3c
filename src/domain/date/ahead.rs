//! Reads what lies ahead: nobody promises a day that has passed, so that what leaves its year out, or
//! its month, means the next.

use chrono::{Datelike, Months, NaiveDate};

use super::read::{ends, tidied_span, without_before};
use super::words::{END, HALVES, THIRDS};
use super::written::scan;
use super::{DateFault, DateSpan, civil_day, week};

/// Reads a tidied text.
pub(super) fn span(text: &str, today: NaiveDate) -> Result<DateSpan, DateFault> {
    if let Some(day) = day_of_month(text) {
        return next_day_of_month(day, today).and_then(DateSpan::day);
    }
    if let Some(day) = week::coming(without_before(text), today) {
        return DateSpan::day(day);
    }
    let next_year = NaiveDate::from_ymd_opt(today.year() + 1, 1, 1);
    let first = ends(text).map_or(text, |(first, _)| first);
    let read = over_new_year(text, tidied_span(text, today), today, next_year);
    // 29 February may only be a day of the next year.
    let has_passed = match read {
        Ok(span) => span.last() < today,
        Err(fault) => matches!(fault, DateFault::NoSuchDay { .. }),
    };
    match next_year {
        Some(next) if has_passed && is_yearless(first) => {
            // Of 29 February the coming one is told.
            let is_coming = |fault: &DateFault| matches!(fault, DateFault::NoSuchDay { month, .. } if *month >= today.month());
            tidied_span(text, next).map_err(|fault| read.err().filter(is_coming).unwrap_or(fault))
        }
        _ => read,
    }
}

/// From December to January: the end of a range without its year is that of the next.
fn over_new_year(
    text: &str,
    read: Result<DateSpan, DateFault>,
    today: NaiveDate,
    next_year: Option<NaiveDate>,
) -> Result<DateSpan, DateFault> {
    match (read, ends(text), next_year) {
        (Err(DateFault::Backwards), Some((left, right)), Some(next)) if is_yearless(right) => {
            DateSpan::between(tidied_span(left, today)?.first(), tidied_span(right, next)?.last())
        }
        _ => read,
    }
}

/// Whether it is a month, a part of a year, or a day, without its year.
fn is_yearless(text: &str) -> bool {
    let text = without_before(text);
    let text = END.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let text = THIRDS.iter().find_map(|(third, _)| text.strip_suffix(third)).unwrap_or(text);
    if HALVES.iter().any(|(half, _)| *half == text) {
        return true;
    }
    if let Some(quarter) = text.strip_suffix("季度") {
        return !quarter.contains('年') && !quarter.ends_with(['本', '这', '上', '下', '个']);
    }
    let Some((numbers, marks)) = scan(text) else { return false };
    match (numbers.as_slice(), marks.as_str()) {
        ([month, _], "-" | "/" | "." | "月日" | "月号" | "月") => month.digits < 4,
        ([_], "月") => true,
        _ => false,
    }
}

/// Reads `10日前`, `10号`: a day of this month or the next, whichever is still to come.
fn day_of_month(text: &str) -> Option<u32> {
    match scan(without_before(text))? {
        (numbers, marks) if matches!(marks.as_str(), "日" | "号") => match numbers.as_slice() {
            [day] => Some(day.value),
            _ => None,
        },
        _ => None,
    }
}

fn next_day_of_month(day: u32, today: NaiveDate) -> Result<NaiveDate, DateFault> {
    let this = civil_day(today.year(), today.month(), day);
    match (this, today.checked_add_months(Months::new(1))) {
        (Ok(this), _) if this >= today => Ok(this),
        (_, Some(next)) => civil_day(next.year(), next.month(), day),
        (this, None) => this,
    }
}
