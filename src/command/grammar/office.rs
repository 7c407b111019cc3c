//! Which departments a sentence names, and which of them leads.
//!
//! The first one named leads, unless a later one is said to (`由X牵头`, `X负责`); those after 配合,
//! 会同, 协助 or `&`, and those that a list names beside the lead, support. The 区 of 区住建局 is part of
//! the name: a 市住建局 that is not on the list is another body than that of the district.

mod english;
mod part;
mod unknown;

pub(super) use self::part::{Joint, joint_lead, parts, without_part};
pub(super) use self::unknown::others;
use super::names::Form;
use super::typed::{Typed, folded, is_blank};
use super::{Ground, due};
use crate::domain::id::DepartmentId;
use crate::domain::text::is_han;
use std::ops::Range;

/// What stands between two departments of one list.
const BETWEEN: [&str; 9] = ["以及", "和", "与", "及", "跟", "同", "/", ",", "并"];
/// What stands before those that support.
const SUPPORT_BEFORE: [&str; 11] = [
    "配合单位",
    "会办单位",
    "协办单位",
    "配合",
    "会同",
    "协助",
    "协同",
    "联合",
    "会办",
    "协办",
    "&",
];
/// What stands before the one that leads.
const LEAD_BEFORE: [&str; 7] =
    ["主办单位", "牵头单位", "责任单位", "承办单位", "主办", "牵头", "承办"];
/// What stands behind the one that leads.
pub(super) const LEAD_AFTER: [&str; 10] =
    ["牵头", "负责", "主办", "承办", "主责", "为主", "落实", "办理", "会同", "leads"];
/// What stands behind those that support.
pub(super) const SUPPORT_AFTER: [&str; 8] =
    ["配合", "协助", "协办", "会办", "协同", "参与", "支持", "supports"];
/// What stands before whoever is to act.
pub(super) const ACTING_BEFORE: [&str; 8] = ["由", "请", "责成", "交由", "交", "让", "by", "转"];
/// What may stand between a department and what it does.
const FILLERS: [&str; 25] = [
    "等部门",
    "等单位",
    "两个部门",
    "三个部门",
    "两部门",
    "三部门",
    "两单位",
    "三单位",
    "两局",
    "三局",
    "四局",
    "两家",
    "三家",
    "等",
    "部门",
    "单位",
    "局",
    "(",
    "共同",
    "分别",
    "按职责分工",
    "按各自职责",
    "按职责",
    "按分工",
    "联合",
];
/// What says behind a short name that somebody acts.
const ACTS: [&str; 10] =
    ["尽快", "立即", "马上", "抓紧", "及时", "必须", "应当", "派人", "派员", "拿出"];
/// What stands behind a short name before a day.
const BEFORE_A_DAY: [&str; 3] = ["在", "于", "要在"];
/// What says of whose level a department is, before its name.
const LEVELS: [char; 4] = ['区', '市', '县', '省'];
/// What makes a word of its own of that: 小区, 夜市.
const NO_LEVELS: [(char, &str); 2] =
    [('区', "小社辖景园片校库厂街城市郊山灾地老矿病分各"), ('市', "超夜菜门城集股楼")];
/// What else may stand right before a department.
const OPENERS: [&str; 22] = [
    "协调", "联系", "督促", "要求", "通知", "函告", "抄送", "委托", "组织", "建议", "负责", "完成",
    "共同", "报", "向", "对", "给", "经", "送", "商", "除", "了",
];
/// What ends a word that is no name of a place.
const NO_PLACE: &str = "前后内底末时起月日号年周天期的了好并也均将我本该全";
/// The most characters of the name of a place.
const PLACE_CHARS: usize = 4;
/// What makes of a short name a department, where it is a word of its own otherwise.
const ENDINGS: [&str; 12] =
    ["局", "委", "办", "支队", "大队", "中队", "公司", "部门", "单位", "所", "站", "中心"];
/// How a name ends that is nothing but a department.
const SURE_ENDINGS: [char; 12] =
    ['局', '委', '办', '队', '司', '府', '院', '会', '联', '处', '所', '站'];

/// A department that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Office {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// Those that are called so: one, where it is known which.
    pub(super) ids: Vec<DepartmentId>,
}

