//! What looks like an amount, by its characters alone.

use super::each::{self, Each};
use super::words::{past_scale, past_words};
use super::{Sum, Unclear, is_given};
use crate::command::grammar::typed::{Typed, is_blank};
use crate::domain::amount::words::{
    BETWEEN, CURRENCY_AFTER, CURRENCY_BEFORE, DENIALS, HEDGES, SOME, TAILS,
};
use crate::domain::amount::{Amount, AmountFault};
use crate::domain::numeral::{is_chinese_numeral, unit_of};
use crate::domain::text::is_han;

/// What makes an amount the price of something, before it.
const PRICES: [&str; 13] = [
    "收取",
    "收费",
    "停车费",
    "票价",
    "价格",
    "单价",
    "租金",
    "起步价",
    "罚款",
    "押金",
    "月租",
    "工本费",
    "费标准",
];
/// What makes an upper bound of an amount with a verb between: 最多投入5000元.
const BOUNDS: [&str; 3] = ["最多", "至多", "顶多"];
/// What makes another amount of one.
const CHANGES: &str = "降涨提调升减改增变下上";
/// What is counted in ten thousands and is no money.
const MEASURES: [&str; 40] = [
    "人", "户", "名", "位", "个", "家", "平", "亩", "米", "公里", "吨", "辆", "株", "棵", "盏",
    "条", "方", "次", "份", "张", "件", "套", "台", "度", "斤", "公斤", "册", "本", "立方", "千瓦",
    "伏", "里", "天", "年", "余人", "余户", "多人", "多户", "m", "㎡",
];
/// What goes on behind an amount that leaves out its unit.
const GOES_ON: [&str; 18] = [
    "用于", "用来", "用作", "作为", "给", "到位", "资金", "经费", "补助", "专项", "支持", "建设",
    "改造", "修", "安装", "进行", "开展", "解决",
];
/// What goes on behind the second number of a range that leaves out its unit.
const AFTER_RANGE: [&str; 8] = ["for ", "in ", "on ", "from ", "by ", "of ", "用", "给"];
/// The most characters of a number.
const NUMBER_CHARS: usize = 24;
/// The price of something stands so near behind the word that says so.
const NEAR_CHARS: usize = 6;
/// The most words that say how exact an amount is.
const MOST_HEDGES: usize = 3;

/// What begins at a place.
pub(super) enum Found {
    /// An amount that may be given.
    Sum(Sum),
    /// What something costs; where it ends.
    Price(usize),
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit()
        || is_chinese_numeral(c)
        || is_blank(c)
        || matches!(c, ',' | '.' | '余' | '多' | '几')
}

/// Where the number ends that begins at a place.
pub(super) fn past_number(typed: &Typed<'_>, at: usize) -> usize {
    let begins = typed.get(at).is_some_and(|c| c.is_ascii_digit() || is_chinese_numeral(c));
    if !begins {
        return at;
    }
    let goes_on = |at: &usize| match typed.get(*at) {
        Some(',') => is_group_comma(typed, *at),
        Some(c) if is_blank(c) => typed.before(*at).is_some_and(is_blank) || is_gap(typed, *at),
        Some(c) => is_number(c),
        None => false,
    };
    (at..at + NUMBER_CHARS).take_while(goes_on).last().map_or(at, |last| last + 1)
}

/// Whether a comma parts thousands, and not one thing that is said from another: `2027, 50,000 yuan`.
fn is_group_comma(typed: &Typed<'_>, at: usize) -> bool {
    let is_plain = |at: usize| typed.part(at..at + 1).starts_with(|c: char| c.is_ascii_digit());
    // A wide comma goes with wide digits.
    let is_alike = typed.part(at..at + 1) == "," || !is_plain(at - 1);
    is_alike && typed.get(at + 1).is_some_and(|c| c.is_ascii_digit() || is_chinese_numeral(c))
}

