//! English dates, behind a word that brings them in.

use super::shape::{Form, Shape, shape};
use crate::command::grammar::typed::Typed;

/// What brings a day in.
const ENGLISH: [&str; 9] =
    ["no later than ", "within ", "before ", "until ", "till ", "by ", "due ", "in ", "deadline: "];
/// The most words of a date.
const ENGLISH_WORDS: usize = 6;

/// The dates that may begin at a place, the longest first.
pub(super) fn shapes(typed: &Typed<'_>, at: usize) -> Vec<Shape> {
    let Some((_, from)) = typed.one_of(at, &ENGLISH) else {
        return Vec::new();
    };
    let is_within = typed.begins(at, "within ") || typed.begins(at, "in ");
    let mut ends = Vec::new();
    let mut end = from;
    while ends.len() < ENGLISH_WORDS {
        let word = typed.past_blanks(end);
        let stop = typed.past(word, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'));
        if stop == word {
            break;
        }
        ends.push(stop);
        // A comma stands within a date alone before its year.
        let comma = typed.get(stop) == Some(',')
            && typed.get(typed.past_blanks(stop + 1)).is_some_and(|c| c.is_ascii_digit());
        end = if comma { stop + 1 } else { stop };
    }
    let start = if is_within { at } else { from };
    let read = |end| Shape { from: start, is_deadline: true, ..shape(at, end, Form::English) };
    ends.into_iter().rev().map(read).collect()
}
