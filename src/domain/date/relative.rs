//! Reads stretches of time from a day: `两周内`, `三天前`, `+10d`, `within 2 weeks`.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::words::{AFTER, BEFORE, HALF_STRETCHES, NAMED_DAYS, UNITS, Unit, WITHIN};
use super::written::take_number;
use super::{DateFault, MAX_RELATIVE, check_year};

/// What English calls the units that time is counted in.
const ENGLISH_UNITS: [(&str, Unit); 21] = [
    ("hour", Unit::Hour),
    ("hours", Unit::Hour),
    ("d", Unit::Day),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("wd", Unit::WorkingDay),
    ("workingday", Unit::WorkingDay),
    ("workingdays", Unit::WorkingDay),
    ("workday", Unit::WorkingDay),
    ("workdays", Unit::WorkingDay),
    ("businessday", Unit::WorkingDay),
    ("businessdays", Unit::WorkingDay),
    ("w", Unit::Week),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("m", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("y", Unit::Year),
    ("year", Unit::Year),
    ("years", Unit::Year),
];

/// So many units from today.
#[derive(Clone, Copy)]
pub(super) struct Relative {
    pub(super) count: u32,
    pub(super) unit: Unit,
    pub(super) back: bool,
}

impl Relative {
    /// Counts calendar days; half a month is 15 of them, and a month ends where it is shorter.
    pub(super) fn reckon(self, today: NaiveDate) -> Result<NaiveDate, DateFault> {
        let (days, months) = match self.unit {
            Unit::Day => (self.count, 0),
            Unit::Week => (self.count * 7, 0),
            Unit::Month => (0, self.count),
            Unit::MonthsAndHalf => (15, self.count),
            Unit::Year => (0, self.count * 12),
            Unit::Hour | Unit::WorkingDay => return Err(DateFault::NotADate),
        };
        let (days, months) = (Days::new(u64::from(days)), Months::new(months));
        let day = if self.back {
            today.checked_sub_months(months).and_then(|day| day.checked_sub_days(days))
        } else {
            today.checked_add_months(months).and_then(|day| day.checked_add_days(days))
        };
        let day = day.ok_or(DateFault::NotADate)?;
        check_year(day.year())?;
        Ok(day)
    }
}

/// Returns how many days from today a day with a name lies.
pub(super) fn named_day(text: &str) -> Option<Relative> {
    let (_, offset) = NAMED_DAYS.iter().find(|(name, _)| *name == text)?;
    let count = u32::from(offset.unsigned_abs());
    Some(Relative { count, unit: Unit::Day, back: *offset < 0 })
}

/// Reads so many units from today.
pub(super) fn relative(text: &str) -> Option<Relative> {
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
    if let Some(text) = strip(&WITHIN).or_else(|| strip(&AFTER)) {
        return counted(text, false);
    }
    // 10日前 is the tenth, 10天前 is ten days ago.
    if let Some(text) = strip(&BEFORE).filter(|text| !text.ends_with('日')) {
        return counted(text, true);
    }
    // Bare working days are a deadline whichever way they are said.
    counted(text, false).filter(|relative| matches!(relative.unit, Unit::WorkingDay))
}

/// Reads a number and its unit, or a stretch that needs no number.
pub(super) fn counted(text: &str, back: bool) -> Option<Relative> {
    if let Some((_, (days, months))) = HALF_STRETCHES.iter().find(|(word, _)| *word == text) {
        let (count, unit) = if *months > 0 { (*months, Unit::Month) } else { (*days, Unit::Day) };
        return Some(Relative { count, unit, back });
    }
    let (number, unit) = take_number(text)?;
    let mut units = UNITS.iter().chain(&ENGLISH_UNITS);
    let unit = units.find(|(word, _)| *word == unit).map(|(_, unit)| *unit)?;
    // 2023年前 is a year and 2年前 is two years ago.
    let absolute = matches!(unit, Unit::Year) && number.value >= 1000;
    // What is due within hours is due on the day that they end on at the latest.
    let is_hours = matches!(unit, Unit::Hour);
    let (count, unit) =
        if is_hours { (number.value.div_ceil(24), Unit::Day) } else { (number.value, unit) };
    (count <= MAX_RELATIVE && !absolute).then_some(Relative { count, unit, back })
}
