//! The styles: one for each thing that the standard names, headings with their outline levels.

use super::{
    face::{Role, run_fonts},
    parts::WORD,
    xml::{Element, element, valued},
};
use crate::{document::setting::Fonts, i18n::Lang};

/// The distance of two lines: 22 of them fill 225 mm (GB/T 9704-2012, 5.2.3).
pub(super) const LINE_TWIPS: u32 = 579;
/// The width of a condensed character of 16 pt: 28 of them fill 156 mm.
pub(super) const CHARACTER_TWIPS: u32 = 315;
/// The width of a character of 14 pt, 四号.
pub(super) const SMALL_CHARACTER_TWIPS: u32 = 280;

/// The distance of two lines of the colophon.
pub(super) const COLOPHON_LINE_TWIPS: u32 = 480;

/// A paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    /// Paragraph properties in the order of the schema.
    paragraph: Vec<Element>,
    role: Role,
    /// Size in half points.
    size: u32,
    /// Further run properties: those before the size, in the order of the schema.
    run: Vec<Element>,
}

impl Style {
    fn new(id: &'static str, name: &'static str, role: Role, size: u32) -> Self {
        Self { id, name, paragraph: Vec::new(), role, size, run: Vec::new() }
    }

    fn paragraph(mut self, properties: impl IntoIterator<Item = Element>) -> Self {
        self.paragraph.extend(properties);
        self
    }

    fn run(mut self, properties: impl IntoIterator<Item = Element>) -> Self {
        self.run.extend(properties);
        self
    }

    fn element(self, fonts: &Fonts, lang: Lang) -> Element {
        let is_default = self.id == "Normal";
        let mut style = element("w:style").with("w:type", "paragraph");
        if is_default {
            style = style.with("w:default", "1");
        }
        style = style.with("w:styleId", self.id).child(valued("w:name", self.name));
        if !is_default {
            style = style.child(valued("w:basedOn", "Normal"));
        }
        style = style.child(element("w:qFormat"));
        if !self.paragraph.is_empty() {
            style = style.child(element("w:pPr").children(self.paragraph));
        }
        let run = element("w:rPr")
            .child(run_fonts(fonts, self.role, lang))
            .children(self.run)
            .child(valued("w:sz", self.size))
            .child(valued("w:szCs", self.size));
        style.child(run)
    }
}

/// Lines of a fixed distance, so that a larger title keeps the others on the grid.
fn exactly(twips: u32) -> Element {
    element("w:spacing").with("w:line", twips).with("w:lineRule", "exact")
}

fn centred() -> Element {
    valued("w:jc", "center")
}

/// The first line is indented by two characters (7.3.3).
pub(super) fn first_line_indent() -> Element {
    element("w:ind").with("w:firstLineChars", 200).with("w:firstLine", 2 * CHARACTER_TWIPS)
}

fn heading(id: &'static str, name: &'static str, role: Role, level: u32) -> Style {
    Style::new(id, name, role, 32).paragraph([
        element("w:keepNext"),
        first_line_indent(),
        valued("w:outlineLvl", level),
    ])
}

/// Condensed by 0.25 pt, as DOMAIN §4 found it to give 28 characters.
fn condensed() -> Element {
    valued("w:spacing", -5)
}

fn red() -> Element {
    valued("w:color", "FF0000")
}

/// Nothing is kept together, hangs over the edge or is spaced out, so that 22 lines of 28 characters
/// come out.
fn on_the_grid() -> Vec<Element> {
    ["w:widowControl", "w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN"]
        .map(|name| valued(name, 0))
        .to_vec()
}

