//! What each of something costs or gets, which is no sum that is given: `每户2000元`, `3元/小时`,
//! `2,000 yuan per household`.

use crate::command::grammar::typed::Typed;

/// What it is that each amount is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Each {
    /// People or households, who get it.
    Head,
    /// Something else, as hours, which has a price.
    Other,
}

/// So near behind a 每 stands the amount for each of something.
const NEAR_CHARS: usize = 6;
/// So near behind the word for a household or a person stands what each of them gets.
const HEADS_CHARS: usize = 14;
/// So near it stands in English.
const ENGLISH_CHARS: usize = 32;
/// Each household or person, before the amount.
const HEADS_BEFORE: [&str; 8] =
    ["每户", "每人", "每家", "每名", "每位", "每个家庭", "人均", "户均"];
/// The same in English.
const ENGLISH_BEFORE: [&str; 7] =
    ["each ", "every ", "per household", "per family", "per person", "per resident", "per head"];
/// The same behind the amount.
const HEADS_AFTER: [&str; 26] = [
    "/户",
    "/人",
    "/家",
    "每户",
    "每人",
    "每家",
    "每名",
    "每位",
    "一户",
    "一人",
    "一家",
    "each",
    "apiece",
    "per household",
    "per family",
    "per person",
    "per resident",
    "per head",
    "per capita",
    "per home",
    "a household",
    "a family",
    "a person",
    "a head",
    "for each",
    "for every",
];
/// Each of anything, behind the amount.
const AFTER: [&str; 6] = ["/", "每", "per ", "an hour", "a month", "a year"];

/// Of what each the amount in a range is, if it is of any.
pub(super) fn of_each(typed: &Typed<'_>, start: usize, end: usize) -> Option<Each> {
    let behind = |words: &[&str]| {
        let after = typed.past_blanks(end);
        // 2万元、3万元 are two sums.
        let is_list = typed.part(after..after + 1) == "、";
        !is_list && typed.one_of(after, words).is_some()
    };
    let is_of_heads = behind(&HEADS_AFTER)
        || typed.says_before(start, HEADS_CHARS, &HEADS_BEFORE)
        || says_each(typed, start);
    if is_of_heads {
        return Some(Each::Head);
    }
    let is_of_others = behind(&AFTER) || typed.clause_before(start, NEAR_CHARS).any(|c| c == '每');
    is_of_others.then_some(Each::Other)
}

/// Whether an English word for each of some people stands in the clause before a place.
fn says_each(typed: &Typed<'_>, start: usize) -> bool {
    let begin = start - typed.clause_before(start, ENGLISH_CHARS).count();
    let is_word = |at: &usize| !typed.before(*at).is_some_and(|c| c.is_ascii_alphanumeric());
    (begin..start).filter(is_word).any(|at| typed.one_of(at, &ENGLISH_BEFORE).is_some())
}
