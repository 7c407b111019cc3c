//! English addresses: `12 Mill Lane`, `Flat 3, 27 High Street`, `Mill Lane No. 12`, `Building 3, Room 402`.
//! As in Chinese ones the road stays, and what numbers the house and the flat is hidden.

use super::Found;
use std::ops::Range;

/// What a road ends with.
const ROADS: [&str; 24] = [
    "street",
    "st",
    "road",
    "rd",
    "lane",
    "ln",
    "avenue",
    "ave",
    "drive",
    "close",
    "alley",
    "court",
    "crescent",
    "terrace",
    "boulevard",
    "row",
    "place",
    "square",
    "gardens",
    "estate",
    "village",
    "compound",
    "mews",
    "grove",
];
/// Where somebody lives, with its number behind it.
const FLATS: [&str; 3] = ["flat", "apartment", "apt"];
/// Parts of a house, which are a home where several of them follow one another.
const PARTS: [&str; 8] =
    ["building", "block", "tower", "unit", "floor", "house", "room", "staircase"];
/// Before the number of a room these make it one that nobody lives in.
const OFFICES: [&str; 5] = ["meeting", "conference", "reception", "office", "activity"];
/// What makes a day of a number: 30 June.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// What stands before the number of a house.
const NUMBER: [&str; 3] = ["no", "number", "at"];
/// The most words of the name of a road, its sort among them.
const ROAD_WORDS: usize = 4;
/// The most digits of the number of a house.
const DIGITS: usize = 4;
/// A number of a room has so many digits at least.
const ROOM_DIGITS: usize = 2;

/// The number of a house or flat that begins at a place.
pub(super) fn house_at(text: &[char], at: usize) -> Option<Found> {
    if at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(|it| it.is_alphanumeric())
    {
        return None;
    }
    let sort = part_at(text, at).map(|(sort, _)| sort).unwrap_or_default();
    let is_home = FLATS.contains(&&*sort);
    let is_flat = is_home || matches!(&*sort, "room" | "unit");
    let found = flat_at(text, at).or_else(|| number_before_road(text, at))?;
    Some(Found {
        start: at,
        end: found.end,
        numerals: found.collect(),
        is_flat,
        is_home,
        is_seat: false,
    })
}

/// A place without the numbers of houses and flats, and what parts them from the road: `27 High Street,
/// Hexi` is High Street, Hexi.
pub(super) fn without_houses(place: &str) -> String {
    let text: Vec<char> = place.chars().collect();
    let mut road = String::with_capacity(place.len());
    let mut at = 0;
    while let Some(character) = text.get(at) {
        if let Some(found) = house_at(&text, at) {
            let is_between = |it: &&char| matches!(**it, ' ' | ',' | '，');
            at = found.end + text.iter().skip(found.end).take_while(is_between).count();
        } else {
            road.push(*character);
            at += 1;
        }
    }
    road.trim_end_matches([' ', ',', '，']).to_owned()
}

/// Flat 3, Room 402, and Building 3 with another part beside it.
fn flat_at(text: &[char], at: usize) -> Option<Range<usize>> {
    let (sort, number) = part_at(text, at)?;
    let is_flat = FLATS.contains(&&*sort);
    let is_room = sort == "room"
        && number.len() >= ROOM_DIGITS
        && !OFFICES.contains(&&*word_before(text, at));
    let has_next = part_at(text, past_between(text, number.end)).is_some();
    let is_next = || {
        let before = back_over_between(text, at);
        (at.saturating_sub(PART_CHARS)..at).any(|start| {
            is_word_begin(text, start) && part_at(text, start).is_some_and(|it| it.1.end == before)
        })
    };
    (is_flat || is_room || has_next || is_next()).then_some(number)
}

/// A part of a house is so long at most, with its number and what parts it from the next.
const PART_CHARS: usize = 18;

fn is_word_begin(text: &[char], at: usize) -> bool {
    !at.checked_sub(1).and_then(|it| text.get(it)).is_some_and(|it| it.is_alphanumeric())
}

