//! The whole program on a disk that fills up: it keeps running, says so, keeps what was typed, and saves it
//! when there is room again.

use crate::Plan;
use crate::table::{End, Row};

const WHAT: &str = "whole program on a full disk";

#[cfg(not(unix))]
pub(crate) fn run(_plan: Plan) -> Row {
    Row::skipped(WHAT, "no terminal of its own here")
}

#[cfg(unix)]
pub(crate) fn run(plan: Plan) -> Row {
    let mut row = Row::new(WHAT);
    for round in 0..plan.times(1, 200) {
        let folder = crate::work_folder();
        let Some(disk) = crate::power::Disk::make(folder.path(), IMAGE_BYTES) else {
            return Row::skipped(WHAT, "no loop mounts here");
        };
        let told = std::panic::catch_unwind(|| filled(&disk.mount_point));
        // The words of a panic are on the screen already.
        let ended = match told {
            Ok(()) => Ok(End::Told),
            Err(_shown) => Err("see above".to_owned()),
        };
        row.count(&format!("round {round}"), ended);
    }
    row
}

#[cfg(unix)]
const IMAGE_BYTES: u64 = 48 << 20;

#[cfg(unix)]
fn filled(disk: &std::path::Path) {
    use crate::window::{Home, IN_FORM, Workbench};

    let home = Home(tempfile::tempdir_in(disk).unwrap());
    home.json(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    home.json(&["settings", "set", "--my-studio", "ST"]);
    home.json(&["issue", "add", "市场周边停车难"]);
    let mut bench = Workbench::open(&home);
    bench.wait_for("市场周边停车难");
    let ballast = disk.join("ballast");
    let is_form = |shown: &str| shown.contains("┌ 登记议题");
    let mut titles = TITLES.iter();
    // There is room for a little in the last block of a file, and where something that found none is removed.
    let (title, saved) = loop {
        let title = titles.next().expect("a disk that is full takes no more");
        crate::full::fill_up(&ballast);
        // F4, the title, F9.
        bench.send("\x1bOS");
        bench.wait("the form", |shown| is_form(shown) && shown.contains(IN_FORM));
        bench.send(&format!("{title}\x13"));
        bench.wait("an answer", |shown| !is_form(shown) || shown.contains("磁盘已满"));
        if is_form(&bench.screen().contents()) {
            break (title, TITLES.len() - titles.len() - 1);
        }
    };
    // It answers, and what was typed is there still.
    bench.send("\x1b[B");
    bench.wait_for(title);
    std::fs::remove_file(&ballast).unwrap();
    bench.send("\x13");
    bench.wait("it is saved", |shown| !is_form(shown) && shown.contains(title));
    bench.quit();
    // The first, those that were saved all the same, and the one that waited for room.
    let there = home.json(&["issue", "list"])["issues"].as_array().unwrap().len();
    assert_eq!(there, 1 + saved + 1);
    assert_eq!(home.json(&["verify"])["whole"], true);
}

/// None like another, so that nothing is asked about them.
#[cfg(unix)]
const TITLES: [&str; 16] = [
    "路灯不亮",
    "桥面坑洼",
    "公交绕行",
    "飞线充电",
    "山塘清淤",
    "垃圾清运",
    "噪声扰民",
    "校门拥堵",
    "井盖缺失",
    "污水外溢",
    "加装电梯",
    "午后停水",
    "药品短缺",
    "围墙倾斜",
    "农药残留",
    "树木遮窗",
];
