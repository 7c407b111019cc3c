//! Documents on disks that are full, read-only or otherwise not as one wishes: told, and nothing half
//! is left.

use super::Desk;
use super::papers::run_session;
use crate::disk::{limited, mounted, then_listed};
use crate::template::office::Office;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

const SESSION: &str = "停车协商议事会";

fn minutes<'w>(target: &'w Path, more: &[&'w str]) -> Vec<&'w str> {
    let words = ["document", "minutes", SESSION, "-o", target.to_str().unwrap()];
    [&words[..], more].concat()
}

/// What was told of a call that did not write its document.
fn refused(output: &Output) -> String {
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(output.stdout.is_empty(), "{told}");
    told
}

/// Names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The minutes become larger than everything else that is written: a picture in the office's own file.
fn enlarge(desk: &Desk) {
    let mut dice = crate::terminal::Dice(7);
    let noise: Vec<u8> = (0..4 << 20).map(|_| u8::try_from(dice.roll(256)).unwrap()).collect();
    let body = "<w:p><w:r><w:t>{{会议名称}}</w:t></w:r></w:p>";
    let file = desk.path().join("large.docx");
    let office = Office::new(body).with("word/media/image1.png", "image/png", noise);
    fs::write(&file, office.bytes()).unwrap();
    desk.ok(&["settings", "template", "minutes", "--file", file.to_str().unwrap()]);
}

#[test]
fn a_full_disk_is_told_in_both_languages_and_what_was_there_stays() {
    let desk = run_session();
    let folder = desk.path().join("U盘");
    fs::create_dir(&folder).unwrap();
    let target = folder.join("纪要.docx");
    let Some(mut disk) = mounted(&folder, "printf earlier > 纪要.docx", "size=8k") else {
        return;
    };
    disk.extend(then_listed(&folder));
    let look =
        ["sh", "-c", "\"$@\"; code=$?; cat \"$0\" >&2; exit $code", target.to_str().unwrap()];
    disk.extend(look.map(str::to_owned));
    for (lang, reason, way_out) in
        [("zh", "磁盘已满", "腾出空间"), ("en", "No space left", "make room")]
    {
        let told = refused(&desk.run_under(&disk, &minutes(&target, &["--yes", "--lang", lang])));
        assert!(told.contains(reason) && told.contains(way_out), "{told}");
        assert!(told.contains("earlier") && told.contains("left: 纪要.docx \n"), "{told}");
    }
    // Under a name of its own, too.
    let told = refused(&desk.run_under(&disk, &minutes(&folder, &[])));
    assert!(told.contains("磁盘已满") && told.contains("left: 纪要.docx \n"), "{told}");
}

#[test]
fn a_file_that_may_not_grow_so_large_is_told_and_the_program_goes_on_to_say_so() {
    let desk = run_session();
    enlarge(&desk);
    let folder = desk.path().join("公文");
    fs::create_dir(&folder).unwrap();
    let target = folder.join("纪要.docx");
    for (lang, reason, way_out) in
        [("zh", "文件太大", "腾出空间"), ("en", "File too large", "make room")]
    {
        let words = minutes(&target, &["--lang", lang]);
        let told = refused(&desk.run_under(&limited(4096), &words));
        assert!(told.contains(reason) && told.contains(way_out), "{told}");
        assert_eq!(names(&folder), [""; 0]);
    }
    desk.ok(&minutes(&target, &[]));
    assert_eq!(names(&folder), ["纪要.docx"]);
}

#[test]
fn a_disk_that_may_only_be_read_is_told() {
    let desk = run_session();
    let folder = desk.path().join("光盘");
    fs::create_dir(&folder).unwrap();
    let target = folder.join("纪要.docx");
    if let Some(mut disk) = mounted(&folder, "true", "ro") {
        disk.extend(then_listed(&folder));
        for (lang, reason) in [("zh", "只能读"), ("en", "Read-only")] {
            let told = refused(&desk.run_under(&disk, &minutes(&target, &["--lang", lang])));
            assert!(told.contains(reason) && told.contains("left: \n"), "{told}");
        }
    }
    // The superuser may write everywhere else.
    if !rustix::process::geteuid().is_root() {
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
        let told = desk.fails(2, &minutes(&target, &[]));
        assert!(told.contains("没有权限") && told.contains("能写的地方"), "{told}");
        assert_eq!(names(&folder), [""; 0]);
    }
}

#[test]
fn a_read_only_file_is_not_replaced_however_it_was_asked() {
    let desk = run_session();
    let target = desk.path().join("纪要.docx");
    fs::write(&target, "theirs").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o444)).unwrap();
    for (lang, reason) in [("zh", "只读"), ("en", "read-only")] {
        let told = desk.fails(2, &minutes(&target, &["--yes", "--lang", lang]));
        assert!(told.contains(reason), "{told}");
    }
    assert_eq!(fs::read_to_string(&target).unwrap(), "theirs");
}

