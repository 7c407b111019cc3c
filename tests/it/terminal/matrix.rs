//! The program in terminals of every kind: which colours it asks for, whether what it shows is what it
//! would draw anew, and whether the terminal is given back.
//!
//! `cargo test --test it -- terminal::matrix --nocapture` prints the table.

use super::STAND_IN;
use super::homes::studio;
use super::sent::{Coding, colours, kept};
use crate::screens::window::{Home, IN_FORM, Setup, Workbench};
use std::collections::BTreeSet;
use std::sync::Mutex;
use unicode_width::UnicodeWidthStr;

/// A kind of terminal, and what is to be expected of it.
struct Kind {
    term: &'static str,
    no_color: Option<&'static str>,
    colorterm: Option<&'static str>,
    theme: &'static str,
    /// How many cells `①` takes.
    cells: u16,
    /// Whether the person says so, or the terminal is asked.
    is_set: bool,
    /// `None` where nothing but attributes is sent.
    coding: Option<Coding>,
}

const fn kind(term: &'static str, coding: Option<Coding>) -> Kind {
    let (no_color, colorterm, theme) = (None, None, "dark");
    Kind { term, no_color, colorterm, theme, cells: 1, is_set: false, coding }
}

const KINDS: &[Kind] = &[
    kind("xterm-256color", Some(Coding::Palette)),
    Kind { theme: "light", ..kind("xterm-256color", Some(Coding::Palette)) },
    Kind { theme: "high-contrast", ..kind("xterm-256color", Some(Coding::Palette)) },
    Kind { theme: "monochrome", ..kind("xterm-256color", None) },
    Kind { colorterm: Some("truecolor"), ..kind("xterm-256color", Some(Coding::True)) },
    Kind { colorterm: Some("24bit"), ..kind("tmux-256color", Some(Coding::True)) },
    Kind { no_color: Some("1"), ..kind("xterm-256color", None) },
    Kind { no_color: Some("1"), colorterm: Some("truecolor"), ..kind("xterm-kitty", None) },
    // An empty variable says nothing.
    Kind { no_color: Some(""), ..kind("xterm-256color", Some(Coding::Palette)) },
    kind("xterm", Some(Coding::Sixteen)),
    kind("linux", Some(Coding::Sixteen)),
    Kind { theme: "light", ..kind("linux", Some(Coding::Sixteen)) },
    Kind { no_color: Some("1"), ..kind("linux", None) },
    kind("screen", Some(Coding::Sixteen)),
    kind("screen-256color", Some(Coding::Palette)),
    kind("tmux", Some(Coding::Sixteen)),
    kind("tmux-256color", Some(Coding::Palette)),
    kind("vt100", None),
    kind("xterm-kitty", Some(Coding::True)),
    kind("foot", Some(Coding::True)),
    Kind { cells: 2, ..kind("xterm-256color", Some(Coding::Palette)) },
    Kind { cells: 2, is_set: true, ..kind("xterm", Some(Coding::Sixteen)) },
    Kind { cells: 1, is_set: true, ..kind("screen", Some(Coding::Sixteen)) },
    Kind { cells: 2, no_color: Some("1"), ..kind("tmux", None) },
    Kind { cells: 2, colorterm: Some("truecolor"), ..kind("xterm", Some(Coding::True)) },
];

/// What a person does, what is shown then, and what is gone.
const STEPS: &[(&str, &str, &str)] = &[
    ("", "第 1 / 3 条", "\u{0}"),
    ("j", "第 2 / 3 条", "\u{0}"),
    ("/", "不改筛选", "\u{0}"),
    ("tcn\r", "显示 1 / 3", "不改筛选"),
    ("\x1b", "第 1 / 3 条", "\u{0}"),
    ("\r", "什么也不缺", "第 1 / 3 条"),
    ("\x1b", "第 1 / 3 条", "什么也不缺"),
    ("a", IN_FORM, "\u{0}"),
    ("塘边“护栏”坏了\t", "坏了", "也可一行说完"),
    ("\x1b", "放弃修改", IN_FORM),
    ("y", "第 1 / 3 条", "坏了"),
    ("\x1bOQ", "要做什么", "\u{0}"),
    ("\x1b", "第 1 / 3 条", "要做什么"),
    ("?", "这里可用的按键", "第 1 / 3 条"),
    ("\x1b", "第 1 / 3 条", "这里可用的按键"),
];

fn settings(home: &Home, kind: &Kind) {
    let folder = home.0.path().join("XDG_CONFIG_HOME/tanshi");
    std::fs::create_dir_all(&folder).unwrap();
    let ambiguous = match (kind.is_set, kind.cells) {
        (false, _) => "auto",
        (true, 2) => "wide",
        (true, _) => "narrow",
    };
    let text = format!("theme = \"{}\"\nambiguous = \"{ambiguous}\"\n", kind.theme);
    std::fs::write(folder.join("config.toml"), text).unwrap();
}

/// Every cell as the terminal shows it.
fn cells(screen: &vt100::Screen) -> Vec<vt100::Cell> {
    let (rows, columns) = screen.size();
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    all.map(|(row, column)| screen.cell(row, column).unwrap().clone()).collect()
}

