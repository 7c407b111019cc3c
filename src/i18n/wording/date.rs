//! Days in words: one form for lists, where columns line up, and one for sentences and letters.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::Wording;
use crate::{
    domain::date::{DateSpan, Interval, Precision},
    i18n::Lang,
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words a date for a list: `2023-06-30`, `2023年2月` or `Feb 2023`, `2023年` or `2023`, and ranges
/// `2023-02-03至2023-02-10` or `2023-02-03 – 2023-02-10`.
impl Wording for DateSpan {
    fn words(&self, lang: Lang) -> String {
        match self.precision() {
            Precision::Day => day_in_list(self.first()),
            Precision::Month => month(self.first().year(), self.first().month(), lang),
            Precision::Year => year(self.first().year(), lang),
            Precision::Range => {
                whole_ends(*self, lang).unwrap_or_else(|| days(self.first(), self.last(), lang))
            }
        }
    }
}

/// Words an interval by its days: `2022-01-01至2023-10-20`.
impl Wording for Interval {
    fn words(&self, lang: Lang) -> String {
        days(self.first(), self.last(), lang)
    }
}

fn days(first: NaiveDate, last: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{first}至{last}"),
        Lang::En => format!("{first} – {last}"),
    }
}

/// Words a date for a sentence or a letter, without leading zeros: `2023年6月30日` or
/// `30 June 2023`, ranges `2023年2月3日至10日` or `3–10 February 2023`.
pub fn span_in_text(span: DateSpan, lang: Lang) -> String {
    let (first, last) = (span.first(), span.last());
    match (span.precision(), lang) {
        (Precision::Day, _) => day_in_text(first, lang),
        (Precision::Month, Lang::En) => format!("{} {}", month_name(first.month()), first.year()),
        (Precision::Month | Precision::Year, _) => span.words(lang),
        (Precision::Range, _) => whole_ends(span, lang).unwrap_or_else(|| match lang {
            Lang::Zh => range_in_chinese(first, last),
            Lang::En => range_in_english(first, last),
        }),
    }
}

/// The last day leaves out the year and month that it shares with the first.
fn range_in_chinese(first: NaiveDate, last: NaiveDate) -> String {
    let from = day_in_text(first, Lang::Zh);
    let same_year = first.year() == last.year();
    match (same_year, first.month() == last.month()) {
        (true, true) => format!("{from}至{}日", last.day()),
        (true, false) => format!("{from}至{}月{}日", last.month(), last.day()),
        (false, _) => format!("{from}至{}", day_in_text(last, Lang::Zh)),
    }
}

/// The first day leaves out the year and month that it shares with the last.
fn range_in_english(first: NaiveDate, last: NaiveDate) -> String {
    let to = day_in_text(last, Lang::En);
    let same_year = first.year() == last.year();
    match (same_year, first.month() == last.month()) {
        (true, true) => format!("{}–{to}", first.day()),
        (true, false) => format!("{} {} – {to}", first.day(), month_name(first.month())),
        (false, _) => format!("{} – {to}", day_in_text(first, Lang::En)),
    }
}

/// A range of whole years or months says just those: `2022年至2023年`, `2023年2月至4月`.
fn whole_ends(span: DateSpan, lang: Lang) -> Option<String> {
    let (first, last) = (span.first(), span.last());
    let starts = |it: DateSpan| it.first() == first;
    let ends = |it: DateSpan| it.last() == last;
    let years = DateSpan::year(first.year()).is_ok_and(starts)
        && DateSpan::year(last.year()).is_ok_and(ends);
    let months = DateSpan::month(first.year(), first.month()).is_ok_and(starts)
        && DateSpan::month(last.year(), last.month()).is_ok_and(ends);
    match lang {
        Lang::Zh if years => Some(format!("{}年至{}年", first.year(), last.year())),
        Lang::Zh if months && first.year() == last.year() => {
            Some(format!("{}至{}月", month(first.year(), first.month(), lang), last.month()))
        }
        _ if years || months => {
            let end = |day: NaiveDate| {
                if years { year(day.year(), lang) } else { month(day.year(), day.month(), lang) }
            };
            let between = lang.pick("至", " – ");
            Some(format!("{}{between}{}", end(first), end(last)))
        }
        _ => None,
    }
}

/// Words a day for a list: `2023-06-30` in both languages.
pub fn day_in_list(day: NaiveDate) -> String {
    day.to_string()
}

/// Words a day for a sentence or a letter: `2023年6月30日`, `30 June 2023`.
pub fn day_in_text(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => format!("{} {} {}", day.day(), month_name(day.month()), day.year()),
    }
}

/// Words a month, 1..=12, for a list: `2023年2月`, `Feb 2023`.
pub fn month(year: i32, month: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{year}年{month}月"),
        Lang::En => format!("{} {year}", month_name(month).chars().take(3).collect::<String>()),
    }
}

fn year(year: i32, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{year}年"),
        Lang::En => year.to_string(),
    }
}

pub(super) fn month_name(month: u32) -> &'static str {
    let index = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    index.and_then(|index| MONTHS.get(index)).copied().unwrap_or("")
}

/// Words a time of day: `14:30` in both languages.
pub fn clock_time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Names the day of the week: `星期五`, `Friday`.
pub fn weekday(day: NaiveDate, lang: Lang) -> &'static str {
    match day.weekday() {
        Weekday::Mon => lang.pick("星期一", "Monday"),
        Weekday::Tue => lang.pick("星期二", "Tuesday"),
        Weekday::Wed => lang.pick("星期三", "Wednesday"),
        Weekday::Thu => lang.pick("星期四", "Thursday"),
        Weekday::Fri => lang.pick("星期五", "Friday"),
        Weekday::Sat => lang.pick("星期六", "Saturday"),
        Weekday::Sun => lang.pick("星期日", "Sunday"),
    }
}
