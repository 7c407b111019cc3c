//! What one version of a document says otherwise than another, paragraph by paragraph.

use crate::i18n::{Lang, Paper};
use similar::{ChangeTag, TextDiff};

/// A paragraph that only one of two versions has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The earlier version says it, the later one does not.
    Gone(String),
    /// The later version says it, the earlier one does not.
    Come(String),
}

impl Difference {
    /// The sign before it: `-` or `+`.
    pub const fn sign(&self) -> char {
        match self {
            Self::Gone(_) => '-',
            Self::Come(_) => '+',
        }
    }

    /// The paragraph.
    pub fn words(&self) -> &str {
        match self {
            Self::Gone(words) | Self::Come(words) => words,
        }
    }
}

/// What a line begins with that tells what a field of the office's template held.
pub const FIELD: &str = "field\t";

/// The differences between the words of two versions, as [`Edition::words`](super::edition::Edition::words)
/// writes them, in the order of reading; what stands before a paragraph in its place comes first. What
/// only the fields of a template tell is a difference where our own layout has none. The notes on
/// corrections are none, and the stamp is none: they only repeat what differs.
pub fn differences(earlier: &str, later: &str) -> Vec<Difference> {
    let (earlier, later) = (&without_notes(earlier), &without_notes(later));
    let told = between(&sheet_lines(earlier), &sheet_lines(later));
    if told.is_empty() { between(earlier, later) } else { told }
}

/// Whether a version says the same as the one before it but for stamp, number and day, and repeats no note
/// on an earlier correction.
pub fn is_reprint(earlier: &str, later: &str) -> bool {
    notes(later).is_empty() && unnumbered(earlier) == unnumbered(later)
}

/// The words without what each version has of its own.
fn unnumbered(words: &str) -> Vec<String> {
    let own = without_notes(&sheet_lines(words));
    let told = own.lines().filter(|line| {
        let what = line.split('\t').next().unwrap_or_default();
        !(matches!(what, "number" | "date" | "issued") || is_number_row(line))
    });
    told.map(str::to_owned).collect()
}

/// Whether a line is the row of a form that holds its number, which stands beside the word for it. A
/// number that is cited elsewhere is another document's.
fn is_number_row(line: &str) -> bool {
    let label = line.strip_prefix("row\t").and_then(|row| row.split('\t').next());
    label.is_some_and(|label| Lang::ALL.iter().any(|it| label == Paper::FormNumber.said(*it)))
}

/// The notes on corrections in our own layout, as they are numbered there.
pub fn notes(words: &str) -> Vec<String> {
    let own = sheet_lines(words);
    let notes = own.lines().zip(are_notes(&own)).filter(|(_, is_note)| *is_note);
    notes.filter_map(|(line, _)| line.strip_prefix("paragraph\t")).map(decoded).collect()
}

/// The words without the stamp and the notes on corrections, in our own layout and in the fields of a
/// template.
fn without_notes(words: &str) -> String {
    let lines = words.split_inclusive('\n').zip(are_notes(words)).filter(|(line, is_note)| {
        let told = line.split_once('\t').map_or("", |(_, told)| told);
        let is_field = line.starts_with(FIELD) && told.starts_with("amendments");
        !(*is_note || is_field || line.starts_with("stamp\t"))
    });
    lines.map(|(line, _)| line).collect()
}

/// Of each line, whether it is one of the notes on corrections, their heading among them.
fn are_notes(words: &str) -> Vec<bool> {
    let headings = Lang::ALL.map(|lang| Paper::AmendmentsHeading.said(lang));
    let mut is_note = false;
    let lines = words.lines().map(|line| {
        let (what, told) = line.split_once('\t').unwrap_or_default();
        is_note = match what {
            "heading-1" => headings.contains(&told),
            "paragraph" => is_note,
            _ => false,
        };
        is_note
    });
    lines.collect()
}

fn between(earlier: &str, later: &str) -> Vec<Difference> {
    let diff = TextDiff::from_lines(earlier, later);
    let changes = diff.iter_all_changes();
    changes
        .filter_map(|change| {
            let words = words(change.value());
            match change.tag() {
                ChangeTag::Delete if !words.is_empty() => Some(Difference::Gone(words)),
                ChangeTag::Insert if !words.is_empty() => Some(Difference::Come(words)),
                _ => None,
            }
        })
        .collect()
}

