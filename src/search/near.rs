//! Who of those who are known may be meant by a name that nobody has.

mod neighbours;

pub use self::neighbours::Neighbours;

use super::initials::{Initials, latin_initials};
use super::quick::{Place, Word};
use super::slip::{distance, is_slip_of};
use super::sound::is_spoken_alike;
use crate::domain::person::{Side, surname_chars};
use crate::domain::text::{fold_name, is_han};

/// So many small letters may be the initials of a Latin name.
const INITIALS: usize = 4;

/// So many letters are a word of a name that is begun.
const BEGUN: usize = 3;

/// Whether somebody with a name that nobody has is likely to be new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likelihood {
    /// A resident who comes to a session, or raises something.
    New,
    /// Whoever chairs or is a member of a studio: 周明 may be meant for 周明远.
    Known,
}

impl Likelihood {
    /// By the side that newcomers in a field are entered on.
    pub fn of(newcomers: Option<Side>) -> Self {
        if newcomers == Some(Side::Member) { Self::Known } else { Self::New }
    }
}

/// A name that nobody has, as those of everybody are compared with it, at each key.
pub struct Near {
    name: Vec<char>,
    /// What it is as pinyin, where it is written in small letters: nobody is entered by those.
    letters: Option<Word>,
    likelihood: Likelihood,
}

impl Near {
    /// Makes a name ready to be compared.
    pub fn of(text: &str, likelihood: Likelihood) -> Self {
        let text = text.trim();
        let is_small = !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase());
        let letters = if is_small { Word::new(text) } else { None };
        Self { name: text.chars().map(fold_name).collect(), letters, likelihood }
    }

    /// Whether somebody of this name may be meant: by a word of a Latin name or the surname or the given
    /// name of a Chinese one, by all of it in other letters or written with a slip, by its pinyin or its
    /// initials, or by characters that are spoken alike.
    pub fn is_of(&self, name: &str) -> bool {
        let known: Vec<char> = name.chars().map(fold_name).collect();
        let is_it = |word: &[char]| *word == *self.name;
        is_it(&known)
            || words(&known).any(is_it)
            || self.is_of_chinese(name, &known)
            || self.is_misspelt(&known)
            || self.is_letters_of(name)
    }

    fn is_of_chinese(&self, name: &str, known: &[char]) -> bool {
        let Some((surname, given)) = known.split_at_checked(surname_chars(name)) else {
            return false;
        };
        if surname.is_empty() || !self.name.iter().copied().all(is_han) {
            return false;
        }
        let is_given = given.len() > 1 && *given == *self.name;
        let is_part = self.likelihood == Likelihood::Known;
        let begins = is_part && self.name.len() > 1 && known.starts_with(&self.name);
        *surname == *self.name || is_given || begins || self.sounds_like(known)
    }

    fn sounds_like(&self, known: &[char]) -> bool {
        let mut pairs = self.name.iter().zip(known);
        self.name.len() == known.len()
            && pairs.all(|(typed, own)| typed == own || is_spoken_alike(*typed, *own))
    }

    /// Whether it is a Latin name of as many words, each of them the same, begun, or with a slip in it; or
    /// the same without its blanks.
    fn is_misspelt(&self, known: &[char]) -> bool {
        if self.name.iter().chain(known).copied().any(is_han) {
            return false;
        }
        let is_joined = || words(&self.name).flatten().eq(words(known).flatten());
        let (typed, own): (Vec<_>, Vec<_>) = (words(&self.name).collect(), words(known).collect());
        let is_same = typed.iter().zip(&own).any(|(typed, own)| typed == own);
        let is_near = |typed: &[char], own: &[char]| {
            // A word that is no whole one, or a slip in a short one, tells enough beside another that is the
            // same: Ines Whit for Ines Whitlock, Walter Pymm for Walter Pym.
            let is_begun = typed.len() >= BEGUN && own.starts_with(typed);
            let is_short_slip = || {
                let (least, most) = (typed.len().min(own.len()), typed.len().max(own.len()));
                least >= BEGUN && most - least <= 1 && distance(typed, own) == 1
            };
            typed == own || is_slip_of(typed, own) || is_same && (is_begun || is_short_slip())
        };
        is_joined()
            || typed.len() == own.len()
                && typed.iter().zip(&own).all(|(typed, own)| is_near(typed, own))
    }

    fn is_letters_of(&self, name: &str) -> bool {
        let Some(letters) = &self.letters else { return false };
        let is_latin = !name.chars().any(is_han);
        if is_latin {
            let initials = || latin_initials(&self.name, name.chars().map(fold_name));
            return self.name.len() <= INITIALS && initials() == Some(Initials::Begin);
        }
        letters.fit(name).is_some_and(|fit| fit.place() == Place::Whole)
    }
}

/// The words of a name.
fn words(name: &[char]) -> impl Iterator<Item = &[char]> {
    name.split(|c| c.is_whitespace()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_may_be_meant_is_near() {
        for (text, name) in [
            ("Alex", "Alex Morgan"),
            ("morgan", "Alex Morgan"),
            ("alex morgan", "Alex Morgan"),
            ("Alice Hartly", "Alice Hartley"),
            ("Alise Hartley", "Alice Hartley"),
            ("Walter Pymm", "Walter Pym"),
            ("AgnesThorley", "Agnes Thorley"),
            ("Ines Whit", "Ines Whitlock"),
            ("O’Brien", "Sean O'Brien"),
            ("ah", "Alice Hartley"),
            ("王", "王芳"),
            ("欧阳", "欧阳志远"),
            ("志远", "欧阳志远"),
            ("赵桂蓝", "赵桂兰"),
            ("zmy", "周明远"),
            ("zhoumingyuan", "周明远"),
        ] {
            assert!(Near::of(text, Likelihood::New).is_of(name), "{text} {name}");
        }
        assert!(Near::of("周明", Likelihood::Known).is_of("周明远"));
    }

    #[test]
    fn somebody_else_is_not() {
        for (text, name) in [
            ("Al", "Alex Morgan"),
            ("Alex Moore", "Alex Morgan"),
            ("Ann Lee", "Anna Leigh"),
            ("Ann Lee", "Ann Lowe"),
            ("Tom Ashe", "Tim Asher"),
            ("Tom", "Tim"),
            ("Mary", "马任远"),
            ("王芳", "王芳菲"),
            ("欧", "欧阳志远"),
            ("芳", "王芳"),
            ("周明", "周明远"),
            ("赵桂英", "赵桂兰"),
            ("zm", "周明远"),
        ] {
            assert!(!Near::of(text, Likelihood::New).is_of(name), "{text} {name}");
        }
        assert!(!Near::of("周远", Likelihood::Known).is_of("周明远"));
    }
}
