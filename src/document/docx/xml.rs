//! XML elements as values; written, every text and attribute is escaped.

use crate::domain::text::steers;
use quick_xml::escape::escape;

/// What stands for a character that XML 1.0 does not allow (2.2).
const NOT_ALLOWED: char = '\u{fffd}';

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Element(Element),
    Text(String),
}

/// What an attribute can be.
pub(super) trait Value {
    /// As it is written, before it is escaped.
    fn written(self) -> String;
}

/// Takes what can be printed as it is.
macro_rules! values {
    ($($kind:ty)+) => {
        $(impl Value for $kind {
            fn written(self) -> String {
                self.to_string()
            }
        })+
    };
}
values! { &str &String u8 u32 &u32 i32 }

impl Value for String {
    fn written(self) -> String {
        self
    }
}

/// An element without anything in it.
pub(super) const fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

/// An element with nothing but a value: `<w:sz w:val="32"/>`.
pub(super) fn valued(name: &'static str, value: impl Value) -> Element {
    element(name).with("w:val", value)
}

impl Element {
    /// The same with an attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl Value) -> Self {
        self.attributes.push((name, value.written()));
        self
    }

    /// The same with a child at the end.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The same with children at the end.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The same with a text at the end.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    /// The same with each of its paragraphs kept together, and on the page of what follows. The mark
    /// stands right behind the style of a paragraph (ISO/IEC 29500-1, `CT_PPrBase`).
    pub(super) fn kept_with_next(mut self) -> Self {
        if self.name == "w:pPr" {
            let marks = ["w:keepNext", "w:keepLines"].map(|name| Node::Element(element(name)));
            self.children.splice(1..1, marks);
            return self;
        }
        let children = self.children.into_iter().map(|child| match child {
            Node::Element(it) => Node::Element(it.kept_with_next()),
            text @ Node::Text(_) => text,
        });
        self.children = children.collect();
        self
    }

    /// A whole file with this as its root.
    pub(super) fn file(&self) -> String {
        let mut file =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut file);
        file
    }

    fn write(&self, to: &mut String) {
        to.push('<');
        to.push_str(self.name);
        for (name, value) in &self.attributes {
            to.push(' ');
            to.push_str(name);
            to.push_str("=\"");
            to.push_str(&escape(allowed(value)));
            to.push('"');
        }
        if self.children.is_empty() {
            to.push_str("/>");
            return;
        }
        to.push('>');
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(to),
                Node::Text(text) => to.push_str(&escape(allowed(text))),
            }
        }
        to.push_str("</");
        to.push_str(self.name);
        to.push('>');
    }
}

/// A text with what XML 1.0 does not allow made visible.
fn allowed(text: &str) -> String {
    text.chars().map(|it| if is_allowed(it) { it } else { NOT_ALLOWED }).collect()
}

/// Beside that, nothing that turns the direction of what stands around it.
fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => !steers(character),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let written = valued("w:t", "a\"<").text("R&D <b>").file();
        assert!(
            written.ends_with("<w:t w:val=\"a&quot;&lt;\">R&amp;D &lt;b&gt;</w:t>"),
            "{written}"
        );
    }

    #[test]
    fn what_xml_does_not_allow_is_made_visible() {
        let written = element("w:t").text("a\u{b}b\u{1b}\u{fffe}").file();
        assert!(written.ends_with("<w:t>a\u{fffd}b\u{fffd}\u{fffd}</w:t>"), "{written}");
    }
}
