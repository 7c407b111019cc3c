//! What looks like a date, by its characters alone: so that each place is read once, and words that
//! only hold a number are left alone.

use crate::command::grammar::typed::Typed;

/// A stretch of text that looks like a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Where what is read begins: behind what only brings it in.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Whether it says by itself that it is a deadline: 前, 内, 底.
    pub(super) is_deadline: bool,
    /// Whether it counts from a day.
    pub(super) is_relative: bool,
    /// Whether it names a month and a day, so that it is meant as a date for sure.
    pub(super) is_day: bool,
}

const BEFORE: [&str; 3] = ["之前", "以前", "前"];
const WITHIN: [&str; 6] = ["之内", "以内", "内", "之后", "以后", "后"];
const UNITS: [&str; 14] = [
    "个工作日",
    "个小时",
    "小时",
    "工作日",
    "个半月",
    "个月",
    "个星期",
    "星期",
    "个礼拜",
    "礼拜",
    "周",
    "天",
    "日",
    "年",
];
const WEEKS: [&str; 9] = ["下下个", "下下", "下个", "下", "本", "这个", "这", "next ", "this "];
const DAY_OF_WEEK: [&str; 3] = ["周", "星期", "礼拜"];
const ENDS: [&str; 19] = [
    "本月底",
    "下月底",
    "下个月底",
    "月底",
    "今年底",
    "明年底",
    "年底",
    "本月内",
    "当月内",
    "月内",
    "今年内",
    "本年内",
    "年内",
    "本周内",
    "这周内",
    "下周内",
    "下月内",
    "下个月内",
    "明年内",
];
const NAMED: [&str; 4] = ["明天", "明日", "后天", "后日"];
/// What brings a day in, in English.
const ENGLISH: [&str; 9] =
    ["no later than ", "within ", "before ", "until ", "till ", "by ", "due ", "in ", "deadline: "];
/// The most words of an English date.
const ENGLISH_WORDS: usize = 6;
/// The most digits of a number in a date.
const DIGITS: usize = 8;

/// The shapes that begin at a place, the longest first; none within a number or a word.
pub(super) fn shape_at(typed: &Typed<'_>, at: usize) -> Vec<Shape> {
    let Some(first) = typed.get(at) else { return Vec::new() };
    let before = typed.before(at);
    if first.is_ascii_alphabetic() {
        let is_inside = before.is_some_and(|c| c.is_ascii_alphanumeric());
        return if is_inside { Vec::new() } else { english(typed, at) };
    }
    let found = match number(typed, at) {
        Some(_) if is_within_number(first, before) => None,
        Some(after) => numbered(typed, at, after),
        None => named(typed, at),
    };
    found.into_iter().collect()
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

const fn is_numeral(c: char) -> bool {
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
            | '半'
    )
}

/// Where the number ends that begins at a place; `None` where none does.
fn number(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let digits = typed.past(at, |c| c.is_ascii_digit());
    let end = if digits > at { digits } else { typed.past(at, is_numeral) };
    (end > at && end - at <= DIGITS).then_some(end)
}

fn shape(at: usize, end: usize) -> Shape {
    Shape { from: at, end, is_deadline: false, is_relative: false, is_day: false }
}

/// With 前 behind it, if that stands there.
fn closed(typed: &Typed<'_>, shape: Shape) -> Shape {
    let shape_end = typed.past_blanks(shape.end);
    match typed.one_of(shape_end, &BEFORE) {
        Some((_, end)) => Shape { end, is_deadline: true, ..shape },
        None => shape,
    }
}

/// A date or a stretch of time that begins with a number.
fn numbered(typed: &Typed<'_>, at: usize, after: usize) -> Option<Shape> {
    counted(typed, at, after)
        .or_else(|| chinese(typed, at, after))
        .or_else(|| international(typed, at, after))
}

/// So many days, weeks, months: `两周内`, `10个工作日`, `半年内`.
fn counted(typed: &Typed<'_>, at: usize, after: usize) -> Option<Shape> {
    let unit_at = typed.past_blanks(after);
    let (unit, unit_end) = match (typed.before(after), typed.get(after)) {
        (Some('半'), Some('年' | '月')) => ("年", after + 1),
        _ => typed.one_of(unit_at, &UNITS)?,
    };
    if let Some((_, end)) = typed.one_of(unit_end, &WITHIN) {
        return Some(Shape { is_deadline: true, is_relative: true, ..shape(at, end) });
    }
    let is_working = unit.ends_with("工作日");
    if is_working && typed.one_of(unit_end, &BEFORE).is_none() {
        return Some(Shape { is_deadline: true, is_relative: true, ..shape(at, unit_end) });
    }
    // 三天前 lies back, so that nothing in it is read as a date of its own; 10日前 is the tenth.
    let ago = typed.one_of(unit_end, &BEFORE).filter(|_| !matches!(unit, "日" | "年"));
    ago.map(|(_, end)| Shape { is_relative: true, ..shape(at, end) })
}

