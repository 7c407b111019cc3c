//! What a row says of an issue and what has no place of its own here: it is kept in the text, each under
//! the name of its column.

use super::{
    cell::Cells,
    column::{TableKind, folded, folding},
    head::Head,
};
use crate::domain::imported::ColumnMapping;

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
/// No usual name of a column is longer than this, in characters.
const NAME_CHARS: usize = 30;
/// What stands between a name and what is kept under it.
const COLONS: [char; 2] = ['：', ':'];

/// The text of an issue, taken apart.
pub(super) struct Kept {
    /// What somebody wrote.
    base: String,
    /// What is kept behind it: the field, its name with the colon, and what it says.
    lines: Vec<(&'static str, String, String)>,
}

/// What lines may be kept under beside the usual names: what this table calls its columns, and what tables
/// did whose columns were said.
pub(super) struct Names(Vec<(String, &'static str)>);

impl Names {
    /// The names of a head, and of those that are remembered.
    pub(super) fn of(head: &Head, remembered: &[ColumnMapping]) -> Self {
        let is_issues = |kind: &str| kind == TableKind::Issues.key();
        let own = head.mapping().into_iter().filter(|_| is_issues(head.kind.key()));
        let others = remembered.iter().filter(|it| is_issues(&it.kind));
        let others = others.flat_map(|it| it.columns.iter().cloned());
        let kept = own.chain(others).filter_map(|(name, field)| {
            let field = FIELDS.iter().copied().find(|it| *it == field)?;
            Some((named(&name).to_owned(), field))
        });
        let mut names: Vec<_> = kept.filter(|(name, _)| !name.is_empty()).collect();
        // Of two names of which one begins the other, the longer one is meant.
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self(names)
    }
}

impl Kept {
    /// Takes a text apart.
    pub(super) fn of(body: &str, names: &Names) -> Self {
        let mut kept = Self { base: String::new(), lines: Vec::new() };
        for (at, line) in body.split('\n').enumerate() {
            match (labelled(line, names), kept.lines.last_mut()) {
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
    let name = named(cells.called(field));
    format!("{name}{}", if name.is_ascii() { ": " } else { "：" })
}

/// A name without the colon that it has itself.
fn named(name: &str) -> &str {
    name.trim().trim_end_matches(COLONS).trim_end()
}

/// A line that begins with the name of a column: its field, the name with the colon, and the rest.
fn labelled<'l>(line: &'l str, names: &Names) -> Option<(&'static str, &'l str, &'l str)> {
    let said = names.0.iter().find_map(|(name, field)| {
        let rest = line.strip_prefix(name.as_str()).filter(|rest| rest.starts_with(COLONS))?;
        Some((*field, line.len() - rest.len()))
    });
    let (field, at) = said.or_else(|| usual(line))?;
    let rest = line.get(at..)?;
    let colon = rest.chars().next().map_or(0, char::len_utf8);
    let blank = usize::from(rest.get(colon..)?.starts_with(' '));
    Some((field, line.get(..at + colon + blank)?, rest.get(colon + blank..)?))
}

/// The field whose usual name a line begins with, and where its colon stands.
fn usual(line: &str) -> Option<(&'static str, usize)> {
    let at = line.find(COLONS)?;
    let name = line.get(..at)?;
    if name.chars().count() > NAME_CHARS {
        return None;
    }
    let name = folded(name);
    let is_called = |field: &&'static str| {
        let column = TableKind::Issues.column(field);
        column.is_some_and(|column| column.names().any(|it| folding(it).eq(name.chars())))
    };
    FIELDS.iter().copied().find(is_called).map(|field| (field, at))
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
            assert_eq!(Kept::of(body, &Names(Vec::new())).body(), body);
        }
        let kept = Kept::of("他说：好\n备注：旧的\n还有", &Names(Vec::new()));
        assert_eq!((kept.base(), kept.get("note")), ("他说：好", Some("旧的\n还有")));
    }

    #[test]
    fn a_name_that_somebody_gave_a_column_is_known_again() {
        let names =
            Names(vec![("备注:内部".to_owned(), "note"), ("群众到场".to_owned(), "public")]);
        let body = "路灯不亮\n群众到场：12\n备注:内部：好：的\n群众到场了";
        let kept = Kept::of(body, &names);
        assert_eq!((kept.base(), kept.get("public")), ("路灯不亮", Some("12")));
        assert_eq!(kept.get("note"), Some("好：的\n群众到场了"));
        assert_eq!(kept.body(), body);
    }
}
