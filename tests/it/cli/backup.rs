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
    let told = desk.ok(&["restore", file, "--to", desk.path().join("once more").to_str().unwrap()]);
    let same = format!("tanshi --data {} restore", desk.data().display());
    assert!(told.contains(&same), "{told}");
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
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("请用另一份备份") && !told.contains("数据文件夹"), "{told}");
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
    let folder = desk.path().to_str().unwrap();
    let told = desk.fails(2, &["verify", folder]);
    assert!(told.contains("是文件夹") && told.contains(".zip"), "{told}");
    let told = desk.fails(2, &["restore", folder]);
    assert!(told.contains("是文件夹"), "{told}");
}

#[test]
fn what_does_not_check_out_in_its_new_place_takes_the_place_of_nothing() {
    let desk = with_issue();
    let letter = desk.path().join("letter.pdf");
    fs::write(&letter, "来信").unwrap();
    let number = desk.number();
    desk.ok(&["issue", "attach", &number, "来信", "--file", letter.to_str().unwrap()]);
    let shelves = fs::read_dir(desk.data().join("files")).unwrap();
    for shelf in shelves {
        for file in fs::read_dir(shelf.unwrap().path()).unwrap() {
            fs::write(file.unwrap().path(), "改过").unwrap();
        }
    }
    let file = desk.path().join("b.zip");
    let path = file.to_str().unwrap();
    let made = desk.json(&["backup", "-o", path]);
    assert_eq!(made["faulty_files"].as_array().unwrap().len(), 1);
    let output = desk.run(&["restore", path, "--replace"]);
    assert_eq!(output.status.code(), Some(1));
    let side = String::from_utf8(output.stderr).unwrap();
    assert!(side.contains("没有换上") && side.contains("data.restored-1"), "{side}");
    assert!(side.contains("佐证材料被改过"), "{side}");
    assert!(
        desk.path().join("data.restored-1").is_dir() && !desk.path().join("data.aside-1").exists()
    );
    desk.ok(&["restore", path, "--replace", "--provable"]);
    assert!(desk.path().join("data.aside-1").is_dir());
}

#[test]
fn an_open_store_is_refused_before_anything_is_restored() {
    let desk = with_issue();
    let file = desk.path().join("b.zip");
    desk.ok(&["backup", "-o", file.to_str().unwrap()]);
    let held = tanshi::store::hold(&desk.data(), "now").unwrap();
    desk.fails(3, &["restore", file.to_str().unwrap(), "--replace"]);
    drop(held);
    let names = fs::read_dir(desk.path()).unwrap().map(|it| it.unwrap().file_name());
    // The run log lies in the same home.
    let names: Vec<_> = names.filter(|name| *name != ".local").collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn beside_the_folder_that_one_stands_in_is_not_in_it() {
    let desk = with_issue();
    let file = desk.path().join("b.zip");
    desk.ok(&["backup", "-o", file.to_str().unwrap()]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tanshi"));
    command.current_dir(desk.data()).env("HOME", desk.path()).env_remove("TANSHI_NOW");
    command.args(["--data", ".", "--lang", "zh", "restore", "../b.zip"]);
    assert!(command.output().unwrap().status.success());
    assert!(desk.path().join("data.restored-1").is_dir());
}

#[test]
fn a_name_without_an_ending_gets_that_of_an_archive_and_one_that_is_there_is_left() {
    let desk = with_issue();
    let path = desk.path().join("bk");
    let made = desk.json(&["backup", "-o", path.to_str().unwrap()]);
    assert_eq!(made["file"], format!("{}.zip", path.display()));
    assert!(desk.fails(2, &["backup", "-o", path.to_str().unwrap()]).contains("--yes"));
    let folder = format!("{}/not-there/", desk.path().display());
    assert!(desk.fails(2, &["backup", "-o", &folder]).contains("没有文件夹"));
}

#[test]
fn a_fixed_clock_makes_no_backup_of_real_data() {
    let desk = with_issue();
    let output = desk.command(&["backup"]).env("TANSHI_NOW", "2031-01-01T09:00:00+08:00").output();
    assert_eq!(output.unwrap().status.code(), Some(2));
    assert!(!desk.data().join("backups").exists());
}

#[test]
fn a_backup_is_named_after_the_store_although_its_marker_is_damaged() {
    let desk = with_issue();
    let store = desk.json(&["backup"])["manifest"]["store"].as_str().unwrap().to_owned();
    let marker = desk.data().join("store.marker");
    fs::write(&marker, "damaged").unwrap();
    let file = desk.json(&["backup"])["file"].as_str().unwrap().to_owned();
    assert!(file.contains(store.get(..8).unwrap()), "{file}");
}

#[test]
fn the_doctor_tells_of_a_backup_of_a_wrong_clock() {
    let desk = with_issue();
    let file = desk.json(&["backup"])["file"].as_str().unwrap().to_owned();
    let day = file.rsplit('-').skip(1).take(3).collect::<Vec<_>>();
    let today: String = day.into_iter().rev().collect::<Vec<_>>().join("-");
    fs::rename(&file, file.replace(&today, "2131-01-01")).unwrap();
    let told = desk.ok(&["doctor"]);
    assert!(told.contains("最近没有备份") && told.contains("2131-01-01"), "{told}");
}
