//! What a name is told as, so that it is found again.

use crate::command::fill::Found;
use crate::domain::id::EntityId;
use crate::search::naming::NO_UNIT;

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
