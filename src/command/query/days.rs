//! Days in a query: a number of days (`<7d`, `>30天`, `0..7d`), a date or a part of one
//! (`2023-06`, `6月30日`), an open end (`>2023-06-30`) or a range (`2023-06-01..2023-06-30`).

use crate::domain::date::DateSpan;
use crate::domain::numeral::read_chinese;
use crate::domain::text::fold_width;
use chrono::{Datelike, Days as Many, NaiveDate};
use std::fmt;

/// The most days that are read: far beyond any backlog, and any sum stays a date.
const MOST_DAYS: i64 = 36_500;

/// What comes behind a number of days, and how many days it is; a month is 30. `6月` and `30日` are
/// dates.
const UNITS: [(&str, i64); 12] = [
    ("天", 1),
    ("d", 1),
    ("day", 1),
    ("days", 1),
    ("周", 7),
    ("星期", 7),
    ("w", 7),
    ("week", 7),
    ("weeks", 7),
    ("个月", 30),
    ("m", 30),
    ("年", 365),
];

/// Days that are meant; both ends count, and one may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// So many from today: ahead for a deadline, ago for everything else.
    Count(Option<i64>, Option<i64>),
    /// From one day to another.
    Dates(Option<NaiveDate>, Option<NaiveDate>),
}

/// Why days cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DaysFault {
    /// It is neither a number of days nor a date.
    Unknown,
    /// It ends before it begins.
    Backwards,
    /// Nothing is said yet.
    Unfinished,
}

/// How something is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compared {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// The signs, and what each means; the longer ones first.
const SIGNS: [(&str, Compared); 6] = [
    ("<=", Compared::AtMost),
    (">=", Compared::AtLeast),
    ("≤", Compared::AtMost),
    ("≥", Compared::AtLeast),
    ("<", Compared::Less),
    (">", Compared::More),
];

/// One end, as it is read.
#[derive(Debug, Clone, Copy)]
enum End {
    Count(i64),
    Date(DateSpan),
}

