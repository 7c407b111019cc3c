//! How much is noted.

/// How much is noted, from nothing on; each has what those before it have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing.
    Off,
    /// What the program could not do.
    Error,
    /// What was put right, or is not as it should be.
    Warn,
    /// Beginning and end, opening, imports, backups, checks.
    #[default]
    Info,
    /// Each change and each refusal, too.
    Debug,
}

impl Level {
    /// All of them, the quietest first.
    pub const ALL: [Self; 5] = [Self::Off, Self::Error, Self::Warn, Self::Info, Self::Debug];

    /// How it is written in `config.toml`, in `TANSHI_LOG` and in the log.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }

    /// The one that is written so.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}
