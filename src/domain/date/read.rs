//! Reads dates out of typed text: fold, split ranges, then one form after the other.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{
    DateFault, DateSpan, MAX_RELATIVE, SpokenDeadline, check_year, civil_day, english, week,
};
use crate::domain::numeral::{is_chinese_numeral, read_chinese};
use crate::domain::text::fold_width;

/// The longest text that can be a date; a bound on the work, not a rule.
const MAX_CHARS: usize = 64;
/// What stands between the two ends of a range, longest first.
const BETWEEN: [&str; 7] = ["..", "——", "—", "–", "~", "至", "到"];
/// What may close a day: due before a day is due on it.
const BEFORE: [&str; 3] = ["之前", "以前", "前"];

/// What a date that leaves out its year or month takes over.
#[derive(Clone, Copy)]
struct Context {
    today: NaiveDate,
    year: i32,
    month: Option<u32>,
}

pub(super) fn span(text: &str, today: NaiveDate) -> Result<DateSpan, DateFault> {
    let text = tidy(text)?;
    let context = Context { today, year: today.year(), month: None };
    let cut = BETWEEN.iter().find_map(|between| text.split_once(between));
    let cut = cut.or_else(|| split_at_hyphen(&text));
    let Some((left, right)) = cut else {
        return single(&text, context);
    };
    let left = single(left, context)?;
    let month = left.year_month().map(|(_, month)| month);
    let right = single(right, Context { today, year: left.first().year(), month })?;
    DateSpan::between(left.first(), right.last())
}

/// Splits `2月3日-10日` and `2023.2.3-2.10`, where the one hyphen can't be part of a day.
fn split_at_hyphen(text: &str) -> Option<(&str, &str)> {
    let (left, right) = text.split_once('-')?;
    let other_marks = text.contains(['年', '月', '日', '号', '.', '/']);
    (other_marks && !left.is_empty() && !right.contains('-')).then_some((left, right))
}

pub(super) fn deadline(text: &str, today: NaiveDate) -> Result<SpokenDeadline, DateFault> {
    let tidied = tidy(text)?;
    // A bare 两周 or `2 weeks` is a deadline; 10日 is the tenth.
    let bare = || counted(&tidied, false).filter(|_| !tidied.ends_with('日'));
    match relative(&tidied).or_else(bare) {
        Some(Relative { count: days, unit: Unit::WorkingDay, back: false }) if days > 0 => {
            Ok(SpokenDeadline::WorkingDays(days))
        }
        Some(Relative { count: days, unit: Unit::Day, back: false }) if days > 0 => {
            Ok(SpokenDeadline::CalendarDays(days))
        }
        Some(Relative { count: weeks, unit: Unit::Week, back: false }) if weeks > 0 => {
            Ok(SpokenDeadline::CalendarDays(weeks * 7))
        }
        Some(ahead) if ahead.count > 0 && !ahead.back => {
            ahead.reckon(today).map(SpokenDeadline::Day)
        }
        _ => promised_day(&tidied, today).map(SpokenDeadline::Day),
    }
}

/// Nobody promises a day that has passed: what leaves its year out, or its month, means the next.
fn promised_day(text: &str, today: NaiveDate) -> Result<NaiveDate, DateFault> {
    if let Some(day) = day_of_month(text) {
        return next_day_of_month(day, today);
    }
    if let Some(day) = week::coming(without_before(text), today) {
        return Ok(day);
    }
    let day = super::parse_day(text, today);
    // 29 February may only be a day of the next year.
    let has_passed = match day {
        Ok(day) => day < today,
        Err(fault) => matches!(fault, DateFault::NoSuchDay { .. }),
    };
    match NaiveDate::from_ymd_opt(today.year() + 1, 1, 1) {
        Some(next) if has_passed && is_yearless(text) => {
            super::parse_day(text, next).or_else(|fault| day.and(Err(fault)))
        }
        _ => day,
    }
}

