//! Latin names by some of their words: behind an English title, `Mr Chen`, and behind an initial or the
//! beginning of a word, `J. Smith`.

use super::{Called, Who, fitting, named};
use crate::command::grammar::Ground;
use crate::command::grammar::sound::{Fit, Spoken};
use crate::command::grammar::typed::{Typed, folded, is_blank, token_end};
use crate::domain::id::PersonId;
use crate::domain::person::surname_chars;
use crate::domain::text::is_han;
use crate::search::slip::is_slip_of;
use std::ops::Range;

/// What stands before a name in English, longest first where one begins another.
const TITLES: [&str; 9] = ["professor", "prof", "madam", "miss", "mrs", "mr", "ms", "dr", "doctor"];

/// A name behind an English title: the one at the table who is called so, else whom of that name is
/// expected, else known. A title in small letters is one before a name that is known: `mr` may be
/// initials, too.
pub(super) fn with_english_title(
    typed: &Typed<'_>,
    at: usize,
    ground: &Ground<'_>,
) -> Option<Called> {
    let name_at = past_title(typed, at)?;
    if let Some(found) = named(typed, name_at, ground) {
        return Some(found);
    }
    let end = token_end(typed, name_at);
    let word = typed.chars(name_at..end);
    let is_said = is_capitalized(typed, at) && is_capitalized(typed, name_at);
    let called = |id: PersonId| {
        let words = words_of(id, ground);
        let place = words.iter().position(|it| **it == *word);
        let latin = || Some(past_words(typed, end, words.get(place? + 1..)?).unwrap_or(end));
        let written = latin().map(|end| (true, end));
        written.or_else(|| Some((has_surname(id, word, is_said, ground)?, end)))
    };
    let nobody = || is_said.then_some(Called { end, who: Who::Nobody });
    nearest(called, ground).or_else(nobody)
}

/// Where the name begins behind a title that begins at a place.
fn past_title(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let end = typed.past(at, |c| c.is_ascii_lowercase());
    let title: String = typed.chars(at..end).iter().collect();
    if !TITLES.contains(&title.as_str()) {
        return None;
    }
    let stop = if typed.get(end) == Some('.') { end + 1 } else { end };
    let name_at = typed.past_blanks(stop);
    let is_name = name_at > end && typed.get(name_at).is_some_and(char::is_alphabetic);
    is_name.then_some(name_at)
}

/// Whether a word is written with a capital, and not all of it, as initials are.
pub(super) fn is_capitalized(typed: &Typed<'_>, at: usize) -> bool {
    let mut letters = typed.part(at..token_end(typed, at)).chars();
    letters.next().is_some_and(char::is_uppercase)
        && !letters.next().is_some_and(char::is_uppercase)
}

/// Whether somebody with a Chinese name has the surname as it is written, or else as it is spelled,
/// where a title says that it is a name; `None` for another.
fn has_surname(id: PersonId, word: &[char], is_said: bool, ground: &Ground<'_>) -> Option<bool> {
    let row = ground.names.row(id).filter(|row| row.name.starts_with(is_han))?;
    let surname: String = row.name.chars().take(surname_chars(&row.name)).collect();
    let is_spelled = || word.len() > 1 && Spoken::of(&surname).fit(word) == Some(Fit::Whole);
    if *folded(&surname) == *word {
        return Some(true);
    }
    (is_said && is_spelled()).then_some(false)
}

