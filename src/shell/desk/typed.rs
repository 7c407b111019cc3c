//! What a text means as a path: the same for every file that a person names.

use crate::command::dropped;
use crate::shell::folders;
use std::path::Path;

/// What `take` makes of the first of the files that a text may mean; it passes over what is not
/// there.
pub(super) fn first_there<T>(typed: &str, mut take: impl FnMut(&Path) -> Option<T>) -> Option<T> {
    dropped::readings(typed, folders::home().as_deref()).iter().find_map(|path| take(path))
}
