//! What a template is filled with: a tree of named values. Knows nothing of Word files.

use crate::document::phrase::{Blank, Phrase, Run, spelt};
use std::collections::BTreeMap;

/// The value of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text; a line feed in it becomes a line break.
    Text(String),
    /// A field whose value is not known: filled as an underlined blank to write on.
    Blank,
    /// Yes or no, for conditions.
    Flag(bool),
    /// What a loop goes through, in this order.
    List(Vec<Data>),
}

impl Value {
    /// Tells whether a condition on the field holds: something is there, and it is not empty. A
    /// blank does not count, since nothing is known.
    pub const fn is_present(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Blank => false,
            Self::Flag(flag) => *flag,
            Self::List(items) => !items.is_empty(),
        }
    }
}

/// Values by the name of their field, in the order of the names. A field may stand under its Chinese
/// or its English name; a field that is absent is filled like [`Value::Blank`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Data {
    values: BTreeMap<String, Value>,
    /// What is not known in a value, by its name.
    blanks: BTreeMap<String, Vec<Blank>>,
}

impl Data {
    /// Holds nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value, in place of an earlier one of that name.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.values.insert(name.to_owned(), value);
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: &str, text: impl Into<String>) -> Self {
        self.with(name, Value::Text(text.into()))
    }

    /// Adds a text where there is one, and a blank where it is unknown.
    #[must_use]
    pub fn known(self, name: &str, text: Option<String>) -> Self {
        self.with(name, text.map_or(Value::Blank, Value::Text))
    }

    /// Adds what a phrase says, with what is not known in it; a blank where nothing is.
    #[must_use]
    pub fn phrase(mut self, name: &str, phrase: &Phrase) -> Self {
        self.blanks.insert(name.to_owned(), phrase.blanks().collect());
        let is_blank = phrase.0.iter().all(|run| matches!(run, Run::Blank(_)));
        let is_blank = is_blank && !phrase.0.is_empty();
        self.with(name, if is_blank { Value::Blank } else { Value::Text(phrase.plain()) })
    }

    /// Adds a yes or no.
    #[must_use]
    pub fn flag(self, name: &str, flag: bool) -> Self {
        self.with(name, Value::Flag(flag))
    }

    /// Adds a list.
    #[must_use]
    pub fn list(self, name: &str, items: Vec<Self>) -> Self {
        self.with(name, Value::List(items))
    }

    /// The value under exactly this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(name)
    }

    /// What stands under a path through lists, `issues.title`: one text for each item of the outermost
    /// list, spelt out on one line.
    pub fn told(&self, path: &str) -> Vec<String> {
        let (name, rest) = path.split_once('.').map_or((path, None), |(it, rest)| (it, Some(rest)));
        match (self.get(name), rest) {
            (None, _) => Vec::new(),
            (Some(Value::Text(text)), _) => vec![spelt(text)],
            (Some(Value::Blank), _) => vec!["\\?".to_owned()],
            (Some(Value::Flag(flag)), _) => vec![u8::from(*flag).to_string()],
            (Some(Value::List(items)), None) => vec![items.len().to_string()],
            (Some(Value::List(items)), Some(rest)) => {
                items.iter().map(|item| item.told(rest).join("\\n")).collect()
            }
        }
    }

    /// What is not known under a path through lists, in order.
    pub fn blanks(&self, path: &str) -> Vec<Blank> {
        match path.split_once('.') {
            None => self.blanks.get(path).cloned().unwrap_or_default(),
            Some((name, rest)) => match self.get(name) {
                Some(Value::List(items)) => items.iter().flat_map(|it| it.blanks(rest)).collect(),
                _ => Vec::new(),
            },
        }
    }

    /// Whether something stands under a path through lists, in any of their items.
    pub fn is_present(&self, path: &str) -> bool {
        match (path.split_once('.'), self.get(path)) {
            (Some((name, rest)), _) => match self.get(name) {
                Some(Value::List(items)) => items.iter().any(|it| it.is_present(rest)),
                _ => false,
            },
            (None, value) => value.is_some_and(|it| it.is_present() || *it == Value::Blank),
        }
    }

    /// Every value with its name, in the order of the names.
    pub fn values(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }
}
