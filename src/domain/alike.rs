//! Which issues may be the same problem as one that is being taken in: titles that share their pairs
//! of characters, seen with place, raiser, studio and category. Made from the rows of lists alone.
//!
//! Each row carries a bit mask of its title, so that most rows are passed over by one `and`.

use super::{
    id::{IssueId, PersonId, StudioId},
    issue::Category,
    row::IssueRow,
    text::{fold_character, is_han},
    workflow::{Exit, Status},
};
use std::borrow::Borrow;

/// What is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The title as far as it is typed.
    pub title: &'a str,
    /// The place; may be empty.
    pub place: &'a str,
    /// Who raised it.
    pub raisers: &'a [PersonId],
    /// Its category.
    pub category: Option<Category>,
    /// The studio that takes it in.
    pub studio: Option<StudioId>,
    /// The issue itself, where it is there already.
    pub itself: Option<IssueId>,
}

impl<'a> Draft<'a> {
    /// What the row of an issue says, which is not the same as itself.
    pub fn of(row: &'a IssueRow) -> Self {
        Self {
            title: &row.title,
            place: &row.place,
            raisers: &row.raisers,
            category: row.category,
            studio: Some(row.studio),
            itself: Some(row.id),
        }
    }
}

/// Titles with fewer pairs of characters say too little.
const LEAST_PAIRS: usize = 2;
/// The least part of their pairs that two titles share; less where both are of one place, which people
/// say in other words.
const LEAST_SHARED: f32 = 0.35;
const LEAST_SHARED_HERE: f32 = 0.3;
/// From this score on two issues may be the same; how much each fact adds to what titles share.
const ENOUGH: f32 = 0.6;
const SAME_PLACE: f32 = 0.25;
const OTHER_PLACE: f32 = -0.5;
/// Nobody says where: another studio has such a problem of its own.
const OTHER_STUDIO: f32 = -0.25;
const SAME_STUDIO: f32 = 0.05;
const SAME_RAISER: f32 = 0.2;
const SAME_CATEGORY: f32 = 0.05;

/// What a place ends with that is named by people who live there.
const PLACE_ENDINGS: [&str; 5] = ["社区", "街道", "村", "镇", "乡"];
/// Behind these in an address stands a smaller place.
const PLACE_PARTS: [char; 6] = ['区', '县', '市', '镇', '乡', '道'];

/// The issues that may be the same, the likeliest first; those that were merged are not among them,
/// since their root is. Looks at each row once.
pub fn alike<R: Borrow<IssueRow>>(
    rows: impl IntoIterator<Item = R>,
    draft: &Draft<'_>,
    most: usize,
) -> Vec<R> {
    let pairs = pairs(draft.title);
    if pairs.len() < LEAST_PAIRS {
        return Vec::new();
    }
    let asked = Asked::of(draft, pairs);
    let is_there = |row: &IssueRow| {
        Some(row.id) != draft.itself && !matches!(row.status, Status::Exited(Exit::Merged, _))
    };
    let rows = rows.into_iter().filter(|row| is_there(row.borrow()));
    let mut found: Vec<(f32, R)> =
        rows.filter_map(|row| Some((asked.score(row.borrow())?, row))).collect();
    found.sort_by(|(a, one), (b, other)| {
        b.total_cmp(a).then_with(|| one.borrow().id.cmp(&other.borrow().id))
    });
    found.into_iter().take(most).map(|(_, row)| row).collect()
}

/// What is asked about, made ready to be held against many rows.
struct Asked<'a> {
    draft: &'a Draft<'a>,
    pairs: Vec<Pair>,
    mask: u128,
    text: String,
    names_place: bool,
}

impl<'a> Asked<'a> {
    fn of(draft: &'a Draft<'a>, pairs: Vec<Pair>) -> Self {
        let text = format!("{} {}", draft.title, draft.place);
        let names_place = names_place(&text);
        Self { draft, mask: bits(&pairs), pairs, text, names_place }
    }

    /// How likely a row is the same; `None` where it is not likely enough.
    fn score(&self, row: &IssueRow) -> Option<f32> {
        let shared = (self.mask & row.gist).count_ones();
        let fewer = self.mask.count_ones().min(row.gist.count_ones());
        // Two titles of which a third is the same share at least that many bits.
        if shared * 3 < fewer || shared == 0 {
            return None;
        }
        // What two titles share by being of one place tells of no problem.
        let place = self.place_of(row);
        let like = if !place.is_empty() && row.title.contains(place) {
            let without = |title: &str| pairs(&title.replacen(place, " ", 1));
            likeness(&without(self.draft.title), &without(&row.title))
        } else {
            likeness(&self.pairs, &pairs(&row.title))
        };
        let is_here = self.is_here(row, place);
        if like < if is_here { LEAST_SHARED_HERE } else { LEAST_SHARED } {
            return None;
        }
        let draft = self.draft;
        let is_same_studio = draft.studio == Some(row.studio);
        let place = match (is_here, self.names_place) {
            (true, _) => SAME_PLACE,
            (false, true) => OTHER_PLACE,
            (false, false) if is_same_studio => 0.0,
            (false, false) => OTHER_STUDIO,
        };
        let when = |holds: bool, adds: f32| if holds { adds } else { 0.0 };
        let score = like
            + place
            + when(is_same_studio, SAME_STUDIO)
            + when(row.raisers.iter().any(|it| draft.raisers.contains(it)), SAME_RAISER)
            + when(row.category.is_some() && row.category == draft.category, SAME_CATEGORY);
        (score >= ENOUGH).then_some(score)
    }

