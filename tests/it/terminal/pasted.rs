//! A megabyte comes at once: pasted, or as keys from a terminal that knows no pastes.

#![expect(clippy::disallowed_methods, reason = "how long it takes is measured")]

use super::homes::{TITLE, live, studio};
use super::sent::kept;
use crate::screens::window::{Home, IN_FORM, Left, Workbench};
use rustix::process::Signal;
use std::time::Instant;

const BYTES: usize = 1 << 20;

/// A letter that somebody has copied from anywhere: line breaks, escapes, NUL, keys that would do something,
/// and bytes that are no UTF-8.
fn letter() -> Vec<u8> {
    const PIECES: [&[u8]; 7] = [
        "市场周边停车难，夜里更难。\r\n".as_bytes(),
        b"\x1b[2J\x1b]0;title\x07\x1b[?1049l\x1b[31m",
        "请尽快“处理”。\n\t".as_bytes(),
        b"\x00\x01\x03\x1a\x7f",
        b"qqZZ:q\r\x13\x18\x1bOQ",
        b"\xff\xfe\xe5\x81",
        "①号塘—污水外溢👨‍👩‍👧\u{202e}".as_bytes(),
    ];
    PIECES.iter().cycle().copied().flatten().copied().take(BYTES).collect()
}

/// A place that a text can be pasted at.
struct Place {
    name: &'static str,
    /// The keys that lead there, and what is shown then.
    keys: &'static str,
    shown: &'static str,
    /// What tells that not all of it is taken.
    told: &'static str,
    is_live: bool,
}

const fn place(
    name: &'static str,
    (keys, shown): (&'static str, &'static str),
    told: &'static str,
) -> Place {
    Place { name, keys, shown, told, is_live: false }
}

const PLACES: [Place; 8] = [
    place("list", ("", TITLE), "这里不能粘贴"),
    place("page", ("\r", "什么也不缺"), "这里不能粘贴"),
    place("filter", ("/", "不改筛选"), "最多 200 字"),
    place("menu", ("\x1bOQ", "要做什么"), "最多 200 字"),
    place("search page", ("g/", "查找"), "最多 120 字"),
    place("title", ("a", IN_FORM), "最多 100000 字"),
    place("long text", ("a\t\t", IN_FORM), "最多 100000 字"),
    Place { is_live: true, ..place("live line", ("gf", "F12"), "最多 5000 字") },
];

impl Place {
    fn home(&self) -> Home {
        if self.is_live { live() } else { studio() }
    }

    fn open(&self, home: &Home) -> Workbench {
        let mut bench = Workbench::open(home);
        bench.wait_for(TITLE);
        bench.send(self.keys);
        bench.wait_for(self.shown);
        bench
    }
}

/// Nothing of the letter was done, and nothing of it went out as what it says.
fn assert_harmless(home: &Home, left: &Left, name: &str) {
    assert!(left.status.success(), "{name}: {:?}", left.status);
    assert_eq!(kept(&left.sent), Vec::<String>::new(), "{name}");
    let sent = String::from_utf8_lossy(&left.sent);
    for escape in ["\x1b]0;", "\x1b[31m", "\u{0}", "\u{202e}", "\u{7f}"] {
        assert!(!sent.contains(escape), "{name}: {escape:?}");
    }
    // Once to be drawn anew, once at the end.
    assert_eq!(sent.matches("\x1b[?1049l").count(), 2, "{name}");
    let issues = home.json(&["issue", "list"])["issues"].as_array().unwrap().len();
    assert_eq!(issues, 3, "{name}");
}

#[test]
fn a_pasted_megabyte_is_a_text_wherever_it_comes_and_too_much_of_it_is_told() {
    let letter = letter();
    for place in PLACES {
        let home = place.home();
        let mut bench = place.open(&home);
        let began = Instant::now();
        bench.send_bytes(b"\x1b[200~");
        bench.send_bytes(&letter);
        bench.send_bytes(b"\x1b[201~");
        bench.wait_for(place.told);
        let told = began.elapsed();
        bench.redraw();
        println!(
            "1 MiB pasted, {:<12} told after {told:.1?}, drawn anew after {:.1?}",
            place.name,
            began.elapsed()
        );
        bench.signal(Signal::TERM);
        assert_harmless(&home, &bench.ended(), place.name);
    }
}

/// How much comes as keys; a build for tests takes a megabyte in, but not soon: `TANSHI_FLOOD=1048576`.
fn flood_bytes() -> usize {
    std::env::var("TANSHI_FLOOD").ok().and_then(|bytes| bytes.parse().ok()).unwrap_or(64 << 10)
}

#[test]
fn a_flood_of_keys_is_taken_in_and_the_screen_answers() {
    let bytes = flood_bytes();
    let keys: String = "市场周边停车难，夜里更难。".chars().cycle().take(bytes / 3).collect();
    for place in PLACES {
        let home = place.home();
        let mut bench = place.open(&home);
        let began = Instant::now();
        bench.send(&keys);
        let sent = began.elapsed();
        bench.redraw();
        println!(
            "{bytes} bytes of keys, {:<12} sent after {sent:.1?}, drawn anew after {:.1?}",
            place.name,
            began.elapsed()
        );
        bench.signal(Signal::TERM);
        assert_harmless(&home, &bench.ended(), place.name);
    }
}
