//! Which item of the agenda a `#` means: its place, its number, or letters and characters of its
//! title.

use super::Ground;
use super::sound::{Fit, Spoken};
use super::typed::{Typed, ends_token, is_blank};
use crate::domain::id::IssueId;
use crate::domain::number::CaseNumber;
use crate::domain::text::is_han;

/// So many characters of a number are enough to know an issue of the agenda by.
const NUMBER_CHARS: usize = 3;

/// What stands behind a `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pointed {
    /// Where it ends.
    pub(super) end: usize,
    /// What it means.
    pub(super) what: What,
    /// Whether it is part of no sentence: a place or a number.
    pub(super) is_number: bool,
}

/// Which issue is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// This one.
    Item(IssueId),
    /// One of these.
    Several(Vec<IssueId>),
    /// This one, which is not on the agenda.
    OffAgenda(IssueId),
    /// The agenda has no such place.
    NoPlace,
    /// None that is known.
    Nothing,
}

/// Whether something can stand behind a `#` here.
pub(super) fn begins(typed: &Typed<'_>, at: usize) -> bool {
    typed.get(at).is_some_and(char::is_alphanumeric)
}

/// Whether what stands behind a `#` says that the line belongs to no item; and where it ends.
pub(super) fn nowhere(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let (_, end) = typed.one_of(at, &["-"])?;
    typed.get(end).is_none_or(|c| is_blank(c) || matches!(c, ':' | ',')).then_some(end)
}

/// Reads what begins at a place.
pub(super) fn pointed(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Pointed {
    let end = typed.past(at, |c| !ends_token(c));
    let found = numbered(typed, at, ground)
        .or_else(|| titled(typed, at, end, ground))
        .or_else(|| placed(typed, at, end, ground));
    found.unwrap_or_else(|| {
        let known = ground.names.find_issue(typed.part(at..end));
        let off = known.and_then(|id| IssueId::try_from(id).ok()).map(What::OffAgenda);
        Pointed { end, what: off.unwrap_or(What::Nothing), is_number: false }
    })
}

/// A place on the agenda alone, or a case number.
fn numbered(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Option<Pointed> {
    let end = typed.past(at, |c| c.is_ascii_alphanumeric() || c == '-');
    if typed.get(end).is_some_and(is_han) {
        return None;
    }
    let found = |what| Some(Pointed { end, what, is_number: true });
    let text: String = typed.chars(at..end).iter().collect();
    if let Ok(number) = CaseNumber::parse(&text) {
        let known = ground.names.find_issue(number.as_str());
        let issue = known.and_then(|id| IssueId::try_from(id).ok())?;
        let is_here = ground.place_of(issue).is_some();
        return found(if is_here { What::Item(issue) } else { What::OffAgenda(issue) });
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) || text.is_empty() {
        return by_part_of_number(&text, ground).and_then(|issue| found(What::Item(issue)));
    }
    let item = by_place(&text, ground).or_else(|| by_part_of_number(&text, ground));
    found(item.map_or(What::NoPlace, What::Item))
}

fn by_place(digits: &str, ground: &Ground<'_>) -> Option<IssueId> {
    let place: usize = digits.parse().ok()?;
    ground.session.agenda.get(place.checked_sub(1)?).map(|item| item.issue)
}

fn by_part_of_number(text: &str, ground: &Ground<'_>) -> Option<IssueId> {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    if text.len() < NUMBER_CHARS || !has_digit {
        return None;
    }
    let is_in = |issue: &IssueId| {
        let row = ground.names.issue(*issue);
        row.is_some_and(|row| row.number.as_str().to_lowercase().contains(text))
    };
    let mut found = ground.session.agenda.iter().map(|item| item.issue).filter(is_in);
    found.next().filter(|_| found.next().is_none())
}

/// A part of the title, or its letters; where the sentence follows without a gap, as much of it as
/// is in a title.
fn titled(typed: &Typed<'_>, at: usize, end: usize, ground: &Ground<'_>) -> Option<Pointed> {
    let read = |stop: usize| {
        let what = fitting(typed.chars(at..stop), ground)?;
        Some(Pointed { end: stop, what, is_number: false })
    };
    let letters = typed.past(at, |c| c.is_ascii_alphabetic());
    if letters > at {
        let is_chinese = typed.get(letters).is_some_and(is_han);
        return read(end).or_else(|| is_chinese.then(|| read(letters)).flatten());
    }
    read(end).or_else(|| {
        (at + 2..end).rev().filter_map(read).find(|it| matches!(it.what, What::Item(_)))
    })
}

/// A place with the sentence right behind it: `#2停车难`. With a letter behind it, `#1q`, it is no
/// place: the letter would stand in the record as a word of it.
fn placed(typed: &Typed<'_>, at: usize, end: usize, ground: &Ground<'_>) -> Option<Pointed> {
    let digits = typed.past(at, |c| c.is_ascii_digit());
    if digits == at || digits == end || typed.get(digits).is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let text: String = typed.chars(at..digits).iter().collect();
    let what = by_place(&text, ground).map_or(What::NoPlace, What::Item);
    Some(Pointed { end: digits, what, is_number: true })
}

/// Which items a part of a title fits best.
fn fitting(part: &[char], ground: &Ground<'_>) -> Option<What> {
    let mut best: Option<(Fit, Vec<IssueId>)> = None;
    for item in &ground.session.agenda {
        let Some(row) = ground.names.issue(item.issue) else { continue };
        let Some(fit) = Spoken::of(&row.title).fit(part) else { continue };
        match &mut best {
            Some((held, ids)) if *held == fit => ids.push(item.issue),
            Some((held, _)) if *held < fit => {}
            _ => best = Some((fit, vec![item.issue])),
        }
    }
    match best?.1.as_slice() {
        [only] => Some(What::Item(*only)),
        several => Some(What::Several(several.to_vec())),
    }
}

/// Whether a token ends where a word of the sentence cannot go on.
pub(super) fn stands_apart(typed: &Typed<'_>, end: usize) -> bool {
    typed.get(end).is_none_or(|c| is_blank(c) || c == ':')
}
