//! What each of something costs or gets, which is no sum that is given: `每户2000元`, `3元/小时`,
//! `2,000 yuan per household`.

use super::shape::{past_number, unit_end};
use crate::command::grammar::typed::Typed;
use crate::domain::text::is_han;

/// What it is that each amount is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Each {
    /// People or households, who get it.
    Head,
    /// A stretch of time, or something else that may get it: a year.
    Time,
    /// Something that is used and has a price, as hours are.
    Use,
}

/// So near behind a 每 stands the amount for each of something.
const NEAR_CHARS: usize = 6;
/// So near behind the word for a household or a person stands what each of them gets.
const HEADS_CHARS: usize = 14;
/// So near it stands in English.
const ENGLISH_CHARS: usize = 32;
/// Each household or person, before the amount.
const HEADS_BEFORE: [&str; 8] =
    ["每户", "每人", "每家", "每名", "每位", "每个家庭", "人均", "户均"];
/// The same in English.
const ENGLISH_BEFORE: [&str; 7] =
    ["each ", "every ", "per household", "per family", "per person", "per resident", "per head"];
/// The same behind the amount.
const HEADS_AFTER: [&str; 26] = [
    "/户",
    "/人",
    "/家",
    "每户",
    "每人",
    "每家",
    "每名",
    "每位",
    "一户",
    "一人",
    "一家",
    "each",
    "apiece",
    "per household",
    "per family",
    "per person",
    "per resident",
    "per head",
    "per capita",
    "per home",
    "a household",
    "a family",
    "a person",
    "a head",
    "for each",
    "for every",
];
/// What is used and has a price, behind what says each.
const USES: [&str; 32] = [
    "小时", "分钟", "时", "次", "辆", "车", "度", "吨", "立方", "方", "平", "米", "公里", "公斤",
    "斤", "张", "份", "件", "台", "本", "kwh", "km", "kg", "hour", "minute", "car", "ton", "metre",
    "meter", "kilo", "visit", "ticket",
];
/// Stretches of time and what else may get it, behind a stroke that stands apart.
const TIMES: [&str; 17] = [
    "年度",
    "年",
    "月",
    "季",
    "周",
    "天",
    "日",
    "户",
    "人",
    "家",
    "year",
    "month",
    "quarter",
    "week",
    "day",
    "household",
    "person",
];
/// A stretch of time in English, behind the amount.
const BY_TIME: [&str; 12] = [
    "a year",
    "a month",
    "a quarter",
    "a week",
    "a day",
    "every ",
    "annually",
    "yearly",
    "monthly",
    "quarterly",
    "weekly",
    "daily",
];
/// By what an amount is given, and not for each of what: per the agreement.
const PER_TERMS: [&str; 14] = [
    "the ",
    "our ",
    "its ",
    "their ",
    "this ",
    "that ",
    "agreement",
    "contract",
    "plan",
    "schedule",
    "budget",
    "decision",
    "request",
    "law",
];
/// Stretches of time behind a 每.
const STRETCHES: [&str; 11] =
    ["年度", "年", "月份", "月", "季度", "季", "星期", "周", "天", "日", "学期"];
/// What is done with a sum for each stretch of time, or what it is: 5万元每年的经费.
const PAID: [&str; 22] = [
    "的", "计", "起", "左右", "以内", "封顶", "包干", "标准", "发", "拨", "补", "支", "付", "投入",
    "安排", "给", "收", "缴", "交", "领", "资金", "经费",
];
/// What says before an amount that all of it comes to that.
const TOTALS: [&str; 10] = [
    "合计",
    "总计",
    "总共",
    "一共",
    "共计",
    "总额",
    "total of",
    "in total",
    "in all",
    "altogether",
];
/// So near before an amount it says so.
const TOTAL_CHARS: usize = 14;
/// So near behind the word for each of something stands what each of them gets.
const OWN_CHARS: usize = 16;
/// So near behind a 每 stands how often something is done: 每月检查一次.
const OFTEN_CHARS: usize = 10;