/// What part the departments of a sentence have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// The one that leads.
    pub(super) lead: Option<DepartmentId>,
    /// Those that support, each once.
    pub(super) supporting: Vec<DepartmentId>,
}

/// The departments that a part of a line names, in order, but for what is taken already.
pub(super) fn offices(
    typed: &Typed<'_>,
    body: Range<usize>,
    taken: &[Range<usize>],
    ground: &Ground<'_>,
) -> Vec<Office> {
    let mut found = Vec::new();
    let (mut at, mut floor) = (body.start, body.start);
    while at < body.end {
        if let Some(inside) = taken.iter().find(|range| range.contains(&at)) {
            at = inside.end.max(at + 1);
            floor = at;
            continue;
        }
        match office_at(typed, at, floor..body.end, ground) {
            Some(office) => {
                at = office.range.end;
                floor = at;
                found.push(office);
            }
            None => at += 1,
        }
    }
    found
}

fn office_at(
    typed: &Typed<'_>,
    at: usize,
    within: Range<usize>,
    ground: &Ground<'_>,
) -> Option<Office> {
    let plain = form_at(typed, at, at, within.end, ground);
    plain
        .map(|(form, end)| Office { range: at..end, ids: the_ones(&form.ids, ground) })
        .or_else(|| of_a_level(typed, at, within, ground))
}

/// A name with its level before it: 区住建局. That of another place is none that is known.
fn of_a_level(
    typed: &Typed<'_>,
    at: usize,
    within: Range<usize>,
    ground: &Ground<'_>,
) -> Option<Office> {
    let level = typed.get(at).filter(|c| LEVELS.contains(c))?;
    let is_word = |(end, before): &(char, &str)| {
        level == *end && typed.before(at).is_some_and(|c| before.contains(c))
    };
    if NO_LEVELS.iter().any(is_word) {
        return None;
    }
    let (form, end) = form_at(typed, at + 1, at, within.end, ground)?;
    if let Some(start) = place_before(typed, at, within.start) {
        return Some(Office { range: start..end, ids: Vec::new() });
    }
    Some(Office { range: at..end, ids: the_ones(&of_that(level, &form.ids, ground), ground) })
}

/// Those of a level: of the session's own district, where that is of it, else of a place that has no
/// studio, since 市 said in a district is the city above it and not the town beside.
fn of_that(level: char, ids: &[DepartmentId], ground: &Ground<'_>) -> Vec<DepartmentId> {
    let own = ground.studio.map_or("", |studio| studio.facts.district.as_str());
    let is_of = |district: &str| match own {
        "" => district.ends_with(level),
        own if own.ends_with(level) => district == own,
        _ => district.ends_with(level) && !ground.names.has_studio(district),
    };
    let of = |is_one: &dyn Fn(&str) -> bool| {
        let is_one = |id: &&DepartmentId| {
            ground.names.department(**id).is_some_and(|row| is_one(&row.district))
        };
        ids.iter().filter(is_one).copied().collect::<Vec<_>>()
    };
    let known = of(&is_of);
    if known.is_empty() { of(&str::is_empty) } else { known }
}

/// Where the name of another place begins before a level: 岳塘 in 岳塘区住建局.
fn place_before(typed: &Typed<'_>, at: usize, floor: usize) -> Option<usize> {
    let is_open = |start: usize| {
        [&ACTING_BEFORE[..], &SUPPORT_BEFORE, &LEAD_BEFORE, &BETWEEN, &OPENERS]
            .iter()
            .any(|words| typed.ends_in(start, words))
    };
    let mut start = at;
    while start > floor
        && at - start <= PLACE_CHARS
        && typed.before(start).is_some_and(is_han)
        && !is_open(start)
    {
        start -= 1;
    }
    let length = at - start;
    let is_of_more = typed.chars(start..at).iter().any(|c| LEVELS.contains(c) || *c == '州');
    let is_place = length >= 2 && (length <= PLACE_CHARS || is_of_more);
    let is_word = typed.before(at).is_some_and(|c| NO_PLACE.contains(c));
    (is_place && !is_word).then_some(start)
}