impl Days {
    /// Reads days; a date that leaves something out is the one nearest to today.
    ///
    /// # Errors
    /// Each [`DaysFault`].
    pub fn read(text: &str, today: NaiveDate) -> Result<Self, DaysFault> {
        let folded = fold_width(text).to_lowercase().replace(['〜', '～'], "~");
        let text = folded.trim();
        if let Some((sign, compared)) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign)) {
            let rest = text.strip_prefix(sign).unwrap_or_default().trim();
            if rest.is_empty() {
                return Err(DaysFault::Unfinished);
            }
            return Ok(Self::compared(*compared, end(rest, today)?));
        }
        let range = text.split_once("..").or_else(|| text.split_once('~'));
        match range {
            Some(("", "")) => Err(DaysFault::Unfinished),
            Some((from, "")) => Ok(Self::compared(Compared::AtLeast, end(from, today)?)),
            Some(("", to)) => Ok(Self::compared(Compared::AtMost, end(to, today)?)),
            Some((from, to)) => Self::between(from, to, today),
            None => Self::alone(text, today),
        }
    }

    fn alone(text: &str, today: NaiveDate) -> Result<Self, DaysFault> {
        if text == "today" || text == "今天" {
            return Ok(Self::Dates(Some(today), Some(today)));
        }
        // 7天内 is what is said for less than that, that day included.
        let within = text.strip_suffix("以内").or_else(|| text.strip_suffix('内'));
        if let Some(most) = within.and_then(|it| count(it.strip_suffix('日').unwrap_or(it))) {
            return Ok(Self::Count(None, Some(most)));
        }
        Ok(match end(text, today)? {
            End::Count(count) => Self::Count(Some(count), Some(count)),
            End::Date(span) => Self::Dates(Some(span.first()), Some(span.last())),
        })
    }

    fn between(from: &str, to: &str, today: NaiveDate) -> Result<Self, DaysFault> {
        let to_end = end(to, today)?;
        // In 0..7d the unit stands once.
        let bare = || from.trim().parse::<i64>().ok().map(|it| it.clamp(-MOST_DAYS, MOST_DAYS));
        let from_end = match (to_end, bare()) {
            (End::Count(_), Some(count)) => End::Count(count),
            _ => end(from, today)?,
        };
        let days = match (from_end, to_end) {
            (End::Count(from), End::Count(to)) if from <= to => Self::Count(Some(from), Some(to)),
            (End::Date(from), End::Date(to)) if from.first() <= to.last() => {
                Self::Dates(Some(from.first()), Some(to.last()))
            }
            (End::Count(_), End::Count(_)) | (End::Date(_), End::Date(_)) => {
                return Err(DaysFault::Backwards);
            }
            _ => return Err(DaysFault::Unknown),
        };
        Ok(days)
    }

    fn compared(compared: Compared, end: End) -> Self {
        // What is printed can be read again: a step from the most is still below it.
        let end = match end {
            End::Count(count) => End::Count(count.clamp(2 - MOST_DAYS, MOST_DAYS - 2)),
            End::Date(_) => end,
        };
        match (end, compared) {
            (End::Count(count), Compared::Less) => Self::Count(None, Some(count - 1)),
            (End::Count(count), Compared::AtMost) => Self::Count(None, Some(count)),
            (End::Count(count), Compared::More) => Self::Count(Some(count + 1), None),
            (End::Count(count), Compared::AtLeast) => Self::Count(Some(count), None),
            (End::Date(span), Compared::Less) => Self::Dates(None, before(span.first())),
            (End::Date(span), Compared::AtMost) => Self::Dates(None, Some(span.last())),
            (End::Date(span), Compared::More) => Self::Dates(after(span.last()), None),
            (End::Date(span), Compared::AtLeast) => Self::Dates(Some(span.first()), None),
        }
    }

    /// The days that are meant, on a day: ahead of it or before it.
    pub fn dates(self, today: NaiveDate, ahead: bool) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Self::Dates(from, to) => (from, to),
            Self::Count(least, most) if ahead => (shift(today, least), shift(today, most)),
            Self::Count(least, most) => {
                let ago = |count: Option<i64>| shift(today, count.map(|it| -it));
                (ago(most), ago(least))
            }
        }
    }

    /// Whether a number of days is meant.
    pub fn has_count(self, count: i64) -> bool {
        match self {
            Self::Count(least, most) => {
                least.is_none_or(|it| it <= count) && most.is_none_or(|it| count <= it)
            }
            Self::Dates(..) => false,
        }
    }
}

/// Whether something that lies in `span` lies in these days: all of it.
pub fn holds((from, to): (Option<NaiveDate>, Option<NaiveDate>), span: DateSpan) -> bool {
    from.is_none_or(|from| from <= span.first()) && to.is_none_or(|to| span.last() <= to)
}

fn shift(day: NaiveDate, by: Option<i64>) -> Option<NaiveDate> {
    let by = by?;
    let many = Many::new(by.unsigned_abs());
    if by < 0 { day.checked_sub_days(many) } else { day.checked_add_days(many) }
}

fn before(day: NaiveDate) -> Option<NaiveDate> {
    day.pred_opt()
}

fn after(day: NaiveDate) -> Option<NaiveDate> {
    day.succ_opt()
}

/// Whether a date of this year can be read.
fn is_read(day: NaiveDate) -> bool {
    DateSpan::year(day.year()).is_ok()
}

fn end(text: &str, today: NaiveDate) -> Result<End, DaysFault> {
    let text = text.trim();
    if let Some(count) = count(text) {
        return Ok(End::Count(count));
    }
    if text == "today" || text == "今天" {
        return Ok(End::Date(DateSpan::of_day(today)));
    }
    DateSpan::parse(text, today).map(End::Date).map_err(|_fault| DaysFault::Unknown)
}

