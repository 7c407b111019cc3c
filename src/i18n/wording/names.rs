//! What entities are called, and how a sentence speaks of them.

use crate::{
    domain::{
        entity::Entity,
        id::{EntityId, EntityKind},
        refusal::Field,
        world::World,
    },
    i18n::{Label, Lang},
};

/// The most characters of a line of the record that stand for its name.
const LINE_CHARS: usize = 24;

/// Knows what entities are called.
pub trait Names {
    /// Returns the name, title or first words of an entity; `None` when it is not at hand.
    fn name(&self, entity: EntityId) -> Option<String>;

    /// Where what is said of them is read.
    fn typing(&self) -> Typing {
        Typing::CommandLine
    }

    /// Names a command or an option behind what it is called, where they are typed:
    /// `（session queue --clear）`. Empty where keys are pressed.
    fn command(&self, command: &str, lang: Lang) -> String {
        match (self.typing(), lang) {
            (Typing::Form, _) => String::new(),
            (Typing::CommandLine, Lang::Zh) => format!("（{command}）"),
            (Typing::CommandLine, Lang::En) => format!(" ({command})"),
        }
    }

    /// The option that states this piece, where the command at hand has one: `reason`.
    fn option(&self, _field: Field) -> Option<&'static str> {
        None
    }
}

/// Where somebody works: what helps further is not the same at the screen and on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// In a form, where keys are pressed and Down lists what there is.
    Form,
    /// On the command line, where commands and options are typed.
    CommandLine,
}

/// A piece of what is stated, with its option where options are typed: `理由（--reason）`.
pub(super) fn stated(field: Field, lang: Lang, names: &dyn Names) -> String {
    let label = field.label(lang);
    let option = names.option(field).map(|key| names.command(&format!("--{key}"), lang));
    format!("{label}{}", option.unwrap_or_default())
}

/// Fills in what a sentence says of the way out, which is not the same everywhere: `{commitment extend}`
/// and `{--source}` are commands and options, told where they are typed, and `{at the screen|typed}` is said
/// either way. Any other place stays.
pub(super) fn with_ways(words: &str, lang: Lang, names: &dyn Names) -> String {
    let is_typed = names.typing() == Typing::CommandLine;
    let mut told = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((place, after)) = behind.split_once('}') else { break };
        told.push_str(before);
        match place.split_once('|') {
            Some((_, way)) if is_typed => told.push_str(way),
            Some((way, _)) => told.push_str(way),
            None if !place.contains(' ') && !place.starts_with("--") => {
                told.extend(["{", place, "}"]);
            }
            None => told.push_str(&names.command(place, lang)),
        }
        rest = after;
    }
    told.push_str(rest);
    told
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
