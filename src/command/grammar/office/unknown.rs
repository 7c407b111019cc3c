//! Departments that a sentence speaks of by no registered name: whom people call so every day, and
//! whom nobody knows.

mod english;
mod list;

use super::{
    ACTING_BEFORE, BETWEEN, LEAD_AFTER, LEAD_BEFORE, LEVELS, Office, SUPPORT_AFTER, SUPPORT_BEFORE,
    of_that, the_ones,
};
use crate::command::grammar::typed::Typed;
use crate::command::grammar::{Ground, due};
use crate::domain::id::DepartmentId;
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
const SURE_ENDINGS: [&str; 18] = [
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
    "管理所",
    "管理站",
    "服务站",
    "监管所",
    "派出所",
    "供电所",
    "局",
];
/// What is a name by itself, in the town that the session is of.
const WHOLE_NAMES: [&str; 3] = ["镇政府", "乡政府", "街道办"];
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
/// What begins as `交由` does, and is a word of a name.
const TRAFFIC: [&str; 5] = ["交警", "交通", "交运", "交管", "交投"];
/// The most characters of such a name.
const NAME_CHARS: usize = 14;

/// The departments that a sentence names otherwise than they are registered, and those that nobody
/// knows, but for what is taken: where one acts or helps, and beside others in a list.
pub(in crate::command::grammar) fn others(
    typed: &Typed<'_>,
    body: Range<usize>,
    offices: &[Office],
    taken: &[Range<usize>],
    ground: &Ground<'_>,
) -> Vec<Office> {
    let mut all: Vec<Office> =
        offices.iter().map(|office| as_called(typed, office, &body, ground)).collect();
    let mut at = body.start;
    while at < body.end {
        let found = everyday_at(typed, at, &body, taken, ground)
            .or_else(|| name_at(typed, at, &body))
            .or_else(|| english::name_at(typed, at, &body));
        match found.filter(|range| is_free(range, taken) && is_free(range, &ranges(&all))) {
            Some(range) => {
                at = range.end;
                all.push(called(typed, range, ground));
            }
            None => at += 1,
        }
    }
    all.sort_by_key(|office| office.range.start);
    list::complete(typed, &body, &mut all, taken, ground);
    all
}

fn ranges(offices: &[Office]) -> Vec<Range<usize>> {
    offices.iter().map(|office| office.range.clone()).collect()
}

fn is_free(range: &Range<usize>, taken: &[Range<usize>]) -> bool {
    taken.iter().all(|it| it.end <= range.start || range.end <= it.start)
}

/// The department that stands in a range, by what people call it every day; none where nobody knows it.
fn called(typed: &Typed<'_>, range: Range<usize>, ground: &Ground<'_>) -> Office {
    let mut ids = meant(typed, &range, ground);
    // 市城管局 is of a city, where 城管局 is what is called so; 市监局 is a word of its own.
    if let Some(level) = typed.get(range.start).filter(|c| LEVELS.contains(c)) {
        let bare = meant(typed, &(range.start + 1..range.end), ground);
        let of_level = of_that(level, &bare, ground);
        ids.retain(|id| !bare.contains(id) || of_level.contains(id));
    }
    Office { range, ids: the_ones(&ids, ground) }
}

fn meant(typed: &Typed<'_>, range: &Range<usize>, ground: &Ground<'_>) -> Vec<DepartmentId> {
    ground.names.catalog().departments_meant(typed.part(range.clone())).collect()
}

/// An office by its own name, but for one that is of a longer name, as 公安局 is of 公安局交警大队, and
/// for one that is known by another name alone.
fn as_called(
    typed: &Typed<'_>,
    office: &Office,
    body: &Range<usize>,
    ground: &Ground<'_>,
) -> Office {
    let Range { start, end } = office.range;
    let most = typed.past(end, is_han).min(start + NAME_CHARS).min(body.end);
    let longer = (end + 1..=most).rev().find(|end| {
        typed.ends_in(*end, &ENDINGS) && !meant(typed, &(start..*end), ground).is_empty()
    });
    match (longer, office.ids.is_empty()) {
        (Some(end), _) => called(typed, start..end, ground),
        (None, true) => called(typed, start..end, ground),
        (None, false) => office.clone(),
    }
}

/// Whether somebody is asked to act or to help whose name begins at a place.
fn is_asked(typed: &Typed<'_>, at: usize) -> bool {
    let named = if typed.before(at) == Some(':') { at - 1 } else { at };
    typed.ends_in(at, &CUES)
        || typed.ends_in(at, &ACTING_BEFORE[..2])
        || typed.ends_in(named, &LEAD_BEFORE)
        || typed.ends_in(named, &SUPPORT_BEFORE)
}

/// Whether a clause begins at a place.
fn is_first(typed: &Typed<'_>, at: usize, body: &Range<usize>) -> bool {
    at == body.start || typed.before(at).is_some_and(|c| !is_han(c) && !c.is_alphanumeric())
}

/// The longest name that begins at a place and that somebody is called by every day: it needs no more
/// to tell that it is one.
fn everyday_at(
    typed: &Typed<'_>,
    at: usize,
    body: &Range<usize>,
    taken: &[Range<usize>],
    ground: &Ground<'_>,
) -> Option<Range<usize>> {
    let is_behind_a_day = || taken.iter().any(|range| range.end == at);
    if !(is_first(typed, at, body) || is_asked(typed, at) || is_behind_a_day()) {
        return None;
    }
    let most = typed.past(at, is_han).min(at + NAME_CHARS).min(body.end);
    let mut ends = (at + 3..=most).rev().filter(|end| typed.ends_in(*end, &ENDINGS));
    let end = ends.find(|end| !meant(typed, &(at..*end), ground).is_empty())?;
    Some(at..end)
}

/// Whether a place begins what is no name.
fn is_no_name(typed: &Typed<'_>, at: usize) -> bool {
    // 交警 and 交通 only begin as 交由 does.
    let is_a_word = typed.one_of(at, &TRAFFIC).is_some();
    !is_a_word
        && [&NO_NAMES[..], &CUES, &ACTING_BEFORE]
            .iter()
            .any(|words| typed.one_of(at, words).is_some())
}

/// A name that begins at a place: behind a word that asks somebody to act, up to its ending.
fn name_at(typed: &Typed<'_>, at: usize, body: &Range<usize>) -> Option<Range<usize>> {
    let is_asked = at > body.start && is_asked(typed, at);
    if !(is_asked || is_first(typed, at, body)) || is_no_name(typed, at) {
        return None;
    }
    let most = typed.past(at, is_han).min(at + NAME_CHARS).min(body.end);
    let end = (at + 1..=most).find(|end| {
        let is_whole = |ending: &str, start| start == at && WHOLE_NAMES.contains(&ending);
        let ends = typed
            .ending_in(*end, &ENDINGS)
            .is_some_and(|(ending, start)| start > at || is_whole(ending, start));
        ends && !typed.ends_in(*end, &NO_OFFICES)
            && (acts(typed, *end) || is_due(typed, *end) || is_asked && is_over(typed, *end))
    })?;
    // It is the first of 教育局和镇政府.
    let first = (at + 2..end).find(|end| {
        typed.ends_in(*end, &SURE_ENDINGS)
            && !typed.ends_in(*end, &NO_OFFICES)
            && typed.one_of(*end, &BETWEEN).is_some()
    });
    Some(at..first.unwrap_or(end))
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
