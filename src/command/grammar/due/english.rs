//! English dates: behind a word that brings them in, and weekdays of this week or the next.

use super::clock;
use super::shape::{Form, Shape, shape};
use crate::command::grammar::typed::Typed;
use crate::domain::date::DateSpan;
use crate::domain::date::words::ENGLISH_WEEKDAYS;
use chrono::{Days, NaiveDate};

/// What brings a day in.
const ENGLISH: [&str; 9] =
    ["no later than ", "within ", "before ", "until ", "till ", "by ", "due ", "in ", "deadline: "];
/// What brings in a stretch of time that has no one last day: by next month.
const STRETCHES: [&str; 3] = ["week", "month", "quarter"];
/// The days of February in a leap year.
const FEBRUARY_DAYS: u32 = 29;
/// The most days of any month.
const MOST_DAYS: u32 = 31;
/// The months that have fewer.
const SHORT_MONTHS: [(&str, u32); 5] =
    [("february", FEBRUARY_DAYS), ("april", 30), ("june", 30), ("september", 30), ("november", 30)];
/// The most words of a date.
const ENGLISH_WORDS: usize = 6;

/// The dates that may begin at a place, the longest first.
pub(super) fn shapes(typed: &Typed<'_>, at: usize) -> Vec<Shape> {
    let Some((_, from)) = typed.one_of(at, &ENGLISH) else {
        return weekday(typed, at).or_else(|| no_day(typed, at)).into_iter().collect();
    };
    let from = clock::before_day(typed, from).unwrap_or(from);
    if let Some(end) = later_weekday(typed, from) {
        return vec![Shape { is_deadline: true, ..shape(at, end, Form::Loose) }];
    }
    let is_within = typed.begins(at, "within ") || typed.begins(at, "in ");
    let mut ends = Vec::new();
    let mut end = from;
    while ends.len() < ENGLISH_WORDS {
        let (_, stop) = word(typed, end);
        if stop == typed.past_blanks(end) {
            break;
        }
        ends.push(stop);
        // A comma stands within a date alone before its year.
        let comma = typed.get(stop) == Some(',')
            && typed.get(typed.past_blanks(stop + 1)).is_some_and(|c| c.is_ascii_digit());
        end = if comma { stop + 1 } else { stop };
    }
    let start = if is_within { at } else { from };
    let read = |end| Shape { from: start, is_deadline: true, ..shape(at, end, Form::English) };
    let read = ends.into_iter().rev().map(read);
    read.chain(stretch(typed, at, from)).collect()
}

/// The word at a place, behind blanks, and where it ends.
fn word<'t>(typed: &Typed<'t>, at: usize) -> (&'t str, usize) {
    let begin = typed.past_blanks(at);
    let end = typed.past(begin, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'));
    (typed.part(begin..end), end)
}

/// Where a day stands that no year has, or not that which is named: 31 June, February 30, 29 February
/// 2026. It needs no word that brings it in, since nothing else is written so.
pub(super) fn no_day(typed: &Typed<'_>, at: usize) -> Option<Shape> {
    let (first, first_end) = word(typed, at);
    let of = typed.past_blanks(first_end);
    let of = typed.one_of(of, &["of "]).map_or(of, |(_, end)| end);
    let (second, second_end) = word(typed, of);
    let (days, day) = match (short_month(first), short_month(second)) {
        (_, Some(days)) => (days, day_of(first)?),
        (Some(days), None) => (days, day_of(second)?),
        (None, None) => return None,
    };
    let comma = if typed.get(second_end) == Some(',') { second_end + 1 } else { second_end };
    let (last, last_end) = word(typed, comma);
    let year = last.parse::<i32>().ok().filter(|_| last.len() == 4);
    let next = typed.get(typed.past_blanks(second_end));
    // In June 31 beds were counted.
    let goes_on =
        short_month(first).is_some() && year.is_none() && next.is_some_and(char::is_alphanumeric);
    let is_leap = year.is_none_or(|year| NaiveDate::from_ymd_opt(year, 2, 29).is_some());
    let days = if days == FEBRUARY_DAYS && !is_leap { days - 1 } else { days };
    let end = if year.is_some() { last_end } else { second_end };
    ((days + 1..=MOST_DAYS).contains(&day) && !goes_on).then(|| shape(at, end, Form::English))
}

/// The most days of a month that has fewer than 31, by its name in full or its first letters.
fn short_month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let is_it = |name: &str| {
        *name == *word || name.get(..3) == Some(&word) || name == "september" && word == "sept"
    };
    SHORT_MONTHS.iter().find(|(name, _)| is_it(name)).map(|(_, days)| *days)
}

