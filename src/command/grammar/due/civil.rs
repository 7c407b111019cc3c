//! Dates of the calendar in Chinese: a year, a month or a part of one, and a day, each by its number or
//! counted from today; and from one to another.

use super::shape::{Form, Shape, closed, international_at, is_numeral, number, shape};
use super::{around, named};
use crate::command::grammar::typed::Typed;
use crate::domain::date::house;
use crate::domain::date::words::{
    BEFORE, BETWEEN, END, HALVES, MONTHS, QUARTERS, THIRDS, WITHIN, YEARS,
};
use crate::domain::text::is_han;

/// What makes another word of the first character of one that counts a year or a month: 说明年底.
const OTHER_WORDS: [(char, &str); 4] = [
    ('明', "说声证表查阐申文光照"),
    ('今', "如现当迄"),
    ('下', "楼以地之如手脚乡名旗上底线"),
    ('去', "过上下进出回"),
];

/// A date that begins at a place.
pub(super) fn civil(typed: &Typed<'_>, at: usize) -> Option<Shape> {
    let year = year(typed, at);
    let begin = year.map_or(at, |end| typed.past_blanks(end));
    let found = month(typed, at, begin, year.is_some())
        .or_else(|| part(typed, at, begin, year.is_some()))
        .or_else(|| end(typed, at, begin, year.is_some()))
        .or_else(|| year.map(|end| period(typed, shape(at, end, Form::Period))))
        .or_else(|| day_alone(typed, at))?;
    Some(Shape { has_year: year.is_some(), ..found })
}

/// Where a year ends: `2024年`, 明年.
fn year(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let Some(digits) = number(typed, at) else {
        let (_, end) = typed.said(at, &YEARS)?;
        return is_a_word(typed, at).then_some(end);
    };
    if digits - at != 4 {
        return None;
    }
    let sign = typed.past_blanks(digits);
    (typed.get(sign) == Some('年')).then_some(sign + 1)
}

/// Whether a word that counts a year or a month begins here, and not one before it ends.
fn is_a_word(typed: &Typed<'_>, at: usize) -> bool {
    let (first, before) = (typed.get(at), typed.before(at));
    // 会后年底前 and 节前年底 are no 后年 and 前年.
    if matches!(first, Some('后' | '前')) {
        return before.is_none_or(|c| !is_han(c) || "至到在于从局委办".contains(c));
    }
    let is_other = |(word, others): &(char, &str)| {
        first == Some(*word) && before.is_some_and(|c| others.contains(c))
    };
    !OTHER_WORDS.iter().any(is_other)
}

/// A month, with its day, its end or a third of it.
fn month(typed: &Typed<'_>, at: usize, begin: usize, has_year: bool) -> Option<Shape> {
    let counted = || {
        let (_, end) = typed.said(begin, &MONTHS).filter(|_| is_a_word(typed, begin))?;
        (!has_year).then_some(end)
    };
    let numbered = || {
        let digits = number(typed, begin)?;
        let sign = typed.past_blanks(digits);
        (typed.get(sign) == Some('月')).then_some(sign + 1)
    };
    let bare = || {
        (typed.get(begin) == Some('月') && !has_year && is_no_number_before(typed, begin))
            .then_some(begin + 1)
            .filter(|end| typed.one_of(*end, &END).is_some())
    };
    let sign = numbered().or_else(counted).or_else(bare)?;
    let sign = if typed.get(sign) == Some('份') { sign + 1 } else { sign };
    if let Some(end) = end_behind(typed, sign, '月') {
        // 三月内 is within March, or within three months.
        let is_either = !has_year
            && typed.get(begin).is_some_and(is_numeral)
            && sign == begin + 2
            && WITHIN.iter().any(|word| typed.begins(sign, word));
        let form = if is_either { Form::MonthOrMonths } else { Form::End };
        return Some(closed(typed, due(at, end, form)));
    }
    if let Some((_, end)) = typed.said(sign, &THIRDS) {
        if let Some(last) = end_behind(typed, end, '旬') {
            return Some(closed(typed, due(at, last, Form::End)));
        }
        let third = closed(typed, sure(at, end, Form::Period));
        let form = if third.is_deadline { Form::BeforeThird } else { Form::Period };
        return Some(Shape { form, ..third });
    }
    let whole = || period(typed, sure(at, sign, Form::Period));
    Some(day_of(typed, at, typed.past_blanks(sign)).unwrap_or_else(whole))
}

/// The day of a month; without its 日 only where the word ends with it.
fn day_of(typed: &Typed<'_>, at: usize, begin: usize) -> Option<Shape> {
    let digits = number(typed, begin)?;
    let sign = typed.past_blanks(digits);
    if matches!(typed.get(sign), Some('日' | '号')) {
        return Some(closed(typed, sure(at, sign + 1, Form::Day)));
    }
    let day = closed(typed, sure(at, digits, Form::Day));
    let is_over = typed.get(digits).is_none_or(|c| !is_han(c) && !c.is_ascii_alphanumeric());
    let is_range = typed.one_of(digits, &BETWEEN).is_some();
    (day.is_deadline || is_over || is_range).then_some(day)
}

