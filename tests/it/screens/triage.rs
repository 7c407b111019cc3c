//! The backlog in a pseudo-terminal: what presses today, merging and parting, several at once.

use super::window::Fill::Type;
use super::window::{Home, IN_FORM, Workbench};
use serde_json::Value;
use std::cell::Cell;

const TITLES: [&str; 3] = ["路灯不亮", "路灯坏了没人修", "停车难"];

/// A store with three issues of long ago that nobody has accepted.
fn stored() -> Home {
    let home = Home::new();
    home.json(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    home.json(&["person", "add", "周明", "--side", "member"]);
    home.json(&["settings", "set", "--my-studio", "ST", "--me", "周明"]);
    for (title, raiser) in TITLES.into_iter().zip(["李某某", "王某某", "张某某"]) {
        let words = ["issue", "add", title, "--submitted", "2023-02-01", "--raiser", raiser];
        home.json(&words);
    }
    home
}

fn issues(home: &Home) -> Vec<Value> {
    home.json(&["issue", "list"])["issues"].as_array().unwrap().clone()
}

#[test]
fn today_shows_what_presses_and_is_worked_off_by_its_key() {
    let home = stored();
    let mut bench = Workbench::open(&home);
    bench.wait_for(TITLES[0]);
    bench.send("gy");
    bench.wait_for("久等 3 件");
    bench.form("n", "受理", &[]);
    bench.wait_for("久等 2 件");
    // A thing is opened, and the page is there again behind it.
    bench.send("\r");
    bench.wait_for("┌ 议题详情 · ");
    bench.send("\x1b");
    bench.wait_for("久等 2 件");
    // All that are left are accepted at once.
    bench.send("\x01");
    bench.wait_for("已标记 2");
    bench.send("A");
    bench.wait("the form", |shown| shown.contains("┌ 受理") && shown.contains(IN_FORM));
    bench.send("\x13");
    bench.wait_for("受理 2 件");
    bench.send("\r");
    bench.wait_for("今天没有要催");
    bench.quit();
    assert!(issues(&home).iter().all(|it| it["accepted"] == true));
}

#[test]
fn what_is_done_to_several_is_undone_by_one_key() {
    let home = stored();
    let before = issues(&home);
    let mut bench = Workbench::open(&home);
    bench.wait_for(TITLES[0]);
    bench.send("  ");
    bench.wait_for("已标记 2");
    bench.send("bt");
    bench.wait("the form", |shown| shown.contains("已标记的 2 件议题") && shown.contains(IN_FORM));
    bench.send("1\t重点\x13");
    bench.wait_for("类别和标签 2 件");
    bench.send("\r");
    bench.wait("it is saved", |shown| shown.contains("共 2 件") && !shown.contains("已标记"));
    bench.send("z");
    bench.wait_for("已撤销：类别和标签，共 2 件");
    bench.quit();
    assert_eq!(issues(&home), before);
}

#[test]
fn issues_are_merged_into_one_of_them_and_taken_out_again() {
    let home = stored();
    let before = issues(&home);
    let root = before[0]["number"].as_str().unwrap().to_owned();
    let mut bench = Workbench::open(&home);
    bench.wait_for(TITLES[0]);
    bench.send(",n");
    bench.send("\x1b[H  ");
    bench.wait_for("已标记 2");
    // The oldest of them is proposed as the one that the others go into.
    bench.send("xm");
    bench.wait("the form", |shown| shown.contains("┌ 并案") && shown.contains(&root));
    bench.send("同一件事\x13");
    bench.wait_for("并案 1 件");
    bench.send("\r");
    bench.wait_for("〔并入 1 件〕");
    bench.send("\x1b[H\r");
    // The cursor goes down to what was merged; a key takes it out again. The way is read off the very
    // screen that was waited for: the next moment another may be half drawn.
    let way = Cell::new(0);
    bench.wait("lineage", |shown| {
        let line = |words: &str| shown.lines().position(|line| line.contains(words));
        let Some((top, at)) = line("已提交").zip(line(TITLES[1])) else { return false };
        way.set(at - top);
        shown.contains("并入 1 件") && shown.contains("并入的议题：王某某")
    });
    bench.send(&"j".repeat(way.get()));
    bench.send("\r");
    bench.wait("the one that was merged", |shown| {
        shown.contains(&format!("┌ 议题详情 · {}", TITLES[1])) && shown.contains(TITLES[0])
    });
    bench.send("\x1b");
    bench.wait_for("并入 1 件");
    bench.form("xt", "恢复办理", &[Type("不是一件事")]);
    bench.wait("parted", |shown| !shown.contains("并入 1 件"));
    bench.send("\x1b");
    bench.wait_for(TITLES[2]);
    bench.quit();
    assert_eq!(issues(&home), before);
}
