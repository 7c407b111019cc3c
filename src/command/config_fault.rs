//! What is wrong in one of a person's own TOML files, and where: the same words for keys, theme
//! and settings.

use crate::i18n::Lang;
use std::ops::Range;
use toml::de::DeTable;

/// How like a word has to be to one that is allowed, to be asked about (Jaro-Winkler).
const LIKE_ENOUGH: f64 = 0.75;
/// So much of a wrong value is told, in characters.
const VALUE_TOLD: usize = 40;

/// What is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// The line, from 1; 0 where it is in no file but in a variable of the environment.
    pub line: usize,
    /// The place in the line, in characters from 1.
    pub column: usize,
    /// The key as it is written, with its table (`selection.fg`); empty where the file is not
    /// TOML at all.
    pub key: String,
    /// What kind of fault it is.
    pub kind: ConfigFaultKind,
    /// What is allowed in its place; empty where that is no short list.
    pub allowed: Vec<&'static str>,
}

/// The ways in which a file can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigFaultKind {
    /// The line is not TOML; holds what the parser says.
    Syntax(String),
    /// Nothing has this name.
    UnknownKey,
    /// The value, as it is written with its quotes, is none of those that are allowed.
    BadValue(String),
    /// The file is there and cannot be read; holds what the system says.
    Unreadable(String),
    /// The keys, as they are written, are taken by the command with this id.
    Taken {
        /// The keys.
        keys: String,
        /// The command.
        by: String,
    },
    /// The keys begin with others of the same command, which are heard first.
    Hidden {
        /// The keys.
        keys: String,
        /// Those that are heard first.
        behind: String,
    },
}

/// Reads TOML: what can be read of it, and every line that cannot.
pub fn read_toml(text: &str) -> (DeTable<'_>, Vec<ConfigFault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<_> = errors.iter().map(|it| ConfigFault::syntax(text, it)).collect();
    // One slip may be several faults to the parser.
    faults.dedup_by_key(|fault| fault.line);
    (table.into_inner(), faults)
}

/// The faults of a file in the order of its lines. A line that is not TOML is only told for that, unless it
/// lacks quotes alone: then what is wrong with the word says more.
pub fn in_order(mut syntax: Vec<ConfigFault>, mut others: Vec<ConfigFault>) -> Vec<ConfigFault> {
    let on_line = |all: &[ConfigFault], line| all.iter().any(|it| it.line == line);
    syntax.retain(|it| !it.is_unquoted() || !on_line(&others, it.line));
    others.retain(|it| !on_line(&syntax, it.line));
    syntax.extend(others);
    syntax.sort_by_key(|fault| (fault.line, fault.column));
    syntax
}

/// How the parser begins to say that a word lacks its quotes.
const UNQUOTED: &str = "string values must be quoted";

impl ConfigFault {
    /// The text is not TOML there.
    fn syntax(text: &str, error: &toml::de::Error) -> Self {
        let kind = ConfigFaultKind::Syntax(error.message().to_owned());
        Self::at(text, &error.span().unwrap_or(0..0), "", kind, Vec::new())
    }

    fn is_unquoted(&self) -> bool {
        matches!(&self.kind, ConfigFaultKind::Syntax(message) if message.starts_with(UNQUOTED))
    }

    /// The file cannot be read as text.
    pub fn unreadable(reason: String) -> Self {
        let kind = ConfigFaultKind::Unreadable(reason);
        Self { line: 1, column: 1, key: String::new(), kind, allowed: Vec::new() }
    }

    /// A variable of the environment has a value that is not allowed.
    pub fn in_variable(name: &str, value: &str, allowed: Vec<&'static str>) -> Self {
        let kind = ConfigFaultKind::BadValue(shortened(value));
        Self { line: 0, column: 0, key: name.to_owned(), kind, allowed }
    }

    /// The value there is not allowed.
    pub fn bad_value(
        text: &str,
        span: &Range<usize>,
        key: impl Into<String>,
        allowed: Vec<&'static str>,
    ) -> Self {
        let written = text.get(span.clone()).unwrap_or_default();
        let kind = ConfigFaultKind::BadValue(shortened(written));
        Self::at(text, span, key, kind, allowed)
    }

