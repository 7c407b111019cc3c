//! The same in English: words with capitals that end with what a department is, where it acts.

use crate::command::grammar::typed::Typed;
use std::ops::Range;

/// What a department is.
const SORTS: [&str; 11] = [
    "bureau",
    "department",
    "committee",
    "commission",
    "authority",
    "agency",
    "administration",
    "company",
    "corporation",
    "council",
    "ministry",
];
/// What says right behind it that it acts.
const ACTS: [&str; 14] = [
    "to ",
    "will ",
    "shall ",
    "must ",
    "should ",
    "has to ",
    "is to ",
    "leads",
    "supports",
    "agrees",
    "promises",
    "undertakes",
    "is responsible",
    "by ",
];
/// What is done to it, or with it: the Parks Bureau to be told.
const IS_DONE: [&str; 3] = ["to be ", "will be ", "shall be "];
/// What brings in right before it whoever is to act or to help.
const CUES: [&str; 6] = ["by the ", "by ", "with the ", "with ", "& the ", "& "];
/// What no name begins with.
const NO_NAMES: [&str; 24] = [
    "a", "all", "an", "and", "another", "any", "both", "but", "by", "each", "every", "his", "its",
    "my", "other", "our", "relevant", "so", "that", "the", "their", "then", "this", "your",
];
/// What may stand between the words of a name in small letters.
const BETWEEN: [&str; 3] = ["and", "for", "of"];
/// What is a body by itself, where it stands in a list of departments.
const BODIES: [&str; 12] = [
    "township",
    "town",
    "county",
    "district",
    "village",
    "subdistrict",
    "municipality",
    "school",
    "hospital",
    "police",
    "government",
    "office",
];
/// What parts the last of a list.
const AND: [&str; 2] = ["and", "&"];
/// The most words of a name.
const WORDS: usize = 6;

/// A name that begins at a place.
pub(super) fn name_at(typed: &Typed<'_>, at: usize, body: &Range<usize>) -> Option<Range<usize>> {
    if typed.before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut end = at;
    for place in 0..WORDS {
        let begin = if place == 0 { at } else { typed.past_blanks(end) };
        let stop = typed.past(begin, |c| c.is_ascii_alphabetic() || matches!(c, '-' | '\''));
        let written = typed.part(begin..stop);
        let word = written.to_ascii_lowercase();
        let is_name = written.starts_with(|c: char| c.is_ascii_uppercase());
        let may_be = is_name || place > 0 && BETWEEN.contains(&word.as_str());
        let is_none = place == 0 && NO_NAMES.contains(&word.as_str());
        let is_sort = SORTS.contains(&word.as_str());
        if stop == begin || stop > body.end || is_none || !(may_be || is_sort) {
            return None;
        }
        end = stop;
        if is_sort && place > 0 {
            return acts(typed, at, end).then_some(at..end);
        }
    }
    None
}

/// A body of a list that begins at a place, with or without capitals: the township, Parks Bureau.
pub(super) fn listed_at(typed: &Typed<'_>, at: usize, body: &Range<usize>) -> Option<Range<usize>> {
    if typed.before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut end = at;
    for place in 0..WORDS {
        let begin = if place == 0 { at } else { typed.past_blanks(end) };
        let stop = typed.past(begin, |c| c.is_ascii_alphabetic() || matches!(c, '-' | '\''));
        let written = typed.part(begin..stop);
        let word = written.to_ascii_lowercase();
        let is_name = written.starts_with(|c: char| c.is_ascii_uppercase());
        let is_body = SORTS.contains(&word.as_str()) || BODIES.contains(&word.as_str());
        let is_none = place == 0 && NO_NAMES.contains(&word.as_str());
        let may_go_on = is_name || place > 0 && BETWEEN.contains(&word.as_str());
        if stop == begin || stop > body.end || is_none || !(may_go_on || is_body) {
            return None;
        }
        end = stop;
        // Town Hall Office goes on behind its first word.
        let next = typed.part(typed.past_blanks(end)..typed.len());
        let goes_on = is_name && next.starts_with(|c: char| c.is_ascii_uppercase());
        if is_body && !goes_on {
            return Some(at..end);
        }
    }
    None
}

/// The body of a list that stands before a place, with what parts it from there.
pub(super) fn listed_before(
    typed: &Typed<'_>,
    start: usize,
    floor: usize,
    body: &Range<usize>,
) -> Option<Range<usize>> {
    let before = |at: usize, words: &[&str]| {
        let at = typed.back_over_blanks(at);
        let (_, begin) = typed.ending_in(at, words)?;
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let is_within = is_letter(typed.get(begin)) && is_letter(typed.before(begin));
        (!is_within).then(|| typed.back_over_blanks(begin))
    };
    let at = before(start, &["the"]).unwrap_or(start);
    let joined = before(at, &AND);
    let listed = before(joined.unwrap_or(at), &[","]);
    let end = listed.or(joined)?;
    (floor..end).find_map(|at| listed_at(typed, at, body).filter(|found| found.end == end))
}

/// Whether what stands around a name says that it acts or helps.
fn acts(typed: &Typed<'_>, at: usize, end: usize) -> bool {
    let behind = typed.past_blanks(end);
    if typed.one_of(behind, &IS_DONE).is_some() {
        return false;
    }
    typed.one_of(behind, &ACTS).is_some() || typed.ends_in(at, &CUES)
}