/// A part of a house: what it is, and where its number stands.
fn part_at(text: &[char], at: usize) -> Option<(String, Range<usize>)> {
    let (sort, end) = word_at(text, at);
    if !FLATS.contains(&&*sort) && !PARTS.contains(&&*sort) {
        return None;
    }
    let end = if text.get(end) == Some(&'.') { end + 1 } else { end };
    let begin = past_number_word(text, past_blanks(text, end));
    let number = number_at(text, begin).filter(|it| begin > end && !it.is_empty())?;
    Some((sort, number))
}

/// The number of a house with its road behind it, or with the road before it: Mill Lane No. 12.
fn number_before_road(text: &[char], at: usize) -> Option<Range<usize>> {
    let number = number_at(text, at)?;
    let before = word_before(text, at);
    let is_said = NUMBER.contains(&&*before);
    let is_numbered = matches!(&*before, "no" | "number");
    // Item 2, Mill Lane is no house.
    let past = if is_numbered { past_between } else { past_blanks };
    let begin = past(text, number.end);
    if begin > number.end && begins_road(text, begin, is_said) {
        return Some(number);
    }
    (is_numbered && ends_road(text, at)).then_some(number)
}

/// Whether the name of a road begins at a place; in small letters only where a number is said to be
/// that of a house. 30 June Mill Lane is a day and a road.
fn begins_road(text: &[char], at: usize, is_said: bool) -> bool {
    let (first, mut end) = word_at(text, at);
    let is_capital = text.get(at).is_some_and(|it| it.is_uppercase());
    let is_day = first.get(..3).is_some_and(|it| MONTHS.contains(&it)) && is_capital;
    if first.is_empty() || is_day || !(is_capital || is_said) {
        return false;
    }
    for _ in 1..ROAD_WORDS {
        let begin = past_blanks(text, end);
        let (word, stop) = word_at(text, begin);
        if word.is_empty() || begin == end {
            return false;
        }
        if ROADS.contains(&&*word) {
            return true;
        }
        end = stop;
    }
    false
}

/// Whether a road ends before the `No.` that stands before a place.
fn ends_road(text: &[char], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let before: String = before.iter().collect();
    let before = before.trim_end_matches([' ', '.']);
    let before = before.trim_end_matches(|it: char| it.is_alphabetic());
    let before = before.trim_end_matches([' ', ',']);
    let road = before.rsplit(|it: char| !it.is_alphabetic()).next().unwrap_or_default();
    ROADS.contains(&&*road.to_lowercase())
}

/// A number with the letter of its house, a range, or one that is hidden already: 12, 12a, 12-14, ×.
fn number_at(text: &[char], at: usize) -> Option<Range<usize>> {
    let is_digit = |it: &&char| it.is_ascii_digit() || **it == '×';
    let digits = |from: usize| text.iter().skip(from).take_while(is_digit).count();
    let counted = digits(at);
    let mut end = at + counted;
    if counted == 0 {
        // The letter of a flat: Flat B, which what stands before it makes sure of.
        let is_letter = text.get(at).is_some_and(char::is_ascii_uppercase);
        let is_alone = !text.get(at + 1).is_some_and(|it| it.is_alphanumeric());
        let is_part = !word_before(text, at).is_empty();
        return (is_letter && is_alone && is_part).then_some(at..at + 1);
    }
    if counted > DIGITS || is_year(text, at, counted) {
        return None;
    }
    if text.get(end).is_some_and(|it| matches!(it, '-' | '–' | '/')) && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    } else if text.get(end).is_some_and(char::is_ascii_alphabetic) {
        end += 1;
    }
    (!text.get(end).is_some_and(|it| it.is_alphanumeric())).then_some(at..end)
}

/// Whether a number may be a year: In 2023 Mill Lane was closed.
fn is_year(text: &[char], at: usize, digits: usize) -> bool {
    let century: String = text.iter().skip(at).take(2).collect();
    digits == 4 && (century == "19" || century == "20")
}

