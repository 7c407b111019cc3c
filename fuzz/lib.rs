//! The targets as they are tested (`tests/hostile`), for libFuzzer.
#![allow(dead_code, reason = "libFuzzer changes inputs by itself, and keeps its own account")]

#[path = "../tests/hostile/corpus/mod.rs"]
mod corpus;
#[path = "../tests/faults/dice.rs"]
mod dice;
#[path = "../tests/hostile/hall.rs"]
mod hall;
#[path = "../tests/hostile/targets/mod.rs"]
mod targets;

/// Runs the target of this name.
///
/// # Panics
/// Where something does not hold.
pub fn run(name: &str, bytes: &[u8]) {
    let target = targets::find(name).expect("a target");
    (target.run)(bytes);
}
