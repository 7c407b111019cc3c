//! What the words of a commitment say by themselves, so that it is not told twice. A part counts as
//! said only where reading the words again gives the very fact that is stored; what they say otherwise
//! is a conflict, in which the stored fact goes before the words.

mod english;

use crate::{
    document::cast::Cast,
    domain::{
        amount::Amount, commitment::CommitmentFacts, department::Department, id::DepartmentId,
    },
};
use chrono::{Datelike, NaiveDate};
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
    pub(super) deadline: Word,
    pub(super) funds: Word,
}

/// What a department that leads does; such a word follows its name.
const LEADS: [&str; 8] = ["牵头", "主办", "负责", "承办", "承担", "落实", "办理", "实施"];
/// Before the departments that support.
const WITH: [&str; 3] = ["会同", "协同", "联合"];
/// Behind the departments that support.
const SUPPORTS: [&str; 4] = ["配合", "协办", "会办", "协助"];
/// Behind a day by which something is done.
const BY: [&str; 3] = ["前", "之前", "以前"];

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
        let lead = facts.lead.filter(|lead| leading(known, matter) == BTreeSet::from([*lead]));
        let supporting: BTreeSet<_> = facts.supporting.iter().copied().collect();
        let is_supported = !supporting.is_empty() && supporters(known, matter) == supporting;
        let either = |is_said| if is_said { Word::Said } else { Word::Silent };
        Self {
            lead: either(lead.is_some()),
            supporting: either(is_supported),
            deadline: facts.deadline.map_or(Word::Silent, |day| deadline(matter, day, spoken_on)),
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

fn deadline(matter: &str, day: NaiveDate, spoken_on: Option<NaiveDate>) -> Word {
    let english = spoken_on.map(|on| english::days(matter, on)).unwrap_or_default();
    if let [one] = english.as_slice() {
        return if *one == day { Word::Said } else { Word::Otherwise };
    }
    let days = days(matter);
    let year = |told: Option<i32>| told.or_else(|| spoken_on.map(|on| on.year()));
    let is_it = |(told, month, of_month): (Option<i32>, u32, u32)| {
        (year(told), month, of_month) == (Some(day.year()), day.month(), day.day())
    };
    match days.as_slice() {
        [] => Word::Silent,
        [one] if is_it(*one) => Word::Said,
        _ => Word::Otherwise,
    }
}

/// The days by which something is done, with the year where it is told: `2023年11月30日前`.
fn days(matter: &str) -> Vec<(Option<i32>, u32, u32)> {
    let text: Vec<char> = matter.chars().map(narrow).collect();
    let mut days = Vec::new();
    for at in (0..text.len()).filter(|at| text.get(*at) == Some(&'月')) {
        let (Some(month), Some((of_month, end))) =
            (number_before(&text, at), number_behind(&text, at + 1))
        else {
            continue;
        };
        let rest: String = text.iter().skip(end + 1).take(2).collect();
        let is_day = text.get(end).is_some_and(|it| matches!(it, '日' | '号'));
        if is_day && BY.iter().any(|by| rest.starts_with(by)) {
            let is_year = |it: &usize| text.get(*it) == Some(&'年');
            let year =
                month.1.checked_sub(1).filter(is_year).and_then(|at| number_before(&text, at));
            let year = year.and_then(|(year, _)| i32::try_from(year).ok());
            days.push((year, month.0, of_month));
        }
    }
    days
}

const fn narrow(character: char) -> char {
    match character {
        '０' => '0',
        '１' => '1',
        '２' => '2',
        '３' => '3',
        '４' => '4',
        '５' => '5',
        '６' => '6',
        '７' => '7',
        '８' => '8',
        '９' => '9',
        other => other,
    }
}

/// The number that ends before a place, and where it begins.
fn number_before(text: &[char], end: usize) -> Option<(u32, usize)> {
    let digits = text.get(..end)?.iter().rev().take_while(|it| it.is_ascii_digit()).count();
    let start = end - digits;
    let number: String = text.get(start..end)?.iter().collect();
    number.parse().ok().map(|number| (number, start))
}

/// The number that begins at a place, and where it ends.
fn number_behind(text: &[char], start: usize) -> Option<(u32, usize)> {
    let digits = text.iter().skip(start).take_while(|it| it.is_ascii_digit()).count();
    let number: String = text.get(start..start + digits)?.iter().collect();
    number.parse().ok().map(|number| (number, start + digits))
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

/// A department that a text names, and where its name stands, in bytes.
struct Mention {
    id: DepartmentId,
    start: usize,
    end: usize,
}

/// The departments that a text names; of names that overlap the longest is meant. A name that several
/// have is told with each of them.
fn mentions(known: &[&Department], text: &str) -> Vec<Mention> {
    let mut all: Vec<Mention> = Vec::new();
    for department in known {
        let names = [department.facts.name.as_str(), department.facts.short.as_str()];
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            let found = text.match_indices(name);
            all.extend(found.map(|(start, name)| Mention {
                id: department.id,
                start,
                end: start + name.len(),
            }));
        }
    }
    let is_inside = |it: &Mention, other: &Mention| {
        other.start <= it.start
            && it.end <= other.end
            && other.end - other.start > it.end - it.start
    };
    let kept: Vec<bool> =
        all.iter().map(|it| !all.iter().any(|other| is_inside(it, other))).collect();
    all.into_iter().zip(kept).filter_map(|(it, kept)| kept.then_some(it)).collect()
}

/// The departments that lead by the words: 由住建局牵头, or at the front 城管局11月15日前.
fn leading(known: &[&Department], matter: &str) -> BTreeSet<DepartmentId> {
    let leads = |it: &Mention| {
        let behind = matter.get(it.end..).unwrap_or_default();
        let acts = behind.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '于' | '将'));
        let is_unit =
            matter.get(it.start..it.end).is_some_and(|it| it.ends_with(['局', '委', '办']));
        let before = matter.get(..it.start).unwrap_or_default();
        let is_english = english::leads(before, behind);
        is_english
            || LEADS.iter().any(|word| behind.starts_with(word))
            || (it.start == 0 && is_unit && acts)
    };
    mentions(known, matter).into_iter().filter(leads).map(|it| it.id).collect()
}

