//! From a key to its whole frame on a pseudo-terminal, beside a bare table of ratatui in the same run.

use crate::effort::Effort;
use crate::process::{own, tanshi};
use crate::screen::Screen;
use crate::stores::Kept;
use crate::table::{Table, Times, of_millis, shown};
use std::time::Duration;

/// A key that nobody waits for, in milliseconds.
const KEY_AIM_MILLIS: f64 = 5.0;
/// What is looked for is there at the next frame of a screen, in milliseconds.
const FIRST_AIM_MILLIS: f64 = 16.0;
/// So many times an aim a usual key may take in the short form: it takes a fourth on a usual machine.
const MOST: f64 = 1.0;
/// Between two keys of somebody who types fast.
const PAUSE: Duration = Duration::from_millis(30);

pub(crate) fn measure(store: &Kept, effort: Effort, table: &mut Table) {
    for &size in effort.terminals {
        let is_small = size == effort.terminals[0];
        let names = |small, large| if is_small { small } else { large };
        let mut bare = Screen::start(&own(), &["bare-frames"], size);
        bare.frame_with(|text| text.contains("塘边村"));
        let floor = repeat(&mut bare, &[b"j"], effort.moves);
        table.put(
            names("bare table, 80×24, p50 / p99", "bare table, 200×60, p50 / p99"),
            both(&floor),
        );
        bare.end(b"q");

        let folder = store.folder.to_str().unwrap();
        let mut screen = Screen::start(tanshi(), &["--data", folder], size);
        let all = store.issues.to_string();
        screen.frame_with(|text| text.contains(&all));
        screen.settle(Duration::from_secs(2));
        let moves = repeat(&mut screen, &[b"j", b"j", b"j", b"k"], effort.moves);
        table.put(names("key to frame, move, 80×24", "key to frame, move, 200×60"), both(&moves));
        let pages = repeat(&mut screen, &[b"\x1b[6~", b"\x1b[6~", b"\x1b[5~"], effort.moves);
        table.put(names("… a page, 80×24", "… a page, 200×60"), both(&pages));
        let opened = opened(&mut screen, effort.moves / 4);
        table.put(names("… open an issue, 80×24", "… open an issue, 200×60"), both(&opened));
        let key = |times: &Times| of_millis(times.at(effort.percent), KEY_AIM_MILLIS);
        let first_of = |times: &Times| of_millis(times.at(effort.percent), FIRST_AIM_MILLIS);
        table.aim(names("move, of 5 ms, 80×24", "move, of 5 ms, 200×60"), key(&moves), MOST);
        table.aim(names("page, of 5 ms, 80×24", "page, of 5 ms, 200×60"), key(&pages), MOST);
        table.aim(names("open, of 5 ms, 80×24", "open, of 5 ms, 200×60"), key(&opened), MOST);
        if is_small {
            table.point("移动 p99 / move, p99", moves.at(99));
        }
        // Longer than anything takes that is found: a microsecond for each issue.
        let pause = Duration::from_millis(250) + Duration::from_micros(store.issues as u64);
        screen.key(b"/");
        screen.settle(pause);
        let typed: Vec<&[u8]> = vec![
            "停".as_bytes(),
            "车".as_bytes(),
            b"\x7f",
            b"\x7f",
            b"t",
            b"c",
            b"n",
            b"\x7f",
            b"\x7f",
            b"\x7f",
            b"7",
            b"0",
            b"4",
            b"\x7f",
            b"\x7f",
            b"\x7f",
        ];
        let [shown, first, last] = looked_for(&mut screen, &typed, (effort.looked_for, pause));
        table.put(
            names("… a key in the filter, 80×24", "… a key in the filter, 200×60"),
            both(&shown),
        );
        table.put(
            names("… the first issues found, 80×24", "… the first issues found, 200×60"),
            both(&first),
        );
        table.put(names("… all of them, 80×24", "… all of them, 200×60"), both(&last));
        table.aim(
            names("a key in the filter, of 5 ms, 80×24", "a key in the filter, of 5 ms, 200×60"),
            key(&shown),
            MOST,
        );
        table.aim(
            names("first issues found, of 16 ms, 80×24", "first issues found, of 16 ms, 200×60"),
            first_of(&first),
            MOST,
        );
        if is_small {
            table.point("筛选一键 / key in the filter", shown.at(50));
            table.point("筛选首批 / first found", first.at(50));
        }
        screen.key(b"\x1b");
        screen.settle(PAUSE);
        screen.key(b"g");
        screen.key(b"/");
        screen.settle(pause);
        let [shown, first, last] = looked_for(&mut screen, &typed, (effort.looked_for, pause));
        table.put(
            names("… a key on the search page, 80×24", "… a key on the search page, 200×60"),
            both(&shown),
        );
        table.put(names("… the first hits, 80×24", "… the first hits, 200×60"), both(&first));
        if is_small {
            table.point("搜索页首批 / first hits", first.at(50));
        }
        table
            .put(names("… all, full text too, 80×24", "… all, full text too, 200×60"), both(&last));
        table.aim(
            names("search key, of 5 ms, 80×24", "search key, of 5 ms, 200×60"),
            key(&shown),
            MOST,
        );
        table.aim(
            names("first hits, of 16 ms, 80×24", "first hits, of 16 ms, 200×60"),
            first_of(&first),
            MOST,
        );
        screen.key(b"\x1b");
        screen.settle(PAUSE);
        screen.key(b"\x1b");
        screen.settle(PAUSE);
        screen.end(b"q");
    }
}