fn without_before(text: &str) -> &str {
    BEFORE.iter().find_map(|before| text.strip_suffix(before)).unwrap_or(text)
}

/// Whether it is a month, or a day of one, without its year.
fn is_yearless(text: &str) -> bool {
    let text = without_before(text);
    let Some((numbers, marks)) = scan(text.strip_suffix('底').unwrap_or(text)) else {
        return false;
    };
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

/// Folds the width and the case, puts English in the reader's form and drops blanks, except between digits, where they would join
/// two numbers into one.
fn tidy(text: &str) -> Result<String, DateFault> {
    let folded = fold_width(text).to_lowercase();
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(DateFault::Empty);
    }
    if folded.chars().count() > MAX_CHARS {
        return Err(DateFault::NotADate);
    }
    let translated = english::translated(folded);
    let folded = translated.as_deref().unwrap_or(folded);
    let mut tidied = String::with_capacity(folded.len());
    let mut words = folded.split_whitespace().peekable();
    while let Some(word) = words.next() {
        tidied.push_str(word);
        let digit = |character: Option<char>| character.is_some_and(|it| it.is_ascii_digit());
        if digit(word.chars().last()) && digit(words.peek().and_then(|next| next.chars().next())) {
            tidied.push(' ');
        }
    }
    Ok(tidied)
}

fn single(text: &str, context: Context) -> Result<DateSpan, DateFault> {
    if let Some(relative) = relative(text) {
        return relative.reckon(context.today).and_then(DateSpan::day);
    }
    let text = BEFORE.iter().find_map(|before| text.strip_suffix(before)).unwrap_or(text);
    if let Some(offset) = named_day(text) {
        return Relative::days(offset).reckon(context.today).and_then(DateSpan::day);
    }
    let end_of_week = match text {
        "本周内" | "这周内" => Some("本周日"),
        "下周内" => Some("下周日"),
        _ => None,
    };
    if let Some(day) = week::said(end_of_week.unwrap_or(text), context.today) {
        return DateSpan::day(day);
    }
    let next_month = context.today.checked_add_months(Months::new(1));
    let (year, month) = (context.today.year(), context.today.month());
    match text {
        "月底" | "本月底" | "月内" | "本月内" | "当月内" => {
            DateSpan::day(DateSpan::month(year, month)?.last())
        }
        "下月底" | "下个月底" | "下月内" | "下个月内" => {
            let next = next_month.ok_or(DateFault::NotADate)?;
            DateSpan::day(DateSpan::month(next.year(), next.month())?.last())
        }
        "年底" | "今年底" | "年内" | "今年内" | "本年内" => {
            DateSpan::day(DateSpan::year(year)?.last())
        }
        "明年底" | "明年内" => DateSpan::day(DateSpan::year(year + 1)?.last()),
        _ => match text.strip_suffix('底') {
            // Only a month or a year has an end to speak of.
            Some(whole) if whole.ends_with(['月', '年']) => {
                DateSpan::day(written(whole, context)?.last())
            }
            _ => written(text, context),
        },
    }
}

/// Returns how many days from today a day with a name lies.
fn named_day(text: &str) -> Option<i8> {
    Some(match text {
        "前天" | "前日" => -2,
        "昨天" | "昨日" | "yesterday" => -1,
        "今天" | "今日" | "本日" | "today" => 0,
        "明天" | "明日" | "tomorrow" => 1,
        "后天" | "后日" => 2,
        _ => return None,
    })
}

/// A number as written; its digits tell `2023` from `6`.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