/// The beginning of one word of a name with later words of it in full: `J. Smith`, `Grace Chen` for
/// Grace May Chen. A capital with another name behind it than there is, is asked about.
pub(super) fn by_words(
    typed: &Typed<'_>,
    at: usize,
    end: usize,
    ground: &Ground<'_>,
) -> Option<Called> {
    let begun: Vec<char> = typed.chars(at..end).iter().copied().filter(|c| *c != '.').collect();
    let next = typed.past_blanks(end);
    let goes_on = next > end && typed.get(next).is_some_and(is_latin);
    if !goes_on || begun.is_empty() || !begun.iter().all(|c| is_latin(*c)) {
        return None;
    }
    let called = |id: PersonId| {
        let words = words_of(id, ground);
        let place = words.iter().position(|word| word.starts_with(&begun))?;
        Some((true, past_words(typed, end, words.get(place + 1..)?)?))
    };
    if let Some(found) = nearest(called, ground) {
        return Some(found);
    }
    let is_initial = begun.len() == 1 && is_capitalized(typed, at);
    let stop = token_end(typed, next);
    let is_name = is_capitalized(typed, next) && stop > next + 1;
    if let Some(found) = misspelt(typed, &begun, next..stop, ground).filter(|_| is_name) {
        return Some(found);
    }
    if !is_initial || !is_name {
        return None;
    }
    let who = match fitting(&begun, ground)? {
        Who::Named(id) | Who::Meant(id) => Who::Several(vec![id]),
        who => who,
    };
    Some(Called { end: stop, who })
}

/// Whose name it is that begins so, where the word behind it is nearly a later one of it: Tom Ashdwon.
fn misspelt(
    typed: &Typed<'_>,
    begun: &[char],
    word: Range<usize>,
    ground: &Ground<'_>,
) -> Option<Called> {
    let written = typed.chars(word.clone());
    let called = |id: PersonId| {
        let words = words_of(id, ground);
        let place = words.iter().position(|word| word.starts_with(begun))?;
        let is_near = words.get(place + 1..)?.iter().any(|word| is_slip_of(written, word));
        is_near.then_some((true, word.end))
    };
    let found = nearest(called, ground).filter(|_| begun.len() > 1)?;
    Some(match found.who {
        Who::Named(id) => Called { who: Who::Misspelt(id), ..found },
        _ => found,
    })
}

/// Where words of a name end that follow one another behind a place, some of them as initials with
/// their stop; `None` where no whole one does.
fn past_words(typed: &Typed<'_>, at: usize, mut words: &[Box<[char]>]) -> Option<usize> {
    let (mut end, mut found) = (at, None);
    loop {
        let begin = typed.past_blanks(end);
        let stop = token_end(typed, begin);
        let typed_word = typed.chars(begin..stop);
        let is_initial = typed_word.len() == 1 && typed.get(stop) == Some('.');
        let is_it =
            |word: &[char]| *word == *typed_word || is_initial && word.starts_with(typed_word);
        let place =
            words.iter().position(|word| is_it(word)).filter(|_| begin > end && stop > begin);
        let Some(place) = place else { return found };
        end = if is_initial { stop + 1 } else { stop };
        found = if is_initial { found } else { Some(end) };
        words = words.get(place + 1..).unwrap_or_default();
    }
}

/// Those of whom a name is said: whether it is written so and where it ends. Those at the table, else
/// expected, else anybody; what is written goes before what is spelled, and the longest first.
fn nearest(
    called: impl Fn(PersonId) -> Option<(bool, usize)>,
    ground: &Ground<'_>,
) -> Option<Called> {
    let among = |people: &mut dyn Iterator<Item = PersonId>| {
        let mut found: Vec<((bool, usize), PersonId)> =
            people.filter_map(|id| Some((called(id)?, id))).collect();
        found.sort_unstable();
        found.dedup();
        let (best, last) = *found.last()?;
        found.retain(|(other, _)| *other == best);
        let who = match found.as_slice() {
            [_] => Who::Named(last),
            _ => Who::Several(found.into_iter().map(|(_, id)| id).collect()),
        };
        Some(Called { end: best.1, who })
    };
    among(&mut ground.at_the_table().map(|row| row.person))
        .or_else(|| among(&mut ground.expected()))
        .or_else(|| among(&mut ground.names.people().ids()))
}

/// The words of somebody's Latin name, folded and without stops; none of another.
fn words_of(id: PersonId, ground: &Ground<'_>) -> Vec<Box<[char]>> {
    let Some(row) = ground.names.row(id).filter(|row| row.name.contains(is_latin)) else {
        return Vec::new();
    };
    let name = folded(&row.name);
    let words = name.split(|c| is_blank(*c) || matches!(c, '.' | '·'));
    words.filter(|word| !word.is_empty()).map(Into::into).collect()
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !is_han(c)
}