/// Of what each the amount in a range is, if it is of any.
pub(super) fn of_each(typed: &Typed<'_>, start: usize, end: usize) -> Option<Each> {
    if let Some(each) = behind(typed, typed.past_blanks(end), end) {
        return Some(each);
    }
    if is_total(typed, start) {
        return None;
    }
    if typed.says_before(start, HEADS_CHARS, &HEADS_BEFORE) || says_each(typed, start) {
        return Some(Each::Head);
    }
    let back = typed.clause_before(start, NEAR_CHARS).position(|c| c == '每')?;
    let is_use = typed.one_of(start - back, &USES).is_some();
    Some(if is_use { Each::Use } else { Each::Time })
}

/// What stands at a place behind the end of an amount.
fn behind(typed: &Typed<'_>, after: usize, end: usize) -> Option<Each> {
    // 2万元、3万元 are two sums.
    if typed.part(after..after + 1) == "、" {
        return None;
    }
    if let Some((_, stop)) = typed.one_of(after, &HEADS_AFTER) {
        return (!has_own_sum(typed, stop)).then_some(Each::Head);
    }
    let of = |at: usize| match typed.one_of(at, &USES) {
        Some(_) => Each::Use,
        None => Each::Time,
    };
    if typed.one_of(after, &["an hour", "a minute"]).is_some() {
        return Some(Each::Use);
    }
    if typed.one_of(after, &BY_TIME).is_some() {
        return Some(Each::Time);
    }
    let (word, stop) = typed.one_of(after, &["/", "每", "per "])?;
    let what = typed.past_blanks(stop);
    let is_each = match word {
        "/" => {
            let is_apart = after > end || what > stop;
            let is_known = [&USES[..], &TIMES].iter().any(|it| typed.one_of(what, it).is_some());
            is_known || !is_apart && typed.get(what).is_some_and(char::is_alphanumeric)
        }
        "每" => {
            !has_own_sum(typed, stop) && !is_how_often(typed, stop) && !begins_a_task(typed, stop)
        }
        _ => typed.one_of(what, &PER_TERMS).is_none(),
    };
    is_each.then(|| of(what))
}

/// Whether each of them has a sum of its own, so that the one before is all of it: 20万元每户2000元.
fn has_own_sum(typed: &Typed<'_>, at: usize) -> bool {
    let goes_on =
        |at: &usize| !typed.get(*at).is_none_or(|c| matches!(c, ',' | '.' | ';' | '!' | '?'));
    (at..at + OWN_CHARS).take_while(goes_on).any(|at| {
        let stop = past_number(typed, at);
        stop > at && unit_end(typed, stop).is_some()
    })
}

/// Whether it is told how often something is done, behind a 每; 每次 is each time.
fn is_how_often(typed: &Typed<'_>, at: usize) -> bool {
    let rest = typed.rest(at).iter().take(OFTEN_CHARS);
    let clause = rest.take_while(|c| !matches!(c, ',' | '.' | ';' | '!' | '?'));
    clause.skip(2).any(|c| matches!(c, '次' | '遍' | '回'))
}

/// Whether the stretch of time at a place, behind a 每, says when something is done, and not for what
/// the sum is: 5万元每月报告进度.
fn begins_a_task(typed: &Typed<'_>, at: usize) -> bool {
    let stretch = typed.past(at, |c| "个两半一二三四六".contains(c));
    let Some((_, end)) = typed.one_of(stretch, &STRETCHES) else { return false };
    let is_over = typed.get(end).is_none_or(|c| !is_han(c));
    !is_over && typed.one_of(end, &PAID).is_none()
}

/// Whether all of it comes to the amount that begins at a place: 每户2000元共20万元. 共同 is together.
fn is_total(typed: &Typed<'_>, start: usize) -> bool {
    let begin = start - typed.clause_before(start, TOTAL_CHARS).count();
    (begin..start).any(|at| {
        let is_in_all = typed.begins(at, "共")
            && !typed.get(at + 1).is_some_and(|c| "同享建治有".contains(c))
            && typed.before(at) != Some('公');
        is_in_all || typed.one_of(at, &TOTALS).is_some()
    })
}

/// Whether an English word for each of some people stands in the clause before a place.
fn says_each(typed: &Typed<'_>, start: usize) -> bool {
    let begin = start - typed.clause_before(start, ENGLISH_CHARS).count();
    let is_word = |at: &usize| !typed.before(*at).is_some_and(|c| c.is_ascii_alphanumeric());
    (begin..start).filter(is_word).any(|at| typed.one_of(at, &ENGLISH_BEFORE).is_some())
}
