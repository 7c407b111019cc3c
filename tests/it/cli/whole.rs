//! Everything out, and into an empty data folder: the same state, and work goes on.

use super::Desk;
use super::filled::Filled;
use super::json::{assert_described, described};
use std::fs;

/// A data folder with everything of an export.
fn brought(file: &std::path::Path) -> Desk {
    let desk = Desk::new();
    let told = desk.json(&["import", file.to_str().unwrap()]);
    assert_eq!(told["same_state"], true, "{told}");
    assert_described("import", &told, &described());
    desk
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().skip(1).collect()
}

#[test]
fn the_example_city_is_the_same_state_after_the_way_out_and_in() {
    let desk = Desk::new();
    let data = desk.data();
    desk.ok(&["demo", "--fill", data.to_str().unwrap()]);
    let file = desk.path().join("everything.jsonl");
    let told = desk.json(&["export", "-o", file.to_str().unwrap()]);
    assert_described("export", &told, &described());
    let there = brought(&file);
    assert_eq!(there.json(&["verify"])["state_sha256"], told["state_sha256"]);
    assert_eq!(there.json(&["doctor"])["state_sha256"], told["state_sha256"]);
    let again = there.ok(&["export"]);
    assert_eq!(lines(&again), lines(&fs::read_to_string(&file).unwrap()));
    let report = ["report", "--from", "2022-01-01", "--to", "2023-10-20"];
    assert_eq!(there.json(&report), desk.json(&report));
    // The day of the example is kept, and work goes on from there.
    let studios = there.json(&["studio", "list"]);
    let studio = studios["studios"][0]["code"].as_str().unwrap().to_owned();
    there.ok(&["issue", "add", "导入以后登记的议题", "--studio", &studio]);
    there.ok(&["undo"]);
    assert_eq!(there.fails(1, &["undo"]).lines().count(), 1, "what was brought is not undone");
}

#[test]
fn files_go_along_in_an_archive_and_numbers_given_later_are_new() {
    let filled = Filled::new();
    let photo = filled.desk.path().join("photo.jpg");
    fs::write(&photo, "like a photo").unwrap();
    let path = photo.to_str().unwrap();
    filled.desk.ok(&["issue", "attach", &filled.issue, "照片", "--file", path]);
    let file = filled.desk.path().join("everything.zip");
    let told = filled.desk.json(&["export", "-o", file.to_str().unwrap()]);
    assert_eq!(told["files"], 1);
    let there = brought(&file);
    assert_eq!(there.json(&["verify"])["files"], 1);
    assert_eq!(there.json(&["verify"])["whole"], true);
    let added = there.json(&["issue", "add", "新的议题", "--studio", "ST"]);
    let number = added["number"].as_str().unwrap_or_default().to_owned();
    let issues = there.json(&["issue", "list"]);
    let issues = issues["issues"].as_array().unwrap();
    let same = issues.iter().filter(|it| it["number"] == number.as_str()).count();
    assert!(same <= 1, "{number} was given twice");
    assert!(there.ok(&["issue", "show", &filled.issue]).contains("由导出文件导入"));
}

#[test]
fn an_export_without_its_files_says_so_and_can_be_rehearsed() {
    let filled = Filled::new();
    let file = filled.desk.path().join("everything.jsonl");
    let file = file.to_str().unwrap();
    filled.desk.ok(&["export", "-o", file]);
    let there = Desk::new();
    assert_eq!(there.json(&["import", file, "--dry-run"])["written"], false);
    assert!(!there.data().exists(), "a rehearsal makes nothing");
    let full = filled.desk.fails(1, &["import", file]);
    assert!(full.contains("--data"), "{full}");
    assert!(filled.desk.fails(1, &["import", file, "--dry-run"]).contains("--data"));
}

#[test]
fn a_file_that_was_changed_is_refused_whole() {
    let filled = Filled::new();
    let file = filled.desk.path().join("everything.jsonl");
    filled.desk.ok(&["export", "-o", file.to_str().unwrap()]);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("石潭中学", "石谭中学")).unwrap();
    let there = Desk::new();
    let told = there.fails(1, &["import", file.to_str().unwrap()]);
    assert!(told.contains("状态码"), "{told}");
    assert!(!there.data().exists());
}

#[cfg(unix)]
#[test]
fn an_export_and_the_internal_ledger_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let filled = Filled::new();
    let written = |words: &[&str], name: &str| {
        let file = filled.desk.path().join(name);
        let words: Vec<&str> =
            words.iter().copied().chain(["-o", file.to_str().unwrap()]).collect();
        filled.desk.ok(&words);
        fs::metadata(&file).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(written(&["export"], "all.jsonl"), 0o600);
    assert_eq!(written(&["export"], "all.zip"), 0o600);
    assert_eq!(written(&["export", "--ledger"], "台账.xlsx"), 0o600);
    assert_ne!(written(&["export", "--ledger", "--public"], "公开台账.xlsx"), 0o600);
}

#[test]
fn an_export_that_is_there_is_left_where_it_says_the_same_and_kept_where_not() {
    let filled = Filled::new();
    for name in ["all.jsonl", "all.zip"] {
        let file = filled.desk.path().join(name);
        let words = ["export", "-o", file.to_str().unwrap()];
        filled.desk.ok(&words);
        let before = fs::read(&file).unwrap();
        let output = filled.desk.run(&words);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8(output.stderr).unwrap().contains("内容一样"));
        filled.desk.ok(&["issue", "add", &format!("{name}以后"), "--studio", "ST"]);
        let told = filled.desk.fails(2, &words);
        assert!(told.contains(&format!("“{}”已经有了", file.display())), "{told}");
        assert_eq!(fs::read(&file).unwrap(), before);
        filled.desk.ok(&[&words[..], &["--yes"]].concat());
        assert_ne!(fs::read(&file).unwrap(), before);
    }
}
