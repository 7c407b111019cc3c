//! Fields that name entities.

use super::{Fault, FieldFault, Filling, Found, unmarked};
use crate::command::several;
use crate::domain::id::{EntityId, EntityKind};

impl Filling<'_> {
    /// The names of a field of several values; each entry may hold more than one.
    pub(super) fn names(&self, key: &str, is_known: impl Fn(&str) -> bool) -> Option<Vec<String>> {
        let entries = self.values.all(key)?;
        Some(entries.iter().flat_map(|entry| several::split(entry, &is_known)).collect())
    }

    /// Whether something is called so; a leading `@` or `#` says what is meant.
    pub(super) fn is_known(&self, kind: EntityKind, text: &str) -> bool {
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
            .map(|text| {
                self.find(kind, unmarked(text)).map_err(|fault| Self::fault_of(key, text, fault))
            })
            .collect::<Result<_, _>>()
            .map(Some)
    }

    fn find(&self, kind: EntityKind, text: &str) -> Result<EntityId, FieldFault> {
        match self.directory.find(kind, text) {
            Found::One(id) => Ok(id),
            Found::None => {
                let in_part = (kind == EntityKind::Studio)
                    .then(|| self.directory.studio_in_part(unmarked(text)));
                in_part.flatten().ok_or(FieldFault::Unknown(kind))
            }
            Found::Several(ids) => Err(FieldFault::Ambiguous(ids)),
        }
    }

    pub(super) fn unknown(&self, key: &'static str, kind: EntityKind) -> Fault {
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
        // A label may be one character; two of them are not somebody's padded name.
        self.names(key, |word| word.chars().count() == 1).map_or_else(
            || current.to_vec(),
            |words| {
                words.iter().map(|word| word.trim_start_matches(['+', '＋']).to_owned()).collect()
            },
        )
    }
}
