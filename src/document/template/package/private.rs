//! What of a template is the office's own business and goes into nothing that is handed out: who wrote
//! and changed it, for whom, what was remarked on it, its properties, and where its own pattern lies.
//! Changes that were tracked stay, without whose they are.

use super::super::xml::{self, Element, Node};
use super::{read_text, types::Types};
use std::collections::BTreeMap;
use std::io::Cursor;
use zip::ZipArchive;

const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const EXTENDED: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
const SETTINGS: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml";

/// What an office added to the properties, the comments on the text, and who made them: of each type,
/// where it usually lies. Nothing but the root of such a part goes out.
const EMPTIED: [(&str, &str); 6] = [
    ("application/vnd.openxmlformats-officedocument.custom-properties+xml", "docProps/custom.xml"),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        "word/comments.xml",
    ),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
        "word/commentsExtended.xml",
    ),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsIds+xml",
        "word/commentsIds.xml",
    ),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtensible+xml",
        "word/commentsExtensible.xml",
    ),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml",
        "word/people.xml",
    ),
];
/// Where a comment begins, ends and is shown in the text.
const COMMENT_PLACES: [&str; 3] = ["commentRangeStart", "commentRangeEnd", "commentReference"];
/// Attributes that tell who changed something.
const WHO: [&str; 2] = ["author", "initials"];

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
        for name in types.of_kind(kind).chain([usual]) {
            replaced.extend(place(name).map(|index| (index, text.to_owned())));
        }
    }
    let is_pattern = |it: &Element<'_>| local(it.name()) == PATTERN;
    let is_link = |it: &Element<'_>| {
        local(it.name()) == "Relationship"
            && ["\"", "'"].iter().any(|end| it.open.contains(&format!("/{PATTERN}{end}")))
    };
    let mut without = |name: &str, goes: &dyn Fn(&Element<'_>) -> bool| {
        let Some(index) = place(name) else { return };
        let Ok(text) = read_text(archive, index, name) else { return };
        replaced.extend(without_elements(&text, goes).map(|text| (index, text)));
    };
    for settings in types.of_kind(SETTINGS).chain(["word/settings.xml"]) {
        let (folder, file) = settings.rsplit_once('/').unwrap_or(("", settings));
        let relations = format!("{folder}/_rels/{file}.rels");
        without(settings, &is_pattern);
        without(relations.trim_start_matches('/'), &is_link);
    }
    for (kind, usual) in EMPTIED {
        for name in types.of_kind(kind).chain([usual]) {
            without(name, &|_| true);
        }
    }
    replaced
}

/// A part with text without who changed it and without the places of comments; `None` where it tells
/// nothing of them, or is damaged.
pub(super) fn without_people(text: &str) -> Option<String> {
    if !WHO.iter().chain(&COMMENT_PLACES).any(|it| text.contains(it)) {
        return None;
    }
    let mut nodes = xml::parse(text).ok()?;
    clear(&mut nodes);
    let mut kept = String::new();
    xml::write(&nodes, &mut kept);
    Some(kept)
}

fn clear(nodes: &mut Vec<Node<'_>>) {
    let is_place = |it: &Element<'_>| COMMENT_PLACES.contains(&local(it.name()));
    nodes.retain(|node| !node.element().is_some_and(is_place));
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if WHO.iter().any(|it| element.open.contains(it)) {
            element.open = without_values(&element.open).into();
        }
        clear(&mut element.children);
    }
}

/// A start tag whose attributes that tell who changed something tell nobody.
fn without_values(tag: &str) -> String {
    let mut kept = String::with_capacity(tag.len());
    let mut rest = tag;
    while let Some((before, quoted)) = rest.find(['"', '\'']).map(|at| rest.split_at(at)) {
        let quote = if quoted.starts_with('"') { '"' } else { '\'' };
        let Some((value, behind)) = quoted.get(1..).and_then(|it| it.split_once(quote)) else {
            break;
        };
        let name = before.trim_end().trim_end_matches('=').split_whitespace().next_back();
        let is_who = name.is_some_and(|it| WHO.contains(&local(it)));
        kept.push_str(before);
        kept.push(quote);
        kept.push_str(if is_who { "" } else { value });
        kept.push(quote);
        rest = behind;
    }
    kept + rest
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
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
