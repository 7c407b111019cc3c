//! What may be in a document once, and so must not be repeated with the rest of a loop.

use super::super::xml::{Element, Kind, Node};
use std::collections::BTreeSet;

/// The numbers of the drawings of a document: no two may have the same.
#[derive(Debug, Default)]
pub(in super::super) struct Drawings {
    used: BTreeSet<u32>,
    last: u32,
}

impl Drawings {
    /// Notes the numbers that a part uses.
    pub(in super::super) fn note(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            match node {
                Node::Element(element) => {
                    if element.kind == Kind::Drawing {
                        self.used.extend(number_of(element));
                    }
                    self.note(&element.children);
                }
                Node::Section { body, .. } => self.note(body),
                Node::Raw(_) | Node::Mark(_) | Node::Husk(_) => {}
            }
        }
    }

    /// The smallest number that is free.
    fn next(&mut self) -> u32 {
        loop {
            self.last += 1;
            if self.used.insert(self.last) {
                return self.last;
            }
        }
    }
}

fn number_of(drawing: &Element<'_>) -> Option<u32> {
    let (_, rest) = drawing.open.split_once(" id=")?;
    rest.split(['"', '\'']).nth(1)?.parse().ok()
}

/// Makes what was filled for a further item, from `begin` on, a copy that can stand beside the
/// first: without bookmarks and the like, with drawings of their own numbers.
pub(super) fn make_copies(nodes: &mut Vec<Node<'_>>, begin: usize, drawings: &mut Drawings) {
    let copied = nodes.split_off(begin.min(nodes.len()));
    nodes.extend(copied.into_iter().filter_map(|node| copied_node(node, drawings)));
}

fn copied_node<'a>(node: Node<'a>, drawings: &mut Drawings) -> Option<Node<'a>> {
    match node {
        Node::Element(element) if element.kind == Kind::Range => None,
        Node::Element(element) => Some(Node::Element(copied(element, drawings))),
        Node::Husk(element) => Some(Node::Husk(copied(element, drawings))),
        other => Some(other),
    }
}

fn copied<'a>(mut element: Element<'a>, drawings: &mut Drawings) -> Element<'a> {
    match element.kind {
        Kind::Drawing => element.set("id", Some(&drawings.next().to_string())),
        Kind::Paragraph | Kind::Row => {
            element.set("w14:paraId", None);
            element.set("w14:textId", None);
        }
        Kind::ControlProperties => {
            let id = element.beside("id");
            element.children.retain(|it| it.element().is_none_or(|it| it.name() != id));
        }
        _ => {}
    }
    let children = std::mem::take(&mut element.children);
    element.children =
        children.into_iter().filter_map(|node| copied_node(node, drawings)).collect();
    element
}
