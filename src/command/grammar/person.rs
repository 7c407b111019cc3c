//! Whom an `@` means: those at the table first, then who is expected, then everybody.

mod latin;
mod opening;
mod title;

use self::latin::{by_words, is_capitalized, with_english_title};
use self::title::{past_post, past_title, titled};
use super::Ground;
use super::sound::Fit;
use super::typed::{Typed, ends_token, folded, is_blank, joins, token_end};
use crate::command::fill::{Directory, Likelihood};
use crate::domain::id::PersonId;
use crate::domain::text::is_han;
use std::ops::Range;

/// What follows a name of two characters without making it one of three.
const AFTER_A_NAME: &str = "说问答讲请的和与及在将要会先再来去同对把被让谈提是有也都我";
/// So many characters are a name with a given name of two.
const WHOLE_CHARS: usize = 3;
/// The most characters of a Chinese name.
const NAME_CHARS: usize = 4;
/// The most characters of a unit that stands before or after a name.
const UNIT_CHARS: usize = 40;

/// What stands behind an `@`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    /// Where it ends.
    pub(super) end: usize,
    /// Whom it means.
    pub(super) who: Who,
}

/// Whom a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// This one, by the name in full or by what people are called in a record: Mr Chen, J. Smith.
    Named(PersonId),
    /// This one, by a part of the name or its letters.
    Meant(PersonId),
    /// This one, by a name that is written nearly so.
    Misspelt(PersonId),
    /// This one, by a word of the name; what stands behind it may be a surname that is another's.
    InPart(PersonId),
    /// One of these.
    Several(Vec<PersonId>),
    /// Nobody known, but these are spoken so, whoever is nearest first.
    Alike(Vec<PersonId>),
    /// Nobody known.
    Nobody,
}

