//! Hostile input: whatever the bytes are, no reader panics, hangs, takes the machine's memory or says
//! something that does not hold. Inputs are made of what the program itself writes, changed in ways that keep
//! most of their meaning (`mutate`), with checksums made right again where they would keep everything out.
//!
//! ```text
//! cargo test --test hostile                    the short form: so many inputs of a seed, half a minute
//! TANSHI_FUZZ=60 cargo test --test hostile     so many seconds for each target
//! cargo test --test hostile -- query journal   some of them
//! cargo test --test hostile -- run NAME FILE   one input again
//! cargo test --test hostile -- corpus FOLDER   the inputs that all begin with, for cargo-fuzz
//! ```
//!
//! Each target runs in a process of its own with a bound on its memory; what it found lies in a file
//! that is named. The same targets run under libFuzzer (`fuzz/`). `TANSHI_FUZZ_SEED` draws others.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::exit,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that makes files and processes and looks at the clock"
)]

mod corpus;
#[path = "../faults/dice.rs"]
mod dice;
mod hall;
mod mutate;
mod run;
mod targets;

use std::path::PathBuf;
use std::time::{Instant, SystemTime};
use targets::{TARGETS, Target, find};

/// Draws the same inputs in every short run.
const SEED: u64 = 20_231_020;

fn main() {
    tanshi::store::guard::hush_caught_panics();
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["child", name, seed, budget, ref traced @ ..] => {
            let target = find(name).expect("a target");
            return run::child(target, seed.parse().unwrap(), budget, !traced.is_empty());
        }
        ["run", name, file] => {
            let target = find(name).expect("a target");
            return (target.run)(&std::fs::read(file).expect("an input"));
        }
        ["corpus", folder] => return write_corpus(folder.as_ref()),
        _ => {}
    }
    let seconds: Option<u64> =
        std::env::var("TANSHI_FUZZ").ok().map(|seconds| seconds.parse().expect("seconds"));
    let seed = match std::env::var("TANSHI_FUZZ_SEED") {
        Ok(seed) => seed.parse().expect("a number"),
        // A long run looks where none has looked before.
        Err(_) if seconds.is_some() => {
            SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs()
        }
        Err(_) => SEED,
    };
    println!("seed {seed}\n");
    println!(
        "{:<10} {:>12} {:>9} {:>9} {:>9}",
        "target", "executions", "findings", "seconds", "MiB"
    );
    let wanted = |target: &&Target| words.is_empty() || words.contains(&target.name);
    let start = Instant::now();
    let ran: Vec<_> =
        TARGETS.iter().filter(wanted).map(|it| run::target(it, seed, seconds)).collect();
    let executions: u64 = ran.iter().map(|it| it.executions).sum();
    let findings: Vec<&String> = ran.iter().filter_map(|it| it.finding.as_ref()).collect();
    let seconds = start.elapsed().as_secs_f64();
    println!("{:<10} {executions:>12} {:>9} {seconds:>9.1}", "all", findings.len());
    for finding in &findings {
        println!("\nFOUND {finding}");
    }
    if !findings.is_empty() {
        std::process::exit(1);
    }
}

/// A folder for each target, as cargo-fuzz looks for them.
fn write_corpus(folder: &std::path::Path) {
    for target in TARGETS {
        let folder = folder.join(target.name);
        std::fs::create_dir_all(&folder).unwrap();
        for (number, seed) in (target.seeds)().iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{number}")), seed).unwrap();
        }
    }
}

/// Where inputs are kept that found something.
fn kept() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}