/// How many frames were compared, and what is wrong.
fn tried(kind: &Kind) -> (usize, Vec<String>) {
    let home = studio();
    settings(&home, kind);
    let variables =
        [("TERM", Some(kind.term)), ("NO_COLOR", kind.no_color), ("COLORTERM", kind.colorterm)];
    let ambiguous_cells = Some(kind.cells);
    let setup = Setup { variables: &variables, ambiguous_cells, ..Setup::default() };
    let mut bench = Workbench::open_in(&home, &setup);
    let (mut frames, mut faults) = (0, Vec::new());
    for (keys, there, gone) in STEPS {
        bench.send(keys);
        let is_done = |shown: &str| shown.contains(there) && !shown.contains(gone);
        bench.wait(&format!("{keys:?} on {}: {there}", kind.term), is_done);
        faults.extend(redrawn_otherwise(&bench).map(|what| format!("{keys:?}: {what}")));
        frames += 1;
    }
    let contents = bench.screen().contents();
    let circled = if kind.cells == 2 { STAND_IN } else { '①' };
    assert!(contents.contains(&format!("{circled}号塘")), "{contents}");
    bench.send("q");
    let left = bench.ended();
    faults.extend(kept(&left.sent));
    faults.extend((!left.is_cooked).then(|| "raw mode".to_owned()));
    faults.extend((!left.status.success()).then(|| format!("{:?}", left.status)));
    let (codings, unknown) = colours(&left.sent);
    faults.extend(unknown);
    if codings != BTreeSet::from_iter(kind.coding) {
        faults.push(format!("colours {codings:?}"));
    }
    (frames, faults)
}

/// What the screen shows is what it shows when all of it is drawn anew. An answer of the store may come
/// between the two: then the next two are the same.
fn redrawn_otherwise(bench: &Workbench) -> Option<String> {
    let mut first = None;
    for _ in 0..3 {
        let before = cells(&bench.screen());
        bench.redraw();
        let after = cells(&bench.screen());
        let differs = before.iter().zip(&after).position(|(before, after)| before != after)?;
        let place = format!("cell {differs}: {:?} is {:?}", before[differs], after[differs]);
        first.get_or_insert(place);
    }
    first
}

/// A terminal that can only print is spoken to in lines, and nothing of it has to be given back.
fn spoken_to(term: Option<&'static str>) -> Vec<String> {
    let variables = [("TERM", term), ("COLORTERM", Some("truecolor"))];
    let home = studio();
    let mut bench = Workbench::open_in(&home, &Setup { variables: &variables, ..Setup::default() });
    bench.wait_for("首页 >");
    bench.send("0\n");
    let left = bench.ended();
    let mut faults = kept(&left.sent);
    faults.extend(left.sent.contains(&0x1b).then(|| "an escape".to_owned()));
    faults.extend((!left.is_cooked).then(|| "raw mode".to_owned()));
    faults
}

fn row(kind: &Kind, frames: usize, faults: &[String]) -> String {
    let word = |value: Option<&'static str>| value.unwrap_or("-");
    let colours = kind.coding.map_or_else(|| "none".to_owned(), |it| format!("{it:?}"));
    let ambiguous = format!("{}{}", kind.cells, if kind.is_set { " (set)" } else { "" });
    let words =
        [kind.term, word(kind.no_color), word(kind.colorterm), kind.theme, &ambiguous, &colours];
    let back = if faults.is_empty() { "yes".to_owned() } else { faults.join("; ") };
    let widths = [15, 9, 10, 14, 9, 8];
    let padded = words.iter().zip(widths).map(|(word, width)| {
        let blanks = usize::saturating_sub(width, word.width());
        format!("{word}{} ", " ".repeat(blanks))
    });
    format!("{}{frames:>6}  {back}", padded.collect::<String>())
}

#[test]
fn every_terminal_shows_what_was_drawn_in_its_own_colours_and_is_given_back() {
    let next = Mutex::new(0..KINDS.len());
    let rows = Mutex::new(vec![(0, Vec::new()); KINDS.len()]);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some(at) = next.lock().unwrap().next() else { return };
                    let tried = tried(&KINDS[at]);
                    rows.lock().unwrap()[at] = tried;
                }
            });
        }
    });
    let rows = rows.into_inner().unwrap();
    println!(
        "TERM            NO_COLOR  COLORTERM  theme          ① cells   colours  frames  given back"
    );
    for (kind, (frames, faults)) in KINDS.iter().zip(&rows) {
        println!("{}", row(kind, *frames, faults));
    }
    for term in [Some("dumb"), Some(""), None] {
        let faults = spoken_to(term);
        let back = if faults.is_empty() { "yes".to_owned() } else { faults.join("; ") };
        println!("{:<51} in lines       -  {back}", term.unwrap_or("(not set)"));
        assert_eq!(back, "yes");
    }
    let frames: usize = rows.iter().map(|(frames, _)| frames).sum();
    let wrong = rows.iter().filter(|(_, faults)| !faults.is_empty()).count();
    println!("{} terminals with screens, {frames} frames, {wrong} wrong", KINDS.len());
    assert_eq!(wrong, 0);
}
