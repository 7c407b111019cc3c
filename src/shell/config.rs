//! The person's own settings: keys, theme, language, mouse, width of ambiguous characters, run log.
#![expect(clippy::disallowed_methods, reason = "files and the environment are read here")]

use super::folders;
use super::run_log::Level;
use crate::app::ThemeName;
use crate::command::config_fault::{ConfigFault, ConfigFaultKind, in_order, read_toml};
use crate::command::keymap::Keymap;
use crate::i18n::Lang;
use crate::ui::text::AmbiguousWidth;
use crate::ui::theme::{ColorDepth, Overrides, TerminalFacts, Theme};
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::DeValue;

/// What the person has set.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// The language, where one is named.
    pub lang: Option<Lang>,
    /// The theme, where one is named.
    pub theme: Option<ThemeName>,
    /// Changes to the theme.
    pub overrides: Overrides,
    /// Whether the mouse is listened to, where it says so.
    pub mouse: Option<bool>,
    /// How wide ambiguous characters are; `None` asks the terminal.
    pub ambiguous: Option<AmbiguousWidth>,
    /// Whether keys are told apart by kitty's protocol.
    pub kitty: bool,
    /// How much is noted in the run log.
    pub log: Level,
    /// The files that are there.
    pub files: Vec<PathBuf>,
    /// What is wrong in the files, and in no file but in the environment.
    pub faults: Vec<(Option<PathBuf>, ConfigFault)>,
}

impl Config {
    /// Reads the settings; what is wrong in a line does as if it were not there.
    pub fn load() -> Self {
        let mut config = Self { kitty: true, ..Self::default() };
        config.read_files();
        config.read_environment();
        config
    }

    /// `TANSHI_LOG` goes before the file.
    fn read_environment(&mut self) {
        let Ok(wished) = std::env::var(LOG_VARIABLE) else { return };
        // Set to nothing, a variable is not set.
        match Level::from_key(wished.trim()) {
            Some(level) => self.log = level,
            None if wished.trim().is_empty() => {}
            None => {
                let fault = ConfigFault::in_variable(LOG_VARIABLE, &wished, LEVELS.to_vec());
                self.faults.push((None, fault));
            }
        }
    }

    fn read_files(&mut self) {
        let config = self;
        let Some(folder) = folders::config() else { return };
        config.read(&folder.join("config.toml"), Self::take);
        config.read(&folder.join("keys.toml"), |config, text| {
            let (keymap, faults) = Keymap::parse(text);
            config.keymap = keymap;
            faults
        });
        config.read(&folder.join("theme.toml"), |config, text| {
            let (overrides, faults) = Theme::parse_overrides(text);
            config.theme = config.theme.or_else(|| overrides.base());
            config.overrides = overrides;
            faults
        });
    }

    /// Takes a file in, where there is one.
    fn read(&mut self, path: &Path, take: fn(&mut Self, &str) -> Vec<ConfigFault>) {
        let faults = match fs::read_to_string(path) {
            Ok(text) => take(self, &text),
            Err(error) if error.kind() == ErrorKind::NotFound => return,
            Err(error) => vec![ConfigFault::unreadable(error.to_string())],
        };
        self.files.push(path.to_owned());
        self.faults.extend(faults.into_iter().map(|fault| (Some(path.to_owned()), fault)));
    }

    /// What is wrong in the files, in words: the file, the line, what is allowed.
    pub fn fault_words(&self, lang: Lang) -> Vec<String> {
        let words = |(path, fault): &(Option<PathBuf>, ConfigFault)| match path {
            Some(path) => format!("{} {}", path.display(), fault.words(lang)),
            None => fault.words(lang),
        };
        self.faults.iter().map(words).collect()
    }

    /// Takes in `config.toml`: `language`, `theme`, `mouse`, `ambiguous`, `kitty`, `log`; returns what
    /// is wrong in it.
    fn take(&mut self, text: &str) -> Vec<ConfigFault> {
        let (table, syntax) = read_toml(text);
        let mut faults = Vec::new();
        for (name, value) in &table {
            if let Err(unfit) = self.set(name.get_ref(), value.get_ref()) {
                faults.push(unfit.fault(text, name.get_ref(), (name.span(), value)));
            }
        }
        in_order(syntax, faults)
    }

    /// Sets one value.
    ///
    /// # Errors
    /// What is wrong, and what is allowed.
    fn set(&mut self, name: &str, value: &DeValue<'_>) -> Result<(), Unfit> {
        let text = value.as_str().unwrap_or_default();
        match name {
            "language" => self.lang = Some(fit(Lang::from_tag(text), &["zh", "en"])?),
            "theme" => {
                self.theme = Some(fit(ThemeName::from_key(text), THEMES)?);
            }
            "mouse" => self.mouse = Some(fit(value.as_bool(), BOTH)?),
            "kitty" => self.kitty = fit(value.as_bool(), BOTH)?,
            "ambiguous" => {
                let width = match text {
                    "auto" => Some(None),
                    "narrow" => Some(Some(AmbiguousWidth::Narrow)),
                    "wide" => Some(Some(AmbiguousWidth::Wide)),
                    _ => None,
                };
                self.ambiguous = fit(width, &["auto", "narrow", "wide"])?;
            }
            "log" => self.log = fit(Level::from_key(text), LEVELS)?,
            _ => return Err(Unfit::Name),
        }
        Ok(())
    }
}