/// Past `No.` before a number.
fn past_number_word(text: &[char], at: usize) -> usize {
    let (word, end) = word_at(text, at);
    if word != "no" {
        return at;
    }
    past_blanks(text, if text.get(end) == Some(&'.') { end + 1 } else { end })
}

fn past_blanks(text: &[char], at: usize) -> usize {
    at + text.iter().skip(at).take_while(|it| matches!(**it, ' ' | '\u{a0}')).count()
}

fn past_between(text: &[char], at: usize) -> usize {
    let comma = past_blanks(text, at);
    let is_comma = text.get(comma).is_some_and(|it| matches!(it, ',' | '，'));
    if is_comma { past_blanks(text, comma + 1) } else { comma }
}

fn back_over_between(text: &[char], at: usize) -> usize {
    let is_between = |it: &&char| matches!(**it, ' ' | '\u{a0}' | ',' | '，');
    at - text.iter().take(at).rev().take_while(is_between).count()
}

/// The word of letters at a place in small letters, and where it ends.
fn word_at(text: &[char], at: usize) -> (String, usize) {
    let letters = text.iter().skip(at).take_while(|it| it.is_ascii_alphabetic() || **it == '\'');
    let word: String = letters.collect();
    let end = at + word.len();
    (word.to_ascii_lowercase(), end)
}

/// The word of letters before a place in small letters, with blanks and a full stop between.
fn word_before(text: &[char], at: usize) -> String {
    let near = text.iter().take(at).rev();
    let rest = near.skip_while(|it| matches!(**it, ' ' | '.' | '\u{a0}'));
    let word: Vec<char> = rest.take_while(|it| it.is_ascii_alphabetic()).copied().collect();
    word.iter().rev().collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::{down_to_community, without_rooms};

    #[test]
    fn the_numbers_of_an_english_address_are_hidden_and_the_road_stays() {
        for (text, expected) in [
            ("She lives at 12 Mill Lane.", "She lives at × Mill Lane."),
            ("Flat 3, 27 High Street", "Flat ×, × High Street"),
            ("flat 3b, 27a Old High Street", "flat ×, × Old High Street"),
            ("of 12-14 Chezhan Road, and 5 Park Ave.", "of × Chezhan Road, and × Park Ave."),
            ("at 12 mill lane", "at × mill lane"),
            ("No. 12 Mill Lane, Mill Lane No. 12", "No. × Mill Lane, Mill Lane No. ×"),
            ("No. 12, Mill Lane", "No. ×, Mill Lane"),
            ("Building 3, Unit 2, Room 402", "Building ×, Unit ×, Room ×"),
            ("Flat B, Room 402 and Apt. 7", "Flat ×, Room × and Apt. ×"),
            ("居民住 12 Mill Lane", "居民住 × Mill Lane"),
        ] {
            assert_eq!(without_rooms(text), expected);
            assert_eq!(without_rooms(expected), expected, "what is hidden stays so");
        }
    }

    #[test]
    fn days_counts_and_places_where_nobody_lives_are_no_english_address() {
        for text in [
            "by 30 June Mill Lane is paved",
            "In 2023 Mill Lane was closed",
            "12 lamps in Mill Lane",
            "3 broken street lamps",
            "12 street lamps",
            "Meeting Room 402",
            "Building 3 is old",
            "Unit 2 of the plan",
            "item 2, Mill Lane lamps",
            "room 3",
            "Block A of the market",
        ] {
            assert_eq!(without_rooms(text), text);
        }
    }

    #[test]
    fn an_english_place_is_its_road() {
        for (place, expected) in [
            ("Flat 3, 27 High Street, Hexi", "High Street, Hexi"),
            ("12 Mill Lane", "Mill Lane"),
            ("× Mill Lane", "Mill Lane"),
            ("Mill Lane", "Mill Lane"),
        ] {
            assert_eq!(down_to_community(place), expected);
        }
    }
}
