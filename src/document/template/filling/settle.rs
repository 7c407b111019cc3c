//! Which of the paragraphs that held marks alone have to stay, empty, for Word to open the file and
//! to show it as it was meant.

use super::super::xml::{Element, Kind, Node};

/// The filled children of an element without its husks, but with a paragraph
///
/// * between two tables that had one between them: Word would show them as one table,
/// * after a table that the document or a cell would end with,
/// * in a cell, text box, header, footer, note or content control that nothing else is left in.
pub(super) fn settled<'a>(template: &Element<'a>, filled: Vec<Node<'a>>) -> Vec<Node<'a>> {
    let needs_paragraph = match template.kind {
        Kind::Cell | Kind::TextBox | Kind::Story => true,
        Kind::ControlContent => spare(&template.children).is_some(),
        _ => false,
    };
    if !needs_paragraph && !filled.iter().any(|node| matches!(node, Node::Husk(_))) {
        return filled;
    }
    let mut out: Vec<Node<'a>> = Vec::new();
    let mut last = Last::Nothing;
    let mut husk = None;
    for node in filled {
        match node {
            Node::Husk(paragraph) => husk = husk.or(Some(paragraph)),
            node if !is_block(&node) => out.push(node),
            node => {
                let ends = node.is(Kind::Table) || node.is(Kind::SectionProperties);
                if let (Last::Table, true, Some(paragraph)) = (last, ends, husk.take()) {
                    out.push(Node::Element(paragraph));
                }
                last = if node.is(Kind::Table) { Last::Table } else { Last::Other };
                out.push(node);
            }
        }
    }
    let wanted = match last {
        Last::Nothing => needs_paragraph,
        Last::Table => needs_paragraph || husk.is_some(),
        Last::Other => false,
    };
    if wanted {
        let paragraph = husk.or_else(|| spare(&template.children));
        let paragraph =
            paragraph.unwrap_or_else(|| Element::empty(Kind::Paragraph, &template.beside("p"), ""));
        out.push(Node::Element(paragraph));
    }
    out
}

/// What stands last of what takes room of its own.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    Table,
    Other,
}

/// Whether a node takes room of its own among paragraphs.
fn is_block(node: &Node<'_>) -> bool {
    node.element().is_some_and(|element| {
        !matches!(element.kind, Kind::TableProperties | Kind::Range | Kind::Unseen)
    })
}

/// The first paragraph of the template, emptied: it has the formatting that fits there.
fn spare<'a>(nodes: &[Node<'a>]) -> Option<Element<'a>> {
    nodes.iter().find_map(|node| match node {
        Node::Element(element) | Node::Husk(element) if element.kind == Kind::Paragraph => {
            let kept = element.children.iter().filter(|it| it.is(Kind::ParagraphProperties));
            Some(element.around(kept.cloned().collect()))
        }
        Node::Section { body, .. } => spare(body),
        _ => None,
    })
}
