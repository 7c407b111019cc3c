//! What could be typed next in a query: a key, or what a key can be said to be.

use super::choice::Choice;
use super::fault::examples;
use super::key::{Key, Kind};
use crate::command::{Catalog, spelled};
use crate::domain::text::fold_character;
use crate::i18n::Lang;
use crate::search::quick::{Fit, Place, Word};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// The most that are offered at once: a line has no room for more.
const MOST: usize = 12;

/// What could be typed next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What of the text it takes the place of, in bytes.
    pub place: Range<usize>,
    /// The offers, the likeliest first.
    pub offers: Vec<Offer>,
    /// What is asked for, in words.
    pub about: String,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is put in; empty for an example that is only shown.
    pub insert: String,
    /// What is shown.
    pub label: String,
}

/// What could be typed next, with the names that were looked for last: these are put in order once, and
/// again when the rows that they are in have changed.
#[derive(Debug, Default)]
pub struct Completer {
    named: Option<Named>,
}

/// The names that a key can be said to be, by their sound; each once.
#[derive(Debug)]
struct Named {
    key: Key,
    catalog: Arc<Catalog>,
    names: Vec<Box<str>>,
}

impl Completer {
    /// What could be typed at the end of a text before the caret.
    pub fn complete(
        &mut self,
        before: &str,
        catalog: &Arc<Catalog>,
        lang: Lang,
    ) -> Option<Completion> {
        let begin = behind(before, char::is_whitespace);
        let bare = before.get(begin..)?.trim_start_matches(['-', '－', '非']);
        let colon = bare.char_indices().find(|(_, it)| fold_character(*it) == ':');
        let name = bare.get(..colon.map_or(bare.len(), |(at, _)| at))?;
        // Before a key the commas of Chinese are as good as a blank.
        let name = name.get(behind(name, |it| matches!(it, '，' | '、'))..)?;
        let name = name.trim_start_matches(['-', '－', '非']);
        let Some((colon, mark)) = colon else {
            return keys(name, before.len() - name.len(), lang);
        };
        let key = Key::called(name)?;
        let values = bare.get(colon + mark.len_utf8()..)?;
        let value =
            values.get(behind(values, |it| matches!(it, ',' | '，' | '、' | '|' | '｜'))..)?;
        let place = before.len() - value.len()..before.len();
        let typed = value.trim_start_matches(['"', '“', '「', '＂']);
        let offers = match key.kind() {
            Kind::Word => choices(key, typed, lang),
            Kind::Name => self.named(key, typed, catalog),
            Kind::Days if typed.is_empty() => {
                vec![Offer { insert: String::new(), label: examples(key, lang) }]
            }
            Kind::Days | Kind::Text => Vec::new(),
        };
        (!offers.is_empty()).then(|| Completion {
            place,
            offers,
            about: key.about().get(lang).to_owned(),
        })
    }

    /// The names that fit, the best first.
    fn named(&mut self, key: Key, typed: &str, catalog: &Arc<Catalog>) -> Vec<Offer> {
        let kept = self.named.take().filter(|it| it.key == key && it.is_of(catalog));
        let named = self.named.insert(kept.unwrap_or_else(|| Named::of(key, catalog)));
        let word = Word::new(typed);
        let fit = |name: &str| match &word {
            None => Some((Place::Whole, None)),
            Some(word) => word.fit(name).map(|fit: Fit| (fit.place(), Some(fit))),
        };
        let names = named.names.iter().enumerate().filter(|(_, name)| ***name != *typed);
        let mut fitting: Vec<_> =
            names.filter_map(|(at, name)| Some((fit(name)?, at, name))).collect();
        if fitting.len() > MOST {
            fitting.select_nth_unstable(MOST);
            fitting.truncate(MOST);
        }
        fitting.sort_unstable();
        fitting.into_iter().map(|(.., name)| offer(name.to_string())).collect()
    }
}

impl Named {
    fn of(key: Key, catalog: &Arc<Catalog>) -> Self {
        let mut names: Vec<Box<str>> = names(key, catalog).into_iter().map(Box::from).collect();
        names.sort_by_cached_key(|name| spelled(name));
        Self { key, catalog: Arc::clone(catalog), names }
    }

    /// Whether the rows that the names are in are still the same.
    fn is_of(&self, catalog: &Arc<Catalog>) -> bool {
        let before = &self.catalog;
        match self.key {
            Key::Studio | Key::District => before.studios.is_same(&catalog.studios),
            Key::Raiser => before.people.is_same(&catalog.people),
            Key::Department => before.departments.is_same(&catalog.departments),
            _ => before.issues.is_same(&catalog.issues),
        }
    }
}

/// The names that a key can be said to be, each once.
pub(super) fn names(key: Key, catalog: &Catalog) -> BTreeSet<Cow<'_, str>> {
    let mut names: BTreeSet<Cow<'_, str>> = BTreeSet::new();
    match key {
        Key::Studio => names.extend(catalog.studios.values().map(|row| Cow::Borrowed(&*row.name))),
        Key::District => {
            names.extend(catalog.studios.values().map(|row| Cow::Borrowed(&*row.district)));
        }
        Key::Raiser => names.extend(catalog.people.values().map(|row| Cow::Borrowed(&*row.name))),
        Key::Department => {
            names.extend(catalog.departments.values().map(|row| {
                Cow::Borrowed(if row.short.is_empty() { &*row.name } else { &*row.short })
            }));
        }
        Key::Tag => {
            for tag in catalog.issues.values().flat_map(|row| row.tags) {
                if !names.contains(&*tag) {
                    names.insert(Cow::Owned(tag.into()));
                }
            }
        }
        _ => {}
    }
    names.remove("");
    names
}

/// The place behind the last of some characters, in bytes.
fn behind(text: &str, is_it: impl Fn(char) -> bool) -> usize {
    let last = text.char_indices().rev().find(|(_, it)| is_it(*it));
    last.map_or(0, |(at, it)| at + it.len_utf8())
}

fn keys(word: &str, begin: usize, lang: Lang) -> Option<Completion> {
    let begun = if word.is_empty() { Vec::new() } else { Key::begun(word).collect() };
    let colon = lang.pick("：", ":");
    let offer = |key: &Key| {
        let text = format!("{}{colon}", key.words().get(lang));
        Offer { insert: text.clone(), label: text }
    };
    let about = begun.first().map(|key| key.about().get(lang).to_owned())?;
    let offers = begun.iter().map(offer).take(MOST).collect();
    Some(Completion { place: begin..begin + word.len(), offers, about })
}

/// The choices that fit; all of them where nothing is typed, none where it is one already.
fn choices(key: Key, typed: &str, lang: Lang) -> Vec<Offer> {
    let fitting = if typed.is_empty() { Choice::of(key) } else { Choice::called(key, typed) };
    let labels = fitting.iter().map(|choice| choice.label(lang));
    let labels: Vec<&str> = labels.filter(|label| *label != typed).collect();
    labels.into_iter().take(MOST).map(|label| offer(label.to_owned())).collect()
}

/// An offer that is put in as it is shown, in quotes where it has to be.
fn offer(label: String) -> Offer {
    let is_plain = |it: char| {
        !it.is_whitespace() && !matches!(fold_character(it), ',' | '|' | '/' | '"' | '“' | '”')
    };
    let insert =
        if label.chars().all(is_plain) { format!("{label} ") } else { format!("\"{label}\" ") };
    Offer { insert, label }
}
