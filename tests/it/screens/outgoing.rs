//! Documents written from the screen, on disks that are full or read-only: told there, and nothing
//! half is left.

use super::window::{Home, Workbench};
use crate::disk::{limited, mounted};
use crate::template::office::Office;
use std::fs;
use std::path::{Path, PathBuf};

const ITEM: &str = "临水路段加装护栏";

/// A home with a session in its store, and a folder for documents in it.
fn home() -> (Home, PathBuf) {
    let home = Home::new();
    for words in [
        &["studio", "add", "石潭镇委员工作室", "--code", "ST"][..],
        &["person", "add", "周明", "--side", "member"],
        &["settings", "set", "--me", "周明"],
        &["issue", "add", ITEM, "--submitted", "2023-02-01"],
        &["issue", "accept", ITEM],
        &["session", "plan", "护栏协商", "--on", "2023-05-20", "--agenda", ITEM],
    ] {
        home.json(words);
    }
    let documents = home.0.path().join("文档");
    fs::create_dir(&documents).unwrap();
    (home, documents)
}

/// Opens the minutes and has them written.
fn write(bench: &mut Workbench) {
    bench.wait_for(ITEM);
    bench.send("dm");
    bench.wait("the minutes are read", |shown| {
        shown.contains("护栏协商") && (shown.contains("留空") || shown.contains("left blank"))
    });
    bench.send("w");
}

/// What is shown without the frames and folds of a screen.
fn bare(shown: &str) -> String {
    shown.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-')).collect()
}

/// How many files a folder holds, with all below it.
fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries.map(|it| if it.path().is_dir() { files(&it.path()) } else { 1 }).sum()
}

#[test]
fn a_full_or_read_only_disk_is_told_on_the_screen_and_nothing_half_is_left() {
    for (options, lang, reason, way_out) in [
        ("size=4k", "zh", "磁盘已满", "腾出空间"),
        ("size=4k", "en", "Nospaceleft", "makeroom"),
        ("ro", "zh", "磁盘只能读", "能写的地方"),
    ] {
        let (home, documents) = home();
        let Some(disk) = mounted(&documents, "true", options) else { return };
        let mut bench = Workbench::open_under(&home, &disk, lang);
        write(&mut bench);
        bench.wait(reason, |shown| bare(shown).contains(reason) && bare(shown).contains(way_out));
        assert_eq!(files(&bench.inside(&documents)), 0);
        bench.kill();
    }
}

#[test]
fn a_document_that_may_not_grow_so_large_is_told_and_the_screen_goes_on() {
    let (home, documents) = home();
    let mut dice = crate::terminal::Dice(7);
    let noise: Vec<u8> = (0..4 << 20).map(|_| u8::try_from(dice.roll(256)).unwrap()).collect();
    let office = Office::new("<w:p><w:r><w:t>{{会议名称}}</w:t></w:r></w:p>");
    let file = home.0.path().join("large.docx");
    let office = office.with("word/media/image1.png", "image/png", noise);
    fs::write(&file, office.bytes()).unwrap();
    home.json(&["settings", "template", "minutes", "--file", file.to_str().unwrap()]);
    let mut bench = Workbench::open_under(&home, &limited(4096), "zh");
    write(&mut bench);
    // A backup that does not fit either may be told before.
    bench.wait("too large", |shown| {
        bare(shown).contains("写不成") && bare(shown).contains("文件太大")
    });
    assert_eq!(files(&documents), 0);
    // Nothing is lost, and it goes on.
    bench.send("\x1b");
    bench.wait("the workbench", |shown| shown.contains(ITEM) && !shown.contains("草稿"));
    bench.kill();
}

#[test]
fn a_document_goes_where_the_screen_says_and_the_other_copy_beside_it() {
    let (home, documents) = home();
    let mut bench = Workbench::open(&home);
    write(&mut bench);
    bench.wait("where it went", |shown| bare(shown).contains("内部版.docx"));
    bench.send("p");
    bench.wait_for("公开版 ·");
    bench.send("w");
    bench.wait("where it went", |shown| bare(shown).contains("公开版.docx"));
    assert_eq!(files(&documents), 2);
    bench.send("w");
    bench.wait("that it is there", |shown| bare(shown).contains("内容一样"));
    assert_eq!(files(&documents), 2);
    bench.kill();
}
