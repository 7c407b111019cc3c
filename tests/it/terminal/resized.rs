//! Windows that change their size again and again, down to nothing.

use super::Dice;
use super::homes::{TITLE, studio};
use crate::screens::window::{FRAME_END, Home, Setup, Workbench, until};
use rustix::process::Signal;

/// What no window has and some terminals say.
const STRANGE: [(u16, u16); 5] = [(1, 1), (1, 200), (200, 1), (0, 0), (2, 2)];

fn size(dice: &mut Dice) -> (u16, u16) {
    match dice.roll(4) {
        0 => dice.pick(&STRANGE),
        _ => (dice.cells(200) + 1, dice.cells(60) + 1),
    }
}

/// Every cell, and where the cursor is.
fn shown(bench: &Workbench) -> (Vec<vt100::Cell>, (u16, u16)) {
    let screen = bench.screen();
    let (rows, columns) = screen.size();
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let cells = all.map(|(row, column)| screen.cell(row, column).unwrap().clone()).collect();
    (cells, screen.cursor_position())
}

fn open(home: &Home, size: (u16, u16)) -> Workbench {
    Workbench::open_in(home, &Setup { size, ..Setup::default() })
}

/// A program that has begun and knows its data.
fn begun(home: &Home) -> Workbench {
    let bench = open(home, (120, 40));
    bench.wait_for(TITLE);
    bench
}

fn end(bench: Workbench) {
    bench.signal(Signal::TERM);
    let left = bench.ended();
    assert!(left.status.success(), "{:?} {}", left.status, left.contents);
}

#[test]
fn after_a_storm_of_sizes_the_screen_is_as_after_a_start_at_that_size() {
    let home = studio();
    end(begun(&home));
    let mut dice = Dice(11);
    for last in [(80, 24), (1, 1), (1, 200), (200, 1), (0, 0), (37, 9), (200, 60)] {
        let bench = begun(&home);
        for _ in 0..60 {
            bench.resize(size(&mut dice));
        }
        bench.resize(last);
        bench.redraw();
        let after_storm = shown(&bench);
        end(bench);
        let bench = open(&home, last);
        bench.wait_until("a frame", |_, sent| sent.ends_with(FRAME_END));
        until(&format!("the same at {last:?}"), || shown(&bench) == after_storm);
        end(bench);
    }
}

#[test]
fn of_sizes_that_come_faster_than_they_can_be_shown_only_the_last_is_drawn() {
    let home = studio();
    let bench = begun(&home);
    let before = bench.sent().len();
    bench.hold(true);
    let mut dice = Dice(12);
    for _ in 0..SIZES {
        bench.resize((dice.cells(150) + 50, dice.cells(40) + 20));
        std::thread::park_timeout(std::time::Duration::from_millis(1));
    }
    bench.resize((100, 30));
    bench.hold(false);
    bench.redraw();
    let sent = bench.sent();
    let frames = sent[before..].windows(8).filter(|it| it == b"\x1b[?2026h").count();
    assert!(frames < SIZES / 4, "{frames} frames for {SIZES} sizes");
    end(bench);
}

const SIZES: usize = 300;

#[cfg(target_os = "linux")]
#[test]
fn a_storm_of_sizes_takes_no_memory() {
    let home = studio();
    let bench = begun(&home);
    let mut dice = Dice(13);
    let mut storm = || {
        for _ in 0..300 {
            bench.resize(size(&mut dice));
        }
        bench.resize((120, 40));
        bench.redraw();
        resident_kib(&bench)
    };
    // What is kept from one frame to the next finds its size first.
    let at_first = (0..8).map(|_| storm()).max().unwrap();
    let then = (0..8).map(|_| storm()).max().unwrap();
    assert!(then < at_first + 4_096, "{at_first} KiB, then {then} KiB");
    end(bench);
}

#[cfg(target_os = "linux")]
fn resident_kib(bench: &Workbench) -> u64 {
    let path = format!("/proc/{}/status", bench.pid().as_raw_nonzero());
    let status = std::fs::read_to_string(path).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
