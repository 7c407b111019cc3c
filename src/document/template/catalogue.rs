//! Which fields a kind of document offers to templates, by both names; what a name means in a
//! place, and which names are close to one that is unknown.

use super::data::{Data, Value};
use unicode_normalization::UnicodeNormalization as _;

/// The names of the running number within a loop: no field may bear them.
pub const COUNTER: (&str, &str) = ("序号", "index");

/// What a field was called before, and what it is called now: templates that an office has go on being
/// filled.
const FORMER: [(&str, &str); 1] = [("制发单位", "发文机关")];

/// A fixed text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Both {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Text, or a blank where it is unknown.
    Text,
    /// Yes or no, for conditions alone.
    Flag,
    /// A list to go through; within the loop these fields can be used, and those around it.
    List(&'static [Field]),
}

/// A field that templates may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its names; letters, digits and underscores. A template may write either.
    pub name: Both,
    /// What it holds, for the documentation.
    pub about: Both,
    /// Text, flag or list.
    pub content: Content,
}

impl Field {
    /// A field that holds text.
    pub const fn text(
        name: (&'static str, &'static str),
        about: (&'static str, &'static str),
    ) -> Self {
        Self::new(name, about, Content::Text)
    }

    /// A field that holds yes or no.
    pub const fn flag(
        name: (&'static str, &'static str),
        about: (&'static str, &'static str),
    ) -> Self {
        Self::new(name, about, Content::Flag)
    }

    /// A field that holds a list.
    pub const fn list(
        name: (&'static str, &'static str),
        about: (&'static str, &'static str),
        fields: &'static [Self],
    ) -> Self {
        Self::new(name, about, Content::List(fields))
    }

    const fn new(
        name: (&'static str, &'static str),
        about: (&'static str, &'static str),
        content: Content,
    ) -> Self {
        Self {
            name: Both { zh: name.0, en: name.1 },
            about: Both { zh: about.0, en: about.1 },
            content,
        }
    }

    /// The fields of its items, when it is a list.
    pub const fn items(&self) -> Option<&'static [Self]> {
        match self.content {
            Content::List(fields) => Some(fields),
            Content::Text | Content::Flag => None,
        }
    }

    /// Tells whether a name that was written means this field; takes its key.
    fn is_called(&self, key: &str) -> bool {
        let english = || self.name.en.bytes().filter(|it| *it != b'_').eq(key.bytes());
        let former = || FORMER.contains(&(key, self.name.zh));
        self.name.zh == key || key.is_ascii() && english() || former()
    }

    /// What the data holds for the field, under either name.
    pub(super) fn value_in<'d>(&self, data: &'d Data) -> Option<&'d Value> {
        data.get(self.name.zh).or_else(|| data.get(self.name.en))
    }
}

/// The fields of one kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Catalogue {
    /// What the kind is called.
    pub title: Both,
    /// Its fields, in the order of the documentation.
    pub fields: &'static [Field],
}

impl Catalogue {
    /// Tells whether two keys mean the same field somewhere in the catalogue, so that `{{#议题}}` may
    /// end with `{{/issues}}`.
    pub(super) fn are_one(&self, one: &str, other: &str) -> bool {
        one == other
            || any_within(self.fields, &mut |field| field.is_called(one) && field.is_called(other))
    }

    /// The loops, outermost first, within which a key is known: the first such place.
    pub(super) fn loops_with(&self, key: &str) -> Option<Vec<&'static Field>> {
        path_to(self.fields, key)
    }

    /// What in the data the catalogue does not know or holds as something else, as paths such as
    /// `议题.资金`. Empty when the data fits; for tests of whoever makes the data.
    pub fn misfits(&self, data: &Data) -> Vec<String> {
        let mut found = Vec::new();
        misfits_within(self.fields, data, "", &mut found);
        found
    }
}

/// Tells whether a field passes the test, at any depth.
fn any_within(fields: &[Field], test: &mut dyn FnMut(&Field) -> bool) -> bool {
    fields
        .iter()
        .any(|field| test(field) || field.items().is_some_and(|items| any_within(items, test)))
}

fn path_to(fields: &'static [Field], key: &str) -> Option<Vec<&'static Field>> {
    if fields.iter().any(|field| field.is_called(key)) {
        return Some(Vec::new());
    }
    fields.iter().find_map(|field| {
        let mut path = path_to(field.items()?, key)?;
        path.insert(0, field);
        Some(path)
    })
}

fn misfits_within(fields: &[Field], data: &Data, path: &str, found: &mut Vec<String>) {
    for (name, value) in data.values() {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let field = fields.iter().find(|field| field.name.zh == name || field.name.en == name);
        match (field.map(|field| field.content), value) {
            (Some(Content::Text), Value::Text(_) | Value::Blank)
            | (Some(Content::Flag), Value::Flag(_) | Value::Blank) => {}
            (Some(Content::List(fields)), Value::List(items)) => {
                for item in items {
                    misfits_within(fields, item, &path, found);
                }
            }
            _ if found.contains(&path) => {}
            _ => found.push(path),
        }
    }
}

/// What a name means in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The field of the level that is that far from the outermost.
    Field(&'static Field, usize),
    /// The running number of the innermost loop.
    Counter,
    Unknown,
}

/// Finds what a key means where the levels stand around it, outermost first: the innermost that
/// knows it wins.
pub(super) fn meaning(key: &str, levels: &[&'static [Field]]) -> Meaning {
    let found = levels.iter().enumerate().rev().find_map(|(level, fields)| {
        let field = fields.iter().find(|field| field.is_called(key))?;
        Some(Meaning::Field(field, level))
    });
    match found {
        Some(meaning) => meaning,
        None if key == COUNTER.0 || key == COUNTER.1 => Meaning::Counter,
        None => Meaning::Unknown,
    }
}

/// The longest name for which close ones are looked for, in characters.
const LONGEST_NAME: usize = 40;

/// The names of the catalogue closest to a key that is unknown, best first, at most three.
pub(super) fn nearest(key: &str, catalogue: &Catalogue) -> Vec<String> {
    if key.is_empty() || key.chars().count() > LONGEST_NAME {
        return Vec::new();
    }
    let mut names = vec![COUNTER.0, COUNTER.1];
    any_within(catalogue.fields, &mut |field| {
        names.extend([field.name.zh, field.name.en]);
        false
    });
    let mut close: Vec<(f64, &str)> = names
        .into_iter()
        .map(|it| (likeness(key, &key_of(it)), it))
        .filter(|it| it.0 > 0.5)
        .collect();
    close.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut best: Vec<String> = Vec::new();
    for (_, name) in close {
        if best.len() < 3 && best.iter().all(|it| it != name) {
            best.push(name.to_owned());
        }
    }
    best
}

/// From 0 to 1; a name that holds the other is always close.
fn likeness(one: &str, other: &str) -> f64 {
    let spelling = strsim::normalized_damerau_levenshtein(one, other);
    if one.contains(other) || other.contains(one) { spelling.max(0.6) } else { spelling }
}

/// What makes names equal: width, case, blanks and dashes do not count, since programs for writing
/// change them by themselves.
pub(super) fn key_of(name: &str) -> String {
    name.nfkc().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
