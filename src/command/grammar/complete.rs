//! What could be meant by the `@`, `#` or `+` at the caret, the likeliest first.

use super::item::{self, What};
use super::person::{self, Who};
use super::read::is_header;
use super::sound::{Fit, Spoken};
use super::told;
use super::typed::{Typed, ends_token, is_blank, joins, opens};
use super::{Ground, label};
use crate::domain::id::{EntityId, IssueId, PersonId};
use crate::domain::issue::Category;
use crate::domain::session::AgendaItem;
use crate::domain::text::is_han;
use crate::i18n::{Label, Lang};
use std::ops::Range;

/// The most that are offered: each has a digit.
const MOST: usize = 9;
/// The most characters that a name is looked for by.
const MOST_TYPED: usize = 40;

/// What can stand in the place of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is replaced, in bytes: the mark and what is typed of the name.
    pub range: Range<usize>,
    /// What it may become, the likeliest first; at most nine.
    pub candidates: Vec<Candidate>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What takes the place, with its mark; with a blank behind it where one is needed.
    pub insert: String,
    /// What it is called.
    pub label: String,
    /// What else tells it apart: class and unit, a number.
    pub note: String,
    /// What it stands for; `None` for a label.
    pub entity: Option<EntityId>,
}

/// What could be meant at the caret, a place in bytes; `None` where no mark is being typed.
pub fn complete(text: &str, caret: usize, lang: Lang, ground: &Ground<'_>) -> Option<Completion> {
    let typed = Typed::of(text);
    let caret = typed.place(caret);
    let mark = mark_before(&typed, caret)?;
    let before = text.get(..typed.bytes(&(mark..caret)).start).unwrap_or_default();
    let end = end(&typed, mark, caret, ground);
    let place = Place { typed: &typed, mark, caret, end, is_header: is_header(before, ground) };
    let candidates = match typed.get(mark)? {
        '@' => people(&place, lang, ground),
        '#' => items(&place, ground),
        _ => labels(&place, lang),
    };
    let range = typed.bytes(&(mark..end));
    (!candidates.is_empty()).then_some(Completion { range, candidates })
}

/// Where the mark stands whose name is being typed at the caret.
fn mark_before(typed: &Typed<'_>, caret: usize) -> Option<usize> {
    let from = caret.saturating_sub(MOST_TYPED + 1);
    let ends = |at: &usize| typed.get(*at).is_some_and(ends_token) && !goes_on(typed, *at, caret);
    let mark = (from..caret).rev().find(ends)?;
    let before = typed.before(mark);
    let is_one = match typed.get(mark)? {
        '@' => opens(before),
        '#' => opens(before) && before != Some('/'),
        '+' => label::opens(before),
        _ => false,
    };
    is_one.then_some(mark)
}

/// Whether the mark at a place may stand within a name that is being typed: what makes it one may be
/// typed next.
fn goes_on(typed: &Typed<'_>, at: usize, caret: usize) -> bool {
    let is_apostrophe = typed.get(at) == Some('\'')
        && at + 2 >= caret
        && typed.before(at).is_some_and(|c| c.is_ascii_alphabetic());
    joins(typed, at) || is_apostrophe
}

/// Where what is typed of a name ends: with the letters that go on behind the caret, or the name that
/// the caret stands in.
fn end(typed: &Typed<'_>, mark: usize, caret: usize, ground: &Ground<'_>) -> usize {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let mut letters = caret;
    let is_within = |last: usize| typed.get(last).is_some_and(is_letter) || joins(typed, last);
    if caret.checked_sub(1).is_some_and(is_within) {
        letters = typed.past(caret, is_letter);
        while joins(typed, letters) {
            letters = typed.past(letters + 1, is_letter);
        }
    }
    let name = match typed.get(mark) {
        Some('@') => person::named(typed, mark + 1, ground),
        _ => None,
    };
    name.map_or(letters, |name| letters.max(name.end))
}

/// What is being typed, and where.
struct Place<'a> {
    typed: &'a Typed<'a>,
    mark: usize,
    caret: usize,
    /// Where what is replaced ends.
    end: usize,
    is_header: bool,
}

impl Place<'_> {
    /// What is typed of the name.
    fn typed(&self) -> &[char] {
        self.typed.chars(self.mark + 1..self.caret)
    }

    /// The line with something in this place, and where that ends, in characters.
    fn with(&self, insert: &str) -> (String, usize) {
        let before = self.typed.part(0..self.mark);
        let after = self.typed.part(self.end..self.typed.len());
        let end = self.mark + insert.trim_end().chars().count();
        (format!("{before}{insert}{after}"), end)
    }

    /// The first way to insert a name that is read again as what it stands for.
    fn insert(&self, name: &str, is_read: impl Fn(&Typed<'_>, usize) -> bool) -> Option<String> {
        let next = self.typed.get(self.end);
        let is_parted = self.is_header && next.is_none_or(|c| !is_blank(c));
        let spaced = format!("{name} ");
        let ways = [(!is_parted).then(|| name.to_owned()), Some(spaced)];
        ways.into_iter().flatten().find(|insert| {
            let (line, end) = self.with(insert);
            is_read(&Typed::of(&line), end)
        })
    }
}

