//! Fields that name entities and people, and the people who come in by being named.

use super::{Fault, FieldFault, Filling, Found, unmarked};
use crate::command::catalog::split_unit;
use crate::command::several;
use crate::domain::action::Action;
use crate::domain::id::{EntityId, EntityKind, PersonId};
use crate::domain::person::{PersonFacts, Side};

impl Filling<'_> {
    /// The names of a field of several values; each entry may hold more than one.
    fn names(&self, key: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let entries = self.values.all(key)?;
        Some(entries.iter().flat_map(|entry| several::split(entry, &is_known)).collect())
    }

    /// Whether something is called so; a leading `@` or `#` says what is meant.
    fn is_known(&self, kind: EntityKind, text: &str) -> bool {
        self.directory.find(kind, unmarked(text)) != Found::None
    }

    /// The entity that a field names; `None` when it was not touched, `Some(None)` when cleared.
    ///
    /// # Errors
    /// [`FieldFault::Unknown`] or [`FieldFault::Ambiguous`].
    pub fn entity(
        &self,
        key: &'static str,
        kind: EntityKind,
    ) -> Result<Option<Option<EntityId>>, Fault> {
        self.read(key, |text| self.find(kind, text))
    }

    /// The entities that a field names, or `None` when it was not touched.
    ///
    /// # Errors
    /// [`FieldFault::Unknown`] or [`FieldFault::Ambiguous`].
    pub fn entities(
        &self,
        key: &'static str,
        kind: EntityKind,
    ) -> Result<Option<Vec<EntityId>>, Fault> {
        let Some(names) = self.names(key, |text| self.is_known(kind, text)) else {
            return Ok(None);
        };
        names
            .iter()
            .map(|text| self.find(kind, unmarked(text)).map_err(|fault| self.fault(key, fault)))
            .collect::<Result<_, _>>()
            .map(Some)
    }

    fn find(&self, kind: EntityKind, text: &str) -> Result<EntityId, FieldFault> {
        match self.directory.find(kind, text) {
            Found::One(id) => Ok(id),
            Found::None => Err(FieldFault::Unknown(kind)),
            Found::Several(ids) => Err(FieldFault::Ambiguous(ids)),
        }
    }

    /// The person that a field names, or what is there already; an unknown name is a newcomer.
    ///
    /// # Errors
    /// [`FieldFault::Ambiguous`].
    pub fn person_or(
        &mut self,
        key: &'static str,
        side: Side,
        current: Option<PersonId>,
    ) -> Result<Option<PersonId>, Fault> {
        match self.text(key).map(str::to_owned) {
            None => Ok(current),
            Some(text) if text.is_empty() => Ok(None),
            Some(text) => self.person(key, &text, side).map(Some),
        }
    }

    /// The people that a field names, or what is there already; unknown names are newcomers.
    ///
    /// # Errors
    /// [`FieldFault::Ambiguous`].
    pub fn people_or(
        &mut self,
        key: &'static str,
        side: Side,
        current: &[PersonId],
    ) -> Result<Vec<PersonId>, Fault> {
        let known = |text: &str| self.is_known(EntityKind::Person, text);
        let Some(names) = self.names(key, known) else { return Ok(current.to_vec()) };
        names.iter().map(|text| self.person(key, text, side)).collect()
    }

    fn person(&mut self, key: &'static str, text: &str, side: Side) -> Result<PersonId, Fault> {
        let text = unmarked(text);
        match self.directory.find(EntityKind::Person, text) {
            Found::One(id) => {
                PersonId::try_from(id).map_err(|_other| self.unknown(key, EntityKind::Person))
            }
            Found::Several(ids) => Err(self.fault(key, FieldFault::Ambiguous(ids))),
            Found::None => {
                let (name, unit) = split_unit(text).unwrap_or((text, ""));
                let waiting = self.newcomers.iter().find_map(|action| match action {
                    Action::AddPerson { id, facts, .. }
                        if facts.name == name && facts.unit == unit =>
                    {
                        Some(*id)
                    }
                    _ => None,
                });
                Ok(waiting.unwrap_or_else(|| {
                    let id = PersonId::from_bytes((self.mint)());
                    let facts =
                        PersonFacts { unit: unit.to_owned(), ..PersonFacts::named(name, side) };
                    self.newcomers.push(Action::AddPerson { id, facts, source: None });
                    id
                }))
            }
        }
    }

    fn unknown(&self, key: &'static str, kind: EntityKind) -> Fault {
        self.fault(key, FieldFault::Unknown(kind))
    }

    /// The entity of a field as its own kind of id, when it was named.
    ///
    /// # Errors
    /// [`FieldFault::Unknown`] or [`FieldFault::Ambiguous`].
    pub fn id_of<Id: TryFrom<EntityId>>(
        &self,
        key: &'static str,
        kind: EntityKind,
    ) -> Result<Option<Id>, Fault> {
        let Some(id) = self.entity(key, kind)?.flatten() else { return Ok(None) };
        Id::try_from(id).map(Some).map_err(|_other| self.unknown(key, kind))
    }

    /// The entities of a field as their own kind of id, or what is there already.
    ///
    /// # Errors
    /// [`FieldFault::Unknown`] or [`FieldFault::Ambiguous`].
    pub fn ids_or<Id: TryFrom<EntityId>>(
        &self,
        key: &'static str,
        kind: EntityKind,
        current: Vec<Id>,
    ) -> Result<Vec<Id>, Fault> {
        let Some(found) = self.entities(key, kind)? else { return Ok(current) };
        found
            .into_iter()
            .map(|id| Id::try_from(id).map_err(|_other| self.unknown(key, kind)))
            .collect()
    }

    /// Labels, or what is there already; a leading `+` or `＋` is not part of a label.
    pub fn tags_or(&self, key: &str, current: &[String]) -> Vec<String> {
        self.names(key, |_| false).map_or_else(
            || current.to_vec(),
            |words| {
                words.iter().map(|word| word.trim_start_matches(['+', '＋']).to_owned()).collect()
            },
        )
    }
}
