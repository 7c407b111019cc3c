//! What the words of a commitment say by themselves, so that it is not told twice. A part counts as
//! said only where reading the words again gives the very fact that is stored; what they say otherwise
//! is a conflict, in which the stored fact goes before the words.

mod deadline;
mod english;
mod named;
mod vague;

pub(super) use deadline::Due;
pub(super) use vague::deadline_end;

use crate::{
    document::cast::Cast,
    domain::{
        amount::Amount, commitment::CommitmentFacts, department::Department, id::DepartmentId,
    },
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// How the words of a commitment stand to a fact of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Word {
    /// They do not tell it.
    #[default]
    Silent,
    /// They tell just it.
    Said,
    /// They tell it otherwise.
    Otherwise,
}

/// How the words of a commitment stand to each of its facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) lead: Word,
    pub(super) supporting: Word,
    pub(super) deadline: Due,
    pub(super) funds: Word,
}

/// Before the departments that support.
const WITH: [&str; 3] = ["会同", "协同", "联合"];
/// Behind the departments that support.
const SUPPORTS: [&str; 4] = ["配合", "协办", "会办", "协助"];

impl Said {
    /// Reads the words of a commitment; `spoken_on` is the day of its session, whose year a day without
    /// one means.
    pub(super) fn of(
        cast: &Cast<'_>,
        facts: &CommitmentFacts,
        spoken_on: Option<NaiveDate>,
    ) -> Self {
        let matter = facts.matter.as_str();
        let known = &known(cast, facts);
        let leading = named::leading(known, matter);
        let lead = facts.lead.filter(|lead| leading == BTreeSet::from([*lead]));
        let supporting: BTreeSet<_> = facts.supporting.iter().copied().collect();
        // 由水务局牵头、城管局配合: who leads in the same clause does not support.
        let named: BTreeSet<_> = supporters(known, matter).difference(&leading).copied().collect();
        let is_supported = !supporting.is_empty() && named == supporting;
        let either = |is_said| if is_said { Word::Said } else { Word::Silent };
        Self {
            lead: either(lead.is_some()),
            supporting: either(is_supported),
            deadline: Due::of(matter, facts.deadline, spoken_on),
            funds: facts.funds.map_or(Word::Silent, |funds| sums(matter, funds)),
        }
    }
}

/// The departments that a name in the words may mean; where names stand alone, a namesake of one that
/// has a part is not meant.
fn known<'w>(cast: &Cast<'w>, facts: &CommitmentFacts) -> Vec<&'w Department> {
    let own: Vec<&Department> =
        facts.departments().filter_map(|id| cast.world.department(id)).collect();
    let is_namesake =
        |it: &Department| own.iter().any(|own| own.id != it.id && own.facts.name == it.facts.name);
    let all = cast.world.departments().filter(|it| !it.retracted);
    all.filter(|it| !cast.setting.bare_names || !is_namesake(it)).collect()
}

fn sums(matter: &str, funds: Amount) -> Word {
    match sums_in(matter).as_slice() {
        [] => Word::Silent,
        [one] if *one == funds => Word::Said,
        _ => Word::Otherwise,
    }
}

/// The sums of money in a text: what ends with 元, read as far back as it makes a sum.
fn sums_in(matter: &str) -> Vec<Amount> {
    let may_be_part = |it: char| {
        it.is_numeric() || "〇零一二三四五六七八九十百千万亿两余多约近超过逾整.,".contains(it)
    };
    let mut sums = Vec::new();
    for (at, yuan) in matter.match_indices('元') {
        let before = matter.get(..at).unwrap_or_default();
        let words = before.trim_end_matches(may_be_part);
        let behind = matter.get(at + yuan.len()..).unwrap_or_default();
        let more = ["以上", "左右", "整"].into_iter().find(|it| behind.starts_with(it));
        let candidate = before.get(words.len()..).unwrap_or_default();
        let starts = candidate.char_indices().map(|(start, _)| candidate.get(start..));
        let read = starts
            .flatten()
            .find_map(|it| Amount::parse(&format!("{it}元{}", more.unwrap_or_default())).ok());
        sums.extend(read);
    }
    sums.extend(english::sums(matter));
    sums
}

/// The departments that support by the words: 会同交警支队, 城管局配合.
fn supporters(known: &[&Department], matter: &str) -> BTreeSet<DepartmentId> {
    let clauses = matter.split(['，', '；', '。', ',', ';']);
    let parts = clauses.filter_map(|clause| {
        let behind = WITH.iter().find_map(|with| clause.split_once(with)).map(|(_, it)| it);
        let before = SUPPORTS.iter().find_map(|word| clause.split_once(word)).map(|(it, _)| it);
        behind.or(before)
    });
    let english = named::mentions(known, matter).into_iter().filter(|it| {
        let behind = matter.get(it.end..).unwrap_or_default();
        english::supports(matter.get(..it.start).unwrap_or_default(), behind)
    });
    parts.flat_map(|part| named::mentions(known, part)).chain(english).map(|it| it.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_said_only_where_reading_it_gives_the_very_sum() {
        let sum = |text: &str| Amount::parse(text).unwrap();
        for (matter, stored, expected) in [
            ("投入10万余元", "10万余元", Word::Said),
            ("投入十万元安装", "100000", Word::Said),
            ("投入10万余元", "20万元", Word::Otherwise),
            ("投入10万余元", "10万元", Word::Otherwise),
            ("投入10万元，其中3万元买设备", "10万元", Word::Otherwise),
            ("安装设备", "10万元", Word::Silent),
            ("pays 50,000 yuan for it", "5万元", Word::Said),
            ("pays about 30 thousand yuan.", "约3万元", Word::Said),
            ("pays 50,000 yuan for it", "10万元", Word::Otherwise),
            ("pays for it", "10万元", Word::Silent),
        ] {
            assert_eq!(sums(matter, sum(stored)), expected, "{matter} {stored}");
        }
    }
}
