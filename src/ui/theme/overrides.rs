//! A person's own changes to a theme, read from TOML.

use crate::command::config_fault::{ConfigFault, ConfigFaultKind, in_order, read_toml};
use std::borrow::Cow;
use std::ops::Range;

use ratatui::style::{Color, Modifier};
use toml::Spanned;
use toml::de::DeValue;

use super::palette::{Ink, Tone};
use super::{Role, ThemeName};

/// What a person changed: another theme to begin with, and inks for single roles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    base: Option<ThemeName>,
    inks: Vec<(Role, Ink)>,
}

impl Overrides {
    /// The theme to begin with, where one is named.
    pub const fn base(&self) -> Option<ThemeName> {
        self.base
    }

    pub(super) fn ink(&self, role: Role) -> Option<Ink> {
        self.inks.iter().find(|(named, _)| *named == role).map(|(_, ink)| *ink)
    }
}

const MODIFIERS: [(&str, Modifier); 5] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

const COLORS: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("gray", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("white", Color::White),
];

/// Reads overrides; see [`Theme::parse_overrides`](super::Theme::parse_overrides).
pub(super) fn parse(toml: &str) -> (Overrides, Vec<ConfigFault>) {
    let mut overrides = Overrides::default();
    let (table, syntax) = read_toml(toml);
    let mut faults = Vec::new();
    for (key, value) in &table {
        overrides.set(toml, (key, value), &mut faults);
    }
    (overrides, in_order(syntax, faults))
}

type Entry<'a> = (&'a Spanned<Cow<'a, str>>, &'a Spanned<DeValue<'a>>);

impl Overrides {
    /// Takes one line in, as far as it is right.
    fn set(&mut self, toml: &str, (key, value): Entry<'_>, faults: &mut Vec<ConfigFault>) {
        let name: &str = key.get_ref();
        let at = Place { toml, table: None, key: name };
        if name == "base" {
            let base = value.get_ref().as_str().and_then(ThemeName::from_key);
            if base.is_none() {
                faults.push(at.bad_value(value, ThemeName::ALL.map(ThemeName::key).to_vec()));
            }
            self.base = base.or(self.base);
            return;
        }
        let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name) else {
            let names = Role::ALL.map(Role::name);
            return faults.push(at.unknown_key(&key.span(), [&["base"], &names[..]].concat()));
        };
        let before = faults.len();
        let ink = parse_ink(&at, value, faults);
        if faults.len() == before {
            self.inks.push((role, ink));
        }
    }
}

fn parse_ink(at: &Place<'_>, value: &Spanned<DeValue<'_>>, faults: &mut Vec<ConfigFault>) -> Ink {
    let mut ink = Ink::default();
    let mut tone = |at: &Place<'_>, value| match parse_tone(at, value) {
        Ok(tone) => Some(tone),
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    let Some(table) = value.get_ref().as_table() else {
        return Ink { fg: tone(at, value), ..ink };
    };
    let mut wrong = Vec::new();
    for (key, value) in table {
        let name: &str = key.get_ref();
        let at = Place { toml: at.toml, table: Some(at.key), key: name };
        let modifier = MODIFIERS.iter().find(|(known, _)| *known == name);
        match (name, modifier, value.get_ref().as_bool()) {
            ("fg", ..) => ink.fg = tone(&at, value),
            ("bg", ..) => ink.bg = tone(&at, value),
            (_, Some((_, modifier)), Some(true)) => ink.modifiers |= *modifier,
            (_, Some((_, modifier)), Some(false)) => ink.removed |= *modifier,
            (_, Some(_), None) => wrong.push(at.bad_value(value, vec!["true", "false"])),
            (_, None, _) => {
                let names = MODIFIERS.map(|(known, _)| known);
                wrong.push(at.unknown_key(&key.span(), [&["fg", "bg"], &names[..]].concat()));
            }
        }
    }
    faults.extend(wrong);
    ink
}

fn parse_tone(at: &Place<'_>, value: &Spanned<DeValue<'_>>) -> Result<Tone, ConfigFault> {
    let tone = match value.get_ref() {
        DeValue::String(text) => hex(text).or_else(|| named(text)),
        DeValue::Integer(number) => number.as_str().parse().ok().map(Tone::Index),
        _ => None,
    };
    tone.ok_or_else(|| {
        let names = COLORS.map(|(known, _)| known);
        at.bad_value(value, [&["#rrggbb", "0–255"], &names[..]].concat())
    })
}

fn hex(text: &str) -> Option<Tone> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, r, g, b] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Tone::Rgb(r, g, b))
}

fn named(text: &str) -> Option<Tone> {
    COLORS.iter().find(|(known, _)| *known == text).map(|(_, color)| Tone::Ansi(*color))
}

/// Where in the file the reader is.
struct Place<'a> {
    toml: &'a str,
    table: Option<&'a str>,
    key: &'a str,
}

impl Place<'_> {
    fn bad_value(&self, value: &Spanned<DeValue<'_>>, allowed: Vec<&'static str>) -> ConfigFault {
        ConfigFault::bad_value(self.toml, &value.span(), self.name(), allowed)
    }

    fn unknown_key(&self, span: &Range<usize>, allowed: Vec<&'static str>) -> ConfigFault {
        ConfigFault::at(self.toml, span, self.name(), ConfigFaultKind::UnknownKey, allowed)
    }

    fn name(&self) -> String {
        self.table.map_or_else(String::new, |table| format!("{table}.")) + self.key
    }
}