/// A number of days with its unit; a bare number of at most three digits is days.
fn count(text: &str) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let number = |text: &str| {
        let text = text.trim();
        let digits =
            !text.is_empty() && text.len() <= 6 && text.bytes().all(|it| it.is_ascii_digit());
        if digits {
            text.parse::<i64>().ok()
        } else {
            read_chinese(text).and_then(|it| i64::try_from(it).ok())
        }
    };
    let bare = digits.len() <= 3 && digits.bytes().all(|it| it.is_ascii_digit());
    let days = if bare {
        number(digits)
    } else {
        let mut units =
            UNITS.iter().filter_map(|(unit, days)| Some((digits.strip_suffix(unit)?, *days)));
        units.find_map(|(text, days)| number(text)?.checked_mul(days))
    };
    let days = days.filter(|days| *days <= MOST_DAYS)?;
    Some(if negative { -days } else { days })
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Count(Some(least), Some(most)) if least == most => write!(f, "{least}d"),
            Self::Count(Some(least), Some(most)) => write!(f, "{least}d..{most}d"),
            Self::Count(None, Some(most)) => write!(f, "<{}d", most + 1),
            Self::Count(Some(least), None) => write!(f, ">{}d", least - 1),
            Self::Dates(Some(from), Some(to)) if from == to => write!(f, "{from}"),
            Self::Dates(Some(from), Some(to)) => write!(f, "{from}..{to}"),
            // What lies before all years that are read, or behind them, is said by its neighbour.
            Self::Dates(None, Some(to)) => match after(to).filter(|_| !is_read(to)) {
                Some(next) => write!(f, "<{next}"),
                None => write!(f, "..{to}"),
            },
            Self::Dates(Some(from), None) => match before(from).filter(|_| !is_read(from)) {
                Some(last) => write!(f, ">{last}"),
                None => write!(f, "{from}.."),
            },
            Self::Count(None, None) | Self::Dates(None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 10, 20).unwrap()
    }

    fn read(text: &str) -> Result<String, DaysFault> {
        Days::read(text, today()).map(|days| days.to_string())
    }

    #[test]
    fn days_dates_and_ranges_are_read_as_people_write_them() {
        for (text, printed) in [
            ("<7d", "<7d"),
            ("＜7天", "<7d"),
            ("<=7", "<8d"),
            ("7天内", "<8d"),
            ("7日内", "<8d"),
            ("6月", "2023-06-01..2023-06-30"),
            (">30d", ">30d"),
            ("＞两周", ">14d"),
            ("0..7d", "0d..7d"),
            ("7d", "7d"),
            (">2023-06-30", "2023-07-01.."),
            ("<2023-06", "..2023-05-31"),
            ("2023-06-01..2023-06-30", "2023-06-01..2023-06-30"),
            ("2023－06－01～2023－06－30", "2023-06-01..2023-06-30"),
            ("2023-06", "2023-06-01..2023-06-30"),
            ("2023年6月30日", "2023-06-30"),
            ("今天", "2023-10-20"),
        ] {
            assert_eq!(read(text), Ok(printed.to_owned()), "{text}");
            assert_eq!(read(printed), Ok(printed.to_owned()), "{printed}");
        }
    }

    #[test]
    fn what_is_no_day_is_told_apart() {
        for (text, fault) in [
            ("<", DaysFault::Unfinished),
            ("..", DaysFault::Unfinished),
            ("停车", DaysFault::Unknown),
            ("2023-13-01", DaysFault::Unknown),
            ("2023-06-30..2023-06-01", DaysFault::Backwards),
            ("9..7d", DaysFault::Backwards),
            ("<99999999d", DaysFault::Unknown),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_number_beyond_all_days_is_no_panic() {
        for text in ["-9223372036854775808..5d", "-99999999..5d", "-9223372036854775808..5"] {
            let days = Days::read(text, today()).unwrap();
            assert_eq!(days, Days::Count(Some(-MOST_DAYS), Some(5)), "{text}");
            for ahead in [false, true] {
                let (from, to) = days.dates(today(), ahead);
                assert!(from.is_some() && to.is_some(), "{text}");
            }
            assert_eq!(Days::read(&days.to_string(), today()), Ok(days), "{text}");
        }
    }

    #[test]
    fn so_many_days_are_ahead_of_a_deadline_and_behind_everything_else() {
        let days = Days::read("<7d", today()).unwrap();
        let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
        assert_eq!(days.dates(today(), true), (None, day("2023-10-26")));
        assert_eq!(days.dates(today(), false), (day("2023-10-14"), None));
        assert!(days.has_count(6) && !days.has_count(7));
    }
}