/// Whether a number may go on behind blanks: with another group of three digits, or with no digit, as
/// in `10 万`.
fn is_gap(typed: &Typed<'_>, at: usize) -> bool {
    let next = typed.past_blanks(at);
    let digits = typed.past(next, |c| c.is_ascii_digit()) - next;
    let before = typed.chars(0..at).iter().rev().take(4).take_while(|c| c.is_ascii_digit()).count();
    digits == 0 || before == 0 || digits == 3 && before <= 3
}

/// Whether blanks stand between two digits; a day may end with the first, `by 30 June 500 yuan`.
pub(super) fn has_gap(typed: &Typed<'_>, at: usize, end: usize) -> bool {
    let is_digit = |at: usize| typed.get(at).is_some_and(|c| c.is_ascii_digit());
    (at + 1..end).any(|gap| {
        is_digit(gap - 1)
            && typed.get(gap).is_some_and(is_blank)
            && is_digit(typed.past_blanks(gap))
    })
}

/// The marks of other money than ours, before a number.
const FOREIGN: [char; 3] = ['£', '$', '€'];

/// The amount whose number begins at a place.
pub(super) fn sum_at(typed: &Typed<'_>, at: usize, limit: usize) -> Option<Found> {
    let before = typed.before(at);
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || is_chinese_numeral(c)) {
        return None;
    }
    let digits = past_number(typed, at);
    let stop = if digits > at { digits } else { past_words(typed, at)? };
    let (start, has_mark) = start_of(typed, at);
    let is_given = is_given(typed, start);
    let number_end = typed.back_over_blanks(stop);
    if before.is_some_and(|mark| FOREIGN.contains(&mark)) {
        let sum = Sum { range: at - 1..number_end, amount: Err(Unclear::Foreign), is_given: true };
        return (number_end <= limit).then_some(Found::Sum(sum));
    }
    let marked_end = || has_mark.then(|| past_scale(typed, stop).unwrap_or(number_end));
    let with_unit = unit_end(typed, stop).or_else(marked_end);
    let sum = |end: usize, amount| {
        (end <= limit).then_some(Found::Sum(Sum { range: start..end, amount, is_given }))
    };
    let loose = Err(Unclear::Fault(AmountFault::Loose));
    if let Some((end, has_unit)) = range_end(typed, at, stop, with_unit) {
        return if has_unit || is_given { sum(tail(typed, end), loose) } else { None };
    }
    let Some(end) = with_unit else {
        let (end, amount) = bare(typed, at, start, is_given)?;
        return sum(end, amount);
    };
    if let Some(end) = changed(typed, end) {
        return if is_given { sum(end, loose) } else { Some(Found::Price(end)) };
    }
    match each::of_each(typed, start, tail(typed, end)) {
        Some(each) => {
            let is_price = match each {
                Each::Head => false,
                Each::Time => !is_given && is_price(typed, start),
                Each::Use => !is_given,
            };
            if is_price {
                return Some(Found::Price(end));
            }
            return sum(tail(typed, end), Err(Unclear::ForEach));
        }
        None if !is_given && is_price(typed, start) => return Some(Found::Price(end)),
        None => {}
    }
    let end = tail(typed, end);
    if typed.says_before(start, NEAR_CHARS, &BOUNDS) {
        return sum(end, Err(Unclear::Fault(AmountFault::AtMost)));
    }
    sum(end, Amount::parse(typed.part(start..end)).map_err(Unclear::Fault))
}

/// Where the unit ends that makes money of the number before it; `1.2 million yuan`, `10w元`: a word
/// of number may stand between.
pub(super) fn unit_end(typed: &Typed<'_>, stop: usize) -> Option<usize> {
    let word =
        past_scale(typed, stop).unwrap_or_else(|| typed.past(stop, |c| c.is_ascii_lowercase()));
    let worded = || {
        let unit = typed.one_of(typed.past_blanks(word), &CURRENCY_AFTER);
        unit.filter(|_| word > stop)
    };
    // Tens of thousands of yuan. A blank before the unit is taken in by a number in digits.
    let gap = typed.past_blanks(stop);
    let gap = typed.one_of(gap, &["of "]).map_or(gap, |(_, end)| end);
    let bare = || typed.one_of(gap, &CURRENCY_AFTER);
    let (unit, end) = bare().or_else(worded)?;
    // 3块标牌 are signs.
    let is_measure = unit == "块" && typed.get(end).is_some_and(is_han);
    (!is_measure).then(|| typed.one_of(end, &["整"]).map_or(end, |(_, end)| end))
}