/// Reads the name that begins at a place.
pub(super) fn called(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Called {
    let end = token_end(typed, at);
    if let Some(found) = quoted(typed, at, ground) {
        return found;
    }
    let found = named(typed, at, ground)
        .or_else(|| padded(typed, at, ground))
        .or_else(|| of_a_unit(typed, at, end, ground))
        .or_else(|| titled(typed, at, ground))
        .or_else(|| with_english_title(typed, at, ground))
        .or_else(|| by_words(typed, at, end, ground))
        // 赵桂蓝 begins as 赵桂兰 does, and is written out: it is no part of that name.
        .or_else(|| written_otherwise(typed, at, end, WHOLE_CHARS, ground))
        .or_else(|| meant(typed, at, end, ground));
    match found {
        Some(Called { end, who: who @ (Who::Named(id) | Who::Meant(id) | Who::Misspelt(id)) }) => {
            let is_unsure = is_word_of_a_longer(typed, at..end, id, ground);
            let who = match who {
                Who::Misspelt(id) => Who::Misspelt(id),
                _ if is_unsure => Who::InPart(id),
                who => who,
            };
            Called { end: past_post(typed, past_title(typed, end), id, ground), who }
        }
        Some(found @ Called { who: Who::Several(_) | Who::Alike(_), .. }) => found,
        found => written_otherwise(typed, at, end, 2, ground)
            .or(found)
            .unwrap_or(Called { end, who: Who::Nobody }),
    }
}

/// Whether one word of a Latin name stands in a range with a word behind it that is written as a
/// surname is: Tom Ashdwon, where Tom Baker alone is known.
fn is_word_of_a_longer(
    typed: &Typed<'_>,
    range: Range<usize>,
    id: PersonId,
    ground: &Ground<'_>,
) -> bool {
    let is_of_names = |c: char| c.is_alphabetic() && !is_han(c) || matches!(c, '-' | '\'' | '’');
    let is_latin = ground.names.row(id).is_some_and(|row| !row.name.contains(is_han));
    let letters = typed.chars(range.clone());
    let is_a_word = is_latin && letters.len() > 1 && letters.iter().copied().all(is_of_names);
    let (begin, end) = surname_behind(typed, range.end);
    is_a_word
        && begin > range.end
        && end > begin + 1
        && is_capitalized(typed, begin)
        && !opening::opens_a_sentence(&typed.part(begin..end).to_lowercase())
}

/// What stands within a surname before a word of it with a capital: Tom van Dyke.
const PARTICLES: [&str; 12] =
    ["van", "von", "de", "der", "den", "da", "di", "du", "la", "le", "bin", "al"];

/// Where the word behind a place that may be a surname begins and ends, past what may stand before it.
pub(super) fn surname_behind(typed: &Typed<'_>, at: usize) -> (usize, usize) {
    let mut begin = typed.past_blanks(at);
    loop {
        let end = token_end(typed, begin);
        let next = typed.past_blanks(end);
        let is_particle = PARTICLES.contains(&typed.part(begin..end)) && next > end;
        if !is_particle {
            return (begin, end);
        }
        begin = next;
    }
}

/// The longest name between quotes, in characters.
const QUOTED_CHARS: usize = 80;

/// A whole name between quotes, as the line that takes an issue in has it: `@"Edith Fox"`.
fn quoted(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Option<Called> {
    let close = match typed.get(at)? {
        quote @ ('"' | '＂') => quote,
        '“' => '”',
        _ => return None,
    };
    let begin = at + 1;
    let end = (begin..begin + QUOTED_CHARS).find(|place| typed.get(*place) == Some(close))?;
    let of_all = ground.names.people().named_at(typed, begin);
    let namesakes: Vec<PersonId> =
        of_all.filter(|(length, _)| begin + length == end).map(|(_, id)| id).collect();
    let who = if namesakes.is_empty() {
        nobody_but_near(typed.part(begin..end), ground)
    } else {
        one_of(namesakes, ground)
    };
    Some(Called { end: end + 1, who })
}

/// Nobody who is called so, with those who may be meant.
fn nobody_but_near(name: &str, ground: &Ground<'_>) -> Who {
    let near = ground.names.catalog().nearly_called(name, Likelihood::New);
    let people: Vec<PersonId> =
        near.into_iter().filter_map(|id| PersonId::try_from(id).ok()).collect();
    if people.is_empty() { Who::Nobody } else { Who::Alike(people) }
}

/// A name of at least so many characters that nobody has, written by other ones for somebody who is
/// spoken so.
fn written_otherwise(
    typed: &Typed<'_>,
    at: usize,
    end: usize,
    least: usize,
    ground: &Ground<'_>,
) -> Option<Called> {
    let shorter = (at + least..end.min(at + NAME_CHARS + 1)).rev();
    let is_name = |stop: &usize| *stop >= at + least && ends_well(typed, at, *stop, end);
    std::iter::once(end).chain(shorter).filter(is_name).find_map(|stop| {
        let alike = alike(typed.chars(at..stop), ground);
        (!alike.is_empty()).then_some(Called { end: stop, who: Who::Alike(alike) })
    })
}

/// Those whose name is spoken as what was typed: whoever is at the table first, then who is expected.
pub(super) fn alike(typed: &[char], ground: &Ground<'_>) -> Vec<PersonId> {
    if typed.len() < 2 || !typed.iter().copied().all(is_han) {
        return Vec::new();
    }
    let people = ground.names.people();
    let here = ground.at_the_table().map(|row| row.person);
    let all = here.chain(ground.expected()).chain(people.ids());
    let mut found: Vec<PersonId> = Vec::new();
    for id in all.filter(|id| people.sounds_like(typed, *id)) {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// A whole name, with its unit in brackets where namesakes have one.
pub(super) fn named(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Option<Called> {
    let end = token_end(typed, at);
    let mut found = names_at(typed, at, end, ground).peekable();
    let length = found.peek()?.0;
    let namesakes: Vec<PersonId> =
        found.take_while(|(other, _)| *other == length).map(|(_, id)| id).collect();
    let stop = past_initial(typed, at + length);
    if let Some((unit, after)) = bracketed(typed, stop) {
        let of_unit = of_this_unit(&namesakes, &unit, ground);
        if !of_unit.is_empty() {
            return Some(Called { end: after, who: one_of(of_unit, ground) });
        }
    }
    Some(Called { end: stop, who: one_of(namesakes, ground) })
}

/// Where a name ends that is written with the stop of its last initial and known without: Mary J.
fn past_initial(typed: &Typed<'_>, stop: usize) -> usize {
    let initial = stop.checked_sub(2).and_then(|at| typed.get(at)).is_some_and(is_blank);
    let is_letter = typed.before(stop).is_some_and(|c| c.is_ascii_alphabetic());
    if initial && is_letter && typed.get(stop) == Some('.') { stop + 1 } else { stop }
}

/// The names that stand at a place and may end where they do.
fn names_at<'a>(
    typed: &'a Typed<'_>,
    at: usize,
    end: usize,
    ground: &Ground<'a>,
) -> impl Iterator<Item = (usize, PersonId)> + 'a {
    let named = ground.names.people().named_at(typed, at);
    named.filter(move |(length, _)| ends_well(typed, at, at + length, end))
}

/// Whether a name may end here. 王芳 is not taken out of 王芳菲, nor Mary out of Maryland, nor Jean
/// out of Jean-Luc.
fn ends_well(typed: &Typed<'_>, at: usize, stop: usize, end: usize) -> bool {
    let (Some(last), Some(next)) = (typed.before(stop), typed.get(stop)) else { return true };
    if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() || joins(typed, stop) {
        return false;
    }
    let may_be_longer = stop - at == 2 && end == stop + 1 && is_han(last) && is_han(next);
    !may_be_longer || AFTER_A_NAME.contains(next)
}

/// What stands in brackets at a place, and where they end.
fn bracketed(typed: &Typed<'_>, at: usize) -> Option<(Vec<char>, usize)> {
    let inside = at + 1;
    let is_open = typed.get(at) == Some('(');
    let (mut depth, mut close) = (1_usize, inside);
    while is_open && close < inside + UNIT_CHARS {
        match typed.get(close)? {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let unit = typed.chars(inside..close);
            return Some((unit.to_vec(), close + 1));
        }
        close += 1;
    }
    None
}

fn of_this_unit(namesakes: &[PersonId], unit: &[char], ground: &Ground<'_>) -> Vec<PersonId> {
    let is_of = |id: &PersonId| {
        let stated = ground.names.row(*id).map(|row| folded(&row.unit)).unwrap_or_default();
        *stated == *unit || stated.is_empty() && *unit == ['—']
    };
    namesakes.iter().copied().filter(is_of).collect()
}

/// A name of two characters that is spaced as wide as one of three: 张　三.
fn padded(typed: &Typed<'_>, at: usize, ground: &Ground<'_>) -> Option<Called> {
    let first = typed.get(at).filter(|c| is_han(*c))?;
    let second_at = typed.past_blanks(at + 1);
    let second = typed.get(second_at).filter(|c| is_han(*c) && second_at > at + 1)?;
    if typed.get(second_at + 1).is_some_and(is_han) {
        return None;
    }
    let bare: String = [first, second].into_iter().collect();
    let bare = Typed::of(&bare);
    let found = ground.names.people().named_at(&bare, 0).filter(|(length, _)| *length == 2);
    let namesakes: Vec<PersonId> = found.map(|(_, id)| id).collect();
    if namesakes.is_empty() {
        return None;
    }
    Some(Called { end: second_at + 1, who: one_of(namesakes, ground) })
}

/// A whole name after the unit or the department: 住建局李建国.
fn of_a_unit(typed: &Typed<'_>, at: usize, end: usize, ground: &Ground<'_>) -> Option<Called> {
    (at + 2..end.min(at + UNIT_CHARS)).find_map(|name_at| {
        let unit = typed.chars(at..name_at);
        let of_unit = |id: &PersonId| belongs(*id, unit, ground);
        let mut found =
            names_at(typed, name_at, end, ground).filter(|(_, id)| of_unit(id)).peekable();
        let length = found.peek()?.0;
        let people = found.take_while(|(other, _)| *other == length).map(|(_, id)| id).collect();
        Some(Called { end: name_at + length, who: one_of(people, ground) })
    })
}

/// Whether somebody is of a unit, by its words or a part of them.
pub(super) fn belongs(id: PersonId, unit: &[char], ground: &Ground<'_>) -> bool {
    let has = |text: &str| folded(text).windows(unit.len()).any(|part| part == unit);
    let Some(row) = ground.names.row(id) else { return false };
    let department = ground.department_of(id).and_then(|id| ground.names.department(id));
    has(&row.unit)
        || department.is_some_and(|it| {
            has(&format!("{}{}", it.district, it.name))
                || !it.short.is_empty() && has(&format!("{}{}", it.district, it.short))
                || is_short_with_ending(&it.short, unit)
        })
}

/// 城管局 for a department that people call 城管.
fn is_short_with_ending(short: &str, unit: &[char]) -> bool {
    let short = folded(short);
    let ending = unit.strip_prefix(&*short).filter(|_| !short.is_empty());
    ending.is_some_and(|ending| matches!(ending, ['局' | '委' | '办'] | ['部', '门']))
}

/// A part of a name, or its letters.
fn meant(typed: &Typed<'_>, at: usize, end: usize, ground: &Ground<'_>) -> Option<Called> {
    // J. is known by its letter alone, too.
    let name: Vec<char> = typed.chars(at..end).iter().copied().filter(|c| *c != '.').collect();
    if let Some(who) = fitting(&name, ground) {
        return Some(Called { end, who });
    }
    let letters = typed.past(at, |c| c.is_ascii_alphabetic());
    if letters > at && letters < end {
        // What follows the letters of a name is the sentence.
        let is_chinese = typed.get(letters).is_some_and(is_han);
        let who = is_chinese.then(|| fitting(typed.chars(at..letters), ground)).flatten()?;
        return Some(Called { end: letters, who });
    }
    // 建国 of 李建国, with the sentence right behind it; only of those who are here.
    let may_end = |stop: &usize| ends_well(typed, at, *stop, end);
    (at + 2..end).rev().filter(may_end).find_map(|stop| {
        let part = typed.chars(at..stop);
        match best(part, ground.at_the_table().map(|row| row.person), ground)?.as_slice() {
            [only] => Some(Called { end: stop, who: Who::Meant(*only) }),
            _ => None,
        }
    })
}

/// Whom a part of a name means: one of those at the table, else who is expected, else anybody.
fn fitting(typed: &[char], ground: &Ground<'_>) -> Option<Who> {
    let here = || best(typed, ground.at_the_table().map(|row| row.person), ground);
    let expected = || best(typed, ground.expected(), ground);
    let anybody = || the_best(ground.names.people().fitting(typed));
    here().or_else(expected).or_else(anybody).map(meant_among)
}

/// The only one of those who may be meant, or one of them.
fn meant_among(people: Vec<PersonId>) -> Who {
    match people.as_slice() {
        [only] => Who::Meant(*only),
        _ => Who::Several(people),
    }
}

/// Those of some people whom a part of a name fits best.
fn best(
    typed: &[char],
    people: impl Iterator<Item = PersonId>,
    ground: &Ground<'_>,
) -> Option<Vec<PersonId>> {
    let mut seen = Vec::new();
    let fit = |id| Some((ground.names.people().fit_of(typed, id)?, id));
    let found = people.filter_map(fit).filter(|(_, id)| {
        let is_new = !seen.contains(id);
        seen.push(*id);
        is_new
    });
    the_best(found)
}

fn the_best(found: impl Iterator<Item = (Fit, PersonId)>) -> Option<Vec<PersonId>> {
    let mut best: Option<(Fit, Vec<PersonId>)> = None;
    for (fit, id) in found {
        match &mut best {
            Some((held, ids)) if *held == fit => ids.push(id),
            Some((held, _)) if *held < fit => {}
            _ => best = Some((fit, vec![id])),
        }
    }
    best.map(|(_, ids)| ids)
}

/// The one of several namesakes who is here, else who is expected.
fn one_of(namesakes: Vec<PersonId>, ground: &Ground<'_>) -> Who {
    let among = |people: &mut dyn Iterator<Item = PersonId>| {
        let mut found: Vec<PersonId> = people.filter(|id| namesakes.contains(id)).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let here = among(&mut ground.at_the_table().map(|row| row.person));
    let expected = || among(&mut ground.expected());
    let nearer = if here.is_empty() { expected() } else { here };
    match (nearer.as_slice(), namesakes.as_slice()) {
        ([one], _) | ([], [one]) => Who::Named(*one),
        ([], _) => Who::Several(namesakes),
        _ => Who::Several(nearer),
    }
}

/// Whether what stands behind an `@` says that nobody in particular speaks; and where it ends.
pub(super) fn nobody(typed: &Typed<'_>, at: usize) -> Option<usize> {
    let (_, end) = typed.one_of(at, &["-", "无"])?;
    typed.get(end).is_none_or(|c| is_blank(c) || ends_token(c)).then_some(end)
}
