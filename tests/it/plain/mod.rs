//! The dialogue in lines, as somebody hears it: the program with what is typed on its standard input.

mod backlog;
mod floor;
mod forms;
mod places;
mod resolving;
#[cfg(unix)]
mod terminal;

use serde_json::Value;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A small district: a studio with its people, an issue that was consulted and one that waits.
const RECORDS: &str = r#"{"tanshi":1,"kind":"records","source":"试用资料"}
{"department":{"key":"d1","name":"湘潭县水利局","short":"水利","district":"湘潭县"}}
{"department":{"key":"d2","name":"湘潭县交通运输局","short":"交通","district":"湘潭县"}}
{"person":{"key":"p1","name":"周明","side":"委员","unit":"石潭中学"}}
{"person":{"key":"p2","name":"李小满","side":"群众","unit":"石潭镇"}}
{"person":{"key":"p3","name":"王大力","side":"其他","department":"d1"}}
{"person":{"key":"p4","name":"周敏","side":"委员","unit":"县医院"}}
{"studio":{"key":"s","name":"石潭镇委员工作室","code":"ST","kind":"township","district":"湘潭县","township":"石潭镇","founded":"2022","convenor":"p1","members":["p1","p4"]}}
{"issue":{"key":"i","studio":"s","title":"临水路段加装护栏","body":"学生上学要走这段路。","intake":"来信","category":"温度","place":"石潭镇","raisers":["p2"],"submitted":"2023-02-01","steps":[{"status":"accepted","on":"2023-02-03","raiser_told":true},{"status":"consulted","session":"m","on":"2023-02-20"}]}}
{"issue":{"key":"j","studio":"s","title":"校门口停车难","raisers":["p2"],"submitted":"2023-02-02","steps":[{"status":"accepted","on":"2023-02-03"}]}}
{"session":{"key":"m","studio":"s","title":"护栏协商会","venue":"镇政府","on":"2023-02-20","chair":"p1","recorder":"p4","held":true,"agenda":[{"issue":"i"}],"attendance":[{"person":"p1","class":"召集人"},{"person":"p2","class":"诉求人"},{"person":"p3","class":"部门","department":"d1"}],"lines":[{"kind":"决","text":"装护栏三百米。","issue":"i"}]}}
"#;

/// A data folder of its own, and the program run on it.
pub(super) struct District {
    folder: tempfile::TempDir,
    lang: &'static str,
}

impl District {
    /// One with nothing in it.
    pub(super) fn empty(lang: &'static str) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), lang }
    }

    /// The small district, with somebody at the keyboard.
    pub(super) fn new(lang: &'static str) -> Self {
        let district = Self::empty(lang);
        district.run_with(RECORDS, &["import", "-"]);
        district.run_with("", &["settings", "set", "--me", "周明", "--my-studio", "ST"]);
        district
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tanshi"));
        command.arg("--data").arg(self.data()).args(["--lang", self.lang]).args(words);
        command.env_remove("TANSHI_NOW").env("HOME", self.folder.path());
        command.env_remove("XDG_CONFIG_HOME").env_remove("XDG_DOCUMENTS_DIR");
        command
    }

    fn output(&self, typed: &str, words: &[&str]) -> Output {
        let mut command = self.command(words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that ends early does not read the rest.
        child.stdin.take().unwrap().write_all(typed.as_bytes()).ok();
        child.wait_with_output().unwrap()
    }

    /// Runs a call of the command line that has to succeed.
    pub(super) fn run_with(&self, typed: &str, words: &[&str]) -> String {
        let output = self.output(typed, words);
        let side = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{words:?}: {side}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub(super) fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.run_with("", &[words, &["--json"]].concat())).unwrap()
    }

    /// Types lines into the dialogue, and returns what was said.
    pub(super) fn says(&self, typed: &[&str]) -> String {
        let said = self.run_with(&format!("{}\n", typed.join("\n")), &["--plain"]);
        assert_spoken(&said);
        said
    }

    /// Whether anything is still unsaved in the data folder.
    pub(super) fn has_unsaved(&self) -> bool {
        self.data().join("unsaved.json").exists()
    }
}

/// Nothing but words: no escapes, no frames, no columns of blanks.
pub(super) fn assert_spoken(said: &str) {
    for line in said.lines() {
        let is_bad = |c: char| c.is_control() || ('\u{2500}'..='\u{257f}').contains(&c);
        assert!(!line.contains(is_bad), "{line:?}");
        assert!(!line.contains("  "), "columns of blanks: {line:?}");
        assert!(!line.trim().is_empty(), "an empty line in\n{said}");
    }
}

/// Asserts that these stand in what was said, one behind the other.
pub(super) fn assert_in_order(said: &str, expected: &[&str]) {
    let mut rest = said;
    for words in expected {
        let Some((_, after)) = rest.split_once(words) else {
            panic!("“{words}” is not said behind the others in\n{said}");
        };
        rest = after;
    }
}