    /// Where the issue of a row is; where nobody says, what both titles name as a place.
    fn place_of<'t>(&'t self, row: &'t IssueRow) -> &'t str {
        if !row.place.is_empty() {
            return smallest(&row.place);
        }
        named_places(&self.text).find(|place| row.title.contains(place)).unwrap_or_default()
    }

    /// Whether it is said to be where the issue of a row is.
    fn is_here(&self, row: &IssueRow, place: &str) -> bool {
        let said = self.draft.place.trim();
        // Places of one name are told apart by what is said around them.
        let is_within = said.is_empty()
            || row.place.is_empty()
            || row.place.contains(said)
            || said.contains(&*row.place);
        !place.is_empty() && is_within && self.text.contains(place)
    }
}

/// The smallest place of an address: `湘潭县石鼓镇双丰村` is in `双丰村`.
fn smallest(place: &str) -> &str {
    let parts = place.char_indices().rev().skip(1);
    let last = parts.into_iter().find(|(_, c)| PLACE_PARTS.contains(c));
    last.and_then(|(at, c)| place.get(at + c.len_utf8()..)).unwrap_or(place)
}

/// Whether a text says where, by a name before a word for a place.
fn names_place(text: &str) -> bool {
    named_places(text).next().is_some()
}

/// What a text names as a place: a word for one with the two characters before it.
fn named_places(text: &str) -> impl Iterator<Item = &str> {
    PLACE_ENDINGS.into_iter().flat_map(move |ending| {
        text.match_indices(ending).filter_map(move |(at, _)| {
            let before = text.get(..at)?.char_indices().rev().take_while(|(_, c)| is_han(*c));
            let (begin, _) = before.take(2).nth(1)?;
            text.get(begin..at + ending.len())
        })
    })
}

/// Two characters that stand side by side.
type Pair = (char, char);

/// The pairs of characters of a text, sorted; blanks and marks are passed over.
fn pairs(text: &str) -> Vec<Pair> {
    let told = text.chars().map(fold_character).filter(|c| c.is_alphanumeric());
    let told: Vec<char> = told.flat_map(char::to_lowercase).collect();
    let mut pairs: Vec<Pair> =
        told.iter().zip(told.iter().skip(1)).map(|(first, second)| (*first, *second)).collect();
    pairs.sort_unstable();
    pairs
}

/// The pairs of a title as bits: what two titles share, they share in these.
pub fn gist(title: &str) -> u128 {
    bits(&pairs(title))
}

fn bits(pairs: &[Pair]) -> u128 {
    let bit = |(first, second): &Pair| {
        let mixed = u32::from(*first).wrapping_mul(0x9E37_79B1) ^ u32::from(*second);
        1_u128 << (mixed.wrapping_mul(0x85EB_CA6B) >> 25)
    };
    pairs.iter().map(bit).fold(0, |all, bit| all | bit)
}

/// Which part of their pairs two texts share, from 0 to 1 (Dice's measure).
fn likeness(one: &[Pair], other: &[Pair]) -> f32 {
    let (mut at, mut shared) = (0, 0_u16);
    for pair in one {
        while other.get(at).is_some_and(|it| it < pair) {
            at += 1;
        }
        if other.get(at) == Some(pair) {
            shared = shared.saturating_add(1);
            at += 1;
        }
    }
    let all = u16::try_from(one.len() + other.len()).unwrap_or(u16::MAX).max(1);
    2.0 * f32::from(shared) / f32::from(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_place_of_an_address_is_what_people_call_it() {
        for (address, place) in [
            ("湘潭县石鼓镇双丰村", "双丰村"),
            ("岳塘区荷塘街道朝阳社区", "朝阳社区"),
            ("同庆村", "同庆村"),
            ("", ""),
        ] {
            assert_eq!(smallest(address), place);
        }
        assert!(names_place("朝阳社区停车难") && names_place("在双丰村"));
        assert!(!names_place("农村生活垃圾清运") && !names_place("小区物业费收取争议"));
    }

    #[test]
    fn likeness_goes_by_the_pairs_that_are_shared() {
        let like = |one: &str, other: &str| likeness(&pairs(one), &pairs(other));
        assert!((like("市场停车难", "市场 停车难！") - 1.0).abs() < f32::EPSILON);
        assert!(like("停车难", "路灯不亮").abs() < f32::EPSILON);
        assert!(like("市场周边停车难", "农贸市场停车难") > LEAST_SHARED);
        // What bits pass over shares nothing.
        assert_eq!(gist("停车难") & gist("停车难点") & gist("停车"), gist("停车"));
    }
}
