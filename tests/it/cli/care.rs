//! Looking after the data from the command line: what is found is named, what is saved stays saved.

use super::Desk;
use std::fs;
use tanshi::domain::action::Action;
use tanshi::domain::id::PersonId;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::store::sled::SledRows;
use tanshi::store::{Asked, Store};

fn with_issue() -> Desk {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "韶峰工作室"]);
    desk.ok(&["issue", "add", "路灯不亮"]);
    desk
}

#[test]
fn a_change_that_was_printed_is_saved_also_when_closing_fails() {
    let desk = with_issue();
    // The clean marker cannot be written.
    fs::create_dir(desk.data().join("clean.marker.tmp")).unwrap();
    let output = desk.run(&["issue", "add", "路面积水"]);
    let side = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{side}");
    assert!(side.contains("内容都已保存"), "{side}");
    fs::remove_dir(desk.data().join("clean.marker.tmp")).unwrap();
    assert_eq!(desk.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 2);
}

#[test]
fn a_date_that_was_wrong_once_does_not_lock_the_store() {
    let desk = with_issue();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let wrong = Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap(),
        time: chrono::NaiveTime::MIN,
        wall_millis: u64::try_from(now.as_millis()).unwrap() + 365 * 86_400_000,
    };
    let add = Action::AddPerson {
        id: PersonId::from_bytes([8; 16]),
        facts: PersonFacts::named("王芳", Side::Public),
        source: None,
    };
    let mut store = Store::open(&desk.data(), "now").unwrap();
    store.engine().commit(&[add], &wrong).unwrap();
    store.close().unwrap();
    let told = desk.fails(3, &["issue", "add", "路面积水"]);
    assert!(told.contains("doctor --go-on-from-today --yes"), "{told}");
    let told = desk.fails(2, &["doctor", "--go-on-from-today"]);
    assert!(told.contains("--yes"), "{told}");
    desk.ok(&["doctor", "--go-on-from-today", "--yes"]);
    desk.ok(&["verify"]);
    desk.ok(&["issue", "add", "路面积水"]);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["verify"])["whole"], true);
}

