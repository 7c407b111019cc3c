//! What a loop or condition goes around: a stretch of a paragraph, whole paragraphs, or rows of a
//! table. Turns pairs of marks into sections of the tree.
//!
//! A mark whose other half is not in the same paragraph moves out of it, to where only things
//! stand that can be repeated; marks in different cells move out of their row.

use super::fault::{Bound, Faults, FileFault, MarkReason, TemplateFault};
use super::inline::{is_property, is_silent};
use super::survey::Mark;
use super::xml::{Element, Kind, Node, size_bytes};
use std::collections::BTreeSet;

/// How much formatting may be copied because marks cut runs in pieces, in bytes of XML.
const MOST_COPIED_BYTES: usize = 32 << 20;

/// Puts what stands between the marks of each pair into a section. Faults are pairs between which
/// there is nothing whole.
pub(super) fn nest<'a>(nodes: Vec<Node<'a>>, marks: &[Mark], faults: &mut Faults) -> Vec<Node<'a>> {
    let mut nesting = Nesting { marks, faults, left_bytes: MOST_COPIED_BYTES };
    let mut nodes = nesting.fold_all(nodes);
    nesting.refuse_strays(&mut nodes);
    nodes
}

struct Nesting<'n> {
    marks: &'n [Mark],
    faults: &'n mut Faults,
    /// What may still be copied.
    left_bytes: usize,
}

