//! Reads what is said of a year or a month: which one, counted from today, and its parts: 明年11月底,
//! 下月10日, 四季度, 上半年, 11月中旬.

use chrono::{Datelike, Months, NaiveDate};

use super::words::{END, HALVES, MONTHS, QUARTERS, THIRDS, YEARS, taken};
use super::written::{Context, take_number, written};
use super::{DateFault, DateSpan, Precision, civil_day};

/// Puts numbers in the place of the words that count a year or a month from today: 明年11月底 becomes
/// 2024年11月底, 下月10日 2023年11月10日, and 月底 that of this month, or of the month that a range begins in.
pub(super) fn in_numbers(text: &str, context: Context) -> Option<String> {
    let Context { today, year, month } = context;
    let has_end = |rest: &&str| END.contains(rest);
    if let Some((years, rest)) = taken(&YEARS, text) {
        return Some(format!("{}年{rest}", today.year() + years));
    }
    if let Some(rest) = text.strip_prefix('年').filter(has_end) {
        return Some(format!("{year}年{rest}"));
    }
    if let Some(rest) = text.strip_prefix('月').filter(has_end) {
        let month = month.unwrap_or_else(|| today.month());
        return Some(format!("{year}年{month}月{rest}"));
    }
    let (months, rest) = taken(&MONTHS, text)?;
    let month = moved(today, months)?;
    Some(format!("{}年{}月{rest}", month.year(), month.month()))
}

/// Reads a part of a year or of a month; `None` for anything else.
pub(super) fn part(text: &str, context: Context) -> Option<Result<DateSpan, DateFault>> {
    let strip = |words: &[(&str, (u32, u32)); 2]| {
        words.iter().find_map(|(word, months)| Some((text.strip_suffix(word)?, *months)))
    };
    if let Some((year, (first, last))) = strip(&HALVES) {
        return Some(year_of(year, context).and_then(|year| months(year, first, last)));
    }
    let third = THIRDS.iter().find_map(|(word, days)| Some((text.strip_suffix(word)?, *days)));
    if let Some((month, days)) = third.filter(|(month, _)| month.ends_with('月')) {
        return Some(written(month, context).and_then(|month| third_of(month, days)));
    }
    quarter(text, context)
}

/// A third of a month, whose last days end with it.
fn third_of(month: DateSpan, (first, last): (u32, u32)) -> Result<DateSpan, DateFault> {
    if month.precision() != Precision::Month {
        return Err(DateFault::NotADate);
    }
    let (year, number) = (month.first().year(), month.first().month());
    let end = last.min(month.last().day());
    DateSpan::between(civil_day(year, number, first)?, civil_day(year, number, end)?)
}

fn quarter(text: &str, context: Context) -> Option<Result<DateSpan, DateFault>> {
    let of_day = |day: NaiveDate| {
        let first = day.month0() / 3 * 3 + 1;
        months(day.year(), first, first + 2)
    };
    if let Some((quarters, "")) = taken(&QUARTERS, text) {
        return moved(context.today, quarters * 3).map(of_day);
    }
    let before = text.strip_suffix("季度").or_else(|| text.strip_suffix('季'))?;
    if before.is_empty() {
        return Some(of_day(context.today));
    }
    let (year, number) = match before.split_once('年') {
        Some((year, number)) => (format!("{year}年"), number),
        None => (String::new(), before),
    };
    let number = number.strip_prefix('第').unwrap_or(number);
    let (number, "") = take_number(number)? else { return None };
    let first = number.value.checked_sub(1).filter(|it| *it < 4)? * 3 + 1;
    Some(year_of(&year, context).and_then(|year| months(year, first, first + 2)))
}

/// The year that stands before a part of it, or that of the context.
fn year_of(text: &str, context: Context) -> Result<i32, DateFault> {
    if text.is_empty() {
        return Ok(context.year);
    }
    let year = written(text, context)?;
    let is_year = year.precision() == Precision::Year;
    is_year.then(|| year.first().year()).ok_or(DateFault::NotADate)
}

fn months(year: i32, first: u32, last: u32) -> Result<DateSpan, DateFault> {
    DateSpan::between(DateSpan::month(year, first)?.first(), DateSpan::month(year, last)?.last())
}

fn moved(today: NaiveDate, by: i32) -> Option<NaiveDate> {
    let months = Months::new(by.unsigned_abs());
    if by < 0 { today.checked_sub_months(months) } else { today.checked_add_months(months) }
}
