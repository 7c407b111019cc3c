//! What a public copy does not tell (DOMAIN §5). The projection to a second screen uses it too.
//!
//! Members and officials who act as such stay named; citizens become 姓某某, wherever their name or
//! a part of it is written (`parts` says how far); telephones, long numbers and addresses below the
//! community are masked in any text.

mod address;
mod digits;
mod handles;
mod home;
mod near;
mod ordinary;
mod parts;
mod texts;

pub(super) use address::down_to_community;

use super::Copy;
use crate::domain::{
    id::PersonId,
    person::{Person, PersonFacts, Side, surname_chars},
    session::{Column, Session},
    text::fold_name,
    world::World,
};
use near::Near;
use parts::Parts;
use std::collections::{BTreeMap, BTreeSet};

/// Masks names, numbers and addresses for the readers of a copy.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    /// Whether there is anything to mask at all.
    is_public: bool,
    /// Who is masked.
    people: BTreeSet<PersonId>,
    /// Names without blanks, by their first character; the longest first.
    names: BTreeMap<char, Vec<Known>>,
    /// Given names and surnames that stand alone.
    parts: Parts,
}

/// A name that may stand in a text, and how it is told there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'n> {
    /// The whole name of somebody, a studio or a department.
    pub whole: &'n str,
    /// Whether it is masked.
    pub is_masked: bool,
    /// Whether they have a part in what the texts are about.
    pub is_near: bool,
}

/// A name that may stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    characters: Vec<char>,
    /// What stands in its place; `None` for one that stays, such as that of an official.
    mask: Option<String>,
    /// Whether all its words are of the language too, as in May He, or its only one is an ordinary
    /// word, as in Mark: then each has a capital.
    is_common: bool,
}

impl Redactor {
    /// One for a copy: everything stays in an internal one.
    ///
    /// `session` tells in what capacity people came: a citizen who spoke for a department is an
    /// official there. Masked are, of everybody in the world, citizens, who came as one, who raised an
    /// issue without being a member, and of whom nothing is known but the name. Near are those who have
    /// a part in the sessions, lines, issues and commitments of the world, and of the masked those whom
    /// their texts name.
    pub fn new(copy: Copy, world: &World, session: Option<&Session>) -> Self {
        if copy == Copy::Internal {
            return Self::default();
        }
        let people = masked_people(world, session);
        let near = Near::of(world);
        let kept = |whole, is_near| Name { whole, is_masked: false, is_near };
        let studios =
            world.studios().map(|it| kept(&*it.facts.name, near.studios.contains(&it.id)));
        let departments =
            world.departments().map(|it| kept(&*it.facts.name, near.departments.contains(&it.id)));
        let of_people = world.people().map(|person| Name {
            whole: &person.facts.name,
            is_masked: people.contains(&person.id),
            is_near: near.people.contains(&person.id),
        });
        let told: Vec<Name<'_>> = studios.chain(departments).chain(of_people).collect();
        Self { people, ..Self::of_names(&told, &texts::of(world)) }
    }

