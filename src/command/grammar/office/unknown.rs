//! A department that a sentence speaks of and that nobody knows.

mod english;

use super::{ACTING_BEFORE, LEAD_AFTER, SUPPORT_AFTER};
use crate::command::grammar::due;
use crate::command::grammar::typed::Typed;
use crate::domain::text::is_han;
use std::ops::Range;

/// How the name of a department or a unit ends, longest first.
const ENDINGS: [&str; 23] = [
    "委员会",
    "办事处",
    "管理处",
    "街道办",
    "联合会",
    "镇政府",
    "乡政府",
    "委会",
    "协会",
    "商会",
    "支队",
    "大队",
    "中队",
    "总队",
    "公司",
    "中心",
    "局",
    "委",
    "办",
    "院",
    "所",
    "站",
    "厅",
];
/// How it ends where nothing but a day follows: nothing else ends so.
const SURE_ENDINGS: [&str; 12] = [
    "委员会",
    "办事处",
    "管理处",
    "街道办",
    "镇政府",
    "乡政府",
    "支队",
    "大队",
    "中队",
    "公司",
    "中心",
    "局",
];
/// What only ends like one.
const NO_OFFICES: [&str; 19] = [
    "格局", "结局", "布局", "全局", "大局", "僵局", "困局", "开局", "场所", "督办", "承办", "协办",
    "主办", "经办", "交办", "补办", "代办", "查办", "举办",
];
/// What says that it acts, right behind it.
const ACTS: [&str; 8] = ["完成", "办结", "尽快", "立即", "马上", "抓紧", "及时", "答复"];
/// What brings in whoever is to act or to help.
const CUES: [&str; 6] = ["会同", "配合", "协助", "协同", "联合", "责成"];
/// What a word begins with that ends like a department and names none.
const NO_NAMES: [&str; 17] = [
    "相关", "有关", "各", "本", "我", "该", "全", "贵", "上级", "职能", "主管", "什么", "哪", "结",
    "布", "当", "市委",
];
/// The most characters of such a name.
const NAME_CHARS: usize = 14;

/// The first name of a department that stands where one acts or helps, but for what is taken.
pub(in crate::command::grammar) fn unknown(
    typed: &Typed<'_>,
    body: Range<usize>,
    taken: &[Range<usize>],
) -> Option<Range<usize>> {
    let is_free = |range: &Range<usize>| {
        taken.iter().all(|it| it.end <= range.start || range.end <= it.start)
    };
    let at = |at| name_at(typed, at, &body).or_else(|| english::name_at(typed, at, &body));
    body.clone().filter_map(at).find(is_free)
}

/// A name that begins at a place: behind a word that asks somebody to act, up to its ending.
fn name_at(typed: &Typed<'_>, at: usize, body: &Range<usize>) -> Option<Range<usize>> {
    let is_asked = at > body.start
        && (typed.ending_in(at, &CUES).is_some()
            || typed.ending_in(at, &ACTING_BEFORE[..2]).is_some());
    let is_first =
        at == body.start || typed.before(at).is_some_and(|c| !is_han(c) && !c.is_alphanumeric());
    if !(is_asked || is_first) {
        return None;
    }
    // 交警 and 交通 only begin as 交由 does.
    let is_a_word = typed.one_of(at, &["交警", "交通", "交运", "交管", "交投"]).is_some();
    let is_no_name = !is_a_word
        && [&NO_NAMES[..], &CUES, &ACTING_BEFORE]
            .iter()
            .any(|words| typed.one_of(at, words).is_some());
    if is_no_name {
        return None;
    }
    let most = typed.past(at, is_han).min(at + NAME_CHARS).min(body.end);
    let end = (at + 1..=most).find(|end| {
        let ends = typed.ending_in(*end, &ENDINGS).is_some_and(|(_, start)| start > at);
        ends && !typed.ends_in(*end, &NO_OFFICES)
            && (acts(typed, *end) || is_due(typed, *end) || is_asked && is_over(typed, *end))
    })?;
    Some(at..end)
}

/// Whether what follows says that it acts.
fn acts(typed: &Typed<'_>, at: usize) -> bool {
    typed.one_of(at, &LEAD_AFTER).is_some() || typed.one_of(at, &SUPPORT_AFTER).is_some()
}

/// Whether what follows says by when it acts.
fn is_due(typed: &Typed<'_>, at: usize) -> bool {
    typed.ends_in(at, &SURE_ENDINGS)
        && (typed.one_of(at, &ACTS).is_some() || due::begins(typed, at))
}

/// Whether the word ends here: before a mark, a number, or what is to be done by a day.
fn is_over(typed: &Typed<'_>, at: usize) -> bool {
    typed.get(at).is_none_or(|c| !is_han(c))
        || typed
            .one_of(at, &["于", "在", "和", "与", "及", "尽快", "解决", "处理", "答复"])
            .is_some()
}
