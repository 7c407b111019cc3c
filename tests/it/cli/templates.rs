//! The office's own Word file in place of ours.

use super::Desk;
use super::papers::run_session;
use crate::template::office::{Office, text_of};
use std::fs;

const SESSION: &str = "停车协商议事会";

/// A paragraph whose words Word has split in the middle of a mark.
fn split(runs: &[&str]) -> String {
    let runs: Vec<_> = runs.iter().map(|text| format!("<w:r><w:t>{text}</w:t></w:r>")).collect();
    format!("<w:p>{}</w:p>", runs.concat())
}

fn template(desk: &Desk, name: &str, body: &str) -> String {
    let path = desk.path().join(name);
    fs::write(&path, Office::new(body).bytes()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn minutes(desk: &Desk, more: &[&str]) -> String {
    let path = desk.path().join("out.docx");
    let words = ["document", "minutes", SESSION, "-o", path.to_str().unwrap(), "--yes"];
    desk.ok(&[&words[..], more].concat());
    text_of(&fs::read(path).unwrap())
}

#[test]
fn the_fields_of_the_offices_own_file_are_filled_across_runs() {
    let desk = run_session();
    let body = split(&["本单位纪要：{", "{会议", "名称}", "}"])
        + &split(&["{{#承办事项}}{{主办}}：{{事项}}；{{/承办事项}}"])
        + &split(&["{{#出席}}【{{类别}}】{{名单}}{{/出席}}"]);
    desk.ok(&["settings", "template", "minutes", "--file", &template(&desk, "a.docx", &body)]);
    let text = minutes(&desk, &[]);
    assert!(text.contains("本单位纪要：停车协商议事会"), "{text}");
    assert!(text.contains("住房和城乡建设局："), "{text}");
    assert!(text.contains("唐玉梅") && !text.contains("{{"), "{text}");
    let public = minutes(&desk, &["--public"]);
    assert!(public.contains("唐某某") && !public.contains("唐玉梅"), "{public}");
    assert!(!text.contains("会后再和书记沟通"), "a private note is nobody's business");
    // Without a file, the layout that comes along is back.
    desk.ok(&["settings", "template", "minutes"]);
    assert!(!minutes(&desk, &[]).contains("本单位纪要"));
}

#[test]
fn a_field_that_does_not_exist_is_named_with_its_place_and_nothing_is_taken_over() {
    let desk = run_session();
    let body = split(&["好"]) + &split(&["会议：{{会议名}}"]);
    let file = template(&desk, "wrong.docx", &body);
    let said = desk.fails(2, &["settings", "template", "minutes", "--file", &file]);
    assert!(
        said.contains("会议名") && said.contains("第 2 段") && said.contains("会议名称"),
        "{said}"
    );
    let said = desk.fails(2, &["--lang", "en", "settings", "template", "minutes", "--file", &file]);
    assert!(said.contains("paragraph 2"), "{said}");
    assert!(!minutes(&desk, &[]).contains("会议："));
    let kept: usize = fs::read_dir(desk.data().join("files")).map_or(0, |shelves| {
        shelves
            .flatten()
            .filter(|it| it.path().is_dir())
            .map(|it| fs::read_dir(it.path()).unwrap().count())
            .sum()
    });
    assert_eq!(kept, 0, "the file of a refused change is removed");
}

#[test]
fn a_file_that_is_no_docx_is_told() {
    let desk = run_session();
    let path = desk.path().join("plain.docx");
    fs::write(&path, "no archive at all").unwrap();
    let path = path.to_str().unwrap();
    let said = desk.fails(2, &["settings", "template", "minutes", "--file", path]);
    assert!(said.contains(".docx"), "{said}");
    let said = desk.fails(2, &["settings", "template", "minutes", "--file", "/nowhere/a.docx"]);
    assert!(said.contains("没有这个文件"), "{said}");
}

#[test]
fn what_is_filled_fits_the_fields_that_are_documented() {
    let desk = run_session();
    let letter = split(&["{{收文单位}}：{{事项}}，{{时限}}前"]);
    let notice = split(&["{{#议题}}{{序号}}.{{名称}} {{/议题}}{{时间}}"]);
    desk.ok(&["settings", "template", "assignment", "--file", &template(&desk, "b.docx", &letter)]);
    desk.ok(&["settings", "template", "notice", "--file", &template(&desk, "c.docx", &notice)]);
    let path = desk.path().join("notice.docx");
    desk.ok(&["document", "notice", SESSION, "-o", path.to_str().unwrap()]);
    let text = text_of(&fs::read(path).unwrap());
    assert!(text.contains("1.市场周边停车难"), "{text}");
    let folder = desk.path().join("letters");
    fs::create_dir(&folder).unwrap();
    desk.ok(&["document", "assignment", SESSION, "-o", folder.to_str().unwrap()]);
    let letters: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|it| text_of(&fs::read(it.unwrap().path()).unwrap()))
        .collect();
    assert_eq!(letters.len(), 2);
    assert!(letters.iter().any(|it| it.contains("交警支队：")), "{letters:?}");
}
