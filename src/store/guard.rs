//! Keeps a panicking engine from taking the program down: calls into sled go through here.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a guarded call: the panic hook then stays quiet, because the
/// panic is caught and healed.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Calls `engine`; `None` when it panicked.
pub(super) fn guarded<T>(engine: impl FnOnce() -> T) -> Option<T> {
    let outer = GUARDED.replace(true);
    // A panic leaves the engine in doubt; the caller drops it and rebuilds, so nothing that it
    // may have broken is looked at again.
    let result = catch_unwind(AssertUnwindSafe(engine));
    GUARDED.set(outer);
    result.ok()
}
