//! What is different where a person sits at a terminal: questions, heads of lists, the workbench.
#![cfg(unix)]

use super::Desk;
use super::filled::Filled;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};

/// Runs a call on a terminal, types an answer, and returns what was shown and the exit code.
pub(super) fn on_terminal(desk: &Desk, term: &str, words: &[&str], answer: &str) -> (String, u32) {
    let size = PtySize { rows: 24, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tanshi"));
    command.arg("--data");
    command.arg(desk.data());
    command.args(["--lang", "zh"]);
    command.args(words);
    command.env("HOME", desk.path());
    command.env_remove("XDG_CONFIG_HOME");
    command.env_remove("XDG_STATE_HOME");
    command.env("TERM", term);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    writer.write_all(answer.as_bytes()).unwrap();
    let shown = std::thread::spawn(move || {
        let mut shown = Vec::new();
        // A terminal whose program has ended gives an error instead of an end.
        reader.read_to_end(&mut shown).ok();
        String::from_utf8_lossy(&shown).into_owned()
    });
    let code = child.wait().unwrap().exit_code();
    drop(writer);
    drop(pair.master);
    (shown.join().unwrap(), code)
}

fn status(filled: &Filled) -> String {
    let page = filled.desk.json(&["issue", "show", &filled.issue]);
    page["issue"]["status"].as_str().unwrap().to_owned()
}

#[test]
fn leaving_is_asked_about_and_names_what_leaves() {
    let filled = Filled::new();
    // What another issue was merged into does not leave.
    filled.desk.ok(&["issue", "take-back-exit", &filled.merged]);
    let words = ["issue", "withdraw", &filled.issue, "自己解决了"];
    let (shown, code) = on_terminal(&filled.desk, "xterm", &words, "n\n");
    assert!(shown.contains("撤回：临水路段加装护栏") && shown.contains("[y/N]"), "{shown}");
    assert_eq!((code, status(&filled).as_str()), (1, "consulted"));
    let (shown, code) = on_terminal(&filled.desk, "xterm", &words, "y\n");
    assert_eq!((code, status(&filled).as_str()), (0, "withdrawn"), "{shown}");
    let (shown, code) = on_terminal(&filled.desk, "xterm", &["undo", "--yes"], "");
    assert_eq!((code, status(&filled).as_str()), (0, "consulted"), "{shown}");
    let (shown, code) = on_terminal(&filled.desk, "xterm", &["redo"], "是\n");
    assert!(shown.contains("重做「已撤回」：临水路段加装护栏"), "{shown}");
    assert_eq!((code, status(&filled).as_str()), (0, "withdrawn"));
    // Without a terminal nobody is asked.
    filled.desk.ok(&["undo"]);
}

#[test]
fn a_list_has_a_head_where_it_is_read() {
    let filled = Filled::new();
    let (shown, _) = on_terminal(&filled.desk, "xterm", &["issue", "list"], "");
    let first = shown.lines().next().unwrap();
    assert!(first.contains("编号") && first.contains("标题"), "{shown}");
}

#[test]
fn the_workbench_is_not_opened_in_a_name_that_nobody_has_nor_without_a_terminal() {
    let filled = Filled::new();
    let (shown, code) = on_terminal(&filled.desk, "xterm", &["--as", "没有此人"], "");
    assert!(code == 2 && shown.contains("没有此人"), "{code}: {shown}");
    assert!(!shown.contains("\u{1b}[?1049h"), "the terminal was taken");
    let side = filled.desk.fails(2, &[]);
    assert!(side.contains("--plain") && side.contains("--help"), "{side}");
}
