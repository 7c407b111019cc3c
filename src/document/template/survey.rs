//! Finds the marks of a part and puts them into its tree, each with the place where it stands.

use super::catalogue::key_of;
use super::fault::{Bound, Faults, FileFault, MarkReason, Place, Spot, TemplateFault};
use super::inline::{OBJECT, Placed, Segment, characters, put_segments};
use super::syntax::{Find, Role, find_marks, has_braces};
use super::xml::{Element, Kind, Node};
use std::ops::Range;

/// A mark of a part; its number in the part is its place in the list.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) role: Role,
    /// The name as written, without its sign.
    pub(super) name: String,
    /// What the name is looked up by.
    pub(super) key: String,
    pub(super) place: Place,
    /// The mark at the other end of a loop or condition, once it was found.
    pub(super) partner: Option<usize>,
}

impl Mark {
    /// The mark as the documentation writes it, shortened when long.
    pub(super) fn shown(&self) -> String {
        format!("{{{{{}{}}}}}", self.role.sign(), self.short_name())
    }

    /// The name, shortened when long.
    pub(super) fn short_name(&self) -> String {
        shortened(&self.name, 40)
    }
}

/// How many marks a part may have. A long form has a few hundred.
const MOST_MARKS: usize = 10_000;

/// How many characters around a mark are told.
const AROUND: usize = 10;

/// Cuts a text after so many characters.
fn shortened(text: &str, length: usize) -> String {
    let mut short: String = text.chars().take(length).collect();
    if text.chars().nth(length).is_some() {
        short.push('…');
    }
    short
}

/// Replaces what writes a mark by the mark, throughout the part, and lists the marks. Faults are
/// braces without their other half.
pub(super) fn find_in_part(part: &str, nodes: &mut [Node<'_>], faults: &mut Faults) -> Vec<Mark> {
    let mut survey = Survey {
        part,
        marks: Vec::new(),
        faults,
        counts: Counts::default(),
        tables_around: 0,
        in_box: None,
    };
    survey.visit(nodes);
    survey.marks
}

struct Survey<'s> {
    part: &'s str,
    marks: Vec<Mark>,
    faults: &'s mut Faults,
    counts: Counts,
    tables_around: usize,
    in_box: Option<usize>,
}

/// What was met so far, as a reader counts.
#[derive(Clone, Copy, Default)]
struct Counts {
    paragraphs: usize,
    /// The table that was met last, outside of other tables, with its row and cell.
    table: (usize, usize, usize),
    boxes: usize,
}

