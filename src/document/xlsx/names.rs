//! What tabs and columns are called.

use crate::document::workbook::WorkSheet;

/// The most characters of a tab's name.
const MOST_CHARS: usize = 31;
/// What no tab's name may have.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// The names of the tabs: without what they may not have, short enough, and no two alike.
pub(super) fn tabs(sheets: &[WorkSheet]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for (number, sheet) in (1..).zip(sheets) {
        let is_kept = |it: &char| !FORBIDDEN.contains(it) && !it.is_control();
        let wanted: String = sheet.name.chars().filter(is_kept).collect();
        let wanted = wanted.trim_matches(|it: char| it == '\'' || it.is_whitespace());
        let short: String = wanted.chars().take(MOST_CHARS).collect();
        let clashes = short.is_empty()
            || short.eq_ignore_ascii_case("history")
            || taken.iter().any(|it| it.to_lowercase() == short.to_lowercase());
        taken.push(if clashes { numbered(&short, number) } else { short });
    }
    taken
}

fn numbered(name: &str, number: usize) -> String {
    let ending = format!("({number})");
    let room = MOST_CHARS.saturating_sub(ending.chars().count());
    name.chars().take(room).chain(ending.chars()).collect()
}

/// The letters of a column, from 0: A, B … Z, AA.
pub(super) fn column(place: u16) -> String {
    let mut rest = u32::from(place) + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 701, 702].map(column), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn tabs_lose_what_they_may_not_have_and_no_two_are_alike() {
        let sheet = |name: &str| WorkSheet::new(name, Vec::new(), Vec::new());
        let long = "长".repeat(40);
        let sheets = [sheet("a/b"), sheet("AB"), sheet("[]"), sheet(&long), sheet(&long)];
        let names = tabs(&sheets);
        assert_eq!(names[..3], ["ab", "AB(2)", "(3)"]);
        assert!(names.iter().all(|it| it.chars().count() <= MOST_CHARS));
        assert_ne!(names[3], names[4]);
    }
}
