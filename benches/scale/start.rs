//! From the start of the process to the first frame that shows issues, beside the bare opening of the
//! same sled store.

use crate::effort::Effort;
use crate::process::{own, resident_kib, tanshi};
use crate::screen::Screen;
use crate::stores::Kept;
use crate::table::{Table, Times, shown};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tanshi::store::port::Rows;
use tanshi::store::sled::SledRows;

/// As the program opens it.
const CACHE_BYTES: u64 = 64 << 20;
/// What every issue of the crowd has in its title.
pub(crate) const TITLE_MARK: &str = "（";

/// Opens the rows and nothing else, says how large that made the process, and leaves.
pub(crate) fn bare_open(folder: &Path) {
    let rows = SledRows::open(&folder.join("sled"), CACHE_BYTES).unwrap();
    assert!(rows.summary().unwrap().is_some());
    println!("{}", resident_kib(std::process::id()));
    // Closing is not opening.
    std::process::exit(0);
}

pub(crate) fn measure(store: &Kept, effort: Effort, table: &mut Table) {
    let (mut ours, mut whole, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    let (mut own_kib, mut bare_kib) = (Vec::new(), Vec::new());
    for _ in 0..effort.starts {
        let begun = Instant::now();
        let folder = store.folder.to_str().unwrap();
        let output = Command::new(own()).args(["bare-open", folder]).output().unwrap();
        bare.push(begun.elapsed());
        let told = String::from_utf8(output.stdout).unwrap();
        bare_kib.push(told.trim().parse::<u64>().unwrap());
        let mut screen = Screen::start(tanshi(), &["--data", folder], (80, 24));
        ours.push(screen.frame_with(|text| text.contains(TITLE_MARK)));
        let all = counted(store.issues);
        whole.push(screen.frame_with(|text| text.contains(&all)));
        screen.settle(Duration::from_millis(400));
        own_kib.push(resident_kib(screen.process()));
        screen.end(b"q");
    }
    let (ours, whole, bare) = (Times::of(ours), Times::of(whole), Times::of(bare));
    table.put("bare open of the sled store, p50", shown(bare.at(50)));
    table.put("start to the first frame with issues, p50", shown(ours.at(50)));
    table.put("… and p90", shown(ours.at(90)));
    table.point("只打开数据 / bare open", bare.at(50));
    table.point("第一屏 / first frame", ours.at(50));
    let aim = bare.at(50).mul_f64(1.2) + Duration::from_millis(20);
    let times = ours.at(50).as_secs_f64() / aim.as_secs_f64();
    table.aim("first frame, of 1.2 × bare open + 20 ms", times, 4.0);
    table.put("start to everything read, p50", shown(whole.at(50)));
    let middle = |mut kib: Vec<u64>| {
        kib.sort_unstable();
        kib[kib.len() / 2]
    };
    let (own_kib, bare_kib) = (middle(own_kib), middle(bare_kib));
    table.put("resident when everything is read", format!("{} MiB", own_kib >> 10));
    table.put("resident with the bare store", format!("{} MiB", bare_kib >> 10));
    let beyond = u32::try_from(own_kib.saturating_sub(bare_kib)).unwrap();
    let each = f64::from(beyond) * 1_024.0 / f64::from(u32::try_from(store.issues).unwrap());
    table.put("memory for each issue beyond that", format!("{each:.0} bytes"));
    // At 10,000 the program itself is most of it.
    table.aim("memory for each issue, of 400 bytes", each / 400.0, 15.0);
}

/// A number as the screens write it.
fn counted(number: usize) -> String {
    number.to_string()
}