impl Nesting<'_> {
    fn fold_all<'a>(&mut self, nodes: Vec<Node<'a>>) -> Vec<Node<'a>> {
        nodes.into_iter().flat_map(|node| self.fold(node)).collect()
    }

    /// Nests what lies within; marks whose other half lies outside come out beside the node.
    fn fold<'a>(&mut self, node: Node<'a>) -> Vec<Node<'a>> {
        match node {
            Node::Element(element) => match element.kind {
                Kind::Paragraph => self.paragraph(element),
                Kind::Row => self.row(element),
                Kind::Deleted => vec![Node::Element(element)],
                _ => self.container(element),
            },
            other => vec![other],
        }
    }

    /// Anything that holds whole paragraphs, tables, rows or cells. Out of a cell, marks pass to its
    /// row; nothing else lets them out.
    fn container<'a>(&mut self, mut element: Element<'a>) -> Vec<Node<'a>> {
        let children = self.fold_all(element.children);
        element.children = self.pair_up(children);
        let mut strays = Vec::new();
        if element.kind == Kind::Cell || holds_cells(&element) {
            strays = self.take_strays(&mut element.children);
        } else {
            self.refuse_strays(&mut element.children);
        }
        std::iter::once(Node::Element(element)).chain(strays).collect()
    }

    /// A row is repeated as a whole. One that holds nothing but marks goes.
    fn row<'a>(&mut self, mut row: Element<'a>) -> Vec<Node<'a>> {
        row.children = self.fold_all(row.children);
        let strays = self.take_strays(&mut row.children);
        if !strays.is_empty() && !has_content(&row) {
            return strays;
        }
        let (opening, closing): (Vec<_>, Vec<_>) =
            strays.iter().cloned().partition(|node| self.opens(node));
        let in_order = strays.iter().skip(opening.len()).all(|node| !self.opens(node));
        if !in_order {
            for node in &strays {
                self.refuse(node);
            }
            return vec![Node::Element(row)];
        }
        opening.into_iter().chain([Node::Element(row)]).chain(closing).collect()
    }

    fn paragraph<'a>(&mut self, mut paragraph: Element<'a>) -> Vec<Node<'a>> {
        let children = std::mem::take(&mut paragraph.children);
        let children = self.inline(children);
        if !children.iter().any(|node| self.is_stray(node)) {
            paragraph.children = children;
            return vec![Node::Element(paragraph)];
        }
        let shows = |node: &Node<'_>| is_content(node) && !self.is_stray(node);
        match (children.iter().position(shows), children.iter().rposition(shows)) {
            (Some(first), Some(last)) => self.moved_out(&paragraph, children, first, last),
            _ => self.emptied(&paragraph, children),
        }
    }

    /// Marks at the begin and the end of a paragraph with content stand before and after it.
    fn moved_out<'a>(
        &mut self,
        paragraph: &Element<'a>,
        children: Vec<Node<'a>>,
        first: usize,
        last: usize,
    ) -> Vec<Node<'a>> {
        let (mut before, mut kept, mut after) = (Vec::new(), Vec::new(), Vec::new());
        for (at, node) in children.into_iter().enumerate() {
            match self.is_stray(&node) {
                false => kept.push(node),
                true if at < first => before.push(node),
                true if at > last => after.push(node),
                true => self.refuse(&node),
            }
        }
        before.push(Node::Element(paragraph.around(kept)));
        before.extend(after);
        before
    }

    /// A paragraph of marks alone goes, but places that are named once stay, and so does the end of
    /// a section of the document.
    fn emptied<'a>(&self, paragraph: &Element<'a>, children: Vec<Node<'a>>) -> Vec<Node<'a>> {
        let (marks, rest): (Vec<_>, Vec<_>) =
            children.into_iter().partition(|node| self.is_stray(node));
        let (ranges, rest): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|node| node.is(Kind::Range));
        let rest: Vec<_> =
            rest.into_iter().filter(|node| node.is(Kind::ParagraphProperties)).collect();
        let husk = paragraph.around(rest);
        if !ends_section(&husk) {
            return marks.into_iter().chain(ranges).chain([Node::Husk(husk)]).collect();
        }
        let (closing, opening): (Vec<_>, Vec<_>) =
            marks.into_iter().partition(|node| !self.opens(node));
        closing.into_iter().chain(ranges).chain([Node::Element(husk)]).chain(opening).collect()
    }

    /// The content of a paragraph, or of something around runs within one.
    fn inline<'a>(&mut self, nodes: Vec<Node<'a>>) -> Vec<Node<'a>> {
        let mut nodes = self.split_out(nodes);
        for node in &mut nodes {
            let Node::Element(element) = node else { continue };
            let children = std::mem::take(&mut element.children);
            element.children = match element.kind {
                Kind::Wrapper | Kind::Control | Kind::ControlContent => self.inline(children),
                Kind::Deleted => children,
                _ => self.fold_all(children),
            };
            self.refuse_strays(&mut element.children);
        }
        self.pair_up(nodes)
    }

    /// Cuts runs, and what can be cut of that around them, at the marks of sections.
    fn split_out<'a>(&mut self, nodes: Vec<Node<'a>>) -> Vec<Node<'a>> {
        let mut out = Vec::new();
        for node in nodes {
            match node {
                Node::Element(element)
                    if matches!(element.kind, Kind::Run | Kind::Wrapper)
                        && self.holds_stray(&element) =>
                {
                    self.cut(element, &mut out);
                }
                other => out.push(other),
            }
        }
        out
    }

    fn cut<'a>(&mut self, mut element: Element<'a>, out: &mut Vec<Node<'a>>) {
        let children = self.split_out(std::mem::take(&mut element.children));
        let (mut properties, rest): (Vec<_>, Vec<_>) = children.into_iter().partition(is_property);
        if !self.may_copy(&properties, &rest) {
            properties.clear();
        }
        let mut part = Vec::new();
        let finish = |part: &mut Vec<Node<'a>>, out: &mut Vec<Node<'a>>| {
            if part.iter().any(|node| !matches!(node, Node::Raw(_))) {
                let whole = properties.iter().cloned().chain(part.drain(..)).collect();
                out.push(Node::Element(element.around(whole)));
            }
        };
        for node in rest {
            if self.is_stray(&node) {
                finish(&mut part, out);
                out.push(node);
            } else {
                part.push(node);
            }
        }
        finish(&mut part, out);
    }

    /// Counts what the pieces of a run copy; tells a fault when it is too much.
    fn may_copy(&mut self, properties: &[Node<'_>], rest: &[Node<'_>]) -> bool {
        let pieces = rest.iter().filter(|node| self.is_stray(node)).count();
        let left = self.left_bytes.checked_sub(pieces.saturating_mul(size_bytes(properties)));
        self.left_bytes = left.unwrap_or_default();
        if left.is_none() {
            let bound = Bound::FilledBytes(MOST_COPIED_BYTES);
            self.faults.push(TemplateFault::File(FileFault::TooLarge(bound)));
        }
        left.is_some()
    }

    fn holds_stray(&self, element: &Element<'_>) -> bool {
        element.children.iter().any(|node| match node {
            Node::Element(inner) if matches!(inner.kind, Kind::Run | Kind::Wrapper) => {
                self.holds_stray(inner)
            }
            node => self.is_stray(node),
        })
    }

    /// Makes sections of the pairs whose two marks stand in this list.
    fn pair_up<'a>(&mut self, nodes: Vec<Node<'a>>) -> Vec<Node<'a>> {
        let here: BTreeSet<usize> = nodes.iter().filter_map(|node| self.stray(node)).collect();
        if here.is_empty() {
            return nodes;
        }
        let mut open: Vec<(usize, Vec<Node<'a>>)> = Vec::new();
        let mut out = Vec::new();
        for node in nodes {
            let mark = self.stray(&node);
            let partner = mark.and_then(|mark| self.partner(mark)).filter(|it| here.contains(it));
            match (mark, partner) {
                (Some(mark), Some(_)) if self.opens(&node) => open.push((mark, Vec::new())),
                (Some(_), Some(partner)) if open.last().is_some_and(|it| it.0 == partner) => {
                    if let Some((begin, mut body)) = open.pop() {
                        self.refuse_strays(&mut body);
                        let section = Node::Section { open: begin, body };
                        open.last_mut().map_or(&mut out, |it| &mut it.1).push(section);
                    }
                }
                (Some(_), Some(_)) => self.refuse(&node),
                _ => open.last_mut().map_or(&mut out, |it| &mut it.1).push(node),
            }
        }
        for (begin, body) in open {
            self.refuse(&Node::Mark(begin));
            out.extend(body);
        }
        out
    }

    /// The number of a mark of a section that no section was made of yet.
    fn stray(&self, node: &Node<'_>) -> Option<usize> {
        let Node::Mark(mark) = node else { return None };
        let role = self.marks.get(*mark)?.role;
        (role.opens() || role == super::syntax::Role::Close).then_some(*mark)
    }

    fn is_stray(&self, node: &Node<'_>) -> bool {
        self.stray(node).is_some()
    }

    fn opens(&self, node: &Node<'_>) -> bool {
        matches!(node, Node::Mark(mark) if self.marks.get(*mark).is_some_and(|it| it.role.opens()))
    }

    fn partner(&self, mark: usize) -> Option<usize> {
        self.marks.get(mark)?.partner
    }

    fn take_strays<'a>(&self, nodes: &mut Vec<Node<'a>>) -> Vec<Node<'a>> {
        let (strays, kept) =
            std::mem::take(nodes).into_iter().partition(|node| self.is_stray(node));
        *nodes = kept;
        strays
    }

    fn refuse_strays(&mut self, nodes: &mut Vec<Node<'_>>) {
        for node in self.take_strays(nodes) {
            self.refuse(&node);
        }
    }

    /// Tells that a pair has nothing whole between its marks; once for both.
    fn refuse(&mut self, node: &Node<'_>) {
        let pair = self.stray(node).and_then(|mark| Some((mark, self.partner(mark)?)));
        let Some((mark, partner)) = pair else { return };
        let (open, close) = if self.opens(node) { (mark, partner) } else { (partner, mark) };
        if let (Some(open), Some(close)) = (self.marks.get(open), self.marks.get(close)) {
            let (mark, closed) = (open.shown(), close.place.clone());
            self.faults.mark(&open.place, MarkReason::Misplaced { mark, closed });
        }
    }
}

