//! Reads a date that is spelt out in numbers: the marks between them tell its form.

use chrono::NaiveDate;

use super::{DateFault, DateSpan, civil_day};
use crate::domain::numeral::{is_chinese_numeral, read_chinese};

/// What a date that leaves out its year or month takes over.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub(super) today: NaiveDate,
    pub(super) year: i32,
    pub(super) month: Option<u32>,
}

/// A number as written; its digits tell `2023` from `6`.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
}

/// Reads a date by the marks between its numbers.
pub(super) fn written(text: &str, context: Context) -> Result<DateSpan, DateFault> {
    let (numbers, marks) = scan(text).ok_or(DateFault::NotADate)?;
    let year = |number: Number| i32::try_from(number.value).or(Err(DateFault::NotADate));
    match (numbers.as_slice(), marks.as_str()) {
        ([d, m, y], "..") if y.digits == 4 && d.digits <= 2 => day(year(*y)?, m.value, d.value),
        ([first, second, y], "--" | "//") if y.digits == 4 && first.digits <= 2 => {
            day_or_month(year(*y)?, first.value, second.value)
        }
        ([y, m, d], "--" | "//" | ".." | "年月日" | "年月号" | "年月") => {
            day(year(*y)?, m.value, d.value)
        }
        ([y, m], "-" | "/" | "." | "年月") if y.digits == 4 => {
            DateSpan::month(year(*y)?, m.value)
        }
        ([m, d], "-" | "/" | "." | "月日" | "月号" | "月") => {
            day(context.year, m.value, d.value)
        }
        ([y, m], "年月") => DateSpan::month(year(*y)?, m.value),
        ([y], "年") => DateSpan::year(year(*y)?),
        ([m], "月") => DateSpan::month(context.year, m.value),
        ([y], "") if y.digits == 4 => DateSpan::year(year(*y)?),
        ([ymd], "") if ymd.digits == 8 => {
            let date = ymd.value;
            let year = i32::try_from(date / 10_000).or(Err(DateFault::NotADate))?;
            day(year, date / 100 % 100, date % 100)
        }
        ([d], "" | "日" | "号") if d.digits <= 3 => {
            day(context.year, context.month.ok_or(DateFault::NotADate)?, d.value)
        }
        _ => Err(DateFault::NotADate),
    }
}

/// Some write the month first and some the day: such a date is asked about, never guessed.
fn day_or_month(year: i32, first: u32, second: u32) -> Result<DateSpan, DateFault> {
    let (month_first, day_first) = (civil_day(year, first, second), civil_day(year, second, first));
    match (month_first, day_first) {
        (Ok(one), Ok(other)) => Err(DateFault::DayOrMonth { one, other }),
        (Ok(only), Err(_)) | (Err(_), Ok(only)) => {
            Err(DateFault::DayOrMonth { one: only, other: only })
        }
        (Err(fault), Err(_)) => Err(fault),
    }
}

fn day(year: i32, month: u32, day: u32) -> Result<DateSpan, DateFault> {
    DateSpan::day(civil_day(year, month, day)?)
}

/// Splits `2023年6月30日` into its numbers and the marks after them.
pub(super) fn scan(text: &str) -> Option<(Vec<Number>, String)> {
    let mut numbers = Vec::new();
    let mut marks = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (number, after) = take_number(rest)?;
        // A part of a date has at most eight digits and stays below a hundred when it is spoken;
        // digit by digit is only the way of years.
        let is_spoken = rest.starts_with(is_chinese_numeral);
        if is_spoken && number.value >= 100 && (number.digits != 4 || number.value < 1000) {
            return None;
        }
        numbers.push(number);
        let mut characters = after.chars();
        let mark = characters.next();
        marks.extend(mark);
        rest = characters.as_str();
        // A mark that only separates needs something behind it.
        if rest.is_empty() && matches!(mark, Some('-' | '/' | '.')) {
            return None;
        }
    }
    (numbers.len() <= 3).then_some((numbers, marks))
}

/// Takes a run of digits or a Chinese numeral off the front.
pub(super) fn take_number(text: &str) -> Option<(Number, &str)> {
    let latin = text.trim_start_matches(|character: char| character.is_ascii_digit());
    if latin.len() < text.len() {
        let digits = text.strip_suffix(latin)?;
        let value = digits.parse().ok()?;
        return Some((Number { value, digits: digits.len() }, latin));
    }
    let chinese = text.trim_start_matches(is_chinese_numeral);
    let digits = text.strip_suffix(chinese).filter(|digits| !digits.is_empty())?;
    let value = u32::try_from(read_chinese(digits)?).ok()?;
    Some((Number { value, digits: digits.chars().count() }, chinese))
}
