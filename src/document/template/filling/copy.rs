//! What may be in a document once, and so must not be repeated with the rest of a loop.

use super::super::xml::{Element, Kind, Node};
use std::collections::BTreeSet;

/// The numbers of drawings and of tracked changes: no two of a document may have the same.
#[derive(Debug, Default)]
pub(in super::super) struct Numbers {
    drawings: Series,
    changes: Series,
}

#[derive(Debug, Default)]
struct Series {
    /// All that the template uses, and all that were given.
    used: BTreeSet<u32>,
    /// All that were met in what is filled.
    met: BTreeSet<u32>,
    last: u32,
}

impl Series {
    /// Another number for one that was met already.
    fn other(&mut self, number: u32) -> Option<u32> {
        if self.met.insert(number) {
            return None;
        }
        loop {
            self.last += 1;
            if self.used.insert(self.last) {
                self.met.insert(self.last);
                return Some(self.last);
            }
        }
    }
}

impl Numbers {
    /// Notes the numbers that a part of the template uses.
    pub(in super::super) fn note(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            match node {
                Node::Element(element) => {
                    if let Some((series, _, number)) = self.numbered(element) {
                        series.used.insert(number);
                    }
                    self.note(&element.children);
                }
                Node::Section { body, .. } => self.note(body),
                Node::Raw(_) | Node::Mark(_) | Node::Husk(_) => {}
            }
        }
    }

    /// Gives new numbers to what was repeated.
    pub(super) fn renew(&mut self, nodes: &mut [Node<'_>]) {
        for node in nodes {
            if let Node::Element(element) = node {
                if let Some((series, attribute, number)) = self.numbered(element)
                    && let Some(other) = series.other(number)
                {
                    element.set(&attribute, Some(&other.to_string()));
                }
                self.renew(&mut element.children);
            }
        }
    }

    /// The series that an element counts in, with the attribute that holds its number.
    fn numbered(&mut self, element: &Element<'_>) -> Option<(&mut Series, String, u32)> {
        let is_drawing = element.kind == Kind::Drawing;
        if !is_drawing && !element.open.contains(":author=") {
            return None;
        }
        let attribute = if is_drawing { "id".to_owned() } else { element.beside("id") };
        let (_, rest) = element.open.split_once(&format!(" {attribute}="))?;
        let number = rest.split(['"', '\'']).nth(1)?.parse().ok()?;
        let series = if is_drawing { &mut self.drawings } else { &mut self.changes };
        Some((series, attribute, number))
    }
}

/// Makes what was filled for a further item, from `begin` on, a copy that can stand beside the
/// first: without bookmarks, comments and the like.
pub(super) fn make_copies(nodes: &mut Vec<Node<'_>>, begin: usize) {
    let copied = nodes.split_off(begin.min(nodes.len()));
    nodes.extend(copied.into_iter().filter_map(copied_node));
}

fn copied_node(node: Node<'_>) -> Option<Node<'_>> {
    match node {
        Node::Element(element) if element.kind == Kind::Range => None,
        Node::Element(element) => Some(Node::Element(copied(element))),
        Node::Husk(element) => Some(Node::Husk(copied(element))),
        other => Some(other),
    }
}

fn copied(mut element: Element<'_>) -> Element<'_> {
    if matches!(element.kind, Kind::Paragraph | Kind::Row) {
        element.set("w14:paraId", None);
        element.set("w14:textId", None);
    }
    if element.kind == Kind::ControlProperties {
        let id = element.beside("id");
        element.children.retain(|it| it.element().is_none_or(|it| it.name() != id));
    }
    element.children = element.children.into_iter().filter_map(copied_node).collect();
    element
}
