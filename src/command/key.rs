//! Keys as people name them: `j`, `Ctrl-P`, `F2`, `g g`. Knows no terminal.

use crate::domain::text::{fold_width, is_han};
use std::fmt;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those on the keyboard")]
pub enum Code {
    /// A character as it was typed.
    Char(char),
    /// A function key, from 1.
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// A key with what is held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which one.
    pub code: Code,
    /// Ctrl is held.
    pub ctrl: bool,
    /// Alt is held.
    pub alt: bool,
    /// Shift is held; never with a character, which tells it by itself.
    pub shift: bool,
}

const NAMED: [(&str, Code); 16] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Shift-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
];

impl Key {
    /// A key alone.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character alone.
    pub const fn char(character: char) -> Self {
        Self::plain(Code::Char(character))
    }

    /// A character with Ctrl.
    pub const fn ctrl(character: char) -> Self {
        Self { code: Code::Char(character), ctrl: true, alt: false, shift: false }
    }

    /// Whether it types a character.
    pub const fn is_typed(&self) -> bool {
        matches!(self.code, Code::Char(_)) && !self.ctrl && !self.alt
    }

    /// The key as a command hears it; `None` where it never does, or not in every terminal: with Ctrl most
    /// send letters alone, some of them as other keys, and other characters not at all.
    pub fn heard(self) -> Option<Self> {
        let key = self.folded();
        match key.code {
            Code::BackTab if key.shift => None,
            Code::Char(c) if is_han(c) || c.is_control() => None,
            // Tab, Enter twice; and Shift makes no other character.
            Code::Char('i' | 'j' | 'm') if key.ctrl => None,
            Code::Char(_) if key.ctrl && key.shift => None,
            // 4 to 7 are what those keys send that have no letter.
            Code::Char(c) if key.ctrl => matches!(c, 'a'..='z' | '4'..='7' | ' ').then_some(key),
            // What other keys begin with.
            Code::Char('[' | 'O') if key.alt => None,
            Code::Char(c) if key.shift => c.is_ascii_alphabetic().then(|| Self {
                code: Code::Char(c.to_ascii_uppercase()),
                shift: false,
                ..key
            }),
            _ => Some(key),
        }
    }

    /// Reads a key as [`Display`](fmt::Display) writes it; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        loop {
            if let Some((_, code)) = NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(rest))
            {
                key.code = *code;
                return Some(key);
            }
            let mut letters = rest.chars();
            if let (Some(only), None) = (letters.next(), letters.next()) {
                key.code = Code::Char(if key.ctrl { only.to_ascii_lowercase() } else { only });
                return Some(key);
            }
            if let Some(number) = rest.strip_prefix(['F', 'f']).and_then(|it| it.parse().ok()) {
                key.code = Code::F(number);
                return (1..=12).contains(&number).then_some(key);
            }
            let (held, after) = rest.split_once('-')?;
            match held.to_ascii_lowercase().as_str() {
                "ctrl" => key.ctrl = true,
                "alt" => key.alt = true,
                "shift" => key.shift = true,
                _ => return None,
            }
            rest = after;
        }
    }

    /// Reads keys of a command that are pressed one after the other, with blanks between them; `None` where
    /// one of them is never [`heard`](Self::heard).
    pub fn parse_all(text: &str) -> Option<Vec<Self>> {
        let keys: Option<Vec<Self>> =
            text.split_whitespace().map(|it| Self::parse(it)?.heard()).collect();
        keys.filter(|keys| !keys.is_empty())
    }

    /// The key as a command: full-width characters count as their narrow ones, and `、` as `/`,
    /// because an input method that is on gives those (DOMAIN §5).
    #[must_use]
    pub fn folded(self) -> Self {
        let Code::Char(character) = self.code else { return self };
        let character = match character {
            '、' => '/',
            '。' => '.',
            '【' => '[',
            '】' => ']',
            '—' => '_',
            '…' => '^',
            other => fold_width(other.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(other),
        };
        let character = if self.ctrl { character.to_ascii_lowercase() } else { character };
        Self { code: Code::Char(character), ..self }
    }

    /// Whether it can only come from an input method: a Chinese character.
    pub fn is_han(self) -> bool {
        matches!(self.folded().code, Code::Char(c) if is_han(c))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.shift {
            f.write_str("Shift-")?;
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            Code::Char(character) if self.ctrl => write!(f, "{}", character.to_ascii_uppercase()),
            Code::Char(character) => write!(f, "{character}"),
            Code::F(number) => write!(f, "F{number}"),
            _ => Ok(()),
        }
    }
}

/// Names keys that are pressed one after the other: `gg`, `,a`, `Ctrl-P`.
pub fn name_all(keys: &[Key]) -> String {
    let short = |key: &Key| !key.ctrl && !key.alt && matches!(key.code, Code::Char(c) if c != ' ');
    let between = if keys.iter().all(short) { "" } else { " " };
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_it_is_written() {
        for text in ["j", "G", "Ctrl-P", "F2", "Space", "Shift-Tab", "Alt-x", "PgDn", "?", "-"] {
            let key = Key::parse(text).unwrap();
            assert_eq!(Key::parse(&key.to_string()), Some(key), "{text}");
        }
        assert_eq!(Key::parse("Ctrl-P"), Some(Key::ctrl('p')));
        assert_eq!(Key::parse("F13"), None);
        assert_eq!(Key::parse("gg"), None);
        assert_eq!(name_all(&Key::parse_all("g g").unwrap()), "gg");
    }

    #[test]
    fn a_key_is_read_as_it_is_heard_and_one_that_never_is_is_refused() {
        for (named, heard) in [("Shift-q", "Q"), ("Alt-Shift-x", "Alt-X"), ("ｊ", "j"), ("：", ":")]
        {
            let key = Key::parse(named).and_then(Key::heard);
            assert_eq!(key, Key::parse(heard), "{named}");
            assert_eq!(Key::parse_all(named), key.map(|key| vec![key]), "{named}");
        }
        for never in [
            "Shift-1",
            "Shift-Space",
            "Ctrl-J",
            "Ctrl-i",
            "Ctrl-M",
            "Ctrl-[",
            "Ctrl-/",
            "Ctrl-1",
            "Alt-[",
            "Alt-O",
            "Ctrl-Shift-P",
            "停",
            "Shift-Shift-Tab",
            "F0",
            "Hyper-a",
            "",
            "Ctrl-",
            "\u{7}",
        ] {
            assert_eq!(Key::parse_all(never), None, "{never}");
        }
    }

    #[test]
    fn what_an_input_method_makes_of_a_command_is_that_command() {
        for (typed, meant) in [('：', ':'), ('／', '/'), ('？', '?'), ('ｊ', 'j'), ('、', '/')]
        {
            assert_eq!(Key::char(typed).folded(), Key::char(meant));
            assert!(!Key::char(typed).is_han());
        }
        assert!(Key::char('停').is_han());
    }
}