impl Survey<'_> {
    fn visit(&mut self, nodes: &mut [Node<'_>]) {
        for node in nodes {
            if let Node::Element(element) = node {
                self.element(element);
            }
        }
    }

    fn element(&mut self, element: &mut Element<'_>) {
        match element.kind {
            Kind::Deleted => {}
            Kind::Paragraph => {
                self.paragraph(element);
                self.visit(&mut element.children);
            }
            Kind::Table => self.table(element),
            Kind::Row | Kind::Cell => {
                self.count_cells(element.kind);
                self.visit(&mut element.children);
            }
            Kind::TextBox => {
                self.counts.boxes += 1;
                let around = self.in_box.replace(self.counts.boxes);
                self.visit(&mut element.children);
                self.in_box = around;
            }
            Kind::Alternatives => self.alternatives(element),
            Kind::Control => self.control(element),
            _ => self.visit(&mut element.children),
        }
    }

    fn table(&mut self, table: &mut Element<'_>) {
        if self.tables_around == 0 && self.in_box.is_none() {
            self.counts.table = (self.counts.table.0 + 1, 0, 0);
        }
        self.tables_around += 1;
        self.visit(&mut table.children);
        self.tables_around -= 1;
    }

    fn count_cells(&mut self, kind: Kind) {
        if self.tables_around != 1 || self.in_box.is_some() {
            return;
        }
        let (table, row, column) = self.counts.table;
        self.counts.table =
            if kind == Kind::Row { (table, row + 1, 0) } else { (table, row, column + 1) };
    }

    /// A reader sees the first of the alternatives; what stands for it in the others counts alike.
    fn alternatives(&mut self, element: &mut Element<'_>) {
        let before = self.counts;
        let mut seen = None;
        for node in element.children.iter_mut().filter(|node| node.is(Kind::Alternative)) {
            self.counts = before;
            self.visit(std::slice::from_mut(node));
            seen = seen.or(Some(self.counts));
        }
        self.counts = seen.unwrap_or(before);
    }

    /// A content control that is tied to data would show that data again when the file is opened.
    fn control(&mut self, control: &mut Element<'_>) {
        self.visit(&mut control.children);
        if !holds_mark(&control.children) {
            return;
        }
        for node in &mut control.children {
            if let Node::Element(element) = node
                && element.kind == Kind::ControlProperties
            {
                element.children.retain(|it| !it.is(Kind::Binding));
            }
        }
    }

    fn paragraph(&mut self, paragraph: &mut Element<'_>) {
        let placed = characters(paragraph);
        let text: Vec<char> = placed.iter().map(|it| it.0).collect();
        if self.tables_around == 0
            && self.in_box.is_none()
            && text.iter().any(|it| !it.is_whitespace() && *it != OBJECT)
        {
            self.counts.paragraphs += 1;
        }
        if self.faults.is_full() || !has_braces(&text.iter().collect::<String>()) {
            return;
        }
        let marks = self.take_marks(&text);
        if !marks.is_empty() {
            put_segments(paragraph, segments(&placed, &marks));
        }
    }

    /// Lists the marks of a paragraph; with the characters that write each.
    fn take_marks(&mut self, text: &[char]) -> Vec<(Range<usize>, usize)> {
        let mut taken = Vec::new();
        for find in find_marks(text) {
            if self.marks.len() >= MOST_MARKS {
                let bound = Bound::Marks(MOST_MARKS);
                self.faults.push(TemplateFault::File(FileFault::TooLarge(bound)));
                break;
            }
            match find {
                Find::Mark { at, role, name } => {
                    let place = self.place(text, &at);
                    taken.push((at, self.marks.len()));
                    let key = key_of(&name);
                    self.marks.push(Mark { role, name, key, place, partner: None });
                }
                Find::Unclosed { at } => {
                    let place = self.place(text, &at);
                    self.faults.mark(&place, MarkReason::BracesUnclosed);
                }
                Find::Unopened { at } => {
                    let place = self.place(text, &at);
                    self.faults.mark(&place, MarkReason::BracesUnopened);
                }
            }
        }
        taken
    }

    fn place(&self, text: &[char], at: &Range<usize>) -> Place {
        let spot = match self.in_box {
            Some(number) => Spot::TextBox(number),
            None if self.tables_around > 0 => {
                let (table, row, column) = self.counts.table;
                Spot::Cell { table, row, column }
            }
            None => Spot::Paragraph(self.counts.paragraphs),
        };
        Place { part: self.part.to_owned(), spot, near: near(text, at) }
    }
}

/// The text of a mark with some of what stands around it.
fn near(text: &[char], at: &Range<usize>) -> String {
    let begin = at.start.saturating_sub(AROUND);
    let end = at.end.min(at.start + 4 * AROUND).saturating_add(AROUND).min(text.len());
    let cut = text.get(begin..end).unwrap_or_default();
    let shown: String = cut.iter().map(|it| if it.is_control() { ' ' } else { *it }).collect();
    let before = if begin > 0 { "…" } else { "" };
    let after = if end < text.len() { "…" } else { "" };
    format!("{before}{}{after}", shown.trim())
}

fn holds_mark(nodes: &[Node<'_>]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Mark(_) => true,
        Node::Element(element) => holds_mark(&element.children),
        _ => false,
    })
}

/// What each text element holds: its text with the marks that begin in it.
fn segments(placed: &[Placed], marks: &[(Range<usize>, usize)]) -> Vec<Vec<Segment>> {
    let pieces = placed.iter().filter_map(|it| it.1).max().map_or(0, |last| last + 1);
    let mut found: Vec<Vec<Segment>> = vec![Vec::new(); pieces];
    let mut marks = marks.iter().peekable();
    for (at, (character, piece)) in placed.iter().enumerate() {
        marks.next_if(|(range, _)| range.end <= at);
        let Some(segments) = piece.and_then(|piece| found.get_mut(piece)) else { continue };
        match marks.peek() {
            Some((range, mark)) if range.start == at => segments.push(Segment::Mark(*mark)),
            Some((range, _)) if range.contains(&at) => {}
            _ => match segments.last_mut() {
                Some(Segment::Text(text)) => text.push(*character),
                _ => segments.push(Segment::Text(character.to_string())),
            },
        }
    }
    found
}