#[test]
fn a_name_that_is_too_long_and_a_folder_that_is_missing_are_told() {
    let desk = run_session();
    let long = desk.path().join(format!("{}.docx", "纪".repeat(100)));
    let nowhere = desk.path().join("没有").join("纪要.docx");
    let before = names(desk.path());
    for (target, zh, en) in [(&long, "短一点", "shorter"), (&nowhere, "请先建好", "Make it first")]
    {
        for (lang, way_out) in [("zh", zh), ("en", en)] {
            let told = desk.fails(2, &minutes(target, &["--lang", lang]));
            assert!(told.contains(way_out), "{told}");
        }
    }
    assert_eq!(names(desk.path()), before);
}

#[test]
fn the_two_copies_of_a_document_have_two_names_in_both_languages() {
    let desk = run_session();
    let folder = desk.path().join("公文");
    fs::create_dir(&folder).unwrap();
    for lang in ["zh", "en"] {
        desk.ok(&minutes(&folder, &["--lang", lang]));
        desk.ok(&minutes(&folder, &["--lang", lang, "--public"]));
    }
    let names = names(&folder);
    assert_eq!(names.len(), 4, "{names:?}");
    for copy in ["-公开版.docx", "-内部版.docx", "-public.docx", "-internal.docx"] {
        assert!(names.iter().any(|name| name.ends_with(copy)), "{names:?}");
    }
}

#[test]
fn in_a_folder_another_content_stays_beside_the_new_one_and_is_replaced_only_when_asked() {
    let desk = run_session();
    let folder = desk.path().join("公文");
    fs::create_dir(&folder).unwrap();
    let value = |more: &[&str]| desk.json(&minutes(&folder, more))["documents"][0].clone();
    let first = value(&[]);
    assert_eq!((&first["before"], &first["durable"]), (&"nothing".into(), &true.into()));
    assert_eq!(value(&[])["before"], "same");
    desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场夜间免费开放"]);
    let beside = desk.run(&minutes(&folder, &[]));
    let (path, told) =
        (String::from_utf8(beside.stdout).unwrap(), String::from_utf8(beside.stderr).unwrap());
    assert!(path.trim().ends_with("-内部版-2.docx"), "{path}");
    assert!(told.contains("没有动它"), "{told}");
    desk.ok(&["session", "edit-line", SESSION, "2", "机关停车场全天开放"]);
    let replaced = value(&["--yes"]);
    assert_eq!((&replaced["before"], &replaced["path"]), (&"replaced".into(), &first["path"]));
    assert_eq!(names(&folder).len(), 2);
}

#[test]
fn letters_to_departments_of_one_short_name_do_not_meet() {
    let desk = run_session();
    for district in ["雨湖区", "岳塘区"] {
        desk.ok(&["department", "add", &format!("{district}城管局"), "--short", "城管"]);
    }
    let add = ["commitment", "add", "市场周边停车难", "清理摊点", "--promised", "service"];
    let whom = ["--lead", "雨湖区城管局", "--support", "岳塘区城管局", "--deadline", "30天内"];
    desk.ok(&[&add[..], &whom[..]].concat());
    let folder = desk.path().join("交办");
    fs::create_dir(&folder).unwrap();
    let target = folder.to_str().unwrap();
    let told = desk.json(&["document", "assignment", "市场周边停车难", "-o", target]);
    let count = told["documents"].as_array().unwrap().len();
    let names = names(&folder);
    assert_eq!((names.len(), count), (4, 4), "{names:?}");
    for whom in ["雨湖区城管局", "岳塘区城管局"] {
        assert!(names.iter().any(|name| name.contains(whom)), "{names:?}");
    }
}

#[test]
fn what_a_killed_program_has_left_goes_with_the_next_document() {
    let desk = run_session();
    let left = desk.path().join(".tanshi-0123456789abcdef.part");
    let held = desk.path().join(".tanshi-fedcba9876543210.part");
    fs::write(&left, "唐玉梅的").unwrap();
    fs::write(&held, "唐玉梅的").unwrap();
    let holder = fs::OpenOptions::new().write(true).open(&held).unwrap();
    holder.lock().unwrap();
    desk.ok(&minutes(&desk.path().join("纪要.docx"), &[]));
    assert!(!left.exists() && held.exists());
    drop(holder);
}
