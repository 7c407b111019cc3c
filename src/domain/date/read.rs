//! Reads dates out of typed text: fold, split ranges, then one form after the other.

use chrono::{Datelike, NaiveDate};

use super::words::{BEFORE, BETWEEN, END, Unit};
use super::written::{Context, written};
use super::{DateFault, DateSpan, SpokenDeadline, ahead, english, period, relative, week};
use crate::domain::text::fold_width;

/// The longest text that can be a date; a bound on the work, not a rule.
const MAX_CHARS: usize = 64;

pub(super) fn span(text: &str, today: NaiveDate) -> Result<DateSpan, DateFault> {
    tidied_span(&tidy(text)?, today)
}

/// Reads a span whose text is tidied already.
pub(super) fn tidied_span(text: &str, today: NaiveDate) -> Result<DateSpan, DateFault> {
    let context = Context { today, year: today.year(), month: None };
    let Some((left, right)) = ends(text) else {
        return single(text, context);
    };
    let left = single(left, context)?;
    let month = left.year_month().map(|(_, month)| month);
    let right = single(right, Context { today, year: left.first().year(), month })?;
    DateSpan::between(left.first(), right.last())
}

/// The two ends of a range, without what only says that they are: 自…起至…止.
pub(super) fn ends(text: &str) -> Option<(&str, &str)> {
    let cut = BETWEEN.iter().find_map(|between| text.split_once(between));
    let (left, right) = cut.or_else(|| split_at_hyphen(text))?;
    let left = left.strip_prefix(['自', '从']).unwrap_or(left);
    Some((left.strip_suffix('起').unwrap_or(left), right.strip_suffix('止').unwrap_or(right)))
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
    let bare = || relative::counted(&tidied, false).filter(|_| !tidied.ends_with('日'));
    match relative::relative(&tidied).or_else(bare) {
        Some(ahead) if ahead.count > 0 && !ahead.back => match ahead.unit {
            Unit::WorkingDay => Ok(SpokenDeadline::WorkingDays(ahead.count)),
            Unit::Day => Ok(SpokenDeadline::CalendarDays(ahead.count)),
            Unit::Week => Ok(SpokenDeadline::CalendarDays(ahead.count * 7)),
            _ => ahead.reckon(today).map(SpokenDeadline::Day),
        },
        _ => match ahead::span(&tidied, today)? {
            day if day.first() == day.last() => Ok(SpokenDeadline::Day(day.first())),
            _ => Err(DateFault::NotADate),
        },
    }
}

pub(super) fn span_ahead(text: &str, today: NaiveDate) -> Result<DateSpan, DateFault> {
    ahead::span(&tidy(text)?, today)
}

pub(super) fn without_before(text: &str) -> &str {
    BEFORE.iter().find_map(|before| text.strip_suffix(before)).unwrap_or(text)
}

/// Folds the width and the case, puts English in the reader's form and drops blanks, except between
/// digits, where they would join two numbers into one; 11月份 and 今年年底 lose what they say twice.
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
    for (twice, once) in [("年年", "年"), ("月月", "月"), ("月份", "月")] {
        if tidied.contains(twice) {
            tidied = tidied.replace(twice, once);
        }
    }
    Ok(tidied)
}

fn single(text: &str, context: Context) -> Result<DateSpan, DateFault> {
    if let Some(relative) = relative::relative(text) {
        return relative.reckon(context.today).and_then(DateSpan::day);
    }
    let text = without_before(text);
    let end = END.iter().find_map(|end| text.strip_suffix(end));
    if let Some(day) = relative::named_day(end.unwrap_or(text)) {
        return day.reckon(context.today).and_then(DateSpan::day);
    }
    if let Some(day) = week::said(text, context.today) {
        return DateSpan::day(day);
    }
    let this_week = if text == "周末" { "本周" } else { end.unwrap_or(text) };
    if let Some((first, last)) = week::whole(this_week, context.today) {
        return DateSpan::between(if end.is_some() { last } else { first }, last);
    }
    let numbered = period::in_numbers(text, context);
    let text = numbered.as_deref().unwrap_or(text);
    match END.iter().find_map(|end| text.strip_suffix(end)) {
        // Only a month, a year or a part of one has an end to speak of.
        Some(whole) if whole.ends_with(['月', '年', '旬', '季', '度']) => {
            DateSpan::day(coarse(whole, context)?.last())
        }
        _ => coarse(text, context),
    }
}

fn coarse(text: &str, context: Context) -> Result<DateSpan, DateFault> {
    period::part(text, context).unwrap_or_else(|| written(text, context))
}
