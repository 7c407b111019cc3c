//! Names by their sound and their initials: for codes that can be read aloud, for the order in which
//! lists are read, and for finding Latin names by the first letters of their words.

use super::sound::syllable;
use crate::domain::text::is_han;
use std::ops::Range;

/// The most letters that are taken for initials: no name is typed longer by hand.
const MOST_TYPED: usize = 40;

/// The first letter of the commonest reading of each Chinese character, upper case; Latin letters
/// and digits stay, everything else is left out.
pub fn initials_of(text: &str) -> String {
    text.chars().filter_map(initial).collect()
}

fn initial(character: char) -> Option<char> {
    if character.is_ascii_alphanumeric() {
        return Some(character.to_ascii_uppercase());
    }
    syllable(character)?.chars().next().map(|c| c.to_ascii_uppercase())
}

/// What a text is sorted by, so that people find it where they look: by pinyin, character by
/// character, the same sound together; Latin letters without regard to case.
pub fn spelled(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    for character in text.chars() {
        key.push_str(syllable(character).unwrap_or_default());
        key.extend(character.to_lowercase());
    }
    key
}

/// Where the words of a Latin name begin that what was typed stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Initials {
    /// With the first one.
    Begin,
    /// With a later one.
    Within,
}

/// Whether what was typed stands for words of a Latin name that follow one another, each by its first
/// letter or in full, the last as far as it is typed: `gc`, `gchen` and `gracec` are Grace Chen. An
/// initial in the middle may be left out: `mw` and `mjw` are Mary J. Wood.
/// `None` for less than two letters, and for more than 40; what was typed is in lower case.
pub fn latin_initials(typed: &[char], name: impl IntoIterator<Item = char>) -> Option<Initials> {
    found_initials(typed, name).map(|(found, _)| found)
}

/// Where the words stand that what was typed stands for, in characters: from the first letter of the
/// first to the last that was typed.
pub fn latin_part(typed: &[char], name: &str) -> Option<Range<usize>> {
    let mut was_latin = false;
    name.char_indices().enumerate().find_map(|(count, (at, letter))| {
        let begins = is_latin(letter) && !was_latin;
        was_latin = is_latin(letter);
        let rest = name.get(at..).filter(|_| begins)?;
        match found_initials(typed, rest.chars())? {
            (Initials::Begin, passed) => Some(count..count + passed),
            (Initials::Within, _) => None,
        }
    })
}

/// The same as [`latin_initials`], with how many characters were passed until it was found.
fn found_initials(
    typed: &[char],
    name: impl IntoIterator<Item = char>,
) -> Option<(Initials, usize)> {
    let is_typed = (2..=MOST_TYPED).contains(&typed.len());
    if !is_typed || !typed.iter().all(|letter| is_latin(*letter)) {
        return None;
    }
    let all = 1_u64 << typed.len();
    let (mut begin, mut within) = (Run::default(), Run::default());
    let (mut is_first_word, mut is_inside) = (true, false);
    for (passed, letter) in (1..).zip(name) {
        if !is_latin(letter) {
            is_inside = false;
            continue;
        }
        if !is_inside {
            begin.next_word(is_first_word);
            within.next_word(!is_first_word);
            is_first_word = false;
        }
        let letter = letter.to_lowercase().next().unwrap_or(letter);
        for (run, found) in [(&mut begin, Initials::Begin), (&mut within, Initials::Within)] {
            run.pass(typed, letter, !is_inside);
            if run.passed & all != 0 {
                return Some((found, passed));
            }
        }
        is_inside = true;
    }
    None
}

/// The places of what was typed that the words of a name have come to, a bit each.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// Where all letters of this word have come, none left out.
    passed: u64,
    /// Where its first letter has come.
    first: u64,
    /// The places where this word may have begun.
    began: u64,
    /// How many letters it has so far.
    letters: usize,
}

impl Run {
    fn next_word(&mut self, may_begin: bool) {
        // Past an initial what was typed may go on as if it were not there.
        let past_initial = if self.letters == 1 { self.began & !1 } else { 0 };
        self.passed |= self.first | past_initial | u64::from(may_begin);
        self.began = self.passed;
        self.first = 0;
        self.letters = 0;
    }

    fn pass(&mut self, typed: &[char], letter: char, is_first: bool) {
        let reached = (0..typed.len()).filter(|at| self.passed & (1 << at) != 0);
        let matched = reached.filter(|at| typed.get(*at) == Some(&letter));
        self.passed = matched.fold(0, |passed, at| passed | 1 << (at + 1));
        self.letters += 1;
        if is_first {
            self.first = self.passed;
        }
    }
}

/// Whether a character is a letter or a digit of a Latin word.
fn is_latin(character: char) -> bool {
    character.is_alphanumeric() && !is_han(character)
}

#[cfg(test)]
mod tests {
    use super::{Initials, latin_initials};

    fn found(typed: &str, name: &str) -> Option<Initials> {
        latin_initials(&typed.chars().collect::<Vec<_>>(), name.chars())
    }

    #[test]
    fn a_latin_name_is_found_by_the_first_letters_of_its_words() {
        for (typed, name) in [
            ("gc", "Grace Chen"),
            ("gchen", "Grace Chen"),
            ("gch", "grace chen"),
            ("gracec", "Grace Chen"),
            ("jlp", "Jean-Luc Picard"),
            ("sob", "Sean O'Brien"),
            ("so", "Sean O'Brien"),
            ("ev", "安装 EV chargers"),
            ("mw", "Mary J. Wood"),
            ("mjw", "Mary J. Wood"),
            ("mwood", "Mary J. Wood"),
            ("maryw", "Mary J. R. Wood"),
            ("mrw", "Mary J. R. Wood"),
        ] {
            assert_eq!(found(typed, name), Some(Initials::Begin), "{typed} {name}");
        }
        for (typed, name) in
            [("ml", "Grace May Lee"), ("ab", "Aa Abel Bo"), ("pn", "City parking near")]
        {
            assert_eq!(found(typed, name), Some(Initials::Within), "{typed} {name}");
        }
        for (typed, name) in [
            ("c", "Grace Chen"),
            ("gx", "Grace Chen"),
            ("grc", "Grace Chen"),
            ("ce", "Grace Chen"),
            ("gl", "Grace May Lee"),
            ("tcn", "停车难"),
            ("mwj", "Mary J. Wood"),
        ] {
            assert_eq!(found(typed, name), None, "{typed} {name}");
        }
    }

    #[test]
    fn a_long_name_of_one_letter_costs_little() {
        let typed = "a".repeat(39) + "b";
        assert_eq!(found(&typed, &"aa ".repeat(2_000)), None);
    }

    #[test]
    fn names_are_sorted_by_their_sound() {
        let mut names =
            ["周明", "市场停车", "安装护栏", "Zebra", "长城乡", "安排路灯", "apple", "12号"];
        names.sort_by_cached_key(|name| super::spelled(name));
        assert_eq!(
            names,
            ["12号", "安排路灯", "安装护栏", "apple", "长城乡", "市场停车", "Zebra", "周明"]
        );
    }

    #[test]
    fn a_name_gives_the_initials_of_its_readings() {
        for (name, initials) in [
            ("韶峰", "SF"),
            ("“韶峰”A2（二）", "SFA2E"),
            ("石潭", "ST"),
            ("长城", "CC"),
            ("射埠", "SB"),
            ("姜畲", "JS"),
            ("育塅", "YD"),
            ("乌石", "WS"),
            ("下摄司", "XSS"),
            ("楠竹山", "NZS"),
        ] {
            assert_eq!(super::initials_of(name), initials, "{name}");
        }
    }
}
