//! Which face a run has, and the table of fonts.

use super::xml::{Element, element, valued};
use crate::{
    document::setting::{Face, Fonts},
    i18n::Lang,
};

/// Whose face is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Body,
    Heading,
    Aside,
    Number,
}

fn face(fonts: &Fonts, role: Role) -> &Face {
    match role {
        Role::Title => &fonts.title,
        Role::Body => &fonts.body,
        Role::Heading => &fonts.heading,
        Role::Aside => &fonts.aside,
        Role::Number => &fonts.number,
    }
}

/// The fonts of a role: digits and letters of a Chinese document stand in the Chinese face too, so
/// that 28 characters keep to their grid; those of an English one stand in a Latin face.
pub(super) fn run_fonts(fonts: &Fonts, role: Role, lang: Lang) -> Element {
    let chinese = &face(fonts, role).name;
    let latin = match lang {
        Lang::Zh => chinese,
        Lang::En => &fonts.latin.name,
    };
    element("w:rFonts")
        .with("w:ascii", latin)
        .with("w:hAnsi", latin)
        .with("w:eastAsia", chinese)
        .with("w:cs", latin)
}

/// The table of fonts, with what to take where one is not installed.
pub(super) fn table(fonts: &Fonts) -> Element {
    let all =
        [&fonts.title, &fonts.body, &fonts.heading, &fonts.aside, &fonts.number, &fonts.latin];
    let mut once: Vec<&Face> = Vec::new();
    for face in all {
        if !once.iter().any(|it| it.name == face.name) {
            once.push(face);
        }
    }
    let fonts = once.into_iter().map(|face| {
        let font = element("w:font").with("w:name", &face.name);
        match face.fallbacks.as_slice() {
            [] => font,
            others => font.child(valued("w:altName", others.join(","))),
        }
    });
    element("w:fonts").with("xmlns:w", super::parts::WORD).children(fonts)
}
