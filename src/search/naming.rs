//! How a name and a unit stand in one text, so that what is shown is found again, and what is said of
//! somebody new.

use super::brackets::{Brackets, is_opening};

/// What stands for the unit of somebody who has none, to tell them from a namesake who has one.
pub const NO_UNIT: &str = "—";

/// What a text may mean, the likeliest first: a whole name, or `name (unit)`.
pub fn readings(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
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
pub fn split_unit(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix([')', '）'])?;
    let opening = Brackets::of(text).opening_of(inner.len())?;
    let (name, unit) = inner.split_at_checked(opening)?;
    let (name, unit) = (name.trim(), unit.strip_prefix(is_opening)?.trim());
    (!name.is_empty() && !unit.is_empty()).then_some((name, unit))
}

/// Whether a text means the one without a unit, among those of a name.
pub fn is_without_unit(text: &str) -> bool {
    split_unit(text).is_some_and(|(_, unit)| unit == NO_UNIT)
}

/// What stands for the unit of somebody who is new, whoever else is called nearly so.
const NEW: [&str; 2] = ["新", "new"];

/// The name of somebody who is said to be new: `周明（新）`; `None` where nobody is.
pub fn said_to_be_new(text: &str) -> Option<&str> {
    let (name, unit) = split_unit(text)?;
    NEW.iter().any(|word| unit.eq_ignore_ascii_case(word)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_pair_of_brackets_holds_the_unit() {
        assert_eq!(split_unit("张三（二组）"), Some(("张三", "二组")));
        assert_eq!(split_unit("欧阳（小）（二组）"), Some(("欧阳（小）", "二组")));
        assert_eq!(split_unit("张三（镇政府(东院)）"), Some(("张三", "镇政府(东院)")));
        assert_eq!(split_unit("张三（（二组））"), Some(("张三", "（二组）")));
        assert_eq!(split_unit("张三（二组"), None);
        assert_eq!(split_unit("二组）"), None);
        assert_eq!(split_unit("（二组）"), None);
        assert_eq!(said_to_be_new("周明（新）"), Some("周明"));
        assert_eq!(said_to_be_new("Tom Ash (New)"), Some("Tom Ash"));
        assert_eq!(said_to_be_new("周明（新村）"), None);
    }
}
