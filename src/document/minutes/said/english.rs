//! What the words of a commitment say by themselves, where they are English.

use crate::domain::{amount::Amount, date::DateSpan};
use chrono::NaiveDate;

/// Before a day by which something is done.
const BY: [&str; 5] = ["by", "before", "until", "till", "than"];
/// The most words of a day: `Friday, June 30, 2027`.
const MOST_WORDS: usize = 4;
/// The most words of a sum before its unit: `about 1.5 million`.
const MOST_NUMBERS: usize = 4;
/// Behind a department that leads.
const LEADS: [&str; 5] = [" leads", " to lead", " will lead", " takes the lead", " is responsible"];
/// Behind a department that a sentence begins with and that acts.
const ACTS: [&str; 5] = [" will ", " shall ", " is to ", " by ", " within "];
/// Before a department that leads.
const LED_BY: [&str; 2] = ["led by ", "led by the "];
/// Behind a department that supports.
const SUPPORTS: [&str; 3] = [" support", " to support", " will support"];
/// Before departments that support.
const WITH: [&str; 4] =
    ["supported by ", "together with ", "jointly with ", "with the support of "];

/// The days by which something is done, with a day of the month: `by 30 June`; one without its year is
/// the next such day from that of the session.
pub(super) fn days(matter: &str, spoken_on: NaiveDate) -> Vec<NaiveDate> {
    let words: Vec<&str> = matter.split_whitespace().collect();
    let by = |word: &&str| BY.iter().any(|by| word.eq_ignore_ascii_case(by));
    let places = words.iter().enumerate().filter(|(_, word)| by(word)).map(|(at, _)| at + 1);
    places.filter_map(|at| day_at(&words, at, spoken_on)).collect()
}

/// The day that words from a place on tell, as many of them as make one.
fn day_at(words: &[&str], at: usize, spoken_on: NaiveDate) -> Option<NaiveDate> {
    let most = MOST_WORDS.min(words.len().saturating_sub(at));
    (1..=most).rev().find_map(|count| {
        let told = words.get(at..at + count)?.join(" ");
        let told = told.trim_end_matches(['.', ',', ';', ':', '!']);
        // By Friday and by the end of June tell another thing than a day of the month.
        let is_dated = told.contains(|it: char| it.is_ascii_digit())
            && told.contains(|it: char| it.is_ascii_alphabetic());
        let span = DateSpan::parse_ahead(told, spoken_on).ok().filter(|_| is_dated)?;
        (span.first() == span.last()).then(|| span.first())
    })
}

/// The sums of money in a text: what ends with `yuan`, read as far back as it makes a sum.
pub(super) fn sums(matter: &str) -> Vec<Amount> {
    let words: Vec<&str> = matter.split_whitespace().collect();
    let bare = |word: &str| word.trim_end_matches(['.', ',', ';', ':', '!', ')']).to_owned();
    let is_unit = |word: &str| bare(word).eq_ignore_ascii_case("yuan");
    let ends = words.iter().enumerate().filter(|(_, word)| is_unit(word)).map(|(at, _)| at);
    let read = ends.filter_map(|end| {
        let start = end.saturating_sub(MOST_NUMBERS);
        (start..end).find_map(|from| {
            let number = words.get(from..end)?.join(" ");
            Amount::parse(&format!("{} yuan", number.trim_start_matches('('))).ok()
        })
    });
    read.collect()
}

/// Whether a department that stands at a place of the text leads by the words around it.
pub(super) fn leads(before: &str, behind: &str) -> bool {
    let before = before.to_lowercase();
    let before = before.as_str();
    let begins = matches!(before.trim_end(), "" | "the") || before.ends_with(['.', ';']);
    if begins && !supports(before, behind) && ACTS.iter().any(|word| behind.starts_with(word)) {
        return true;
    }
    LED_BY.iter().any(|word| before.ends_with(word))
        || LEADS.iter().any(|word| behind.starts_with(word))
}

/// Whether a department that stands at a place of the text supports by the words around it.
pub(super) fn supports(before: &str, behind: &str) -> bool {
    let before = before.to_lowercase();
    let before = before.strip_suffix("the ").unwrap_or(&before);
    WITH.iter().any(|word| before.ends_with(word))
        || SUPPORTS.iter().any(|word| behind.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_leads_and_who_supports_is_read_off_the_words_around_a_name() {
        for (before, behind) in [
            ("", " leads, the police support"),
            ("works led by the ", ", by 30 June"),
            ("so the ", " is responsible for it"),
        ] {
            assert!(leads(before, behind) && !supports(before, behind), "{before}|{behind}");
        }
        for (before, behind) in
            [("the bureau leads, ", " supports"), ("Together with the ", " it is done")]
        {
            assert!(supports(before, behind) && !leads(before, behind), "{before}|{behind}");
        }
        assert!(!leads("", " answers") && !supports("", " answers"));
    }
}