/// Where what stands behind an amount and says how exact it is ends; English words stand apart.
fn tail(typed: &Typed<'_>, end: usize) -> usize {
    let apart = || {
        let begin = typed.past_blanks(end);
        let stop = typed.said(begin, &TAILS).map(|(_, stop)| stop);
        let is_letter = |at: usize| typed.get(at).is_some_and(|c| c.is_ascii_lowercase());
        stop.filter(|stop| is_letter(begin) && !is_letter(*stop))
    };
    typed.said(end, &TAILS).map(|(_, stop)| stop).or_else(apart).unwrap_or(end)
}

/// Where an amount begins whose number begins at a place, and whether a mark of money does.
fn start_of(typed: &Typed<'_>, at: usize) -> (usize, bool) {
    let marked = typed.ending_in(typed.back_over_blanks(at), &CURRENCY_BEFORE);
    let mut start = marked.map_or(at, |(_, start)| start);
    let is_unit = typed.get(at).is_some_and(|c| unit_of(c).is_some());
    if is_unit && typed.before(start).is_some_and(|c| SOME.contains(&c)) {
        start -= 1;
    }
    for _ in 0..MOST_HEDGES {
        let before = typed.back_over_blanks(start);
        // Handover is not over.
        let is_whole = |start: usize| {
            let is_letter = |c: char| c.is_ascii_alphabetic();
            !typed.get(start).is_some_and(is_letter) || !typed.before(start).is_some_and(is_letter)
        };
        let mut hedges = HEDGES.iter().filter_map(|(word, _)| typed.ending_in(before, &[*word]));
        let Some((_, hedged)) = hedges.find(|(_, start)| is_whole(*start)) else { break };
        let denied = typed.ending_in(typed.back_over_blanks(hedged), &DENIALS);
        start = denied.map_or(hedged, |(_, start)| start);
    }
    (start, marked.is_some())
}

/// Where a range ends whose first number begins at a place and stops at another, and whether it says
/// that it is money. `between 15,000 and 20,000 yuan` is one, too.
fn range_end(
    typed: &Typed<'_>,
    at: usize,
    stop: usize,
    first: Option<usize>,
) -> Option<(usize, bool)> {
    let is_words = past_number(typed, at) == at;
    let number = || if is_words { stop } else { bare_end(typed, at) };
    let end = first.or_else(|| past_scale(typed, stop)).unwrap_or_else(number);
    let joint = typed.past_blanks(end);
    let and = || typed.one_of(joint, &["and "]).filter(|_| is_between(typed, at));
    let (_, between) = typed.one_of(joint, &BETWEEN).or_else(and)?;
    let second = typed.past_blanks(between);
    let marked = typed.one_of(second, &CURRENCY_BEFORE).map(|(_, end)| typed.past_blanks(end));
    let second = marked.unwrap_or(second);
    let digits = past_number(typed, second);
    let stop = if digits > second { digits } else { past_words(typed, second)? };
    if let Some(end) = unit_end(typed, stop) {
        return Some((end, true));
    }
    let plain = past_scale(typed, stop).unwrap_or_else(|| typed.back_over_blanks(stop));
    if marked.is_some() {
        return Some((plain, true));
    }
    if let Some(first) = first.filter(|_| is_over(typed, plain)) {
        // 50,000 yuan to one of the families is no range: a range goes up.
        let read = |start: usize, end: usize| Amount::parse(typed.part(start..end));
        let goes_up = read(second, plain).is_ok_and(|second| {
            read(at, first).is_ok_and(|first| first.hundredths() < second.hundredths())
        });
        return goes_up.then_some((plain, true));
    }
    let end = bare_end(typed, second);
    let is_large = is_large(typed, second, end) && typed.one_of(end, &MEASURES).is_none();
    is_large.then_some((end, first.is_some()))
}

