//! The command line as scripts meet it: a process, its output, its exit code.

mod attendance;
mod backup;
mod beginning;
mod calendar;
mod care;
mod config;
mod counted;
mod example;
mod filled;
mod floor;
mod flow;
mod import;
mod intake;
pub(crate) mod json;
mod ledger;
mod lists;
#[cfg(unix)]
mod outgoing;
mod pages;
mod papers;
mod preparing;
mod refused;
mod reports;
mod roles;
mod run_log;
mod say;
mod search;
mod several;
mod templates;
mod terminal;
mod usage;
mod verbs;
mod versions;
mod whole;
mod words;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A data folder of its own, and the program run on it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanshi"));
        command.arg("--data").arg(self.data()).args(words);
        if !words.contains(&"--lang") {
            command.args(["--lang", "zh"]);
        }
        command.env_remove("TANSHI_NOW").env("HOME", self.folder.path());
        command.env_remove("XDG_CONFIG_HOME").env_remove("XDG_STATE_HOME").stdin(Stdio::null());
        command
    }

    /// The same, started by other words.
    #[cfg(unix)]
    fn run_under(&self, wrapper: &[String], words: &[&str]) -> Output {
        let bare = self.command(words);
        let mut command = Command::new(&wrapper[0]);
        command.args(&wrapper[1..]).arg(bare.get_program()).args(bare.get_args());
        for (name, value) in bare.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.stdin(Stdio::null()).output().unwrap()
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs a call that has to succeed, and returns what it printed.
    fn ok(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let side = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{words:?}: {side}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a call that has to fail with this code, and returns what it told.
    fn fails(&self, code: i32, words: &[&str]) -> String {
        let output = self.run(words);
        let side = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{words:?}: {side}");
        assert!(output.stdout.is_empty(), "{words:?} printed although it failed");
        side
    }

    /// The JSON of a call that has to succeed.
    fn json(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.ok(&words)).unwrap()
    }

    /// What a call was told on standard input, and what came of it.
    fn piped(&self, input: &[u8], words: &[&str]) -> Output {
        piped_to(self.command(words), input)
    }

    /// The number of the only issue.
    fn number(&self) -> String {
        let list = self.json(&["issue", "list"]);
        let issues = list["issues"].as_array().unwrap();
        assert_eq!(issues.len(), 1);
        issues[0]["number"].as_str().unwrap().to_owned()
    }
}

/// What a call is told on standard input, and what comes of it.
fn piped_to(mut command: Command, input: &[u8]) -> Output {
    use std::io::Write as _;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

/// Day and time as the program has them, in whatever zone the tests run.
fn now() -> chrono::NaiveDateTime {
    tanshi::shell::clock::Clock::default().wall()
}
