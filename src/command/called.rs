//! One of a closed list, by what people type: the stable key, the words of either language, or as much of
//! them as is plain. The same on the command line and in queries.

use super::verb::{Choice, Words};
use crate::i18n::{Label, Lang};
use crate::search::fold::fold;
use crate::search::quick::{Matcher, Place, Word};

/// One of a closed list, with every word that it answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    key: String,
    words: Words,
    also: Vec<&'static str>,
}

impl Called {
    /// By its stable key and what it is called.
    pub fn new(key: impl Into<String>, words: Words) -> Self {
        Self { key: key.into(), words, also: Vec::new() }
    }

    /// A value of the domain: by its key and its labels, those of tables too.
    pub fn of<T: Label + Copy>(key: impl Into<String>, value: T) -> Self {
        let words = Words::new(value.label(Lang::Zh), value.label(Lang::En));
        Self::new(key, words).also(Lang::ALL.map(|lang| value.short(lang)))
    }

    /// What else is understood.
    #[must_use]
    pub fn also(mut self, words: impl IntoIterator<Item = &'static str>) -> Self {
        self.also.extend(words);
        self
    }

    /// The stable key, which scripts say.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What a person reads.
    pub const fn label(&self, lang: Lang) -> &'static str {
        self.words.get(lang)
    }

    /// Every word for it, the stable one first.
    pub fn words(&self) -> Vec<&str> {
        let labels = [self.words.zh, self.words.en];
        std::iter::once(self.key()).chain(labels).chain(self.also.iter().copied()).collect()
    }

    /// The key, with what it means where that is not the same: `livelihood 温度`.
    pub fn told(&self, lang: Lang) -> String {
        key_and_words(&self.key, self.words.get(lang))
    }
}

impl From<Choice> for Called {
    fn from(choice: Choice) -> Self {
        Self::new(choice.key, choice.words)
    }
}

/// A key with what it means, where that is not the same and does not begin with it: `A 已解决`.
pub(super) fn key_and_words(key: &str, words: &str) -> String {
    let begins = words.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '));
    match is_same(key, words) {
        true => key.to_owned(),
        false if begins => words.to_owned(),
        false => format!("{key} {words}"),
    }
}

/// Those of a list that a typed word stands for: the one that is called so, else all that begin so, else
/// all in which it is found, by pinyin too.
pub fn called<T: Clone>(all: &[T], words: impl Fn(&T) -> Vec<&str>, typed: &str) -> Vec<T> {
    let is_it = |it: &&T| words(it).iter().any(|word| is_same(word, typed));
    if let Some(one) = all.iter().find(is_it) {
        return vec![one.clone()];
    }
    let Some(word) = Word::new(typed) else { return Vec::new() };
    let begins = |it: &&T| {
        let mut fits = words(it).into_iter().filter_map(|name| word.fit(name));
        fits.any(|fit| fit.place() <= Place::Begins)
    };
    let begun: Vec<T> = all.iter().filter(begins).cloned().collect();
    if !begun.is_empty() {
        return begun;
    }
    let matcher = Matcher::new(typed);
    all.iter().filter(|it| matcher.matches_among(&words(it))).cloned().collect()
}

/// Whether two words are the same but for width, case, traditional forms, and how keys are written
/// together.
pub(super) fn is_same(word: &str, typed: &str) -> bool {
    let one = |character: char| if matches!(character, '-' | '_') { ' ' } else { fold(character) };
    word.trim().chars().map(one).eq(typed.trim().chars().map(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_told_with_what_it_means_where_that_is_something_else() {
        let it = Called::new("under_way", Words::new("在办", "Under way")).also(["办理中"]);
        assert_eq!(
            (it.told(Lang::Zh), it.told(Lang::En)),
            ("under_way 在办".into(), "under_way".into())
        );
        assert_eq!(key_and_words("A", "A 已解决"), "A 已解决");
        for typed in ["UNDER-WAY", "在辦", "办理", "zb", "under"] {
            assert_eq!(called(std::slice::from_ref(&it), Called::words, typed).len(), 1, "{typed}");
        }
        assert!(called(&[it], Called::words, "停车").is_empty());
    }
}
