//! Word files as others read them.

use super::{
    fixture::{SESSION, Table, setting},
    shelf, tools,
};
use std::io::{Cursor, Read, Write};
use tanshi::{
    document::{
        Fonts, Phrase, Sheet, docx,
        minutes::Minutes,
        sheet::{Block, Cell},
    },
    i18n::Lang,
};

#[test]
fn every_document_follows_the_schema() {
    if !tools::have(&["ooxml-validator"]) {
        return;
    }
    let files = shelf::word_files();
    std::thread::scope(|scope| {
        for half in files.chunks(files.len().div_ceil(2)) {
            scope.spawn(|| half.iter().for_each(|(name, file)| assert_valid(name, file)));
        }
    });
}

fn assert_valid(name: &str, file: &std::path::Path) {
    let told = tools::run("ooxml-validator", &[file.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("\"ok\": true"), "{name}: {told}");
}

#[test]
fn a_broken_document_does_not_follow_the_schema() {
    if !tools::have(&["ooxml-validator"]) {
        return;
    }
    let (_, file) = &shelf::word_files()[0];
    let broken = file.with_file_name("broken.docx");
    std::fs::write(
        &broken,
        rewritten(&std::fs::read(file).unwrap(), |part| {
            // A paragraph may not stand in a run.
            part.replacen("<w:r><w:t", "<w:r><w:p/><w:t", 1)
        }),
    )
    .unwrap();
    let told = tools::run("ooxml-validator", &[broken.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("\"ok\": false"));
}

/// The same archive with its main part changed.
fn rewritten(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let options = zip::write::SimpleFileOptions::default();
        let name = part.name().unwrap().into_owned();
        let is_main = name == "word/document.xml";
        written.start_file(name, options).unwrap();
        let text = if is_main { change(&text) } else { text };
        written.write_all(text.as_bytes()).unwrap();
    }
    written.finish().unwrap().into_inner()
}

/// Prints each paragraph and table in order, a line of JSON for each file.
const READER: &str = r"
import json, sys
from docx import Document
from docx.table import Table
for name in sys.argv[1:]:
    document = Document(name)
    told = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                cells, seen = [], set()
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        cells.append(cell.text)
                told.append(['row', cells])
        elif item.text.strip():
            told.append([item.style.name, item.text])
    core = document.core_properties
    print(json.dumps({'told': told, 'author': core.author, 'by': core.last_modified_by}))
";

/// What a reader should find of a block: the style and the words, or the cells of a row.
fn expected(block: &Block) -> Vec<serde_json::Value> {
    let one = |style: &str, text: String| serde_json::json!([style, text]);
    let words = |phrase: &Phrase| phrase.plain().replace('＿', "\u{3000}\u{2060}");
    let cells = |cells: &[Cell]| -> Vec<String> {
        cells.iter().map(|cell| cell.plain().replace('＿', "\u{3000}\u{2060}")).collect()
    };
    match block {
        Block::Stamp(text) => vec![one("Stamp", text.clone())],
        Block::Mark(lines) => vec![one("Minutes Mark", lines.join("\n"))],
        Block::Number(text) => vec![one("Document Number", text.clone())],
        Block::Title(lines) => vec![one("Title", lines.join("\n"))],
        Block::Heading { level, phrase } => {
            vec![one(&format!("Heading {}", level.depth()), words(phrase))]
        }
        Block::Paragraph(phrase) => vec![one("Body Text", words(phrase))],
        Block::Line { phrase, .. } => vec![one("Plain Line", words(phrase))],
        Block::Labelled { label, phrases } => (0..)
            .zip(phrases)
            .map(|(number, phrase)| {
                let tab = if label.is_ascii() { "\t" } else { "" };
                let label = if number == 0 { format!("{label}{tab}") } else { String::new() };
                one("Labelled", format!("{label}{}", words(phrase)))
            })
            .collect(),
        Block::Table(table) => {
            table.rows.iter().map(|row| serde_json::json!(["row", cells(&row.cells)])).collect()
        }
        Block::CutLine(text) => vec![one("Cut Line", text.clone())],
        Block::SignOff { office, date } => {
            vec![one("Sign-off", words(office)), one("Sign-off", words(date))]
        }
        Block::Colophon { copies_to, office, date } => {
            let copies = copies_to.iter().map(|phrase| one("Colophon", words(phrase)));
            let ends = one("Colophon", format!("{}\t{}", words(office), words(date)));
            copies.chain([ends]).collect()
        }
        Block::RedRule | Block::Gap => Vec::new(),
    }
}

#[test]
fn copies_to_more_offices_than_a_page_holds_are_all_written() {
    let mut long = setting(Lang::Zh);
    long.imprint.copies_to =
        (1..=150).map(|number| format!("第{number}片区街道办事处及社区")).collect();
    let sheet = Minutes::of(&Table::held().world, SESSION, &long).unwrap().sheet();
    let text =
        super::super::template::office::text_of(&docx::bytes(&sheet, &Fonts::default()).unwrap());
    assert!(text.contains("第150片区街道办事处及社区") && text.contains("印发"), "{text}");
}

#[test]
fn a_reader_that_is_not_ours_finds_every_paragraph_and_table_in_order() {
    let has_reader = tools::have(&["python3"])
        && (tools::run("python3", &["-c", "import docx"]).status.success()
            || tools::have(&["python-docx"]));
    if !has_reader {
        return;
    }
    let files = shelf::word_files();
    let mut arguments = vec!["-c", READER];
    arguments.extend(files.iter().map(|(_, file)| file.to_str().unwrap()));
    let told = tools::text("python3", &arguments);
    for ((name, _), line) in files.iter().zip(told.lines()) {
        let read: serde_json::Value = serde_json::from_str(line).unwrap();
        let wanted: Vec<_> = shelf::paper(name).sheet.blocks.iter().flat_map(expected).collect();
        let found = read["told"].as_array().unwrap();
        for (place, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
            assert_eq!(found, wanted, "{name}, {place}");
        }
        assert_eq!(found.len(), wanted.len(), "{name}");
        assert_eq!((&read["author"], &read["by"]), (&"".into(), &"".into()), "{name}");
    }
    assert_eq!(told.lines().count(), files.len());
}

fn minutes() -> Sheet {
    Minutes::of(&Table::held().world, SESSION, &setting(Lang::Zh)).unwrap().sheet()
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let fonts = Fonts::default();
    let [one, other] = [minutes(), minutes()].map(|sheet| docx::bytes(&sheet, &fonts).unwrap());
    assert!(one == other);
    // No part carries a time of writing: it is the first day that an archive can tell.
    let mut archive = zip::ZipArchive::new(Cursor::new(one)).unwrap();
    for index in 0..archive.len() {
        let part = archive.by_index(index).unwrap();
        assert_eq!(part.last_modified().unwrap().year(), 1980, "{:?}", part.name());
    }
}

/// A part of the Word file of a document.
fn part(sheet: &Sheet, name: &str) -> String {
    let bytes = docx::bytes(sheet, &Fonts::default()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut part).unwrap();
    part
}

#[test]
fn headings_have_levels_that_an_outline_shows() {
    let styles = part(&minutes(), "word/styles.xml");
    for (level, id) in ["Heading1", "Heading2", "Heading3"].iter().enumerate() {
        let style = styles.split(&format!("w:styleId=\"{id}\"")).nth(1).unwrap();
        let style = style.split("</w:style>").next().unwrap();
        assert!(style.contains(&format!("<w:outlineLvl w:val=\"{level}\"/>")), "{style}");
        assert!(style.contains(&format!("<w:name w:val=\"heading {}\"/>", level + 1)), "{style}");
    }
    let text = part(&minutes(), "word/document.xml");
    assert_eq!(text.matches("<w:pStyle w:val=\"Heading1\"/>").count(), 3);
}

#[test]
fn tables_repeat_their_head_and_tear_no_row() {
    let text = part(&shelf::paper("sign_in-zh-internal").sheet, "word/document.xml");
    assert_eq!(text.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(text.matches("<w:cantSplit/>").count(), text.matches("<w:tr>").count());
}

#[test]
fn fonts_are_named_with_what_to_take_in_their_place() {
    let part = part(&minutes(), "word/fontTable.xml");
    for name in ["方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"] {
        let font = part.split(&format!("w:name=\"{name}\">")).nth(1).unwrap();
        assert!(font.starts_with("<w:altName"), "{name}: {part}");
    }
}

#[test]
fn characters_that_xml_does_not_allow_do_not_break_a_file() {
    let mut sheet = minutes();
    sheet.blocks.push(Block::Paragraph("a\u{0}b\u{1b}c\u{fffe}d<&>\u{b}".into()));
    let part = part(&sheet, "word/document.xml");
    assert!(part.contains("a\u{fffd}b\u{fffd}c\u{fffd}d&lt;&amp;&gt;\u{fffd}"));
    let mut reader = quick_xml::Reader::from_str(&part);
    while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
}

#[test]
fn office_and_day_stand_with_the_end_of_the_text_and_what_is_torn_off_on_one_page() {
    let notice = part(&shelf::paper("notice-zh-internal").sheet, "word/document.xml");
    let kept = "<w:pStyle w:val=\"SignOff\"/><w:keepNext/><w:keepLines/>";
    assert_eq!(notice.matches(kept).count(), 1, "the office is kept with the day");
    let (text, _) = notice.split_once("<w:pStyle w:val=\"SignOff\"/>").unwrap();
    let last = text.rsplit("<w:pStyle w:val=\"BodyText\"/>").next().unwrap();
    assert!(last.starts_with("<w:keepNext/>"), "{last}");
    let letter = part(&shelf::paper("assignment-zh-internal").sheet, "word/document.xml");
    let (_, receipt) = letter.split_once("<w:pStyle w:val=\"CutLine\"/>").unwrap();
    let rows: Vec<&str> = receipt.split("<w:tr>").skip(1).collect();
    let (last, others) = rows.split_last().unwrap();
    assert!(receipt.starts_with("<w:keepNext/>"));
    assert!(others.iter().all(|row| row.contains("<w:keepNext/>")), "{others:#?}");
    assert!(!last.contains("<w:keepNext/>"), "{last}");
}