/// The longest form that stands at a place, in a word that begins at `opens`.
fn form_at<'a>(
    typed: &'a Typed<'_>,
    at: usize,
    opens: usize,
    limit: usize,
    ground: &Ground<'a>,
) -> Option<(&'a Form, usize)> {
    let forms = ground.names.departments().named_at(typed, at);
    forms
        .filter_map(|form| {
            Some((form, end_of(typed, at..at + form.words.len(), opens, form, ground)?))
        })
        .find(|(_, end)| *end <= limit)
}

/// Where a form ends, if it stands for a department here: what people call one may be an ordinary
/// word, which 交通秩序 is, and 交警大队 is another body than 交警支队.
fn end_of(
    typed: &Typed<'_>,
    range: Range<usize>,
    opens: usize,
    form: &Form,
    ground: &Ground<'_>,
) -> Option<usize> {
    let Range { start: at, end } = range;
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if is_latin(typed.before(end)) && is_latin(typed.get(end))
        || is_latin(typed.get(at)) && is_latin(typed.before(at))
    {
        return None;
    }
    let is_sure = typed.before(end).is_some_and(|c| SURE_ENDINGS.contains(&c));
    if !form.is_short || is_sure {
        return Some(end);
    }
    if let Some((ending, after)) = typed.one_of(end, &ENDINGS) {
        let ending: Vec<char> = ending.chars().collect();
        let mut names = form.ids.iter().filter_map(|id| ground.names.department(*id));
        let is_own = names.any(|row| folded(&row.name).ends_with(&ending));
        let is_any = matches!(ending.as_slice(), ['部', '门'] | ['单', '位']);
        return (is_own || is_any).then_some(after);
    }
    let begins = typed.before(opens).is_none_or(|c| is_blank(c) || is_mark(c))
        || [&ACTING_BEFORE[..], &SUPPORT_BEFORE, &BETWEEN]
            .iter()
            .any(|words| typed.ends_in(opens, words));
    (begins && closes(typed, end)).then_some(end)
}

/// Whether what follows a short name says that it is one: a mark, what it does, or by when.
fn closes(typed: &Typed<'_>, end: usize) -> bool {
    let day = typed.one_of(end, &BEFORE_A_DAY).map_or(end, |(_, day)| day);
    typed.get(end).is_none_or(|c| is_blank(c) || is_mark(c))
        || [&LEAD_AFTER[..], &SUPPORT_AFTER, &BETWEEN, &FILLERS, &ACTS]
            .iter()
            .any(|words| typed.one_of(end, words).is_some())
        || due::begins(typed, day)
}

/// Where the next one of a list begins behind one that ends at a place: `住建局、城管局`,
/// `Housing Bureau, and the Parks Bureau`.
fn between(typed: &Typed<'_>, end: usize) -> Option<usize> {
    let start = typed.past_blanks(end);
    let listed = typed.one_of(start, &BETWEEN).map(|(_, after)| typed.past_blanks(after));
    let at = listed.unwrap_or(start);
    let is_apart = typed.before(at).is_some_and(|c| is_blank(c) || c == ',');
    let joined = typed.one_of(at, &["and "]).filter(|_| is_apart);
    let next = joined.map(|(_, after)| typed.past_blanks(after)).or(listed)?;
    let the = typed.one_of(next, &["the "]);
    Some(the.map_or(next, |(_, after)| typed.past_blanks(after)))
}

const fn is_mark(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '/' | '&' | '(' | ')' | '!' | '?')
}

/// Those of several of one name that are meant: whoever sits at the table, else that of the
/// session's own district.
fn the_ones(ids: &[DepartmentId], ground: &Ground<'_>) -> Vec<DepartmentId> {
    if ids.len() < 2 {
        return ids.to_vec();
    }
    let here = |id: &&DepartmentId| ground.at_the_table().any(|row| row.department == Some(**id));
    let district = ground.studio.map_or("", |studio| studio.facts.district.as_str());
    let near = |id: &&DepartmentId| {
        ground
            .names
            .department(**id)
            .is_some_and(|row| !district.is_empty() && *row.district == *district)
    };
    let here: Vec<DepartmentId> = ids.iter().filter(here).copied().collect();
    let near: Vec<DepartmentId> = ids.iter().filter(near).copied().collect();
    [here, near].into_iter().find(|found| found.len() == 1).unwrap_or_else(|| ids.to_vec())
}
