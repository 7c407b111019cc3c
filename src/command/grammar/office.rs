//! Which departments a sentence names, and which of them leads.
//!
//! The first one named leads, unless a later one is said to (`由X牵头`, `X负责`); those after 配合,
//! 会同, 协助 or `&`, and those that a list names beside the lead, support.

mod unknown;

pub(super) use self::unknown::unknown;
use super::Ground;
use super::names::Form;
use super::typed::{Typed, is_blank};
use crate::domain::id::DepartmentId;
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
const FILLERS: [&str; 6] = ["等部门", "等单位", "等", "部门", "共同", "单位"];
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
    let mut at = body.start;
    while at < body.end {
        if let Some(inside) = taken.iter().find(|range| range.contains(&at)) {
            at = inside.end.max(at + 1);
            continue;
        }
        match office_at(typed, at, body.end, ground) {
            Some(office) => {
                at = office.range.end;
                found.push(office);
            }
            None => at += 1,
        }
    }
    found
}

fn office_at(typed: &Typed<'_>, at: usize, limit: usize, ground: &Ground<'_>) -> Option<Office> {
    let forms = ground.names.departments().named_at(typed, at);
    let (form, end) = forms
        .filter_map(|form| Some((form, end_of(typed, at, form)?)))
        .find(|(_, end)| *end <= limit)?;
    Some(Office { range: at..end, ids: the_ones(&form.ids, ground) })
}

/// Where a form ends, if it stands for a department here: what people call one may be an ordinary
/// word, which 交通秩序 is.
fn end_of(typed: &Typed<'_>, at: usize, form: &Form) -> Option<usize> {
    let end = at + form.words.len();
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
    if let Some((_, ending)) = typed.one_of(end, &ENDINGS) {
        return Some(ending);
    }
    let opens = typed.before(at).is_none_or(|c| is_blank(c) || is_mark(c))
        || typed.ending_in(at, &ACTING_BEFORE).is_some()
        || typed.ending_in(at, &SUPPORT_BEFORE).is_some()
        || typed.ending_in(at, &BETWEEN).is_some();
    let closes = typed.get(end).is_none_or(|c| is_blank(c) || is_mark(c))
        || [&LEAD_AFTER[..], &SUPPORT_AFTER, &BETWEEN, &FILLERS]
            .iter()
            .any(|words| typed.one_of(end, words).is_some());
    (opens && closes).then_some(end)
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

/// What the words around a list of departments make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Leads,
    Supports,
    Acts,
    Named,
}

/// What part each department has.
pub(super) fn parts(typed: &Typed<'_>, offices: &[Office]) -> Parts {
    let groups = groups(typed, offices);
    let roles: Vec<Role> = groups.iter().map(|group| role(typed, group, offices)).collect();
    let named = || groups.iter().zip(&roles);
    let leading = named()
        .position(|(_, role)| *role == Role::Leads)
        .or_else(|| roles.iter().position(|role| *role != Role::Supports));
    let mut parts = Parts::default();
    for (place, (group, role)) in named().enumerate() {
        let mut ids = group.iter().filter_map(|office| match office.ids.as_slice() {
            [only] => Some(*only),
            _ => None,
        });
        if leading == Some(place) {
            parts.lead = ids.next();
            parts.supporting.extend(ids);
        } else if *role != Role::Named {
            parts.supporting.extend(ids);
        }
    }
    let lead = parts.lead;
    let mut seen = Vec::new();
    parts.supporting.retain(|id| {
        let is_new = Some(*id) != lead && !seen.contains(id);
        seen.push(*id);
        is_new
    });
    parts
}

/// The departments by lists: `住建局、城管局` is one.
fn groups<'o>(typed: &Typed<'_>, offices: &'o [Office]) -> Vec<&'o [Office]> {
    let joined = |left: &Office, right: &Office| {
        let start = typed.past_blanks(left.range.end);
        let end = typed.one_of(start, &BETWEEN).map(|(_, end)| typed.past_blanks(end));
        end == Some(right.range.start)
    };
    offices.chunk_by(|left, right| joined(left, right)).collect()
}

fn role(typed: &Typed<'_>, group: &[Office], all: &[Office]) -> Role {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return Role::Named };
    let start = typed.back_over_blanks(first.range.start);
    let start = if typed.before(start) == Some(':') { start - 1 } else { start };
    if typed.ending_in(start, &SUPPORT_BEFORE).is_some() {
        return Role::Supports;
    }
    let mut end = typed.past_blanks(last.range.end);
    while let Some((_, after)) = typed.one_of(end, &FILLERS) {
        end = typed.past_blanks(after);
    }
    if typed.one_of(end, &LEAD_AFTER).is_some() || typed.ending_in(start, &LEAD_BEFORE).is_some() {
        return Role::Leads;
    }
    if let Some((_, after)) = typed.one_of(end, &SUPPORT_AFTER) {
        // In `城管局配合住建局` the word belongs to the one behind it.
        let after = typed.past_blanks(after);
        if all.iter().all(|office| office.range.start != after) {
            return Role::Supports;
        }
    }
    if typed.ending_in(start, &ACTING_BEFORE).is_some() { Role::Acts } else { Role::Named }
}
