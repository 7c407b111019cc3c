//! What part each department of a sentence has.

use super::{
    ACTING_BEFORE, FILLERS, LEAD_AFTER, LEAD_BEFORE, Office, Parts, SUPPORT_AFTER, SUPPORT_BEFORE,
    between, english,
};
use crate::command::grammar::typed::Typed;
use crate::domain::id::DepartmentId;
use std::ops::Range;

/// What stands before those that something is only said of.
pub(super) const OUT_BEFORE: [&str; 12] =
    ["除了", "除", "向", "抄送", "抄报", "报送", "报请", "函告", "经", "根据", "对", "给"];
/// What stands behind those that have no part.
const OUT_AFTER: [&str; 8] =
    ["反映", "不负责", "不再负责", "不承担", "不牵头", "不参与", "不配合", "不办理"];
/// What stands behind those that look on.
const ASIDE_AFTER: [&str; 8] = ["指导", "监督", "审批", "审核", "批准", "备案", "同意", "验收"];
/// What one does for another that leads.
const HELPS: [&str; 2] = ["配合", "协助"];
/// What says of one department alone that it leads.
const ALONE_AFTER: [&str; 4] = ["牵头", "主办", "主责", "leads"];
/// So near stands who helps before whom.
const HELP_CHARS: usize = 12;

/// What the words around a list of departments make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Leads,
    Supports,
    Acts,
    Named,
    /// Looks on: leads nothing by being named first.
    Aside,
    /// Has no part, and that is said.
    Out,
}

