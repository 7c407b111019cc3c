//! A sheet as plain text: what the terminal shows before a file is written, and what mail takes.

use super::{
    phrase::Phrase,
    sheet::{Align, Block, Cell, Row, Sheet, Table},
};
use crate::domain::text::shown;
use crate::i18n::Lang;
use textwrap::Options;
use unicode_width::UnicodeWidthStr;

/// How wide a page is, in cells: 28 characters.
const PAGE_CELLS: usize = 56;

/// Writes a sheet as plain text, one paragraph a line; blanks are low lines `＿`.
pub fn plain(sheet: &Sheet) -> String {
    let mut text = String::new();
    for block in &sheet.blocks {
        for line in lines(block, sheet.lang) {
            text.push_str(line.trim_end_matches(' '));
            text.push('\n');
        }
    }
    shown(&text).into_owned()
}

fn lines(block: &Block, lang: Lang) -> Vec<String> {
    let indent = lang.pick("\u{3000}\u{3000}", "    ");
    match block {
        Block::Stamp(words) => vec![words.clone(), String::new()],
        Block::Mark(lines) | Block::Title(lines) => centred_all(lines),
        Block::Number(words) => vec![placed(words, Align::Centre)],
        Block::RedRule => vec!["━".repeat(PAGE_CELLS / 2), String::new()],
        Block::Heading { phrase, .. } | Block::Paragraph(phrase) => {
            vec![format!("{indent}{}", phrase.plain().replace('\n', &format!("\n{indent}")))]
        }
        Block::Line { phrase, align } => vec![placed(&phrase.plain(), *align)],
        Block::Labelled { label, phrases } => labelled(indent, label, phrases),
        Block::Table(it) => table(it),
        Block::Gap => vec![String::new()],
        Block::CutLine(words) => vec![format!("┄┄┄┄┄┄ {words} ┄┄┄┄┄┄")],
        Block::SignOff { office, date } => {
            [office, date].map(|phrase| placed(&phrase.plain(), Align::Right)).to_vec()
        }
        Block::Colophon { copies_to, office, date } => colophon(copies_to.as_ref(), office, date),
    }
}

fn centred_all(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| placed(line, Align::Centre)).chain([String::new()]).collect()
}

/// A line where it stands within the page; a wider one begins at the left.
fn placed(words: &str, align: Align) -> String {
    let room = PAGE_CELLS.saturating_sub(words.width());
    let before = match align {
        Align::Left => 0,
        Align::Centre => room / 2,
        Align::Right => room,
    };
    format!("{}{words}", " ".repeat(before))
}

fn labelled(indent: &str, label: &str, phrases: &[Phrase]) -> Vec<String> {
    let below = " ".repeat(label.width() + 1);
    let lines = phrases.iter().enumerate().map(|(number, phrase)| match number {
        0 if label.is_ascii() => format!("{indent}{label} {}", phrase.plain()),
        0 => format!("{indent}{label}{}", phrase.plain()),
        _ if label.is_ascii() => format!("{indent}{below}{}", phrase.plain()),
        _ => format!("{indent}{}{}", "\u{3000}".repeat(label.width() / 2), phrase.plain()),
    });
    lines.collect()
}

/// The widest that a table is made: it fits a terminal of 80 columns, with a frame round it.
const TABLE_CELLS: usize = 74;
/// Between two cells.
const BETWEEN: &str = " │ ";

/// The rows of a table, their cells below those of the other rows; what has no room in its column goes on
/// below.
fn table(table: &Table) -> Vec<String> {
    let mut widths = vec![0; table.columns.len()];
    for (column, cell) in table.rows.iter().flat_map(placed_cells) {
        if let Some(width) = widths.get_mut(column).filter(|_| cell.span <= 1) {
            *width = cell.plain().lines().map(UnicodeWidthStr::width).fold(*width, usize::max);
        }
    }
    let between = BETWEEN.width() * widths.len().saturating_sub(1);
    narrow(&mut widths, TABLE_CELLS.saturating_sub(between));
    table.rows.iter().flat_map(|row| row_lines(row, &widths)).collect()
}

/// Takes from the widest columns until all of them fit.
fn narrow(widths: &mut [usize], room: usize) {
    let mut surplus = widths.iter().sum::<usize>().saturating_sub(room);
    while surplus > 0 {
        let Some(widest) = widths.iter_mut().max_by_key(|width| **width).filter(|it| **it > 2)
        else {
            return;
        };
        *widest -= 1;
        surplus -= 1;
    }
}

/// A row, in as many lines as its longest cell needs.
fn row_lines(row: &Row, widths: &[usize]) -> Vec<String> {
    let cells: Vec<(usize, Vec<String>)> = placed_cells(row)
        .map(|(column, cell)| {
            let span = usize::from(cell.span.max(1));
            let own = widths.iter().skip(column).take(span).sum::<usize>();
            let room = own + (span - 1) * BETWEEN.width();
            (room, wrapped(&cell.plain(), room))
        })
        .collect();
    let height = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or_default();
    let line = |at: usize| {
        let cells = cells.iter().map(|(room, lines)| {
            let words = lines.get(at).map_or("", String::as_str);
            format!("{words}{}", " ".repeat(room.saturating_sub(words.width())))
        });
        cells.collect::<Vec<_>>().join(BETWEEN)
    };
    (0..height).map(line).collect()
}

/// A cell's words in lines of at most `room` cells.
fn wrapped(words: &str, room: usize) -> Vec<String> {
    let options = Options::new(room.max(2)).break_words(true);
    let lines = words.lines().flat_map(|line| textwrap::wrap(line, &options));
    lines.map(|line| line.trim_end().to_owned()).collect()
}

/// The cells of a row, each with the column that it begins in.
fn placed_cells(row: &Row) -> impl Iterator<Item = (usize, &Cell)> {
    row.cells.iter().scan(0, |next, cell| {
        let column = *next;
        *next += usize::from(cell.span.max(1));
        Some((column, cell))
    })
}

fn colophon(copies_to: Option<&Phrase>, office: &Phrase, date: &Phrase) -> Vec<String> {
    let rule = "─".repeat(PAGE_CELLS / 2);
    let (office, date) = (office.plain(), date.plain());
    let gap = PAGE_CELLS.saturating_sub(office.width() + date.width()).max(1);
    let copies = copies_to.map(Phrase::plain);
    let last = format!("{office}{}{date}", " ".repeat(gap));
    [String::new(), rule].into_iter().chain(copies).chain([last]).collect()
}
