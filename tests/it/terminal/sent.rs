//! What bytes ask of a terminal: which colours, and what stays switched on behind them.

use std::collections::{BTreeMap, BTreeSet};

/// Ways of naming a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Coding {
    /// 30–37, 90–97, 40–47, 100–107: what every terminal with colours knows.
    Sixteen,
    /// 38;5;n, 48;5;n.
    Palette,
    /// 38;2;r;g;b, 48;2;r;g;b.
    True,
}

/// A control sequence: what stands between `ESC [` and its last letter, and that letter.
fn sequences(bytes: &[u8]) -> Vec<(String, char)> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("\x1b[").skip(1);
    let read = |part: &str| {
        let end = part.find(|it: char| ('@'..='~').contains(&it))?;
        let (parameters, behind) = part.split_at(end);
        Some((parameters.to_owned(), behind.chars().next()?))
    };
    parts.filter_map(read).collect()
}

/// The ways in which colours are named, and attributes that nobody should have asked for.
pub(crate) fn colours(bytes: &[u8]) -> (BTreeSet<Coding>, Vec<String>) {
    let (mut codings, mut unknown) = (BTreeSet::new(), Vec::new());
    for (parameters, _) in sequences(bytes).iter().filter(|(_, end)| *end == 'm') {
        let mut numbers = parameters.split(';').map(|it| it.parse::<u16>().unwrap_or(0));
        while let Some(number) = numbers.next() {
            match number {
                0..=9 | 22..=29 | 39 | 49 | 59 => {}
                30..=37 | 40..=47 | 90..=97 | 100..=107 => {
                    codings.insert(Coding::Sixteen);
                }
                38 | 48 if numbers.next() == Some(5) => {
                    numbers.next();
                    codings.insert(Coding::Palette);
                }
                38 | 48 => {
                    numbers.nth(2);
                    codings.insert(Coding::True);
                }
                _ => unknown.push(parameters.clone()),
            }
        }
    }
    (codings, unknown)
}

/// What a terminal is not given back of what these bytes have changed.
pub(crate) fn kept(bytes: &[u8]) -> Vec<String> {
    let mut modes = BTreeMap::from([("?25".to_owned(), true)]);
    let (mut kitty, mut is_styled) = (0, false);
    for (parameters, end) in sequences(bytes) {
        match (parameters.as_str(), end) {
            (_, 'h' | 'l') => {
                modes.insert(parameters, end == 'h');
            }
            (flags, 'u') if flags.starts_with('>') => kitty += 1,
            (flags, 'u') if flags.starts_with('<') => kitty -= 1,
            (_, 'm') => is_styled = !matches!(parameters.as_str(), "" | "0"),
            _ => {}
        }
    }
    let is_kept = |(mode, is_on): &(&String, &bool)| **is_on != (mode.as_str() == "?25");
    let mut kept: Vec<String> =
        modes.iter().filter(is_kept).map(|(mode, is_on)| format!("{mode} is {is_on}")).collect();
    kept.extend((kitty != 0).then(|| format!("kitty flags {kitty}")));
    kept.extend(is_styled.then(|| "a style".to_owned()));
    // A title, or another way of talking that nobody takes back.
    let text = String::from_utf8_lossy(bytes);
    kept.extend(
        ["\x1b]0;", "\x1b]2;", "\x1b=", "\x1b(0"]
            .into_iter()
            .filter(|it| text.contains(it))
            .map(|it| format!("{it:?}")),
    );
    kept
}

#[test]
fn what_stays_switched_on_is_seen() {
    assert_eq!(kept(b"\x1b[?25l\x1b[1m$\x1b[0m\x1b[?25h"), Vec::<String>::new());
    assert_eq!(kept(b"\x1b[?1049h\x1b[?25l\x1b[>1u\x1b[1m").len(), 4);
    assert_eq!(kept(b"\x1b]2;tanshi\x07").len(), 1);
}

#[test]
fn colours_are_told_apart_by_how_they_are_named() {
    let of = |text: &str| colours(text.as_bytes());
    assert_eq!(of("\x1b[0;1m\x1b[39;49m\x1b[7m").0, BTreeSet::new());
    assert_eq!(of("\x1b[31;102m").0, BTreeSet::from([Coding::Sixteen]));
    assert_eq!(of("\x1b[38;5;31m\x1b[1m").0, BTreeSet::from([Coding::Palette]));
    let both = BTreeSet::from([Coding::Palette, Coding::True]);
    assert_eq!(of("\x1b[38;2;31;32;33;48;5;2m").0, both);
    assert_eq!(of("\x1b[58;5;1m").1.len(), 1);
}
