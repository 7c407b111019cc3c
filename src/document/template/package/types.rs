//! The list of types in a package: which part is the document, and which others hold its text.

use super::super::fault::FileFault;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

const DOCUMENT: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
/// Word's own template files (.dotx): what is made of one is a document.
const PATTERN: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
const WITH_MACROS: [&str; 2] = [
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
];
/// Parts with text beside the document, in the order in which faults are told.
const AROUND: [&str; 4] = [
    "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
];

/// The types of the parts of a package.
pub(super) struct Types {
    /// Names without a slash before them, with their types.
    parts: Vec<(String, String)>,
    pub(super) xml: String,
}

impl Types {
    /// Reads the list. The error is the line where it is damaged.
    pub(super) fn parse(xml: &str) -> Result<Self, usize> {
        super::super::xml::parse(xml).map(drop)?;
        let mut types = Self { parts: Vec::new(), xml: xml.to_owned() };
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag) | Event::Empty(tag)) => types.take(&tag),
                Ok(Event::Eof) => return Ok(types),
                Ok(_) => {}
                Err(_) => return Err(1),
            }
        }
    }

    fn take(&mut self, tag: &BytesStart<'_>) {
        if let (Some(name), Some(kind)) =
            (attribute(tag, "PartName"), attribute(tag, "ContentType"))
        {
            self.parts.push((name.trim_start_matches('/').to_owned(), kind));
        }
    }

    /// The name of the part that is the document.
    pub(super) fn main(&self) -> Option<&str> {
        let is_main =
            |kind: &str| kind == DOCUMENT || kind == PATTERN || WITH_MACROS.contains(&kind);
        self.parts.iter().find(|(_, kind)| is_main(kind)).map(|it| it.0.as_str())
    }

    /// The names of the parts of a type.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(move |(_, it)| it == kind).map(|it| it.0.as_str())
    }

    /// Where a part with text stands in order; `None` for parts without.
    pub(super) fn rank(&self, name: &str) -> Option<usize> {
        if self.main().is_some_and(|main| main.eq_ignore_ascii_case(name)) {
            return Some(0);
        }
        let (_, kind) = self.parts.iter().find(|it| it.0.eq_ignore_ascii_case(name))?;
        Some(AROUND.iter().position(|it| it == kind)? + 1)
    }

    /// Whether it is one of Word's own template files.
    pub(super) fn is_pattern(&self) -> bool {
        self.parts.iter().any(|(_, kind)| kind == PATTERN)
    }

    /// Refuses what must not be filled; takes the names of all parts.
    pub(super) fn allowed(&self, names: &[String]) -> Result<(), FileFault> {
        let has = |test: fn(&str) -> bool| names.iter().any(|it| test(&it.to_ascii_lowercase()));
        let is_typed = self.parts.iter().any(|(_, kind)| WITH_MACROS.contains(&kind.as_str()));
        if is_typed || has(|name| name.ends_with("vbaproject.bin")) {
            return Err(FileFault::Macros);
        }
        if has(|name| name.starts_with("_xmlsignatures/")) {
            return Err(FileFault::Signed);
        }
        Ok(())
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// The list with the document typed as a document.
pub(super) fn main_as_document(xml: &str) -> String {
    xml.replace(PATTERN, DOCUMENT)
}
