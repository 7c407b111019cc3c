//! The colophon 版记 at the foot of the last page (GB/T 9704-2012, 7.4).

use super::{
    body::without_room,
    paragraph::{Ink, paragraph, runs, words},
    styles::{COLOPHON_LINE_TWIPS, SMALL_CHARACTER_TWIPS},
    table::twips,
    xml::{Element, element, valued},
};
use crate::document::{phrase::Phrase, sheet::Page};
use unicode_width::UnicodeWidthStr;

/// 0.35 mm, in eighths of a point: the rules outside.
const OUTER_RULE: u32 = 8;
/// 0.25 mm, in eighths of a point: the one between.
const INNER_RULE: u32 = 6;
/// The height of the last rule, which lies inside the type area.
const RULE_TWIPS: u32 = 20;
/// From the upper edge of the page to the upper edge of the type area, upright and across.
const TYPE_AREA_BEGINS_MM: [u16; 2] = [37, 28];
/// From the upper edge of the page to the lower edge of the type area: 262 mm upright, 184 mm across.
const TYPE_AREA_ENDS_MM: [u16; 2] = [262, 184];

/// Lines of 14 pt between rules, one character in at both sides; the last rule lies on the lower edge
/// of the type area. Each line stands in a frame of its own, since what is between two paragraphs of
/// one frame is drawn by Word alone; the frames hang on a paragraph behind them that takes no room.
/// Copies to so many that no page holds them follow the text, from one page to the next.
pub(super) fn colophon(
    copies_to: Option<&Phrase>,
    office: &Phrase,
    date: &Phrase,
    (page, ink): (Page, Ink<'_>),
) -> Vec<Element> {
    let foot = twips(type_area_ends_mm(page)) - COLOPHON_LINE_TWIPS - RULE_TWIPS;
    let taken =
        copies_to.map_or(0, |phrase| COLOPHON_LINE_TWIPS.saturating_mul(lines(phrase, page)));
    let top = foot.checked_sub(taken).filter(|top| *top >= twips(type_area_begins_mm(page)));
    // Where they do not fit, nothing stands in a frame.
    let framed = |place: u32| top.map(|_| frame(page, place));
    let copies = copies_to.map(|phrase| {
        let rules = rules(&[("w:top", OUTER_RULE)]);
        let properties = framed(top.unwrap_or_default()).into_iter().chain([rules]);
        paragraph("Colophon", properties, runs(phrase, ink))
    });
    let above = if copies.is_some() { INNER_RULE } else { OUTER_RULE };
    let tab =
        valued("w:tab", "right").with("w:pos", twips(page.width_mm()) - SMALL_CHARACTER_TWIPS);
    let gap = words("\t", Vec::new());
    let last = paragraph(
        "Colophon",
        framed(foot).into_iter().chain([
            rules(&[("w:top", above), ("w:bottom", OUTER_RULE)]),
            element("w:tabs").child(tab),
        ]),
        runs(office, ink).into_iter().chain([gap]).chain(runs(date, ink)),
    );
    copies.into_iter().chain([last, without_room()]).collect()
}

const fn type_area_begins_mm(page: Page) -> u16 {
    of_page(TYPE_AREA_BEGINS_MM, page)
}

const fn type_area_ends_mm(page: Page) -> u16 {
    of_page(TYPE_AREA_ENDS_MM, page)
}

const fn of_page([upright, across]: [u16; 2], page: Page) -> u16 {
    match page {
        Page::Portrait => upright,
        Page::Landscape => across,
    }
}

/// How many lines a phrase takes, one character of 14 pt in at both sides.
fn lines(phrase: &Phrase, page: Page) -> u32 {
    let room = twips(page.width_mm()) / SMALL_CHARACTER_TWIPS - 2;
    let half_characters = u32::try_from(phrase.plain().width()).unwrap_or(1);
    half_characters.div_ceil(2 * room).max(1)
}

fn frame(page: Page, from_top_twips: u32) -> Element {
    element("w:framePr")
        .with("w:w", twips(page.width_mm()))
        .with("w:wrap", "notBeside")
        .with("w:vAnchor", "page")
        .with("w:hAnchor", "margin")
        .with("w:xAlign", "left")
        .with("w:y", from_top_twips)
}

fn rules(sides: &[(&'static str, u32)]) -> Element {
    let rules = sides.iter().map(|(side, eighths)| {
        element(side)
            .with("w:val", "single")
            .with("w:sz", eighths)
            .with("w:space", 0)
            .with("w:color", "000000")
    });
    element("w:pBdr").children(rules)
}
