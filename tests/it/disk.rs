//! Disks that are full or read-only, for programs that are started on them.

use std::path::Path;
use std::process::Command;

/// Words to start a program with whose files may not grow over so many blocks of 512 bytes.
pub(crate) fn limited(blocks: u32) -> Vec<String> {
    let script = format!("ulimit -f {blocks} && exec \"$@\"");
    ["sh", "-c", &script, "sh"].map(str::to_owned).into()
}

/// Words to start a program with that finds a disk of its own in a folder, mounted with these options
/// after `first` was done there; `None`, with a word, where nobody may mount anything.
pub(crate) fn mounted(folder: &Path, first: &str, options: &str) -> Option<Vec<String>> {
    let folder = folder.to_str().unwrap();
    let mount = format!(
        "mount -t tmpfs tmpfs \"$0\" && (cd \"$0\" && {first}) && mount -o remount,{options} \"$0\""
    );
    let allowed = ["-m", "-rm"].into_iter().find(|how| {
        let probe = ["unshare", how, "sh", "-c", &mount, folder];
        Command::new(probe[0]).args(&probe[1..]).output().is_ok_and(|done| done.status.success())
    });
    let Some(how) = allowed else {
        eprintln!("skipped: nobody may mount a disk here");
        return None;
    };
    let script = format!("{mount} && exec \"$@\"");
    Some(["unshare", how, "sh", "-c", &script, folder].map(str::to_owned).into())
}

/// Words that show what a folder holds after a program has ended, on its standard error.
pub(crate) fn then_listed(folder: &Path) -> Vec<String> {
    let script = "\"$@\"; code=$?; echo \"left: $(ls -A \"$0\" | tr '\\n' ' ')\" >&2; exit $code";
    ["sh", "-c", script, folder.to_str().unwrap()].map(str::to_owned).into()
}