/// What is wrong with a line.
enum Unfit {
    Name,
    /// The value, with what is allowed.
    Value(&'static [&'static str]),
}

impl Unfit {
    fn fault(
        self,
        text: &str,
        key: &str,
        (name, value): (Range<usize>, &Spanned<DeValue<'_>>),
    ) -> ConfigFault {
        match self {
            Self::Name => {
                ConfigFault::at(text, &name, key, ConfigFaultKind::UnknownKey, KNOWN.to_vec())
            }
            Self::Value(allowed) => {
                ConfigFault::bad_value(text, &value.span(), key, allowed.to_vec())
            }
        }
    }
}

/// How much is noted in the run log, for one call.
const LOG_VARIABLE: &str = "TANSHI_LOG";
const KNOWN: &[&str] = &["language", "theme", "mouse", "ambiguous", "kitty", "log"];
const LEVELS: &[&str] = &{
    let [off, error, warn, info, debug] = Level::ALL;
    [off.key(), error.key(), warn.key(), info.key(), debug.key()]
};
const THEMES: &[&str] = &{
    let [dark, light, contrast, plain] = ThemeName::ALL;
    [dark.key(), light.key(), contrast.key(), plain.key()]
};
const BOTH: &[&str] = &["true", "false"];

fn fit<T>(value: Option<T>, allowed: &'static [&'static str]) -> Result<T, Unfit> {
    value.ok_or(Unfit::Value(allowed))
}

/// How many colours the terminal has.
pub fn color_depth() -> ColorDepth {
    let [no_color, term, colorterm] =
        ["NO_COLOR", "TERM", "COLORTERM"].map(|name| std::env::var(name).ok());
    ColorDepth::detect(TerminalFacts {
        no_color: no_color.as_deref(),
        term: term.as_deref(),
        colorterm: colorterm.as_deref(),
    })
}

/// Whether the terminal says that it can do more than print lines.
pub fn can_place_cursor() -> bool {
    std::env::var("TERM").map_or(cfg!(windows), |term| !term.is_empty() && term != "dumb")
}

/// The language to speak: as named, else as `config.toml` sets it, else the system's.
pub fn language(named: Option<Lang>) -> Lang {
    named.or_else(set_lang).unwrap_or_else(|| lang_of(sys_locale::get_locales()))
}

/// What is wrong in a text of `config.toml`, in English.
pub fn faults_in(text: &str) -> Vec<String> {
    Config::default().take(text).iter().map(|fault| fault.words(Lang::En)).collect()
}

/// The language that `config.toml` sets; what is wrong in it is told on the workbench.
fn set_lang() -> Option<Lang> {
    let text = fs::read_to_string(folders::config()?.join("config.toml")).ok()?;
    let mut config = Config::default();
    config.take(&text);
    config.lang
}

/// The first of these locales that is Chinese or English, else Chinese; `C` and `POSIX` name no
/// language, and what stands behind them is overruled by them.
fn lang_of(locales: impl Iterator<Item = String>) -> Lang {
    let names_one =
        |tag: &String| !matches!(tag.split(['.', '@', '-', '_']).next(), Some("C" | "POSIX"));
    locales.take_while(names_one).find_map(|tag| Lang::from_tag(&tag)).unwrap_or_default()
}

/// The program that the person edits texts with.
pub fn editor() -> Option<String> {
    ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|text| !text.trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_ours_decides_and_c_is_chinese() {
        let of = |tags: &[&str]| lang_of(tags.iter().map(|&tag| tag.to_owned()));
        assert_eq!(of(&["fr-FR", "en-GB", "zh-CN"]), Lang::En);
        assert_eq!(of(&["zh-CN", "en-GB"]), Lang::Zh);
        for tags in [&["C"][..], &["POSIX"], &["C.UTF-8"], &["C", "en-US"], &["de-DE"], &[]] {
            assert_eq!(of(tags), Lang::Zh, "{tags:?}");
        }
    }

    #[test]
    fn a_fault_names_its_line_and_what_is_allowed() {
        let mut config = Config::default();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        fs::write(&file, "language = \"en\"\n\ntheme = \"pink\"\nsound = 1\n").unwrap();
        config.read(&file, Config::take);
        assert_eq!(config.lang, Some(Lang::En));
        let words = config.fault_words(Lang::Zh);
        assert_eq!(words.len(), 2);
        assert!(words.iter().all(|it| it.starts_with(&file.display().to_string())), "{words:?}");
        assert!(words.iter().any(|it| it.contains("第 3 行") && it.contains("monochrome")));
        assert!(words.iter().any(|it| it.contains("第 4 行")));
        fs::write(&file, [0xff, 0xfe]).unwrap();
        config.read(&file, Config::take);
        assert_eq!(config.fault_words(Lang::En).len(), 3, "a file that is no text is told");
    }
}
