//! How a name and a unit stand in one text, so that what is shown is found again.

use crate::command::brackets::{Brackets, is_opening};
use crate::command::fill::Found;
use crate::document::strokes::surname_chars;
use crate::domain::id::EntityId;
use crate::domain::text::fold_name;

/// What stands for the unit of somebody who has none, to tell them from a namesake who has one.
const NO_UNIT: &str = "—";

/// What a text may mean, the likeliest first: a whole name, or `name (unit)`.
pub(super) fn readings(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let none = |(name, unit): (_, &str)| (unit == NO_UNIT).then_some((name, Some("")));
    std::iter::once((text, None))
        .chain(bracketed(text).map(|(name, unit)| (name, Some(unit))))
        .chain(bracketed(text).filter_map(none))
}

/// The ways to take `name (unit)` apart, with brackets of either width; either part may hold
/// brackets of its own.
fn bracketed(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let inner = text.strip_suffix([')', '）']).unwrap_or_default();
    inner.match_indices(['(', '（']).filter_map(|(at, bracket)| {
        let (name, rest) = inner.split_at_checked(at)?;
        Some((name.trim(), rest.strip_prefix(bracket)?.trim()))
    })
}

/// Takes `name (unit)` apart where somebody is entered by it: the last pair of brackets holds the
/// unit, with those inside it; `None` for a name alone.
pub(in crate::command) fn split_unit(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix([')', '）'])?;
    let opening = Brackets::of(text).opening_of(inner.len())?;
    let (name, unit) = inner.split_at_checked(opening)?;
    let (name, unit) = (name.trim(), unit.strip_prefix(is_opening)?.trim());
    (!name.is_empty() && !unit.is_empty()).then_some((name, unit))
}

/// Whether a text means the one without a unit, among those of a name.
pub(in crate::command) fn is_without_unit(text: &str) -> bool {
    split_unit(text).is_some_and(|(_, unit)| unit == NO_UNIT)
}

/// What may be a part of the names of people: one word of a Latin name or the surname of a Chinese one,
/// or all of it in other letters. Many names are compared with it, at each key.
pub(super) struct Part(Vec<char>);

impl Part {
    pub(super) fn of(text: &str) -> Self {
        Self(text.trim().chars().map(fold_name).collect())
    }

    /// Whether somebody of this name may be meant.
    pub(super) fn is_of(&self, name: &str) -> bool {
        let is_it = |word: &str| word.chars().map(fold_name).eq(self.0.iter().copied());
        let is_surname = || {
            let chars = surname_chars(name);
            chars > 0
                && self.0.len() == chars
                && name.chars().take(chars).eq(self.0.iter().copied())
        };
        is_it(name) || name.split_whitespace().any(is_it) || is_surname()
    }
}

/// The name, with the unit where the name alone is not enough to find it again.
pub(super) fn told_apart(
    id: EntityId,
    name: &str,
    unit: &str,
    find: impl Fn(&str) -> Found,
) -> String {
    if find(name) == Found::One(id) {
        return name.to_owned();
    }
    let stated = if unit.is_empty() { NO_UNIT } else { unit };
    let usual = format!("{name}（{stated}）");
    // Somebody else may have just this as their name.
    let plain = format!("{name}({unit})");
    if find(&usual) != Found::One(id) && find(&plain) == Found::One(id) { plain } else { usual }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_is_a_word_or_the_surname_of_it() {
        for (text, name) in [
            ("Alex", "Alex Morgan"),
            ("morgan", "Alex Morgan"),
            ("alex morgan", "Alex Morgan"),
            ("O’Brien", "Sean O'Brien"),
            ("王", "王芳"),
            ("欧阳", "欧阳志远"),
        ] {
            assert!(Part::of(text).is_of(name), "{text} {name}");
        }
        for (text, name) in [
            ("Al", "Alex Morgan"),
            ("Alex Moore", "Alex Morgan"),
            ("王芳", "王芳菲"),
            ("欧", "欧阳志远"),
            ("芳", "王芳"),
        ] {
            assert!(!Part::of(text).is_of(name), "{text} {name}");
        }
    }

    #[test]
    fn the_last_pair_of_brackets_holds_the_unit() {
        assert_eq!(split_unit("张三（二组）"), Some(("张三", "二组")));
        assert_eq!(split_unit("欧阳（小）（二组）"), Some(("欧阳（小）", "二组")));
        assert_eq!(split_unit("张三（镇政府(东院)）"), Some(("张三", "镇政府(东院)")));
        assert_eq!(split_unit("张三（（二组））"), Some(("张三", "（二组）")));
        assert_eq!(split_unit("张三（二组"), None);
        assert_eq!(split_unit("二组）"), None);
        assert_eq!(split_unit("（二组）"), None);
    }
}
