//! A time of day that stands with a day, which is no part of a deadline and stays in the words:
//! 上午9:00, 下午3点半, `9:00`, `5 pm`.

use super::shape::number;
use crate::command::grammar::typed::Typed;

/// The parts of a day.
const PARTS: [&str; 12] = [
    "上午", "下午", "中午", "晚上", "晚间", "早上", "早晨", "清晨", "凌晨", "傍晚", "夜里", "夜间",
];
/// What stands behind the hour.
const HOURS: [&str; 3] = ["点钟", "点", "时"];
/// What stands behind the hour and says how much of the next has passed.
const MINUTES: [&str; 4] = ["半", "整", "一刻", "三刻"];
/// The times that have a name in English.
const NAMED: [&str; 4] = ["noon", "midday", "midnight", "close of business"];
/// What English puts behind the hour.
const HALVES: [&str; 5] = ["a.m.", "p.m.", "am", "pm", "o'clock"];

/// Where a time of day ends that begins at a place.
pub(super) fn past_time(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let part = typed.one_of(at, &PARTS).map(|(_, end)| end);
    let hour = typed.past_blanks(part.unwrap_or(at));
    past_hour(typed, hour).or(part)
}

fn past_hour(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let hour = number(typed, at)?;
    if typed.get(hour) == Some(':') {
        return number(typed, hour + 1);
    }
    let (_, sign) = typed.one_of(hour, &HOURS)?;
    let minutes = || {
        let digits = number(typed, sign)?;
        (typed.get(digits) == Some('分')).then_some(digits + 1)
    };
    let part = typed.one_of(sign, &MINUTES).map(|(_, end)| end);
    Some(part.or_else(minutes).unwrap_or(sign))
}

/// Where the day begins behind an English time that stands before it: `9:00 on Monday`.
pub(super) fn before_day(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let named = typed.one_of(at, &NAMED).map(|(_, end)| end);
    let counted = || {
        let hour = number(typed, at)?;
        let minutes = (typed.get(hour) == Some(':')).then(|| number(typed, hour + 1)).flatten();
        let half = typed.one_of(typed.past_blanks(minutes.unwrap_or(hour)), &HALVES);
        half.map(|(_, end)| end).or(minutes)
    };
    let end = named.or_else(counted)?;
    typed.one_of(typed.past_blanks(end), &["on "]).map(|(_, day)| day)
}
