//! JSON: every field that is printed is described, and what is not known is null.

use super::Desk;
use super::filled::Filled;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The fields that the document describes, by the object that has them.
pub(crate) fn described() -> BTreeMap<String, BTreeSet<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/docs/json.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut object = String::new();
    for line in text.lines() {
        let quoted = |line: &str| line.split('`').nth(1).unwrap_or_default().to_owned();
        if line.starts_with("## `") {
            object = quoted(line);
        } else if line.starts_with("| `") {
            fields.entry(object.clone()).or_default().insert(quoted(line));
        }
    }
    fields
}

/// What else an object has beside its own fields.
const ALSO: [(&str, &str); 33] = [
    ("studio", "studios"),
    ("person", "people"),
    ("department", "departments"),
    ("issue", "issues"),
    ("session", "sessions"),
    ("commitment", "commitments"),
    ("commitment_list", "commitment"),
    ("commitment_list", "commitments"),
    ("submitted_accepted", "wait"),
    ("submitted_consulted", "wait"),
    ("submitted_resolved", "wait"),
    ("committed_completed", "wait"),
    ("completed_late", "wait"),
    ("overdue", "wait"),
    ("satisfaction", "rate"),
    ("resolution", "rate"),
    ("apart", "figures"),
    ("surplus", "figures"),
    ("surplus", "totals"),
    ("then", "report"),
    ("now", "report"),
    ("row", "rows"),
    ("undone", "events"),
    ("redone", "events"),
    ("columns", "column"),
    ("counts", "row_counts"),
    ("rows", "table_row"),
    ("unread_sheets", "unread_sheet"),
    ("added_names", "added_name"),
    ("near_names", "near_name"),
    ("reasons", "row_reason"),
    ("differences", "row_difference"),
    ("faults", "config_fault"),
];

/// Holds every object below a value against the document.
pub(crate) fn assert_described(
    name: &str,
    value: &Value,
    known: &BTreeMap<String, BTreeSet<String>>,
) {
    match value {
        Value::Object(fields) => {
            let own = std::iter::once(name);
            let also = ALSO.iter().filter(|(it, _)| *it == name).map(|(_, other)| *other);
            let allowed: BTreeSet<&String> =
                own.chain(also).filter_map(|object| known.get(object)).flatten().collect();
            for (key, inner) in fields {
                assert!(allowed.contains(key), "{key} of {name} is not described");
                assert_ne!(inner, "", "{key} of {name} is an empty text, not null");
                assert_described(key, inner, known);
            }
        }
        Value::Array(values) => values.iter().for_each(|it| assert_described(name, it, known)),
        _ => {}
    }
}

