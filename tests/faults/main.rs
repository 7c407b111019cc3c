//! What the store promises, tried on real disks: processes killed while they write, files damaged
//! at rest, and power that is cut.
//!
//! ```text
//! cargo test --test faults                        20 kills, 30 damages, 5 power cuts
//! TANSHI_FAULTS=300 cargo test --test faults      300 kills, 300 damages, 40 power cuts
//! cargo test --test faults -- kills|damage|power|full  one of them
//! cargo test --test faults -- speed               the figures of speed instead
//! ```
//!
//! The power is cut by the file system itself: an ext4 in a file, on a loop device, is told to
//! stop without writing anything more (`EXT4_IOC_SHUTDOWN`, through a line of perl, since a call
//! like this needs `unsafe`). This needs root and loop devices; elsewhere it is skipped, and says
//! so. `TANSHI_FAULTS_SEED` repeats a run as far as the clock lets it.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::exit,
    reason = "a test on real disks and processes"
)]

#[path = "../common/changes.rs"]
mod changes;
mod child;
mod damage;
mod dice;
mod full;
mod kills;
mod power;
mod speed;

use std::path::PathBuf;
use std::time::SystemTime;

/// What was done, how often, and what was lost.
pub(crate) struct Row {
    what: &'static str,
    done: u64,
    lost: Vec<String>,
    note: String,
}

fn main() {
    // Panics of sled are caught and healed; hundreds of them would hide what matters.
    tanshi::store::guard::hush_caught_panics();
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    if let ["child", folder, seed] = words[..] {
        child::run(folder.as_ref(), seed.parse().unwrap());
        return;
    }
    if words == ["speed"] {
        speed::run();
        return;
    }
    let wanted = |name: &str| words.is_empty() || words.contains(&name);
    let many: Option<u64> =
        std::env::var("TANSHI_FAULTS").ok().map(|count| count.parse().expect("a number"));
    let seed = std::env::var("TANSHI_FAULTS_SEED").map_or_else(
        |_| SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs(),
        |seed| seed.parse().expect("a number"),
    );
    println!("seed {seed}");
    let mut rows = Vec::new();
    if wanted("kills") {
        rows.push(kills::run(many.unwrap_or(20), seed));
    }
    if wanted("damage") {
        rows.extend(damage::run(many.unwrap_or(30), seed));
    }
    if wanted("power") {
        rows.push(power::run(many.map_or(5, |many| many.div_ceil(7).min(40)), seed));
    }
    if wanted("full") {
        rows.push(full::run(many.map_or(1, |many| many.div_ceil(30))));
    }
    report(&rows);
}

fn report(rows: &[Row]) {
    println!("\n{:<34} {:>5} {:>5}  ", "what was done", "times", "lost");
    for row in rows {
        println!("{:<34} {:>5} {:>5}  {}", row.what, row.done, row.lost.len(), row.note);
    }
    let lost: Vec<_> = rows.iter().flat_map(|row| &row.lost).collect();
    for lost in &lost {
        println!("LOST {lost}");
    }
    if !lost.is_empty() {
        std::process::exit(1);
    }
}

/// A folder on the disk that is built on, not in memory.
fn work_folder() -> tempfile::TempDir {
    tempfile::tempdir_in(PathBuf::from(env!("CARGO_TARGET_TMPDIR"))).unwrap()
}
