//! A sheet as Markdown: CommonMark, with the tables and the striking through of GFM.

use super::{
    phrase::{Look, Phrase, Run},
    sheet::{Block, Cell, Row, Sheet, Table},
};
use crate::domain::text::shown;

/// Writes a sheet as Markdown. Whatever was typed is shown as it was typed: characters that mean
/// something are escaped.
pub fn markdown(sheet: &Sheet) -> String {
    // Below a mark the title is a heading of the second level.
    let has_mark = sheet.blocks.iter().any(|block| matches!(block, Block::Mark(_)));
    let written = sheet.blocks.iter().map(|block| block_words(block, has_mark));
    let written: Vec<String> = written.filter(|words| !words.is_empty()).collect();
    let mut text = written.join("\n\n");
    text.push('\n');
    shown(&text).into_owned()
}

fn block_words(block: &Block, has_mark: bool) -> String {
    let title_depth = if has_mark { 2 } else { 1 };
    match block {
        Block::Stamp(words) => format!("*{}*", inline(words)),
        Block::Mark(lines) => heading(1, &inline(&lines.concat())),
        Block::Title(lines) => heading(title_depth, &inline(&spaced(lines))),
        Block::Heading { level, phrase } => {
            heading(title_depth + usize::from(level.depth()), &in_line(phrase))
        }
        Block::Number(words) => at_line_start(&inline(words)),
        Block::Paragraph(phrase) | Block::Line { phrase, .. } => paragraph(phrase),
        Block::RedRule => "---".to_owned(),
        Block::Gap => String::new(),
        Block::Labelled { label, phrases } => labelled(label, phrases),
        Block::Table(it) => table(it),
        Block::CutLine(words) => format!("---\n\n{}", at_line_start(&inline(words))),
        Block::SignOff { office, date } => hard_lines(&[office, date]),
        Block::Colophon { copies_to, office, date } => {
            let lines: Vec<&Phrase> = copies_to.iter().chain([office, date]).collect();
            format!("---\n\n{}", hard_lines(&lines))
        }
    }
}

/// Lines of a title in one: between words of letters a blank is put back.
fn spaced(lines: &[String]) -> String {
    let is_ascii = lines.iter().all(|line| line.is_ascii());
    lines.join(if is_ascii { " " } else { "" })
}

fn heading(depth: usize, words: &str) -> String {
    format!("{} {words}", "#".repeat(depth))
}

fn paragraph(phrase: &Phrase) -> String {
    let words = in_line(phrase);
    let lines: Vec<String> = words.split('\n').map(at_line_start).collect();
    lines.join("\\\n")
}

fn hard_lines(phrases: &[&Phrase]) -> String {
    phrases.iter().map(|phrase| paragraph(phrase)).collect::<Vec<_>>().join("\\\n")
}

/// The blank behind the label lets the emphasis end.
fn labelled(label: &str, phrases: &[Phrase]) -> String {
    let words: Vec<String> = phrases.iter().map(in_line).collect();
    let words = words.join("\\\n").replace('\n', "\n\u{3000}");
    format!("**{}** {words}", inline(label.trim_end()))
}

fn table(table: &Table) -> String {
    let columns = table.columns.len();
    let rule = format!("|{}", " --- |".repeat(columns));
    let mut rows = table.rows.iter().map(|it| row(it, columns));
    // A table of GFM begins with a head; a form without one has an empty head.
    let head = if table.header_rows > 0 { rows.next() } else { None };
    let head = head.unwrap_or_else(|| format!("|{}", "  |".repeat(columns)));
    [head, rule].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// A row; a cell over several columns is followed by empty ones.
fn row(row: &Row, columns: usize) -> String {
    let mut written = String::from("|");
    let mut taken = 0;
    for cell in &row.cells {
        let span = usize::from(cell.span.max(1));
        taken += span;
        written.push(' ');
        written.push_str(&cell_words(cell));
        written.push_str(" |");
        written.push_str(&"  |".repeat(span - 1));
    }
    written.push_str(&"  |".repeat(columns.saturating_sub(taken)));
    written
}

fn cell_words(cell: &Cell) -> String {
    let words: Vec<String> = cell.phrases.iter().map(in_line).collect();
    words.join("<br>").replace('\n', "<br>")
}

/// The words of a phrase, escaped wherever they stand.
fn in_line(phrase: &Phrase) -> String {
    let runs = phrase.0.iter().map(|run| match run {
        Run::Text { text, look: Look::Struck } if !text.trim().is_empty() => {
            format!("~~{}~~", inline(text))
        }
        other => inline(&other.plain()),
    });
    runs.collect()
}

/// Escapes what means something anywhere in a line (CommonMark 2.4, 6).
fn inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Escapes what means something at the beginning of a line: bullets, rules, numbers of lists.
fn at_line_start(line: &str) -> String {
    let line = line.trim_start_matches([' ', '\t']);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let marker = line.chars().nth(digits);
    let at = match marker {
        Some('.' | ')') if digits > 0 => digits,
        Some('+' | '-' | '=') if digits == 0 => 0,
        _ => return line.to_owned(),
    };
    let (before, after) = line.split_at_checked(at).unwrap_or((line, ""));
    format!("{before}\\{after}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Kind, Setting};

    fn written(block: Block) -> String {
        let mut sheet = Sheet::new(Kind::Minutes, &Setting::default());
        sheet.blocks.push(block);
        markdown(&sheet)
    }

    #[test]
    fn what_was_typed_is_shown_as_it_was_typed() {
        for (typed, expected) in [
            (
                "a*b*_c_ `d` [e](f) <g> &amp; h|i ~j~",
                "a\\*b\\*\\_c\\_ \\`d\\` \\[e\\](f) \\<g\\> \\&amp; h\\|i \\~j\\~\n",
            ),
            ("# 不是标题", "\\# 不是标题\n"),
            ("1. 不是列表", "1\\. 不是列表\n"),
            ("12) x", "12\\) x\n"),
            ("- x", "\\- x\n"),
            ("+ x", "\\+ x\n"),
            ("===", "\\===\n"),
            ("    x", "x\n"),
            ("2023年6月30日", "2023年6月30日\n"),
            ("上\n- 下", "上\\\n\\- 下\n"),
            ("C:\\x", "C:\\\\x\n"),
        ] {
            assert_eq!(written(Block::Paragraph(typed.into())), expected, "{typed}");
        }
    }

    #[test]
    fn a_label_ends_its_emphasis_before_chinese_words() {
        let labelled = Block::Labelled {
            label: "出席：".into(),
            phrases: vec!["甲".into(), "乙".into()],
        };
        assert_eq!(written(labelled), "**出席：** 甲\\\n\u{3000}乙\n");
    }

    #[test]
    fn a_table_has_as_many_cells_in_each_row() {
        let rows = vec![
            Row::of(vec![Cell::label("甲"), Cell::label("乙")]),
            Row::of(vec![Cell::said("a|b\nc").over(2)]),
        ];
        let table = Table { columns: vec![1, 1], header_rows: 1, rows, is_kept: false };
        let expected = "| 甲 | 乙 |\n| --- | --- |\n| a\\|b<br>c |  |\n";
        assert_eq!(written(Block::Table(table)), expected);
    }
}
