//! Pages of text: lines made of toned spans, wrapped to a width, some of them naming an entity.

use super::cells::{self, AmbiguousWidth, width};
use crate::domain::id::EntityId;

/// How a piece of text looks; the theme decides the colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    #[default]
    Text,
    Dim,
    Title,
    Accent,
    Key,
    Warning,
    Danger,
    Success,
    Submitted,
    Consulted,
    Resolved,
    Exited,
    /// What was looked for.
    Match,
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) tone: Tone,
    pub(crate) text: String,
}

/// A line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) spans: Vec<Span>,
    /// What the line is about, for the commands.
    pub(crate) target: Option<EntityId>,
    /// It begins something that can be selected.
    pub(crate) anchor: bool,
    /// It is the first row of a text, not one that the text goes on in.
    pub(crate) begins: bool,
    /// What it is to the lines around it.
    pub(crate) part: Part,
}

/// What a line is on its page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Part {
    #[default]
    Text,
    Heading,
    /// Its first span is a label for the rest.
    Labelled,
}

impl Line {
    /// Its text alone.
    pub(crate) fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// Puts a page together.
#[derive(Debug)]
pub(crate) struct Paper {
    width: usize,
    ambiguous: AmbiguousWidth,
    lines: Vec<Line>,
}

impl Paper {
    pub(crate) const fn new(width: usize, ambiguous: AmbiguousWidth) -> Self {
        Self { width, ambiguous, lines: Vec::new() }
    }

    /// How many cells a row has.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn finish(self) -> Vec<Line> {
        self.lines
    }

    /// How many lines there are so far.
    pub(crate) const fn len(&self) -> usize {
        self.lines.len()
    }

    /// An empty line, but not at the top and never two.
    pub(crate) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.spans.is_empty()) {
            self.lines.push(Line::default());
        }
    }

    /// A heading with a gap above it.
    pub(crate) fn heading(&mut self, text: &str, note: &str) {
        self.gap();
        let mut spans = vec![span(Tone::Title, text)];
        if !note.is_empty() {
            spans.push(span(Tone::Dim, format!("  {note}")));
        }
        self.lines.push(Line { spans, begins: true, part: Part::Heading, ..Line::default() });
    }

    /// A label and what it holds; left out where that is nothing.
    pub(crate) fn pair(&mut self, label: &str, value: &str) {
        if !value.is_empty() {
            let column = 12.min(self.width / 3);
            let used = width(label, self.ambiguous);
            let pad = column.saturating_sub(used).max(1);
            let from = self.lines.len();
            self.flow(
                vec![span(Tone::Dim, format!("{label}{}", " ".repeat(pad)))],
                &[span(Tone::Text, value)],
                column,
                None,
            );
            if let Some(line) = self.lines.get_mut(from) {
                line.part = Part::Labelled;
            }
        }
    }

    /// Text with an indent.
    pub(crate) fn text(&mut self, tone: Tone, indent: usize, text: &str) {
        self.flow(vec![span(tone, " ".repeat(indent))], &[span(tone, text)], indent, None);
    }

    /// A line that is about something: its head stands on the left of what wraps.
    pub(crate) fn item(
        &mut self,
        head: Vec<Span>,
        body: &[Span],
        indent: usize,
        target: Option<EntityId>,
    ) {
        self.flow(head, body, indent, target);
    }

    /// Text that belongs to the item above it.
    pub(crate) fn under(
        &mut self,
        tone: Tone,
        indent: usize,
        text: &str,
        target: Option<EntityId>,
    ) {
        let from = self.lines.len();
        self.flow(vec![span(tone, " ".repeat(indent))], &[span(tone, text)], indent, target);
        for line in self.lines.iter_mut().skip(from) {
            line.anchor = false;
        }
    }

    fn flow(&mut self, head: Vec<Span>, body: &[Span], indent: usize, target: Option<EntityId>) {
        let text: String = body.iter().map(|span| span.text.as_str()).collect();
        let used: usize = head.iter().map(|span| width(&span.text, self.ambiguous)).sum();
        let room = self.width.saturating_sub(used.max(indent)).max(4);
        let mut first = Some(head);
        let mut start = 0;
        for paragraph in text.split('\n') {
            for row in cells::rows(paragraph, room, self.ambiguous) {
                let range = start + row.start..start + row.end;
                let lead = first.take();
                let begins = lead.is_some();
                let anchor = target.is_some() && begins;
                let mut spans =
                    lead.unwrap_or_else(|| vec![span(Tone::Text, " ".repeat(used.max(indent)))]);
                spans.extend(cut(body, range));
                self.lines.push(Line { spans, target, anchor, begins, ..Line::default() });
            }
            start += paragraph.len() + 1;
        }
    }
}

/// A piece of text.
pub(crate) fn span(tone: Tone, text: impl Into<String>) -> Span {
    Span { tone, text: text.into() }
}

/// The part of spans that lies in a range of their joined text.
fn cut(spans: &[Span], range: std::ops::Range<usize>) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = 0;
    for one in spans {
        let end = start + one.text.len();
        let (from, to) = (range.start.clamp(start, end), range.end.clamp(start, end));
        if let Some(text) = one.text.get(from - start..to - start).filter(|text| !text.is_empty()) {
            parts.push(span(one.tone, text));
        }
        start = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wraps_hangs_under_its_beginning() {
        let mut paper = Paper::new(16, AmbiguousWidth::Narrow);
        paper.pair("来源", "来信，群众反映停车难");
        let lines: Vec<String> = paper.finish().iter().map(Line::text).collect();
        assert_eq!(lines, ["来源 来信，群众", "     反映停车难"]);
    }

    #[test]
    fn spans_keep_their_tone_over_a_line_break() {
        let mut paper = Paper::new(8, AmbiguousWidth::Narrow);
        let body = vec![span(Tone::Dim, "停车"), span(Tone::Danger, "难停车难")];
        paper.item(Vec::new(), &body, 0, None);
        let lines = paper.finish();
        assert_eq!(lines[0].spans, [span(Tone::Dim, "停车"), span(Tone::Danger, "难停")]);
        assert_eq!(lines[1].spans, [span(Tone::Text, ""), span(Tone::Danger, "车难")]);
    }
}
