//! What is wrong in one of a person's own TOML files, and where: the same words for keys, theme
//! and settings.

use crate::i18n::Lang;
use std::ops::Range;

/// What is wrong in a file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// The line, from 1.
    pub line: usize,
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
    /// The file is not TOML; holds what the parser says.
    Syntax(String),
    /// Nothing has this name.
    UnknownKey,
    /// The value is none of those that are allowed.
    BadValue,
    /// The file is there and cannot be read; holds what the system says.
    Unreadable(String),
    /// The keys are taken by the command with this id.
    Taken(String),
}

impl ConfigFault {
    /// The text is not TOML.
    pub fn syntax(text: &str, error: &toml::de::Error) -> Self {
        let kind = ConfigFaultKind::Syntax(error.message().to_owned());
        Self::at(text, &error.span().unwrap_or(0..0), "", kind, Vec::new())
    }

    /// The file cannot be read as text.
    pub fn unreadable(reason: String) -> Self {
        let kind = ConfigFaultKind::Unreadable(reason);
        Self { line: 1, key: String::new(), kind, allowed: Vec::new() }
    }

    /// A fault at a range of bytes of the text.
    pub fn at(
        text: &str,
        span: &Range<usize>,
        key: impl Into<String>,
        kind: ConfigFaultKind,
        allowed: Vec<&'static str>,
    ) -> Self {
        let line = text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1;
        Self { line, key: key.into(), kind, allowed }
    }

    /// Says it, with the line and what is allowed.
    pub fn words(&self, lang: Lang) -> String {
        let Self { line, key, .. } = self;
        let what = match (&self.kind, lang) {
            (ConfigFaultKind::Syntax(message), Lang::Zh) => format!("不是 TOML 格式（{message}）"),
            (ConfigFaultKind::Syntax(message), Lang::En) => format!("not TOML ({message})"),
            (ConfigFaultKind::Unreadable(reason), Lang::Zh) => {
                format!("读不了，需要 UTF-8 文本（{reason}）")
            }
            (ConfigFaultKind::Unreadable(reason), Lang::En) => {
                format!("cannot be read as UTF-8 text ({reason})")
            }
            (ConfigFaultKind::UnknownKey, Lang::Zh) => format!("没有“{key}”这一项"),
            (ConfigFaultKind::UnknownKey, Lang::En) => format!("there is no “{key}”"),
            (ConfigFaultKind::BadValue, Lang::Zh) => format!("“{key}”的值不对"),
            (ConfigFaultKind::BadValue, Lang::En) => format!("the value of “{key}” is wrong"),
            (ConfigFaultKind::Taken(by), Lang::Zh) => {
                format!("给“{key}”的按键已经是“{by}”的，请先给那一项换一个键")
            }
            (ConfigFaultKind::Taken(by), Lang::En) => {
                format!("the key for “{key}” belongs to “{by}”; give that one another key first")
            }
        };
        let allowed = match lang {
            _ if self.allowed.is_empty() => String::new(),
            Lang::Zh => format!("；可以是 {}", self.allowed.join("、")),
            Lang::En => format!("; allowed: {}", self.allowed.join(", ")),
        };
        match lang {
            Lang::Zh => format!("第 {line} 行：{what}{allowed}"),
            Lang::En => format!("line {line}: {what}{allowed}"),
        }
    }
}
