//! Keeps a panicking engine from taking the program down: calls into sled go through here, and those of
//! the search thread.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::thread;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// The threads that sled and the full text's engine start, by the beginning of their names.
const THREADS: [&str; 6] =
    ["sled", "log flusher", "flusher", "thrd-tantivy", "segment_updater", "merge_thread"];

/// Whether a panic of this thread is caught and healed, or is one of an engine's own: the panic hook
/// then stays quiet.
pub fn is_guarded() -> bool {
    let is_an_engines = |name: &str| THREADS.iter().any(|it| name.starts_with(it));
    GUARDED.get() || thread::current().name().is_some_and(is_an_engines)
}

/// Has panics that are caught and healed say nothing. Once, at the start of the program.
pub fn hush_caught_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !is_guarded() {
            before(panic);
        }
    }));
}

/// Calls `engine`; `None` when it panicked.
pub fn guarded<T>(engine: impl FnOnce() -> T) -> Option<T> {
    let outer = GUARDED.replace(true);
    // A panic leaves the engine in doubt; the caller drops it and rebuilds, so nothing that it
    // may have broken is looked at again.
    let result = catch_unwind(AssertUnwindSafe(engine));
    GUARDED.set(outer);
    result.ok()
}
