//! An entity as one line of JSON, as exports have it: `{"issue":{…}}`, ids in hexadecimal digits, days as
//! `2023-06-30`, money as `>=100000`, closed lists by their keys. The same entity is the same line.
//!
//! The format has a number; old lines stay readable (`tests/fixtures/export`): a field that came later
//! has a default.

use super::{
    entity::Entity,
    settings::Settings,
    text::{is_unsafe, shown_json},
};
use serde_json::Value;

/// The number of the format.
pub const FORMAT: u32 = 1;

/// Where settings keep that everything was brought in: it is told of the store, not of the city.
const BASELINE: &str = "baseline";

/// Why a line is no entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenFault {
    /// It is no JSON of an entity; what the reader says.
    Unreadable(String),
    /// It says something that this build does not know, at this place.
    Unknown(String),
    /// A text at this place has a character that steers a terminal or hides: no text that was entered
    /// here has one.
    Hidden(String),
}

/// Whether an entity is written at all: settings that nobody changed are not.
pub fn is_written(entity: &Entity) -> bool {
    match entity {
        Entity::Settings(settings) => {
            **settings != Settings { baseline: settings.baseline.clone(), ..Settings::default() }
        }
        _ => true,
    }
}

/// The line of an entity, without a line end.
///
/// # Errors
/// [`WrittenFault::Unreadable`] where JSON cannot hold it, which no entity is known to need.
pub fn line(entity: &Entity) -> Result<String, WrittenFault> {
    let fault = |fault: serde_json::Error| WrittenFault::Unreadable(fault.to_string());
    let line = match entity {
        Entity::Settings(_) => serde_json::to_string(&value(entity)?),
        _ => serde_json::to_string(entity),
    };
    // Lines are printed on terminals too. No text that was entered here is written otherwise for it.
    line.map(|line| shown_json(&line).into_owned()).map_err(fault)
}

fn value(entity: &Entity) -> Result<Value, WrittenFault> {
    let value = serde_json::to_value(entity);
    let mut value = value.map_err(|fault| WrittenFault::Unreadable(fault.to_string()))?;
    if let Some(settings) = value.get_mut("settings").and_then(Value::as_object_mut) {
        settings.shift_remove(BASELINE);
    }
    Ok(value)
}

/// Reads a line.
///
/// # Errors
/// [`WrittenFault`].
pub fn read(line: &str) -> Result<Entity, WrittenFault> {
    serde_json::from_str(line).map_err(|fault| WrittenFault::Unreadable(fault.to_string()))
}

/// Reads a line, and makes sure that nothing of what it says is passed over.
///
/// # Errors
/// [`WrittenFault`].
pub fn read_whole(line: &str) -> Result<Entity, WrittenFault> {
    let entity = read(line)?;
    let said = serde_json::from_str(line);
    let said: Value = said.map_err(|fault| WrittenFault::Unreadable(fault.to_string()))?;
    if let Some(place) = hidden(&said) {
        return Err(WrittenFault::Hidden(place));
    }
    match passed_over(&said, &value(&entity)?) {
        Some(place) => Err(WrittenFault::Unknown(place)),
        None => Ok(entity),
    }
}

/// The first place with a text that nobody could have entered here, as a path.
fn hidden(said: &Value) -> Option<String> {
    let inner = |key: &str, value| hidden(value).map(|inner| below(key, &inner));
    match said {
        Value::String(text) => {
            text.contains(|it: char| is_unsafe(it) && it != '\n').then(String::new)
        }
        Value::Object(said) => said.iter().find_map(|(key, value)| inner(key, value)),
        Value::Array(said) => {
            said.iter().enumerate().find_map(|(at, value)| inner(&at.to_string(), value))
        }
        _ => None,
    }
}

fn below(key: &str, inner: &str) -> String {
    match inner {
        "" => key.to_owned(),
        _ => format!("{key}.{inner}"),
    }
}

/// The first place of `said` that `understood` does not have, as a path.
fn passed_over(said: &Value, understood: &Value) -> Option<String> {
    match (said, understood) {
        (Value::Object(said), Value::Object(understood)) => {
            said.iter().find_map(|(key, value)| match understood.get(key) {
                Some(known) => passed_over(value, known).map(|inner| below(key, &inner)),
                None => Some(key.clone()),
            })
        }
        (Value::Array(said), Value::Array(understood)) if said.len() == understood.len() => {
            let pairs = said.iter().zip(understood).enumerate();
            pairs.into_iter().find_map(|(at, (said, understood))| {
                passed_over(said, understood).map(|inner| below(&at.to_string(), &inner))
            })
        }
        (said, understood) => (said != understood).then(String::new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PersonId;
    use crate::domain::person::{Person, PersonFacts, Side};

    fn person() -> Entity {
        Entity::Person(Person {
            id: PersonId::from_bytes([7; 16]),
            facts: PersonFacts::named("缪健辉", Side::Member),
            source: None,
            retracted: false,
        })
    }

    #[test]
    fn a_line_reads_back_as_the_same_entity_and_names_its_words_by_keys() {
        let text = line(&person()).unwrap();
        assert!(
            text.starts_with(r#"{"person":{"id":"07070707070707070707070707070707","#),
            "{text}"
        );
        assert!(text.contains(r#""side":"member""#), "{text}");
        assert_eq!(read_whole(&text), Ok(person()));
    }

    #[test]
    fn what_this_build_does_not_know_is_named_and_not_passed_over() {
        let text = line(&person()).unwrap().replace(r#""note":"""#, r#""note":"","rank":3"#);
        assert_eq!(read_whole(&text), Err(WrittenFault::Unknown("person.facts.rank".to_owned())));
    }

    #[test]
    fn a_text_that_steers_a_terminal_is_named_and_written_as_an_escape() {
        let Entity::Person(mut person) = person() else { panic!() };
        person.facts.name = "缪\u{9b}31m\u{202e}健辉".to_owned();
        let text = line(&Entity::Person(person)).unwrap();
        assert!(text.contains(r"缪\u009b31m\u202e健辉"), "{text}");
        let place = "person.facts.name".to_owned();
        assert_eq!(read_whole(&text), Err(WrittenFault::Hidden(place)));
    }

    #[test]
    fn settings_that_nobody_changed_are_not_written() {
        assert!(!is_written(&Entity::Settings(Box::default())));
        assert!(is_written(&person()));
    }
}