/// Whether the clause goes on from a number without saying what it counts: not `500 yuan to 20
/// households`.
fn is_over(typed: &Typed<'_>, end: usize) -> bool {
    let next = typed.past_blanks(end);
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '/' | '%' | '-');
    typed.get(next).is_none_or(is_mark) || typed.one_of(next, &AFTER_RANGE).is_some()
}

fn is_between(typed: &Typed<'_>, at: usize) -> bool {
    let (start, _) = start_of(typed, at);
    typed.ends_in(typed.back_over_blanks(start), &["between"])
}

/// An amount in ten thousands that leaves out its unit.
fn bare(
    typed: &Typed<'_>,
    at: usize,
    start: usize,
    is_given: bool,
) -> Option<(usize, Result<Amount, Unclear>)> {
    let end = bare_end(typed, at);
    if !is_large(typed, at, end) || typed.one_of(end, &MEASURES).is_some() {
        return None;
    }
    let end = tail(typed, end);
    let next = typed.get(end);
    let is_over =
        next.is_none_or(|c| is_blank(c) || matches!(c, ',' | '.' | ';' | '!' | '?' | ')'));
    let goes_on = is_over || typed.one_of(end, &GOES_ON).is_some();
    match (is_given, goes_on) {
        (true, true) => {
            let amount = Amount::parse(typed.part(start..end)).map_err(Unclear::Fault);
            Some((end, amount))
        }
        (true, false) => Some((end, Err(Unclear::NoUnit))),
        (false, _) => is_over.then_some((end, Err(Unclear::NoUnit))),
    }
}

/// Where a number ends that no unit follows: without what parts it from the next word.
fn bare_end(typed: &Typed<'_>, at: usize) -> usize {
    let is_digit = |at: usize| typed.get(at).is_some_and(|c| c.is_ascii_digit());
    let goes_on = |at: &usize| match typed.get(*at) {
        Some(',' | '.') => is_digit(at - 1) && is_digit(at + 1),
        Some(c) => !is_blank(c) && is_number(c),
        None => false,
    };
    let end = (at..at + NUMBER_CHARS).take_while(goes_on).last().map_or(at, |last| last + 1);
    // 10w is how 10万 is typed in a hurry.
    let is_alone = typed.get(end + 1).is_none_or(|c| !c.is_ascii_alphanumeric());
    if typed.get(end) == Some('w') && end > at && is_alone { end + 1 } else { end }
}

fn is_large(typed: &Typed<'_>, at: usize, end: usize) -> bool {
    typed.chars(at..end).iter().any(|c| *c == 'w' || unit_of(*c).is_some_and(|it| it >= 10_000))
        && typed
            .get(at)
            .is_some_and(|c| c.is_ascii_digit() || unit_of(c).is_none_or(|it| it < 10_000))
}

/// Where the amount ends that one is changed into: `由5元降为3元`.
fn changed(typed: &Typed<'_>, end: usize) -> Option<usize> {
    let from = typed.past_blanks(end);
    typed.get(from).filter(|c| CHANGES.contains(*c))?;
    let to = (from + 1..from + 4).find(|at| matches!(typed.get(*at), Some('为' | '到' | '至')))?;
    let number = typed.past_blanks(to + 1);
    let stop = past_number(typed, number);
    (stop > number).then(|| unit_end(typed, stop)).flatten()
}

/// Whether it is what something costs.
fn is_price(typed: &Typed<'_>, start: usize) -> bool {
    typed.says_before(start, NEAR_CHARS, &PRICES)
}