    /// One for the public of names that are known otherwise than from a world; of one name that is
    /// told and masked, privacy comes first. Near is too whoever is masked and stands with the whole
    /// name in one of the texts that it is for.
    pub fn of_names(told: &[Name<'_>], texts: &[&str]) -> Self {
        let people = BTreeSet::new();
        let names = known_names(told);
        let mut all = Self { is_public: true, people, names, parts: Parts::default() };
        let standing = all.standing_in(texts);
        let is_near =
            |it: &Name<'_>| it.is_near || (it.is_masked && standing.contains(&*bare(it.whole)));
        let told = told.iter().map(|it| Name { is_near: is_near(it), ..*it });
        let parts = Parts::of(&told.collect::<Vec<_>>());
        drop(standing);
        all.parts = parts;
        all
    }

    /// The whole names that stand in texts.
    fn standing_in(&self, texts: &[&str]) -> BTreeSet<&[char]> {
        let mut standing = BTreeSet::new();
        for text in texts {
            let text: Vec<char> = text.chars().collect();
            let mut at = 0;
            while at < text.len() {
                let known = self.known_at(&text, at);
                standing.extend(known.map(|(known, _)| &*known.characters));
                at = known.map_or(at + 1, |(_, end)| end);
            }
        }
        standing
    }

    /// Whether this person's name is masked.
    pub fn is_masked(&self, person: PersonId) -> bool {
        self.people.contains(&person)
    }

    /// The name of a person as the copy may tell it: `张某某`.
    pub fn name(&self, person: &Person) -> String {
        if self.is_masked(person.id) { mask(&person.facts.name) } else { person.facts.name.clone() }
    }

    /// Free text as the copy may tell it.
    pub fn text(&self, text: &str) -> String {
        self.redacted(text, true)
    }

    /// A title, or what a place or a unit is called, as the copy may tell it: in 建国路 nobody's given
    /// name stands, so that Chinese ones alone are left there.
    pub fn heading(&self, text: &str) -> String {
        self.redacted(text, false)
    }

    /// Where people are called to: its address stands, but for a flat that somebody lives in.
    pub fn venue(&self, venue: &str) -> String {
        if !self.is_public {
            return venue.to_owned();
        }
        let named = self.without_names(venue, false);
        address::without_flats(&digits::masked(&handles::masked(&named)))
    }

    /// A place as the copy may tell it: down to the community or village.
    pub fn place(&self, place: &str) -> String {
        if self.is_public { down_to_community(&self.heading(place)) } else { place.to_owned() }
    }

    /// Where a citizen lives as the copy may tell it: what is stated as somebody's unit as far as it is
    /// a place, down to the community or village. Where they work tells who they are.
    pub fn home(&self, unit: &str) -> String {
        if self.is_public { home::only(&self.place(unit)).to_owned() } else { unit.to_owned() }
    }

    fn redacted(&self, text: &str, is_prose: bool) -> String {
        if !self.is_public {
            return text.to_owned();
        }
        let named = self.without_names(text, is_prose);
        address::without_rooms(&digits::masked(&handles::masked(&named)))
    }

    /// Masks every name of a citizen, also with blanks between its characters.
    fn without_names(&self, text: &str, is_prose: bool) -> String {
        let characters: Vec<char> = text.chars().collect();
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(first) = characters.get(at) {
            let whole =
                || self.known_at(&characters, at).map(|(it, end)| (it.mask.as_deref(), end));
            if let Some((mask, end)) = whole().or_else(|| self.parts.at(&characters, at, is_prose))
            {
                match mask {
                    Some(mask) => masked.push_str(mask),
                    None => masked.extend(characters.iter().take(end).skip(at)),
                }
                at = end;
            } else {
                masked.push(*first);
                at += 1;
            }
        }
        masked
    }

    /// The longest name that begins at a place of the text, and where it ends.
    fn known_at(&self, text: &[char], at: usize) -> Option<(&Known, usize)> {
        let candidates = self.names.get(&fold_name(*text.get(at)?))?;
        candidates.iter().find_map(|known| Some((known, known.end_in(text, at)?)))
    }
}

impl Known {
    /// Where the name ends when it begins at a place of the text. Letters are read in either case and
    /// width, and a name of letters is a word of its own.
    fn end_in(&self, text: &[char], at: usize) -> Option<usize> {
        let mut end = at;
        for expected in &self.characters {
            while end > at && text.get(end).is_some_and(|it| is_gap(*it)) {
                end += 1;
            }
            let found = text.get(end)?;
            if fold_name(*found) != *expected {
                return None;
            }
            end += 1;
        }
        let is_letter =
            |place: Option<&char>| place.is_some_and(|it| fold_name(*it).is_ascii_alphanumeric());
        let starts_inside = is_letter(self.characters.first())
            && at.checked_sub(1).is_some_and(|before| is_letter(text.get(before)));
        let ends_inside = is_letter(self.characters.last()) && is_letter(text.get(end));
        let words = text.get(at..end)?.split(|it| is_gap(*it));
        let is_lower =
            self.is_common && words.filter_map(|it| it.first()).any(|it| it.is_lowercase());
        (!starts_inside && !ends_inside && !is_lower).then_some(end)
    }
}

/// Names by their first character, each with what stands in its place.
fn known_names(told: &[Name<'_>]) -> BTreeMap<char, Vec<Known>> {
    let mut names: BTreeMap<char, Vec<Known>> = BTreeMap::new();
    for name in told {
        let characters = bare(name.whole);
        // May is a name where something says so, which its parts tell.
        let is_word = parts::is_common(name.whole);
        if let (Some(first), 2.., false) = (characters.first().copied(), characters.len(), is_word)
        {
            let mask = name.is_masked.then(|| mask(name.whole));
            let is_common =
                name.whole.split(is_gap).all(parts::is_common) || parts::may_be_a_word(name.whole);
            names.entry(first).or_default().push(Known { characters, mask, is_common });
        }
    }
    for known in names.values_mut() {
        // The longest name that fits is meant; where two people have it, privacy comes first.
        known.sort_by_key(|it| (std::cmp::Reverse(it.characters.len()), it.mask.is_none()));
        known.dedup_by(|later, earlier| later.characters == earlier.characters);
    }
    names
}

/// What may stand between the characters of one name.
const fn is_gap(character: char) -> bool {
    matches!(character, ' ' | '\u{3000}' | '·' | '\u{a0}')
}

/// A name without blanks, in lower case and half width, as names are compared.
fn bare(name: &str) -> Vec<char> {
    name.chars().filter(|it| !is_gap(*it)).map(fold_name).collect()
}

/// A masked name: 张某某, 欧阳某某; of letters the first one behind a title, `A***`.
pub fn mask(name: &str) -> String {
    match surname_chars(name) {
        0 => format!("{}***", parts::untitled(name).chars().take(1).collect::<String>()),
        chars => format!("{}某某", name.chars().take(chars).collect::<String>()),
    }
}

fn masked_people(world: &World, session: Option<&Session>) -> BTreeSet<PersonId> {
    let column_in = |session: &Session, person: PersonId| {
        let row = session.attendance.iter().find(|row| row.person == person);
        row.map(|row| row.class.column())
    };
    let came_as = |person: PersonId| session.and_then(|session| column_in(session, person));
    let came_as_citizen_elsewhere = |person: PersonId| {
        world.sessions().any(|other| column_in(other, person) == Some(Column::Public))
    };
    let raisers: BTreeSet<PersonId> =
        world.issues().flat_map(|issue| issue.facts.raisers.iter().copied()).collect();
    let acting = acting(world);
    let is_citizen = |person: &Person| match person.facts.side {
        Side::Public => true,
        Side::Other => {
            let is_official = is_official(&person.facts) || acting.contains(&person.id);
            !is_official || raisers.contains(&person.id) || came_as_citizen_elsewhere(person.id)
        }
        Side::Member => false,
    };
    let is_masked = |person: &Person| match came_as(person.id) {
        Some(column) => column == Column::Public,
        None => is_citizen(person),
    };
    world.people().filter(|person| is_masked(person)).map(|person| person.id).collect()
}

/// Whether a department or a post is stated of somebody who is no member: those act as officials,
/// experts or staff. Of a walk-in whom the record names first, nothing is known but the name.
fn is_official(facts: &PersonFacts) -> bool {
    facts.department.is_some() || !facts.title.trim().is_empty()
}

/// Who acts in a capacity that makes them known: chair, recorder, convenor, resident member, and who
/// signed in otherwise than as one of the public.
fn acting(world: &World) -> BTreeSet<PersonId> {
    let of_sessions = world.sessions().flat_map(|session| {
        let rows = session.attendance.iter().filter(|row| row.class.column() != Column::Public);
        let heads = session.facts.chair.into_iter().chain(session.facts.recorder);
        heads.chain(rows.map(|row| row.person))
    });
    let of_studios = world.studios().flat_map(|studio| {
        studio.facts.convenor.into_iter().chain(studio.facts.members.iter().copied())
    });
    of_sessions.chain(of_studios).collect()
}

#[cfg(test)]
mod tests;