/// Types these keys in turn; what each took.
fn repeat(screen: &mut Screen, keys: &[&[u8]], turns: usize) -> Times {
    let mut times = Vec::new();
    for key in keys.iter().cycle().take(turns) {
        times.push(screen.key(key));
        screen.settle(PAUSE);
    }
    Times::of(times)
}

/// Opens what is selected and leaves it again; what opening took.
fn opened(screen: &mut Screen, turns: usize) -> Times {
    let mut times = Vec::new();
    for _ in 0..turns {
        times.push(screen.key(b"\r"));
        screen.settle(PAUSE);
        screen.key(b"\x1b");
        screen.settle(PAUSE);
    }
    Times::of(times)
}

/// Types these keys in turn: how long it took until each was seen, until the first that it finds were, and
/// until all were. A key that finds what is shown already tells nothing of the first.
fn looked_for(
    screen: &mut Screen,
    keys: &[&[u8]],
    (turns, pause): (usize, Duration),
) -> [Times; 3] {
    let mut times: [Vec<Duration>; 3] = Default::default();
    for key in keys.iter().cycle().take(turns) {
        let before = list(&screen.contents());
        let frames = screen.frames(key, pause);
        let (last, shown) = frames.last().unwrap();
        let is_first = |shown: &str| {
            let rows = list(shown);
            let is_there = rows.iter().any(|row| row.contains(char::is_alphanumeric));
            rows != before && is_there
        };
        let first = frames.iter().find(|(_, shown)| is_first(shown)).map(|(at, _)| *at);
        // Where nothing is found, that is known at the end.
        let first = first.or_else(|| (list(shown) != before).then_some(*last));
        times[0].push(frames[0].0);
        times[1].extend(first);
        times[2].push(*last);
    }
    times.map(Times::of)
}

/// The rows of a screen that show what was found: below what was typed and what can be typed, above the keys.
/// While the rows of before are shown, the border has their number still, with `…` behind it.
fn list(shown: &str) -> Vec<String> {
    let rows: Vec<&str> = shown.lines().collect();
    let rows = rows.get(5..rows.len().saturating_sub(2)).unwrap_or_default();
    rows.iter().map(|row| row.replace(['─', '…', ' '], "")).collect()
}

fn both(times: &Times) -> String {
    format!("{} / {}", shown(times.at(50)), shown(times.at(99)))
}
