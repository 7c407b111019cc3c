//! The money that a sentence speaks of: `10万余元`, `约3.5万元`, `¥1,200`.

use super::typed::Typed;
use crate::domain::amount::{Amount, AmountFault};
use std::ops::Range;

/// What makes an amount of a number, behind it.
const AFTER: [&str; 8] = ["元人民币", "元整", "块钱", "元", "圆", "块", "yuan", "rmb"];
/// What makes an amount of a number, before it.
const BEFORE: [&str; 5] = ["人民币", "rmb", "cny", "¥", "￥"];
/// What says how exact it is, before it.
const HEDGES: [&str; 16] = [
    "不少于",
    "大约",
    "大概",
    "超过",
    "至少",
    "about",
    "around",
    "over",
    "more than",
    "at least",
    "约",
    "近",
    "逾",
    "超",
    "≥",
    "~",
];
/// What says how exact it is, behind it.
const TAILS: [&str; 5] = ["左右", "上下", "以上", "有余", "许"];
/// What speaks of money that is given.
const GIVING: [&str; 16] = [
    "拨付", "划拨", "下拨", "投入", "资金", "安排", "补助", "经费", "投资", "落实", "预算", "筹措",
    "支付", "专项", "争取", "fund",
];
/// The most characters of a number.
const NUMBER_CHARS: usize = 24;
/// A price for each of something stands so near behind a 每.
const EACH_CHARS: usize = 6;

/// An amount that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// How much.
    pub(super) amount: Result<Amount, AmountFault>,
}

/// The amounts of a part of a line, in order, but for what is taken already.
pub(super) fn sums(typed: &Typed<'_>, body: Range<usize>, taken: &[Range<usize>]) -> Vec<Sum> {
    let mut found = Vec::new();
    let mut at = body.start;
    while at < body.end {
        match sum_at(typed, at, body.end) {
            Some(sum) => {
                at = sum.range.end;
                let is_free =
                    taken.iter().all(|it| it.end <= sum.range.start || sum.range.end <= it.start);
                found.extend(Some(sum).filter(|_| is_free));
            }
            None => at = past_number(typed, at).max(at + 1),
        }
    }
    found
}

/// The one that is given, among several: the first behind a word that speaks of giving, else the
/// first.
pub(super) fn given(typed: &Typed<'_>, sums: &[Sum]) -> Option<Amount> {
    let read = || sums.iter().filter_map(|sum| Some((sum, sum.amount.ok()?)));
    let is_given = |sum: &Sum| {
        let from = sum.range.start.saturating_sub(8);
        (from..sum.range.start).any(|at| typed.one_of(at, &GIVING).is_some())
    };
    let behind = read().find(|(sum, _)| is_given(sum));
    behind.or_else(|| read().next()).map(|(_, amount)| amount)
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || is_spoken(c) || matches!(c, ',' | '.' | ' ' | '余' | '多' | '几')
}

const fn is_spoken(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '壹'
            | '贰'
            | '叁'
            | '肆'
            | '伍'
            | '陆'
            | '柒'
            | '捌'
            | '玖'
            | '拾'
            | '佰'
            | '仟'
            | '萬'
            | '億'
    )
}

/// Where the number ends that begins at a place.
fn past_number(typed: &Typed<'_>, at: usize) -> usize {
    let begins = typed.get(at).is_some_and(|c| c.is_ascii_digit() || is_spoken(c));
    if begins { typed.past(at, is_number).min(at + NUMBER_CHARS) } else { at }
}

/// The amount whose number begins at a place.
fn sum_at(typed: &Typed<'_>, at: usize, limit: usize) -> Option<Sum> {
    let stop = past_number(typed, at);
    if stop == at || typed.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || is_spoken(c)) {
        return None;
    }
    let (start, has_mark) = start_of(typed, at);
    let number_end = typed.back_over_blanks(stop);
    let word_end = typed.past(stop, |c| c.is_ascii_lowercase());
    let after = typed.one_of(stop, &AFTER).map(|(_, end)| end);
    // `1.2 million yuan`: a word of number may stand between.
    let worded = (word_end > stop)
        .then(|| typed.one_of(typed.past_blanks(word_end), &["yuan", "rmb"]).map(|(_, end)| end))
        .flatten();
    let end = after.or(worded).or_else(|| has_mark.then_some(number_end))?;
    if is_price_of_each(typed, start, end) {
        return None;
    }
    let end = typed.one_of(end, &TAILS).map_or(end, |(_, tail)| tail);
    let amount = Amount::parse(typed.part(start..end));
    (end <= limit).then_some(Sum { range: start..end, amount })
}

/// Where an amount begins whose number begins at a place, and whether a mark of money does.
fn start_of(typed: &Typed<'_>, at: usize) -> (usize, bool) {
    let marked = typed.ending_in(typed.back_over_blanks(at), &BEFORE).map(|(_, start)| start);
    let start = marked.unwrap_or(at);
    let hedged = typed.ending_in(typed.back_over_blanks(start), &HEDGES);
    (hedged.map_or(start, |(_, start)| start), marked.is_some())
}

/// Whether it is what each of something costs, which is no fund: `每小时3元`, `3元/小时`.
fn is_price_of_each(typed: &Typed<'_>, start: usize, end: usize) -> bool {
    let near = typed.chars(start.saturating_sub(EACH_CHARS)..start);
    let clause = near.iter().rev().take_while(|c| !matches!(c, ',' | '.' | ';' | ':'));
    typed.get(end).is_some_and(|c| matches!(c, '/' | '每'))
        || clause.into_iter().any(|c| *c == '每')
}
