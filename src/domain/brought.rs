//! What an export of everything brought into an empty store (baseline): every entity as it was, outside the
//! guards, with the marks of its origin. What the entities say is written as `written` has it.

use super::{
    entity::Entity,
    fold::Met,
    id::{EntityId, EntityKind},
    provenance::Mark,
    world::World,
    written,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most bytes of an entity's words that one event carries.
pub const PART_BYTES: usize = 32 << 10;

/// A part of what an entity was when it was exported; the parts of one follow one another in one change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityBrought {
    /// What it is, here as there.
    pub id: EntityId,
    /// The number of the format of the words.
    pub format: u32,
    /// Which part this is, from 0.
    pub part: u32,
    /// How many there are.
    pub parts: u32,
    /// The words.
    pub text: String,
}

/// Everything was brought in: what the file said of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllBrought {
    /// The number of its format.
    pub format: u32,
    /// The hash of the state that it told of.
    #[serde(with = "super::human::hash")]
    pub sha256: [u8; 32],
    /// How many entities it had.
    pub entities: u32,
    /// The day on which it was written.
    pub exported: NaiveDate,
    /// The latest time of entry in it, in milliseconds since 1970 (UTC): what is entered here is later.
    pub latest_millis: u64,
}

/// That everything older came from an export, as the settings keep it. It is no part of what is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// What was brought.
    pub brought: AllBrought,
    /// When it was brought in here.
    pub mark: Mark,
}

impl Baseline {
    /// Whether something that was entered at `mark` came with it.
    pub fn covers(&self, mark: Mark) -> bool {
        mark.at_millis <= self.brought.latest_millis && mark < self.mark
    }
}

/// The events that bring one entity in, whose words are of a format.
pub fn in_parts(id: EntityId, text: &str, format: u32) -> Vec<EntityBrought> {
    let mut texts = vec![String::new()];
    for character in text.chars() {
        let is_full = texts.last().is_some_and(|it| it.len() + character.len_utf8() > PART_BYTES);
        if is_full {
            texts.push(String::new());
        }
        if let Some(last) = texts.last_mut() {
            last.push(character);
        }
    }
    let parts = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    (0..).zip(texts).map(|(part, text)| EntityBrought { id, format, part, parts, text }).collect()
}

impl EntityBrought {
    /// Whether this build can read its words: those of a later format may say what it does not know.
    pub const fn is_known(&self) -> bool {
        self.format <= written::FORMAT
    }
}

impl World {
    /// Takes a part over, and with the last one the entity.
    pub(super) fn bring(&mut self, brought: &EntityBrought) -> Met {
        if brought.part == 0 {
            if brought.id.kind != EntityKind::Settings && self.entity(brought.id).is_some() {
                return Met::Conflict;
            }
            self.arriving_mut().insert(brought.id, String::new());
        }
        let Some(text) = self.arriving_mut().get_mut(&brought.id) else { return Met::Stray };
        text.push_str(&brought.text);
        if brought.part.saturating_add(1) < brought.parts {
            return Met::Fitted;
        }
        let text = self.arriving_mut().remove(&brought.id).unwrap_or_default();
        match written::read(&text) {
            Ok(entity) if entity.id() == brought.id => {
                self.put(entity);
                Met::Fitted
            }
            _ => Met::Stray,
        }
    }

    /// Notes that everything was brought in.
    pub(super) fn end_bringing(&mut self, brought: &AllBrought, mark: Mark) {
        let mut settings = self.settings();
        settings.baseline = Some(Box::new(Baseline { brought: *brought, mark }));
        self.put(Entity::Settings(Box::new(settings)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_between_characters_and_none_is_lost() {
        let text = "潭事".repeat(PART_BYTES);
        let parts = in_parts(EntityId::SETTINGS, &text, written::FORMAT);
        assert!(parts.len() > 1 && parts.iter().all(|it| it.text.len() <= PART_BYTES));
        assert_eq!(parts.iter().map(|it| it.text.as_str()).collect::<String>(), text);
        assert!(parts.iter().all(|it| it.parts as usize == parts.len()));
    }
}
