//! Programs that are not ours: they look at what was written. Where they are missing, a test says
//! so and is skipped, unless `TANSHI_PAPER_TOOLS=required` makes their absence a failure.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Where `.ci/paper-tools` puts what no package of the system brings.
fn own_folders() -> [PathBuf; 2] {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/paper-tools");
    [tools.join("node_modules/.bin"), tools.join("venv/bin")]
}

/// Our own folders come first, so that `python3` is the one that has python-docx.
fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = own_folders().into_iter().chain(std::env::split_paths(&path));
    folders.map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Whether all of these programs are there; when not, says which are missing.
///
/// # Panics
/// When they are required and missing.
pub(crate) fn have(names: &[&str]) -> bool {
    let missing: Vec<_> = names.iter().filter(|name| find(name).is_none()).collect();
    if missing.is_empty() {
        return true;
    }
    let told = format!("SKIPPED, not installed: {missing:?}; .ci/paper-tools installs them");
    assert!(std::env::var_os("TANSHI_PAPER_TOOLS").is_none_or(|it| it != "required"), "{told}");
    // Straight to the terminal: a test's own output is only shown when it fails.
    writeln!(std::io::stderr(), "{told}").unwrap();
    false
}

/// Runs a program that is there, and gives what it wrote.
pub(crate) fn run(name: &str, arguments: &[&str]) -> Output {
    Command::new(find(name).unwrap()).args(arguments).output().unwrap()
}

/// What a program wrote, which must have ended well.
pub(crate) fn text(name: &str, arguments: &[&str]) -> String {
    let output = run(name, arguments);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} {arguments:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}