/// In how many places two versions differ: what came in place of what went is one.
pub fn places(differences: &[Difference]) -> usize {
    let (mut places, mut open) = (0_usize, 0_usize);
    for difference in differences {
        match difference {
            Difference::Gone(_) => {
                places += 1;
                open += 1;
            }
            Difference::Come(_) if open > 0 => open -= 1,
            Difference::Come(_) => places += 1,
        }
    }
    places
}

/// The words of our own layout alone.
pub fn sheet_lines(words: &str) -> String {
    let lines = words.split_inclusive('\n').filter(|line| !line.starts_with(FIELD));
    lines.collect()
}

/// A line without what it is, for people: cells stand apart, breaks inside are blanks, what was left
/// blank is a low line, and what is struck is not told.
pub fn words(line: &str) -> String {
    let line = line.trim_end_matches('\n');
    let told = match line.strip_prefix(FIELD) {
        Some(field) => field.split_once('\t').map_or("", |(_, held)| held),
        None => line.split_once('\t').map_or("", |(_, words)| words),
    };
    let cells: Vec<String> =
        told.split('\t').map(decoded).filter(|cell| !cell.trim().is_empty()).collect();
    cells.join(" | ")
}

/// A cell as it was before its marks were spelt out.
fn decoded(cell: &str) -> String {
    let mut told = String::with_capacity(cell.len());
    let mut is_struck = false;
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        let sign = if character == '\\' { characters.next() } else { None };
        let plain = match (character, sign) {
            ('\\', Some('-')) => {
                is_struck = !is_struck;
                continue;
            }
            ('\\', Some('?' | '_')) => "＿＿".to_owned(),
            ('\\', Some('n' | 't')) => " ".to_owned(),
            ('\\', Some(other)) | (other, _) => other.to_string(),
        };
        if !is_struck {
            told.push_str(&plain);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_as_people_write() {
        for (line, expected) in [
            ("paragraph\t主持人（签名）：\\_", "主持人（签名）：＿＿"),
            ("paragraph\t在\\?召开", "在＿＿召开"),
            ("paragraph\t发言：\\-再补一条。\\-（会后划去）", "发言：（会后划去）"),
            ("paragraph\tC:\\\\new", "C:\\new"),
            ("row\t甲\\n乙\t丙", "甲 乙 | 丙"),
            ("field\tissues.raiser\t周大山", "周大山"),
        ] {
            assert_eq!(words(line), expected);
        }
    }

    #[test]
    fn what_came_in_place_of_what_went_is_one_place() {
        let gone = || Difference::Gone("一".to_owned());
        let come = || Difference::Come("二".to_owned());
        assert_eq!(places(&[gone(), come()]), 1);
        assert_eq!(places(&[gone(), gone(), come(), come(), come()]), 3);
        assert_eq!(places(&[]), 0);
    }

    #[test]
    fn fields_are_told_where_the_layout_says_the_same() {
        let earlier = "tanshi-sheet 1 minutes zh\nparagraph\t一\nfield\traiser\t甲\n";
        let later = "tanshi-sheet 1 minutes zh\nparagraph\t一\nfield\traiser\t乙\n";
        let told = [Difference::Gone("甲".to_owned()), Difference::Come("乙".to_owned())];
        assert_eq!(differences(earlier, later), told);
    }

    #[test]
    fn notes_on_corrections_only_repeat_what_differs() {
        let earlier = "tanshi-sheet 1 minutes zh\nparagraph\t一\ngap\t\nrow\t丙\n";
        let later = "tanshi-sheet 1 minutes zh\nparagraph\t二\nheading-1\t更正说明\n\
                     paragraph\t1.原为“一”，更正为“二”。\ngap\t\nrow\t丙\n\
                     field\tamendments.text\t原为“一”，更正为“二”。\n";
        let told = [Difference::Gone("一".to_owned()), Difference::Come("二".to_owned())];
        assert_eq!(differences(earlier, later), told);
    }

    #[test]
    fn a_changed_paragraph_goes_and_comes_and_the_others_stay() {
        let earlier = "tanshi-sheet 1 minutes zh\nparagraph\t一\nparagraph\t6月30日前装好\ngap\t\n";
        let later = "tanshi-sheet 1 minutes zh\nparagraph\t一\nparagraph\t9月30日前装好\ngap\t\n\
                     row\t甲\t乙\n";
        assert_eq!(
            differences(earlier, later),
            [
                Difference::Gone("6月30日前装好".to_owned()),
                Difference::Come("9月30日前装好".to_owned()),
                Difference::Come("甲 | 乙".to_owned()),
            ]
        );
        assert_eq!(differences(earlier, earlier), []);
    }
}
