//! What a row says of an issue and what has no place of its own here: it is kept in the text, each under
//! the name of its column.

use super::{
    cell::Cells,
    column::{TableKind, folded},
};

/// The fields that may be kept in the text, in their order there.
const FIELDS: [&str; 9] = [
    "number",
    "advice",
    "deadline",
    "members",
    "public",
    "departments",
    "revisit",
    "note",
    "consulted",
];
/// No name of a column is longer than this, in characters.
const NAME_CHARS: usize = 30;

/// The text of an issue, taken apart.
pub(super) struct Kept {
    /// What somebody wrote.
    base: String,
    /// What is kept behind it: the field, its name with the colon, and what it says.
    lines: Vec<(&'static str, String, String)>,
}

impl Kept {
    /// Takes a text apart.
    pub(super) fn of(body: &str) -> Self {
        let mut kept = Self { base: String::new(), lines: Vec::new() };
        for (at, line) in body.split('\n').enumerate() {
            match (labelled(line), kept.lines.last_mut()) {
                (Some((field, label, text)), _) => {
                    kept.lines.push((field, label.to_owned(), text.to_owned()));
                }
                (None, Some((.., text))) => {
                    text.push('\n');
                    text.push_str(line);
                }
                (None, None) => {
                    if at > 0 {
                        kept.base.push('\n');
                    }
                    kept.base.push_str(line);
                }
            }
        }
        kept
    }

    /// What is kept of a field.
    pub(super) fn get(&self, field: &str) -> Option<&str> {
        let found = self.lines.iter().find(|(its, ..)| *its == field);
        found.map(|(.., text)| text.as_str())
    }

    /// Keeps what a row says of a field, in the place of what was kept of it.
    pub(super) fn set(&mut self, cells: &Cells<'_>, field: &'static str, text: &str) {
        match self.lines.iter_mut().find(|(its, ..)| *its == field) {
            Some((.., kept)) => text.clone_into(kept),
            None => self.lines.push((field, label(cells, field), text.to_owned())),
        }
    }

    /// What somebody wrote.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// Puts another text in the place of what somebody wrote.
    pub(super) fn rewrite(&mut self, base: &str) {
        base.clone_into(&mut self.base);
    }

    /// The whole text.
    pub(super) fn body(&self) -> String {
        let lines = self.lines.iter().map(|(_, label, text)| format!("{label}{text}"));
        let parts = std::iter::once(self.base.clone()).filter(|it| !it.is_empty()).chain(lines);
        parts.collect::<Vec<_>>().join("\n")
    }
}

/// The name of a column with a colon behind it, in the way of its language.
pub(super) fn label(cells: &Cells<'_>, field: &str) -> String {
    let name = cells.called(field);
    format!("{name}{}", if name.is_ascii() { ": " } else { "：" })
}

/// A line that begins with the name of a column: its field, the name with the colon, and the rest.
fn labelled(line: &str) -> Option<(&'static str, &str, &str)> {
    let at = line.find(['：', ':'])?;
    let name = line.get(..at)?;
    let rest = line.get(at..)?;
    let colon = if rest.starts_with("：") { "：".len() } else { 1 };
    let blank = usize::from(rest.get(colon..)?.starts_with(' '));
    if name.chars().count() > NAME_CHARS {
        return None;
    }
    let name = folded(name);
    let is_called = |field: &&'static str| {
        let column = TableKind::Issues.column(field);
        column.is_some_and(|column| column.names().any(|it| folded(it) == name))
    };
    let field = FIELDS.iter().copied().find(|field| is_called(field))?;
    Some((field, line.get(..at + colon + blank)?, rest.get(colon + blank..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_taken_apart_is_the_same_again() {
        for body in [
            "",
            "路灯不亮",
            "备注：旧的",
            "路灯不亮\n\n三盏\n参加委员(次)：12\nRemarks: two\nlines",
            "他说：好\n备注：旧的\n他说：不好",
        ] {
            assert_eq!(Kept::of(body).body(), body);
        }
        let kept = Kept::of("他说：好\n备注：旧的\n还有");
        assert_eq!((kept.base(), kept.get("note")), ("他说：好", Some("旧的\n还有")));
    }
}
