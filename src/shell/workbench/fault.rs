//! A panic on purpose, so that tests see what one leaves behind. Debug builds alone have it.
#![expect(clippy::disallowed_methods, reason = "asked for by a variable of the tests")]

use crate::command::key::Key;

/// The key at which the loop panics, where tests name one.
const VARIABLE: &str = "TANSHI_PANIC_KEY";

/// Panics where the tests ask for it.
pub(super) fn panic_if_asked(key: Key) {
    let asked = std::env::var(VARIABLE).ok().and_then(|text| Key::parse(&text));
    assert!(asked != Some(key), "asked for by {VARIABLE}");
}
