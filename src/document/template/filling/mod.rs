//! Fills the tree of a part: fields with their values, loops once for each item, conditions or not.

mod copy;
mod run;
mod settle;

pub(super) use copy::Numbers;

use super::catalogue::{Catalogue, Field, Meaning, meaning};
use super::data::{Data, Value};
use super::nesting::{ends_section, is_content};
use super::survey::Mark;
use super::syntax::Role;
use super::xml::{Element, Kind, NODE_BYTES, Node};

/// How large a part may become, in bytes of XML. Loops within loops over the same list grow fast.
pub(super) const MOST_BYTES: usize = 32 << 20;

/// The part would become larger than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Full;

/// Fills a part whose pairs were nested.
///
/// # Errors
///
/// [`Full`] when it would become too large.
pub(super) fn fill<'a>(
    nodes: &[Node<'a>],
    marks: &[Mark],
    catalogue: &Catalogue,
    data: &Data,
    numbers: &mut Numbers,
) -> Result<Vec<Node<'a>>, Full> {
    let mut filling = Filling {
        marks,
        fields: vec![catalogue.fields],
        levels: vec![Level { data, number: 0 }],
        left_bytes: MOST_BYTES,
    };
    let mut out = Vec::new();
    filling.nodes(nodes, &mut out)?;
    numbers.renew(&mut out);
    Ok(out)
}

/// The document as a whole, or the item of a loop.
struct Level<'f> {
    data: &'f Data,
    /// Which item it is, from 1; 0 for the document.
    number: usize,
}

struct Filling<'f> {
    marks: &'f [Mark],
    /// The fields of each level.
    fields: Vec<&'static [Field]>,
    levels: Vec<Level<'f>>,
    left_bytes: usize,
}

/// What stands in for a field.
enum Filled<'f> {
    Text(&'f str),
    Number(usize),
    Blank,
}

impl<'f> Filling<'f> {
    fn nodes<'a>(&mut self, nodes: &[Node<'a>], out: &mut Vec<Node<'a>>) -> Result<(), Full> {
        for node in nodes {
            match node {
                Node::Element(element) => self.element(element, out)?,
                Node::Section { open, body } => self.section(*open, body, out)?,
                Node::Raw(text) => {
                    self.spend(text.len())?;
                    out.push(node.clone());
                }
                Node::Husk(_) => out.push(node.clone()),
                Node::Mark(_) => {}
            }
        }
        Ok(())
    }

    /// Counts what is added to the part; a round of a loop counts as a node.
    fn spend(&mut self, bytes: usize) -> Result<(), Full> {
        self.left_bytes = self.left_bytes.checked_sub(bytes + NODE_BYTES).ok_or(Full)?;
        Ok(())
    }

    fn element<'a>(&mut self, element: &Element<'a>, out: &mut Vec<Node<'a>>) -> Result<(), Full> {
        self.spend(element.open.len() + element.close.len())?;
        if element.kind == Kind::Run
            && element.children.iter().any(|it| matches!(it, Node::Mark(_)))
        {
            return self.run(element, out);
        }
        let mut children = Vec::new();
        self.nodes(&element.children, &mut children)?;
        match element.kind {
            Kind::Paragraph if is_left_empty(element, &children) => {
                children.retain(|it| it.is(Kind::ParagraphProperties));
                out.push(Node::Husk(element.around(children)));
            }
            // Word refuses a table without rows.
            Kind::Table if !holds_row(&children) => {}
            _ => out.push(Node::Element(element.around(settle::settled(element, children)))),
        }
        Ok(())
    }

    fn section<'a>(
        &mut self,
        open: usize,
        body: &[Node<'a>],
        out: &mut Vec<Node<'a>>,
    ) -> Result<(), Full> {
        let Some(mark) = self.marks.get(open) else { return Ok(()) };
        match (mark.role, self.value(mark)) {
            (Role::Loop, Some((field, Value::List(items)))) => self.items(field, items, body, out),
            (Role::If, Some((_, value))) if value.is_present() => self.nodes(body, out),
            (Role::Unless, Some((_, value))) if value.is_present() => Ok(()),
            (Role::Unless, _) => self.nodes(body, out),
            _ => Ok(()),
        }
    }

    fn items<'a>(
        &mut self,
        field: &'static Field,
        items: &'f [Data],
        body: &[Node<'a>],
        out: &mut Vec<Node<'a>>,
    ) -> Result<(), Full> {
        self.fields.push(field.items().unwrap_or_default());
        for (number, data) in (1..).zip(items) {
            self.spend(0)?;
            self.levels.push(Level { data, number });
            let begin = out.len();
            let filled = self.nodes(body, out);
            self.levels.pop();
            filled?;
            if number > 1 {
                copy::make_copies(out, begin);
            }
        }
        self.fields.pop();
        Ok(())
    }

    fn value(&self, mark: &Mark) -> Option<(&'static Field, &'f Value)> {
        match meaning(&mark.key, &self.fields) {
            Meaning::Field(field, level) => {
                Some((field, field.value_in(self.levels.get(level)?.data)?))
            }
            Meaning::Counter | Meaning::Unknown => None,
        }
    }

    /// What to write for a field. The number of a loop is that of the innermost.
    fn filled(&self, mark: usize) -> Filled<'f> {
        let Some(mark) = self.marks.get(mark) else { return Filled::Blank };
        match self.value(mark) {
            Some((_, Value::Text(text))) => Filled::Text(text),
            Some(_) => Filled::Blank,
            None => self.number(mark).map_or(Filled::Blank, Filled::Number),
        }
    }

    fn number(&self, mark: &Mark) -> Option<usize> {
        let number = self.levels.last()?.number;
        (meaning(&mark.key, &self.fields) == Meaning::Counter && number > 0).then_some(number)
    }
}

/// Whether a paragraph held loops and conditions alone, and none of them left anything.
fn is_left_empty(paragraph: &Element<'_>, filled: &[Node<'_>]) -> bool {
    let mut content = paragraph.children.iter().filter(|node| is_content(node)).peekable();
    content.peek().is_some()
        && content.all(|node| matches!(node, Node::Section { .. }))
        && !filled.iter().any(is_content)
        && !ends_section(paragraph)
}

fn holds_row(nodes: &[Node<'_>]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Element(element) => element.kind == Kind::Row || holds_row(&element.children),
        Node::Section { body, .. } => holds_row(body),
        _ => false,
    })
}
