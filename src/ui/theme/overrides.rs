//! A person's own changes to a theme, read from TOML.

use crate::command::config_fault::{ConfigFault, ConfigFaultKind};
use std::borrow::Cow;
use std::ops::Range;

use ratatui::style::{Color, Modifier};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

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
    let table = match DeTable::parse(toml) {
        Ok(table) => table,
        Err(error) => return (overrides, vec![ConfigFault::syntax(toml, &error)]),
    };
    let lines = table.get_ref().iter();
    let faults = lines.filter_map(|(key, value)| overrides.set(toml, key, value).err()).collect();
    (overrides, faults)
}

impl Overrides {
    /// Takes one line in.
    fn set(
        &mut self,
        toml: &str,
        key: &Spanned<Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), ConfigFault> {
        let name: &str = key.get_ref();
        let at = Place { toml, table: None, key: name };
        if name == "base" {
            let base = value.get_ref().as_str().and_then(ThemeName::from_key);
            let allowed = || ThemeName::ALL.map(ThemeName::key).to_vec();
            self.base = Some(base.ok_or_else(|| at.bad_value(value, allowed()))?);
            return Ok(());
        }
        let Some(role) = Role::ALL.into_iter().find(|role| role.name() == name) else {
            let names = Role::ALL.map(Role::name);
            return Err(at.unknown_key(&key.span(), [&["base"], &names[..]].concat()));
        };
        self.inks.push((role, parse_ink(&at, value)?));
        Ok(())
    }
}

fn parse_ink(at: &Place<'_>, value: &Spanned<DeValue<'_>>) -> Result<Ink, ConfigFault> {
    let Some(table) = value.get_ref().as_table() else {
        return Ok(Ink { fg: Some(parse_tone(at, value)?), ..Ink::default() });
    };
    let mut ink = Ink::default();
    for (key, value) in table {
        let name: &str = key.get_ref();
        let at = Place { toml: at.toml, table: Some(at.key), key: name };
        let modifier = MODIFIERS.iter().find(|(known, _)| *known == name);
        match (name, modifier, value.get_ref().as_bool()) {
            ("fg", ..) => ink.fg = Some(parse_tone(&at, value)?),
            ("bg", ..) => ink.bg = Some(parse_tone(&at, value)?),
            (_, Some((_, modifier)), Some(true)) => ink.modifiers |= *modifier,
            (_, Some((_, modifier)), Some(false)) => ink.removed |= *modifier,
            (_, Some(_), None) => return Err(at.bad_value(value, vec!["true", "false"])),
            (_, None, _) => {
                let names = MODIFIERS.map(|(known, _)| known);
                return Err(at.unknown_key(&key.span(), [&["fg", "bg"], &names[..]].concat()));
            }
        }
    }
    Ok(ink)
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
        self.fault(&value.span(), ConfigFaultKind::BadValue, allowed)
    }

    fn unknown_key(&self, span: &Range<usize>, allowed: Vec<&'static str>) -> ConfigFault {
        self.fault(span, ConfigFaultKind::UnknownKey, allowed)
    }

    fn fault(
        &self,
        span: &Range<usize>,
        kind: ConfigFaultKind,
        allowed: Vec<&'static str>,
    ) -> ConfigFault {
        let key = self.table.map_or_else(String::new, |table| format!("{table}.")) + self.key;
        ConfigFault::at(self.toml, span, key, kind, allowed)
    }
}
