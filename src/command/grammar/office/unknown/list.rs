//! The bodies that a list names beside departments: none of them is dropped because nobody knows it.

use super::{
    CUES, ENDINGS, NAME_CHARS, NO_OFFICES, SURE_ENDINGS, TRAFFIC, acts, called, english, is_due,
    is_free, is_no_name, meant, ranges,
};
use crate::command::grammar::Ground;
use crate::command::grammar::due;
use crate::command::grammar::office::part::OUT_BEFORE;
use crate::command::grammar::office::{
    ACTING_BEFORE, BETWEEN, FILLERS, LEAD_BEFORE, OPENERS, Office, SUPPORT_BEFORE, between,
};
use crate::command::grammar::typed::Typed;
use crate::domain::text::is_han;
use std::ops::Range;

/// How the name of a body ends besides, where it stands in a list of departments.
const ENDINGS_IN_LIST: [&str; 5] = ["政府", "街道", "社区", "学校", "村委"];
/// The fewest characters of a name whose beginning only a word before it tells.
const LEAST: usize = 3;

/// Adds what lists name beside those that were found, on either side, over and over.
pub(super) fn complete(
    typed: &Typed<'_>,
    body: &Range<usize>,
    all: &mut Vec<Office>,
    taken: &[Range<usize>],
    ground: &Ground<'_>,
) {
    let mut place = 0;
    while let Some(office) = all.get(place) {
        let known = ranges(all);
        let range = office.range.clone();
        // Whom one only writes to has no part, nor has who stands beside them.
        let is_out = |at: usize| typed.ends_in(typed.back_over_blanks(at), &OUT_BEFORE);
        if is_out(range.start) {
            place += 1;
            continue;
        }
        let is_new =
            |it: &Range<usize>| is_free(it, taken) && is_free(it, &known) && !is_out(it.start);
        let before = before(typed, range.start, body, &known, ground).filter(is_new);
        if let Some(found) = before {
            // The one before it is looked at next, and then this one again.
            all.insert(place, called(typed, found, ground));
            continue;
        }
        let behind =
            between(typed, range.end).and_then(|at| behind(typed, at, body, ground)).filter(is_new);
        place += 1;
        if let Some(found) = behind {
            all.insert(place, called(typed, found, ground));
        }
    }
}

fn ends_like_a_body(typed: &Typed<'_>, end: usize) -> bool {
    (typed.ends_in(end, &ENDINGS) || typed.ends_in(end, &ENDINGS_IN_LIST))
        && !typed.ends_in(end, &NO_OFFICES)
}

/// The body that stands behind what parts a list.
fn behind(
    typed: &Typed<'_>,
    at: usize,
    body: &Range<usize>,
    ground: &Ground<'_>,
) -> Option<Range<usize>> {
    if let Some(found) = english::listed_at(typed, at, body) {
        return Some(found);
    }
    if is_no_name(typed, at) {
        return None;
    }
    let most = typed.past(at, is_han).min(at + NAME_CHARS).min(body.end);
    let mut ends = (at + 2..=most).filter(|end| ends_like_a_body(typed, *end));
    let known = ends.clone().rev().find(|end| !meant(typed, &(at..*end), ground).is_empty());
    let end = known
        .or_else(|| ends.find(|end| typed.ends_in(*end, &SURE_ENDINGS) || is_over(typed, *end)))?;
    Some(at..end)
}

/// Whether the name of a body in a list is over here.
fn is_over(typed: &Typed<'_>, end: usize) -> bool {
    acts(typed, end)
        || is_due(typed, end)
        || due::begins(typed, end)
        || typed.get(end).is_none_or(|c| !is_han(c))
        || [&BETWEEN[..], &FILLERS, &CUES, &["于", "在", "要", "应", "将"]]
            .iter()
            .any(|words| typed.one_of(end, words).is_some())
}

/// The body that stands before what parts a list.
fn before(
    typed: &Typed<'_>,
    start: usize,
    body: &Range<usize>,
    known: &[Range<usize>],
    ground: &Ground<'_>,
) -> Option<Range<usize>> {
    let floor = known.iter().map(|range| range.end).filter(|end| *end <= start).max();
    let floor = floor.unwrap_or(body.start).max(body.start);
    if let Some(found) = english::listed_before(typed, start, floor, body) {
        return Some(found);
    }
    let (_, end) = typed.ending_in(typed.back_over_blanks(start), &BETWEEN)?;
    let end = typed.back_over_blanks(end);
    let least = end.checked_sub(2).filter(|least| *least >= floor)?;
    if !ends_like_a_body(typed, end) {
        return None;
    }
    let first = (floor..=least)
        .rev()
        .take(NAME_CHARS)
        .take_while(|at| typed.chars(*at..end).iter().copied().all(is_han));
    let known = first.clone().filter(|at| !meant(typed, &(*at..end), ground).is_empty()).last();
    let start = known.or_else(|| {
        let begins = first.clone().find(|at| begins_a_name(typed, *at, floor, end));
        begins.or_else(|| first.last())
    })?;
    (!is_no_name(typed, start)).then_some(start..end)
}

/// Whether a name that ends at a place may begin here: behind what is no part of one.
fn begins_a_name(typed: &Typed<'_>, at: usize, floor: usize, end: usize) -> bool {
    if at == floor || !typed.before(at).is_some_and(is_han) {
        return true;
    }
    // 交警大队 does not begin behind 交, nor 城乡建设局 in 住房和城乡建设局.
    let is_of_a_word = at.checked_sub(1).is_some_and(|at| typed.one_of(at, &TRAFFIC).is_some());
    let parts =
        typed.ending_in(at, &BETWEEN).is_some_and(|(_, word)| ends_like_a_body(typed, word));
    let opens = [&ACTING_BEFORE[..], &SUPPORT_BEFORE, &LEAD_BEFORE, &OPENERS]
        .iter()
        .any(|words| typed.ends_in(at, words));
    end - at >= LEAST && !is_of_a_word && (parts || opens)
}
