//! What entities are called, and how a sentence speaks of them.

use crate::{
    domain::{
        entity::Entity,
        id::{EntityId, EntityKind},
        world::World,
    },
    i18n::Lang,
};

/// The most characters of a line of the record that stand for its name.
const LINE_CHARS: usize = 24;

/// Knows what entities are called.
pub trait Names {
    /// Returns the name, title or first words of an entity; `None` when it is not at hand.
    fn name(&self, entity: EntityId) -> Option<String>;

    /// Names a command of the command line behind what it is called, where commands are typed:
    /// `（session queue --clear）`. Empty where keys are pressed.
    fn command(&self, command: &str, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("（{command}）"),
            Lang::En => format!(" ({command})"),
        }
    }
}

/// Names by what is stated; a department by its short name, where it has one.
impl Names for World {
    fn name(&self, entity: EntityId) -> Option<String> {
        let name = match self.entity(entity)? {
            Entity::Studio(studio) => studio.facts.name.clone(),
            Entity::Person(person) => person.facts.name.clone(),
            Entity::Department(department) if department.facts.short.is_empty() => {
                department.facts.name.clone()
            }
            Entity::Department(department) => department.facts.short.clone(),
            Entity::Issue(issue) => issue.facts.title.clone(),
            Entity::Session(session) => session.facts.title.clone(),
            Entity::Line(line) => first_words(&line.facts.text),
            Entity::Commitment(commitment) => commitment.facts.matter.clone(),
            Entity::Evidence(evidence) => evidence.facts.title.clone(),
            Entity::Settings(_) => return None,
        };
        Some(name)
    }
}

fn first_words(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut words: String = line.chars().take(LINE_CHARS).collect();
    if words.chars().count() < text.chars().count() {
        words.push('…');
    }
    words
}

/// Speaks of an entity within a sentence: `议题「停车难」`, `issue “Parking”`; without a name
/// `这件议题`, `this issue`.
pub fn subject(entity: EntityId, lang: Lang, names: &dyn Names) -> String {
    let (zh, this, en) = match entity.kind {
        EntityKind::Studio => ("工作室", "这个", "studio"),
        EntityKind::Person => ("人员", "这位", "person"),
        EntityKind::Department => ("部门单位", "这个", "department"),
        EntityKind::Issue => ("议题", "这件", "issue"),
        EntityKind::Session => ("协商议事会", "这场", "session"),
        EntityKind::Line => ("发言记录", "这条", "line"),
        EntityKind::Commitment => ("承办事项", "这项", "commitment"),
        EntityKind::Evidence => ("佐证材料", "这份", "piece of evidence"),
        EntityKind::Settings => return lang.pick("设置", "the settings").to_owned(),
    };
    match (names.name(entity), lang) {
        (Some(name), Lang::Zh) => format!("{zh}「{name}」"),
        (Some(name), Lang::En) => format!("{en} “{name}”"),
        (None, Lang::Zh) => format!("{this}{zh}"),
        (None, Lang::En) => format!("this {en}"),
    }
}

/// Begins an English sentence; Chinese stays as it is.
pub(super) fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// Puts an English label inside a sentence; Chinese stays as it is.
pub(super) fn lower(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}