/// The departments that support by the words: 会同交警支队, 城管局配合.
fn supporters(known: &[&Department], matter: &str) -> BTreeSet<DepartmentId> {
    let clauses = matter.split(['，', '；', '。', ',', ';']);
    let parts = clauses.filter_map(|clause| {
        let behind = WITH.iter().find_map(|with| clause.split_once(with)).map(|(_, it)| it);
        let before = SUPPORTS.iter().find_map(|word| clause.split_once(word)).map(|(it, _)| it);
        behind.or(before)
    });
    let english = mentions(known, matter).into_iter().filter(|it| {
        let behind = matter.get(it.end..).unwrap_or_default();
        english::supports(matter.get(..it.start).unwrap_or_default(), behind)
    });
    parts.flat_map(|part| mentions(known, part)).chain(english).map(|it| it.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_day_is_said_only_where_reading_it_gives_the_very_day() {
        let spoken = Some(day(2023, 10, 20));
        for (matter, stored, expected) in [
            ("11月30日前完成安装", day(2023, 11, 30), Word::Said),
            ("１１月３０日前完成安装", day(2023, 11, 30), Word::Said),
            ("2024年1月30日前完成", day(2024, 1, 30), Word::Said),
            ("11月30日前完成安装", day(2024, 1, 30), Word::Otherwise),
            ("1月15日前完成勘察", day(2024, 1, 15), Word::Otherwise),
            ("11月15日前勘察，11月30日前完成", day(2023, 11, 30), Word::Otherwise),
            ("自11月30日起施工", day(2023, 11, 30), Word::Silent),
            ("mark the bays by 30 November", day(2023, 11, 30), Word::Said),
            ("done by 30 November 2023; money follows", day(2023, 11, 30), Word::Said),
            ("By November 30, 2023, all lamps are lit", day(2023, 11, 30), Word::Said),
            ("mark the bays by 30 November", day(2024, 1, 30), Word::Otherwise),
            ("done by the end of November", day(2023, 11, 30), Word::Silent),
            ("done within two weeks", day(2023, 11, 30), Word::Silent),
            ("尽快完成", day(2023, 11, 30), Word::Silent),
        ] {
            assert_eq!(deadline(matter, stored, spoken), expected, "{matter} {stored}");
        }
    }

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
