//! What is shown around a hit: the part of a text that says most of what was asked for, cut to a length.

use super::piece::{Part, PartKind, Text};
use super::query::Query;
use std::ops::Range;

/// A piece of a text around what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// What the text is.
    pub kind: PartKind,
    /// The piece, in one line; `…` stands where something was left out.
    pub text: String,
    /// What was found of it, in bytes of this piece, in order.
    pub found: Vec<Range<usize>>,
}

/// How much before what was found is shown, in characters.
const BEFORE: usize = 14;
/// The longest piece, in characters.
const LONGEST: usize = 120;

impl Excerpt {
    /// The best piece of a text; the one with the most of the words, the first among equals.
    pub(super) fn of(query: &Query, text: &Text) -> Option<Self> {
        let mut best: Option<(&Part, Vec<Range<usize>>, usize)> = None;
        for part in &text.parts {
            let (places, count) = query.places(&part.text);
            if count > best.as_ref().map_or(0, |(_, _, most)| *most) {
                best = Some((part, places, count));
            }
        }
        best.map(|(part, places, _)| Self::cut(part, &places))
    }

    fn cut(part: &Part, places: &[Range<usize>]) -> Self {
        let first = places.first().map_or(0, |range| range.start);
        let before = part.text.get(..first).unwrap_or_default();
        let all_before = before.chars().count();
        // What is left out is not less than the mark that says so.
        let left_out = if all_before > BEFORE + 4 { all_before - BEFORE } else { 0 };
        let mut text = String::new();
        if left_out > 0 {
            text.push('…');
        }
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut ended = true;
        for (count, (at, character)) in part.text.char_indices().skip(left_out).enumerate() {
            if count == LONGEST {
                ended = false;
                break;
            }
            let begin = text.len();
            // One line: a break is a space.
            text.push(if character == '\n' { ' ' } else { character });
            let place = places.iter().find(|range| range.contains(&at));
            if let Some(place) = place {
                match found.last_mut() {
                    Some(last) if last.end == begin && at > place.start => last.end = text.len(),
                    _ => found.push(begin..text.len()),
                }
            }
        }
        if !ended {
            text.push('…');
        }
        Self { kind: part.kind, text, found }
    }
}