#[test]
fn a_check_names_the_file_and_what_it_speaks_for_in_the_language_asked_for() {
    let desk = with_issue();
    let letter = desk.path().join("letter.pdf");
    fs::write(&letter, "来信").unwrap();
    let issue = desk.json(&["issue", "list"])["issues"][0].clone();
    let number = issue["number"].as_str().unwrap().to_owned();
    desk.ok(&["issue", "attach", &number, "来信", "--file", letter.to_str().unwrap()]);
    fs::remove_dir_all(desk.data().join("files")).unwrap();
    let output = desk.run(&["verify"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    for part in ["佐证材料不见了", &number, "路灯不亮", ".pdf"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let output = desk.run(&["verify", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let evidence = &json["evidence"][0];
    assert_eq!(evidence["fault"], "missing");
    assert_eq!(evidence["of"]["entity"], "issue");
    assert_eq!(evidence["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(json["file_faults"], 1);
    let mut english = std::process::Command::new(env!("CARGO_BIN_EXE_tanshi"));
    english.arg("--data").arg(desk.data()).args(["--lang", "en", "verify"]);
    let english = english.output().unwrap();
    assert!(String::from_utf8(english.stdout).unwrap().contains("evidence is missing"));
}

#[test]
fn what_both_copies_have_lost_is_not_called_whole_and_the_way_out_is_told() {
    let desk = with_issue();
    desk.ok(&["issue", "add", "路面积水"]);
    // The last group is gone from the journal without a trace, and the rows altogether.
    let mut store = Store::open(&desk.data(), "now").unwrap();
    let (last, _) = store.engine().groups();
    let at = store.engine().journal().groups_from(last).next().unwrap().unwrap().offset;
    store.close().unwrap();
    let segment = desk.data().join("journal/journal-0001-00000001.seg");
    let bytes = fs::read(&segment).unwrap();
    fs::write(&segment, &bytes[..usize::try_from(at).unwrap()]).unwrap();
    fs::remove_dir_all(desk.data().join("sled")).unwrap();
    for command in ["verify", "doctor"] {
        let output = desk.run(&[command]);
        assert_eq!(output.status.code(), Some(1), "{command}");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains("数据完好") && text.contains(&format!("第 {last} 至 {last} 组")));
        assert!(command != "doctor" || text.contains("tanshi restore"), "{text}");
    }
    let output = desk.run(&["verify", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["missing_groups"], serde_json::json!([last, last]));
    assert_eq!(json["whole"], false);
    // Both gone, and unreadable rows without a journal, say so too.
    fs::remove_dir_all(desk.data().join("journal")).unwrap();
    let told = desk.fails(3, &["doctor"]);
    assert!(told.contains("tanshi restore"), "{told}");
}

#[test]
fn damaged_rows_are_healed_without_a_panic_on_the_screen() {
    let desk = with_issue();
    let db = desk.data().join("sled/db");
    let whole = fs::read(&db).unwrap();
    let mut healed = 0;
    for at in (0..whole.len()).step_by(whole.len() / 12) {
        let mut bytes = whole.clone();
        let end = (at + 600).min(bytes.len());
        for byte in &mut bytes[at..end] {
            *byte ^= 0x55;
        }
        fs::write(&db, &bytes).unwrap();
        let output = desk.run(&["issue", "list"]);
        let side = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{side}");
        assert!(!side.contains("panicked"), "byte {at}: {side}");
        healed += usize::from(side.contains("没有丢失"));
    }
    assert!(healed > 0);
}

#[test]
fn a_file_of_a_change_that_was_refused_is_not_kept() {
    let desk = with_issue();
    let letter = desk.path().join("letter.pdf");
    fs::write(&letter, "来信").unwrap();
    let words = [&"长".repeat(5_000), "--file", letter.to_str().unwrap()];
    let issue = desk.json(&["issue", "list"])["issues"][0].clone();
    let number = issue["number"].as_str().unwrap().to_owned();
    let all: Vec<&str> = ["issue", "attach", &number].into_iter().chain(words).collect();
    assert_eq!(desk.run(&all).status.code(), Some(1), "a rule refuses it");
    let mut left = Vec::new();
    if let Ok(shelves) = fs::read_dir(desk.data().join("files")) {
        for shelf in shelves {
            left.extend(fs::read_dir(shelf.unwrap().path()).unwrap().map(|it| it.unwrap().path()));
        }
    }
    assert_eq!(left, Vec::<std::path::PathBuf>::new());
}

#[test]
fn nothing_is_counted_while_part_of_it_cannot_be_shown() {
    let desk = with_issue();
    for number in 1..=4 {
        desk.ok(&["issue", "add", &format!("路面积水{number}")]);
    }
    // One bit of the fourth group, and rows that somebody else holds open.
    let mut store = Store::open(&desk.data(), "now").unwrap();
    let at = store.engine().journal().groups_from(4).next().unwrap().unwrap().offset;
    store.close().unwrap();
    let segment = desk.data().join("journal/journal-0001-00000001.seg");
    let mut bytes = fs::read(&segment).unwrap();
    bytes[usize::try_from(at).unwrap() + 60] ^= 1;
    fs::write(&segment, bytes).unwrap();
    let held = SledRows::open(&desk.data().join("sled"), 1 << 20).unwrap();
    let listed = desk.run(&["issue", "list"]);
    let side = String::from_utf8(listed.stderr).unwrap();
    assert!(side.contains("不是全部") && side.contains("第 4 至 4 组"), "{side}");
    let told = desk.fails(3, &["report"]);
    assert!(told.contains("不是全部"), "{told}");
    drop(held);
    assert_eq!(desk.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 5);
    desk.ok(&["report"]);
    assert_eq!(desk.json(&["verify"])["whole"], true);
}

#[test]
fn the_doctor_says_why_the_state_has_more_issues_than_there_are() {
    let desk = with_issue();
    assert!(!desk.ok(&["doctor"]).contains("已撤销"));
    desk.ok(&["issue", "add", "路面积水"]);
    desk.ok(&["undo"]);
    let told = desk.ok(&["doctor"]);
    assert!(
        told.contains("议题 1 件") && told.contains("其中已撤销、不再列出的：议题 1"),
        "{told}"
    );
    let english = desk.ok(&["doctor", "--lang", "en"]);
    assert!(english.contains("1 issue,") && !english.contains("1 issues"), "{english}");
}

#[test]
fn the_folder_of_backups_is_a_full_path() {
    let desk = with_issue();
    let told = desk.fails(2, &["settings", "set", "--backup-folder", "stick"]);
    assert!(told.contains("完整的路径"), "{told}");
    desk.ok(&["settings", "set", "--backup-folder", "~/stick"]);
}

#[test]
fn the_doctor_tells_of_a_text_that_never_came_back_from_an_editor() {
    let desk = with_issue();
    assert_eq!(desk.json(&["doctor"])["kept_drafts"], serde_json::json!([]));
    let kept = desk.data().join("drafts").join("kept-a1b2");
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("draft.txt"), "护栏").unwrap();
    let kept = kept.display().to_string();
    assert!(desk.ok(&["doctor"]).contains(&kept));
    assert_eq!(desk.json(&["doctor"])["kept_drafts"], serde_json::json!([kept]));
}
