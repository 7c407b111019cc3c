//! What of a template is the office's own business and goes into nothing that is handed out: who wrote
//! it, for whom, and where its own pattern lies.

use super::super::xml::{self, Element, Node};
use super::{read_text, types::Types};
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;

const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const EXTENDED: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const SETTINGS: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml";

/// Properties without author, editor and days.
const NO_CORE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>";
/// Properties without company, manager and the name of the pattern.
const NO_EXTENDED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>";

/// The last word of what names the pattern of a document, in the settings and in their relations.
const PATTERN: &str = "attachedTemplate";

/// The parts that go out otherwise than they came, by their place in the archive. What cannot be read
/// stays as it is.
pub(super) fn replaced(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    names: &[String],
    types: &Types,
) -> BTreeMap<usize, String> {
    let place = |name: &str| names.iter().position(|it| it.eq_ignore_ascii_case(name));
    let mut replaced = BTreeMap::new();
    for (kind, usual, text) in
        [(CORE, "docProps/core.xml", NO_CORE), (EXTENDED, "docProps/app.xml", NO_EXTENDED)]
    {
        let name = types.of_kind(kind).unwrap_or(usual);
        replaced.extend(place(name).map(|index| (index, text.to_owned())));
    }
    let settings = types.of_kind(SETTINGS).unwrap_or("word/settings.xml");
    let (folder, file) = settings.rsplit_once('/').unwrap_or(("", settings));
    let relations = format!("{folder}/_rels/{file}.rels");
    let relations = relations.trim_start_matches('/');
    let is_pattern = |it: &Element<'_>| it.name().rsplit(':').next() == Some(PATTERN);
    let is_link = |it: &Element<'_>| {
        it.name().rsplit(':').next() == Some("Relationship")
            && ["\"", "'"].iter().any(|end| it.open.contains(&format!("/{PATTERN}{end}")))
    };
    let mut without = |name: &str, goes: &dyn Fn(&Element<'_>) -> bool| {
        let Some(index) = place(name) else { return };
        let Ok(text) = read_text(archive, index, name) else { return };
        replaced.extend(without_elements(&text, goes).map(|text| (index, text)));
    };
    without(settings, &is_pattern);
    without(relations, &is_link);
    replaced
}

/// A part without some children of its root; `None` where it has none of them.
fn without_elements(text: &str, goes: &dyn Fn(&Element<'_>) -> bool) -> Option<String> {
    let mut nodes = xml::parse(text).ok()?;
    let mut has_gone = false;
    for node in &mut nodes {
        let Node::Element(root) = node else { continue };
        let before = root.children.len();
        root.children.retain(|child| !child.element().is_some_and(goes));
        has_gone |= root.children.len() < before;
    }
    let mut kept = String::new();
    xml::write(&nodes, &mut kept);
    has_gone.then_some(kept)
}
