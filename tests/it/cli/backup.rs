//! Backups from the command line: made, checked, put back, and looked after.

use super::Desk;
use super::json::{assert_described, described};
use std::fs;

fn with_issue() -> Desk {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "韶峰工作室"]);
    desk.ok(&["issue", "add", "路灯不亮"]);
    desk
}

#[test]
fn what_was_backed_up_is_put_back_beside_and_then_in_place() {
    let desk = with_issue();
    let known = described();
    let made = desk.json(&["backup"]);
    assert_described("backup", &made, &known);
    let file = made["file"].as_str().unwrap();
    assert!(file.starts_with(desk.data().to_str().unwrap()), "{file}");
    let checked = desk.json(&["verify", file]);
    assert_described("backup", &checked, &known);
    assert_eq!(checked["whole"], true);
    assert!(desk.fails(2, &["import", file]).contains("tanshi restore"));
    let state = desk.json(&["verify"])["state_sha256"].clone();
    desk.ok(&["issue", "add", "备份以后登记的"]);
    let there = desk.path().join("there");
    let words = ["restore", file, "--to", there.to_str().unwrap()];
    let restored = desk.json(&words);
    assert_described("backup", &restored, &known);
    assert_eq!((&restored["state_sha256"], &restored["whole"]), (&state, &true.into()));
    assert!(desk.fails(2, &words).contains("--to"), "a folder with something in it is left alone");
    assert_eq!(desk.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 2);
    // The backup lies in the data folder that is moved aside, and goes with it.
    let replaced = desk.json(&["restore", file, "--replace"]);
    assert_eq!(replaced["replaced"], true);
    assert!(fs::metadata(replaced["aside"].as_str().unwrap()).unwrap().is_dir());
    assert_eq!(desk.json(&["verify"])["state_sha256"], state);
    assert_eq!(desk.json(&["issue", "list"])["issues"].as_array().unwrap().len(), 1);
    desk.ok(&["issue", "add", "恢复以后登记的"]);
}

#[test]
fn a_damaged_backup_says_what_is_damaged_and_how_to_get_at_the_rest() {
    let desk = with_issue();
    let file = desk.path().join("b.zip");
    let path = file.to_str().unwrap();
    desk.ok(&["backup", "-o", path]);
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes.len() / 3;
    bytes[at] ^= 4;
    fs::write(&file, bytes).unwrap();
    let output = desk.run(&["verify", path]);
    assert_eq!(output.status.code(), Some(1));
    let told = desk.fails(1, &["restore", path, "--to", desk.path().join("x").to_str().unwrap()]);
    assert!(told.contains("journal/") || told.contains("封存码"), "{told}");
    assert!(!desk.path().join("x").exists());
}

#[test]
fn the_doctor_tells_of_backups_and_of_a_medium_that_is_not_there() {
    let desk = with_issue();
    desk.ok(&["settings", "set", "--backup-folder", "/not/there/stick"]);
    let told = desk.ok(&["doctor"]);
    assert!(told.contains("tanshi backup") && told.contains("备份盘"), "{told}");
    desk.ok(&["backup"]);
    assert!(desk.ok(&["doctor"]).contains("今天"));
    let stands = desk.json(&["doctor"])["backups"].clone();
    assert_eq!((&stands[0]["own"], &stands[1]["there"]), (&true.into(), &false.into()));
}

#[test]
fn nothing_and_something_else_are_no_backups() {
    let desk = Desk::new();
    assert!(desk.fails(3, &["backup"]).contains("没有"));
    let letter = desk.path().join("信.txt");
    fs::write(&letter, "信").unwrap();
    assert!(desk.fails(2, &["verify", letter.to_str().unwrap()]).contains("不是备份"));
}
