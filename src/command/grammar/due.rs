//! The days that a sentence speaks of, and which of them is a deadline.
//!
//! Finds where a date stands; what it says is read as everywhere else (`domain::date`).

mod shape;

use self::shape::{Shape, shape_at};
use super::typed::Typed;
use crate::command::fill::read_deadline;
use crate::domain::calendar::{Calendar, Due};
use crate::domain::date::{DateFault, parse_day};
use chrono::NaiveDate;
use std::ops::Range;

/// What stands behind a day by which something is done.
const DONE_BY: [&str; 22] = [
    "完成",
    "办结",
    "办理完",
    "到位",
    "截止",
    "为限",
    "建成",
    "投用",
    "投入使用",
    "交付",
    "竣工",
    "完工",
    "安装完",
    "落实",
    "答复",
    "反馈",
    "整改",
    "解决",
    "拨付",
    "出台",
    "开工",
    "启动",
];
/// What stands before such a day.
const UNTIL: [&str; 14] = [
    "截至",
    "截止到",
    "截止",
    "时限",
    "限期",
    "限",
    "不晚于",
    "不迟于",
    "最迟",
    "最晚",
    "deadline:",
    "by",
    "until",
    "before",
];

/// A day that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// The deadline that it is or may be; `Ok(None)` for a day that has passed or is no deadline.
    pub(super) due: Result<Option<Due>, DateFault>,
    /// Whether it is said to be a deadline.
    pub(super) is_marked: bool,
}

/// What days are read against.
#[derive(Clone, Copy)]
pub(super) struct When<'a> {
    /// What relative days count from.
    pub(super) day: NaiveDate,
    /// Working days.
    pub(super) calendar: &'a Calendar,
}

/// The days of a part of a line, in order, but for what is taken already.
pub(super) fn days(
    typed: &Typed<'_>,
    body: Range<usize>,
    taken: &[Range<usize>],
    when: When<'_>,
) -> Vec<Day> {
    let mut found = Vec::new();
    let mut at = body.start;
    while at < body.end {
        let next = taken.iter().filter(|range| range.end > at).map(|range| range.start).min();
        let limit = next.unwrap_or(body.end).min(body.end);
        let day = day_at(typed, at, limit, when);
        at = day.as_ref().map_or(at + 1, |day| day.range.end.max(at + 1));
        found.extend(day);
    }
    found
}

/// The deadline, among several days: the first that is said to be one, else the first to come.
pub(super) fn deadline(days: &[Day]) -> Option<Due> {
    let known = |day: &Day| day.due.clone().ok().flatten();
    let marked = days.iter().filter(|day| day.is_marked).find_map(known);
    marked.or_else(|| days.iter().find_map(known))
}

fn day_at(typed: &Typed<'_>, at: usize, limit: usize, when: When<'_>) -> Option<Day> {
    shape_at(typed, at)
        .into_iter()
        .filter(|shape| shape.end <= limit)
        .find_map(|shape| read(typed, at, &shape, when))
}

fn read(typed: &Typed<'_>, at: usize, shape: &Shape, when: When<'_>) -> Option<Day> {
    let range = at..shape.end;
    let is_marked = shape.is_deadline || is_said_to_be_due(typed, &range);
    let text = typed.part(shape.from..shape.end);
    let due = if is_marked {
        read_deadline(text, when.day, when.calendar).map(Some)
    } else {
        // A day of the past without its year is not that of the next year.
        parse_day(text, when.day)
            .map(|date| Some(Due { date, assumed: Vec::new() }).filter(|due| due.date > when.day))
    };
    match due {
        // 三天前 is no deadline.
        Ok(Some(due)) if due.date < when.day && shape.is_relative => {
            Some(Day { range, due: Ok(None), is_marked: false })
        }
        Ok(due) => Some(Day { range, due: Ok(due), is_marked }),
        Err(fault @ (DateFault::NoSuchDay { .. } | DateFault::YearOutOfRange { .. }))
            if shape.is_day =>
        {
            Some(Day { range, due: Err(fault), is_marked })
        }
        Err(_) => None,
    }
}

/// Whether the words around a day make it a deadline.
fn is_said_to_be_due(typed: &Typed<'_>, range: &Range<usize>) -> bool {
    let after = typed.past_blanks(range.end);
    let before = typed.back_over_blanks(range.start);
    typed.one_of(after, &DONE_BY).is_some() || typed.ending_in(before, &UNTIL).is_some()
}
