//! Which keys ask for which command: what comes with the program, and a person's own key file.

use super::config_fault::{ConfigFault, ConfigFaultKind, in_order, read_toml};
use super::key::{Code, Key, name_all};
use super::place::{EVERYWHERE, Place, Scope};
use super::table::{Command, commands};
use super::verb::Words;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// Examples of what a key can be called.
const KEYS_ALLOWED: [&str; 5] = ["a", "g a", "Ctrl-A", "F5", "Space"];

/// How many commands are named that a misspelt one may have meant.
const IDS_NAMED: usize = 3;

/// Which keys ask for which command.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, Scope, usize)>,
}

/// What keys have come to.
#[derive(Debug, Clone, Copy)]
pub enum Lookup {
    /// They ask for this.
    Command(&'static Command),
    /// More keys are waited for.
    Prefix,
    /// They mean nothing here.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut bindings = Vec::new();
        for (index, command) in commands().iter().enumerate() {
            bindings.extend(command.keys.iter().map(|keys| (keys.clone(), command.scope, index)));
            let there = command.there.iter();
            bindings.extend(there.map(|it| (it.keys.clone(), Scope::of(&[it.place]), index)));
        }
        Self { bindings }
    }
}

/// What one line of a key file says.
struct Rebound {
    command: usize,
    scope: Scope,
    keys: Vec<Written>,
}

/// Keys, and where they stand, for what is said about them.
type Written = (Vec<Key>, Range<usize>);

impl Keymap {
    /// Reads changes from TOML, one command a line: `"issue accept" = ["A", "g a"]`; an empty list
    /// takes its keys away. What stands in a table named after a place counts there only.
    ///
    /// Beside it stands what is wrong, with the line: no such command, no such key, or a key that
    /// is taken. Each such line does as if it were not there.
    pub fn parse(text: &str) -> (Self, Vec<ConfigFault>) {
        let mut keymap = Self::default();
        let (table, syntax) = read_toml(text);
        let (mut changes, mut faults) = (Vec::new(), Vec::new());
        let mut read = |line: Result<Rebound, Vec<ConfigFault>>| match line {
            Ok(change) => changes.push(change),
            Err(wrong) => faults.extend(wrong),
        };
        for (name, value) in &table {
            match (value.get_ref().as_table(), Place::from_key(name.get_ref())) {
                (Some(inner), Some(place)) => inner
                    .iter()
                    .for_each(|(name, value)| read(rebound(text, name, value, Some(place)))),
                (Some(_), None) => read(Err(vec![no_such_place(text, name)])),
                (None, _) => read(rebound(text, name, value, None)),
            }
        }
        // Of two lines that want the same keys the first one has them.
        changes.sort_by_key(|change| change.keys.first().map_or(0, |(_, span)| span.start));
        // Two commands may swap their keys: all that are named let go of theirs first.
        for change in &changes {
            keymap
                .bindings
                .retain(|(_, scope, bound)| *bound != change.command || *scope != change.scope);
        }
        let failed: Vec<Rebound> =
            changes
                .into_iter()
                .filter(|change| match keymap.bind(change) {
                    Ok(()) => false,
                    Err(wrong) => {
                        let key = id_of(change.command);
                        faults.extend(wrong.into_iter().map(|(span, kind)| {
                            ConfigFault::at(text, &span, key, kind, Vec::new())
                        }));
                        true
                    }
                })
                .collect();
        for change in failed {
            keymap.take_own_keys(&change);
        }
        (keymap, in_order(syntax, faults))
    }

    /// Binds all keys of a change, or none.
    ///
    /// # Errors
    /// What is wrong with each of them: it belongs to another command, or is never reached.
    fn bind(&mut self, change: &Rebound) -> Result<(), Vec<(Range<usize>, ConfigFaultKind)>> {
        let wrong: Vec<_> =
            change.keys.iter().filter_map(|keys| self.wrong_with(keys, change)).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let bound = |(keys, _): &Written| (keys.clone(), change.scope, change.command);
        self.bindings.extend(change.keys.iter().map(bound));
        Ok(())
    }