/// `2023年6月30日`, `6月30日`, `6月底`, `2023年底`, `10日前`.
fn chinese(typed: &Typed<'_>, at: usize, after: usize) -> Option<Shape> {
    let mark_at = typed.past_blanks(after);
    match typed.get(mark_at)? {
        '年' => {
            if let Some((_, end)) = typed.one_of(mark_at + 1, &["底"]) {
                return Some(closed(typed, Shape { is_deadline: true, ..shape(at, end) }));
            }
            let month_at = typed.past_blanks(mark_at + 1);
            month(typed, at, month_at, number(typed, month_at)?)
        }
        '月' => month(typed, at, at, after),
        // A house and a bus have numbers too.
        '日' | '号' => {
            let day = closed(typed, shape(at, mark_at + 1));
            day.is_deadline.then_some(day)
        }
        _ => None,
    }
}

/// The month whose number ends at a place, with its day or its end; a month alone is no day.
fn month(typed: &Typed<'_>, at: usize, month_at: usize, after: usize) -> Option<Shape> {
    let mark_at = typed.past_blanks(after);
    if month_at == after || typed.get(mark_at) != Some('月') {
        return None;
    }
    if let Some((_, end)) = typed.one_of(mark_at + 1, &["底"]) {
        return Some(closed(typed, Shape { is_deadline: true, ..shape(at, end) }));
    }
    let day_at = typed.past_blanks(mark_at + 1);
    let day_end = number(typed, day_at)?;
    let sign = typed.past_blanks(day_end);
    let end = if matches!(typed.get(sign), Some('日' | '号')) { sign + 1 } else { day_end };
    Some(closed(typed, Shape { is_day: true, ..shape(at, end) }))
}

/// `2023-06-30`, `2023/6/30`, `20230630`, `6.30前`.
fn international(typed: &Typed<'_>, at: usize, after: usize) -> Option<Shape> {
    if !typed.get(at)?.is_ascii_digit() {
        return None;
    }
    let digits = after - at;
    let Some(between @ ('-' | '/' | '.')) = typed.get(after) else {
        let is_over = typed.get(after).is_none_or(|c| !c.is_alphanumeric() || c > '\u{2e80}');
        return (digits == 8 && typed.begins(at, "20") && is_over)
            .then(|| closed(typed, shape(at, after)));
    };
    let second = number(typed, after + 1).filter(|end| end - after <= 3)?;
    if digits <= 2 {
        let day = closed(typed, Shape { is_day: true, ..shape(at, second) });
        return day.is_deadline.then_some(day);
    }
    if digits != 4 || typed.get(second) != Some(between) {
        return None;
    }
    let third = number(typed, second + 1).filter(|end| end - second <= 3)?;
    let day = Shape { is_day: true, ..shape(at, third) };
    Some(closed(typed, day))
}

/// A day with a name: 下周五, 月底, 明天.
fn named(typed: &Typed<'_>, at: usize) -> Option<Shape> {
    if let Some((word, end)) = typed.one_of(at, &ENDS) {
        let is_part = typed.before(at).is_some_and(|c| is_numeral(c) || c == '年' || c == '个');
        let day = Shape { is_deadline: true, is_relative: true, ..shape(at, end) };
        return (!is_part || word.chars().count() > 2).then(|| closed(typed, day));
    }
    if let Some((_, end)) = typed.one_of(at, &NAMED) {
        return Some(closed(typed, Shape { is_relative: true, ..shape(at, end) }));
    }
    let week = typed.one_of(at, &WEEKS).map(|(_, end)| end);
    let (_, name_at) = typed.one_of(week.unwrap_or(at), &DAY_OF_WEEK)?;
    let is_day = typed
        .get(name_at)
        .is_some_and(|c| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '日' | '天'));
    if !is_day {
        return None;
    }
    let day = closed(typed, Shape { is_relative: true, ..shape(at, name_at + 1) });
    let is_certain =
        week.is_some() || day.is_deadline && !matches!(typed.before(at), Some('每' | '上' | '个'));
    is_certain.then_some(day)
}

/// An English date behind a word that brings it in, the longest first.
fn english(typed: &Typed<'_>, at: usize) -> Vec<Shape> {
    let Some((_, from)) = typed.one_of(at, &ENGLISH) else {
        return Vec::new();
    };
    let is_within = typed.begins(at, "within ") || typed.begins(at, "in ");
    let mut ends = Vec::new();
    let mut end = from;
    while ends.len() < ENGLISH_WORDS {
        let word = typed.past_blanks(end);
        let stop = typed.past(word, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'));
        if stop == word {
            break;
        }
        ends.push(stop);
        // A comma stands within a date alone before its year.
        let comma = typed.get(stop) == Some(',')
            && typed.get(typed.past_blanks(stop + 1)).is_some_and(|c| c.is_ascii_digit());
        end = if comma { stop + 1 } else { stop };
    }
    let start = if is_within { at } else { from };
    let read = |end| Shape { from: start, is_deadline: true, is_relative: true, ..shape(at, end) };
    ends.into_iter().rev().map(read).collect()
}
