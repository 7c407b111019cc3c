//! One test binary, a module for each capability.
#![cfg(test)]
#![allow(
    clippy::disallowed_methods,
    reason = "tests make folders, wait for processes and look at the clock"
)]

mod architecture;
mod cli;
mod counted;
#[cfg(unix)]
mod disk;
mod documents;
mod domain;
mod example;
mod import;
mod journal;
mod log;
mod paper;
mod plain;
mod records;
mod screens;
mod search;
mod store;
mod template;
mod terminal;
