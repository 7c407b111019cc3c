//! The one table of commands: what a key, the palette, the menu, the key bar and the help offer.
//!
//! A command is either something that the screens do by themselves or a verb of the data. A new
//! one is a row here; when it can be used is in [`super::available`].

mod rows;

use self::rows::{SCREENS, SHORTER, VERB_KEYS};
use super::key::Key;
use super::place::{Place, Scope};
use super::screens::Ui;
use super::verb::{self, Noun, Verb, Words};
use std::sync::LazyLock;

/// What a command does.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// Something of the screens.
    Ui(Ui),
    /// Something done to the data.
    Verb(&'static Verb),
}

/// A group of the palette and the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the groups as they are headed")]
pub enum Group {
    Moving,
    View,
    Issue,
    Session,
    Commitment,
    Directory,
    Program,
}

impl Group {
    /// All of them, in the order of the help.
    pub const ALL: [Self; 7] = [
        Self::Issue,
        Self::Session,
        Self::Commitment,
        Self::Directory,
        Self::Moving,
        Self::View,
        Self::Program,
    ];

    /// Its heading.
    pub const fn words(self) -> Words {
        match self {
            Self::Moving => Words::new("移动", "Moving about"),
            Self::View => Words::new("查看", "Looking"),
            Self::Issue => Words::new("议题", "Issues"),
            Self::Session => Words::new("协商议事会", "Sessions"),
            Self::Commitment => Words::new("承办事项", "Commitments"),
            Self::Directory => Words::new("名册和设置", "Directory and settings"),
            Self::Program => Words::new("程序", "The program"),
        }
    }
}

/// A command.
#[derive(Debug)]
pub struct Command {
    /// Its stable name, for the key file: `issue accept`, `filter`.
    pub id: String,
    /// What it is called.
    pub label: Words,
    /// The key that comes with the program, several keys one after the other separated by blanks.
    pub keys: Vec<Vec<Key>>,
    /// What is its own at one place or another.
    pub there: Vec<There>,
    /// Where the keys work.
    pub scope: Scope,
    /// In which group it stands.
    pub group: Group,
    /// How early it leaves a key bar without room; `None` never stands in one.
    pub bar: Option<u8>,
    /// What it does.
    pub what: What,
}

/// What a command has at one place: a shorter key, where only one noun can be meant.
#[derive(Debug)]
pub struct There {
    /// Where.
    pub place: Place,
    /// The keys.
    pub keys: Vec<Key>,
    /// How early it leaves the key bar of that place.
    pub bar: Option<u8>,
}

impl Command {
    /// How early it leaves the key bar of a place without room; `None` does not stand in it.
    pub fn bar_at(&self, place: Place) -> Option<u8> {
        let there = self.there.iter().find(|it| it.place == place).and_then(|it| it.bar);
        there.or_else(|| self.bar.filter(|_| self.scope.has(place)))
    }
}

const fn group_of(noun: Noun) -> Group {
    match noun {
        Noun::Issue => Group::Issue,
        Noun::Session => Group::Session,
        Noun::Commitment => Group::Commitment,
        Noun::Studio | Noun::Person | Noun::Department | Noun::Settings => Group::Directory,
    }
}

static COMMANDS: LazyLock<Vec<Command>> = LazyLock::new(|| {
    let parse = |keys: &[&str]| keys.iter().filter_map(|text| Key::parse_all(text)).collect();
    let verbs = VERB_KEYS.iter().filter_map(|(noun, name, keys, scope, bar)| {
        let verb = verb::find(*noun, name)?;
        Some(Command {
            id: verb.id(),
            label: verb.label,
            keys: parse(keys),
            there: SHORTER
                .iter()
                .filter(|(its, called, ..)| its == noun && called == name)
                .filter_map(|(_, _, place, keys, bar)| {
                    Some(There { place: *place, keys: Key::parse_all(keys)?, bar: *bar })
                })
                .collect(),
            scope: *scope,
            group: group_of(*noun),
            bar: *bar,
            what: What::Verb(verb),
        })
    });
    let screens = SCREENS.iter().flat_map(|(group, rows)| {
        rows.iter().map(move |row| Command {
            id: row.id.to_owned(),
            label: row.label,
            keys: parse(row.keys),
            there: Vec::new(),
            scope: row.scope,
            group: *group,
            bar: row.bar,
            what: What::Ui(row.ui),
        })
    });
    verbs.chain(screens).collect()
});

/// Every command, verbs first.
pub fn commands() -> &'static [Command] {
    &COMMANDS
}

/// The command of a verb.
pub fn of_verb(verb: &Verb) -> Option<&'static Command> {
    commands().iter().find(|command| {
        matches!(command.what, What::Verb(it) if it.noun == verb.noun && it.name == verb.name)
    })
}

/// The command of something that the screens do.
pub fn of_ui(ui: Ui) -> Option<&'static Command> {
    commands().iter().find(|command| matches!(command.what, What::Ui(it) if it == ui))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn screen_rows() -> impl Iterator<Item = &'static rows::ScreenRow> {
        SCREENS.iter().flat_map(|(_, rows)| rows.iter())
    }

    #[test]
    fn every_verb_is_in_the_table_once_and_every_id_is_there_once() {
        let ids: BTreeSet<&str> = commands().iter().map(|command| command.id.as_str()).collect();
        assert_eq!(ids.len(), commands().len());
        for verb in verb::all() {
            assert!(ids.contains(verb.id().as_str()), "{verb:?}");
        }
        assert_eq!(
            commands().len(),
            screen_rows().count() + VERB_KEYS.len(),
            "a row names no verb"
        );
    }

    #[test]
    fn every_key_in_the_table_can_be_read() {
        for row in screen_rows() {
            assert!(row.keys.iter().all(|text| Key::parse_all(text).is_some()), "{}", row.id);
        }
        for (_, id, keys, ..) in VERB_KEYS {
            assert!(keys.iter().all(|text| Key::parse_all(text).is_some()), "{id}");
        }
    }
}
