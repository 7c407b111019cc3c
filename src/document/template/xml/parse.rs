//! Reads a part into a tree whose pieces are slices of its text.

use super::{Element, Kind, Node};
use quick_xml::NsReader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

/// How deep elements may lie in each other. Word and WPS stay far below; what goes through the tree
/// calls itself for each level.
const DEEPEST: usize = 160;

/// How many attributes an element may have; each is compared with all before it.
const MOST_ATTRIBUTES: usize = 200;

/// Reads a part. The error is the line where it is damaged, counted from 1.
///
/// # Errors
///
/// Whatever is not well-formed XML, and document types, which Office files may not have.
pub(in super::super) fn parse(text: &str) -> Result<Vec<Node<'_>>, usize> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut builder = Builder { text, begin: start, open: Vec::new(), top: Vec::new() };
    if start > 0 {
        builder.top.push(Node::Raw(text.get(..start).unwrap_or_default().into()));
    }
    let mut reader = NsReader::from_str(text.get(start..).unwrap_or_default());
    reader.config_mut().check_comments = true;
    loop {
        let before = start + offset(reader.buffer_position());
        let read = reader.read_resolved_event();
        let Ok((namespace, event)) = read else { return Err(line_of(text, before)) };
        let kind = kind_of(&namespace, &event);
        let end = start + offset(reader.buffer_position());
        if event == Event::Eof {
            break;
        }
        builder.take(&event, kind, end).ok_or_else(|| line_of(text, before))?;
    }
    let whole = builder.open.is_empty() && builder.top.iter().any(|node| node.element().is_some());
    if whole { Ok(builder.top) } else { Err(line_of(text, text.len())) }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn kind_of(namespace: &ResolveResult<'_>, event: &Event<'_>) -> Option<Kind> {
    let (Event::Start(tag) | Event::Empty(tag)) = event else { return Some(Kind::Other) };
    match namespace {
        ResolveResult::Bound(bound) => Some(Kind::of(bound.0, tag.local_name().as_ref())),
        ResolveResult::Unbound => Some(Kind::Other),
        ResolveResult::Unknown(_) => None,
    }
}

struct Builder<'a> {
    text: &'a str,
    /// Where the piece begins that comes next.
    begin: usize,
    open: Vec<Element<'a>>,
    top: Vec<Node<'a>>,
}

impl<'a> Builder<'a> {
    /// Takes the piece that ends there; `None` when it may not stand there.
    fn take(&mut self, event: &Event<'_>, kind: Option<Kind>, end: usize) -> Option<()> {
        let piece = self.text.get(self.begin..end)?;
        self.begin = end;
        match event {
            Event::Start(tag) => self.start(tag, kind?, piece)?,
            Event::Empty(tag) => {
                self.start(tag, kind?, piece)?;
                self.end("")?;
            }
            Event::End(_) => self.end(piece)?,
            Event::GeneralRef(reference) if !self.open.is_empty() && is_known(reference) => {
                self.push(Node::Raw(piece.into()));
            }
            Event::GeneralRef(_) | Event::DocType(_) => return None,
            Event::Text(text) if self.open.is_empty() && !text.trim().is_empty() => return None,
            Event::CData(_) if self.open.is_empty() => return None,
            _ => self.push(Node::Raw(piece.into())),
        }
        Some(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, kind: Kind, piece: &'a str) -> Option<()> {
        let second_root = self.open.is_empty() && self.top.iter().any(|it| it.element().is_some());
        let whole = tag.attributes().take(MOST_ATTRIBUTES).all(|it| it.is_ok())
            && tag.attributes().with_checks(false).count() < MOST_ATTRIBUTES;
        if second_root || self.open.len() >= DEEPEST || !whole {
            return None;
        }
        self.open.push(Element {
            kind,
            open: piece.into(),
            children: Vec::new(),
            close: "".into(),
        });
        Some(())
    }

    fn end(&mut self, piece: &'a str) -> Option<()> {
        let mut element = self.open.pop()?;
        element.close = piece.into();
        self.push(Node::Element(element));
        Some(())
    }

    fn push(&mut self, node: Node<'a>) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.top.push(node),
        }
    }
}

/// XML knows five names without a document type, and characters by their number.
fn is_known(reference: &BytesRef<'_>) -> bool {
    let name: &str = reference;
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
        || matches!(reference.resolve_char_ref(), Ok(Some(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn written(nodes: &[Node<'_>]) -> String {
        let mut out = String::new();
        super::super::write(nodes, &mut out);
        out
    }

    #[test]
    fn a_part_comes_out_as_it_went_in() {
        let body = "<w:p w:rsidR = '1>2'  ><w:r><w:t>&lt;甲&#x4E59;<![CDATA[<丙>]]></w:t ></w:r><!-- - --><w:p/></w:p>";
        for text in [
            format!("{HEAD}<w:document xmlns:w=\"{WORD}\">{body}</w:document>\n"),
            format!("\u{feff}{HEAD}<d:document xmlns:d='{WORD}'/>"),
        ] {
            assert_eq!(written(&parse(&text).unwrap()), text);
        }
    }

    #[test]
    fn elements_are_known_by_their_namespace_and_not_by_their_prefix() {
        let text = format!("<x:p xmlns:x='{WORD}' xmlns:w='urn:other'><w:r/><x:r/></x:p>");
        let nodes = parse(&text).unwrap();
        let paragraph = nodes[0].element().unwrap();
        assert_eq!(paragraph.kind, Kind::Paragraph);
        let kinds: Vec<Kind> = paragraph.elements().map(|it| it.kind).collect();
        assert_eq!(kinds, [Kind::Other, Kind::Run]);
    }

    #[test]
    fn what_is_not_well_formed_is_refused_with_its_line() {
        let deep = "<a>".repeat(500) + &"</a>".repeat(500);
        for (text, line) in [
            ("<a>\n<b>\n</a>", 3),
            ("<a>\n", 2),
            ("", 1),
            ("<a/>\n<b/>", 2),
            ("<a/>tail", 1),
            ("<a b=1/>", 1),
            ("<a b='1' b='2'/>", 1),
            ("<a>&other;</a>", 1),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", 1),
            ("<w:p/>", 1),
            (deep.as_str(), 1),
        ] {
            assert_eq!(parse(text).map(|_| ()), Err(line), "{text}");
        }
    }
}
