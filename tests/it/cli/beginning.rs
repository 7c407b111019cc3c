//! Before anything is there: folders, clocks and languages, and what a refused call leaves behind.

use super::Desk;
use super::refused::with_studio;

#[test]
fn a_refused_call_leaves_no_store_behind() {
    let desk = Desk::new();
    desk.fails(2, &["studio", "add", ""]);
    desk.fails(1, &["studio", "add", "甲\u{1b}"]);
    desk.fails(2, &["studio", "add", "甲", "--as", "没有此人"]);
    let bad = desk.command(&["studio", "add", "甲"]).env("TANSHI_NOW", "昨天").output().unwrap();
    assert_eq!(bad.status.code(), Some(2));
    assert!(!desk.data().exists());
    // Set to nothing, a variable is not set.
    let mut first = desk.command(&["studio", "add", "甲", "--code", "A"]);
    assert!(first.env("TANSHI_NOW", "").output().unwrap().status.success());
    assert!(desk.data().exists());
}

#[test]
fn a_file_is_no_data_folder() {
    let desk = Desk::new();
    std::fs::write(desk.data(), "x").unwrap();
    for words in [&["issue", "list"][..], &["studio", "add", "甲"], &["doctor"]] {
        let told = desk.fails(2, words);
        assert!(told.contains("是文件") && told.contains("文件夹"), "{told}");
    }
    desk.fails(2, &["demo", "--fill", desk.data().to_str().unwrap()]);
}

#[test]
fn the_example_is_only_written_into_an_empty_folder() {
    let desk = with_studio();
    let foreign = desk.path().join("别处");
    std::fs::create_dir(&foreign).unwrap();
    std::fs::write(foreign.join("别人的.txt"), "x").unwrap();
    for folder in [desk.data(), foreign] {
        let told = desk.fails(2, &["demo", "--fill", folder.to_str().unwrap()]);
        assert!(told.contains("空文件夹"), "{told}");
    }
}

#[test]
fn the_language_is_named_or_set_or_that_of_the_system() {
    let desk = Desk::new();
    let config = desk.path().join("config");
    std::fs::create_dir_all(config.join("tanshi")).unwrap();
    let told = |words: &[&str], locale: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tanshi"));
        command.arg("--data").arg(desk.data()).args(words);
        command.env("HOME", desk.path()).env("XDG_CONFIG_HOME", &config);
        command.env_remove("LANGUAGE").env_remove("LC_MESSAGES").env("LC_ALL", locale);
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    let list = ["issue", "list"];
    assert!(told(&list, "en_GB.UTF-8").contains("There is no data"));
    assert!(told(&list, "C.UTF-8").contains("没有数据"));
    std::fs::write(config.join("tanshi/config.toml"), "language = \"en\"\n").unwrap();
    if cfg!(target_os = "linux") {
        assert!(told(&list, "zh_CN.UTF-8").contains("There is no data"));
    }
    assert!(told(&["issue", "list", "--lang", "zh"], "en_GB.UTF-8").contains("没有数据"));
}

#[test]
fn a_first_record_is_rehearsed_on_no_disk() {
    let desk = Desk::new();
    let without_room = |words: &[&str]| {
        let output = desk.command(words).env("TMPDIR", "/没有/这个文件夹").output().unwrap();
        let side = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), side)
    };
    let (code, side) = without_room(&["studio", "add", ""]);
    assert_eq!(code, Some(2), "{side}");
    assert!(!desk.data().exists(), "a refused record made a store");
    let path = desk.path().join("记录.jsonl");
    let records = "{\"tanshi\":1,\"kind\":\"records\"}\n{\"studio\":{\"key\":\"s\",\"name\":\"望春门街道委员工作室\",\"code\":\"WCM\"}}\n";
    std::fs::write(&path, records).unwrap();
    let (code, side) = without_room(&["import", path.to_str().unwrap(), "--dry-run"]);
    assert_eq!(code, Some(0), "{side}");
    let (code, side) = without_room(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    assert_eq!(code, Some(0), "{side}");
}
