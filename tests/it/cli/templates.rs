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

/// A closed session of which everything is known, and a template for its minutes.
fn templated(body: &str) -> Desk {
    let desk = run_session();
    desk.ok(&["session", "edit", SESSION, "--venue", "村部", "--chair", "陈国梁"]);
    desk.ok(&["session", "close", SESSION]);
    desk.ok(&["settings", "set", "--office", "石潭镇委员工作室"]);
    desk.ok(&["settings", "template", "minutes", "--file", &template(&desk, "t.docx", body)]);
    desk
}

#[test]
fn a_final_version_covers_what_its_template_prints() {
    let body = split(&["{{#议题}}{{名称}}：{{诉求人}}{{#议定}}{{内容}}{{/议定}}{{/议题}}"]);
    let desk = templated(&body);
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    let state = || desk.json(&["document", "minutes", SESSION])["documents"][0].clone();
    assert_eq!(state()["state"], "final");
    desk.ok(&["issue", "edit", "市场周边停车难", "--raiser", "魏工"]);
    let now = state();
    assert_eq!(now["state"], "changed");
    assert!(now["differences"].to_string().contains("魏工"), "{now:#}");
    desk.ok(&["session", "finalise", SESSION, "minutes"]);
    assert_eq!(state()["version"], 2);
    // Another template later is no correction.
    desk.ok(&["settings", "template", "minutes"]);
    assert_eq!(state()["state"], "final");
}

#[test]
fn what_a_template_leaves_blank_stays_a_draft() {
    let desk = templated(&split(&[
        "{{时间}}，{{记录人}}记录{{#议题}}{{#议定}}{{内容}}{{/议定}}{{/议题}}",
    ]));
    let said = desk.fails(2, &["session", "finalise", SESSION, "minutes"]);
    assert!(said.contains("留空") && said.contains("记录人"), "{said}");
}

#[test]
fn what_a_template_has_no_field_for_is_told_and_nothing_is_made_final() {
    let desk = templated(&split(&["{{会议名称}}"]));
    let said = desk.fails(2, &["session", "finalise", SESSION, "minutes"]);
    assert!(said.contains("议定") && said.contains("没有相应的字段"), "{said}");
}

#[test]
fn a_file_without_a_field_is_no_template() {
    let desk = run_session();
    let file = template(&desk, "bare.docx", &split(&["某次会议纪要"]));
    let said = desk.fails(2, &["settings", "template", "minutes", "--file", &file]);
    assert!(said.contains("一个字段也没有"), "{said}");
}

#[test]
fn money_that_the_matter_names_and_what_is_agreed_beside_the_agenda_have_fields() {
    let desk = run_session();
    desk.ok(&["session", "say", SESSION, "诺 #1 由住建局牵头，投入10万元，30天内装好"]);
    desk.ok(&["session", "close", SESSION]);
    let body =
        split(&["{{#承办事项}}【{{资金}}】{{/承办事项}}{{#其他议定}}（{{内容}}）{{/其他议定}}"]);
    desk.ok(&["settings", "template", "minutes", "--file", &template(&desk, "m.docx", &body)]);
    let text = minutes(&desk, &[]);
    assert!(text.contains("【10万元】"), "{text}");
}

#[test]
fn a_template_without_a_place_for_the_stamp_is_told_and_the_file_is_named_a_draft() {
    let desk = run_session();
    let written = |body: &str, name: &str| {
        let folder = desk.path().join(name);
        fs::create_dir(&folder).unwrap();
        let file = template(&desk, &format!("{name}.docx"), &split(&[body]));
        desk.ok(&["settings", "template", "minutes", "--file", &file]);
        let told = desk.run(&["document", "minutes", SESSION, "-o", folder.to_str().unwrap()]);
        let told = String::from_utf8(told.stderr).unwrap();
        let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
        (told, file.file_name().into_string().unwrap(), text_of(&fs::read(file.path()).unwrap()))
    };
    let (told, name, _) = written("{{会议名称}}", "bare");
    assert!(told.contains("模板里没有写“草稿”、“内部版”的地方"), "{told}");
    assert!(name.ends_with("内部版-草稿.docx"), "{name}");
    let (told, name, text) = written("{{版本}}，{{版别}}：{{会议名称}}", "stamped");
    assert!(!told.contains("模板里没有写"), "{told}");
    assert!(name.ends_with("内部版.docx"), "{name}");
    assert!(text.contains("草稿，内部版："), "{text}");
}

#[test]
fn a_cancellation_is_not_made_final_by_a_template_that_only_invites() {
    let desk = run_session();
    desk.ok(&["settings", "set", "--office", "石潭镇委员工作室"]);
    let name = "第二次协商议事会";
    desk.ok(&["session", "plan", name, "--on", "今天", "--agenda", "市场周边停车难"]);
    let more = ["--venue", "村部", "--chair", "陈国梁", "--at", "9:30"];
    desk.ok(&[&["session", "edit", name][..], &more].concat());
    let take = |file: &str, body: &str| {
        let file = template(&desk, file, &split(&[body]));
        desk.ok(&["settings", "template", "notice", "--file", &file]);
    };
    take("invites.docx", "请于{{时间}}到{{地点}}参加{{会议名称}}");
    desk.ok(&["session", "finalise", name, "notice"]);
    desk.ok(&["session", "cancel", name, "改由书面征求意见"]);
    let path = desk.path().join("draft.docx");
    let draft = desk.run(&["document", "notice", name, "-o", path.to_str().unwrap()]);
    let told = String::from_utf8(draft.stderr).unwrap();
    assert!(told.contains("这一份写有“取消”、“原因”，模板里却没有"), "{told}");
    let said = desk.fails(2, &["session", "finalise", name, "notice"]);
    assert!(said.contains("取消") && said.contains("没有相应的字段"), "{said}");
    take("tells.docx", "{{会议名称}}{{?取消}}因{{原因}}取消，原定{{原定日期}}{{/取消}}");
    desk.ok(&["session", "finalise", name, "notice"]);
    let path = desk.path().join("notice.docx");
    desk.ok(&["document", "notice", name, "-o", path.to_str().unwrap()]);
    let text = text_of(&fs::read(path).unwrap());
    assert!(text.contains("第二次协商议事会因改由书面征求意见取消，原定20"), "{text}");
}