    /// What keeps these keys from being bound.
    fn wrong_with(
        &self,
        (keys, span): &Written,
        change: &Rebound,
    ) -> Option<(Range<usize>, ConfigFaultKind)> {
        let is_clash = |other: &[Key]| other.starts_with(keys) || keys.starts_with(other);
        let taken = |(other, scope, _): &&(Vec<Key>, Scope, usize)| {
            scope.overlaps(change.scope) && is_clash(other)
        };
        let spelled_keys = || spelled(keys);
        if let Some((_, _, by)) = self.bindings.iter().find(taken) {
            let by = id_of(*by).to_owned();
            return Some((span.clone(), ConfigFaultKind::Taken { keys: spelled_keys(), by }));
        }
        let first = |(other, _): &&Written| keys.starts_with(other) && keys.len() > other.len();
        let (behind, _) = change.keys.iter().find(first)?;
        let behind = spelled(behind);
        Some((span.clone(), ConfigFaultKind::Hidden { keys: spelled_keys(), behind }))
    }

    /// Gives a command the keys back that come with the program, as far as they are free.
    fn take_own_keys(&mut self, change: &Rebound) {
        let own = Self::default().bindings.into_iter();
        for (keys, scope, command) in
            own.filter(|(_, scope, command)| *command == change.command && *scope == change.scope)
        {
            self.bind(&Rebound { command, scope, keys: vec![(keys, 0..0)] }).ok();
        }
    }

    /// The keys that come with the program as a key file that says just that, with the words of
    /// each command.
    pub fn default_file() -> String {
        let mut file = String::new();
        let line = |command: &Command, keys: &mut dyn Iterator<Item = &Vec<Key>>| {
            let keys: Vec<String> = keys.map(|keys| quoted(&spelled(keys))).collect();
            let Words { zh, en } = command.label;
            format!("{} = [{}] # {zh} · {en}\n", quoted(&command.id), keys.join(", "))
        };
        for command in commands() {
            file.push_str(&line(command, &mut command.keys.iter()));
        }
        for place in Place::ALL {
            let here: Vec<String> = commands()
                .iter()
                .filter(|command| command.there.iter().any(|it| it.place == place))
                .map(|command| {
                    let there = command.there.iter().filter(|it| it.place == place);
                    line(command, &mut there.map(|it| &it.keys))
                })
                .collect();
            if !here.is_empty() {
                file.push_str(&["\n[", place.key(), "]\n", &here.concat()].concat());
            }
        }
        file
    }

    /// What keys ask for at a place.
    pub fn lookup(&self, keys: &[Key], place: Place) -> Lookup {
        let here = || self.bindings.iter().filter(|(_, scope, _)| scope.has(place));
        let exact = here().find(|(bound, _, _)| bound == keys);
        if let Some(command) = exact.and_then(|(_, _, index)| commands().get(*index)) {
            return Lookup::Command(command);
        }
        if here().any(|(bound, _, _)| bound.starts_with(keys)) {
            return Lookup::Prefix;
        }
        Lookup::Nothing
    }

    /// The shortest keys of a command at a place, named; `None` where it has none there.
    pub fn key_of(&self, command: &Command, place: Place) -> Option<String> {
        let mine = || {
            self.bindings.iter().filter(|(_, _, index)| {
                commands().get(*index).is_some_and(|it| std::ptr::eq(it, command))
            })
        };
        // The shortest one is what people remember; a shorter one was put in for this place.
        let works = |keys: &[Key]| !place.is_typed_into() || !keys.iter().any(Key::is_typed);
        let here = mine().filter(|(keys, scope, _)| scope.has(place) && works(keys));
        here.min_by_key(|(keys, scope, _)| (keys.len(), scope.breadth()))
            .map(|(keys, _, _)| name_all(keys))
    }

