//! What is done with hostile bytes, and what has to hold whatever they are: one function for each reader,
//! which panics where something does not hold. libFuzzer (`fuzz/`) and `cargo test --test hostile` call them.

pub(crate) mod backup;
pub(crate) mod files;
pub(crate) mod log;
pub(crate) mod names;
pub(crate) mod tables;
pub(crate) mod typed;

use crate::corpus;
use crate::dice::Dice;

/// Changes an input with dice.
type Reshape = fn(&[u8], &mut Dice) -> Vec<u8>;

/// A reader under fire.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    /// What it is called on the command line, and its file in `fuzz/fuzz_targets`.
    pub(crate) name: &'static str,
    pub(crate) run: fn(&[u8]),
    /// Inputs that the program itself makes, and a few that it met before.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// Pieces that mean something in such inputs.
    pub(crate) pieces: &'static [&'static str],
    /// Makes checksums right again after a change, so that what lies behind them is reached.
    pub(crate) mend: Option<fn(Vec<u8>) -> Vec<u8>>,
    /// Changes an input where its form allows it, so that more of them get past the first look.
    pub(crate) reshape: Option<Reshape>,
    /// Executions in the short form.
    pub(crate) short: u64,
}

impl Target {
    const fn new(name: &'static str, run: fn(&[u8]), seeds: fn() -> Vec<Vec<u8>>) -> Self {
        Self { name, run, seeds, pieces: &[], mend: None, reshape: None, short: 3_000 }
    }

    const fn pieces(self, pieces: &'static [&'static str]) -> Self {
        Self { pieces, ..self }
    }

    const fn mended(self, mend: fn(Vec<u8>) -> Vec<u8>) -> Self {
        Self { mend: Some(mend), ..self }
    }

    const fn reshaped(self, reshape: Reshape) -> Self {
        Self { reshape: Some(reshape), ..self }
    }

    const fn short(self, short: u64) -> Self {
        Self { short, ..self }
    }
}

/// All of them.
pub(crate) const TARGETS: &[Target] = &[
    Target::new("record", log::record, corpus::records).mended(corpus::mended_record).short(8_000),
    Target::new("event", log::event, corpus::events).short(8_000),
    Target::new("row", log::row, corpus::rows).short(4_000),
    Target::new("fold", log::fold, corpus::histories).short(150),
    Target::new("journal", log::journal, corpus::journals)
        .mended(corpus::mended_journal)
        .short(600),
    Target::new("store", log::store, corpus::journals).mended(corpus::mended_journal).short(120),
    Target::new("marker", log::marker, corpus::markers)
        .pieces(&["tanshi store 1\n", "tanshi open 2\n", "crc32c ", "-", "path", "\n"])
        .mended(corpus::mended_marker)
        .short(600),
    Target::new("backup", backup::check, corpus::backups).short(200),
    Target::new("csv", tables::csv, corpus::csvs).pieces(corpus::CELLS).short(500),
    Target::new("xlsx", tables::xlsx, corpus::workbooks).pieces(corpus::CELLS).short(150),
    Target::new("lines", tables::lines, corpus::lines)
        .pieces(corpus::CELLS)
        .reshaped(corpus::reshaped)
        .short(500),
    Target::new("records", tables::records, corpus::case_files)
        .pieces(corpus::CELLS)
        .reshaped(corpus::reshaped)
        .short(400),
    Target::new("whole", tables::whole, corpus::exports)
        .pieces(corpus::HOSTILE)
        .mended(corpus::mended_export)
        .reshaped(corpus::reshaped)
        .short(400),
    Target::new("query", typed::query, corpus::queries).pieces(corpus::QUERY).short(4_000),
    Target::new("line", typed::line, corpus::said).pieces(corpus::SAID).short(500),
    Target::new("intake", typed::intake, corpus::said).pieces(corpus::SAID).short(1_500),
    Target::new("template", files::template, corpus::templates).pieces(corpus::MARKS).short(150),
    Target::new("config", files::config, corpus::configs).pieces(corpus::TOML).short(4_000),
    Target::new("keys", files::keys, corpus::key_files).pieces(corpus::TOML).short(300),
    Target::new("names", names::shown, corpus::names).pieces(corpus::HOSTILE).short(120),
    Target::new("texts", names::texts, corpus::names).pieces(corpus::HOSTILE).short(4_000),
];

/// The target of this name.
pub(crate) fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
