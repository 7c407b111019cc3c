//! How the words of a commitment stand to its deadline.

use super::{english, vague};
use chrono::{Datelike, NaiveDate};

/// How the words of a commitment stand to its deadline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::document) enum Due {
    /// They tell none.
    #[default]
    Silent,
    /// They tell just that day.
    Said,
    /// They tell another day.
    Otherwise,
    /// They tell it as seen from the day of the session: within two weeks, by the end of the month.
    Vague,
    /// They tell a duty that stands, and there is no deadline.
    Standing,
    /// They tell a duty that stands up to the deadline.
    Until,
}

/// Behind a day by which something is done.
const BY: [&str; 3] = ["前", "之前", "以前"];

impl Due {
    /// Reads the words of a commitment; a day without its year is one of the year of the session.
    pub(super) fn of(
        matter: &str,
        deadline: Option<NaiveDate>,
        spoken_on: Option<NaiveDate>,
    ) -> Self {
        let Some(day) = deadline else {
            let is_dated = !days(matter).is_empty() || !vague::ends(matter).is_empty();
            return if vague::is_standing(matter) && !is_dated {
                Self::Standing
            } else {
                Self::Silent
            };
        };
        let english = spoken_on.map(|on| english::days(matter, on)).unwrap_or_default();
        if let [one] = english.as_slice() {
            return if *one == day { Self::Said } else { Self::Otherwise };
        }
        let is_it = |(told, month, of_month): &(Option<i32>, u32, u32)| {
            let year = told.or_else(|| spoken_on.map(|on| on.year()));
            (year, *month, *of_month) == (Some(day.year()), day.month(), day.day())
        };
        match (days(matter).as_slice(), vague::ends(matter).as_slice()) {
            ([one], _) if is_it(one) => Self::Said,
            ([], _) if matches!(days_at(matter).as_slice(), [one] if is_it(one)) => Self::Said,
            ([], [_]) => Self::Vague,
            ([], []) if vague::is_standing(matter) => Self::Until,
            ([], []) => Self::Silent,
            _ => Self::Otherwise,
        }
    }
}

/// The days by which something is done, with the year where it is told: `2023年11月30日前`.
fn days(matter: &str) -> Vec<(Option<i32>, u32, u32)> {
    days_before(matter, |behind| BY.iter().any(|by| behind.starts_with(by)))
}

/// The days on which something is done, and not from which or up to which.
fn days_at(matter: &str) -> Vec<(Option<i32>, u32, u32)> {
    days_before(matter, |behind| {
        !behind.starts_with(['起', '开', '至', '到', '-', '—', '的', '会'])
    })
}

/// The days behind which such words stand.
fn days_before(matter: &str, is_meant: impl Fn(&str) -> bool) -> Vec<(Option<i32>, u32, u32)> {
    let text: Vec<char> = matter.chars().map(narrow).collect();
    let mut days = Vec::new();
    for at in (0..text.len()).filter(|at| text.get(*at) == Some(&'月')) {
        let (Some(month), Some((of_month, end))) =
            (number_before(&text, at), number_behind(&text, at + 1))
        else {
            continue;
        };
        let rest: String = text.iter().skip(end + 1).take(2).collect();
        let is_day = text.get(end).is_some_and(|it| matches!(it, '日' | '号'));
        if is_day && is_meant(&rest) {
            let is_year = |it: &usize| text.get(*it) == Some(&'年');
            let year =
                month.1.checked_sub(1).filter(is_year).and_then(|at| number_before(&text, at));
            let year = year.and_then(|(year, _)| i32::try_from(year).ok());
            days.push((year, month.0, of_month));
        }
    }
    days
}

const fn narrow(character: char) -> char {
    match character {
        '０' => '0',
        '１' => '1',
        '２' => '2',
        '３' => '3',
        '４' => '4',
        '５' => '5',
        '６' => '6',
        '７' => '7',
        '８' => '8',
        '９' => '9',
        other => other,
    }
}

/// The number that ends before a place, and where it begins.
fn number_before(text: &[char], end: usize) -> Option<(u32, usize)> {
    let digits = text.get(..end)?.iter().rev().take_while(|it| it.is_ascii_digit()).count();
    let start = end - digits;
    let number: String = text.get(start..end)?.iter().collect();
    number.parse().ok().map(|number| (number, start))
}

/// The number that begins at a place, and where it ends.
fn number_behind(text: &[char], start: usize) -> Option<(u32, usize)> {
    let digits = text.iter().skip(start).take_while(|it| it.is_ascii_digit()).count();
    let number: String = text.get(start..start + digits)?.iter().collect();
    number.parse().ok().map(|number| (number, start + digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_day_is_said_only_where_reading_it_gives_the_very_day() {
        let spoken = Some(day(2023, 10, 20));
        for (matter, stored, expected) in [
            ("11月30日前完成安装", day(2023, 11, 30), Due::Said),
            ("１１月３０日前完成安装", day(2023, 11, 30), Due::Said),
            ("2024年1月30日前完成", day(2024, 1, 30), Due::Said),
            ("11月30日前完成安装", day(2024, 1, 30), Due::Otherwise),
            ("1月15日前完成勘察", day(2024, 1, 15), Due::Otherwise),
            ("11月15日前勘察，11月30日前完成", day(2023, 11, 30), Due::Otherwise),
            ("自11月30日起施工", day(2023, 11, 30), Due::Silent),
            ("mark the bays by 30 November", day(2023, 11, 30), Due::Said),
            ("done by 30 November 2023; money follows", day(2023, 11, 30), Due::Said),
            ("By November 30, 2023, all lamps are lit", day(2023, 11, 30), Due::Said),
            ("mark the bays by 30 November", day(2024, 1, 30), Due::Otherwise),
            ("done by the end of November", day(2023, 11, 30), Due::Vague),
            ("done within two weeks", day(2023, 11, 30), Due::Vague),
            ("尽快完成", day(2023, 11, 30), Due::Silent),
            ("11月30日办一场招聘会", day(2023, 11, 30), Due::Said),
            ("两周内清理积水", day(2023, 11, 3), Due::Vague),
            ("两周内勘察，月底前完成", day(2023, 10, 31), Due::Otherwise),
            ("每月底前巡查一次", day(2023, 12, 31), Due::Until),
            ("每月底前巡查一次，11月30日前装灯", day(2023, 11, 30), Due::Said),
        ] {
            assert_eq!(Due::of(matter, Some(stored), spoken), expected, "{matter} {stored}");
        }
    }

    #[test]
    fn a_duty_that_stands_needs_no_deadline() {
        for (matter, expected) in [
            ("每月底前巡查一次", Due::Standing),
            ("自下周一起每天7:30派两名民警执勤", Due::Standing),
            ("每两周清掏一次化粪池", Due::Standing),
            ("定期公布进展", Due::Standing),
            ("护学岗长期坚持", Due::Standing),
            ("高峰时段常态化巡查", Due::Standing),
            ("patrol the road every month", Due::Standing),
            ("clean the drains weekly", Due::Standing),
            ("keep the gate open permanently", Due::Standing),
            ("建立常态化巡查机制", Due::Silent),
            ("解决长期积水", Due::Silent),
            ("两周内装灯，每月巡查", Due::Silent),
            ("cut the weekly queue", Due::Silent),
            ("加装护栏", Due::Silent),
        ] {
            assert_eq!(Due::of(matter, None, Some(day(2023, 10, 20))), expected, "{matter}");
        }
    }
}