/// Reads a date that is spelt out in numbers: the marks between them tell its form.
fn written(text: &str, context: Context) -> Result<DateSpan, DateFault> {
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
fn scan(text: &str) -> Option<(Vec<Number>, String)> {
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
fn take_number(text: &str) -> Option<(Number, &str)> {
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

#[derive(Clone, Copy)]
enum Unit {
    Hour,
    Day,
    WorkingDay,
    Week,
    HalfMonth,
    /// So many months and a half.
    MonthsAndHalf,
    Month,
    Year,
}

/// So many units from today.
#[derive(Clone, Copy)]
struct Relative {
    count: u32,
    unit: Unit,
    back: bool,
}

impl Relative {
    fn days(offset: i8) -> Self {
        Self { count: u32::from(offset.unsigned_abs()), unit: Unit::Day, back: offset < 0 }
    }

    /// Counts calendar days; half a month is 15 of them, and a month ends where it is shorter.
    fn reckon(self, today: NaiveDate) -> Result<NaiveDate, DateFault> {
        let days = |each: u64| {
            let days = Days::new(u64::from(self.count) * each);
            if self.back { today.checked_sub_days(days) } else { today.checked_add_days(days) }
        };
        let months = |each: u32| {
            let months = Months::new(self.count * each);
            if self.back {
                today.checked_sub_months(months)
            } else {
                today.checked_add_months(months)
            }
        };
        let day = match self.unit {
            Unit::Day => days(1),
            Unit::Week => days(7),
            Unit::HalfMonth => days(15),
            Unit::Month => months(1),
            Unit::MonthsAndHalf => months(1).and_then(|day| {
                let half = Days::new(15);
                if self.back { day.checked_sub_days(half) } else { day.checked_add_days(half) }
            }),
            Unit::Year => months(12),
            Unit::Hour | Unit::WorkingDay => None,
        };
        let day = day.ok_or(DateFault::NotADate)?;
        check_year(day.year())?;
        Ok(day)
    }
}

fn relative(text: &str) -> Option<Relative> {
    let strip = |suffixes: &[&str]| suffixes.iter().find_map(|suffix| text.strip_suffix(suffix));
    if let Some(text) = text.strip_prefix('+') {
        return counted(text, false);
    }
    if let Some(text) = text.strip_prefix('-') {
        return counted(text, true);
    }
    if let Some(text) = text.strip_prefix("within").or_else(|| text.strip_prefix("in")) {
        return counted(text, false);
    }
    if let Some(text) = strip(&["之内", "以内", "内", "之后", "以后", "后"]) {
        return counted(text, false);
    }
    // 10日前 is the tenth, 10天前 is ten days ago.
    if let Some(text) = strip(&["之前", "以前", "前"]).filter(|text| !text.ends_with('日')) {
        return counted(text, true);
    }
    // Bare working days are a deadline whichever way they are said.
    counted(text, false).filter(|relative| matches!(relative.unit, Unit::WorkingDay))
}

fn counted(text: &str, back: bool) -> Option<Relative> {
    let half = match text {
        "半年" => Some((6, Unit::Month)),
        "半个月" | "半月" => Some((1, Unit::HalfMonth)),
        _ => None,
    };
    if let Some((count, unit)) = half {
        return Some(Relative { count, unit, back });
    }
    let (number, unit) = take_number(text)?;
    let unit = match unit {
        "小时" | "个小时" | "hour" | "hours" => Unit::Hour,
        "天" | "日" | "d" | "day" | "days" => Unit::Day,
        "个工作日" | "工作日" | "wd" | "workingday" | "workingdays" | "workday" | "workdays"
        | "businessday" | "businessdays" => Unit::WorkingDay,
        "周" | "个星期" | "星期" | "个礼拜" | "礼拜" | "w" | "week" | "weeks" => {
            Unit::Week
        }
        "个半月" => Unit::MonthsAndHalf,
        "个月" | "m" | "month" | "months" => Unit::Month,
        "年" | "y" | "year" | "years" => Unit::Year,
        _ => return None,
    };
    // 2023年前 is a year and 2年前 is two years ago.
    let absolute = matches!(unit, Unit::Year) && number.value >= 1000;
    // What is due within hours is due on the day that they end on at the latest.
    let is_hours = matches!(unit, Unit::Hour);
    let (count, unit) =
        if is_hours { (number.value.div_ceil(24), Unit::Day) } else { (number.value, unit) };
    (count <= MAX_RELATIVE && !absolute).then_some(Relative { count, unit, back })
}
