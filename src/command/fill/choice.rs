//! Fields that choose from a closed list.

use super::{Fault, FieldFault, Filling};
use crate::command::several::is_between;
use crate::command::verb::{Choice, FieldKind};
use crate::domain::text::fold_width;

impl Filling<'_> {
    /// One of a closed list, by its key or its words in either language.
    ///
    /// # Errors
    /// [`FieldFault::Choice`].
    pub fn choice_or<T: Copy>(
        &self,
        key: &'static str,
        from_key: fn(&str) -> Option<T>,
        current: Option<T>,
    ) -> Result<Option<T>, Fault> {
        let read = self.read(key, |text| self.choose(key, text, from_key))?;
        Ok(read.unwrap_or(current))
    }

    /// Several of a closed list, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Choice`].
    pub fn choices_or<T: Copy>(
        &self,
        key: &'static str,
        from_key: fn(&str) -> Option<T>,
        current: Vec<T>,
    ) -> Result<Vec<T>, Fault> {
        let Some(entries) = self.values.all(key) else { return Ok(current) };
        let words = entries.iter().flat_map(|entry| entry.split(is_between));
        words
            .filter(|word| !word.is_empty())
            .map(|text| self.choose(key, text, from_key).map_err(|fault| self.fault(key, fault)))
            .collect()
    }

    fn choose<T>(
        &self,
        key: &str,
        text: &str,
        from_key: fn(&str) -> Option<T>,
    ) -> Result<T, FieldFault> {
        let Some(FieldKind::Choice(list) | FieldKind::Choices(list)) =
            self.field(key).map(|field| field.kind)
        else {
            return Err(FieldFault::Choice { allowed: Vec::new() });
        };
        let list = list();
        let wanted = fold_width(text).to_lowercase();
        let is_called = |choice: &&Choice| {
            choice.key.eq_ignore_ascii_case(&wanted)
                || choice.words.zh == text
                || choice.words.en.to_lowercase() == wanted
        };
        // What is called by two words, such as 部门及其他, answers to each.
        let is_part = |choice: &&Choice| {
            choice.words.zh.split('及').any(|part| part == text)
                || choice.words.en.to_lowercase().split(" or ").any(|part| part == wanted)
        };
        let chosen = list.iter().find(is_called).or_else(|| list.iter().find(is_part));
        chosen.and_then(|choice| from_key(choice.key)).ok_or(FieldFault::Choice { allowed: list })
    }
}