/// The number of a day, with or without its ending.
fn day_of(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    bare.unwrap_or(&word).parse().ok()
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    ENGLISH_WEEKDAYS.iter().any(|it| *it == word || it.get(..3) == Some(&word))
}

/// `next Friday` and `this Friday`, which need no word that brings them in.
fn weekday(typed: &Typed<'_>, at: usize) -> Option<Shape> {
    let (_, week) = typed.one_of(at, &["next ", "this "])?;
    if let Some(end) = later_weekday(typed, week) {
        return Some(shape(at, end, Form::Loose));
    }
    let (name, end) = word(typed, week);
    is_weekday(name).then(|| shape(at, end, Form::English))
}

/// Where a weekday of a later week than the coming one ends: Friday week, the Monday after next, a week
/// on Friday.
fn later_weekday(typed: &Typed<'_>, at: usize) -> Option<usize> {
    const BEFORE: [&str; 6] =
        ["a week on ", "a week from ", "two weeks on ", "the ", "this ", "on "];
    const BEHIND: [&str; 5] =
        ["week", "fortnight", "after next", "after that", "of the week after"];
    let (before, begin) = typed.one_of(at, &BEFORE).unwrap_or(("", at));
    let begin = typed.one_of(begin, &["this "]).map_or(begin, |(_, end)| end);
    let (name, end) = word(typed, begin);
    if !is_weekday(name) {
        return None;
    }
    let behind = typed.one_of(typed.past_blanks(end), &BEHIND).map(|(_, stop)| stop);
    let behind = behind.filter(|stop| !typed.get(*stop).is_some_and(char::is_alphanumeric));
    behind.or_else(|| before.contains("week").then_some(end))
}

/// By next month, which may mean before it begins or before it ends.
fn stretch(typed: &Typed<'_>, at: usize, from: usize) -> Option<Shape> {
    let from = typed.one_of(from, &["the end of ", "end of "]).map_or(from, |(_, end)| end);
    let (_, begin) = typed.one_of(from, &["next ", "this ", "the "])?;
    let (name, end) = word(typed, begin);
    let is_one = STRETCHES.contains(&name.to_lowercase().as_str());
    is_one.then(|| Shape { is_deadline: true, ..shape(at, end, Form::Loose) })
}

/// The two days that `next Friday` may be: the coming one, and the one after it. On a Friday it is
/// the one after a week alone.
pub(super) fn next_weekday(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let (before, name) = text.rsplit_once(char::is_whitespace)?;
    let is_next = before.split_whitespace().next_back()?.eq_ignore_ascii_case("next");
    let coming = coming(name, today).filter(|_| is_next)?;
    let after = coming.checked_add_days(Days::new(7))?;
    Some(if coming == today { (after, after) } else { (coming, after) })
}

/// The two days that a weekday without its week may be on that very day: today, and a week from it.
pub(super) fn weekday_alone(text: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let is_said = |word: &str| ["this", "next"].iter().any(|it| word.eq_ignore_ascii_case(it));
    let name =
        text.split_whitespace().next_back().filter(|_| !text.split_whitespace().any(is_said))?;
    let coming = coming(name, today).filter(|coming| *coming == today)?;
    Some((coming, coming.checked_add_days(Days::new(7))?))
}

fn coming(name: &str, today: NaiveDate) -> Option<NaiveDate> {
    if !is_weekday(name) {
        return None;
    }
    DateSpan::parse_ahead(name, today).ok().map(DateSpan::last)
}
