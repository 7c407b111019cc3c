//! The ledger from the command line: a workbook that is read back, text with commas, a public copy.

use super::filled::Filled;
use crate::paper::tools;
use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

fn rows(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range("台账").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn cell(row: &[Data], rows: &[Vec<Data>], heading: &str) -> Data {
    let head = rows.iter().find(|row| row[0] == Data::String("序号".into())).unwrap();
    let place = head.iter().position(|it| *it == Data::String(heading.into())).unwrap();
    row[place].clone()
}

#[test]
fn the_ledger_is_a_workbook_with_days_sums_and_every_issue() {
    let filled = Filled::new();
    let file = filled.desk.path().join("台账.xlsx");
    let told = filled.desk.json(&["export", "--ledger", "-o", file.to_str().unwrap()]);
    assert_eq!(told["rows"], 4);
    let rows = rows(&file);
    let numbered = |row: &&Vec<Data>| row[1] == Data::String(filled.issue.clone());
    let row = rows.iter().find(numbered).unwrap();
    let text = |heading: &str| cell(row, &rows, heading).to_string();
    assert_eq!(text("议题"), "临水路段加装护栏");
    assert_eq!(text("类别"), "温度");
    assert!(matches!(cell(row, &rows, "登记日期"), Data::DateTime(_)), "{row:?}");
    assert!(matches!(cell(row, &rows, "协商日期"), Data::DateTime(_)));
    assert_eq!(cell(row, &rows, "参加委员(次)"), Data::Float(1.0));
    assert_eq!(cell(row, &rows, "群众(人次)"), Data::Float(13.0));
    assert_eq!(text("责任单位"), "湘潭县水利局");
    assert_eq!(cell(row, &rows, "资金(万元)"), Data::Float(11.0));
    assert_eq!(text("满意度"), "基本满意");
    assert!(text("协商意见").contains("装护栏三百米") && text("协商意见").contains("未达成共识"));
    let sum = rows.iter().find(|row| row[0] == Data::String("合计".into())).unwrap();
    assert_eq!(cell(sum, &rows, "群众(人次)"), Data::Float(13.0), "what the formula comes to");
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    let formulas = book.worksheet_formula("台账").unwrap();
    let formulas: Vec<&String> = formulas.rows().flatten().filter(|it| !it.is_empty()).collect();
    assert_eq!(formulas.len(), 4);
    assert!(formulas.iter().all(|it| it.starts_with("SUM(")), "{formulas:?}");
}

/// A copy of a workbook in which formulas have nothing but themselves: whoever opens it has to reckon.
fn without_results(book: &Path, copy: &Path) {
    let mut from = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
    let mut to = zip::ZipWriter::new(fs::File::create(copy).unwrap());
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        to.start_file(&*name, zip::write::SimpleFileOptions::default()).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let page = String::from_utf8(bytes).unwrap();
            let mut bare = String::new();
            for piece in page.split_inclusive("</f>") {
                let result = piece.strip_prefix("<v>").and_then(|it| it.split_once("</v>"));
                bare.push_str(result.map_or(piece, |(_, rest)| rest));
            }
            assert_ne!(bare, page);
            bytes = bare.into_bytes();
        }
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap();
}

#[test]
fn another_program_reckons_the_same_sums() {
    if !tools::have(&["soffice", "localc"]) {
        return;
    }
    let filled = Filled::new();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    filled.desk.ok(&["export", "--ledger", "-o", &at("ours.xlsx")]);
    without_results(at("ours.xlsx").as_ref(), at("bare.xlsx").as_ref());
    let profile = format!("-env:UserInstallation=file://{}", at("profile"));
    let sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1";
    let (out, bare) = (at("out"), at("bare.xlsx"));
    tools::text(
        "soffice",
        &[&profile, "--headless", "--convert-to", sheet, "--outdir", &out, &bare],
    );
    let text = fs::read_to_string(at("out/bare.csv")).unwrap();
    let ours = rows(at("ours.xlsx").as_ref());
    let sum = ours.iter().find(|row| row[0] == Data::String("合计".into())).unwrap();
    let sums: Vec<f64> = sum.iter().filter_map(Data::get_float).collect();
    let reckoned =
        text.lines().find(|line| line.starts_with("合计") || line.starts_with("\"合计")).unwrap();
    let reckoned: Vec<f64> = reckoned.split(',').filter_map(|it| it.parse().ok()).collect();
    assert_eq!((sums.len(), reckoned), (4, sums), "{text}");
}

#[test]
fn the_page_is_set_up_for_the_printer() {
    let filled = Filled::new();
    let file = filled.desk.path().join("台账.xlsx");
    filled.desk.ok(&["export", "--ledger", "-o", file.to_str().unwrap()]);
    let mut archive = zip::ZipArchive::new(fs::File::open(&file).unwrap()).unwrap();
    let mut page = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut page).unwrap();
    for wanted in ["orientation=\"landscape\"", "paperSize=\"9\"", "state=\"frozen\"", "第&amp;P页"]
    {
        assert!(page.contains(wanted), "{wanted}");
    }
    let mut book = String::new();
    archive.by_name("xl/workbook.xml").unwrap().read_to_string(&mut book).unwrap();
    assert!(book.contains("_xlnm.Print_Titles"), "{book}");
}