/// A quarter or a half of a year.
fn part(typed: &Typed<'_>, at: usize, begin: usize, has_year: bool) -> Option<Shape> {
    if number(typed, begin).is_some_and(|end| typed.get(end) != Some('季')) {
        return None;
    }
    let counted = || typed.said(begin, &QUARTERS).filter(|_| !has_year).map(|(_, end)| end);
    let numbered = || {
        let digits = if typed.get(begin) == Some('第') { begin + 1 } else { begin };
        let sign = number(typed, digits)?;
        typed.one_of(sign, &["季度"]).map(|(_, end)| end)
    };
    let bare = || {
        let (_, end) = typed.one_of(begin, &["季度", "季"]).filter(|_| !has_year)?;
        let is_free = typed.before(begin).is_none_or(|c| !"四春夏秋冬雨旺淡汛旱花当".contains(c));
        (is_free && typed.one_of(end, &["底", "末", "度内"]).is_some()).then_some(end)
    };
    let half = || typed.said(begin, &HALVES).map(|(_, end)| end);
    let sign = counted().or_else(numbered).or_else(bare).or_else(half)?;
    Some(match end_behind(typed, sign, '度') {
        Some(end) => closed(typed, due(at, end, Form::End)),
        None => period(typed, sure(at, sign, Form::Period)),
    })
}

/// The end of a year: 年底, 明年底.
fn end(typed: &Typed<'_>, at: usize, begin: usize, has_year: bool) -> Option<Shape> {
    let sign = if has_year {
        begin
    } else if typed.get(at) == Some('年') && is_no_number_before(typed, at) {
        at + 1
    } else {
        return None;
    };
    let end = end_behind(typed, sign, '年')?;
    Some(closed(typed, due(at, end, Form::End)))
}

/// Where 底, 末 or 内 ends behind a sign, which may be said twice: 今年年底.
fn end_behind(typed: &Typed<'_>, sign: usize, twice: char) -> Option<usize> {
    let again = if typed.get(sign) == Some(twice) { sign + 1 } else { sign };
    // 内部 and 内容 are words of their own.
    let is_other = |end: &usize| {
        typed.before(*end) == Some('内') && typed.get(*end).is_some_and(|c| "部容外业".contains(c))
            || typed.before(*end) == Some('末') && typed.get(*end) == Some('端')
    };
    typed.one_of(again, &END).map(|(_, end)| end).filter(|end| !is_other(end))
}

fn is_no_number_before(typed: &Typed<'_>, at: usize) -> bool {
    let is_one = |c: char| c.is_ascii_digit() || is_numeral(c) || "个年周多余几数近整".contains(c);
    !typed.before(at).is_some_and(is_one)
}

/// A stretch as a whole; what is due before it may be due before it begins, or before it ends.
fn period(typed: &Typed<'_>, period: Shape) -> Shape {
    let closed = closed(typed, period);
    if closed.is_deadline { Shape { form: Form::BeforePeriod, ..closed } } else { period }
}

/// A day without its month; a house and a bus have numbers too.
fn day_alone(typed: &Typed<'_>, at: usize) -> Option<Shape> {
    let digits = number(typed, at)?;
    let sign = typed.past_blanks(digits);
    let is_day = matches!(typed.get(sign), Some('日' | '号'));
    let day = closed(typed, shape(at, sign + 1, Form::Day));
    let is_house = typed.get(sign) == Some('号') && house::is_numbered(typed.part(0..at));
    let is_meant = day.is_deadline && (!is_house || around::is_due(typed, &(at..day.end)));
    (is_day && is_meant).then_some(day)
}

const fn due(at: usize, end: usize, form: Form) -> Shape {
    Shape { is_deadline: true, ..sure(at, end, form) }
}

const fn sure(at: usize, end: usize, form: Form) -> Shape {
    Shape { is_sure: true, ..shape(at, end, form) }
}

/// From a date to another one: 12月1日至15日, 自11月1日起至明年3月底.
pub(super) fn range(typed: &Typed<'_>, left: Shape) -> Option<Shape> {
    let may_begin = matches!(left.form, Form::Day | Form::Period | Form::Named);
    if !may_begin || BEFORE.iter().any(|word| typed.ends_in(left.end, &[*word])) {
        return None;
    }
    let begun = typed.past_blanks(left.end);
    let begun = if typed.get(begun) == Some('起') { begun + 1 } else { begun };
    let (_, between) = typed.one_of(begun, &BETWEEN).or_else(|| typed.one_of(begun, &["-"]))?;
    let begin = typed.past_blanks(between);
    let right = civil(typed, begin)
        .or_else(|| named::named(typed, begin))
        .or_else(|| international_at(typed, begin))
        .or_else(|| last_day(typed, begin))?;
    let stop = typed.one_of(right.end, &["止"]).map_or(right.end, |(_, end)| end);
    let is_deadline = right.is_deadline || stop > right.end;
    let has_year = left.has_year || right.has_year;
    let day_end = right.day_end;
    Some(Shape { end: stop, day_end, form: Form::Range, is_deadline, has_year, ..left })
}

/// The day that a range ends with, which leaves its month to the first.
fn last_day(typed: &Typed<'_>, at: usize) -> Option<Shape> {
    let digits = number(typed, at)?;
    let sign = typed.past_blanks(digits);
    let is_day = matches!(typed.get(sign), Some('日' | '号'));
    is_day.then(|| closed(typed, shape(at, sign + 1, Form::Day)))
}
