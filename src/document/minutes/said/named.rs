//! The departments that the words of a commitment name, by their names, by what people call them, or by
//! what is said every day: 县教育局 and 教育局 are 临川县教育局.

use super::{SUPPORTS, english, vague};
use crate::domain::{department::Department, id::DepartmentId};
use std::{collections::BTreeSet, ops::Range};

/// What a department that leads does; such a word follows its name.
const LEADS: [&str; 8] = ["牵头", "主办", "负责", "承办", "承担", "落实", "办理", "实施"];
/// What a department whose name begins a clause does, so that it acts and is no place.
const ACTS: [&str; 30] = [
    "于",
    "将",
    "每",
    "定期",
    "长期",
    "常态化",
    "尽快",
    "立即",
    "抓紧",
    "安排",
    "组织",
    "派",
    "增派",
    "投入",
    "出资",
    "拨付",
    "承诺",
    "同意",
    "会同",
    "联合",
    "完成",
    "清理",
    "开展",
    "制定",
    "设置",
    "增设",
    "安装",
    "巡查",
    "执勤",
    "在",
];
/// Before a department that acts.
const ASKED: [&str; 5] = ["由", "请", "责成", "交由", "委托"];
/// Behind a department that is one of several.
const ANOTHER: [&str; 5] = ["、", "和", "与", "及", "跟"];
/// What a department sits in, and what begins the end of its name.
const REGIONS: &[char] = &['省', '市', '县', '区', '州', '旗', '镇', '乡'];
/// What the name of a unit ends with; what people call it may leave that out.
const UNITS: [&str; 14] = [
    "大队",
    "支队",
    "中队",
    "中心",
    "办事处",
    "公司",
    "局",
    "委",
    "办",
    "院",
    "站",
    "所",
    "社",
    "处",
];
/// How far behind a name its deadline may end, in characters, where it acts.
const NEAR: usize = 10;

/// A department that a text names, and where its name stands, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    pub(super) id: DepartmentId,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is none of its registered names.
    is_everyday: bool,
}

/// The departments that a text names; of names that overlap the longest is meant. A name that several
/// have is told with each of them.
pub(super) fn mentions(known: &[&Department], text: &str) -> Vec<Mention> {
    let all: Vec<Mention> = known.iter().flat_map(|it| mentions_of(it, text)).collect();
    let is_inside = |it: &Mention, other: &Mention| {
        let (own, others) = (it.end - it.start, other.end - other.start);
        let is_within = other.start <= it.start && it.end <= other.end;
        is_within && (others > own || others == own && it.is_everyday && !other.is_everyday)
    };
    let kept: Vec<bool> =
        all.iter().map(|it| !all.iter().any(|other| is_inside(it, other))).collect();
    all.into_iter().zip(kept).filter_map(|(it, kept)| kept.then_some(it)).collect()
}

fn mentions_of(department: &Department, text: &str) -> Vec<Mention> {
    let facts = &department.facts;
    let unit = UNITS.iter().find(|unit| facts.name.ends_with(*unit)).copied().unwrap_or_default();
    let short = facts.short.as_str();
    let with_unit = (!short.is_empty() && !short.ends_with(unit)).then(|| format!("{short}{unit}"));
    let whole = [facts.name.clone(), short.to_owned()].into_iter().chain(with_unit);
    let mention = |range: Range<usize>, is_everyday| {
        let Range { start, end } = range;
        Mention { id: department.id, start, end, is_everyday }
    };
    let whole: Vec<String> = whole.filter(|it| !it.is_empty()).collect();
    let whole = whole.iter().flat_map(|name| text.match_indices(name.as_str()));
    let whole = whole.map(|(start, name)| mention(start..start + name.len(), false));
    let everyday = facts.called().everyday_in(text).into_iter().map(|it| mention(it, true));
    whole.chain(everyday).filter_map(|it| widened(department, text, it)).collect()
}

/// A mention with the 县 or 市 before it; `None` where that is another one's, or where an everyday name
/// is the end of another name.
fn widened(department: &Department, text: &str, mention: Mention) -> Option<Mention> {
    let facts = &department.facts;
    let before = text.get(..mention.start)?;
    let region = before.chars().next_back().filter(|it| REGIONS.contains(it));
    let sits_in = |it: char| facts.name.contains(it) || facts.district.ends_with(it);
    let start = match region {
        Some(region) if sits_in(region) => mention.start - region.len_utf8(),
        Some(_) if mention.is_everyday || facts.name.contains(REGIONS) => return None,
        _ => mention.start,
    };
    // The city's bureau may be named in full where ours is not.
    let before = text.get(..start)?;
    let is_whole = before
        .chars()
        .next_back()
        .is_none_or(|it| !it.is_alphanumeric() || "由请成托和与及跟同让将给为".contains(it));
    (!mention.is_everyday || is_whole).then_some(Mention { start, ..mention })
}

/// The departments that lead by the words: 由住建局牵头, or where a clause begins with one that acts:
/// 城管局11月15日前.
pub(super) fn leading(known: &[&Department], matter: &str) -> BTreeSet<DepartmentId> {
    let leads = |it: &Mention| {
        let behind = matter.get(it.end..).unwrap_or_default();
        let before = matter.get(..it.start).unwrap_or_default();
        english::leads(before, behind)
            || LEADS.iter().any(|word| behind.starts_with(word))
            || begins_and_acts(before, behind)
    };
    mentions(known, matter).into_iter().filter(leads).map(|it| it.id).collect()
}

/// Whether a clause begins with a department, or with one that is asked, and goes on with what it does.
fn begins_and_acts(before: &str, behind: &str) -> bool {
    let begins = |it: &str| it.is_empty() || it.ends_with(['，', '。', '；', '：', ',', ';']);
    let asked = ASKED.iter().find_map(|word| before.strip_suffix(word));
    let is_other = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
    if behind.is_empty() || is_other(&SUPPORTS) || is_other(&ANOTHER) {
        return false;
    }
    if asked.is_some_and(begins) {
        return !behind.starts_with('的');
    }
    let is_near = |end: usize| {
        let words = behind.get(..end).unwrap_or_default();
        words.chars().count() <= NEAR && words.chars().all(|it| !"门路口的".contains(it))
    };
    let acts = behind.starts_with(|it: char| it.is_ascii_digit())
        || is_other(&ACTS)
        || vague::deadline_end(behind).is_some_and(is_near);
    acts && (begins(before) || asked.is_some())
}
