//! Which closing mark ends which loop or condition. Goes by the order in which a reader meets the
//! marks; a text box is read by itself.

use super::catalogue::Catalogue;
use super::fault::{Faults, MarkReason};
use super::survey::Mark;
use super::syntax::Role;
use super::xml::{Element, Kind, Node};

/// How many loops and conditions may lie within each other.
const DEEPEST: usize = 20;

/// Gives the marks of loops and conditions their partners.
pub(super) fn pair(
    nodes: &[Node<'_>],
    marks: &mut [Mark],
    catalogue: &Catalogue,
    faults: &mut Faults,
) {
    let mut pairing = Pairing { marks, catalogue, faults };
    let mut top = Story::default();
    pairing.read(nodes, &mut top);
    pairing.finish(top);
}

/// What is open in a text that is read by itself.
#[derive(Default)]
struct Story {
    open: Vec<usize>,
    /// Inner ones that an outer one ended: their own end was told with that.
    crossed: Vec<usize>,
}

struct Pairing<'p> {
    marks: &'p mut [Mark],
    catalogue: &'p Catalogue,
    faults: &'p mut Faults,
}

impl Pairing<'_> {
    fn read(&mut self, nodes: &[Node<'_>], story: &mut Story) {
        for node in nodes {
            match node {
                Node::Mark(mark) => self.take(*mark, story),
                Node::Element(element) => self.element(element, story),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &Element<'_>, story: &mut Story) {
        if element.kind == Kind::TextBox {
            let mut inner = Story::default();
            self.read(&element.children, &mut inner);
            self.finish(inner);
        } else {
            self.read(&element.children, story);
        }
    }

    fn take(&mut self, mark: usize, story: &mut Story) {
        let Some(it) = self.marks.get(mark) else { return };
        if self.faults.is_full() || story.open.len() > DEEPEST {
            return;
        }
        if it.role == Role::Close {
            self.close(mark, story);
        } else if it.role.opens() {
            if story.open.len() == DEEPEST {
                self.faults.mark(&it.place, MarkReason::TooDeep { limit: DEEPEST });
            }
            story.open.push(mark);
        }
    }

    fn close(&mut self, mark: usize, story: &mut Story) {
        let ended = story.open.iter().rposition(|open| self.are_one(*open, mark));
        let Some(ended) = ended else {
            match story.crossed.iter().rposition(|open| self.are_one(*open, mark)) {
                Some(crossed) => drop(story.crossed.remove(crossed)),
                None => self.tell(mark, |mark| MarkReason::Unopened { mark }),
            }
            return;
        };
        for inner in story.open.split_off(ended + 1) {
            self.tell_crossed(inner, mark);
            story.crossed.push(inner);
        }
        if let Some(open) = story.open.pop() {
            self.join(open, mark);
        }
    }

    fn are_one(&self, open: usize, close: usize) -> bool {
        match (self.marks.get(open), self.marks.get(close)) {
            (Some(open), Some(close)) => self.catalogue.are_one(&open.key, &close.key),
            _ => false,
        }
    }

    fn join(&mut self, open: usize, close: usize) {
        for (one, other) in [(open, close), (close, open)] {
            if let Some(mark) = self.marks.get_mut(one) {
                mark.partner = Some(other);
            }
        }
    }

    fn finish(&mut self, story: Story) {
        if story.open.len() > DEEPEST {
            return;
        }
        for open in story.open {
            self.tell(open, |mark| MarkReason::Unclosed { mark });
        }
    }

    fn tell(&mut self, mark: usize, reason: fn(String) -> MarkReason) {
        if let Some(mark) = self.marks.get(mark) {
            self.faults.mark(&mark.place, reason(mark.shown()));
        }
    }

    fn tell_crossed(&mut self, inner: usize, outer: usize) {
        if let (Some(inner), Some(outer)) = (self.marks.get(inner), self.marks.get(outer)) {
            let closed = outer.place.clone();
            let reason = MarkReason::Crossed { inner: inner.shown(), outer: outer.shown(), closed };
            self.faults.mark(&inner.place, reason);
        }
    }
}
