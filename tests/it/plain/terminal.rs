//! A terminal that can only print lines.

use super::{District, assert_spoken};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};

/// Runs the program on a terminal that says this of itself, types lines, and returns what was shown.
fn on_terminal(
    district: &District,
    term: Option<&str>,
    words: &[&str],
    typed: &str,
) -> (String, u32) {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tanshi"));
    command.arg("--data");
    command.arg(district.data());
    command.args(["--lang", "zh"]);
    command.args(words);
    command.env("HOME", district.path());
    match term {
        Some(term) => command.env("TERM", term),
        None => command.env_remove("TERM"),
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut writer = pair.master.take_writer().unwrap();
    writer.write_all(typed.as_bytes()).unwrap();
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

#[test]
fn a_dumb_terminal_is_spoken_to_in_lines_by_itself() {
    let district = District::new("zh");
    for (term, words) in [(Some("dumb"), &[][..]), (None, &[]), (Some("xterm"), &["--plain"])] {
        let (shown, code) = on_terminal(&district, term, words, "2\n1\n0\n0\n0\n");
        assert_eq!(code, 0, "{shown}");
        assert!(shown.contains("首页 > ") && shown.contains("议题，2 件"), "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
        // What was typed ahead is echoed by the terminal wherever it stood.
        let said: Vec<&str> = shown.lines().filter(|it| it.starts_with("编号：")).collect();
        assert_eq!(said.len(), 1, "{shown}");
        assert_spoken(said[0]);
    }
}

#[test]
fn the_end_of_the_input_ends_the_program_and_what_was_typed_is_kept() {
    let district = District::new("zh");
    let typed = ":登记议题\n路灯不亮\n\u{4}";
    let (shown, code) = on_terminal(&district, Some("dumb"), &[], typed);
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("没有存的留着") && district.has_unsaved(), "{shown}");
}
