//! The terminal is lent to others, the shell and the person's editor, and taken again.

use super::homes::{SHELL, TITLE, WRAPPER, studio, wait_until_kept};
use super::sent::kept;
use crate::screens::window::{FRAME_END, Home, IN_FORM, Setup, Workbench};
use rustix::process::Signal;

/// Nothing is left switched on, and lines are edited again.
fn assert_given_back(bench: &Workbench, what: &str) {
    bench.wait_until(what, |screen, _| !screen.alternate_screen());
    assert_eq!(kept(&bench.sent()), Vec::<String>::new(), "{what}");
    assert!(bench.is_cooked(), "{what}");
}

/// What is switched on between two frames.
fn switched_on(bench: &Workbench) -> Vec<String> {
    bench.wait_until("a frame", |_, sent| sent.ends_with(FRAME_END));
    let switched_on = kept(&bench.sent());
    assert!(switched_on.len() >= 5, "{switched_on:?}");
    switched_on
}

#[test]
fn the_shell_has_the_terminal_between_control_z_and_fg_and_the_whole_screen_is_drawn_anew() {
    let home = studio();
    let wrapper = SHELL.map(str::to_owned);
    let mut bench = Workbench::open_under(&home, &wrapper, "zh");
    bench.wait_for(TITLE);
    bench.send("a");
    bench.wait_for(IN_FORM);
    bench.send("塘边护栏");
    bench.wait_for("塘边护栏");
    let switched_on = switched_on(&bench);
    for (round, size) in [(100, 30), (60, 20), (60, 20), (120, 40)].into_iter().enumerate() {
        match round % 2 {
            0 => bench.send("\x1a"),
            _ => bench.signal_all(Signal::TSTP),
        }
        bench.wait_until("stopped", |_, sent| times(sent, b"STOPPED") == round + 1);
        assert_given_back(&bench, "stopped");
        // A shell leaves something of its own, and the window gets another size.
        bench.resize(size);
        let before = bench.sent().len();
        bench.send("\n");
        bench.wait("the form", |shown| shown.contains("塘边护栏") && shown.contains(IN_FORM));
        bench.wait_until("all of the screen at its size", |screen, sent| {
            let is_cleared = sent[before..].windows(4).any(|it| it == b"\x1b[2J");
            let last = screen.rows(0, size.0).last().unwrap_or_default();
            is_cleared && last.contains(IN_FORM)
        });
        bench.wait_until("taken again", |_, sent| kept(sent) == switched_on);
        assert!(!bench.is_cooked());
        let shown = bench.screen().contents();
        bench.redraw();
        assert_eq!(bench.screen().contents(), shown, "round {round}");
    }
    bench.send("，夜里危险");
    bench.wait_for("塘边护栏，夜里危险");
    bench.signal_all(Signal::TERM);
    assert_eq!(kept(&bench.ended().sent), Vec::<String>::new());
}

/// How often a word is among bytes.
fn times(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).filter(|it| *it == word).count()
}

#[test]
fn nothing_stops_where_no_shell_could_go_on_with_it() {
    for wrapper in [&WRAPPER[..], &[]] {
        let home = studio();
        let wrapper: Vec<String> = wrapper.iter().map(ToString::to_string).collect();
        let mut bench = Workbench::open_under(&home, &wrapper, "zh");
        bench.wait_for(TITLE);
        for round in 0..3 {
            let before = bench.sent().len();
            match round % 2 {
                0 => bench.send("\x1a"),
                _ => bench.signal_all(Signal::TSTP),
            }
            bench.wait_until("all of it again", |_, sent| {
                sent[before..].ends_with(FRAME_END) && times(&sent[before..], b"\x1b[2J") > 0
            });
            bench.send("a");
            bench.wait_for(IN_FORM);
            bench.send("\x1b");
            bench.wait("the list", |shown| shown.contains(TITLE) && !shown.contains(IN_FORM));
        }
        bench.quit();
    }
}

/// What an editor does, and what is shown then.
const EDITORS: [(&str, &str); 7] = [
    ("printf '夜里更难' >> \"$1\"", "先写一句夜里更难"),
    ("exit 1", "编辑器报错退出"),
    ("printf x >> \"$1\"; exit 130", "它保存过的文字"),
    ("kill -9 $$", "编辑器报错退出"),
    ("kill -TERM $$", "编辑器报错退出"),
    // As an editor saves on an old office machine.
    ("printf '\\317\\310\\320\\264\\322\\273\\276\\344\\322\\271' > \"$1\"", "先写一句夜"),
    ("printf '\\377\\377' > \"$1\"", "不是能读的文字"),
];

