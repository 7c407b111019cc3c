//! What looks like a date, by its characters alone: so that each place is read once, and words that
//! only hold a number are left alone. The words are those of `domain::date`.

use super::{civil, clock, english, named};
use crate::command::grammar::typed::Typed;
use crate::domain::date::words::{
    AFTER, BEFORE, HALF_STRETCHES, HALVES, MONTHS, NAMED_DAYS, QUARTERS, UNITS, Unit, WEEK, WEEKS,
    WITHIN, YEARS,
};
use crate::domain::numeral::{is_chinese_numeral, unit_of};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What kind of date it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// So many units from a day: 两周内.
    Counted,
    /// So many of them back: 三天前.
    Ago,
    /// A day of the calendar: 6月30日, 10日前.
    Day,
    /// The end of a month, a year or a part of one: 11月底, 年内.
    End,
    /// A month, a year or a part of one as a whole: 11月, 四季度.
    Period,
    /// A third of a month, before which something is due: 11月中旬前.
    BeforeThird,
    /// Something is due before a month, a year or a quarter: 11月前.
    BeforePeriod,
    /// A month by its Chinese numeral, or so many months: 三月内.
    MonthOrMonths,
    /// From a day to a day.
    Range,
    /// A day with a name: 下周五, 明天.
    Named,
    /// An English date.
    English,
    /// So many or so many more: 两三个月内.
    Loose,
}

/// A stretch of text that looks like a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Where what is read begins: behind what only brings it in.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Where the day ends that is read, if a time of day stands behind it: 周一上午9:00前.
    pub(super) day_end: Option<usize>,
    /// What it looks like.
    pub(super) form: Form,
    /// Whether it says by itself that it is a deadline: 前, 内, 底.
    pub(super) is_deadline: bool,
    /// Whether it is meant as a date for sure, so that a day that there is not is told of.
    pub(super) is_sure: bool,
    /// Whether its year is said.
    pub(super) has_year: bool,
}

/// The most digits of a number in a date.
const DIGITS: usize = 8;

/// The shapes that begin at a place, the longest first; none within a number or a word.
pub(super) fn shape_at(typed: &Typed<'_>, at: usize) -> Vec<Shape> {
    let Some(first) = typed.get(at) else { return Vec::new() };
    let before = typed.before(at);
    if first.is_ascii_alphabetic() {
        let is_inside = before.is_some_and(|c| c.is_ascii_alphanumeric());
        return if is_inside { Vec::new() } else { english::shapes(typed, at) };
    }
    let found = match number(typed, at) {
        Some(_) if is_within_number(first, before) => None,
        Some(after) => numbered(typed, at, after)
            .or_else(|| first.is_ascii_digit().then(|| english::no_day(typed, at)).flatten()),
        None if !may_begin(first) => None,
        None => civil::civil(typed, at).or_else(|| named::named(typed, at)),
    };
    found.map(|found| civil::range(typed, found).unwrap_or(found)).into_iter().collect()
}

/// What words of dates begin with; no other place is looked at closer.
static FIRST: LazyLock<BTreeSet<char>> = LazyLock::new(|| {
    let counted = [&YEARS[..], &MONTHS, &QUARTERS, &WEEKS].concat();
    let words = counted.into_iter().map(|(word, _)| word);
    let words = words.chain(HALVES.map(|(word, _)| word)).chain(NAMED_DAYS.map(|(word, _)| word));
    let words = words.chain(WEEK).chain(["年", "月", "季", "第"]);
    words.filter_map(|word| word.chars().next()).collect()
});

fn may_begin(first: char) -> bool {
    FIRST.contains(&first)
}

fn is_within_number(first: char, before: Option<char>) -> bool {
    before.is_some_and(|c| {
        c.is_ascii_digit()
            || c.is_ascii_alphabetic()
            || c == '.' && first.is_ascii_digit()
            || is_numeral(c)
            || c == '第'
    })
}

/// Whether a character is part of a number that a date can have.
pub(super) fn is_numeral(c: char) -> bool {
    c == '半' || is_chinese_numeral(c) && unit_of(c).is_none_or(|unit| unit <= 100)
}

/// Where the number ends that begins at a place; `None` where none does.
pub(super) fn number(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let digits = typed.past(at, |c| c.is_ascii_digit());
    let end = if digits > at { digits } else { typed.past(at, is_numeral) };
    (end > at && end - at <= DIGITS).then_some(end)
}

