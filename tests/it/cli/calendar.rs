//! Calendars and the papers of a session on the command line: where they go, and what is told.

use super::Desk;
use super::json::{assert_described, described};
use super::papers::run_session;
use std::fs;
use std::path::{Path, PathBuf};

const SESSION: &str = "停车协商议事会";

/// A planned session with two issues, one of them with a field study.
fn planned() -> Desk {
    let desk = Desk::new();
    desk.ok(&["studio", "add", "石潭镇委员工作室", "--code", "ST"]);
    desk.ok(&["person", "add", "陈国梁", "--side", "member"]);
    desk.ok(&["person", "add", "唐玉梅", "--side", "public", "--unit", "同庆村"]);
    for title in ["市场周边停车难", "路灯不亮"] {
        desk.ok(&["issue", "add", title, "--raiser", "唐玉梅", "--submitted", "2023-02-01"]);
        desk.ok(&["issue", "accept", title, "--on", "2023-02-03"]);
    }
    desk.ok(&[
        "issue",
        "study",
        "路灯不亮",
        "走访唐玉梅，三条巷子坏了十七盏",
        "--on",
        "2023-02-10",
    ]);
    let plan = ["session", "plan", SESSION, "--on", "2099-05-20", "--at", "9:00"];
    desk.ok(&[&plan[..], &["--agenda", "市场周边停车难、路灯不亮", "--chair", "陈国梁"]].concat());
    desk
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn in_folder(desk: &Desk, name: &str) -> (PathBuf, String) {
    let path = desk.path().join(name);
    let typed = path.to_str().unwrap().to_owned();
    (path, typed)
}

#[test]
fn a_session_and_its_deadline_go_to_a_file_for_calendars() {
    let desk = run_session();
    let (path, typed) = in_folder(&desk, "会.ics");
    let words = ["document", "calendar", SESSION, "-o", &typed];
    assert_eq!(desk.ok(&words).trim(), typed);
    let first = text(&path);
    assert_eq!(first.matches("BEGIN:VEVENT").count(), 2, "{first}");
    assert!(first.contains("UID:session-") && first.contains("UID:commitment-"), "{first}");
    assert_eq!(desk.ok(&["document", "calendar", SESSION]), first, "shown as it is written");
    let told = desk.json(&["document", "calendar", SESSION]);
    assert_described("document", &told["documents"][0], &described());
    assert_eq!(told["documents"][0]["text"].as_str(), Some(first.as_str()));
    desk.ok(&words);
    assert_eq!(text(&path), first, "the same data are the same bytes");
    fs::write(&path, "别人的").unwrap();
    assert!(desk.fails(2, &words).contains("--yes"));
    desk.ok(&[&words[..], &["--yes"]].concat());
    assert_eq!(text(&path), first);
}

#[test]
fn each_change_of_a_session_counts_on_in_its_calendar() {
    let desk = planned();
    let sequence = || {
        let shown = desk.ok(&["document", "calendar", SESSION]);
        let line = shown.lines().find_map(|line| line.strip_prefix("SEQUENCE:"));
        line.unwrap().parse::<u32>().unwrap()
    };
    let before = sequence();
    desk.ok(&["session", "edit", SESSION, "--venue", "镇政府三楼"]);
    assert_eq!(sequence(), before + 1);
    desk.ok(&["session", "cancel", SESSION, "停电"]);
    assert_eq!(sequence(), before + 2);
    assert!(desk.ok(&["document", "calendar", SESSION]).contains("STATUS:CANCELLED\r\n"));
}

#[test]
fn a_deadline_that_lapses_with_its_issue_counts_on_in_calendars_that_have_it() {
    let desk = run_session();
    let deadline = || {
        let shown = desk.ok(&["document", "calendar", SESSION]);
        let entry = shown.split("BEGIN:VEVENT").find(|it| it.contains("commitment")).unwrap();
        let line = entry.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap();
        (line.parse::<u32>().unwrap(), entry.contains("STATUS:CANCELLED"))
    };
    let (before, was_cancelled) = deadline();
    assert!(!was_cancelled);
    desk.ok(&["issue", "withdraw", "市场周边停车难", "诉求人撤回"]);
    let (after, is_cancelled) = deadline();
    assert!(is_cancelled && after > before, "{before} {after}");
}

#[test]
fn what_cannot_be_a_calendar_is_told() {
    let desk = planned();
    let (path, typed) = in_folder(&desk, "会.txt");
    assert!(desk.fails(2, &["document", "calendar", SESSION, "-o", &typed]).contains(".ics"));
    assert!(!path.exists());
    desk.ok(&["session", "edit", SESSION, "--on", "2099-06"]);
    let none = desk.fails(2, &["document", "calendar", SESSION]);
    assert!(none.contains("没有定到哪一天") && none.contains("没有可以写进日历的日期"), "{none}");
    assert!(desk.fails(2, &["document", "calendar", "没有的会"]).contains("没有的会"));
    assert!(desk.fails(2, &["document", "pack", SESSION, "--version", "1"]).contains("第 1 版"));
}

#[test]
fn the_open_deadlines_of_a_list_go_to_a_file_for_calendars() {
    let desk = run_session();
    let number = desk.json(&["commitment", "list"])["commitments"][0]["number"].clone();
    let number = number.as_str().unwrap().to_owned();
    let add = ["commitment", "add", "市场周边停车难", "划设卸货区", "--promised", "works"];
    desk.ok(&[&add[..], &["--lead", "交警支队", "--deadline", "2099-06-30"]].concat());
    desk.ok(&add);
    let (path, typed) = in_folder(&desk, "时限.ics");
    let told = desk.json(&["commitment", "list", "--ics", &typed]);
    let file = &told["documents"][0];
    assert_described("document", file, &described());
    assert_eq!((&file["entries"], &file["path"]), (&2.into(), &typed.as_str().into()));
    assert_eq!(file["undated"].as_array().unwrap().len(), 1);
    assert!(text(&path).contains("DTSTART;VALUE=DATE:20990630\r\n"), "{}", text(&path));
    let done = ["commitment", "complete", &number, "划好了", "--on", "今天"];
    desk.ok(&[&done[..], &["--delivered", "works"]].concat());
    desk.ok(&["commitment", "list", "--ics", &typed, "--yes"]);
    assert_eq!(text(&path).matches("BEGIN:VEVENT").count(), 1, "what is done is due no more");
    let (other, typed) = in_folder(&desk, "住建.ics");
    let none = ["commitment", "list", "--department", "住建局", "--ics", &typed];
    assert!(desk.fails(2, &none).contains("没有可以写进日历的日期"));
    assert!(!other.exists());
}

#[test]
fn a_pack_has_notice_sheet_and_the_file_of_each_issue_in_their_order() {
    let desk = planned();
    let (folder, typed) = in_folder(&desk, "材料");
    let output = desk.run(&["document", "pack", SESSION, "-o", &typed]);
    assert_eq!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stdout).unwrap();
    let side = String::from_utf8(output.stderr).unwrap();
    assert!(side.contains("已写 1 / 4") && side.contains("已写 4 / 4"), "{side}");
    let names = names(&folder);
    assert_eq!(names.len(), 4, "{names:?}");
    for (name, begins) in
        names.iter().zip(["01-会议通知", "02-签到表", "03-一事一档", "04-一事一档"])
    {
        assert!(
            name.starts_with(begins) && Path::new(name).extension().unwrap() == "docx",
            "{names:?}"
        );
        assert!(told.contains(&*folder.join(name).to_string_lossy()), "{told}");
        assert!(!name.contains("停车"), "{name}");
    }
    desk.ok(&["document", "pack", SESSION, "-o", &typed]);
    fs::write(folder.join(&names[1]), "别人的").unwrap();
    assert!(desk.fails(2, &["document", "pack", SESSION, "-o", &typed]).contains("--yes"));
    desk.ok(&["document", "pack", SESSION, "-o", &typed, "--yes"]);
}