/// An editor that says that it runs and waits for a line, in a program whose form is open at a text.
fn at_the_text(home: &Home, does: &str) -> Workbench {
    let script = home.0.path().join("editor");
    std::fs::write(&script, format!("#!/bin/sh\necho EDITOR; read line\n{does}\n")).unwrap();
    let editor = format!("sh '{}'", script.display());
    open_at_the_text(home, &editor)
}

fn open_at_the_text(home: &Home, editor: &str) -> Workbench {
    let variables = [("TERM", Some("xterm-256color")), ("EDITOR", Some(editor))];
    let mut bench = Workbench::open_in(home, &Setup { variables: &variables, ..Setup::default() });
    bench.wait_for(TITLE);
    bench.send("a");
    bench.wait_for(IN_FORM);
    bench.send("塘边护栏\t\t先写一句");
    bench.wait_for("先写一句");
    bench
}

#[test]
fn an_editor_gets_the_terminal_and_whatever_it_does_the_form_is_there_again() {
    for (does, shown) in EDITORS {
        let home = studio();
        let mut bench = at_the_text(&home, does);
        let switched_on = switched_on(&bench);
        bench.send("\x05");
        bench.wait_for("EDITOR");
        assert_given_back(&bench, does);
        bench.send("\n");
        bench.wait_for(shown);
        bench.wait("the form", |it| it.contains("塘边护栏") && it.contains("先写一句"));
        bench.wait_until(does, |_, sent| kept(sent) == switched_on);
        assert!(!bench.is_cooked(), "{does}");
        bench.send("\x13");
        bench.wait("it is saved", |shown| !shown.contains(IN_FORM));
        bench.quit();
    }
}

#[test]
fn an_editor_that_is_not_there_is_told_and_the_form_stays() {
    let home = studio();
    let mut bench = open_at_the_text(&home, "no-such-editor-here --wait");
    let switched_on = switched_on(&bench);
    bench.send("\x05");
    bench.wait_for("打不开编辑器 no-such-editor-here");
    bench.wait_until("taken again", |_, sent| kept(sent) == switched_on);
    bench.send("，还能写");
    bench.wait_for("先写一句，还能写");
    bench.signal(Signal::TERM);
    assert_eq!(kept(&bench.ended().sent), Vec::<String>::new());
}

#[test]
fn a_program_that_is_told_to_end_while_an_editor_runs_keeps_what_both_have() {
    let home = studio();
    let mut bench = at_the_text(&home, "printf '夜里更难' >> \"$1\"");
    bench.send("\x05");
    bench.wait_for("EDITOR");
    bench.signal(Signal::TERM);
    bench.send("\n");
    let left = bench.ended();
    assert_eq!(kept(&left.sent), Vec::<String>::new());
    assert!(left.is_cooked && left.status.success());
    let mut bench = Workbench::open(&home);
    bench.wait("what was typed", |shown| {
        shown.contains("塘边护栏") && shown.contains("先写一句夜里更难")
    });
    bench.signal(Signal::TERM);
    bench.status();
}

#[test]
fn what_an_editor_has_saved_is_kept_when_the_terminal_goes_before_it_ends() {
    let home = studio();
    // As editors do: what is written is written, and with the terminal they end in error.
    let mut bench = at_the_text(&home, "exit 1");
    let does =
        "trap '' HUP; echo EDITOR; printf '夜里更难' >> \"$1\"; echo WRITTEN; read line; exit 1";
    std::fs::write(home.0.path().join("editor"), format!("#!/bin/sh\n{does}\n")).unwrap();
    bench.send("\x05");
    bench.wait_for("WRITTEN");
    bench.close_now();
    bench.status();
    let mut bench = Workbench::open(&home);
    bench.wait("what was typed", |shown| {
        shown.contains("塘边护栏") && shown.contains("先写一句夜里更难")
    });
    bench.signal(Signal::TERM);
    bench.status();
}

#[test]
fn what_an_editor_has_saved_is_told_of_after_the_program_was_killed_under_it() {
    let home = studio();
    let does = "printf '，夜里更难' >> \"$1\"; echo WRITTEN; read line";
    let mut bench = at_the_text(&home, does);
    bench.send("\x05");
    bench.wait_for("EDITOR");
    bench.send("\n");
    bench.wait_for("WRITTEN");
    wait_until_kept(&home, "先写一句");
    bench.signal(Signal::KILL);
    bench.close_now();
    bench.status();
    let mut bench = Workbench::open(&home);
    bench.wait("what was typed", |shown| shown.contains("塘边护栏") && shown.contains("先写一句"));
    bench.wait_for("保存过的文字留在");
    let drafts = home.0.path().join("data/drafts");
    let kept: Vec<_> = std::fs::read_dir(drafts).unwrap().map(|it| it.unwrap().path()).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(std::fs::read_to_string(kept[0].join("draft.txt")).unwrap(), "先写一句，夜里更难");
    bench.signal(Signal::TERM);
    bench.status();
}
