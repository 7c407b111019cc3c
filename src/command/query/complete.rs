//! What could be typed next in a query: a key, or what a key can be said to be.

use super::choice::Choice;
use super::fault::examples;
use super::key::{Key, Kind};
use crate::command::{Catalog, spelled};
use crate::domain::text::fold_character;
use crate::i18n::Lang;
use crate::search::quick::{Fit, Place, Word};
use std::collections::BTreeSet;
use std::ops::Range;

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

/// What could be typed at the end of a text before the caret.
pub fn complete(before: &str, catalog: &Catalog, lang: Lang) -> Option<Completion> {
    let begin = before.rfind(char::is_whitespace).map_or(0, |at| {
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let word = before.get(begin..)?;
    let bare = word.trim_start_matches(['-', '－', '非']);
    let begin = before.len() - bare.len();
    let mut parts = bare.char_indices().filter(|(_, it)| fold_character(*it) == ':');
    let Some((colon, mark)) = parts.next() else { return keys(bare, begin, lang) };
    let key = Key::called(bare.get(..colon)?)?;
    let values = bare.get(colon + mark.len_utf8()..)?;
    let last = values.rfind([',', '，', '、', '|', '｜']);
    let last = last.map_or(0, |at| {
        at + values.get(at..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8)
    });
    let value = values.get(last..)?;
    let place = before.len() - value.len()..before.len();
    let typed = value.trim_start_matches(['"', '“', '「', '＂']);
    let offers = match key.kind() {
        Kind::Word => choices(key, typed, lang),
        Kind::Name => named(key, typed, catalog),
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

/// The names that fit, each once, the best first.
fn named(key: Key, typed: &str, catalog: &Catalog) -> Vec<Offer> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    match key {
        Key::Studio => names.extend(catalog.studios.values().map(|row| &*row.name)),
        Key::District => names.extend(catalog.studios.values().map(|row| &*row.district)),
        Key::Raiser => names.extend(catalog.people.values().map(|row| &*row.name)),
        Key::Department => names.extend(
            catalog
                .departments
                .values()
                .map(|row| if row.short.is_empty() { &*row.name } else { &*row.short }),
        ),
        Key::Tag => {
            names.extend(catalog.issues.values().flat_map(|row| row.tags.iter().map(|tag| &**tag)));
        }
        _ => {}
    }
    names.remove("");
    let word = Word::new(typed);
    let fit = |name: &str| match &word {
        None => Some((Place::Whole, None)),
        Some(word) => word.fit(name).map(|fit: Fit| (fit.place(), Some(fit))),
    };
    let mut fitting: Vec<_> =
        names.into_iter().filter_map(|name| Some((fit(name)?, name))).collect();
    fitting.retain(|(_, name)| *name != typed);
    fitting.sort_by_cached_key(|(fit, name)| (*fit, spelled(name)));
    fitting.into_iter().take(MOST).map(|(_, name)| offer(name.to_owned())).collect()
}
