//! What a template is filled with: a tree of named values. Knows nothing of Word files.

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

    /// Every value with its name, in the order of the names.
    pub fn values(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }
}
