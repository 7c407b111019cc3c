//! Fills a run: text keeps its formatting, a blank is a run of its own that is underlined.

use super::super::inline::text_element;
use super::super::xml::{Element, Kind, Node, size_bytes};
use super::{Filled, Filling, Full};

/// What stands in for a value that is not known, to be written on by hand: six characters wide.
const BLANK: &str = "\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}";

impl Filling<'_> {
    /// Fills a run that holds fields. It becomes several where a blank interrupts it, and none when
    /// nothing is left in it.
    pub(super) fn run<'a>(
        &mut self,
        run: &Element<'a>,
        out: &mut Vec<Node<'a>>,
    ) -> Result<(), Full> {
        let properties = run.children.iter().find(|node| node.is(Kind::RunProperties));
        let cost =
            run.open.len() + size_bytes(properties.map(std::slice::from_ref).unwrap_or_default());
        self.spend(cost)?;
        let mut content = Vec::new();
        for node in run.children.iter().filter(|node| !node.is(Kind::RunProperties)) {
            let Node::Mark(mark) = node else {
                self.nodes(std::slice::from_ref(node), &mut content)?;
                continue;
            };
            match self.filled(*mark) {
                Filled::Text(text) => self.text(run, text, &mut content)?,
                Filled::Number(number) => self.text(run, &number.to_string(), &mut content)?,
                Filled::Blank => {
                    finish(run, properties, &mut content, out);
                    self.spend(2 * cost + BLANK.len())?;
                    out.push(Node::Element(blank(run, properties.and_then(Node::element))));
                }
            }
        }
        finish(run, properties, &mut content, out);
        Ok(())
    }

    /// Writes text with its line breaks and tabs as the elements that Word has for them.
    fn text(
        &mut self,
        run: &Element<'_>,
        text: &str,
        content: &mut Vec<Node<'_>>,
    ) -> Result<(), Full> {
        let text = text.replace("\r\n", "\n");
        for (line, words) in text.split(ends_line).enumerate() {
            if line > 0 {
                content.push(Node::Element(Element::empty(Kind::Break, &run.beside("br"), "")));
            }
            for (stop, words) in words.split('\t').enumerate() {
                self.spend(words.len() + NODES_PER_WORD)?;
                if stop > 0 {
                    content.push(Node::Element(Element::empty(
                        Kind::Break,
                        &run.beside("tab"),
                        "",
                    )));
                }
                if !words.is_empty() {
                    content.push(Node::Element(text_element(&run.beside("t"), words)));
                }
            }
        }
        Ok(())
    }
}

/// The tags around a piece of text, in bytes.
const NODES_PER_WORD: usize = 32;

const fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Ends the run that was begun, if anything is in it.
fn finish<'a>(
    run: &Element<'a>,
    properties: Option<&Node<'a>>,
    content: &mut Vec<Node<'a>>,
    out: &mut Vec<Node<'a>>,
) {
    if content.iter().any(|node| !matches!(node, Node::Raw(_))) {
        let children = properties.cloned().into_iter().chain(content.drain(..)).collect();
        out.push(Node::Element(run.around(children)));
    }
    content.clear();
}

fn blank<'a>(run: &Element<'a>, properties: Option<&Element<'a>>) -> Element<'a> {
    let text = Node::Element(text_element(&run.beside("t"), BLANK));
    run.around(vec![Node::Element(underlined(run, properties)), text])
}

/// The formatting of a run with an underline, at the place where the schema wants it.
fn underlined<'a>(run: &Element<'a>, properties: Option<&Element<'a>>) -> Element<'a> {
    let value = format!(" {}=\"single\"", run.beside("val"));
    let underline = Node::Element(Element::empty(Kind::Underline, &run.beside("u"), &value));
    let Some(properties) = properties else {
        let name = run.beside("rPr");
        return Element::made(Kind::RunProperties, &name, "", vec![underline]);
    };
    let mut children: Vec<Node<'a>> =
        properties.children.iter().filter(|node| !node.is(Kind::Underline)).cloned().collect();
    let after = children.iter().position(|node| node.is(Kind::AfterUnderline));
    children.insert(after.unwrap_or(children.len()), underline);
    properties.around(children)
}
