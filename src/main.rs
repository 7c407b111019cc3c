//! Arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    tanshi::store::guard::hush_caught_panics();
    tanshi::shell::system::outlive_large_files();
    tanshi::cli::run(std::env::args_os())
}