#[test]
fn every_field_that_is_printed_is_described() {
    let filled = Filled::new();
    let (desk, known) = (&filled.desk, described());
    let photo = desk.path().join("照片.jpg");
    std::fs::write(&photo, "x").unwrap();
    desk.ok(&["issue", "attach", &filled.issue, "现场", "--file", photo.to_str().unwrap()]);
    desk.ok(&["session", "edit-line", &filled.session, "1", "能否在五月前装好？"]);
    let commitment = format!("{}/1", filled.issue);
    let next = filled.with_next_session();
    for words in [
        &["issue", "show", &filled.issue][..],
        &["issue", "show", &filled.referred],
        &["issue", "show", &filled.served],
        &["session", "show", &filled.session],
        &["session", "show", &next],
        &["session", "offers", &next, "--all"],
        &["commitment", "show", &commitment],
        &["studio", "show", "ST"],
        &["person", "show", "周明"],
        &["department", "show", "水利"],
        &["settings", "show"],
        &["today"],
        &["issue", "list"],
        &["session", "list"],
        &["commitment", "list"],
        &["studio", "list"],
        &["person", "list"],
        &["department", "list"],
    ] {
        for (name, value) in desk.json(words).as_object().unwrap() {
            assert_described(name, value, &known);
        }
    }
    let report =
        |more: &[&'static str]| desk.json(&[&["report", "--from", "2023-01-01"], more].concat());
    assert_described("report", &report(&[]), &known);
    for figure in ["studios", "sessions", "resolved", "member_attendances", "public_attendances"] {
        assert_described("report", &report(&["--rows", figure]), &known);
    }
    for dimension in ["studio", "district", "department", "category", "source", "month"] {
        assert_described("report", &report(&["--by", dimension]), &known);
    }
    for wait in ["submitted_accepted", "committed_completed"] {
        assert_described("report", &report(&["--rows", wait]), &known);
    }
    assert_described("report", &report(&["--freeze", "年报"]), &known);
    desk.ok(&["issue", "add", "路灯不亮", "--studio", "ST", "--submitted", "2023-03-01"]);
    assert_described("report", &desk.json(&["report", "--frozen", "年报"]), &known);
    assert_described("report", &desk.json(&["report", "--frozen"]), &known);
    let compared = desk.json(&["report", "--frozen", "年报", "--compare"]);
    assert_described("compared", &compared, &known);
    assert_described("verb", &desk.json(&["department", "add", "民政局"]), &known);
    assert_described("verb", &desk.json(&["undo"]), &known);
    assert_described("verb", &desk.json(&["redo"]), &known);
    assert_described("verify", &desk.json(&["verify"]), &known);
    assert_described("doctor", &desk.json(&["doctor"]), &known);
    let path = desk.path().join("台账.csv");
    let rows =
        "编号,工作室,议题,登记日期,天气,\nXT-1,ST,停车难,2023-03-01,晴,\nXT-2,ST,,2023-13-01,,\n";
    std::fs::write(&path, rows).unwrap();
    let path = path.to_str().unwrap();
    assert_described("import_table", &desk.json(&["import", path, "--good-rows"]), &known);
    std::fs::write(path, rows.replace("停车难", "停车更难")).unwrap();
    let told = desk.json(&["import", path, "--dry-run", "--good-rows", "--all"]);
    assert_eq!((&told["counts"]["conflict"], &told["counts"]["refused"]), (&1.into(), &1.into()));
    assert_described("import_table", &told, &known);
    std::fs::write(path, "工作室,议题,诉求人\nST,井盖,Agnes Thorly\nST,路灯,Agnes Thorley\n")
        .unwrap();
    let near = desk.json(&["import", path, "--dry-run"]);
    assert_eq!(near["near_names"][0]["like"][0]["line"], 2, "{near}");
    assert_described("import_table", &near, &known);
    std::fs::write(path, rows.replace("停车难", "停车更难")).unwrap();
    let told = desk.fails(1, &["import", path, "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["error"]["rows"].as_array().unwrap().len(), 2);
    assert_described("error", &told["error"], &known);
    let told = desk.fails(1, &["issue", "resolve", &filled.issue, "--json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_described("error", &told["error"], &known);
}

#[test]
fn what_is_not_known_is_null_and_numbers_are_numbers() {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "甲", "--code", "A"]);
    desk.ok(&["department", "add", "水利局"]);
    desk.ok(&["issue", "add", "路灯不亮"]);
    let studio = &desk.json(&["studio", "show", "A"])["studio"];
    assert_eq!((&studio["source"], &studio["note"]), (&Value::Null, &Value::Null));
    assert_eq!(studio["members"], Value::Array(Vec::new()));
    assert_eq!(desk.json(&["department", "list"])["departments"][0]["short"], Value::Null);
    assert_eq!(desk.json(&["issue", "list"])["issues"][0]["place"], Value::Null);
    let settings = &desk.json(&["settings", "show"])["settings"];
    assert_eq!(settings["deadlines"]["handling_days"], 30);
    let filled = Filled::new();
    let studio = &filled.desk.json(&["studio", "show", "ST"])["studio"];
    assert_eq!(studio["source"], "会议档案 2023 年第 1 卷");
    assert_eq!(studio["members"].as_array().unwrap().len(), 1);
}

#[test]
fn what_opening_had_to_say_is_a_line_of_json_too() {
    let filled = Filled::new();
    let copy = filled.desk.path().join("copy");
    copy_folder(&filled.desk.data(), &copy);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tanshi"));
    let words = ["issue", "list", "--json", "--lang", "zh", "--data"];
    let done = command.args(words).arg(&copy).output().unwrap();
    let told = String::from_utf8(done.stderr).unwrap();
    let notice = |line: &str| serde_json::from_str::<Value>(line).unwrap()["notice"].clone();
    let notices: Vec<Value> = told.lines().map(notice).collect();
    assert!(notices.iter().any(|it| it.as_str().unwrap().contains("编号标记")), "{told}");
    serde_json::from_slice::<Value>(&done.stdout).unwrap();
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn what_was_typed_comes_back_without_its_escapes_in_words_and_in_json() {
    let desk = Desk::new();
    let hostile = "停\u{1b}[2J\u{9b}31m\u{202e}车";
    for json in [false, true] {
        let mut words = vec!["issue", "show", hostile];
        if json {
            words.push("--json");
        }
        let output = desk.run(&words);
        assert_ne!(output.status.code(), Some(0));
        for told in [output.stdout, output.stderr] {
            let told = String::from_utf8(told).unwrap();
            let steers = |it: char| it != '\n' && tanshi::domain::text::steers(it);
            assert!(!told.contains(steers), "{told:?}");
        }
    }
}
