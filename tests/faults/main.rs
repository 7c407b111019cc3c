//! What the store promises, tried on real disks and with real processes. One command prints the table of
//! faults: what was done, how often, and what was lost of what had been acknowledged.
//!
//! ```text
//! cargo test --test faults                        the short form: every fault a few times
//! TANSHI_FAULTS=1000 cargo test --test faults     1,000 kills, 1,000 damages, 200 power cuts, every step
//! cargo test --test faults -- kills steps …       some of them; their names are in `FAULTS`
//! cargo test --test faults -- speed               the figures of speed instead
//! ```
//!
//! What cannot be tried where it runs is skipped, with a word: cutting the power and filling a disk need
//! loop mounts, killing at each system call needs strace. The power is cut by the file system itself: an
//! ext4 in a file, on a loop device, is told to stop without writing anything more
//! (`EXT4_IOC_SHUTDOWN`, through a line of perl, since a call like this needs `unsafe`).
//! `TANSHI_FAULTS_SEED` repeats a run as far as the clock and the threads let it.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test on real disks and processes"
)]

mod backups;
mod both;
mod calls;
#[path = "../common/changes.rs"]
mod changes;
mod child;
mod clocks;
mod copied;
mod damage;
mod dice;
mod evidence;
mod full;
mod kills;
mod power;
mod processes;
#[cfg(unix)]
mod protected;
mod pulled;
mod room;
mod speed;
mod steps;
mod table;
#[cfg(unix)]
#[path = "../it/screens/window.rs"]
#[allow(dead_code, reason = "a part of what the tests of the screens do")]
mod window;

use std::path::PathBuf;
use std::time::{Instant, SystemTime};
use table::Row;

/// How often things are done, and with which dice.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// `None` in the short form.
    many: Option<u64>,
    seed: u64,
}

impl Plan {
    /// So often in the short form, and else one for so many of what was asked for.
    fn times(self, short: u64, one_for: u64) -> u64 {
        self.many.map_or(short, |many| many.div_ceil(one_for).max(short))
    }

    /// Which of so many cases are tried: all of them in the long form, else `short` of them, spread evenly.
    fn cases(self, all: u64, short: u64) -> Vec<u64> {
        if self.many.is_some() || all <= short {
            return (0..all).collect();
        }
        let first = self.seed % all.div_ceil(short);
        (0..short).map(|at| (first + at * all / short) % all).collect()
    }
}

/// Tries one kind of fault.
type Campaign = fn(Plan) -> Vec<Row>;

/// What is tried, by the names that choose it.
const FAULTS: [(&str, Campaign); 14] = [
    ("kills", kills::run),
    ("steps", steps::run),
    ("calls", calls::run),
    ("damage", damage::run),
    ("both", both::run),
    ("pulled", pulled::run),
    ("evidence", evidence::run),
    ("backups", backups::run),
    ("protected", protected_run),
    ("clocks", clocks::run),
    ("processes", processes::run),
    ("copied", copied::run),
    ("full", full_disks),
    ("power", |plan| vec![power::run(plan)]),
];

#[cfg(unix)]
use protected::run as protected_run;

#[cfg(not(unix))]
fn protected_run(_plan: Plan) -> Vec<Row> {
    vec![Row::skipped("files made read-only", "no rights as Unix has them")]
}

fn full_disks(plan: Plan) -> Vec<Row> {
    let mut rows = full::run(plan);
    rows.push(room::run(plan));
    rows
}

fn main() {
    // Panics of sled are caught and healed; hundreds of them would hide what matters.
    tanshi::store::guard::hush_caught_panics();
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["child", ref rest @ ..] => return child::run(rest),
        ["speed"] => return speed::run(),
        _ => {}
    }
    let many = std::env::var("TANSHI_FAULTS").ok().map(|count| count.parse().expect("a number"));
    let seed = std::env::var("TANSHI_FAULTS_SEED").map_or_else(
        |_| SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs(),
        |seed| seed.parse().expect("a number"),
    );
    println!("seed {seed}");
    let plan = Plan { many, seed };
    let mut rows = Vec::new();
    for (name, run) in FAULTS {
        if words.is_empty() || words.contains(&name) {
            let start = Instant::now();
            rows.extend(run(plan));
            println!("{name}: {:.1} s", start.elapsed().as_secs_f64());
        }
    }
    if !table::print(&rows) {
        std::process::exit(1);
    }
}

/// A folder on the disk that is built on, not in memory.
fn work_folder() -> tempfile::TempDir {
    tempfile::tempdir_in(PathBuf::from(env!("CARGO_TARGET_TMPDIR"))).unwrap()
}
