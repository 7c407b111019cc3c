//! What a public copy does not tell (DOMAIN §5). The projection to a second screen uses it too.
//!
//! Members and officials who act as such stay named; citizens become 姓某某, wherever their name is
//! written; telephones, long numbers and addresses below the community are masked in any text.

mod address;
mod digits;
mod handles;

pub(super) use address::down_to_community;

use super::{Copy, strokes::surname_chars};
use crate::domain::{
    id::PersonId,
    person::{Person, Side},
    session::{Column, Session},
    world::World,
};
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
}

/// A name that may stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    characters: Vec<char>,
    /// What stands in its place; `None` for one that stays, such as that of an official.
    mask: Option<String>,
}

impl Redactor {
    /// One for a copy: everything stays in an internal one.
    ///
    /// `session` tells in what capacity people came: a citizen who spoke for a department is an
    /// official there. Masked are, of everybody in the world, citizens, who came as one, and who
    /// raised an issue without being a member.
    pub fn new(copy: Copy, world: &World, session: Option<&Session>) -> Self {
        if copy == Copy::Internal {
            return Self::default();
        }
        let people = masked_people(world, session);
        let kept = world.studios().map(|studio| &studio.facts.name);
        let kept = kept.chain(world.departments().map(|department| &department.facts.name));
        let kept = kept.map(|name| (name.as_str(), None));
        let of_people = world.people().map(|person| {
            let name = person.facts.name.as_str();
            (name, people.contains(&person.id).then(|| mask(name)))
        });
        let names = known_names(kept.chain(of_people));
        Self { is_public: true, people, names }
    }

    /// One for the public of names that are known otherwise than from a world, each with whether it
    /// is masked; of one name that is told and masked, privacy comes first.
    pub fn of_names<'n, Told: IntoIterator<Item = (&'n str, bool)>>(told: Told) -> Self {
        let names =
            known_names(told.into_iter().map(|(name, hidden)| (name, hidden.then(|| mask(name)))));
        Self { is_public: true, people: BTreeSet::new(), names }
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
        if !self.is_public {
            return text.to_owned();
        }
        let named = self.without_names(text);
        address::without_rooms(&digits::masked(&handles::masked(&named)))
    }

    /// A place as the copy may tell it: down to the community or village.
    pub fn place(&self, place: &str) -> String {
        if self.is_public { down_to_community(&self.text(place)) } else { place.to_owned() }
    }

    /// Masks every name of a citizen, also with blanks between its characters.
    fn without_names(&self, text: &str) -> String {
        let characters: Vec<char> = text.chars().collect();
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(first) = characters.get(at) {
            if let Some((known, end)) = self.known_at(&characters, at) {
                match &known.mask {
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
        let first = text.get(at).and_then(|first| first.to_lowercase().next())?;
        let candidates = self.names.get(&first)?;
        candidates.iter().find_map(|known| Some((known, known.end_in(text, at)?)))
    }
}

impl Known {
    /// Where the name ends when it begins at a place of the text. Letters are read in either case,
    /// and a name of letters is a word of its own.
    fn end_in(&self, text: &[char], at: usize) -> Option<usize> {
        let mut end = at;
        for expected in &self.characters {
            while end > at && text.get(end).is_some_and(|it| is_gap(*it)) {
                end += 1;
            }
            let found = text.get(end)?;
            if found.to_lowercase().next() != Some(*expected) {
                return None;
            }
            end += 1;
        }
        let is_letter = |place: Option<&char>| place.is_some_and(char::is_ascii_alphanumeric);
        let starts_inside = is_letter(self.characters.first())
            && at.checked_sub(1).is_some_and(|before| is_letter(text.get(before)));
        let ends_inside = is_letter(self.characters.last()) && is_letter(text.get(end));
        (!starts_inside && !ends_inside).then_some(end)
    }
}

/// Names by their first character, each with what stands in its place.
fn known_names<'n, Told: Iterator<Item = (&'n str, Option<String>)>>(
    told: Told,
) -> BTreeMap<char, Vec<Known>> {
    let mut names: BTreeMap<char, Vec<Known>> = BTreeMap::new();
    for (name, mask) in told {
        let characters = bare(name);
        if let (Some(first), 2..) = (characters.first().copied(), characters.len()) {
            names.entry(first).or_default().push(Known { characters, mask });
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

/// A name without blanks, in lower case, as names are compared.
fn bare(name: &str) -> Vec<char> {
    name.chars().filter(|it| !is_gap(*it)).flat_map(char::to_lowercase).collect()
}

/// A masked name: 张某某, 欧阳某某; of letters the first one, `A***`.
pub fn mask(name: &str) -> String {
    match surname_chars(name) {
        0 => format!("{}***", name.chars().take(1).collect::<String>()),
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
    let is_citizen = |person: &Person| match person.facts.side {
        Side::Public => true,
        Side::Other => raisers.contains(&person.id) || came_as_citizen_elsewhere(person.id),
        Side::Member => false,
    };
    let is_masked = |person: &Person| match came_as(person.id) {
        Some(column) => column == Column::Public,
        None => is_citizen(person),
    };
    world.people().filter(|person| is_masked(person)).map(|person| person.id).collect()
}

#[cfg(test)]
mod tests;
