//! The same in English: what says that a department leads, or helps another.

use crate::command::grammar::typed::Typed;
use std::ops::Range;

/// What stands before those that help.
const HELPING_BEFORE: [&str; 14] = [
    "with the help of",
    "with help from",
    "with the support of",
    "with support from",
    "with the assistance of",
    "with assistance from",
    "assisted by",
    "helped by",
    "supported by",
    "aided by",
    "backed by",
    "joined by",
    "together with",
    "along with",
];
/// What those do that help, longest first where one begins another.
const HELPING: [&str; 12] = [
    "supporting",
    "supports",
    "support",
    "assisting",
    "assists",
    "assist",
    "helping",
    "helps",
    "help",
    "in support",
    "cooperating",
    "cooperates",
];
/// What stands behind such a word where nobody is named who is helped.
const NOBODY_HELPED: [&str; 11] =
    ["it", "them", "this", "in", "with", "by", "on", "as", "where", "when", "before"];
/// What may stand between a department and what it does.
const AUXILIARIES: [&str; 12] = [
    "will ", "shall ", "must ", "should ", "is to ", "are to ", "to ", "are ", "is ", "be ",
    "both ", "also ",
];
/// What says that several do it as one.
const AS_ONE: [&str; 2] = ["jointly", "together"];
/// What says that a department leads.
const LEADING: [&str; 6] =
    ["leading", "leads", "lead", "take the lead", "responsible", "in charge"];

/// Whether what stands before a place brings in those that help.
pub(super) fn is_helping_before(typed: &Typed<'_>, start: usize) -> bool {
    let start = before_the(typed, start);
    let found = typed.ending_in(start, &HELPING_BEFORE);
    found.is_some_and(|(_, begin)| !is_letter(typed.before(begin)))
}

/// Whether a department behind a comma begins what the sentence says, since those before it help: with
/// the help of Highways, the Housing Bureau will act.
pub(super) fn begins_anew(typed: &Typed<'_>, left: &Range<usize>, right: &Range<usize>) -> bool {
    let comma = before_the(typed, typed.back_over_blanks(right.start));
    is_helping_before(typed, typed.back_over_blanks(left.start))
        && typed.before(comma) == Some(',')
        && typed.one_of(typed.past_blanks(right.end), &AUXILIARIES).is_some()
}

/// Where the words end that say right behind a department that it helps. Who helps residents does what
/// is promised: only with another, or where nobody is named who is helped, one supports.
pub(super) fn past_helping(typed: &Typed<'_>, start: usize, end: usize) -> Option<usize> {
    let (verb, _) = past_auxiliaries(typed, end);
    let after = word_of(typed, verb, &HELPING)?;
    let next = typed.past_blanks(after);
    let is_alone = typed.get(next).is_none_or(|c| !c.is_alphanumeric());
    let is_beside = typed
        .ending_in(before_the(typed, start), &["with"])
        .is_some_and(|(_, begin)| !is_letter(typed.before(begin)));
    (is_alone || is_beside || word_of(typed, next, &NOBODY_HELPED).is_some()).then_some(after)
}

/// Where the word begins before a place that says that one helps another.
pub(super) fn helping_before(typed: &Typed<'_>, end: usize) -> Option<usize> {
    let words = HELPING.iter().filter(|word| !word.contains(' '));
    let mut found = words.filter_map(|word| Some(typed.ending_in(end, &[*word])?.1));
    found.find(|begin| !is_letter(typed.before(*begin)))
}

/// Whether what stands right behind departments says that they lead, or that they act as one.
pub(super) fn leads(typed: &Typed<'_>, end: usize) -> bool {
    let (verb, is_as_one) = past_auxiliaries(typed, end);
    is_as_one || word_of(typed, verb, &LEADING).is_some()
}

/// Where the verb begins behind a place, and whether several are said to do it as one.
fn past_auxiliaries(typed: &Typed<'_>, end: usize) -> (usize, bool) {
    let (mut at, mut is_as_one) = (typed.past_blanks(end), false);
    loop {
        if let Some((_, after)) = typed.one_of(at, &AUXILIARIES) {
            at = typed.past_blanks(after);
        } else if let Some(after) = word_of(typed, at, &AS_ONE) {
            let next = typed.past_blanks(after);
            // Together with the Highways is said of those.
            if typed.begins(next, "with ") {
                return (at, is_as_one);
            }
            (at, is_as_one) = (next, true);
        } else {
            return (at, is_as_one);
        }
    }
}

/// Where one of some words ends that stands whole at a place.
fn word_of(typed: &Typed<'_>, at: usize, words: &[&str]) -> Option<usize> {
    let (_, end) = typed.one_of(at, words)?;
    (!is_letter(typed.get(end))).then_some(end)
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphabetic())
}

/// Where what stands before `the` ends, if that stands before a place.
pub(super) fn before_the(typed: &Typed<'_>, end: usize) -> usize {
    let the = typed.ending_in(end, &["the"]);
    let the = the.filter(|(_, begin)| !is_letter(typed.before(*begin)));
    the.map_or(end, |(_, begin)| typed.back_over_blanks(begin))
}

/// Where what stands behind `the` begins, if that stands at a place.
pub(super) fn past_the(typed: &Typed<'_>, at: usize) -> usize {
    typed.one_of(at, &["the "]).map_or(at, |(_, end)| typed.past_blanks(end))
}