pub(super) const fn shape(at: usize, end: usize, form: Form) -> Shape {
    let (day_end, is_deadline, is_sure, has_year) = (None, false, false, false);
    Shape { from: at, end, day_end, form, is_deadline, is_sure, has_year }
}

/// With 前 behind it, if that stands there, be it behind a time of that day; 前后 is about that day.
pub(super) fn closed(typed: &Typed<'_>, shape: Shape) -> Shape {
    let closing = typed.past_blanks(shape.end);
    let timed = clock::past_time(typed, closing);
    match typed.one_of(timed.map_or(closing, |end| typed.past_blanks(end)), &BEFORE) {
        Some((_, end)) if typed.get(end) != Some('后') => {
            let day_end = timed.map(|_| shape.end).or(shape.day_end);
            Shape { end, day_end, is_deadline: true, ..shape }
        }
        _ => shape,
    }
}

/// A date or a stretch of time that begins with a number.
fn numbered(typed: &Typed<'_>, at: usize, after: usize) -> Option<Shape> {
    counted(typed, at, after)
        .or_else(|| civil::civil(typed, at))
        .or_else(|| international(typed, at, after))
}

/// So many days, weeks, months: `两周内`, `10个工作日`, `半年内`.
fn counted(typed: &Typed<'_>, at: usize, after: usize) -> Option<Shape> {
    let unit_at = typed.past_blanks(after);
    let stretch =
        matches!(typed.get(at), Some('半' | '两')).then(|| typed.said(at, &HALF_STRETCHES));
    let (unit, unit_end) = match stretch.flatten() {
        Some((_, end)) if end > after => (Unit::Month, end),
        _ => typed.said(unit_at, &UNITS)?,
    };
    let is_loose = !typed.begins(at, "二十")
        && after - at == 2
        && typed
            .chars(at..after)
            .iter()
            .all(|c| is_numeral(*c) && !matches!(c, '十' | '百' | '半'));
    let form = if is_loose { Form::Loose } else { Form::Counted };
    let ahead = typed.one_of(unit_end, &WITHIN).or_else(|| typed.one_of(unit_end, &AFTER));
    if let Some((_, end)) = ahead {
        return Some(Shape { is_deadline: true, ..shape(at, end, form) });
    }
    if unit == Unit::WorkingDay && typed.one_of(unit_end, &BEFORE).is_none() {
        return Some(Shape { is_deadline: true, ..shape(at, unit_end, form) });
    }
    // 三天前 lies back, so that nothing in it is read as a date of its own; 10日前 is the tenth.
    let is_day_word = typed.before(unit_end) == Some('日');
    let ago = typed.one_of(unit_end, &BEFORE).filter(|_| !is_day_word && unit != Unit::Year);
    ago.map(|(_, end)| shape(at, end, Form::Ago))
}

/// A date in figures that begins at a place.
pub(super) fn international_at(typed: &Typed<'_>, at: usize) -> Option<Shape> {
    international(typed, at, number(typed, at)?)
}

/// `2023-06-30`, `2023/6/30`, `20230630`, `6.30前`.
fn international(typed: &Typed<'_>, at: usize, after: usize) -> Option<Shape> {
    if !typed.get(at)?.is_ascii_digit() {
        return None;
    }
    let digits = after - at;
    let day = |end| Shape { is_sure: true, ..shape(at, end, Form::Day) };
    let Some(between @ ('-' | '/' | '.')) = typed.get(after) else {
        let is_over = typed.get(after).is_none_or(|c| !c.is_alphanumeric() || c > '\u{2e80}');
        let day = Shape { has_year: true, ..shape(at, after, Form::Day) };
        return (digits == 8 && typed.begins(at, "20") && is_over).then(|| closed(typed, day));
    };
    let second = number(typed, after + 1).filter(|end| end - after <= 3)?;
    let third = number(typed, second + 1).filter(|_| typed.get(second) == Some(between));
    if digits <= 2 {
        // 3/4/2024 has its year last, and may be of March or of April.
        let with_year = third.filter(|end| end - second == 5);
        let day = closed(typed, day(with_year.unwrap_or(second)));
        return (day.is_deadline || with_year.is_some()).then_some(day);
    }
    let third = third.filter(|end| digits == 4 && end - second <= 3)?;
    Some(closed(typed, Shape { has_year: true, ..day(third) }))
}
