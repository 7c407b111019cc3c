//! Where a number in English words stands: `half a million`, and the words behind digits, `1.5 million`,
//! `3 hundred thousand`, `15k`.

use crate::command::grammar::typed::{Typed, is_blank};
use crate::domain::amount::words::{ENGLISH, English};

/// Words of number that may stand right behind digits.
const SHORT: [&str; 5] = ["k", "m", "mn", "bn", "w"];
/// The most letters of a word of number.
const WORD_CHARS: usize = 9;
/// The most words of a number.
const MOST_WORDS: usize = 16;

/// Where a number of words ends that begins at a place; `None` where none does.
pub(super) fn past_words(typed: &Typed<'_>, at: usize) -> Option<usize> {
    typed.get(at).filter(char::is_ascii_lowercase)?;
    if typed.before(at).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let (first, _) = word(typed, at)?;
    let begins = match first {
        English::Small(_) | English::Times(_) | English::Half | English::A => true,
        English::Loose => typed.one_of(at, &["to ", "or "]).is_none(),
        English::And | English::Other => typed.begins(at, "quarter") || typed.begins(at, "third"),
    };
    let end = run(typed, at).filter(|_| begins)?;
    // A and an are words of the sentence, but before a number.
    let has_number = (at..end).any(|at| {
        word(typed, at).is_some_and(|(says, _)| !matches!(says, English::A | English::And))
    });
    has_number.then_some(end)
}

/// Where words of number end that stand behind the digits that end at a place.
pub(super) fn past_scale(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let short = typed.past(at, |c| c.is_ascii_lowercase());
    if SHORT.iter().any(|it| it.len() == short - at && typed.begins(at, it)) {
        return Some(short);
    }
    let begin = typed.past_blanks(at);
    let (says, _) = word(typed, begin)?;
    let scales = matches!(says, English::Times(_) | English::Other) || is_and_a_half(typed, begin);
    run(typed, begin).filter(|_| scales)
}

fn is_and_a_half(typed: &Typed<'_>, at: usize) -> bool {
    typed.begins(at, "and a half ")
}

/// Where words of number end that stand one behind the other; what only joins them is none at the
/// end.
fn run(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let (mut next, mut end) = (at, None);
    for _ in 0..MOST_WORDS {
        let Some((says, stop)) = word(typed, next) else { break };
        let is_joint = matches!(says, English::A | English::And)
            || typed.one_of(next, &["to", "or", "of"]).is_some_and(|(_, it)| it == stop);
        if !is_joint {
            end = Some(stop);
        }
        let gap = typed.past(stop, |c| is_blank(c) || c == '-');
        if gap == stop {
            break;
        }
        next = gap;
    }
    end
}

/// The word of number at a place, and where it ends.
fn word(typed: &Typed<'_>, at: usize) -> Option<(English, usize)> {
    typed.get(at).filter(char::is_ascii_lowercase)?;
    let near = typed.rest(at).iter().take(WORD_CHARS + 1);
    let end = at + near.take_while(|c| c.is_ascii_lowercase()).count();
    let goes_on = typed.get(end).is_some_and(|c| c.is_ascii_digit());
    let letters = typed.chars(at..end);
    let is_it = |word: &str| word.len() == letters.len() && typed.begins(at, word);
    let found = ENGLISH.iter().find(|(word, _)| is_it(word)).filter(|_| !goes_on)?;
    Some((found.1, end))
}