fn people(place: &Place<'_>, lang: Lang, ground: &Ground<'_>) -> Vec<Candidate> {
    let mut found: Vec<PersonId> = Vec::new();
    let typed = place.typed();
    // `@-` is nobody.
    if typed == ['-'] {
        return Vec::new();
    }
    for tier in [here(typed, ground), expected(typed, ground), anybody(typed, ground)] {
        for id in tier {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        if found.len() >= MOST {
            break;
        }
    }
    if found.is_empty() {
        found = person::alike(typed, ground);
    }
    let candidates = found.into_iter().filter_map(|id| candidate(place, id, lang, ground));
    candidates.take(MOST).collect()
}

fn here(typed: &[char], ground: &Ground<'_>) -> Vec<PersonId> {
    ranked(typed, ground.at_the_table().map(|row| row.person), ground)
}

fn expected(typed: &[char], ground: &Ground<'_>) -> Vec<PersonId> {
    ranked(typed, ground.expected(), ground)
}

/// Anybody, once something is typed; no more than can be offered, with room for who was before.
fn anybody(typed: &[char], ground: &Ground<'_>) -> Vec<PersonId> {
    let mut found: Vec<(Fit, PersonId)> = ground.names.people().fitting(typed).collect();
    found.sort_by_key(|(fit, _)| *fit);
    found.into_iter().map(|(_, id)| id).take(MOST * MOST).collect()
}

/// Those of some people who may be meant, the best fit first; behind them whoever is of a unit that
/// is called so.
fn ranked(
    typed: &[char],
    people: impl Iterator<Item = PersonId>,
    ground: &Ground<'_>,
) -> Vec<PersonId> {
    let rank = |id: PersonId| {
        if typed.is_empty() {
            return Some(0);
        }
        let fit = ground.names.people().fit_of(typed, id);
        let of_unit = || (typed.len() > 1 && person::belongs(id, typed, ground)).then_some(3);
        fit.map(|fit| fit as u8).or_else(of_unit)
    };
    let mut found: Vec<(u8, PersonId)> = people.filter_map(|id| Some((rank(id)?, id))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, id)| id).collect()
}

fn candidate(
    place: &Place<'_>,
    id: PersonId,
    lang: Lang,
    ground: &Ground<'_>,
) -> Option<Candidate> {
    let row = ground.names.row(id)?;
    let name = format!("@{}", ground.names.full_name(id));
    let is_read = |line: &Typed<'_>, end: usize| {
        let called = person::called(line, place.mark + 1, ground);
        called.who == Who::Named(id) && called.end == end
    };
    let insert = place.insert(&name, is_read)?;
    let seat = ground.session.attendance.iter().find(|row| row.person == id);
    let class = seat.map(|row| row.class.label(lang));
    let office = ground.department_of(id).map(|id| told::department(id, ground));
    let unit = office.unwrap_or_else(|| row.unit.to_string());
    let note: Vec<&str> =
        class.into_iter().chain([unit.as_str()]).filter(|it| !it.is_empty()).collect();
    let note = note.join(" · ");
    Some(Candidate { insert, label: row.name.to_string(), note, entity: Some(id.into()) })
}

fn items(place: &Place<'_>, ground: &Ground<'_>) -> Vec<Candidate> {
    let typed = place.typed();
    // `#-` is no item.
    if typed == ['-'] {
        return Vec::new();
    }
    let digits: String = typed.iter().collect();
    let mut found: Vec<(u8, usize, IssueId)> = (1..)
        .zip(&ground.session.agenda)
        .filter_map(|(at, AgendaItem { issue, .. })| {
            let row = ground.names.issue(*issue)?;
            let number = row.number.as_str().to_lowercase();
            let rank = if typed.is_empty() || at.to_string().starts_with(&digits) {
                Some(0)
            } else {
                let by_title = Spoken::of(&row.title).fit(typed).map(|fit| fit as u8 + 1);
                by_title.or_else(|| number.contains(&digits).then_some(4))
            };
            Some((rank?, at, *issue))
        })
        .collect();
    found.sort_unstable();
    let candidates = found.into_iter().filter_map(|(_, at, issue)| {
        let row = ground.names.issue(issue)?;
        let is_read = |line: &Typed<'_>, end: usize| {
            let pointed = item::pointed(line, place.mark + 1, ground);
            pointed.what == What::Item(issue) && pointed.end == end
        };
        Some(Candidate {
            insert: place.insert(&format!("#{at}"), is_read)?,
            label: format!("{at} {}", row.title),
            note: row.number.to_string(),
            entity: Some(issue.into()),
        })
    });
    candidates.take(MOST).collect()
}

fn labels(place: &Place<'_>, lang: Lang) -> Vec<Candidate> {
    let typed = place.typed();
    let is_word = |word: &str| {
        typed.is_empty() || matches!(Spoken::of(word).fit(typed), Some(Fit::Whole | Fit::Begins))
    };
    let next = place.typed.get(place.caret);
    let blank = if next.is_none_or(|c| !is_blank(c)) { " " } else { "" };
    let offer = |category: &Category, spoken: Lang| {
        // At an English screen letters are English, though they may spell a Chinese word too.
        let is_english = lang == Lang::En && !typed.iter().copied().any(is_han);
        let word = category.label(if is_english { Lang::En } else { spoken });
        Candidate {
            insert: format!("+{word}{blank}"),
            label: category.label(lang).to_owned(),
            note: String::new(),
            entity: None,
        }
    };
    // What is typed in one language is not turned into the other.
    let others = Lang::ALL.into_iter().filter(|it| *it != lang && !typed.is_empty());
    let found = std::iter::once(lang).chain(others).flat_map(|lang| {
        let meant = Category::ALL.iter().filter(move |it| is_word(it.label(lang)));
        meant.map(move |category| (*category, lang))
    });
    let mut offered: Vec<Category> = Vec::new();
    let mut candidates = Vec::new();
    for (category, spoken) in found {
        if !offered.contains(&category) {
            offered.push(category);
            candidates.push(offer(&category, spoken));
        }
    }
    candidates
}
