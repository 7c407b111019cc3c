//! Markdown and plain text of every document.

use super::shelf;
use tanshi::document::{markdown, plain, sheet::Block};
use unicode_width::UnicodeWidthStr;

/// Words without what a format may add: blanks and line breaks, and the marks of Markdown.
fn bare(words: &str) -> String {
    let is_mark = |it: char| it.is_whitespace() || matches!(it, '\\' | '*' | '~');
    words.chars().filter(|it| !is_mark(*it)).collect()
}

/// The tables of a plain text, read column by column: a cell may go on in the line below.
fn columns(text: &str) -> String {
    let mut read: Vec<String> = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split(" │ ").map(|cell| cell.trim_end_matches(" │")).collect();
        read.resize(read.len().max(cells.len()), String::new());
        for (column, cell) in read.iter_mut().zip(cells) {
            column.push_str(cell);
        }
    }
    read.join("\n")
}

#[test]
fn every_phrase_of_every_document_is_in_its_markdown_and_its_plain_text() {
    for paper in shelf::SHELF.iter() {
        let text = plain(&paper.sheet);
        let written = [markdown(&paper.sheet), columns(&text) + &text].map(|it| bare(&it));
        for phrase in paper.sheet.blocks.iter().flat_map(Block::phrases) {
            let words = bare(&phrase.plain());
            for text in &written {
                assert!(text.contains(&words), "{}: {words}\n{text}", paper.name);
            }
        }
    }
}

#[test]
fn tables_fit_a_terminal_of_80_columns_in_plain_text() {
    let mut tables = 0;
    for paper in shelf::SHELF.iter() {
        let text = plain(&paper.sheet);
        for line in text.lines().filter(|line| line.contains('│')) {
            assert!(line.width() <= 74, "{}: {line}", paper.name);
            tables += 1;
        }
    }
    assert!(tables > 0);
}

#[test]
fn the_markdown_of_the_minutes_has_headings_lists_and_a_colophon() {
    let text = markdown(&shelf::paper("minutes-zh-public").sheet);
    for expected in [
        "*草稿*\n\n# 窑湾街道委员工作室协商议事会纪要\n\n雨协商纪〔2023〕3号\n\n---\n\n## 金都大市场停车和小区改造协商议事会\n\n2023年5月20日，",
        "\n\n### 二、老旧小区加装电梯意见不一\n\n",
        "\n\n1\\.由工作室每月公布一次进展。\n\n",
        "\n\n**出席：** 召集人：缪健辉\\\n",
        "政协委员：丁\u{3000}一、",
        "\n\n---\n\n抄送：区委办公室、区政府办公室。\\\n雨湖区政协办公室\\\n2023年5月25日印发\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn the_plain_text_of_the_minutes_reads_like_the_page() {
    let text = plain(&shelf::paper("minutes-zh-public").sheet);
    for expected in [
        "\n            窑湾街道委员工作室协商议事会纪要\n",
        "\n\u{3000}\u{3000}一、金都大市场周边停车难\n",
        "\n\u{3000}\u{3000}出席：召集人：缪健辉\n",
        "\n\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}政协委员：丁",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn an_unknown_is_a_low_line_in_every_format() {
    let sheet = &shelf::paper("c4").sheet;
    for text in [markdown(sheet), plain(sheet)] {
        assert!(text.contains("由＿＿＿＿＿＿主办，于＿＿＿＿＿＿前完成"), "{text}");
    }
}

/// The compiler does not tell: a word is public.
#[test]
fn every_word_of_the_documents_is_said_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let kinds = root.join("src/i18n/label/document.rs");
    let mut source = std::fs::read_to_string(kinds).unwrap();
    let mut folders = ["src/document", "src/exchange/icalendar"].map(|it| root.join(it)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                source.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let said: std::collections::BTreeSet<&str> = source
        .split("Paper::")
        .skip(1)
        .filter_map(|after| after.split(|it: char| !it.is_ascii_alphanumeric()).next())
        .collect();
    let words = tanshi::i18n::Paper::ALL.iter().map(|word| format!("{word:?}"));
    let unsaid: Vec<_> = words.filter(|word| !said.contains(word.as_str())).collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}