#[test]
fn text_with_commas_begins_with_the_mark_and_a_public_copy_masks_citizens() {
    let filled = Filled::new();
    let desk = &filled.desk;
    let file = desk.path().join("台账.csv");
    let path = file.to_str().unwrap();
    desk.ok(&["export", "--ledger", "-o", path]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("李某某"), "{text}");
    desk.ok(&["person", "add", "欧阳晓明", "--side", "public"]);
    desk.ok(&["issue", "add", "=1+1", "--studio", "ST", "--raiser", "欧阳晓明"]);
    let internal = desk.ok(&["export", "--ledger"]);
    assert!(internal.contains("欧阳晓明") && internal.contains(",'=1+1,"), "{internal}");
    assert!(!desk.ok(&["export", "--ledger", "--public"]).contains("欧阳晓明"));
}

#[test]
fn it_is_narrowed_by_studio_status_and_the_days_of_entry() {
    let filled = Filled::new();
    let count = |more: &[&str]| {
        let file = filled.desk.path().join("n.csv");
        let words = ["export", "--ledger", "--yes", "-o", file.to_str().unwrap()];
        filled.desk.json(&[&words[..], more].concat())["rows"].as_u64().unwrap()
    };
    assert_eq!(count(&["--studio", "JY"]), 0);
    assert_eq!(count(&["--status", "merged"]), 1);
    assert_eq!(count(&["--status", "open"]), 1);
    assert_eq!(count(&["--from", "2023-02-02", "--to", "2023-02-02"]), 3);
    let told = filled.desk.fails(2, &["export", "--ledger", "-o", "x.docx"]);
    assert!(told.contains(".xlsx"), "{told}");
    filled.desk.fails(2, &["export", "--from", "2023-01-01"]);
}

#[test]
fn a_ledger_is_not_taken_for_json() {
    let desk = super::Desk::new();
    desk.ok(&["studio", "add", "韶峰工作室"]);
    let told = desk.fails(2, &["--json", "export", "--ledger"]);
    assert!(told.contains("\"usage\"") && told.contains("-o"), "{told}");
}

/// What went out of the example city says nothing new to it, in either form and either language.
#[test]
fn the_ledger_of_the_program_is_read_back_without_a_change() {
    let desk = super::Desk::new();
    desk.ok(&["demo", "--fill", desk.data().to_str().unwrap()]);
    for (name, lang) in [("a.xlsx", "zh"), ("b.csv", "zh"), ("c.xlsx", "en"), ("d.csv", "en")] {
        let file = desk.path().join(name);
        let path = file.to_str().unwrap();
        desk.ok(&["export", "--ledger", "-o", path, "--lang", lang]);
        let output = desk.run(&["import", path, "--dry-run", "--json", "--all", "--lang", lang]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let told: serde_json::Value = serde_json::from_str(&text).expect(&text);
        let rows = told["rows"].as_array().unwrap();
        let other: Vec<_> = rows.iter().filter(|row| row["what"] != "unchanged").collect();
        let first: Vec<_> = other.iter().take(12).collect();
        assert!(other.is_empty(), "{name}: {} of {}: {first:#?}", other.len(), rows.len());
        assert!(rows.len() > 300, "{name}: {}", told["counts"]);
    }
}

/// The ledger calls people by their names alone; whose issue it is says whom it means, and units do where
/// two of a name raised one.
#[test]
fn a_ledger_with_namesakes_in_it_is_read_back_without_a_change() {
    let desk = super::Desk::new();
    desk.ok(&["studio", "add", "韶峰工作室"]);
    desk.ok(&["person", "add", "张三", "--side", "public"]);
    desk.ok(&["person", "add", "张三", "--side", "public", "--unit", "桥头村"]);
    desk.ok(&["issue", "add", "路灯不亮", "--raiser", "张三（—）"]);
    desk.ok(&["issue", "add", "停车难", "--raiser", "张三（桥头村）"]);
    desk.ok(&["issue", "add", "积水", "--raiser", "张三（—）、张三（桥头村）"]);
    for name in ["a.xlsx", "b.csv"] {
        let file = desk.path().join(name);
        let path = file.to_str().unwrap();
        desk.ok(&["export", "--ledger", "-o", path]);
        let told = desk.json(&["import", path, "--dry-run", "--all"]);
        assert_eq!(told["counts"]["unchanged"], 3, "{told}");
    }
    let public = desk.ok(&["export", "--ledger", "--public"]);
    assert!(!public.contains("桥头村"), "{public}");
}
