//! One test binary, a module for each capability.
#![cfg(test)]

mod journal;
mod log;
mod store;
mod terminal;
