//! However the program ends, the terminal is given back, and what was typed stands there at the next start.

use super::homes::{TITLE, live, studio, wait_until_kept};
use super::sent::kept;
use crate::screens::window::{Home, IN_FORM, Left, Setup, Workbench};
use rustix::process::Signal;
use std::fmt::Debug;
use std::time::Duration;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Signal(Signal),
    Panic,
    /// The terminal goes, and the system says so.
    Closed,
    /// The terminal goes without a word: whoever leads the session keeps the word to himself.
    ClosedInSilence,
    Killed,
}

const ENDS: [End; 8] = [
    End::Signal(Signal::TERM),
    End::Signal(Signal::HUP),
    End::Signal(Signal::INT),
    End::Signal(Signal::QUIT),
    End::Panic,
    End::Closed,
    End::ClosedInSilence,
    End::Killed,
];

/// Closing takes some milliseconds; what is drawn by itself comes after five seconds.
const SOON: Duration = Duration::from_secs(4);

/// Nobody hears that the terminal is gone.
const DEAF: [&str; 3] = ["sh", "-c", "trap '' HUP; \"$0\" \"$@\"; exit $?"];

impl End {
    fn open(self, home: &Home) -> Workbench {
        let wrapper = match self {
            Self::ClosedInSilence => DEAF.map(str::to_owned).to_vec(),
            _ => Vec::new(),
        };
        let variables =
            [("TERM", Some("xterm-256color")), ("TANSHI_PANIC_KEY", Some("Ctrl-Alt-p"))];
        let setup = Setup { wrapper: &wrapper, variables: &variables, ..Setup::default() };
        Workbench::open_in(home, &setup)
    }

    /// Ends it; what is left of the terminal, where there is one.
    fn come(self, home: &Home, mut bench: Workbench, typed: &str) -> Option<Left> {
        match self {
            Self::Signal(signal) => bench.signal(signal),
            Self::Panic => bench.send("\x1b\x10"),
            Self::Closed => {
                bench.close();
                let status = bench.status();
                assert!(status.success(), "{status:?}");
                return None;
            }
            Self::ClosedInSilence => {
                bench.close();
                // It sees that by itself, and does not turn round and round until it has something to draw.
                assert!(bench.status_within(SOON).success());
                return None;
            }
            Self::Killed => {
                wait_until_kept(home, typed);
                bench.kill();
                return None;
            }
        }
        Some(bench.ended())
    }
}

/// What is wrong with what a program has left behind.
fn faults(end: End, left: &Left) -> Vec<String> {
    let mut faults = kept(&left.sent);
    faults.extend((!left.is_cooked).then(|| "raw mode".to_owned()));
    let is_told = left.contents.contains("潭事意外停止") && left.contents.contains("asked for");
    faults.extend((is_told != (end == End::Panic)).then(|| left.contents.clone()));
    faults.extend(
        (left.status.success() == (end == End::Panic)).then(|| format!("{:?}", left.status)),
    );
    faults
}

fn tell(what: &str, end: End, left: Option<&Left>) {
    let faults = left.map(|left| faults(end, left));
    let back = match &faults {
        None => "no terminal".to_owned(),
        Some(faults) if faults.is_empty() => "yes".to_owned(),
        Some(faults) => faults.join("; "),
    };
    println!("{:<18} {what:<6} given back: {back}", format!("{end:?}"));
    assert!(faults.is_none_or(|it| it.is_empty()), "{what} {end:?}: {back}");
}

fn ends() -> impl Iterator<Item = End> {
    // What is released has no way to panic that a test knows.
    ENDS.into_iter().filter(|end| cfg!(debug_assertions) || *end != End::Panic)
}

#[test]
fn an_example_that_is_opened_from_the_first_page_loses_no_key_and_leaves_nothing_behind() {
    for end in [None, Some(Signal::TERM), Some(Signal::HUP)] {
        let home = Home::new();
        let temporary = home.0.path().join("temporary");
        std::fs::create_dir(&temporary).unwrap();
        let variables =
            [("TERM", Some("xterm-256color")), ("TMPDIR", Some(temporary.to_str().unwrap()))];
        let setup = Setup { variables: &variables, ..Setup::default() };
        let mut bench = Workbench::open_in(&home, &setup);
        bench.wait_for("打开示例看看");
        bench.send("x");
        bench.wait("everything is read", |it| it.contains("示例数据") && it.contains("第 1 /"));
        let folders = || std::fs::read_dir(&temporary).unwrap().count();
        assert_eq!(folders(), 1);
        bench.send("a");
        bench.wait_for(IN_FORM);
        bench.send("\x1b");
        bench.wait("the form is left", |shown| !shown.contains(IN_FORM));
        match end {
            None => bench.send("q"),
            Some(signal) => bench.signal(signal),
        }
        let left = bench.ended();
        assert!(left.status.success(), "{end:?}: {:?}", left.status);
        assert_eq!(kept(&left.sent), Vec::<String>::new(), "{end:?}");
        assert_eq!(folders(), 0, "{end:?}");
    }
}

#[test]
fn a_form_that_is_being_filled_in_stands_there_again_whatever_ends_the_program() {
    for end in ends() {
        let home = studio();
        let mut bench = end.open(&home);
        bench.wait_for(TITLE);
        bench.send("a");
        bench.wait_for(IN_FORM);
        bench.send("塘边护栏坏了\t\t夜里看不清，\t\t\t清水塘北岸\t王大勇");
        bench.wait_for("王大勇");
        let left = end.come(&home, bench, "王大勇");
        tell("form", end, left.as_ref());

        let mut bench = Workbench::open(&home);
        bench.wait("what was typed", |shown| {
            ["塘边护栏坏了", "夜里看不清，", "清水塘北岸", "王大勇"]
                .iter()
                .all(|it| shown.contains(it))
        });
        bench.send("\x13");
        bench.wait("it is saved", |shown| !shown.contains(IN_FORM));
        bench.quit();
        let issues = home.json(&["issue", "list", "塘边护栏"]);
        assert_eq!(issues["issues"].as_array().unwrap().len(), 1, "{end:?}");
        let kept = std::fs::read_to_string(home.0.path().join("data/unsaved.json"));
        assert!(kept.is_err(), "{end:?}: {kept:?}");
    }
}

#[test]
fn a_form_that_is_saved_and_left_in_one_breath_is_there_once() {
    let home = studio();
    let mut bench = Workbench::open(&home);
    bench.wait_for(TITLE);
    bench.send("a");
    bench.wait_for(IN_FORM);
    bench.send("塘边护栏坏了");
    bench.wait_for("塘边护栏坏了");
    bench.send("\x13q");
    assert!(bench.ended().status.success());
    let issues = home.json(&["issue", "list", "塘边护栏"]);
    assert_eq!(issues["issues"].as_array().unwrap().len(), 1);
    assert!(!home.0.path().join("data/unsaved.json").exists(), "it would be entered twice");
}

#[test]
fn a_line_that_is_being_typed_on_the_floor_stands_there_again_whatever_ends_the_program() {
    let home = live();
    for (round, end) in ends().enumerate() {
        let line = format!("说 先清北边的塘，第{round}遍");
        let mut bench = end.open(&home);
        bench.wait_for(TITLE);
        bench.send("gf");
        bench.wait_for("F12");
        // The line that is still there from the last round goes first.
        bench.send("\x15");
        bench.send(&line);
        bench.wait_for(&line);
        let left = end.come(&home, bench, &line);
        tell("line", end, left.as_ref());

        let mut bench = Workbench::open(&home);
        bench.wait_for(&line);
        bench.signal(Signal::TERM);
        bench.status();
    }
}
