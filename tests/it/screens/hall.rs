//! The second screen: what it looks like, and a real one beside a real workbench.

#[cfg(unix)]
mod beside;
mod looks;
mod news;
#[cfg(unix)]
mod socket;
mod told;
