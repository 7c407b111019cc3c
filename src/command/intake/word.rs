//! The words of a line: what stands between blanks, between quotes, and what only together is a name.

use super::Part;
use super::meaning::{by_name, intake, is_label, marked, parted};
use crate::command::fill::{Directory, Found};
use crate::command::several::unpadded;
use crate::domain::id::EntityKind;

/// A piece of a line between blanks, or between quotes.
#[derive(Default)]
pub(super) struct Word {
    pub(super) text: String,
    /// It begins with a quote: it belongs to the title as it is.
    pub(super) is_title: bool,
}

/// Parts a line. Straight quotes are marks and left out; Chinese ones belong to the title, unless they
/// hold what a mark or a label is about.
fn parts_of(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    let mut closing: Option<(char, bool)> = None;
    let mut rest = line.trim().chars();
    while let Some(character) = rest.next() {
        let closes = match character {
            '"' | '＂' => Some(character),
            '“' => Some('”'),
            '「' => Some('」'),
            '『' => Some('』'),
            _ => None,
        };
        let is_about = matches!(&*word.text, "@" | "＠" | "+" | "＋") || is_label(&word.text);
        let is_mark = matches!(character, '"' | '＂');
        match closing {
            Some((close, is_left_out)) if character == close => {
                closing = None;
                if !is_left_out {
                    word.text.push(character);
                }
            }
            // A quote that nothing closes is a character like any other.
            None if closes.is_some_and(|close| rest.as_str().contains(close)) => {
                let is_left_out = is_mark || is_about;
                // `来信：“…”` says how it came, and the title as it is.
                if words.is_empty() && !word.is_title && begins_a_line(&word.text) {
                    words.push(std::mem::take(&mut word));
                }
                closing = closes.map(|close| (close, is_left_out));
                word.is_title |= !is_about;
                if !is_left_out {
                    word.text.push(character);
                }
            }
            None if character.is_whitespace() => {
                if !word.text.is_empty() {
                    words.push(word);
                }
                word = Word::default();
            }
            _ => word.text.push(character),
        }
    }
    if !word.text.is_empty() {
        words.push(word);
    }
    words
}

/// The words of a line.
pub(super) fn words(line: &str, directory: &dyn Directory) -> Vec<Word> {
    with_known_names(&parted_at_its_colon(parts_of(line)), directory)
}

/// Whether a word says how an issue came, and a title follows its colon.
fn begins_a_line(word: &str) -> bool {
    parted(word).is_some_and(|(label, rest)| rest.is_empty() && intake(&label, true).is_some())
}

/// The longest name that is known counts whole: `@Tom Baker` is one word where nobody is called Tom alone.
fn with_known_names(words: &[Word], directory: &dyn Directory) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.get(at + 1..).unwrap_or_default();
        let more = if word.is_title { 0 } else { further_words(&word.text, rest, directory) };
        let mut text = word.text.clone();
        for further in &rest[..more] {
            text.push(' ');
            text.push_str(&further.text);
        }
        let text = if more > 0 { unpadded(&text).unwrap_or(text) } else { text };
        joined.push(Word { text, is_title: word.is_title });
        at += 1 + more;
    }
    joined
}

/// How many of the words after one belong to the name in it.
fn further_words(word: &str, rest: &[Word], directory: &dyn Directory) -> usize {
    let Some((kind, name)) = named(word) else { return 0 };
    if directory.find(kind, &name) != Found::None {
        return 0;
    }
    // `@司马 光` is one name: a lone character is none.
    let whole = rest.first().map(|next| format!("{name} {}", next.text));
    if kind == EntityKind::Person && whole.is_some_and(|whole| unpadded(&whole).is_some()) {
        return 1;
    }
    let most = rest.iter().take(NAME_WORDS).take_while(|word| !word.is_title).count();
    let is_known = |more: &usize| {
        let further = rest[..*more].iter().map(|word| word.text.as_str());
        let whole: Vec<&str> = std::iter::once(name.as_str()).chain(further).collect();
        directory.find(kind, &whole.join(" ")) != Found::None
    };
    (1..=most).rev().find(is_known).unwrap_or(0)
}

/// Longer names are put between quotes.
const NAME_WORDS: usize = 6;

/// Whose or what name a word begins.
fn named(word: &str) -> Option<(EntityKind, String)> {
    let part = marked(word).or_else(|| {
        let (label, said) = parted(word)?;
        by_name(&label, said)
    })?;
    match part {
        Part::Raiser(name) => Some((EntityKind::Person, name)),
        Part::Studio(name) => Some((EntityKind::Studio, name)),
        _ => None,
    }
}

/// `来访：路灯不亮` is two words, where the first says how it came.
fn parted_at_its_colon(mut words: Vec<Word>) -> Vec<Word> {
    let Some(first) = words.first_mut().filter(|word| !word.is_title) else { return words };
    let Some((label, rest)) = parted(&first.text) else { return words };
    if rest.is_empty() || intake(&label, true).is_none() {
        return words;
    }
    let text = rest.to_owned();
    let kept = first.text.len() - text.len();
    first.text.truncate(kept);
    words.insert(1, Word { text, is_title: false });
    words
}