    /// A fault at a range of bytes of the text.
    pub fn at(
        text: &str,
        span: &Range<usize>,
        key: impl Into<String>,
        kind: ConfigFaultKind,
        allowed: Vec<&'static str>,
    ) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line, column, key: key.into(), kind, allowed }
    }

    /// What is allowed and most like what is written, where something is like it.
    pub fn nearest(&self) -> Option<&'static str> {
        let written = match &self.kind {
            ConfigFaultKind::UnknownKey => self.key.rsplit('.').next().unwrap_or_default(),
            ConfigFaultKind::BadValue(written) => unquoted(written),
            _ => return None,
        };
        let written = written.to_lowercase();
        let likeness = |it: &str| strsim::jaro_winkler(&written, &it.to_lowercase());
        let near = self.allowed.iter().map(|it| (likeness(it), *it));
        let near = near.filter(|(likeness, _)| *likeness >= LIKE_ENOUGH);
        near.max_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, it)| it)
    }

    /// Whether it is what is allowed, but between quotes.
    fn is_quoted(&self, allowed: &str) -> bool {
        matches!(&self.kind, ConfigFaultKind::BadValue(it) if it != allowed && unquoted(it) == allowed)
    }

    /// Says it, with the place, what is allowed, and what may have been meant.
    pub fn words(&self, lang: Lang) -> String {
        let what = match lang {
            Lang::Zh => self.what_in_chinese(),
            Lang::En => self.what_in_english(),
        };
        let meant = match (self.nearest(), lang) {
            (None, _) => String::new(),
            (Some(it), Lang::Zh) if self.is_quoted(it) => "，不要加引号".to_owned(),
            (Some(it), Lang::En) if self.is_quoted(it) => ", since it has quotes".to_owned(),
            (Some(it), Lang::Zh) => format!("，是不是“{it}”"),
            (Some(it), Lang::En) => format!("; did you mean “{it}”?"),
        };
        let allowed = match lang {
            _ if self.allowed.is_empty() => String::new(),
            Lang::Zh => format!("；可以是 {}", self.allowed.join("、")),
            Lang::En => format!("; allowed: {}", self.allowed.join(", ")),
        };
        // A question ends its part of the sentence by itself.
        let allowed = if meant.ends_with('?') { allowed.replacen(';', "", 1) } else { allowed };
        let (line, column) = (self.line, self.column);
        match lang {
            _ if line == 0 => format!("{what}{meant}{allowed}"),
            Lang::Zh => format!("第 {line} 行第 {column} 字：{what}{meant}{allowed}"),
            Lang::En => format!("line {line}, column {column}: {what}{meant}{allowed}"),
        }
    }

    fn what_in_chinese(&self) -> String {
        let key = &self.key;
        match &self.kind {
            ConfigFaultKind::Syntax(message) => match syntax_in_chinese(message) {
                Some(words) => format!("不是 TOML 格式：{words}"),
                None => format!("不是 TOML 格式（{message}）"),
            },
            ConfigFaultKind::Unreadable(reason) => format!("读不了，需要 UTF-8 文本（{reason}）"),
            ConfigFaultKind::UnknownKey => format!("没有“{key}”这一项"),
            ConfigFaultKind::BadValue(value) => format!("“{key}”的值 {value} 不对"),
            ConfigFaultKind::Taken { keys, by } => {
                format!("给“{key}”的按键“{keys}”已经是“{by}”的，请先给那一项换一个键")
            }
            ConfigFaultKind::Hidden { keys, behind } => {
                format!("给“{key}”的按键“{keys}”按不到：按“{behind}”就已经执行了")
            }
        }
    }

    fn what_in_english(&self) -> String {
        let key = &self.key;
        match &self.kind {
            ConfigFaultKind::Syntax(message) => format!("not TOML ({message})"),
            ConfigFaultKind::Unreadable(reason) => {
                format!("cannot be read as UTF-8 text ({reason})")
            }
            ConfigFaultKind::UnknownKey => format!("there is no “{key}”"),
            ConfigFaultKind::BadValue(value) => format!("the value {value} of “{key}” is wrong"),
            ConfigFaultKind::Taken { keys, by } => format!(
                "the key “{keys}” for “{key}” belongs to “{by}”; give that one another key first"
            ),
            ConfigFaultKind::Hidden { keys, behind } => {
                format!("“{keys}” for “{key}” is never reached: “{behind}” is heard first")
            }
        }
    }
}

/// What the parser says most often, by how it begins.
fn syntax_in_chinese(message: &str) -> Option<&'static str> {
    const SAID: [(&str, &str); 12] = [
        ("duplicate key", "同一项写了两次"),
        (UNQUOTED, "文字要放在引号里"),
        ("key with no value", "缺少“= 值”"),
        ("missing value", "“=”后面没有值"),
        ("missing comma", "两个值之间缺少逗号"),
        ("invalid basic string", "引号没有写完"),
        ("invalid literal string", "引号没有写完"),
        ("unclosed array", "“[”没有对应的“]”"),
        ("unclosed table", "“[”没有对应的“]”"),
        ("unclosed inline table", "“{”没有对应的“}”"),
        ("extra `=`", "多了一个“=”"),
        ("invalid unquoted key", "名字里有空格或特别的字符，要放在引号里"),
    ];
    SAID.into_iter().find(|(begins, _)| message.starts_with(begins)).map(|(_, words)| words)
}

/// What stands between the quotes, if there are any.
fn unquoted(written: &str) -> &str {
    let inside = |quote| written.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(written)
}

fn shortened(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    match line.char_indices().nth(VALUE_TOLD) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line.to_owned(),
    }
}
