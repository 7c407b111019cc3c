//! How a name and a unit stand in one text, so that what is shown is found again.

use crate::command::fill::Found;
use crate::domain::id::EntityId;

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

/// Takes `name (unit)` apart where somebody is entered by it; `None` for a name alone.
pub(in crate::command) fn split_unit(text: &str) -> Option<(&str, &str)> {
    bracketed(text).next().filter(|(name, unit)| !name.is_empty() && !unit.is_empty())
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
