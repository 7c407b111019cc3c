//! The text of a document: every block of a sheet as paragraphs and tables.

use super::{
    colophon::colophon,
    paragraph::{Ink, paragraph, runs, words},
    styles::{CHARACTER_TWIPS, LINE_TWIPS},
    table::{alignment, table},
    xml::{Element, element, valued},
};
use crate::document::{
    phrase::{Look, Phrase},
    sheet::{Align, Block, Level, Page, Sheet},
};
use unicode_width::UnicodeWidthStr;

/// From the upper edge of the type area to the mark of minutes: 35 mm (GB/T 9704-2012, 10.3).
const ABOVE_MARK_TWIPS: u32 = 1_984;

/// The paragraphs and tables of a sheet.
pub(super) fn blocks(sheet: &Sheet, ink: Ink<'_>) -> Vec<Element> {
    let mut elements = Vec::new();
    let mut before: Option<&Block> = None;
    for (place, block) in sheet.blocks.iter().enumerate() {
        // Two tables that touch would become one.
        if matches!((before, block), (Some(Block::Table(_)), Block::Table(_))) {
            elements.push(paragraph("PlainLine", [], []));
        }
        let rest = sheet.blocks.get(place + 1..).unwrap_or_default();
        let made = one(block, before, (sheet.page, ink));
        if holds_next(block, rest) {
            elements.extend(made.into_iter().map(Element::kept_with_next));
        } else {
            elements.extend(made);
        }
        before = Some(block);
    }
    // A body ends with a paragraph; it takes no room, or a full page would be followed by an empty one.
    if matches!(before, None | Some(Block::Table(_))) {
        elements.push(without_room());
    }
    elements
}

/// Whether a block stands on the page of what follows: the end of the text on that of office and day
/// (GB/T 9704-2012, 7.3.5), and what is torn off on one page.
fn holds_next(block: &Block, rest: &[Block]) -> bool {
    let next = rest.iter().find(|it| !matches!(it, Block::Gap));
    match block {
        Block::CutLine(_) => true,
        Block::Paragraph(_) | Block::Gap => matches!(next, Some(Block::SignOff { .. })),
        Block::Line { .. } => match rest {
            [Block::Line { .. }, Block::Table(it), ..] | [Block::Table(it), ..] => it.is_kept,
            _ => false,
        },
        _ => false,
    }
}

/// A paragraph that nobody sees.
pub(super) fn without_room() -> Element {
    let spacing = element("w:spacing").with("w:line", 20).with("w:lineRule", "exact");
    paragraph("PlainLine", [valued("w:snapToGrid", 0), spacing], [])
}

fn one(block: &Block, before: Option<&Block>, (page, ink): (Page, Ink<'_>)) -> Vec<Element> {
    match block {
        Block::Stamp(text) => vec![paragraph("Stamp", [], [words(text, Vec::new())])],
        Block::Mark(lines) => mark(lines, matches!(before, Some(Block::Stamp(_)))),
        Block::Number(text) => vec![paragraph("DocumentNumber", [], [words(text, Vec::new())])],
        Block::RedRule => vec![paragraph("RedRule", [], [])],
        Block::Title(lines) => vec![paragraph("Title", [], [words(&lines.join("\n"), Vec::new())])],
        Block::Heading { level, phrase } => {
            let style = match level {
                Level::First => "Heading1",
                Level::Second => "Heading2",
                Level::Third => "Heading3",
            };
            vec![paragraph(style, [], runs(phrase, ink))]
        }
        Block::Paragraph(phrase) => vec![paragraph("BodyText", [], runs(phrase, ink))],
        Block::Line { phrase, align } => {
            vec![paragraph("PlainLine", [alignment(*align)], runs(phrase, ink))]
        }
        Block::Labelled { label, phrases } => labelled(label, phrases, ink),
        Block::Table(it) => vec![table(it, page, ink)],
        Block::Gap => vec![paragraph("PlainLine", [], [])],
        Block::CutLine(text) => vec![paragraph("CutLine", [], [words(text, Vec::new())])],
        Block::SignOff { office, date } => sign_off(office, date, ink),
        Block::Colophon { copies_to, office, date } => {
            colophon(copies_to.as_ref(), office, date, (page, ink))
        }
    }
}

/// The red mark, as large as its longest line allows.
fn mark(lines: &[String], is_below_stamp: bool) -> Vec<Element> {
    let widest = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    let points = match widest {
        0..=24 => 36,
        25..=34 => 26,
        _ => 22,
    };
    let taken = if is_below_stamp { LINE_TWIPS } else { 0 };
    // The line is higher than its characters, by 3 twips for each point on both sides.
    let spacing = element("w:spacing")
        .with("w:before", ABOVE_MARK_TWIPS - taken - points * 3)
        .with("w:line", points * 26)
        .with("w:lineRule", "exact");
    let size = vec![valued("w:sz", points * 2), valued("w:szCs", points * 2)];
    vec![paragraph("Mark", [spacing], [words(&lines.join("\n"), size)])]
}

/// A label two characters in, and lines that hang behind it (GB/T 9704-2012, 10.3).
fn labelled(label: &str, phrases: &[Phrase], ink: Ink<'_>) -> Vec<Element> {
    let cells = u32::try_from(label.width()).unwrap_or(0);
    let hanging = (cells * CHARACTER_TWIPS).div_ceil(2);
    let hanging = hanging.div_ceil(CHARACTER_TWIPS) * CHARACTER_TWIPS;
    let left = 2 * CHARACTER_TWIPS + hanging;
    let first = element("w:ind").with("w:left", left).with("w:hanging", hanging);
    let others = element("w:ind").with("w:left", left);
    let tabs = || {
        let tab = valued("w:tab", "left").with("w:pos", left);
        element("w:tabs").child(tab)
    };
    let mut paragraphs = Vec::new();
    for (number, phrase) in phrases.iter().enumerate() {
        if number == 0 {
            let mut named = Phrase::looking(label, Look::Label);
            // A label of whole Chinese characters ends where the others hang.
            if !cells.is_multiple_of(2) || label.is_ascii() {
                named.append(Phrase::said("\t"));
            }
            let named = named.then(phrase.clone());
            paragraphs.push(paragraph("Labelled", [tabs(), first.clone()], runs(&named, ink)));
        } else {
            paragraphs.push(paragraph("Labelled", [others.clone()], runs(phrase, ink)));
        }
    }
    paragraphs
}

/// The office two characters from the right, the day below it; where the office is longer, the day
/// begins two characters behind the office's beginning (GB/T 9704-2012, 7.3.5.2).
fn sign_off(office: &Phrase, date: &Phrase, ink: Ink<'_>) -> Vec<Element> {
    let cells = |phrase: &Phrase| u32::try_from(phrase.plain().width()).unwrap_or(0);
    let from_right = |half_characters: u32| {
        element("w:ind").with("w:right", half_characters * CHARACTER_TWIPS / 2)
    };
    let (long, short) = (cells(office), cells(date));
    let (office_right, date_right) = if long >= short + 4 {
        (4, 4 + long - short - 4)
    } else {
        (4 + (short + 4).saturating_sub(long), 4)
    };
    vec![
        paragraph(
            "SignOff",
            [from_right(office_right), alignment(Align::Right)],
            runs(office, ink),
        )
        .kept_with_next(),
        paragraph("SignOff", [from_right(date_right), alignment(Align::Right)], runs(date, ink)),
    ]
}
