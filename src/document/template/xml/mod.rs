//! The XML of a part as a tree that keeps every byte: what is not touched comes out as it went in.
//! Knows which elements of `WordprocessingML` matter to a template, and nothing of fields.

mod kind;
mod parse;

use crate::domain::text::steers;
pub(super) use kind::Kind;
pub(super) use parse::parse;
use std::borrow::Cow;

/// What a node costs beside its text.
pub(super) const NODE_BYTES: usize = 64;

/// A piece of a part.
#[derive(Debug, Clone)]
pub(super) enum Node<'a> {
    Element(Element<'a>),
    /// Text, comments, instructions, declarations, as written.
    Raw(Cow<'a, str>),
    /// A mark, by its number in the part.
    Mark(usize),
    /// What stands between two marks, by the number of the opening one.
    Section {
        open: usize,
        body: Vec<Self>,
    },
    /// A paragraph that held nothing but marks. It vanishes unless Word needs a paragraph there.
    Husk(Element<'a>),
}

/// An element with its tags as they are written.
#[derive(Debug, Clone)]
pub(super) struct Element<'a> {
    pub(super) kind: Kind,
    /// The start tag, or the whole of an element that is written as one tag.
    pub(super) open: Cow<'a, str>,
    pub(super) children: Vec<Node<'a>>,
    /// The end tag; empty for an element that is written as one tag.
    pub(super) close: Cow<'a, str>,
}

impl<'a> Element<'a> {
    /// Makes an element with children; `name` with its prefix.
    pub(super) fn made(kind: Kind, name: &str, attributes: &str, children: Vec<Node<'a>>) -> Self {
        let open = format!("<{name}{attributes}>").into();
        Self { kind, open, children, close: format!("</{name}>").into() }
    }

    /// Makes an element without children.
    pub(super) fn empty(kind: Kind, name: &str, attributes: &str) -> Self {
        let open = format!("<{name}{attributes}/>").into();
        Self { kind, open, children: Vec::new(), close: "".into() }
    }

    /// The name as written, with its prefix.
    pub(super) fn name(&self) -> &str {
        let inner = self.open.trim_start_matches('<');
        inner
            .split(|it: char| it.is_whitespace() || matches!(it, '/' | '>'))
            .next()
            .unwrap_or_default()
    }

    /// A name with the same prefix.
    pub(super) fn beside(&self, local: &str) -> String {
        match self.name().split_once(':') {
            Some((prefix, _)) => format!("{prefix}:{local}"),
            None => local.to_owned(),
        }
    }

    /// The same element around other children. One that was written as one tag gets an end tag.
    pub(super) fn around(&self, children: Vec<Node<'a>>) -> Self {
        let mut copy =
            Self { kind: self.kind, open: self.open.clone(), children, close: self.close.clone() };
        if copy.close.is_empty() && !copy.children.is_empty() {
            copy.close = format!("</{}>", self.name()).into();
            copy.open = format!("{}>", self.open.trim_end_matches("/>")).into();
        }
        copy
    }

    /// Whether an attribute is written in the start tag, with this value.
    pub(super) fn says(&self, attribute: &str, value: &str) -> bool {
        let written =
            |quote: char| self.open.contains(&format!(" {attribute}={quote}{value}{quote}"));
        written('"') || written('\'')
    }

    /// Leaves out an attribute, or gives it another value.
    pub(super) fn set(&mut self, attribute: &str, value: Option<&str>) {
        let begin = format!(" {attribute}=");
        let Some((before, rest)) = self.open.split_once(&begin) else { return };
        let mut parts = rest.splitn(3, ['"', '\'']);
        let (Some(_), Some(_), Some(after)) = (parts.next(), parts.next(), parts.next()) else {
            return;
        };
        let new = value.map(|value| format!("{begin}\"{value}\"")).unwrap_or_default();
        self.open = format!("{before}{new}{after}").into();
    }

    /// The child elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(Node::element)
    }
}

impl<'a> Node<'a> {
    /// The element, if it is one.
    pub(super) const fn element(&self) -> Option<&Element<'a>> {
        match self {
            Self::Element(element) => Some(element),
            Self::Raw(_) | Self::Mark(_) | Self::Section { .. } | Self::Husk(_) => None,
        }
    }

    /// Whether it is an element of that kind.
    pub(super) fn is(&self, kind: Kind) -> bool {
        self.element().is_some_and(|element| element.kind == kind)
    }
}

/// About how many bytes a tree takes when it is written or copied.
pub(super) fn size_bytes(nodes: &[Node<'_>]) -> usize {
    let size = |node: &Node<'_>| match node {
        Node::Raw(text) => text.len(),
        Node::Element(element) | Node::Husk(element) => {
            element.open.len() + element.close.len() + size_bytes(&element.children)
        }
        Node::Section { body, .. } => size_bytes(body),
        Node::Mark(_) => 0,
    };
    nodes.iter().map(|node| NODE_BYTES + size(node)).sum()
}

/// Writes a tree. Marks and husks leave nothing.
pub(super) fn write(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Raw(text) => out.push_str(text),
            Node::Element(element) => {
                out.push_str(&element.open);
                write(&element.children, out);
                out.push_str(&element.close);
            }
            Node::Section { body, .. } => write(body, out),
            Node::Mark(_) | Node::Husk(_) => {}
        }
    }
}

/// A text as the content of an element; without the characters that XML 1.0 forbids, or that turn the
/// direction of what stands around them.
pub(super) fn escaped(text: &str) -> String {
    let allowed = |it: &char| !steers(*it) && !matches!(it, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(allowed).collect();
    quick_xml::escape::partial_escape(text.as_str()).into_owned()
}
