//! Programs as they are started, and what the system knows of them.

use std::path::Path;

/// The most memory that a process had, in KiB, as Linux counts it; 0 elsewhere.
pub(crate) fn resident_kib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|it| it.trim().trim_end_matches("kB").trim().parse().ok());
    kib.unwrap_or(0)
}

/// The program that is measured: it is built with the benches.
pub(crate) fn tanshi() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_tanshi"))
}

/// This program.
pub(crate) fn own() -> std::path::PathBuf {
    std::env::current_exe().unwrap()
}
