//! What one version of a document says otherwise than another, paragraph by paragraph.

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

/// The differences between the words of two versions, as [`Sheet::canonical`](super::Sheet::canonical)
/// writes them, in the order of reading; what stands before a paragraph in its place comes first.
pub fn differences(earlier: &str, later: &str) -> Vec<Difference> {
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

/// A line without what it is, for people: cells stand apart, and breaks inside are blanks.
pub fn words(line: &str) -> String {
    let told = line.trim_end_matches('\n').split_once('\t').map_or("", |(_, words)| words);
    let cells = told.split('\t').map(|cell| cell.replace("\\n", " ").replace("\\\\", "\\"));
    let cells: Vec<String> = cells.filter(|cell| !cell.trim().is_empty()).collect();
    cells.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;

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
