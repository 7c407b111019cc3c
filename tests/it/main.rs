//! One test binary, a module for each capability.

#[cfg(test)]
mod journal;
#[cfg(test)]
mod log;
#[cfg(test)]
mod store;
