//! The whole program at a size that no studio will reach, each figure beside what the machine can do in
//! the same run.
//!
//! ```text
//! cargo bench --bench scale                                        10,000 issues
//! TANSHI_ISSUES=10000,100000,1000000 cargo bench --bench scale     the long run
//! cargo bench --bench scale -- start keys saves work               some of it
//! cargo bench --bench scale -- short                               a minute or two, as CI runs it
//! TANSHI_PICTURE=assets/scale.svg cargo bench --bench scale        draws what things cost against the size
//! ```
//!
//! The second table says how many times an aim each figure is: 1 and less reaches it. The short form takes
//! fewer turns, looks at the usual time instead of the longest, and fails where a figure has left its aim far
//! behind: another machine is slower, and a tenth more work shows nowhere; several times as much does.
//!
//! A store is made once from a seed and kept beside what is built: 1,000,000 issues with 10 lines of the
//! record each take twenty minutes and 16 GB.
#![expect(
    clippy::disallowed_methods,
    clippy::exit,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a stop watch on a made-up district"
)]

#[path = "../../tests/common/crowd.rs"]
mod crowd;
mod effort;
mod floor;
mod keys;
mod picture;
mod process;
mod saves;
mod screen;
mod start;
mod stores;
mod table;
mod work;

use effort::Effort;
use table::Table;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["bare-open", folder] => return start::bare_open(folder.as_ref()),
        ["bare-frames"] => return floor::run(),
        _ => {}
    }
    let is_short = words.contains(&"short");
    let effort = if is_short { Effort::SHORT } else { Effort::WHOLE };
    let words: Vec<&str> = words.into_iter().filter(|it| *it != "short").collect();
    let sizes = std::env::var("TANSHI_ISSUES").unwrap_or_else(|_| "10000".to_owned());
    let wanted = |name: &str| words.is_empty() || words.contains(&name);
    let mut table = Table::default();
    for issues in sizes.split(',').map(|it| it.trim().parse().unwrap()) {
        let store = stores::kept(issues);
        table.begin(issues);
        if wanted("start") {
            start::measure(&store, effort, &mut table);
        }
        if wanted("keys") {
            keys::measure(&store, effort, &mut table);
        }
        if wanted("saves") {
            saves::measure(&store, effort, &mut table);
        }
        if wanted("work") {
            work::measure(&store, &mut table);
        }
    }
    table.print();
    if let Some(file) = std::env::var_os("TANSHI_PICTURE") {
        // Benches run in the folder of the package.
        table.draw(file.as_ref());
    }
    if is_short && table.tell_far_behind() {
        std::process::exit(1);
    }
}
