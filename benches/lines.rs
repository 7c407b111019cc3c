//! How long a line of the record takes to be read while it is typed, and what could be meant at the
//! caret to be found, among 2,000 people and 60 departments.
//!
//! ```text
//! cargo bench --bench lines
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a stop watch on a made-up district"
)]

#[path = "../tests/common/crowd.rs"]
mod crowd;

use crowd::{Size, crowd};
use std::hint::black_box;
use std::time::Instant;
use tanshi::command::Catalog;
use tanshi::command::grammar::{Ground, Names, complete, read};
use tanshi::domain::calendar::Calendar;
use tanshi::i18n::Lang;

const ROUNDS: u32 = 2_000;

fn main() {
    let world = crowd(Size { studios: 20, people: 2_000, departments: 60, ..Size::of(1_000) });
    let catalog = Catalog::of(&world);
    let begun = Instant::now();
    let mut names = Names::of(&catalog);
    println!("{:46} {:9.1} µs", "names of the district", begun.elapsed().as_secs_f64() * 1e6);
    let begun = Instant::now();
    names.update(&catalog);
    println!("{:46} {:9.1} µs", "the same again, nothing new", begun.elapsed().as_secs_f64() * 1e6);
    let calendar = Calendar::built_in();
    let session = world.sessions().next().unwrap();
    let ground = Ground::of(&names, session, world.studio(session.facts.studio), &calendar);
    let sentence = "我们会后就去现场看，能在汛期前做完的先做，做不完的列出清单，";
    let long: String = sentence.chars().cycle().take(160).collect();
    let promise =
        "由第3城市管理和综合执法局负责，第7城市管理和综合执法局配合，6月30日前装好，投入10万余元";
    for (what, line) in [
        ("a statement of 200 characters", format!("说 @王建国甲 {long}")),
        ("a commitment of 200 characters", format!("诺 @ljg #1 {promise}，{long} +热点")),
        ("the same with nobody of that name", format!("诺 @xqzw {promise}，{long} +热点")),
        ("twenty names", format!("说 {}", "请@ljg和@王建国、".repeat(10))),
        ("200 marks", format!("诺 {}", "@a ".repeat(66))),
        ("200 numerals", format!("诺 {}", "一月".repeat(100))),
        ("200 digits", format!("诺 {}", "2月3".repeat(66))),
        ("English", format!("c: {}", "by the end of in within by ".repeat(8))),
    ] {
        time(what, || drop(black_box(read(black_box(&line), &ground))));
    }
    for typed in ["@", "@l", "@ljg", "@xqzw", "#", "#tc"] {
        let what = format!("what could be meant by {typed}");
        time(&what, || {
            drop(black_box(complete(black_box(typed), typed.len(), Lang::Zh, &ground)));
        });
    }
}

/// Tells how long one round takes on average.
fn time(what: &str, mut round: impl FnMut()) {
    round();
    let begun = Instant::now();
    for _ in 0..ROUNDS {
        round();
    }
    println!("{what:46} {:9.1} µs", begun.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS));
}