    /// The shortest keys of a command at a place that are characters alone and no blank, as they are typed in
    /// a line of their own; `None` where it has none, or where lines are taken for what they say.
    pub fn typed_key_of(&self, command: &Command, place: Place) -> Option<String> {
        let is_it =
            |index: usize| commands().get(index).is_some_and(|it| std::ptr::eq(it, command));
        let typed = |keys: &[Key]| -> Option<String> {
            let typed = |key: &Key| match key.code {
                Code::Char(character) if key.is_typed() && character != ' ' => Some(character),
                _ => None,
            };
            keys.iter().map(typed).collect()
        };
        let here = self.bindings.iter().filter(|(_, scope, index)| {
            scope.has(place) && is_it(*index) && !place.is_typed_into()
        });
        let words = here.filter_map(|(keys, scope, _)| Some((keys.len(), scope, typed(keys)?)));
        words.min_by_key(|(length, scope, _)| (*length, scope.breadth())).map(|(_, _, words)| words)
    }

    /// Every key of a command, named.
    pub fn keys_of(&self, command: &Command) -> Vec<String> {
        let mut names: Vec<String> = self
            .bindings
            .iter()
            .filter(|(_, _, index)| {
                commands().get(*index).is_some_and(|it| std::ptr::eq(it, command))
            })
            .map(|(keys, _, _)| name_all(keys))
            .collect();
        names.dedup();
        names
    }

    /// What can follow keys that were pressed: the rest of the keys, and the command.
    pub fn after(&self, keys: &[Key], place: Place) -> Vec<(String, &'static Command)> {
        self.bindings
            .iter()
            .filter(|(bound, scope, _)| {
                scope.has(place) && bound.len() > keys.len() && bound.starts_with(keys)
            })
            .filter_map(|(bound, _, index)| {
                Some((name_all(bound.get(keys.len()..)?), commands().get(*index)?))
            })
            .collect()
    }

    #[cfg(test)]
    fn clashes(&self) -> Vec<(String, String)> {
        let mut clashes = Vec::new();
        for (at, (keys, scope, index)) in self.bindings.iter().enumerate() {
            for (other, their, second) in self.bindings.iter().skip(at + 1) {
                let same = other.starts_with(keys) || keys.starts_with(other);
                if scope.overlaps(*their) && same {
                    clashes.push((commands()[*index].id.clone(), commands()[*second].id.clone()));
                }
            }
        }
        clashes
    }
}

fn id_of(index: usize) -> &'static str {
    commands().get(index).map_or("", |command| &command.id)
}

