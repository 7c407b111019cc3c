//! The text of one paragraph across its runs: as characters that know their piece, and with marks in
//! place of the characters that wrote them. What lies in text boxes is other paragraphs.

use super::xml::{Element, Kind, Node, escaped};

/// Stands for a picture or another thing that is seen and is no text.
pub(super) const OBJECT: char = '\u{1}';

/// A character of a paragraph with the number of the text element that holds it; `None` for breaks
/// and objects.
pub(super) type Placed = (char, Option<usize>);

/// What a text element holds after the marks were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    Text(String),
    Mark(usize),
}

/// Reads the characters that a reader of the paragraph sees, in order.
pub(super) fn characters(paragraph: &Element<'_>) -> Vec<Placed> {
    let mut found = Vec::new();
    gather(&paragraph.children, &mut 0, &mut found);
    found
}

fn gather(nodes: &[Node<'_>], piece: &mut usize, found: &mut Vec<Placed>) {
    for element in nodes.iter().filter_map(Node::element) {
        match element.kind {
            Kind::Text => {
                found.extend(text_of(element).chars().map(|it| (it, Some(*piece))));
                *piece += 1;
            }
            Kind::Break => found.push(('\n', None)),
            kind if holds_runs(kind) => gather(&element.children, piece, found),
            kind if is_silent(kind) => {}
            _ => found.push((OBJECT, None)),
        }
    }
}

/// Whether text of the same paragraph lies within.
pub(super) const fn holds_runs(kind: Kind) -> bool {
    matches!(kind, Kind::Run | Kind::Wrapper | Kind::Control | Kind::ControlContent)
}

/// Whether a reader sees nothing of it.
pub(super) const fn is_silent(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ParagraphProperties
            | Kind::RunProperties
            | Kind::ControlProperties
            | Kind::Deleted
            | Kind::Unseen
            | Kind::Range
    )
}

/// The characters of a text element. Blanks at its ends count only where the element says so, as in
/// Word.
fn text_of(element: &Element<'_>) -> String {
    let raw = element.children.iter().filter_map(|node| match node {
        Node::Raw(raw) => Some(raw.as_ref()),
        _ => None,
    });
    let text: String = raw.map(plain).collect();
    let text = text.replace(['\n', '\r', '\t'], " ");
    if element.says("xml:space", "preserve") { text } else { text.trim_matches(' ').to_owned() }
}

/// What a piece of source says.
fn plain(raw: &str) -> String {
    if let Some(data) = raw.strip_prefix("<![CDATA[") {
        return data.strip_suffix("]]>").unwrap_or(data).to_owned();
    }
    if raw.starts_with('<') {
        return String::new();
    }
    quick_xml::escape::unescape(raw).map_or_else(|_| String::new(), std::borrow::Cow::into_owned)
}

/// Puts segments in place of the text of a paragraph. There is one list for each text element, in
/// order; an element whose text stays as it was stays as it is written. Runs, and what is around
/// runs, go when they are left with nothing.
pub(super) fn put_segments(paragraph: &mut Element<'_>, segments: Vec<Vec<Segment>>) {
    let mut segments = segments.into_iter();
    replace(&mut paragraph.children, &mut segments);
}

fn replace(nodes: &mut Vec<Node<'_>>, segments: &mut std::vec::IntoIter<Vec<Segment>>) {
    for node in std::mem::take(nodes) {
        match node {
            Node::Element(element) if element.kind == Kind::Text => {
                let wanted = segments.next().unwrap_or_default();
                nodes.extend(retold(element, wanted));
            }
            Node::Element(mut element) if holds_runs(element.kind) => {
                let had = has_content(&element);
                replace(&mut element.children, segments);
                let can_go = matches!(element.kind, Kind::Run | Kind::Wrapper);
                if !can_go || !had || has_content(&element) {
                    nodes.push(Node::Element(element));
                }
            }
            other => nodes.push(other),
        }
    }
}

/// Whether a run, or what is around runs, holds anything beside its properties.
fn has_content(run: &Element<'_>) -> bool {
    run.children.iter().any(|node| !matches!(node, Node::Raw(_)) && !is_property(node))
}

fn retold(element: Element<'_>, wanted: Vec<Segment>) -> Vec<Node<'_>> {
    let stays = match wanted.as_slice() {
        [] => text_of(&element).is_empty(),
        [Segment::Text(text)] => *text == text_of(&element),
        _ => false,
    };
    if stays {
        return vec![Node::Element(element)];
    }
    let name = element.name().to_owned();
    let told = wanted.into_iter().map(|segment| match segment {
        Segment::Text(text) => Node::Element(text_element(&name, &text)),
        Segment::Mark(mark) => Node::Mark(mark),
    });
    told.collect()
}

/// Makes a text element of that name, `w:t`; it keeps its blanks.
pub(super) fn text_element<'a>(name: &str, text: &str) -> Element<'a> {
    let at_ends = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let keeps = if at_ends || text.contains("  ") { " xml:space=\"preserve\"" } else { "" };
    Element::made(Kind::Text, name, keeps, vec![Node::Raw(escaped(text).into())])
}

/// Formatting and the like, which every piece of a run that is cut needs.
pub(super) fn is_property(node: &Node<'_>) -> bool {
    node.element().is_some_and(|it| {
        it.kind == Kind::RunProperties || it.kind == Kind::Unseen && it.name().ends_with("Pr")
    })
}
