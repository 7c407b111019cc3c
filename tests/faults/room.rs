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
    crate::full::fill_up(&ballast);
    // F4, the title, F9.
    bench.send("\x1bOS");
    bench.wait("the form", |shown| shown.contains("┌ 登记议题") && shown.contains(IN_FORM));
    bench.send("路灯不亮\x13");
    bench.wait_for("磁盘已满");
    // It answers, and what was typed is there still.
    bench.send("\x1b[B");
    bench.wait_for("路灯不亮");
    std::fs::remove_file(&ballast).unwrap();
    bench.send("\x13");
    bench.wait("it is saved", |shown| !shown.contains("┌ 登记议题") && shown.contains("路灯不亮"));
    bench.quit();
    assert_eq!(home.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 2);
    assert_eq!(home.json(&["verify"])["whole"], true);
}