/// What part each department has.
pub(in crate::command::grammar) fn parts(typed: &Typed<'_>, offices: &[Office]) -> Parts {
    let groups = groups(typed, offices);
    let roles = roles(typed, &groups, offices);
    let leading = leading(&roles);
    let mut parts = Parts::default();
    for (place, (group, role)) in groups.iter().zip(&roles).enumerate() {
        let ids = group.iter().filter_map(known);
        if leading == Some(place) {
            // Whom nobody knows leads nothing, and nobody leads instead.
            parts.lead = group.first().and_then(known);
            parts.supporting.extend(ids);
        } else if matches!(role, Role::Leads | Role::Supports | Role::Acts) {
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

/// Several that are said to lead, where one can.
pub(in crate::command::grammar) struct Joint {
    /// Where they stand.
    pub(in crate::command::grammar) range: Range<usize>,
    /// The one that is taken to lead.
    pub(in crate::command::grammar) lead: DepartmentId,
    /// Those that are taken to support.
    pub(in crate::command::grammar) supporting: Vec<DepartmentId>,
}

/// Those that are said to lead beside the one that is taken to: `X、Y牵头`, `X牵头，Y牵头`.
pub(in crate::command::grammar) fn joint_lead(
    typed: &Typed<'_>,
    offices: &[Office],
) -> Option<Joint> {
    let groups = groups(typed, offices);
    let roles = roles(typed, &groups, offices);
    let leading = leading(&roles).filter(|at| roles.get(*at) == Some(&Role::Leads))?;
    let lead = parts(typed, offices).lead?;
    // 城管局负责清扫，住建局负责维修 are two promises.
    let is_responsible = |group: &[Office]| {
        group.last().is_some_and(|office| typed.begins(office.range.end, "负责"))
    };
    let is_first_responsible = groups.get(leading).is_some_and(|group| is_responsible(group));
    let is_joint = |(at, group): &(usize, &&[Office])| {
        let is_said = || {
            let end = group.last().map_or(0, |office| past_fillers(typed, office.range.end));
            typed.one_of(end, &ALONE_AFTER).is_some()
                || is_first_responsible && is_responsible(group)
        };
        *at == leading || roles.get(*at) == Some(&Role::Leads) && is_said()
    };
    let joint: Vec<&Office> =
        groups.iter().enumerate().filter(is_joint).flat_map(|(_, group)| group.iter()).collect();
    let mut supporting: Vec<DepartmentId> = Vec::new();
    for id in joint.iter().filter_map(|office| known(office)) {
        if id != lead && !supporting.contains(&id) {
            supporting.push(id);
        }
    }
    let range = joint.first()?.range.start..joint.last()?.range.end;
    (!supporting.is_empty()).then_some(Joint { range, lead, supporting })
}

/// Where the words end that may stand between a department that ends at a place and what it does.
fn past_fillers(typed: &Typed<'_>, end: usize) -> usize {
    let mut end = typed.past_blanks(end);
    while let Some((_, after)) = typed.one_of(end, &FILLERS) {
        end = typed.past_blanks(after);
    }
    end
}

/// Where departments stand that are named and are given no part.
pub(in crate::command::grammar) fn without_part(
    typed: &Typed<'_>,
    offices: &[Office],
) -> Vec<Range<usize>> {
    let parts = parts(typed, offices);
    let groups = groups(typed, offices);
    let roles = roles(typed, &groups, offices);
    let has_part = |id: DepartmentId| parts.lead == Some(id) || parts.supporting.contains(&id);
    // 住建局的意见 speaks of the opinion.
    let is_left_out = |office: &&Office| {
        known(office).is_some_and(|id| !has_part(id)) && typed.get(office.range.end) != Some('的')
    };
    let named = groups.iter().zip(&roles);
    let named = named.filter(|(_, role)| matches!(role, Role::Named | Role::Aside));
    let left_out = named.flat_map(|(group, _)| group.iter().filter(is_left_out));
    left_out.map(|office| office.range.clone()).collect()
}

fn known(office: &Office) -> Option<DepartmentId> {
    match office.ids.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Which list leads: the first that is said to, else the first that may.
fn leading(roles: &[Role]) -> Option<usize> {
    let said = roles.iter().position(|role| *role == Role::Leads);
    said.or_else(|| roles.iter().position(|role| matches!(role, Role::Acts | Role::Named)))
}

/// The departments by lists: `住建局、城管局` is one.
fn groups<'o>(typed: &Typed<'_>, offices: &'o [Office]) -> Vec<&'o [Office]> {
    let joined = |left: &Office, right: &Office| {
        between(typed, left.range.end) == Some(right.range.start)
            && !english::begins_anew(typed, &left.range, &right.range)
    };
    offices.chunk_by(|left, right| joined(left, right)).collect()
}

fn roles(typed: &Typed<'_>, groups: &[&[Office]], all: &[Office]) -> Vec<Role> {
    let mut roles: Vec<Role> = groups.iter().map(|group| role(typed, group, all)).collect();
    for (place, pair) in groups.windows(2).enumerate() {
        let [helper, helped] = pair else { continue };
        let may_help = roles
            .get(place)
            .is_some_and(|role| matches!(role, Role::Supports | Role::Acts | Role::Named));
        if !may_help || !helps(typed, helper, helped) {
            continue;
        }
        // 由城管局配合住建局: it is 住建局 whose matter it is.
        for (at, role) in [(place, Role::Supports), (place + 1, Role::Acts)] {
            if let Some(slot) = roles.get_mut(at) {
                *slot = role;
            }
        }
    }
    roles
}

/// Whether a list is said to help the next one, in one clause.
fn helps(typed: &Typed<'_>, helper: &[Office], helped: &[Office]) -> bool {
    let (Some(last), Some(first)) = (helper.last(), helped.first()) else { return false };
    let before = english::before_the(typed, typed.back_over_blanks(first.range.start));
    let helping = || english::helping_before(typed, before);
    let Some(word) = typed.ending_in(before, &HELPS).map(|(_, word)| word).or_else(helping) else {
        return false;
    };
    let is_near = word >= last.range.end && word - last.range.end <= HELP_CHARS;
    is_near && typed.clause_before(word, HELP_CHARS).count() >= word - last.range.end
}

fn role(typed: &Typed<'_>, group: &[Office], all: &[Office]) -> Role {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return Role::Named };
    let start = typed.back_over_blanks(first.range.start);
    let start = if typed.before(start) == Some(':') { start - 1 } else { start };
    let end = past_fillers(typed, last.range.end);
    if typed.ends_in(start, &OUT_BEFORE) || typed.one_of(end, &OUT_AFTER).is_some() {
        return Role::Out;
    }
    // Whoever opens the sentence does what it says: 住建局指导业主自治.
    let opens = typed.chars(0..start).iter().all(|c| !matches!(c, ',' | '.' | ';'));
    if typed.one_of(end, &ASIDE_AFTER).is_some() && !opens {
        return Role::Aside;
    }
    if typed.ends_in(start, &SUPPORT_BEFORE) || english::is_helping_before(typed, start) {
        return Role::Supports;
    }
    let led = typed.one_of(end, &LEAD_AFTER);
    if led.is_some_and(|(_, after)| typed.one_of(after, &HELPS).is_some()) {
        return Role::Supports;
    }
    if led.is_some() || typed.ends_in(start, &LEAD_BEFORE) || english::leads(typed, end) {
        return Role::Leads;
    }
    let helping = typed.one_of(end, &SUPPORT_AFTER).map(|(_, after)| after);
    if let Some(after) = english::past_helping(typed, start, end).or(helping) {
        // In `城管局配合住建局` the word belongs to the one behind it.
        let after = english::past_the(typed, typed.past_blanks(after));
        if all.iter().all(|office| office.range.start != after) {
            return Role::Supports;
        }
    }
    if typed.ends_in(start, &ACTING_BEFORE) { Role::Acts } else { Role::Named }
}
