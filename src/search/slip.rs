//! Words that are written with a slip of the hand.

/// A word that is shorter than this is another word with one letter changed.
const SHORTEST: usize = 4;
/// From so many letters on a word may hold two slips.
const LONG: usize = 6;

/// Whether a word is another with a slip or two of the hand in it: a letter left out, put in, changed, or
/// swapped with the next; in a short word there is one at most.
pub fn is_slip_of(written: &[char], word: &[char]) -> bool {
    let most = match written.len().min(word.len()) {
        ..SHORTEST => return false,
        SHORTEST..LONG => 1,
        _ => 2,
    };
    // A table for each pair of words costs far more than to see that they are too unlike.
    written.len().abs_diff(word.len()) <= most && (1..=most).contains(&distance(written, word))
}

/// How many letters are left out, put in, changed, or swapped with the next between two words.
pub fn distance(one: &[char], other: &[char]) -> usize {
    strsim::generic_damerau_levenshtein(one, other)
}

#[cfg(test)]
mod tests {
    use super::is_slip_of;

    #[test]
    fn a_slip_leaves_most_of_a_word_as_it_is() {
        let is_slip = |written: &str, word: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            is_slip_of(&letters(written), &letters(word))
        };
        for (written, word) in [
            ("hartly", "hartley"),
            ("ashdwon", "ashdown"),
            ("backer", "baker"),
            ("petorv", "petrov"),
            ("anna", "anne"),
        ] {
            assert!(is_slip(written, word), "{written} {word}");
        }
        for (written, word) in
            [("hartley", "hartley"), ("lee", "lea"), ("anna", "emma"), ("around", "ashdown")]
        {
            assert!(!is_slip(written, word), "{written} {word}");
        }
    }
}
