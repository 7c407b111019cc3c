//! What the words around a day make of it: a deadline, or a day that must not be taken for one.

use super::shape::{Form, Shape};
use crate::command::grammar::doubt::OpenDay;
use crate::command::grammar::typed::Typed;
use crate::domain::date::words::{MONTHS, YEARS};
use crate::domain::text::is_han;
use std::ops::Range;

/// What stands behind a day by which something is done.
const DONE_BY: [&str; 23] = [
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
    "止",
];
/// What may stand between a day and that.
const FULLY: [&str; 12] =
    ["全部", "全面", "基本", "正式", "争取", "力争", "必须", "应当", "予以", "就", "要", "能"];
/// What stands before such a day.
const UNTIL: [&str; 17] = [
    "截至",
    "截止到",
    "截止",
    "起至",
    "延至",
    "延长至",
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
/// What says that a day is only about that one.
const ABOUT: [&str; 3] = ["前后", "左右", "上下"];
/// What says that something begins on a day, behind it.
const BEGINS: [&str; 6] = ["起", "开始", "以后", "之后", "以来", "后"];
/// What says that something comes again and again.
const EACH: [&str; 8] = ["每年", "每月", "每个月", "每季", "每周", "每逢", "逐月", "逐年"];
/// A calendar that is not reckoned.
const LUNAR: [&str; 4] = ["农历", "阴历", "旧历", "正月"];
/// What counts from a day that the sentence does not name.
const ELSEWHERE: [&str; 9] =
    ["次年", "翌年", "第二年", "同年", "当年", "次月", "隔年", "隔月", "往年"];
/// What a stretch of time counts from, if not from the session.
const CONDITIONS: [&str; 5] = ["收到", "接到", "受理之日", "之日起", "之日"];
/// What counts from the session itself.
const FROM_HERE: [&str; 10] = [
    "即日起",
    "今天起",
    "今日起",
    "本日起",
    "现在起",
    "会议之日起",
    "会议后",
    "会议结束后",
    "今后",
    "散会后",
];
/// What speaks of a day that has passed.
const PAST: [&str; 6] = ["去年", "前年", "上月", "上个月", "上季度", "上个季度"];
/// The most characters between a day and what is said of it in its clause.
const NEAR_CHARS: usize = 24;

/// Whether the words around a day make it a deadline.
pub(super) fn is_due(typed: &Typed<'_>, range: &Range<usize>) -> bool {
    let mut after = typed.past_blanks(range.end);
    if let Some((_, end)) = typed.one_of(after, &FULLY) {
        after = end;
    }
    let is_done = typed
        .one_of(after, &DONE_BY)
        // 6月完成的 and 6月完成了 tell what was.
        .is_some_and(|(_, end)| !typed.get(end).is_some_and(|c| "的了过".contains(c)));
    is_done || typed.ends_in(typed.back_over_blanks(range.start), &UNTIL)
}

/// Whether it is told what was: 6月底完成了, 去年11月底.
pub(super) fn is_told(typed: &Typed<'_>, range: &Range<usize>) -> bool {
    let after = typed.past_blanks(range.end);
    let done = typed.one_of(after, &DONE_BY).and_then(|(_, end)| typed.get(end));
    typed.one_of(after, &["已", "就已", "曾"]).is_some()
        || typed.one_of(range.start, &PAST).is_some()
        || done.is_some_and(|c| matches!(c, '了' | '过'))
}

/// Where the name of a calendar that is not reckoned begins, before a day.
pub(super) fn lunar(typed: &Typed<'_>, at: usize) -> Option<usize> {
    typed.ending_in(typed.back_over_blanks(at), &LUNAR).map(|(_, start)| start)
}

/// Why a day that would be a deadline is none.
pub(super) fn open(typed: &Typed<'_>, at: usize, shape: &Shape) -> Option<OpenDay> {
    let before = typed.back_over_blanks(at);
    let after = typed.past_blanks(shape.end);
    let is_counted = shape.form == Form::Counted;
    let is_known = matches!(shape.form, Form::Counted | Form::Range | Form::English);
    if typed.one_of(shape.end, &ABOUT).is_some() {
        return Some(OpenDay::Vague);
    }
    if is_repeated(typed, before, shape) {
        return Some(OpenDay::Repeats);
    }
    if is_of_another_year(typed, before) {
        return Some(OpenDay::Vague);
    }
    if is_counted && is_conditional(typed, before) {
        return Some(OpenDay::Conditional);
    }
    let begins = typed.one_of(after, &BEGINS).is_some() || typed.ends_in(before, &["自", "从"]);
    if !is_known && begins {
        return Some(OpenDay::Begins);
    }
    let describes = shape.is_deadline && typed.get(after) == Some('的');
    describes.then_some(OpenDay::Describes)
}

fn is_repeated(typed: &Typed<'_>, before: usize, shape: &Shape) -> bool {
    if typed.ends_in(before, &["每", "每个", "每隔"]) {
        return true;
    }
    shape.form != Form::Counted && !shape.has_year && typed.says_before(before, NEAR_CHARS, &EACH)
}

/// Whether a year or a month stands right before a day that is not read with it.
fn is_of_another_year(typed: &Typed<'_>, before: usize) -> bool {
    // 次年底 is none of this year, though 年底 is.
    let is_end = matches!(typed.get(before), Some('年' | '月'));
    if is_end && typed.before(before).is_some_and(|c| "次翌隔同".contains(c)) {
        return true;
    }
    let before = if typed.before(before) == Some('的') { before - 1 } else { before };
    let counted = YEARS.iter().chain(&MONTHS).any(|(word, _)| typed.ends_in(before, &[*word]));
    counted || typed.ends_in(before, &ELSEWHERE)
}

/// Whether a stretch of time counts from something that has yet to happen.
fn is_conditional(typed: &Typed<'_>, before: usize) -> bool {
    // 收到材料后，10个工作日内: the condition may be parted by a comma.
    let stop = if typed.before(before) == Some(',') { before - 1 } else { before };
    if typed.ends_in(stop, &FROM_HERE) {
        return false;
    }
    if typed.before(stop) == Some('起') {
        return !typed.ends_in(stop, &["一起", "发起", "引起"]);
    }
    if stop < before {
        return is_after(typed, stop, before);
    }
    let begin = before - typed.clause_before(before, NEAR_CHARS).count();
    typed.says_before(before, NEAR_CHARS, &CONDITIONS)
        || (begin + 1..=before).any(|at| is_after(typed, at, before))
}

/// Whether a 后 that ends at a place says after what: 验收后, but not 会后, 最后 or 后续.
fn is_after(typed: &Typed<'_>, at: usize, before: usize) -> bool {
    if typed.before(at) != Some('后') || typed.ends_in(at, &FROM_HERE) {
        return false;
    }
    let is_here = typed.ends_in(at, &["会后"])
        && at
            .checked_sub(3)
            .and_then(|it| typed.get(it))
            .is_none_or(|c| !is_han(c) || !"事大委协党社证例民题公研评联审表动".contains(c));
    let word = at.checked_sub(2).and_then(|it| typed.get(it));
    let is_other = word.is_none_or(|c| "最先前落背滞善".contains(c));
    let next = typed.get(at).filter(|_| at < before);
    let goes_on = next.is_some_and(|c| "续勤期台方备果街山院排门代者面半的".contains(c));
    !is_here && !is_other && !goes_on
}