/// The keys as [`Key::parse_all`] reads them.
fn spelled(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// The ids that are most like what was written.
fn like(written: &str) -> Vec<&'static str> {
    let mut ids: Vec<(f64, &str)> = commands()
        .iter()
        .map(|command| (strsim::jaro_winkler(written, &command.id), command.id.as_str()))
        .collect();
    ids.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    ids.into_iter().map(|(_, id)| id).take(IDS_NAMED).collect()
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn no_such_place(text: &str, name: &Spanned<Cow<'_, str>>) -> ConfigFault {
    let allowed = Place::ALL.map(Place::key).to_vec();
    let name_text = name.get_ref().as_ref();
    ConfigFault::at(text, &name.span(), name_text, ConfigFaultKind::UnknownKey, allowed)
}

fn rebound(
    text: &str,
    name: &Spanned<Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    place: Option<Place>,
) -> Result<Rebound, Vec<ConfigFault>> {
    let id = name.get_ref().as_ref();
    let Some(index) = commands().iter().position(|command| command.id == id) else {
        let kind = ConfigFaultKind::UnknownKey;
        return Err(vec![ConfigFault::at(text, &name.span(), id, kind, like(id))]);
    };
    let all: Vec<&Spanned<DeValue<'_>>> = match value.get_ref().as_array() {
        Some(list) => list.iter().collect(),
        None => vec![value],
    };
    let (mut keys, mut faults) = (Vec::new(), Vec::new());
    for one in all {
        if let Some(read) = one.get_ref().as_str().and_then(Key::parse_all) {
            keys.push((read, one.span()));
        } else {
            faults.push(ConfigFault::bad_value(text, &one.span(), id, KEYS_ALLOWED.to_vec()));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let scope = place.map(|place| Scope::of(&[place]));
    let scope = scope.or_else(|| commands().get(index).map(|command| command.scope));
    Ok(Rebound { command: index, scope: scope.unwrap_or(EVERYWHERE), keys })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(keys: &str, by: &str) -> ConfigFaultKind {
        ConfigFaultKind::Taken { keys: keys.to_owned(), by: by.to_owned() }
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        assert_eq!(Keymap::default().clashes(), []);
    }

    #[test]
    fn a_key_file_rebinds() {
        let keymap = Keymap::parse("\"issue accept\" = [\"K\"]\nquit = \"Q\"\n").0;
        let keys = [Key::char('K')];
        assert!(matches!(keymap.lookup(&keys, Place::Issues),
            Lookup::Command(command) if command.id == "issue accept"));
        assert!(matches!(keymap.lookup(&[Key::char('q')], Place::Issues), Lookup::Nothing));
    }

    #[test]
    fn two_commands_can_swap_their_keys() {
        let keymap = Keymap::parse("\"issue add\" = \"e\"\n\"issue edit\" = \"a\"").0;
        assert!(matches!(keymap.lookup(&[Key::char('e')], Place::Issues),
            Lookup::Command(command) if command.id == "issue add"));
    }

    #[test]
    fn a_key_counts_only_in_the_place_whose_table_it_stands_in() {
        let (_, faults) = Keymap::parse("[session]\n\"session attend\" = \"y y\"\ncopy = []");
        assert_eq!(faults.len(), 1);
        let taken = taken("y y", "copy");
        assert_eq!((faults[0].line, &faults[0].kind), (2, &taken));
        let (keymap, faults) = Keymap::parse("[session]\n\"session attend\" = \"Q\"");
        assert_eq!(faults, []);
        let keys = [Key::char('Q')];
        assert!(matches!(keymap.lookup(&keys, Place::Session), Lookup::Command(_)));
        assert!(matches!(keymap.lookup(&keys, Place::Issues), Lookup::Nothing));
        let before = [Key::char('a')];
        assert!(matches!(keymap.lookup(&before, Place::Session), Lookup::Nothing));
    }

    #[test]
    fn the_default_file_says_what_comes_with_the_program() {
        let (read, own) = (Keymap::parse(&Keymap::default_file()).0, Keymap::default());
        let sorted = |keymap: &Keymap| {
            let mut all: Vec<String> =
                keymap.bindings.iter().map(|binding| format!("{binding:?}")).collect();
            all.sort();
            all
        };
        assert_eq!(sorted(&read), sorted(&own));
    }

    #[test]
    fn a_fault_names_its_line_and_what_to_do() {
        let fault = |text: &str| Keymap::parse(text).1.remove(0);
        assert_eq!(fault("\n\nnothing = \"a\"").line, 3);
        assert_eq!(fault("quit = \"a\"").kind, taken("a", "issue add"));
        assert_eq!(fault("quit = 7").kind, ConfigFaultKind::BadValue("7".to_owned()));
        assert!(fault("quit = \"F99\"").allowed.contains(&"Ctrl-A"));
        assert!(fault("[nowhere]\nquit = \"a\"").allowed.contains(&"session"));
        assert_eq!(fault("quit =").line, 1);
        assert_eq!(fault("\"isue accept\" = \"K\"").allowed.first(), Some(&"issue accept"));
    }

    #[test]
    fn a_wrong_line_leaves_the_others_and_its_own_command_as_they_are() {
        let (keymap, faults) =
            Keymap::parse("\"issue accept\" = \"K\"\nquit = \"a\"\nnothing = \"x\"");
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3]);
        for (key, id) in [('K', "issue accept"), ('q', "quit"), ('a', "issue add")] {
            assert!(matches!(keymap.lookup(&[Key::char(key)], Place::Issues),
                Lookup::Command(command) if command.id == id));
        }
    }
}
