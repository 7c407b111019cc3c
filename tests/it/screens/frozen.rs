//! At the keyboard: the figures, the rows behind one, a report that is frozen, something that is entered
//! later, and the frozen one run again.

use super::window::{Fill, Home, Workbench, label};
use tanshi::command::verb::Noun;

const ITEM: &str = "临水路段加装护栏";

#[test]
fn a_report_is_drilled_down_frozen_and_run_again_as_it_was() {
    let home = Home::new();
    for words in [
        &["studio", "add", "石潭镇委员工作室", "--code", "ST"][..],
        &["person", "add", "周明", "--side", "member"],
        &["settings", "set", "--me", "周明"],
        &["issue", "add", ITEM, "--submitted", "2023-02-01"],
    ] {
        home.json(words);
    }
    let mut bench = Workbench::open(&home);
    bench.wait_for(ITEM);
    bench.send("gr");
    bench.wait_for("委员参加（次）");
    bench.send("i");
    bench.wait_for("开展以来");
    bench.send("6");
    bench.wait("the interval", |shown| {
        shown.contains("2023-01-01至") && !shown.contains("正在统计")
    });
    // To the figures beside the totals, and down to the issues that were submitted.
    bench.send("\t\t");
    // The list of intervals names the same days: only now it is gone for sure, and all is counted.
    bench.wait("the details", |shown| shown.contains("[明细]") && !shown.contains("正在统计"));
    bench.send(&"\x1b[B".repeat(10));
    bench.send("\r");
    bench.wait_for("┌ 登记议题");
    bench.send("\r");
    bench.wait("the issue", |shown| shown.contains(ITEM) && !shown.contains("┌ 登记议题"));
    bench.send("\x1b");
    bench.wait_for("┌ 登记议题");
    bench.send("\x1b");
    bench.wait_for("委员参加（次）");
    bench.form("f", label(Noun::Settings, "freeze-report"), &[Fill::Skip]);
    bench.wait_for("冻结报表 1");
    bench.send("gw");
    bench.wait_for(ITEM);
    bench.form("a", label(Noun::Issue, "add"), &[Fill::Type("路灯不亮")]);
    bench.wait_for("路灯不亮");
    bench.send("gr");
    bench.wait("the figures", |shown| shown.contains("冻结报表 1") && !shown.contains("正在统计"));
    // On from the figures to the waiting times and the frozen reports.
    bench.send("\t\t");
    bench.wait_for("[冻结报表 1]");
    bench.send("\r");
    bench.wait("run again", |shown| shown.contains("结果一致") && shown.contains("新计入"));
    bench.send("\x1b");
    bench.wait("now", |shown| !shown.contains("结果一致"));
    bench.quit();
}
