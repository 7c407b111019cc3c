//! What is heard of panics and of libraries: where, and never what.

use super::{Entry, Level, note, settle};
use crate::store::guard::is_guarded;
use std::fmt;
use std::panic::{self, Location, PanicHookInfo};

/// A place in the source, by the name of the package and the file in it; no folder of whoever built it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    name: [u8; LONGEST],
    length: usize,
    line: u32,
}

const LONGEST: usize = 96;

impl Spot {
    fn of(location: &Location<'_>) -> Self {
        Self::named(location.file(), location.line())
    }

    pub(super) fn named(file: &str, line: u32) -> Self {
        let mut spot = Self { name: [b'?'; LONGEST], length: 0, line };
        for (place, byte) in spot.name.iter_mut().zip(within_package(file).bytes()) {
            // A source is named in ASCII; what is not was not named by a programmer.
            *place = if byte.is_ascii_graphic() { byte } else { b'?' };
            spot.length += 1;
        }
        spot
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.get(..self.length).unwrap_or_default();
        write!(f, "{}:{}", String::from_utf8_lossy(name).replace('\\', "/"), self.line)
    }
}

/// `sled-0.34.7/src/tree.rs` of `/home/name/.cargo/…/sled-0.34.7/src/tree.rs`.
fn within_package(file: &str) -> &str {
    let is_slash = |it: char| it == '/' || it == '\\';
    let parts: Vec<(usize, &str)> = file
        .split(is_slash)
        .scan(0, |at, part| {
            let begins = *at;
            *at += part.len() + 1;
            Some((begins, part))
        })
        .collect();
    let source = parts.iter().rposition(|(_, part)| *part == "src");
    // Without one, the file alone.
    let from = source.unwrap_or(parts.len()).saturating_sub(1);
    parts.get(from).and_then(|(at, _)| file.get(*at..)).unwrap_or_default()
}

/// The threads of the program and of its engines, by how their names begin.
const THREADS: [&str; 17] = [
    "main",
    "store",
    "search",
    "input",
    "backup",
    "signals",
    "hall",
    "line",
    "lists",
    "kept",
    "run log",
    "sled",
    "log flusher",
    "flusher",
    "thrd-tantivy",
    "segment_updater",
    "merge_thread",
];

fn thread_word() -> &'static str {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or_default();
    THREADS.into_iter().find(|it| name.starts_with(it)).unwrap_or("other")
}

/// Notes a panic of this thread, and waits a moment where the program may end of it.
pub fn note_panic(info: &PanicHookInfo<'_>) {
    let is_caught = is_guarded();
    let spot = info.location().map_or_else(|| Spot::named("", 0), Spot::of);
    note(&Entry::panicked(spot, thread_word(), is_caught));
    if !is_caught {
        settle();
    }
}

/// Has panics and libraries heard from now on.
pub(super) fn listen() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        note_panic(info);
        before(info);
    }));
    if log::set_logger(&Libraries).is_ok() {
        // sled and tantivy tell what they do all the time; it is what goes wrong that helps.
        log::set_max_level(log::LevelFilter::Warn);
    }
}

/// What libraries say comes here.
struct Libraries;

impl log::Log for Libraries {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            let is_error = record.level() == log::Level::Error;
            let level = if is_error { Level::Error } else { Level::Warn };
            let module = record.module_path_static().unwrap_or("unknown");
            note(&Entry::library(level, module, record.line().unwrap_or(0)));
        }
    }

    fn flush(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_the_package_and_no_folder_of_whoever_built_it() {
        for (file, said) in [
            (
                "/home/wang/.cargo/registry/src/index-1/sled-0.34.7/src/tree.rs",
                "sled-0.34.7/src/tree.rs:7",
            ),
            (
                r"C:\Users\wang\.cargo\sled-0.34.7\src\pagecache\mod.rs",
                "sled-0.34.7/src/pagecache/mod.rs:7",
            ),
            ("/rustc/59807616e/library/core/src/option.rs", "core/src/option.rs:7"),
            ("src/shell/desk.rs", "src/shell/desk.rs:7"),
            ("/home/wang/build.rs", "build.rs:7"),
            ("", ":7"),
        ] {
            assert_eq!(Spot::named(file, 7).to_string(), said);
        }
    }
}
