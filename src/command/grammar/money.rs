//! The money that a sentence speaks of: `10万余元`, `约3.5万元`, `¥1,200`.
//!
//! Finds where an amount stands; how much it is, is read as everywhere else (`domain::amount`). A price
//! is no money that is given.

mod each;
mod shape;
mod words;

use self::shape::{Found, sum_at};
use super::typed::Typed;
use crate::domain::amount::{Amount, AmountFault};
use std::cell::LazyCell;
use std::ops::Range;

/// What speaks of money that is given.
const GIVING: [&str; 23] = [
    "拨付", "划拨", "下拨", "投入", "资金", "安排", "补助", "经费", "投资", "落实", "预算", "筹措",
    "支付", "专项", "争取", "fund", "出资", "拿出", "筹集", "自筹", "配套", "列支", "奖补",
];
/// So near before an amount it says that this is given.
const GIVING_CHARS: usize = 8;

/// An amount that stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// How much.
    pub(super) amount: Result<Amount, Unclear>,
    /// Whether a word that speaks of giving stands before it.
    pub(super) is_given: bool,
}

/// Why it cannot be told how much money it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclear {
    /// It is no amount.
    Fault(AmountFault),
    /// It may be a number of something else.
    NoUnit,
    /// It is what each of several gets.
    ForEach,
    /// It is money of another country.
    Foreign,
}

/// The amounts of a part of a line, in order, but for what is taken already. A number does not begin
/// within a day and go on behind it; the days are asked for where one may.
pub(super) fn sums(
    typed: &Typed<'_>,
    body: Range<usize>,
    taken: &[Range<usize>],
    days: impl FnOnce() -> Vec<Range<usize>>,
) -> Vec<Sum> {
    let days = LazyCell::new(days);
    let mut found = Vec::new();
    let mut at = body.start;
    while at < body.end {
        match sum_at(typed, at, body.end) {
            Some(Found::Sum(sum)) => {
                if shape::has_gap(typed, at, sum.range.end)
                    && let Some(day) = days.iter().find(|day| day.contains(&at))
                    && day.end < sum.range.end
                {
                    at = day.end;
                    continue;
                }
                at = sum.range.end.max(at + 1);
                let is_free =
                    taken.iter().all(|it| it.end <= sum.range.start || sum.range.end <= it.start);
                found.extend(Some(sum).filter(|_| is_free));
            }
            Some(Found::Price(end)) => at = end.max(at + 1),
            None => at = shape::past_number(typed, at).max(at + 1),
        }
    }
    found
}

/// The one that is given, among several: the first behind a word that speaks of giving, else the
/// first; none where one of them may be it and is not clear.
pub(super) fn given(sums: &[Sum]) -> Option<Amount> {
    let meant = meant(sums);
    let is_clear = meant.iter().all(|sum| sum.amount.is_ok());
    meant.first().filter(|_| is_clear)?.amount.ok()
}

/// Another amount that may be given beside the one that counts.
pub(super) fn another<'s>(typed: &Typed<'_>, sums: &'s [Sum]) -> Option<&'s Sum> {
    let first = given(sums)?;
    // 投入10万元，其中财政6万元 is one sum and its parts.
    let is_part = |sum: &&&Sum| {
        let from = sum.range.start.saturating_sub(NEAR_PART_CHARS);
        (from..sum.range.start).any(|at| typed.begins(at, "其中"))
    };
    let parts = sums.iter().position(|sum| is_part(&&sum)).unwrap_or(sums.len());
    let before = sums.get(..parts).unwrap_or_default();
    meant(before).into_iter().find(|sum| sum.amount != Ok(first))
}

/// So near before a sum 其中 makes it a part of the one before.
const NEAR_PART_CHARS: usize = 12;

/// What may be given: what each of several gets is not, where something else is.
fn meant(sums: &[Sum]) -> Vec<&Sum> {
    let whole = |sum: &&Sum| sum.amount != Err(Unclear::ForEach);
    let mut all: Vec<&Sum> = sums.iter().filter(whole).collect();
    if all.is_empty() {
        all = sums.iter().collect();
    }
    let given: Vec<&Sum> = all.iter().copied().filter(|sum| sum.is_given).collect();
    if given.is_empty() { all } else { given }
}

/// Whether a word that speaks of giving stands before an amount, in its clause.
fn is_given(typed: &Typed<'_>, start: usize) -> bool {
    let near = typed.chars(start.saturating_sub(GIVING_CHARS)..start).iter().rev();
    let length = near.take_while(|c| !matches!(c, ',' | '.' | ';' | '!' | '?')).count();
    (start - length..start).any(|at| typed.one_of(at, &GIVING).is_some())
}
