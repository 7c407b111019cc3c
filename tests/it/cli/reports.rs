//! Reports: divided, down to the rows of a cell; frozen, and run again whatever came later; as files.

use super::Desk;
use serde_json::Value;

const YEAR: [&str; 4] = ["--from", "2023-01-01", "--to", "2023-12-31"];

/// A studio with an issue that was accepted and consulted.
fn desk() -> Desk {
    let desk = Desk::new();
    for words in [
        &["studio", "add", "石潭镇委员工作室", "--code", "ST", "--district", "湘潭县"][..],
        &["person", "add", "周明", "--side", "member"],
        &["department", "add", "住建局"],
        &["settings", "set", "--me", "周明"],
        &["issue", "add", "护栏", "--submitted", "2023-02-01", "--category", "livelihood"],
        &["issue", "accept", "护栏", "--on", "2023-02-05"],
        &["session", "plan", "护栏协商", "--on", "2023-05-20", "--agenda", "护栏"],
        &["session", "attend", "护栏协商", "周明", "--class", "member"],
        &["session", "held", "护栏协商"],
    ] {
        desk.ok(words);
    }
    desk
}

fn report(desk: &Desk, more: &[&str]) -> Value {
    let words: Vec<&str> = ["report"].iter().chain(&YEAR).chain(more).copied().collect();
    desk.json(&words)
}

#[test]
fn a_cell_lists_exactly_as_many_rows_as_its_figure_says() {
    let desk = desk();
    for (by, cell, key) in [
        ("district", "湘潭县", "sessions"),
        ("studio", "石潭镇委员工作室", "member_attendances"),
        ("month", "2023-02", "submitted"),
        ("month", "2023年2月", "submitted"),
        ("category", "温度", "submitted"),
        ("source", "unknown", "submitted"),
    ] {
        let rows = report(&desk, &["--by", by, "--in", cell, "--rows", key]);
        assert_eq!((&rows["count"], &rows["figure"]), (&1.into(), &key.into()), "{by} {cell}");
        assert_eq!(rows["rows"].as_array().unwrap().len(), 1);
    }
    let by = report(&desk, &["--by", "month"]);
    let cells = by["by"]["cells"].as_array().unwrap();
    let names: Vec<&str> = cells.iter().map(|it| it["cell"].as_str().unwrap()).collect();
    assert_eq!(names[..4], ["2023-02", "2023-03", "2023-04", "2023-05"]);
    assert_eq!(cells[3]["totals"]["sessions"], 1);
    assert_eq!(by["medians"]["submitted_accepted"]["median_days"], 4.0);
    assert_eq!(by["rates"]["resolution"]["whole"], by["figures"]["consulted"]);
    let days = report(&desk, &["--rows", "submitted_accepted"]);
    assert_eq!(days["rows"][0]["days"], 4);
    let said =
        desk.fails(2, &["report", "--by", "district", "--in", "雨湖区", "--rows", "sessions"]);
    assert!(said.contains("湘潭县"), "{said}");
}

#[test]
fn a_frozen_report_runs_again_as_it_was_and_tells_what_moved_since() {
    let desk = desk();
    let words: Vec<&str> = ["report", "--freeze", "半年报"].iter().chain(&YEAR).copied().collect();
    desk.ok(&words);
    let then = report(&desk, &[]);
    desk.ok(&["issue", "add", "路灯", "--submitted", "2023-03-01"]);
    desk.ok(&["session", "undo-close", "护栏协商"]);
    let again = desk.json(&["report", "--frozen", "半年报"]);
    assert_eq!(again["frozen"]["again"], "same");
    for part in ["totals", "figures", "rates", "medians", "from", "to", "cut_off"] {
        assert_eq!(again[part], then[part], "{part}");
    }
    assert_ne!(report(&desk, &[])["totals"], then["totals"]);
    let compared = desk.json(&["report", "--frozen", "半年报", "--compare"]);
    let moved = |figure: &str| {
        let rows = compared["moved"].as_array().unwrap();
        let row = rows.iter().find(|it| it["figure"] == figure).unwrap();
        (row["moved"].as_str().unwrap().to_owned(), row["reason"].as_str().unwrap().to_owned())
    };
    assert_eq!(moved("submitted"), ("came".into(), "later_entry".into()));
    assert_eq!(moved("sessions"), ("went".into(), "correction".into()));
    let told = desk.ok(&["report", "--frozen", "半年报", "--compare"]);
    assert!(told.contains("路灯") && told.contains("后来登记"), "{told}");
    assert!(desk.ok(&["report", "--frozen"]).contains("半年报"));
}

#[test]
fn freezing_is_undone_like_anything_else_and_a_name_is_given_once() {
    let desk = desk();
    desk.ok(&["report", "--freeze", "一季度"]);
    let said = desk.fails(1, &["report", "--freeze", "一季度"]);
    assert!(said.contains("同名"), "{said}");
    desk.ok(&["undo"]);
    let said = desk.fails(2, &["report", "--frozen", "一季度"]);
    assert!(said.contains("--freeze"), "{said}");
    desk.ok(&["redo"]);
    assert_eq!(desk.json(&["report", "--frozen", "一季度"])["frozen"]["again"], "same");
    desk.ok(&["report", "--drop", "一季度"]);
    assert_eq!(desk.json(&["report", "--frozen"])["frozen"], Value::Array(Vec::new()));
}

#[test]
fn a_report_is_written_as_a_workbook_word_markdown_and_text_with_its_rules() {
    let desk = desk();
    for ending in ["xlsx", "docx", "md", "txt"] {
        let path = desk.path().join(format!("统计.{ending}"));
        let words = ["report", "--by", "studio", "-o", path.to_str().unwrap()];
        let words: Vec<&str> = words.iter().chain(&YEAR).copied().collect();
        desk.ok(&words);
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.is_empty());
        if matches!(ending, "md" | "txt") {
            let text = String::from_utf8(bytes).unwrap();
            for words in ["协商议事会", "联合召开的计一场", "石潭镇委员工作室", "满意率"]
            {
                assert!(text.contains(words), "{ending}: {words}");
            }
        }
    }
    let said = desk.fails(2, &["report", "-o", "统计.pdf"]);
    assert!(said.contains(".xlsx"), "{said}");
}

/// Copies a folder with all that is in it.
fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn a_copy_of_the_data_still_runs_a_frozen_report_also_after_it_went_on_there() {
    let desk = desk();
    desk.ok(&["report", "--freeze", "半年报"]);
    let then = desk.json(&["report", "--frozen", "半年报"]);
    let elsewhere = Desk::new();
    copy(&desk.data(), &elsewhere.data());
    for _ in 0..2 {
        let again = elsewhere.json(&["report", "--frozen", "半年报"]);
        assert_eq!(again["frozen"], then["frozen"]);
        assert_eq!(again["totals"], then["totals"]);
        elsewhere.ok(&["issue", "add", "路灯", "--submitted", "2023-03-01"]);
    }
}

#[test]
fn an_interval_that_begins_after_today_says_that_its_end_is_missing() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    for call in [&["report"][..], &["export", "--ledger", "-o", "x.csv"]] {
        let told = desk.fails(2, &[call, &["--from", "2190-01-01"]].concat());
        assert!(told.contains("请用 --to 写明到哪一天"), "{told}");
        let ends = ["--from", "2190-01-01", "--to", "2180-01-01"];
        assert!(desk.fails(2, &[call, &ends].concat()).contains("请交换"), "{call:?}");
    }
}
