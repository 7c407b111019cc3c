//! Paragraphs and their runs.

use super::{
    face::{Role, run_fonts},
    xml::{Element, element, valued},
};
use crate::{
    document::{
        phrase::{Look, Phrase, Run},
        setting::Fonts,
    },
    i18n::Lang,
};

/// What runs need to know of their document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink<'f> {
    pub(super) fonts: &'f Fonts,
    pub(super) lang: Lang,
}

/// A paragraph of a style, with properties of its own after that, in the order of the schema.
pub(super) fn paragraph(
    style: &str,
    properties: impl IntoIterator<Item = Element>,
    runs: impl IntoIterator<Item = Element>,
) -> Element {
    let properties = element("w:pPr").child(valued("w:pStyle", style)).children(properties);
    element("w:p").child(properties).children(runs)
}

/// The runs of a phrase.
pub(super) fn runs(phrase: &Phrase, ink: Ink<'_>) -> Vec<Element> {
    phrase.0.iter().map(|run| one(run, ink)).collect()
}

fn one(run: &Run, ink: Ink<'_>) -> Element {
    match run {
        Run::Text { text, look } => words(text, looks(*look, ink)),
        Run::Blank(blank) => words(&wide(blank.width), vec![valued("w:u", "single")]),
        Run::Room(width) => words(&wide(*width), vec![valued("w:u", "single")]),
    }
}

/// Ideographic spaces, joined so that none of them ends a line: there they would not be drawn.
fn wide(width: u8) -> String {
    "\u{3000}\u{2060}".repeat(width.into())
}

fn looks(look: Look, ink: Ink<'_>) -> Vec<Element> {
    match look {
        Look::Plain => Vec::new(),
        Look::Label => vec![run_fonts(ink.fonts, Role::Heading, ink.lang)],
        Look::Aside => vec![run_fonts(ink.fonts, Role::Aside, ink.lang)],
        Look::Struck => vec![element("w:strike")],
    }
}

/// A run of words with properties; breaks and tabs in them become those of the file.
pub(super) fn words(text: &str, properties: Vec<Element>) -> Element {
    let mut run = element("w:r");
    if !properties.is_empty() {
        run = run.child(element("w:rPr").children(properties));
    }
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            run = run.child(element("w:br"));
        }
        for (number, part) in line.split('\t').enumerate() {
            if number > 0 {
                run = run.child(element("w:tab"));
            }
            if !part.is_empty() {
                run = run.child(element("w:t").with("xml:space", "preserve").text(part));
            }
        }
    }
    run
}