fn all(lang: Lang) -> Vec<Style> {
    // Characters fill the lines of a grid, words do not; and LibreOffice 7.4 does not draw a Chinese
    // mark that hangs over the edge of a line of both that it has spaced out.
    let edges = match lang {
        Lang::Zh => "both",
        Lang::En => "left",
    };
    // Cells have lines of their own.
    let in_cell = || [valued("w:snapToGrid", 0), exactly(320)];
    vec![
        Style::new("Normal", "Normal", Role::Body, 32)
            .paragraph([valued("w:jc", edges)])
            .run([condensed()]),
        Style::new("BodyText", "Body Text", Role::Body, 32).paragraph([first_line_indent()]),
        Style::new("Stamp", "Stamp", Role::Heading, 28)
            .paragraph([exactly(LINE_TWIPS), valued("w:jc", "left")]),
        Style::new("Mark", "Minutes Mark", Role::Title, 72)
            .paragraph([valued("w:snapToGrid", 0), centred()])
            .run([red(), valued("w:spacing", 0)]),
        Style::new("DocumentNumber", "Document Number", Role::Body, 32)
            .paragraph([element("w:spacing").with("w:before", 2 * LINE_TWIPS), centred()]),
        Style::new("RedRule", "Red Rule", Role::Body, 2).paragraph([
            element("w:pBdr").child(
                element("w:bottom")
                    .with("w:val", "single")
                    .with("w:sz", 12)
                    .with("w:space", 0)
                    .with("w:color", "FF0000"),
            ),
            valued("w:snapToGrid", 0),
            element("w:spacing")
                .with("w:before", 227)
                .with("w:after", 2 * LINE_TWIPS)
                .with("w:line", 20)
                .with("w:lineRule", "exact"),
        ]),
        Style::new("Title", "Title", Role::Title, 44)
            .paragraph([
                element("w:keepNext"),
                valued("w:snapToGrid", 0),
                exactly(LINE_TWIPS),
                centred(),
            ])
            .run([valued("w:spacing", 0)]),
        heading("Heading1", "heading 1", Role::Heading, 0),
        heading("Heading2", "heading 2", Role::Aside, 1),
        heading("Heading3", "heading 3", Role::Body, 2),
        Style::new("PlainLine", "Plain Line", Role::Body, 32),
        Style::new("Labelled", "Labelled", Role::Body, 32),
        Style::new("TableText", "Table Text", Role::Body, 24)
            .paragraph(in_cell().into_iter().chain([valued("w:jc", "left")]))
            .run([valued("w:spacing", 0)]),
        Style::new("TableLabel", "Table Label", Role::Heading, 24)
            .paragraph(in_cell().into_iter().chain([centred()]))
            .run([valued("w:spacing", 0)]),
        Style::new("CutLine", "Cut Line", Role::Aside, 24).paragraph([centred()]),
        Style::new("SignOff", "Sign-off", Role::Body, 32).paragraph([valued("w:jc", "right")]),
        Style::new("Colophon", "Colophon", Role::Body, 28)
            .paragraph([
                valued("w:snapToGrid", 0),
                exactly(COLOPHON_LINE_TWIPS),
                element("w:ind")
                    .with("w:left", SMALL_CHARACTER_TWIPS)
                    .with("w:right", SMALL_CHARACTER_TWIPS),
                valued("w:jc", "left"),
            ])
            .run([valued("w:spacing", 0)]),
        Style::new("Footer", "footer", Role::Number, 28)
            .paragraph([valued("w:snapToGrid", 0), exactly(SMALL_CHARACTER_TWIPS)])
            .run([valued("w:spacing", 0)]),
    ]
}

/// The part with all styles.
pub(super) fn styles(fonts: &Fonts, lang: Lang) -> Element {
    let language = element("w:lang").with("w:val", "en-US").with("w:eastAsia", "zh-CN");
    let run = element("w:rPr")
        .child(run_fonts(fonts, Role::Body, lang))
        .child(valued("w:sz", 32))
        .child(valued("w:szCs", 32))
        .child(language);
    let defaults = element("w:docDefaults")
        .child(element("w:rPrDefault").child(run))
        .child(element("w:pPrDefault").child(element("w:pPr").children(on_the_grid())));
    element("w:styles")
        .with("xmlns:w", WORD)
        .child(defaults)
        .children(all(lang).into_iter().map(|style| style.element(fonts, lang)))
}
