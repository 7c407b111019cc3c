//! The parts of the archive, in their order, and how they name one another.

use super::{
    body::blocks,
    face,
    paragraph::{Ink, paragraph, words},
    styles,
    styles::SMALL_CHARACTER_TWIPS,
    xml::{Element, element, valued},
};
use crate::document::{
    setting::Fonts,
    sheet::{Align, Page, Sheet},
};

/// The namespace of the text.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What the text refers to: id, last word of the relation's type, file, last word of its content type.
const PARTS_OF_TEXT: [(&str, &str, &str, &str); 5] = [
    ("rId1", "styles", "styles.xml", "styles"),
    ("rId2", "settings", "settings.xml", "settings"),
    ("rId3", "fontTable", "fontTable.xml", "fontTable"),
    ("rId4", "footer", "footer1.xml", "footer"),
    ("rId5", "footer", "footer2.xml", "footer"),
];

/// Every part with its name.
pub(super) fn all(sheet: &Sheet, fonts: &Fonts) -> Vec<(&'static str, String)> {
    let ink = Ink { fonts, lang: sheet.lang };
    vec![
        ("[Content_Types].xml", content_types().file()),
        ("_rels/.rels", package_relations().file()),
        ("docProps/core.xml", core(sheet).file()),
        ("docProps/app.xml", app().file()),
        ("word/document.xml", document(sheet, ink).file()),
        ("word/_rels/document.xml.rels", text_relations().file()),
        ("word/styles.xml", styles::styles(fonts, sheet.lang).file()),
        ("word/settings.xml", settings().file()),
        ("word/fontTable.xml", face::table(fonts).file()),
        ("word/footer1.xml", footer(Align::Right).file()),
        ("word/footer2.xml", footer(Align::Left).file()),
    ]
}

fn content_types() -> Element {
    let default = |ending: &str, kind: &str| {
        element("Default").with("Extension", ending).with("ContentType", kind)
    };
    let part = |name: String, kind: String| {
        element("Override").with("PartName", name).with("ContentType", kind)
    };
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    let of_text = PARTS_OF_TEXT
        .map(|(_, _, file, kind)| part(format!("/word/{file}"), format!("{WORD_TYPE}.{kind}+xml")));
    element("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .child(default("rels", relations))
        .child(default("xml", "application/xml"))
        .child(part("/word/document.xml".into(), format!("{WORD_TYPE}.document.main+xml")))
        .children(of_text)
        .child(part(
            "/docProps/core.xml".into(),
            "application/vnd.openxmlformats-package.core-properties+xml".into(),
        ))
        .child(part(
            "/docProps/app.xml".into(),
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".into(),
        ))
}

fn relation(id: &str, kind: String, target: &str) -> Element {
    element("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

fn relations(all: impl IntoIterator<Item = Element>) -> Element {
    element("Relationships").with("xmlns", format!("{PACKAGE}/relationships")).children(all)
}

fn package_relations() -> Element {
    relations([
        relation("rId1", format!("{RELATIONS}/officeDocument"), "word/document.xml"),
        relation(
            "rId2",
            format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        relation("rId3", format!("{RELATIONS}/extended-properties"), "docProps/app.xml"),
    ])
}

fn text_relations() -> Element {
    relations(
        PARTS_OF_TEXT.map(|(id, kind, file, _)| relation(id, format!("{RELATIONS}/{kind}"), file)),
    )
}

/// What kind of document it is, and nothing else: neither who wrote it nor when.
fn core(sheet: &Sheet) -> Element {
    element("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .child(element("dc:title").text(&sheet.name()))
}

fn app() -> Element {
    element("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(element("Application").text("tanshi"))
}

fn document(sheet: &Sheet, ink: Ink<'_>) -> Element {
    let body = element("w:body").children(blocks(sheet, ink)).child(section(sheet.page));
    element("w:document").with("xmlns:w", WORD).with("xmlns:r", RELATIONS).child(body)
}

/// A4 with the margins of GB/T 9704-2012, 5.2.1: 37 mm above, 28 mm at the left, 26 mm at the right,
/// 35 mm below; a page that lies across is turned to the left with them (clause 8). The dashes of
/// the page number begin 7 mm below the type area (7.5).
fn section(page: Page) -> Element {
    let footer =
        |kind: &str, id: &str| element("w:footerReference").with("w:type", kind).with("r:id", id);
    let (size, margins) = match page {
        Page::Portrait => (
            element("w:pgSz").with("w:w", 11_906).with("w:h", 16_838),
            [2_098, 1_474, 1_984, 1_587, 1_446],
        ),
        Page::Landscape => (
            element("w:pgSz").with("w:w", 16_838).with("w:h", 11_906).with("w:orient", "landscape"),
            [1_587, 2_098, 1_474, 1_984, 936],
        ),
    };
    let [top, right, bottom, left, foot] = margins;
    let margins = element("w:pgMar")
        .with("w:top", top)
        .with("w:right", right)
        .with("w:bottom", bottom)
        .with("w:left", left)
        .with("w:header", 851)
        .with("w:footer", foot)
        .with("w:gutter", 0);
    let grid = element("w:docGrid").with("w:type", "lines").with("w:linePitch", styles::LINE_TWIPS);
    element("w:sectPr")
        .child(footer("default", "rId4"))
        .child(footer("even", "rId5"))
        .child(size)
        .child(margins)
        .child(grid)
}

/// The page number: 14 pt 宋体 between dashes, odd pages at the right, even ones at the left, one
/// character in (GB/T 9704-2012, 7.5).
fn footer(align: Align) -> Element {
    let side = if align == Align::Right { "w:right" } else { "w:left" };
    let indent = element("w:ind").with(side, SMALL_CHARACTER_TWIPS);
    let number = element("w:fldSimple").with("w:instr", "PAGE").child(words("1", Vec::new()));
    let line = paragraph(
        "Footer",
        [indent, super::table::alignment(align)],
        [words("— ", Vec::new()), number, words(" —", Vec::new())],
    );
    element("w:ftr").with("xmlns:w", WORD).child(line)
}

fn settings() -> Element {
    let mode = element("w:compatSetting")
        .with("w:name", "compatibilityMode")
        .with("w:uri", "http://schemas.microsoft.com/office/word")
        .with("w:val", 15);
    element("w:settings")
        .with("xmlns:w", WORD)
        .child(valued("w:defaultTabStop", 630))
        .child(element("w:evenAndOddHeaders"))
        .child(valued("w:characterSpacingControl", "doNotCompress"))
        // Blanks at the end of a line are underlined too.
        .child(element("w:compat").child(element("w:ulTrailSpace")).child(mode))
}