#[test]
fn a_pack_tells_of_field_studies_and_of_citizens_only_inside_the_office() {
    let desk = planned();
    let told = desk.ok(&["document", "pack", SESSION]);
    for words in
        ["关于召开停车协商议事会的通知", "签到表", "三条巷子坏了十七盏", "佐证材料", "唐玉梅"]
    {
        assert!(told.contains(words), "{words} in {told}");
    }
    let public = desk.ok(&["document", "pack", SESSION, "--public"]);
    assert!(public.contains("走访唐某某") && !public.contains("唐玉梅"), "{public}");
}

#[test]
fn where_a_pack_cannot_be_written_it_is_told_and_nothing_is_left() {
    let desk = planned();
    let pack = |target: &str| desk.fails(2, &["document", "pack", SESSION, "-o", target]);
    let (nowhere, typed) = in_folder(&desk, "没有/材料");
    assert!(pack(&typed).contains("没有") && !nowhere.exists());
    let (file, typed) = in_folder(&desk, "别人的");
    fs::write(&file, "别人的").unwrap();
    assert!(pack(&typed).contains("文件夹"));
    assert_eq!(text(&file), "别人的");
    assert!(pack("/proc/材料").contains("/proc/材料"));
    let (folder, typed) = in_folder(&desk, "材料");
    desk.ok(&["document", "pack", SESSION, "-o", &typed]);
    let third = folder.join(&names(&folder)[2]);
    for name in names(&folder).iter().filter(|name| !third.ends_with(name)) {
        fs::remove_file(folder.join(name)).unwrap();
    }
    fs::write(&third, "别人的").unwrap();
    assert!(pack(&typed).contains("--yes"));
    assert_eq!(names(&folder).len(), 1, "nothing beside what was there");
}