/// Whether cells lie in it, with at most content controls in between.
fn holds_cells(element: &Element<'_>) -> bool {
    let around = |it: &Element<'_>| matches!(it.kind, Kind::ControlContent | Kind::Wrapper);
    matches!(element.kind, Kind::Control | Kind::ControlContent | Kind::Wrapper)
        && element.elements().any(|it| it.kind == Kind::Cell || around(it) && holds_cells(it))
}

/// Whether a paragraph ends a section of the document: its page would go with it.
pub(super) fn ends_section(paragraph: &Element<'_>) -> bool {
    let mut properties = paragraph.elements().filter(|it| it.kind == Kind::ParagraphProperties);
    properties.any(|it| it.elements().any(|it| it.kind == Kind::SectionProperties))
}

fn has_content(element: &Element<'_>) -> bool {
    element.children.iter().any(is_content)
}

/// Whether a reader would miss the node: text that is not blank, a filled place, a picture, a table,
/// the end of a page.
pub(super) fn is_content(node: &Node<'_>) -> bool {
    match node {
        Node::Raw(_) | Node::Husk(_) => false,
        Node::Mark(_) | Node::Section { .. } => true,
        Node::Element(element) => match element.kind {
            Kind::Text => element.children.iter().any(is_visible_text),
            Kind::Break => element.open.contains("type="),
            Kind::TableProperties | Kind::Binding => false,
            Kind::Paragraph
            | Kind::Run
            | Kind::Wrapper
            | Kind::Control
            | Kind::ControlContent
            | Kind::Row
            | Kind::Cell => has_content(element),
            kind => !is_silent(kind),
        },
    }
}

fn is_visible_text(node: &Node<'_>) -> bool {
    matches!(node, Node::Raw(text) if !text.trim().is_empty())
}
