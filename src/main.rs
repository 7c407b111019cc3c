//! Arguments in, exit code out.

use std::process::ExitCode;

/// Opens the workbench on `--data DIR`, until the command line is there.
fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip_while(|argument| argument != "--data").skip(1);
    let Some(folder) = arguments.next() else { return ExitCode::from(2) };
    match tanshi::shell::run(tanshi::shell::RunOptions::at(folder.into())) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(3),
    }
}
