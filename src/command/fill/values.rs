//! What was typed, before anything is read from it.

use std::collections::BTreeMap;

/// What was typed, by field; a field of several values has several entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<&'static str, Vec<String>>);

impl Values {
    /// Sets a field to one value; an empty one counts as typed, and clears what was there.
    pub fn set(&mut self, key: &'static str, value: impl Into<String>) {
        self.0.insert(key, vec![value.into()]);
    }

    /// Sets a field to several values.
    pub fn set_all(&mut self, key: &'static str, values: Vec<String>) {
        self.0.insert(key, values);
    }

    /// The values of a field; `None` when it was not touched.
    pub fn all(&self, key: &str) -> Option<&[String]> {
        self.0.get(key).map(Vec::as_slice)
    }

    /// Every field that was touched, with its values.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        self.0.iter().map(|(key, values)| (*key, values.as_slice()))
    }

    /// The first value of a field.
    pub fn first(&self, key: &str) -> Option<&str> {
        self.all(key).and_then(|values| values.first()).map(String::as_str)
    }
}
